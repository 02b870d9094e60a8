#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What a spreadsheet does to the files: every table of a case and of a proposal opened and saved by LibreOffice, set to
# Dutch, as CSV and as a workbook, and the workbooks that koppel writes. One run of LibreOffice takes a second, so this
# is for the long tests.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

[ -n "${KOPPEL_LONG:-}" ] || skip "LibreOffice opens and saves every table in the long tests (KOPPEL_LONG)"
command -v soffice >/dev/null || skip "LibreOffice is not installed, so no spreadsheet opened and saved the tables"
TOOL=$(dirname "$KOPPEL")/tests/cli/book_tool
[ -x "$TOOL" ] || skip "book_tool is not built (make test builds it)"

office_home=$cli_folder/office
mkdir -p "$office_home/user"
cat >"$office_home/user/registrymodifications.xcu" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item>
</oor:items>
END

# office ARGUMENT...: LibreOffice without a window, on numbers and dates as the Dutch write them
office() { soffice "-env:UserInstallation=file://$office_home" --headless "$@" >/dev/null 2>&1 </dev/null; }

# saved FORMAT SEPARATOR FOLDER FILE...: each file opened with this separator and saved as csv, xlsx or ods to FOLDER
saved() {
    saved_form="Text - txt - csv (StarCalc):$(printf '%d' "'$2"),34,76,1,,0,false,true"
    saved_as=$1
    [ "$1" != csv ] || saved_as="csv:$saved_form,false"
    saved_to=$3
    shift 3
    office --infilter="$saved_form" --convert-to "$saved_as" --outdir "$saved_to" "$@"
    expect "LibreOffice saved $# files to $saved_to" test "$(find "$saved_to" -type f | wc -l)" -eq $#
}

