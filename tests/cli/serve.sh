#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel serve: its interface as docs/api.json describes it, and attacks on it.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

TOOL=$(dirname "$KOPPEL")/tests/cli/api_tool
[ -x "$TOOL" ] || skip "api_tool is not built (make test builds it)"
command -v curl >/dev/null || skip "curl is not installed (./setup.sh test installs it)"
API=$ROOT/docs/api.json
unset http_proxy HTTP_PROXY ALL_PROXY all_proxy

server=
# serve ARGUMENT...: starts the server; sets $base and, on TCP, a session in the file jar
serve() {
    rm -f told
    "$KOPPEL" serve "$@" >told 2>complained &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        grep -qs 'http\|Listening' told && break
        sleep 0.1
    done
    address=$(grep '^http' told)
    base=${address%%/\?*}
}

kill_server() {
    [ -z "$server" ] || kill "$server"
    [ -z "$server" ] || wait "$server"
    server=
}
trap 'kill_server; cli_finish' EXIT

# stop_serving [FOLDER]: ends the server that was started in that folder (default: this one)
stop_serving() {
    kill_server
    expect_not 'the server complained of nothing' test -s "${1:-.}/complained"
}

# serve_and_enter ARGUMENT...: serves, and takes the session of the address that it printed
serve_and_enter() {
    serve "$@"
    curl -sS -c jar -o session "$address"
}

# ask METHOD PATH CURL-OPTION...: sets $code, leaves the answer in answer and its headers in headers
ask() {
    asked_method=$1
    asked_path=$2
    shift 2
    code=$(curl -sS -b jar -X "$asked_method" -D headers -o answer -w '%{http_code}' --path-as-is "$@" "$base$asked_path" 2>curl_said)
}

expect_code() { expect "$asked_method $asked_path is answered by $1" test "$code" = "$1"; }
expect_answer_has() { expect_file_has answer "$1"; }

# change METHOD PATH BODY [CURL-OPTION...]: a change by who has seen everything so far
change_it() {
    ask GET /api/v1/state
    seen=$(sed -n 's/^ETag: //p' headers | tr -d '\r')
    changed_method=$1
    changed_path=$2
    changed_body=$3
    shift 3
    ask "$changed_method" "/api/v1$changed_path" -H "If-Match: $seen" -H 'Content-Type: application/json' \
        --data-binary "$changed_body" "$@"
}

# wait_for_solve: until no solve is running
wait_for_solve() {
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
        ask GET /api/v1/state
        grep -q '"running":false' answer && break
        sleep 0.2
    done
}

# solve_it: solves and waits for the proposal
solve_it() {
    change_it POST /solve '{}'
    wait_for_solve
}

begin 'docs/api.json holds together'
expect 'every reference leads somewhere and every example is as its schema says' "$TOOL" check "$API"

begin 'every example of docs/api.json is answered as it says'
mkdir bodies
"$TOOL" list "$API" bodies >operations
"$KOPPEL" dossier new a.koppel "$DATA/municipality-b" >/dev/null || exit 1
serve_and_enter a.koppel
expect 'the printed address opens a session' grep -q koppel_ jar
solve_it
expect_answer_has '"proof":"best"'

# run_example ID: asks what the interface gives as an example, and holds the answer against its schema
run_example() {
    line=$(grep "^$1 " operations) || { not_ok "there is an operation $1"; return; }
    # shellcheck disable=SC2086 # words of a line
    set -- $line
    example_method=$(echo "$2" | tr '[:lower:]' '[:upper:]')
    case $1 in
    putUploadName) ask PUT "/api/v1$3" --data-binary "@$DATA/municipality-b/households.csv" ;;
    getProgress) ask GET "/api/v1$3" -N -m 1 ;;
    *)
        if [ -f "bodies/$1" ]; then
            change_it "$example_method" "$3" "@bodies/$1"
        else
            ask "$example_method" "/api/v1$3"
        fi
        ;;
    esac
    expect "$1 is answered by $4" test "$code" = "$4"
    expect "the answer of $1 is as its schema says" "$TOOL" answer "$API" "$1" "$4" answer
    echo "$1" >>run
}
for id in putUploadName getUpload deleteUpload putUploadName postImport getState getWorkbook getTables getTablesName getFiles getFilesName getHouseholds \
    getHouseholdHomes getHomes getColumnsHouseholds getColumnsHomes getNeighbourhoods getProposal getDecisions postPreview postDecisions getDecisions getLog getVersions \
    getCompareAB getWhyHouseholdsKey getWhyHomesKey getWhyNeighbourhoodsKey getPrintReader getPrintReaderKey getPolicy \
    getPolicies postPolicyPreview putPolicy getProgress postStop postSolve; do
    run_example $id
