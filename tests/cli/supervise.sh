#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel supervise: figures, forms, ladders, the public table, and every input that is refused.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

widest() { awk '{ if (length($0) > n) n = length($0) } END { print n + 0 }' "$stdout"; }

# cell CODE COLUMN: of the CSV that was printed last
cell() {
    awk -F, -v code="$1" -v column="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) c = i }
        $1 == code { print $c }' "$stdout"
}
expect_cell() { expect "$1: $2 is $3" test "$(cell "$1" "$2")" = "$3"; }

begin "text of at most 100 columns, with units and totals"
run supervise "$DATA/region-east"
expect_status 0
expect 'at most 100 columns' test "$(widest)" -le 100
expect_stdout_has 'Supervision of the targets (taakstelling) of 2026-1 on 2026-03-31, in persons'
expect_stdout_has '25 municipalities: 2 on schedule, 1 slightly behind, 22 far behind.'
expect 'the total' grep -qE '^total +1,160,000 +\+1 +413 +412 +327 +14 +3\.4 +-398 +104 +-34\.4$' "$stdout"
expect 'one note, on the invented province' test "$(cat "$stderr")" = 'koppel: note: municipalities.csv:2: column province: "Oostland" is none of the twelve provinces: the ladder "neutral" holds for it'

begin "CSV has every column"
run supervise "$DATA/region-east" --as-of 2026-07-01 --csv
expect_status 0
expect_cell GM9102 corrected_target_persons 46
expect_cell GM9102 linked_by_reference_persons 31
expect_cell GM9102 excusable_persons 15
expect_cell GM9102 excusable_source official
expect_cell GM9102 enforceable_persons 31
expect_cell GM9102 balance_after_persons -46
expect_cell GM9102 cause both
expect_cell GM9102 half_years_missed_in_a_row 2
expect_cell GM9102 rung 4
expect_cell GM9102 rung_is 'at least'
expect_cell GM9102 rung_since 2026-07-01
expect_cell GM9122 housed_percent 33.3
expect_cell GM9122 housed_per_100000_inhabitants 7.1
expect_cell GM9122 balance_per_100000_inhabitants -14.3

begin "decimal comma"
run supervise "$DATA/region-east" --decimal-comma
expect_stdout_has ' 33,3 '
run supervise "$DATA/region-east" --decimal-comma --csv
expect 'semicolons and commas' grep -q '^GM9122;.*;33,3;' "$stdout"

# json_table: the municipalities of the JSON that was printed last, as the CSV has them
json_table() {
    awk '/^    \{"municipality": "/ {
        header = row = ""
        while (match($0, /"[a-z0-9_]+": ("[^"]*"|[^",}]*)/)) {
            pair = substr($0, RSTART, RLENGTH)
            $0 = substr($0, RSTART + RLENGTH)
            value = substr(pair, index(pair, ": ") + 2)
            if (value == "null") value = ""
            else if (value !~ /^"/) sub(/\.0$/, "", value)
            else if (value !~ /,/) gsub(/"/, "", value)
            header = header (header != "" ? "," : "") substr(pair, 2, index(pair, "\": ") - 2)
            row = row (n++ ? "," : "") value
        }
        if (!told++) print header
        print row
        n = 0
    }' "$stdout"
}

begin "JSON holds every figure of the table"
for day in 2026-03-31 2026-07-01; do
    run supervise "$DATA/region-east" --as-of "$day" --csv
    cp "$stdout" wanted.csv
    run supervise "$DATA/region-east" --as-of "$day" --json
    expect_status 0
    cp "$stdout" supervision.json
    expect_json supervision.json
    json_table >found.csv
    expect "it has 25 municipalities" test "$(wc -l <found.csv)" -eq 26
    expect_same wanted.csv found.csv
    # its total is the sum of the table
    for column in target_persons housed_persons balance_after_persons enforceable_persons; do
        sum=$(awk -F, -v column="$column" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) c = i }
            NR > 1 { sum += $c } END { print sum }' wanted.csv)
        expect "the total of $column is $sum" grep -qE "^ *\"total\": .*\"$column\": ${sum}[,}]" supervision.json
    done
done

begin "JSON is one value, and the folder holds the same"
run supervise "$DATA/region-east" --json -o out
expect_status 0
expect_same "$stdout" out/supervision.json
expect_file out/supervision.csv
if command -v python3 >/dev/null; then
    expect 'it parses' python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert len(d["municipalities"]) == 25; assert d["total"]["housed_persons"] == 14' out/supervision.json
fi
run supervise "$DATA/region-east" -o out
expect_status 6
run supervise "$DATA/region-east" -o out --force
expect_status 0

