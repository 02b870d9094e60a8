#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel report: structure, escapes, the policy of the file, equal bytes, readers, small counts, maps, refusals.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

CASE=$DATA/municipality-a
begin "a household that nothing but a kept offer leaves without a home"
mkdir case
printf 'municipality,name,province,inhabitants\nGM0001,T1,P,26040\nGM0002,T2,P,5676\n' >case/municipalities.csv
printf 'municipality,period,published_on,target_persons\nGM0001,2026-1,2026-02-01,0\nGM0002,2026-1,2026-02-01,4\n' >case/targets.csv
printf 'neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders\nBU00010000,GM0001,NBU00010000,2842,300,1\nBU00010001,GM0001,NBU00010001,2878,300,5\nBU00020000,GM0002,NBU00020000,2759,,10\n' >case/neighbourhoods.csv
printf 'corporation,name\nC1,Corp\n' >case/corporations.csv
printf 'unit,neighbourhood,corporation,rooms,rent_eur\nU0,BU00010001,C1,6,400\nU1,BU00020000,C1,2,550\nU2,BU00010000,C1,4,550\nU3,BU00020000,C1,4,650\nU4,BU00010001,C1,3,650\n' >case/units.csv
printf 'household,adults,children,municipality,linked_on,urgency\nH0,2,4,,2025-12-01,urgent\nH1,1,0,GM0001,2025-10-01,urgent\nH2,3,1,GM0001,2025-11-01,urgent\nH3,1,2,GM0002,2025-10-01,normal\nH4,2,0,GM0002,2025-09-01,normal\n' >case/households.csv
printf 'household,unit,decision,reason,decided_on\nH1,U3,keep,Agreed,2026-03-05\nH2,U4,refused,Too far,2026-03-02\n' >case/decisions.csv
printf '{"name": "ours", "rooms": {"max_spare": 4}, "rent_limit": false, "spread": {"rule": "none"}}' >policy.json
run solve case --policy policy.json -o kept
expect_file_has kept/unplaced.csv 'no proposal that follows every rule gives it a home'
run check case kept
expect_status 0
run report case kept -o kept.html
expect_status 0

begin "the folder of municipality-a"
run solve "$CASE" -o out --quiet
expect_status 0
OUT=$PWD/out

# page FILE [OPTION...]: the page of municipality-a
page() {
    page_file=$1
    shift
    run report "$CASE" "$OUT" -o "$page_file" "$@"
}

# lines FILE PATTERN: how many lines match
lines() { grep -c -e "$2" "$1"; }

# hash_of FILE TAG: the hash of the text inside the only element TAG, as a policy names it
hash_of() {
    awk -v tag="$2" '{ text = text $0 "\n" }
        END { from = index(text, "<" tag ">") + length(tag) + 2; n = index(text, "</" tag ">") - from; printf "%s", substr(text, from, n) }' "$1" |
        openssl dgst -sha256 -binary | openssl base64
}

begin "a page for the caseworker"
page report.html
expect_status 0
expect_stdout_has 'Written to report.html.'
expect "only its user may read it" test "$(stat -c %a report.html)" = 600
expect_file_has report.html '<html lang="en">'
expect_file_has report.html 'Confidential'
expect_file_has report.html 'class="skip" href="#main"'
expect_file_has report.html 'It is certain that this is the best proposal'
for heading in 'In five figures' 'Who gets which home' 'Who gets no home, and why' 'Neighbourhoods' 'By need' \
    'What is certain, and what is assumed' 'Decisions so far'; do
    expect "the heading $heading" grep -q "<h2[^>]*>$heading</h2>" report.html
done
expect "one h1" test "$(lines report.html '<h1>')" -eq 1
expect "each table has a caption" test "$(lines report.html '<table>')" -eq "$(lines report.html '<caption ')"
expect_not "each heading of a column has a scope" grep -q '<th>' report.html
n_offers=$(($(wc -l <"$OUT/proposal.csv") - 1))
n_left=$(($(wc -l <"$OUT/unplaced.csv") - 1))
for key in $(tail -n +2 "$OUT/proposal.csv" | cut -d, -f1) $(tail -n +2 "$OUT/unplaced.csv" | cut -d, -f1); do
    expect "the key $key" grep -q ">$key<" report.html
