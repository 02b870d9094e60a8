#!/bin/sh
# The case generator: the committed cases are what it writes, on every compiler; its options are checked.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# compile COMPILER FLAGS... : builds ./generate
compile() {
    "$@" -std=c11 -D_POSIX_C_SOURCE=200809L -o generate "$ROOT/bench/generate.c" "$ROOT"/bench/generator/*.c
}

# generate ARGUMENT...: runs it; sets $status, and leaves its output in $stdout and $stderr
generate() {
    ./generate "$@" >"$stdout" 2>"$stderr" </dev/null
    status=$?
}

# same_tables FOLDER FOLDER WHAT: every file of the first is in the second, byte for byte
same_tables() {
    for file in "$1"/*/*; do
        if ! cmp "$file" "$2/${file#"$1"/}"; then
            not_ok "$3"
            return
        fi
    done
    ok "$3"
}

begin "writes the committed example cases again"
compile "${CC:-cc}" -O1 || exit 1
mkdir cases
generate --all cases
expect_status 0
for name in municipality-a municipality-b municipality-c municipality-d region-east; do
    expect_file "cases/$name/datapackage.json"
done
same_tables cases "$DATA" "the same bytes as data/"
mv cases first

for compiler in gcc clang; do
    for level in -O0 -O3; do
        if command -v "$compiler" >/dev/null; then
            mkdir cases
            compile "$compiler" "$level" && ./generate --all cases
            same_tables first cases "the same bytes from $compiler $level"
            rm -r cases
        fi
    done
done

begin "writes a synthetic case of the size asked for"
compile "${CC:-cc}" -O1 || exit 1
mkdir one two
generate --municipalities 3 --households 40 --units 70 --neighbourhoods-per 7 --seed 5 -o one/case
expect_status 0
generate --municipalities 3 --households 40 --units 70 --neighbourhoods-per 7 --seed 5 -o two/case
same_tables one two "equal options give equal bytes"
counts=$(cat one/case/municipalities.csv one/case/neighbourhoods.csv one/case/units.csv one/case/households.csv | wc -l)
if [ "$counts" -eq $((4 + 22 + 71 + 41)) ]; then ok "rows as asked for"; else not_ok "rows as asked for, but $counts"; fi
generate --municipalities 3 --households 40 --units 70 --neighbourhoods-per 7 --seed 6 -o two/case
if cmp -s one/case/households.csv two/case/households.csv; then
    not_ok "another seed gives other households"
else
    ok "another seed gives other households"
fi

begin "refuses wrong options"
compile "${CC:-cc}" -O1 || exit 1
generate
expect_status 2
generate --municipalities 0 --households 1 --units 1 -o case
expect_status 2
expect_stderr_has '--municipalities: "0" is not a whole number 1..1000'
generate --municipalities 1 --households 9999999999999999999999 --units 1 -o case
expect_status 2
expect_stderr_has '--households'
generate --municipalities 1 --households 1 -o case
expect_status 2
expect_stderr_has '--units: missing'
generate --municipalities 1 --households 1 --units 1
expect_status 2
expect_stderr_has '-o: missing'
generate --municipalities 1 --households 1 --units 1 --spread 3 -o case
expect_status 2
expect_stderr_has '--spread: unknown option'
expect_no_file case
generate --all missing
expect_status 6
generate --help
expect_status 0
expect_stdout_has 'Usage: generate --all FOLDER'
