#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The component spare: a home that somebody else needs is not spent on a household that does without what it has; and the
# summary says what it would cost to leave nobody of those who need a scarce home.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# left FOLDER: how many of those who need a step-free home have none
left() { awk -F, 'FNR == NR { if ($step) need[$1] = 1; next } $1 in need' step=1 needs.csv "$1/unplaced.csv" | wc -l; }

begin "scarce homes go to those who need them"
run generate --municipalities 1 --households 60 --units 75 --seed 1 -o case
expect_status 0
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["step_free"] == "yes" { print $at["household"] }' \
    case/households.csv >needs.csv
expect "some need a step-free home" test -s needs.csv
echo '{"name": "unasked", "fit": {"weights": {"spare": 0}}}' >policy.json
run solve case --policy policy.json --quick --quiet -o without
expect_status 0
cut -d, -f1-16 without/proposal.csv | sed 1d | cut -d, -f16 | sort -u >spare
expect "with a weight of 0 it is left out of the score" test "$(cat spare)" = ""
run solve case --quick --quiet -o with
expect_status 0
sed 1d with/proposal.csv | cut -d, -f16 | sort -u >spare
expect "it is 0 or 1000" test "$(grep -vxcE '0|1000' spare)" -eq 0
awk -F, 'FILENAME == "needs.csv" { need[$1] = 1; next }
    FILENAME == "case/units.csv" { if (FNR == 1) for (i = 1; i <= NF; i++) at[$i] = i
        else { steps[$at["unit"]] = $at["step_free"]; rooms[$at["unit"]] = $at["rooms"] }; next }
    FNR > 1 && $16 == 0 && !(steps[$2] == "yes" && !($1 in need)) && rooms[$2] < 5' needs.csv case/units.csv with/proposal.csv >false
expect_not "no home is called scarce that is neither step-free nor large" test -s false
expect "no more of those who need a step-free home are left" test "$(left with)" -le "$(left without)"
run check case with
expect_status 0
expect_stdout_lacks 'violation'

begin "what leaving none would cost is said in persons"
for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
    run generate --municipalities 1 --households 80 --units 60 --scarcity 30 --seed $seed -o case --force
    run solve case
    expect_status 0
    if grep -q "To give a home to " "$stdout"; then break; fi
done
tr '\n' ' ' <"$stdout" | tr -s ' ' >words
expect "in one of the cases somebody who needs a scarce home is left" grep -qE 'To give a home to (all|the) [0-9]+ (households? that needs? a step-free home|(family|families) of 6 or more people): .*(would lose|would move|no difference)' words