done
expect_file_has report.html "<dd class=\"big\">$n_offers</dd>"
expect_file_has report.html "<dd class=\"big\">$n_left</dd>"
# shellcheck disable=SC2016 # variables of awk
expect "every element that is opened is closed" awk '
    { text = text $0 "\n" }
    END {
        sub(/<style>.*<\/style>/, "", text); sub(/<script>.*<\/script>/, "", text)
        while (match(text, /<\/?[a-z][a-z0-9]*[^>]*>/)) {
            tag = substr(text, RSTART, RLENGTH); text = substr(text, RSTART + RLENGTH)
            name = tag; gsub(/^<\/?|[ >\/\n].*$/, "", name)
            if (name ~ /^(meta|br|input)$/ || tag ~ /\/>$/) continue
            if (tag ~ /^<\//) { if (open[n] != name) { print name, "closes", open[n]; exit 1 } n-- } else open[++n] = name
        }
        exit n != 0
    }' report.html

begin "the policy inside the file"
page report.html --quick
policy=$(sed -n 's/.*Content-Security-Policy" content="\([^"]*\)".*/\1/p' report.html)
if command -v openssl >/dev/null; then
    expect "style and script by their hash, nothing else" test "$policy" = "default-src 'none'; style-src 'sha256-$(hash_of report.html style)'; script-src 'sha256-$(hash_of report.html script)'; base-uri 'none'; form-action 'none'"
else
    notice 'openssl is not installed, so the hashes are not worked out again'
fi
expect_not "no address of a network" grep -qE "(src|href)=\"?(https?:)?//" report.html
expect_not "no style attribute" grep -qE '<[a-z][^>]* style=' report.html
expect_not "no handler attribute" grep -qE '<[a-z][^>]* on[a-z]+=' report.html
expect_file_has report.html 'Not worked out.'

begin "equal input gives equal bytes"
page one.html
page two.html --threads 1
expect_same one.html two.html

begin "a file that is there"
page report.html --quick
echo mine >there.html
page there.html --quick
expect_status 6
expect_stderr_has 'there.html: exists; choose another name, or replace it with --force'
expect "it is left alone" test "$(cat there.html)" = mine
page there.html --quick --force
expect_status 0
expect_same report.html there.html
mkdir folder
page folder --quick --force
expect_status 6
expect_stderr_has 'exists and is not a file'
page nowhere/report.html --quick
expect_status 6
expect_stderr_has 'cannot be written'
expect "nothing is left beside it" test "$(find . -name '*.html.*' | wc -l)" -eq 0

begin "HTML in every field"
evil='<script>x</script>&"'"'"
copy_case municipality-a
awk -F, -v OFS=, -v evil="\"<script>x</script>&\"\"'\"" 'NR > 1 { $3 = evil } { print }' case/neighbourhoods.csv >changed && mv changed case/neighbourhoods.csv
awk -F, -v OFS=, 'NR > 1 { $2 = "\"<script>x</script>&\"\"'"'"'" NR "\"" } { print }' case/corporations.csv >changed && mv changed case/corporations.csv
awk -F, -v OFS=, 'NR > 1 { $2 = "\"<script>x</script>&\"\"'"'"'\"" } { print }' case/municipalities.csv >changed && mv changed case/municipalities.csv
sed -e 's/H0002/<b>H0002/g' case/households.csv >changed && mv changed case/households.csv
if [ -f case/scores.csv ]; then sed -e 's/H0002/<b>H0002/g' case/scores.csv >changed && mv changed case/scores.csv; fi
sed -e 's/U000044/U<i>44/g' case/units.csv >changed && mv changed case/units.csv
sed -e 's/U000044/U<i>44/g' -e 's/H0002/<b>H0002/g' -e '2,$s/Offer accepted[^,"]*/<script>x<\/script>\&/' case/decisions.csv >changed && mv changed case/decisions.csv
for table in case/*.csv; do sed -e 's/U000044/U<i>44/g' "$table" >changed && mv changed "$table"; done
run solve case -o evil --quiet
expect_status 0
for reader in caseworker council 'corporation A2' 'household H0007' 'household <b>H0002'; do
    # shellcheck disable=SC2086 # reader and key
    run report case evil -o page.html --force --for $reader
    expect_status 0
    expect "$reader: one script, ours" test "$(grep -o '<script' page.html | wc -l)" -eq 1
    expect_not "$reader: no tag of a table" grep -qE '<b>|<i>44' page.html
    expect_not "$reader: no bare quote of a table" grep -qF "$evil" page.html
    expect_file_has page.html '&lt;script&gt;x&lt;/script&gt;&amp;&quot;&#39;'
done

begin "for the council: no keys"
page council.html --for council
expect_status 0
expect_file_has council.html 'Homes for permit holders: for the council'
expect_not "it is not marked confidential" grep -q 'Confidential' council.html
for key in $(tail -n +2 "$CASE/households.csv" | cut -d, -f1) $(tail -n +2 "$CASE/units.csv" | cut -d, -f1); do
    if grep -qF "$key" council.html; then not_ok "no key $key"; fi
done
expect_not "no number of a cell or figure below 5 that counts people" sh -c "
    sed -n -e '/Where people are housed/,/What is certain/p' council.html | grep -oE 'class=\"n\">[0-9]+<' | grep -qE '>[0-4]<'"

# An attack: whoever adds the columns up must find a total that leaves every small count each of its values.
begin "for the council: what is hidden cannot be worked out"
for town in municipality-a municipality-c region-east; do
    run solve "$DATA/$town" -o "$town" --quick --quiet
    run report "$DATA/$town" "$town" -o "$town.html" --for council
    expect_status 0
    for table in housed reasons sizes step-free; do
        # shellcheck disable=SC2016 # variables of awk
        expect "$town, $table: no small count follows from the total" awk -v id="$table" -v town="$town" '
            /<dt>People housed for the target/ { want = "housed" }
            /<dt>Households without a home/ { want = "left" }
            /class="big"/ { value = $0; gsub(/<[^>]*>/, "", value); total[want] = value; want = "" }
            index($0, "<caption id=\"" id "\"") { inside = 1 }
            inside && /<td class="n">/ {
                value = $0; gsub(/<[^>]*>/, "", value)
                if (value ~ /^[0-9]+$/) { shown += value; if (value + 0 < 5) bad = 1 } else { withheld++ }
            }
            inside && /<\/table>/ { after = 1; inside = 0 }
            after && /Fewer than 5 in each of these/ { n_small = gsub(/;/, ";") + 1 - gsub(/&[a-z]*;/, ""); after = 0 }
            after && /<\/section>/ { after = 0 }
            END {
                sum = total[id == "housed" ? "housed" : "left"]
                if (n_small + withheld == 0) exit bad
                if (sum !~ /^[0-9]+$/) exit 1
                exit bad || withheld == 0 || sum - shown - 5 * withheld < 5
            }' "$town.html"
    done
done

begin "for a corporation: its homes and no others"
page homes.html --for corporation A2
expect_status 0
expect_file_has homes.html 'not possible, because'
expect_file_has homes.html 'Confidential'
n=0
while IFS=, read -r household unit _ _ _ corporation _; do
    [ "$household" != household ] || continue
    if [ "$corporation" = A2 ]; then
        n=$((n + 1))
        expect "home $unit" grep -q ">$unit<" homes.html
    else
        expect_not "no home $unit" grep -q ">$unit<" homes.html
    fi
done <"$OUT/proposal.csv"
expect "a row a home" test "$(lines homes.html 'class="box"')" -eq "$n"
page named.html --for corporation "Corporatie A2"
expect_same homes.html named.html
page none.html --for corporation Nobody
expect_status 3
expect_stderr_has 'corporations.csv: has no corporation with the key or name "Nobody"'
expect_no_file none.html

begin "a corporation is not asked again for what is agreed"
copy_case municipality-b agreed
printf 'household,unit,decision,reason,decided_on\n%s,accepted,Agreed,2026-03-01\n%s,signed,Signed,2026-03-01\n' \
    H0001,U000010 H0002,U000009 >agreed/decisions.csv
run solve agreed -o agreed-out --quiet
expect_status 0
for corporation in $(tail -n +2 agreed/corporations.csv | cut -d, -f1); do
    run report agreed agreed-out --for corporation "$corporation" -o "to-$corporation.html" --quick
done
expect "the accepted one is told as agreed" test "$(cat to-*.html | grep -c '<td>agreed already')" -eq 1
expect "and the signed one as signed" test "$(cat to-*.html | grep -c '<td>signed already')" -eq 1
expect "the others have boxes" test "$(cat to-*.html | grep -c 'class="box"')" -eq "$(($(tail -n +2 agreed-out/proposal.csv | grep -c ',') - 2))"

begin "a letter names no other household"
for household in $(tail -n +2 "$CASE/households.csv" | cut -d, -f1); do
    page letter.html --force --for household "$household"
    expect_status 0
    expect_file_has letter.html "Your key: $household"
    if grep -oE 'H[0-9]{4}' letter.html | grep -qvx "$household"; then not_ok "$household: another key"; fi
done
page letter.html --force --for household H0007
expect_file_has letter.html 'What would change it'
page none.html --for household H9999
expect_status 3
expect_stderr_has 'has no household with the key "H9999"'

begin "a proposal that fails its check"
cp -R "$OUT" broken
awk -F, -v OFS=, 'NR == 2 { unit = $2 } NR == 3 { $2 = unit } { print }' broken/proposal.csv >changed && mv changed broken/proposal.csv
run report "$CASE" broken -o report.html
expect_status 1
expect_stdout_has 'No page is written, because of what is wrong.'
expect_no_file report.html
run report "$CASE" broken -o report.html --edited
expect_status 1
expect_no_file report.html

begin "a proposal that a person changed"
cp -R "$OUT" edited
awk -F, '$1 != "H0010"' edited/proposal.csv >changed && mv changed edited/proposal.csv
run report "$CASE" edited -o report.html
expect_status 1
expect_no_file report.html
run report "$CASE" edited -o report.html --edited --quick
expect_status 0
expect_file_has report.html 'A person changed this proposal by hand.'
expect_not "nothing is called the best" grep -q 'It is certain' report.html
run report "$CASE" edited -o letter.html --edited --quick --for household H0010
expect_status 0
expect_file_has letter.html 'A home was proposed for you before. A person took this proposal back.'

begin "what nothing proves is not called certain"
run solve "$CASE" -o quick --quick --quiet
run report "$CASE" quick -o report.html --quick
expect_status 0
expect_not "it is not called certain" grep -q 'It is certain' report.html
expect_file_has report.html 'a better one may exist'

begin "other choices"
run compare "$CASE" --policies no-spread,cap-must --points 3 -o choices --quiet
expect_status 0
page report.html --quick --comparison choices
expect_status 0
expect_file_has report.html 'Other choices, and their price in people'
expect "both policies" test "$(sed -n '/id="choices-table"/,/<\/table>/p' report.html | grep -c '<th scope="row">')" -eq 2
page council.html --for council --comparison choices
expect_status 0
expect_not "people without a home are not counted for the council" grep -q 'People without a home<' council.html
run compare "$DATA/municipality-b" --policies no-spread --points 3 -o other --quiet
page none.html --quick --comparison other
expect_status 3
expect_stderr_has 'comparison.json: was made from other tables than these'
page none.html --quick --comparison "$OUT"
expect_status 3
expect_stderr_has 'holds no comparison.json'
echo '{"inputs": 1}' >choices/comparison.json
page none.html --quick --comparison choices
expect_status 3
expect_stderr_has 'is not what koppel compare -o writes'
expect_no_file none.html

begin "a map"
cat >rd.json <<'END'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"gm_code": "GM9001", "buurtcode": "BU90010000"}, "geometry":
  {"type": "Polygon", "coordinates": [[[150000, 460000], [151000, 460000], [151000, 461000], [150000, 460000]]]}},
 {"type": "Feature", "properties": {"statcode": "BU90010001"}, "geometry": {"type": "Point", "coordinates": [152000, 462000]}},
 {"type": "Feature", "properties": {"statcode": "BU99999999"}, "geometry": {"type": "Point", "coordinates": [0, 0]}}]}
END
page report.html --quick --map rd.json
expect_status 0
expect "one path" test "$(lines report.html '<path fill-rule')" -eq 1
expect "one point" test "$(lines report.html 'r="14"')" -eq 1
expect_file_has report.html '43 neighbourhoods are not drawn'
expect_not 'it is a map of neighbourhoods' grep -q 'Municipalities: plain' report.html
cat >topo.json <<'END'
{"type": "Topology", "transform": {"scale": [0.001, 0.001], "translate": [5.1, 52.1]},
 "arcs": [[[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]]],
 "objects": {"gm": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0, -2]], "code": "GM9001"}]}}}
END
page topo.html --quick --map topo.json
expect_status 0
expect "one path" test "$(lines topo.html '<path fill-rule')" -eq 1
expect_file_has topo.html 'Municipalities: plain has a neighbourhood with room'

begin "maps that are none"
# refuse_map FILE TEXT [MESSAGE]
refuse_map() {
    printf '%s' "$2" >"$1"
    page none.html --quick --map "$1"
    expect_status 3
    expect_stderr_has "$1:${3:-}"
    expect_no_file none.html
}
feature='{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"statcode": "BU90010000"}, "geometry": '
topology='{"type": "Topology", "objects": {"a": {"geometries": [{"type": "Polygon", "code": "GM9001", "arcs": '
refuse_map empty.json '{"type": "FeatureCollection", "features": []}' ' has no polygon or point with the code of a neighbourhood'
refuse_map list.json '[1, 2]' ' has no polygon or point'
refuse_map cut.json '{"type": '
refuse_map word.json "$feature"'{"type": "Point", "coordinates": ["x", 52]}}]}' ' a shape of a place of the case has a position that is none'
refuse_map far.json "$feature"'{"type": "Point", "coordinates": [1e300, 52]}}]}' ' a shape of a place'
refuse_map flat.json "$feature"'{"type": "Polygon", "coordinates": [[1, 2]]}}]}' ' a shape of a place'
refuse_map line.json "$feature"'{"type": "LineString", "coordinates": [[5, 52], [6, 52]]}}]}' ' has no polygon or point'
refuse_map arc.json "$topology"'[[7]]}]}}, "arcs": [[[5, 52], [6, 52]]]}' ' a shape of a place'
refuse_map low.json "$topology"'[[-99]]}]}}, "arcs": [[[5, 52], [6, 52]]]}' ' a shape of a place'
refuse_map half.json "$topology"'[["0"]]}]}}, "arcs": [[[5, 52], [6, 52]]]}' ' a shape of a place'
page none.html --quick --map missing.json
expect_status 3
expect_no_file none.html

# Words that no Dutch sentence has, in the text that is seen. The reasons of municipality-d are Dutch, as its headings are.
# english_of FILE: each with its line
english_of() {
    awk '
        BEGIN { n = split("the and with for from this that these those not no home homes household households people " \
            "permit neighbourhood neighbourhoods municipality rooms rent limit limits would could suits suit fits need " \
            "needs point points lower higher more less fewer other others offer offers offered decision decisions rule " \
            "rules table tables by on now why what who which because left free place places policy", words, " ")
            for (k = 1; k <= n; k++) is_english[words[k]] = 1 }
        /<style>/ { hidden = 1 }
        /<script>/ { hidden = 1 }
        !hidden {
            line = $0
            gsub(/<[^>]*>/, " ", line); gsub(/&[#a-z0-9]*;/, " ", line); gsub(/[^ ]*[._\/=-][^ ]*/, " ", line)
            m = split(tolower(line), said, /[^a-z]+/)
            for (k = 1; k <= m; k++) if (said[k] in is_english) print said[k] ": " $0
        }
        /<\/style>/ { hidden = 0 }
        /<\/script>/ { hidden = 0 }' "$1"
}

