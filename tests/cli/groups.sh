#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Floors for households of a size over the whole case, and koppel compare --groups against every floor tried one by one.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# floors SINGLES FAMILIES LARGE: a policy with these floors
floors() {
    printf '{"name": "floors", "mix": [{"level": "case", "persons_max": 1, "min": %s}, {"level": "case", "persons_min": 2, "persons_max": 5, "min": %s}, {"level": "case", "persons_min": 6, "min": %s}]}' "$1" "$2" "$3" >policy.json
}

begin "leximin is the best of all floors that are possible"
run compare "$DATA/municipality-c" --groups -o groups
expect_status 0
expect_stdout_has 'It is proven that no proposal gives the group that is worst off a larger share, nor then the next.'
sizes=$(sed 1d groups/groups.csv | tr -d '\r' | cut -d';' -f4 | tr '\n' ' ')
expect 'eight, three and one' test "$sizes" = '8 3 1 '
for a in 0 1 2 3 4 5 6 7 8; do
    for b in 0 1 2 3; do
        for c in 0 1; do
            floors $a $b $c
            "$KOPPEL" solve "$DATA/municipality-c" --policy policy.json --quick --json >solved.json 2>/dev/null || continue
            echo "$a $b $c" >>possible
            awk -v floors="$a $b $c" 'match($0, /"name": "(target|urgency|fit)", "sense"/) { sub(/.*"value": "/, ""); sub(/".*/, ""); values = values " " $0 } END { print floors values }' solved.json >>values
        done
    done
done
expect 'some floors are possible, some are not' test "$(wc -l <possible)" -gt 3 -a "$(wc -l <possible)" -lt 72
# the shares in rising order, in 24ths, as one number that compares like the list
best=$(awk '{ s[1] = $1 * 3; s[2] = $2 * 8; s[3] = $3 * 24
              for (i = 1; i < 3; i++) for (j = 1; j <= 3 - i; j++) if (s[j] > s[j + 1]) { t = s[j]; s[j] = s[j + 1]; s[j + 1] = t }
              print s[1] * 10000 + s[2] * 100 + s[3], $0 }' possible | sort -n | tail -1 | cut -d' ' -f2-)
expect "leximin finds $best" test "$(sed 1d groups/groups.csv | tr -d '\r' | cut -d';' -f7 | tr '\n' ' ')" = "$best "

# every proposal that some floors give is no better than a point with as large a least share; every point is one of them,
# and has a larger least share than the one before and is worse
# shellcheck disable=SC2016 # the inner program expands
expect 'the price of larger shares is exact' awk '
    function least(a, b, c) { return a * 3 < b * 8 ? (a * 3 < c * 24 ? a * 3 : c * 24) : (b * 8 < c * 24 ? b * 8 : c * 24) }
    function worse(t, u, f, t2, u2, f2) { return t != t2 ? t > t2 : u != u2 ? u < u2 : f < f2 }
    NR == FNR { if (FNR > 1) { row = $0; sub(/\r/, "", row); split(row, cell, ";"); p = n = cell[1]
                    for (i = 3; i <= 5; i++) housed[p, i - 2] = cell[i]; value[p, cell[6]] = cell[7] }
                next }
    { for (p = 1; p <= n; p++) {
          share = least(housed[p, 1], housed[p, 2], housed[p, 3])
          if (share >= least($1, $2, $3) && !worse(value[p, "target"], value[p, "urgency"], value[p, "fit"], $4, $5, $6)) covered[FNR] = 1
          if ($4 == value[p, "target"] && $5 == value[p, "urgency"] && $6 == value[p, "fit"]) met[p] = 1 }
      if (!covered[FNR]) bad = 1 }
    END { for (p = 1; p <= n; p++) {
              if (!met[p]) bad = 1
              if (p > 1 && (least(housed[p, 1], housed[p, 2], housed[p, 3]) <= least(housed[p - 1, 1], housed[p - 1, 2], housed[p - 1, 3]) ||
                  !worse(value[p, "target"], value[p, "urgency"], value[p, "fit"], value[p - 1, "target"], value[p - 1, "urgency"], value[p - 1, "fit"]))) bad = 1 }
          exit bad || n < 3 }' groups/price.csv values

