#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel compare: one case under many policies; the table, the files, and what is refused.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

widest() { awk '{ if (length($0) > n) n = length($0) } END { print n + 0 }' "$stdout"; }

# cell FILE POLICY COLUMN: of policies.csv
cell() {
    awk -F, -v policy="$2" -v column="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) c = i }
        { gsub(/"[^"]*"/, "quoted") }
        $1 == policy { print $c }' "$1"
}
expect_cell() { expect "$1: $2 is $3" test "$(cell out/policies.csv "$1" "$2")" = "$3"; }

begin "every policy in a table of at most 100 columns"
run compare "$DATA/municipality-a"
expect_status 0
expect 'at most 100 columns' test "$(widest)" -le 100
"$KOPPEL" compare --list >list
sed -n 's/^\([a-z][a-z-]*\) .*/\1/p' list >names
expect 'twenty policies' test "$(wc -l <names)" -eq 20
while read -r name; do expect_stdout_has "$name "; done <names
expect_stderr_empty

begin "the price of spread is what two solves say"
run compare "$DATA/municipality-a" --policies cap-must,first-come -o out
expect_status 0
run solve "$DATA/municipality-a" --policy "$DATA/policies/no-spread.json" --json
cp "$stdout" without.json
run solve "$DATA/municipality-a" --policy "$ROOT/bench/policies/cap-must.json" --json
cp "$stdout" with.json
persons() { sed -n 's/.*"placed_persons": \([0-9]*\).*/\1/p' "$1"; }
fit() { tier_values "$1" | awk '$1 == "fit" { print $2 }'; }
expect_cell no-spread persons_housed "$(persons without.json)"
expect_cell cap-must persons_housed "$(persons with.json)"
expect_cell cap-must persons_lost_to_spread "$(($(persons without.json) - $(persons with.json)))"
expect_cell cap-must fit_lost_to_spread_points "$(($(fit without.json) - $(fit with.json)))"
expect_cell cap-must over_cap 0
expect_cell no-spread persons_lost_to_spread 0

begin "chances of a home"
run compare "$DATA/municipality-b" --policies lottery,first-come,cap-must -o out
expect_status 0
expect_line out/chances.csv 'household,no-spread,lottery,first-come,cap-must'
expect 'households_housed is their sum' test "$(awk -F, 'NR > 1 { n += $5 } END { print n }' out/chances.csv)" = \
    "$(cell out/policies.csv cap-must households_housed)"
# shellcheck disable=SC2016 # awk's columns
expect 'a chance lies between 0 and 1' awk -F, 'NR > 1 && ($3 < 0 || $3 > 1) { bad = 1 } END { exit bad || NR < 5 }' \
    out/chances.csv

begin "the tiers of every policy with --verbose"
run compare "$DATA/municipality-a" --policies cap-goal,stable --verbose
expect_status 0
expect_stdout_has '  target 0, urgency 5421, spread 11, agreement 0, mix 0, fit 22350'
expect 'at most 100 columns' test "$(widest)" -le 100

begin "the same bytes for the same seed, other draws for another"
run compare "$DATA/municipality-c" --policies random-order --draws 20 -o one
run compare "$DATA/municipality-c" --policies random-order --draws 20 -o two --threads 1
expect_same one two
run compare "$DATA/municipality-c" --policies random-order --draws 20 --seed 2 -o three
expect_not 'another seed draws other proposals' cmp -s one/policies.csv three/policies.csv

begin "JSON on standard output is the file"
run compare "$DATA/municipality-d" --policies stable,even-first --json -o out
expect_status 0
expect_same "$stdout" out/comparison.json
expect_json out/comparison.json
expect_file_has out/measures.csv 'even-first,6+,housed_percent,'

begin "a policy file of one's own stands beside the named ones"
printf '{"name": "ours", "spread": {"rule": "cap", "tolerance_percent": 60}}\n' >ours.json
run compare "$DATA/municipality-a" --policies ours.json,cap-goal
expect_status 0
expect_stdout_has 'ours '

begin "the yardstick is changed, not replaced"
printf '{"name": "homes", "spread": {"tolerance_percent": 0}}\n' >base.json
run compare "$DATA/municipality-a" --policy base.json --policies cap-must
expect_status 0
expect_stdout_has 'Measured by the policy homes'

begin "what is refused"
run compare
expect_status 2
run compare "$DATA/municipality-a" --policies cap-mus
expect_status 2
expect_stderr_has 'did you mean "cap-must"'
run compare "$DATA/municipality-a" --policies ,
expect_status 2
run compare "$DATA/municipality-a" --policies nowhere.json
expect_status 3
expect_stderr_has 'nowhere.json'
run compare "$DATA/municipality-a" --draws 0
expect_status 2
run compare nowhere
expect_status 3
mkdir there
run compare "$DATA/municipality-d" --policies max-fit -o there
expect_status 6
expect_stdout_empty

begin "a policy that no proposal meets is told in its row"
copy_case municipality-c
printf '{"name": "none", "target": {"enforce": "must"}}\n' >none.json
run compare case --policies none.json,max-fit
expect_status 0
expect_stdout_has 'no proposal meets every must of it'

begin "the curve and the pictures"
run compare "$DATA/municipality-a" --policies cap-goal,first-come -o out
expect_status 0
expect_stdout_has 'all there are'
expect 'the curve begins where cap-goal stands' test "$(sed -n 2p out/curve.csv | cut -d, -f1)" = \
    "$(cell out/policies.csv cap-goal over_cap)"
expect 'the curve ends at the fit of no-spread' test "$(sed -n '$p' out/curve.csv | cut -d, -f12)" = \
    "$(cell out/policies.csv no-spread fit_total_points)"
# shellcheck disable=SC2016 # awk's variables
expect 'both rise from point to point' awk -F, 'NR > 2 && ($1 <= a || $12 <= b) { bad = 1 } { a = $1; b = $12 }
    END { exit bad || NR < 5 }' out/curve.csv
if command -v xmllint >/dev/null; then
    for picture in trade-off neighbourhoods waiting; do
        expect "$picture.svg is XML" xmllint --noout out/$picture.svg
    done
else
    notice 'xmllint is not installed, so the pictures are not parsed'
fi
expect_file_has out/trade-off.svg 'first-come'

begin "the curve of spread against access"
run compare "$DATA/municipality-a" --policies cap-goal --curve access --points 0 -o near
expect_status 0
expect_stdout_has 'from 11 beyond the caps with 29 persons x km beyond the'
expect_file_has near/comparison.json '"curve": {"against": "access", "complete": true'
# shellcheck disable=SC2016 # awk's variables
expect 'more beyond the caps, less far away' awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "beyond_median_person_km") c = i }
    NR > 2 && ($1 <= a || $c >= b) { bad = 1 } NR > 1 { a = $1; b = $c } END { exit bad || NR < 4 }' near/curve.csv
