#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Reception places (reception.csv), limits on who waits in one, and fields of work (jobs.csv).
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Two towns 55 km apart, a home in each. H1 waits in the centre of Aa, H2 in that of Bee.
make_case() {
    mkdir case
    printf 'municipality,name,province,inhabitants,labour_region\nGM0001,Aa,P,3000,L1\nGM0002,Bee,P,3000,L2\n' >case/municipalities.csv
    printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2026-02-01,1\nGM0002,2026-1,2026-02-01,1\n' >case/targets.csv
    printf 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders,lat,lon\nBU00010000,GM0001,A,3000,300,0,52.0,5.0\nBU00020000,GM0002,B,3000,300,0,52.5,5.0\n' >case/neighbourhoods.csv
    printf 'corporation,name\nC1,Corp\n' >case/corporations.csv
    printf 'unit,neighbourhood,corporation,rooms,rent_eur\nU1,BU00010000,C1,1,500\nU2,BU00020000,C1,1,500\n' >case/units.csv
    printf 'reception,municipality,lat,lon\nR1,GM0001,52.01,5.0\nR2,GM0002,52.49,5.0\n' >case/reception.csv
    printf 'household,adults,children,reception,fields\nH1,1,0,R1,care\nH2,1,0,R2,building|care\n' >case/households.csv
    printf '{"name": "ours", "spread": {"rule": "none"}, "tiers": ["target", "urgency", "mix", "fit"]}' >ours.json
}

begin "a home near the reception place scores better, and the column tells how much"
make_case
run solve case --policy ours.json -o near
expect_status 0
expect "each stays near where it is" grep -q '"H1": "U1"' near/summary.json
expect_file_has near/proposal.csv 'score_spare,score_reception,'
run why case near H1
expect_stdout_has 'reception 1000 (weight 1)'
run check case near
expect_status 0

begin "a limit may count who waits in a place, or in a municipality"
make_case
printf 'area,measure,min,max,enforce,where\nGM0002,persons,1,,must,reception=R1\n' >case/limits.csv
run solve case --policy ours.json -o own
expect_status 0
expect "the limit moves H1" grep -q '"H1": "U2"' own/summary.json
run check case own
expect_status 0
printf 'area,measure,min,max,enforce,where\nGM0002,persons,,0,must,reception_municipality=GM0002\n' >case/limits.csv
run solve case --policy ours.json -o none
expect "nobody from Bee stays there" grep -q '"H2": "U1"' none/summary.json
run export case --policy ours.json -o models
expect_status 0
sh "$ROOT/docs/certificate/check_certificate.sh" models none/certificate.json >awk.txt 2>&1
expect "awk finds it proven" test $? -eq 0
printf 'area,measure,min,max,enforce,where\nGM0002,persons,2,,must,reception_municipality=GM0002\n' >case/limits.csv
run solve case --policy ours.json
expect_status 4
expect_stderr_has 'Limit of limits.csv:2 on Bee (GM0002): at least 2 persons.'
printf 'area,measure,min,max,enforce,where\nGM0002,persons,1,,goal,reception=R9\n' >case/limits.csv
run solve case --policy ours.json
expect_stderr_has 'no household has "reception=R9"'

begin "vacancies within reach of the home count, more of them ever less"
make_case
printf 'field,municipality,labour_region,vacancies\ncare,GM0001,,10\ncare,,L2,90\nbuilding,GM0002,,0\n' >case/jobs.csv
printf '{"name": "work", "spread": {"rule": "none"}, "fit": {"weights": {"reception": 0, "labour": 5}}}' >work.json
run solve case --policy work.json -o work
expect_status 0
# care alone: 10 of 10 + 10 in Aa, 90 of 90 + 10 in Bee; H2 halves that for building, so H1 gains more by Bee
expect "who gains more goes where more work is" grep -q '"H1": "U2"' work/summary.json
expect "its score is that of the formula" grep -q '^H1,U2,1,.*,900,' work/proposal.csv
run check case work
expect_status 0

begin "Dutch names, and what is wrong in the tables"
make_case
printf 'opvang;gemeente;breedtegraad;lengtegraad\nR1;GM0001;52,01;5,0\nR2;GM0002;;5,0\n' >case/opvang.csv
rm case/reception.csv
run solve case --policy ours.json
expect_status 3
expect_stderr_has 'one of them is empty: fill in both, or neither'
make_wrong() { printf 'vakgebied;gemeente;arbeidsmarktregio;vacatures\n%b' "$1" >case/vacatures.csv; }
printf 'opvang;gemeente;breedtegraad;lengtegraad\nR1;GM0001;52,01;5,0\nR2;GM0002;;\n' >case/opvang.csv
make_wrong 'care;GM0001;L1;3\n'
run solve case --policy ours.json
expect_status 3
expect_stderr_has 'vacatures.csv:2: columns gemeente and arbeidsmarktregio: fill in one of them'
expect_stderr_has 'households.csv:3: column fields: "building" is no field of vacatures.csv'
make_wrong 'care;GM0001;;3\nbuilding;;L1;0\n'
run solve case --policy ours.json
expect_status 0
sed 's/R2,building/R7,building/' case/households.csv >changed && mv changed case/households.csv
run solve case --policy ours.json
expect_status 3
expect_stderr_has 'households.csv:3: column reception: "R7" is not in opvang.csv'
