#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# proposal.xlsx: written beside the tables, equal bytes for equal input, in the language of its folder, and checked again.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

TOOL=$(dirname "$KOPPEL")/tests/cli/book_tool
[ -x "$TOOL" ] || skip "book_tool is not built (make test builds it)"

# well_formed BOOK: every part of the archive is XML, and there is no formula
well_formed() {
    python3 - "$1" <<'END'
import sys, xml.dom.minidom, zipfile
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
for name in book.namelist():
    xml.dom.minidom.parseString(book.read(name))
    assert b"<f>" not in book.read(name), name
    assert book.getinfo(name).date_time == (1980, 1, 1, 0, 0, 0), name
END
}

for name in municipality-a municipality-b municipality-c municipality-d; do
    begin "the workbook of $name"
    language=en
    [ $name != municipality-d ] || language='nl'
    run solve "$DATA/$name" -o one --lang $language
    expect_status 0
    run solve "$DATA/$name" -o two --lang $language
    expect_same one/proposal.xlsx two/proposal.xlsx
    run check "$DATA/$name" one
    expect_status 0
    sheet=Proposal
    [ $name != municipality-d ] || sheet=Voorstel
    expect "its first sheet is the proposal" test "$("$TOOL" sheets one/proposal.xlsx | head -n 1)" = $sheet
    "$TOOL" show one/proposal.xlsx $sheet >rows
    expect "a row for each offer" test "$(wc -l <rows)" = "$(wc -l <one/proposal.csv)"
    if command -v python3 >/dev/null; then
        expect "every part is XML without formulas" well_formed one/proposal.xlsx
    else
        notice 'python3 is not installed, so the parts are not parsed'
    fi
done

begin "areas say what is full, what is over its limit, and where there is room, also for one"
run solve "$DATA/municipality-b" -o out
cp "$stdout" summary
"$TOOL" show out/proposal.xlsx Areas >rows
awk -F'|' 'NR > 1 && $9 - $8 == 1 && $3 == "room left" && $4 == 1 && $5 == 0 { n++ }
    NR > 1 && ($3 == "" || $4 - $5 != $9 - $8 || $4 * $5 != 0) { wrong++ } END { print n + 0, wrong + 0 }' rows >counted
expect "areas with room for one, and none that contradicts itself" grep -qxE '[1-9][0-9]* 0' counted
awk -F'|' '$3 == "over the limit" { print $1, $8, $9, $5 }' rows | sort >over
sed -n 's/^  \([A-Z][a-z]*\) (BU[0-9]*): \([0-9]*\) of at most \([0-9]*\) people, \([0-9]*\) too many.$/\1 \2 \3 \4/p' summary | sort >told
expect "some are over their limit" test -s told
expect_same told over

begin "a folder has one language"
KOPPEL_LANG=auto run solve "$DATA/municipality-d" -o auto
for folder in auto:nl:Voorstel nl:nl:Voorstel en:en:Proposal; do
    language=${folder#*:}
    sheet=${language#*:}
    language=${language%:*}
    folder=${folder%%:*}
    [ "$folder" = auto ] || run solve "$DATA/municipality-d" -o "$folder" --lang "$language" --quick
    expect_file_has "$folder/summary.json" "\"language\": \"$language\""
    expect "the workbook of $folder" test "$("$TOOL" sheets "$folder/proposal.xlsx" | head -n 1)" = "$sheet"
    run check "$DATA/municipality-d" "$folder" --lang en
    expect_status 0
done

begin "a Dutch workbook"
run solve "$DATA/municipality-d" -o out --lang nl
"$TOOL" sheets out/proposal.xlsx >names
for sheet in Voorstel 'Zonder woning' Buurten Taakstelling Afspraken 'Naar behoefte' Besluiten Uitleg 'Corporatie D2'; do
    expect_line names "$sheet"
done
"$TOOL" show out/proposal.xlsx Voorstel >rows
expect_file_has rows 'Huishouden|Personen|Buurt|Gemeente|Corporatie|Kamers|Huur (euro)|Beschikbaar vanaf|Woning|Besluit|Regel|Reden|Besloten op|Besloten door|Buurtcode|'
expect_file_has rows '|behouden||Aanbod aanvaard, huurcontract wordt getekend|2026-03-08|'
"$TOOL" show out/proposal.xlsx Uitleg >rows
expect_file_has rows 'Het is bewezen dat geen ander voorstel beter is volgens het gekozen beleid.'

begin "a workbook that tells something else than the tables"
run solve "$DATA/municipality-d" -o out --lang nl
"$TOOL" set out/proposal.xlsx Voorstel B3 7 changed.xlsx && mv changed.xlsx out/proposal.xlsx
run check "$DATA/municipality-d" out
expect_status 1
expect_stdout_has 'proposal.xlsx, sheet Voorstel, row 3: 1 row tells something else than the tables give'
"$TOOL" set out/proposal.xlsx Voorstel B3 4 changed.xlsx && mv changed.xlsx out/proposal.xlsx
run check "$DATA/municipality-d" out # the same cells, other bytes
expect_status 0

begin "a workbook that is none"
run solve "$DATA/municipality-b" -o out
echo hello >out/proposal.xlsx
run check "$DATA/municipality-b" out
expect_status 3
expect_stderr_has 'proposal.xlsx'

begin "a folder with a workbook is replaced"
run solve "$DATA/municipality-b" -o out
run solve "$DATA/municipality-b" -o out --force
expect_status 0
expect_file out/proposal.xlsx
