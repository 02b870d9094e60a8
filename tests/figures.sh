#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the figures of the source, include/ and solver/, as a table in Markdown: a column for each tree.
# Usage: tests/figures.sh [TREE...]    TREE: a folder, or a revision of git (default: the folder at hand)
#
# - A function begins in column 0 and ends with the next } in column 0, which clang-format sees to; its lines are those
#   from the first of its head to that brace. Inline functions of headers count.
# - An arrow leads from what includes to what is included. koppel.h, which every room may include, is left out. A pair is
#   a header and its source, taken as one.
# - A circle is a group of rooms (or files, or pairs) each of which includes, over others, each of the others. Its members
#   are named on standard error.
# - Comment lines hold nothing but comment; their share is of the lines that are not empty.
set -u
cd "$(dirname "$0")/.." || exit 1
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
if [ $# -eq 0 ]; then set -- .; fi

# measure FOLDER: one "name|value" a line
measure() {
    # No file name of ours holds a blank.
    # shellcheck disable=SC2046
    (cd "$1" && awk '
        function end_of_function() {
            lengths[++n_functions] = FNR - head + 1
            inside = 0
        }
        # the arrow from a to b, counted once
        function join(graph, a, b) {
            if (a == b || (graph, a, b) in arrow) return
            arrow[graph, a, b]
            n_arrows[graph]++
            targets[graph, a] = targets[graph, a] " " b
            add(graph, a)
            add(graph, b)
        }
        function add(graph, a) {
            if (!((graph, a) in is_node)) nodes[graph] = nodes[graph] " " a
            is_node[graph, a]
        }
        # what can be reached from a node, into reached[]
        function reach(graph, a,    list, n, k) {
            n = split(targets[graph, a], list, " ")
            for (k = 1; k <= n; k++) {
                if (list[k] in reached) continue
                reached[list[k]]
                reach(graph, list[k])
            }
        }
        # circles: takes nodes away that lead nowhere or that nothing leads to, and groups what is left
        function circles(graph,    list, n, k, m, again, alive, out, into, key, part, members, n_circles, seen, of) {
            n = split(nodes[graph], list, " ")
            for (k = 1; k <= n; k++) alive[list[k]]
            do {
                again = 0
                split("", out)
                split("", into)
                for (key in arrow) {
                    split(key, part, SUBSEP)
                    if (part[1] != graph || !(part[2] in alive) || !(part[3] in alive)) continue
                    out[part[2]]
                    into[part[3]]
                }
                for (k = 1; k <= n; k++) {
                    if (!(list[k] in alive) || (list[k] in out && list[k] in into)) continue
                    delete alive[list[k]]
                    again = 1
                }
            } while (again)
            for (k = 1; k <= n; k++) {
                if (!(list[k] in alive)) continue
                split("", reached)
                reach(graph, list[k])
                for (m in reached) of[list[k], m]
            }
            for (k = 1; k <= n; k++) {
                if (!(list[k] in alive) || list[k] in seen || !((list[k], list[k]) in of)) continue
                members = ""
                for (m = 1; m <= n; m++) {
                    if (!((list[k], list[m]) in of) || !((list[m], list[k]) in of)) continue
                    seen[list[m]]
                    members = members " " list[m]
                }
                print graph " in a circle:" members > "/dev/stderr"
                n_circles++
            }
            return n_circles + 0
        }
        FNR == 1 {
            n_files++
            room = FILENAME
            sub(/\/[^\/]*$/, "", room)
            sub(/^solver\/?/, "", room)
            is_room[room]
            stem = FILENAME
            sub(/\.[ch]$/, "", stem)
            sub(/^solver\//, "", stem)
            comment = inside = 0
            head = 0
        }
        { n_lines++; lines_of[FILENAME]++ }
        /^[ \t]*$/ { n_empty++ }
        # what is at hand in column 0: the head of a function, or anything else
        !comment && /^[A-Za-z_]/ && !head { head = FNR }
        !comment && !inside && (/^$/ || /;$/ || /^[#\/}]/) { head = 0 }
        /^{$/ { inside = 1 }
        /^}$/ && inside { end_of_function(); head = 0 }
        comment || /^[ \t]*\/[*\/]/ {
            if (comment || !/\*\/.*[^ \t]/) n_comment++
        }
        !comment && /\/\*/ && !/\/\*.*\*\// { comment = 1 }
        comment && /\*\// { comment = 0 }
        /^[ \t]*#[ \t]*include[ \t]*"/ && !comment {
            name = $0
            sub(/^[^"]*"/, "", name)
            sub(/".*$/, "", name)
            if (name !~ /\//) next
            join("files", substr(FILENAME, 8), name)
            target = name
            sub(/\.[ch]$/, "", target)
            join("pairs", stem, target)
            sub(/\/[^\/]*$/, "", target)
            join("rooms", room, target)
        }
        END {
            for (name in lines_of) n_long += lines_of[name] > 400
            for (name in is_room) n_rooms += name != "include"
            for (k = 2; k <= n_functions; k++) { # insertion, by length
                value = lengths[k]
                for (m = k - 1; m > 0 && lengths[m] > value; m--) lengths[m + 1] = lengths[m]
                lengths[m + 1] = value
            }
            print "rooms|" n_rooms
            print "files (`.c` and `.h`)|" n_files
            print "files above 400 lines|" n_long + 0
            print "functions|" n_functions
            printf "lines a function: median, 90th percentile, most|%d, %d, %d\n", lengths[int((n_functions + 1) / 2)],
                lengths[int((9 * n_functions + 9) / 10)], lengths[n_functions]
            print "arrows between rooms|" n_arrows["rooms"]
            print "arrows between files|" n_arrows["files"]
            print "arrows between pairs|" n_arrows["pairs"]
            print "circles of rooms|" circles("rooms")
            print "circles of files|" circles("files")
            print "circles of pairs|" circles("pairs")
            print "lines|" n_lines
            printf "comment lines|%d (%.0f %%)\n", n_comment, 100 * n_comment / (n_lines - n_empty)
        }
    ' $(cd "$1" && find include solver -type f -name '*.[ch]' | sort))
}

n=0
for tree in "$@"; do
    n=$((n + 1))
    folder=$tree
    if [ ! -d "$tree" ]; then
        folder=$scratch/tree-$n
        mkdir "$folder"
        if ! git archive "$tree" -- include solver >"$scratch/archive" || ! tar -x -C "$folder" -f "$scratch/archive"; then
            echo "figures: $tree is no folder and no revision" >&2
            exit 1
        fi
    fi
    measure "$folder" >"$scratch/figures-$n" || exit 1
    echo "$tree" >"$scratch/name-$n"
done

# shellcheck disable=SC2046
awk -F'|' '
    FNR == 1 { n++ }
    FILENAME ~ /name-[0-9]*$/ { heads = heads " `" $0 "` |"; next }
    { if (!($1 in row)) order[++n_rows] = $1; row[$1] = row[$1] " " $2 " |" }
    END {
        rule = heads
        gsub(/[^|]+/, "---", rule)
        print "| |" heads
        print "|---|" rule
        for (k = 1; k <= n_rows; k++) print "| " order[k] " |" row[order[k]]
    }
' $(k=1; while [ $k -le $n ]; do echo "$scratch/name-$k" "$scratch/figures-$k"; k=$((k + 1)); done)
