// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* procedure.c - the procedures of this room under their names (see procedure.h). */
#include "compare/mechanism/procedure.h"

#include "base/memory.h"
#include "compare/mechanism/largest.h"
#include "compare/mechanism/lottery.h"
#include "compare/mechanism/queue.h"
#include "compare/mechanism/stable.h"

#include <stdlib.h>
#include <string.h>

/* Lets the households choose by urgency. */
static enum koppel_status serve(const struct koppel_market *market, bool heed_limits, int32_t *unit_of)
{
    int32_t *order = koppel_new((size_t)market->open.n_agents, sizeof *order);
    enum koppel_status status = order == NULL ? KOPPEL_E_MEMORY : koppel_queue_by_urgency(market, order);

    if (status == KOPPEL_OK) {
        status = koppel_queue_serve(market, order, heed_limits, unit_of);
    }
    free(order);
    return status;
}

static enum koppel_status first_come(const struct koppel_market *market, uint64_t seed, int32_t n_draws,
                                     int32_t *unit_of)
{
    int32_t *order = koppel_new((size_t)market->open.n_agents, sizeof *order);
    enum koppel_status status = order == NULL ? KOPPEL_E_MEMORY : koppel_queue_by_link_date(market, order);

    (void)seed;
    (void)n_draws;
    if (status == KOPPEL_OK) {
        status = koppel_queue_offer(market, order, unit_of);
    }
    free(order);
    return status;
}

static enum koppel_status urgency_order(const struct koppel_market *market, uint64_t seed, int32_t n_draws,
                                        int32_t *unit_of)
{
    (void)seed;
    (void)n_draws;
    return serve(market, false, unit_of);
}

static enum koppel_status greedy_spread(const struct koppel_market *market, uint64_t seed, int32_t n_draws,
                                        int32_t *unit_of)
{
    (void)seed;
    (void)n_draws;
    return serve(market, true, unit_of);
}

static enum koppel_status random_order(const struct koppel_market *market, uint64_t seed, int32_t n_draws,
                                       int32_t *unit_of)
{
    int32_t *order = koppel_new((size_t)market->open.n_agents, sizeof *order);
    enum koppel_status status = order == NULL ? KOPPEL_E_MEMORY : KOPPEL_OK;

    for (int32_t d = 0; status == KOPPEL_OK && d < n_draws; d++) {
        koppel_queue_by_lot(market, &seed, order);
        status = koppel_queue_serve(market, order, false, unit_of + (size_t)d * (size_t)market->open.n_agents);
    }
    free(order);
    return status;
}

static enum koppel_status max_households(const struct koppel_market *market, uint64_t seed, int32_t n_draws,
                                         int32_t *unit_of)
{
    (void)seed;
    (void)n_draws;
    return koppel_largest_find(market, NULL, unit_of);
}

/* Both stable procedures look for a blocking pair before they give their result away. */
static enum koppel_status proven_stable(const struct koppel_market *market, enum koppel_stable_sense sense,
                                        const int32_t *unit_of)
{
    int64_t pair = KOPPEL_NONE;
    enum koppel_status status = koppel_stable_block(market, sense, unit_of, &pair);

    return status == KOPPEL_OK && pair != KOPPEL_NONE ? KOPPEL_E_INTERNAL : status;
}

static enum koppel_status stable(const struct koppel_market *market, uint64_t seed, int32_t n_draws, int32_t *unit_of)
{
    enum koppel_status status = koppel_stable_find(market, unit_of);

    (void)seed;
    (void)n_draws;
    return status == KOPPEL_OK ? proven_stable(market, KOPPEL_STABLE_STRICT, unit_of) : status;
}

static enum koppel_status stable_maximum(const struct koppel_market *market, uint64_t seed, int32_t n_draws,
                                         int32_t *unit_of)
{
    enum koppel_status status = koppel_largest_find(market, NULL, unit_of);

    (void)seed;
    (void)n_draws;
    return status == KOPPEL_OK ? proven_stable(market, KOPPEL_STABLE_INDIFFERENT, unit_of) : status;
}

static enum koppel_status lottery(const struct koppel_market *market, uint64_t seed, int32_t n_draws, int32_t *unit_of)
{
    struct koppel_lottery made = {0};
    enum koppel_status status = koppel_lottery_make(market, &made);

    for (int32_t d = 0; status == KOPPEL_OK && d < n_draws; d++) {
        status = koppel_lottery_draw(market, &made, &seed, unit_of + (size_t)d * (size_t)market->open.n_agents);
    }
    koppel_lottery_free(&made);
    return status;
}

static enum koppel_status lottery_chances(const struct koppel_market *market, double *chance)
{
    struct koppel_chances chances = {0};
    enum koppel_status status = koppel_chances_find(market, &chances);

    for (int32_t i = 0; status == KOPPEL_OK && i < market->open.n_agents; i++) {
        if (chances.group_of[i] == KOPPEL_NONE) {
            chance[i] = market->kept[i] != KOPPEL_NONE ? 1.0 : 0.0;
        } else {
            const struct koppel_chance_group *group = &chances.groups[chances.group_of[i]];

            chance[i] = (double)group->p / (double)group->q;
        }
    }
    koppel_chances_free(&chances);
    return status;
}

const struct koppel_procedure koppel_procedures[] = {
    {"first-come", false, false, first_come, NULL},
    {"urgency-order", false, false, urgency_order, NULL},
    {"random-order", true, false, random_order, NULL},
    {"greedy-spread", false, true, greedy_spread, NULL},
    {"max-households", false, false, max_households, NULL},
    {"stable", false, false, stable, NULL},
    {"stable-maximum", false, false, stable_maximum, NULL},
    {"lottery", true, false, lottery, lottery_chances},
    {0},
};

const struct koppel_procedure *koppel_procedure_find(const char *name)
{
    for (const struct koppel_procedure *procedure = koppel_procedures; procedure->name != NULL; procedure++) {
        if (strcmp(procedure->name, name) == 0) {
            return procedure;
        }
    }
    return NULL;
}
