#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Opens the pages of koppel report and the screens of koppel serve in Chromium: accessibility, dark mode, phone, A4, no
# network; a round of a caseworker, by keyboard, with two colleagues.
# Usage: KOPPEL=path/to/koppel sh tests/browser/run.sh    (make browser-test)
# With KOPPEL_PICTURES=FOLDER it makes the pictures of docs/screens.md instead (make browser-pictures).
# Needs node, Chromium and the packages of package.json (npm ci in this folder); without one of them it says so.
set -eu

: "${KOPPEL:?KOPPEL must hold the path of the program; run the test with make browser-test}"
here=$(cd "$(dirname "$0")" && pwd)
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
export KOPPEL CHROMIUM

missing() {
    echo "skipped: browser test: $1"
    exit 0
}
command -v node >/dev/null || missing 'node is not installed'
[ -n "$CHROMIUM" ] || missing 'Chromium is not installed (apt-get install chromium)'
[ -d "$here/node_modules/playwright-core" ] || missing "playwright-core is not there (npm ci in tests/browser)"
[ -d "$here/node_modules/axe-core" ] || missing "axe-core is not there (npm ci in tests/browser)"
if [ -n "${KOPPEL_PICTURES:-}" ]; then exec node "$here/pictures.js"; fi
node "$here/page_test.js"
node "$here/screens_test.js"
node "$here/round_test.js"
