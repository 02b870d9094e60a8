#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel balance: arrears added, lead subtracted, every version kept, and what is refused.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# a_case: two municipalities, one ahead and one behind at the end of 2026-1
a_case() {
    mkdir case
    printf 'gemeente;naam;provincie;inwoners\nGM0001;Voor;P;600\nGM0002;Achter;P;400\n' >case/gemeenten.csv
    printf 'gemeente;periode;gepubliceerd_op;taakstelling;saldo;gekoppeld;gerealiseerd;bron;x_map\n' >case/taakstellingen.csv
    printf 'GM0001;2026-1;01-10-2025;60;5;60;0;Staatscourant;a\nGM0002;2026-1;01-10-2025;40;-3;40;0;Staatscourant;b\n' >>case/taakstellingen.csv
    printf 'GM0001;2026-1;30-06-2026;60;5;70;66;eindstand;a\nGM0002;2026-1;30-06-2026;40;-3;40;25;eindstand;b\n' >>case/taakstellingen.csv
}

begin "arrears are added to the next target, a lead is subtracted"
a_case
run balance case --as-of 2026-07-01 --national 90 -o opened
expect_status 0
expect 'ahead: 5 + 66 - 60 = 11, next 54 - 11 = 43' grep -qE '^GM0001 Voor +\+5 +66 +60 +0 +\+11 +0 +4 +54 +43 comp\.$' "$stdout"
expect 'behind: -3 + 25 - 40 = -18, next 36 + 18 = 54' grep -qE '^GM0002 Achter +-3 +25 +40 +0 +-18 +3 +15 +36 +54 comp\.$' "$stdout"
expect_stdout_has 'New versions of 2026-07-01: 0 of 2026-1, 2 of 2026-2.'
expect 'leads and arrears do not make up for each other' grep -qE '^ +of it: leads +\+5 +\+11$' "$stdout"
expect 'the arrears' grep -qE '^ +of it: arrears +-3 +-18$' "$stdout"
expect 'at most 100 columns' test "$(awk '{ if (length($0) > n) n = length($0) } END { print n }' "$stdout")" -le 100
expect_stdout_has 'from gemeenten.csv, which has no date:'
expect_stderr_has 'are taken for the whole country'
run balance case --as-of 2026-07-01 --national 9000 --inhabitants 100000
expect_stderr_empty

begin "the table keeps its rows, columns, names and way of writing"
a_case
run balance case --as-of 2026-07-01 --national 90 -o opened
expect_file opened/targets.csv
expect 'seven lines' test "$(wc -l <opened/targets.csv)" -eq 7
expect 'the rows that were there' sh -c "tr -d '\r' <opened/targets.csv | sed '1s/^\xef\xbb\xbf//' | head -n 5 | cmp - case/taakstellingen.csv"
expect 'a new version' grep -q '^GM0002;2026-2;2026-07-01;36;-18;15;0;balance carried over from 2026-1' opened/targets.csv

run supervise case --csv
expect 'supervision is written as the tables are, with semicolons and commas' grep -q '^GM0001;Voor;P;2026-1;2026-06-30;' "$stdout"
expect 'a decimal comma' grep -q ';58,1;' "$stdout"

run supervise case --explain GM0002
expect_stdout_has 'taakstellingen.csv:5, version of 2026-06-30'
expect_stdout_has 'gemeenten.csv:3'
expect_stdout_lacks ' targets.csv'

begin "carried over once, nothing is left to carry"
a_case
run balance case --as-of 2026-07-01 --national 90 -o opened
cp opened/targets.csv case/taakstellingen.csv
run balance case --as-of 2026-08-01 -o again
expect_status 0
expect_stdout_has '0 of 2026-1, 0 of 2026-2'
expect_same opened/targets.csv again/targets.csv

begin "a published target of the next half-year beats the formula, and its version stays"
a_case
printf 'GM0001;2026-2;01-04-2026;50;0;;0;Staatscourant;\nGM0002;2026-2;01-04-2026;33;0;;0;Staatscourant;\n' >>case/taakstellingen.csv
run balance case --as-of 2026-07-03 -o opened
expect_status 0
expect 'next 33 + 18 = 51' grep -qE '^GM0002 Achter .* 33 +51$' "$stdout"
expect 'nine lines' test "$(wc -l <opened/targets.csv)" -eq 9

