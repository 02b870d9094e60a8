// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ties_text.c - what the lot decided (see ties_text.h). */
#include "report/ties_text.h"

#include "report/summary_json.h"
#include "report/wording.h"

#include <inttypes.h>

/* "6 offers were decided by lot (seed 1)." and what of those who get no home for it. */
static void say_number(struct koppel_text *text, const struct koppel_tie_draw *ties)
{
    if (ties->n_offers == 0 && ties->n_left == 0) {
        if (ties->is_counted) {
            koppel_text_add(text, "No offer was decided by lot.");
        }
        return; /* so far as it is known */
    }
    if (ties->is_counted) {
        koppel_text_add(text,
                        ties->n_offers == 1 ? _("%" PRId64 " offer was decided by lot (seed %" PRIu64 ").")
                                            : _("%" PRId64 " offers were decided by lot (seed %" PRIu64 ")."),
                        ties->n_offers, ties->seed);
    } else {
        koppel_text_add(text,
                        ties->n_offers == 1 ? _("At least %" PRId64 " offer was decided by lot (seed %" PRIu64 ").")
                                            : _("At least %" PRId64 " offers were decided by lot (seed %" PRIu64 ")."),
                        ties->n_offers, ties->seed);
    }
    if (ties->n_left > 0) {
        koppel_text_add(text,
                        ties->n_left == 1 ? _(" By lot %" PRId64 " household gets no home.")
                                          : _(" By lot %" PRId64 " households get no home."),
                        ties->n_left);
    }
}

/* A sentence behind others. */
static void say_next(struct koppel_text *text, const char *sentence)
{
    koppel_text_add(text, "%s", text->n_bytes > 0 ? " " : "");
    koppel_text_add(text, "%s", sentence);
}

void koppel_say_ties(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_tie_draw *ties = &report->proposal->ties;

    switch (ties->state) {
    case KOPPEL_TIES_DRAWN:
        say_number(text, ties);
        return;
    case KOPPEL_TIES_MANY:
        say_number(text, ties);
        say_next(text, _("Not all ties were drawn, because a part of the case is too large for it."));
        return;
    case KOPPEL_TIES_TIME:
        say_number(text, ties);
        say_next(text, _("Not all ties were drawn, because the run was stopped first."));
        return;
    case KOPPEL_TIES_UNPROVEN:
        koppel_text_add(text, "Ties were not drawn by lot, because it is not proven that no other proposal is better.");
        return;
    }
}

const char *koppel_ties_name(enum koppel_ties state)
{
    static const char *const names[] = {[KOPPEL_TIES_DRAWN] = "drawn",
                                        [KOPPEL_TIES_MANY] = "too_large",
                                        [KOPPEL_TIES_TIME] = "stopped",
                                        [KOPPEL_TIES_UNPROVEN] = "not_proven"};

    return names[state];
}

static void list_households(struct koppel_text *text, const struct koppel_report *report)
{
    const char *between = "";

    koppel_text_add(text, ", \"households\": [");
    for (int32_t i = 0; i < report->fit->kase->n_households; i++) {
        if (koppel_lot_decided(report->proposal, i)) {
            koppel_text_add(text, "%s", between);
            koppel_json_string(text, report->fit->kase->households[i].id);
            between = ", ";
        }
    }
    koppel_text_add(text, "]");
}

void koppel_ties_json(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_tie_draw *ties = &report->proposal->ties;

    koppel_text_add(text, "  \"lot\": {\"state\": \"%s\", \"sum\": \"%" PRId64 "\"", koppel_ties_name(ties->state),
                    ties->sum);
    if (ties->state != KOPPEL_TIES_UNPROVEN) {
        koppel_text_add(text, ", \"offers\": %" PRId64 ", \"left\": %" PRId64, ties->n_offers, ties->n_left);
        koppel_text_add(text, ", \"counted\": %s", ties->is_counted ? "true" : "false");
        list_households(text, report);
    }
    koppel_text_add(text, "},\n");
}
