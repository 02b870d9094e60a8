// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* course.h - one course of events: which agents and slots of a world come, and when.
 *
 * A path is the real one, or one drawn from it: every agent and slot that is still to come comes k times, k by Poisson's
 * law with mean 1, each time up to DRAW_DAYS days sooner or later. So sizes, seasons and surges stay as they are, and
 * their number varies as that of independent arrivals does.
 *
 * METHOD  Numbers are hashes of what they are for (seed, stream, row, use), not of what was drawn before: any part of a
 *   path can be drawn alone, in any order, on any thread.
 * SOURCE  the Poisson bootstrap: Hanley, MacGibbon, Creating non-parametric bootstrap samples using Poisson frequencies,
 *   Computer Methods and Programs in Biomedicine 83(1), 2006; counter-based numbers: Salmon, Moraes, Dror, Shaw,
 *   Parallel random numbers: as easy as 1, 2, 3, SC 2011.
 */
#ifndef KOPPEL_SIMULATE_COURSE_H
#define KOPPEL_SIMULATE_COURSE_H

#include "simulate/world.h"

/** Agents or slots that come, by row of the world, then copy. */
struct koppel_comers {
    int32_t n_items;
    int32_t *row;   /* of the world */
    int32_t *copy;  /* 0: the first of this row */
    int32_t *day;   /* 0: here from the first day */
    int32_t *since; /* of agents: day from which its term runs */
    int32_t *first; /* step from which it can be given out or placed */
    int32_t *last;  /* last step: of slots koppel_world_last_step, of agents the last of the horizon */
    int32_t *grown; /* of agents: step from which it is larger; INT32_MAX: never. NULL: nobody is */
};

/** What makes the numbers of a draw different from those of others. */
struct koppel_stream {
    uint64_t seed;
    int32_t path;   /* number of the path, from 1 */
    int32_t step;   /* of a future that is imagined on the way; KOPPEL_NONE: the path itself */
    int32_t future; /* number of the future */
};

/** Zero-initialise; koppel_course_free releases everything. */
struct koppel_course {
    struct koppel_arena arena;
    struct koppel_comers agents, slots;
    const struct koppel_world *world;
    struct koppel_stream stream;
    bool is_drawn;  /* else nothing goes otherwise than the tables say */
    int32_t n_late; /* slots that come later than planned */
};

/** The real path. KOPPEL_OK or KOPPEL_E_MEMORY. O(agents + slots) */
enum koppel_status koppel_course_real(struct koppel_course *path, const struct koppel_world *world);

/**
 * A path drawn from the real one; a future in a world that expects something by what it expects (expected.h). What is here from
 * the first day is left out when the stream is that of a future.
 * @param after, until  steps: who comes after the one and not after the other
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(agents + slots)
 */
enum koppel_status koppel_course_draw(struct koppel_course *path, const struct koppel_world *world,
                                      const struct koppel_stream *stream, int32_t after, int32_t until);

/** Would an offer of the slot to the agent (rows of the path) be refused? */
bool koppel_course_refuses(const struct koppel_course *path, int32_t agent, int32_t slot);

void koppel_course_free(struct koppel_course *path);

#endif
