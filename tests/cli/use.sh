#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Help and version of the program and of every command; wrong use is exit status 2 with a sentence that helps.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

MANUAL=$ROOT/docs/koppel.1.scd
VERSION=$(sed -n 's/^#define KOPPEL_VERSION "\([^"]*\)".*/\1/p' "$ROOT/include/koppel.h")

begin "help and version of the program"
run --help
expect_status 0
expect_stderr_empty
expect_stdout_has 'Usage: koppel COMMAND [OPTIONS]'
expect_stdout_has 'A person decides.'
sed -n 's/^  \([a-z]*\)  *[a-z].*/\1/p' "$stdout" >commands
cp "$stdout" help
for asked in help -h; do
    run $asked
    expect_status 0
    expect_same "$stdout" help
done
run --version
expect_status 0
expect "it is koppel $VERSION, and says of which commit where it knows" grep -qxE "koppel $VERSION( \([0-9a-f]+(-dirty)?\))?" "$stdout"
for command in solve check why export policy; do
    expect_line commands $command
done

while read -r command; do
    begin "help of koppel $command"
    run "$command" --help
    expect_status 0
    expect_stderr_empty
    expect_stdout_has "Usage: koppel $command [OPTION...]"
    sed -n 's/^ .*--\([a-z-]*\).*/\1/p' "$stdout" | sort -u >options
    expect_line options help
    run "$command" -?
    expect_status 0
    run "$command" --usage
    expect_status 0
    run "$command" --version
    expect_status 0
    expect_stdout_has "koppel $VERSION"
    run "$command" --no-such-option
    expect_status 2
    expect_stdout_empty
    expect_stderr_has "koppel $command: there is no option --no-such-option"
    expect_stderr_has "Try \`koppel $command --help'"
done <"$cli_folder/1/commands"

begin "the manual has every command about one case, with its options"
for command in solve check why export policy; do
    expect_file_has "$MANUAL" "*koppel $command*"
    run $command --help
    sed -n 's/^ .*--\([a-z-]*\)[=[ ].*/\1/p' "$stdout" | sort -u | grep -vxE 'help|usage|version|output|province' >options
    while read -r option; do
        expect "the manual has --$option" grep -qF -e "--$option*" "$MANUAL"
    done <options
done

# wrong MESSAGE ARGUMENT...
wrong() {
    begin "wrong use: $1"
    message=$1
    shift
    run "$@"
    expect_status 2
    expect_stdout_empty
    expect_stderr_has "$message"
    expect "nothing is written" test -z "$(ls -A)"
}

B=$DATA/municipality-b
wrong 'Usage: koppel COMMAND'
wrong 'koppel: there is no command "sovle"' sovle "$B"
wrong 'koppel: there is no command "--versoin"' --versoin
wrong 'koppel solve: which case folder? Try: koppel solve ' solve
wrong 'koppel solve: one case folder at a time, not also "other"' solve "$B" other
wrong "koppel solve: option -o is without its value" solve "$B" -o
wrong "koppel solve: option --gap is without its value" solve "$B" --gap
wrong "koppel solve: there is no option --quik; did you mean --quick?" solve "$B" --quik
wrong "koppel solve: --qui may be --quick or --quiet: write more of it" solve "$B" --qui
wrong "koppel solve: option --quick takes no value" solve "$B" --quick=3
wrong "koppel solve: there is no option -z" solve "$B" -qz
for gap in x -1 2 101% 0,01 1%% nan ''; do
    wrong "koppel solve: --gap takes a share such as 0.0001 or 0.01%, not \"$gap\"" solve "$B" --gap="$gap"
done
for limit in x -1 5s 0,5 inf 1e13; do
    wrong "koppel solve: --time-limit takes seconds, not \"$limit\"" solve "$B" --time-limit="$limit"
done
for seed in -1 1.5 x 9223372036854775808; do
    wrong 'koppel solve: --seed takes a whole number 0..9223372036854775807, not "'"$seed"'"' solve "$B" --seed="$seed"
done
wrong 'koppel solve: --threads takes a whole number 0..64, not "65"' solve "$B" --threads 65
wrong 'koppel solve: there is no engine "exakt"; there are:' solve "$B" --engine exakt
wrong '  exact       ' solve "$B" --engine exakt
for day in 2026-02-30 tomorrow 13/13/2026; do
    wrong "koppel solve: --as-of takes a date such as 2026-03-15, not \"$day\"" solve "$B" --as-of $day
