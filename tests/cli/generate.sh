#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel generate: the committed cases are what it writes, on every compiler; its options are checked; what it writes can
# be read and solved; the frozen instances are what they were.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

EXAMPLES='municipality-a municipality-b municipality-c municipality-d region-east'

# same_tables FOLDER FOLDER WHAT: every file of the first is in the second, byte for byte
same_tables() {
    for file in "$1"/*; do
        if ! cmp "$file" "$2/${file#"$1"/}"; then
            not_ok "$3"
            return
        fi
    done
    ok "$3"
}

begin "writes the committed example cases again"
for name in $EXAMPLES; do
    run generate --example "$name" -o "$name"
    expect_status 0
    expect_file_has "$name/datapackage.json" '"licenses": [{"name": "CC0-1.0"'
    same_tables "$name" "$DATA/$name" "the same bytes as data/$name"
done

# The room with a small main program, so that a whole build is not needed for every compiler.
cat >../main.c <<'END'
#include "generate/draft_files.h"
#include "generate/example_cases.h"
#include "generate/real_case.h"
#include "generate/synthetic_case.h"

int main(void)
{
    struct koppel_synthetic_spec spec = {.n_municipalities = 7, .n_households = 300, .n_units = 250,
                                         .n_neighbourhoods = 12, .link_percent = 60, .free_region_percent = 50,
                                         .scarcity_percent = 30, .concentration_percent = 70,
                                         .reception = true, .jobs = true, .seed = 9};
    struct koppel_draft_about about = {"a", "b", "c"};
    struct koppel_real_spec real = {.national = 21200, .country_inhabitants = 17590672, .n_households = 50,
                                    .link_percent = 50, .scarcity_percent = 20, .concentrated = true, .seed = 2};
    struct koppel_real_places places = {0};
    struct koppel_draft draft = {0};
    int failed = 0;

    for (size_t i = 0; koppel_example_name(i) != NULL; i++) {
        failed |= koppel_example_write(i, koppel_example_name(i), false, NULL);
    }
    koppel_synthetic_make(&spec, &draft);
    failed |= koppel_draft_write(&draft, &about, (struct koppel_dialect){0}, "synthetic", false, NULL);
    koppel_draft_free(&draft);
    failed |= koppel_real_places_read("../buurten.csv", NULL, NULL, &places, NULL, NULL);
    failed |= koppel_real_case_make(&real, &places, &draft, NULL);
    failed |= koppel_draft_write(&draft, &about, (struct koppel_dialect){0}, "real", false, NULL);
    koppel_draft_free(&draft);
    koppel_real_places_free(&places);
    return failed;
}
END
cat >../buurten.csv <<'END'
buurt_code;gm_naam;buurt_naam;inwoners;woningvoorraad;koopwoning_percentage
BU03070100;Amersfoort;Hof;7100;3960;26,0
BU03070101;Amersfoort;Nieuwstraat e.o.;4600;2590;41,5
BU03080000;Baarn;Noord;8000;3000;40,0
END
first=
awk -v name=dutch -f "$ROOT/po/catalogue.awk" "$ROOT/po/nl.po" >../dutch.c
for compiler in gcc clang; do
    for level in -O0 -O3; do
        begin "the same bytes from $compiler $level"
        if ! command -v "$compiler" >/dev/null; then
            notice "$compiler is not installed"
            continue
        fi
        "$compiler" "$level" -std=c11 -D_POSIX_C_SOURCE=200809L -I"$ROOT/solver" -I"$ROOT/include" -o generate ../main.c ../dutch.c \
            "$ROOT"/solver/generate/*.c "$ROOT"/solver/base/*.c "$ROOT/solver/io/folder_writer.c" "$ROOT/solver/io/file_writer.c" \
            "$ROOT/solver/io/csv_table.c" "$ROOT/solver/io/table_forms.c" "$ROOT/solver/io/table_header.c" "$ROOT/solver/io/heading_guess.c" "$ROOT/solver/io/foot_row.c" "$ROOT/solver/io/cell_findings.c" "$ROOT/solver/io/identity.c" "$ROOT/solver/io/file_bytes.c" "$ROOT/solver/io/text_encoding.c" "$ROOT/solver/io/cell_value.c" "$ROOT/solver/io/date_meaning.c" \
            "$ROOT/solver/io/dictionary.c" "$ROOT/solver/workbook/file_kind.c" "$ROOT/solver/model/case.c" "$ROOT/solver/model/statutory_target.c" -lcsv -lmd || exit 1
        expect "all cases are written" ./generate
        for name in $EXAMPLES; do same_tables "$name" "$DATA/$name" "$name"; done
        first=${first:-$PWD}
        same_tables "$first/synthetic" synthetic "a synthetic case"
        same_tables "$first/real" real "a case of real neighbourhoods"
    done
done

begin "writes a synthetic case of the size asked for"
run generate --municipalities 3 --households 40 --units 70 --neighbourhoods-per 7 --seed 5 -o one
expect_status 0
expect_stdout_has 'Written to one: 40 households of '
expect_stdout_has ' persons and 70 homes, 3 municipalities, 21 neighbourhoods; target '
run generate --municipalities 3 --households 40 --units 70 --neighbourhoods-per 7 --seed 5 -o two --quiet
expect_status 0
expect_stdout_empty
expect_same one two
counts=$(cat one/municipalities.csv one/neighbourhoods.csv one/units.csv one/households.csv | wc -l)
expect "rows as asked for" test "$counts" -eq $((4 + 22 + 71 + 41))
expect_file_has one/datapackage.json 'koppel generate --municipalities 3 --households 40 --units 70 --neighbourhoods-per 7 '
run generate --municipalities 3 --households 40 --units 70 --neighbourhoods-per 7 --seed 6 -o other
expect_not "another seed gives other households" cmp -s one/households.csv other/households.csv

begin "cases that differ in one option share what it does not concern"
common='--municipalities 3 --households 60 --neighbourhoods-per 6 --quiet'
# shellcheck disable=SC2086 # several words
run generate $common --units 50 -o linked --link-share 100
# shellcheck disable=SC2086
run generate $common --units 50 -o free --link-share 0
# shellcheck disable=SC2086
run generate $common --units 90 -o ample --link-share 100 --scarcity 0
expect "same people" test "$(cut -d, -f1-4 linked/households.csv)" = "$(cut -d, -f1-4 free/households.csv)"
expect_same linked/households.csv ample/households.csv
expect_same linked/units.csv free/units.csv
expect_same linked/neighbourhoods.csv free/neighbourhoods.csv
expect_same linked/corporations.csv free/corporations.csv
expect_same linked/neighbourhoods.csv ample/neighbourhoods.csv
linked=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "municipality") c = i } NR > 1 && $c != "" { n++ }
    END { print n + 0 }' linked/households.csv)
expect "all are linked" test "$linked" -eq 60
expect "nobody is linked, there is no such column" test -z "$(head -n 1 free/households.csv | grep -w municipality)"

begin "concentration can be seen, and left out"
for percent in 0 80; do
    run generate --municipalities 1 --households 10 --units 10 --concentration $percent -o case$percent
    # The share of the social homes, and of the permit holders, in the fifth of the neighbourhoods with most of them.
    awk -F, 'NR > 1 { print $5, $6, $4 }' case$percent/neighbourhoods.csv | sort -rn | awk '
        { homes += $1; holders += $2; people += $3; if (NR <= 8) { top += $1; held += $2; lived += $3 } }
        END { print int(100 * top / homes), int(100 * held / holders), int(100 * lived / people) }' >shares$percent
done
read -r homes holders people <shares0
expect "0: social homes $homes % and permit holders $holders % where $people % of the people live" \
    test $((homes - people)) -le 2 -a $((holders - people)) -le 5
read -r homes holders people <shares80
expect "80: social homes $homes % and permit holders $holders % where $people % of the people live" \
    test "$homes" -ge 75 -a "$holders" -ge 70 -a "$people" -le 65

begin "scarcity takes large homes away"
for percent in 0 100; do
    run generate --municipalities 1 --households 10 --units 400 --scarcity $percent -o case$percent
done
expect "0: about a third has 4 rooms and more" test "$(awk -F, 'NR > 1 && $4 >= 4' case0/units.csv | wc -l)" -ge 120
expect "100: none has" test "$(awk -F, 'NR > 1 && $4 >= 4' case100/units.csv | wc -l)" -eq 0

begin "what it writes can be read and solved"
run generate --municipalities 2 --households 30 --units 30 --neighbourhoods-per 6 --link-share 50 -o case
run solve case --quick
expect_status 0
expect_stderr_lacks 'error'

begin "reception places and vacancies come beside what is there, and count"
town='--municipalities 6 --households 40 --units 36 --neighbourhoods-per 6 --seed 4 --quiet'
# without_column NAME FILE: the table without that column (no cell of it is quoted)
without_column() {
    awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i }
        { line = ""; for (i = 1; i <= NF; i++) if (i != c) line = line (line == "" ? "" : ",") $i; print line }' "$2"
}
# shellcheck disable=SC2086 # several words
run generate $town --over 1 -o plain
# shellcheck disable=SC2086
run generate $town --over 1 --reception --jobs -o both
expect_status 0
# shellcheck disable=SC2086
run generate $town --over 2 --jobs --reception -o longer
# shellcheck disable=SC2086
run generate $town --over 1 --reception -o places
# shellcheck disable=SC2086
run generate $town --over 1 --jobs -o work
for table in municipalities neighbourhoods corporations units targets releases; do
    expect_same plain/$table.csv both/$table.csv
done
for table in households arrivals; do
    without_column fields both/$table.csv >both.cut
    without_column reception both.cut >all.cut
    expect_same plain/$table.csv all.cut
    expect_same places/$table.csv both.cut
    without_column reception both/$table.csv >both.cut
    expect_same work/$table.csv both.cut
done
expect_same both/households.csv longer/households.csv
expect_same both/reception.csv longer/reception.csv
expect_same both/reception.csv places/reception.csv
expect_same both/jobs.csv work/jobs.csv
expect_no_file places/jobs.csv
expect_no_file work/reception.csv
expect_file_has both/datapackage.json '--over 1 --reception --jobs'
awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[FILENAME, $i] = i; next }
    FILENAME ~ /municipalities/ { region[$1] = $at[FILENAME, "region"] }
    FILENAME ~ /reception/ { of[$1] = region[$2] }
    FILENAME ~ /households/ { place = $at[FILENAME, "reception"]
        if (place == "" || of[place] != $at[FILENAME, "region"]) print $1 }' \
    both/municipalities.csv both/reception.csv both/households.csv >elsewhere
expect "everybody waits in the region of its reception" test ! -s elsewhere
run solve both -o proposal
expect_status 0
run check both proposal
expect_status 0
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "score_reception") c = i }
    NR > 1 && $c != "" && $c > 0 && $c < 1000 { n++ } END { exit n < 3 }' proposal/proposal.csv
expect "the way from the place counts" test $? -eq 0
run solve places -o without
cut -d, -f1-10 proposal/proposal.csv >with.cut
cut -d, -f1-10 without/proposal.csv >without.cut
expect_not "the vacancies count" cmp -s with.cut without.cut
run generate --neighbourhoods ../buurten.csv --jobs -o real
expect_status 2
expect_stderr_has '--reception and --jobs go with --municipalities'
run generate --example municipality-a --reception -o real
expect_status 2
expect_no_file real

begin "refuses wrong options, and writes nothing"
run generate
expect_status 2
expect_stderr_has 'which folder is to be written? Name it with -o CASE'
run generate --municipalities 0 --households 1 --units 1 -o case
expect_status 2
expect_stderr_has '--municipalities takes a whole number 1..1000, not "0"'
run generate --municipalities 1 --households 9999999999999999999999 --units 1 -o case
expect_status 2
expect_stderr_has '--households takes a whole number 1..2000000, not "9999999999999999999999"'
run generate --municipalities 1 --households 1 -o case
expect_status 2
expect_stderr_has '--units is missing: how many homes are there to be?'
run generate --municipalities 1 --households 1 --units 1 --spread 3 -o case
expect_status 2
expect_stderr_has "there is no option --spread"
run generate --municipalities 1 --households 1 --units 1 --link-share 0.8 -o case
expect_status 2
expect_stderr_has '--link-share takes a whole percentage 0..100, such as 80, not "0.8"'
run generate --municipalities 1 --households 1 --units 1 --concentration 5 -o case
expect_status 2
expect_stderr_has '--concentration takes 0 (none) or 20..100'
run generate --municipalities 1 --households 1 --units 1 --seed=-1 -o case
expect_status 2
expect_stderr_has '--seed takes a whole number of 0 or more, not "-1"'
run generate --example region-west -o case
expect_status 2
expect_stderr_has 'there is no example case "region-west": write municipality-a, '
run generate --example municipality-a --units 3 -o case
expect_status 2
expect_stderr_has '--example stands alone'
expect_no_file case

begin "a folder that exists is left alone without --force"
run generate --example municipality-b -o case
run generate --example municipality-d -o case
expect_status 6
expect_stderr_has 'case: '
same_tables case "$DATA/municipality-b" "still the first case"
run generate --example municipality-b -o case --force
expect_status 0
echo mine >case/notes.txt
run generate --example municipality-b -o case --force
expect_status 6
expect_stderr_has 'notes.txt'
run generate --example municipality-b -o missing/case
expect_status 6
expect_no_file missing

begin "the frozen instances are what they were"
"$ROOT/bench/instances.sh" made small municipality >"$stdout" 2>"$stderr"
status=$?
cli_command='bench/instances.sh made small municipality'
expect_status 0
expect_stdout_has 'small-linked-scarce-dense: made'
expect_stdout_has 'municipality-linked-ample-even: made'
echo 'x,y' >>made/small-free-ample-even/units.csv
"$ROOT/bench/instances.sh" made small >"$stdout" 2>"$stderr"
status=$?
expect_status 1
expect_stdout_has 'small-linked-scarce-dense: there'
expect_stderr_has 'small-free-ample-even: there, but its digest is '
