#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel supervise --public: tables of one half-year that are published one after another.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# months: three towns of P0, of which two house few in February, and three of P1; counted in February and in March
months() {
    mkdir case
    printf 'municipality,name,province,inhabitants\n' >case/municipalities.csv
    for town in GM9000,A,P0 GM9001,B,P0 GM9002,C,P0 GM9100,D,P1 GM9101,E,P1 GM9102,F,P1; do
        echo "$town,30000" >>case/municipalities.csv
    done
    printf 'municipality,period,published_on,target_persons,housed_persons\n' >case/targets.csv
    for row in GM9000,4,9 GM9001,12,12 GM9002,4,4 GM9100,22,22 GM9101,12,12 GM9102,10,12; do
        town=${row%%,*}
        counts=${row#*,}
        echo "$town,2026-1,2026-02-01,40,${counts%,*}" >>case/targets.csv
        echo "$town,2026-1,2026-03-01,40,${counts#*,}" >>case/targets.csv
    done
}

begin "what an earlier table hides stays hidden, whether it is named or not"
months
run supervise case --public --as-of 2026-02-15 -o february
expect_status 0
expect 'the small ones' test "$(grep -cE '^GM900[02] .* <5 x$' "$stdout")" -eq 2
expect 'a third one' grep -qE '^GM9001 .* x x$' "$stdout"
expect 'the total' grep -qE '^ +P0 +90,000 +120 +20$' "$stdout"
run supervise case --public --as-of 2026-03-15
expect 'the third one still, or 20 - 12 gives two small ones away' grep -qE '^GM9001 .* 40 +x x$' "$stdout"
expect 'and the one that is small no longer' grep -qE '^GM9000 .* 40 +x x$' "$stdout"
expect 'no total: from 20 to 25 would say by how much it grew' grep -qE '^ +P0 +90,000 +120 +x$' "$stdout"
expect 'the other province stands' grep -qE '^ +P1 +90,000 +120 +46$' "$stdout"
expect_stdout_has 'as if a table had been published whenever the case had new counts'
cp "$stdout" by_itself
run supervise case --public --as-of 2026-03-15 --published february
expect_status 0
expect_stdout_has 'Made to be published after the tables that were named'
expect 'the same counts' test "$(grep -E '^(GM| +P|total)' "$stdout")" = "$(grep -E '^(GM| +P|total)' by_itself)"
run supervise case --public --as-of 2026-03-15 --first-published
expect 'nothing was published: one small count, one with it, and the total' grep -qE '^ +P0 +90,000 +120 +25$' "$stdout"

begin "tables that are named: of the country, of another half-year, and what is refused"
months
run supervise case --public --as-of 2026-02-15 -o country
sed -i '/P1/d' case/municipalities.csv
sed -i '/GM91/d' case/targets.csv
run supervise case --public --as-of 2026-03-15 --published country
expect_status 0
expect 'the province after the country' grep -qE '^GM9001 .* 40 +x x$' "$stdout"
run supervise case --public --as-of 2026-02-10 --published country
expect_status 3
expect_stderr_has "country/supervision.json: \$.as_of: this table is of 2026-02-15, later than the new one of 2026-02-10"
run supervise case --as-of 2026-03-15 -o inside
run supervise case --public --as-of 2026-03-15 --published inside
expect_status 3
expect_stderr_has 'inside/supervision.json: $: this table was written without --public'
run supervise case --public --published nowhere
expect_status 3
expect_stderr_has 'nowhere/supervision.json'
echo 'GM9009,2026-2,2026-07-01,40,20' >>case/targets.csv
echo 'GM9009,G,P0,30000' >>case/municipalities.csv
run supervise case --public --period 2026-2 --as-of 2026-07-01 --published country
expect_status 0
sed -i '/GM9000/d' case/municipalities.csv
sed -i '/GM9000/d' case/targets.csv
run supervise case --public --as-of 2026-03-15 --published country
expect_status 3
expect_stderr_has 'GM9000 is in this published table of P0 and not in the case'
run supervise case --published country
expect_status 2
run supervise case --public --published country --first-published
expect_status 2