done
cut -d' ' -f1 operations | sort >all_of_them
sort -u run >run_of_them
ask GET /api/v1/columns/households
expect_answer_has '"key": ["H0001","H0002",'
expect_answer_has '"reason": [null,'
ask GET /api/v1/columns/log
expect_code 404
ask GET /api/v1/files/decisions.csv
expect_answer_has 'The stairs are too steep'
ask GET /api/v1/files/proposal.xlsx
expect_code 200
expect 'no operation was left out' cmp -s all_of_them run_of_them
wait_for_solve
ask GET /api/v1/compare/1/2
expect_code 200
expect_answer_has '"change":"moves"'
expect 'the differences are as their schema says' "$TOOL" answer "$API" getCompareAB 200 answer
ask GET '/api/v1/proposal?lang=nl'
expect_answer_has '"sure": "Dit is zeker'

begin 'the log replays to the same proposals, and the page writes what the command line reads'
run check --log ../2/a.koppel
expect_status 0
expect_stdout_has 'every file is the same'
run dossier export ../2/a.koppel -o municipality-b --proposal proposal
run check municipality-b proposal
expect_status 0

begin 'who has no session, or a token that was used, stays out'
base=${address%%/\?*}
code=$(curl -sS -o answer -w '%{http_code}' "$base/api/v1/state")
asked_method=GET asked_path=/api/v1/state
expect_code 401
code=$(curl -sS -o answer -w '%{http_code}' "$base/")
expect 'a screen without a session is answered by 401' test "$code" = 401
code=$(curl -sS -c stolen -o answer -w '%{http_code}' "$address")
expect 'the address is refused the second time' test "$code" = 403
expect_not 'and sets no cookie' grep -q koppel_ stolen
expect_file_has answer 'used already'
code=$(curl -sS -o answer -w '%{http_code}' -H 'X-Koppel-User: desk' "$base/api/v1/state")
expect 'a header that names a user is worth nothing on TCP' test "$code" = 401
code=$(curl -sS -o answer -w '%{http_code}' -b "koppel_1=$(printf '%064d' 0)" "$base/api/v1/state")
expect 'a guessed session is refused' test "$code" = 401

begin 'other sites and other names are refused, and nothing is changed'
cp ../2/jar .
ask GET /api/v1/state
cp answer before
for header in 'Host: evil.example' 'Origin: http://evil.example' 'Origin: null' 'Sec-Fetch-Site: cross-site'; do
    ask POST /api/v1/stop -H "$header"
    expect_code 403
done
ask GET /api/v1/state
expect 'the state is as it was' cmp -s before answer
expect_not 'no header lets another site read' grep -qi access-control headers
expect_file_has headers "script-src 'self'"
expect_not 'no script may stand in a page' grep -q unsafe headers

begin 'no path leads to a file'
cp ../2/jar .
for path in /../../etc/passwd /..%2f..%2fetc%2fpasswd /api/v1/tables/..%2f..%2fetc%2fpasswd /api/v1/tables/%2fetc%2fpasswd \
    /api/v1/../../etc/passwd /index.html/../../README.md //etc/passwd /api/v1/print/..%2fcouncil /api/v1/tables/a%00b \
    /api/v1/compare/-1/99999999999999999999 /api/v1/why/homes/%2e%2e; do
    ask GET "$path"
    expect "GET $path is answered by 404" test "$code" = 404
    expect_not 'without a file' grep -q root: answer
done

