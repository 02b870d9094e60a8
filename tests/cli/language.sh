#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# --lang: what people read is in their language, what machines read is the same in every language.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

unset KOPPEL_LANG LC_MESSAGES LANG
CASE=$DATA/municipality-a
DUTCH=$DATA/municipality-d # its headings are Dutch

begin "a column that a Dutch table lacks has its Dutch name in a message"
copy_case municipality-d
printf 'huishouden;woning;besluit;reden;besloten_op\n%s;;geweigerd;te ver;2026-01-15\n' \
    "$(sed -n 2p case/households.csv | cut -d, -f1)" >case/besluiten.csv
rm -f case/decisions.csv
run solve case
expect_status 3
expect_stderr_has 'de kolommen woning en gebied zijn allebei leeg'

begin "a language can be named, before and behind the command"
for words in '--lang nl solve' 'solve --lang=nl' 'solve --lang nl'; do
    # shellcheck disable=SC2086 # a list of words
    run $words "$CASE/missing"
    expect_status 3
    expect_stderr_has 'koppel: fout: '
done
run solve "$CASE/missing"
expect_stderr_has 'koppel: error: '
run solve --lang de "$CASE"
expect_status 2
expect_stderr_has '--lang takes nl, en or auto, not "de"'
KOPPEL_LANG='' run solve "$CASE" --quick --offers none
expect_status 0
run solve "$CASE" --lang
expect_status 2

begin "help is in the language too"
run solve --lang nl --help
expect_status 0
expect_stdout_has 'Gebruik: koppel solve'
expect_stdout_lacks 'Usage'
run --lang nl
expect_status 2
run --lang nl --help
expect_status 0
expect_stdout_has 'Gebruik: koppel'

begin "auto: the headings of the case, else the locale, else English"
run solve "$DUTCH" --quick
expect_status 0
cp "$stdout" headings
expect "a table in Dutch has a decimal comma" grep -Eq ' [0-9]+,[0-9][0-9]  ' headings
expect_not "and no decimal point" grep -Eq ' [0-9]+\.[0-9][0-9]? ' headings
run solve "$DUTCH" --quick --lang nl
expect_status 0
sed 's/in [0-9.,]* s/in S/' headings >a
sed 's/in [0-9.,]* s/in S/' "$stdout" >b
expect "Dutch headings give Dutch" cmp -s a b
cp -r "$DUTCH" tabs && chmod -R u+w tabs
mv tabs/municipalities.csv tabs/gemeenten.csv
sed -i 's/,/\t/g' tabs/gemeenten.csv
run solve tabs --quick
expect_stderr_has 'gemeenten.csv: de cellen zijn gescheiden door tabs'
run solve "$DUTCH" --quick --lang en
expect_stdout_has 'Target (taakstelling)'
KOPPEL_LANG=en run solve "$DUTCH" --quick
expect_stdout_has 'Target (taakstelling)'
LC_ALL=nl_NL.UTF-8 run new empty.xlsx
run solve empty.xlsx
expect_stderr_has 'koppel: fout: empty.xlsx, blad Gemeenten: '
LC_ALL=nl_NL.UTF-8 run solve "$CASE/missing"
expect_stderr_has 'koppel: fout: '
LC_ALL='' LANG=nl_NL.UTF-8 run solve "$CASE/missing"
expect_stderr_has 'koppel: fout: '
LC_ALL=de_DE.UTF-8 run solve "$CASE/missing"
expect_stderr_has 'koppel: error: '
LC_ALL=nl_NL.UTF-8 run solve "$CASE/missing" --lang en
expect_stderr_has 'koppel: error: '

begin "what machines read is the same, byte for byte"
for language in en nl; do
    run solve "$CASE" -o $language --quiet --lang $language
    expect_status 0
    run export "$CASE" -o export-$language --lang $language
    expect_status 0
    run compare "$CASE" --policies cap-must,cap-goal -o compare-$language --quiet --lang $language
    expect_status 0
    run targets "$DATA/region-east" --national 400 -o targets-$language --lang $language
    expect_status 0
    run supervise "$DATA/region-east" -o supervise-$language --lang $language
    expect_status 0
    run policy --lang $language
    cp "$stdout" policy-$language
    run generate --example municipality-b -o case-$language --lang $language
    expect_status 0
done
for file in neighbourhoods.csv targets.csv agreements.csv certificate.json; do
    expect "$file is the same" cmp -s en/$file nl/$file
done
expect "the policy is the same" cmp -s policy-en policy-nl
for folder in export compare targets supervise case; do
    for file in "$folder"-en/*; do
        name=${file#*/}
        case $name in *.svg | *.md) continue ;; esac # drawn and written for people
        expect "$name is the same" cmp -s "$folder-en/$name" "$folder-nl/$name"
    done
done
sed 's/"language": "en"/"language": "nl"/' en/summary.json >summary
expect "summary.json names the language, and is the same else" cmp -s summary nl/summary.json
# proposal.csv and unplaced.csv: all but the columns of sentences
for table in proposal:next_best_cost unplaced:explanation,change; do
    for language in en nl; do
        awk -v out="${table#*:}" -f "$ROOT/tests/cli/without_columns.awk" $language/"${table%%:*}".csv >$language.csv
    done
    expect "${table%%:*}.csv is the same but for ${table#*:}" cmp -s en.csv nl.csv
done

OUT=$PWD

begin "a folder is checked in any language, whatever its own"
for language in en nl; do
    for folder in en nl; do
        run check "$CASE" "$OUT/$folder" --lang $language
        expect_status 0
    done
done
run new "$OUT/book.xlsx" --example "$DATA/municipality-b"
run solve "$OUT/book.xlsx" -o "$OUT/of-book" --lang nl
run check "$OUT/book.xlsx" "$OUT/of-book" --lang en
expect_status 0
expect_file_has "$OUT/of-book/summary.json" '"file": "book.xlsx, sheet '
sed -i 's/"language": "nl"/"language": "de"/' "$OUT/nl/summary.json"
run check "$CASE" "$OUT/nl" --lang en
expect_status 1
expect_stdout_has 'language'

# Words that no Dutch sentence has; what stands between quotes and the names of columns and files may be English.
ENGLISH=' the | with | and | that | would | home | homes | household | households | people | policy | proven | goals '

# What the last command printed has no English in it; the reason of a decision is in the language of who wrote it.
expect_dutch()
{
    cat "$stdout" "$stderr" | sed -e 's/"[^"]*"//g' -e 's/(behouden op [^)]*)//' | tr '\n' ' ' >dutch
    expect "$1 is in Dutch" test "$(grep -cE "$ENGLISH" dutch)" = 0
}

begin "every sentence of what people read most is Dutch"
for name in municipality-a municipality-c municipality-d; do
    run solve "$DATA/$name" --lang nl --verbose --quick
    expect_status 0
    expect_dutch "the summary of $name"
done
for policy in strict housing-first no-spread; do
    run solve "$CASE" --policy "$DATA/policies/$policy.json" --lang nl --verbose --quick
    expect_dutch "the summary under $policy"
done
run solve "$CASE" --lang nl --quiet -o dutch-proposal
for name in H0001 H0007 H0029 U000006 Kerkveste; do
    run why "$CASE" dutch-proposal $name --lang nl
    expect_status 0
    expect_dutch "why $name"
done
run check "$CASE" dutch-proposal --lang nl
expect_status 0
expect_dutch "the check"
echo '{"name": "alles", "target": {"enforce": "must"}}' >must.json
run solve "$CASE" --policy must.json --lang nl
expect_stderr_has 'kan niet tegelijk worden voldaan'
expect_dutch "what cannot be followed"
