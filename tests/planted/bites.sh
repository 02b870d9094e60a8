#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves that a checker is switched on: the program with planted errors must fail under it, and pass without an error.
# Usage: tests/planted/bites.sh "KIND..." COMMAND...    kinds of tests/planted/planted_error.c, then how to run it
set -u
kinds=$1
shift
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

if ! "$@" >"$log" 2>&1; then
    echo "bites: the program fails without a planted error:"
    cat "$log"
    exit 1
fi
for kind in $kinds; do
    if "$@" "$kind" >"$log" 2>&1; then
        echo "bites: the planted error '$kind' was not noticed by: $*"
        exit 1
    fi
    # The program itself fails silently on a wrong argument; a checker reports.
    if [ ! -s "$log" ]; then
        echo "bites: the planted error '$kind' failed without a report"
        exit 1
    fi
done
echo "bites: noticed $kinds"
