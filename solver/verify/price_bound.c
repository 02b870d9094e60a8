/* price_bound.c - adds up what prices prove (see price_bound.h for the formulas). */
#include "verify/price_bound.h"

#include "base/memory.h"
#include "model/score.h"
#include "verify/open_parts.h"
#include "verify/spread_accounts.h"

#include <stdlib.h>
#include <string.h>

/* A sum that knows when it has left the range in which nothing can overflow. */
struct sum {
    koppel_wide value;
    bool is_lost;
};

static const koppel_wide most_sum = (koppel_wide)1 << 125;
static const koppel_wide most_weight = (koppel_wide)1 << 80;

/* The price of one row: of a load itself (divisor 0) or of one of its rounded rows. */
struct row_price {
    int64_t price;
    int32_t account;
    int32_t divisor;
    int64_t rest;
    bool is_most;
};

/* The tier at hand in one part. */
struct cell {
    bool has_prices;
    int64_t scale;
    int64_t held[KOPPEL_MAX_TIERS];          /* m_s, by tiers of the certificate */
    koppel_wide weight[KOPPEL_N_OBJECTIVES]; /* of an objective's cost: sum of m_s times its factor in s */
    struct sum bound;                        /* B */
    int64_t unit;                            /* greatest common divisor of the costs of tier t */
};

struct adding {
    const struct koppel_suitability *fit;
    const struct koppel_certificate *certificate;
    const int64_t *costs;
    struct koppel_price_bound *result;
    struct koppel_open_parts parts;
    struct cell *cells;                  /* n_parts */
    int64_t *least;                      /* n_parts x n_tiers: LB */
    int64_t factor[KOPPEL_N_OBJECTIVES]; /* of tier t */
    struct row_price *rows;              /* of the tier at hand, by account */
    int64_t *row_first;                  /* n_accounts + 1 */
    int32_t tier;                        /* at hand */
};

static void add(struct sum *sum, koppel_wide value)
{
    if (value > most_sum || value < -most_sum) {
        sum->is_lost = true;
    } else if (!sum->is_lost) {
        sum->value += value;
        sum->is_lost = sum->value > most_sum || sum->value < -most_sum;
    }
}

/* Adds weight * cost, 0 <= cost, where the product may not fit. */
static void add_weighted(struct sum *sum, koppel_wide weight, int64_t cost)
{
    if (weight != 0 && cost != 0 && (weight > 0 ? weight : -weight) > most_sum / cost) {
        sum->is_lost = true;
    } else {
        add(sum, weight * cost);
    }
}

static const struct koppel_certificate_tier *tier_now(const struct adding *adding)
{
    return &adding->certificate->tiers[adding->tier];
}

/* ---- Prices by rows of the parts ---- */

static int64_t factor_of(const struct adding *adding, int32_t tier, int objective)
{
    const struct koppel_policy *policy = adding->fit->policy;

    return koppel_tier_factor(policy, &policy->tiers[adding->result->rule[tier]], (enum koppel_objective)objective);
}

/* The tier of the policy that has the name of the tier at hand, after those of the tiers before. */
static int32_t find_rule(const struct adding *adding)
{
    const struct koppel_policy *policy = adding->fit->policy;
    int32_t first = 0;

    for (int32_t s = 0; s < adding->tier; s++) {
        first = adding->result->rule[s] != KOPPEL_NONE ? adding->result->rule[s] + 1 : first;
    }
    for (int32_t rule = first; rule < policy->n_tiers; rule++) {
        char name[KOPPEL_TIER_NAME];

        koppel_tier_name(&policy->tiers[rule], name);
        if (strcmp(name, tier_now(adding)->claim.name) == 0) {
            return rule;
        }
    }
    return KOPPEL_NONE;
}

/* Prices of tiers before count where these have a bound themselves. @return false when they make no sense */
static bool fill_cell(const struct adding *adding, const struct koppel_part_prices *prices, struct cell *cell)
{
    if (cell->has_prices || prices->scale < 1 || prices->scale > KOPPEL_MOST_PRICE_SCALE) {
        return false;
    }
    cell->has_prices = true;
    cell->scale = prices->scale;
    for (int32_t s = 0; s < adding->tier; s++) {
        if (prices->held[s] < 0 || prices->held[s] > KOPPEL_MOST_PRICE) {
            return false;
        }
        cell->held[s] = adding->result->is_known[s] ? prices->held[s] : 0;
    }
    return true;
}

