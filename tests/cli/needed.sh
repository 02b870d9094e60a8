#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel needed: fewest new homes, one less is too few, and the value of one more, each against solves of changed tables.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# tiers FILE: the values of the tiers in a summary.json, on one line
tiers() {
    sed -n 's/.*"sense": .*"value": "\([^"]*\)".*/\1/p' "$1" | tr '\n' ' '
}

begin "two homes give everybody in D a home, and no single home does"
copy_case municipality-d
run needed case --everybody -o need
expect_status 0
expect_stdout_has 'With the homes in the tables at least 7 people have no home. With 2 homes more it is 0:'
expect_stdout_has 'It is proven that no fewer or cheaper new homes do this.'
expect_stdout_has '6 of 6 households get a home, 14 people in all.'
expect 'two kinds, each needed' test "$(grep -c ',1,1,yes' need/needed.csv)" -eq 2
cp case/units.csv before.csv
cp need/units.csv need/corporations.csv case/
run solve case --quick --json
expect_status 0
expect 'solved with the tables that it wrote' grep -q '"placed_persons": 14' "$stdout"
sed '/NEW-.*-5-764/d' need/units.csv >case/units.csv
run solve case --quick
expect_stdout_lacks '6 of 6 households'
cp before.csv case/units.csv
grep -o '^[^,]*NEW-.*' need/units.csv >rows.csv
expect 'the rows of the two homes' test "$(wc -l <rows.csv)" -eq 2

begin "what one more home is worth is what a solve with it finds"
copy_case municipality-d
run needed case -o need
expect_status 0
run solve case --quick -o without
n=0
for line in 2 20 41 63 80 97 119; do
    IFS=, read -r town hood name rooms rent step_free target urgency agreement mix fit <<END
$(sed -n "${line}p" need/value.csv)
END
    : "$town" "$name"
    cp "$DATA/municipality-d/units.csv" case/units.csv
    printf '%s\n' "900499000000$line,$hood,NEW,$rooms,$rent,,,$(test "$step_free" = yes && echo ja || echo nee)," >>case/units.csv
    cp need/corporations.csv case/
    run solve case --quick -o with --force
    expect_status 0
    expect "line $line" test "$(tiers without/summary.json | awk -v w="$(tiers with/summary.json)" \
        '{ split(w, v, " "); for (t = 1; t <= NF; t++) printf "%s%g", (t > 1 ? "," : ""), v[t] - $t }')" = \
        "$target,$urgency,$agreement,$mix,$fit"
    n=$((n + 1))
done
expect 'seven homes' test "$n" -eq 7

begin "headings as people write them, without a column step_free, and a case in a workbook"
copy_case municipality-d
sed -i '1s/.*/Woning,Buurt,Corporatie,Kamers,Kale huur,Complexnummer,Oppervlakte,Nultreden,Beschikbaar vanaf/' case/units.csv
run needed case --everybody
expect_status 0
expect_stdout_has 'With 2 homes more it is 0:'
cut -d, -f1-7,9 "$DATA/municipality-d/units.csv" >case/units.csv
run needed case --everybody -o need
expect_status 0
expect 'the new ones say whether they are' grep -q '^NEW-.*,no$' need/units.csv
run new book.xlsx --example "$DATA/municipality-d"
run needed book.xlsx --everybody
expect_status 0
expect_stdout_has 'With 2 homes more it is 0:'

begin "what may be built, and at which cost"
copy_case municipality-d
printf 'neighbourhood,rooms,rent_eur,step_free,cost,max_homes\nBU90040000,5,764,no,500,\nBU90040001,5,764,no,300,\nBU90040002,1,713,no,200,0\nBU90040003,1,713,,250,1\n' >built.csv
run needed case --everybody --candidates built.csv -o need
expect_status 0
expect 'not where the neighbourhood is full, and not what may not be built' test "$(sed 1d need/needed.csv | cut -d, -f2,4,7,8,9 | tr '\n' ' ')" = \
    'BU90040000,5,1,500,yes BU90040003,1,1,250,yes '