begin "a municipality sees its own position"
for name in municipality-a municipality-b municipality-c municipality-d; do
    run supervise "$DATA/$name"
    expect_status 0
    expect_stderr_empty
done
expect_stdout_has '1 municipality: 0 on schedule, 0 slightly behind, 1 far behind.'
run supervise "$DATA/municipality-d" --explain 'gemeente d'
expect_stdout_has 'targets.csv:3, gehuisvest'
run balance "$DATA/municipality-c" --as-of 2026-07-01 --national 21200 --inhabitants 17590672
expect_status 0

begin "a province's own tables are enough"
mkdir case
cp "$DATA/region-east/municipalities.csv" "$DATA/region-east/targets.csv" case
run supervise case --csv
expect_status 0
cp "$stdout" alone
run supervise "$DATA/region-east" --csv --as-of 2026-02-02
cp "$stdout" whole
run supervise case --csv --as-of 2026-02-02
expect_same "$stdout" whole

begin "the day of the counts is told"
run supervise "$DATA/region-east" --as-of 2026-07-15
expect_status 0
expect_stdout_has 'Linked and housed persons are those of the versions of 2026-02-02.'
expect_stderr_has 'targets.csv: 25 municipalities, GM9101 first, have no count of 2026-1 from its last day or later (the last of GM9101 is of 2026-02-02)'
run supervise "$DATA/region-east" --csv
expect_cell GM9101 version_published_on 2026-02-02
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,One,P,600\nGM0002,Two,P,400\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,housed_persons\nGM0001,2026-1,2026-02-01,20,5\nGM0002,2026-1,2026-06-30,20,5\n' >case/targets.csv
run supervise case --as-of 2026-06-30
expect_stderr_lacks 'no count'
run supervise case --as-of 2026-07-01
expect_stdout_has 'Linked and housed persons are those of the versions of 2026-02-01 to 2026-06-30.'
expect_stderr_has '1 municipality, GM0001, has no count of 2026-1 from its last day or later'
run balance case --as-of 2026-07-01 --national 40 --inhabitants 1000
expect_stderr_has '1 municipality, GM0001, has no count of 2026-1 from its last day or later'

begin "an excusable part that rests on no count, or an old one, is noted"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,One,Utrecht,600\nGM0002,Two,Utrecht,400\nGM0003,Three,Utrecht,400\nGM0004,Four,Utrecht,400\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,linked_persons,housed_persons,excusable_persons\nGM0001,2026-1,2026-06-30,20,9,5,\nGM0002,2026-1,2026-02-01,20,8,5,\nGM0002,2026-1,2026-06-30,20,19,5,\nGM0003,2026-1,2026-06-30,20,20,20,\nGM0004,2026-1,2026-06-30,20,9,5,4\n' >case/targets.csv
run supervise case --as-of 2026-07-01
expect_status 0
expect_stderr_has 'it is not known who was linked by 2026-04-01 to 1 municipality, GM0001, so nothing of the shortfall is excused; fill in linked_by_reference_persons'
expect_stderr_has 'who was linked by 2026-04-01 to 1 municipality, GM0002, is an older count (of 2026-02-01 for GM0002), so too much of the shortfall may be excused'
expect_stderr_lacks 'GM0003'
run supervise case --as-of 2026-03-31
expect_stderr_empty

begin "the target by the formula is explained beside the official one"
copy_case region-east
printf 'period,published_on,target_persons,inhabitants\n2026-1,2025-10-01,420,\n2026-1,2026-02-02,400,\n' >case/national.csv
printf 'municipality,counted_on,inhabitants\nGM9101,2025-01-01,158000\n' >case/inhabitants.csv
run supervise case --explain GM9101
expect_stdout_has '400 x 158000 / 1160000 (this case, taken for all)'
expect_stdout_has 'national.csv:3, inhabitants.csv:2'
sed -i '3s/,55,/,54,/' case/targets.csv
run supervise case --explain GM9101
expect_stdout_has 'differs by -1'
expect_stdout_has 'the official one rules'

begin "leads do not make up for arrears"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,Ahead,P,600\nGM0002,Behind,P,400\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,balance_persons,housed_persons\nGM0001,2026-1,2026-06-30,20,15,60\nGM0002,2026-1,2026-06-30,20,-2,10\n' >case/targets.csv
run supervise case
expect_status 0
expect '5 of 5 and 10 of 22 are housed, 55 are more than asked' grep -qE '^total +1,000 +\+13 +40 +27 +- +70 +55\.6 +\+43 ' "$stdout"
expect 'the leads' grep -qE '^ +of it: leads +\+15 +\+55$' "$stdout"
expect 'the arrears' grep -qE '^ +of it: arrears +-2 +-12$' "$stdout"
run supervise case --json
expect_stdout_has '"balance_after_persons": 43, "lead_persons": 55, "arrears_persons": 12'