static bool make_cells(struct adding *adding)
{
    const struct koppel_certificate_tier *tier = tier_now(adding);
    bool ok = true;

    memset(adding->cells, 0, (size_t)adding->parts.n_parts * sizeof *adding->cells);
    for (int32_t p = 0; p < adding->parts.n_parts; p++) {
        adding->cells[p].scale = 1;
    }
    for (size_t k = 0; k < tier->n_parts && ok; k++) {
        int32_t household = tier->parts[k].household;
        int32_t part = KOPPEL_NONE;

        if (household >= 0 && household < adding->fit->kase->n_households) {
            part = adding->parts.household_part[household];
        }
        ok = part != KOPPEL_NONE && fill_cell(adding, &tier->parts[k], &adding->cells[part]);
    }
    for (int o = 0; o < KOPPEL_N_OBJECTIVES && ok; o++) {
        adding->factor[o] = factor_of(adding, adding->tier, o);
        for (int32_t p = 0; p < adding->parts.n_parts && ok; p++) {
            struct cell *cell = &adding->cells[p];

            cell->weight[o] = (koppel_wide)cell->scale * adding->factor[o];
            for (int32_t s = 0; s < adding->tier; s++) {
                cell->weight[o] += cell->held[s] != 0 ? (koppel_wide)cell->held[s] * factor_of(adding, s, o) : 0;
            }
            ok = cell->weight[o] <= most_weight;
        }
    }
    return ok;
}

/* Order of accounts of one kind: by rule, place, municipality, as far as the price names them. */
static int compare_account(const struct koppel_account *account, const struct koppel_load_price *price)
{
    if (price->kind == KOPPEL_PRICED_LIMIT) {
        return (account->rule > price->place) - (account->rule < price->place);
    }
    if (price->rule != KOPPEL_NONE && account->rule != price->rule) {
        return account->rule > price->rule ? 1 : -1;
    }
    if (account->place != price->place || price->municipality == KOPPEL_NONE) {
        return (account->place > price->place) - (account->place < price->place);
    }
    return (account->municipality > price->municipality) - (account->municipality < price->municipality);
}

/* The account of a price, or KOPPEL_NONE. */
static int32_t find_account(const struct koppel_ledger *ledger, const struct koppel_load_price *price)
{
    int32_t low = ledger->first[price->kind], high = ledger->first[price->kind + 1];

    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = compare_account(&ledger->accounts[middle], price);

        if (order == 0) {
            return middle;
        }
        *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
    }
    return KOPPEL_NONE;
}

/* The row of a price. An account that is not live, a row that rounds nothing and a price of the wrong sign count
 * nothing: the price is 0 then. @return false when there is no such account */
static bool make_row(const struct adding *adding, const struct koppel_load_price *price, struct row_price *row)
{
    const struct koppel_reach *reach = NULL;

    *row = (struct row_price){.account = find_account(&adding->parts.ledger, price),
                              .price = price->price,
                              .divisor = price->divisor,
                              .is_most = price->is_most};
    if (row->account == KOPPEL_NONE || price->price > KOPPEL_MOST_PRICE || price->price < -KOPPEL_MOST_PRICE ||
        price->divisor < 0) {
        return false;
    }
    reach = &adding->parts.reach[row->account];
    if (price->divisor != 0) {
        row->rest = ((row->is_most ? reach->hi : reach->lo) - reach->low) % row->divisor;
    }
    if (!reach->is_live ||
        (price->divisor != 0 && (row->rest == 0 || (row->is_most ? row->price < 0 : row->price > 0)))) {
        row->price = 0;
    }
    return true;
}

/* Sorts the rows of the tier by account. KOPPEL_E_ARGUMENT: they are not prices of this case. */
static enum koppel_status list_rows(struct adding *adding)
{
    const struct koppel_certificate_tier *tier = tier_now(adding);
    int32_t n_accounts = adding->parts.ledger.n_accounts;
    int64_t *first = adding->row_first;
    struct row_price row;

