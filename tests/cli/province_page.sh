#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel report --province: the official's page, the letter to a municipality, the public page and its small counts.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

CASE=$DATA/region-east
DAY=2026-07-01

# page FILE [OPTION...]: the page of region-east
page() {
    page_file=$1
    shift
    run report --province "$CASE" --as-of $DAY -o "$page_file" "$@"
}

# cells_of FILE ID: the cells of a table's rows, a row a line, separated by semicolons
cells_of() {
    awk -v id="$2" '
        index($0, "<caption id=\"" id "\"") { inside = 1 }
        inside && /<\/thead>/ { body = 1 }
        body && /<tr>/ { row = "" }
        body && /<t[hd]/ { text = $0; gsub(/<[^>]*>/, "", text); row = row text ";" }
        body && /<\/tr>/ { print row }
        /<\/table>/ { inside = 0; body = 0 }' "$1"
}

begin "for the official"
page province.html
expect_status 0
expect_stdout_has 'Written to province.html.'
for heading in 'In five figures' 'Municipalities' 'How the half-years went' 'Intervention ladder' \
    'Where the numbers come from'; do
    expect "the heading $heading" grep -q "<h2[^>]*>$heading</h2>" province.html
done
expect_file_has province.html 'Not for the public'
run supervise "$CASE" --as-of $DAY --csv
# shellcheck disable=SC2016 # variables of awk
awk -F, 'NR == 1 { for (c = 1; c <= NF; c++) at[$c] = c; next }
    { balance = $at["balance_after_persons"]; printf "%d;%s;%s;%s;%s;%s;%s;%s%s;%s;%s%s;%s;\n", NR - 1, $at["name"],
        $at["corrected_target_persons"], $at["due_persons"], $at["housed_persons"], $at["schedule"], $at["behind_persons"],
        (balance > 0 ? "+" : ""), balance, $at["excusable_persons"], ($at["rung_is"] == "at least" ? "at least " : ""),
        $at["rung"], $at["municipality"] }' "$stdout" >expected
cells_of province.html rows-table >found
expect "the table has what supervise has" cmp -s expected found
expect "the source of the ladder stands there once" test "$(grep -c 'Source of the ladder' province.html)" -eq 1
expect_not "no Dutch word for a sum" grep -q gecorrigeerde province.html
expect_not "people are not enforced" grep -q 'who may be enforced' province.html
expect "25 municipalities are explained" test "$(grep -c '<details id=' province.html)" -eq 25
expect_file_has province.html 'Huisvestingswet art. 28, 29(1)'
page again.html
expect_same province.html again.html
policy=$(sed -n 's/.*Content-Security-Policy" content="\([^"]*\)".*/\1/p' province.html)
expect "a strict policy" test "${policy#default-src \'none\'; style-src \'sha256-}" != "$policy"
expect_not "no address of a network" grep -qE "(src|href)=\"?(https?:)?//" province.html
expect_not "no style attribute" grep -qE '<[a-z][^>]* style=' province.html

begin "with proposals"
page then.html "$ROOT/docs/half-year/city"
expect_status 0
expect_file_has then.html 'Housed with the proposals'
run supervise "$CASE" "$ROOT/docs/half-year/city" --as-of $DAY --csv
# shellcheck disable=SC2016 # variables of awk
awk -F, 'NR == 1 { for (c = 1; c <= NF; c++) at[$c] = c; next } { gsub(/"[^"]*"/, ""); print $at["housed_then_persons"] ";" $at["schedule_then"] ";" }' "$stdout" >expected
cells_of then.html rows-table | cut -d';' -f11- | sed 's/GM[0-9]*;$//' >found
expect "what the proposals change is what supervise has" cmp -s expected found

begin "with the proposal of another case: one sentence"
run solve "$DATA/municipality-b" --quick --quiet -o other
expect_status 0
page none.html "$PWD/other"
expect_status 3
expect_stderr_has 'this is the proposal of the case municipality-b, not of region-east'
expect "one line" test "$(grep -c error "$stderr")" -eq 1
expect_no_file none.html

