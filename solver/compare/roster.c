// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* roster.c - the policies that `koppel compare` knows by name (see roster.h). */
#include "compare/roster.h"

#include "base/index.h"
#include "io/embedded_file.h"
#include "io/policy_reader.h"

#include <string.h>

static const struct {
    const char *name;
    const char *about;
    const char *source;
} rows[] = {
    {"no-spread",
     N_("target, urgency, agreements and fit, without any rule on spread: what the price of spread is measured "
        "against"),
     ""},
    {"first-come",
     N_("each home, as it comes free, to the household linked first of those that it suits: today's practice of one "
        "offer"),
     ""},
    {"urgency-order", N_("the most urgent household chooses the best home that is left, then the next"), ""},
    {"random-order", N_("the households choose in an order drawn by lot (random serial dictatorship)"),
     "Abdulkadiroglu and Sonmez 1998"},
    {"greedy-spread", N_("as urgency-order, but no home is offered where the cap on spread would be passed"), ""},
    {"max-households", N_("as many households and persons as can be housed, then the best fit"),
     "Hopcroft and Karp 1973"},
    {"max-fit", N_("the most points of fit, whoever is left"), "Ahani et al. 2021"},
    {"stable", N_("no household and corporation would rather have each other (deferred acceptance)"),
     "Gale and Shapley 1962"},
    {"stable-maximum", N_("the same, which no pair blocks while a household takes any home that suits"),
     "Andersson and Ehlers 2020"},
    {"lottery", N_("a draw with the most equal chances of a home that the homes allow, then the best fit"),
     "Bogomolnaia and Moulin 2004"},
    {"cap-must", N_("no neighbourhood above its cap, whatever it costs"), "Benabbou et al. 2018"},
    {"cap-goal", N_("as few persons above caps as can be, without leaving anybody for it"), ""},
    {"band-must", N_("no neighbourhood above its cap, as few as can be below their least number"), ""},
    {"band-goal", N_("as near to the band of cap and least number as can be, without leaving anybody for it"), ""},
    {"absolute-must", N_("at most 8 persons placed in a neighbourhood"), ""},
    {"absolute-goal", N_("as few persons as can be beyond 8 placed in a neighbourhood"), ""},
    {"even-goal", N_("as near to the fair shares as can be, without leaving anybody for it"), ""},
    {"even-first", N_("as near to the fair shares as can be, before all else: no target weighs against it"), ""},
    {"leximin", N_("the group that is worst off gets the largest share that can be, then the next, before all else"),
     "Freund et al. 2023"},
    {"floor", N_("every group gets at least nine tenths of what first-come gives it, before all else"),
     "Freund et al. 2023"},
};

enum { N_ROWS = sizeof rows / sizeof *rows };

bool koppel_roster_entry(int32_t row, struct koppel_roster_entry *entry)
{
    if (row < 0 || row >= N_ROWS) {
        return false;
    }
    *entry = (struct koppel_roster_entry){.name = rows[row].name,
                                          .about = rows[row].about,
                                          .source = rows[row].source,
                                          .procedure = koppel_procedure_find(rows[row].name)};
    return true;
}

int32_t koppel_roster_find(const char *name)
{
    for (int32_t row = 0; row < N_ROWS; row++) {
        if (strcmp(rows[row].name, name) == 0) {
            return row;
        }
    }
    return KOPPEL_NONE;
}

const char *koppel_roster_nearest(const char *name)
{
    struct koppel_index index = {0};
    const char *nearest = NULL;
    int32_t found = KOPPEL_NONE;

    for (int32_t row = 0; row < N_ROWS; row++) {
        if (koppel_index_put(&index, rows[row].name, row, &found) != KOPPEL_OK) {
            break;
        }
    }
    nearest = koppel_index_nearest(&index, name);
    koppel_index_free(&index);
    return nearest;
}

/* `base` with what bench/policies/<name>.json changes. */
static enum koppel_status change(const char *name, const struct koppel_policy *base, struct koppel_policy *policy,
                                 struct koppel_errors *errors)
{
    *policy = *base;
    for (size_t k = 0; k < koppel_n_policies_files; k++) {
        const struct koppel_embedded_file *file = &koppel_policies_files[k];

        if (strcmp(file->name, name) == 0) {
            return koppel_policy_change((const char *)file->bytes, file->n_bytes, name, policy, errors);
        }
    }
    return koppel_errors_add(errors, KOPPEL_E_INTERNAL, name, 0, 0, "the policy is not part of this program");
}

enum koppel_status koppel_roster_policy(const struct koppel_roster_entry *entry, const struct koppel_policy *base,
                                        struct koppel_policy *policy, struct koppel_errors *errors)
{
    const char *name = entry->procedure == NULL ? entry->name : entry->procedure->heeds_caps ? "cap-must" : "no-spread";

    return change(name, base, policy, errors);
}

enum koppel_status koppel_roster_trade_off(const struct koppel_policy *base, struct koppel_policy *policy,
                                           struct koppel_errors *errors)
{
    return change("trade-off", base, policy, errors);
}
