#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Output that cannot be written, and proposals that cannot be made: exit status, sentence, nothing left behind.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# to_full ARGUMENT...: runs the program with a full disk as standard output
to_full() {
    cli_command="koppel $* >/dev/full"
    : >"$stdout"
    "$KOPPEL" "$@" >/dev/full 2>"$stderr" </dev/null
    status=$?
}

# to_closed ARGUMENT...: without a standard output
to_closed() {
    cli_command="koppel $* >&-"
    : >"$stdout"
    "$KOPPEL" "$@" >&- 2>"$stderr" </dev/null
    status=$?
}

# to_gone ARGUMENT...: into a pipe that nobody reads any more
to_gone() {
    cli_command="koppel $* |"
    : >"$stdout"
    { sleep 0.2; "$KOPPEL" "$@" 2>"$stderr" </dev/null; echo $? >status; } | :
    status=$(cat status)
}

for arguments in "solve $DATA/municipality-b" "solve $DATA/municipality-b --json" policy \
    "export $DATA/municipality-b --tier fit" --help --version 'solve --help' 'policy --usage' 'export --version'; do
    begin "standard output that cannot be written: $arguments"
    # shellcheck disable=SC2086 # the arguments hold no blanks
    if [ -e /dev/full ]; then
        to_full $arguments
        expect_status 6
        expect_stderr_has 'koppel: error: standard output could not be written: No space left on device'
        expect "it is told once" test "$(wc -l <"$stderr")" -eq 1
    else
        notice 'there is no /dev/full'
    fi
    # shellcheck disable=SC2086
    to_closed $arguments
    expect_status 6
    expect_stderr_has 'koppel: error: standard output could not be written: Bad file descriptor'
done

begin "a pipe that is closed"
for arguments in "solve $DATA/municipality-b" "compare $DATA/municipality-b --policies no-spread,cap-must" 'compare --list'; do
    # shellcheck disable=SC2086
    to_gone $arguments
    expect_status 0
    expect_stderr_empty
done
to_gone policy
expect "policy ends too, silently or by signal" test "$status" -eq 0 -o "$status" -eq 141

begin "the folder is complete although the summary cannot be printed"
to_closed solve "$DATA/municipality-d" -o out
expect_status 6
run solve "$DATA/municipality-d" -o again
expect_same out again

begin "closed streams do not get into the files"
"$KOPPEL" solve "$DATA/municipality-d" -o out <&- >&- 2>&-
run solve "$DATA/municipality-d" -o again --quiet
expect_same out again

begin "a full disk"
mkdir disk
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=8k,nr_inodes=20 tmpfs disk 2>/dev/null; then
    run solve "$DATA/municipality-b" -o disk/out --quick
    expect_status 6
    expect_stderr_has 'cannot be written to disk/out: No space left on device; nothing is left there'
    expect_stdout_empty
    expect "nothing is left on the disk" test -z "$(ls -A disk)"
    run export "$DATA/municipality-b" -o disk/out
    expect_status 6
    expect "nothing is left on the disk" test -z "$(ls -A disk)"
    mount -o remount,size=1m disk
    run solve "$DATA/municipality-b" -o disk/out --quick --quiet
    expect_status 0
    cp -R disk/out before
    mount -o remount,size=64k disk
    run solve "$DATA/municipality-b" -o disk/out --quick --force
    expect_status 6
    expect_same disk/out before
    umount disk
else
    notice 'only root can mount a small disk'
fi

begin "a folder that may not be written to"
mkdir closed && chmod 555 closed
if [ "$(id -u)" -ne 0 ]; then
    run solve "$DATA/municipality-b" -o closed/out
    expect_status 6
    expect_stderr_has 'closed/out: cannot be made in "closed": Permission denied'
else
    notice 'root may write everywhere'
fi
(ulimit -f 1 && exec "$KOPPEL" solve "$DATA/municipality-a" -o out --quick >"$stdout" 2>"$stderr")
status=$?
cli_command='koppel solve municipality-a, with a limit on the size of files'
expect_status 6
expect_stderr_has 'File too large; nothing is left there'
expect_no_file out

# ---- No proposal

begin "no proposal meets every must: it names what clashes"
echo '{"name": "hard", "target": {"enforce": "must"}}' >policy.json
run solve "$DATA/municipality-a" --policy policy.json -o out
expect_status 4
expect_stdout_empty
expect_stderr_has 'No proposal follows every rule of policy hard. Nothing is written.'
expect_stderr_has 'These rules cannot all be followed; they can when one of them gives way:'
expect_stderr_has '  - Target of Gemeente A (GM9001): at least 59 persons.'
expect_stderr_has '    It gives way with "target": {"enforce": "goal"} in the policy.'
expect_stderr_has '  - Limit of even spread in '
expect_no_file out
run solve "$DATA/municipality-c" --policy policy.json -o out --json
expect_status 4
expect_json "$stdout"
expect_stdout_has '"outcome": "infeasible"'
expect_stderr_has 'One rule cannot be followed:'
expect_stderr_has '  - Target of Gemeente C (GM9003): at least 26 persons.'
expect_stderr_has 'Only 6 homes'
expect_no_file out

begin "without one of the rules that it named there is a proposal"
echo '{"target": {"enforce": "must"}, "spread": {"enforce": "goal"}}' >policy.json
run solve "$DATA/municipality-a" --policy policy.json
expect_status 0
expect_stdout_has '29 of 29 households get a home: 59 of 59 people.'

begin "a place that takes no new folders"
if [ -d /proc/self ]; then
    run solve "$DATA/municipality-d" -o /proc/x --quick --quiet
    expect_status 6
    expect_stderr_has 'koppel: error: /proc/x: cannot be made: "/proc" takes no new folders; choose another place'
else
    notice "there is no /proc"
fi

begin "a link to nothing is no missing file"
run solve "$DATA/municipality-d" -o out --quick --quiet
ln -sf nowhere out/summary.json
run check "$DATA/municipality-d" out
expect_status 3
expect_stderr_has 'summary.json: cannot read the file'
run solve "$DATA/municipality-d" --earlier out --quick
expect_status 3
