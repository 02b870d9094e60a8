#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel targets: the formula of the law over the whole country, and official targets beside it.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "region-east: the formula agrees with the official targets, and gives the national number back"
run targets "$DATA/region-east" --national 400
expect_status 0
expect_stdout_has 'The formula sums to 413, the national number is 400: +13 by rounding up 25 times.'
expect_stdout_has 'All 25 official targets follow by the formula from a national number of 400.'
expect_stdout_lacks 'differ from the formula'
expect 'at most 100 columns' test "$(awk '{ if (length($0) > n) n = length($0) } END { print n }' "$stdout")" -le 100

begin "the version of the day rules, and its national number can be read off"
run targets "$DATA/region-east" --as-of 2025-11-15
expect_status 0
expect_stdout_has 'follow by the formula from a national number of 419 to 421'
run targets "$DATA/region-east" --as-of 2026-02-01 --national 420 --csv
expect 'GM9101 had 58 until the number was lowered' test "$(awk -F, '$1 == "GM9101" { print $7, $8 }' "$stdout")" = '58 2025-10-01'

begin "differences are shown and explained, never repaired"
copy_case region-east
sed -i 's/^GM9102,2026-1,2026-02-02,45/GM9102,2026-1,2026-02-02,44/; s/^GM9103,2026-1,2026-02-02,35/GM9103,2026-1,2026-02-02,80/' case/targets.csv
run targets case --national 400
expect_status 0
expect_stdout_has '2 official targets differ from the formula.'
expect_stdout_has 'No single national number gives all 25 official targets by the formula.'
expect 'one was rounded, one is not explained' test "$(grep -cE '(-1 rounding|\+45 \?)' "$stdout")" -eq 2
run targets case --national 400 --csv
expect 'the official target rules' test "$(awk -F, '$1 == "GM9103" { print $7, $13 }' "$stdout")" = '80 80'

begin "one difference is told in the singular"
copy_case region-east
sed -i 's/^GM9102,2026-1,2026-02-02,45/GM9102,2026-1,2026-02-02,44/' case/targets.csv
run targets case --national 400
expect_stdout_has '1 official target differs from the formula. It is shown as it was published'

begin "the legend explains no word that the table lacks"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,New,P,600\nGM0002,Gone,P,400\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2025-10-01,60\n' >case/targets.csv
printf 'changed_on,from,to,inhabitants,ends\n2026-01-01,GM0002,GM0001,400,yes\n' >case/boundary_changes.csv
run targets case --national 60
expect_status 0
expect_stdout_lacks 'GM0002'
expect_stdout_lacks 'none yet'

begin "swaps change two targets and not the sum"
copy_case region-east
printf 'swap,municipality,period,agreed_on,change_persons,source\nA,GM9101,2026-1,2026-03-01,-5,letter\nA,GM9123,2026-1,2026-03-01,5,letter\n' >case/swaps.csv
run targets case --national 400 --as-of 2026-02-28 --csv
expect 'not before its day' test "$(awk -F, '$1 == "GM9101" { print $13 }' "$stdout")" = 55
run targets case --national 400 --as-of 2026-03-01 --csv
expect 'GM9101 hands 5 over' test "$(awk -F, '$1 == "GM9101" { print $7, $12, $13 }' "$stdout")" = '55 -5 50'
expect 'GM9123 takes them' test "$(awk -F, '$1 == "GM9123" { print $13 }' "$stdout")" = 8
expect 'the sum stays' test "$(awk -F, 'NR > 1 { n += $13 } END { print n }' "$stdout")" = 413
run solve case --engine greedy --quick --as-of 2026-03-31 -o proposal
expect 'an allocation houses by the swapped targets' test "$(awk -F, '$1 == "GM9101" { print $4, $7 }' proposal/targets.csv)" = '50 52'
sed -i 's/,5,letter/,4,letter/' case/swaps.csv
run targets case --national 400 -o out
expect_status 3
expect_stderr_has 'swaps.csv:2'
expect_stderr_has 'add up to -1'
expect_no_file out

begin "a municipality that merged counts with the inhabitants that came"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,New,P,900\nGM0002,Other,P,1000\n' >case/municipalities.csv
printf 'municipality,counted_on,inhabitants\nGM0001,2025-01-01,600\nGM0002,2025-01-01,1000\n' >case/inhabitants.csv
printf 'changed_on,from,to,inhabitants,ends\n2026-01-01,GM0003,GM0001,400,yes\n' >case/boundary_changes.csv
run targets case --period 2026-1 --national 100 --csv
expect_status 0
expect 'before the merger it has 600, after it 1000' test "$(awk -F, '$1 == "GM0001" { print $5, $6 }' "$stdout")" = '1000 50'
sed -i 's/2026-01-01,GM0003/2026-03-01,GM0003/' case/boundary_changes.csv
run targets case --period 2026-1 --national 100 -o out
expect_status 3
expect_stderr_has 'boundary_changes.csv:2: column changed_on: 2026-03-01 is not a 1 January'
expect_no_file out

