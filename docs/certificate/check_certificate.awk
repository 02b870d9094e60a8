# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Adds up the prices of a certificate.json over the models that `koppel export` writes, and tells what they prove.
#
# An example of a checker that shares nothing with koppel: koppel-certificate(5) has the arithmetic; the letters here are
# those of that page. It is called by check_certificate.sh with the models in order, then the proposal and the certificate:
#
#     awk -v last=MODELS/tierN-NAME.mps -v proposal=PROPOSAL -v certificate=CERTIFICATE -f check_certificate.awk \
#         MODELS/tier1-NAME.mps ... PROPOSAL CERTIFICATE
#
# POSIX awk counts in floating point, which is exact for whole numbers up to 2^53. Sums and products are therefore kept
# in five limbs of base 10^7 (N[key, 0..4]); every other number must be smaller than 9 * 10^15, or the script ends.
#
# The values are added up from the offers; the certificate may be any JSON that has the keys of that page.
#
# Exit status: 0 every bound that the certificate states is proven, 1 one is not, or a value is not that of the offers,
# 2 the files cannot be read, 7 nothing is false, but a tier is said to be proven and the prices leave something open.

function fail(text) {
    gsub(SUBSEP, "/", text)
    if (!failed) print "check_certificate: " text > "/dev/stderr"
    failed = 1
    exit 2
}

# ---- Numbers ----

function exact(v) {
    if (v >= 9e15 || v <= -9e15) fail("a number is too large for awk: " v)
    return v
}

function floor(v,    w) {
    w = int(v)
    return w > v ? w - 1 : w
}

function gcd(a, b,    rest) {
    if (a < 0) a = -a
    if (b < 0) b = -b
    while (b > 0) {
        rest = a % b
        a = b
        b = rest
    }
    return a
}

# The limbs of a whole number, also of one given as more digits than awk counts, into s0, s1, s2.
function split_number(v,    text, sign, n) {
    if (length(v) <= 15) {
        v += 0
        s2 = int(v / 1e14); v -= s2 * 1e14
        s1 = int(v / 1e7); s0 = v - s1 * 1e7
        return
    }
    text = v
    sign = 1
    if (substr(text, 1, 1) == "-") {
        sign = -1
        text = substr(text, 2)
    }
    if (text !~ /^[0-9]+$/ || length(text) > 19) fail("not a whole number: " v)
    n = length(text)
    s0 = sign * substr(text, n - 6)
    s1 = sign * substr(text, n - 13, 7)
    s2 = sign * substr(text, 1, n - 14)
}

function clear(key,    i) { for (i = 0; i < 5; i++) N[key, i] = 0 }
function copy(to, from,    i) { for (i = 0; i < 5; i++) N[to, i] = N[from, i] }

function carry(key,    i, c) {
    for (i = 0; i < 4; i++) {
        c = floor(N[key, i] / 1e7)
        N[key, i] -= c * 1e7
        N[key, i + 1] += c
    }
    exact(N[key, 4])
}

# N[key] += a * b
function add_product(key, a, b,    a0, a1, a2) {
    if (a == 0 || b == 0) return
    split_number(a); a0 = s0; a1 = s1; a2 = s2
    split_number(b)
    N[key, 0] += a0 * s0
    N[key, 1] += a0 * s1 + a1 * s0
    N[key, 2] += a0 * s2 + a1 * s1 + a2 * s0
    N[key, 3] += a1 * s2 + a2 * s1
    N[key, 4] += a2 * s2
    carry(key)
}

# N[key] += N[other]
function add_sum(key, other,    i) {
    for (i = 0; i < 5; i++) N[key, i] += N[other, i]
    carry(key)
}

function is_less(key, other,    i) {
    for (i = 4; i >= 0; i--) if (N[key, i] != N[other, i]) return N[key, i] < N[other, i]
    return 0
}

function is_positive(key) { return !is_negative(key) && (N[key, 0] || N[key, 1] || N[key, 2] || N[key, 3] || N[key, 4]) }
function is_negative(key) { return N[key, 4] < 0 }

# The smallest whole number q with q * step >= N[key]: a guess, put right with whole numbers.
function ceiling(key, step,    q) {
    q = ((((N[key, 4] * 1e7 + N[key, 3]) * 1e7 + N[key, 2]) * 1e7 + N[key, 1]) * 1e7 + N[key, 0]) / step
    q = floor(q)
    exact(q)
    copy("rest", key)
    add_product("rest", -step, q)
    while (is_positive("rest")) {
        q++
        add_product("rest", -1, step)
    }
    while (1) {
        add_product("rest", 1, step)
        if (is_positive("rest")) return q
        q--
    }
}

# A decimal in the user's units as a whole number of cost.
function to_cost(text, t,    sign, point, whole, part, unit) {
    if (text !~ /^-?[0-9]+(\.[0-9]+)?$/) fail("not a decimal number: " text)
    sign = maximise[t] ? -1 : 1
    if (substr(text, 1, 1) == "-") {
        sign = -sign
        text = substr(text, 2)
    }
    point = index(text, ".")
    whole = point ? substr(text, 1, point - 1) : text
    part = point ? substr(text, point + 1) : ""
    for (unit = unit_of_tier[t]; part != "" && unit > 1; unit /= 10) {
        whole = whole substr(part, 1, 1)
        part = substr(part, 2)
    }
    if (part != "") fail("too many decimals: " text)
    return exact(sign * whole * unit)
}

# A cost in the user's units.
function to_value(cost, t,    text, rest) {
    if (maximise[t]) cost = -cost
    rest = (cost < 0 ? -cost : cost) % unit_of_tier[t]
    text = sprintf("%s%.0f", cost < 0 ? "-" : "", ((cost < 0 ? -cost : cost) - rest) / unit_of_tier[t])
    if (rest == 0) return text
    rest = substr(sprintf("%.0f", unit_of_tier[t] + rest), 2)
    sub(/0+$/, "", rest)
    return text "." rest
}

# ---- The models ----

function plain(text) {
    gsub(/[^A-Za-z0-9_]/, "_", text)
    return text
}

# A number of a model, which must be whole.
function model_number(v) {
    if (v !~ /^-?[0-9]+(\.0*)?$/) fail("not a whole number in a model: " v)
    return exact(v + 0)
}