begin 'what is too large, no JSON or of the wrong kind is refused'
cp ../2/jar .
head -c 300000 /dev/zero >large
ask POST /api/v1/preview -H 'Content-Type: application/json' --data-binary @large
expect_code 413
ask POST /api/v1/preview -H 'Content-Type: application/json' -H 'Transfer-Encoding: chunked' --data-binary @large
expect_code 413
ask POST /api/v1/stop --data-binary @large
expect_code 413
ask GET /api/v1/state -H "X-Long: $(head -c 40000 /dev/zero | tr '\0' a)"
expect 'endless headers are refused' test "$code" -ge 400
ask POST /api/v1/preview -H 'Content-Type: text/plain' --data-binary '{}'
expect_code 415
for body in '' '{' '[]' '{"household":1}' '{"household":"H0004","household":"H0004"}' '{"nationality":"x"}' 'null'; do
    ask POST /api/v1/preview -H 'Content-Type: application/json' --data-binary "$body"
    expect "the body '$body' is refused" test "$code" = 400 -o "$code" = 422
done
ask DELETE /api/v1/log
expect_code 405
ask POST /index.html
expect_code 405

begin 'a change needs what its maker saw, a reason, and nothing that tells who somebody is'
cp ../2/jar .
refused='{"household":"H0005","unit":"U000016","decision":"refused","reason":"Too far from work"}'
ask POST /api/v1/decisions -H 'Content-Type: application/json' --data-binary "$refused"
expect_code 428
ask POST /api/v1/decisions -H 'Content-Type: application/json' -H 'If-Match: "1"' --data-binary "$refused"
expect_code 409
expect_answer_has '"since":[{"number":2'
expect 'what others did is told as the interface says' "$TOOL" answer "$API" postDecisions 409 answer
for body in '{"household":"H0005","unit":"U000016","decision":"refused","reason":""}' \
    '{"household":"H0005","unit":"U000016","decision":"refused","reason":"Mohammed Yusuf called"}' \
    '{"household":"H0005","unit":"U999999","decision":"refused","reason":"Too far"}' \
    '{"household":"H9999","unit":"U000016","decision":"refused","reason":"Too far"}' \
    '{"household":"H0005","area":"GM0001","decision":"forbid","reason":"Too far"}' \
    '{"household":"H0005","unit":"U000016","decision":"deported","reason":"Too far"}'; do
    change_it POST /decisions "$body"
    expect_code 422
done
change_it POST /decisions '{"household":"H0005","area":"BU90020101","decision":"forbid","reason":"Contact with neighbours"}'
expect_code 201

begin 'many at once are answered, and of those who change the same one is first'
cp ../2/jar .
curl -sS -b jar -Z --parallel-max 20 -o /dev/null -w '%{http_code}\n' "$base/api/v1/state?n=[1-60]" >codes 2>/dev/null
expect 'all of 60 are answered' test "$(grep -cx 200 codes)" = 60
ask GET /api/v1/state
seen=$(sed -n 's/^ETag: //p' headers | tr -d '\r')
for n in 1 2 3 4 5 6; do
    curl -sS -b jar -o /dev/null -w '%{http_code}\n' -H "If-Match: $seen" -H 'Content-Type: application/json' \
        -d "{\"household\":\"H0001\",\"unit\":\"U000010\",\"decision\":\"offered\",\"reason\":\"Letter $n\"}" \
        "$base/api/v1/decisions" >"code$n" &
    eval "asking$n=$!"
done
# shellcheck disable=SC2154 # set by eval
wait "$asking1" "$asking2" "$asking3" "$asking4" "$asking5" "$asking6"
expect 'one of six is recorded' test "$(cat code? | grep -cx 201)" = 1
expect 'the others are told what they missed, or to come back' test "$(cat code? | grep -cx '409\|503')" = 5

begin 'SQL and HTML in a field stay text'
cp ../2/jar .
evil="');DROP TABLE log;--<script>alert(1)</script><img src=x onerror=alert(1)>"
change_it POST /decisions "{\"household\":\"H0003\",\"unit\":\"U000002\",\"decision\":\"forbid\",\"reason\":\"$evil\"}"
expect_code 201
for member in household unit area decision justified rule decided_on until; do
    change_it POST /decisions "{\"household\":\"H0003\",\"unit\":\"U000002\",\"decision\":\"forbid\",\"reason\":\"x\",\"$member\":\"$evil\"}"
    expect "in $member it is refused" test "$code" = 422 -o "$code" = 400