begin "the floors that it writes are solved, checked, proven and explained"
run compare "$DATA/municipality-c" --groups -o groups
run solve "$DATA/municipality-c" --policy groups/leximin.json -o out
expect_status 0
run check "$DATA/municipality-c" out
expect_status 0
run export "$DATA/municipality-c" --policy groups/leximin.json -o models
sh "$ROOT/docs/certificate/check_certificate.sh" models out/certificate.json >awk.txt 2>&1
expect 'proven with awk too' test $? -eq 0
run solve "$DATA/municipality-c" -o plain
cp plain/proposal.csv out/proposal.csv
run check "$DATA/municipality-c" out
expect_status 1
expect_stdout_has 'tier groups: the tables give the value 2, the claim says 0'
run why "$DATA/municipality-c" plain "$(sed -n 2p plain/unplaced.csv | cut -d';' -f1 | cut -d, -f1)"
expect_status 0

begin "floors that nothing can meet say so"
floors 8 3 1
run solve "$DATA/municipality-c" --policy policy.json -o out
expect_status 4
expect_stderr_has 'Mix rule'
expect_no_file out

begin "the time is up: what was found is told"
run compare "$DATA/region-east" --groups --time-limit 0.05
expect_status 1
expect_stdout_has 'The time was up'
expect_stdout_lacks 'No proposal'
expect_stdout_lacks 'It is proven'

begin "without homes nobody is promised one"
copy_case municipality-c
sed -i 1q case/units.csv
rm -f case/scores.csv case/decisions.csv
run compare case --groups -o none
expect_status 0
expect 'no floors' test "$(sed 1d none/groups.csv | tr -d '\r' | cut -d';' -f5,7,8 | tr '\n' ' ')" = '0;0;0 0;0;0 0;0;0 '

begin "the table as JSON"
run compare "$DATA/municipality-c" --groups --json
expect_status 0
expect 'JSON' expect_json "$stdout"
expect_stdout_has '{"persons_min": 6, "persons_max": null, "group": "size_6", "households": 1,'

# group NAME KEYS: a policy with one group
group() {
    printf '{"name": "one-group", "groups": [{"name": "%s", %s}], "tiers": ["groups", "target", "urgency", "agreement", "mix", "fit"]}' "$1" "$2" >policy.json
}

begin "a floor as a share of first come is kept, written, checked and proven"
group 'singles' '"persons_max": 1, "reference": "first_come", "delta_thousandths": 600'
run solve "$DATA/municipality-c" --policy policy.json -o out
expect_status 0
expect_stdout_has 'singles: '
expect_stdout_has 'Its floor is'
# shellcheck disable=SC2016 # the inner program expands
expect 'the floor is the share, rounded up' awk -F';' '{ sub(/\r/, ""); sub(/,/, ".", $11) } NR == 2 { least = $11 * 4 / 10; exit !($12 >= least && $12 < least + 1 && $5 >= $12 && $13 == $5 - $12) }' out/groups.csv
run check "$DATA/municipality-c" out
expect_status 0
run export "$DATA/municipality-c" --policy policy.json -o models
sh "$ROOT/docs/certificate/check_certificate.sh" models out/certificate.json >awk.txt 2>&1
expect 'proven with awk too' test $? -eq 0

begin "what has an order of its own measures groups that are a goal"
for rule in '"rule": "leximin"' '"least": 2, "enforce": "goal"'; do
    group 'singles' "\"persons_max\": 1, $rule"
    run compare "$DATA/municipality-c" --policy policy.json --policies no-spread,cap-must,max-fit -o compared --force
    expect_status 0
    run compare "$DATA/municipality-c" --policy policy.json --council --json
    expect_status 0
done

