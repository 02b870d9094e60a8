#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel solve on the example cases: exit status, summary, files, and the same bytes however it is run.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

CASES='municipality-a municipality-b municipality-c municipality-d'
DOCUMENTS='proposal.csv unplaced.csv neighbourhoods.csv targets.csv agreements.csv summary.json'

# count_rows FILE: rows below the header; no cell of these files holds a line break
count_rows() { echo $(($(wc -l <"$1") - 1)); }

# expect_whole_output CASE FOLDER: every document, every household once, every tier proven
expect_whole_output() {
    for document in $DOCUMENTS; do
        expect_file "$2/$document"
    done
    n=$(count_rows "$DATA/$1/households.csv")
    expect "$1: every household is placed or explained" \
        test $(($(count_rows "$2/proposal.csv") + $(count_rows "$2/unplaced.csv"))) -eq "$n"
    expect_json "$2/summary.json"
    tier_values "$2/summary.json" >tiers
    expect "$1: there are tiers" test -s tiers
    expect_not "$1: every tier is proven at its bound" grep -vqE '^[a-z]+ (-?[0-9.]+) \1 true$' tiers
}

for name in $CASES region-east; do
    begin "solves $name"
    run solve "$DATA/$name" -o out --quick --threads 1
    expect_status 0
    expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"
    expect_stdout_has "Proposal for $DATA/$name, half-year 2026-1, policy even-spread"
    expect_stdout_has 'Target (taakstelling), in people'
    expect_stdout_has '  It is proven that this proposal is the best possible under the policy.'
    expect_stdout_has 'Who gets which home'
    expect_stdout_has 'This is a proposal; a person decides on each offer.'
    expect_stdout_has 'Written to out.'
    expect_whole_output "$name" out
    expect "nothing else is written" test "$(ls -A)" = "$(printf 'out\ntiers')"
    cp -R out first
    run solve "$DATA/$name" -o out --quick --threads 4 --force
    expect_status 0
    expect_same out first
done

for name in $CASES; do
    begin "explains $name, always in the same bytes"
    run solve "$DATA/$name" -o one --threads 1 --quiet
    expect_status 0
    expect_stdout_empty
    expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"
    # shellcheck disable=SC2016 # for awk
    expect 'next-best homes are worked out' awk 'NR == 1 { FS = /;/ ? ";" : ","; next }
        $17 == "" && $18 == "" { unknown = 1 } END { exit unknown }' one/proposal.csv
    cp -R "$DATA/$name" "$name" && mkdir elsewhere && cd elsewhere || exit 1
    run solve "../$name/" -o ../four --threads 4 --verbose
    expect_status 0
    cd ..
    expect_same one four
done

begin "the seed changes no value"
run solve "$DATA/municipality-a" -o one --quick --quiet
run solve "$DATA/municipality-a" -o two --quick --quiet --seed 20261
expect_status 0
tier_values one/summary.json >one.tiers
tier_values two/summary.json >two.tiers
expect_same one.tiers two.tiers

begin "prints and writes nothing but the summary without -o"
run solve "$DATA/municipality-b"
expect_status 0
expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"
expect_stdout_lacks 'Written to'
expect "nothing is written" test -z "$(ls -A)"
cp "$stdout" summary
run solve "$DATA/municipality-b" --verbose
expect_status 0
expect "--verbose prints more" test "$(wc -l <"$stdout")" -gt "$(wc -l <summary)"
run solve "$DATA/municipality-b" --quiet
expect_status 0
expect_stdout_empty
expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"

begin "who gets which home is shown as far as it is asked for"
run solve "$DATA/municipality-a" --quick --offers all
expect_status 0
cp "$stdout" all
run solve "$DATA/municipality-a" --quick -o out --quiet
n=$(count_rows out/proposal.csv)
cut -d, -f1 out/proposal.csv | sed 1d >homed
expect "every household with a home stands there once" \
    test "$(awk '/^Who gets which home/ { on = 1; next } /^$/ { on = 0 } on { print $1 }' all | grep -cxFf homed)" -eq "$n"
