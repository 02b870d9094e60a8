// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_events.h - the first path told event by event, as a table and as sentences, with what look-ahead expected. */
#ifndef KOPPEL_SIMULATE_SIMULATION_EVENTS_H
#define KOPPEL_SIMULATE_SIMULATION_EVENTS_H

#include "simulate/case_world.h"
#include "simulate/simulation_results.h"

enum koppel_event_kind {
    KOPPEL_EVENT_FREE,    /* a home comes free */
    KOPPEL_EVENT_ARRIVES, /* a household comes */
    KOPPEL_EVENT_REFUSED, /* a household refuses a home */
    KOPPEL_EVENT_OFFERED, /* a household gets a home */
    KOPPEL_EVENT_HELD,    /* a home is kept though somebody who waits could have it: the first day of a stretch */
    KOPPEL_EVENT_GONE     /* a home that nobody got leaves the pool */
};

/** What happens to whom; rows of the path. */
struct koppel_event {
    int32_t day; /* of the horizon */
    enum koppel_event_kind kind;
    int32_t agent, slot; /* KOPPEL_NONE where none */
    int32_t kept_days;   /* of an offer: days since the home came free */
};

/**
 * The events of an outcome, by day, kind and row.
 * @param[out] events  n_events; the caller frees
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_events_list(const struct koppel_world *world, const struct koppel_task_outcome *outcome,
                                      struct koppel_event **events, int32_t *n_events);

/**
 * Tells an outcome on the first path: rows of events.csv and prices.csv, and a story in the language of the thread.
 * Nothing is told of hindsight.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_events_tell(const struct koppel_case_world *made,
                                      const struct koppel_simulation_settings *settings,
                                      const struct koppel_task_outcome *outcome,
                                      struct koppel_text texts[KOPPEL_N_TOLD_TEXTS]);

#endif
