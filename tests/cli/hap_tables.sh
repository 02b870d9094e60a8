#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Household assignment instances through tables: a hand-made one whose optimum can be worked out on paper, and the verdicts.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Four households of 1, 1, 2 and 3 persons; cell A holds dwellings of 1, 2 and 3, cell B one of 4.
mkdir -p shared/data/published/hap
hap=shared/data/published/hap
printf '%s\n' 'ID,X,Y,income,size,cell,cluster' 'a,0,0,9,1,x,1' 'b,0,0,9,1,x,1' 'c,0,0,9,2,x,1' 'd,0,0,9,3,x,1' >$hap/households_9700.csv
printf '%s\n' 'ID,X,Y,cost,capacity,cell,gx,gy,cluster' 'p,0,0,9,1,A,0,0,1' 'q,0,0,9,2,A,0,0,1' 'r,0,0,9,3,A,0,0,1' \
    's,0,0,9,4,B,0,0,1' >$hap/houses_10000.csv
gzip $hap/*.csv

# worth CELLS THETA: the value that koppel proves
worth() {
    rm -rf made
    sh "$ROOT/bench/hap_tables.sh" $hap/households_9700.csv.gz $hap/houses_10000.csv.gz "$1" "$2" made
    run solve made/case --policy made/policy.json --rules made/rules --json --quick
    sed -n 's/.*"name": "fit".*"value": "\([^"]*\)".*"proven": true.*/\1/p' "$stdout"
}

begin "the optimum of a small instance, without and with caps"
cd ..
# no cap binds: sizes 1, 2 and 3 in their own dwellings, and the other household of 1 in the one of 4: 3 + 1/4
expect "all cells, 100 %: 3250" test "$(worth all 100)" = 3250
expect_file_has made/case/limits.csv 'A,persons,6,must'
# half of A: 3 persons and, of 3 dwellings, 2; so 1 and 2 in A (2), and the household of 3 in B (1/2)
expect "the first cell, 50 %: 2500" test "$(worth 1 50)" = 2500
expect_file_has made/case/limits.csv 'A,homes,2,must'
expect_not "B has no cap" grep -q '^B' made/case/limits.csv
expect "an existing folder is left alone" test "$(sh "$ROOT/bench/hap_tables.sh" $hap/households_9700.csv.gz \
    $hap/houses_10000.csv.gz 1 50 made 2>&1 | tail -n 1)" = 'made exists already'

# verdicts OPTIMUM: what bench/published.sh says when this is the known optimum; sets $status
verdicts() {
    printf 'instance,sense,optimum,source\nhap/9700x10000 n=1 theta=0.5,max,%s,here\n' "$1" >shared/data/published/optima.csv
    cli_command='bench/published.sh'
    KOPPEL_SHARED=$PWD/shared sh "$ROOT/bench/published.sh" exact 20 "$PWD/published" >"$stdout" 2>"$stderr"
    status=$?
}

begin "verdicts"
cd ..
verdicts 2.5000
expect_status 0
expect_stdout_has 'hap/9700x10000 n=1 theta=0.5 tables        ok '
verdicts 2.4999
expect_status 1
expect_stdout_has 'fail (value)'
verdicts 2.6
expect_status 1
expect_stdout_has 'fail (bound)'
rm published/hap-1-50/case/units.csv
verdicts 2.5
expect_status 1
expect_stdout_has 'fail (status 3)'
KOPPEL_SHARED=$PWD/nowhere sh "$ROOT/bench/published.sh" >"$stdout"
expect_stdout_has 'skipped: the folder of published instances is not here'