begin "in Dutch"
DUTCH=$DATA/municipality-d
run solve "$DUTCH" -o dutch --quiet --lang nl
expect_status 0
placed=$(sed -n '2s/,.*//p' dutch/proposal.csv)
left=$(sed -n '2s/,.*//p' dutch/unplaced.csv)
for reader in caseworker council 'corporation D2' "household $placed" "household $left"; do
    # shellcheck disable=SC2086 # reader and key
    run report "$DUTCH" dutch -o dutch.html --force --lang nl --for $reader
    expect_status 0
    expect_file_has dutch.html '<html lang="nl">'
    english_of dutch.html >english
    expect "$reader: no English word" test ! -s english
    head -5 english
done
run report "$DUTCH" dutch -o dutch.html --force --lang nl --for household "$left"
expect_file_has dutch.html 'Wij hebben in deze ronde geen woning voor u.'
run report "$DUTCH" dutch -o english.html --quick --lang en
expect_file_has english.html '<html lang="en">'
run report "$CASE" "$OUT" -o dutch.html --force --quick --lang nl
expect "a rent has a decimal comma" grep -qE 'class="n">[0-9]+,[0-9][0-9]<' dutch.html
expect_not "a rent has no decimal point" grep -qE 'class="n">[0-9]+\.[0-9][0-9]<' dutch.html

