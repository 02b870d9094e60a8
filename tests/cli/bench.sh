#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The benchmark harness and its tables: what is stopped goes on without losing or repeating a run, a solver that
# crashes or hangs costs one row, and a bound that another value beats is reported.
# shellcheck disable=SC2016 # variables of fake programs and of awk
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

PROGRAMS=$(dirname "$KOPPEL")/bench
[ -x "$PROGRAMS/harness" ] || skip 'the benchmark programs are not built (make bench-programs)'

# Two frozen instances and one that is not in the list of the repository.
list() {
    grep -E '^name,|^small-linked-scarce-dense,|^small-free-ample-even,' "$ROOT/bench/instances.csv" >list.csv
}

# bench OPTION VALUE...: the harness on them; sets $status, leaves $stdout and $stderr
bench() {
    cli_command="harness $*"
    timeout 120 "$PROGRAMS/harness" --koppel "${FAKE:-$KOPPEL}" --list list.csv --make "$ROOT/bench/instances.sh" \
        --cases "$cli_folder/cases" --out results.csv --instances all --commit c0ffee --time-limit 20 "$@" \
        >"$stdout" 2>"$stderr" </dev/null
    status=$?
}

# tables ARGUMENT...
tables() {
    cli_command="tables.sh $*"
    sh "$ROOT/bench/tables.sh" "$@" >"$stdout" 2>"$stderr"
    status=$?
}

# columns NAME...: these columns of results.csv, without the header
columns() {
    awk -F, -v names="$*" 'NR == 1 { for (k = 1; k <= NF; k++) at[$k] = k; n = split(names, name, " "); next }
        { row = ""; for (k = 1; k <= n; k++) row = row (k > 1 ? " " : "") $at[name[k]]; print row }' results.csv
}

begin "one row for each run, engines alternating, with the values that koppel prints"
list
bench --engines exact,scale,greedy --gap 0
expect_status 0
expect_stdout_has '6 runs, 0 of them done before'
expect_stdout_has '[6/6] small-free-ample-even default greedy: '
columns instance engine >rows
printf '%s\n' 'small-linked-scarce-dense exact' 'small-linked-scarce-dense scale' 'small-linked-scarce-dense greedy' \
    'small-free-ample-even exact' 'small-free-ample-even scale' 'small-free-ample-even greedy' >wanted
