#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every fuzzer of a build folder for a number of seconds, from the corpus in tests/fuzz/corpus/NAME.
# Usage: [JOBS=n] tests/fuzz/run.sh BUILD SECONDS
#
# JOBS fuzzers run at the same time (default: one a core). What a fuzzer finds on its way goes to BUILD/corpus/NAME; an
# input that fails to BUILD/findings, and its report is printed. Keep such an input: add it to the corpus together with
# the repair.
set -u
build=$1
seconds=$2
mkdir -p "$build/findings" "$build/logs"
rm -f "$build"/logs/*.passed

# shellcheck disable=SC2016 # the inner shell expands
fuzz_one='build=$0 seconds=$1 name=$2
found=$build/corpus/${name#fuzz_}
corpus=tests/fuzz/corpus/${name#fuzz_}
mkdir -p "$found"
[ -d "$corpus" ] || corpus=
# shellcheck disable=SC2086 # no corpus folder, no argument
"$build/tests/fuzz/$name" -seed=1 -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="$build/findings/$name-" "$found" $corpus >"$build/logs/$name.log" 2>&1 &&
    touch "$build/logs/$name.passed"
true'
names=$(for source in tests/fuzz/fuzz_*.c; do [ -f "$source" ] && basename "$source" .c; done)
echo "$names" | xargs -r -P "${JOBS:-$(nproc)}" -n 1 sh -c "$fuzz_one" "$build" "$seconds"

n_passed=0
n_failed=0
for name in $names; do
    log=$build/logs/$name.log
    if [ -f "$build/logs/$name.passed" ]; then
        n_passed=$((n_passed + 1))
        echo "pass $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
    else
        n_failed=$((n_failed + 1))
        echo "FAIL $name:"
        tail -n 60 "$log"
    fi
done
if [ $((n_passed + n_failed)) -eq 0 ]; then
    echo 'fuzz: there is no fuzzer in tests/fuzz'
    exit 1
fi
echo "fuzz: $n_passed passed, $n_failed failed"
[ "$n_failed" -eq 0 ]
