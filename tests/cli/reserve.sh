#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel reserve: who comes next when an offer is refused; what it names passes the check of an edited proposal.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "lists every offer, with households that have none and homes that are free"
copy_case region-east
run solve case -q --quick -o out
run reserve case out -o reserve --show 3
expect_status 0
expect_stdout_has 'The list has '
offers=$(($(wc -l <out/proposal.csv) - 1))
for file in reserve fragile; do
    expect "$file.csv has a row for each offer" test "$(($(wc -l <reserve/$file.csv) - 1))" = "$offers"
done
if awk -F, 'FILENAME ~ /proposal/ { if (FNR > 1) { housed[$1]; taken[$2] } next }
    FNR > 1 { n += $4 != ""; bad += $4 in housed || $5 in housed || ($3 == $2) || ($5 != "" && $5 == $4); bad += !($1 in housed) }
    END { exit !(n > 0 && !bad) }' out/proposal.csv reserve/reserve.csv; then
    ok "who comes next has no home"
else
    not_ok "who comes next has no home"
fi
# the ranks of fragile.csv: the first tier, persons short, never rises
if awk -F, 'FNR > 1 { bad += n++ && $5 > last; last = $5 } END { exit !(n > 0 && !bad) }' reserve/fragile.csv; then
    ok "what costs most stands first"
else
    not_ok "what costs most stands first"
fi

begin "every single refusal can be answered as the list says"
copy_case municipality-b
run solve case -q --quick -o out
run reserve case out -q -o reserve
expect_status 0
tail -n +2 reserve/reserve.csv | awk -F, '$4 != "" && $6 == "no"' | head -n 3 >offers
expect "there are some" test -s offers
while IFS=, read -r household unit fallback next _; do
    rm -rf edited
    cp -R out edited
    awk -F, -v OFS=, -v h="$household" -v u="$unit" -v f="$fallback" -v n="$next" '
        $1 == h && $2 == u { rest = $0; sub(/^[^,]*,[^,]*/, "", rest); print n "," u rest; if (f != "") print h "," f rest; next }
        { print }' out/proposal.csv >edited/proposal.csv
    run check case edited --edited --quick
    expect_stdout_has "$next"
    expect_stdout_has 'every rule that must be met is met'
    expect_status 0
done <offers

begin "an offer that a decision keeps is in the list, with the limits that hold without it"
copy_case municipality-b
run solve case -q --quick -o out
run reserve case out -o reserve
expect_status 0
expect_stdout_has 'A decision keeps 1 of them: limits that give way to it hold again when it is refused.'
expect "the kept offer is in the list" grep -q '^H0002,U000009,.*,yes,' reserve/reserve.csv
expect "the others are not kept" test "$(grep -c ',no,' reserve/reserve.csv)" -eq 7
expect_stdout_has 'more people short of the target; '

begin "a home that is outgrown is named, with the day when a table says it"
copy_case municipality-b
household=H0001
printf 'of,growth_percent,growth_persons,growth_days\n%s,30,6,200\n' "$household" >case/chances.csv
run solve case -q --quick -o out
run reserve case out -o reserve
expect_status 0
expect_stdout_has "$household outgrows "
expect_stdout_has ' people by 2026-10-06, who then move on.'
expect "the table has it too" grep -q "^$household,.*,2026-10-06" reserve/reserve.csv
expect "others are not" test "$(grep -c ',2026-10-06' reserve/reserve.csv)" -eq 1

begin "says what was changed by hand, and that another policy was given"
copy_case municipality-a
run solve case -q --quick -o out
run reserve case out
expect_status 0
expect_stdout_lacks 'Changed by hand'
expect_stdout_lacks 'as it was given'
sed -i '/^H0002,/d' out/proposal.csv
run reserve case out
expect_status 0
expect_stdout_has 'Changed by hand since the proposal was solved: 1 household'
printf '{"name": "other", "tiers": ["fit"]}\n' >other.json
run reserve case out --policy other.json
expect_status 0
expect_stdout_has 'Policy: other, as it was given; that of the folder is called '

begin "refuses a proposal that breaks a rule, and wrong use"
copy_case municipality-b
run solve case -q --quick -o out
awk -F, -v OFS=, 'NR == 2 { u = $2 } NR == 3 { $2 = u } { print }' out/proposal.csv >spoilt && mv spoilt out/proposal.csv
run reserve case out
expect_status 3
expect_stderr_has 'the proposal breaks a rule'
run reserve case
expect_status 2

begin "the tables as JSON"
copy_case municipality-b
run solve case -q --quick -o out
run reserve case out -o reserve --json
expect_status 0
expect 'JSON' expect_json "$stdout"
expect 'a row for each offer' test "$(grep -c '"fallback_unit": ' "$stdout")" -eq "$(($(wc -l <reserve/reserve.csv) - 1))"