begin "a municipality without the half-year that closes keeps its published balance"
a_case
printf 'gemeente;naam;provincie;inwoners\nGM0001;Voor;P;600\nGM0002;Achter;P;400\nGM0003;Nieuw;P;300\n' >case/gemeenten.csv
printf 'GM0001;2026-2;01-04-2026;50;0;;0;Staatscourant;\nGM0002;2026-2;01-04-2026;33;0;;0;Staatscourant;\n' >>case/taakstellingen.csv
printf 'GM0003;2026-2;01-04-2026;25;-12;;0;Staatscourant;\n' >>case/taakstellingen.csv
run balance case --as-of 2026-07-03 -o opened
expect_status 0
expect 'its 12 arrears stay: next 25 + 12 = 37' grep -qE '^GM0003 Nieuw +-12 +0 +0 +0 +-12 +0 +- +25 +37$' "$stdout"
expect 'no new version' test "$(grep -c GM0003 opened/targets.csv)" -eq 1
expect_stdout_has '0 of 2026-1, 2 of 2026-2'

begin "a swap of a municipality without a target adds nothing to its balance"
a_case
printf 'gemeente;naam;provincie;inwoners\nGM0001;Voor;P;600\nGM0002;Achter;P;400\nGM0003;Nieuw;P;300\n' >case/gemeenten.csv
printf 'ruil;gemeente;periode;afgesproken_op;wijziging\nA;GM0001;2026-1;01-02-2026;-6\nA;GM0003;2026-1;01-02-2026;6\n' >case/ruilingen.csv
run balance case --as-of 2026-07-01 --national 90 -o opened
expect 'nothing to carry' grep -qE '^GM0003 Nieuw +0 +0 +0 +0 +0 +0 +- ' "$stdout"

begin "a municipality that is abolished hands its balance over"
a_case
printf 'ingangsdatum;van;naar;inwoners;opgeheven\n01-01-2027;GM0002;GM0001;400;ja\n' >case/grenswijzigingen.csv
sed -i 's/2026-1/2026-2/' case/taakstellingen.csv
sed -i 's/01-10-2025/01-04-2026/; s/30-06-2026/31-12-2026/' case/taakstellingen.csv
run balance case --as-of 2027-01-01 --national 90 -o opened
expect_status 0
expect 'it ends, and hands over what it has' grep -qE '^GM0002 Achter +-3 +25 +40 +\+18 +0 +0 +0 +0 +0 ends$' "$stdout"
expect 'its 18 arrears go over: 11 - 18 = -7' grep -qE '^GM0001 Voor +\+5 +66 +60 +-18 +-7 ' "$stdout"
expect 'with 3 excusable, and 4 + 15 persons that wait' grep -qE '^GM0001 Voor .* -18 +-7 +3 +19 +90 +97 comp\.$' "$stdout"
expect 'the total adds up' grep -qE '^total +\+2 +91 +100 +0 +-7 +3 +19 +90 +97$' "$stdout"
expect 'one new version' test "$(grep -c 2027-1 opened/targets.csv)" -eq 1
expect_file_has opened/targets.csv 'GM0001;2027-1;2027-01-01;90;-7;19;0;balance carried over from 2026-2: +5 + 66 housed - 60 target -18 from GM0002'

begin "a new municipality takes over from all that merged into it, also when one passes it on"
a_case
sed -i 's/2026-1/2026-2/' case/taakstellingen.csv
sed -i 's/01-10-2025/01-04-2026/; s/30-06-2026/31-12-2026/' case/taakstellingen.csv
printf 'GM0003;Nieuw;P;1000\n' >>case/gemeenten.csv
printf 'ingangsdatum;van;naar;inwoners;opgeheven\n01-01-2027;GM0002;GM0001;400;ja\n01-01-2027;GM0001;GM0003;600;ja\n' >case/grenswijzigingen.csv
run balance case --as-of 2027-01-01 --national 90 -o opened
expect_status 0
expect 'both balances, the excusable part and those that wait' \
    grep -qE '^GM0003 Nieuw +0 +0 +0 +-7 +-7 +3 +19 +90 +97 comp\.$' "$stdout"
expect_file_has opened/targets.csv 'GM0003;2027-1;2027-01-01;90;-7;19;0;balance carried over from 2026-2: -7 from GM0001'
sed -i 's/;70;66;/;;66;/' case/taakstellingen.csv
run balance case --as-of 2027-01-01 --national 90 -o unknown
expect 'who waits is unknown when it is of one of them' grep -qE '^GM0003 Nieuw .* -7 +3 +- +90 ' "$stdout"
printf '01-01-2027;GM0003;GM0002;1000;ja\n' >>case/grenswijzigingen.csv
run balance case --as-of 2027-01-01 --national 90 -o circle
expect_status 3
expect_stderr_has 'grenswijzigingen.csv:2: column opgeheven: GM0002 ends and goes to GM0001, which ends and goes back'
expect_no_file circle

