#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Time limit and Ctrl-C on a case that takes longer: the best proposal so far, its honest gap, exit status 1.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "the generator makes a hard case"
HARD=$PWD/hard
run generate --municipalities 3 --households 1500 --units 1875 --link-share 30 --seed 3 -o "$HARD"
expect_file "$HARD/units.csv"

# expect_honest FOLDER: no tier claims more than it has: a value beyond its bound would be proof of a false one
expect_honest() {
    expect_json "$1/summary.json"
    tier_values "$1/summary.json" >values
    # shellcheck disable=SC2016 # awk's variables
    expect "some tier is not proven" awk '$4 == "false" { n++ } END { exit n == 0 }' values
    # shellcheck disable=SC2016
    expect "proven means value = bound" awk '$4 == "true" && $2 != $3 { bad = 1 } END { exit bad }' values
    # shellcheck disable=SC2016
    expect "no value is beyond its bound" awk '$3 != "null" && (($1 == "urgency" || $1 == "fit") ? $2 > $3 : $2 < $3) {
        bad = 1 } END { exit bad }' values
    expect_file_has "$1/summary.json" '"outcome": "feasible"'
    expect "1500 households are placed or explained" \
        test $(($(wc -l <"$1/proposal.csv") + $(wc -l <"$1/unplaced.csv"))) -eq 1502
}

# expect_within SECONDS START
expect_within() {
    seconds=$(($(date +%s) - $2))
    expect "done after $seconds s, at most $1 s" test $seconds -le "$1"
}

begin "a time limit of 1 s holds"
start=$(date +%s)
run solve "$HARD" --engine exact --time-limit 1 -o out --verbose
expect_status 1
expect_within 15 "$start" # on a machine that has other work, under sanitizers
expect_stdout_has 'not proven'
expect_stdout_has 'Engine exact: not proven, stopped at the time limit after '
expect_stdout_has '(raise --time-limit)'
expect_stdout_has '  Perhaps it can be better'
expect_file_has out/summary.json '"ended_by": "time_limit"'
expect_honest out

begin "a limit of work ends at the same place for any number of threads"
for threads in 1 2; do
    run solve "$HARD" --work-limit 1 --threads $threads -o "work$threads" --verbose
    expect_status 1
    expect_file_has "work$threads/summary.json" '"ended_by": "work_limit"'
    expect_stdout_has ' --work-limit '
    expect_stdout_has 'Next-best homes are known of 0 of 1500 households; '
    expect_honest "work$threads"
done
expect "equal folders" diff -r work1 work2
run check "$HARD" work1 --quick
expect_status 0
run solve "$HARD" --work-limit 0
expect_status 2

begin "the log tells how value and bound become better, and is not written over"
run solve "$DATA/municipality-b" --quick --quiet --log log
expect_status 0
expect "each line is an object of JSON" awk '!/^[{]"milliseconds": [0-9]+, "tier": "[a-z]+", "value": ("-?[0-9.]+"|null), "bound": ("-?[0-9.]+"|null)[}]$/ { bad = 1 } END { exit bad || NR == 0 }' log
run solve "$DATA/municipality-b" --quick --quiet --log log
expect_status 6
expect_stderr_has 'log: the log could not be written: '

begin "the smallest time limit still gives a proposal that passes its check"
start=$(date +%s)
run solve "$HARD" --engine exact --time-limit 0.001 -o out
expect_status 1
expect_within 15 "$start"
expect_stdout_has 'Next-best homes are known of '
expect_stdout_lacks "with every household's next-best home"
expect_honest out

# interrupted AFTER ARGUMENT...: Ctrl-C (or the signal in $signal) after so many seconds
signal=INT
interrupted() {
    cli_command="koppel $*, SIG$signal after $1 s"
    after=$1
    shift
    "$KOPPEL" "$@" >"$stdout" 2>"$stderr" </dev/null &
    pid=$!
    sleep "$after"
    kill -"$signal" $pid
    wait $pid
    status=$?
}

begin "Ctrl-C gives the best so far"
start=$(date +%s)
interrupted 2 solve "$HARD" --engine exact -o out --verbose
expect_status 1
expect_within 17 "$start"
expect_stdout_has 'not proven'
expect_stdout_has 'Written to out'
expect_stdout_has 'Engine exact: not proven, interrupted after '
expect_file_has out/summary.json '"ended_by": "interrupt"'
expect_honest out

for signal in TERM HUP; do
    begin "SIG$signal gives the best so far: a queue or a service manager ends a job so"
    start=$(date +%s)
    interrupted 1 solve "$HARD" --engine exact -o out --verbose
    expect_status 1
    expect_within 17 "$start"
    expect_stdout_has 'Engine exact: not proven, interrupted after '
    expect_honest out
done
signal=INT

begin "under nohup the end of the session does not end the program"
nohup "$KOPPEL" solve "$HARD" --engine exact --time-limit 2 --quick --verbose >"$stdout" 2>"$stderr" </dev/null &
pid=$!
sleep 1
kill -HUP $pid
wait $pid
expect_stdout_has 'Engine exact: not proven, stopped at the time limit after '

if [ -n "${KOPPEL_LONG:-}" ]; then
    begin "a wide gap is reached, measured at the best value that was found"
    run generate --municipalities 3 --households 400 --units 500 --link-share 30 --seed 3 -o wide
    for gap in 100% 10%; do
        run solve wide --engine exact --gap "$gap" --time-limit 100 --quiet -o out --quick --force
        expect_status 0
        expect_not "every tier is within the gap" grep -q '"proven": false}' out/summary.json
        expect_file_has out/summary.json '"outcome": "within_gap"'
    done
fi

begin "Ctrl-C while the next-best homes are worked out keeps the proof"
interrupted 2 solve "$DATA/region-east" -o out
expect "done" test "$status" -le 1
expect_stdout_has 'Written to out'
expect_file out/proposal.csv
if [ "$status" -eq 0 ]; then
    expect_stdout_has '  It is proven that this proposal is the best possible under the policy.'
else
    expect_stdout_has '  Perhaps it can be better'
fi

begin "export holds earlier tiers at the best that was found, and says so"
run export "$HARD" --time-limit 0.001 -o out
expect_status 0
expect_stderr_has 'koppel: note: not every tier was solved to its best value in time'
