#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel check --edited: lists what a person changed, names stale columns, and writes the folder anew; homes and
# households that are gone lapse, and everybody else is answered for.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "the folder of municipality-a"
run solve "$DATA/municipality-a" -o out --quiet
expect_status 0
OUT=$PWD/out
offer_of() { awk -F, -v id="$2" '$1 == id { print $2 }' "$1/proposal.csv"; }
UNIT=$(offer_of "$OUT" H0002)
LEFT=$(sed -n 2p "$OUT/unplaced.csv" | cut -d, -f1)

begin "a row that is deleted, one that is added, and one that is changed"
copy_case municipality-a
sed -e '/^H0002,/d' "$OUT/proposal.csv" | cut -d, -f1,2 >edited.csv
cp -R "$OUT" out
cp edited.csv out/proposal.csv
run check case out --edited
expect_status 0
expect_stdout_has 'Changed by hand since the proposal was solved: 1 household'
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words "H0002: loses "
expect_file_has words "($UNIT) and has no offer now. That costs: 2 more people short of the target; urgency 138 points lower; fit"
echo "$LEFT,$UNIT" >>out/proposal.csv
sed -i "s/^H0005,.*/H0005,U000011/" out/proposal.csv
run check case out --edited
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words 'Changed by hand since the proposal was solved: 3 households'
expect_file_has words "$LEFT: is offered "
expect_file_has words 'it had no offer.'
expect_file_has words "H0005: moves from "
expect_file_has words "($(offer_of "$OUT" H0005)) to "

begin "nothing was changed"
cp -R "$OUT" out
run check "$DATA/municipality-a" out --edited
expect_status 0
expect_stdout_lacks 'Changed by hand'

begin "an edited folder is written anew, with every column and file as its homes are"
cp -R "$OUT" out
sed -i "/^H0002,/d; s/^$LEFT,/$LEFT,/" out/proposal.csv
run check "$DATA/municipality-a" out --edited -o new
expect_status 0
expect_stdout_has 'Written to new.'
expect_not "the household has no row" grep -q '^H0002,' new/proposal.csv
expect_file_has new/unplaced.csv "H0002,2,0,GM9001,deleted_by_hand,\"The offer of "
expect_file_has new/unplaced.csv 'was deleted from proposal.csv by hand. That home has a free place. What the deletion costs: 2 more people short of the target;'
expect_not "nobody is told that a search ended" grep -q 'goal,\|not_settled' new/unplaced.csv
expect_file_has new/unplaced.csv 'The proposal was changed by hand after it was solved.'
expect_file_has new/summary.json "\"H0002\": \"$UNIT\""
run check "$DATA/municipality-a" new
expect_status 0
expect_stdout_has 'Nothing is wrong'
expect_stdout_has 'Changed by hand since the proposal was solved: 1 household'
for folder in out new; do
    run why "$DATA/municipality-a" $folder H0002 --homes 0
    tr -s '\n ' '  ' <"$stdout" >words
    expect_file_has words 'No home is offered: the offer was deleted by hand (deleted_by_hand).'
    expect_file_has words 'What the deletion costs: 2 more people short of the target;'
    expect_file_has words 'record it in decisions.csv.'
    run why "$DATA/municipality-a" $folder "$LEFT" --homes 0
    expect_stdout_lacks '(goal)'
done
cp -R new lie
sed -i "s/\"H0002\": \"$UNIT\"/\"H0005\": null/" lie/summary.json
run check "$DATA/municipality-a" lie
expect_status 1
expect_stdout_has 'by_hand'
run solve "$DATA/municipality-a" --earlier new -o again --quick --quiet
expect_file_has again/changes.csv "H0002,,$UNIT,back,"
run check "$DATA/municipality-a" out --edited -o new
expect_status 6
run check "$DATA/municipality-a" out --edited -o new --force
expect_status 0
run check "$DATA/municipality-a" out -o other
expect_status 2
expect_stderr_has 'add --edited'

begin "a swap leaves columns of the other home; written anew they belong"
cp -R "$OUT" out
other=$(awk -F, -v unit="$UNIT" 'NR > 1 && $3 == 2 && $2 != unit { print $1 "," $2; exit }' "$OUT/proposal.csv")
sed -i -e "s/^H0002,$UNIT/H0002,${other#*,}/" -e "s/^$other/${other%,*},$UNIT/" out/proposal.csv
run check "$DATA/municipality-a" out --edited
expect_status 0
expect_stdout_has 'Nothing is wrong: every rule that must be met is met.'
expect_stdout_has 'Some columns still tell of the home that stood in their row before; no rule is broken by that.'
expect_stdout_has 'proposal.csv:3: column neighbourhood says'
expect_stdout_lacks 'violation'
run check "$DATA/municipality-a" out --edited -o new
expect_status 0
expect "the home of the swap" test "$(offer_of new H0002)" = "${other#*,}"
run check "$DATA/municipality-a" new
expect_status 0

