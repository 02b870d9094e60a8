#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel solve --engine cbc|highs|glpsol: the same values as the exact engine where the solver is installed; and a
# solver that crashes, lies, hangs or writes nonsense gives a clear message and never a wrong proposal.
# shellcheck disable=SC2016 # $solution is a variable of the fake solvers
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# said_bounds SUMMARY_JSON: a line "name said_bound" for each tier
said_bounds() { sed -n -e 's/.*"name": "\([^"]*\)", "sense".*"said_bound": "\([^"]*\)".*/\1 \2/p' "$1"; }

# is_here ENGINE: whether its program can be run
is_here() {
    case $1 in
    highs) command -v "${KOPPEL_HIGHS:-highs}" >/dev/null && "${KOPPEL_HIGHS:-highs}" --version >/dev/null 2>&1 ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

for engine in cbc glpsol highs; do
    begin "$engine finds the values of the exact engine"
    if ! is_here $engine; then
        notice "$engine is not installed"
        continue
    fi
    for name in municipality-a municipality-b municipality-c municipality-d; do
        run solve "$DATA/$name" -o exact --quick --quiet --force
        mkdir -p tmp
        TMPDIR=$PWD/tmp
        export TMPDIR
        run solve "$DATA/$name" --engine $engine -o $engine --quick --force --verbose
        unset TMPDIR
        expect_status 1
        expect_stdout_has "Best possible as $engine says, which Koppel has not proven: "
        expect_stdout_has "Engine $engine: not proven in "
        expect_json $engine/summary.json
        tier_values exact/summary.json | cut -d ' ' -f 1,2 >values
        tier_values $engine/summary.json | cut -d ' ' -f 1,2 >found
        expect_same values found
        said_bounds $engine/summary.json >said
        expect_same values said
        expect "no bound counts as proven" test "$(grep -c '"bound": null' $engine/summary.json)" -eq "$(wc -l <values)"
        expect "nothing is left of it" test -z "$(ls tmp)"
        run check "$DATA/$name" $engine
        expect_status 0
    done
done

# fake LINE...: a program in the place of cbc, whose script gets the solution file as $solution and the model as $1
fake() {
    {
        echo '#!/bin/sh'
        echo 'for solution; do :; done'
        printf '%s\n' "$@"
    } >fake && chmod +x fake
    KOPPEL_CBC=$PWD/fake
    TMPDIR=$PWD/tmp
    mkdir -p tmp
    export KOPPEL_CBC TMPDIR
}

# refused TEXT: the run fails with this message, writes nothing, and leaves nothing
refused() {
    run solve "$DATA/municipality-d" --engine cbc --time-limit 60 -o out
    expect_status "${2:-70}"
    expect_stderr_has "$1"
    expect_no_file out
    expect "nothing is left of it" test -z "$(ls tmp)"
}

begin "a solver that is not there"
mkdir tmp
KOPPEL_CBC=$PWD/nowhere
export KOPPEL_CBC
refused "engine cbc: there is no program $PWD/nowhere here (PATH, or the variable KOPPEL_CBC)" 2

# is_gone FILE: the process whose number it holds has ended, or is an entry that a careless init has not waited for. A
# process that was killed ends when its turn comes.
is_gone() {
    for _ in $(seq 100); do
        kill -0 "$(cat "$1")" 2>/dev/null || return 0
        if grep -qs '^State:.*Z' "/proc/$(cat "$1")/status"; then return 0; fi
        sleep 0.1
    done
    return 1
}

begin "a solver does not outlive koppel, and what koppel left is removed by the next run"
fake 'echo $$ >"$PIDS"' 'exec sleep 100'
PIDS=$PWD/pids
export PIDS
"$KOPPEL" solve "$DATA/municipality-d" --engine cbc >"$stdout" 2>"$stderr" </dev/null &
killed=$!
while [ ! -s pids ]; do sleep 0.1; done
kill -KILL $killed
wait $killed 2>/dev/null
expect "the solver is gone" is_gone pids
expect "its folder was left" test -n "$(ls tmp)"
fake 'exit 3'
refused 'engine cbc: cbc ended with exit status 3'

begin "SIGTERM ends koppel and its solver, with nothing left"
fake 'echo $$ >"$PIDS"' 'exec sleep 100'
PIDS=$PWD/pids
"$KOPPEL" solve "$DATA/municipality-d" --engine cbc >"$stdout" 2>"$stderr" </dev/null &
ended=$!
while [ ! -s pids ]; do sleep 0.1; done
kill -TERM $ended
wait $ended
expect "the solver is gone" is_gone pids
expect "nothing is left of it" test -z "$(ls tmp)"

# Under sanitizers a program needs terabytes of addresses, so the limit cannot be set.
# shellcheck disable=SC3045 # of the shells that are used
if (ulimit -v 400000 && "$KOPPEL" --version >/dev/null 2>&1); then
    begin "a line without an end is read with a limit"
    fake 'head -c 300000000 /dev/zero | tr "\0" x >"$solution"'
    (
        ulimit -v 200000
        run solve "$DATA/municipality-d" --engine cbc -o out
        printf '%s\n' "$status" >status
    )
    status=$(cat status)
    expect_status 70
    expect_stderr_has 'engine cbc: the answer of cbc in tier target cannot be read'