begin "a proposal below a floor is refused by name"
group 'families' '"persons_min": 4, "least": 2'
run solve "$DATA/municipality-c" --policy policy.json -o out
expect_status 0
awk -F';' 'NR == 1 || $2 < 4' out/proposal.csv >fewer.csv
mv fewer.csv out/proposal.csv
run check "$DATA/municipality-c" out
expect_status 1
expect_stdout_has 'the group "families" gets'
expect_stdout_has 'its floor in the policy asks'
group 'families' '"persons_min": 4, "least": 100'
run solve "$DATA/municipality-c" --policy policy.json -o none
expect_status 4
expect_stderr_has 'Floor of the group "families"'
expect_no_file none

begin "a lower floor than the reference gives is found out"
group 'singles' '"persons_max": 1, "reference": "own_share", "delta_thousandths": 600'
run solve "$DATA/municipality-c" --policy policy.json -o out
expect_status 0
sed -i 's/"least": [0-9]*/"least": 0/' out/summary.json
run check "$DATA/municipality-c" out
expect_status 1

begin "the order of rows changes no reference"
for reference in random own_share first_come; do
    group 'all' "\"reference\": \"$reference\", \"delta_thousandths\": 500, \"value\": \"persons\""
    run solve "$DATA/municipality-c" --policy policy.json -o "$reference" --quick
    expect_status 0
    copy_case municipality-c
    for table in households units; do
        { sed 1q "case/$table.csv"; sed 1d "case/$table.csv" | sort -t';' -k2,2 -k3,3r; } >turned.csv
        mv turned.csv "case/$table.csv"
    done
    run solve case --policy policy.json -o "$reference-turned" --quick
    expect_status 0
    expect_same "$reference/groups.csv" "$reference-turned/groups.csv"
done

# leximin over three sizes before all else
fair() {
    printf '{"name": "fair", "groups": [{"name": "1", "persons_max": 1, "rule": "leximin"}, {"name": "2-5", "persons_min": 2, "persons_max": 5, "rule": "leximin"}, {"name": "6", "persons_min": 6, "rule": "leximin"}], "tiers": ["groups", "target", "urgency", "agreement", "mix", "fit"]}' >policy.json
}

begin "leximin in its place of the order is solved, checked and proven"
fair
run solve "$DATA/municipality-c" --policy policy.json -o out
expect_status 0
expect_stdout_has 'The fairest share is at least'
expect "as compare --groups" test "$(sed 1d out/groups.csv | tr -d '\r' | cut -d';' -f12 | tr '\n' ' ')" = "$best "
run check "$DATA/municipality-c" out
expect_status 0
run export "$DATA/municipality-c" --policy policy.json -o models
sh "$ROOT/docs/certificate/check_certificate.sh" models out/certificate.json >awk.txt 2>&1
expect 'proven with awk too' test $? -eq 0

begin "the certificate proves the fairest shares, with awk too"
fair
run solve "$DATA/municipality-c" --policy policy.json -o out
run check "$DATA/municipality-c" out
expect_stdout_has 'worst off a larger share, nor then the next'
expect_stdout_lacks 'rests on the search alone'
run export "$DATA/municipality-c" --policy policy.json -o models
sh "$ROOT/docs/certificate/check_certificate.sh" models out/certificate.json >awk.txt
expect 'every group' grep -q 'none that is worst off can have a larger share' awk.txt
for forged in 's/"floor": 4, "all": 8/"floor": 5, "all": 8/' 's/"all": 8/"all": 9/' 's/"case": "all", "price": -[0-9]*/"case": "all", "price": 1/'; do
    cp out/certificate.json true.json
    sed "/\"fairest\"/,\$$forged" true.json >out/certificate.json
    expect "changed by $forged" test "$(cmp -s true.json out/certificate.json; echo $?)" -eq 1
    run check "$DATA/municipality-c" out
    expect_status 1
    expect_stdout_has 'do not prove that it cannot have a'
    sh "$ROOT/docs/certificate/check_certificate.sh" models out/certificate.json >awk.txt
    case $forged in *all*9*) ;; # awk has no households to count
    *) expect 'awk refuses it' grep -q 'its line does not prove' awk.txt ;; esac
    cp true.json out/certificate.json