begin "why tells of an offer that was put in by hand"
cp -R "$OUT" out
sed -i -e "s/^H0002,$UNIT/H0002,${other#*,}/" -e "s/^$other/${other%,*},$UNIT/" out/proposal.csv
run why "$DATA/municipality-a" out H0002 --homes 0
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words "This offer was put in by hand; the proposal that was solved offers $UNIT."

begin "a deleted offer of which the home is offered to somebody else now"
cp -R "$OUT" out
sed -i "s/^H0002,/$LEFT,/" out/proposal.csv
run why "$DATA/municipality-a" out H0002 --homes 0
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words "was deleted from proposal.csv by hand. That home is offered to $LEFT now."

begin "a row of totals is no household"
cp -R "$OUT" out
total=$(sed -n '3{s/[^,]*//g;s/^/Totaal: 24/;p;}' out/proposal.csv)
echo "$total" >>out/proposal.csv
run check "$DATA/municipality-a" out --edited
expect_status 0
expect_stderr_has 'koppel: note: proposal.csv:26: this is a row of totals or a source, not a household: it is passed over'

begin "nothing is written that breaks a rule"
cp -R "$OUT" out
sed -i 's/^H0002,U[0-9]*/H0002,U000048/' out/proposal.csv
run check "$DATA/municipality-a" out --edited -o new
expect_status 1
expect_stdout_has 'Nothing is written to new, because of what is wrong.'
expect_no_file new

begin "a home that is gone: the offer has lapsed, everybody else is answered for"
copy_case municipality-a
cp -R "$OUT" out
sed -i "/^$UNIT,/d" case/units.csv
sed -i "/,$UNIT,/d" case/decisions.csv
run check case out --edited
expect_status 0
expect_stderr_has "koppel: note: proposal.csv:3: the offer has lapsed: home \"$UNIT\" is not in the tables any more"
run why case out H0005
expect_status 0
expect_stderr_has 'the offer has lapsed'
expect_stdout_has 'Household H0005'
run why case out H0002 --homes 0
expect_status 0
expect_stdout_has 'No home is offered'
run check case out
expect_status 1

begin "a household that is gone"
copy_case municipality-a
cp -R "$OUT" out
sed -i '/^H0002,/d' case/households.csv case/scores.csv case/decisions.csv
run check case out --edited
expect_status 0
expect_stderr_has 'koppel: note: proposal.csv:3: the offer has lapsed: household "H0002" is not in the tables any more'

begin "a key that was never offered is a mistake, no lapsed offer"
cp -R "$OUT" out
sed -i 's/^H0002,/H0202,/' out/proposal.csv
run check "$DATA/municipality-a" out --edited
expect_status 3
expect_stderr_has 'proposal.csv:3: column household: "H0202" is not in the households of the case (did you mean "H0002"?)'

begin "the proposal of another case is one line"
cp -R "$OUT" out
for command in check why; do
    set -- "$DATA/municipality-b" out
    if [ $command = why ]; then set -- "$@" H0001; fi
    run $command "$@"
    expect_status 3
    expect_stderr_has 'koppel: error: out: this is the proposal of the case municipality-a, not of municipality-b: it was made from none of these tables'
    expect "one line" test "$(wc -l <"$stderr")" -eq 1
done
rm out/proposal.xlsx
rm out/summary.json
sed -i 's/^H/X/' out/proposal.csv
run check "$DATA/municipality-a" out --edited
expect_status 3
expect_stderr_has 'proposal.csv: 24 of 24 rows name a household or home that is not in this case: is it the proposal of another case?'

SHARED=${KOPPEL_SHARED:-$ROOT/../shared}/cases
begin "a swap in a spreadsheet"
if [ -d "$SHARED/stale-columns-proposal" ]; then
    run check "$SHARED/clean-case" "$SHARED/stale-columns-proposal" --edited
    expect_status 0
    expect_stdout_has 'Some columns still tell of the home that stood in their row before'
    expect_stdout_has 'column neighbourhood says'
else
    notice "the edited proposals are not here (KOPPEL_SHARED)"
fi
