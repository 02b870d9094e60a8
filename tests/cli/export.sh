#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel export: other solvers find, for every tier in both formats, exactly the value that koppel proves.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# cost_by_glpsol FILE: the least cost that GLPK's own solver finds
cost_by_glpsol() {
    case $1 in *.mps) format=--freemps ;; *) format=--lp ;; esac
    timeout 60 glpsol $format "$1" -o glpsol.txt >/dev/null 2>&1
    awk '$1 == "Status:" { optimal = $2 == "INTEGER" && $3 == "OPTIMAL" || $2 == "OPTIMAL" }
        $1 == "Objective:" && optimal { printf "%.6f\n", $4 }' glpsol.txt
}

cost_by_cbc() {
    timeout 60 cbc "$1" solve solution cbc.txt >/dev/null 2>&1
    awk 'NR == 1 && $1 == "Optimal" { printf "%.6f\n", $NF }' cbc.txt
}

# expect_values SOLVER FOLDER SUMMARY: in every file of the folder the solver finds the tier's value of the summary
expect_values() {
    for file in "$2"/tier*; do
        tier=${file##*/tier?-}
        tier=${tier%.*}
        value=$(tier_values "$3" | awk -v tier="$tier" '$1 == tier { printf "%.6f\n", $2 }')
        factor=$(sed -n "1s/.* the cost that is minimised is \\(-*[0-9]*\\) times the value that koppel prints.*/\\1/p" "$file")
        found=$("cost_by_$1" "$file" | awk -v factor="$factor" '{ printf "%.6f\n", $1 / factor + 0 }')
        expect "$file: $1 finds ${found:-nothing}, koppel proves $value" test "${found:-nothing}" = "$value"
    done
}

SOLVERS=
for solver in glpsol cbc; do
    if command -v $solver >/dev/null; then SOLVERS="$SOLVERS $solver"; fi
done

for name in municipality-a municipality-b municipality-c municipality-d; do
    begin "$name"
    run solve "$DATA/$name" -o out --quick --quiet
    expect_status 0
    for format in mps lp; do
        run export "$DATA/$name" --format $format -o $format
        expect_status 0
        expect_stdout_has "Written to $format:"
        expect_stderr_empty
        expect "a file for each tier" \
            test "$(cd $format && ls tier*)" = "$(tier_values out/summary.json | awk -v format=$format '{ print "tier" NR "-" $1 "." format }')"
        for solver in $SOLVERS; do
            expect_values "$solver" $format out/summary.json
        done
    done
    first=$(tier_values out/summary.json | awk 'NR == 1 { print $1 }')
    [ -n "$SOLVERS" ] || notice 'neither glpsol nor cbc is installed'

    # names.csv lists every column, once
    tail -n +2 mps/names.csv | cut -d , -f 1 | sort >named
    tr -s ' ' '\n' <"lp/tier1-$first.lp" | grep '^x_' | sort -u >columns
    expect_same named columns
    # names: every offer of the proposal is a column, and every column names a household and a unit of the case
    tr -s ' ' '\n' <"lp/tier1-$first.lp" | grep '^x_' | sort -u >columns
    tail -n +2 out/proposal.csv | awk -F '[,;]' '{ print "x_" $1 "_" $2 }' | sort >offers
    expect "every offer is a column" test -z "$(comm -13 columns offers)"
    awk -F '[,;]' 'FNR > 1 { print $1 }' "$DATA/$name/households.csv" >households
    awk -F '[,;]' 'FNR > 1 { print $1 }' "$DATA/$name/units.csv" >units
    awk -F _ 'FILENAME == "households" { household[$0] } FILENAME == "units" { unit[$0] }
        FILENAME == "columns" && !($2 in household && $3 in unit)' households units columns >strangers
    expect_not "every column names a household and a unit of the case" test -s strangers
    awk -F _ '{ print "household_" $2 ":" }' columns | sort -u >wanted
    expect "every household with a column has its row" \
        test "$(grep -coFwf wanted "lp/tier1-$first.lp")" -eq "$(wc -l <wanted)"
done

begin "one tier to standard output is the file that -o writes"
run export "$DATA/municipality-d" --format lp -o out
run export "$DATA/municipality-d" --format lp --tier fit
expect_status 0
cp "$stdout" fit.lp
expect_same fit.lp out/tier5-fit.lp
run export "$DATA/municipality-d" --tier fit
expect_stdout_has 'NAME koppel'
run export "$DATA/municipality-d" --tier spread
expect_status 2
expect_stderr_has 'tier "spread" is not in the policy, or nothing in this case can change it'
expect_stdout_empty

begin "an existing folder"
mkdir out && echo mine >out/notes.txt
run export "$DATA/municipality-d" -o out
expect_status 6
expect_stderr_has 'out: exists already'
run export "$DATA/municipality-d" -o out --force
expect_status 6
expect_stderr_has 'holds "notes.txt"'
rm -r out
run export "$DATA/municipality-d" -o out
run export "$DATA/municipality-d" -o out --force
expect_status 0
expect_file out/tier5-fit.mps

begin "other policies"
for policy in "$DATA"/policies/*.json; do
    rm -rf out mps
    run solve "$DATA/municipality-d" --policy "$policy" -o out --quick --quiet
    expect_status 0
    run export "$DATA/municipality-d" --policy "$policy" -o mps
    expect_status 0
    for solver in $SOLVERS; do
        expect_values "$solver" mps out/summary.json
    done
done

begin "micro-points and codes that the formats do not allow in names"
copy_case municipality-b
sed -i -e 's/H0001/H 0:01/' -e 's/H0002/H+2/' case/households.csv case/decisions.csv
sed -i -e 's/U000003/U-3/' -e 's/U000001/1e5/' case/units.csv case/decisions.csv
printf 'household,place,score\nH+2,BU90020000,0.123457\n' >case/scores.csv
echo '{"fit": {"precision": "micro_points"}}' >policy.json
run solve case --policy policy.json -o out --quick --quiet
expect_status 0
for format in mps lp; do
    run export case --policy policy.json --format $format -o $format
    expect_status 0
    for solver in $SOLVERS; do
        expect_values "$solver" $format out/summary.json
    done
done

begin "a problem without a proposal is written too: the other solver finds none either"
echo '{"target": {"enforce": "must"}}' >policy.json
run export "$DATA/municipality-c" --policy policy.json -o mps
expect_status 0
expect_stderr_has 'no proposal was found'
if command -v glpsol >/dev/null; then
    expect "glpsol finds nothing" test -z "$(cost_by_glpsol mps/tier1-urgency.mps)"
fi

begin "an export of another format is replaced"
run export "$DATA/municipality-d" -o out
run export "$DATA/municipality-d" --format lp -o out --force
expect_status 0
expect_file out/tier5-fit.lp
expect_no_file out/tier5-fit.mps

begin "no temporary file is needed"
TMPDIR=$PWD/nowhere
export TMPDIR
run export "$DATA/municipality-d" -o out
unset TMPDIR
expect_status 0

begin "long keys: names of at most 60 characters, which names.csv traces back"
copy_case municipality-d
awk -F , -v OFS=, -v long="$(printf '%080d' 0)" 'NR > 1 { $1 = long $1 } { print }' "$DATA/municipality-d/households.csv" >case/households.csv
awk -F , -v OFS=, -v long="$(printf '%080d' 0)" 'NR > 1 { $1 = $1 long } { print }' "$DATA/municipality-d/units.csv" >case/units.csv
rm -f case/decisions.csv case/scores.csv
run solve case -o out --quick --quiet
expect_status 0
for format in mps lp; do
    run export case --format $format -o $format
    expect_status 0
    expect "no name is longer than 60" test -z "$(tr -s ' :' '\n' <"$format/tier5-fit.$format" | grep -v '^\\\*' | awk 'length > 60')"
    expect "no name stands for two pairs" test -z "$(cut -d , -f 1 $format/names.csv | sort | uniq -d)"
    expect "every pair is told apart" test -z "$(cut -d , -f 2,3 $format/names.csv | sort | uniq -d)"
    for solver in $SOLVERS; do
        expect_values "$solver" $format out/summary.json
    done
done

begin "keys that come to the same name are numbered, in no time"
awk 'BEGIN { print "household,adults,children,municipality"; for (i = 1; i <= 160; i++) printf "%s%s,1,0,GM9004\n", substr("----------------", 1, 1 + i % 16), substr("++++++++++", 1, 1 + int((i - 1) / 16)) }' >keys
expect "160 keys" test "$(sort -u keys | wc -l)" -eq 161
copy_case municipality-d
rm -f case/decisions.csv case/scores.csv
cp keys case/households.csv
run export case --tier fit
expect_status 0
