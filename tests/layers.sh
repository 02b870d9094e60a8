#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks that the house stays as drawn: who includes whom, unique file names, and the map of the rooms.
# Usage: tests/layers.sh [ROOT]
#
# - A file of solver/ROOM includes only what the table below allows, written as "ROOM/FILE.h". A room within a room has
#   a line of its own.
# - Every room may include koppel.h, which holds the status codes and the types that users see; koppel.h nothing of ours.
# - bench/ includes koppel.h and its own files, so that it measures what a user of the library gets.
# - A file name (without its ending) stands in one room only.
# - solver/README.md names every file of solver/, as `FILE.c`, or `FILE.[ch]` for the pair.
set -u
cd "${1:-.}" || exit 1
LC_ALL=C
export LC_ALL
errors=$(mktemp) || exit 1
trap 'rm -f "$errors"' EXIT

# No file name of ours holds a blank.
# shellcheck disable=SC2046
awk '
    BEGIN {
        allowed["base"] = "base/"
        allowed["model"] = "base/ model/"
        allowed["workbook"] = "base/ workbook/"
        allowed["io"] = "base/ model/ workbook/ io/"
        allowed["problem"] = "base/ problem/"
        allowed["formulate"] = "base/ model/ problem/ formulate/"
        within_engine = "base/ problem/ engine/engine.h"
        allowed["engine/bound"] = within_engine " engine/bound/"
        allowed["engine/lp"] = allowed["engine/bound"] " engine/lp/"
        allowed["engine/heuristic"] = allowed["engine/bound"] " engine/heuristic/"
        allowed["engine/branch"] = allowed["engine/lp"] " engine/heuristic/ engine/branch/"
        allowed["engine/lns"] = allowed["engine/branch"] " engine/lns/"
        allowed["engine/certificate"] = allowed["engine/lp"] " engine/certificate/"
        allowed["engine"] = "base/ problem/ engine/"
        allowed["verify"] = "base/ model/ verify/"
        allowed["report"] = "base/ model/ verify/ report/"
        allowed["book"] = "base/ model/ workbook/ io/ verify/ report/ book/"
        allowed["generate"] = "base/ model/ io/ generate/"
        allowed["province"] = "base/ model/ io/ report/ province/"
        allowed["page"] = "base/ model/ io/ verify/ report/ province/ page/"
        allowed["dossier"] = "base/ model/ io/ report/ dossier/"
        allowed["solve"] = "base/ model/ workbook/ io/ problem/ formulate/ engine/ verify/ report/ book/ compare/mechanism/ solve/"
        allowed["solve/questions"] = "base/ model/ io/ problem/ formulate/ engine/ verify/ report/ solve/questions/"
        allowed["adapter"] = "base/ problem/ engine/ adapter/"
        allowed["compare/mechanism"] = "base/ model/ problem/ engine/ compare/mechanism/"
        allowed["compare"] = allowed["solve"] " compare/"
        allowed["council"] = allowed["compare"] " page/ province/ council/"
        allowed["needed"] = allowed["solve"] " needed/"
        allowed["forecast"] = "base/ model/ report/ forecast/"
        allowed["simulate"] = allowed["solve"] " simulate/"
        allowed["interface"] = allowed["compare"] " adapter/ province/ simulate/ interface/"
        allowed["serve"] = allowed["interface"] " page/ dossier/ serve/"
        allowed["cli"] = allowed["serve"] " council/ needed/ generate/ forecast/ simulate/ cli/"
    }
    function complain(text) { printf "%s:%d: %s\n", FILENAME, FNR, text }
    FNR == 1 {
        room = FILENAME
        sub(/\/[^\/]*$/, "", room)
        in_solver = sub(/^solver\/?/, "", room)
        if (!in_solver) sub(/\/.*/, "", room)
        lost = in_solver && !(room in allowed)
        if (lost) complain("not in a room that tests/layers.sh knows")
    }
    lost { next }
    !/^[ \t]*#[ \t]*include/ { next }
    {
        name = $0
        sub(/^[ \t]*#[ \t]*include[ \t]*/, "", name)
        ours = name ~ /^"/
        if (name !~ /^["<]/) complain("include of a macro: write the file name")
        sub(/^["<]/, "", name)
        sub(/[">].*$/, "", name)
    }
    !ours {
        split(name, part, "/")
        if (part[1] in allowed || name == "koppel.h") complain("write \"" name "\" in quotes, it is ours")
        next
    }
    name == "koppel.h" && room != "include" { next }
    room == "bench" && name !~ /\.\./ {
        split(name, part, "/")
        if (!(part[1] in allowed)) next
    }
    room in allowed {
        if (name !~ /\// || name ~ /\.\./) {
            complain("write \"" name "\" as \"room/file.h\"")
            next
        }
        n = split(allowed[room], prefix, " ")
        for (i = 1; i <= n; i++) if (index(name, prefix[i]) == 1) next
    }
    { complain(room "/ may not include \"" name "\"") }
' $(find solver include bench -type f -name '*.[ch]' 2>/dev/null | sort) >"$errors"

find solver -type f -name '*.[ch]' | sed 's/\.[ch]$//' | sort -u | awk -F/ '
    $NF in seen { printf "%s and %s: file names are unique over solver/\n", seen[$NF], $0; next }
    { seen[$NF] = $0 }' >>"$errors"

find solver -type f ! -name README.md | sort | awk '
    NR == FNR {
        while (match($0, /`[^`]+`/)) {
            named[substr($0, RSTART + 1, RLENGTH - 2)]
            $0 = substr($0, RSTART + RLENGTH)
        }
        next
    }
    {
        base = $0
        sub(/.*\//, "", base)
        pair = base
        sub(/\.[ch]$/, ".[ch]", pair)
        if (!(base in named) && !(pair in named)) print "solver/README.md: " $0 " has no line"
    }' solver/README.md - >>"$errors"

# The licence of every source is in it.
find solver include bench tests python r completion po docs setup.sh Makefile -type f \( -name '*.[ch]' -o -name '*.sh' -o -name '*.py' \
    -o -name '*.R' -o -name '*.awk' -o -name '*.js' -o -name '*.css' -o -name Makefile \) ! -path '*/node_modules/*' ! -path '*/corpus/*' \
    -exec grep -L 'SPDX-License-Identifier: GPL-3.0-or-later' {} + 2>/dev/null | sort | sed 's/$/: the lines SPDX of the licence are missing/' >>"$errors"

cat "$errors"
if [ -s "$errors" ]; then
    echo "layers: $(wc -l <"$errors" | tr -d ' ') errors"
    exit 1
fi
echo "layers: ok"
