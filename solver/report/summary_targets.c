// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_targets.c - what a proposal does for the targets of municipalities, in sentences (see summary.h). */
#include "report/summary.h"

#include "report/area_tables.h"
#include "report/documents.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MUNICIPALITIES_SHOWN = 5 };

/* A municipality, with what decides its place in the list. */
struct listed {
    int64_t n_short, to_house;
    int32_t municipality;
};

static int compare(const void *left, const void *right)
{
    const struct listed *a = left;
    const struct listed *b = right;

    if (a->n_short != b->n_short) {
        return a->n_short > b->n_short ? -1 : 1;
    }
    if (a->to_house != b->to_house) {
        return a->to_house > b->to_house ? -1 : 1;
    }
    return (a->municipality > b->municipality) - (a->municipality < b->municipality);
}

/* The rows of municipalities: more people short first, then more to house, then the order of the table. NULL: no memory */
static int32_t *by_need(const struct koppel_report *report)
{
    int32_t n = report->fit->kase->n_municipalities;
    struct listed *list = koppel_new((size_t)n, sizeof *list);
    int32_t *rows = koppel_new((size_t)n, sizeof *rows);

    if (list == NULL || rows == NULL) {
        free(list);
        free(rows);
        return NULL;
    }
    for (int32_t m = 0; m < n; m++) { /* the accounts of targets come first, in row order */
        list[m] = (struct listed){koppel_persons_short(report->fit, &report->verdict->accounts[m]),
                                  koppel_municipality_persons_left(report->fit, m), m};
    }
    qsort(list, (size_t)n, sizeof *list, compare);
    for (int32_t k = 0; k < n; k++) {
        rows[k] = list[k].municipality;
    }
    free(list);
    return rows;
}

static void say_municipality(struct koppel_text *text, const char *name, int64_t to_house, int64_t placed,
                             int64_t n_short)
{
    if (n_short == 0) {
        koppel_text_add(text, "%s: %" PRId64 " to house, %" PRId64 " get a home; the target is met.", name, to_house,
                        placed);
    } else {
        koppel_text_add(text, "%s: %" PRId64 " to house, %" PRId64 " get a home, %" PRId64 " short.", name, to_house,
                        placed, n_short);
    }
}

/* All municipalities together. */
static void add_total(struct koppel_text *text, const struct koppel_report *report, const struct koppel_tally *tally)
{
    struct koppel_text draft = {0};
    int64_t placed = 0;
    int64_t beyond = 0;

    for (int32_t m = 0; m < report->fit->kase->n_municipalities; m++) {
        placed += report->verdict->accounts[m].placed;
    }
    koppel_text_add(&draft,
                    "All %" PRId32 " municipalities: %" PRId64 " to house, %" PRId64 " get a home, %" PRId64 " short.",
                    report->fit->kase->n_municipalities, tally->to_house, placed, tally->persons_short);
    beyond = tally->persons_short - (tally->to_house - placed);
    if (beyond > 0) {
        koppel_text_add(&draft,
                        " Of those who get a home, %" PRId64 " are more than the target of their municipality asks, "
                        "which makes nobody less short elsewhere.",
                        beyond);
    }
    koppel_lay_draft(text, &draft, 2, 4);
}

/* How many are housed outside the municipality of their link. */
static void say_borders(struct koppel_text *text, const struct koppel_report *report)
{
    int32_t most = report->fit->policy->border_max_households;
    int32_t n_households = 0;
    int64_t n_persons = 0;
    struct koppel_text draft = {0};

    for (int32_t i = 0; i < report->fit->kase->n_households; i++) {
        if (koppel_offer_crosses(report->fit, i, report->proposal->unit_of[i])) {
            n_households++;
            n_persons += report->fit->needs[i].persons_target;
        }
    }
    koppel_text_add(
        &draft,
        n_households == 1
            ? _("Outside the municipality of their link: %" PRId32 " household, %" PRId64 " people (exchange.csv).")
            : _("Outside the municipality of their link: %" PRId32 " households, %" PRId64 " people (exchange.csv)."),
        n_households, n_persons);
    if (most != KOPPEL_UNKNOWN) {
        koppel_text_add(&draft, " The policy allows %" PRId32 ".", most);
    }
    koppel_lay_draft(text, &draft, 2, 4);
}

enum koppel_status koppel_targets_text(struct koppel_text *text, const struct koppel_report *report,
                                       const struct koppel_tally *tally, bool all)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t n = kase->n_municipalities;
    int32_t *rows = by_need(report);
    int32_t n_more = 0;

    if (rows == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_text_add(text, "\nTarget (taakstelling), in people\n");
    if (n > 1) {
        add_total(text, report, tally);
    }
    for (int32_t k = 0; k < n; k++) {
        const struct koppel_account *account = &report->verdict->accounts[rows[k]];
        int64_t n_short = koppel_persons_short(report->fit, account);
        struct koppel_text draft = {0};

        if (all || n == 1 || (n_short > 0 && k < MUNICIPALITIES_SHOWN)) {
            say_municipality(&draft, koppel_municipality_name(kase, rows[k]),
                             koppel_municipality_persons_left(report->fit, rows[k]), account->placed, n_short);
            koppel_lay_draft(text, &draft, 2, 4);
        } else if (n_short > 0) {
            n_more++;
        }
    }
    if (n_more > 0) {
        koppel_text_add(text,
                        n_more == 1 ? _("  %" PRId32 " more municipality is short; --verbose shows all.\n")
                                    : _("  %" PRId32 " more municipalities are short; --verbose shows all.\n"),
                        n_more);
    }
    free(rows);
    if (koppel_has_borders(report->fit)) {
        say_borders(text, report);
    }
    return koppel_text_status(text);
}