printf 'Buurt,Kamers,Huur\nBU90049999,5,764\nBU90040000,0,764\nBU90040000,3,\n' >built.csv
run needed case --candidates built.csv
expect_status 3
expect_stderr_has 'built.csv:2: column Buurt: "BU90049999" is no neighbourhood of the case'
expect_stderr_has 'built.csv:3: column Kamers: "0" is not a whole number 1..50'
expect_stderr_has 'built.csv:4: column Huur: the cell is empty'
printf 'buurt,kamers,huur,max_woning\nBU90040000,5,764,1\n' >built.csv
run needed case --candidates built.csv
expect_status 3
expect_stderr_has 'column "max_woning" is not known (did you mean "max_woningen"?)'
printf 'buurt,kamers,huur\n' >built.csv
run needed case --candidates built.csv
expect_status 3
expect_stderr_has 'the table has no rows, so no home may be built'
printf 'buurt;kamers;kale huur;max_woningen\nBU90040000;5;763,55;1\n' >built.csv
run needed case --everybody --candidates built.csv -o rent --force
expect_status 0
expect_stdout_has 'rent at most 763.55 euro'
expect_stdout_has 'Even with every home that the table of'
expect 'written as the other rents' grep -q '^NEW-BU90040000-5-763.55-1,.*,763.55,' rent/units.csv
cp rent/units.csv rent/corporations.csv case/
run solve case --quick
expect_status 0
run needed case --candidates none.csv
expect_status 3

begin "nothing is needed where the targets are met; rules that look at the homes of the case are refused"
run needed "$DATA/municipality-b"
expect_status 0
expect_stdout_has 'The targets can be met with the homes in the tables.'
echo '{"name": "complex", "spread": {"level": "complex"}}' >policy.json
run needed "$DATA/municipality-b" --policy policy.json -o need
expect_status 3
expect_stderr_has 'use another rule for this question'
expect_no_file need
echo '{"name": "mix", "mix": [{"level": "municipality", "persons_max": 1, "min": 1}]}' >policy.json
run needed "$DATA/municipality-b" --policy policy.json -o need
expect_status 3
expect_stderr_has 'a mix rule asks for a least number wherever there are homes'
expect_no_file need

begin "what is not proven is not told as a fact, and rules that no homes can keep say so"
run needed "$DATA/region-east" --time-limit 0.01
expect_status 1
expect_stdout_has 'people need be short of the targets (not proven'
expect_stdout_has 'more it is at most'
expect_stdout_lacks 'at least'
expect_stdout_lacks 'prestatieafspraken'
run needed "$DATA/municipality-d" --time-limit 0.000001
expect_stdout_lacks 'at least 0'
copy_case municipality-d
echo '{"name": "must", "mix": [{"level": "case", "persons_min": 40, "min": 1}]}' >policy.json
run needed case --policy policy.json
expect_status 4
expect_stdout_has 'No number of new homes lets every rule that must hold be followed.'
echo '{"name": "must", "target": {"enforce": "must"}}' >policy.json
run needed case --policy policy.json
expect_stdout_lacks 9223372036854775807
run needed case --everybody --gap 0.9
expect_status 0
expect_stdout_has 'With 2 homes more it is 0:'

begin "a rule that the homes in the tables cannot keep"
copy_case municipality-d
sed -i 2q case/units.csv
rm -f case/scores.csv case/decisions.csv
echo '{"name": "must", "mix": [{"level": "case", "persons_max": 1, "min": 3}]}' >policy.json
run needed case --policy policy.json
expect_status 0
expect_stdout_has 'With the homes in the tables no proposal follows every rule that must hold.'
expect_stdout_lacks 9223372036854775807
expect_stdout_has 'With the new homes'
expect_stdout_lacks 'it is 0'

begin "no household that a home could help"
copy_case municipality-b
sed -i 1q case/households.csv
rm -f case/decisions.csv
run needed case
expect_status 0
expect_stdout_has 'However many homes are built, people short: '
expect 'no line begins with a space before a sentence' test -z "$(grep '^ [A-Z]' "$stdout")"

begin "the tables as JSON"
run needed "$DATA/municipality-d" --everybody --json
expect_status 0
expect 'JSON' expect_json "$stdout"
expect 'two kinds' test "$(grep -c '"all_needed": "yes"' "$stdout")" -eq 2
expect 'the value of each kind' grep -q '"step_free": "no", "target": ' "$stdout"