printf '{"name": "near", "spread": {"rule": "cap", "enforce": "goal"},
    "tiers": ["target", "urgency", "agreement", "mix", "access", "spread"]}' >nearest.json
run solve "$DATA/municipality-a" --policy nearest.json -o nearest
expect_status 0
run compare "$DATA/municipality-a" --policies nearest.json -o least
expect 'it ends at the least distance there is' test \
    "$(cell least/policies.csv near beyond_median_person_km) $(cell least/policies.csv near over_cap)" = \
    "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "beyond_median_person_km") c = i } END { print $c, $1 }' near/curve.csv)"
run compare "$DATA/municipality-a" --curve spread -o odd
expect_status 2
expect_stderr_has '--curve takes fit or access, not "spread"'

begin "the pictures that the documentation shows"
run compare "$DATA/municipality-a" -o out
expect_same out/trade-off.svg "$ROOT/docs/pictures/trade-off.svg"
expect_same out/waiting.svg "$ROOT/docs/pictures/waiting.svg"
expect_file_has out/waiting.svg '<title>Waiting by size of the household</title>'

begin "a policy's name cannot break a picture"
printf '{"name": "a<b>&\\"c"}\n' >odd.json
run compare "$DATA/municipality-d" --policies odd.json -o out
expect_status 0
expect_file_has out/trade-off.svg 'a&lt;b&gt;&amp;&quot;c'

begin "some points of the curve"
run compare "$DATA/municipality-a" --policies no-spread --points 4 -o out
expect_status 0
expect_stdout_has 'of the curve'
expect_file_has out/comparison.json '"complete": false'
expect 'fewer points' test "$(wc -l <out/curve.csv)" -le 7

begin "an engine that does not prove is marked, and draws no curve"
run compare "$DATA/municipality-a" --policies cap-goal --engine greedy -o out
expect_status 1
expect_stdout_has 'cap-goal*'
expect_stdout_has 'not proven'
expect_stdout_lacks 'The trade-off'
expect_file_has out/trade-off.svg 'the curve was not worked out'
expect_file_has out/comparison.json '"complete": false, "points": []'

begin "caps are measured also where the policy has another rule"
printf '{"name": "free", "spread": {"rule": "none"}}\n' >free.json
run compare "$DATA/municipality-a" --policies first-come -o with
run compare "$DATA/municipality-a" --policies first-come --policy free.json -o without
expect_same with/policies.csv without/policies.csv

begin "the tables that the documentation shows"
for case in municipality-b municipality-c municipality-d; do
    run compare "$DATA/$case"
    sed -n '/^policy /,/^$/p' "$stdout" | sed '/^$/d' >table
    expect_not "$case: no line is missing in bench/policies/RESULTS.md" grep -qvxFf "$ROOT/bench/policies/RESULTS.md" table
done

begin "rows that break what must hold are marked, and told below the table"
copy_case municipality-d
printf 'area,measure,min,max,enforce,where\nBU90040001,homes,,2,must,\nGM9004,persons,,9,goal,\n' >case/limits.csv
echo '{"mix": [{"level": "municipality", "measure": "homes", "max": 2, "enforce": "must"}], "agreement": {"enforce": "must"}}' >policy.json
run compare case --policy policy.json --policies first-come,cap-must
expect_status 0
expect_stdout_has 'first-come! '
expect_stdout_lacks 'cap-must!'
tr '\n' ' ' <"$stdout" >line
expect_file_has line '! breaks what must hold, so that its figures are no measure for the others'
expect_file_has line 'first-come 1 limit, 1 mix rule'
echo '{"name": "own", "spread": {"rule": "none"}}' >own.json
run compare case --policy policy.json --policies own.json
tr '\n' ' ' <"$stdout" >line
expect_file_has line 'own 1 mix rule'