function set_entry(col, row, v) {
    if (!(row in type)) fail("no such row: " row)
    v = model_number(v)
    if (row == objective || row ~ /^hold_/) {
        cost[col, row] = v
    } else if (row ~ /^household_/) {
        household_of[col] = row
    } else if (row ~ /^unit_/) {
        unit_of[col] = row
    } else if (col ~ /^x_/) {
        sub(/^(over|under)_[0-9]+_/, "", row)
        if (!((col, row) in amount)) {
            n_loads_of[col]++
            load_of[col, n_loads_of[col]] = row
        }
        amount[col, row] = v
    }
}

FNR == 1 { section = ""; is_model = FILENAME ~ /\.mps$/ }

is_model && /^\* Tier / {
    n_tiers++
    name[n_tiers] = substr($3, 1, length($3) - 1)
    for (i = 1; i <= NF; i++) if ($i == "times") {
        maximise[n_tiers] = $(i - 1) < 0
        unit_of_tier[n_tiers] = $(i - 1) < 0 ? -$(i - 1) : $(i - 1) + 0
    }
    next
}
is_model && (FILENAME != last || /^\*/) { next }
is_model && /^[A-Z]/ { section = $1; next }
is_model && section == "ROWS" {
    type[$2] = $1
    if ($1 == "N") objective = $2
    next
}
is_model && section == "COLUMNS" {
    if ($2 == "'MARKER'") next
    if (!($1 in is_column)) {
        is_column[$1] = 1
        columns[++n_columns] = $1
    }
    for (i = 2; i < NF; i += 2) set_entry($1, $i, $(i + 1))
    next
}
is_model && section == "RHS" { for (i = 2; i < NF; i += 2) rhs[$i] = model_number($(i + 1)); next }
is_model && section == "RANGES" { for (i = 2; i < NF; i += 2) range[$i] = model_number($(i + 1)); next }
is_model && section == "BOUNDS" { if ($1 == "FX") fixed[$3] = $4 + 0; next }
is_model { next }

# ---- The proposal: who is offered what ----

# Cells of a line with quotes, into cell[1..n].
function split_cells(line, separator,    n, at, c, text, quoted) {
    split("", cell)
    n = 1
    text = ""
    for (at = 1; at <= length(line); at++) {
        c = substr(line, at, 1)
        if (c == "\"" && quoted && substr(line, at + 1, 1) == "\"") {
            text = text c
            at++
        } else if (c == "\"") {
            quoted = !quoted
        } else if (c == separator && !quoted) {
            cell[n++] = text
            text = ""
        } else {
            text = text c
        }
    }
    cell[n] = text
    return n
}