begin "half-years one after another"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,<b>Een</b>,Ergens,50000\nGM0002,Twee,Ergens,30000\n' >case/municipalities.csv
printf '%s\n' municipality,period,published_on,target_persons,balance_persons,linked_persons,housed_persons \
    GM0001,2025-1,2025-07-01,40,0,40,30 GM0002,2025-1,2025-07-01,20,0,25,25 \
    GM0001,2025-2,2026-01-01,50,-10,60,20 GM0002,2025-2,2026-01-01,30,5,30,25 >case/targets.csv
run report --province case --as-of 2026-01-10 --period 2025-2 -o page.html
expect_status 0
expect "two half-years, with the sums of both municipalities" test "$(cells_of page.html trend-table | tr '\n' ' ')" = \
    '2025-1;2;60;55;10;10;1;0;1; 2025-2this page;2;85;45;40;40;1;0;1; '
expect_file_has page.html 'the left bar is what was to be housed'
expect_file_has page.html '&lt;b&gt;Een&lt;/b&gt;'
expect_not "no tag of a table" grep -q '<b>' page.html
run report --province case --as-of 2025-07-05 --period 2025-1 -o one.html
expect_file_has one.html 'there is no trend to show'

begin "a letter to each municipality"
for code in GM9101 GM9105 GM9122; do
    page letter.html --force --for municipality $code
    expect_status 0
    expect_file_has letter.html 'Draft: a person at the province decides whether it is sent'
    expect_file_has letter.html 'Your municipality stands on rung'
    if grep -oE 'Oostgemeente [0-9]+' letter.html | sort -u | wc -l | grep -qvx 1; then not_ok "$code: another municipality"; fi
done
page named.html --for municipality 'Oostgemeente 22'
expect_same letter.html named.html
page none.html --for municipality GM0001
expect_status 3
expect_no_file none.html

# The public page is the public table: what protects that (tests/property/test_disclosure.c) protects this.
begin "for the public: each cell is one of the public table"
page public.html --for public
expect_status 0
run supervise "$CASE" --as-of $DAY --public --csv
# shellcheck disable=SC2016 # variables of awk
awk -F, 'function shown(cell) { return cell == "<5" ? "fewer than 5" : cell == "x" ? "not shown" : cell }
    NR == 1 { for (c = 1; c <= NF; c++) at[$c] = c; next }
    { printf "%d;%s;%s;%s;%s;%s;%s;\n", NR - 1, $at["name"], $at["inhabitants"], shown($at["target_persons"]),
        shown($at["housed_persons"]), shown($at["schedule"]), $at["municipality"] }' "$stdout" >expected
cells_of public.html public-table >shown
expect "thousands are parted" grep -qE '^1;[^;]*;[0-9]+,[0-9]{3};' shown
sed -E 's/([0-9]),([0-9]{3})/\1\2/g' shown >found
expect "rows" sh -c 'grep -v "^;In all" found | sed "s/&lt;/</g" | cmp -s expected -'
expect_not "no explanation" grep -q '<details' public.html
expect_not "no ladder" grep -qi 'rung' public.html
expect_not "no trend" grep -q 'half-years went' public.html
expect_not "no number of a cell below 5" sh -c "cut -d';' -f4,5 found | tr ';' '\n' | grep -qx '[0-4]'"

expect_file_has public.html 'What is not protected: a target.'

