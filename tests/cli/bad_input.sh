#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Bad input: each fault is told to a caseworker with its place and what to do, the exit status is 3, nothing is written.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

PROGRAM=$KOPPEL
BODY=$(mktemp) || exit 1 # a text of 200 MB without a line break; takes no room on the disk
truncate -s 200M "$BODY"

# spoil TITLE [CASE]: begins a test with a copy of an example case
spoil() {
    begin "$1"
    copy_case "${2:-municipality-b}"
}

# expect_refused MESSAGE...: solving the case (with the option $form) is refused with these messages and no other
# shellcheck disable=SC2086 # no option is no word
expect_refused() {
    run solve case $form -o out
    expect_status 3
    expect_stdout_empty
    expect_no_file out
    for message in "$@"; do
        expect_stderr_has "koppel: error: $message"
    done
    expect "$# messages" test "$(grep -c '^koppel: error: ' "$stderr")" -eq $#
}

# refuse_policy TITLE TEXT MESSAGE...: a policy of that text is refused
refuse_policy() {
    begin "$1"
    printf '%s' "$2" >policy.json
    shift 2
    run solve "$DATA/municipality-b" --policy policy.json -o out
    expect_status 3
    expect_stdout_empty
    expect_no_file out
    for message in "$@"; do
        expect_stderr_has "koppel: error: policy.json$message"
    done
    expect "$# messages" test "$(wc -l <"$stderr")" -eq $#
    run policy --policy policy.json
    expect_status 3
    expect_stdout_empty
}

form=

# ---- Tables

for table in municipalities neighbourhoods corporations units households targets; do
    spoil "$table.csv is missing"
    rm case/$table.csv
    run solve case -o out
    expect_status 3
    expect_stderr_has "koppel: error: $table.csv: the table is missing in the folder (Dutch name: "
    expect_no_file out

    spoil "$table.csv is empty"
    : >case/$table.csv
    run solve case -o out
    expect_status 3
    expect_stderr_has "koppel: error: $table.csv: the file is empty: the header line with the names of the columns is missing"
    expect_no_file out
done

for table in municipalities neighbourhoods targets; do
    spoil "$table.csv has a header only"
    sed -i 1q case/$table.csv
    run solve case -o out
    expect_status 3
    expect_stderr_has "koppel: error: $table.csv: the table has a header but no rows"
    expect_no_file out
done

spoil "a household stands twice"
sed -i '2{p;}' case/households.csv
expect_refused 'households.csv:3: column household: "H0001" stands on line 2 already'

spoil "a unit stands in an unknown neighbourhood"
change units.csv 2 BU90020005 BU90020006x
change units.csv 3 BU90020202 BU90029999
expect_refused 'units.csv:2: column neighbourhood: "BU90020006x" is not' \
    'units.csv:3: column neighbourhood: "BU90029999" is not in neighbourhoods.csv'

spoil "a neighbourhood of another municipality"
change neighbourhoods.csv 2 BU90020000 BU90030000
change neighbourhoods.csv 2 WK900200 WK900300
expect_refused 'neighbourhoods.csv:2: column municipality: by its code BU90030000 lies in GM9003, not in GM9002'

spoil "numbers without a meaning, all told at once"
change units.csv 2 B1,3,671.95 'B1,0,"1.234,56"'
change units.csv 3 667.56 abc
change households.csv 2 H0001,3,1 H0001,1000000000,1
change households.csv 3 H0002,1,0 H0002,1,-1
form=--strict
expect_refused 'units.csv:2: column rooms: "0" is not a whole number 1..50' \
    'units.csv:2: column rent_eur: "1.234,56" is not a decimal number 0..9999.99 with at most 2 decimal places: write 1234.56' \
    'units.csv:3: column rent_eur: "abc" is not a decimal number 0..9999.99 with at most 2 decimal places' \
    'households.csv:2: column adults: it looks like a number of ten digits' \
    'households.csv:3: column children: "-1" is not a whole number 0..20'
form=

spoil "a household is linked to a municipality outside the case"
change households.csv 2 GM9002 GM9003
change households.csv 3 GM9002 GM0363
form=--strict
expect_refused 'households.csv:2: column municipality: "GM9003" is not in municipalities.csv (did you mean "GM9002"?)' \
    'households.csv:3: column municipality: "GM0363" is not in municipalities.csv'
form=

spoil "corporations.csv has a header only"
sed -i 1q case/corporations.csv
run solve case -o out
expect_status 3
expect_stderr_has 'units.csv:2: column corporation: "B1" is not in corporations.csv'
expect_no_file out