run solve "$DATA/municipality-a" --quick --offers 3
expect_stdout_has "Who gets which home (the first 3 of $n; --offers all shows all)"
expect "three rows" test "$(awk '/^Who gets which home/ { on = 1; next } /^$/ { on = 0 } on' "$stdout" | wc -l)" -eq 4
run solve "$DATA/municipality-a" --quick --offers none
expect_stdout_lacks 'Who gets which home'
for wrong in few -1 1.5 ''; do
    run solve "$DATA/municipality-a" --offers "$wrong"
    expect_status 2
    expect_stderr_has '--offers takes "all", "none" or how many offers to show'
done

begin "the short summary has no figures of the search, and no line is too long"
for name in $CASES region-east; do
    run solve "$DATA/$name" --quick
    expect "$name: at most 100 characters a line" awk 'length > 100 { bad = 1 } END { exit bad }' "$stdout"
    for word in ' tier' ' gap' bound dissimilarity Engine 'at best' 'seen from' ' is left' persons 'must '; do
        expect_stdout_lacks "$word"
    done
    run solve "$DATA/$name" --quick --verbose
    expect "$name: nor with --verbose" awk 'length > 100 { bad = 1 } END { exit bad }' "$stdout"
    expect_stdout_has 'What the policy asks, most important first        reached best possible  difference'
    expect_stdout_has 'dissimilarity, 0 is even (neighbourhoods)'
    expect_stdout_has 'Engine auto: proven in '
done

begin "--progress tells in words what is done, also where there is no terminal"
run solve "$DATA/municipality-a" -o out --progress
expect_status 0
expect_stderr_has "Reading the tables of $DATA/municipality-a"
expect "at most a line a second" test "$(grep -cv '^koppel: note' "$stderr")" -le 20
expect_not "no control characters" grep -q "$(printf '\r')" "$stderr"
run solve "$DATA/municipality-a" --quick --progress --quiet
expect "nothing with --quiet" test "$(grep -cv '^koppel: note' "$stderr")" -eq 0

begin "--json prints the summary that is written"
run solve "$DATA/municipality-d" --json -o out
expect_status 0
expect_not "stderr is empty, but for homes without a score" grep -qv 'scores for some suitable homes only' "$stderr"
expect_json "$stdout"
expect_same "$stdout" out/summary.json

begin "what the summary leaves out is told, and areas without dwellings do not count"
run solve "$DATA/municipality-a"
expect_stdout_has '  5 areas were over their limit before this proposal. Nobody is offered a home there.'
expect_stdout_lacks '(Tuindal)'
run solve "$DATA/region-east"
expect_stdout_has '  13 more municipalities are short; --verbose shows all.'
run solve "$DATA/region-east" --verbose
expect_stdout_lacks '--verbose shows all'

