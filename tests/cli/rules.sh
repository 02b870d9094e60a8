#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Rules are dated data: which files ruled is written, other files are noticed, and rent limits of an earlier year are told.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "the rule files stand among the inputs"
run solve "$DATA/municipality-b" -o out --quick --quiet
expect_status 0
for rule in occupancy rent_limits age_labels terms; do
    sum=$(sha256sum "$DATA/rules/$rule.json" | cut -d ' ' -f 1)
    expect_file_has out/summary.json "\"rules/$rule.json\""
    expect_file_has out/summary.json "$sum"
done

# a check by other rules says so
cp -R "$DATA/rules" other
sed -i 's/"low_cents": 71302/"low_cents": 71303/' other/rent_limits.json
run check "$DATA/municipality-b" out --rules other
expect_stderr_has 'koppel: note: rules/rent_limits.json: this file is another one now than when the proposal was made'

begin "rent limits of an earlier year are told"
copy_case municipality-b
sed -i 's/,2026-1,/,2027-1,/' case/targets.csv
sed -i 's/2025-1[0-2]-../2026-10-01/; s/2026-0[1-3]-../2026-10-02/' case/targets.csv
run solve case --quiet
expect_stderr_has 'the half-year is 2027-1, but the latest rent limits are those from 2026-01-01; add the limits of 2027 (--rules)'
run solve "$DATA/municipality-b" --quiet
expect_stderr_empty

begin "a rule that is switched off is not asked for"
copy_case municipality-b
sed -i 's/,2026-1,/,2017-1,/' case/targets.csv
sed -i -E 's/2025-1([0-2])-(..)/2016-1\1-\2/g; s/2026-0([1-9])-(..)/2017-0\1-\2/g' case/*.csv
run solve case --quiet
expect_status 3
expect_stderr_has 'rules/rent_limits.json: $.versions: no version is valid on 2017-01-01; the first begins on 2024-01-01'
echo '{"rent_limit": false}' >policy.json
run solve case --policy policy.json --quiet -o out
expect_status 0
expect_stderr_lacks 'rent'
run check case out
expect_status 0
cp -R "$DATA/rules" rules && rm rules/rent_limits.json
run solve "$DATA/municipality-b" --policy policy.json --rules rules --quiet
expect_status 0

begin "a problem without pairs is exported in both formats"
copy_case municipality-b
rm -f case/decisions.csv
sed -i '2,$s/,[0-9]*\.[0-9][0-9],/,9999.00,/' case/units.csv
echo '{"tiers": ["fit"], "agreement": {"enforce": "ignore"}}' >policy.json
run export case --policy policy.json --tier fit --format lp
expect_status 0
cp "$stdout" fit.lp
expect_file_has fit.lp 'nothing'
if command -v glpsol >/dev/null; then
    glpsol --lp fit.lp >glpsol.txt
    expect "glpsol reads it" grep -q 'OPTIMAL' glpsol.txt
fi
