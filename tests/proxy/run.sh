#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Tries docs/serve/nginx.conf and docs/serve/Caddyfile for real: each proxy before koppel serve on a Unix socket, with a
# stand-in for the single sign-on. Only names, ports and certificates of the files are changed.
# Usage: KOPPEL=path/to/koppel sh tests/proxy/run.sh [nginx|caddy]...    (make proxy-test)
# Exit status 77: a program is missing. Prints a line "ok" or "not ok" for each expectation.
set -u

: "${KOPPEL:?KOPPEL must hold the path of the program; run the test with make proxy-test}"
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$PATH:/usr/sbin:/sbin
unset http_proxy HTTP_PROXY https_proxy HTTPS_PROXY ALL_PROXY all_proxy
folder=$(mktemp -d) || exit 1
cd "$folder" || exit 1
started=
n_not_ok=0

finish() {
    for process in $started; do kill "$process" 2>/dev/null; done
    wait
    rm -rf "$folder"
}
trap finish EXIT

for program in curl openssl python3; do
    command -v $program >/dev/null || { echo "skipped: proxy test: $program is not installed"; exit 77; }
done

expect() {
    expected=$1
    shift
    if "$@" >/dev/null 2>&1; then
        echo "ok - $proxy: $expected"
    else
        echo "not ok - $proxy: $expected ($code: $(head -c 300 answer 2>/dev/null))"
        n_not_ok=$((n_not_ok + 1))
    fi
}

# free_port: one that nobody listens on
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# wait_until COMMAND...: for ten seconds at most
wait_until() {
    for _ in $(seq 100); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    return 1
}

# ask USER METHOD PATH CURL-OPTION...: sets $code, leaves the answer in answer; USER "": without a cookie
ask() {
    user=$1
    method=$2
    path=$3
    shift 3
    code=$(curl -sS --cacert proxy.pem -X "$method" -o answer -w '%{http_code}' ${user:+-b "user=$user"} "$@" \
        "https://localhost:$port$path" 2>said)
}

