#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel why: placed, kept and unplaced households, exact costs of other homes, and what it cannot answer.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

CASE=$DATA/municipality-a
begin "the folder of municipality-a"
run solve "$CASE" -o out --quiet
expect_status 0
OUT=$PWD/out

# why HOUSEHOLD [OPTION...]: its explanation, in $stdout and without line breaks in the file words
why() {
    run why "$CASE" "$OUT" "$@"
    tr -s '\n ' '  ' <"$stdout" >words
}

# cell TABLE HOUSEHOLD COLUMN: of a written table whose first columns hold no comma
cell() { awk -F, -v id="$2" -v column="$3" '$1 == id { print $column }' "$OUT/$1"; }

begin "a household with an offer"
why H0002
expect_status 0
expect_stderr_empty
expect_file_has words 'Household H0002: 2 adults Linked (gekoppeld) to municipality Gemeente A (GM9001) on 2025-11-11'
expect_file_has words "($(cell proposal.csv H0002 2)) in municipality "
expect_file_has words "Fit $(cell proposal.csv H0002 7) of 1000 points: rooms "
expect_stdout_has 'Homes that suit: '
expect_stdout_has 'Homes that do not suit, by the first rule that refuses them: '
expect_stdout_has 'What another choice would change in the whole proposal'
expect_stdout_has 'This is a proposal; a person decides on each offer.'

begin "homes that suit and homes that do not are all homes"
for household in H0001 H0002 H0007 H0013; do
    why $household
    n_suit=$(sed -n 's/^Homes that suit: \([0-9]*\) of 50.*$/\1/p' "$stdout")
    n_not=$(sed -n 's/^Homes that do not suit, by the first rule that refuses them: \([0-9]*\)$/\1/p' "$stdout")
    expect "$household: ${n_suit:-?} + ${n_not:-?} of 50" test $((${n_suit:-0} + ${n_not:-0})) -eq 50
    n_rules=$(awk '/^Homes that do not suit/ { on = 1; next } on && /^    / && $2 ~ /:$/ { n += $1 } /^$/ { on = 0 } END { print n + 0 }' "$stdout")
    expect "$household: counts by rule add up" test "$n_rules" -eq "${n_not:-0}"
done

begin "the cost of a next-best home is exact: solving with that home kept gives just that"
next=$(awk -F, '$1 != "household" && $17 != "" && $18 ~ /^fit [0-9]+ points lower$/ { split($18, words, " "); print $1, $17, words[2]; exit }' "$OUT/proposal.csv")
expect "some household has a next-best home that costs fit only" test -n "$next"
# shellcheck disable=SC2086 # household, unit, cost
set -- $next
why "$1"
expect_file_has words "($2): "
expect_file_has words ": fit $3 points lower"
copy_case municipality-a
echo "$1,$2,keep,What if,2026-03-13" >>case/decisions.csv
run solve case --quiet --quick -o kept
expect_status 0
tier_values "$OUT/summary.json" >before
tier_values kept/summary.json >after
expect "only fit changes, by $3" test "$(awk 'NR == FNR { value[$1] = $2; next } value[$1] != $2 { print $1, value[$1] - $2 }' before after)" = "fit $3"

begin "a household that a decision keeps"
why H0001
expect_status 0
expect_file_has words "Offered: Parkveste, 2 rooms, 520.52 euro (U000044)"
expect_file_has words 'kept by a recorded decision'

begin "a household without an offer"
why H0007
expect_status 0
expect_file_has words 'No home is offered: a limit of even spread stands in the way (cap).'
expect_file_has words 'Why: A home that suits is free: '
expect_file_has words 'What would have to change: It would fit if the limit of '
for household in $(tail -n +2 "$OUT/unplaced.csv" | cut -d, -f1); do
    why "$household" --homes 0
    expect_status 0
    expect_stdout_has "No home is offered: "
    expect_stdout_has "($(cell unplaced.csv "$household" 5))"
    expect_stdout_lacks 'What another choice would change'
done