begin "the fields of the algorithm register"
for lang in en nl; do
    run report "$CASE" "$OUT" --register -o register-$lang --lang $lang
    expect_status 0
    run report "$CASE" "$OUT" --register -o again --force --lang $lang
    expect_same register-$lang/register.csv again/register.csv
    expect_same register-$lang/register.txt again/register.txt
    # shellcheck disable=SC2016 # variables of awk
    expect "$lang: every field stands there once, in its order, and is not too long" awk -v lang=$lang '
        function cells(line, cell,    n, c, quoted, sign) {
            n = 1; cell[1] = ""
            for (c = 1; c <= length(line); c++) {
                sign = substr(line, c, 1)
                if (sign == "\"") quoted = !quoted
                else if (sign == "," && !quoted) cell[++n] = ""
                else cell[n] = cell[n] sign
            }
            return n
        }
        FNR == 1 { next }
        NR == FNR { cells($0, f); name[FNR] = f[lang == "nl" ? 3 : 5]; most[FNR] = f[7]; n = FNR; next }
        { cells($0, r); if (r[2] != name[FNR] || (most[FNR] != "" && length(r[3]) > most[FNR] + 0) || r[4] == "") bad = 1
          last = FNR }
        END { exit bad || last != n }' "$DATA/register/fields.csv" register-$lang/register.csv
