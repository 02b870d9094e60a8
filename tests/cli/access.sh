#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Equal access: distances in reports, the goal access, the user's own distance columns.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# A family and two single persons, four homes: the nearest neighbourhood has two, the furthest fits the family best.
make_case() {
    mkdir case
    printf 'municipality,name,province,inhabitants\nGM0001,Aa,P,3000\n' >case/municipalities.csv
    printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2026-02-01,5\n' >case/targets.csv
    printf 'household,adults,children,municipality,linked_on\nH1,2,1,GM0001,2026-01-05\nH2,1,0,GM0001,2026-01-05\nH3,1,0,GM0001,2026-01-05\n' >case/households.csv
    printf 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders,school_km,gp_km,x_library_km\nBU00010000,GM0001,Near,1000,3000,0,0.4,0.5,0.5\nBU00010001,GM0001,Middle,1000,3000,0,0.8,,1\nBU00010002,GM0001,Far,1000,3000,0,2.5,0.1,4.25\n' >case/neighbourhoods.csv
    printf 'corporation,name\nC1,Corp\n' >case/corporations.csv
    printf 'unit,neighbourhood,corporation,rooms,rent_eur\nU1,BU00010000,C1,4,500\nU2,BU00010001,C1,1,500\nU3,BU00010002,C1,3,500\nU4,BU00010002,C1,1,500\n' >case/units.csv
    printf '{"name": "fit", "spread": {"rule": "none"}, "fit": {"weights": {"school": 0, "gp": 1}}}' >fit.json
    printf '{"name": "near", "spread": {"rule": "none"}, "fit": {"weights": {"school": 0, "gp": 1}}, "tiers": ["target", "urgency", "access", "fit"]}' >near.json
}

begin "a report shows how far people live, beside all inhabitants"
make_case
run solve case --policy fit.json -o fit
expect_status 0
expect_stdout_has 'primary school (families)'
expect_stdout_has 'x_library_km'
expect "the summary has the figures of the school" grep -q '"school_km": {"offered": {"persons": 3, "mean_m": 2500, "median_m": 2500, "nine_in_ten_within_m": 2500}, "inhabitants": {"persons": 3000, "mean_m": 1233, "median_m": 800, "nine_in_ten_within_m": 2500}, "unknown_persons": 0, "beyond_median_persons": 3, "beyond_median_person_m": 5100}' fit/summary.json
run why case fit H1
expect_stdout_has 'x_library_km 4.25 (1)'
run report case fit -o fit.html
expect_status 0
expect "the page has them" grep -q 'access-table' fit.html

begin "the goal access brings people nearer, is proven, and its value is that of the tables"
make_case
run solve case --policy near.json -o near
expect_status 0
expect "the family lives near" grep -q '"H1": "U1"' near/summary.json
# the family is 3 times 0.4 km beyond the median of the general practitioner, one of the others 3.25 km beyond that of the library
expect "the tier has the value of the tables" grep -q '{"name": "access", "sense": "minimise", "value": "4.45", "bound": "4.45", "gap": "0", "proven": true, "proven_by": "certificate"}' near/summary.json
run check case near
expect_status 0
run export case --policy near.json -o models
expect_status 0
sh "$ROOT/docs/certificate/check_certificate.sh" models near/certificate.json >awk.txt 2>&1
expect "awk finds it proven" test $? -eq 0
sed 's/"value": "4.45"/"value": "4.44"/' near/summary.json >summary.json && cp summary.json near/summary.json
run check case near
expect "a forged value is found" test "$status" -ne 0

begin "access before all that asks for offers is told"
printf '{"tiers": ["access", "target", "urgency", "fit"]}' >first.json
run solve "$DATA/municipality-a" -p first.json --quick --quiet --lang en
expect_status 0
expect_stderr_has 'the policy puts access before target and urgency'
printf '{"tiers": ["target", "access", "urgency", "fit"]}' >second.json
run solve "$DATA/municipality-a" -p second.json --quick --quiet --lang en
expect_status 0
expect_stderr_lacks 'puts access before'
printf '{"target": {"enforce": "must"}, "spread": {"enforce": "off"}, "tiers": ["access", "fit"]}' >must.json
run solve "$DATA/municipality-b" -p must.json --quick --quiet --lang en
expect_stderr_lacks 'puts access before'

begin "a weighted tier may hold access"
make_case
printf '{"name": "sum", "spread": {"rule": "none"}, "tiers": ["target", {"access": 1, "fit": 1}]}' >sum.json
run solve case --policy sum.json -o sum
expect_status 0
run check case sum
expect_status 0

begin "a column that only seems one of distances is told"
make_case
sed 's/x_library_km/x_zone_km/; s/4\.25/far/' case/neighbourhoods.csv >changed && mv changed case/neighbourhoods.csv
run solve case --policy fit.json
expect_status 0
expect_stderr_has 'neighbourhoods.csv:4: column x_zone_km'
expect_stdout_lacks 'x_zone_km'