done
# a group that no line tells of, neither its own nor those of others
awk '/"fairest"/ { is_fair = 1 } is_fair && /\{"group": / { is_hidden = /"group": "1"/ } !is_hidden && !(is_fair && /"rule": 1, "case": "all", "floor"/)' true.json >out/certificate.json
expect 'one line is left' test "$(grep -c '"group": ' out/certificate.json)" -eq 1
sh "$ROOT/docs/certificate/check_certificate.sh" models out/certificate.json >awk.txt
expect 'awk misses the group' grep -q 'its line does not prove' awk.txt
run check "$DATA/municipality-c" out
expect_status 1
cp true.json out/certificate.json

begin "a floor of leximin that could be larger is found out"
fair
run solve "$DATA/municipality-c" --policy policy.json -o out
sed -i '0,/"least": [1-9]/s/"least": [1-9]/"least": 0/' out/summary.json
run check "$DATA/municipality-c" out
expect_status 1
expect_stdout_has 'tier groups is said to be proven, but nothing in the folder proves it'

begin "a policy that is turned into leximin afterwards has no fairest shares"
printf '{"groups": [{"name": "g", "persons_max": 1, "rule": "measure"}], "tiers": ["target", "fit"]}' >policy.json
run solve "$DATA/municipality-c" --policy policy.json -o forged
sed -i 's/"rule": "measure"/"rule": "leximin"/; s/"tiers": \["target"/"tiers": ["groups", "target"/' forged/summary.json forged/certificate.json
sed -i 's/;measure;/;leximin;/' forged/groups.csv
run check "$DATA/municipality-c" forged
expect_status 1
expect_stdout_has 'the policy does not tell the fairest share of the group "g"'

begin "floors of a search that was cut short make nothing the best possible"
fair
run solve "$DATA/region-east" --policy policy.json -o out --work-limit 1
expect_status 1
expect_stdout_has 'It is not proven that no proposal gives the'
expect_stdout_lacks 'best possible under the policy'
expect 'not proven' grep -q '"outcome": "feasible"' out/summary.json
expect 'for the limit of work' grep -q '"ended_by": "work_limit"' out/summary.json
expect 'no tier from groups on' test "$(grep -c '"proven": true' out/summary.json)" -eq 0
run check "$DATA/region-east" out --quick
expect_status 0

begin "no policy gives its group that is worst off a larger share than leximin"
KOPPEL=$KOPPEL "$ROOT/bench/instances.sh" made small >/dev/null
expect "eight instances" test "$(find made -name households.csv | wc -l)" -eq 8
for instance in made/*; do
    run compare "$instance" --draws 10 -o compared --force
    expect_status 0
    # the least share of single persons, families, large families and who needs a step-free home, of every one proposal
    # shellcheck disable=SC2016 # the inner program expands
    expect "${instance#made/}" awk -F, '
        $2 ~ /^(1|2-5|6\+|step_free)$/ && $5 == $6 { if ($3 == "housed") housed[$1, $2] = $4; if ($3 == "households") all[$1, $2] = $4; is_policy[$1] = 1; is_group[$2] = 1 }
        function least(policy,    g, n, share) { share = 2
            for (g in is_group) { n = all[policy, g]; if (n > 0 && housed[policy, g] / n < share) share = housed[policy, g] / n }
            return share }
        END { for (p in is_policy) { n++; if (least(p) > least("leximin") + 1e-9) { print p; bad = 1 } } exit bad || n < 15 }' compared/measures.csv
done

begin "fit and days count too: leximin and a floor, solved, checked, proven and found out"
printf '{"name": "fit", "groups": [{"name": "1", "persons_max": 1, "rule": "leximin", "value": "fit"}, {"name": "2-5", "persons_min": 2, "persons_max": 5, "rule": "leximin", "value": "days"}, {"name": "6", "persons_min": 6, "value": "fit", "reference": "first_come"}], "tiers": ["groups", "target", "urgency", "agreement", "mix", "fit"]}' >policy.json
run solve "$DATA/municipality-c" --policy policy.json -o out
expect_status 0
expect_stdout_has 'points of fit.'
expect_stdout_has 'days in a home.'
expect 'the value, the floor and what is reached' test "$(sed 1d out/groups.csv | tr -d '\r' | cut -d';' -f3,12,14 | tr '\n' ' ')" = 'fit;2322;2322 days;109;109 fit;651;651 '
# shellcheck disable=SC2016 # the inner program expands
expect 'it is the fit of the offers' test "$(awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next } $column["persons"] == 1 { sub(/,.*/, "", $column["score"]); sum += $column["score"] } END { print sum }' out/proposal.csv)" -eq 2322
run check "$DATA/municipality-c" out
expect_status 0
run export "$DATA/municipality-c" --policy policy.json -o models
sh "$ROOT/docs/certificate/check_certificate.sh" models out/certificate.json >awk.txt
expect 'proven with awk too' test $? -eq 0
expect 'the fairest shares too' grep -q 'none that is worst off can have a larger share' awk.txt
group 'g' '"value": "fit", "reference": "own_share"'
run solve "$DATA/municipality-c" --policy policy.json
expect_status 3
expect_stderr_has '"own_share" goes with'