done
ask GET /api/v1/log
expect_answer_has 'DROP TABLE log'
expect_file_has headers 'application/json'
solve_it
ask GET /api/v1/print/caseworker
expect_code 200
expect_answer_has 'DROP TABLE log'
expect_not 'no tag of it is one' grep -q '<script>alert\|<img' answer
for reason in '- te klein' '+1 room is needed' '=SUM(A1)' '@work'; do
    change_it POST /decisions "{\"household\":\"H0003\",\"unit\":\"U000002\",\"decision\":\"forbid\",\"reason\":\"$reason\"}"
    expect_code 201
done
solve_it
ask GET /api/v1/households
expect_code 200
ask GET /api/v1/decisions
expect_answer_has '"reason":"- te klein"'
run check --log ../2/a.koppel
expect_stdout_has 'every file is the same'
run dossier verify ../2/a.koppel
expect_status 0

begin 'a consequence is of one decision, not of those before it'
stop_serving ../2
"$KOPPEL" dossier new e.koppel "$DATA/municipality-b" >/dev/null || exit 1
serve_and_enter e.koppel
solve_it
refused='{"household":"H0004","unit":"U000016","decision":"refused","reason":"Too far from work"}'
agreed='{"household":"H0002","unit":"U000009","decision":"accepted","reason":"Agreed"}'
change_it POST /preview "$refused"
expect_answer_has '"household":"H0004"'
change_it POST /decisions "$refused"
expect_code 201
for _ in first second; do
    change_it POST /preview "$agreed"
    expect_code 200
    expect_answer_has '"lose":[],"move":[],"gain":[]'
