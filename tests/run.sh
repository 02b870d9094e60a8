#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs test programs and command-line test scripts, and prints one closing line: N passed, N failed, N skipped.
# Usage: [KOPPEL=program] [LOGS=folder] [JOBS=n] tests/run.sh TEST...
#
# JOBS tests run at the same time (default: one a core); they are reported in the order in which they are given.
# A test program runs one CUnit suite; its tests are counted from CUnit's run summary. A script (*.sh) prints lines
# that begin with "ok" or "not ok". Exit status 77 means skipped; the test prints why. What a failed test printed is
# shown; each test's whole output is kept in LOGS. Exit status 1 when a test failed or when none ran.
set -u
cd "$(dirname "$0")/.." || exit 1
LOGS=${LOGS:-build/logs}
KOPPEL=${KOPPEL:-$PWD/build/koppel}
# Tests read English, except those that ask for another language.
KOPPEL_LANG=en
export KOPPEL KOPPEL_LANG
mkdir -p "$LOGS" || exit 1

n_passed=0
n_failed=0
n_skipped=0
failed_tests=

# Sets passed and failed from the output of one test.
count_script() {
    passed=$(grep -c '^ok' "$1")
    failed=$(grep -c '^not ok' "$1")
}

count_program() {
    # CUnit's summary has the row: tests TOTAL RAN PASSED FAILED INACTIVE
    counts=$(awk '$1 == "tests" { n++; passed += $4; failed += $5 } END { if (n) print passed, failed }' "$1")
    passed=${counts% *}
    failed=${counts#* }
    passed=${passed:-0}
    failed=${failed:-0}
}

log_of() {
    echo "$LOGS/$(echo "${1#*tests/}" | tr '/' '-').log"
}

# The status of a test stands in a file beside its log as soon as the test has ended. Those of an earlier run go first.
for test in "$@"; do
    log=$(log_of "$test")
    rm -f "$log" "$log.status"
done
# shellcheck disable=SC2016 # the inner shell expands
run_one='case $0 in
*.sh) sh "$0" >"$1" 2>&1 ;;
*) "$0" >"$1" 2>&1 ;;
esac
echo $? >"$1.part" && mv "$1.part" "$1.status"'
for test in "$@"; do
    printf '%s\n' "$test" "$(log_of "$test")"
done | xargs -r -P "${JOBS:-$(nproc)}" -n 2 sh -c "$run_one" &
runner=$!
trap 'kill $runner; exit 130' INT TERM

for test in "$@"; do
    log=$(log_of "$test")
    while [ ! -f "$log.status" ] && kill -0 $runner 2>/dev/null; do sleep 0.1; done
    status=1 # of a test that never ran
    if [ -f "$log.status" ]; then read -r status <"$log.status"; fi
    if [ "$status" -eq 77 ]; then
        n_skipped=$((n_skipped + 1))
        echo "SKIP $test: $(grep '^skipped: ' "$log" | tail -n 1 | sed 's/^skipped: //')"
        continue
    fi
    case $test in
    *.sh) count_script "$log" ;;
    *) count_program "$log" ;;
    esac
    # A crash, or a test that ran nothing, is a failure too.
    if [ "$failed" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$passed" -eq 0 ]; }; then
        failed=1
    fi
    n_passed=$((n_passed + passed))
    n_failed=$((n_failed + failed))
    if [ "$failed" -eq 0 ]; then
        echo "pass $test ($passed)"
    else
        failed_tests="$failed_tests $test"
        echo "FAIL $test ($failed failed, exit status $status):"
        sed 's/^/    /' "$log"
    fi
done

if [ -n "$failed_tests" ]; then echo "failed:$failed_tests"; fi
echo "$n_passed passed, $n_failed failed, $n_skipped skipped"
[ "$n_failed" -eq 0 ] && [ "$n_passed" -gt 0 ]
