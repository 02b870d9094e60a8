#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# --options FILE: options that stand in a file.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin 'the options of a file hold as if they had been typed'
cat >usual <<'OPTIONS'
# as always
policy = policy.json

  --seed 3
json
OPTIONS
cp "$DATA/policies/housing-first.json" policy.json
# shellcheck disable=SC2016 # the inner shell expands
expect 'the same bytes' sh -c '"$0" solve "$1" --options usual >a && "$0" solve "$1" --policy policy.json --seed=3 --json >b && cmp a b' \
    "$KOPPEL" "$DATA/municipality-b"
printf 'seed=3\r\njson' >windows
# shellcheck disable=SC2016 # the inner shell expands
expect 'with the line ends of Windows, before or after the case' sh -c \
    '"$0" solve --options=windows "$1" >a && "$0" solve "$1" --seed=3 --json >b && cmp a b' "$KOPPEL" "$DATA/municipality-b"

begin 'what the command line says goes before it, the language stands in the file too'
printf 'seed = 3\nlang = nl\n' >usual
run solve "$DATA/municipality-b" --options usual --seed 4
expect_status 0
expect_stdout_has 'Voorstel voor'
expect_stdout_has '(begingetal 4)'

begin 'what is no option is told with file and line'
printf 'quick\n\nStay close!\n' >usual
run solve "$DATA/municipality-b" --options usual
expect_status 3
expect_stderr_has 'usual:3: "Stay" is no option'
expect_stdout_empty
printf 'no-such-thing = 1\n' >usual
run solve "$DATA/municipality-b" --options usual
expect_status 2
expect_stderr_has 'no-such-thing'
printf 'a\000b\n' >usual
run solve "$DATA/municipality-b" --options usual
expect_status 3
expect_stderr_has 'zero byte'
run solve "$DATA/municipality-b" --options gone
expect_status 3
expect_stderr_has 'gone: cannot read the file'

begin 'one file, named once'
for words in '--options' '--options=' '--options a --options b'; do
    # shellcheck disable=SC2086 # words
    run solve "$DATA/municipality-b" $words
    expect_status 2
    expect_stderr_has '--options takes one file'
done
printf 'options = usual\n' >usual
run solve "$DATA/municipality-b" --options usual
expect_status 2
expect_stderr_has '--options takes one file'
run solve "$DATA/municipality-b" --opti usual
expect_status 2
expect_stderr_has '--options takes one file'