spoil "no target for a municipality with linked households" region-east
sed -i /GM9105/d case/targets.csv
expect_refused 'targets.csv: municipality GM9105 (Oostgemeente 05) has linked households (households.csv:'
expect_stderr_has 'but no target for 2026-1 published on or before 2026-03-31; add its row'

spoil "the only target is of a half-year that has passed"
sed -i 's/,2026-1,/,2025-1,/' case/targets.csv
run solve case
expect_stderr_has 'koppel: note: targets.csv: the last target is for 2025-1, which ended before the day of the run, 2026-03-13'

spoil "a table with a column for the nationality"
sed -i -e '1s/$/,nationality/' -e '2,$s/$/,x/' case/households.csv
expect_refused 'households.csv:1: column "nationality" is refused: for people'

# dutch TITLE: begins a test with a copy of an example case whose files have their Dutch names, as its columns do
dutch() {
    spoil "$1" municipality-d
    for pair in municipalities:gemeenten neighbourhoods:buurten corporations:corporaties units:woningen \
        households:huishoudens targets:taakstellingen decisions:besluiten limits:grenzen; do
        mv case/${pair%:*}.csv case/${pair#*:}.csv
    done
}

dutch "errors after reading name the files and columns of the user"
change huishoudens.csv 2 urgent spoed
change huishoudens.csv 3 urgent URGENT
form=--strict
expect_refused 'huishoudens.csv:2: column urgentie: "spoed" is not an urgency class of policy even-spread: write normal, urgent or immediate, or add it to the policy under urgency.classes'
form=

dutch "no target for a linked household, in Dutch tables"
change taakstellingen.csv 2 01-10-2025 01-04-2026
change taakstellingen.csv 3 31-01-2026 02-04-2026
run solve case --as-of 2026-03-15 -o out
expect_status 3
expect_stderr_has 'koppel: error: taakstellingen.csv: no target was published on or before the day of the run, 2026-03-15'
expect_no_file out

dutch "a code without its letters, a key that stands twice, a cell too few, a word that is no word"
change huishoudens.csv 2 GM9004 9004
change huishoudens.csv 3 H0002 H0001
change huishoudens.csv 4 H0003, H0003
change huishoudens.csv 5 ,nee,volwassene ,n,volwassene
form=--strict
expect_refused 'huishoudens.csv:2: column gekoppelde_gemeente (municipality): "9004" is not a code such as GM0363: write GM9004' \
    'huishoudens.csv:3: column huishouden: "H0001" stands on line 2 already: delete one of the two rows, or give one another key' \
    'huishoudens.csv:4: this row has 15 fields, the header has 16: an empty cell keeps its separator; add what is missing' \
    'huishoudens.csv:5: column mag_delen (may_share): "n" is not yes (ja) or no (nee)'
form=

dutch "tables that have the name of a workbook"
mv case/woningen.csv case/woningen.xlsx
mv case/besluiten.csv case/besluiten.xls
rm case/taakstellingen.csv
expect_refused 'woningen.xlsx: this is not a workbook: if it is a CSV table, give its name the ending .csv' \
    'besluiten.xls: a spreadsheet of this kind cannot be read: save it as an Excel workbook (.xlsx), or as CSV under the name besluiten.csv' \
    'targets.csv: the table is missing in the folder (Dutch name: taakstellingen.csv or taakstelling.csv)'

spoil "one decimal point among decimal commas" municipality-c
change units.csv 2 608,75 608.75
expect_refused 'units.csv:2: column rent_eur: "608.75" has a decimal point, the other numbers of this table a comma: write 608,75'

spoil "the code of an error is for --verbose"
change households.csv 2 H0001,3 H0001,three
run solve case
expect_stderr_lacks '[KOPPEL_E_INPUT]'
run solve case --verbose
expect_stderr_has '"three" is not a whole number 1..20 [KOPPEL_E_INPUT]'

# ---- Days that can hardly be meant

dutch "a date as a spreadsheet writes it"
run solve case --quick --quiet -o plain
change huishoudens.csv 2 09-03-2026 9/3/2026
change huishoudens.csv 3 28-01-2026 28-1-2026
run solve case --quick --quiet -o out
expect_status 0
expect_stderr_empty
expect_same plain/proposal.csv out/proposal.csv

dutch "the day of the run comes from one date far from the others"
change huishoudens.csv 3 28-01-2026 05-06-2026
run solve case --quick
expect_stdout_has 'as of 2026-06-05'
expect_stdout_has '(the last day that the tables record: huishoudens.csv:3)'
expect_stderr_has 'koppel: note: huishoudens.csv:3: the day of the run, 2026-06-05, comes from column gekoppeld_op of this row alone; the day before it in the tables is 2026-03-13: is it right? (--as-of states another)'
run solve case --quick --as-of 2026-06-05
expect_stdout_has 'as of 2026-06-05'
expect_stdout_lacks 'the last day that the tables record'
expect_stderr_empty

dutch "dates a year and five years from the half-year"
change huishoudens.csv 3 28-01-2026 28-01-2024
run solve case --quick
expect_status 0
expect_stderr_has 'koppel: note: huishoudens.csv:3: column gekoppeld_op: 2024-01-28 is more than a year from half-year 2026-1: is the year right?'
change huishoudens.csv 4 15-12-2025 15-12-2062
change huishoudens.csv 5 28-10-2025 28-10-2015
change woningen.csv 2 05-04-2026 05-04-2062
expect_refused 'huishoudens.csv:4: column gekoppeld_op: 2062-12-15 is more than five years from half-year 2026-1: correct the year' \
    'huishoudens.csv:5: column gekoppeld_op: 2015-10-28 is more than five years' \
    'woningen.csv:2: column beschikbaar_vanaf: 2062-04-05 is more than five years'

dutch "more persons are linked than the target counts"
change taakstellingen.csv 3 ,15,1, ,14,1,
run solve case --quick
expect_status 0
expect_stderr_has 'koppel: note: taakstellingen.csv:3: column gekoppeld: 14 persons linked to GM9004, but 14 are linked to it in huishoudens.csv and 1 are housed already: are all linked persons counted?'

# ---- Decisions

spoil "a household is kept in two homes"
echo 'H0002,U000001,keep,lease,2026-03-08' >>case/decisions.csv
expect_refused 'decisions.csv:4: keep: H0002 in U000001 contradicts row 2, by which the household has U000009 (keep): add a row refused or withdrawn for the home that it does not have'

spoil "two households are kept in one home"
echo 'H0004,U000009,keep,lease,2026-03-08' >>case/decisions.csv
expect_refused 'decisions.csv:4: keep: H0004 in U000009: the unit has 1 place, and other rows give it to other households: add a row refused or withdrawn for who does not have it'

spoil "a decision on somebody unknown, and on a home that is not there"
change decisions.csv 2 H0002 H0022
change decisions.csv 3 U000003 U00003
expect_refused 'decisions.csv:2: column household: this household is not in households.csv, but the home is in units.csv: add the household, take out the home if it is let, or add a row withdrawn'

spoil "a name as who decided"
cat >case/decisions.csv <<END
household,unit,decision,reason,decided_on,decided_by
H0002,U000009,keep,lease,2026-03-08,Jan Jansen
END
expect_refused 'decisions.csv:2: column decided_by: 1 cell looks like the name of a person: write a role in small letters, such as housing officer, or initials'
expect_stderr_lacks Jansen

# ---- Policies

refuse_policy "a policy key stands twice" '{"name": "a", "name": "b"}' ': $.name: the key stands twice: delete one'
refuse_policy "a comma too many" '{"name": "a",}' \
    ':1:14: not correct JSON: the comma before this bracket has nothing after it: delete the comma'
refuse_policy "unknown keys" '{"spraed": {"rule": "cap"}, "spread": {"tolerance_per_cent": 10}}' \
    ': $: the key "spraed" is not known (did you mean "spread"?)' \
    ': $.spread: the key "tolerance_per_cent" is not known (did you mean "tolerance_percent"?)'
refuse_policy "text after the policy" '{"name": "a"} {}' ':1:15: not correct JSON: there is text after the end'
refuse_policy "an empty policy" '' ':1:1: not correct JSON: the text ends too early'
refuse_policy "values out of range" \
    '{"spread": {"tolerance_percent": -5, "rule": "cups"}, "target": {"enforce": true}, "tiers": ["target", "target"]}' \
    ': $.spread.tolerance_percent: -5 is not a whole number 0..300' ': $.spread.rule: ' ': $.target.enforce: ' \
    ': $.tiers'

begin "a policy that is not there, or is a folder"
run solve "$DATA/municipality-b" --policy nowhere.json
expect_status 3
expect_stderr_has 'koppel: error: nowhere.json: cannot read the file: No such file or directory'
run policy --policy .
expect_status 3
expect_stderr_has 'this is a folder, not a file'

begin "faults of the policy and of the tables are told together"
copy_case municipality-b
change households.csv 2 H0001,3 H0001,three
echo '{"nam": "a"}' >policy.json
run solve case --policy policy.json
expect_status 3
expect_stderr_has 'policy.json: $: the key "nam" is not known (did you mean "name"?)'
expect_stderr_has 'households.csv:2: column adults: "three" is not a whole number 1..20'

# ---- Files

# quickly ARGUMENT...: runs the program, with at most 100 MB of memory
quickly() {
    KOPPEL=$cli_folder/small
    printf '#!/bin/sh\nulimit -v 102400\nexec "%s" "$@"\n' "$PROGRAM" >"$KOPPEL" && chmod +x "$KOPPEL"
    case $(nm "$PROGRAM" 2>/dev/null) in *__asan_init*) KOPPEL=$PROGRAM ;; esac # the sanitizer reserves terabytes
    run "$@"
    KOPPEL=$PROGRAM
}