begin "a half-year without any target is refused, and those that there are are named"
run supervise "$DATA/region-east" --period 2030-1
expect_status 3
expect_stdout_empty
expect_stderr_has 'targets.csv: no municipality has a target of 2030-1 that was published by 2026-03-31; there are targets of 2026-1'
run supervise "$DATA/region-east" --period 2030-1 --public -o out
expect_status 3
expect_no_file out
run balance "$DATA/region-east" --period 2020-1 --national 400 -o out
expect_status 3
expect_stderr_has 'no municipality has a target of 2020-1'
expect_no_file out

begin "a municipality is meant by its code, written in any way, or by its name"
for wanted in gm9102 9102 'oostgemeente 02'; do
    run supervise "$DATA/region-east" --explain "$wanted"
    expect_status 0
    expect_stdout_has 'GM9102 Oostgemeente 02 (Oostland), 2026-1'
done
run supervise "$DATA/region-east" --explain 'Oostgemente 02'
expect_status 3
expect_stderr_has 'there is no municipality "Oostgemente 02" (did you mean GM9102, Oostgemeente 02?)'
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,Bergen,Noord-Holland,600\nGM0002,Bergen,Limburg,400\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2026-01-01,20\n' >case/targets.csv
run supervise case --explain bergen
expect_status 3
expect_stderr_has '"bergen" is the name of GM0001 and of GM0002: write the code'

begin "a figure is explained with its rows and articles"
run supervise "$DATA/region-east" --as-of 2026-07-01 --explain GM9102
expect_status 0
expect 'at most 100 columns' test "$(widest)" -le 100
expect_stdout_has 'targets.csv:5, version of 2026-02-02 (2 so far)'
expect_stdout_has 'Huisvestingswet art. 28, 29(1)'
expect_stdout_has 'excusable (verschoonbaar)                    15  official'
run supervise "$DATA/region-east" --explain GM0599
expect_status 3
expect_stderr_has 'there is no municipality "GM0599"'
run supervise "$DATA/region-east" --explain GM9102 --public
expect_status 2

begin "a decision of the province stands in place of the rule, with its reason"
copy_case region-east
printf 'municipality,decided_on,rung,reason,plan_on\nGM9101,2026-03-01,3,"No plan came, see letter",\nGM9102,2026-03-01,0,Fire in the largest block,2026-02-20\n' >case/interventions.csv
run supervise case
expect_status 0
expect_stdout_has '- GM9101 stands on rung 3 by decision of 2026-03-01, in place of rung 3: No plan came, see letter'
run supervise case --explain GM9101
expect 'the next rung is the one of the rule' grep -qE '^next rung by the rule +4 +advance notice of substitution ' "$stdout"
expect_stdout_has 'the decision'
run supervise case --explain GM9102
expect 'the plan of approach' grep -qE '^plan of approach received +2026-02-20$' "$stdout"
sed -i 's/,3,"No/,9,"No/' case/interventions.csv
run supervise case -o out
expect_status 3
expect_stderr_has 'interventions.csv:2: column rung: the ladder "neutral" has no rung 9, its highest is 6'
expect_no_file out

begin "four half-years in a row in South Holland"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,Town,Zuid-Holland,50000\nGM0002,Polder,Flevoland,50000\nGM0003,Heath,Drenthe,50000\n' >case/municipalities.csv
awk 'BEGIN {
    print "municipality,period,published_on,target_persons,balance_persons,linked_persons,housed_persons"
    for (m = 1; m <= 3; m++) for (h = 0; h < 4; h++) {
        year = 2024 + int(h / 2)
        printf "GM000%d,%d-%d,%d-%s,50,%d,%d,%d\n", m, year, h % 2 + 1, year, h % 2 ? "09-01" : "03-01", -10 * h, 50 + 10 * h, 40
    }
    for (m = 1; m <= 3; m++) printf "GM000%d,2026-1,2026-01-01,60,-40,100,0\n", m
}' >case/targets.csv
run supervise case --as-of 2026-01-01 --csv
expect_status 0
expect_cell GM0001 half_years_missed_in_a_row 4
expect_cell GM0001 rung 4
expect_cell GM0001 rung_name 'advance notice of substitution'
expect_cell GM0001 ladder 'South Holland'
expect_cell GM0002 ladder Flevoland
expect_cell GM0002 rung 6
expect_cell GM0002 substituted_persons 100
expect_cell GM0003 ladder neutral
expect_cell GM0003 substituted_persons 40
run supervise case --as-of 2026-01-01
expect 'the table shows what brought it to its rung' grep -qE '^GM0001 Town .* >=4 2024-1 +>=4 2026-01-01$' "$stdout"
expect_stdout_has '- rung 4: advance notice of substitution (vooraankondiging indeplaatsstelling), for 4 half-years'
run supervise case --as-of 2026-04-02 --csv
expect_cell GM0001 rung 5
expect_cell GM0001 rung_since 2026-04-02

