#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The worked half-year of docs/half-year: its console blocks hold what the program prints.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "the worked half-year prints what its text shows"
sh "$ROOT/tests/console.sh" "$ROOT/docs/half-year/README.md" >now.md
expect_same "$ROOT/docs/half-year/README.md" now.md

begin "two municipalities are behind for different reasons"
run supervise "$DATA/region-east" --as-of 2026-07-01 --json
expect_status 0
expect 'GM9104: 15 of 28 persons are excusable, too few were linked' \
    grep -q '"municipality": "GM9104".*"corrected_target_persons": 28.*"linked_by_reference_persons": 13.*"excusable_persons": 15' "$stdout"
run supervise "$DATA/region-east" "$ROOT/docs/half-year/city" --as-of 2026-06-30 --json
expect_status 0
expect 'GM9101: no home suits 9 of the 17 persons that are left' \
    grep -q '"municipality": "GM9101".*"left_persons": 17, "left_no_suitable_home_persons": 9' "$stdout"

begin "the next half-year opens with the balances, and opening it twice changes nothing"
copy_case region-east
run balance case "$ROOT/docs/half-year/city" "$ROOT/docs/half-year/region" --as-of 2026-07-01 --national 420 -o opened
expect_status 0
expect 'every row of the case is kept' sh -c 'head -n 51 opened/targets.csv | cmp - case/targets.csv'
cp opened/targets.csv case/targets.csv
run supervise case --as-of 2026-07-15 --json
expect_status 0
expect 'GM9101 has arrears of 17 and a corrected target of 75' \
    grep -q '"municipality": "GM9101".*"period": "2026-2".*"balance_before_persons": -17, "target_persons": 58, "swapped_persons": 0, "corrected_target_persons": 75' "$stdout"
run balance case "$ROOT/docs/half-year/city" --as-of 2026-07-02
expect_stderr_has 'targets.csv:52: proposals that were carried out are in the housed persons of 1 municipality, GM9101, already'
run supervise case "$ROOT/docs/half-year/city" --as-of 2026-07-02
expect_status 0
expect_stderr_has 'docs/half-year/city: there is no summary.json that says for which half-year this was made, so its persons are counted for 2026-2; proposals of 2026-1 were carried out in 1 municipality, GM9101: leave out those'
cp -r "$ROOT/docs/half-year/city" made
printf '{"period": "2026-2"}' >made/summary.json
run supervise case made --as-of 2026-07-02
expect_stderr_lacks 'leave out'
run balance case --as-of 2026-07-02 -o again
expect_status 0
expect_stdout_has 'New versions of 2026-07-02: 0 of 2026-1, 0 of 2026-2.'
expect_same opened again
run supervise case --period 2026-1 --as-of 2026-07-15 --json
expect_status 0
expect 'GM9101 has housed 40, and missed this half-year and the one before the tables' \
    grep -q '"municipality": "GM9101".*"housed_persons": 40.*"half_years_missed_in_a_row": 2, "ladder": "neutral", "rung": 4, "rung_is": "at least"' "$stdout"
