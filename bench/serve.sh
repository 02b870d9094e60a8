#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# How many requests a second koppel serve answers on this machine, and how long the slowest in a hundred takes: the state,
# a household, a printed page; with many connections; beside slow clients. Prints the table of docs/serve/README.md.
# Usage: KOPPEL=path/to/koppel sh bench/serve.sh [CASE [SECONDS]]    (needs curl, wrk and python3)
set -eu

: "${KOPPEL:?KOPPEL must hold the path of the program}"
case=$(cd "${1:-$(dirname "$0")/../data/municipality-b}" && pwd)
seconds=${2:-10}
unset http_proxy HTTP_PROXY ALL_PROXY all_proxy
for program in curl wrk python3; do
    command -v $program >/dev/null || { echo "$program is not installed"; exit 77; }
done
folder=$(mktemp -d)
server=
slow=
finish() {
    for process in $server $slow; do kill "$process" 2>/dev/null || true; done
    rm -rf "$folder"
}
trap finish EXIT
cd "$folder"

"$KOPPEL" dossier new bench.koppel "$case" >/dev/null
"$KOPPEL" serve bench.koppel >told &
server=$!
until grep -qs '^http' told; do sleep 0.1; done
address=$(grep '^http' told)
base=${address%%/\?*}
curl -s -c jar -o page "$address"
cookie=$(awk '/koppel_/ { print $6 "=" $7 }' jar)
curl -s -D headers -o state -H "Cookie: $cookie" "$base/api/v1/state"
seen=$(tr -d '\r' <headers | sed -n 's/^ETag: //p')
curl -s -o answer -H "Cookie: $cookie" -H "If-Match: $seen" -H 'Content-Type: application/json' -d '{}' "$base/api/v1/solve"
until curl -s -H "Cookie: $cookie" "$base/api/v1/state" | grep -q '"running":false'; do sleep 0.2; done
household=$(curl -s -H "Cookie: $cookie" "$base/api/v1/households" | sed -n '2s/.*"key": "\([^"]*\)".*/\1/p')

# load WHAT PATH CONNECTIONS
load() {
    wrk -t 1 -c "$3" -d "${seconds}s" --timeout 30s --latency -H "Cookie: $cookie" "$base$2" >wrk.out
    awk -v what="$1" -v connections="$3" '
        /99%/ { slowest = $2 }
        /Requests\/sec/ { rate = $2 }
        /Socket errors/ { errors = $0; sub(/.*errors: /, "", errors) }
        /Non-2xx/ { others = $NF }
        END { printf "| %s | %s | %.0f | %s | %s |\n", what, connections, rate, slowest,
            (others != "" ? others " refused (busy)" : "") (errors != "" ? " " errors : "") }' wrk.out
}

echo '| request | connections | a second | 99 of 100 within | |'
echo '|---|---|---|---|---|'
load 'state' /api/v1/state 1
load 'state' /api/v1/state 16
load 'state' /api/v1/state 100
load 'households as a list' /api/v1/households 16
load 'why of one household' "/api/v1/why/households/$household" 4
load 'page for the council' /api/v1/print/council 4
load 'state' /api/v1/state 1000
python3 - "${base##*:}" <<'END' &
import socket, sys, time

def slow_client():
    client = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    client.sendall(b"GET /api/v1/state HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    return client

while True:  # each is cut off after five seconds
    clients = [slow_client() for _ in range(80)]
    for _ in range(8):
        time.sleep(1)
        for client in clients:
            try:
                client.sendall(b"X: y\r\n")
            except OSError:
                pass
END
slow=$!
sleep 1
load 'state, beside 80 slow clients' /api/v1/state 16
grep VmHWM /proc/$server/status | awk '{ printf "Largest memory of the server: %.0f MB\n", $2 / 1000 }'
nproc | sed 's/$/ cores/'