begin "as many other homes as asked for"
why H0002 --homes 1
n_one=$(awk '/^What another choice/ { on = 1; next } /^$/ { on = 0 } on && /^  [^ ].*\(U[0-9]+\): / { n++ } END { print n + 0 }' "$stdout")
why H0002 --homes 3
n_three=$(awk '/^What another choice/ { on = 1; next } /^$/ { on = 0 } on && /^  [^ ].*\(U[0-9]+\): / { n++ } END { print n + 0 }' "$stdout")
expect "$n_one and $n_three homes" test "$n_one $n_three" = '1 3'

begin "a household that is not there"
why H0077
expect_status 3
expect_stdout_empty
expect_stderr_has 'households.csv: there is no household, home or neighbourhood "H0077"; did you mean "H0007"?'
why ''
expect_status 3
expect_stderr_has 'there is no household, home or neighbourhood ""'

begin "a key or name in other capitals, when it can only be one"
why h0002
cp "$stdout" loose
why H0002
expect_same loose "$stdout"
name=$(awk -F, 'NR == 2 { print $3 }' "$CASE/neighbourhoods.csv")
why "$name"
expect_status 0
cp "$stdout" exact
why "$(printf '%s' "$name" | tr '[:lower:]' '[:upper:]')"
expect_same exact "$stdout"

begin "every household of the Dutch tables"
run solve "$DATA/municipality-d" -o out --quiet --quick
for household in H0001 H0002 H0003 H0004 H0005 H0006; do
    run why "$DATA/municipality-d" out $household
    expect_status 0
    expect_stdout_has "Household $household: "
done

# A household put by hand into a home of another municipality is outside the part of the problem that is solved again.
begin "a proposal that breaks a rule is explained, without costs"
run generate --municipalities 4 --households 40 --units 60 --link-share 100 --seed 3 -o four
run solve four -o out --quiet --quick
expect_status 0
# shellcheck disable=SC2013 # one code a line
for household in $(awk -F, 'NR % 6 == 2 { print $1 }' out/proposal.csv); do
    rm -rf edited && cp -R out edited
    sed -i "s/^$household,[^,]*/$household,U000060/" edited/proposal.csv
    run why four edited "$household"
    expect_status 0
    expect_stdout_has "Household $household: "
    if cmp -s out/proposal.csv edited/proposal.csv; then continue; fi
    expect_stderr_has 'koppel: note: proposal.csv: the proposal does not meet every rule (koppel check lists what is wrong)'
    expect_stdout_lacks 'What another choice would change'
done

begin "a home: who could live there, who gets it, and why not the others"
unit=$(cell proposal.csv H0002 2)
why "$unit"
expect_status 0
expect_file_has words "($unit), neighbourhood "
expect_file_has words 'Offered to: H0002.'
expect "as many households suit as homes suit them" test \
    "$(sed -n 's/^Who could live here: \([0-9]*\) of 29 .*/\1/p' "$stdout")" -eq "$(for household in $(tail -n +2 "$CASE/households.csv" | cut -d, -f1); do
        "$KOPPEL" why "$CASE" "$OUT" "$household" --homes 0 | tr -s '\n ' '  ' | grep -o "[^.]* Homes that suit: .*" | grep -c "($unit): fit "; done | awk '{ n += $1 } END { print n }')"
expect_file_has words 'With this home: '
why "$unit" --homes 0
expect_stdout_lacks 'With this home'

begin "a neighbourhood: how full it is and why"
code=$(awk -F, 'NR > 1 && $8 > 0 { print $1; exit }' "$OUT/neighbourhoods.csv")
why "$code"
expect_status 0
expect_file_has words "($code) holds "
expect_file_has words 'Its fair share is '
expect_file_has words ': offered to H'
name=$(awk -F, -v code="$code" '$1 == code { print $2 }' "$OUT/neighbourhoods.csv")
run why "$CASE" "$OUT" "$name"
expect_status 0
expect_stdout_has "($code) holds "

begin "nothing of that name"
why H9999
expect_status 3
expect_stderr_has 'there is no household, home or neighbourhood "H9999"'

begin "as JSON"
why H0002 --json
expect_status 0
cp "$stdout" why.json
expect_json why.json
expect_file_has why.json '"about": "H0002"'