    free(adding->rows);
    adding->rows = koppel_new(tier->n_loads, sizeof *adding->rows);
    if (adding->rows == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memset(first, 0, ((size_t)n_accounts + 2) * sizeof *first);
    for (size_t k = 0; k < tier->n_loads; k++) {
        if (!make_row(adding, &tier->loads[k], &row)) {
            return KOPPEL_E_ARGUMENT;
        }
        first[row.account + 2] += row.price != 0;
    }
    for (int32_t k = 0; k < n_accounts; k++) {
        first[k + 2] += first[k + 1];
    }
    for (size_t k = 0; k < tier->n_loads; k++) {
        make_row(adding, &tier->loads[k], &row);
        if (row.price != 0) {
            adding->rows[first[row.account + 1]++] = row;
        }
    }
    return KOPPEL_OK;
}

/* ---- Adding up ---- */

static int64_t rounded_amount(const struct row_price *row, int64_t amount)
{
    int64_t times = 0, over = 0;

    if (row->divisor == 0) {
        return amount;
    }
    times = amount / row->divisor;
    over = amount % row->divisor;
    if (row->is_most) {
        return (row->divisor - row->rest) * times + (over > row->rest ? over - row->rest : 0);
    }
    return row->rest * times + (over < row->rest ? over : row->rest);
}

/* The right side of a rounded row. */
static koppel_wide rounded_limit(const struct row_price *row, const struct koppel_reach *reach)
{
    if (row->is_most) {
        return (koppel_wide)(row->divisor - row->rest) * ((reach->hi - reach->low) / row->divisor);
    }
    return (koppel_wide)row->rest * ((reach->lo - reach->low) / row->divisor + 1);
}

/* What an open pair counts: the reduced cost. */
static struct sum price_pair(const struct adding *adding, const struct cell *cell, int32_t i, int32_t j, int64_t score)
{
    const struct koppel_open_parts *parts = &adding->parts;
    struct sum sum = {0};

    add(&sum, -cell->weight[KOPPEL_OBJECTIVE_URGENCY] * adding->fit->needs[i].urgency_points);
    add(&sum, -cell->weight[KOPPEL_OBJECTIVE_FIT] * score);
    add(&sum, tier_now(adding)->unit_price[j]);
    for (int64_t e = parts->entry_first[j]; e < parts->entry_first[j + 1]; e++) {
        int32_t k = parts->entries[e];
        int64_t amount = 0;

        if (adding->row_first[k] == adding->row_first[k + 1]) {
            continue;
        }
        amount = koppel_account_amount(parts, k, i);
        for (int64_t r = adding->row_first[k]; r < adding->row_first[k + 1]; r++) {
            add(&sum, (koppel_wide)adding->rows[r].price * rounded_amount(&adding->rows[r], amount));
        }
    }
    return sum;
}

/* The cost of a pair in tier t itself joins the greatest common divisor. */
static void join_unit(const struct adding *adding, struct cell *cell, int32_t i, int64_t score)
{
    int64_t urgency = 0, fit = 0, cost = 0;

    if (koppel_multiply(adding->factor[KOPPEL_OBJECTIVE_URGENCY], adding->fit->needs[i].urgency_points, &urgency) &&
        koppel_multiply(adding->factor[KOPPEL_OBJECTIVE_FIT], score, &fit) && koppel_add(urgency, fit, &cost)) {
        cell->unit = cell->unit != 0 && cost % cell->unit == 0 ? cell->unit : koppel_gcd(cell->unit, cost);
    } else {
        cell->unit = 1;
    }
}

/* u_i: with `has_unit` the pairs' costs also join the greatest common divisor. */
static struct sum find_household(const struct adding *adding, struct cell *cell, int32_t i, bool has_unit)
{
    const struct koppel_open_parts *parts = &adding->parts;
    bool needs_score = cell->weight[KOPPEL_OBJECTIVE_FIT] != 0;
    bool may_stay = !parts->must_place[i] || parts->pair_end[i] == parts->pair_first[i];
    struct sum least = {0};

