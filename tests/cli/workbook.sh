#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Cases in Excel workbooks: the same proposals as from CSV tables, messages with sheet and cell, and workbooks that are made
# to do harm.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

WRITE=$(dirname "$KOPPEL")/tests/cli/write_workbook
[ -x "$WRITE" ] || skip "write_workbook is not built (make test builds it)"

# book CASE OUT.xlsx: all tables of a folder as sheets of one workbook
book() {
    cli_tables=
    for cli_file in "$1"/*.csv; do
        cli_tables="$cli_tables $(basename "$cli_file" .csv)=$cli_file"
    done
    # shellcheck disable=SC2086 # a list of words
    "$WRITE" "$2" $cli_tables
}

# plain CASE: the tables of a folder with , and decimal points, as a workbook has them
plain() {
    for cli_file in "$1"/*.csv; do
        if head -n 1 "$cli_file" | grep -q ';'; then
            sed -e '1s/^\xEF\xBB\xBF//' -e 's/\r$//' -e 's/,/./g' -e 's/;/,/g' "$cli_file" >changed && mv changed "$cli_file"
        fi
    done
}

for name in municipality-a municipality-b municipality-c municipality-d region-east; do
    begin "$name as a workbook gives the same proposal"
    copy_case $name
    plain case
    book case case.xlsx
    quick=
    [ $name != region-east ] || quick=--quick
    # shellcheck disable=SC2086 # none or one word
    run solve case $quick -o from-csv
    expect_status 0
    # shellcheck disable=SC2086
    run solve case.xlsx $quick -o from-book
    expect_status 0
    expect_stderr_lacks 'error'
    for file in proposal.csv unplaced.csv neighbourhoods.csv targets.csv agreements.csv; do
        expect_same from-csv/$file from-book/$file
    done
    # the rest names the case and its files; all but these lines is the same
    for file in summary.json certificate.json; do
        for folder in from-csv from-book; do
            if [ -f $folder/$file ]; then
                grep -v -e '"case":' -e '"file":' -e '"seconds":' $folder/$file >$folder.$file
            fi
        done
        if [ -f from-csv/$file ]; then expect_same from-csv.$file from-book.$file; fi
    done
    run check case.xlsx from-book
    expect_status 0
    run check case from-book # the same tables, but not the files that the proposal was made from
    expect_status 1
    expect_stdout_has 'the tables have changed since this proposal was made (municipalities.csv'
    expect_stdout_lacks '$.inputs'
done

begin "every command takes a workbook"
copy_case municipality-b
book case case.xlsx
run solve case.xlsx -o proposal
run why case.xlsx proposal H0001
expect_status 0
run solve case.xlsx --earlier proposal --stay-close most -o again
expect_status 0
run export case.xlsx -o models
expect_status 0
run compare case.xlsx --policies first-come,cap-must
expect_status 0
run targets case.xlsx --national 400
expect_status 0
run supervise case.xlsx --as-of 2026-06-30
expect_status 0
run check proposal case.xlsx
expect_status 2
expect_stderr_has 'put the case first: koppel check case.xlsx proposal'
run balance case.xlsx --as-of 2026-07-01 --national 420 --inhabitants 1160000 -o from-book
expect_status 0
run balance case --as-of 2026-07-01 --national 420 --inhabitants 1160000 -o from-csv
expect_same from-csv/targets.csv from-book/targets.csv

# dutch_case: municipality-d under Dutch names of files
dutch_case() {
    copy_case municipality-d
    mv case/units.csv case/woningen.csv
    mv case/households.csv case/huishoudens.csv
    mv case/targets.csv case/taakstellingen.csv
}

begin "a folder of workbooks, a table each, beside CSV tables"
dutch_case
run solve case -o from-csv
expect_status 0
"$WRITE" case/Woningen.XLSX Blad1=case/woningen.csv
"$WRITE" case/taakstelling.xlsx Taakstellingen=case/taakstellingen.csv
rm case/woningen.csv case/taakstellingen.csv
printf 'kept by Excel while the workbook is open' >"case/~\$Woningen.xlsx"
run solve case -o from-books
expect_status 0
expect_stderr_empty
expect_same from-csv/proposal.csv from-books/proposal.csv
expect_file_has from-books/summary.json '"file": "Woningen.XLSX, sheet Blad1"'

begin "one workbook with some tables in a folder, and a table that stands twice"
dutch_case
cp -R case whole
"$WRITE" case/casus.xlsx Woningen=case/woningen.csv HUISHOUDENS=case/huishoudens.csv
rm case/woningen.csv
run solve case -o out
expect_status 0
expect_stderr_has 'koppel: note: casus.xlsx, sheet HUISHOUDENS: huishoudens.csv is the same table and is read instead: delete one of the two'
run solve whole -o expected
expect_same expected/proposal.csv out/proposal.csv

begin "a bad cell is told with sheet and cell"
dutch_case
change huishoudens.csv 3 H0002, H0002,twee
cp -R case csv
"$WRITE" case/huishoudens.xlsx Huishoudens=csv/huishoudens.csv
rm case/huishoudens.csv
run solve case -o out
expect_status 3
expect_no_file out
expect_stderr_has 'koppel: error: huishoudens.xlsx, sheet Huishoudens, cell B3: column volwassenen (adults): "twee'

begin "files that are no workbooks"
dutch_case
cp case/woningen.csv woningen.xlsx
run solve woningen.xlsx
expect_status 3
expect_stderr_has 'woningen.xlsx: this is not a workbook: if it is a CSV table, give its name the ending .csv'
run solve case/woningen.csv
expect_status 3
expect_stderr_has 'case/woningen.csv: this is one file: name the folder with the tables of the case, or a workbook (.xlsx)'
"$WRITE" workbook.xlsx Woningen=case/woningen.csv
mv workbook.xlsx case/woningen.csv
run solve case
expect_status 3
expect_stderr_has 'woningen.csv: this is a workbook with the name of a CSV file: give its name the ending .xlsx'
printf '\320\317\021\340\241\261\032\341 old' >old.xls
run solve old.xls
expect_status 3
expect_stderr_has 'old.xls: this is a workbook of the old kind (.xls): save it as an Excel workbook (.xlsx)'

# Not where memory is counted otherwise, as with sanitizers.
# shellcheck disable=SC3045 # dash has these limits
if (ulimit -v 65536 && "$KOPPEL" --version) >/dev/null 2>&1; then limited=yes; else limited=no; fi

# harm KIND MESSAGE: refused with one message about it, within 64 MiB of memory and a second of the processor
harm() {
    begin "a workbook made to do harm: $1"
    "$WRITE" --harm "$1" case.xlsx
    run solve case.xlsx -o out
    expect_status 3
    expect_no_file out
    expect_stderr_has "$2"
    if [ $limited = yes ]; then
        # shellcheck disable=SC3045
        (ulimit -v 65536 && ulimit -t 1 && exec "$KOPPEL" solve case.xlsx) >/dev/null 2>&1
        expect "64 MiB and a second are enough" test $? -eq 3
    else
        notice "memory cannot be limited for this build"
    fi
    expect "one message beside those of missing sheets" test "$(grep -vc 'is missing (Dutch name' "$stderr")" -eq 1
}
harm bytes 'case.xlsx: the workbook unpacks to more than 100 times its size (xl/worksheets/sheet1.xml)'
harm rows 'case.xlsx, sheet Gemeenten: the sheet has a row beyond the last one that a sheet can have, 1048576'
harm empty-rows 'case.xlsx, sheet Gemeenten, row 1048576: the sheet has more rows than a sheet can have, 1048576'
harm texts 'case.xlsx: the workbook has more than 500000 different texts'
harm entity 'declares a document type, which no spreadsheet program does'
harm dots 'case.xlsx, sheet Gemeenten: this is not a sheet with cells inside the workbook'
harm circle 'case.xlsx, sheet Gemeenten: this is not a sheet with cells'
expect_no_file /tmp/koppel-was-here

SHARED=${KOPPEL_SHARED:-$ROOT/../shared}
if [ -d "$SHARED/cases/dirt/A13-xlsx-in-folder" ]; then
    begin "a table that another program wrote"
    run solve "$SHARED/cases/dirt/A13-xlsx-in-folder" -o out
    expect_status 0
    expect_file out/proposal.csv
    run solve "$SHARED/cases/dirt/A14-xlsx-named-csv"
    expect_status 3
    expect_stderr_has 'huishoudens.csv: this is a workbook with the name of a CSV file: give its name the ending .xlsx'
else
    notice "the shared cases are not here (KOPPEL_SHARED)"
fi
