#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Named groups of areas, and complexes of the same name of two corporations.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "a limit on a group of areas holds in the proposal, the check, the certificate and the answers"
copy_case municipality-a
run solve case -o free --quick
neighbourhoods=$(tail -n +2 free/proposal.csv | cut -d, -f5 | sort | uniq -c | sort -k1,1nr -k2 | head -2 | awk '{ print $2 }')
{ echo 'group,area' && for n in $neighbourhoods; do echo "Edge,$n"; done && echo "Edge,$(echo "$neighbourhoods" | head -1 | sed 's/^BU\(......\).*/WK\1/')"; } >case/areas.csv
printf 'Edge,homes,,1,must,\n' >>case/limits.csv
run solve case -o out
expect_status 0
expect "one home of the group is offered, no more" test "$(tail -n +2 out/proposal.csv | cut -d, -f5 | grep -cF "$neighbourhoods")" -eq 1
expect_file_has out/certificate.json '"group": "Edge"'
run check case out
expect_status 0
run export case --format mps -o mps
expect_status 0
expect "the awk checker proves the bounds" sh "$ROOT/docs/certificate/check_certificate.sh" mps out/certificate.json
sed -i 's/Edge,homes,,1,/Edge,homes,,0,/' case/limits.csv
run check case out --edited
expect_status 0
expect_stdout_has 'Gave way: row 8 of limits.csv for group Edge'

begin "a complex is one of a corporation and a name"
copy_case municipality-d
cd case || exit 1
printf 'corporation,name\nA,Home\nB,House\n' >corporations.csv
rm -f limits.csv decisions.csv scores.csv woningen.csv besluiten.csv
printf 'unit,neighbourhood,corporation,rooms,rent_eur,complex\n' >units.csv
for unit in 1 2 3 4; do printf 'A%s,BU90040001,A,%s,500,100\nB%s,BU90040001,B,%s,500,100\n' $unit $((unit + 1)) $unit $((unit + 1)); done >>units.csv
cd ..
printf '{"spread": {"rule": "none"}, "agreement": {"enforce": "ignore"}, "rooms": {"max_spare": null}, "mix": [{"level": "complex", "max": 1, "enforce": "must"}]}\n' >policy.json
run solve case --policy policy.json -o out
expect_status 0
expect "one home in each complex" test "$(tail -n +2 out/proposal.csv | grep -c ',[AB][1-4],')" -eq 2
printf 'area,measure,min,max,enforce\n100,homes,,1,must\n' >case/limits.csv
run solve case --policy policy.json
expect_status 3
expect_stderr_has 'several corporations have a complex "100": write "A/100" or "B/100"'
printf 'area,measure,min,max,enforce\nA/100,homes,,0,must\n' >case/limits.csv
run solve case --policy policy.json -o limited
expect_status 0
expect_not "no home of A" grep -q ',A[1-4],' limited/proposal.csv
