# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Helpers for the command-line tests. A test script begins with:
#
#     #!/bin/sh
#     . "$(dirname "$0")/lib.sh"
#     begin "refuses a missing table"
#     copy_case municipality-d
#     rm case/units.csv
#     run solve case -o out
#     expect_status 3
#     expect_stderr_has 'units.csv'
#     expect_no_file out
#
# Every `begin` starts in a fresh empty folder. Each expectation prints a line "ok ..." or "not ok ...", the latter with
# what the program printed. The script's exit status is 1 when an expectation failed or none was made.
#
# shellcheck shell=sh

: "${KOPPEL:?KOPPEL must hold the path of the program; run the tests with make test}"
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
DATA=$ROOT/data
export ROOT DATA

unset CDPATH
LC_ALL=C.UTF-8
export LC_ALL

cli_folder=$(mktemp -d) || exit 1
cli_title=$(basename "$0" .sh)
cli_n_ok=0
cli_n_not_ok=0
cli_n_begun=0
status=none
cd "$cli_folder" || exit 1

# A script that stops before its end (an unset name, a cd that fails) must not pass on what it asserted before.
cli_finish() {
    cli_status=$?
    cd / && chmod -R u+rwX "$cli_folder" && rm -rf "$cli_folder"
    if [ "$cli_status" -ne 0 ]; then exit "$cli_status"; fi
    if [ "$cli_n_not_ok" -ne 0 ] || [ "$cli_n_ok" -eq 0 ]; then exit 1; fi
}
trap cli_finish EXIT
set -u

# begin TITLE: what is tested next, in a fresh empty folder
begin() {
    cli_title=$1
    cli_n_begun=$((cli_n_begun + 1))
    status=none
    mkdir "$cli_folder/$cli_n_begun" && cd "$cli_folder/$cli_n_begun" || exit 1
}

# skip REASON: leaves the whole script; the runner counts it as skipped
skip() {
    echo "skipped: $1"
    exit 77
}

# has_sanitizers LIBRARY: whether it is built with them, by whichever compiler: then no plain program can use it
has_sanitizers() { grep -q __asan_init "$1"; }

# copy_case NAME [FOLDER]: a copy of data/NAME that the test may spoil, in FOLDER (default: case)
copy_case() {
    cp -R "$DATA/$1" "${2:-case}" && chmod -R u+rwX "${2:-case}" || exit 1
}

# notice REASON: a part that cannot be tested on this machine
notice() { echo "# not tested here - $cli_title: $1"; }

# change TABLE LINE FROM TO: replaces the first FROM on one line of a table of the case; both are taken as they stand. It
# is an error of the test when FROM is not there.
change() {
    cli_file=case/$1
    awk -v line="$2" -v from="$3" -v to="$4" 'NR == line && (at = index($0, from)) {
        $0 = substr($0, 1, at - 1) to substr($0, at + length(from)); n = 1 }
        { print } END { exit n != 1 }' "$cli_file" >changed || { not_ok "$1:$2 has $3"; return; }
    mv changed "$cli_file"
}

# run ARGUMENT...: runs the program; sets $status, and leaves its output in $stdout and $stderr (names of files)
stdout=$cli_folder/stdout
stderr=$cli_folder/stderr
run() {
    cli_command="koppel $*"
    "$KOPPEL" "$@" >"$stdout" 2>"$stderr" </dev/null
    status=$?
}

ok() {
    cli_n_ok=$((cli_n_ok + 1))
    echo "ok - $cli_title: $1"
}

# not_ok WHAT: a failed expectation, with what the last command printed
not_ok() {
    cli_n_not_ok=$((cli_n_not_ok + 1))
    echo "not ok - $cli_title: $1"
    if [ "$status" != none ]; then
        echo "# command: $cli_command (exit status $status)"
        echo '# stdout:' && head -n 40 "$stdout" | sed 's/^/#   /'
        echo '# stderr:' && head -n 40 "$stderr" | sed 's/^/#   /'
    fi
}

# expect WHAT COMMAND...: the command must succeed, for instance: expect 'two rows' test "$(wc -l <out/a.csv)" -eq 2
expect() {
    cli_what=$1
    shift
    if "$@"; then ok "$cli_what"; else not_ok "$cli_what"; fi
}

# expect_not WHAT COMMAND...: the command must fail
expect_not() {
    cli_what=$1
    shift
    if "$@"; then not_ok "$cli_what"; else ok "$cli_what"; fi
}

expect_status() { expect "exit status $1" test "$status" = "$1"; }

# The text is taken as it stands, no pattern.
expect_stdout_has() { expect "stdout has '$1'" grep -qF -e "$1" "$stdout"; }
expect_stderr_has() { expect "stderr has '$1'" grep -qF -e "$1" "$stderr"; }
expect_stdout_lacks() { expect_not "stdout lacks '$1'" grep -qF -e "$1" "$stdout"; }
expect_stderr_lacks() { expect_not "stderr lacks '$1'" grep -qF -e "$1" "$stderr"; }
expect_stdout_empty() { expect_not 'stdout is empty' test -s "$stdout"; }
expect_stderr_empty() { expect_not 'stderr is empty' test -s "$stderr"; }

# expect_file_has FILE TEXT
expect_file_has() { expect "$1 has '$2'" grep -qF -e "$2" "$1"; }
expect_file() { expect "there is a $1" test -e "$1"; }
expect_no_file() { expect_not "there is no $1" test -e "$1"; }

# expect_line FILE LINE: one of its lines is exactly this
expect_line() { expect "$1 has the line '$2'" grep -qxF -e "$2" "$1"; }

# expect_json FILE: correct JSON, as any of jq, python3 or perl reads it
expect_json() {
    if command -v jq >/dev/null; then
        expect "$1 is JSON" jq -e . "$1" >/dev/null
    elif command -v python3 >/dev/null; then
        expect "$1 is JSON" python3 -m json.tool "$1" /dev/null
    elif command -v perl >/dev/null; then
        # shellcheck disable=SC2016 # perl's variable
        expect "$1 is JSON" perl -MJSON::PP -0777 -ne 'JSON::PP->new->decode($_)' "$1"
    else
        notice 'neither jq nor python3 nor perl is installed, so the JSON is not parsed'
    fi
}

# tier_values SUMMARY_JSON: a line "name value bound proven" for each tier
tier_values() {
    sed -n -e 's/.*"name": "\([^"]*\)", "sense".*"value": "\([^"]*\)", "bound": "*\([^",]*\)"*,.*"proven": \([a-z]*\).*/\1 \2 \3 \4/p' "$1"
}

# expect_same FILE FILE: byte for byte, folders too
expect_same() { expect "$1 and $2 are the same" diff -r "$1" "$2"; }