done
change_it POST /decisions '{"household":"H0001","unit":"U000003","decision":"keep","reason":"Agreed"}'
expect_code 201
change_it POST /decisions '{"household":"H0001","unit":"U000001","decision":"keep","reason":"Agreed"}'
expect_code 422
expect 'what is wrong is told once, with the name of the file alone' \
    test "$(grep -o '"text":"decisions.csv:[0-9]*: [^"]*"' answer | wc -l)" = 1
expect_not 'and of no folder' grep -q scratch answer
change_it POST /decisions '{"household":"H0001","unit":"U000003","decision":"withdrawn","reason":"A test"}'
expect_code 201

cli_title='decisions about what new tables do not have are told before the import, lapse, and stop no solve'
change_it POST /decisions "{\"household\":\"H0005\",\"unit\":\"U000006\",\"decision\":\"keep\",\"reason\":\"Agreed\"}"
expect_code 201
grep -v '^H0004\|^H0005' "$DATA/municipality-b/households.csv" >households.csv
ask PUT /api/v1/upload/households.csv --data-binary @households.csv
ask GET /api/v1/upload
expect_code 200
expect_answer_has '2 recorded decisions are about what these tables do not have (H0004, H0005): they count no more'
change_it POST /import '{"reason":"Two are housed"}'
expect_code 201
solve_it
expect_answer_has '"case_changed":false'
ask GET /api/v1/decisions
expect_code 200
stop_serving
cd ../2 && serve_and_enter a.koppel

begin 'uploads are read before they are imported, and tables with errors are refused whole'
cp ../2/jar .
sed '3s/,[0-9]*,/,twee,/' "$DATA/municipality-b/households.csv" >dirty.csv
ask PUT /api/v1/upload/households.csv --data-binary @dirty.csv
expect_code 200
ask GET /api/v1/upload
expect_answer_has '"line":3'
change_it POST /import '{"reason":"A table with an error"}'
expect_code 422
ask DELETE /api/v1/upload
echo '{"households": {"columns": {"Size": "adultz"}}}' >columns.json
ask PUT /api/v1/upload/columns.json --data-binary @columns.json
ask GET /api/v1/upload
expect_code 200
expect_answer_has '"file":"columns.json"'
expect_not 'a map of columns is told by its name, not by a folder of the server' grep -q 'scratch' answer
change_it POST /import '{"reason":"A map with an error"}'
expect_code 422
expect_not 'and so when it is imported' grep -q 'scratch' answer
for name in ..%2fpasswd .hidden 'a%2fb.csv'; do
    ask PUT "/api/v1/upload/$name" --data-binary @dirty.csv
    expect "PUT of $name is refused" test "$code" = 422 -o "$code" = 404
done
ask DELETE /api/v1/upload
"$KOPPEL" new book.xlsx --example "$DATA/municipality-b/" >/dev/null
ask PUT /api/v1/upload/gemeente.xlsx --data-binary @book.xlsx
change_it POST /import '{"reason":"The same as a workbook"}'
expect_code 201
solve_it
expect_answer_has '"case_changed":false'
stop_serving ../2

begin 'figures that cannot be made are left out, and the server goes on'
mkdir scratch
TMPDIR=$PWD/scratch
export TMPDIR
run dossier verify ../2/a.koppel # lets go what the screens show, so that it is made anew
serve_and_enter ../2/a.koppel
mv scratch away
ask GET /api/v1/state
expect_code 200
expect_answer_has '"figures":null'
mv away scratch
ask GET /api/v1/state
expect_answer_has '"figures":{'
stop_serving

begin 'a start afresh keeps no offer, and every decision'
"$KOPPEL" dossier new fresh.koppel "$DATA/municipality-b" >/dev/null || exit 1
serve_and_enter fresh.koppel
solve_it
ask GET /api/v1/households
offered=$(sed -n 's/.*"key": "H0001".*"home": "\([^"]*\)".*/\1/p' answer)
change_it POST /decisions '{"household":"H0001","unit":"'"$offered"'","decision":"refused","reason":"Too far"}'
expect_code 201
change_it POST /solve '{"fresh":true}'
wait_for_solve
expect_answer_has '"replaces":null'
ask GET /api/v1/households
expect 'there was an offer, and it is another one' sh -c "test -n '$offered' && ! grep -q 'H0001.*\"home\": \"$offered\"' answer"
stop_serving
run check --log fresh.koppel
expect_status 0
expect_stdout_has 'Proposal 2: solved again, every file is the same.'

begin 'what the screens show is kept for a server that starts later'
mkdir scratch
TMPDIR=$PWD/scratch
serve_and_enter ../2/a.koppel
mv scratch away
ask GET /api/v1/households
expect_code 200
expect_answer_has '"key": "H0004"'
mv away scratch
stop_serving
unset TMPDIR

begin 'behind a proxy the user is named on the socket, with a role'
"$KOPPEL" dossier new b.koppel "$DATA/municipality-d" >/dev/null || exit 1
for role in reader caseworker decider official; do
    "$KOPPEL" dossier user b.koppel "$role@office" $role --initials "$role" || exit 1
done
serve b.koppel --socket here.sock
base=http://localhost
: >jar
# as LOGIN METHOD PATH CURL-OPTION...
as() {
    login=$1
    shift
    as_method=$1 as_path=$2
    shift 2
    ask "$as_method" "$as_path" --unix-socket here.sock -H "X-Koppel-User: $login" "$@"
}
ask GET /api/v1/state --unix-socket here.sock
expect_code 401
as nobody@office GET /api/v1/state
expect_code 403
as desk GET /api/v1/state
expect 'the user of the machine is nobody here' test "$code" = 403
ask GET /api/v1/state --unix-socket here.sock -H 'X-Koppel-User: decider@office' -H 'X-Koppel-User: reader@office'
expect_code 401
as reader@office GET /api/v1/state
expect_answer_has '"role":"reader"'
as reader@office POST /api/v1/solve -H 'If-Match: "8"' -H 'Content-Type: application/json' -d '{}'
expect_code 403
as official@office GET /api/v1/households
expect_code 403
as official@office GET /api/v1/versions
expect_code 200
as caseworker@office POST /api/v1/solve -H 'If-Match: "8"' -H 'Content-Type: application/json' -d '{}'
expect_code 202
for _ in 1 2 3 4 5 6 7 8 9 10; do
    as caseworker@office GET /api/v1/proposal
    [ "$code" = 200 ] && break
    sleep 0.3
done
except='{"household":"H0001","unit":"9004010000000011","decision":"except","rule":"cap","reason":"Family lives nearby"}'
as caseworker@office POST /api/v1/decisions -H 'If-Match: "9"' -H 'Content-Type: application/json' -d "$except"
expect_code 403
for word in afwijken Except ex-cept 'except ' EXCEPT; do
    as caseworker@office POST /api/v1/decisions -H 'If-Match: "9"' -H 'Content-Type: application/json' \
        -d "$(echo "$except" | sed "s/:\"except\"/:\"$word\"/")"
    expect "the word '$word' is no way round that" test "$code" = 422