expect_same rows wanted
run solve "$cli_folder"/cases/*/small-free-ample-even --quick --quiet -o out
tier_values out/summary.json | awk '{ list = list (NR > 1 ? ";" : "") $1 "=" $2 } END { print list }' >wanted
columns value bound engine | awk '$3 == "exact" { value = $1 } END { print value }' >found
expect_same wanted found
columns status engine | grep -v greedy | sort -u >found
printf 'proven exact\nproven scale\n' >wanted
expect_same found wanted
expect "time and memory are measured" \
    test "$(columns wall_seconds memory_kib households | awk '$1 > 0 && $2 > 1000 && $3 > 0' | wc -l)" -eq 6

begin "what is done is not done again; another gap, limit or commit is another run"
list
bench --engines exact
cp results.csv before.csv
bench --engines exact
expect_stdout_has '2 runs, 2 of them done before'
expect_same results.csv before.csv
bench --engines exact,greedy --repeat 2
expect_stdout_has '8 runs, 2 of them done before'
expect "no run twice" test -z "$(columns instance engine repeat | sort | uniq -d)"
bench --engines exact --gap 1%
expect_stdout_has '2 runs, 0 of them done before'

begin "a row that was cut off is made again, the others are kept"
list
bench --engines exact
cp results.csv whole.csv
head -c -20 whole.csv >results.csv
bench --engines exact
expect_status 0
expect_stdout_has '2 runs, 1 of them done before'
expect "three whole lines" test "$(wc -l <results.csv)" -eq 3
head -n 2 whole.csv >first
head -n 2 results.csv >second
expect_same first second
echo 'something else' >results.csv
bench --engines exact
expect_status 1
expect_stderr_has 'results.csv is no table of results of this version: name another file'
expect_line results.csv 'something else'

# stand_in LINE...: a program in the place of koppel, which it can call as $koppel
stand_in() {
    printf '%s\n' '#!/bin/sh' "koppel='$KOPPEL'" "here='$PWD'" "$@" 'exec "$koppel" "$@"' >stand_in && chmod +x stand_in
    FAKE=$PWD/stand_in
}

begin "stopped by Ctrl-C it goes on where it was"
list
stand_in 'case " $* " in *" solve "*greedy*) [ -e "$here/go" ] || { touch "$here/started"; sleep 300; } ;; esac'
"$PROGRAMS/harness" --koppel "$FAKE" --list list.csv --make "$ROOT/bench/instances.sh" --cases "$cli_folder/cases" \
    --out results.csv --instances all --engines exact,greedy --commit c0ffee --time-limit 20 >"$stdout" 2>"$stderr" &
pid=$!
for _ in $(seq 300); do [ -e started ] || sleep 0.1; done
kill -TERM $pid
wait $pid
status=$?
cli_command='harness, stopped'
expect_status 130
expect_stderr_has 'harness: stopped; the same command goes on with run 2 of 4'
expect "the run before is kept" test "$(columns engine | tr '\n' ' ')" = 'exact '
touch go
bench --engines exact,greedy
expect_status 0
expect_stdout_has '4 runs, 1 of them done before'
expect "every run once" test "$(columns instance engine | sort -u | wc -l)" -eq 4

begin "a crash, a hang and a refusal cost one row each"
list
stand_in 'case "$*" in' \
    '*scarce-dense*engine=exact*) kill -SEGV $$ ;;' \
    '*scarce-dense*engine=scale*) sleep 300 ;;' \
    '*scarce-dense*engine=greedy*) echo "koppel: error: engine cbc: the choice, breaks a row" >&2; exit 70 ;;' \
    'esac'
bench --engines exact,scale,greedy --time-limit 0.01
expect_status 0
columns status engine | head -n 3 >found
printf '%s\n' 'crash exact' 'hung scale' 'refused greedy' >wanted
expect_same found wanted
expect_file_has results.csv 'engine cbc: the choice; breaks a row'
expect "the other instance has its rows" test "$(columns instance value | grep -c '^small-free-ample-even target=')" -eq 3
FAKE=

begin "an engine that is not installed is left out, and said so"
list
KOPPEL_CBC=$PWD/nowhere
export KOPPEL_CBC
bench --engines exact,cbc
unset KOPPEL_CBC
expect_status 0
expect_stderr_has 'harness: cbc cannot be run here and is left out'
expect "rows of exact alone" test "$(columns engine | sort -u)" = exact

begin "an instance whose bytes are other than frozen is refused"
list
sed -i '2s/[0-9a-f]*$/0000/' list.csv
rm -rf "$cli_folder/cases"
bench --engines exact --instances small-linked-scarce-dense
expect_status 1
expect_stderr_has 'could not be made'
expect "no row" test -z "$(columns instance)"

begin "wrong use"
list
bench --engines
expect_status 2
bench --nonsense 3
expect_status 2
bench --instances nowhere
expect_status 1
expect_stderr_has 'no instance of list.csv is asked for'

begin "policies compared: a table a case, a summary between its marks, and a notice where tables are missing"
stand_in '[ "$1" = compare ] || exit 9' 'exec "$koppel" compare "$DATA/municipality-d" --policies cap-goal,first-come -o "$6"'
mkdir shown
printf 'before\n<!-- policies begin -->\nold\n<!-- policies end -->\nafter\n' >shown/README.md
cli_command='policies.sh'
KOPPEL=$FAKE KOPPEL_SHARED=$PWD/nowhere sh "$ROOT/bench/policies.sh" shown cases 20 >"$stdout" 2>"$stderr"
status=$?
FAKE=
expect_status 0
expect_stdout_has 'policies.sh: utrecht-linked-scarce-dense is left out, and what is asked on it: the tables here are without it'
expect "the marks and what is around them stay" test "$(grep -cxE 'before|<!-- policies (begin|end) -->|after' shown/README.md)" -eq 4
expect_not "the old table is gone" grep -qx old shown/README.md
row='| [region-east](policies/RESULTS.md#region-east) | 6 | 14 · 10 · 762 | 14 · 13 · 699 |  |  | 14 · 7 · 704 |  |'
expect_line shown/README.md "$row 7: 4223 to 10: 4569 |"
expect "a section a case" test "$(grep -c '^## ' shown/policies/RESULTS.md)" -eq 5
expect_file_has shown/pictures/trade-off-region-east.svg '</svg>'

begin "tables, pictures, and no contradiction"
rm -rf "$cli_folder/cases"
list
bench --engines exact,scale,greedy --repeat 2
tables results.csv shown
expect_status 0
expect_stdout_has '| small-free-ample-even | default | 20 |'
expect_stdout_has '| exact | 2 of 2 |'
expect_stdout_has 'bound.'
expect_stdout_lacks CONTRADICTION
for picture in profile growth; do
    expect_file_has shown/pictures/$picture.svg '</svg>'
    if command -v python3 >/dev/null; then
        expect "$picture.svg is XML" python3 -c "import sys, xml.dom.minidom as d; d.parse(sys.argv[1])" shown/pictures/$picture.svg
    fi
done
tables nowhere.csv
expect_status 2
tables list.csv
expect_status 2

begin "a value that is better than another's bound is a contradiction; one behind a worse tier is not"
head='instance,digest,policy,seed,repeat,engine,version,gap_asked,time_limit,threads,commit,status,senses,value,bound,tier,gap_percent,seconds,wall_seconds,memory_kib,nodes,households,units,pairs,processor,note'
# row ENGINE VALUE BOUND
row() { echo "one,0a,default,1,1,$1,1,0,9,1,c0ffee,claimed,min;max,$2,$3,,0,1,1,1000,0,9,9,99,cpu,"; }
{ echo "$head" && row cbc 'target=3;fit=50' 'target=3;fit=50' && row exact 'target=3;fit=51' 'target=3;fit=51'; } >results.csv
tables results.csv
expect_status 1
expect_stdout_has 'CONTRADICTION: one, policy default, tier fit: the value 51 of exact is better than the bound 50 of cbc'
{ echo "$head" && row cbc 'target=4;fit=90' 'target=4;fit=90' && row exact 'target=3;fit=51' 'target=3;fit=51'; } >results.csv
tables results.csv
expect_status 1
expect_stdout_has 'tier target: the value 3 of exact is better than the bound 4 of cbc'
{ echo "$head" && row cbc 'target=4;fit=90' 'target=3;fit=90' && row exact 'target=3;fit=51' 'target=3;fit=51'; } >results.csv
tables results.csv
expect_status 0
{ echo "$head" && row cbc 'target=3;fit=51' '?' && row exact 'target=3;fit=51' 'target=3;fit=51'; } >results.csv
tables results.csv
expect_status 0

begin "what is committed has no contradiction"
tables "$ROOT/bench/results.csv"
expect_status 0

begin "the best known values and bounds are kept up to date"
mkdir shown
printf 'name,group,options,sha256\none,small,--seed 1,0a\n' >shown/instances.csv
printf 'before\n<!-- tables begin -->\nold\n<!-- tables end -->\nafter\n' >shown/README.md
# known RESULT...: brings shown/best-known.csv up to date with these rows, and prints it without dates
known() {
    { echo "$head" && printf '%s\n' "$@"; } >results.csv
    tables results.csv shown
    sed 1d shown/best-known.csv | cut -d , -f 1-7,9
}
known "$(row exact 'target=3;fit=50' 'target=3;fit=60')" "$(row cbc 'target=3;fit=55' 'target=3;fit=55')" >found
printf '%s\n' 'one,0a,default,target,min,3,3,c0ffee' 'one,0a,default,fit,max,55,60,c0ffee' >wanted
expect_same found wanted
expect_line shown/README.md before
expect_line shown/README.md after
expect_not "the old table is gone" grep -qx old shown/README.md
expect_file_has shown/README.md '| one | default | 9 | 99 |'
known "$(row exact 'target=3;fit=40' 'target=3;fit=56')" >found
printf '%s\n' 'one,0a,default,target,min,3,3,c0ffee' 'one,0a,default,fit,max,55,56,c0ffee' >wanted
expect_same found wanted
known "$(row scale 'target=2;fit=10' 'target=1;fit=70')" >found # better in the first tier: what was known of fit is void
printf '%s\n' 'one,0a,default,target,min,2,1,c0ffee' 'one,0a,default,fit,max,10,70,c0ffee' >wanted
expect_same found wanted
expect_stderr_has 'best-known.csv: one, policy default, tier target: the bound 3 is wrong, scale reached 2'
printf 'name,group,options,sha256\none,small,--seed 2,0b\n' >shown/instances.csv
known "$(row scale 'target=1;fit=1' 'target=1;fit=1' | sed 's/0a/0b/')" >found
printf '%s\n' 'one,0b,default,target,min,1,1,c0ffee' 'one,0b,default,fit,max,1,1,c0ffee' >wanted
expect_same found wanted # another instance under the same name