begin "a ladder of one's own"
cp "$DATA/rules/ladder_neutral.json" ladder_ours.json
sed -i 's/"name": "neutral"/"name": "ours"/; s/"missed": 4/"missed": 9/' ladder_ours.json
copy_case region-east
run supervise case --ladder ladder_ours.json
expect_status 0
expect_stdout_has 'Ladder "ours"'
mkdir rules
sed 's/"provinces": \[\]/"provinces": ["Oostland"]/' ladder_ours.json >rules/ladder_ours.json
printf 'municipality,decided_on,rung,reason\nGM9101,2026-03-01,7,letter\n' >case/interventions.csv
run targets case --national 400
expect_status 0
rm case/interventions.csv
run targets case --ladder ladder_ours.json
expect_status 2
run balance case --ladder ladder_ours.json
expect_status 2
run supervise case --rules rules
expect_stdout_has 'Ladder "ours"'
sed -i 's/"rung": 3/"rung": 5/' ladder_ours.json
run supervise case --ladder ladder_ours.json -o out
expect_status 3
expect_stderr_has 'ladder_ours.json: $.versions[0].rungs[2]: rung 5 stands where rung 3 belongs: the ladder has a gap'
expect_no_file out

begin "refused: a folder of rules without rules of supervision"
mkdir rules
cp "$DATA/rules/ladder_neutral.json" rules/Ladder.json
run supervise "$DATA/region-east" --rules rules -o out
expect_status 3
expect_stderr_has 'rules: the folder has no supervision.json and no ladder_*.json'
expect_no_file out

begin "the public table hides what is small, and what would give it away"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,A,P,1000\nGM0002,B,P,9000\nGM0003,C,P,20000\nGM0004,D,Q,5000\nGM0005,E,Q,6000\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,housed_persons\nGM0001,2026-1,2026-03-31,6,3\nGM0002,2026-1,2026-03-31,12,11\nGM0003,2026-1,2026-03-31,40,20\nGM0004,2026-1,2026-03-31,8,8\nGM0005,2026-1,2026-03-31,9,9\n' >case/targets.csv
run supervise case --public
expect_status 0
expect 'the small one' grep -qE '^GM0001 .* <5 x$' "$stdout"
expect 'the next one too, or 34 - 20 - 11 would give it away' grep -qE '^GM0002 .* 12 +x x$' "$stdout"
expect 'the others stand' grep -qE '^GM0003 .* 40 +20 on schedule$' "$stdout"
expect 'the sum stands' grep -qE '^total +41,000 +75 +51' "$stdout"
run supervise case --public --csv
expect 'the same in CSV' grep -q '^GM0002,B,P,2026-1,2026-03-31,9000,12,x,x$' "$stdout"
run supervise case --public --json
expect_stdout_has '"housed_persons": "<5"'
expect_stdout_lacks '"housed_persons": 3,'
run supervise case "$ROOT/docs/half-year/city" --public
expect_status 2
printf 'GM0006,F,R,5000\n' >>case/municipalities.csv
run supervise case
expect_stdout_has '1 municipality has no target of this half-year by that day and is left out.'
printf 'changed_on,from,to,inhabitants,ends\n2026-01-01,GM0006,GM0001,5000,yes\n' >case/boundary_changes.csv
run supervise case
expect_stdout_lacks 'left out'
run supervise case --public
expect_status 0
expect 'a province without any target has no row' test "$(grep -cE '^ +[PQR] ' "$stdout")" -eq 2
run supervise case --json
expect_stdout_lacks '"province": "R"'

# refused WHAT SED TEXT: a targets.csv that SED spoils is refused with TEXT, and nothing is written
refused() {
    begin "refused: $1"
    copy_case region-east
    sed -i "$2" case/targets.csv
    run supervise case -o out
    expect_status 3
    expect_stderr_has "$3"
    expect_stdout_empty
    expect_no_file out
}
refused 'a target before its reference date' '2s/2025-10-01/2024-12-31/' \
    'targets.csv:2: column published_on: the target of GM9101 for 2026-1 is of 2024-12-31, before the day on which its inhabitants are counted, 2025-01-01'
refused 'a target before its period is announced, also without national.csv' '2s/2025-10-01/2025-06-30/' \
    'targets.csv:2: column published_on: the target of GM9101 for 2026-1 is of 2025-06-30, but no number of 2026-1 is announced before 2025-07-01'
