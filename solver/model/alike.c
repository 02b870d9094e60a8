// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* alike.c - households that the rules treat alike (see alike.h). */
#include "model/alike.h"

#include "base/memory.h"

#include <stdlib.h>

/* All that koppel_household_fits_unit looks at in a household. */
struct asked {
    int64_t answers[11];
    int32_t household;
};

enum { N_ASKED = sizeof((struct asked *)0)->answers / sizeof(int64_t) };

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

    return (a > b) - (a < b);
}

/* How many units are available by a day: what the day tells apart. */
static int32_t count_by(const int32_t *days, int32_t n, int32_t day)
{
    int32_t low = 0, high = n;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (days[middle] <= day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct asked ask(const struct koppel_suitability *fit, const int32_t *days, int32_t i)
{
    const struct koppel_household *h = &fit->kase->households[i];
    const struct koppel_need *need = &fit->needs[i];

    return (struct asked){{h->municipality, h->region, h->tie, need->persons_rooms, need->rooms_needed,
                           need->rent_limit_cents, h->step_free, need->age_bit,
                           count_by(days, fit->kase->n_units, need->latest_day), h->may_share,
                           fit->is_decided[i] ? i + 1 : 0},
                          i};
}

static int compare_asked(const void *left, const void *right)
{
    const struct asked *a = left, *b = right;

    for (int k = 0; k < N_ASKED; k++) {
        if (a->answers[k] != b->answers[k]) {
            return a->answers[k] < b->answers[k] ? -1 : 1;
        }
    }
    return (a->household > b->household) - (a->household < b->household);
}

static bool same_answers(const struct asked *a, const struct asked *b)
{
    bool same = true;

    for (int k = 0; k < N_ASKED; k++) {
        same = same && a->answers[k] == b->answers[k];
    }
    return same;
}

enum koppel_status koppel_alike_find(const struct koppel_suitability *fit, int32_t *alike)
{
    const struct koppel_case *kase = fit->kase;
    size_t n_households = (size_t)kase->n_households;
    struct asked *asked = koppel_new(n_households, sizeof *asked);
    int32_t *days = koppel_new((size_t)kase->n_units, sizeof *days);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (asked == NULL || days == NULL) {
        goto out;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        days[j] = kase->units[j].available_from;
    }
    qsort(days, (size_t)kase->n_units, sizeof *days, compare_days);
    for (int32_t i = 0; i < kase->n_households; i++) {
        asked[i] = ask(fit, days, i);
    }
    qsort(asked, n_households, sizeof *asked, compare_asked);
    for (size_t k = 0; k < n_households; k++) {
        bool is_same = k > 0 && same_answers(&asked[k - 1], &asked[k]);

        alike[asked[k].household] = is_same ? alike[asked[k - 1].household] : asked[k].household;
    }
    status = KOPPEL_OK;
out:
    free(asked);
    free(days);
    return status;
}
