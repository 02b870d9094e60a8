#!/bin/sh
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
expect_stdout_has 'Changed by hand since the proposal was written: 1 household'
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words "H0002: loses $UNIT ("
expect_file_has words ') and has no offer now.'
echo "$LEFT,$UNIT" >>out/proposal.csv
sed -i "s/^H0005,.*/H0005,U000011/" out/proposal.csv
run check case out --edited
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words 'Changed by hand since the proposal was written: 3 households'
expect_file_has words "$LEFT: is offered $UNIT ("
expect_file_has words 'it had no offer.'
expect_file_has words "H0005: moves from $(offer_of "$OUT" H0005) ("

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
expect_file_has new/unplaced.csv 'H0002,'
run check "$DATA/municipality-a" new
expect_status 0
expect_stdout_has 'Nothing is wrong'
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
expect_status 1
expect_stdout_has 'Columns that belong to another home than the one in their row (--output NEW writes them anew)'
run check "$DATA/municipality-a" out --edited -o new
expect_status 0
expect "the home of the swap" test "$(offer_of new H0002)" = "${other#*,}"
run check "$DATA/municipality-a" new
expect_status 0

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
    expect_status 1
    expect_stdout_has 'Columns that belong to another home than the one in their row'
    expect_stdout_has 'column neighbourhood says'
else
    notice "the edited proposals are not here (KOPPEL_SHARED)"
fi