refused 'persons housed before the half-year begins' '2s/,,0,0,/,30,12,0,/' \
    'targets.csv:2: column housed_persons: GM9101 has 12 persons housed in 2026-1 in a version of 2025-10-01, before that half-year begins (2026-01-01)'
refused 'two versions on one day' '3s/2026-02-02/2025-10-01/' 'targets.csv:3: columns municipality, period, published_on'
refused 'a negative number' '3s/,55,/,-55,/' 'targets.csv:3: column target_persons'
refused 'housed more than linked' '3s/,52,0,/,52,53,/' \
    'targets.csv:3: column housed_persons: GM9101 has 53 persons housed but only 52 linked'
refused 'a period such as 2026-3' '3s/2026-1/2026-3/' 'targets.csv:3: column period'
refused 'an unknown municipality' '3s/GM9101/GM9999/' 'targets.csv:3: column municipality'

begin "refused: persons linked by a day that is still to come"
copy_case region-east
sed -i '1s/$/,linked_by_reference_persons/; 2,$s/$/,/; 3s/$/40/' case/targets.csv
run supervise case -o out
expect_status 3
expect_stderr_has 'targets.csv:3: column linked_by_reference_persons: GM9101 has the persons linked by 2026-04-01 in a version of 2026-02-02, before that day'
expect_no_file out

begin "refused: a national number that cannot be announced yet"
copy_case region-east
printf 'period,published_on,target_persons\n2026-1,2025-05-01,420\n' >case/national.csv
run supervise case -o out
expect_status 3
expect_stderr_has 'national.csv:2: column published_on: the number of 2026-1 is of 2025-05-01, but none of 2026-1 is announced before 2025-07-01'
expect_no_file out

begin "refused: a municipality without inhabitants"
copy_case region-east
sed -i '3s/129000/0/' case/municipalities.csv
run supervise case -o out
expect_status 3
expect_stderr_has 'municipalities.csv:3: column inhabitants: GM9102 has no inhabitants, so it can have no target'
expect_no_file out

begin "a half-year that the table lacks is named where a row of missed ones ends"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,One,P,600\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,housed_persons\nGM0001,2024-1,2024-07-01,20,5\nGM0001,2025-1,2025-07-01,20,5\n' >case/targets.csv
run supervise case --as-of 2025-07-01 --explain GM0001
expect_status 0
expect 'one missed, perhaps more' grep -qE '^  at least +1  targets.csv has no target of 2024-2' "$stdout"
expect_stderr_has 'targets.csv: GM0001 has no target of 2024-2, though it has one of an earlier half-year'
printf 'GM0001,2026-1,2026-01-01,20,0\n' >>case/targets.csv
run supervise case --as-of 2026-01-01
expect_stderr_has 'targets.csv: GM0001 has no target of 2025-2, though it has one of an earlier half-year'
sed -i '/2024-1/d; /2026-1/d' case/targets.csv
run supervise case --as-of 2025-07-01
expect_stderr_lacks 'though it has one'

begin "refused: no targets, and a day before all of them"
copy_case region-east
run supervise case --as-of 2025-01-01
expect_status 3
expect_stderr_has 'no target was published by 2025-01-01'
rm case/targets.csv
run supervise case --period 2026-1
expect_status 3
expect_stderr_has 'targets.csv: the table is missing'

begin "a province has its ladder by its code too, and in any case of letters"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,One,zuid-holland,600\nGM0002,Two,PV28,600\nGM0003,Three,PV24,600\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2026-01-01,20\nGM0002,2026-1,2026-01-01,20\nGM0003,2026-1,2026-01-01,20\n' >case/targets.csv
run supervise case --csv
expect_cell GM0001 ladder 'South Holland'
expect_cell GM0002 ladder 'South Holland'
expect_cell GM0003 ladder Flevoland

begin "refused: two ladders of one folder for one province"
mkdir rules
sed 's/"provinces": \[\]/"provinces": ["P", "Oostland"]/' "$DATA/rules/ladder_neutral.json" >rules/ladder_a.json
sed 's/"provinces": \[\]/"provinces": ["oostland"]/' "$DATA/rules/ladder_neutral.json" >rules/ladder_b.json
run supervise "$DATA/region-east" --rules rules -o out
expect_status 3
expect_stderr_has 'rules/ladder_b.json: $.provinces[0]: oostland has the ladder "neutral" of this folder already: a province has one ladder'
expect_no_file out
cp "$DATA/rules/ladder_neutral.json" rules/ladder_a.json
cp "$DATA/rules/ladder_neutral.json" rules/ladder_b.json
run supervise "$DATA/region-east" --rules rules
expect_status 3
expect_stderr_has 'rules/ladder_b.json: $.provinces: [] stands in the ladder "neutral" of this folder already'