# plainly FOLDER: its tables with commas and decimal points, and no zeros behind a decimal sign: 0.50 says what 0.5 does.
# $separator is that of the tables.
plainly() {
    for plain_table in "$1"/*.csv; do
        sed -e '1s/^\xef\xbb\xbf//' -e 's/\r$//' "$plain_table" |
            if [ "$separator" = ';' ]; then sed -E -e 's/([0-9]),([0-9])/\1.\2/g'; else cat; fi |
            sed -E -e 's/;/,/g' -e 's/"//g' -e 's/(^|,)(-?[0-9]+)\.0+(,|$)/\1\2\3/g' -e 's/(\.[0-9]*[1-9])0+(,|$)/\1\2/g'
    done
}

# municipality-c is written as Dutch Excel does; municipality-d has commas and decimal points, which a Dutch spreadsheet
# does not take for numbers and must not spoil either.
for name in municipality-c municipality-d; do
    separator=,
    [ $name != municipality-c ] || separator=';'

    begin "$name: every table of the case and of its second proposal, saved as CSV"
    run solve "$DATA/$name" -o first
    sed -i '2d' first/proposal.csv
    run solve "$DATA/$name" --earlier first -o out
    expect_status 0
    expect_file out/changes.csv
    run tidy "$DATA/$name" -o tidy
    plainly tidy >expected
    saved csv $separator case "$DATA/$name"/*.csv
    run tidy case -o tidied
    expect_status 0
    plainly tidied >found
    expect_same expected found
    saved csv $separator saved out/*.csv
    plainly out >expected
    plainly saved >found
    expect_same expected found
    cp out/*.json saved
    run check "$DATA/$name" saved
    expect_status 0
    run solve case --earlier saved --stay-close 0
    expect_status 0

    begin "$name: every table of the case and its proposal, saved as workbooks"
    run solve "$DATA/$name" -o out
    run tidy "$DATA/$name" -o tidy
    plainly tidy >expected
    saved xlsx $separator case "$DATA/$name"/*.csv
    run tidy case -o tidied
    if [ $name = municipality-d ]; then # a workbook keeps 15 digits of a number, and these keys have 16
        expect_status 3
        expect_stderr_has 'units.xlsx, sheet units, cell A2: column woning: '
        expect_stderr_has 'has more than 15 digits, of which a spreadsheet program loses the last'
        continue
    fi
    expect_status 0
    separator=,
    plainly tidied >found
    expect_same expected found
    saved xlsx ';' saved out/proposal.csv
    run solve "$DATA/$name" --earlier saved/proposal.xlsx --stay-close 0
    expect_status 0
    saved ods ';' open-document "$DATA/$name"/*.csv
    run tidy open-document -o tidied-open-document
    expect_status 0
    expect_same tidied tidied-open-document
done

begin "the tables of a province"
cp -R "$DATA/region-east" case
rm -f case/[a-ln-su-z]*.csv # municipalities and targets are left
printf 'period,published_on,target_persons,inhabitants\n2026-1,2025-10-01,420,1160000\n2026-1,2026-02-02,400,1160000\n' >case/national.csv
printf 'swap,municipality,period,agreed_on,change_persons,source\nA,GM9101,2026-1,2026-03-01,-5,letter\nA,GM9123,2026-1,2026-03-01,5,letter\n' >case/swaps.csv
printf 'municipality,decided_on,rung,reason,term_on\nGM9105,2026-06-01,3,Agreed,2026-09-01\n' >case/interventions.csv
run supervise case --as-of 2026-07-01 --json
expect_status 0
cp "$stdout" expected
for form in csv xlsx; do
    saved $form , saved-$form case/*.csv
    run supervise saved-$form --as-of 2026-07-01 --json
    expect_status 0
    sed -e "s/saved-$form/case/" -e 's/\([a-z]*\)\.xlsx, sheet [a-z]*/\1.csv/' "$stdout" >found
    expect_same expected found
done

begin "the workbooks that koppel writes, saved again"
names='municipality-b municipality-d region-east'
for name in $names; do
    run new "$name.xlsx" --lang nl --example "$DATA/$name"
    run solve "$name.xlsx" --quick -o "by-$name"
done
run new empty.xlsx --lang nl
run new empty-english.xlsx --lang en
office --convert-to xlsx --outdir saved ./*.xlsx
office --convert-to ods --outdir saved ./*.xlsx
for name in $names; do
    run solve "saved/$name.xlsx" --quick -o "saved-$name"
    expect_status 0
    expect_same "by-$name/proposal.csv" "saved-$name/proposal.csv"
    expect_same "by-$name/unplaced.csv" "saved-$name/unplaced.csv"
    run solve "saved/$name.ods" --quick -o "ods-$name"
    expect_status 0
    expect_same "by-$name/proposal.csv" "ods-$name/proposal.csv"
    expect_same "by-$name/unplaced.csv" "ods-$name/unplaced.csv"
done
for sheet in empty:Gemeenten empty-english:Municipalities; do
    run solve "saved/${sheet%:*}.xlsx"
    expect_status 3
    expect_stderr_has "sheet ${sheet#*:}: the table has a header but no rows"
    expect_stderr_lacks 'is not known'
done

begin "a proposal with a decision and another home, saved again"
run solve "$DATA/municipality-b" -o out --lang nl
for cell in I5=U000017 J4=geweigerd 'L4=Te ver van het werk' M4=12-03-2026 'N4=medewerker huisvesting'; do
    "$TOOL" set out/proposal.xlsx Voorstel "${cell%%=*}" "${cell#*=}" changed.xlsx && mv changed.xlsx out/proposal.xlsx
done
cp -R out saved
office --convert-to xlsx --outdir saved out/proposal.xlsx
office --convert-to ods out/proposal.xlsx
expect_not "LibreOffice wrote it anew" cmp -s out/proposal.xlsx saved/proposal.xlsx
for folder in out saved; do
    run check "$DATA/municipality-b" $folder --edited
    cp "$stdout" "checked-$folder"
    run solve "$DATA/municipality-b" --earlier $folder -o "after-$folder"
    expect_status 0
done
expect_file_has checked-saved 'U000017'
expect_same checked-out checked-saved
expect_same after-out/decisions.csv after-saved/decisions.csv
expect_same after-out/proposal.csv after-saved/proposal.csv
mv proposal.ods out
run check "$DATA/municipality-b" out/proposal.ods --edited
expect_same checked-out "$stdout"
run solve "$DATA/municipality-b" --earlier out/proposal.ods -o after-ods
expect_same after-out/decisions.csv after-ods/decisions.csv
expect_same after-out/proposal.csv after-ods/proposal.csv