begin "a late recount replaces what was carried over"
a_case
run balance case --as-of 2026-07-01 --national 90 -o opened
cp opened/targets.csv case/taakstellingen.csv
printf 'GM0002;2026-1;20-07-2026;40;-3;40;30;hertelling;b\r\n' >>case/taakstellingen.csv
run balance case --period 2026-1 --as-of 2026-08-01 -o again
expect_status 0
expect_stdout_has 'GM0002 -18 > -13'
expect_stdout_has '0 of 2026-1, 1 of 2026-2'
expect 'one carry-over in the source, and five persons fewer wait' \
    grep -qx 'GM0002;2026-2;2026-08-01;36;-13;10;0;balance carried over from 2026-1: -3 + 30 housed - 40 target;.\?' again/targets.csv
cp again/targets.csv case/taakstellingen.csv
run balance case --period 2026-1 --as-of 2026-09-01
expect_stdout_has '0 of 2026-1, 0 of 2026-2'
expect_stdout_lacks 'had'
printf 'GM0002;2026-2;02-09-2026;36;-13;21;4;telling van september;\r\n' >>case/taakstellingen.csv
printf 'GM0002;2026-1;03-09-2026;40;-3;40;31;tweede hertelling;b\r\n' >>case/taakstellingen.csv
run balance case --period 2026-1 --as-of 2026-09-04 -o third
expect 'a count that was published stands' grep -q '^GM0002;2026-2;2026-09-04;36;-12;21;4;"telling van september; balance carried over from 2026-1: ' third/targets.csv

begin "a published balance that differs is named"
a_case
printf 'GM0001;2026-2;01-04-2026;50;0;;0;Staatscourant;\nGM0002;2026-2;01-04-2026;33;-10;;0;Staatscourant;\n' >>case/taakstellingen.csv
run balance case --as-of 2026-07-03 -o opened
expect_status 0
expect_stdout_has 'Published, but the half-year before ends with something else'
expect 'once, with both balances' grep -q 'GM0002 -10 > -18' "$stdout"
expect_stdout_lacks '- GM0001'
expect_file_has opened/targets.csv 'Staatscourant; balance carried over from 2026-1: -3 + 25 housed - 40 target, in place of a published -10'
run balance case --as-of 2026-07-03 --csv
expect 'and in CSV' grep -qE '^GM0002;.*;-10' "$stdout"

begin "a swap that is agreed for the next half-year counts in its corrected target"
a_case
printf 'GM0001;2026-2;01-04-2026;50;0;;0;Staatscourant;\nGM0002;2026-2;01-04-2026;33;0;;0;Staatscourant;\n' >>case/taakstellingen.csv
printf 'ruil;gemeente;periode;afgesproken_op;wijziging\nA;GM0001;2026-2;01-06-2026;6\nA;GM0002;2026-2;01-06-2026;-6\n' >case/ruilingen.csv
run balance case --as-of 2026-07-03 -o opened
expect_status 0
expect '50 + 6 - 11 = 45' grep -qE '^GM0001 .* 56 +45$' "$stdout"
expect '33 - 6 + 18 = 45' grep -qE '^GM0002 .* 27 +45$' "$stdout"
expect_file_has opened/targets.csv 'GM0002;2026-2;2026-07-03;33;-18;'

begin "refused: a half-year that has not ended"
a_case
run balance case --as-of 2026-06-29 --national 90 -o opened
expect_status 3
expect_stderr_has '2026-1 has not ended by 2026-06-29: carry it over with --as-of 2026-07-01 or a later day'
expect_no_file opened
begin "refused: no target of the next half-year"
a_case
run balance case --as-of 2026-07-01 -o opened
expect_status 3
expect_stderr_has '2 municipalities, GM0001 first, have no target of 2026-2'
expect_no_file opened
begin "refused: a version of that day stands already"
a_case
printf 'GM0001;2026-2;01-07-2026;50;0;;0;Staatscourant;\nGM0002;2026-2;01-07-2026;33;0;;0;Staatscourant;\n' >>case/taakstellingen.csv
run balance case --as-of 2026-07-01 -o opened
expect_status 3
expect_stderr_has 'taakstellingen.csv:6: GM0001 has a version of 2026-2 on that day already'
expect_no_file opened