begin "every policy of data/policies"
for policy in "$DATA"/policies/*.json; do
    run solve "$DATA/municipality-d" --policy "$policy" --json
    expect_status 0
    expect_json "$stdout"
done
run solve "$DATA/municipality-d" --policy "$DATA/policies/even-spread.json" --json
cp "$stdout" given.json
run solve "$DATA/municipality-d" --json
expect_same "$stdout" given.json

begin "an existing folder is not touched"
mkdir out && echo mine >out/notes.txt
run solve "$DATA/municipality-b" -o out
expect_status 6
expect_stderr_has 'out: exists already; choose another folder, or replace it with --force'
expect_stdout_empty
expect "what was there stays" test "$(ls -A out)" = notes.txt
run solve "$DATA/municipality-b" -o out --force
expect_status 6
expect_stderr_has 'holds "notes.txt", which this program did not write, so the folder is not replaced'
expect_file_has out/notes.txt mine
rm out/notes.txt
run solve "$DATA/municipality-b" -o out --force --quick
expect_status 0
expect_file out/proposal.csv
run solve "$DATA/municipality-d" -o out --force --quick
expect_status 0
expect_file_has out/summary.json '"case": "municipality-d"'
expect "no temporary folder is left" test "$(ls -A)" = out
echo a file >taken
run solve "$DATA/municipality-b" -o taken --force
expect_status 6
expect_file_has taken 'a file'

begin "an output folder that cannot be made is told before the work"
run solve "$DATA/region-east" -o missing/out --engine exhaustive
expect_status 6
expect_stderr_has 'the folder "missing" in which it is to stand is not there; make it first'
run solve "$DATA/region-east" -o '' --engine exhaustive
expect_status 6
expect_stderr_has 'is no name for a new output folder'
expect "nothing is written" test -z "$(ls -A)"

begin "the greedy engine says that nothing is proven"
run solve "$DATA/municipality-a" --engine greedy
expect_status 1
expect_stdout_has '  Perhaps it can be better'

begin "the day of the run and the half-year are chosen"
run solve "$DATA/municipality-a" --as-of 2026-01-10 --json
expect_status 0
expect_stdout_has '"as_of": "2026-01-10"'
expect_stdout_has '"target_persons_to_house": 72'
run solve "$DATA/municipality-a" --as-of 2025-01-01
expect_status 3
expect_stderr_has 'targets.csv'
expect_stdout_empty

begin "--quick leaves the next-best homes unknown"
run solve "$DATA/municipality-b" --quick -o quick --quiet
expect_status 0
# shellcheck disable=SC2016 # for awk
expect_not "none is worked out" awk -F, 'NR > 1 && $17 $18 != "" { found = 1 } END { exit !found }' quick/proposal.csv
expect_stderr_empty

begin "numbers are written the same under a locale with a decimal comma"
locale=$(locale -a 2>/dev/null | grep -iE '^(nl_NL|de_DE|fr_FR)\.utf-?8$' | head -n 1)
if [ -z "$locale" ] && localedef -i nl_NL -f UTF-8 ./nl_NL.UTF-8 2>/dev/null; then
    LOCPATH=$PWD
    ASAN_OPTIONS=detect_leaks=0 # the C library itself loses its list of these folders
    export LOCPATH ASAN_OPTIONS
    locale=nl_NL.UTF-8
fi
if [ -n "$locale" ]; then
    run solve "$DATA/municipality-c" -o plain --quiet
    for tier in target urgency fit; do
        run export "$DATA/municipality-c" --format lp --tier $tier
        cp "$stdout" "plain-$tier"
    done
    LC_ALL=$locale
    run solve "$DATA/municipality-c" -o comma --quiet --gap 0.5%
    run solve "$DATA/municipality-c" -o comma --quiet --force
    expect_status 0
    expect_same plain comma
    for tier in target urgency fit; do
        run export "$DATA/municipality-c" --format lp --tier $tier
        expect_status 0
        expect_same "$stdout" "plain-$tier"
    done
    LC_ALL=C.UTF-8
    unset LOCPATH ASAN_OPTIONS
else
    notice 'no locale with a decimal comma is installed'
fi

begin "the summary names full neighbourhoods, who gets no home by need, and what a softer spread would give"
run solve "$DATA/municipality-a" --verbose
expect_status 0
expect_stdout_has 'Bloemenhoek (BU90010204): 244 of at most 180 people, 64 too many.'
expect_stdout_has '(BU90010403): 44 of at most 44 people; it is full.'
tr -s '\n ' '  ' <"$stdout" >words
expect "single persons are counted" test "$(sed -n 's/^ *a home for one person *\([0-9]*\) .*/\1/p' "$stdout")" -eq \
    "$(awk -F, 'NR > 1 && $2 + $3 == 1' "$DATA/municipality-a/households.csv" | wc -l)"
run solve "$DATA/municipality-a" --policy "$DATA/policies/housing-first.json" --json
n=$(sed -n 's/.*"placed_households": \([0-9]*\),/\1/p' "$stdout")
beyond=$(sed -n 's/.*"spread", .*"value": "\([0-9]*\)", "bound".*/\1/p' "$stdout")
expect_file_has words "If the limits of even spread could give way, all $n households would get a home. That would put $beyond people over the limit, in "
run solve "$DATA/municipality-a" --policy "$DATA/policies/no-spread.json"
expect_stdout_lacks 'could give way'
run solve "$DATA/municipality-a" --quick
expect_stdout_lacks 'could give way'

begin "people short that are more than to house less placed are explained"
run solve "$DATA/region-east" --quick
expect_status 0
# shellcheck disable=SC2046 # to house, placed, short
set -- $(sed -n 's/^  All [0-9]* municipalities: \([0-9]*\) to house, \([0-9]*\) get a home, \([0-9]*\) short\..*/\1 \2 \3/p' "$stdout")
tr -s '\n ' '  ' <"$stdout" >words
if [ $(($1 - $2)) -lt "$3" ]; then
    expect_file_has words "Of those who get a home, $(($3 - $1 + $2)) are more than the target of their municipality asks"
else
    expect_not "nothing to explain" grep -q 'than the target of their municipality' words
fi
