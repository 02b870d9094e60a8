#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel policy: the default policy byte for byte, every key explained in the manual, a policy filled in.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

MANUAL=$ROOT/docs/koppel.1.scd

# key_paths FILE: the path of every key in a JSON file with one key a line, indented by two spaces
key_paths() {
    awk -F '"' '/^ +"[a-z_]+":/ {
        depth = (index($0, "\"") - 1) / 2
        path[depth] = $2
        text = ""
        for (d = 1; d <= depth; d++) if (d in path) text = text (text == "" ? "" : ".") path[d]
        print text
        for (d = depth + 1; d < 20; d++) delete path[d]
    }' "$1" | sort -u
}

# is_explained PATH: the manual has it, or has what it belongs to and its last word
is_explained() {
    grep -qF -e "*$1*" "$MANUAL" || { grep -qF -e "*${1%.*}*" "$MANUAL" && grep -qF -e "*${1##*.}*" "$MANUAL"; }
}

begin "the default policy is data/policies/even-spread.json"
run policy
expect_status 0
expect_stderr_empty
expect_same "$stdout" "$DATA/policies/even-spread.json"
expect_json "$stdout"

begin "the manual explains every key"
run policy
key_paths "$stdout" >keys
expect "there are keys at every depth" grep -qx 'fit.weights.rooms' keys
while read -r key; do
    case $key in
    persons | rooms | date | share | target | spread | agreement | stay | borders | hold | urgency | fit | fit.scores) ;; # only hold others
    *) expect "the manual explains $key" is_explained "$key" ;;
    esac
done <keys
expect_not "the test notices a key that is not explained" is_explained spread.nothing

begin "a policy is filled in, and stays what it is"
echo '{"name": "ours", "spread": {"tolerance_percent": 10}, "tiers": ["target", {"urgency": 3, "fit": 2}]}' >ours.json
run policy --policy ours.json
expect_status 0
expect_stdout_has '"ours"'
cp "$stdout" filled.json
expect "one value differs from the default" grep -q '"tolerance_percent": 10' filled.json
run policy -p filled.json
expect_status 0
expect_same "$stdout" filled.json
run policy
expect_not "it is not the default" cmp -s "$stdout" filled.json
run solve "$DATA/municipality-d" --policy ours.json --json
cp "$stdout" ours.summary
run solve "$DATA/municipality-d" --policy filled.json --json
expect_status 0
expect_same "$stdout" ours.summary

for policy in "$DATA"/policies/*.json; do
    begin "$(basename "$policy") is a policy"
    run policy --policy "$policy"
    expect_status 0
    expect_stderr_empty
    cp "$stdout" once.json
    run policy --policy once.json
    expect_same "$stdout" once.json
done
