#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel check --province: what many proposals promise together, and where they clash.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

CITY=$ROOT/docs/half-year/city
REGION=$ROOT/docs/half-year/region

begin "two proposals that go together"
run check --province "$DATA/region-east" "$CITY" "$REGION"
expect_status 0
expect_stdout_has 'No home and no household is promised twice, and no agreement is exceeded.'
expect 'the sum' grep -qE '^together +153 +150 +301 +39 +89 +16$' "$stdout"
expect 'an agreement' grep -qE '^O01 +Corporatie O01 +GM9101 +2 +12 +7$' "$stdout"
expect 'at most 100 columns' test "$(awk '{ if (length($0) > n) n = length($0) } END { print n }' "$stdout")" -le 100
expect_stdout_has 'All offers together, under policy "even-spread"'
expect_stdout_has 'Nothing is wrong: every rule that must be met is met.'
run check --province "$DATA/region-east" "$CITY" "$REGION" --json
expect_status 0
expect_stdout_has '"violations": 0'
expect_stdout_has '"proposal": "'
expect_stdout_has '"total": {"proposal": "together", "households": 153, "homes": 150, "persons": 301,'
run check --province "$DATA/region-east" "$CITY" "$REGION" --csv
expect_status 0
expect 'a row for each proposal' grep -qE '^proposal,.*docs/half-year/city,,,20,20,40,4,17,9,,,$' "$stdout"
expect 'and municipality' grep -q '^municipality,GM9101,Oostgemeente 01,,20,20,40,,,,,,$' "$stdout"
expect 'and agreement' grep -q '^agreement,O01,Corporatie O01,GM9101,,7,,,,,2,12,$' "$stdout"
run check --province "$DATA/region-east" "$CITY" "$REGION" -o checked
expect_status 0
expect_stdout_has 'What the proposals promise together'
expect 'the same in a folder' grep -q '^agreement,O01,' checked/promised.csv
expect_file_has checked/promised.json '"violations": 0'
run check --province "$DATA/region-east" "$CITY" "$REGION" -o checked
expect_status 6
run check --province "$DATA/region-east" "$CITY" "$REGION" --csv --decimal-comma
expect 'for Dutch Excel' grep -q '^agreement;O01;Corporatie O01;GM9101;;7;' "$stdout"

begin "a household and a home that two municipalities propose"
cp -R "$REGION" other && chmod -R u+w other
sed -n 2p "$CITY/proposal.csv" >>other/proposal.csv
household=$(sed -n '2s/,.*//p' "$CITY/proposal.csv")
unit=$(sed -n 2p "$CITY/proposal.csv" | cut -d, -f2)
run check --province "$DATA/region-east" "$CITY" other
expect_status 1
expect_stdout_has '2 clashes:'
expect_stdout_has "household $household is offered a home here and in"
expect_stdout_has "home $unit has room for 1 household, and this is offer 2 of it"
expect_stdout_has 'Of a household that is offered two homes, only the first offer is checked here.'
run supervise "$DATA/region-east" "$CITY" other -o out
expect_status 3
expect_stderr_has 'the proposals cannot all be carried out; see koppel check --province'
expect_no_file out

begin "a total below a proposal is no household"
cp -R "$CITY" added && chmod -R u+w added
columns=$(head -n 1 added/proposal.csv | tr -cd ,)
echo "Totaal (20)$columns" >>added/proposal.csv
run check --province "$DATA/region-east" added "$REGION"
expect_status 0
expect_stderr_has 'this is a row of totals or a source, not a household: it is passed over'
expect 'the sum is the same' grep -qE '^together +153 +150 +301 +39 +89 +16$' "$stdout"
column=$(head -n 1 "$CITY/proposal.csv" | tr , '\n' | grep -nx persons | cut -d: -f1)
cp "$CITY/proposal.csv" added/proposal.csv
echo "$columns" | sed "s/,/&40/$((column - 1))" >>added/proposal.csv
run check --province "$DATA/region-east" added "$REGION"
expect_status 0
expect_stderr_has 'this is a row of totals or a source, not a household: it is passed over'

begin "more homes than a corporation agreed on"
copy_case region-east
sed -i 's/^O01,Corporatie O01,GM9101,2,12$/O01,Corporatie O01,GM9101,2,3/' case/corporations.csv
run check --province case "$CITY"
expect_status 1
expect_stdout_has 'corporation O01 agreed on at most 3 homes in GM9101, and the proposals promise 7'
expect 'the finding in full' grep -qE '^O01 +Corporatie O01 +GM9101 +2 +3 +7 too many$' "$stdout"

begin "without homes and households the folders' own words count"
mkdir case
cp "$DATA/region-east/municipalities.csv" "$DATA/region-east/targets.csv" case
run check --province case "$CITY" "$REGION"
expect_status 0
expect 'the same sum of persons' grep -qE '^together +153 +150 +301 ' "$stdout"
run check --province case "$CITY" "$CITY"
expect_status 1
expect_stdout_has 'is offered here and in'