    for (int64_t p = parts->pair_first[i]; p < parts->pair_end[i]; p++) {
        int32_t j = parts->pair_unit[p];
        int64_t score = needs_score ? koppel_pair_score(adding->fit, i, j) : 0;
        struct sum sum = price_pair(adding, cell, i, j, score);

        if (has_unit) {
            join_unit(adding, cell, i, score);
        }
        least.is_lost = least.is_lost || sum.is_lost;
        if (sum.value < least.value || (!may_stay && p == parts->pair_first[i])) {
            least.value = sum.value;
        }
    }
    return least;
}

static void add_household(struct adding *adding, int32_t i)
{
    struct cell *cell = &adding->cells[adding->parts.household_part[i]];
    struct sum least = find_household(adding, cell, i, true);

    cell->bound.is_lost = cell->bound.is_lost || least.is_lost;
    add(&cell->bound, least.value);
}

/* The price of an account itself; its rounded rows are apart. */
static koppel_wide account_price(const struct adding *adding, int32_t k)
{
    koppel_wide price = 0;

    for (int64_t r = adding->row_first[k]; r < adding->row_first[k + 1]; r++) {
        price += adding->rows[r].divisor == 0 ? adding->rows[r].price : 0;
    }
    return price;
}

/* Cost and price of a live account at one value. */
static struct sum price_account(const struct adding *adding, int32_t k, int64_t at)
{
    const struct koppel_open_parts *parts = &adding->parts;
    const struct cell *cell = &adding->cells[parts->account_part[k]];
    enum koppel_objective objective = koppel_account_objective(parts->ledger.accounts[k].kind);
    struct sum sum = {0};

    add_weighted(&sum, cell->weight[objective], koppel_account_cost_at(parts, k, at));
    add_weighted(&sum, -account_price(adding, k), at - parts->reach[k].low);
    return sum;
}

/* f_a, and where it is reached: convex with its breaks at these values, so the least lies at one of them. */
static struct sum find_account_least(const struct adding *adding, int32_t k, int64_t *where)
{
    const struct koppel_account *account = &adding->parts.ledger.accounts[k];
    const struct koppel_reach *reach = &adding->parts.reach[k];
    int64_t fair = koppel_spread_account_fair(account) / 1000;
    const int64_t values[] = {reach->hi, account->min, account->max, fair, fair + 1};
    struct sum least = price_account(adding, k, reach->lo);

    *where = reach->lo;
    for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
        struct sum sum = {0};

        if (values[v] < reach->lo || values[v] > reach->hi) {
            continue;
        }
        sum = price_account(adding, k, values[v]);
        least.is_lost = least.is_lost || sum.is_lost;
        if (sum.value < least.value) {
            least.value = sum.value;
            *where = values[v];
        }
    }
    return least;
}

static void add_account(struct adding *adding, int32_t k)
{
    const struct koppel_account *account = &adding->parts.ledger.accounts[k];
    struct cell *cell = &adding->cells[adding->parts.account_part[k]];
    int64_t slope = 0, where = 0;
    struct sum least = find_account_least(adding, k, &where);

    cell->bound.is_lost = cell->bound.is_lost || least.is_lost;
    add(&cell->bound, least.value);
    for (int64_t r = adding->row_first[k]; r < adding->row_first[k + 1]; r++) {
        const struct row_price *row = &adding->rows[r];

        if (row->divisor != 0) {
            add(&cell->bound, -(koppel_wide)row->price * rounded_limit(row, &adding->parts.reach[k]));
        }
    }
    if (koppel_multiply(adding->factor[koppel_account_objective(account->kind)],
                        koppel_account_slope(&adding->parts, k), &slope)) {
        cell->unit = koppel_gcd(cell->unit, slope);
    } else {
        cell->unit = 1;
    }
}

/* H_s of a part. */
static koppel_wide held_value(const struct adding *adding, int32_t part, int32_t s)
{
    const struct koppel_price_bound *result = adding->result;
    koppel_wide others =
        (koppel_wide)result->bound[s] - adding->least[(int64_t)part * adding->certificate->n_tiers + s];

    return adding->costs[result->rule[s]] - others;
}

