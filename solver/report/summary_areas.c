// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_areas.c - the areas of even spread that are full or over their limit (see summary.h). */
#include "report/summary.h"

#include "report/area_tables.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

enum { AREAS_SHOWN = 5 };

/* An area, with how far it is over its limit: 0 when it is full. */
struct crowded {
    int64_t over;
    int32_t account;
};

static int compare(const void *left, const void *right)
{
    const struct crowded *a = left;
    const struct crowded *b = right;

    if (a->over != b->over) {
        return a->over > b->over ? -1 : 1;
    }
    return (a->account > b->account) - (a->account < b->account);
}

/* @return how many areas are full or over, the most over first */
static int32_t find_crowded(const struct koppel_report *report, struct crowded *list)
{
    int32_t n = 0;

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        int64_t after = account->base + account->placed;

        if (account->kind == KOPPEL_ACCOUNT_SPREAD && account->max != KOPPEL_UNKNOWN && account->reference > 0 &&
            after > 0 && after >= koppel_area_limit(report->fit, account)) {
            list[n++] = (struct crowded){after - koppel_area_limit(report->fit, account), k};
        }
    }
    qsort(list, (size_t)n, sizeof *list, compare);
    return n;
}

static void say_area(struct koppel_text *text, const struct koppel_report *report, const struct crowded *area)
{
    const struct koppel_account *account = &report->verdict->accounts[area->account];
    bool homes = report->fit->policy->spread_measure == KOPPEL_MEASURE_HOMES;
    struct koppel_text name = {0};
    const char *shown = "";

    koppel_say_area(&name, report->fit->kase, account->area, account->place);
    shown = name.bytes != NULL ? name.bytes : "";
    if (area->over > 0) {
        koppel_text_add(text,
                        homes ? _("%s: %" PRId64 " of at most %" PRId64 " homes, %" PRId64 " too many.")
                              : _("%s: %" PRId64 " of at most %" PRId64 " people, %" PRId64 " too many."),
                        shown, account->base + account->placed, koppel_area_limit(report->fit, account), area->over);
    } else {
        koppel_text_add(text,
                        homes ? _("%s: %" PRId64 " of at most %" PRId64 " homes; it is full.")
                              : _("%s: %" PRId64 " of at most %" PRId64 " people; it is full."),
                        shown, account->base + account->placed, koppel_area_limit(report->fit, account));
    }
    text->failed = text->failed || name.failed;
    koppel_text_free(&name);
}

/* The areas list[0 .. n), a few or all of them. */
static void add_areas(struct koppel_text *text, const struct koppel_report *report, const struct crowded *list,
                      int32_t n, bool all)
{
    bool over = n > 0 && list[0].over > 0;
    int32_t n_shown = all || n < AREAS_SHOWN ? n : AREAS_SHOWN;
    int32_t n_more = n - n_shown;

    for (int32_t k = 0; k < n_shown; k++) {
        struct koppel_text draft = {0};

        say_area(&draft, report, &list[k]);
        koppel_lay_draft(text, &draft, 2, 4);
    }
    if (n_more > 0 && over) {
        koppel_text_add(text,
                        n_more == 1 ? _("  %" PRId32 " more is over its limit; --verbose shows all.\n")
                                    : _("  %" PRId32 " more are over their limit; --verbose shows all.\n"),
                        n_more);
    } else if (n_more > 0) {
        koppel_text_add(text,
                        n_more == 1 ? _("  %" PRId32 " more is full; --verbose shows all.\n")
                                    : _("  %" PRId32 " more are full; --verbose shows all.\n"),
                        n_more);
    }
}

static void heading(struct koppel_text *text, enum koppel_area level)
{
    switch (level) {
    case KOPPEL_AREA_DISTRICT:
        koppel_text_add(text, "\nDistricts (wijken) over their limit, or full\n");
        return;
    case KOPPEL_AREA_COMPLEX:
        koppel_text_add(text, "\nComplexes over their limit, or full\n");
        return;
    default:
        koppel_text_add(text, "\nNeighbourhoods (buurten) over their limit, or full\n");
        return;
    }
}

enum koppel_status koppel_full_areas_text(struct koppel_text *text, const struct koppel_report *report, bool all)
{
    struct crowded *list = koppel_new((size_t)report->verdict->n_accounts, sizeof *list);
    int32_t n = 0;
    int32_t n_over = 0;

    if (list == NULL) {
        return KOPPEL_E_MEMORY;
    }
    n = find_crowded(report, list);
    while (n_over < n && list[n_over].over > 0) {
        n_over++;
    }
    if (n > 0) {
        heading(text, report->fit->policy->spread_level);
        add_areas(text, report, list, n_over, all);
        add_areas(text, report, list + n_over, n - n_over, all);
    }
    free(list);
    return koppel_text_status(text);
}
