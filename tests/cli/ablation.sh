#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The switches of the engine's steps: the program that users get has none, and bench/ablation.sh measures every step,
# once, in several orders of the rows.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

step_names() { sed -n 's/^ *\[KOPPEL_STEP_[A-Z_]*\] = "\([a-z-]*\)",$/\1/p' "$ROOT/solver/base/steps.c"; }

# A program that proves at once, or fails without a step.
fake() {
    cat >fake <<'END'
#!/bin/sh
[ "$KOPPEL_WITHOUT" != lns ] || exit 4
echo "$*" | sed 's/.*--seed \([0-9]*\).*/\1/' >>"$CALLS"
echo '  "outcome": "proven",'
echo '  "nodes": 7,'
echo '    {"name": "fit", "sense": "maximise", "value": "12.5", "bound": "12.5", "gap": "0", "proven": true}'
END
    chmod +x fake
    CALLS=$PWD/calls
    export CALLS
}

# ablation STEP...: the script on the case with the fake program
ablation() {
    cli_command="ablation.sh $*"
    KOPPEL=$PWD/fake INSTANCES=./case ORDERS='0 1' LIMIT=5 sh "$ROOT/bench/ablation.sh" cases results.csv "$@" \
        >"$stdout" 2>"$stderr" </dev/null
    status=$?
}

begin 'every step has a name'
step_names | sort >names
sed -n 's/^    KOPPEL_STEP_\([A-Z_]*\).*/\1/p' "$ROOT/solver/base/steps.h" | tr 'A-Z_' 'a-z-' | sort >steps
expect_same steps names

begin 'the program that users get has no switches'
if grep -q KOPPEL_WITHOUT "$KOPPEL"; then
    not_ok 'KOPPEL_WITHOUT stands in the program'
else
    ok 'KOPPEL_WITHOUT does not stand in the program'
fi
run solve "$DATA/region-east" --quick --json --threads 1
expect_status 0
cp "$stdout" all
KOPPEL_WITHOUT=$(step_names | tr '\n' ',')
export KOPPEL_WITHOUT
run solve "$DATA/region-east" --quick --json --threads 1
unset KOPPEL_WITHOUT
cp "$stdout" none
sed -i 's/"seconds": [0-9.]*//' all none
expect_same all none

begin 'every step is measured once in every order'
fake
copy_case municipality-d
ablation none lns mir-cuts,fix-rows
expect_status 0
cut -d, -f1-3,5-7 results.csv >rows
cat >expected <<'END'
instance,order,without,outcome,nodes,values
case,0,none,proven,7,fit=12.5
case,0,lns,unproven,,
case,0,mir-cuts+fix-rows,proven,7,fit=12.5
case,1,none,proven,7,fit=12.5
case,1,lns,unproven,,
case,1,mir-cuts+fix-rows,proven,7,fit=12.5
END
expect_same expected rows
expect 'an order is a seed' test "$(sort "$CALLS" | uniq -c | tr -s ' \n' ' ')" = ' 2 1 2 2 '
ablation none lns mir-cuts,fix-rows
expect_status 0
expect_stdout_empty

begin 'refuses a step that there is not'
ablation none lsn
expect_status 2
expect_stderr_has 'there is no step "lsn"'

begin 'the table'
cat >results.csv <<'END'
instance,order,without,seconds,outcome,nodes,values
one,0,none,2.00,proven,1,
one,0,lns,8.00,proven,1,
one,0,none,1.00,proven,1,
one,0,none,4.00,proven,1,
two,0,none,3.00,proven,1,
two,0,mir-cuts,3.00,proven,1,
two,0,lns,60.00,unproven,,
END
awk -f "$ROOT/bench/tables/ablation.awk" results.csv >table
cat >expected <<'END'
2 instances, 2 runs a step; with all steps on 5 CPU seconds in all, 0 not proven.

| step left out | seconds off / on, geometric mean | not proven | most | least |
|---|--:|--:|---|---|
| `lns` | 8.94 | 1 | 20 `two` | 4.00 `one` |
| `mir-cuts` | 1.00 |  | 1.00 `two` | 1.00 `two` |
END
expect_same expected table
