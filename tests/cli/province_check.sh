#!/bin/sh
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
