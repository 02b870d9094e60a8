#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks the catalogues of po/: that the template and the words of the screens hold what the sources say now; that formats take the same arguments;
# that the rooms of po/complete_rooms have every sentence in every language, none of them fuzzy; and that no sentence
# holds words of the other language. Needs gettext, and says so when it is not there.
# Usage: tests/language.sh [ROOT]
set -u
cd "${1:-.}" || exit 1
LC_ALL=C
export LC_ALL
if ! command -v xgettext >/dev/null; then
    echo 'language: gettext is not installed, skipped'
    exit 0
fi
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT
errors=0

# complain TEXT: on standard error
complain() {
    echo "language: $1" >&2
    errors=$((errors + 1))
}

if ! sh po/update.sh --only-template "$made/koppel.pot" 2>"$made/warnings"; then
    cat "$made/warnings" >&2
    complain 'the sentences of the sources cannot be extracted'
elif ! cmp -s "$made/koppel.pot" po/koppel.pot; then
    diff po/koppel.pot "$made/koppel.pot" | head -20 >&2
    complain 'po/koppel.pot is not what the sources say now: run make po-update'
fi
if ! awk -v name=dutch -f po/words_js.awk po/nl.po | cmp -s - solver/serve/assets/words.js; then
    complain 'solver/serve/assets/words.js is not what po/nl.po says now: run make po-update'
fi
# A sentence of the screens and its translation name the same parameters. They stand on a line each.
awk '
    function name(line,    n, k, found) {
        n = split(line, found, /[{}]/)
        for (k = 2; k <= n; k += 2) count[found[k]] = 1
    }
    /^  "/ { delete count; name($0); for (k in count) before[k] = 1; next }
    /^    "/ {
        delete count
        name($0)
        for (k in before) if (!(k in count)) print "without {" k "}: " $0
        for (k in count) if (!(k in before)) print "with {" k "}: " $0
        delete before
    }' solver/serve/assets/words.js >"$made/parameters"
if [ -s "$made/parameters" ]; then
    cat "$made/parameters" >&2
    complain 'sentences of the screens have other parameters in Dutch'
fi
for catalogue in po/*.po; do
    msgfmt --check -o /dev/null "$catalogue" 2>"$made/faults" || {
        cat "$made/faults" >&2
        complain "$catalogue has faults"
    }
    msgattrib --no-wrap --only-fuzzy --no-obsolete "$catalogue" >"$made/fuzzy" 2>/dev/null
    msgattrib --no-wrap --untranslated --no-obsolete "$catalogue" >"$made/untranslated" 2>/dev/null
    while read -r room; do
        case $room in '' | '#'*) continue ;; esac
        for kind in fuzzy untranslated; do
            awk -v room="solver/$room/" -v RS= 'index($0, "#: " room) || index($0, " " room) { print; print "" }' \
                "$made/$kind" >"$made/found"
            if [ -s "$made/found" ]; then
                head -20 "$made/found" >&2
                complain "$catalogue: $(grep -c '^msgid ' "$made/found") sentences of the room $room are $kind"
            fi
        done
    done <po/complete_rooms
    # Sentences without file names, options, what is quoted, and formats; then words that only English has.
    msgattrib --no-wrap --translated --no-fuzzy --no-obsolete "$catalogue" 2>/dev/null | awk '
        BEGIN { n = split("the and not with which that this these those from should must home homes household " \
            "households neighbourhood municipality bound gap tier tiers line lines column rows has have are been " \
            "who why what when where there no yes each every more fewer less left cannot could would does " \
            "because before after same other another", words, " ")
            for (k = 1; k <= n; k++) foreign[words[k]] = 1 }
        /^msgid/ { told = 0 }
        /^msgstr/ { told = 1 }
        told && /"/ && !/Translator/ {
            line = $0
            sub(/^[^"]*"/, "", line)
            gsub(/\\"[^"]*\\"/, " ", line)
            gsub(/`[^`\047]*[`\047]/, " ", line)
            gsub(/<PRI[a-zA-Z0-9]+>|[{][a-z_]+[}]/, " ", line)
            gsub(/\\[nvt]/, " ", line)
            gsub(/[^ ]*[._\/=@%][^ ]*/, " ", line)
            gsub(/--[a-z-]+|koppel [a-z]+/, " ", line)
            m = split(tolower(line), said, /[^a-z-]+/)
            for (k = 1; k <= m; k++) if (said[k] in foreign) printf "%s: %s\n", said[k], $0
        }' >"$made/foreign"
    if [ -s "$made/foreign" ]; then
        head -20 "$made/foreign" >&2
        complain "$catalogue: $(wc -l <"$made/foreign" | tr -d ' ') words of the other language"
    fi
    msgfmt --statistics -o /dev/null "$catalogue" 2>&1 | tail -n 1
done
[ "$errors" -eq 0 ] && echo 'language: template, formats, completeness and words are as they should be'
[ "$errors" -eq 0 ]