begin "refused: a class that is wider than the whole target"
mkdir rules
sed 's/"slightly_behind_share": \[1, 6\]/"slightly_behind_share": [7, 6]/' "$DATA/rules/supervision.json" >rules/supervision.json
run supervise "$DATA/region-east" --rules rules
expect_status 3
expect_stderr_has 'slightly_behind_share: 7 of 6 parts is more than the whole'

begin "a balance that holds that of a municipality that merged is explained"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,One,P,1000\nGM0002,Two,P,400\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,balance_persons,housed_persons\nGM0001,2026-2,2026-12-31,60,0,40\nGM0002,2026-2,2026-12-31,40,3,10\nGM0001,2027-1,2027-01-01,90,-47,0\n' >case/targets.csv
printf 'changed_on,from,to,inhabitants,ends\n2027-01-01,GM0002,GM0001,400,yes\n' >case/boundary_changes.csv
run supervise case --as-of 2027-01-31 --explain GM0001
expect_status 0
expect 'its own' grep -qE '^  balance at the end of the one before +-20 ' "$stdout"
expect 'that of the other' grep -qE '^  and that of GM0002, which ended +-27 +2026-2: \+3 \+ 10 housed - 40 target, ' "$stdout"
expect_stdout_lacks 'differs'
sed -i 's/,-47,/,-50,/' case/targets.csv
run supervise case --as-of 2027-01-31 --explain GM0001
expect 'three too many' grep -qE '^  differs from the balance above +3 ' "$stdout"

begin "who was linked by the reference date is not forgotten by a later version"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,One,Utrecht,600\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,linked_persons,housed_persons,linked_by_reference_persons\nGM0001,2026-1,2026-03-01,60,30,20,\nGM0001,2026-1,2026-04-02,60,50,25,45\nGM0001,2026-1,2026-06-30,60,55,40,\n' >case/targets.csv
run supervise case --as-of 2026-07-01 --csv
expect_cell GM0001 linked_by_reference_persons 45
expect_cell GM0001 excusable_persons 15
expect_cell GM0001 enforceable_persons 5
expect_stderr_empty
run supervise case --as-of 2026-07-01 --explain GM0001
expect 'the row that says so' grep -qE '^linked by the reference date +45 +2026-04-01: targets.csv:3$' "$stdout"
run supervise case --as-of 2026-04-01 --csv
expect 'not known before it was published' test "$(cell GM0001 linked_by_reference_persons)" = 30

begin "an official excusable part that the last version does not repeat is noted"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,One,Utrecht,600\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,linked_persons,housed_persons,excusable_persons\nGM0001,2026-1,2026-04-01,60,50,25,15\nGM0001,2026-1,2026-06-30,60,55,40,\n' >case/targets.csv
run supervise case --as-of 2026-07-01
expect_status 0
expect_stderr_has 'targets.csv:2: GM0001 has 15 in excusable_persons here, and none in its last version, so that the excusable part is worked out'
run supervise case --as-of 2026-06-01
expect_stderr_empty

begin "a province is one province, however its rows write it"
mkdir case
printf 'municipality,name,province,inhabitants\n' >case/municipalities.csv
n=0
for spelling in Zuid-Holland 'Zuid Holland' zuid-holland 'Zuid-Holland ' PV28 'Provincie Zuid-Holland' 'Zuid‑Holland' 'South Holland'; do
    n=$((n + 1))
    printf 'GM000%d,T%d,%s,30000\n' "$n" "$n" "$spelling" >>case/municipalities.csv
done
printf 'GM0009,F,Friesland,30000\nGM0010,G,Fryslan,30000\nGM0011,H,Oost-land,30000\nGM0012,I,oost land,30000\n' >>case/municipalities.csv
awk 'BEGIN {
    print "municipality,period,published_on,target_persons,housed_persons"
    split("2024-1 2024-2 2025-1 2025-2 2026-1", periods, " ")
    split("2024-06-30 2024-12-31 2025-06-30 2025-12-31 2026-02-28", days, " ")
    for (m = 1; m <= 12; m++) for (h = 1; h <= 5; h++) printf "GM%04d,%s,%s,30,10\n", m, periods[h], days[h]
}' >case/targets.csv
run supervise case --as-of 2026-03-01 --json
expect_status 0
expect 'eight of one ladder' test "$(grep -c '"ladder": "South Holland", "rung": 4' "$stdout")" -eq 8
expect 'three sums' test "$(grep -c '"municipality": null, "name": null, "province": "' "$stdout")" -eq 3
expect_stdout_has '"province": "Fryslân"'
expect_stderr_has 'municipalities.csv:3: column province: "Zuid Holland" is taken for Zuid-Holland, and other rows alike'
expect_stderr_has '"Oost-land" is none of the twelve provinces: the ladder "neutral" holds for it'
expect 'once' test "$(grep -c 'none of the twelve' "$stderr")" -eq 1
run supervise case --as-of 2026-03-01
expect_stdout_has 'Ladder "South Holland" (seen), for Zuid-Holland:'
expect_stdout_has 'Ladder "neutral" (assumption), for Fryslân, Oost-land:'
run supervise case --as-of 2026-03-01 --public
expect 'three sums for the public too' test "$(grep -cE '^ +(Zuid-Holland|Fryslân|Oost-land) ' "$stdout")" -eq 3

