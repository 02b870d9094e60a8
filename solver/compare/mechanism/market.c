// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* market.c - who may be offered which home, and what each side prefers (see market.h). */
#include "compare/mechanism/market.h"

#include "base/memory.h"
#include "model/score.h"

#include <stdlib.h>
#include <string.h>

static enum koppel_status market_room(struct koppel_market *market, const struct koppel_problem *whole)
{
    size_t n_agents = (size_t)whole->n_agents;
    size_t n_pairs = (size_t)whole->n_pairs;

    market->whole = whole;
    market->open = (struct koppel_problem){.n_agents = whole->n_agents,
                                           .n_slots = whole->n_slots,
                                           .first = koppel_new(n_agents + 1, sizeof *market->open.first),
                                           .slot = koppel_new(n_pairs, sizeof *market->open.slot),
                                           .must_place = koppel_new(n_agents, sizeof *market->open.must_place),
                                           .places = koppel_new((size_t)whole->n_slots, sizeof *market->open.places)};
    market->score = koppel_new(n_pairs, sizeof *market->score);
    market->spare_rooms = koppel_new(n_pairs, sizeof *market->spare_rooms);
    market->waits_since = koppel_new(n_agents, sizeof *market->waits_since);
    market->free_from = koppel_new((size_t)whole->n_slots, sizeof *market->free_from);
    market->urgency = koppel_new(n_agents, sizeof *market->urgency);
    market->persons = koppel_new(n_agents, sizeof *market->persons);
    market->kept = koppel_new(n_agents, sizeof *market->kept);
    return market->open.first == NULL || market->open.slot == NULL || market->open.must_place == NULL ||
                   market->open.places == NULL || market->score == NULL || market->spare_rooms == NULL ||
                   market->waits_since == NULL || market->free_from == NULL || market->urgency == NULL ||
                   market->persons == NULL || market->kept == NULL
               ? KOPPEL_E_MEMORY
               : KOPPEL_OK;
}

/* Kept households have their places before anybody else. */
static void settle_decisions(struct koppel_market *market)
{
    const struct koppel_problem *whole = market->whole;

    memcpy(market->open.places, whole->places, (size_t)whole->n_slots * sizeof *whole->places);
    for (int32_t i = 0; i < whole->n_agents; i++) {
        market->kept[i] = KOPPEL_NONE;
        for (int64_t p = whole->first[i]; p < whole->first[i + 1]; p++) {
            if (koppel_state_of_pair(whole, p) == KOPPEL_PAIR_KEPT) {
                market->kept[i] = koppel_pair_slot(whole, i, p);
                market->open.places[koppel_pair_slot(whole, i, p)]--;
            }
        }
    }
}

static void open_pairs(struct koppel_market *market, const struct koppel_suitability *fit)
{
    const struct koppel_problem *whole = market->whole;
    struct koppel_problem *open = &market->open;

    for (int32_t i = 0; i < whole->n_agents; i++) {
        for (int64_t p = whole->first[i]; market->kept[i] == KOPPEL_NONE && p < whole->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(whole, i, p);

            if (koppel_state_of_pair(whole, p) == KOPPEL_PAIR_FREE && open->places[j] > 0) {
                market->score[open->n_pairs] = koppel_pair_score(fit, i, j);
                market->spare_rooms[open->n_pairs] = koppel_pair_spare_rooms(fit, i, j);
                open->slot[open->n_pairs++] = j;
            }
        }
        open->first[i + 1] = open->n_pairs;
    }
}

enum koppel_status koppel_market_make(struct koppel_market *market, const struct koppel_suitability *fit,
                                      const struct koppel_problem *whole)
{
    *market = (struct koppel_market){0};
    if (market_room(market, whole) != KOPPEL_OK) {
        koppel_market_free(market);
        return KOPPEL_E_MEMORY;
    }
    settle_decisions(market);
    open_pairs(market, fit);
    for (int32_t i = 0; i < whole->n_agents; i++) {
        int32_t linked_on = fit->kase->households[i].linked_on;

        market->waits_since[i] = linked_on == KOPPEL_NO_DATE ? INT64_MAX : linked_on;
        market->urgency[i] = fit->needs[i].urgency_points;
        market->persons[i] = fit->needs[i].persons_target;
    }
    for (int32_t j = 0; j < whole->n_slots; j++) {
        int32_t free_from = fit->kase->units[j].available_from;

        market->free_from[j] = free_from == KOPPEL_NO_DATE ? INT64_MIN : free_from;
    }
    return KOPPEL_OK;
}

bool koppel_market_prefers(const struct koppel_market *market, int64_t p, int64_t q)
{
    return market->score[p] != market->score[q] ? market->score[p] > market->score[q] : p < q;
}

void koppel_market_free(struct koppel_market *market)
{
    koppel_problem_free(&market->open);
    free(market->score);
    free(market->spare_rooms);
    free(market->waits_since);
    free(market->free_from);
    free(market->urgency);
    free(market->persons);
    free(market->kept);
    *market = (struct koppel_market){0};
}