done
expect_file_has register-en/register.csv 'General information,Organisation,,only your organisation knows this,text'
expect_file_has register-nl/register.csv 'Algemene informatie,Organisatie,,'
expect_file_has register-en/register.txt 'it is proven that none is better'
expect_not "what is not true of a run" grep -q 'fewer people' register-en/register.csv
for word in key adults children 'expected relatives' municipality linking reception 'a tie' reason step-free share 'age group' car \
    network 'place of reception' 'labour regions' 'fields of work' urgency; do
    expect_file_has register-en/register.csv "$word"
done
expect "a word for each column of households" test 18 = \
    "$(sed -n '/^### households.csv/,/^### targets.csv/p' "$DATA/README.md" | grep -c '^| `')"
expect_not "what is not true of a run" grep -q 'income class' register-en/register.csv
expect_file_has register-en/register.csv 'The limits of spread of the policy are kept to'
expect_not "what is not true of a run" grep -q 'even spread over' register-en/register.csv
for policy in no-spread housing-first; do
    run solve "$CASE" -p "$DATA/policies/$policy.json" --quick --quiet -o out-$policy
    expect_status 0
    run report "$CASE" out-$policy --register -p "$DATA/policies/$policy.json" -o register-$policy
    expect_status 0
done
expect_file_has register-no-spread/register.csv 'The policy does not look at the spread over areas.'
expect_not "what is not true of a run" grep -q 'spread over areas;' register-no-spread/register.csv
expect_file_has register-housing-first/register.csv 'is one of these goals'
expect_file_has register-housing-first/register.csv 'the housing target; urgency; spread over areas'
expect_file_has register-en/register.csv 'holds decisions of these kinds: forbid, refused, keep.'
expect_not "no number of the case" grep -qE '(^|[ (])[0-9]+ (households|homes|people)' register-en/register.txt
expect_not "no key" grep -qE 'H0[0-9]{3}|U0[0-9]{5}' register-en/register.csv
english_of register-nl/register.txt >english
expect "no English word in Dutch" test ! -s english
head -5 english
run report "$CASE" "$OUT" --register -o register-en
expect_status 6
expect_stderr_has 'exists'
run report "$CASE" "$OUT" --register -o none --for council
expect_status 2
expect_no_file none

begin "the help tells of the page of a province"
run report --help
expect_stdout_has '--province CASE'

begin "wrong use"
page none.html --for nobody
expect_status 2
page none.html --for household
expect_status 2
run report "$CASE" "$OUT"
expect_status 2
page none.html --lang de
expect_status 2
run report "$OUT" "$CASE" -o none.html
expect_not "the wrong order is refused" test "$status" = 0
expect_no_file none.html

begin "a proposal as data has every household once, and is the same again"
run report "$CASE" "$OUT" -o one.json --json --quick
expect_status 0
expect_json one.json
expect 'every household is there' test "$(grep -c '^{"key": "H.*"people":' one.json)" = "$(($(wc -l <"$CASE/households.csv") - 1))"
run report "$CASE" "$OUT" -o two.json --json --quick
expect 'the same bytes' cmp -s one.json two.json
