#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Household assignment instances of Friedrich, Moschen, Münnich and Schmidt as tables that koppel solve reads.
# Usage: bench/hap_tables.sh HOUSEHOLDS.csv[.gz] HOUSES.csv[.gz] CELLS|all THETA_PERCENT FOLDER
#
# One household a dwelling, no larger than its capacity; a pair is worth 1 / (1 + capacity - size), to four places; in
# the CELLS cells with most capacity at most THETA_PERCENT of it is taken, in persons, and in the CELLS with most
# dwellings as many of these, both rounded up. In the tables a cell is a complex with two limits; a capacity is a
# municipality of its own, because scores.csv can tell a household's score for a municipality: 1000 for a worth of 1.
# FOLDER gets case/, policy.json and rules/; it must not exist. Then:
#     koppel solve FOLDER/case --policy FOLDER/policy.json --rules FOLDER/rules --engine scale --quick
# The sum of the worths is the value of the fit tier divided by 1000.
set -eu
if [ $# -ne 5 ] || [ -e "$5" ]; then
    sed -n '5p' "$0" | sed 's/^# //' >&2
    [ $# -ne 5 ] || echo "$5 exists already" >&2
    exit 2
fi
households=$1
houses=$2
cells=$3
theta=$4
folder=$5
here=$(cd "$(dirname "$0")" && pwd)
LC_ALL=C
export LC_ALL

rows() { case $1 in *.gz) gzip -dc "$1" ;; *) cat "$1" ;; esac | sed 1d | tr -d '\r'; }

mkdir -p "$folder/case" "$folder/rules"
cp "$here"/../data/rules/*.json "$folder/rules"
cat >"$folder/policy.json" <<'END'
{
  "name": "hap",
  "link_scope": "municipality",
  "rooms": {"max_spare": null},
  "rent_limit": false,
  "spread": {"rule": "none"},
  "agreement": {"enforce": "ignore"},
  "fit": {
    "weights": {"rooms": 0, "school": 0, "gp": 0, "transit": 0, "labour": 0, "network": 0, "region": 0, "scores": 1},
    "precision": "micro_points"
  },
  "tiers": ["fit"]
}
END
rows "$houses" | awk -F, -v folder="$folder" '
    { if ($5 > most) most = $5 }
    END {
        file = folder "/rules/occupancy.json"
        printf "{\"rule\": \"occupancy\", \"about\": \"capacity in persons\", \"versions\": [{\"valid_from\": \"2016-01-01\", " >file
        printf "\"source\": \"published instance\", \"mark\": \"invented\", \"rooms\": [" >file
        for (k = 1; k <= most; k++)
            printf "%s{\"rooms\": %d, \"min_persons\": 1, \"max_persons\": %d}", (k > 1 ? ", " : ""), k, k >file
        print "]}]}" >file
        print "municipality,name,province,inhabitants" >(folder "/case/municipalities.csv")
        print "neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders" >(folder "/case/neighbourhoods.csv")
        print "municipality,period,published_on,target_persons" >(folder "/case/targets.csv")
        for (k = 1; k <= most; k++) {
            printf "GM%04d,capacity %d,none,0\n", 9000 + k, k >(folder "/case/municipalities.csv")
            printf "BU%04d0000,GM%04d,capacity %d,0,0,0\n", 9000 + k, 9000 + k, k >(folder "/case/neighbourhoods.csv")
            printf "GM%04d,2026-1,2026-01-01,0\n", 9000 + k >(folder "/case/targets.csv")
        }
        print "corporation,name\nC1,all" >(folder "/case/corporations.csv")
        print most >(folder "/most")
    }'
rows "$houses" | awk -F, '
    BEGIN { print "unit,neighbourhood,corporation,rooms,rent_eur,complex" }
    { printf "D%s,BU%04d0000,C1,%d,0,%s\n", $1, 9000 + $5, $5, $6 }' >"$folder/case/units.csv"
rows "$houses" | awk -F, -v cells="$cells" -v theta="$theta" '
    # fewer than `cells` come before: those with more, and of equals the one whose name comes first
    function is_among_largest(amount, c,    k, n) {
        for (k = 1; k <= n_cells; k++) n += amount[k] > amount[c] || (amount[k] == amount[c] && name[k] < name[c])
        return n < cells
    }
    function cap_of(amount) { return int((amount * theta + 99) / 100) }
    !($6 in row) { row[$6] = ++n_cells; name[n_cells] = $6 }
    { capacity[row[$6]] += $5; homes[row[$6]]++ }
    END {
        if (cells == "all") cells = n_cells
        print "area,measure,max,enforce"
        for (c = 1; c <= n_cells; c++) {
            if (is_among_largest(capacity, c)) printf "%s,persons,%d,must\n", name[c], cap_of(capacity[c])
            if (is_among_largest(homes, c)) printf "%s,homes,%d,must\n", name[c], cap_of(homes[c])
        }
    }' >"$folder/case/limits.csv"
rows "$households" | awk -F, '
    BEGIN { print "household,adults,children" } { printf "H%s,%d,0\n", $1, $5 }' >"$folder/case/households.csv"
rows "$households" | awk -F, -v most="$(cat "$folder/most")" '
    BEGIN { print "household,place,score" }
    { for (k = $5; k <= most; k++) printf "H%s,GM%04d,%.1f\n", $1, 9000 + k, int(10000 / (1 + k - $5) + 0.5) / 10 }
    ' >"$folder/case/scores.csv"
rm "$folder/most"