# A key without the apostrophe that keeps spreadsheets from taking it for a formula.
function key_of(text) {
    gsub(/^[ \t]+|[ \t]+$/, "", text)
    if (text ~ /^'+[-=+@]/) text = substr(text, 2)
    return text
}

function read_offer(line,    n, i) {
    if (separator == "") {
        sub(/^\357\273\277/, "", line)
        separator = index(line, ";") && (!index(line, ",") || index(line, ";") < index(line, ",")) ? ";" : ","
        n = split_cells(line, separator)
        for (i = 1; i <= n; i++) {
            if (cell[i] ~ /^(household|huishouden)$/) household_column = i
            if (cell[i] ~ /^(unit|woning)$/) unit_column = i
        }
        if (!household_column || !unit_column) fail("the proposal has no columns household and unit")
        return
    }
    n = split_cells(line, separator)
    if (n < household_column || n < unit_column || key_of(cell[unit_column]) == "") return
    offer_household[++n_offers] = "household_" plain(key_of(cell[household_column]))
    offer_unit[n_offers] = "unit_" plain(key_of(cell[unit_column]))
}

FILENAME == proposal {
    sub(/\r$/, "")
    rest_of_row = rest_of_row (rest_of_row != "" ? "\n" : "") $0
    if (gsub(/"/, "\"", rest_of_row) % 2 == 0) {
        if (rest_of_row != "") read_offer(rest_of_row)
        rest_of_row = ""
    }
    next
}

# ---- The certificate: any JSON, taken apart into value[path] and kind[path] ----
#
# A path is the keys and numbers of list entries on the way, each behind SUBSEP, which no text of JSON holds. A line is split at its quotes, so that
# the time grows with its length.

function place() {
    return path[depth] SUBSEP (is_list[depth] ? ++n_entries[path[depth]] : key)
}

function take(what, text,    at) {
    if (depth == 0 ? is_ended : wants != "value") fail("not correct JSON on line " FNR ": a value stands where none can be")
    at = place()
    if (at in kind) fail("not correct JSON on line " FNR ": the key stands twice: " at)
    kind[at] = what
    value[at] = text
    if (!is_list[depth] && depth > 0) member[path[depth], ++n_members[path[depth]]] = key
    if (what == "{" || what == "[") {
        if (++depth > 32) fail("JSON of more than 32 levels is too deep")
        path[depth] = at
        is_list[depth] = what == "["
        n_entries[at] = 0
        n_members[at] = 0
        wants = what == "[" ? "value" : "key"
        is_empty = 1
    } else {
        end_value()
    }
}

function end_value() {
    wants = "comma"
    is_empty = 0
    if (depth == 0) is_ended = 1
}

function take_mark(mark) {
    if (mark == "{" || mark == "[") {
        take(mark, "")
    } else if (mark == ":" && wants == "colon") {
        wants = "value"
    } else if (mark == "," && wants == "comma" && depth > 0) {
        wants = is_list[depth] ? "value" : "key"
        is_empty = 0
    } else if (depth > 0 && mark == (is_list[depth] ? "]" : "}") && (wants == "comma" || is_empty)) {
        depth--
        end_value()
    } else {
        fail("not correct JSON on line " FNR ": " mark " stands where it cannot")
    }
}

function take_text(text) {
    if (text ~ /[\001-\037]/) fail("not correct JSON on line " FNR ": a control character")
    if (text ~ /\\/) {
        if (text ~ /\\u/ || text ~ /\\[^"\\\/bfnrt]/) fail("a text with an escape that this script does not read, on line " FNR)
        gsub(/\\\//, "/", text)
        gsub(/\\"/, "\"", text)
        gsub(/\\[bfnrt\\]/, "_", text)
    }
    if (wants == "key") {
        key = text
        wants = "colon"
        is_empty = 0
    } else {
        take("text", text)
    }
}

# What stands outside quotes.
function take_marks(text,    n, i, token) {
    gsub(/[][{},:]/, " & ", text)
    gsub(/[\t\r]/, " ", text)
    n = split(text, token, / +/)
    for (i = 1; i <= n; i++) {
        if (token[i] == "") continue
        if (token[i] ~ /^[][{},:]$/) take_mark(token[i])
        else if (token[i] ~ /^(true|false|null)$/) take("word", token[i])
        else if (token[i] ~ /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/) take("number", token[i])
        else fail("not correct JSON on line " FNR ": " token[i])
    }
}

# Does the text end in a backslash that takes the quote behind it?
function is_open(text,    n) {
    n = 0
    while (substr(text, length(text) - n, 1) == "\\" && n < length(text)) n++
    return n % 2
}

FILENAME == certificate {
    if (FNR == 1) {
        sub(/^\357\273\277/, "")
        wants = "value"
    }
    n_pieces = split($0, piece, /"/)
    is_text = 0
    for (p = 1; p <= n_pieces; p++) {
        if (!is_text) {
            take_marks(piece[p])
        } else {
            text = piece[p]
            while (is_open(text) && p < n_pieces) text = text "\"" piece[++p]
            if (p == n_pieces) fail("not correct JSON on line " FNR ": a text without an end")
            take_text(text)
        }
        is_text = !is_text
    }
    next
}

# ---- What the certificate says ----

# The value at a path, which must be of one of some kinds; "" when it is not there.
function get(at, key, kinds) {
    at = at SUBSEP key
    if (!(at in kind)) return ""
    if (index(" " kinds " ", " " kind[at] " ") == 0) fail("not what it should be: " at)
    return value[at]
}

# A whole number, as a number or as a text of digits.
function get_whole(at, key,    v) {
    v = get(at, key, "number text")
    if (v !~ /^-?[0-9]+$/) fail("not a whole number: " at SUBSEP key)
    return v
}

function check_keys(at, known,    i) {
    if (kind[at] != "{") fail("not an object: " at)
    for (i = 1; i <= n_members[at]; i++) {
        if (index(" " known " ", " " member[at, i] " ") == 0) fail("a key that is not known: " at SUBSEP member[at, i])
    }
}

# Name in the model of the load at a path.
function load_name(at,    what, id, municipality) {
    what = get(at, "load", "text")
    if (what == "stay") return plain(what)
    if (what == "border") return plain(what "_" (((at SUBSEP "row") in kind) ? get(at, "from", "text") "_" get(at, "to", "text") : "all"))
    municipality = get(at, "municipality", "text")
    if (what == "target") id = municipality
    else if (what == "agreement") id = get(at, "corporation", "text") "_" (municipality != "" ? municipality : "all")
    else {
        id = get(at, "unit", "text") get(at, "complex", "text") get(at, "neighbourhood", "text") get(at, "district", "text") get(at, "group", "text") get(at, "case", "text")
        if (id == "" || what == "spread") id = id (id != "" && municipality != "" ? "_" : "") municipality
        if (what == "limit") what = what get_whole(at, "row")
        if (what == "mix") what = what get_whole(at, "rule")
    }
    return plain(what "_" id (get(at, "apart", "word") == "true" ? "_apart" : ""))
}

function read_part(t, at,    n, i, h) {
    check_keys(at, "household scale held")
    n = ++n_parts_listed[t]
    part_household[t, n] = "household_" plain(get(at, "household", "text"))
    part_scale[t, n] = exact(get_whole(at, "scale") + 0)
    if (kind[at SUBSEP "held"] != "[" || n_entries[at SUBSEP "held"] != t - 1) fail("prices held on other tiers than those before: " at)
    for (i = 1; i < t; i++) {
        h = get_whole(at SUBSEP "held", i)
        if (h !~ /^[0-9]+$/) fail("a price below 0: " at)
        part_held[t, n, i] = h
    }
}

function read_load(t, at,    load, n, i) {
    check_keys(at, "load municipality from to corporation unit complex neighbourhood district group case row rule price divisor side whole apart")
    load = load_name(at)
    if ((at SUBSEP "whole") in kind) {
        if (get(at, "whole", "word") != "true" || (at SUBSEP "price") in kind || (at SUBSEP "divisor") in kind || (t, load) in price || (t, load) in is_whole) fail("not a whole load: " at)
        is_whole[t, load] = 1
    } else if (!((at SUBSEP "divisor") in kind)) {
        if ((t, load) in price || (t, load) in is_whole) fail("two prices for " load)
        price[t, load] = get_whole(at, "price")
    } else {
        n = ++n_rounded[t, load]
        divisor[t, load, n] = exact(get_whole(at, "divisor") + 0)
        side[t, load, n] = get(at, "side", "text")
        rounded_price[t, load, n] = get_whole(at, "price")
        if (divisor[t, load, n] < 2 || side[t, load, n] !~ /^(most|least)$/) fail("not a rounded row: " at)
        for (i = 1; i < n; i++) {
            if (divisor[t, load, i] == divisor[t, load, n] && side[t, load, i] == side[t, load, n]) fail("two prices for a rounded row of " load)
        }
    }
}

# The prices of the units or households of a tier.
function read_prices(t, at, prefix, pattern,    i, name, p) {
    if (!(at in kind)) return
    if (kind[at] != "{") fail("not an object: " at)
    for (i = 1; i <= n_members[at]; i++) {
        name = prefix plain(member[at, i])
        p = get_whole(at, member[at, i])
        if (p !~ pattern) fail("not a price, or a unit's price below 0: " at)
        if ((t, name) in own_price) fail("two prices for " name)
        own_price[t, name] = p
    }
}

function read_tier_prices(t, at,    i) {
    for (i = 1; i <= n_entries[at SUBSEP "parts"]; i++) read_part(t, at SUBSEP "parts" SUBSEP i)
    for (i = 1; i <= n_entries[at SUBSEP "loads"]; i++) read_load(t, at SUBSEP "loads" SUBSEP i)
    read_prices(t, at SUBSEP "units", "unit_", "^[0-9]+$")
    read_prices(t, at SUBSEP "households", "household_", "^-?[0-9]+$")
}

# Forgets what read_tier_prices took, and what add_tier noted of the households.
function forget_prices(t,    key, part) {
    n_parts_listed[t] = 0
    for (key in price) if (split(key, part, SUBSEP) && part[1] == t) delete price[key]
    for (key in is_whole) if (split(key, part, SUBSEP) && part[1] == t) delete is_whole[key]
    for (key in n_rounded) if (split(key, part, SUBSEP) && part[1] == t) delete n_rounded[key]
    for (key in own_price) if (split(key, part, SUBSEP) && part[1] == t) delete own_price[key]
    for (key in seen) if (split(key, part, SUBSEP) && part[1] == t) delete seen[key]
}

function read_tier(t, at) {
    if (get(at, "name", "text") != name[t]) fail("tier " get(at, "name", "text") " of the certificate is not tier " name[t] " of the models")
    if (get(at, "sense", "text") != (maximise[t] ? "maximise" : "minimise")) fail("tier " name[t] " has another sense in the models")
    V[t] = to_cost(get(at, "value", "text"), t)
    is_claimed[t] = get(at, "proven", "word") == "true"
    if (kind[at SUBSEP "bound"] == "text") said[t] = to_cost(get(at, "bound", "text"), t)
    if (kind[at SUBSEP "certified"] == "text") {
        has_prices[t] = 1
        certified[t] = to_cost(get(at, "certified", "text"), t)
        read_tier_prices(t, at)
    } else if (get(at, "certified", "word") != "null") {
        fail("not a decimal number: " at SUBSEP "certified")
    }
}

function read_certificate(    t) {
    if (depth > 0 || !is_ended) fail("not correct JSON: the text ends too early")
    if (kind[SUBSEP] != "{" || kind[SUBSEP SUBSEP "tiers"] != "[") fail("the certificate has no list of tiers")
    if (n_entries[SUBSEP SUBSEP "tiers"] != n_tiers) fail("the certificate is not one of these models")
    for (t = 1; t <= n_tiers; t++) read_tier(t, SUBSEP SUBSEP "tiers" SUBSEP t)
}

# ---- The values, added up from the proposal ----

# What the offers are worth in every tier, and whether they keep every row: A[t]. Loads count less their base.
function add_offers(    c, col, i, g, k, t) {
    for (c = 1; c <= n_columns; c++) {
        col = columns[c]
        if (col ~ /^x_/) column_of[household_of[col], unit_of[col]] = col
    }
    for (t = 1; t <= n_tiers; t++) A[t] = 0
    for (i = 1; i <= n_offers; i++) {
        if (!((offer_household[i], offer_unit[i]) in column_of)) fail_proposal("an offer that the models do not allow: " offer_household[i] " " offer_unit[i])
        col = column_of[offer_household[i], offer_unit[i]]
        if (col in fixed && fixed[col] == 0) fail_proposal("an offer that a decision forbids: " col)
        if (++n_of_household[household_of[col]] > 1) fail_proposal("two offers for " household_of[col])
        if (++n_of_unit[unit_of[col]] > rhs[unit_of[col]]) fail_proposal("more offers than places: " unit_of[col])
        is_chosen[col] = 1
        for (t = 1; t <= n_tiers; t++) A[t] = exact(A[t] + cost[col, cost_row(t)])
        for (k = 1; k <= n_loads_of[col]; k++) offered[load_of[col, k]] += amount[col, load_of[col, k]]
    }
    for (c = 1; c <= n_columns; c++) {
        col = columns[c]
        if (col in fixed && fixed[col] == 1 && !is_chosen[col]) fail_proposal("a decision that is not followed: " col)
    }
    for (g in is_load) {
        offered[g] += 0
        if ((g in most && offered[g] > most[g]) || (g in least && offered[g] < least[g])) fail_proposal("a limit that is not kept: " g)
        for (t = 1; t <= n_tiers; t++) A[t] = exact(A[t] + load_cost(g, t, offered[g]))
    }
    for (t = 1; t <= n_tiers; t++) {
        if (A[t] != V[t]) fail_proposal("tier " name[t] " has the value " to_value(V[t], t) " in the certificate, the offers give " to_value(A[t], t))
    }
}

function fail_proposal(text) {
    if (!failed) print "check_certificate: " text
    failed = 2
    exit 1
}

# ---- Booking, reach, parts ----

function cost_row(t) { return t == n_tiers ? objective : "hold_" plain(name[t]) }

function find(node) {
    while (leader[node] != node) {
        leader[node] = leader[leader[node]]
        node = leader[node]
    }
    return node
}

function join_nodes(a, b) {
    if (!(a in leader)) leader[a] = a
    if (!(b in leader)) leader[b] = b
    a = find(a)
    b = find(b)
    if (a != b) leader[b] = a
}

# Every load that has a row or a cost, and its costs: term k of load g is slope[g, k] per unit above (or below) at[g, k].
function read_loads(    row, g, t, c, k) {
    for (row in type) {
        g = row
        sub(/^(over|under)_[0-9]+_/, "", g)
        if (row == "cost" || row == "nothing" || (row == g && g ~ /^(household|unit|hold)_/)) continue
        if (g !~ /^(stay$|(target|spread|agreement|border|limit[0-9]+|mix[0-9]+)_)/) fail("the models have a row of a kind that this script does not know: " row)
        is_load[g] = 1
        if (row == g) {
            if (type[g] != "G") most[g] = rhs[g] + 0
            if (type[g] != "L") least[g] = rhs[g] + 0
            if (g in range) {
                if (type[g] == "L") least[g] = rhs[g] - range[g]
                else most[g] = rhs[g] + range[g]
            }
            continue
        }
        for (t = 1; t <= n_tiers; t++) {
            c = cost_row(t)
            if (!((row, c) in cost)) continue
            k = ++n_terms[g]
            slope[g, k] = cost[row, c]
            at[g, k] = rhs[row] + 0
            above[g, k] = row ~ /^over_/
            term_tier[g, k] = t
        }
    }
}

# What a load costs in tier t at L (less its base).
function load_cost(g, t, L,    k, sum, over) {
    for (k = 1; k <= n_terms[g]; k++) {
        over = above[g, k] ? L - at[g, k] : at[g, k] - L
        if (term_tier[g, k] == t && over > 0) sum += exact(slope[g, k] * over)
    }
    return exact(sum + 0)
}

function book_kept(    c, col, k, t, g) {
    for (c = 1; c <= n_columns; c++) {
        col = columns[c]
        if (col !~ /^x_/) continue
        if (household_of[col] == "" || unit_of[col] == "") fail("a pair without household or unit: " col)
        if (!(col in fixed) || fixed[col] != 1) continue
        is_kept[household_of[col]] = 1
        taken[unit_of[col]]++
        for (k = 1; k <= n_loads_of[col]; k++) low[load_of[col, k]] += amount[col, load_of[col, k]]
        for (t = 1; t <= n_tiers; t++) K[t] += cost[col, cost_row(t)]
    }
}

function find_open(    c, col, u, k, g, a) {
    for (c = 1; c <= n_columns; c++) {
        col = columns[c]
        u = unit_of[col]
        if (col !~ /^x_/ || col in fixed || household_of[col] in is_kept || rhs[u] - taken[u] <= 0) continue
        open[++n_open] = col
        n_open_of[u]++
        join_nodes(household_of[col], u)
        for (k = 1; k <= n_loads_of[col]; k++) {
            g = load_of[col, k]
            a = amount[col, g]
            if (!((u, g) in largest)) {
                n_adds[u]++
                adds[u, n_adds[u]] = g
            }
            if (a > largest[u, g]) largest[u, g] = a
        }
    }
}

function find_reach(    u, k, g, n) {
    for (u in n_open_of) {
        n = rhs[u] - taken[u] < n_open_of[u] ? rhs[u] - taken[u] : n_open_of[u]
        for (k = 1; k <= n_adds[u]; k++) high[adds[u, k]] += n * largest[u, adds[u, k]]
    }
    for (g in is_load) {
        low[g] += 0
        high[g] += low[g]
        lo[g] = g in least && least[g] > low[g] ? least[g] : low[g]
        hi[g] = g in most && most[g] < high[g] ? most[g] : high[g]
        is_live[g] = lo[g] > low[g] || hi[g] < high[g]
        for (k = 1; k <= n_terms[g]; k++) {
            if (above[g, k] ? high[g] > at[g, k] : low[g] < at[g, k]) is_live[g] = 1
        }
        is_live[g] = is_live[g] && high[g] > low[g]
        if (hi[g] < lo[g]) hi[g] = lo[g]
    }
}

function find_parts(    u, k, g, t) {
    for (u in n_open_of) for (k = 1; k <= n_adds[u]; k++) if (is_live[adds[u, k]]) join_nodes(u, adds[u, k])
    for (u in n_open_of) {
        g = find(u)
        if (!(g in is_part)) {
            is_part[g] = 1
            parts[++n_parts] = g
        }
    }
    for (g in is_load) for (t = 1; t <= n_tiers; t++) if (!is_live[g]) K[t] = exact(K[t] + load_cost(g, t, low[g]))
}

# ---- The bound of a tier ----

function amount_in(g, n, t, a,    k, r) {
    k = divisor[t, g, n]
    r = (side[t, g, n] == "most" ? hi[g] - low[g] : lo[g] - low[g]) % k
    if (side[t, g, n] == "most") return (k - r) * int(a / k) + (a % k > r ? a % k - r : 0)
    return r * int(a / k) + (a % k < r ? a % k : r)
}

# The right side of a rounded row; -1 when its price counts as 0.
function limit_of(g, n, t,    k, c, r, p) {
    k = divisor[t, g, n]
    c = side[t, g, n] == "most" ? hi[g] - low[g] : lo[g] - low[g]
    r = c % k
    p = rounded_price[t, g, n] + 0
    if (r == 0 || (side[t, g, n] == "most" ? p < 0 : p > 0)) return -1
    return side[t, g, n] == "most" ? (k - r) * int(c / k) : r * (int(c / k) + 1)
}

# The price of a unit or household.
function price_of(t, key) { return (t, key) in own_price ? own_price[t, key] : 0 }

# The same of a household; below 0 it counts only where the household must have a home.
function household_price(t, h) { return price_of(t, h) + 0 < 0 && !must_place[h] ? 0 : price_of(t, h) }

# N["pair"]: what an open pair counts in tier t, under the prices of part q.
function count_pair(col, t, q,    s, k, g, n) {
    clear("pair")
    for (s = 1; s <= t; s++) add_product("pair", m[q, s], cost[col, cost_row(s)] + 0)
    for (k = 1; k <= n_loads_of[col]; k++) {
        g = load_of[col, k]
        if (!is_live[g]) continue
        if ((t, g) in price) add_product("pair", price[t, g], amount[col, g])
        for (n = 1; n <= n_rounded[t, g]; n++) {
            if (limit_of(g, n, t) >= 0) add_product("pair", rounded_price[t, g, n], amount_in(g, n, t, amount[col, g]))
        }
    }
    add_product("pair", has_whole[q] ? household_price(t, household_of[col]) : price_of(t, unit_of[col]), 1)
}

# N["try"]: what a live load counts at L.
function try_load(g, t, q, L,    s) {
    clear("try")
    for (s = 1; s <= t; s++) add_product("try", m[q, s], load_cost(g, s, L))
    if ((t, g) in price) add_product("try", price[t, g], low[g] - L)
}

# N["f"]: the least that a live load counts; it is reached at the number that is returned.
function count_load(g, t, q,    k, n, where) {
    n = 2
    values[1] = lo[g]
    values[2] = hi[g]
    for (k = 1; k <= n_terms[g]; k++) if (at[g, k] > lo[g] && at[g, k] < hi[g]) values[++n] = at[g, k]
    for (k = 1; k <= n; k++) {
        try_load(g, t, q, values[k])
        if (k == 1 || is_less("try", "f")) {
            copy("f", "try")
            where = values[k]
        }
    }
    return where
}

# The prices of tiers before count only where these have a bound themselves.
function set_scales(t,    q, n, h, s) {
    for (q in is_part) {
        m[q, t] = 1
        for (s = 1; s < t; s++) m[q, s] = 0
        delete listed[q]
    }
    for (n = 1; n <= n_parts_listed[t]; n++) {
        h = part_household[t, n]
        if (!(h in leader)) fail("a part without an open pair: " h)
        q = find(h)
        if (q in listed) fail("a part is listed twice: " h)
        listed[q] = 1
        m[q, t] = part_scale[t, n]
        if (m[q, t] < 1) fail("a scale below 1")
        for (s = 1; s < t; s++) m[q, s] = proven[s] ? part_held[t, n, s] : 0
    }
}

# What the open pairs count: u of every household, or in a part with a whole load the options of the units.
function add_households(t,    o, col, h, q) {
    for (o = 1; o <= n_open; o++) {
        col = open[o]
        h = household_of[col]
        q = find(h)
        count_pair(col, t, q)
        if (has_whole[q]) offer(col, t)
        if (!((t, h) in seen)) {
            seen[t, h] = 1
            clear("u" h)
            if (has_whole[q]) add_product("u" h, household_price(t, h), -1)
            else if (must_place[h]) copy("u" h, "pair")
        }
        if (!has_whole[q] && is_less("pair", "u" h)) copy("u" h, "pair")
        d[q] = gcd(d[q], cost[col, cost_row(t)] + 0)
    }
    for (o = 1; o <= n_open; o++) {
        h = household_of[open[o]]
        if (seen[t, h] == 1) add_sum("B" find(h), "u" h)
        seen[t, h] = 2
    }
}

function add_loads(t,    g, q, k, n) {
    for (g in is_load) {
        if (!is_live[g]) continue
        q = find(g)
        if (!((t, g) in is_whole)) {
            count_load(g, t, q)
            add_sum("B" q, "f")
        }
        for (n = 1; n <= n_rounded[t, g]; n++) {
            if (limit_of(g, n, t) >= 0) add_product("B" q, rounded_price[t, g, n], -limit_of(g, n, t))
        }
        for (k = 1; k <= n_terms[g]; k++) if (term_tier[g, k] == t) d[q] = gcd(d[q], slope[g, k])
    }
}

function add_units(t,    u, q, n) {
    for (u in n_open_of) {
        q = find(u)
        if (!has_whole[q]) add_product("B" q, price_of(t, u), taken[u] - rhs[u])
        else if (!(u in whole_of) && u in n_options && high_of["c", u, 0] < 0) {
            for (n = 1; n <= fillings[u]; n++) add_halves("B" q, high_of["c", u, 0], low_of["c", u, 0])
        }
    }
}

function add_tier(t,    q, u, s, p, g) {
    set_scales(t)
    for (q in is_part) {
        clear("B" q)
        d[q] = 0
        has_whole[q] = 0
    }
    for (g in is_load) if (is_live[g] && (t, g) in is_whole) has_whole[find(g)] = 1
    list_whole(t)
    add_households(t)
    add_units(t)
    add_loads(t)
    for (g in is_load) if (is_live[g] && (t, g) in is_whole) {
        fill_behind(g, t, find(g))
        if (!(("b", 0, 0) in high_of)) fail("nothing fills " g)
        add_halves("B" find(g), high_of["b", 0, 0], low_of["b", 0, 0])
    }
    bound[t] = K[t] + 0
    for (p = 1; p <= n_parts; p++) {
        q = parts[p]
        for (s = 1; s < t; s++) add_product("B" q, m[q, s], -(V[s] - (bound[s] - LB[s, q])))
        if (d[q] == 0) d[q] = 1
        LB[t, q] = exact(ceiling("B" q, exact(m[q, t] * d[q])) * d[q])
        bound[t] = exact(bound[t] + LB[t, q])
    }
    proven[t] = 1
}

# ---- Loads that are kept whole ----
#
# Numbers of the dynamic programs are kept in two limbs of 10^14, high_of and low_of: "c" is c_j(a), "b" what the
# fillings from one on cost (behind), "a" those before it (ahead), "e" the extra of a unit's amount.

# upper_limb and lower_limb: the two limbs of N[key].
function halve(key) {
    upper_limb = exact(N[key, 4] * 1e14) + N[key, 3] * 1e7 + N[key, 2]
    lower_limb = N[key, 1] * 1e7 + N[key, 0]
}

function add_halves(key, a, b) {
    N[key, 0] += b
    N[key, 2] += a
    carry(key)
}

# Lowers the number of a program under (kind, i, x) to a, b, or sets it.
function lower(kind, i, x, a, b) {
    if (b >= 1e14) {
        a++
        b -= 1e14
    }
    if ((kind, i, x) in high_of && (high_of[kind, i, x] < a || (high_of[kind, i, x] == a && low_of[kind, i, x] <= b))) return
    high_of[kind, i, x] = exact(a)
    low_of[kind, i, x] = b
}

# The units of every whole load, and how often each can be filled.
function list_whole(t,    o, col, u, k, g, a, n) {
    split("", whole_of); split("", fillings); split("", n_options)
    split("", high_of); split("", low_of); split("", n_units); split("", amount_seen)
    for (o = 1; o <= n_open; o++) {
        col = open[o]
        u = unit_of[col]
        if (!has_whole[find(u)]) continue
        if (fillings[u] < rhs[u] - taken[u]) fillings[u]++
        for (k = 1; k <= n_loads_of[col]; k++) {
            g = load_of[col, k]
            if (!is_live[g] || !((t, g) in is_whole) || amount[col, g] == 0) continue
            if (u in whole_of && whole_of[u] != g) fail("two whole loads of one home: " u)
            if (!(u in whole_of)) units[g, ++n_units[g]] = u
            whole_of[u] = g
        }
    }
}

# What a pair adds to the whole load of its unit.
function whole_amount(col,    u) {
    u = unit_of[col]
    return u in whole_of && (col, whole_of[u]) in amount ? amount[col, whole_of[u]] : 0
}

# Takes N["pair"] up as c_j(a).
function offer(col, t,    u, a) {
    u = unit_of[col]
    a = whole_amount(col)
    n_options[u] += 0
    if (!((u, a) in amount_seen)) {
        amount_seen[u, a] = 1
        option[u, ++n_options[u]] = a
    }
    halve("pair")
    lower("c", u, a, upper_limb, lower_limb)
}

# One more filling of unit u, from fillings i to fillings j; sign 1 for behind, -1 for ahead.
function add_filling(kind, u, room, sign, i, j,    x, o, a, from, to) {
    for (x = 0; x <= room; x++) if ((kind, i, x) in high_of) lower(kind, j, x, high_of[kind, i, x], low_of[kind, i, x])
    for (o = 1; o <= n_options[u]; o++) {
        a = option[u, o]
        for (x = 0; x + a <= room; x++) {
            from = sign > 0 ? x + a : x
            to = sign > 0 ? x : x + a
            if ((kind, i, from) in high_of) lower(kind, j, to, high_of[kind, i, from] + high_of["c", u, a], low_of[kind, i, from] + low_of["c", u, a])
        }
    }
}

# Makes the table of a kind empty, for n fillings and a room.
function renew(kind, n, room,    i, x) {
    for (i = 0; i <= last_n[kind]; i++) for (x = 0; x <= last_room[kind]; x++) delete high_of[kind, i, x]
    last_n[kind] = n
    last_room[kind] = room
}

function count_fillings(g,    k, n) {
    for (k = 1; k <= n_units[g]; k++) n += fillings[units[g, k]]
    return n + 0
}

function fill_behind(g, t, q,    k, f, i, x, room) {
    room = hi[g] - low[g]
    i = count_fillings(g)
    renew("b", i, room)
    for (x = lo[g] - low[g]; x <= room; x++) {
        try_load(g, t, q, low[g] + x)
        halve("try")
        lower("b", i, x, upper_limb, lower_limb)
    }
    for (k = n_units[g]; k > 0; k--) for (f = 1; f <= fillings[units[g, k]]; f++) {
        add_filling("b", units[g, k], room, 1, i, i - 1)
        i--
    }
}

function fill_ahead(g,    k, f, i, room) {
    room = hi[g] - low[g]
    renew("a", count_fillings(g), room)
    lower("a", 0, 0, 0, 0)
    i = 0
    for (k = 1; k <= n_units[g]; k++) for (f = 1; f <= fillings[units[g, k]]; f++) {
        add_filling("a", units[g, k], room, -1, i, i + 1)
        i++
    }
}

# The extra of every amount of the units of g, and the ends within the slack: new_lo and new_hi.
function weigh_whole(g, t, q,    n, k, u, o, a, x, i, room, z1, z0) {
    n = count_fillings(g)
    fill_behind(g, t, q)
    fill_ahead(g)
    room = hi[g] - low[g]
    z1 = high_of["b", 0, 0]
    z0 = low_of["b", 0, 0]
    i = 0
    for (k = 1; k <= n_units[g]; k++) {
        u = units[g, k]
        for (o = 1; o <= n_options[u]; o++) {
            a = option[u, o]
            for (x = 0; x + a <= room; x++) {
                if (("a", i, x) in high_of && ("b", i + 1, x + a) in high_of) lower("e", u, a, high_of["a", i, x] + high_of["b", i + 1, x + a] - z1, low_of["a", i, x] + low_of["b", i + 1, x + a])
            }
            if (("e", u, a) in high_of) low_of["e", u, a] -= z0
        }
        i += fillings[u]
    }
    new_lo[g] = lo[g]
    new_hi[g] = hi[g]
    while (new_lo[g] < hi[g] && is_number_out(n, new_lo[g] - low[g], q, z1, z0)) new_lo[g]++
    while (new_hi[g] > new_lo[g] && is_number_out(n, new_hi[g] - low[g], q, z1, z0)) new_hi[g]--
}

function is_number_out(n, x, q, z1, z0) {
    if (!(("a", n, x) in high_of)) return 1
    clear("try")
    add_halves("try", high_of["a", n, x] + high_of["b", n, x] - z1, low_of["a", n, x] + low_of["b", n, x] - z0)
    return is_above_slack(q, "try")
}

# Whether a choice that uses the pair can lie within the slack; N["pair"] is what the pair counts.
function is_pair_in(col, q,    u, a) {
    u = unit_of[col]
    a = whole_amount(col)
    if (u in whole_of) {
        if (!(("e", u, a) in high_of)) return 0
        add_halves("pair", high_of["e", u, a], low_of["e", u, a])
    } else if (high_of["c", u, 0] < 0) add_halves("pair", -high_of["c", u, 0], -low_of["c", u, 0])
    return !is_above_slack(q, "pair")
}

# ---- What a tier rules out ----

# Whether N[key] is above the slack of part q.
function is_above_slack(q, key,    i) {
    copy("over", "slack" q)
    for (i = 0; i < 5; i++) N["over", i] -= N[key, i]
    carry("over")
    return is_negative("over")
}

# The number nearest to the limit at which a load is within the slack, from one inside that is.
function narrow_end(g, t, q, inside, limit,    middle, i) {
    while (inside != limit) {
        middle = inside < limit ? inside + int((limit - inside + 1) / 2) : inside - int((inside - limit + 1) / 2)
        try_load(g, t, q, middle)
        for (i = 0; i < 5; i++) N["try", i] -= N["f", i]
        carry("try")
        if (!is_above_slack(q, "try")) inside = middle
        else limit = middle < inside ? middle + 1 : middle - 1
    }
    return inside
}

# What tier t rules out for the tiers after it.
function narrow(t,    q, o, n, h, g, i, where, end) {
    for (q in is_part) {
        clear("slack" q)
        add_product("slack" q, m[q, t], V[t] - (bound[t] - LB[t, q]))
        for (i = 0; i < 5; i++) N["slack" q, i] -= N["B" q, i]
        carry("slack" q)
    }
    for (g in is_load) if (is_live[g] && (t, g) in is_whole && !is_negative("slack" find(g))) weigh_whole(g, t, find(g))
    for (o = 1; o <= n_open; o++) {
        h = household_of[open[o]]
        q = find(h)
        if (is_negative("slack" q)) {
            open[++n] = open[o]
            continue
        }
        count_pair(open[o], t, q)
        if (has_whole[q]) {
            if (is_pair_in(open[o], q)) open[++n] = open[o]
        } else {
            for (i = 0; i < 5; i++) N["pair", i] -= N["u" h, i]
            carry("pair")
            if (!is_above_slack(q, "pair")) open[++n] = open[o]
        }
        clear("left")
        for (i = 0; i < 5; i++) N["left", i] -= N["u" h, i]
        carry("left")
        if (is_above_slack(q, "left")) must_place[h] = 1
    }
    n_open = n
    for (g in is_load) {
        q = is_live[g] ? find(g) : ""
        if (!is_live[g] || is_negative("slack" q)) continue
        if ((t, g) in is_whole) {
            lo[g] = new_lo[g]
            hi[g] = new_hi[g]
            continue
        }
        where = count_load(g, t, q)
        end = narrow_end(g, t, q, where, lo[g])
        hi[g] = narrow_end(g, t, q, where, hi[g])
        lo[g] = end
    }
}

# ---- Leximin ----
#
# Every line "fairest" is the tier of the groups once more, with other floors: that of its own group is one more than the
# models have, so a bound above 0 says that nobody can give it that as long as the others have theirs. least[g, k] of a
# group that an earlier line settled is the floor of the models; of another it is its share of the least share of those
# that are left. "all", what all of a group come to, stands in no model: koppel check works it out from the tables.

# The term of load g in tier t: the floor of a group.
function floor_term(g, t,    k) {
    for (k = 1; k <= n_terms[g]; k++) if (term_tier[g, k] == t && !above[g, k]) return k
    fail("the models have no floor for " g)
}

# Does the line tell every floor that the tier has, and no less of a group in all than that?
function has_every_floor(t, floors, n,    listed, g, i, k) {
    for (i = 1; i <= n; i++) listed[floors[i]] = 1
    for (g in n_terms) for (k = 1; k <= n_terms[g]; k++)
        if (term_tier[g, k] == t && !above[g, k] && (!(g in listed) || all[g] < at[g, k])) return 0
    return 1
}

function add_line(t, line,    at_floor, i, n, g, own, worst, wanted, floors) {
    n = n_entries[line SUBSEP "floors"]
    for (i = 1; i <= n; i++) {
        at_floor = line SUBSEP "floors" SUBSEP i
        check_keys(at_floor, "load rule case floor all")
        floors[i] = load_name(at_floor)
        given[floors[i]] = get_whole(at_floor, "floor") + 0
        all[floors[i]] = get_whole(at_floor, "all") + 0
        if (given[floors[i]] == 0 && all[floors[i]] > 0 && !(floors[i] in is_load)) fail("no such load in the models: " floors[i])
    }
    if (!has_every_floor(t, floors, n)) return 0
    worst = ""
    for (i = 1; i <= n; i++) {
        g = floors[i]
        if (all[g] == 0 || g in is_settled) continue
        held_floor[g] = at[g, floor_term(g, t)]
        if (worst == "" || held_floor[g] * all[worst] < held_floor[worst] * all[g]) worst = g
    }
    own = ""
    for (i = 1; i <= n; i++) {
        g = floors[i]
        if (all[g] == 0) continue
        wanted = held_floor[g]
        if (!(g in is_settled)) wanted = int((exact(held_floor[worst] * all[g]) + all[worst] - 1) / all[worst])
        if (given[g] == wanted) continue
        if (own != "" || given[g] != wanted + 1 || wanted != held_floor[g] || g in is_settled) return 0
        own = g
    }
    if (own == "") return 0
    forget_prices(t)
    read_tier_prices(t, line)
    for (i = 1; i <= n; i++) if (all[floors[i]] > 0) at[floors[i], floor_term(floors[i], t)] = given[floors[i]]
    add_tier(t)
    for (i = 1; i <= n; i++) if (all[floors[i]] > 0) at[floors[i], floor_term(floors[i], t)] = held_floor[floors[i]]
    is_settled[own] = 1
    return bound[t] > 0
}

# All lines, and whether they settle every group that is not housed whole.
function add_fairest(t,    i, line, g, left) {
    n_lines = n_entries[SUBSEP SUBSEP "fairest"] + 0
    for (i = 1; i <= n_lines; i++) {
        line = SUBSEP SUBSEP "fairest" SUBSEP i
        check_keys(line, "group floors parts loads units households")
        if (!add_line(t, line)) {
            print "group " get(line, "group", "text") ": its line does not prove that it cannot have a larger share"
            is_false = 1
            break
        }
    }
    left = 0
    for (g in all) if (all[g] > 0 && !(g in is_settled) && held_floor[g] < all[g]) left++
    if (n_lines > 0 && !is_false) print left == 0 ? "groups: none that is worst off can have a larger share, nor then the next" : "groups: that none of " left " can have a larger share is not proven"
    if (n_lines > 0 && left > 0 && is_claimed[t]) is_unproven = 1
    if (n_lines > 0) {
        forget_prices(t)
        read_tier_prices(t, SUBSEP SUBSEP "tiers" SUBSEP t)
    }
}

# A price on something that the models do not have is no price of this case.
function check_names(    key, part) {
    for (key in price) {
        split(key, part, SUBSEP)
        if (!(part[2] in is_load)) fail("no such load in the models: " part[2])
    }
    for (key in is_whole) {
        split(key, part, SUBSEP)
        if (!(part[2] in is_load)) fail("no such load in the models: " part[2])
    }
    for (key in n_rounded) {
        split(key, part, SUBSEP)
        if (!(part[2] in is_load)) fail("no such load in the models: " part[2])
    }
}

END {
    if (failed) exit 3 - failed
    if (n_columns == 0) fail("the models hold no pairs")
    if (separator == "") fail("the proposal is empty")
    read_certificate()
    read_loads()
    check_names()
    add_offers()
    book_kept()
    find_open()
    find_reach()
    find_parts()
    for (t = 1; t <= n_tiers; t++) {
        if (!has_prices[t]) {
            print "tier " name[t] ": no prices, nothing is proven"
            continue
        }
        if (name[t] == "groups") add_fairest(t)
        add_tier(t)
        if (t < n_tiers) narrow(t)
        print "tier " name[t] ": no proposal that is as good in the tiers before can do better than " to_value(bound[t], t) "; the proposal's value is " to_value(V[t], t)
        if (bound[t] > V[t]) {
            print "tier " name[t] ": the value is better than the bound, so one of them is false"
            is_false = 1
        }
        if ((t in said) && V[t] < said[t]) {
            print "tier " name[t] ": the value lies beyond the bound that is stated, so one of them is false"
            is_false = 1
        }
        if (bound[t] < certified[t]) {
            print "tier " name[t] ": the certificate states " to_value(certified[t], t) ", which its prices do not prove"
            is_false = 1
        } else if (bound[t] > certified[t]) {
            print "tier " name[t] ": the certificate states " to_value(certified[t], t) ", but its prices prove " to_value(bound[t], t)
            is_false = 1
        }
    }
    for (t = 1; t <= n_tiers; t++) {
        is_least = V[t] == 0 && name[t] ~ /^(target|spread|agreement|mix|groups)$/ # nothing lies below 0
        if (is_claimed[t] && !((t in said) && said[t] == V[t])) {
            print "tier " name[t] ": it is said to be proven, but its value is not its bound"
            is_unproven = 1
        } else if (is_claimed[t] && !is_least && !(has_prices[t] && bound[t] >= V[t])) {
            print "tier " name[t] ": it is said to be proven, but the prices leave something open"
            is_unproven = 1
        }
    }
    exit is_false ? 1 : is_unproven ? 7 : 0
}
