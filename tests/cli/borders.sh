#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Borders between municipalities: borders.max_households, borders.csv, exchange.csv, koppel compare --borders.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Two towns of one region. Three families and one single person are linked to Aa, which has one home for a family; Bee has
# three and nobody linked to it but H5. H6 is not linked and may go anywhere.
make_case() {
    mkdir case
    printf 'municipality,name,province,inhabitants,region\nGM0001,Aa,P,30000,R\nGM0002,Bee,P,20000,R\nGM0003,Cee,P,20000,S\n' >case/municipalities.csv
    printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2026-02-01,10\nGM0002,2026-1,2026-02-01,4\nGM0003,2026-1,2026-02-01,0\n' >case/targets.csv
    printf 'household,adults,children,municipality,linked_on,region\nH1,2,1,GM0001,2026-01-05,\nH2,2,1,GM0001,2026-01-05,\nH3,2,1,GM0001,2026-01-05,\nH4,1,0,GM0001,2026-01-05,\nH5,2,1,GM0002,2026-01-05,\nH6,1,0,,2026-01-05,R\n' >case/households.csv
    printf 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders\nBU00010000,GM0001,A,30000,3000,10\nBU00020000,GM0002,B,20000,2000,10\nBU00030000,GM0003,C,20000,2000,10\n' >case/neighbourhoods.csv
    printf 'corporation,name\nC1,Corp\n' >case/corporations.csv
    printf 'unit,neighbourhood,corporation,rooms,rent_eur\nU1,BU00010000,C1,3,500\nU2,BU00020000,C1,3,500\nU3,BU00020000,C1,3,500\nU4,BU00020000,C1,3,500\nU5,BU00030000,C1,1,500\n' >case/units.csv
}

# policy R [SCOPE]
policy() {
    printf '{"name": "open", "link_scope": "%s", "rooms": {"max_spare": 1}, "spread": {"rule": "none"}, "borders": {"max_households": %s}}' "${2:-exchange}" "$1" >policy.json
}

# prove FOLDER: the folder passes its check, and the check with awk over the exported models
prove() {
    run check case "$1"
    expect_status 0
    run export case --policy policy.json -o models --force
    expect_status 0
    sh "$ROOT/docs/certificate/check_certificate.sh" models "$1/certificate.json" >awk.txt 2>&1
    expect "awk finds $1 proven" test $? -eq 0
}

begin "no household over a border is what the municipality alone allows"
make_case
policy 0
run solve case --policy policy.json -o none
expect_status 0
prove none
policy null municipality
run solve case --policy policy.json -o alone
expect 'the same offers' cmp none/proposal.csv alone/proposal.csv
expect 'no table without borders' test ! -e alone/exchange.csv
expect 'nobody goes over' test "$(wc -l <none/exchange.csv)" -eq 1

begin "one household goes over a border, and frees the home at home for another"
make_case
policy 1
run solve case --policy policy.json -o one
expect_status 0
expect_stdout_has 'Outside the municipality of their link: 1 household, 3 people (exchange.csv). The policy allows'
expect 'from Aa to Bee, one of the other families would be left' grep -qE '^H[123],3,GM0001,GM0002,U[234],H[123],3,2$' one/exchange.csv
prove one
expect 'the border has a price' grep -q '"load": "border", "price"' one/certificate.json
expect 'who is left is told why' grep -q ',border,' one/unplaced.csv
run why case one H4
expect_status 0
sed '/^H/s/GM0001,GM0002/GM0001,GM0003/' one/exchange.csv >changed.csv
mv changed.csv one/exchange.csv
run check case one
expect_status 1
expect_stdout_has 'exchange.csv'

