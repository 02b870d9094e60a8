#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# What is not known is not 0: neighbourhoods without a number of corporation dwellings, homes without a score.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# tables: a municipality with three neighbourhoods, of which the last has no number of dwellings, and homes in two
tables() {
    mkdir case && cd case || exit 1
    printf 'municipality,name,province,inhabitants\nGM9001,A,Utrecht,3000\n' >municipalities.csv
    printf '%s\n' 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders' \
        'BU90010000,GM9001,One,1000,100,0' 'BU90010001,GM9001,Two,1000,300,0' "BU90010002,GM9001,New,1000,$1,0" >neighbourhoods.csv
    printf 'corporation,name\nC1,Home\n' >corporations.csv
    printf 'unit,neighbourhood,corporation,rooms,rent_eur\n' >units.csv
    for unit in 1 2 3 4 5 6; do printf 'U%s,BU90010002,C1,2,500\n' $unit >>units.csv; done
    printf 'household,adults,children,municipality,linked_on\n' >households.csv
    for household in 1 2 3 4 5 6; do printf 'H%s,1,0,GM9001,2025-12-01\n' $household >>households.csv; done
    printf 'municipality,period,published_on,target_persons\nGM9001,2026-1,2025-10-01,6\n' >targets.csv
    cd ..
}

begin "a neighbourhood without a number has a fair share by its inhabitants"
tables ''
run solve case -o out
expect_status 0
expect_stderr_has 'neighbourhoods.csv:4: column corporation_dwellings: not known for 1 neighbourhood (BU90010002): the fair share there is worked out from the inhabitants'
# 400 dwellings for 2000 inhabitants: 200 for 1000; a fair share of 2 of 6, and 25 % more rounded up
expect_file_has out/neighbourhoods.csv 'BU90010002,New,GM9001,,1000,200,0,3,0,0,3,2,3,no'
run check case out
expect_status 0

begin "or no cap, as the policy says"
tables ''
echo '{"spread": {"unknown_reference": "no_cap"}}' >policy.json
run solve case --policy policy.json -o out
expect_status 0
expect_stderr_has 'there is no cap there, and the other fair shares are worked out without'
expect_file_has out/neighbourhoods.csv 'BU90010002,New,GM9001,,1000,0,0,6,0,0,6,,,'
run check case out
expect_status 0

begin "a neighbourhood without dwellings by the table, where homes are on offer, is noted"
tables 0
run solve case
expect_stderr_has 'units.csv:2: 6 homes are on offer where neighbourhoods.csv says 0 in column corporation_dwellings (first in BU90010002)'

begin "homes without a score of a household that has others are noted"
tables 100
printf 'household,place,score\nH1,U1,900\nH2,GM9001,500\n' >case/scores.csv
run solve case
expect_status 0
expect_stderr_has 'scores.csv: 1 household (H1) has scores for some suitable homes only: the others count as 0 points'

begin "scores of any range are scaled exactly"
tables 100
printf 'household,place,score\nH1,U1,-0.5\nH1,U2,1.499999999\n' >case/scores.csv
run solve case
expect_status 3
expect_stderr_has 'scores.csv:2: column score: -0.5 lies outside 0..1000: state the range of the scores in the policy'
expect_stderr_has 'scores.csv:3: column score: 1.499999999 in 0..1000 is no whole number of millionths of a point'
echo '{"fit": {"scores": {"low": -1, "high": 9}, "precision": "micro_points", "weights": {"rooms": 0, "gp": 0, "transit": 0, "scores": 1}}}' >policy.json
printf 'household,place,score\nH1,U1,-0.5\nH1,U2,1.49999999\nH1,U3,9\n' >case/scores.csv
run solve case --policy policy.json -o out --with-columns
expect_status 0
expect_file_has out/proposal.csv '1000'
run check case out
expect_status 0
echo '{"fit": {"scores": {"low": 5, "high": 5}}}' >policy.json
run solve case --policy policy.json
expect_status 3
expect_stderr_has '$.fit.scores: low 5 must be less than high 5'
