#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel compare --council: one A4 for the council, and the same numbers for programs; none below 5 can be read.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Two towns of one region. Twelve families and six single persons are linked to Aa, which has six homes for a family; Bee has
# sixteen, eight of them in a neighbourhood that is full already.
make_case() {
    mkdir case
    printf 'municipality,name,province,inhabitants,region\nGM0001,Aa,P,30000,R\nGM0002,Bee,P,20000,R\n' >case/municipalities.csv
    printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2026-02-01,42\nGM0002,2026-1,2026-02-01,0\n' >case/targets.csv
    printf 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders\nBU00010000,GM0001,A,30000,3000,10\nBU00020000,GM0002,B,18000,2000,10\nBU00020001,GM0002,C,2000,200,40\n' >case/neighbourhoods.csv
    printf 'corporation,name\nC1,Corp\n' >case/corporations.csv
    awk 'BEGIN {
        print "household,adults,children,municipality,linked_on,urgency"
        for (i = 1; i <= 18; i++) printf "H%02d,%d,%d,GM0001,2026-01-%02d,%s\n", i, (i > 12 ? 1 : 2), (i > 12 ? 0 : 1), i, (i % 3 ? "normal" : "urgent")
    }' >case/households.csv
    awk 'BEGIN {
        print "unit,neighbourhood,corporation,rooms,rent_eur"
        for (j = 1; j <= 22; j++) printf "U%02d,%s,C1,%d,500\n", j, (j <= 6 ? "BU00010000" : j <= 14 ? "BU00020000" : "BU00020001"), (j <= 6 ? 3 : 2 + j % 2)
    }' >case/units.csv
    printf '{"name": "here", "rooms": {"max_spare": 1}, "rent_limit": false}' >policy.json
}

# value FOLDER CHOICE MEASURE: its value and state
value() { awk -F, -v c="$2" -v m="$3" '$1 == c && $6 == m { print $7 " " $8 }' "$1/council.csv"; }

begin 'a page, a picture and tables'
make_case
run compare case --council --policy policy.json -o out
expect_status 0
for file in council.html council.svg council.csv council.json; do expect_file "out/$file"; done
expect 'JSON' expect_json out/council.json
expect_file_has out/council.html 'What does an even spread cost, and whom?'
expect_file_has out/council.html 'Neighbours take at most 7 households'
expect_file_has out/council.html 'the policy now'
expect 'no script' test "$(grep -ci '<script\|script-src\|javascript\| on[a-z]*=' out/council.html)" -eq 0
expect_file_has out/council.html "default-src 'none'; style-src 'sha256-"
expect 'no key of a household' test "$(grep -cE '\bH[0-9]{2}\b|\bU[0-9]{2}\b' out/council.html out/council.csv out/council.svg | grep -cv ':0$')" -eq 0

begin 'what solve proposes is what it tells'
make_case
run compare case --council --policy policy.json -o out
run solve case --policy policy.json -o must
housed=$(awk -F, 'NR > 1 { n += $3 } END { print n }' must/proposal.csv)
expect "people: $housed" test "$(value out spread-must persons_housed)" = "$housed shown"
left=$(awk 'END { print NR - 1 }' must/unplaced.csv)
expect "left: $left" test "$(value out spread-must households_left)" = "$left shown"
expect 'the policy is the must' grep -q '^spread-must,yes,yes,,' out/council.csv
run compare case --borders --policy policy.json -o front
most=$(sed -n 's/^borders-some,no,yes,\([0-9]*\),.*/\1/p' out/council.csv | head -n 1)
expect_stdout_has "$most households outside the municipality of their link bring 90 %"
short=$(awk -F, -v r="$most" '$1 == r { print $3 }' front/frontier.csv)
expect "short with them: $short" sh -c 'test "$1" = "$2 shown" || test "$1" = " below_5"' - "$(value out borders-some target_short_persons)" "$short"

begin 'no number below 5 is told'
make_case
run compare case --council --policy policy.json -o out
expect 'rows are hidden' grep -q ',below_5$' out/council.csv
expect 'hidden rows have no value' test "$(awk -F, 'NR > 1 && $8 != "shown" && $7 != ""' out/council.csv | wc -l)" -eq 0
expect 'no small count' test "$(awk -F, '$6 ~ /^(persons|households|target|over)/ && $8 == "shown" && $7 > 0 && $7 < 5' out/council.csv | wc -l)" -eq 0
expect_file_has out/council.html '&lt;5'

begin 'in Dutch, and the same bytes with other threads'
make_case
run compare case --council --policy policy.json -o one --threads 1 --lang nl
run compare case --council --policy policy.json -o two --threads 2 --lang nl
expect_same one two
expect_file_has one/council.html '<html lang="nl">'
expect_file_has one/council.html 'Wat kost gelijke spreiding'

begin 'one municipality, and a policy that none of the choices is'
run compare "$DATA/municipality-d" --council --policy "$DATA/policies/strict.json" --lang en -o out
expect_file_has out/council.html 'The tables hold one municipality'
expect_file_has out/council.csv 'policy,yes,yes'

begin 'what cannot be asked'
make_case
run compare case --council
expect_status 2
expect_stderr_has 'name a new folder for it with --output'
run compare case --council --borders -o out
expect_status 2
run compare case --council --policies no-spread -o out
expect_status 2
expect_no_file out
run compare case --council --json
expect_status 0
expect_stdout_has '"choices": ['
printf '{"name": "none", "target": {"enforce": "must"}, "rooms": {"max_spare": 1}, "rent_limit": false}' >policy.json
run compare case --council --policy policy.json -o out
expect_status 4
expect_stdout_has 'No proposal follows every rule that must hold.'
expect_no_file out