/* LB of a part. @return false when it is not known */
static bool round_up(const struct adding *adding, int32_t part)
{
    const struct cell *cell = &adding->cells[part];
    koppel_wide unit = cell->unit > 0 ? cell->unit : 1;
    koppel_wide step = unit * cell->scale;
    koppel_wide least = (cell->bound.value / step + (cell->bound.value % step > 0)) * unit;

    if (cell->bound.is_lost || least >= INT64_MAX || least <= INT64_MIN) {
        return false;
    }
    adding->least[(int64_t)part * adding->certificate->n_tiers + adding->tier] = (int64_t)least;
    return true;
}

/* Adds up the tier at hand. @return false when it proves nothing */
static bool add_tier(struct adding *adding)
{
    const struct koppel_open_parts *parts = &adding->parts;
    const struct koppel_case *kase = adding->fit->kase;
    struct sum bound = {0};
    bool ok = true;

    for (int32_t i = 0; i < kase->n_households; i++) {
        if (parts->household_part[i] != KOPPEL_NONE) {
            add_household(adding, i);
        }
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        if (parts->unit_part[j] != KOPPEL_NONE) {
            add(&adding->cells[parts->unit_part[j]].bound,
                -(koppel_wide)tier_now(adding)->unit_price[j] * parts->places[j]);
        }
    }
    for (int32_t k = 0; k < parts->ledger.n_accounts; k++) {
        if (parts->account_part[k] != KOPPEL_NONE) {
            add_account(adding, k);
        }
    }
    add(&bound, parts->constants[adding->result->rule[adding->tier]]);
    for (int32_t p = 0; p < parts->n_parts && ok; p++) {
        for (int32_t s = 0; s < adding->tier; s++) {
            koppel_wide held = adding->cells[p].held[s];

            add(&adding->cells[p].bound, held != 0 ? -held * held_value(adding, p, s) : 0);
        }
        ok = round_up(adding, p);
        add(&bound, ok ? adding->least[(int64_t)p * adding->certificate->n_tiers + adding->tier] : 0);
    }
    ok = ok && !bound.is_lost && bound.value < INT64_MAX && bound.value > INT64_MIN;
    adding->result->bound[adding->tier] = ok ? (int64_t)bound.value : INT64_MIN;
    return ok;
}

/* ---- What a tier rules out for the tiers after it ---- */

/* Keeps the open pairs of a household whose distance from u_i is within the slack. */
static void narrow_household(struct adding *adding, int32_t i, koppel_wide slack)
{
    struct koppel_open_parts *parts = &adding->parts;
    struct cell *cell = &adding->cells[parts->household_part[i]];
    bool needs_score = cell->weight[KOPPEL_OBJECTIVE_FIT] != 0;
    koppel_wide least = find_household(adding, cell, i, false).value;
    int64_t n = parts->pair_first[i];

    for (int64_t p = parts->pair_first[i]; p < parts->pair_end[i]; p++) {
        int32_t j = parts->pair_unit[p];
        int64_t score = needs_score ? koppel_pair_score(adding->fit, i, j) : 0;

        if (price_pair(adding, cell, i, j, score).value - least <= slack) {
            parts->pair_unit[n++] = j;
        }
    }
    parts->pair_end[i] = n;
    parts->must_place[i] = parts->must_place[i] || -least > slack;
}

/* The value nearest to `limit` that counts at most `most`, from one inside that does: the function is convex. */
static int64_t narrow_end(const struct adding *adding, int32_t k, int64_t inside, int64_t limit, koppel_wide most)
{
    while (inside != limit) {
        /* rounded away from inside, so that the search moves */
        int64_t middle = inside + (limit - inside) / 2 + (limit - inside) % 2;

        if (price_account(adding, k, middle).value <= most) {
            inside = middle;
        } else {
            limit = middle < inside ? middle + 1 : middle - 1;
        }
    }
    return inside;
}

static void narrow_account(struct adding *adding, int32_t k, koppel_wide slack)
{
    struct koppel_reach *reach = &adding->parts.reach[k];
    int64_t where = 0;
    koppel_wide most = find_account_least(adding, k, &where).value + slack;
    int64_t lo = narrow_end(adding, k, where, reach->lo, most);

    reach->hi = narrow_end(adding, k, where, reach->hi, most);
    reach->lo = lo;
}

