#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What opening the borders between municipalities brings, on frozen instances: a table for bench/policies/RESULTS.md.
# Usage: [KOPPEL=program] [CHOSEN="name ..."] bench/borders.sh CASES [SECONDS]
#
# For every instance the persons short of the targets with closed borders (R = 0) and with open ones, and by halving the fewest
# households R over a border that bring 90 % of the difference, with the target as the only goal: SECONDS (60) for each solve.
# Every proposal is checked by koppel solve. CASES is where frozen instances are made.
set -u
here=$(cd "$(dirname "$0")" && pwd)
KOPPEL=${KOPPEL:-$here/../build/koppel}
cases=${1:?usage: bench/borders.sh CASES [SECONDS]}
seconds=${2:-60}
case $KOPPEL in
/*) ;;
*) KOPPEL=$PWD/$KOPPEL ;;
esac
LC_ALL=C
export LC_ALL
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT

# solve CASE R SPREAD: sets value and bound; R is a number or null
solve() {
    printf '{"name": "borders", "link_scope": "exchange", "borders": {"max_households": %s}, %s "tiers": ["target"]}' "$2" "$3" >"$made/policy.json"
    "$KOPPEL" solve "$1" --policy "$made/policy.json" --quick --json --time-limit "$seconds" >"$made/json" 2>"$made/errors" </dev/null
    if [ $? -gt 1 ]; then
        cat "$made/errors" >&2
        exit 1
    fi
    found=$(sed -n 's/.*"name": "target".*"value": "\([0-9]*\)", "bound": "*\([0-9a-z]*\)"*,.*/\1 \2/p' "$made/json")
    value=${found% *}
    bound=${found#* }
    case $bound in '' | *[!0-9]*) bound=0 ;; esac
}

# row CASE NAME SPREAD WORDS
row() {
    begun=$(date +%s)
    solve "$1" 0 "$3"
    closed=$value
    closed_bound=$bound
    solve "$1" null "$3"
    open=$value
    enough=$((closed - (90 * (closed - open) + 99) / 100))
    low=0
    high=$(($(wc -l <"$1/households.csv") - 1))
    at=$open
    # What a solve leaves open matters only where it could change the answer.
    proven=no
    if [ "$closed" = "$closed_bound" ] && [ "$open" = "$bound" ]; then proven=yes; fi
    while [ "$low" -lt "$high" ] && [ "$closed" -gt "$open" ]; do
        middle=$((low + (high - low) / 2))
        solve "$1" $middle "$3"
        if [ "$value" -le "$enough" ]; then
            high=$middle
            at=$value
        else
            low=$((middle + 1))
            [ "$bound" -gt "$enough" ] || proven=no
        fi
    done
    [ "$closed" -gt "$open" ] || high=0
    echo "| $2 | $4 | $closed | $open | $high | $at | $proven | $(($(date +%s) - begun)) |"
}

cat <<'EOF'

## Borders between municipalities

Made by `bench/borders.sh`: persons short of the targets with closed borders and with every home of the region open (`link_scope` exchange), and the fewest
households over a border (R, `borders.max_households`) that bring 90 % of the difference, found by halving with the target as the only goal. Proven: both ends are, and no
smaller R is enough. Seconds on the clock of a loaded machine, for about ten solves.

| instance | even spread | closed | open | R for 90 % | short with R | proven | seconds |
|---|---|--:|--:|--:|--:|---|--:|
EOF
must='"spread": {"rule": "cap", "enforce": "must"},'
none='"spread": {"rule": "none", "enforce": "goal"},'
row "$here/../data/region-east" region-east "$must" must
row "$here/../data/region-east" region-east "$none" none
for instance in ${CHOSEN:-region-linked-scarce-dense utrecht-linked-scarce-dense utrecht-linked-ample-dense province-linked-scarce-dense}; do
    KOPPEL=$KOPPEL sh "$here/instances.sh" "$cases" "$instance" >&2 || continue
    row "$cases/$instance" "$instance" "$must" must
    row "$cases/$instance" "$instance" "$none" none
done
