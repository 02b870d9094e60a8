#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Policies over time where homes are pools: twenty municipalities with room for so many persons in a year of arrivals.
# Usage: bench/pools.sh KOPPEL FOLDER [PATHS] >TABLE.csv
#
# A pool is a unit with places without end in a municipality; its room for persons is a row of limits.csv. Households are
# those of koppel generate; all are free, so a pool suits everybody who fits in. Room for 90 and 110 per cent (tight) and for
# 150 (loose) of the persons of the tables, divided by inhabitants. Look-ahead looks over the whole year. One row an instance,
# policy and measure.
set -eu
if [ $# -lt 2 ] || [ -e "$2" ]; then
    sed -n '5p' "$0" | sed 's/^# //' >&2
    exit 2
fi
koppel=$1
folder=$2
paths=${3:-20}
LC_ALL=C
export LC_ALL
mkdir -p "$folder"
cat >"$folder/pools.json" <<'JSON'
{"name": "pools", "rooms": {"max_spare": null}, "rent_limit": false, "share": {"pools_take_families": true},
 "spread": {"rule": "none"}, "agreement": {"enforce": "ignore"}, "tiers": ["fit"]}
JSON

# pool NAME PERCENT SEED: room for so many of the persons
pool() {
    case=$folder/$1
    "$koppel" generate --municipalities 20 --households 95 --units 95 --neighbourhoods-per 2 --over 2 --link-share 0 \
        --free-region 0 --seed "$3" -q -o "$case"
    rm "$case/releases.csv" "$case/datapackage.json"
    persons=$(awk -F, 'FNR > 1 { n += $2 + $3 + $4 } END { print n }' "$case/households.csv" "$case/arrivals.csv")
    awk -F, 'FNR == 1 { next } !($2 in seen) { seen[$2] = 1; print $1 "," $2 }' "$case/neighbourhoods.csv" >"$case/first"
    corporation=$(sed -n '2s/,.*//p' "$case/corporations.csv")
    awk -F, -v c="$corporation" 'BEGIN { print "unit,neighbourhood,corporation,rooms,rent_eur,places" }
        { print "P" $2 "," $1 "," c ",50,0.00,10000" }' "$case/first" >"$case/units.csv"
    awk -F, -v room="$((persons * $2 / 100))" 'FNR > 1 { n[$1] = $4; all += $4; key[++k] = $1 }
        END { print "area,measure,min,max,enforce"
              for (i = 1; i <= k; i++) printf "%s,persons,,%d,must\n", key[i], room * n[key[i]] / all + 0.5 }' \
        "$case/municipalities.csv" >"$case/limits.csv"
    rm "$case/first"
    "$koppel" simulate "$case" --policy "$folder/pools.json" --vacant 400 --look 400 --paths "$paths" \
        --policies "first-come,myopic,look-ahead,foresight,hindsight" -q -o "$case.out"
    sed "1d; /_size_/d; /_20[0-9][0-9]-[01][0-9],/d; s/^/$1,/" "$case.out/policies.csv"
}

echo 'instance,policy,measure,mean,standard_error'
pool pools-very-tight 90 5
pool pools-tight 110 5
pool pools-loose 150 5
