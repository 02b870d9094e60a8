#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel check: a written folder passes, also after a spreadsheet had it; each planted violation is found and told.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

CASE=$DATA/municipality-a
begin "the folder of municipality-a"
run solve "$CASE" -o out --quiet
expect_status 0
OUT=$PWD/out

# edit TITLE [SED...]: begins a test with a copy of the folder, its proposal.csv changed by sed
edit() {
    begin "$1"
    shift
    cp -R "$OUT" out
    if [ $# -gt 0 ]; then
        rm out/proposal.xlsx # the table is what counts here; tests/cli/book_back.sh has both
        sed "$@" "$OUT/proposal.csv" >out/proposal.csv
        expect_not "the edit changes something" cmp -s "$OUT/proposal.csv" out/proposal.csv
    fi
}

# expect_pass [OPTION...]
expect_pass() {
    run check "$CASE" out "$@"
    expect_status 0
    expect_stdout_has 'Checked from the tables alone: 24 offers (people: 53) against every rule'
    expect_stdout_has 'Nothing is wrong: every rule that must be met is met.'
    expect_stderr_empty
}

# expect_violations N SENTENCE...: the edited folder has N violations, told so; a line break counts as a blank
expect_violations() {
    cut -d, -f1,2 out/proposal.csv >cut.csv # the other columns are tested apart
    mv cut.csv out/proposal.csv
    run check "$CASE" out --edited
    expect_status 1
    if [ "$1" -eq 1 ]; then expect_stdout_has '1 violation was found:'; else expect_stdout_has "$1 violations were found:"; fi
    expect "$1 are listed" test "$(grep -c '^  - ' "$stdout")" -eq "$1"
    shift
    tr -s '\n ' '  ' <"$stdout" >words
    for sentence in "$@"; do
        expect_file_has words "- $sentence"
    done
}

# expect_refused MESSAGE...
expect_refused() {
    run check "$CASE" out --edited
    expect_status 3
    expect_stdout_empty
    for message in "$@"; do
        expect_stderr_has "koppel: error: $message"
    done
    expect "$# messages" test "$(wc -l <"$stderr")" -eq $#
}

# ---- What passes

for name in municipality-b municipality-c municipality-d region-east; do
    begin "$name passes as it is written"
    run solve "$DATA/$name" -o out --quiet
    run check "$DATA/$name" out
    expect_status 0
    expect_stdout_has 'Nothing is wrong: every rule that must be met is met.'
    expect_stderr_empty
done

edit "as it is written"
expect_pass
expect_same "$OUT" out

edit "saved by a Dutch spreadsheet: semicolons, CRLF, a byte-order mark, other columns, rows in another order"
{
    printf '\357\273\277woning;huishouden\r\n'
    tail -n +2 "$OUT/proposal.csv" | sort -r | awk -F, '{ printf "%s;%s\r\n", $2, $1 }'
} >out/proposal.csv
expect_pass
expect_pass --edited

# shellcheck disable=SC2016 # the last line, for sed
edit "a household moved to the bottom with an empty unit is the same as no row" -e '/^H0002,/{s/U[0-9]*//;h;d;}' -e '${G;}'
run check "$CASE" out --edited
expect_status 0
expect_stdout_has '23 offers (people: 51)'

edit "without summary.json: no claims, the default policy"
rm out/summary.json
run check "$CASE" out
expect_status 0
expect_stderr_has 'koppel: note: summary.json: the folder has no such file: the default policy is taken, and no claims are checked'

begin "the policy of the run is the one that counts"
run solve "$CASE" --policy "$DATA/policies/no-spread.json" -o out --quiet
run check "$CASE" out
expect_status 0
run check "$CASE" out --policy "$DATA/policies/even-spread.json" --edited
expect_status 1
expect_stdout_has 'the cap is'
rm out/summary.json
run check "$CASE" out --policy "$DATA/policies/no-spread.json"
expect_status 0
expect_stderr_empty

begin "the day of the run is kept with the folder"
run solve "$CASE" --as-of 2026-01-10 -o out --quiet
run check "$CASE" out
expect_status 0

# ---- Violations

edit "a home that does not suit, above the cap" 's/^H0002,U[0-9]*/H0002,U000048/'
expect_violations 2 \
    "household H0002 is offered unit U000048, but the household has 2 persons and the unit's 5 rooms are meant for at least 4" \
    'neighbourhood BU90010602 (Lindengaard) would hold 286 permit holders, 2 of them new; the cap is 236'

edit "a home offered twice" 's/^H0002,U[0-9]*/H0002,U000027/'
expect_violations 1 'unit U000027 is offered to 2 households, but has 1 place'

edit "a cap that is broken" 's/^H0002,U[0-9]*/H0002,U000006/'
expect_violations 1 \
    'neighbourhood BU90010400 (Kerkveste) would hold 272 permit holders, 2 of them new; the cap is 254'
run why "$CASE" out BU90010400
expect_stdout_has '270 of at most 254'

edit "a kept pair that is left out" '/^H0001,/d'
expect_violations 1 'household H0001 is offered nothing, but a recorded decision keeps it in unit U000044 on 2026-03-08'

edit "a pair that a decision rules out" 's/^H0004,U[0-9]*/H0004,U000013/'
expect_violations 2 'household H0004 is offered unit U000013, but a recorded decision rules it out on 2026-03-02' \
    'unit U000013 is offered to 2 households, but has 1 place'

edit "nobody is offered anything" '1q'
expect_violations 2 'household H0001 is offered nothing' 'household H0003 is offered nothing'

edit "several at once" -e 's/^H0002,U[0-9]*/H0002,U000048/' -e '/^H0001,/d' -e 's/^H0005,U[0-9]*/H0005,U000011/'
expect_violations 4 'household H0002 is offered unit U000048' 'neighbourhood BU90010602' 'household H0001 is offered nothing' 'unit U000011 is offered to'

# ---- Rows that say nothing

edit "an unknown household" 's/^H0002,/H0202,/'
expect_refused 'proposal.csv:3: column household: "H0202" is not in the households of the case (did you mean "H0002"?)'
edit "an unknown unit" 's/^H0002,U[0-9]*/H0002,u000038/'
expect_refused 'proposal.csv:3: column unit: "u000038" is not in the units of the case (did you mean "U000038"?)'
edit "a household twice" '3p'
expect_refused 'proposal.csv:4: column household: "H0002" stands on line 3 already, and may be offered one home'
# shellcheck disable=SC2016
edit "a row of totals" '$s/$/\nTotal,,53/'
expect_refused 'proposal.csv:26: this row has 3 fields, the header has '
edit "no header" 1d
expect_refused 'proposal.csv:1: column "household" is missing' 'proposal.csv:1: column "unit" is missing'
edit "an empty file" -n 1q
expect_refused 'proposal.csv: the file is empty'
edit "saved as UTF-16"
iconv -t UTF-16 "$OUT/proposal.csv" >out/proposal.csv
expect_refused 'proposal.csv: the text is UTF-16: save it as UTF-8 (in Excel: "CSV UTF-8")'
edit "no proposal.csv"
rm out/proposal.csv out/proposal.xlsx
expect_refused 'proposal.csv: cannot read the file: No such file or directory'
rm -r out
expect_refused 'out: there is no such folder; name one that koppel solve -o wrote'

# ---- Claims

# claim TITLE FROM TO SENTENCE...: summary.json changed, and what is found
claim() {
    edit "$1"
    sed "s/$2/$3/" "$OUT/summary.json" >out/summary.json
    expect_not "the edit changes something" cmp -s "$OUT/summary.json" out/summary.json
    shift 3
    run check "$CASE" out
    expect_status 1
    tr -s '\n ' '  ' <"$stdout" >words
    for sentence in "$@"; do
        expect_file_has words "$sentence"
    done
}

# shellcheck disable=SC2046 # a value and its bound for each tier
set -- $(tier_values "$OUT/summary.json" | awk '$1 == "target" { print $2 } $1 == "urgency" { print $2 }')
claim "a better value than the tables give" '\("target".*"value": \)"'"$1"'"' "\\1\"$(($1 - 1))\"" \
    'Values that the proposal claims' "tier target: the tables give the value $1, the claim says $(($1 - 1))"
claim "a bound that the proposal itself beats" '\("urgency".*"bound": \)"'"$2"'"' "\\1\"$(($2 - 1))\"" \
    "tier urgency: the value $2 is better than the bound $(($2 - 1)) that is claimed to hold for every proposal"

edit "an offer taken away: the claims differ, unless the folder is said to be edited" '/^H0002,/d'
run check "$CASE" out
expect_status 1
expect_stdout_has 'unplaced.csv: the row of "H0002" is missing'
expect_stdout_has 'tier target: the tables give the value '
expect_stdout_has 'tier urgency: the tables give the value '
expect_stdout_has 'tier fit: the tables give the value '
run check "$CASE" out --edited
expect_status 0

edit "a summary that is no JSON"
sed 's/"tiers": \[/"tiers": [,/' "$OUT/summary.json" >out/summary.json
expect_refused 'summary.json:'

edit "tables that have changed since are named"
copy_case municipality-a
rm case/limits.csv
sed -i '2s/Corporatie/Stichting/' case/corporations.csv
run check case out
expect_status 1
expect_stdout_has 'agreements.csv:2: column name says "Corporatie A1", the tables give "Stichting A1"'
expect_stderr_has 'koppel: note: corporations.csv: this file is another one now than when the proposal was made'
expect_stderr_has 'koppel: note: limits.csv: the proposal was made with this file, which is not read now'
expect "two notes" test "$(wc -l <"$stderr")" -eq 2
expect_stdout_has 'the tables have changed since this proposal was made (corporations.csv, limits.csv): solve'
expect_stdout_lacks '$.inputs'

# ---- Where the case is at fault

begin "bad tables are told as by solve"
copy_case municipality-a
rm case/units.csv
cp -R "$OUT" out
run check case out
expect_status 3
expect_stderr_has 'units.csv: the table is missing in the folder'
