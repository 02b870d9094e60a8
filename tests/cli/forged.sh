#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Folders that tell untruths: koppel check finds each, says which file, column or key it is, and does not exit with 0.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "the folder of municipality-d"
run solve "$DATA/municipality-d" -o out --quiet
expect_status 0
OUT=$PWD/out

# forge TITLE FILE SED: begins a test with a copy of the folder, one file changed by sed, and checks it
forge() {
    begin "$1"
    cp -R "$OUT" out
    sed "$3" "$OUT/$2" >"out/$2"
    expect_not "the edit changes something" cmp -s "$OUT/$2" "out/$2"
    run check "$DATA/municipality-d" out
    tr -s '\n ' '  ' <"$stdout" >words
}

# ---- Files that tell another story than the offers

forge "a neighbourhood of another home" proposal.csv '3s/BU90040002/BU90040003/'
expect_status 1
expect_file_has words 'proposal.csv:3: column neighbourhood says "BU90040003", the tables give "BU90040002"'
forge "a next-best home that costs less" proposal.csv 's/fit 85 points lower/fit 8 points lower/'
expect_status 1
expect_file_has words 'column next_best_cost says ... "8 points lower", the tables give "85 points lower"'
forge "somebody who is left is not told of" unplaced.csv 2d
expect_status 1
expect_file_has words 'unplaced.csv: the row of "H0001" is missing'
# shellcheck disable=SC2016 # sed's address
forge "a cap that is higher, in many rows" neighbourhoods.csv '2,$s/,\([0-9]*\),no$/,1\1,no/'
expect_status 1
expect "one message for the column" test "$(grep -c 'neighbourhoods.csv' "$stdout")" -eq 1
expect_file_has words 'neighbourhoods.csv:2: column cap says "114", the tables give "14" (and '
forge "a column of one's own" targets.csv 's/$/,checked/'
expect_status 1
expect_file_has words 'targets.csv:1: the column "checked" is none that koppel writes here'
forge "fewer persons left" summary.json 's/"left_persons": 7/"left_persons": 0/'
expect_status 1
expect_file_has words 'summary.json: $.counts.left_persons is 0; the tables give 7'
forge "a more even spread" summary.json '0,/"dissimilarity": 0/s/"dissimilarity": 0.3/"dissimilarity": 0.2/'
expect_status 1
expect_file_has words 'summary.json: $.spread.all.before.dissimilarity is 0.2'
forge "a number that is not finite" summary.json 's/"units": 12/"units": 1e999/'
expect_status 3
expect_stderr_has 'summary.json: $.counts.units: the number is too large'
forge "other tables" certificate.json 's/"bytes": 117/"bytes": 118/'
expect_status 1
expect_file_has words 'certificate.json: $.inputs[0].bytes is 118; the tables give 117'

begin "changes of an earlier proposal that was taken away"
run solve "$DATA/municipality-d" --earlier "$OUT" -o out --quiet
run check "$DATA/municipality-d" out
expect_status 0
rm out/earlier.csv
run check "$DATA/municipality-d" out
expect_status 1
expect_stdout_has 'changes.csv: it tells of an earlier proposal, but the folder has no earlier.csv'

begin "a file that is not there is said, and nothing else"
cp -R "$OUT" out
rm out/targets.csv
run check "$DATA/municipality-d" out
expect_status 0
expect_stdout_has 'There is no targets.csv in the folder.'

begin "as JSON"
run check "$DATA/municipality-d" "$OUT" --json
expect_status 0
cp "$stdout" check.json
expect_json check.json
expect_file_has check.json '"found": "nothing"'
cp -R "$OUT" out
rm out/certificate.json
run check "$DATA/municipality-d" out --json
cp "$stdout" check.json
expect_json check.json
expect_file_has check.json '"found": "unproven"'
expect_file_has check.json '{"kind": "proof", "text": "summary.json: tier urgency is said to be proven'

# ---- Claims

forge "a bound that nothing proves" certificate.json 's/"certified": "2594", "certified_gap": "0", "not_certified": "0"/"certified": null, "certified_gap": null, "not_certified": null/'
expect_status 7
begin "proven, but the certificate is gone"
cp -R "$OUT" out
rm out/certificate.json
run check "$DATA/municipality-d" out
expect_status 7
expect_stdout_has 'Every rule that must be met is met, but not everything that is claimed is proven:'
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words 'tier fit is said to be proven, but nothing in the folder proves it'
expect_stdout_lacks 'tier target is said to be proven' # nobody can be less than 0 persons short
forge "proven without a bound" summary.json 's/"value": "2594", "bound": "2594", "gap": "0"/"value": "2594", "bound": null, "gap": null/'
expect_status 1
expect_file_has words 'tier fit is said to be proven, but its value and bound, or those of a tier before it, leave more open than was asked for'
forge "an outcome that does not follow" summary.json 's/"outcome": "proven"/"outcome": "feasible"/'
expect_status 1
expect_file_has words 'summary.json: $.outcome is "feasible"; the tables give "proven"'

# ---- What rests on the search alone