# An attack: whoever takes what is shown from a total that is shown must be left with enough for every value of the
# small counts; and the picture must not tell a schedule that the table hides.
begin "for the public: what is hidden cannot be worked out"
for housed in '9 7 3' '12 4 6' '5 5 5' '2 1 40' '8 30 4'; do
    rm -rf case page.html
    mkdir case
    # shellcheck disable=SC2086 # three counts
    set -- $housed
    printf '%s\n' municipality,name,province,inhabitants GM0001,Een,Ergens,50000 GM0002,Twee,Ergens,30000 \
        GM0003,Drie,Ergens,20000 >case/municipalities.csv
    printf '%s\n' municipality,period,published_on,target_persons,balance_persons,linked_persons,housed_persons \
        "GM0001,2025-2,2025-12-01,50,0,50,$1" "GM0002,2025-2,2025-12-01,30,0,50,$2" \
        "GM0003,2025-2,2025-12-01,20,0,50,$3" >case/targets.csv
    run report --province case --as-of 2025-12-01 -o page.html --for public --first-published
    expect_status 0
    cells_of page.html public-table >found
    # shellcheck disable=SC2016 # variables of awk
    expect "$housed: no small count follows from the total" awk -F';' '
        /^;In all/ { total = $5; next }
        $5 ~ /^[0-9]+$/ { sum += $5; if ($5 < 5) bad = 1; next }
        $5 == "not shown" { withheld++; next }
        { small++ }
        END { if (small > 0 && withheld == 0) bad = 1
            if (small > 0 && total ~ /^[0-9]+$/ && total - sum - 5 * withheld < 5) bad = 1
            exit bad }' found
    expect "$housed: a schedule is drawn where it is shown" test "$(grep -c 'not shown</title>' page.html)" = \
        "$(cut -d';' -f6 found | grep -c 'not shown')"
done
run supervise case --as-of 2025-12-01 --public --first-published -o before
run report --province case --as-of 2025-12-01 -o later.html --for public --published before
expect_status 0
expect_file_has later.html 'after the tables that were named'
run report --province case --as-of 2025-12-01 -o none.html --for public --published case
expect_status 3
expect_no_file none.html

begin "a map"
cat >map.json <<'END'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"statcode": "GM9101"}, "geometry":
  {"type": "Polygon", "coordinates": [[[150000, 460000], [151000, 460000], [151000, 461000], [150000, 460000]]]}},
 {"type": "Feature", "properties": {"statcode": "GM0001"}, "geometry": {"type": "Point", "coordinates": [0, 0]}}]}
END
page map.html --map map.json
expect_status 0
expect "one path" test "$(grep -c '<path fill-rule' map.html)" -eq 1
expect_file_has map.html 'Oostgemeente 01: far behind</title>'
echo '[]' >none.json
page none.html --map none.json
expect_status 3
expect_no_file none.html

begin "wrong use"
page none.html --for nobody
expect_status 2
page none.html --for municipality
expect_status 2
page none.html --published here
expect_status 2
page none.html --for public --first-published --published here
expect_status 2
page none.html --for public "$ROOT/docs/half-year/city"
expect_status 2
run report --province -o none.html
expect_status 2
run report --province "$CASE"
expect_status 2
run report --province "$CASE" --register -o none.html
expect_status 2
expect_stderr_has '--register is of one proposal: leave out --register, or --province'
expect_no_file none.html
echo mine >there.html
page there.html
expect_status 6
expect "it is left alone" test "$(cat there.html)" = mine

begin "in Dutch"
for reader in official public 'municipality GM9101'; do
    # shellcheck disable=SC2086 # reader and code
    page dutch.html --force --lang nl --for $reader
    expect_status 0
    expect_file_has dutch.html '<html lang="nl">'
    cp dutch.html "dutch-${reader%% *}.html"
done
expect "the source of the ladder in Dutch" grep -q 'De zes treden: binnenlandsbestuur.nl' dutch-official.html
expect_file_has dutch-municipality.html 'De zes treden: binnenlandsbestuur.nl'
expect_not "no source in English" grep -q 'The six rungs' dutch-official.html dutch-municipality.html
expect_file_has dutch.html 'Uw gemeente staat op trede 4 van de interventieladder: vooraankondiging indeplaatsstelling.'
