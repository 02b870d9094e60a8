#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel new: a case to fill in, which is read as what it was filled with.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

TOOL=$(dirname "$KOPPEL")/tests/cli/book_tool
[ -x "$TOOL" ] || skip "book_tool is not built (make test builds it)"

# keys PROPOSAL_CSV: household and unit of every offer, whatever the separator
keys() { sed -e 's/^\xEF\xBB\xBF//' -e 's/\r$//' -e 's/;/,/g' "$1" | cut -d, -f1,2; }

for name in municipality-a municipality-b municipality-c municipality-d region-east; do
    for lang in nl en; do
        begin "$name filled in ($lang) gives the same proposal"
        run new case.xlsx --example "$DATA/$name" --lang $lang
        expect_status 0
        expect_stdout_has ' case.xlsx. '
        run solve case.xlsx --quick -o out
        expect_status 0
        expect_stderr_lacks 'is not read'
        run solve "$DATA/$name" --quick -o plain
        if [ $name = municipality-c ]; then # its own tables have semicolons
            keys out/proposal.csv >one && keys plain/proposal.csv >two
            expect_same one two
        else
            for file in proposal.csv unplaced.csv neighbourhoods.csv targets.csv agreements.csv; do
                expect_same out/$file plain/$file
            done
        fi
    done
done

begin "an example by its name, equal bytes"
cd "$ROOT" && run new "$OLDPWD/one.xlsx" --example municipality-b --lang nl && cd "$OLDPWD" || exit 1
expect_status 0
run new two.xlsx --example "$DATA/municipality-b" --lang nl
expect_same one.xlsx two.xlsx
run new three.xlsx --example nowhere
expect_status 3
expect_stderr_has 'there is no case with this name'
expect_no_file three.xlsx

begin "an example by its name from any folder, of a program that is not installed"
mkdir source source/build && cp "$KOPPEL" source/build/koppel && ln -s "$DATA" source/data
KOPPEL=source/build/koppel run new one.xlsx --example municipality-b --lang nl
expect_status 0
KOPPEL=source/build/koppel run new two.xlsx --example nowhere
expect_stderr_has 'source/data has the examples'

begin "an .ods is not written"
run new case.ods
expect_status 2
expect_stderr_has 'give the case a name that ends in .xlsx'
expect_no_file case.ods

begin "an empty workbook"
run new case.xlsx --lang nl
expect_status 0
"$TOOL" sheets case.xlsx >names
for sheet in Uitleg Gemeenten Buurten Corporaties Woningen Huishoudens Taakstellingen Passendheid Grenzen Besluiten; do
    expect_line names "$sheet"
done
"$TOOL" show case.xlsx Woningen >rows
expect_line rows 'Woning|Buurt|Corporatie|Kamers|Huur|Plaatsen|Complexnummer|Oppervlakte|Nultreden|Beschikbaar vanaf|Leeftijdslabel'
if command -v python3 >/dev/null; then
    python3 - case.xlsx >parts <<'END'
import sys, xml.dom.minidom, zipfile
book = zipfile.ZipFile(sys.argv[1])
for name in book.namelist():
    text = book.read(name).decode()
    xml.dom.minidom.parseString(text)
    if "sheetProtection" in text and "password" not in text:
        print("locked without a password")
    if "ja,nee" in text:
        print("a list to choose from")
    if "'Gemeenten'!$A$2:$A$5000" in text:
        print("a list of another sheet")
    if "Dit moet worden ingevuld." in text:
        print("a note that says what is required")
END
    for what in 'locked without a password' 'a list to choose from' 'a list of another sheet' \
        'a note that says what is required'; do
        expect_line parts "$what"
    done
else
    notice 'python3 is not installed, so locks, lists and notes are not looked at'
fi
run solve case.xlsx
expect_status 3
expect_stderr_has 'case.xlsx, sheet Gemeenten'
KOPPEL_LANG=auto LC_ALL=nl_NL.UTF-8 run new dutch.xlsx
expect_same case.xlsx dutch.xlsx

begin "tables with headings"
run new case --lang nl
expect_status 0
expect_file_has case/woningen.csv 'woning;buurt;corporatie;kamers;huur;plaatsen;complexnummer;'
run solve case
expect_status 3
expect_stderr_has 'gemeenten.csv'
run new plain/ --lang en
expect_line plain/decisions.csv 'household,unit,area,decision,justified,rule,reason,decided_on,decided_by,until'

begin "the command to run next can be copied"
run new 'my case' --lang en
expect_stdout_has 'koppel solve "my case" -o proposal'
run new 'my case.xlsx' --lang nl
expect_stdout_has 'koppel solve "my case.xlsx" -o voorstel'

begin "nothing is overwritten"
echo mine >case.xlsx
run new case.xlsx
expect_status 6
expect_stderr_has 'case.xlsx: exists already, and koppel new replaces nothing: choose another name'
expect_stderr_lacks '--force'
expect_line case.xlsx mine
mkdir case
run new case
expect_status 6
run new nowhere/case.xlsx
expect_status 6
expect_stderr_has 'nothing is left there'
expect "only what was there is there" test "$(find . | sort | tr '\n' ' ')" = '. ./case ./case.xlsx '

begin "wrong use"
run new
expect_status 2
run new one.xlsx two.xlsx
expect_status 2
run new case.xlsx --lang fr
expect_status 2
run new case --example municipality-b
expect_status 2
run new --help
expect_stdout_has '--example'
run --help
expect_stdout_has 'write a case to fill in'

begin "sentences about a workbook in Dutch: the sheet, and the words of lists"
run new dutch.xlsx --lang nl --example "$DATA/municipality-b"
"$TOOL" set dutch.xlsx Woningen B2 BU00000000 written.xlsx && mv written.xlsx dutch.xlsx
run solve dutch.xlsx --lang nl
expect_status 3
expect_stderr_has 'staat niet in dutch.xlsx, blad Buurten'
run solve dutch.xlsx --lang en
expect_stderr_has 'is not in dutch.xlsx, sheet Buurten'
run new filled.xlsx --lang nl --example "$DATA/municipality-b"
"$TOOL" set filled.xlsx Woningen I2 n written.xlsx && mv written.xlsx filled.xlsx
run solve filled.xlsx --quick --lang nl
expect_stderr_has '"n" als nee'
run solve filled.xlsx --quick --lang en
expect_stderr_has '"n" as no'