# many N RULE: a policy with so many groups
many() {
    awk -v n="$1" -v rule="$2" 'BEGIN {
        for (k = 1; k <= n; k++) groups = groups (k > 1 ? ", " : "") "{\"name\": \"g" k "\", \"rule\": \"" rule "\"}"
        print "{\"name\": \"many\", \"spread\": {\"rule\": \"none\"}, \"groups\": [" groups "], \"tiers\": [\"groups\", \"target\", \"fit\"]}" }' >policy.json
}

begin "as many groups as there can be, all of them settled by a line of the certificate"
many 16 leximin
run solve "$DATA/municipality-c" --policy policy.json -o sixteen
expect_status 0
expect 'sixteen lines' test "$(grep -c '"group":' sixteen/certificate.json)" -eq 16
run check "$DATA/municipality-c" sixteen
expect_status 0

begin "what a group can have no more of is said by what it is measured by"
printf '{"groups": [{"name": "a", "rule": "measure", "value": "fit"}, {"name": "b", "rule": "measure", "value": "days"}], "tiers": ["fit", "target"]}' >policy.json
run solve "$DATA/municipality-c" --policy policy.json
expect_status 0
expect_stdout_has 'No proposal can give the group "a" more points of fit and follow every rule.'
expect_stdout_has 'No proposal can give the group "b" more days in a home and follow every rule.'

begin "no room for the groups of a larger share is no proof that there is none"
many 14 measure
run compare "$DATA/municipality-c" --policy policy.json --groups
expect_status 0
expect_stdout_has 'Larger shares were not tried: the policy has no room for three more groups.'

begin "groups that say nothing, or too much, are refused"
group 'g' '"reference": "number"'
run solve "$DATA/municipality-c" --policy policy.json
expect_status 3
expect_stderr_has 'a floor needs "least", or a reference'
group 'g' '"least": 1, "column": "x_nationality", "is": "a"'
run solve "$DATA/municipality-c" --policy policy.json
expect_status 3
expect_stderr_has 'no rule may look at'
group 'g' '"least": 1, "column": "x_dog", "is": "yes"'
run solve "$DATA/municipality-c" --policy policy.json
expect_status 3
expect_stderr_has 'the column x_dog, which is not there'
group 'g' '"least": 1, "urgency": "soon"'
run solve "$DATA/municipality-c" --policy policy.json
expect_status 3
expect_stderr_has '"soon" is no class of urgency.classes'
printf '{"groups": [{"name": "g", "rule": "leximin"}]}' >policy.json
run solve "$DATA/municipality-c" --policy policy.json
expect_status 3
expect_stderr_has 'add "groups" to the tiers'
