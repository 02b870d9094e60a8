#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# certificate.json: koppel check and an independent awk script add up the same bounds; a changed file proves nothing false.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# What the certificate states to prove, a line "name certified" for each tier.
certified() { sed -n -e '/"name"/{' -e 's/.*"name": "\([^"]*\)".*/\1/' -e 'h' -e '}' -e '/"certified"/{' \
    -e 's/.*"certified": "\([^"]*\)".*/\1/' -e 'H' -e 'x' -e 's/\n/ /' -e 'p' -e '}' "$1"; }

# awk_check MODELS CERTIFICATE: runs the awk script; sets $status, prints to $stdout
awk_check() {
    cli_command="check_certificate.sh $*"
    sh "$ROOT/docs/certificate/check_certificate.sh" "$@" >"$stdout" 2>"$stderr" </dev/null
    status=$?
}

# edit FILE SED-SCRIPT: changes a file, which must change
edit() {
    sed -e "$2" "$1" >edited
    if cmp -s "$1" edited; then not_ok "$1 is changed by $2"; fi
    mv edited "$1"
}

cases='municipality-a municipality-b municipality-c municipality-d'
limits=300
if [ -n "${KOPPEL_LONG:-}" ]; then
    cases="$cases region-east"
    limits='5 20 80 300' # next-best homes take as long as they may: a minute
fi

# solve_in_time OPTION...: solves within the first of the limits that leaves time for the prices of every tier, however
# busy the machine is; within the last one it is as it comes
solve_in_time() {
    for limit in $limits; do
        rm -rf out
        run solve "$@" -o out --verbose --time-limit "$limit"
        if [ -f out/certificate.json ] && ! grep -q '"\(bound\|certified\)": null' out/certificate.json &&
            grep -q 'certificate.json proves, .*: target best' "$stdout"; then return; fi
    done
}

# expect_proof: everything that is claimed is proven. Of the region the search proves some tiers by branching, of which
# the prices alone prove a little less: koppel check searches again then, the checker in awk says that it is left open.
expect_proof() {
    if [ "$name" = region-east ] && [ "$status" -eq 7 ]; then
        expect_stdout_has 'is said to be proven' # by the search alone, or the prices leave something open
    else
        expect_status 0
    fi
}

for name in $cases; do
    for policy in no-spread even-spread housing-first strict; do
        begin "$name, $policy"
        solve_in_time "$DATA/$name" --policy "$DATA/policies/$policy.json"
        expect_status 0
        expect_stdout_has 'certificate.json proves, for koppel check and anyone else: target best'
        expect_json out/certificate.json
        # the next-best homes of the region take minutes to be worked out again
        if [ "$name" = region-east ]; then run check "$DATA/$name" out --quick; else run check "$DATA/$name" out; fi
        expect_proof
        expect_stdout_has 'Proven by certificate.json, added up from the tables alone:'
        expect_stdout_lacks 'Nothing:'
        run export "$DATA/$name" --policy "$DATA/policies/$policy.json" -o models
        awk_check models out/certificate.json
        expect_proof
        certified out/certificate.json >stated
        sed -n 's/^tier \(.*\): no proposal .* can do better than \([-0-9.]*\);.*/\1 \2/p' "$stdout" >added
        expect 'awk adds up what the certificate states' cmp -s stated added
        expect 'every tier has a bound' test "$(wc -l <added)" -eq "$(grep -c '"name"' out/certificate.json)"
    done
done

begin 'the sentences of koppel check'
run solve "$DATA/municipality-d" -o out --quiet
run check "$DATA/municipality-d" out
expect_stdout_has '  target     No proposal can do better than 0 persons short; this one reaches 0: proven best.'
expect_stdout_has '  fit        No proposal that is as good in the goals before can do better than 2594 points; this'
expect_stdout_has '             one reaches 2594: proven best.'

