#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel dossier: everything in one file, in and out, with a log that shows what was changed behind its back.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin 'a case comes out as it went in'
run dossier new a.koppel "$DATA/municipality-c"
expect_status 0
expect_stdout_has 'koppel serve a.koppel'
run dossier export a.koppel -o out
expect_status 0
for file in out/*; do
    expect "$file is the same" cmp -s "$file" "$DATA/municipality-c/${file#out/}"
done
expect 'only its user may read it' test "$(find . -name a.koppel -perm 600)"
run dossier verify a.koppel
expect_status 0
expect_stdout_has '4 rows of the log'

begin 'a workbook, too'
"$KOPPEL" new gemeente.xlsx --example "$DATA/municipality-b/" >/dev/null
run dossier new a.koppel gemeente.xlsx
expect_status 0
run dossier export a.koppel -o out
expect 'the workbook is the same' cmp -s out/gemeente.xlsx gemeente.xlsx
run solve out --quick
expect_status 0

begin 'versions stay, each change with its reason'
copy_case municipality-b
run dossier new a.koppel case
run dossier import a.koppel case
expect_status 2
expect_stderr_has '--reason'
change households.csv 2 ,3,1, ,3,2,
run dossier import a.koppel case --reason 'One child more'
expect_status 0
expect_stdout_has 'version 2'
run dossier import a.koppel case --reason 'Ahmed Yilmaz called'
expect_status 3
expect_stderr_has 'what is recorded stays'
run dossier export a.koppel -o first --version-number 1
expect 'the first version is there' cmp -s first/households.csv "$DATA/municipality-b/households.csv"
run dossier export a.koppel -o second
expect 'so is the second' cmp -s second/households.csv case/households.csv
run dossier export a.koppel -o third --version-number 3
expect_status 3
expect_no_file third

begin 'what cannot be read is not taken in'
copy_case municipality-b
run dossier new a.koppel case
change households.csv 2 ,3,1, ,drie,1,
run dossier import a.koppel case --reason 'With an error'
expect_status 3
expect_stderr_has 'households.csv:2'
run dossier new b.koppel case
expect_status 3
expect_no_file b.koppel
expect_no_file b.koppel.part
run dossier verify a.koppel
expect_stdout_has '4 rows of the log'

begin 'nothing that exists is replaced, and what is no dossier is told'
run dossier new a.koppel "$DATA/municipality-d"
run dossier new a.koppel "$DATA/municipality-b"
expect_status 6
run dossier backup a.koppel -o b.koppel
expect_status 0
run dossier verify b.koppel
expect_status 0
run dossier backup a.koppel -o b.koppel
expect_status 6
expect_stderr_has 'b.koppel: exists already, and a dossier is never replaced: choose another name'
run dossier new b.koppel --lang nl
expect_stderr_lacks 'File exists'
run dossier verify nowhere.koppel
expect_status 3
echo text >text
run dossier verify text
expect_status 3
expect_stderr_has 'is no dossier'
head -c 9000 a.koppel >short
run dossier verify short
expect_status 3
mkdir folder
run dossier verify folder
expect_status 3
run dossier export a.koppel -o b.koppel
expect_status 6
run dossier burn a.koppel
expect_status 2
run dossier user a.koppel login king --initials AB
expect_status 3
run dossier user a.koppel login reader --initials 'Jan Jansen'
expect_status 3

begin 'a byte that was changed in the file is found'
run dossier new a.koppel "$DATA/municipality-b" --reason 'First tables of spring'
LC_ALL=C sed 's/First tables of spring/First tables of autumn/' a.koppel >b.koppel
run dossier verify b.koppel
expect_status 3
expect_stderr_has 'row 4 of the log was changed'
LC_ALL=C sed 's/H0001,3,1,/H0001,3,2,/' a.koppel >c.koppel
expect_not 'the tables of c are others' cmp -s a.koppel c.koppel
run dossier verify c.koppel
expect_status 3
expect_stderr_has 'was changed after it came in'
run dossier export c.koppel -o out
expect_status 3
expect_no_file out
run check --log c.koppel
expect_status 3

begin 'rows that were cut off at the end are found against a hash that was kept elsewhere'
run dossier new a.koppel "$DATA/municipality-b"
cp a.koppel cut.koppel
first=$("$KOPPEL" dossier verify a.koppel | tail -n 1)
run dossier import a.koppel "$DATA/municipality-b" --reason 'Once more'
last=$("$KOPPEL" dossier verify a.koppel | tail -n 1)
expect 'a hash is printed on the last line' test "${#last}" = 64
for hash in "$first" "$last"; do
    run dossier verify a.koppel --hash "$hash"
    expect_status 0
done
run dossier verify cut.koppel
expect_status 0
run dossier verify cut.koppel --hash "$first"
expect_status 0
for hash in "$last" '' '%'; do
    run dossier verify cut.koppel --hash "$hash"
    expect_status 3
    expect_stderr_has 'no row of the log has this hash'
done

begin 'a newer dossier is left alone'
run dossier new a.koppel
printf '\000\000\000\143' | dd of=a.koppel bs=1 seek=60 conv=notrunc 2>/dev/null
cp a.koppel before
run dossier verify a.koppel
expect_status 3
expect_stderr_has 'newer version'
expect 'nothing in it was changed' cmp -s a.koppel before

begin 'a full disk changes nothing'
run dossier new a.koppel "$DATA/municipality-b"
cp a.koppel before
(
    ulimit -f 64 # blocks of 512 bytes or a kilobyte: less than the file holds
    "$KOPPEL" dossier import a.koppel "$DATA/region-east" --reason 'Does not fit' >"$stdout" 2>"$stderr"
)
expect 'the import fails' test $? -ne 0
expect_stderr_has 'nothing was changed'
run dossier verify a.koppel
expect_status 0
expect_stdout_has '4 rows of the log'
(
    ulimit -f 8
    "$KOPPEL" dossier new b.koppel "$DATA/region-east" >/dev/null 2>&1
)
for ending in '' .part .part-wal .part-shm; do expect_no_file "b.koppel$ending"; done

begin 'a kill in the middle of a write loses nothing and half-writes nothing'
run dossier new a.koppel "$DATA/municipality-b"
kills=12
[ -z "${KOPPEL_LONG:-}" ] || kills=300
n_before=4
n_wrong=0
for k in $(seq $kills); do
    "$KOPPEL" dossier import a.koppel "$DATA/municipality-b" --reason "Number $k" >/dev/null 2>&1 &
    sleep "0.0$((k * 7 % 60 / 10))$((k * 7 % 10))"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    n=$("$KOPPEL" dossier verify a.koppel 2>/dev/null | sed -n 's/.*: \([0-9]*\) rows of the log.*/\1/p')
    case $n in
    "$n_before" | $((n_before + 1))) n_before=$n ;;
    *) n_wrong=$((n_wrong + 1)) ;;
    esac
done
expect "after each of $kills kills the dossier is whole, with the import or without" test $n_wrong = 0
