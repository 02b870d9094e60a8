// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* home_choices.c - homes to choose from (see home_choices.h). */
#include "report/home_choices.h"

#include "base/memory.h"
#include "model/score.h"
#include "report/summary_json.h"

#include <inttypes.h>
#include <stdlib.h>

enum { POINT = 1000000 }; /* micro-points of a point */

struct choice {
    int32_t unit;
    enum koppel_refusal refusal;
    int64_t score;       /* micro-points; of a home that suits */
    int32_t n_offered;   /* households */
    int32_t first_offer; /* row of the first of them, or KOPPEL_NONE */
};

static int compare_choices(const void *a, const void *b)
{
    const struct choice *one = a;
    const struct choice *two = b;
    bool suits_one = one->refusal == KOPPEL_SUITABLE;
    bool suits_two = two->refusal == KOPPEL_SUITABLE;

    if (suits_one != suits_two) {
        return suits_one ? -1 : 1;
    }
    if (suits_one && one->score != two->score) {
        return one->score > two->score ? -1 : 1;
    }
    return one->unit - two->unit;
}

static void find(const struct koppel_suitability *fit, const struct koppel_proposal *proposal, int32_t household,
                 struct choice *choices)
{
    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        enum koppel_refusal refusal = koppel_household_fits_unit(fit, household, j);

        choices[j] = (struct choice){.unit = j,
                                     .refusal = refusal,
                                     .score = refusal == KOPPEL_SUITABLE ? koppel_pair_score(fit, household, j) : 0,
                                     .first_offer = KOPPEL_NONE};
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        struct choice *choice = proposal->unit_of[i] != KOPPEL_NONE ? &choices[proposal->unit_of[i]] : NULL;

        if (choice != NULL && choice->n_offered++ == 0) {
            choice->first_offer = i;
        }
    }
}

static void say_offered(const struct koppel_case *kase, const struct koppel_proposal *proposal,
                        const struct choice *choice, struct koppel_text *text)
{
    int32_t n = 0;

    koppel_text_add(text, KOPPEL_SAME("["));
    for (int32_t i = choice->first_offer; n < choice->n_offered; i++) {
        if (proposal->unit_of[i] == choice->unit) {
            koppel_text_add(text, n++ > 0 ? KOPPEL_SAME(", ") : KOPPEL_SAME(""));
            koppel_json_string(text, kase->households[i].id);
        }
    }
    koppel_text_add(text, KOPPEL_SAME("]"));
}

static void say_choice(const struct koppel_case *kase, const struct koppel_proposal *proposal,
                       const struct choice *choice, struct koppel_text *text)
{
    koppel_text_add(text, KOPPEL_SAME("{\"home\": "));
    koppel_json_string(text, kase->units[choice->unit].id);
    koppel_text_add(text, KOPPEL_SAME(", \"rule\": "));
    koppel_json_string(text, choice->refusal != KOPPEL_SUITABLE ? koppel_refusal_code(choice->refusal) : NULL);
    if (choice->refusal == KOPPEL_SUITABLE) {
        koppel_text_add(text, KOPPEL_SAME(", \"score\": %" PRId64 ", \"households\": "),
                        (choice->score + POINT / 2) / POINT);
    } else {
        koppel_text_add(text, KOPPEL_SAME(", \"score\": null, \"households\": "));
    }
    say_offered(kase, proposal, choice, text);
    koppel_text_add(text, KOPPEL_SAME("}"));
}

enum koppel_status koppel_home_choices_json(const struct koppel_suitability *fit,
                                            const struct koppel_proposal *proposal, int32_t household,
                                            const char *indent, struct koppel_text *text)
{
    int32_t n = fit->kase->n_units;
    struct choice *choices = koppel_new((size_t)n + 1, sizeof *choices);

    if (choices == NULL) {
        return KOPPEL_E_MEMORY;
    }
    find(fit, proposal, household, choices);
    qsort(choices, (size_t)n, sizeof *choices, compare_choices);
    koppel_text_add(text, KOPPEL_SAME("["));
    for (int32_t k = 0; k < n; k++) {
        koppel_text_add(text, KOPPEL_SAME("%s\n%s  "), k > 0 ? "," : "", indent);
        say_choice(fit->kase, proposal, &choices[k], text);
    }
    koppel_text_add(text, KOPPEL_SAME("\n%s]"), indent);
    free(choices);
    return koppel_text_status(text);
}