spoil "200 MB in one line"
cp --sparse=always "$BODY" policy.json
quickly solve case --policy policy.json
expect_status 3
expect_stderr_has 'policy.json: the file is larger than 16777216 bytes'
mv policy.json case/households.csv
quickly solve case -o out
expect_status 3
expect_stderr_has 'households.csv:1: a line is longer than 1048576 bytes: is this a text table with one row a line?'
expect_no_file out
printf 'household,adults,children\n"' | dd of=case/households.csv conv=notrunc status=none
quickly solve case -o out
expect_status 3
expect_stderr_has 'households.csv:2: a line is longer than 1048576 bytes'
expect_no_file out

spoil "a file that may not be read"
chmod 0 case/units.csv
if [ "$(id -u)" -ne 0 ]; then
    expect_refused 'units.csv: cannot read the file: Permission denied'
elif command -v setpriv >/dev/null; then
    # as nobody; the program is copied, for its folder may be closed to others
    chmod 755 "$cli_folder" case && chmod 777 . && cp "$PROGRAM" koppel
    printf '#!/bin/sh\nexec setpriv --reuid 65534 --clear-groups "%s/koppel" "$@"\n' "$PWD" >nobody && chmod +x nobody
    KOPPEL=$PWD/nobody
    expect_refused 'units.csv: cannot read the file: Permission denied'
    KOPPEL=$PROGRAM