done
for word in keep accepted offered signed; do
    as caseworker@office POST /api/v1/decisions -H 'If-Match: "9"' -H 'Content-Type: application/json' \
        -d "{\"household\":\"H0001\",\"unit\":\"9004010000000011\",\"decision\":\"$word\",\"reason\":\"Agreed\"}"
    expect_code 403
    expect_answer_has 'This goes against a rule (cap): the role decider is needed for it.'
done
keep='{"household":"H0001","unit":"9004010000000011","decision":"keep","reason":"Agreed"}'
as caseworker@office POST /api/v1/preview -H 'Content-Type: application/json' -d "$keep"
expect_answer_has '"against":["cap"]'
as decider@office POST /api/v1/preview -H 'Content-Type: application/json' -d "$except"
expect_code 200
expect_answer_has '"gain":[{"household":"H0001"'
as decider@office POST /api/v1/decisions -H 'If-Match: "9"' -H 'Content-Type: application/json' -d "$except"
expect_code 201
as decider@office GET /api/v1/log
expect_answer_has '"by":"decider"'
as caseworker@office POST /api/v1/decisions -H 'If-Match: "10"' -H 'Content-Type: application/json' \
    -d '{"household":"H0001","unit":"9004010000000011","decision":"withdrawn","reason":"Second thought"}'
expect_code 403
expect_answer_has 'To take back that a rule is overruled the role decider is needed.'

# import_as LOGIN ROW...: imports decisions.csv with these rows as somebody, on what is there now
import_as() {
    importer=$1
    shift
    echo 'household,unit,decision,rule,reason,decided_on' >rows.csv
    for row in "$@"; do echo "$row" >>rows.csv; done
    as "$importer" DELETE /api/v1/upload
    as "$importer" PUT /api/v1/upload/decisions.csv --data-binary @rows.csv
    expect_code 200
    as "$importer" GET /api/v1/state
    seen=$(sed -n 's/^ETag: //p' headers | tr -d '\r')
    as "$importer" POST /api/v1/import -H "If-Match: $seen" -H 'Content-Type: application/json' \
        -d '{"reason":"The tables of this week"}'
}
overruled='H0002,9004010000000011,except,cap,Family,2026-03-01'
held='H0002,9004010000000011,keep,,Agreed,2026-03-01'
import_as caseworker@office "$overruled"
expect_code 403
expect_answer_has '"file":"decisions.csv","line":2,"column":0,"text":"H0002 in 9004010000000011: overrules a rule"'
import_as caseworker@office "$held"
expect_code 403
expect_answer_has 'H0002 in 9004010000000011: held against a rule'
import_as caseworker@office 'H0001,9004010000000011,withdrawn,,Second thought,2030-01-01'
expect_code 403
expect_answer_has 'H0001 in 9004010000000011: takes back that a rule is overruled'
import_as caseworker@office 'H0003,9004010000000011,refused,,Too far,2026-03-01'
expect_code 201
printf 'name,bsn\nFatima Yilmaz,123456782\n' >notes.csv
as caseworker@office DELETE /api/v1/upload
as caseworker@office PUT /api/v1/upload/notes.csv --data-binary @notes.csv
as caseworker@office GET /api/v1/state
seen=$(sed -n 's/^ETag: //p' headers | tr -d '\r')
as caseworker@office POST /api/v1/import -H "If-Match: $seen" -H 'Content-Type: application/json' -d '{"reason":"Notes"}'
expect_code 422
expect_answer_has 'no uploaded file is a table of a case'
as caseworker@office PUT /api/v1/upload/decisions.csv --data-binary @rows.csv
as caseworker@office POST /api/v1/import -H "If-Match: $seen" -H 'Content-Type: application/json' -d '{"reason":"Both"}'
expect_code 201
as caseworker@office GET /api/v1/tables
expect_not 'what is no table is not kept' grep -q notes.csv answer
import_as decider@office "$overruled"
expect_code 201
import_as caseworker@office "$overruled" 'H0003,9004010000000011,refused,,Too far,2026-03-01'
expect_code 201
import_as caseworker@office 'H0003,9004010000000011,refused,,Too far,2026-03-01'
expect_code 403
expect_answer_has 'H0002 in 9004010000000011: takes back that a rule is overruled'
expect_not 'no login stands in the log' grep -q @office answer
as official@office GET /api/v1/print/caseworker
expect_code 403
as official@office GET /api/v1/print/household/H0001
expect_code 403
as official@office GET /api/v1/print/municipality/GM9004
expect_code 200
as official@office GET /api/v1/print/council
expect_code 200
ask POST /api/v1/stop --unix-socket here.sock -H 'X-Koppel-User: decider@office' -H 'Origin: https://evil.example'
expect_code 403
stop_serving
expect_no_file here.sock

