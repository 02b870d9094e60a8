// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* exchange_table.c - exchange.csv: who is housed outside the municipality of their link, and what that frees for whom
 * (see documents.h).
 *
 * SOURCE  docs/model.md section 27: the households that compete for the homes of a municipality are those that an
 * alternating search reaches (Hall).
 */
#include "report/documents.h"

#include "report/hold.h"

#include <stdlib.h>

/* What one search needs. The last four are of one search. */
struct exchange {
    const struct koppel_report *report;
    struct koppel_holds holds;
    int32_t *first_in;         /* n_units: a household that is offered it, or KOPPEL_NONE */
    int32_t *next_in;          /* n_households: the next one in the same unit, or KOPPEL_NONE */
    int32_t *n_in;             /* n_units: households that are offered it */
    int32_t *queue;            /* n_households */
    unsigned char *is_reached; /* n_households */
    unsigned char *is_seen;    /* n_units */
    int32_t n_reached;
};

static void exchange_free(struct exchange *exchange)
{
    koppel_holds_free(&exchange->holds);
    free(exchange->first_in);
    free(exchange->next_in);
    free(exchange->n_in);
    free(exchange->queue);
    free(exchange->is_reached);
    free(exchange->is_seen);
}

static enum koppel_status exchange_make(struct exchange *exchange, const struct koppel_report *report)
{
    size_t n_households = (size_t)report->fit->kase->n_households;
    size_t n_units = (size_t)report->fit->kase->n_units;

    *exchange = (struct exchange){.report = report,
                                  .first_in = koppel_new(n_units, sizeof(int32_t)),
                                  .next_in = koppel_new(n_households, sizeof(int32_t)),
                                  .n_in = koppel_new(n_units, sizeof(int32_t)),
                                  .queue = koppel_new(n_households, sizeof(int32_t)),
                                  .is_reached = koppel_new(n_households, 1),
                                  .is_seen = koppel_new(n_units, 1)};
    if (exchange->first_in == NULL || exchange->next_in == NULL || exchange->n_in == NULL || exchange->queue == NULL ||
        exchange->is_reached == NULL || exchange->is_seen == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t j = 0; j < n_units; j++) {
        exchange->first_in[j] = KOPPEL_NONE;
    }
    for (int32_t i = (int32_t)n_households - 1; i >= 0; i--) {
        int32_t j = report->proposal->unit_of[i];

        if (j != KOPPEL_NONE) {
            exchange->next_in[i] = exchange->first_in[j];
            exchange->first_in[j] = i;
            exchange->n_in[j]++;
        }
    }
    return koppel_holds_make(&exchange->holds, report->fit, report->verdict);
}

/* Could the household take a free place of the unit, with everything else unchanged? */
static bool is_free_for(const struct exchange *exchange, int32_t household, int32_t unit)
{
    const struct koppel_offer_change change = {.household = household,
                                               .unit = unit,
                                               .from = exchange->report->proposal->unit_of[household],
                                               .leaves = KOPPEL_NONE};

    return exchange->n_in[unit] < exchange->report->fit->kase->units[unit].places &&
           koppel_hold_find(&exchange->holds, KOPPEL_MUST, &change).account == KOPPEL_NONE;
}

static void reach(struct exchange *exchange, int32_t household)
{
    if (!exchange->is_reached[household]) {
        exchange->is_reached[household] = 1;
        exchange->queue[exchange->n_reached++] = household;
    }
}

/* Reaches everybody who would have to move or give way if the household stayed in a municipality.
 * @return true when there is a home for all of them */
static bool find_competitors(struct exchange *exchange, int32_t household, int32_t municipality)
{
    const struct koppel_case *kase = exchange->report->fit->kase;

    for (int32_t i = 0; i < kase->n_households; i++) {
        exchange->is_reached[i] = 0;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        exchange->is_seen[j] = koppel_unit_municipality(kase, j) != municipality;
    }
    exchange->n_reached = 0;
    reach(exchange, household);
    for (int32_t k = 0; k < exchange->n_reached; k++) {
        int32_t i = exchange->queue[k];

        for (int32_t j = 0; j < kase->n_units; j++) {
            if (exchange->is_seen[j] || koppel_household_fits_unit(exchange->report->fit, i, j) != KOPPEL_SUITABLE) {
                continue;
            }
            if (is_free_for(exchange, i, j)) {
                return true;
            }
            exchange->is_seen[j] = 1;
            for (int32_t in = exchange->first_in[j]; in != KOPPEL_NONE; in = exchange->next_in[in]) {
                reach(exchange, in);
            }
        }
    }
    return false;
}

/* Of those who compete with the first, the one with the fewest urgency points, then persons, then the last row: who
 * would be left first. The household itself when no home of its municipality suits it. */
static int32_t left_first(const struct exchange *exchange)
{
    const struct koppel_need *needs = exchange->report->fit->needs;
    int32_t left = exchange->queue[0];

    for (int32_t k = 1; k < exchange->n_reached; k++) {
        int32_t i = exchange->queue[k];
        const struct koppel_need *a = &needs[i], *b = &needs[left];

        if (k == 1 || a->urgency_points < b->urgency_points ||
            (a->urgency_points == b->urgency_points &&
             (a->persons_target < b->persons_target || (a->persons_target == b->persons_target && i > left)))) {
            left = i;
        }
    }
    return left;
}

static void exchange_row(struct koppel_csv *csv, struct exchange *exchange, int32_t household)
{
    const struct koppel_suitability *fit = exchange->report->fit;
    const struct koppel_case *kase = fit->kase;
    int32_t unit = exchange->report->proposal->unit_of[household];
    int32_t from = kase->households[household].municipality;
    bool frees_nobody = find_competitors(exchange, household, from);
    int32_t left = left_first(exchange);

    koppel_csv_text(csv, kase->households[household].id);
    koppel_csv_whole(csv, fit->needs[household].persons_target);
    koppel_csv_text(csv, kase->municipalities[from].id);
    koppel_csv_text(csv, kase->municipalities[koppel_unit_municipality(kase, unit)].id);
    koppel_csv_text(csv, kase->units[unit].id);
    koppel_csv_text(csv, frees_nobody ? NULL : kase->households[left].id);
    koppel_csv_maybe(csv, frees_nobody ? KOPPEL_UNKNOWN : fit->needs[left].persons_target);
    koppel_csv_maybe(csv, frees_nobody ? KOPPEL_UNKNOWN : exchange->n_reached);
    koppel_csv_end(csv);
}

bool koppel_offer_crosses(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int32_t linked = fit->kase->households[household].municipality;

    return unit != KOPPEL_NONE && linked != KOPPEL_NONE && linked != koppel_unit_municipality(fit->kase, unit);
}

enum koppel_status koppel_exchange_table(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"household", "persons",   "from",          "to",
                                        "unit",      "frees_for", "frees_persons", "competing"};
    struct koppel_csv csv = koppel_csv_begin(text, report->fit->kase);
    struct exchange exchange = {0};
    enum koppel_status status = exchange_make(&exchange, report);

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t i = 0; i < report->fit->kase->n_households && status == KOPPEL_OK; i++) {
        if (koppel_offer_crosses(report->fit, i, report->proposal->unit_of[i])) {
            exchange_row(&csv, &exchange, i);
        }
    }
    exchange_free(&exchange);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}

bool koppel_has_borders(const struct koppel_suitability *fit)
{
    return fit->policy->link_scope == KOPPEL_LINK_EXCHANGE || fit->policy->border_max_households != KOPPEL_UNKNOWN ||
           fit->kase->n_borders > 0;
}