begin "a count of the new half-year that is in already: what is written is read again"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,A,Utrecht,40000\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,balance_persons,linked_persons,housed_persons\nGM0001,2025-2,2026-01-01,30,0,29,25\nGM0001,2026-1,2025-10-01,28,0,,0\nGM0001,2026-1,2026-02-01,28,0,,6\n' >case/targets.csv
run balance case --as-of 2026-02-05 -o opened
expect_status 0
expect 'four waited and six are housed: who was linked is not known' grep -q '^GM0001,2026-1,2026-02-05,28,-5,,6,' opened/targets.csv
cp case/municipalities.csv opened
run supervise opened
expect_status 0
expect_stderr_empty
sed -i '4s/28,0,,6/28,0,,3/' case/targets.csv
run balance case --as-of 2026-02-05 -o fewer
expect 'at least those that waited' grep -q '^GM0001,2026-1,2026-02-05,28,-5,4,3,' fewer/targets.csv
run balance case --as-of 2026-02-05 -o quiet --quiet
expect_status 0
expect_stdout_empty
expect_same fewer/targets.csv quiet/targets.csv
run balance case --as-of 2026-02-05 -q
expect_stdout_empty
printf 'period,published_on,target_persons,inhabitants\n2026-1,2026-03-01,400,\n' >case/national.csv
sed -i '/2026-1/d' case/targets.csv
run balance case --as-of 2026-02-05 --national 400 -o bad
expect_status 3
expect_stderr_has 'in the new table: column published_on: the target of GM0001 for 2026-1 is of 2026-02-05, but its national number was announced on 2026-03-01'
expect_stderr_has 'the new table would not be read again, so nothing is written'
expect_no_file bad

begin "a municipality may be split over several, and its half-years are theirs"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0788,Haaren,Noord-Brabant,14000\nGM0001,Een,Noord-Brabant,20000\nGM0002,Twee,Noord-Brabant,30000\nGM0003,Nieuw,Noord-Brabant,7000\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,balance_persons,linked_persons,housed_persons\nGM0788,2020-1,2020-07-01,20,0,20,8\nGM0788,2020-2,2021-01-01,20,-12,30,20\nGM0001,2020-2,2021-01-01,20,0,25,22\nGM0002,2020-2,2021-01-01,30,0,30,30\n' >case/targets.csv
printf 'changed_on,from,to,inhabitants,ends\n2021-01-01,GM0788,GM0001,3000,yes\n2021-01-01,GM0788,GM0002,4000,yes\n2021-01-01,GM0788,GM0003,7000,yes\n' >case/boundary_changes.csv
run balance case --as-of 2021-01-01 --national 100 --inhabitants 17000000 -o opened
expect_status 0
expect '12 arrears: 2.57, 3.43 and 6 become 3, 3 and 6' grep -qE '^GM0788 Haaren .* \+12 +0 .* ends$' "$stdout"
expect '+2 and -3' grep -qE '^GM0001 Een +0 +22 +20 +-3 +-1 ' "$stdout"
expect '-3' grep -qE '^GM0002 Twee +0 +30 +30 +-3 +-3 ' "$stdout"
expect '-6' grep -qE '^GM0003 Nieuw +0 +0 +0 +-6 +-6 ' "$stdout"
expect 'who waits goes along' grep -q '^GM0003,2021-1,2021-01-01,.*,-6,5,0,balance carried over from 2020-2: -6 from GM0788' opened/targets.csv
cp opened/targets.csv case/targets.csv
run supervise case --as-of 2021-02-20 --csv
expect_status 0
expect 'the new municipality inherits two half-years' grep -qE '^GM0003,.*,2,neutral,4,' "$stdout"
run supervise case --as-of 2021-02-20 --explain GM0003
expect_stdout_lacks 'differs'
sed -i '4s/2021/2022/' case/boundary_changes.csv
run balance case --as-of 2021-01-01 --national 100 --inhabitants 17000000 -o bad
expect_status 3
expect_stderr_has 'boundary_changes.csv:4: column ends: GM0788 has ended on another day in an earlier row'

begin "a published balance of a municipality that takes over others stands"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,Een,Utrecht,20000\nGM0002,Twee,Utrecht,30000\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons,balance_persons,linked_persons,housed_persons\nGM0001,2020-2,2021-01-01,20,0,25,15\nGM0002,2020-2,2021-01-01,30,0,30,30\nGM0002,2021-1,2020-10-01,50,-7,,0\n' >case/targets.csv
printf 'changed_on,from,to,inhabitants,ends\n2021-01-01,GM0001,GM0002,20000,yes\n' >case/boundary_changes.csv
run balance case --as-of 2021-01-01 -o opened
expect_status 0
expect_stdout_has 'GM0002 -5 > -7 (targets.csv:4)'
expect_stdout_has '0 of 2020-2, 0 of 2021-1'