# change USER METHOD PATH CURL-OPTION...: on what is there now
change() {
    seen=$(curl -sS --cacert proxy.pem -b "user=$1" -D - -o /dev/null "https://localhost:$port/api/v1/state" |
        tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
    ask "$@" -H "If-Match: $seen" -H 'Content-Type: application/json'
}

start_nginx() {
    sed -e "s/listen 443 ssl/listen 127.0.0.1:$port ssl/" -e 's/koppel.example.org/localhost/' \
        -e "s#/etc/ssl/koppel.pem#$folder/proxy.pem#" -e "s#/etc/ssl/private/koppel.key#$folder/proxy.key#" \
        -e "s#/run/koppel/koppel.sock#$folder/koppel.sock#" -e "s/127.0.0.1:4180/127.0.0.1:$sign_on/" \
        "$root/docs/serve/nginx.conf" >site.conf
    cat >nginx.conf <<END
$([ "$(id -u)" -ne 0 ] || echo "user root;")
daemon off;
pid $folder/nginx.pid;
error_log $folder/nginx.error;
events {}
http {
    access_log $folder/access.log;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxied;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    include $folder/site.conf;
}
END
    nginx -e "$folder/nginx.error" -p "$folder" -c "$folder/nginx.conf" >proxy.out 2>&1 &
    started="$started $!"
}

start_caddy() {
    {
        printf '{\n\tadmin off\n\tauto_https disable_redirects\n}\n'
        sed -e "s#^koppel.example.org {#https://localhost:$port {\n\tbind 127.0.0.1\n\ttls $folder/proxy.pem $folder/proxy.key#" \
            -e "s#/run/koppel/koppel.sock#$folder/koppel.sock#" -e "s/127.0.0.1:4180/127.0.0.1:$sign_on/" \
            "$root/docs/serve/Caddyfile"
    } >Caddyfile
    HOME=$folder XDG_DATA_HOME=$folder XDG_CONFIG_HOME=$folder caddy run --config Caddyfile >proxy.out 2>&1 &
    started="$started $!"
}

try() {
    proxy=$1
    rm -rf office.koppel* koppel.sock events
    "$KOPPEL" dossier new office.koppel "$root/data/municipality-b" >/dev/null || exit 1
    for role in reader caseworker decider official; do
        "$KOPPEL" dossier user office.koppel "$role@office" $role --initials "$role" || exit 1
    done
    "$KOPPEL" serve office.koppel --socket "$folder/koppel.sock" >told 2>&1 &
    server=$!
    started="$started $server"
    port=$(free_port)
    "start_$proxy"
    code=0
    expect 'it starts' wait_until curl -sS --cacert proxy.pem -o /dev/null "https://localhost:$port/"

    ask caseworker@office GET /api/v1/state
    expect 'the user is whom the single sign-on names' grep -q '"role":"caseworker"' answer
    ask reader@office GET /api/v1/state -H 'X-Koppel-User: decider@office'
    expect 'a user that the browser names is written over' grep -q '"role":"reader"' answer
    ask reader@office GET /api/v1/state -H 'X-Auth-Request-Email: decider@office' -H 'X_Koppel_User: decider@office'
    expect 'and so are other spellings of it' grep -q '"role":"reader"' answer
    ask '' GET /api/v1/state -H 'X-Koppel-User: decider@office'
    expect 'who has not signed on stays out' test "$code" = 401
    ask none GET /api/v1/state -H 'X-Koppel-User: decider@office'
    expect 'whom the sign-on does not name is nobody, whoever the browser says' test "$code" = 401 -o "$code" = 403
    ask nobody@office GET /api/v1/state
    expect 'who is not in the dossier stays out' test "$code" = 403
    ask caseworker@office GET /
    expect 'the page comes with its policy' grep -q '<script type="module" src="/main.js"' answer

    change reader@office POST /api/v1/solve -d '{}'
    expect 'a reader may not solve' test "$code" = 403
    change caseworker@office POST /api/v1/solve -d '{}' -H 'Origin: https://evil.example'
    expect 'another site may not either' test "$code" = 403
    change caseworker@office POST /api/v1/solve -d '{}' -H "Origin: https://localhost:$port"
    expect 'a caseworker may, from the page' test "$code" = 202
    ask official@office GET /api/v1/households
    expect 'an official sees no households' test "$code" = 403

    curl -sS --cacert proxy.pem -b user=caseworker@office -N -o events "https://localhost:$port/api/v1/progress" &
    listener=$!
    expect 'events come as they happen' wait_until grep -q 'event: state' events
    expect 'while the stream stays open' sh -c "ps -o stat= -p $listener | grep -qv Z"
    kill $listener
    wait $listener 2>/dev/null

    head -c 3000000 /dev/zero >large.xlsx
    ask caseworker@office PUT /api/v1/upload/large.xlsx --data-binary @large.xlsx
    expect 'an upload of 3 MB comes through' test "$code" = 200 -o "$code" = 422
    head -c 70000000 /dev/zero >large.xlsx
    ask caseworker@office PUT /api/v1/upload/large.xlsx -T large.xlsx
    expect 'one of 70 MB does not' test "$code" = 413
    rm large.xlsx
    expect 'no key of a household stands in a log' sh -c "! grep -rs /api/ access.log proxy.out"

    kill "$server"
    wait "$server"
    expect 'the server complained of nothing' test "$(wc -l <told)" -eq 1
}

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout proxy.key -out proxy.pem 2>/dev/null || exit 1
sign_on=$(free_port)
python3 "$root/tests/proxy/sign_on.py" "$sign_on" &
started=$!
n_tried=0
[ $# -gt 0 ] || set -- nginx caddy
for name; do
    if command -v "$name" >/dev/null; then
        try "$name"
        n_tried=$((n_tried + 1))
    else
        echo "skipped: proxy test: $name is not installed"
    fi
done
[ $n_tried -gt 0 ] || exit 77
[ $n_not_ok -eq 0 ]