/* scale * H_t - B of a part: how much the terms of a choice may lie above their least. Below 0, or too large for the
 * arithmetic: nothing is ruled out. */
static koppel_wide slack_of(const struct adding *adding, int32_t part)
{
    const struct cell *cell = &adding->cells[part];
    koppel_wide held = held_value(adding, part, adding->tier);
    struct sum slack = {0};

    if (held > INT64_MAX || held < INT64_MIN) {
        return -1;
    }
    add(&slack, cell->scale * held);
    add(&slack, -cell->bound.value);
    return slack.is_lost ? -1 : slack.value;
}

/* A choice that costs at most H_t in its part has no pair, no household left out and no number of an account that is
 * further from its least than the slack. */
static enum koppel_status narrow_tier(struct adding *adding)
{
    const struct koppel_open_parts *parts = &adding->parts;
    koppel_wide *slack = koppel_new((size_t)parts->n_parts, sizeof *slack);

    if (slack == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t p = 0; p < parts->n_parts; p++) {
        slack[p] = slack_of(adding, p);
    }
    for (int32_t i = 0; i < adding->fit->kase->n_households; i++) {
        if (parts->household_part[i] != KOPPEL_NONE && slack[parts->household_part[i]] >= 0) {
            narrow_household(adding, i, slack[parts->household_part[i]]);
        }
    }
    for (int32_t k = 0; k < parts->ledger.n_accounts; k++) {
        if (parts->account_part[k] != KOPPEL_NONE && slack[parts->account_part[k]] >= 0) {
            narrow_account(adding, k, slack[parts->account_part[k]]);
        }
    }
    free(slack);
    return KOPPEL_OK;
}

static bool has_unit_prices(const struct adding *adding)
{
    const int64_t *price = tier_now(adding)->unit_price;
    bool ok = price != NULL;

    for (int32_t j = 0; j < adding->fit->kase->n_units && ok; j++) {
        ok = price[j] >= 0 && price[j] <= KOPPEL_MOST_PRICE;
    }
    return ok;
}

static enum koppel_status add_tiers(struct adding *adding)
{
    enum koppel_status status = KOPPEL_OK;

    for (; adding->tier < adding->certificate->n_tiers && status == KOPPEL_OK; adding->tier++) {
        bool ok = false;

        adding->result->rule[adding->tier] = find_rule(adding);
        ok = tier_now(adding)->has_prices && adding->result->rule[adding->tier] != KOPPEL_NONE &&
             has_unit_prices(adding) && make_cells(adding);
        if (ok) {
            status = list_rows(adding);
            ok = status == KOPPEL_OK && add_tier(adding);
            status = status == KOPPEL_E_ARGUMENT ? KOPPEL_OK : status;
            status = ok && adding->tier + 1 < adding->certificate->n_tiers ? narrow_tier(adding) : status;
        }
        adding->result->is_known[adding->tier] = ok;
    }
    return status;
}

enum koppel_status koppel_price_bound_make(const struct koppel_suitability *fit, const int64_t *costs,
                                           const struct koppel_certificate *certificate,
                                           struct koppel_price_bound *bound)
{
    struct adding adding = {.fit = fit, .certificate = certificate, .costs = costs, .result = bound};
    enum koppel_status status = KOPPEL_OK;

    *bound = (struct koppel_price_bound){0};
    status = koppel_open_parts_make(fit, &adding.parts);
    if (status != KOPPEL_OK) {
        return status;
    }
    adding.cells = koppel_new((size_t)adding.parts.n_parts, sizeof *adding.cells);
    adding.least = koppel_new((size_t)adding.parts.n_parts * KOPPEL_MAX_TIERS, sizeof *adding.least);
    adding.row_first = koppel_new((size_t)adding.parts.ledger.n_accounts + 2, sizeof *adding.row_first);
    status =
        adding.cells != NULL && adding.least != NULL && adding.row_first != NULL ? add_tiers(&adding) : KOPPEL_E_MEMORY;
    free(adding.cells);
    free(adding.least);
    free(adding.row_first);
    free(adding.rows);
    koppel_open_parts_free(&adding.parts);
    return status;
}