begin "national.csv holds versions of the national number"
copy_case region-east
printf 'period,published_on,target_persons,inhabitants\n2026-1,2025-10-01,420,\n2026-1,2026-02-02,400,\n' >case/national.csv
run targets case --as-of 2025-10-15
expect_status 0
expect_stdout_has 'Formula: 420 (national number)'
expect_stdout_lacks 'as it was'
run targets case --as-of 2026-02-02
expect_stdout_has 'Formula: 400 (national number)'
sed -i 's/2025-10-01,420/2025-10-20,420/' case/national.csv
run targets case -o out
expect_status 3
expect_stderr_has 'targets.csv:2: column published_on: the target of GM9101 for 2026-1 is of 2025-10-01, but its national number was announced on 2025-10-20'
expect_stderr_has 'later than 13 weeks before the half-year'
expect_no_file out

begin "CSV for Dutch Excel"
run targets "$DATA/region-east" --national 400 --csv --decimal-comma
expect_status 0
expect 'semicolons' grep -q '^GM9101;' "$stdout"
expect 'a byte-order mark' test "$(head -c 3 "$stdout" | od -An -tx1 | tr -d ' ')" = efbbbf

begin "JSON and a folder"
run targets "$DATA/region-east" --national 400 -o out --json
expect_status 0
expect_file out/statutory_targets.csv
expect_same "$stdout" out/statutory_targets.json
run targets "$DATA/region-east" --national 400 -o out
expect_status 6

begin "inhabitants without a date are not called those of the reference date"
run targets "$DATA/region-east" --period 2029-1 --national 400
expect_status 0
expect_stdout_lacks 'inhabitants on 2028-01-01 /'
expect_stdout_has 'The formula takes the inhabitants of 25 municipalities from municipalities.csv, which has no date'
expect_stdout_has 'must be those of 2028-01-01'
mkdir case
printf 'gemeente;naam;provincie;inwoners\nGM0001;Een;P;900\nGM0002;Twee;P;1000\n' >case/gemeenten.csv
printf 'gemeente;peildatum;inwoners\nGM0001;2025-01-01;600\n' >case/inwoners.csv
run targets case --period 2026-1 --national 100
expect_stdout_has 'The formula takes the inhabitants of 1 municipality from gemeenten.csv, which has no date'
expect_stdout_has 'with their date in inwoners.csv.'
run targets case --period 2026-1 --national 100 --csv
expect 'CSV has the day of each count' grep -q '^GM0001;.*;2025-01-01' "$stdout"
printf 'GM0002;2025-01-01;1000\n' >>case/inwoners.csv
run targets case --period 2026-1 --national 100
expect_stdout_has 'x inhabitants on 2025-01-01 /'
expect_stdout_lacks 'no date'

begin "a part of the country is not taken for the whole without a word"
run targets "$DATA/region-east" --period 2029-1 --national 21200
expect_status 0
expect_stderr_has 'the 1160000 inhabitants of this case are taken for the whole country'
expect_stderr_has '--inhabitants'
run targets "$DATA/region-east" --period 2029-1 --national 21200 --inhabitants 17590672
expect_stderr_empty
run targets "$DATA/region-east" --national 400
expect_stderr_empty

begin "national.csv alone says which half-year is meant"
mkdir case
cp "$DATA/region-east/municipalities.csv" case
printf 'period,published_on,target_persons,inhabitants\n2025-2,2025-03-31,390,1160000\n2026-1,2025-10-01,420,1160000\n' >case/national.csv
run targets case
expect_status 0
expect_stdout_has 'Targets (taakstelling) of 2026-1'
run targets case --as-of 2025-09-01
expect_stdout_has 'Targets (taakstelling) of 2025-2'
cp "$DATA/region-east/targets.csv" case
sed -i 's/2025-10-01/2025-10-20/' case/targets.csv
run targets case --as-of 2025-10-10
expect_stdout_has 'Targets (taakstelling) of 2026-1'

