#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Equal access in the province of Utrecht: how far people are offered a home from a supermarket, a day nursery and a hospital,
# by the real distances of its neighbourhoods, under policies with and without the goal access. Prints a section of
# policies/RESULTS.md.
# Usage: [KOPPEL=program] [KOPPEL_SHARED=folder] bench/access.sh CASES [SECONDS]
#
# CASES is where frozen instances are made; SECONDS the time limit of each policy (600). Exit status: 0, 1 when a solve failed,
# 2 wrong use, 3 left out: the tables of real neighbourhoods are not there.
set -u
here=$(cd "$(dirname "$0")" && pwd)
KOPPEL=${KOPPEL:-$here/../build/koppel}
real=${KOPPEL_SHARED:-$here/../../shared}/data/buurten_utrecht_province_2022.csv
if [ $# -lt 1 ]; then
    echo 'usage: bench/access.sh CASES [SECONDS]' >&2
    exit 2
fi
cases=$1
seconds=${2:-600}
LC_ALL=C
export LC_ALL
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT
KOPPEL=$KOPPEL sh "$here/instances.sh" "$cases" utrecht-linked-scarce-dense >&2 || exit $?

# The distances of the real table as columns of the user's own; 0.0 there stands for what is not known.
cp -R "$cases/utrecht-linked-scarce-dense" "$made/utrecht" || exit 2
awk -F';' -v OFS=, '
    function km(cell) { return cell + 0 == 0 ? "" : cell }
    NR == FNR { if (FNR > 1) distances[$1] = km($8) OFS km($9) OFS km($11); next }
    FNR == 1 { print $0, "x_supermarket_km", "x_day_nursery_km", "x_hospital_km"; next }
    { split($0, cells, ","); print $0, distances[cells[1]] }' \
    "$real" "$cases/utrecht-linked-scarce-dense/neighbourhoods.csv" >"$made/utrecht/neighbourhoods.csv" || exit 2

# policy NAME SPREAD TIERS
policy() {
    printf '{"name": "%s", "spread": {"rule": "%s", "enforce": "goal"}, "tiers": [%s]}\n' "$1" "$2" "$3" >"$made/$1.json"
}
policy no-spread none '"target", "urgency", "agreement", "mix", "fit"'
policy cap-goal cap '"target", "urgency", "spread", "agreement", "mix", "fit"'
policy cap-then-access cap '"target", "urgency", "spread", "agreement", "mix", "access", "fit"'
policy access-then-cap cap '"target", "urgency", "access", "spread", "agreement", "mix", "fit"'
policy access-alone none '"target", "urgency", "agreement", "mix", "access", "fit"'

cat <<'TEXT'

## utrecht-linked-scarce-dense, equal access

The real distances of the neighbourhoods of the province (`buurten_utrecht_province_2022.csv`: a supermarket, a day nursery, a hospital) in columns `x_..._km`.
In metres: the mean, and within how far nine in ten live, of who is offered a home and (last row) of all inhabitants. beyond: persons offered a home further than
half of the inhabitants of their municipality live, summed over the three; km: what they live further. proven: every tier at its bound.

| policy | housed | supermarket | day nursery | hospital | beyond | km | over cap | fit | proven |
|---|---|---|---|---|---|---|---|---|---|
TEXT
for name in no-spread cap-goal cap-then-access access-then-cap access-alone; do
    "$KOPPEL" compare "$made/utrecht" --policies "$made/$name.json" --time-limit "$seconds" --json --quiet >"$made/measures" </dev/null
    if [ $? -gt 1 ]; then exit 1; fi
    "$KOPPEL" solve "$made/utrecht" --policy "$made/$name.json" --time-limit "$seconds" --quick --quiet --force -o "$made/out" </dev/null
    if [ $? -gt 1 ]; then exit 1; fi
    awk -v name="$name" -f "$here/tables/access.awk" "$made/measures" "$made/out/summary.json" || exit 1
done
awk -v name='all inhabitants' -v residents=1 -f "$here/tables/access.awk" "$made/measures" "$made/out/summary.json"

# The whole curve of spread against access, of which every tenth point is shown.
"$KOPPEL" compare "$made/utrecht" --policies "$made/cap-then-access.json" --policy "$made/cap-then-access.json" --curve access \
    --time-limit "$seconds" --quiet --force -o "$made/curve" </dev/null >/dev/null
if [ $? -gt 1 ]; then exit 1; fi
printf '\nAll that can be had between the two, in the order cap-then-access, with the same goals before: '
awk -F, 'FNR == 1 { for (k = 1; k <= NF; k++) at[$k] = k; next }
    { n++; over[n] = $1; km[n] = $at["beyond_median_person_km"] }
    END { printf "%d points, none of which is worse in both. Every tenth, and the last:\n\n| over cap |", n
        step = n > 20 ? 10 : 1
        for (k = 1; k <= n; k += step) { heads = heads " " over[k] " |"; marks = marks "---|"; values = values " " km[k] " |" }
        if ((n - 1) % step != 0) { heads = heads " " over[n] " |"; marks = marks "---|"; values = values " " km[n] " |" }
        print heads "\n|---|" marks "\n| km |" values }' "$made/curve/curve.csv"