begin 'the interrupted solve keeps the best, and a killed one changes nothing'
"$KOPPEL" dossier new c.koppel "$DATA/region-east" >/dev/null || exit 1
serve_and_enter c.koppel
change_it POST /solve '{"time_limit":100}'
sleep 0.5
ask POST /api/v1/stop
expect_answer_has '"running":true'
wait_for_solve
expect_answer_has '"running":false'
household=$(sed -n '2s/,.*//p' "$DATA/region-east/households.csv")
ask GET /api/v1/proposal
asked_before='{"household":"'$household'","area":"GM9117","decision":"forbid","reason":"First thought"}'
for moment in 0.1 0.15 0.2 0.05 0.3 0.6; do # one of them is while the first is being worked out
    curl -sS -b jar -o first_answer -w '%{http_code}' -H 'Content-Type: application/json' -d "$asked_before" \
        "$base/api/v1/preview" >first_code &
    asking=$!
    sleep $moment
    ask POST /api/v1/preview -H 'Content-Type: application/json' -d '{"household":"?","decision":"forbid","reason":"x"}'
    expect_code 422
    wait "$asking"
    grep -q 409 first_code && break
done
expect 'a second thought takes the place of the first' test "$(cat first_code)" = 409
expect_file_has first_answer 'took the place'
change_it POST /solve '{"time_limit":100,"fresh":true}'
sleep 0.2
child=$(ps -o pid= --ppid "$server" | head -n 1)
[ -z "$child" ] || kill -9 "$child"
sleep 0.5
ask GET /api/v1/state
expect_code 200
expect_answer_has '"running":false'
stop_serving
run dossier verify c.koppel
expect_status 0

begin 'the demo shows an example and leaves nothing behind'
mkdir scratch data
copy_case municipality-b data/municipality-b
TMPDIR=$PWD/scratch
export TMPDIR
serve_and_enter --demo
wait_for_solve
ask GET /api/v1/households
expect_answer_has '"key": "H0009"'
stop_serving
expect 'nothing is left' test -z "$(ls scratch)"
unset TMPDIR

begin 'another policy: what it would do, before it is set'
"$KOPPEL" dossier new a.koppel "$DATA/municipality-b" >/dev/null || exit 1
serve_and_enter a.koppel
ask POST /api/v1/policy/preview -H 'Content-Type: application/json' -d '{"policy":{}}'
expect_code 404
solve_it
# try_policy JSON: what it would do
try_policy() { ask POST /api/v1/policy/preview -H 'Content-Type: application/json' -d "{\"policy\":$1}"; }
try_policy '{"spread":{"rule":"none"},"name":"no-spread"}'
expect_code 200
expect_answer_has '"gain":[{"household":"H0009"'
expect 'people beyond the limits are counted by those of the policy as it is' \
    grep -q '"before":{"households":9,"with_home":8,[^}]*"people_beyond":0,[^}]*},"after":{"households":9,"with_home":9,[^}]*"people_beyond":8,' answer