begin "persons over one border"
make_case
policy null
printf 'from,to,max_persons\nGM0001,GM0002,3\nGM0002,GM0001,0\n' >case/borders.csv
run solve case --policy policy.json -o out
expect_status 0
expect 'one family of three' test "$(grep -c GM0002 out/exchange.csv)" -eq 1
expect_stderr_lacks 'this table is not used'
prove out
run solve case --quick -o without
expect_stderr_has 'borders.csv: this table is not used: by the policy (link_scope) nobody is offered a home outside'
printf 'from,to,max_persons\nGM0001,GM0002,2\n' >case/borders.csv
run check case out
expect_status 1
expect_stdout_has '3 persons linked to GM0001 (Aa) would live in GM0002 (Bee); row 2 of borders.csv allows 2'

begin "what is no border is refused"
make_case
printf 'van,naar,max_personen\nGM0001,GM0001,3\nGM0001,GM0009,3\n' >case/gemeentegrenzen.csv
run solve case
expect_status 3
expect_stderr_has 'gemeentegrenzen.csv:2: columns van and naar are the same municipality: a border lies between two'
expect_stderr_has 'gemeentegrenzen.csv:3: column naar (to): "GM0009"'

begin "a must that borders keep from being met says so"
make_case
printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2026-02-01,9\nGM0002,2026-1,2026-02-01,0\n' >case/targets.csv
printf '{"name": "open", "link_scope": "exchange", "target": {"enforce": "must"}, "rooms": {"max_spare": 1}, "spread": {"rule": "none"}, "borders": {"max_households": 1}}' >policy.json
run solve case --policy policy.json -o out
expect_status 4
expect_stderr_has 'Households outside the municipality of their link: at most 1 household'
expect_stderr_has '"borders": {"max_households"}'
expect_no_file out

begin "the frontier ends where no more households help"
make_case
policy null
run compare case --borders --policy policy.json -o front
expect_status 0
expect 'rows' test "$(cut -d, -f1-4 front/frontier.csv | tr '\n' ' ')" = \
    'max_households,households_over_borders,persons_short,least_persons_short 0,0,8,8 1,1,5,5 2,2,2,2 ,2,2,2 '
expect_stdout_has '2 households outside the municipality of their link bring 90 %'
expect_stdout_has 'It is proven that fewer households do not.'
run compare case --borders --policy policy.json --json
expect_status 0
expect 'JSON' expect_json "$stdout"
expect_stdout_has '{"max_households": null, "households_over_borders": 2, "persons_short": 2, "least_persons_short": 2,'

begin "what was not looked for is not claimed, and what cannot be asked together is refused"
run compare "$DATA/region-east" --borders --time-limit 0.005
expect_status 1
expect_stdout_has 'It is not proven that these are the fewest.'
expect_stdout_lacks 'Without homes in other municipalities 1'
run generate --municipalities 20 --households 4000 --units 4400 --link-share 100 --seed 3 -o large
expect_status 0
timeout --preserve-status -s TERM 1 "$KOPPEL" compare large --borders >stopped.txt 2>&1
code=$?
expect 'stopped: exit status 1 or 5' test $code -eq 1 -o $code -eq 5
expect 'stopped, and it says so' grep -q 'The time was up' stopped.txt
expect 'no claim of what was not looked for' test "$(grep -c 'No smaller number' stopped.txt)" -eq 0
run compare case --borders --groups
expect_status 2
expect_stderr_has 'ask one at a time'
run compare case --borders --policies no-spread
expect_status 2
run compare "$DATA/municipality-d" --borders
expect_stdout_has 'The case has one municipality'
expect_stdout_lacks 'nobody less short'

begin "the numbers begin at what decisions hold over a border"
make_case
policy null
printf 'decision,household,unit,reason,decided_on\naccepted,H1,U2,agreed,2026-01-10\n' >case/decisions.csv
run compare case --borders --policy policy.json -o front
expect_status 0
expect 'first rows' test "$(cut -d, -f1-2 front/frontier.csv | sed -n '2,3p' | tr '\n' ' ')" = '1,1 2,2 '
expect_stdout_has 'The numbers begin at 1'
