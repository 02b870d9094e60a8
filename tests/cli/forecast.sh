#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel forecast: past arrivals and releases as numbers to expect, which cases hold and koppel simulate draws from.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "fits what came, tries it on the last weeks, and writes a table that a case can hold"
run generate --municipalities 2 --households 12 --units 10 --neighbourhoods-per 4 --over 2 --link-share 60 --seed 4 -q -o case
run forecast case -o forecast.csv --picture forecast.svg
expect_status 0
expect_stdout_has 'Fitted to 49 weeks of arrivals and releases, 2026-03-14 to 2027-02-19.'
expect_stdout_has 'Quarters of the year are not told apart: that takes two years.'
expect_stdout_has 'Back-test: the last 2'
expect_file_has forecast.csv 'class,week,mean,dispersion'
expect "a picture" grep -q '<svg' forecast.svg
cp forecast.csv case
run solve case -q
expect_status 0
run forecast case -o other.csv
if cmp forecast.csv other.csv; then ok "the same bytes again"; else not_ok "the same bytes again"; fi
run forecast case -o other.csv
expect_status 6
expect_stderr_has 'other.csv'
run forecast case --weeks 3 --from 2030-01-07 -q -o far.csv
expect_file_has far.csv ',2030-01-21,'
if grep -q 2030-01-28 far.csv; then not_ok "three weeks"; else ok "three weeks"; fi

run forecast case case -q -o twice.csv
if cmp forecast.csv twice.csv; then ok "one case given twice counts once"; else not_ok "one case given twice counts once"; fi
sed 's/class,week,mean,dispersion/klasse,week,gemiddelde,spreiding/; s/^household-/huishouden-/; s/^home-/woning-/; s/-low/-laag/; s/-middle/-midden/; s/-high/-hoog/; s/-step-free/-nultreden/' forecast.csv >case/verwachting.csv
rm case/forecast.csv
run solve case -q
expect_status 0

begin "prints the table as JSON, and says when no week of it is within the horizon"
run generate --municipalities 2 --households 12 --units 10 --neighbourhoods-per 4 --over 2 --link-share 60 --seed 4 -q -o case
run forecast case --from 2026-03-14 -q -o forecast.csv
run forecast case --from 2026-03-14 --json
expect_status 0
expect_stdout_has '"forecast": ['
expect "every row is there" test "$(grep -c '{"class": ' "$stdout")" = "$(($(wc -l <forecast.csv) - 1))"
run solve case --future forecast.csv -q
expect_stderr_lacks 'no week lies between'
run forecast case --from 2090-01-07 -q -o far.csv
for command in 'simulate case --paths 1 --policies myopic --forecast' 'solve case --future'; do
    # shellcheck disable=SC2086 # words
    run $command far.csv -q
    expect_status 0
    expect_stderr_has 'forecast.csv: no week lies between 2026-03-13 and '
done

begin "two years of weeks tell quarters apart"
run generate --municipalities 2 --households 12 --units 10 --neighbourhoods-per 4 --over 5 --link-share 60 --seed 4 -q -o long
run forecast long
expect_stdout_has 'Quarters of the year are told apart.'

begin "says when there is too little history"
run generate --municipalities 2 --households 12 --units 10 --neighbourhoods-per 4 --link-share 60 --seed 4 -q -o none
run forecast none
expect_status 3
expect_stderr_has 'too little history'
run forecast
expect_status 2

begin "koppel solve --future names a large home for the large families that are expected, and why explains it"
mkdir case
printf 'municipality,name,province,inhabitants\nGM9001,Aardorp,Regio,9000\n' >case/municipalities.csv
printf 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders\nBU90010000,GM9001,Kern,9000,900,0\n' >case/neighbourhoods.csv
printf 'corporation,name\nK1,Wonen\n' >case/corporations.csv
printf 'unit,neighbourhood,corporation,rooms,rent_eur\nU1,BU90010000,K1,5,500.00\n' >case/units.csv
printf 'household,adults,children,municipality,linked_on\nH1,2,2,GM9001,2026-03-01\n' >case/households.csv
printf 'municipality,period,published_on,target_persons\nGM9001,2026-1,2025-10-01,40\n' >case/targets.csv
printf 'class,week,mean\n' >future.csv
for day in 02 09 16 23 30; do echo "household-6,2026-03-$day,1.5" >>future.csv; done
run solve case -q -o plain
run solve case --future future.csv -o proposal
expect_status 0
expect_stdout_has '1 home is worth holding.'
expect_stdout_has 'Hold U1 (5 rooms), until 2026-03-29 at the latest.'
expect_stdout_has 'It is for a household of 6.'
expect_stdout_has "Today's proposal offers it to H1. To hold it, add a row to limits.csv: U1,homes,,0,must, and solve again."
expect_file_has proposal/held.csv 'U1,5,household-6,2026-03-29,10,'
for file in proposal.csv certificate.json; do
    if cmp "plain/$file" "proposal/$file"; then ok "$file is the same"; else not_ok "$file is the same"; fi
done
run check case proposal
expect_status 0
run why case proposal U1
expect_stdout_has 'It is for a household of 6.'
expect_stdout_has 'This is an estimate from 10 imagined futures.'
run why case proposal H1
expect_stdout_lacks 'It is for'
run solve case --future future.csv --threads 2 -q -o again
if cmp proposal/held.csv again/held.csv; then ok "the same bytes again"; else not_ok "the same bytes again"; fi
printf 'area,measure,min,max,enforce\nU1,homes,,0,must\n' >case/limits.csv
run solve case -q -o held
expect "it is held" test "$(wc -l <held/proposal.csv)" -eq 1
rm case/limits.csv
run simulate case --forecast future.csv --every 1 --horizon 60 --today
expect_stdout_has 'Hold U1 (5 rooms), until 2026-03-29 at the latest.'
# nothing is held against a household past its term, unless that is asked for
sed -i 's/2026-03-01$/2025-10-01/' case/households.csv
run solve case --as-of 2026-03-01 --future future.csv
expect_stdout_has '0 homes are worth holding.'
run solve case --as-of 2026-03-01 --future future.csv --hold-overdue
expect_stdout_has '1 home is worth holding.'
echo '{"hold": {"overdue": true}}' >hold.json
run solve case --as-of 2026-03-01 --future future.csv --policy hold.json
expect_stdout_has '1 home is worth holding.'
run simulate case --as-of 2026-03-01 --forecast future.csv --every 1 --horizon 60 --today --policy hold.json
expect_stdout_has 'Hold U1'
echo '{"hold": {"overdue": 1}}' >hold.json
run solve case --policy hold.json
expect_status 3
expect_stderr_has '$.hold.overdue'
# a forecast that cannot be read is told, and a table of homes to hold that was changed
run solve case --future missing.csv -o none
expect_status 3
expect_no_file none
echo 'household-9,2026-03-02,1' >>future.csv
run solve case --future future.csv
expect_status 3
expect_stderr_has 'forecast.csv:7: column class: "household-9" is no class'
sed -i 's/loses_error/error/' proposal/held.csv
run why case proposal U1
expect_status 3
expect_stderr_has 'held.csv:1: the columns are not those that koppel solve --future writes'
run solve case --hold-overdue
expect_status 2