try_policy '{"spread":{"tolerance_percent":25}}'
expect_answer_has '"lose":[],"move":[],"gain":[],'
try_policy '{"mix":[{"level":"case","min":9,"persons_min":6}]}'
expect_code 200
expect_answer_has '"possible":false'
for policy in '"/etc/passwd"' '{"file":"/etc/passwd"}' '{"spread":{"rule":"/etc/passwd"}}' '[]' 'null'; do
    try_policy "$policy"
    expect_code 422
    expect_not 'no file is read' grep -q root: answer
done
try_policy '{"name":"even-spread","spread":{"tolerance_percent":30}}'
expect_code 422
expect_answer_has 'give this one a name of its own'
change_it PUT /policy '{"policy":{"name":"even-spread","spread":{"tolerance_percent":30}},"reason":"Council decision"}'
expect_code 422
ask GET /api/v1/policy
expect_answer_has '"tolerance_percent": 25'
change_it PUT /policy '{"policy":{"spread":{"tolerance_percent":35}},"reason":""}'
expect_code 422
change_it PUT /policy '{"policy":{"spread":{"tolerance_percent":35}},"reason":"Council decision"}'
expect_code 200
ask GET /api/v1/policy
expect_answer_has '"tolerance_percent": 35'
solve_it
ask GET /api/v1/households
expect_code 200
expect_not 'the other policy houses everybody' grep -q '"home": null' answer
stop_serving
run check --log a.koppel
expect_status 0

begin 'a proposal of an older program: shown, or told with a way to a new one'
cat >older.py <<'END'
# older.py DOSSIER MEMBER: takes a member out of summary.json of every proposal, and lets go what screens show
import hashlib, json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executescript("DROP TRIGGER IF EXISTS proposal_file_is_not_changed; UPDATE shown SET program = '0.0.1'")
for name, bytes in db.execute("SELECT DISTINCT sha256, bytes FROM proposal_file JOIN content USING (sha256)"
                              " WHERE name = 'summary.json'").fetchall():
    summary = json.loads(bytes)
    del summary[sys.argv[2]]
    new = (json.dumps(summary) + "\n").encode()
    key = hashlib.sha256(new).hexdigest()
    db.execute("INSERT INTO content VALUES (?, ?)", (key, new))
    db.execute("UPDATE proposal_file SET sha256 = ? WHERE sha256 = ?", (key, name))
db.commit()
END
if python3 -c 'import sqlite3' 2>/dev/null; then
    "$KOPPEL" dossier new a.koppel "$DATA/municipality-b" >/dev/null || exit 1
    serve_and_enter a.koppel
    solve_it
    stop_serving
    python3 older.py a.koppel access
    serve_and_enter a.koppel
    ask GET /api/v1/columns/households
    expect_code 200
    expect_answer_has '"H0009"'
    stop_serving
    python3 older.py a.koppel counts
    serve_and_enter a.koppel
    ask GET /api/v1/columns/households
    expect_code 500
    expect_answer_has 'if an older version of koppel made it, work out a new one'
    change_it POST /solve '{"stay_close":"most"}'
    expect_code 202
    wait_for_solve
    ask GET /api/v1/columns/households
    expect_code 200
    expect_answer_has '"proposal": 2'
    stop_serving
else
    echo '# python3 with sqlite3 is not installed: no proposal of an older program was tried'
fi

begin 'a server that is killed loses nothing, and the next one clears up behind it'
mkdir scratch
TMPDIR=$PWD/scratch
export TMPDIR
"$KOPPEL" dossier new a.koppel "$DATA/region-east" >/dev/null
serve_and_enter a.koppel
change_it POST /solve '{"time_limit":100}'
sleep 0.3
kill -9 "$server"
wait "$server" 2>/dev/null
server=
expect 'it left copies behind' test -n "$(ls scratch)"
run dossier verify a.koppel
expect_status 0
serve_and_enter a.koppel
change_it PUT /policy '{"policy":{"spread":{"tolerance_percent":20}},"reason":"Council decision"}'
expect_code 200
ask PUT /api/v1/upload/households.csv --data-binary x
ask GET /api/v1/upload
expect_code 200
expect 'they are gone' test -z "$(ls scratch)"
stop_serving
unset TMPDIR

begin 'wrong use is told'
run serve
expect_status 2
run serve nowhere.koppel
expect_status 3
echo 'no dossier' >text.koppel
run serve text.koppel
expect_status 3
