#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Policies over time on the frozen set koppel-time-1: look-ahead against practice and the best of the day.
# Usage: bench/time.sh KOPPEL FOLDER [PATHS] [INSTANCE...] >TABLE.csv
#
# Instances are made by koppel generate from a seed and held against a digest of their tables; FOLDER gets them, and must
# not exist. Each has four half-years, as many homes as four in five households (tight) or six in five (loose), and an
# even course of arrivals (calm) or two half-years in which twice as many come (surge). Each is followed on PATHS courses
# of events (default 20; a province a quarter of them), by fit alone, with the defaults of koppel simulate, and with two
# policies more: look-ahead and foresight that hold homes against households past their term. One row an instance, policy
# and measure, without those by size of the household and by month; then how far hindsight is from its proven bound on the
# worst course. INSTANCE: those alone (default: all).
set -eu
if [ $# -lt 2 ] || [ -e "$2" ]; then
    sed -n '5p' "$0" | sed 's/^# //' >&2
    exit 2
fi
koppel=$1
folder=$2
paths=${3:-20}
shift 2
if [ $# -gt 0 ]; then shift; fi
wanted=" $* "
LC_ALL=C
export LC_ALL
mkdir -p "$folder"
cat >"$folder/fit.json" <<'JSON'
{"name": "fit-only", "spread": {"rule": "none"}, "tiers": ["fit"]}
JSON
echo '{"name": "look-ahead-holding", "decides": "look-ahead", "hold_overdue": true}' >"$folder/holding.json"
echo '{"name": "foresight-holding", "decides": "foresight", "hold_overdue": true}' >"$folder/foreseen.json"
policies=first-come,myopic,periodic-28,look-ahead,$folder/holding.json,foresight,$folder/foreseen.json,hindsight

# instance NAME DIGEST PATHS OPTION...
instance() {
    name=$1
    digest=$2
    n=$3
    shift 3
    if [ "$wanted" != "  " ] && [ "${wanted#* "$name" }" = "$wanted" ]; then return; fi
    "$koppel" generate --neighbourhoods-per 8 --link-share 60 --over 4 "$@" -q -o "$folder/$name"
    found=$(cat "$folder/$name/households.csv" "$folder/$name/units.csv" "$folder/$name/arrivals.csv" \
        "$folder/$name/releases.csv" | sha256sum | cut -c1-16)
    if [ "$found" != "$digest" ]; then
        echo "$name: the tables have the digest $found, not $digest" >&2
        exit 1
    fi
    "$koppel" simulate "$folder/$name" --policy "$folder/fit.json" --policies "$policies" --paths "$n" -q -o "$folder/$name.out" 2>/dev/null
    awk -F, -v name="$name" '$2 == "hindsight" && $3 == "fit_percent" && $4 < least + 0 { least = $4 }
        BEGIN { least = 100 } END { printf "%s,hindsight,fit_percent_least,%s,\n", name, least }' "$folder/$name.out/paths.csv"
    sed "1d; /_size_/d; /_20[0-9][0-9]-[01][0-9],/d; s/^/$name,/" "$folder/$name.out/policies.csv"
}

echo 'instance,policy,measure,mean,standard_error'
few=$(((paths + 3) / 4))
instance town-tight-calm b023a3d631b287e8 "$paths" --municipalities 3 --households 12 --units 10 --seed 3
instance town-loose-calm f9e7bed25c1e8463 "$paths" --municipalities 3 --households 12 --units 15 --seed 3
instance region-tight-calm f8b5fe01bd997f1e "$paths" --municipalities 3 --households 50 --units 40 --seed 3
instance region-loose-calm e0fe37118a41d413 "$paths" --municipalities 3 --households 50 --units 60 --seed 3
instance province-tight-calm 10a23826d3748b78 "$few" --municipalities 12 --households 200 --units 160 --seed 3
instance province-loose-calm b8f51433b4c2c62a "$few" --municipalities 12 --households 200 --units 240 --seed 3
instance town-tight-surge 223c1b806084eef4 "$paths" --municipalities 3 --households 12 --units 10 --seed 7
instance town-loose-surge d98d8287d0125fe6 "$paths" --municipalities 3 --households 12 --units 15 --seed 7
instance region-tight-surge 9316c268264cb7b0 "$paths" --municipalities 3 --households 50 --units 40 --seed 7
instance region-loose-surge 48170ba0ee4ba885 "$paths" --municipalities 3 --households 50 --units 60 --seed 7
instance province-tight-surge 12bbdd89c118fdf6 "$few" --municipalities 12 --households 200 --units 160 --seed 7
instance province-loose-surge e82520aa3c819aa5 "$few" --municipalities 12 --households 200 --units 240 --seed 7
