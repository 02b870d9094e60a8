#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel new --map: a draft of columns.json for tables whose headings are not those of the dictionary.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "a monthly overview is read with the draft and one word of a person"
copy_case municipality-a
rm case/limits.csv
cut -d, -f1,2,3,5,6,11,16 case/households.csv >plain && mv plain case/households.csv
expect_line case/households.csv 'household,adults,children,municipality,linked_on,may_share,urgency'
(
    echo 'Overzicht huisvesting;;;;;;;;'
    echo
    sed '1s/.*/Kenmerk,Meerderjarigen,Minderjarigen,Koppelgemeente,Datum koppeling,Woning delen,Opmerking/' \
        case/households.csv | tr , ';'
) >overview.csv
run new --map overview.csv
expect_status 0
cp "$stdout" draft.json
expect_json draft.json
expect_file_has draft.json '"file":	"overview.csv"'
expect_file_has draft.json '"first_row":	3'
expect_file_has draft.json '"Kenmerk":	"household"'
expect_file_has draft.json '"Meerderjarigen":	"adults"'
expect_file_has draft.json '"Minderjarigen":	"children"'
expect_file_has draft.json '"Koppelgemeente":	"municipality"'
expect_file_has draft.json '"Datum koppeling":	"linked_on"'
expect_file_has draft.json '"Woning delen":	"may_share"'
expect_file_has draft.json '"Opmerking":	null'
expect_stderr_has 'overview.csv:3: these columns are left out (null): "Opmerking"'
sed 's/"Opmerking":	null/"Opmerking":	"urgency"/' draft.json >columns.json
run solve case --quick -o as-it-was
expect_status 0
rm case/households.csv && cp overview.csv case/
run solve case --columns columns.json --quick -o by-map
expect_status 0
for folder in as-it-was by-map; do sed '1s/^\xef\xbb\xbf//' $folder/proposal.csv | tr ';' , | cut -d, -f1,2 >$folder.offers; done
expect_same as-it-was.offers by-map.offers

begin "the size of a household is not its adults, and dates tell a column"
printf '%s\n' 'Kenmerk;Grootte gezin;waarvan kinderen;Plaats;Gekoppeld d.d.;Datum aanmelding;Koppelgemeente' \
    'H1;3;2;Ergens;15-03-2026;01-02-2026;GM0001' 'H2;1;0;Ergens;;;GM0001' >sizes.csv
run new --map sizes.csv
expect_status 0
expect_stdout_has '"Grootte gezin":	null'
expect_stdout_has '"waarvan kinderen":	"children"'
expect_stdout_has '"Plaats":	null'
expect_stdout_has '"Gekoppeld d.d.":	"linked_on"'
expect_stdout_has '"Datum aanmelding":	null'
expect_stdout_has '"Koppelgemeente":	"municipality"'
expect_stderr_has 'sizes.csv:1: the column "Grootte gezin" counts the whole household: adults are that number minus the children'
printf '%s\n' 'Kenmerk;Volwassenen;Kinderen;Gekoppeld d.d.;Geboortedatum' 'H1;1;2;15-mrt-2026;1-2-1990' >dates.csv
run new --map dates.csv
expect_stdout_has '"Gekoppeld d.d.":	"linked_on"'
expect_stdout_has '"Geboortedatum":	null'
expect_stderr_lacks 'counts the whole household'

begin "every sheet of a workbook is looked at"
run new case.xlsx --lang nl
run new --map case.xlsx --lang nl
expect_status 0
cp "$stdout" draft.json
expect_json draft.json
expect_file_has draft.json '"Huur":	"rent_eur"'
expect_file_has draft.json '"sheet":	"Huishoudens"'
expect_file_has draft.json '"Gekoppeld op":	"linked_on"'
expect_stderr_has 'Uitleg'

begin "what tells who somebody is has no place in a map"
printf 'Naam;V-nummer;Volwassenen;Kinderen;Huishouden;Jan Jansen\nx;1;1;0;H1;\n' >people.csv
run new --map people.csv
expect_status 0
expect_stdout_has '"Naam":	null'
expect_stdout_has '"V-nummer":	null'
expect_stderr_has 'delete these columns from the file, for this program must not hold who somebody is: "Naam", "V-nummer"'
expect_stderr_lacks 'Jan Jansen'

begin "files without a table, and wrong use"
printf 'a;b\n1;2\n' >nothing.csv
run new --map nothing.csv
expect_status 3
expect_stdout_empty
expect_stderr_has 'no table is found'
: >empty.csv
run new --map empty.csv
expect_status 3
run new --map nowhere.csv
expect_status 3
printf 'PK\003\004' >broken.xlsx
run new --map broken.xlsx
expect_status 3
run new --map nothing.csv case.xlsx
expect_status 2
expect_stderr_has '--map prints a draft and writes no case'
