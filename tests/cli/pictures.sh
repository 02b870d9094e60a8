#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The picture of the summary in README.nl.md shows what the program prints; the pictures it links are there.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

begin "the picture of the summary"
sh "$ROOT/docs/pictures/make.sh" summary .
expect_same samenvatting.svg "$ROOT/docs/pictures/samenvatting.svg"

begin "the pictures of the Dutch tour"
sed -n 's/.*](\(docs\/pictures\/[^)]*\)).*/\1/p' "$ROOT/README.nl.md" >named
expect "it shows sheets and summary" test "$(grep -c . named)" -ge 6
while read -r picture; do expect_file "$ROOT/$picture"; done <named
