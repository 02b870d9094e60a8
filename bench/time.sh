#!/bin/sh
# Policies over time on the frozen set koppel-time-1: look-ahead against practice and the best of the day.
# Usage: bench/time.sh KOPPEL FOLDER [PATHS] >bench/time.csv
#
# Instances are made by koppel generate from a seed and held against a digest of their tables; FOLDER gets them, and must
# not exist. Each is followed on PATHS courses of events (default 20), by fit alone, with forty futures, a patience of 1
# per cent, and homes that may be held against anybody. One row an instance, policy and measure.
set -eu
if [ $# -lt 2 ] || [ -e "$2" ]; then
    sed -n '3p' "$0" | sed 's/^# //' >&2
    exit 2
fi
koppel=$1
folder=$2
paths=${3:-20}
LC_ALL=C
export LC_ALL
mkdir -p "$folder"
cat >"$folder/fit.json" <<'END'
{"name": "fit-only", "spread": {"rule": "none"}, "tiers": ["fit"]}
END

# instance NAME DIGEST OPTION...
instance() {
    name=$1
    digest=$2
    shift 2
    "$koppel" generate --neighbourhoods-per 8 --link-share 60 "$@" -q -o "$folder/$name"
    found=$(cat "$folder/$name/households.csv" "$folder/$name/units.csv" "$folder/$name/arrivals.csv" \
        "$folder/$name/releases.csv" | sha256sum | cut -c1-16)
    if [ "$found" != "$digest" ]; then
        echo "$name: the tables have the digest $found, not $digest" >&2
        exit 1
    fi
    "$koppel" simulate "$folder/$name" --policy "$folder/fit.json" --paths "$paths" --futures 40 --patience 1 --hold-overdue -q \
        -o "$folder/$name.out" 2>/dev/null
    sed "1d; s/^/$name,/" "$folder/$name.out/policies.csv"
}

echo 'instance,policy,measure,mean,standard_error'
instance town-tight 2c7ecfd97757664f --municipalities 3 --households 20 --units 16 --over 2 --seed 1
instance town-loose 788897c55cff238a --municipalities 3 --households 20 --units 30 --over 2 --seed 1
instance region-tight 38c120d6739b5864 --municipalities 3 --households 80 --units 64 --over 2 --seed 1
instance region-loose 351511c5a935853c --municipalities 3 --households 80 --units 96 --over 2 --seed 1
instance region-surge 0363e552f6d16855 --municipalities 3 --households 60 --units 54 --over 2 --seed 7
