#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# The screens of koppel serve with the whole country: 342 municipalities and 40,000 households. How long the first view
# takes in Chromium, and a frame while it is scrolled; the bytes of the lists; the memory of the server. The figures
# stand in docs/screens.md.
# Usage: KOPPEL=path/to/koppel sh bench/screens.sh [HOUSEHOLDS [MUNICIPALITIES [SECONDS]]]
# Needs curl, node, Chromium and the packages of tests/browser (npm ci there). SECONDS: time limit of the solve, 60.
set -eu

: "${KOPPEL:?KOPPEL must hold the path of the program}"
households=${1:-40000}
municipalities=${2:-342}
seconds=${3:-60}
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
export CHROMIUM
test_folder=$(cd "$(dirname "$0")/../tests/browser" && pwd)
unset http_proxy HTTP_PROXY ALL_PROXY all_proxy
for program in curl node "${CHROMIUM:-chromium}"; do
    command -v "$program" >/dev/null || { echo "$program is not installed"; exit 77; }
done
folder=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
cd "$folder"

# serve: starts the server, and sets $address
serve() {
    "$KOPPEL" serve country.koppel >told &
    server=$!
    until grep -qs '^http' told; do sleep 0.1; done
    address=$(grep '^http' told)
    base=${address%%/\?*}
}

memory() { awk '/VmHWM/ { printf "Largest memory of the server, %s: %.0f MB\n", what, $2 / 1000 }' what="$1" "/proc/$server/status"; }

"$KOPPEL" generate --municipalities "$municipalities" --households "$households" --units $((households + households / 10)) \
    --quiet -o country
"$KOPPEL" dossier new country.koppel country >/dev/null
serve
curl -s -c jar -o page "$address"
seen=$(curl -s -b jar -D - -o state "$base/api/v1/state" | tr -d '\r' | sed -n 's/^ETag: //p')
begin=$(date +%s)
curl -s -b jar -o answer -H "If-Match: $seen" -H 'Content-Type: application/json' -d "{\"time_limit\":$seconds}" "$base/api/v1/solve"
until curl -s -b jar "$base/api/v1/state" | grep -q '"running":false'; do sleep 1; done
echo "Solved with $seconds seconds, and made ready for the screens: $(($(date +%s) - begin)) s"
for list in households homes columns/households columns/homes neighbourhoods; do
    curl -s -b jar -o list -w "/$list: %{size_download} bytes in %{time_total} s\n" "$base/api/v1/$list"
done
memory 'after the solve'
kill "$server"
wait "$server" || true
serve
node "$test_folder/load.js" "$address"
memory 'after the views'
nproc | sed 's/$/ cores/'
