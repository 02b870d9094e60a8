#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks that what comments and documents cite is there, and that the headers of the engine tell their source.
# Usage: tests/citations.sh [ROOT]
#
# - A file, named by its path or by the end of it: error.h, problem/problem.h, error.[ch], a link of Markdown with its anchor.
# - A section of a document, by title or by number, and a row, which is an indented line that begins with its number in
#   brackets: DOC.md "Title", DOC.md section 5, DOC.md (4), DOC.md rows (1)-(5). A number stands in its document once. A
#   document with numbered rows may cite itself without its name.
# - The first comment of a header below solver/engine/ has a line SOURCE, with where its method comes from.
#
# Comments are those of C, and lines of scripts that begin with #. Commands, indented lines and fenced blocks of Markdown
# cite nothing, nor do names in capitals, which stand for any.
set -u
cd "${1:-.}" || exit 1
LC_ALL=C
export LC_ALL
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

find . \( -name '.?*' -o -path './build*' -o -name node_modules \) -prune -o -type f -print | sed 's|^\./||' | sort >"$work/paths"
sed -n '/\.md$/p; /\.scd$/p' "$work/paths" >"$work/documents"
sed -n '/\.[ch]$/p; /\.md$/p; /\.scd$/p; /\.sh$/p; /\.awk$/p; /\.mjs$/p; /^Makefile$/p; /^\.ci\/run$/p' "$work/paths" |
    sed '/^CHANGELOG\.md$/d' >"$work/sources"
[ ! -f .ci/run ] || echo .ci/run >>"$work/sources"

