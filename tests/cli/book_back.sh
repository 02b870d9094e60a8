#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# proposal.xlsx read back: homes and decisions that a person wrote into it, alone or in its folder.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

TOOL=$(dirname "$KOPPEL")/tests/cli/book_tool
[ -x "$TOOL" ] || skip "book_tool is not built (make test builds it)"

# write CELL TEXT: what a person writes into a cell of the first sheet of out/proposal.xlsx
write() {
    "$TOOL" set out/proposal.xlsx "${SHEET:-Proposal}" "$1" "$2" changed.xlsx && mv changed.xlsx out/proposal.xlsx
}

# solved NAME: a case and its proposal in `out`
solved() {
    copy_case "$1"
    run solve case -o out
    expect_status 0
}

begin "another home by its code"
solved municipality-b
cp -R out plain
write I4 U000011
run check case out --edited
expect_stderr_has 'proposal.xlsx: the workbook was changed and proposal.csv was not: the offers of the workbook count (households with another offer: 1, the first is "H0003")'
expect_stdout_has 'H0003: moves from Burchtzoom, 4 rooms, 754.28 euro (U000003) to '
cp "$stdout" by-folder
run check case out/proposal.xlsx --edited
expect_same by-folder "$stdout"
awk -F, -v OFS=, '$1 == "H0003" { $2 = "U000011" } { print }' plain/proposal.csv >changed && mv changed plain/proposal.csv
run check case plain --edited # the same by the CSV file
expect_stderr_has 'proposal.csv: the table was changed and proposal.xlsx was not: the offers of the table count'
expect_stdout_has 'H0003: moves from Burchtzoom, 4 rooms, 754.28 euro (U000003) to '
run solve case --earlier out -o by-book
expect_status 0
run solve case --earlier plain -o by-table
expect_status 0
expect_same by-book/proposal.csv by-table/proposal.csv
expect_same by-book/earlier.csv by-table/earlier.csv

begin "workbook and table both changed"
solved municipality-b
write I4 U000011
awk -F, -v OFS=, '$1 == "H0003" { $2 = "U000012" } { print }' out/proposal.csv >changed && mv changed out/proposal.csv
run solve case --earlier out -o new
expect_status 3
expect_stderr_has 'proposal.xlsx: the workbook and proposal.csv were both changed and say different things (households with another offer: 1, the first is "H0003")'
expect_no_file new
run solve case --earlier out/proposal.xlsx -o new
expect_status 0

begin "a decision counts, is told once and written to be added"
solved municipality-b
write J4 refused
write L4 'Too far from work'
write M4 2026-03-12
write N4 'housing officer'
run solve case --earlier out -o new
expect_status 0
expect_stderr_has 'proposal.xlsx, sheet Proposal: 1 decision counts that is not in the decisions of the case yet'
expect "it is told once" test "$(grep -c 'decision' "$stderr")" -eq 1
expect_not "the refused home is not offered again" grep -q '^H0003,U000003,' new/proposal.csv
expect_line new/decisions.csv 'H0003,U000003,,refused,,,Too far from work,2026-03-12,housing officer,'
run check case new # the folder carries what is not in the case
expect_status 0
run solve case --earlier new -o again
expect_status 0
expect_same new/decisions.csv again/decisions.csv
# added to the case it is no news any more
tail -n +2 new/decisions.csv | awk -F, -v OFS=, '{ print $1, $2, $4, $7, $8 }' >row
head -n 1 case/decisions.csv >header
expect_line header 'household,unit,decision,reason,decided_on'
cat row >>case/decisions.csv
run solve case --earlier out -o after
expect_status 0
expect_stderr_lacks 'not in the decisions'
expect_no_file after/decisions.csv
expect_same new/proposal.csv after/proposal.csv

begin "a decision is written by a check of what was edited"
solved municipality-b
write J4 accepted
write L4 'Agreed by phone'
run check case out --edited -o new
expect_status 0
expect_stderr_has 'decisions without a day (1) count as of 2026-03-13'
expect_line new/decisions.csv 'H0003,U000003,,accepted,,,Agreed by phone,2026-03-13,,'

expect_file_has new/proposal.csv ',accepted,,Agreed by phone'
run check case new
expect_status 0

begin "a decision without a reason, a word that is none, a rule that is missing"
solved municipality-b
write J4 keep
run solve case --earlier out -o new
expect_status 3
expect_stderr_has 'proposal.xlsx, sheet Proposal, cell L4: column Reason: the cell is empty: fill it in'
expect_no_file new
run check case out --edited
expect_status 3
write L4 Because
write J4 perhaps
run solve case --earlier out -o new
expect_status 3
expect_stderr_has 'proposal.xlsx, sheet Proposal, cell J4: column Decision: "perhaps" is not'
write J4 except
run solve case --earlier out -o new
expect_status 3
expect_stderr_has 'an exception names the rules that it overrules'
write K4 rooms
run solve case --earlier out -o new
expect_status 0
expect_file_has new/decisions.csv 'H0003,U000003,,except,,rooms,Because'

begin "who somebody is does not come in by a workbook"
solved municipality-b
write J4 keep
write L4 'Agreed'
write N4 'Jan Jansen'
run solve case --earlier out -o new
expect_status 3
expect_stderr_lacks Jansen
expect_no_file new

begin "in Dutch"
KOPPEL_LANG='nl' solved municipality-d
SHEET=Voorstel
write J3 geaccepteerd
write L3 'Telefonisch akkoord'
write M3 12-03-2026
run solve case --earlier out -o new
expect_status 0
expect_line new/decisions.csv 'H0003,9004010000000001,,accepted,,,Telefonisch akkoord,2026-03-12,,'
write L4 'Wacht op antwoord' # a decision that is none
write J4 misschien
KOPPEL_LANG='nl' run solve case --earlier out -o newer
expect_status 3
expect_stderr_has 'proposal.xlsx, blad Voorstel, cel J4: kolom Besluit: hier hoort aangeboden, geaccepteerd,'
SHEET=

begin "a proposal is no case"
solved municipality-b
run solve out/proposal.xlsx
expect_status 3
expect_stderr_has 'proposal.xlsx: this is the workbook of a proposal, not of a case: name the case that it was made from'

begin "a workbook that holds no offers"
solved municipality-b
"$TOOL" show out/proposal.xlsx Areas >/dev/null
mkdir other
run check case other --edited
expect_status 3
echo none >none.xlsx
run solve case --earlier none.xlsx
expect_status 3
expect_stderr_has none.xlsx