# chain HOUSED: a town that missed four half-years, with 12 arrears at the start of 2026-1, and has housed HOUSED since
chain() {
    mkdir -p case
    printf 'municipality,name,province,inhabitants\nGM0001,A,P,29162\n' >case/municipalities.csv
    printf 'municipality,period,published_on,target_persons,balance_persons,linked_persons,housed_persons\n' >case/targets.csv
    printf 'GM0001,2024-1,2024-07-01,20,0,40,10\nGM0001,2024-2,2025-01-01,20,-10,60,18\nGM0001,2025-1,2025-07-01,20,-12,60,20\nGM0001,2025-2,2026-01-01,20,-12,60,20\n' >>case/targets.csv
    echo "GM0001,2026-1,2026-04-01,20,-12,60,$1" >>case/targets.csv
}

begin "the province takes over what is still to be housed, the oldest arrears first"
chain 5
run supervise case --csv
expect_cell GM0001 rung 6
expect_cell GM0001 substituted_persons 7
expect_cell GM0001 arrears_by_half_year '7 of 2025-2'
run supervise case
expect_stdout_has '  GM0001 7 persons'
chain 11
run supervise case
expect_stdout_has '  GM0001 1 person'
expect_stdout_lacks '1 persons'
for housed in 12 30 32; do
    chain "$housed"
    run supervise case --csv
    expect_cell GM0001 substituted_persons 0
    run supervise case
    expect_stdout_lacks 'may house'
    run supervise case --explain GM0001
    expect_stdout_has 'nobody: what it could enforce is made up'
done
chain 30
sed 's/"substitution_takes": "arrears"/"substitution_takes": "whole_task"/' "$DATA/rules/ladder_neutral.json" >whole.json
run supervise case --ladder whole.json --csv
expect_cell GM0001 substituted_persons 2
chain 0
sed -i 's/^GM0001,2024-2.*/GM0001,2024-2,2025-01-01,20,-10,60,3/; s/^GM0001,2025-1.*/GM0001,2025-1,2025-07-01,20,-27,60,20/; s/^GM0001,2025-2.*/GM0001,2025-2,2026-01-01,20,-27,60,20/; s/^GM0001,2026-1.*/GM0001,2026-1,2026-04-01,20,-29,60,1/' case/targets.csv
run supervise case --csv
expect 'by half-year of origin, and what no row explains before them' grep -q ',"1 of earlier, 7 of 2025-1, 20 of 2025-2",28,' "$stdout"

begin "who begins with one month of one half-year: arrears at its start were missed before"
mkdir case
printf 'gemeente,periode,gepubliceerd_op,taakstelling,saldo,gehuisvest\nGM1979,2023-2,2023-12-01,46,-137,10\nGM0363,2023-2,2023-12-01,904,-1190,581\nGM0001,2023-2,2023-12-01,10,3,1\n' >case/taakstellingen.csv
printf 'gemeente,naam,provincie,inwoners\nGM1979,Eemsdelta,Groningen,45389\nGM0363,Amsterdam,Noord-Holland,903399\nGM0001,Voor,Drenthe,30000\n' >case/gemeenten.csv
run supervise case
expect_status 0
expect 'missed at least once' grep -qE '^GM1979 Eemsdelta .* >=1 2023-1 +>=3 2023-08-12$' "$stdout"
expect 'who was ahead missed none' grep -qE '^GM0001 Voor .* 0 +0' "$stdout"
expect_stdout_lacks 'Ladder "neutral" (assumption), for Groningen: nobody'
expect_stdout_has 'of 2 municipalities the tables do not tell how many half-years were missed before they begin'
expect 'thousands' grep -qE '^total +978,788 +-1,324 +960 +2,284 ' "$stdout"
run supervise case --decimal-comma
expect 'thousands with a point' grep -qE '^total +978\.788 +-1\.324 +960 +2\.284 ' "$stdout"
run supervise case --explain GM1979
expect 'the half-year before the tables' grep -qE '^  2023-1: arrears at its end +unknown' "$stdout"

