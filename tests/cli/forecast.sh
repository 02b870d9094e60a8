#!/bin/sh
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
