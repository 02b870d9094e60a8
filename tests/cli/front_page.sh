#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The program on the front page of koppel.h: it compiles as it stands, and proposes what the program koppel proposes.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

LIBRARIES=$(dirname "$KOPPEL")
if has_sanitizers "$LIBRARIES/libkoppel.so"; then skip 'the shared library is built with sanitizers'; fi

begin "the example of koppel.h compiles, runs and proposes the same"
sed -n '/^ \*     #include <koppel.h>/,/^ \*     }$/s/^ \*     \{0,1\}//p' "$ROOT/include/koppel.h" >example.c
expect 'the example has a main' grep -q '^int main(void)$' example.c
expect 'it compiles' cc -std=c11 -Wall -Wextra -Wpedantic -Werror -I "$ROOT/include" -o example example.c \
    -L "$LIBRARIES" -lkoppel -Wl,-rpath,"$LIBRARIES"
mkdir data
cp -R "$DATA/municipality-b" data/
expect 'it runs' sh -c './example >offers'
expect_file_has offers 'H0001: '
run solve data/municipality-b -o out
expect_same proposal/proposal.csv out/proposal.csv
expect_same proposal/certificate.json out/certificate.json
