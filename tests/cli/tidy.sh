#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel tidy: the tables as they were understood, in the plain form; solving them strictly gives the same proposal.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "the example cases are tidy already"
for case in "$DATA"/municipality-? "$DATA/region-east"; do
    name=$(basename "$case")
    run tidy "$case" -o "tidy-$name"
    expect_status 0
    for table in "$case"/*.csv; do
        sed '1s/^\xef\xbb\xbf//' "$table" | tr -d '"\r' >before.csv
        tr -d '"\r' <"tidy-$name/$(basename "$table")" >after.csv
        expect "$name: $(basename "$table") stays as it is" cmp -s before.csv after.csv
    done
done

run tidy "$DATA/municipality-a" -o tidy-municipality-a
expect_status 6
expect_stderr_has 'tidy-municipality-a'

begin "what was understood is written plainly, and gives the same proposal under --strict"
copy_case municipality-a messy
sed -i '2,$s/,yes,/,WAAR,/; 2,$s/,no,/,ONWAAR,/' messy/units.csv
mv messy/households.csv messy/Households.CSV
printf '\n,,,,\n' >>messy/municipalities.csv
run solve messy --quick -o loose
expect_status 0
expect_stderr_has 'cells are read in the only way that they can be meant: "'
expect "the summary lists what was read in a special way" grep -q '"readings": \[' loose/summary.json
run solve messy --quick --strict
expect_status 3
run tidy messy -o clean
expect_status 0
expect_stdout_has 'Written to clean: '
run solve clean --strict --quick -o strict
expect_status 0
expect "the offers are the same" cmp -s loose/proposal.csv strict/proposal.csv
expect "nothing was read in a special way" sh -c '! grep -q readings strict/summary.json'

begin "tables with errors are not written"
copy_case municipality-a bad
sed -i '2s/^[^,]*,/<5,/' bad/targets.csv
run tidy bad -o never
expect_status 3
expect "nothing is written" test ! -e never

begin "a map of columns tells what headings mean"
copy_case municipality-a mapped
sed -i '1s/adults/Size of household/; 1s/^/Overview of the agency\n/' mapped/households.csv
run solve mapped --quick
expect_status 3
expect_stderr_has 'column "Size of household" is not known'
echo '{"households": {"columns": {"Size of household": "adults"}}}' >mapped/columns.json
run solve mapped --quick -o by-map
expect_status 0
run solve "$DATA/municipality-a" --quick -o as-it-was
expect "the offers are the same" cmp -s by-map/proposal.csv as-it-was/proposal.csv
run tidy mapped -o unmapped
expect_status 0
run solve unmapped --strict --quick -o by-name
expect_status 0
expect "the tidy case needs no map" cmp -s by-name/proposal.csv as-it-was/proposal.csv
sed -i '3s/,[0-9]*,/,many,/' mapped/households.csv
run solve mapped --quick
expect_status 3
expect_stderr_has 'column Size of household (adults): "many"'
echo '{"households": {"columns": {"Size of household": "adult"}}}' >wrong.json
run solve mapped --columns wrong.json
expect_status 3
expect_stderr_has 'wrong.json: $.households.columns.Size of household: a heading stands for one of these columns'

SHARED=${KOPPEL_SHARED:-$ROOT/../shared}
if [ -d "$SHARED/cases/dirt" ]; then
    begin "every spoiled table that is read is tidied, and read strictly again"
    failed=
    for folder in "$SHARED"/cases/dirt/*/; do
        kind=$(basename "$folder")
        run tidy "$folder" -o "dirt-$kind"
        [ "$status" -eq 0 ] || continue
        run solve "$folder" --quick -o "loose-$kind"
        [ "$status" -eq 0 ] || continue
        run solve "dirt-$kind" --strict --quick -o "strict-$kind"
        cmp -s "loose-$kind/proposal.csv" "strict-$kind/proposal.csv" || failed="$failed $kind"
    done
    expect "not the same:${failed:- none}" test -z "$failed"
fi