begin "in an order of one's own, and some municipalities only"
run supervise "$DATA/region-east" --sort arrears --csv
expect 'the most arrears first' test "$(sed -n '2p' "$stdout" | cut -d, -f1)" = GM9101
run supervise "$DATA/region-east" --sort lead --csv
expect 'the most arrears last' test "$(tail -1 "$stdout" | cut -d, -f1)" = GM9101
run supervise "$DATA/region-east" --sort name --only GM9103,9101,'Oostgemeente 02' --csv
expect 'three by name' test "$(cut -d, -f1 "$stdout" | tr '\n' ' ')" = 'municipality GM9101 GM9102 GM9103 '
run supervise "$DATA/region-east" --only GM9103
expect_stdout_has '1 of them is shown; totals are those of all.'
expect 'the total of all' grep -qE '^total +1,160,000 ' "$stdout"
run supervise "$DATA/region-east" --rung 0 --json
expect 'those on no rung' test "$(grep -c '"rung": 0, ' "$stdout")" -eq "$(grep -c '"municipality": "GM' "$stdout")"
run supervise "$DATA/region-east" --only GM9999
expect_status 3
run supervise "$DATA/region-east" --sort size
expect_status 2
run supervise "$DATA/region-east" --rung four
expect_status 2
run supervise "$DATA/region-east" --rung 4 --public
expect_status 2

begin "what many rows share is said once"
copy_case region-east
printf 'municipality,decided_on,rung,reason\n' >case/interventions.csv
for k in 01 02 03 07 09; do echo "GM91$k,2026-03-01,3,No plan came" >>case/interventions.csv; done
echo 'GM9106,2026-03-01,3,Another reason' >>case/interventions.csv
run supervise case
expect 'one sentence a reason' test "$(grep -c 'No plan came' "$stdout")" -eq 1
expect_stdout_has 'Another reason'
expect 'no word is broken in a heading' test "$(grep -cE '[a-z]- ' "$stdout")" -eq 0

begin "terms of decisions and of plans, and a rung that outlived its reason"
chain 30
printf 'municipality,decided_on,rung,reason,plan_on,term_on,plan_due_on\nGM0001,2025-02-01,4,No plan came,,2025-06-01,2025-03-01\n' >case/interventions.csv
run supervise case --as-of 2025-05-01 --csv
expect_cell GM0001 decision_term_on 2025-06-01
expect_cell GM0001 plan_due_on 2025-03-01
expect_stderr_has 'interventions.csv: the plan of approach of GM0001 was due by 2025-03-01, and none is recorded'
expect_stderr_lacks 'has passed'
run supervise case --as-of 2025-07-15
expect_stderr_has 'interventions.csv:2: the term of this decision on GM0001, 2025-06-01, has passed'
expect_stderr_lacks 'gives the rule back'
run supervise case --as-of 2025-05-01 --explain GM0001
expect 'the term' grep -qE '^term of the decision +2025-06-01$' "$stdout"
expect 'the plan' grep -qE '^plan of approach due by +2025-03-01$' "$stdout"
sed -i 's/^GM0001,2025-1.*/GM0001,2025-1,2025-07-01,20,-12,60,33/; s/^GM0001,2025-2.*/GM0001,2025-2,2026-01-01,20,1,60,20/; s/^GM0001,2026-1.*/GM0001,2026-1,2026-04-01,20,1,60,3/' case/targets.csv
run supervise case --as-of 2026-04-01
expect_stderr_has 'interventions.csv:2: GM0001 stands on rung 4 by this decision of 2025-02-01, though it has not missed 2025-2: a later row with an empty rung gives the rule back'

begin "a recovery that was agreed over half-years is excusable, with its reason"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0777,Etten-Leur,Noord-Brabant,44000\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,linked_persons,housed_persons,excusable_persons,excusable_reason\nGM0777,2021-2,2022-01-01,40,50,25,15,recovery agreed over 2021-2 and 2022-1\n' >case/targets.csv
run supervise case --csv
expect_status 0
expect_cell GM0777 excusable_persons 15
expect_cell GM0777 excusable_reason 'recovery agreed over 2021-2 and 2022-1'
expect_cell GM0777 rung 0
run supervise case --explain GM0777
expect_stdout_has 'has 15, for recovery agreed'
run balance case --as-of 2022-01-02 --national 100 --inhabitants 17000000 -o opened
expect_status 0

begin "nobody stands on the rung that was asked for"
copy_case municipality-a
run supervise case --rung 6
expect_status 0
expect_stdout_has 'No municipality is shown: none with a target is what was asked for (--only, --rung).'
