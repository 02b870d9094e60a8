#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Compares all policies (koppel compare) on the example cases and on a frozen instance of real neighbourhoods.
# Usage: [KOPPEL=program] [KOPPEL_SHARED=folder] bench/policies.sh FOLDER [CASES [SECONDS [CASE...]]]
#
# Writes FOLDER/policies/RESULTS.md (a table a case, as koppel compare prints it), two pictures of the trade-off to
# FOLDER/pictures, and the short table of FOLDER/README.md between its two marks. CASES is where frozen instances are made
# and looked for; SECONDS the time limit of each policy and of the curve (600). The instance is left out, with a notice, where the tables
# that it is made of are not there. With the names of example cases those alone are compared. Exit status: 0, 1 when a case failed, 2 wrong use.
set -u
here=$(cd "$(dirname "$0")" && pwd)
KOPPEL=${KOPPEL:-$here/../build/koppel}
if [ $# -lt 1 ]; then
    echo 'usage: bench/policies.sh FOLDER [CASES [SECONDS]]' >&2
    exit 2
fi
folder=$1
cases=${2:-$here/../build/cases}
seconds=${3:-600}
examples='municipality-a municipality-b municipality-c municipality-d region-east'
if [ $# -gt 3 ]; then examples=$(shift 3 && echo "$*"); fi
instance=utrecht-linked-scarce-dense
chosen='no-spread first-come greedy-spread cap-must cap-goal even-goal'
LC_ALL=C
KOPPEL_LANG=en # a case with Dutch headings, too
export LC_ALL KOPPEL_LANG
mkdir -p "$folder/policies" "$folder/pictures" "$cases" && folder=$(cd "$folder" && pwd) &&
    cases=$(cd "$cases" && pwd) || exit 2
case $KOPPEL in
/*) ;;
*) KOPPEL=$PWD/$KOPPEL ;;
esac
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT

# compare PARENT CASE: its section goes to $made/results, its row to $made/rows; the pictures stay in $made/CASE
compare() {
    echo "policies.sh: $2"
    (cd "$1" && "$KOPPEL" compare "$2" --time-limit "$seconds" -o "$made/$2") >"$made/text" </dev/null
    if [ $? -gt 1 ]; then
        echo "policies.sh: koppel compare $2 failed" >&2
        exit 1
    fi
    # What the columns mean stands once, at the beginning, instead of below every table.
    { printf '\n## %s\n\n```\n' "$2" && sed '/^large left:/,/^Where lots are drawn:/d' "$made/text" && echo '```'; } \
        >>"$made/results"
    awk -v name="$2" -v chosen="$chosen" -f "$here/tables/policies.awk" "$made/$2/policies.csv" \
        "$made/$2/curve.csv" >>"$made/rows"
}

# show CASE: its picture of the trade-off
show() {
    cp "$made/$1/trade-off.svg" "$folder/pictures/trade-off-$1.svg" || exit 2
    printf '\n![%s: points of fit against persons beyond the caps](../pictures/trade-off-%s.svg)\n' "$1" "$1" \
        >>"$made/results"
}

cat >"$made/results" <<'EOF'
# All policies on the example cases and on Utrecht

Made by `make bench-policies`. [README.md](README.md) tells what each policy does and where it comes from, `man koppel-compare`
defines every measure. A star marks a policy whose best was not proven in time.

| column | what |
|---|---|
| persons housed, target short | persons with an offer; persons that municipalities are short of their target |
| large left | households of six and more without a home |
| waits days | mean days from linking to the home; for who is left, until the half-year's end |
| fit mean, lowest tenth | points of those with an offer: the mean, and the value that a tenth does not exceed |
| D after | index of dissimilarity over the neighbourhoods |
| over cap | persons offered a home in a neighbourhood beyond its cap |
| gap % | largest difference in the share housed between single persons, families, large families, and those who need a step-free home |
| persons lost, fit lost | against `no-spread`; below 0 is won |

Where lots are drawn: the mean, and below it the lowest and highest, of 200 draws.
EOF
for case in $examples; do
    compare "$here/../data" "$case"
    if [ "$case" = region-east ]; then show region-east; fi
done
if [ $# -le 3 ]; then
    KOPPEL=$KOPPEL sh "$here/instances.sh" "$cases" $instance
    case $? in
    0)
        compare "$cases" $instance
        show $instance
        for question in access groups borders needed; do
            KOPPEL=$KOPPEL sh "$here/$question.sh" "$cases" "$seconds" >>"$made/results" || exit 1
        done
        ;;
    3) echo "policies.sh: $instance is left out, and what is asked on it: the tables here are without it" ;;
    *) exit 1 ;;
    esac
fi

cp "$made/results" "$folder/policies/RESULTS.md" || exit 2
{
    printf '| case | households |'
    for policy in $chosen; do printf ' %s |' "$policy"; done
    printf ' curve |\n|---|--:|'
    for policy in $chosen; do printf -- '--:|'; done
    printf -- '---|\n'
    cat "$made/rows"
} >"$made/table"
cat "$made/table"
if [ -f "$folder/README.md" ]; then
    awk -v name=policies -v text="$made/table" -f "$here/tables/put.awk" "$folder/README.md" >"$made/README" &&
        cp "$made/README" "$folder/README.md" || exit 2
fi