else
    notice 'root may read every file'
fi
chmod 600 case/units.csv

spoil "a table that is a folder, a pipe or a link to nowhere"
rm case/units.csv case/households.csv case/targets.csv
mkdir case/units.csv
mkfifo case/households.csv
ln -s nowhere case/targets.csv
run solve case -o out
expect_status 3
expect_stderr_has 'units.csv: this is a folder, not a file'
expect_stderr_has 'households.csv: this is a device or a pipe, not a file'
expect_stderr_has 'targets.csv: cannot read the file: No such file or directory'
expect_no_file out

begin "a case that is no folder"
echo >file
run solve file
expect_status 3
expect_stderr_has 'file: this is one file: name the folder with the tables of the case, or a workbook (.xlsx)'
run solve nowhere
expect_status 3
expect_stderr_has 'nowhere: cannot open the case folder: No such file or directory'

# ---- Nothing wrong, but little to do

spoil "no households: nothing to allocate"
sed -i 1q case/households.csv
rm case/decisions.csv
run solve case -o out
expect_status 0
expect_stderr_has 'koppel: note: households.csv: the table has no rows: there is nothing to allocate'
expect_stdout_has '0 of 0 households get a home'
expect_file out/summary.json

spoil "no homes: everybody is left, with the reason"
sed -i 1q case/units.csv
rm case/decisions.csv
run solve case -o out
expect_status 0
expect_stderr_has 'koppel: note: units.csv: the table has no rows: there is nothing to allocate'
expect_stdout_has '0 of 9 households get a home'
expect "a reason for all 9" test "$(grep -c 'no_suitable_unit' out/unplaced.csv)" -eq 9

spoil "a household that fits nowhere"
change households.csv 2 H0001,3,1 H0001,9,9
run solve case -o out
expect_status 0
expect_stdout_has 'None of the 17 homes suits.'
expect_file_has out/unplaced.csv 'H0001,18,0,GM9002,no_suitable_unit,None of the 17 homes suits. 17 homes: too few or too many rooms'
expect_file_has out/unplaced.csv 'U000004 has 6 rooms, and a household of 18 needs 8'

rm -f "$BODY"