# What can be cited: "section FILE NUMBER TITLE", "row FILE NUMBER", "anchor FILE SLUG", with tabs.
# No file name of ours holds a blank.
# shellcheck disable=SC2046
awk '
    FNR == 1 { fenced = 0 }
    /^```/ { fenced = !fenced }
    fenced { next }
    /^#+ / {
        title = $0
        sub(/^#+ +/, "", title)
        slug = tolower(title)
        gsub(/[^a-z0-9_ -]/, "", slug)
        gsub(/ /, "-", slug)
        print "anchor\t" FILENAME "\t" slug
        number = title ~ /^[0-9]+ / ? title + 0 : ""
        sub(/^[0-9]+ /, "", title)
        print "section\t" FILENAME "\t" number "\t" title
    }
    FILENAME ~ /\.md$/ && /^    +\([0-9]+\) / {
        number = $1
        gsub(/[()]/, "", number)
        print "row\t" FILENAME "\t" number "\t" FNR
    }
' $(cat "$work/documents") >"$work/index"

# shellcheck disable=SC2046
awk -F '\t' '
    function complain(line, text) { printf "%s:%d: %s\n", file, line, text }

    # The path of a cited file, as seen from the folder of the file at hand; "" when there is none.
    function resolve(name,    folder) {
        folder = file
        if (!sub(/\/[^\/]*$/, "/", folder)) folder = ""
        while (sub(/^\.\.\//, "", name)) if (!sub(/[^\/]*\/$/, "", folder)) return ""
        sub(/^\.\//, "", name)
        sub(/\/$/, "", name)
        if ((folder name) in is_path) return folder name
        if (name in is_path) return name
        return name in ends ? ends[name] : ""
    }

    # A part of it is in capitals, and is not one of our documents.
    function is_placeholder(name) {
        sub(/(README|CHANGELOG|CONTRIBUTING|SECURITY)\.md$/, "", name)
        return name ~ /(^|\/)[A-Z]+(\/|\.|$)/
    }

    # The line of a place in the text at hand.
    function line_at(place,    k) {
        for (k = n_lines; k > 1 && starts[k] > place; k--);
        return lines[k]
    }

    function cite_row(line, document, number) {
        if (!((document, number) in rows)) complain(line, document " has no row (" number ")")
    }
    function cite_section(line, document, number) {
        if (!((document, number) in numbered)) complain(line, document " has no section " number)
    }

    # "(1)-(5), (7) and (8)" at the beginning of the text
    function cite_rows(line, document, text,    number, last, through) {
        while (match(text, /^(-|, | and | to )?\([0-9]+\)/)) {
            number = substr(text, 1, RLENGTH)
            through = number ~ /^(-| to )/
            gsub(/[^0-9]/, "", number)
            for (last = through ? last + 1 : number + 0; last < number + 0; last++) cite_row(line, document, last)
            cite_row(line, document, number + 0)
            last = number + 0
            text = substr(text, RLENGTH + 1)
        }
    }

    # "section 4", or "sections 4, 5 and 6", at the beginning of the text
    function cite_sections(line, document, text,    number, is_many) {
        is_many = sub(/^sections /, "", text)
        sub(/^section /, "", text)
        while (match(text, /^(-|, | and | to )?[0-9]+/)) {
            number = substr(text, 1, RLENGTH)
            gsub(/[^0-9]/, "", number)
            cite_section(line, document, number + 0)
            text = is_many ? substr(text, RLENGTH + 1) : ""
        }
    }

    # What is said of a document behind its name.
    function cite_within(line, document, rest,    title) {
        sub(/^[`)]+/, "", rest)
        if (match(rest, /^[,:]? ?\(?"[^"]*"/)) {
            title = substr(rest, 1, RLENGTH)
            sub(/^[^"]*"/, "", title)
            sub(/"$/, "", title)
            if (!((document, title) in titled)) complain(line, document " has no section \"" title "\"")
        } else if (match(rest, /^[,:]? (rows? )?\([0-9]+\)/)) {
            sub(/^[,:]? (rows? )?/, "", rest)
            cite_rows(line, document, rest)
        } else if (match(rest, /^[,:]? sections? [0-9]+/)) {
            sub(/^[,:]? /, "", rest)
            cite_sections(line, document, rest)
        }
    }

    function cite_file(line, name, rest,    path) {
        if (is_placeholder(name)) return
        if (sub(/\.\[ch\]$/, "", name)) {
            if (resolve(name ".h") == "" || resolve(name ".c") == "") complain(line, name ".[ch] is not there")
            return
        }
        path = resolve(name)
        if (path == "") complain(line, name " is not there")
        else if (path ~ /\.(md|scd)$/) cite_within(line, path, rest)
    }

    # Files by their names; what follows a word is not one.
    function find_files(text,    before, name, after, at, n) {
        at = 1
        while (match(substr(text, at), /[A-Za-z0-9_.\/-]*[A-Za-z0-9_]\.(c|h|md|scd|sh|awk|mjs|\[ch\])/)) {
            at += RSTART - 1
            n = RLENGTH
            name = substr(text, at, n)
            before = at > 1 ? substr(text, at - 1, 1) : ""
            after = substr(text, at + n)
            if (after !~ /^[A-Za-z0-9_\/]/ && after !~ /^\.[a-z]/ && before !~ /[<*$:>{}]/ && name !~ /^(\/|build)/)
                cite_file(line_at(at), name, after)
            at += n
        }
    }

    # What lies in our folders, whatever its kind.
    function find_paths(text,    before, name, at) {
        at = 1
        while (match(substr(text, at), /(solver|include|tests|docs|bench|data)\/[A-Za-z0-9_.\/-]*/)) {
            at += RSTART - 1
            name = substr(text, at, RLENGTH)
            before = at > 1 ? substr(text, at - 1, 1) : ""
            sub(/[.\/]+$/, "", name)
            if (before !~ /[A-Za-z0-9_.\/-]/ && !is_placeholder(name) && !(name in is_path) &&
                substr(text, at + RLENGTH, 1) !~ /[*<\[{$]/) complain(line_at(at), name " is not there")
            at += RLENGTH
        }
    }

    function find_links(text,    target, path, anchor, at) {
        at = 1
        while (match(substr(text, at), /\]\([^) ]+\)/)) {
            at += RSTART - 1
            target = substr(text, at + 2, RLENGTH - 3)
            at += RLENGTH
            if (target ~ /^[a-z]+:/) continue
            anchor = target
            if (!sub(/^[^#]*#/, "", anchor)) anchor = ""
            sub(/#.*/, "", target)
            path = target == "" ? file : resolve(target)
            if (path == "") complain(line_at(at - 1), "link to " target ", which is not there")
            else if (anchor != "" && !((path, anchor) in anchors)) complain(line_at(at - 1), path " has no #" anchor)
        }
    }

    # A document with numbered rows, of itself: "(4)", "section 5"; a number of four digits is a year.
    function find_own(text,    at, before, n) {
        at = 1
        while (match(substr(text, at), /\([0-9][0-9]?[0-9]?\)|sections? [0-9]+/)) {
            at += RSTART - 1
            n = RLENGTH
            before = substr(text, 1, at - 1)
            if (before !~ /[A-Za-z0-9]$|\.(md|scd)[`)]*[,:]? (rows? )?$/) {
                if (substr(text, at, 1) == "(") cite_rows(line_at(at), file, substr(text, at))
                else cite_sections(line_at(at), file, substr(text, at))
            }
            at += n
        }
    }

    # The commands of Markdown, which hold a blank, become blanks.
    function without_commands(text,    code, at, blank) {
        at = 1
        while (match(substr(text, at), /`[^`]*`/)) {
            at += RSTART - 1
            code = substr(text, at, RLENGTH)
            blank = code
            gsub(/./, " ", blank)
            if (code ~ / /) text = substr(text, 1, at - 1) blank substr(text, at + RLENGTH)
            at += RLENGTH
        }
        return text
    }

    function finish(    text) {
        if (n_lines == 0) return
        text = kind == "md" ? without_commands(joined) : joined
        find_files(text)
        find_paths(text)
        if (kind == "md") find_links(text)
        if (file in has_rows) find_own(text)
        if (kind == "c" && file ~ /^solver\/engine\/.*\.h$/ && n_comments++ == 0 && joined !~ /SOURCE +[^ *]/)
            complain(1, "the first comment tells no SOURCE")
        n_lines = 0
        joined = ""
    }

    # Adds a line of the text at hand, without what marks it as a comment.
    function add(text) {
        sub(/^[ \t]*(\*|#+)?[ \t]*/, "", text)
        if (joined != "") joined = joined " "
        starts[++n_lines] = length(joined) + 1
        lines[n_lines] = FNR
        joined = joined text
    }

    # The comments of a line of C.
    function add_comments(text,    end) {
        while (text != "") {
            if (!within) {
                if (!match(text, /\/\*/)) return
                within = 1
                text = substr(text, RSTART + 2)
            }
            end = match(text, /\*\//)
            add(end ? substr(text, 1, RSTART - 1) : text)
            if (!end) return
            within = 0
            finish()
            text = substr(text, end + 2)
        }
    }

    FILENAME ~ /\/paths$/ {
        for (rest = $0; ; ) {
            if (!(rest in ends)) ends[rest] = $0
            if (!sub(/^[^\/]*\//, "", rest)) break
        }
        for (rest = $0; rest != ""; ) {
            is_path[rest] = 1
            if (!sub(/\/[^\/]*$/, "", rest)) break
        }
        next
    }
    FILENAME ~ /\/index$/ {
        if ($1 == "anchor") anchors[$2, $3] = 1
        if ($1 == "section") {
            titled[$2, $4] = 1
            file = $2
            if ($3 != "" && $2 ~ /^docs\/[^\/]*$/ && (($2, $3) in numbered)) complain(1, "section " $3 " stands there twice")
            if ($3 != "") numbered[$2, $3] = 1
        }
        if ($1 == "row") {
            file = $2
            if (($2, $3) in rows) complain($4, "row (" $3 ") stands there twice")
            rows[$2, $3] = has_rows[$2] = 1
        }
        next
    }
    FNR == 1 {
        finish()
        file = FILENAME
        kind = "script"
        if (file ~ /\.([ch]|mjs)$/) kind = "c"
        if (file ~ /\.(md|scd)$/) kind = "md"
        within = fenced = n_comments = 0
    }
    kind == "c" {
        add_comments($0)
        next
    }
    kind == "script" {
        if ($0 ~ /^[ \t]*#/ && FNR > 1) add($0)
        else finish()
        next
    }
    /^```/ { fenced = !fenced }
    fenced || /^(    |\t|```)/ || /^[ \t]*$/ {
        finish()
        next
    }
    /^(\||#|- )/ { finish() }
    { add($0) }
    END { finish() }
' "$work/paths" "$work/index" $(cat "$work/sources") >"$work/errors"

cat "$work/errors"
if [ -s "$work/errors" ]; then
    echo "citations: $(wc -l <"$work/errors" | tr -d ' ') errors"
    exit 1
fi
echo "citations: ok"