begin "refused: inhabitants of no reference date, and none"
copy_case region-east
printf 'municipality,counted_on,inhabitants\nGM9101,2025-02-01,158000\nGM9102,2025-01-01,0\n' >case/inhabitants.csv
run targets case --national 400 -o out
expect_status 3
expect_stderr_has 'inhabitants.csv:2: column counted_on: 2025-02-01 is not a 1 January, on which inhabitants are counted'
expect_stderr_has 'inhabitants.csv:3: column inhabitants: GM9102 has no inhabitants'
expect_no_file out

begin "refused: a swap before there can be a target"
copy_case region-east
printf 'swap,municipality,period,agreed_on,change_persons\nA,GM9101,2026-1,2025-05-01,-5\nA,GM9102,2026-1,2025-05-01,5\n' >case/swaps.csv
run targets case --national 400 -o out
expect_status 3
expect_stderr_has 'swaps.csv:2: column agreed_on: the swap of 2026-1 was agreed on 2025-05-01, before any target of that half-year is announced (2025-07-01)'
expect_no_file out

begin "messages name the tables as the case does"
mkdir case
printf 'gemeente;naam;provincie;inwoners\nGM0001;Een;P;600\nGM0002;Twee;P;400\n' >case/gemeenten.csv
printf 'gemeente;periode;gepubliceerd_op;taakstelling\nGM0001;2026-1;2025-10-01;65\n' >case/taakstellingen.csv
printf 'ruil;gemeente;periode;afgesproken_op;wijziging\nA;GM0001;2026-1;2025-10-01;5\nA;GM0002;2026-1;2025-10-01;-5\n' >case/ruilingen.csv
run targets case --national 100
expect_stdout_has 'none yet: taakstellingen.csv has no target published by that day.'
expect_stdout_has 'in the official target already; ruilingen.csv adds it a second time.'
run supervise case --explain GM0001
expect_stdout_has 'taakstellingen.csv:2, saldo +0'

begin "bad questions"
run targets "$DATA/region-east" --period 2026-3
expect_status 2
expect_stderr_has '--period takes a half-year such as 2026-1 or 2026-2, not "2026-3"'
run targets "$DATA/region-east" --national -5
expect_status 2
run targets "$DATA/region-east" --period 2026-1 --as-of 2025-09-01
expect_status 3
expect_stderr_has 'no target of 2026-1 was announced by 2025-09-01; the first is of 2025-10-01'
run targets "$DATA/region-east" --national 400 --inhabitants 1000
expect_status 3
expect_stderr_has 'more than the country'
run targets
expect_status 2
run targets no-such-folder
expect_status 3

begin "a table of municipalities alone needs a half-year"
mkdir case
cp "$DATA/region-east/municipalities.csv" case
run targets case --national 400
expect_status 3
expect_stderr_has 'say which one with --period'
run targets case --national 400 --period 2030-2
expect_status 0

# a_merger: GM0002 merged into GM0001 on 1 January 2026
a_merger() {
    mkdir case
    printf 'municipality,name,province,inhabitants\nGM0001,One,P,600\nGM0002,Two,P,400\nGM0003,Three,P,300\n' >case/municipalities.csv
    printf 'changed_on,from,to,inhabitants,ends\n2026-01-01,GM0002,GM0001,400,yes\n' >case/boundary_changes.csv
}

begin "refused: a target, a swap or a change of a municipality that has ended"
a_merger
printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2025-10-01,60\nGM0002,2025-2,2025-03-31,40\nGM0002,2026-1,2025-10-01,40\n' >case/targets.csv
printf 'swap,municipality,period,agreed_on,change_persons\nA,GM0001,2026-2,2026-02-01,-5\nA,GM0002,2026-2,2026-02-01,5\n' >case/swaps.csv
printf '2027-01-01,GM0003,GM0002,300,yes\n' >>case/boundary_changes.csv
run targets case --national 90 -o out
expect_status 3
expect_stderr_has 'targets.csv:4: GM0002 has a target of 2026-1, though it ended on 2026-01-01 (boundary_changes.csv:2): the target is that of GM0001 now'
expect_stderr_lacks 'targets.csv:3'
expect_stderr_has 'swaps.csv:3: GM0002 takes part in a swap of 2026-2, though it ended on 2026-01-01 (boundary_changes.csv:2)'
expect_stderr_has 'boundary_changes.csv:3: GM0002 takes part in a change, though it ended on 2026-01-01 (line 2)'
expect_no_file out

