// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* earlier_notes.c - what a user should know of an earlier proposal (see earlier_notes.h). */
#include "solve/earlier_notes.h"

#include "base/text.h"

#include <inttypes.h>

enum { NAMED = 3 };

static const char *cause_of(enum koppel_fate fate)
{
    static const char *const causes[KOPPEL_N_FATES] = {
        [KOPPEL_FATE_STANDS] = "",
        [KOPPEL_FATE_UNSUITABLE] = N_("the home does not suit any more"),
        [KOPPEL_FATE_DECIDED] = N_("recorded decisions keep the household or the home otherwise"),
    };

    return causes[fate][0] != '\0' ? _(causes[fate]) : "";
}

static void say_offer(struct koppel_text *text, const struct koppel_suitability *fit, int32_t row)
{
    const struct koppel_earlier_offer *offer = &fit->kase->earlier[row];

    koppel_text_add(text, "%s in %s on row %ld", offer->household_id, offer->unit_id, offer->line);
    if (fit->earlier_fate[row] == KOPPEL_FATE_UNSUITABLE) {
        koppel_text_add(text, " (%s)",
                        _(koppel_refusal_code(koppel_household_fits_unit(fit, offer->household, offer->unit))));
    }
}

/* One note on all offers of a fate. */
static void note_fate(const struct koppel_suitability *fit, enum koppel_fate fate, struct koppel_errors *notes)
{
    const struct koppel_case *kase = fit->kase;
    struct koppel_text names = {0};
    int32_t n = 0;

    for (int32_t k = 0; k < kase->n_earlier; k++) {
        if (fit->earlier_fate[k] == fate && n++ < NAMED) {
            koppel_text_add(&names, n > 1 ? ", " : "");
            say_offer(&names, fit, k);
        }
    }
    if (n > NAMED) {
        koppel_text_add(&names, " and %" PRId32 " more", n - NAMED);
    }
    if (n > 0 && koppel_text_status(&names) == KOPPEL_OK) {
        koppel_errors_add(notes, KOPPEL_OK, kase->earlier_file, 0, 0,
                          "%" PRId32 " of %" PRId32 " earlier offers cannot stand, because %s: %s", n, kase->n_earlier,
                          cause_of(fate), names.bytes);
    }
    koppel_text_free(&names);
}

/* One note on all rows about what the case does not have. */
static void note_gone(const struct koppel_case *kase, struct koppel_errors *notes)
{
    struct koppel_text names = {0};
    int32_t n = 0;

    for (int32_t k = 0; k < kase->n_earlier; k++) {
        const struct koppel_earlier_offer *offer = &kase->earlier[k];

        if ((offer->household == KOPPEL_NONE || offer->unit == KOPPEL_NONE) && n++ < NAMED) {
            koppel_text_add(&names, "%s%s in %s on row %ld", n > 1 ? ", " : "", offer->household_id, offer->unit_id,
                            offer->line);
        }
    }
    if (n > NAMED) {
        koppel_text_add(&names, " and %" PRId32 " more", n - NAMED);
    }
    if (n > 0 && koppel_text_status(&names) == KOPPEL_OK) {
        koppel_errors_add(notes, KOPPEL_OK, kase->earlier_file, 0, 0,
                          2 * n > kase->n_earlier
                              ? _("%" PRId32 " of %" PRId32 " earlier offers are about a household or home that is not "
                                  "in this case: %s. Is it the proposal of another case?")
                              : _("%" PRId32 " of %" PRId32 " earlier offers are about a household or home that is not "
                                  "in this case: %s"),
                          n, kase->n_earlier, names.bytes);
    }
    koppel_text_free(&names);
}

static bool counts_kept(const struct koppel_policy *policy)
{
    bool counts = policy->stay_max_changes != KOPPEL_UNKNOWN;

    for (int32_t t = 0; t < policy->n_tiers; t++) {
        counts = counts || policy->tiers[t].weight[KOPPEL_OBJECTIVE_STAY] != 0;
    }
    return counts;
}

void koppel_earlier_note(const struct koppel_suitability *fit, struct koppel_errors *notes)
{
    if (!fit->kase->has_earlier && counts_kept(fit->policy)) {
        koppel_errors_add(notes, KOPPEL_OK, NULL, 0, 0,
                          "the policy counts the offers of an earlier proposal that are kept (stay), but there is none "
                          "to compare with: name it with --earlier");
    }
    if (fit->kase->has_earlier) {
        note_gone(fit->kase, notes);
    }
    for (int fate = KOPPEL_FATE_UNSUITABLE; fit->kase->has_earlier && fate < KOPPEL_N_FATES; fate++) {
        note_fate(fit, (enum koppel_fate)fate, notes);
    }
}
