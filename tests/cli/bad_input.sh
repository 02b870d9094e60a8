#!/bin/sh
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

# expect_refused MESSAGE...: solving the case is refused with these messages and no other
expect_refused() {
    run solve case -o out
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
expect_refused 'units.csv:2: column rooms: "0" is not a whole number 1..50' \
    'units.csv:2: column rent_eur: "1.234,56" is not a decimal number 0..9999.99 with at most 2 decimal places: write 1234.56' \
    'units.csv:3: column rent_eur: "abc" is not a decimal number 0..9999.99 with at most 2 decimal places' \
    'households.csv:2: column adults: "1000000000" is not a whole number 1..20' \
    'households.csv:3: column children: "-1" is not a whole number 0..20'

spoil "a household is linked to a municipality outside the case"
change households.csv 2 GM9002 GM9003
change households.csv 3 GM9002 GM0363
expect_refused 'households.csv:2: column municipality: "GM9003" is not in municipalities.csv (did you mean "GM9002"?)' \
    'households.csv:3: column municipality: "GM0363" is not in municipalities.csv'

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
change targets.csv 2 2026-1 2025-1
run solve case
expect_stderr_has 'koppel: note: targets.csv: the last target is for 2025-1, which ended before the day of the run, 2026-03-13'

spoil "a table with a column for the nationality"
sed -i -e '1s/$/,nationality/' -e '2,$s/$/,x/' case/households.csv
expect_refused 'households.csv:1: column "nationality" is refused: for people'

# ---- Decisions

spoil "a household is kept in two homes"
echo 'H0002,U000001,keep,lease,2026-03-08' >>case/decisions.csv
run solve case -o out
expect_status 3
expect_stderr_has 'decisions.csv:4: keep H0002 in U000001 contradicts an earlier row that keeps the household in U000009'
expect_no_file out

spoil "a pair is kept and forbidden"
echo 'H0002,U000009,forbid,file,2026-03-08' >>case/decisions.csv
expect_refused 'decisions.csv:4: columns household, unit: "H0002, U000009" stands on line 2 already: delete one of the two rows'

spoil "two households are kept in one home"
echo 'H0004,U000009,keep,lease,2026-03-08' >>case/decisions.csv
run solve case -o out
expect_status 3
expect_stderr_has 'keep H0004 in U000009: the unit has 1 place(s) and more households are kept in it'
expect_no_file out

spoil "a household is kept in a home that breaks a rule"
change decisions.csv 2 H0002 H0003
expect_refused 'decisions.csv:2: keep H0003 in U000009 contradicts rule rooms (too few or too many rooms for the household)'

spoil "a decision about somebody unknown"
change decisions.csv 2 H0002 H0022
change decisions.csv 3 U000003 U00003
expect_refused 'decisions.csv:2: column household: "H0022" is not in households.csv (did you mean "H0002"?)' \
    'decisions.csv:3: column unit: "U00003" is not in units.csv (did you mean "U000003"?)'

spoil "a kept pair breaks a spread cap"
change decisions.csv 2 U000009 U000005
run solve case -o out
expect_status 4
expect_stderr_has 'No proposal meets every must of policy even-spread. Nothing is written.'
expect_stderr_has 'Spread limit of neighbourhood BU90020002 (Waterpark)'
expect_stderr_has 'H0002'
expect_no_file out

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
expect_stderr_has 'file: cannot open the case folder: Not a directory'
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
expect_stdout_has '0 of 0 households are offered a home'
expect_stderr_has 'koppel: note: out: nothing is written, because there is no household to propose for'
expect_no_file out

spoil "no homes: everybody is left, with the reason"
sed -i 1q case/units.csv
rm case/decisions.csv
run solve case -o out
expect_status 0
expect_stderr_has 'koppel: note: units.csv: the table has no rows: there is nothing to allocate'
expect_stdout_has '0 of 9 households are offered a home'
expect "a reason for all 9" test "$(grep -c 'no_suitable_unit' out/unplaced.csv)" -eq 9

spoil "a household that fits nowhere"
change households.csv 2 H0001,3,1 H0001,9,9
run solve case -o out
expect_status 0
expect_stdout_has '1  no home that suits'
expect_file_has out/unplaced.csv 'H0001,18,0,GM9002,no_suitable_unit,Of 17 homes none suits: 17 because of the number of rooms'
expect_file_has out/unplaced.csv 'U000004 has 6 rooms and the household of 18 persons needs 8'

rm -f "$BODY"