begin "a proposal without a certificate says so, and check searches again"
run solve "$DATA/municipality-d" -o out --quick --quiet
expect_file_has out/summary.json '"proven": true, "proven_by": "search"'
expect_not "nothing is proven by a certificate that is not there" grep -q 'by": "certificate"' out/summary.json
expect_file_has "$OUT/summary.json" '"proven": true, "proven_by": "certificate"'
run check "$DATA/municipality-d" out
expect_status 0
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words 'rests on the search alone, not on the certificate. Koppel searched again and found it again.'
run check "$DATA/municipality-d" out --quick
expect_status 7
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words 'tier fit is said to be proven by the search alone, and it was not searched again'
run check "$DATA/municipality-d" out --time-limit 0.000001
expect_status 7
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words 'and searching again did not prove it in the time that there was'

begin "who says that the search proved what it did not is found by searching"
run solve "$DATA/municipality-a" --engine greedy -o out --quick --quiet
expect_file_has out/summary.json '"outcome": "feasible"'
sed -i -e 's/"value": "\([^"]*\)", "bound": [^,]*, "gap": [^,]*, "proven": false/"value": "\1", "bound": "\1", "gap": "0", "proven": true, "proven_by": "search"/' \
    -e 's/"outcome": "feasible"/"outcome": "proven"/' out/summary.json
run check "$DATA/municipality-a" out
expect_status 1
tr -s '\n ' '  ' <"$stdout" >words
expect_file_has words 'is said to be proven by the search, but searching again found a better proposal'
forge "a word that is neither" summary.json 's/"proven_by": "certificate"/"proven_by": "oracle"/'
expect_status 3
expect_stderr_has 'the key "proven_by" must be "certificate" or "search"'
forge "a certificate's work that the search claims is still found" summary.json 's/"proven_by": "certificate"/"proven_by": "search"/'
expect_status 0

begin "a bound that is claimed and not proven is said, a bound that cannot be is wrong"
run solve "$DATA/municipality-d" --engine greedy -o out --quiet
cp -R out claims && cp -R out wrong
sed -i 's/\("name": "fit".*"bound": "\)[^"]*", "gap": "[^"]*"/\11", "gap": "0"/' wrong/summary.json
run check "$DATA/municipality-d" wrong
expect_status 1
expect_stdout_has 'is better than the bound 1 that is claimed'

# ---- The policy

forge "a weaker policy under the same name" summary.json 's/"max_spare": 2/"max_spare": 9/'
expect_status 1
expect_file_has words 'policy: $.rooms.max_spare is 9; the policy of this name has 2'
begin "a policy of one's own has a name of its own"
echo '{"name": "ours", "rooms": {"max_spare": 3}}' >ours.json
run solve "$DATA/municipality-d" --policy ours.json -o out --quiet
run check "$DATA/municipality-d" out
expect_status 0
expect_stdout_has 'Policy: ours, a name that koppel does not know. It differs from the default:'
expect_stdout_has '  $.rooms.max_spare is 3; the default policy has 2'
run check "$DATA/municipality-d" out --policy ours.json
expect_status 0
expect_stdout_has 'Policy: ours, as it was given; that of the folder is called ours and is the same.'
sed 's/3/4/' ours.json >theirs.json
run check "$DATA/municipality-d" out --policy theirs.json
expect_status 1
expect_stdout_has '$.rooms.max_spare is 3; the policy that was given has 4'
echo '{"rooms": {"max_spare": 3}}' >ours.json
run solve "$DATA/municipality-d" --policy ours.json -o out --force --quiet
expect_file_has out/summary.json '"name": "unnamed"'
for name in even-spread housing-first no-spread strict; do
    run solve "$DATA/municipality-d" --policy "$DATA/policies/$name.json" -o out --force --quiet
    run check "$DATA/municipality-d" out
    expect_stdout_has "Policy: $name, every key as koppel knows it."
done

begin "within the gap is not proven"
run solve "$DATA/municipality-b" --engine greedy --gap 0.99 -o out --quiet
expect_file_has out/summary.json '"outcome": "within_gap"'
expect_file_has out/summary.json '"proven": false, "within_gap": true, "proven_by": "certificate"}'
run check "$DATA/municipality-b" out
expect_status 0

# ---- Forgeries that were kept

SHARED=${KOPPEL_SHARED:-$ROOT/../shared}/cases/forged
begin "folders that were forged by hand"
if [ ! -d "$SHARED" ]; then
    notice "the forged folders are not here (KOPPEL_SHARED)"
else
    while read -r name kase wanted; do
        run check "$DATA/$kase" "$SHARED/$name"
        tr -s '\n ' '  ' <"$stdout" >words
        expect "$name is found" test "$status" -eq 1 -o "$status" -eq 7
        expect_file_has words "$wanted"
    done <<'TABLE'
f-falseproven municipality-a tier target is said to be proven, but nothing in the folder proves it
f-nocert municipality-d tier fit is said to be proven, but nothing in the folder proves it
f-emptycert municipality-d tier fit is said to be proven, but nothing in the folder proves it
f-proven2 municipality-d tier fit is said to be proven, but its value and bound
f-weakpolicy municipality-d $.spread.tolerance_percent is 300; the policy of this name has 25
f-tables municipality-d unplaced.csv: the row of "H0001" is missing
TABLE
fi
