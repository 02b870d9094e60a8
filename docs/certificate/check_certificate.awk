# Adds up the prices of a certificate.json over the models that `koppel export` writes, and tells what they prove.
#
# An example of a checker that shares nothing with koppel: koppel-certificate(5) has the arithmetic; the letters here are
# those of that page. It is called by check_certificate.sh with the models in order and the certificate last:
#
#     awk -v last=MODELS/tierN-NAME.mps -f check_certificate.awk MODELS/tier1-NAME.mps ... CERTIFICATE
#
# POSIX awk counts in floating point, which is exact for whole numbers up to 2^53. Sums and products are therefore kept
# in five limbs of base 10^7 (N[key, 0..4]); every other number must be smaller than 9 * 10^15, or the script ends.
#
# Exit status: 0 every bound that the certificate states is proven, 1 one is not, 2 the files cannot be read.

function fail(text) {
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

function set_entry(col, row, v) {
    if (!(row in type)) fail("no such row: " row)
    v = exact(v + 0)
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
is_model && section == "RHS" { for (i = 2; i < NF; i += 2) rhs[$i] = exact($(i + 1) + 0); next }
is_model && section == "RANGES" { for (i = 2; i < NF; i += 2) range[$i] = exact($(i + 1) + 0); next }
is_model && section == "BOUNDS" { if ($1 == "FX") fixed[$3] = $4 + 0; next }
is_model { next }

# ---- The certificate: a line for every tier, part, load and unit ----

# The value of a key on this line, without quotes; "" when it has none.
function get(key,    at, text) {
    at = index($0, "\"" key "\": ")
    if (!at) return ""
    text = substr($0, at + length(key) + 4)
    if (substr(text, 1, 1) == "\"") {
        text = substr(text, 2)
        if (!match(text, /"/)) fail("a text without an end: " $0)
    } else if (!match(text, /[],}]/)) {
        fail("a value without an end: " $0)
    }
    return substr(text, 1, RSTART - 1)
}

# Name in the model of the load of this line.
function load_name(    kind, id) {
    kind = get("load")
    if (kind == "target") id = get("municipality")
    else if (kind == "agreement") id = get("corporation") "_" (get("municipality") != "" ? get("municipality") : "all")
    else {
        id = get("unit") get("complex") get("neighbourhood") get("district")
        if (id == "" || kind == "spread") id = id (id != "" && get("municipality") != "" ? "_" : "") get("municipality")
        if (kind == "limit") kind = kind get("row")
        if (kind == "mix") kind = kind get("rule")
    }
    return plain(kind "_" id)
}

function price_of_line(    p) {
    p = get("price")
    if (p !~ /^-?[0-9]+$/) fail("no price: " $0)
    return p
}

/^    \{"name": / {
    at_tier++
    if (get("name") != name[at_tier]) fail("tier " get("name") " of the certificate is not tier " name[at_tier] " of the models")
    V[at_tier] = to_cost(get("value"), at_tier)
    next
}
/^      "certified": / {
    if (get("certified") != "null") {
        has_prices[at_tier] = 1
        certified[at_tier] = to_cost(get("certified"), at_tier)
    }
    next
}
/^        \{"household": / {
    n_parts_listed[at_tier]++
    part_household[at_tier, n_parts_listed[at_tier]] = "household_" plain(get("household"))
    part_scale[at_tier, n_parts_listed[at_tier]] = exact(get("scale") + 0)
    text = $0
    sub(/.*\[/, "", text)
    sub(/\].*/, "", text)
    gsub(/[" ]/, "", text)
    if (split(text, held, ",") != at_tier - 1) fail("prices held on other tiers than those before: " $0)
    for (i = 1; i < at_tier; i++) {
        if (held[i] !~ /^[0-9]+$/) fail("a price below 0: " $0)
        part_held[at_tier, n_parts_listed[at_tier], i] = held[i]
    }
    next
}
/^        \{"load": / {
    load = load_name()
    if (get("divisor") == "") {
        if ((at_tier, load) in price) fail("two prices for " load)
        price[at_tier, load] = price_of_line()
    } else {
        n = ++n_rounded[at_tier, load]
        divisor[at_tier, load, n] = get("divisor") + 0
        side[at_tier, load, n] = get("side")
        rounded_price[at_tier, load, n] = price_of_line()
        if (divisor[at_tier, load, n] < 2 || side[at_tier, load, n] !~ /^(most|least)$/) fail("not a rounded row: " $0)
        for (i = 1; i < n; i++) {
            if (divisor[at_tier, load, i] == divisor[at_tier, load, n] && side[at_tier, load, i] == side[at_tier, load, n]) fail("two prices for a rounded row of " load)
        }
    }
    next
}
/^        "/ {
    unit = $1
    gsub(/[":]/, "", unit)
    unit = "unit_" plain(unit)
    text = $2
    gsub(/[",}]/, "", text)
    if (text !~ /^[0-9]+$/) fail("a unit's price below 0: " $0)
    if ((at_tier, unit) in unit_price) fail("two prices for " unit)
    unit_price[at_tier, unit] = text
    next
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
        if (g !~ /^(target|spread|agreement|limit[0-9]+|mix[0-9]+)_/) continue
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
    if ((t, unit_of[col]) in unit_price) add_product("pair", unit_price[t, unit_of[col]], 1)
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

function add_households(t,    o, col, h, q) {
    for (o = 1; o <= n_open; o++) {
        col = open[o]
        h = household_of[col]
        q = find(h)
        count_pair(col, t, q)
        if (!((t, h) in seen)) {
            seen[t, h] = 1
            clear("u" h)
            if (must_place[h]) copy("u" h, "pair")
        }
        if (is_less("pair", "u" h)) copy("u" h, "pair")
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
        count_load(g, t, q)
        add_sum("B" q, "f")
        for (n = 1; n <= n_rounded[t, g]; n++) {
            if (limit_of(g, n, t) >= 0) add_product("B" q, rounded_price[t, g, n], -limit_of(g, n, t))
        }
        for (k = 1; k <= n_terms[g]; k++) if (term_tier[g, k] == t) d[q] = gcd(d[q], slope[g, k])
    }
}

function add_tier(t,    q, u, s, p) {
    set_scales(t)
    for (q in is_part) {
        clear("B" q)
        d[q] = 0
    }
    add_households(t)
    for (u in n_open_of) if ((t, u) in unit_price) add_product("B" find(u), unit_price[t, u], taken[u] - rhs[u])
    add_loads(t)
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
    for (o = 1; o <= n_open; o++) {
        h = household_of[open[o]]
        q = find(h)
        if (is_negative("slack" q)) {
            open[++n] = open[o]
            continue
        }
        count_pair(open[o], t, q)
        for (i = 0; i < 5; i++) N["pair", i] -= N["u" h, i]
        carry("pair")
        if (!is_above_slack(q, "pair")) open[++n] = open[o]
        clear("left")
        for (i = 0; i < 5; i++) N["left", i] -= N["u" h, i]
        carry("left")
        if (is_above_slack(q, "left")) must_place[h] = 1
    }
    n_open = n
    for (g in is_load) {
        q = is_live[g] ? find(g) : ""
        if (!is_live[g] || is_negative("slack" q)) continue
        where = count_load(g, t, q)
        end = narrow_end(g, t, q, where, lo[g])
        hi[g] = narrow_end(g, t, q, where, hi[g])
        lo[g] = end
    }
}

# A price on something that the models do not have is no price of this case.
function check_names(    key, part) {
    for (key in price) {
        split(key, part, SUBSEP)
        if (!(part[2] in is_load)) fail("no such load in the models: " part[2])
    }
    for (key in n_rounded) {
        split(key, part, SUBSEP)
        if (!(part[2] in is_load)) fail("no such load in the models: " part[2])
    }
}

END {
    if (failed) exit 2
    if (n_columns == 0 || at_tier != n_tiers) fail("the certificate is not one of these models")
    read_loads()
    check_names()
    book_kept()
    find_open()
    find_reach()
    find_parts()
    for (t = 1; t <= n_tiers; t++) {
        if (!has_prices[t]) {
            print "tier " name[t] ": no prices, nothing is proven"
            continue
        }
        add_tier(t)
        if (t < n_tiers) narrow(t)
        print "tier " name[t] ": no proposal that is as good in the tiers before can do better than " to_value(bound[t], t) "; the proposal's value is " to_value(V[t], t)
        if (bound[t] < certified[t]) {
            print "tier " name[t] ": the certificate states " to_value(certified[t], t) ", which its prices do not prove"
            is_false = 1
        }
    }
    exit is_false
}