else
    notice 'the addresses of a program cannot be limited here'
fi

begin "a solver that crashes"
fake "echo 'reading the model'" 'kill -SEGV $$'
refused 'engine cbc: cbc was ended by signal 11'
expect_stderr_has 'in tier target; its last line: "reading the model"'

begin "a solver that fails"
fake "echo 'no licence' >&2" 'exit 3'
refused 'engine cbc: cbc ended with exit status 3 in tier target; its last line: "no licence"'

begin "a solver that writes nothing, nonsense, half values or bytes"
fake 'exit 0'
refused 'the answer of cbc in tier target cannot be read: it wrote no solution file'
fake ': >"$solution"'
refused 'cannot be read: its solution file is empty'
fake 'echo hello >"$solution"'
refused 'cannot be read: its first line is no outcome of cbc: "hello"'
fake 'echo "Optimal - objective value 3" >"$solution"' 'echo "0 C0000001 0.5 0" >>"$solution"'
refused 'cannot be read: a line of its solution file is no choice: "0 C0000001 0.5 0"'
fake 'echo "Optimal - objective value 3" >"$solution"' 'echo "what is this" >>"$solution"'
refused 'cannot be read: a line of its solution file is no choice: "what is this"'
fake 'head -c 5000 /dev/urandom >"$solution"'
refused 'the answer of cbc in tier target cannot be read'

begin "a solver whose solution breaks a rule"
fake 'echo "Optimal - objective value 0" >"$solution"' \
    'for p in 1 2 3 4 5 6 7 8; do echo "$p C000000$p 1 0" >>"$solution"; done'
refused 'the choice that cbc calls a solution of tier target breaks a row of the model'

begin "a solver that lies about its optimum is not believed"
fake 'echo "Optimal - objective value 0" >"$solution"'
run solve "$DATA/municipality-c" --engine cbc -o out
expect_status 1
expect_stdout_has '0 of 12 households get a home'
expect_stdout_has '  Perhaps it can be better; by how much is not known.'
expect_file_has out/summary.json '"outcome": "feasible"'
expect_file_has out/summary.json '"bound": null'
expect_not "no tier is proven" grep -q '"proven": true' out/summary.json
run check "$DATA/municipality-c" out
expect_status 0

begin "a bound that the solver's own choice beats is not shown"
fake 'echo "Optimal - objective value 123456789" >"$solution"'
run solve "$DATA/municipality-c" --engine cbc
expect_status 1
expect_stderr_has 'cbc says that nothing in tier'
expect_stdout_lacks 'At best as said by'

begin "a solver that says that there is no proposal"
fake 'echo "Infeasible - objective value 0" >"$solution"'
refused 'cbc says that no proposal meets every must (found in tier target), which Koppel has not proven' 5

begin "a solver that finds nothing in time"
fake 'echo "Stopped on time (no integer solution - continuous used) - objective value 3" >"$solution"' \
    'echo "0 C0000001 0.5 0" >>"$solution"'
refused 'stopped before any proposal was found' 5

begin "a solver that hangs is ended at the time limit, with what it started"
fake "sleep 300 & echo \$! >$PWD/started" 'wait'
run solve "$DATA/municipality-d" --engine cbc --time-limit 1 -o out
expect_status 5
expect_stderr_has 'stopped before any proposal was found'
expect_no_file out
expect "the program is gone" is_gone started
expect "nothing is left of it" test -z "$(ls tmp)"

begin "a solver that hangs in a later tier: what was found before it counts"
fake "if [ -e $PWD/once ]; then sleep 300; fi" "touch $PWD/once" 'echo "Optimal - objective value 0" >"$solution"'
run solve "$DATA/municipality-c" --engine cbc --time-limit 2 -o out --quick --verbose
expect_status 1
expect_stdout_has 'Engine cbc: not proven, stopped at the time limit'
expect_file out/proposal.csv

begin "Ctrl-C ends a solver"
fake "echo \$\$ >$PWD/started" 'exec sleep 300'
"$KOPPEL" solve "$DATA/municipality-d" --engine cbc >"$stdout" 2>"$stderr" </dev/null &
pid=$!
while [ ! -s started ]; do sleep 0.1; done
kill -INT $pid
wait $pid
status=$?
cli_command='koppel solve, Ctrl-C'
expect_status 5
expect "the program is gone" is_gone started
expect "nothing is left of it" test -z "$(ls tmp)"

begin "no place for temporary files"
fake 'exit 0'
TMPDIR=$PWD/nowhere
run solve "$DATA/municipality-d" --engine cbc -o out
unset TMPDIR KOPPEL_CBC
expect_status 6
expect_stderr_has 'name a folder that can be written in TMPDIR'
expect_no_file out

begin "the engines are listed"
run solve "$DATA/municipality-d" --engine simplex
expect_status 2
for engine in exact cbc highs glpsol; do expect_stderr_has "  $engine "; done
