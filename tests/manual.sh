#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The manual pages of docs/nl keep in step with the English ones: every option, command, key, policy and file that an
# English page names is in the Dutch one too, the other way round as well, and both explain as many of them. Where scdoc
# is installed, it reads every page.
# Usage: tests/manual.sh [ROOT]
set -u
cd "${1:-.}" || exit 1
LC_ALL=C
export LC_ALL
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT
errors=0

# complain TEXT: on standard error
complain() {
    echo "manual: $1" >&2
    errors=$((errors + 1))
}

# names PAGE: options, commands, keys of a policy, policies, tables and JSON files, variables; an example names files of
# its own, with a tab before it
names() {
    grep -v '^	koppel \|^	cp ' "$1" | grep -oE -e '--[a-z][a-z-]*' -e '\*-[a-zA-Z]\*' -e '\*koppel [a-z]+' \
        -e '\*[a-z]+[._-][a-z._]+[a-z-]*\*' -e '_[a-z_-]+\.(csv|json|svg|awk|sh)_' -e 'KOPPEL_[A-Z]+' | sort -u
}

# count_terms PAGE: what it explains, a term on a line and its text behind a tab below
count_terms() { awk '/^\t/ && before ~ /^\*/ { n++ } { before = $0 } END { print n + 0 }' "$1"; }

for english in docs/*.scd; do
    dutch=docs/nl/${english##*/}
    if [ ! -f "$dutch" ]; then
        complain "$dutch is missing"
        continue
    fi
    names "$english" >"$made/english"
    names "$dutch" >"$made/dutch"
    comm -23 "$made/english" "$made/dutch" >"$made/missing"
    comm -13 "$made/english" "$made/dutch" >"$made/more"
    while read -r name; do complain "$dutch does not have $name"; done <"$made/missing"
    while read -r name; do complain "$dutch has $name, which $english has not"; done <"$made/more"
    n_english=$(count_terms "$english")
    n_dutch=$(count_terms "$dutch")
    if [ "$n_english" -ne "$n_dutch" ]; then
        complain "$english explains $n_english things, $dutch $n_dutch"
    fi
done
for page in docs/*.scd docs/nl/*.scd; do
    if command -v scdoc >/dev/null && ! scdoc <"$page" >"$made/page" 2>"$made/fault"; then
        complain "scdoc cannot read $page: $(cat "$made/fault")"
    fi
done
[ "$errors" -eq 0 ] && echo 'manual: the pages of docs/nl are in step with the English ones'
[ "$errors" -eq 0 ]