# town_case: the case of the examples of koppel-certificate(5)
town_case() {
    mkdir case out
    cat >case/municipalities.csv <<'TABLE'
municipality,name,province,inhabitants
GM0001,Town,Province,1000
TABLE
    cat >case/neighbourhoods.csv <<'TABLE'
neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders
BU00010001,GM0001,Quarter,1000,100,0
TABLE
    cat >case/corporations.csv <<'TABLE'
corporation,name
C1,Woonplus
TABLE
    cat >case/units.csv <<'TABLE'
unit,neighbourhood,corporation,rooms,rent_eur
U1,BU00010001,C1,3,600
U2,BU00010001,C1,4,600
TABLE
    cat >case/households.csv <<'TABLE'
household,adults,children,municipality,linked_on
H1,2,2,GM0001,2026-01-05
H2,1,1,GM0001,2026-01-05
H3,1,1,GM0001,2026-01-05
TABLE
    cat >case/targets.csv <<'TABLE'
municipality,period,published_on,target_persons
GM0001,2026-1,2025-10-01,9
TABLE
    cat >policy.json <<'JSON'
{"name": "target", "spread": {"rule": "none"}, "rooms": {"max_spare": null}, "rent_limit": false, "tiers": ["target"]}
JSON
}

begin 'the example of koppel-certificate(5), priced by hand'
town_case
run solve case --policy policy.json -o out --force --quiet
expect_status 0
expect_file_has out/proposal.csv 'H1,U2,4'
by_hand() {
    cat >out/certificate.json <<JSON
{"tiers": [{"name": "target", "sense": "minimise", "value": "3", "bound": "3", "proven": true,
  "certified": "$3", "certified_gap": "$4", "not_certified": "$4",
  "parts": [{"household": "H2", "scale": 1, "held": []}],
  "loads": [{"load": "target", "municipality": "GM0001", "price": $1}],
  "units": {"U1": $2}}]}
JSON
}
by_hand -1 2 3 0
run check case out
expect_status 0
expect_stdout_has 'No proposal can do better than 3 persons short; this one reaches 3: proven best.'
by_hand -2 2 -5 8
run check case out
expect_status 7
expect_stdout_has 'Every rule that must be met is met, but not everything that is claimed is proven:'
expect_stdout_has 'No proposal can do better than -5 persons short; this one reaches 3: proven within'
by_hand -2 2 3 0
run check case out
expect_status 1
expect_stdout_has 'certificate.json: tier target claims the bound 3, but its prices prove no more than -5'

begin 'the example with a whole load of koppel-certificate(5), priced by hand'
town_case
cat >case/limits.csv <<'TABLE'
area,measure,min,max,enforce
BU00010001,persons,,3,must
TABLE
run solve case --policy policy.json -o out --force --quiet
expect_status 0
expect 'somebody is offered U1' grep -q ',U1,' out/proposal.csv
# whole_by_hand PRICE-OF-H2 CERTIFIED GAP [MORE-LOADS]
whole_by_hand() {
    cat >out/certificate.json <<JSON
{"tiers": [{"name": "target", "sense": "minimise", "value": "7", "bound": "7", "proven": true,
  "certified": "$2", "certified_gap": "$3", "not_certified": "$3",
  "parts": [{"household": "H2", "scale": 1, "held": []}],
  "loads": [{"load": "limit", "row": 1, "neighbourhood": "BU00010001", "whole": true},
            {"load": "target", "municipality": "GM0001", "price": -1}${4:-}],
  "units": {}, "households": {"H2": $1}}]}
JSON
}
whole_by_hand 0 7 0
run check case out
expect_status 0
expect_stdout_has 'No proposal can do better than 7 persons short; this one reaches 7: proven best.'
whole_by_hand 2 5 2
run check case out
expect_status 7
expect_stdout_has 'No proposal can do better than 5 persons short; this one reaches 7: proven within'
whole_by_hand -2 7 0 # a household that may be left out: the price counts 0
run check case out
expect_status 0
whole_by_hand 2 6 1
run check case out
expect_status 1
expect_stdout_has 'certificate.json: tier target claims the bound 6, but its prices prove no more than 5'
# The target is a load of the same homes, so both cannot be kept whole.
whole_by_hand 0 7 0
edit out/certificate.json 's/"GM0001", "price": -1/"GM0001", "whole": true/'
run check case out
expect_status 1
expect_stdout_has 'certificate.json: tier target claims the bound 7, but its prices prove nothing for this'
# CHANGE|MESSAGE
while IFS='|' read -r change message; do
    whole_by_hand 0 7 0
    edit out/certificate.json "$change"
    run check case out
    expect_status 3
    expect_stderr_has "$message"