begin "inhabitants that a merger may have brought, or lost, are noted"
a_merger
run targets case --period 2026-1 --national 90 --inhabitants 10000
expect_status 0
expect_stderr_has 'boundary_changes.csv:2: the 600 inhabitants of GM0001 in municipalities.csv, which have no date, are taken to hold the 400 that came from GM0002: if they do not, give the count of 2025-01-01 in inhabitants.csv'
run targets case --period 2025-2 --national 90 --inhabitants 10000
expect_stderr_empty
printf 'municipality,counted_on,inhabitants\nGM0001,2025-01-01,600\nGM0002,2025-01-01,400\n' >case/inhabitants.csv
run targets case --period 2026-1 --national 90 --inhabitants 10000
expect_stderr_empty
sed -i 's/,400,yes/,300,yes/' case/boundary_changes.csv
run targets case --period 2026-1 --national 90 --inhabitants 10000
expect_status 0
expect_stderr_has 'boundary_changes.csv:2: column inhabitants: GM0002 ends, and of its 400 inhabitants on 2025-01-01 only 300 go to another municipality'

begin "refused: a number that is published years after its half-year"
copy_case region-east
sed -i '3s/2026-02-02/2062-02-02/; 5s/2026-02-02/2028-02-02/' case/targets.csv
printf 'period,published_on,target_persons\n2026-1,2025-10-01,420\n2026-1,2052-02-02,400\n' >case/national.csv
run targets case -o out
expect_status 3
expect_stderr_has 'targets.csv:3: column published_on: 2062-02-02 is more than five years from half-year 2026-1: correct the year'
expect_stderr_has 'targets.csv:5: column published_on: 2028-02-02 is more than a year from its half-year: is the year right?'
expect_stderr_has 'national.csv:3: column published_on: 2052-02-02 is more than five years from half-year 2026-1: correct the year'
expect_no_file out

begin "the most that a number of persons can be is told"
run targets "$DATA/region-east" --national 9999999999
expect_status 2
expect_stderr_has '--national takes a whole number of persons, 1 to 1000000000, not "9999999999"'

begin "an official target from before a boundary change is explained"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,One,P,700\nGM0002,Two,P,300\n' >case/municipalities.csv
printf 'municipality,counted_on,inhabitants\nGM0001,2025-01-01,600\nGM0002,2025-01-01,400\n' >case/inhabitants.csv
printf 'changed_on,from,to,inhabitants,ends\n2026-01-01,GM0002,GM0001,100,no\n' >case/boundary_changes.csv
printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2025-10-01,60\nGM0002,2026-1,2025-10-01,40\n' >case/targets.csv
run targets case --national 100
expect 'both' test "$(grep -cE '(-10|\+10) count ' "$stdout")" -eq 2
expect_stdout_has 'or before a'

begin "a forecast of the half-year after next comes with the number of the next one"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,A,Utrecht,40000\n' >case/municipalities.csv
printf 'period,published_on,target_persons,inhabitants\n2017-2,2017-04-01,10000,17000000\n2018-1,2017-10-01,13000,17000000\n2018-2,2017-10-05,8000,17000000\n' >case/national.csv
run targets case --period 2018-2
expect_status 0
expect_stderr_has 'national.csv:4: the number of 2018-2 is of 2017-10-05, a forecast: numbers of 2018-2 are announced from 2018-01-01 on'
expect_stdout_has 'which has 40,000 of 17,000,000 inhabitants; the'
sed -i '/^2018-1/d' case/national.csv
run targets case --period 2018-2
expect_status 3
expect_stderr_has 'national.csv:3: column published_on: the number of 2018-2 is of 2017-10-05, but none of 2018-2 is announced before 2018-01-01'
printf 'period,published_on,target_persons,inhabitants\n2018-1,2017-10-01,13000,17000000\n2019-1,2017-10-05,8000,17000000\n' >case/national.csv
run targets case --period 2018-1
expect_status 3

begin "a municipality may swap with one outside the case"
copy_case region-east
printf 'swap,municipality,period,agreed_on,change_persons\nA,GM9101,2026-1,2026-03-01,-5\nA,GM0363,2026-1,2026-03-01,5\n' >case/swaps.csv
run targets case --national 400 --as-of 2026-03-01 --csv
expect_status 0
expect 'GM9101 hands 5 over' test "$(awk -F, '$1 == "GM9101" { print $7, $12, $13 }' "$stdout")" = '55 -5 50'
expect_stderr_has 'swaps.csv:3: GM0363 is no municipality of the case: the swap is taken for one with a municipality outside of it'
run supervise case --as-of 2026-03-15 --public
expect_status 0
sed -i 's/GM0363/Amsterdam/' case/swaps.csv
run targets case --national 400
expect_status 3
expect_stderr_has 'swaps.csv:3: column municipality: "Amsterdam" is not a code such as GM0363'
sed -i '3d' case/swaps.csv
run targets case --national 400
expect_status 3
expect_stderr_has 'add up to -5'