done
wrong 'engine exhaustive does not take a problem of this size or kind' solve "$DATA/region-east" --engine exhaustive -o out
wrong 'koppel export: which case folder?' export
wrong 'koppel export: --format takes mps or lp, not "xls"' export "$B" --format xls
wrong 'koppel export: give either -o FOLDER (one file a tier) or --tier NAME (that tier, to standard output)' export "$B"
wrong 'koppel export: give either -o FOLDER' export "$B" -o out --tier fit
wrong 'koppel policy: takes no argument, not "even-spread"; to fill in a policy file use --policy FILE' policy even-spread
wrong 'koppel check: takes a case folder and the folder of a proposal' check "$B"
wrong 'koppel check: takes a case and a proposal folder, not also "x"' check "$B" out x
wrong 'koppel why: takes a case folder, the folder of a proposal and a household' why "$B" out
wrong 'koppel why: takes a case, a proposal folder and a household, not also "x"' why "$B" out H0001 x
for homes in -1 1001 x 99999999999999999999 4294967297; do
    wrong "koppel why: --homes takes a whole number 0..1000, not \"$homes\"" why "$B" out H0001 --homes=$homes
done

begin "folders in the wrong order"
run solve "$B" --quick --quiet -o out
expect_status 0
for order in "check out $B" "why out $B H0001" "why $B H0001 out" "why H0001 out $B" "why H0001 $B out"; do
    # shellcheck disable=SC2086 # words
    run $order
    expect_status 2
    expect_stdout_empty
    expect_stderr_has 'koppel: error: out is the folder of a proposal: put the case first'
    expect "$order: one message" test "$(wc -l <"$stderr")" -eq 1
done
expect_stderr_has "put the case first and the household last: koppel why $B out H0001"
for order in "check out out" "solve out"; do
    # shellcheck disable=SC2086 # words
    run $order
    expect_status 3
    expect_stderr_has 'koppel: error: out: this is the folder of a proposal, not of a case'
    expect "$order: one message" test "$(wc -l <"$stderr")" -eq 1
done

begin "an argument that steers the terminal is not repeated"
run solve "$(printf 'a\033[2Jb')"
expect_status 2
expect_stderr_has 'koppel: error: argument 2 holds a character that steers the screen'
expect_not "no escape reaches the terminal" grep -q "$(printf '\033')" "$stderr"

begin "memory that runs out is said, wherever it is: in the arguments, in the help, in the engine"
# Under sanitizers a program needs terabytes of addresses, so the limit cannot be set.
# shellcheck disable=SC3045 # of the shells that are used
if (ulimit -v 400000 && "$KOPPEL" --version >/dev/null 2>&1); then
    for arguments in "solve $B --quick" "compare $B" "solve --help" "check $B out"; do
        for kilobytes in 8000 9000 10000 12000 16000; do
            # shellcheck disable=SC2086,SC3045 # words
            (ulimit -v $kilobytes && run $arguments && echo "$status" >status)
            status=$(cat status)
            if grep -q 'error while loading shared libraries' "$stderr"; then continue; fi
            # shellcheck disable=SC2016 # of the inner shell
            expect "$arguments with $kilobytes kB: ends well, or says it" \
                sh -c '[ "$1" -eq 0 ] || [ "$1" -eq 6 ] || [ "$1" -eq 3 ] || { [ "$1" -eq 70 ] && grep -q "memory ran out" "$2"; }' - "$status" "$stderr"
        done
    done
else
    notice 'the addresses of a program cannot be limited here'
fi

begin "help of a command, in each of the ways that it can be asked for"
for command in solve check why compare export policy targets supervise balance generate; do
    run help $command
    expect_status 0
    cp "$stdout" help
    run $command -h
    expect_status 0
    expect_same "$stdout" help
done
run help nothing-like-it
expect_status 2
run slove
expect_status 2
expect_stderr_has 'koppel: there is no command "slove"; did you mean "solve"?'
expect "nothing else is said" test "$(wc -l <"$stderr")" -eq 1
run frobnicate
expect_status 2
expect_stderr_lacks 'did you mean'

begin "JSON is printed whatever came of it, with --quiet too"
run solve "$DATA/municipality-d" --quiet --json
expect_status 0
cp "$stdout" json
expect_json json
expect_file_has json '"offers": {'
copy_case municipality-d
rm -f case/decisions.csv # what is held would make the least give way
printf 'area,measure,min,max,enforce\nGM9004,homes,40,,must\n' >case/limits.csv
run solve case --quiet --json
expect_status 4
cp "$stdout" json
expect_json json
expect_file_has json '"outcome": "infeasible"'
expect_file_has json '"clash": ['
run compare case --policies cap-must,even-goal --quiet
expect_status 4

begin "a case without households is written too"
copy_case municipality-d
for table in households scores decisions; do
    if [ -f case/$table.csv ]; then sed -i '2,$d' case/$table.csv; fi
done
run solve case -o out
expect_status 0
expect_file out/summary.json
expect_file out/certificate.json
run check case out
expect_status 0
