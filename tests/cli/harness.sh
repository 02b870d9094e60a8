#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The test harness itself: a failed test, a test that asserts nothing and a run without tests must not pass.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

PLANTED=$(dirname "$KOPPEL")/tests/planted/planted_suite

# runner TEST...: runs the test runner; sets $status, and leaves its output in $stdout and $stderr
runner() {
    LOGS=$PWD/logs sh "$ROOT/tests/run.sh" "$@" >"$stdout" 2>"$stderr"
    status=$?
}

begin "counts each test of a suite, and one that asserts nothing as failed"
runner "$PLANTED"
expect_status 1
expect_stdout_has '1 passed, 2 failed, 0 skipped'
expect_stdout_has 'CU_ASSERT_EQUAL(1 + 1,3)'
expect_stdout_has 'the test asserts nothing'

begin "a suite without a test fails"
expect_not 'exit status is not 0' "$PLANTED" empty

begin "a run without a test fails"
runner
expect_status 1

begin "a program that crashes fails"
printf '#!/bin/sh\nkill -SEGV $$\n' >crashes && chmod +x crashes
runner ./crashes "$PWD/crashes"
expect_status 1
expect_stdout_has '0 passed, 2 failed, 0 skipped'

begin "a script is counted by its lines, and fails when it stops early"
printf 'echo "ok - one"\necho "not ok - two"\n' >mixed.sh
printf 'echo "ok - one"\nexit 2\n' >stops.sh
runner "$PWD/mixed.sh" "$PWD/stops.sh"
expect_status 1
expect_stdout_has '2 passed, 2 failed, 0 skipped'

begin "a skipped test says why, and does not count as passed"
printf 'echo "skipped: no disk here"\nexit 77\n' >skips.sh
runner "$PWD/skips.sh"
expect_status 1
expect_stdout_has 'no disk here'
expect_stdout_has '0 passed, 0 failed, 1 skipped'

begin "what an earlier run left is not taken for this one's"
printf 'echo "ok - one"\n' >later.sh
runner "$PWD/later.sh"
expect_status 0
printf 'sleep 1\necho "not ok - one"\n' >later.sh
runner "$PWD/later.sh"
expect_status 1
expect_stdout_has '0 passed, 1 failed, 0 skipped'
