#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Which homes that do not exist are needed, on frozen instances: a table for bench/policies/RESULTS.md.
# Usage: [KOPPEL=program] bench/needed.sh CASES [SECONDS]
set -u
here=$(cd "$(dirname "$0")" && pwd)
KOPPEL=${KOPPEL:-$here/../build/koppel}
cases=${1:?usage: bench/needed.sh CASES [SECONDS]}
seconds=${2:-300}
case $KOPPEL in
/*) ;;
*) KOPPEL=$PWD/$KOPPEL ;;
esac
LC_ALL=C
export LC_ALL

# row FOLDER NAME WORDS [OPTION]: what koppel needed says, on one line
row() {
    "$KOPPEL" needed "$1" ${4:+"$4"} --time-limit "$seconds" --lang en </dev/null 2>/dev/null | tr '\n' ' ' | tr -s ' ' |
        awk -v name="$2" -v asked="$3" '{
            before = after = homes = "0"; housed = "-"
            if (match($0, /at least [0-9]+ people/)) { split(substr($0, RSTART, RLENGTH), a, " "); before = a[3] }
            if (match($0, /With [0-9]+ homes? more it is [0-9]+/)) { split(substr($0, RSTART, RLENGTH), a, " "); homes = a[2]; after = a[7] }
            if (match($0, /[0-9]+ of [0-9]+ households get a home, [0-9]+ people/)) housed = substr($0, RSTART, RLENGTH)
            proven = /It is proven that no fewer or cheaper/ && /With one of these homes less, of whatever kind, more people/ ? "yes" : "no"
            if (/The targets can be met with the homes in the tables/) proven = "yes"
            print "| " name " | " asked " | " before " | " homes " | " after " | " housed " | " proven " |"
        }'
}

cat <<'EOF'

## Homes that do not exist

Made by `bench/needed.sh` (`koppel needed`): the fewest homes more, of any kind and in any neighbourhood, under the default policy; people left without them and
with them; what the case gives when it is solved with them. Proven: no fewer do, and with one of them less, of whatever kind, more people are left.

| case | asked for | left before | homes more | left after | solved with them | proven |
|---|---|--:|--:|--:|---|---|
EOF
for case in municipality-d region-east; do
    row "$here/../data/$case" $case 'the targets'
    row "$here/../data/$case" $case everybody --everybody
done
KOPPEL=$KOPPEL sh "$here/instances.sh" "$cases" region-linked-scarce-dense >&2 || exit 0
row "$cases/region-linked-scarce-dense" region-linked-scarce-dense 'the targets'
row "$cases/region-linked-scarce-dense" region-linked-scarce-dense everybody --everybody
