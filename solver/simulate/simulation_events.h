/* simulation_events.h - one path told event by event, as a table and as sentences. */
#ifndef KOPPEL_SIMULATE_SIMULATION_EVENTS_H
#define KOPPEL_SIMULATE_SIMULATION_EVENTS_H

#include "simulate/simulation_text.h"

enum koppel_event_kind {
    KOPPEL_EVENT_FREE,    /* a home comes free */
    KOPPEL_EVENT_ARRIVES, /* a household comes */
    KOPPEL_EVENT_OFFERED, /* a household gets a home */
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
 * The events of a policy on the first path, by day, kind and row.
 * @param[out] events  n_events; the caller frees
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_events_list(const struct koppel_simulation_report *report, int32_t policy,
                                      struct koppel_event **events, int32_t *n_events);

/** events.csv of all policies but hindsight. */
void koppel_events_table(const struct koppel_simulation_report *report, struct koppel_text *text);

/** The same of the last policy that takes decisions, in sentences. */
void koppel_events_tell(const struct koppel_simulation_report *report, struct koppel_text *text);

#endif