begin "what is not of the case is refused"
mkdir bad
printf 'household,unit,persons\nH0002,U000009,3\nH9999,U000014,1\nH0008,U9,1\nH0009,U000014,17\n' >bad/proposal.csv
run check --province "$DATA/region-east" bad
expect_status 3
expect_stderr_has 'bad/proposal.csv:3: column household: "H9999" is not a household of the case'
expect_stderr_has 'bad/proposal.csv:4: column unit: "U9" is not a home of the case'
expect_stderr_has 'bad/proposal.csv:5: column persons: H0009 has 17 persons, in households.csv'
run check --province "$DATA/region-east" no-such-folder
expect_status 3
run check --province "$DATA/region-east"
expect_status 2

begin "who is linked counts there, and a shared home in two folders is one home"
mkdir case
printf 'municipality,name,province,inhabitants,region\nGM0001,Koppelstad,P,30000,R\nGM0002,Locatiedorp,P,20000,R\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,linked_persons\nGM0001,2026-1,2026-02-01,5,2\nGM0002,2026-1,2026-02-01,3,1\n' >case/targets.csv
printf 'household,adults,children,municipality,linked_on,may_share\nH1,1,0,GM0001,2026-01-05,yes\nH2,1,0,GM0001,2026-01-05,yes\nH3,1,0,GM0002,2026-01-05,yes\n' >case/households.csv
printf 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders\nBU00010000,GM0001,A,30000,3000,10\nBU00020000,GM0002,B,20000,2000,10\n' >case/neighbourhoods.csv
printf 'corporation,name\nC1,Corp\n' >case/corporations.csv
printf 'unit,neighbourhood,corporation,rooms,rent_eur,places\nDSL,BU00020000,C1,1,500,4\n' >case/units.csv
printf '{"name": "regio", "link_scope": "region", "spread": {"rule": "none"}}' >policy.json
run solve case --policy policy.json -o whole
expect_status 0
expect 'two for Koppelstad' grep -q '^GM0001,.*,5,2,3,2,' whole/targets.csv
expect 'one for Locatiedorp' grep -q '^GM0002,.*,3,1,2,1,' whole/targets.csv
run check case whole
expect_status 0
run supervise case whole --csv
expect 'housed then, in Koppelstad' grep -qE '^GM0001,.*,2,0,2,2,' "$stdout"
printf '{"name": "regio", "link_scope": "region", "spread": {"rule": "none"}, "target": {"counts": "housed"}}' >housed.json
run solve case --policy housed.json -o housed
expect 'none for Koppelstad' grep -q '^GM0001,.*,5,0,5,0,' housed/targets.csv
expect 'three where the home stands' grep -q '^GM0002,.*,3,3,0,3,' housed/targets.csv
run check case housed
expect_status 0
run supervise case housed --csv
expect 'housed then, where the home stands' grep -qE '^GM0002,.*,3,1,3,3,' "$stdout"
for part in one two; do mkdir $part; done
head -1 whole/proposal.csv | tee one/proposal.csv >two/proposal.csv
sed -n '2p' whole/proposal.csv >>one/proposal.csv
sed -n '3,4p' whole/proposal.csv >>two/proposal.csv
run check --province case one two --policy policy.json
expect_status 0
expect 'together one home' grep -qE '^together +3 +1 +3 ' "$stdout"
expect 'in the first' grep -qE '^one +1 +1 +1 ' "$stdout"
expect 'and in the second' grep -qE '^two +2 +1 +2 ' "$stdout"
run check --province case two one --policy policy.json
expect 'the same in another order' grep -qE '^two +2 +1 +2 ' "$stdout"
expect 'and the same of the first' grep -qE '^one +1 +1 +1 ' "$stdout"

begin "proposals of another half-year are refused"
cp -R "$CITY" city && chmod -R u+w city
echo '{"period": "2025-2"}' >city/summary.json
run supervise "$DATA/region-east" city -o out
expect_status 3
expect_stderr_has 'city/summary.json: the proposal is for 2025-2, not for 2026-1'
expect_no_file out
cp -R "$REGION" region && chmod -R u+w region
echo '{"period": "2026-1"}' >region/summary.json
run check --province "$DATA/region-east" city region
expect_status 3
expect_stderr_has 'region/summary.json: the proposal is for 2026-1, not for 2025-2'

begin "who is left is known from the case, whether or not a folder says so"
cp -R "$CITY" city && chmod -R u+w city
rm city/unplaced.csv
run supervise "$DATA/region-east" city --as-of 2026-06-30 --json
expect_status 0
expect 'four households of 17 persons' grep -q '"municipality": "GM9101".*"left_households": 4, "left_persons": 17, "left_no_suitable_home_persons": 0' "$stdout"
expect 'nothing is offered in GM9104' grep -qE '"municipality": "GM9104".*"proposed_households": 0.*"left_households": [1-9]' "$stdout"

begin "all offers are checked together by every rule"
cp -R "$CITY" city && chmod -R u+w city
sed -i '2s/,U[0-9]*,/,U000999,/' city/proposal.csv
run check --province "$DATA/region-east" city "$REGION"
expect_status 3
cp "$CITY/proposal.csv" city/proposal.csv
awk -F, -v OFS=, 'NR == 2 { u = $2 } NR == 3 { v = $2 } { row[NR] = $0 }
    END { for (i = 1; i <= NR; i++) { $0 = row[i]; if (i == 2) $2 = v; if (i == 3) $2 = u; print } }' city/proposal.csv >swapped
cp swapped city/proposal.csv
run check --province "$DATA/region-east" city "$REGION"
expect_status 1
expect_stdout_has 'No home and no household is promised twice'
expect_stdout_has 'were found'
