/* extras.h - targets, limits, decisions and scores of an invented case. */
#ifndef GENERATOR_EXTRAS_H
#define GENERATOR_EXTRAS_H

#include "case_tables.h"

/** Adds a version of a municipality's target and sets the municipality's task by it. */
void target_add(struct tables *t, int municipality, int32_t published_on, int64_t persons, int64_t balance,
                int64_t housed, const char *source);

/**
 * Completes the last version of every municipality's target once the households are there: persons linked (with those
 * who were housed already), and as excusable what linking leaves short.
 */
void targets_complete(struct tables *t);

/**
 * Adds decisions: pairs that suit each other and break no limit. A kept pair is put where the cap leaves most room;
 * kept households and homes occur in no other decision. Call after the limits.
 */
void decisions_add(struct tables *t, int n_keep, int n_forbid, int n_refused, bool in_dutch);

/** Adds a limit; max or min may be NO_NUMBER, where may be NULL. */
void limit_add(struct tables *t, const char *area, const char *measure, int min, int max, const char *enforce,
               const char *where);

/** Complex with most homes, or "" when there is none. */
const char *largest_complex(const struct tables *t);

/** Neighbourhood with the rank-th highest number of homes of so many rooms and more (rank 0: the highest). */
int family_neighbourhood(const struct tables *t, int rooms, int rank);

/** Gives one household in every few scores for neighbourhoods, homes and (in a case of several) municipalities. */
void scores_add(struct tables *t, int every, struct prng *r);

#endif
