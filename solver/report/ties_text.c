/* ties_text.c - what the lot decided (see ties_text.h). */
#include "report/ties_text.h"

#include "report/wording.h"

#include <inttypes.h>

static void say_number(struct koppel_text *text, const struct koppel_tie_draw *ties)
{
    if (ties->n_offers == 0 && ties->n_left == 0 && ties->is_counted) {
        koppel_text_add(text, "No offer was decided by lot.");
        return;
    }
    if (ties->n_offers == 0 && ties->n_left == 0) {
        return; /* so far as it is known */
    }
    koppel_text_add(text, "%s", ties->is_counted ? "" : _("At least "));
    koppel_say_count(text, ties->n_offers, "offer was", "offers were");
    koppel_text_add(text, " decided by lot (seed %" PRIu64 ")", ties->seed);
    if (ties->n_left > 0) {
        koppel_text_add(text, ", and that ");
        koppel_say_count(text, ties->n_left, "household is left", "households are left");
    }
    koppel_text_add(text, ".");
}

void koppel_say_ties(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_tie_draw *ties = &report->proposal->ties;
    const char *between = ties->n_offers > 0 || ties->n_left > 0 ? " " : "";

    switch (ties->state) {
    case KOPPEL_TIES_DRAWN:
        say_number(text, ties);
        return;
    case KOPPEL_TIES_MANY:
        say_number(text, ties);
        koppel_text_add(text, "%sNot all ties were drawn, because a part of the case is too large for it.", between);
        return;
    case KOPPEL_TIES_TIME:
        say_number(text, ties);
        koppel_text_add(text, "%sNot all ties were drawn, because the run was stopped first.", between);
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

void koppel_ties_json(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_tie_draw *ties = &report->proposal->ties;

    koppel_text_add(text, "  \"lot\": {\"state\": \"%s\", \"sum\": \"%" PRId64 "\"", koppel_ties_name(ties->state),
                    ties->sum);
    if (ties->state != KOPPEL_TIES_UNPROVEN) {
        koppel_text_add(text, ", \"offers\": %" PRId64 ", \"left\": %" PRId64, ties->n_offers, ties->n_left);
        koppel_text_add(text, ", \"counted\": %s", ties->is_counted ? "true" : "false");
    }
    koppel_text_add(text, "},\n");
}