done <<'TABLE'
s/"whole": true/"whole": false/|certificate.json: $.tiers[0].loads[0]: the key "whole" must be true, or left out
s/"whole": true/"whole": 1/|certificate.json: $.tiers[0].loads[0]: the key "whole" must be true, or left out
s/"whole": true/"whole": true, "price": 3/|certificate.json: $.tiers[0].loads[0]: a load that is kept whole has no "price"
s/"whole": true/"whole": true, "divisor": 2, "side": "most"/|certificate.json: $.tiers[0].loads[0]: a load that is kept whole has no "divisor"
s/"whole": true/"price": 1}, {"load": "limit", "row": 1, "neighbourhood": "BU00010001", "whole": true/|certificate.json: $.tiers[0].loads: the same load of kind limit has two prices
s/{"H2": 0}/{"H9": 0}/|certificate.json: $.tiers[0].households: "H9" is no household of the case
s/{"H2": 0}/{"H2": 0, "H2": 1}/|certificate.json: $.tiers[0].households.H2: the key stands twice: delete one
s/{"H2": 0}/{"H2": 0.5}/|certificate.json: $.tiers[0].households.H2: 0.5 is not a whole number
s/{"H2": 0}/{"H2": "-288230376151711745"}/|certificate.json: $.tiers[0].households.H2: "-288230376151711745" is not a whole number -288230376151711744..
s/{"H2": 0}/[]/|certificate.json: $.tiers[0]: the key "households" must be an object { ... }
TABLE

begin 'a limit on changes that is kept whole, priced by hand; that the one earlier offer is kept is proven by the price of its home'
town_case
edit case/households.csv 's/^H3,1,1/H3,1,2/'
printf 'household,unit\nH2,U1\n' >earlier.csv
run solve case --policy policy.json --earlier earlier.csv --stay-close 0 -o out --force --quiet
expect_status 0
expect_file_has out/proposal.csv 'H2,U1,2'
run export case --policy policy.json --earlier earlier.csv --stay-close 0 -o models
# The home of H2 adds 1 for H2 and 0 for H3, which is larger. PRICE-OF-H3 CERTIFIED GAP LOAD
while read -r price certified gap load; do
    cat >out/certificate.json <<JSON
{"tiers": [
    {"name": "target", "sense": "minimise", "value": "3", "bound": "3", "proven": true,
      "certified": "$certified", "certified_gap": "$gap", "not_certified": "$gap",
      "parts": [
        {"household": "H1", "scale": 1, "held": []}],
      "loads": [
        {"load": "stay", $load},
        {"load": "target", "municipality": "GM0001", "price": -1}],
      "units": {},
      "households": {
        "H3": $price
      }},
    {"name": "stay", "sense": "maximise", "value": "1", "bound": "1", "proven": true,
      "certified": "1", "certified_gap": "0", "not_certified": "0",
      "parts": [
        {"household": "H1", "scale": 1, "held": [0]}],
      "loads": [],
      "units": {"U1": 1},
      "households": {}}]}
JSON
    run check case out
    expect_status $((certified < 3 ? 7 : 0))
    expect_stdout_has "No proposal can do better than $certified persons short; this one reaches 3: proven "
    awk_check models out/certificate.json
    expect_status $((certified < 3 ? 7 : 0))
    expect_stdout_has "can do better than $certified; the proposal's value is 3"
done <<'TABLE'
0 3 0 "whole": true
1 2 1 "whole": true
-2 3 0 "whole": true
0 0 3 "price": 0
TABLE
# The target counts the same homes, so both cannot be kept whole.
edit out/certificate.json 's/"price": [-0-9]*}/"whole": true}/'
run check case out
expect_stdout_has 'Nothing:'
awk_check models out/certificate.json
expect_status 2
expect_stderr_has 'two whole loads of one home'

# gap_case: makes a case and a proposal in which the search proves more than the prices do
gap_case() {
    for seed in 2 3 6 11 1 4 5 7 8 9 10 12; do
        rm -rf case out
        run generate --municipalities 2 --households 30 --units 36 --link-share 50 --seed $seed -o case
        run solve case --policy "$DATA/policies/housing-first.json" -o out --verbose
        if grep -q '"proven": true' out/certificate.json && grep -q '"not_certified": "[^0]' out/certificate.json; then
            return
        fi
    done
    not_ok 'a case whose certificate leaves a gap is found'
}

begin 'a tier that the search proves further than the prices'
gap_case
expect_status 0
expect_stdout_has ' within '
run check case out
expect_status 0
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words 'rests on the search alone, not on the certificate. Koppel searched again and found it again.'
expect_stdout_has 'proven within '
expect_stdout_has 'summary.json claims'
run export case --policy "$DATA/policies/housing-first.json" -o models
awk_check models out/certificate.json
expect_status 7
expect_stdout_has 'tier fit: it is said to be proven, but the prices leave something open'

begin 'any engine'
run solve "$DATA/municipality-a" --engine greedy -o out
expect_stdout_has 'certificate.json proves'
run check "$DATA/municipality-a" out
expect_status 0
expect_stdout_has 'proven within'

begin 'prices that are changed prove less, and the check says so'
run solve "$DATA/municipality-d" -o out --quiet
run export "$DATA/municipality-d" -o models
cp out/certificate.json whole
# Among the prices of tier fit: a load down, a home to 0, a home up, another scale, a load far down.
for change in 's/"price": -15089664000000/"price": -16089664000000/' \
    's/"9004010000000007": 9846784000000/"9004010000000007": 0/' \
    's/"9004010000000007": 9846784000000/"9004010000000007": 10846784000000/' 's/"scale": 16384/"scale": 32768/' \
    's/"price": -15089664000000/"price": "-100000000000000000"/'; do
    cp whole out/certificate.json
    edit out/certificate.json "$change"
    run check "$DATA/municipality-d" out
    expect_status 1
    expect_stdout_has 'certificate.json: tier fit claims the bound 2594, but its prices prove no more than'
    awk_check models out/certificate.json
    expect_status 1
    expect_stdout_has 'tier fit: the certificate states 2594, which its prices do not prove'
done

begin 'prices of households that are changed prove less, and the check says so'
run solve "$DATA/municipality-a" --policy "$DATA/policies/strict.json" -o out --quiet
run export "$DATA/municipality-a" --policy "$DATA/policies/strict.json" -o models
cp out/certificate.json whole
expect_file_has whole '"whole": true'
# In every tier that has them: none, ten times as high, lowest possible. And a load that is whole no more.
price='"\{0,1\}[-0-9]\{1,\}"\{0,1\}'
for change in '/"households"/,/}/s/^\( *"[^"]*"\): '"$price"'/\1: 0/' \
    '/"households"/,/}/s/^\( *"[^"]*": [-0-9]\{1,\}\)/\10/' \
    '/"households"/,/}/s/^\( *"[^"]*"\): '"$price"'/\1: "-288230376151711744"/' 's/"whole": true/"price": 0/'; do
    cp whole out/certificate.json
    edit out/certificate.json "$change"
    run check "$DATA/municipality-a" out
    expect_status 1
    expect_stdout_has 'but its prices prove no more than'
    awk_check models out/certificate.json
    expect_status 1
    expect_stdout_has 'which its prices do not prove'
done

begin 'a bound that is too good'
gap_case
run export case --policy "$DATA/policies/housing-first.json" -o models
# The tier with the gap states that its value is proven best.
awk '/"name"/ { match($0, /"value": "[^"]*"/); value = substr($0, RSTART + 10, RLENGTH - 11) }
    /"certified": / && !/"not_certified": "0"/ && !n++ {
        $0 = "      \"certified\": \"" value "\", \"certified_gap\": \"0\", \"not_certified\": \"0\"," }
    { print }' out/certificate.json >faked
mv faked out/certificate.json
run check case out
expect_status 1
expect_stdout_has 'but its prices prove no'
awk_check models out/certificate.json
expect_status 1
expect_stdout_has 'which its prices do not prove'

begin 'tiers that the certificate does not have'
run solve "$DATA/municipality-d" -o out --quiet
echo '{"tiers": []}' >out/certificate.json
run check "$DATA/municipality-d" out
expect_status 7
expect_stdout_has '  fit        Nothing: the certificate does not have this goal.'

begin 'a bound that the search did not claim'
run solve "$DATA/municipality-d" -o out --quiet
edit out/certificate.json 's/"value": "2594", "bound": "2594"/"value": "2594", "bound": "2596"/'
run check "$DATA/municipality-d" out
expect_status 1
expect_stdout_has 'certificate.json: tier fit has the bound 2596 there and 2594 in summary.json'

begin 'the certificate of another proposal'
run solve "$DATA/municipality-d" -o out --quiet
edit out/proposal.csv '2d'
run check "$DATA/municipality-d" out --edited
expect_status 1
expect_stdout_has 'The certificate says nothing of a proposal that breaks rules.'
run solve "$DATA/municipality-d" -o out --force --quiet
run solve "$DATA/municipality-d" --policy "$DATA/policies/no-spread.json" -o other --quiet
cp other/certificate.json out/certificate.json
run check "$DATA/municipality-d" out
expect_status 1
expect_stdout_has 'certificate.json: it is of another proposal: tier urgency has the value 1256 there, the tables'

begin 'a proposal that is changed by hand is still weighed'
run solve "$DATA/municipality-b" -o out --quiet
edit out/proposal.csv '2d'
run check "$DATA/municipality-b" out --edited
expect_stdout_has 'Proven by certificate.json, added up from the tables alone:'
expect_stdout_lacks 'proven best. summary.json'

begin 'no certificate'
run solve "$DATA/municipality-d" -o out --quick
expect_status 0
expect_stdout_lacks 'certificate.json'
expect_no_file out/certificate.json
run check "$DATA/municipality-d" out
expect_status 0
expect_stdout_has 'rests on the search alone' # and it was searched again
expect_stdout_has 'There is no certificate.json in the folder (solve --quick makes none): the bounds of summary.json'
run solve "$DATA/municipality-d" -o out --force --quiet
expect_file out/certificate.json
run check "$DATA/municipality-d" out --policy "$DATA/policies/even-spread.json"
expect_status 0
expect_stdout_has 'Policy: even-spread, as it was given; that of the folder is called even-spread and is the same.'
expect_stdout_has 'Proven by certificate.json, added up from the tables alone:'
run check "$DATA/municipality-d" out --policy "$DATA/policies/no-spread.json"
expect_status 1
expect_stdout_has '$.spread.rule is "cap"; the policy that was given has "none"'
expect_stdout_has "The folder's files and certificate are for its own policy: they are not weighed here."

begin 'a file that is no certificate of this case'
run solve "$DATA/municipality-d" -o out --quiet
cp out/certificate.json whole
# CHANGE|MESSAGE
while IFS='|' read -r change message; do
    cp whole out/certificate.json
    edit out/certificate.json "$change"
    run check "$DATA/municipality-d" out
    expect_status 3
    expect_stderr_has "$message"
done <<'TABLE'
s/"9004010000000007": 98/"900401000000007": 98/|certificate.json: $.tiers[4].units: "900401000000007" is no unit of the case
s/"9004010000000008": 69/"9004010000000007": 69/|certificate.json: $.tiers[4].units.9004010000000007: the key stands twice: delete one
s/"9004010000000007": 98/"9004010000000007": -98/|certificate.json: $.tiers[4].units.9004010000000007: -9846784000000 is not a whole number 0..
s/"price": 104857600/"price": 1048576.5/|certificate.json: $.tiers[1].loads[0].price: 1048576.5 is not a whole number
s/"price": 104857600/"price": "99999999999999999999"/|certificate.json: $.tiers[1].loads[0].price: "99999999999999999999" is not a whole number
s/"neighbourhood": "BU90040001", "price": 104857600/"neighbourhood": "BU9004", "price": 1/|certificate.json: $.tiers[1].loads[0]: "BU9004" is no neighbourhood of the case
s/"load": "spread"/"load": "sprawl"/|certificate.json: $.tiers[1].loads[0]: the key "load" must be target, spread, agreement, limit, mix, border or stay
s/"load": "limit", "row": 1/"load": "limit", "row": 9/|certificate.json: $.tiers[1].loads[1].row: 9 is not a whole number 1..
s/"load": "limit", "row": 1/"load": "limit", "row": 2/|certificate.json: $.tiers[1].loads[1]:
s/"household": "H0001"/"household": "H00001"/|certificate.json: $.tiers[0].parts[0]: "H00001" is no household of the case
s/"scale": 16384/"scale": 0/|certificate.json: $.tiers[4].parts[0].scale: 0 is not a whole number 1..
s/"held": \[0, 0, 0, 0\]/"held": [0, 0, 0]/|certificate.json: $.tiers[4].parts[0]: the key "held" must list a price for each of the 4 tiers before
s/"held": \[0\]/"held": [-1]/|certificate.json: $.tiers[1].parts[0].held[0]: -1 is not a whole number 0..
s/"certified_gap": "0"/"certified_gap": "1"/|certificate.json: $.tiers[0]: the key "certified_gap" does not follow from value, bound and certified
s/"sense": "maximise"/"sense": "greater"/|certificate.json: $.tiers[1]: the key "sense" must be
s/"load": "spread", /"load": "spread", "colour": "red", /|certificate.json: $.tiers[1].loads[0]: the key "colour" is not known
s/"load": "spread", /"load": "spread", "divisor": 1, "side": "most", /|certificate.json: $.tiers[1].loads[0].divisor: 1 is not a whole number 2..
s/"load": "spread", /"load": "spread", "divisor": 2, "side": "up", /|certificate.json: $.tiers[1].loads[0]: the key "side" must be "most" or "least"
$d|certificate.json:
TABLE
expect_stderr_has 'the text ends too early'
cp whole out/certificate.json
edit out/certificate.json 's/\(.*"load": "spread".*104857600}\)/\1,\n\1/'
run check "$DATA/municipality-d" out
expect_status 3
expect_stderr_has 'certificate.json: $.tiers[1].loads: the same load of kind spread has two prices'

begin 'the awk script adds the values up from the offers'
run export "$DATA/municipality-d" -o models
run solve "$DATA/municipality-d" -o out --quiet
cp -R out whole
# FILE|CHANGE|STATUS|MESSAGE
while IFS='|' read -r file change wanted message; do
    rm -rf out
    cp -R whole out
    edit "out/$file" "$change"
    awk_check models out/certificate.json
    expect_status "$wanted"
    expect "says '$message'" grep -qF -e "$message" "$stdout" "$stderr"
done <<'TABLE'
proposal.csv|/^H0005,/d|1|tier target has the value 0 in the certificate, the offers give 1
proposal.csv|s/^H0004,9004010000000007/H0004,9004010000000008/|1|an offer that the models do not allow: household_H0004 unit_9004010000000008
proposal.csv|s/^H0004,9004010000000007/H0004,9004010000000099/|1|an offer that the models do not allow: household_H0004 unit_9004010000000099
proposal.csv|/^H0002,/d|1|a decision that is not followed: x_H0002_9004010000000005
proposal.csv|s/^household,unit/somebody,unit/|2|the proposal has no columns household and unit
certificate.json|s/"value": "856"/"value": "99999"/|1|tier urgency has the value 99999 in the certificate, the offers give 856
certificate.json|s/"certified": "2594"/"certified": "2596"/|1|tier fit: the certificate states 2596, but its prices prove 2594
certificate.json|s/  "certified": "2594"/    "certified": "1"/|1|tier fit: the certificate states 1, which its prices do not prove
certificate.json|s/"scale": 16384/"scale": nan/|2|not correct JSON on line 57: nan
certificate.json|s/"scale": 16384/"scale": 1e400/|2|not a whole number:
certificate.json|s/"scale": 16384/"scale": 16384, "scale": 1/|2|the key stands twice
certificate.json|s/"scale": 16384/"scale": 16384, "colour": 1/|2|a key that is not known
certificate.json|s/"sense": "maximise", "value": "2594"/"sense": "minimise", "value": "2594"/|2|tier fit has another sense in the models
certificate.json|s/"loads": \[/"loads": [,/|2|not correct JSON on line
certificate.json|s/"fit"/"f\\u0069t"/|2|a text with an escape that this script does not read
certificate.json|$d|2|the text ends too early
certificate.json|s/"bound": "2594", "proven": true,$/"bound": "2594", "proven": true, "certified": null, "more":/|2|not correct JSON
TABLE
rm -rf out
cp -R whole out
rm out/proposal.csv
awk_check models out/certificate.json
expect_status 2
expect_stderr_has 'there is no out/proposal.csv, so the values cannot be added up from the offers'
awk_check models out/certificate.json whole/proposal.csv
expect_status 0

begin 'the awk script reads any layout of JSON'
run export "$DATA/municipality-d" -o models
run solve "$DATA/municipality-d" -o out --quiet
cp out/certificate.json whole
for layout in "s/^ *//" "s/: /:/g" "s/\\([][{},]\\)/ \\1 /g"; do
    sed "$layout" whole >out/certificate.json
    awk_check models out/certificate.json
    expect_status 0
done
tr -d '\n' <whole >out/certificate.json
awk_check models out/certificate.json
expect_status 0

begin 'certificates that were forged by hand'
SHARED=${KOPPEL_SHARED:-$ROOT/../shared}/cases/forged/awk
if [ ! -d "$SHARED" ]; then
    notice 'the forged certificates are not here (KOPPEL_SHARED)'
else
    run export "$DATA/municipality-d" -o models
    run solve "$DATA/municipality-d" -o out --quiet
    for file in "$SHARED"/*.json; do
        cp "$file" out/certificate.json
        awk_check models out/certificate.json
        expect "$(basename "$file") is refused" test "$status" -eq 1 -o "$status" -eq 2
    done
fi

begin 'the awk script refuses what it cannot read'
run export "$DATA/municipality-d" -o models
run solve "$DATA/municipality-d" -o out --quiet
awk_check out out/certificate.json
expect_status 2
awk_check models out/proposal.csv
expect_status 2
awk_check models
expect_status 2
run export "$DATA/municipality-a" -o others
awk_check others out/certificate.json
expect_status 2

begin "a path with = in it"
mkdir a=b
run solve "$DATA/municipality-d" -o a=b/out --quiet
run export "$DATA/municipality-d" -o a=b/models
awk_check a=b/models a=b/out/certificate.json
expect_status 0
