#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Nobody's identity or origin, in any form: headings, rules, keys and cells are refused, and what they hold is never shown.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# expect_withheld SECRET...: the case is refused without a word of what it held, and nothing is written
expect_withheld() {
    run solve case -o out
    expect_status 3
    expect_stdout_empty
    expect_no_file out
    for secret in "$@"; do
        expect_stderr_lacks "$secret"
    done
}

# add_column HEADING CELL: one more column of the households
add_column() {
    awk -v heading="$1" -v cell="$2" '{ sub(/\r$/, ""); print $0 "," (NR == 1 ? heading : cell) }' case/households.csv >new
    mv new case/households.csv
}

# rename_keys SUBSTITUTION: spoils the keys of households (awk's idea of $1)
rename_keys() {
    awk -F, -v OFS=, -v form="$1" 'NR > 1 { $1 = sprintf(form, NR) } { print }' case/households.csv >new
    mv new case/households.csv
    rm -f case/scores.csv case/decisions.csv
}

for heading in 'Naam hoofdhuurder' 'BSN-nummer' 'V-nr' 'Geb.datum' 'religie gezin' 'Taal (spreekt)' x_nationaliteit_aanvrager \
    x_LandVanHerkomst 'e-mail' leeftijd; do
    begin "refuses the heading $heading"
    copy_case municipality-d
    add_column "$heading" Geheim
    expect_withheld Geheim
    expect_stderr_has "is refused: for people's privacy this program must not hold"
    expect_stderr_lacks ' with x_'
done

begin 'gives no advice to keep an unknown column about people'
copy_case municipality-d
add_column Bijzonderheden Geheim
expect_withheld Geheim
expect_stderr_has 'column "Bijzonderheden" is not known: correct its name or delete it'

begin 'no rule looks at origin, whether the column is there or not'
copy_case municipality-d
printf 'area,measure,min,max,enforce,where\nGM9004,persons,,0,must,x_nationaliteit=Geheim\nGM9004,x_herkomst,,0,must,\n' >case/limits.csv
expect_withheld Geheim
expect_stderr_has 'limits.csv:2: column where: no rule may look at nationality or origin; delete the row'
expect_stderr_has 'limits.csv:3: column measure: no rule may look at nationality or origin; delete the row'

for form in 'Fam. Voorbeeld%d' '28012345%02d' '+3161234567%d' 'j%d@voorbeeld.nl' '%02d-03-1987'; do
    begin "refuses keys like $form"
    copy_case municipality-d
    rename_keys "$form"
    case $form in Fam*) sed 's/Voorbeeld[0-9]*/Voorbeeld/' case/households.csv >new && mv new case/households.csv ;; esac
    expect_withheld "$(sed -n '3s/,.*//p' case/households.csv)"
    expect_stderr_has 'which this program must not hold: give every household a key of its own'
    expect "one message" test "$(grep -c 'which this program must not hold' "$stderr")" -eq 1
done

begin 'refuses a telephone number in an extra column, once'
copy_case municipality-d
add_column x_opmerking '06-12345678'
expect_withheld 12345678
expect_stderr_has 'cells look like a telephone number, which this program must not hold: empty them, or delete the column'

begin 'notes a name in the reason of a decision, without showing it'
copy_case municipality-d
rm -f case/decisions.csv
{
    echo 'household,unit,decision,reason,decided_on'
    echo "$(sed -n '2s/,.*//p' case/households.csv),$(sed -n '2s/,.*//p' case/units.csv),refused,gesproken met dhr. Voorbeeld,2026-01-05"
} >case/decisions.csv
run solve case -o out
expect_stderr_has 'decisions.csv:2: column reason: 1 cell looks like the name of a person: take out what tells who somebody is'
expect_stderr_lacks Voorbeeld

begin 'extra columns of households go out on request only'
copy_case municipality-d
run solve case --quick -o out
expect_status 0
expect_not 'no column of households' grep -q x_school_children out/proposal.csv
run solve case --quick --with-columns -o with
expect_status 0
expect_file_has with/proposal.csv x_school_children
