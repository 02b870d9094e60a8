// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* deadline.h - the moment at which a solve ends, its stop flag and its limit of work, passed down from the caller to
 * every step.
 *
 * The clock only goes forward. It decides when to stop, never what is chosen: nothing else depends on it. Work is counted
 * by who does it, in steps: a pair that is looked at, a row or column in an iteration of the simplex, a change that is
 * weighed. They are the same on every machine, so a limit of work ends a solve at the same place everywhere. A counter
 * belongs to one thread at a time.
 */
#ifndef KOPPEL_BASE_DEADLINE_H
#define KOPPEL_BASE_DEADLINE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Zero-initialised, it never expires. */
struct koppel_deadline {
    double end;                        /* seconds on the clock of koppel_clock_seconds; 0: no limit */
    const volatile sig_atomic_t *stop; /* polled: nonzero ends at once; may be NULL. Borrowed */
    int64_t *steps_left;               /* counts down; 0 or less ends; NULL: work is not counted. Borrowed */
};

/** Seconds since some fixed moment. */
double koppel_clock_seconds(void);

/** A deadline so many seconds from now (0 or less: no limit) with a stop flag (may be NULL). */
struct koppel_deadline koppel_deadline_in(double seconds, const volatile sig_atomic_t *stop);

/** An earlier deadline with the same stop flag and counter: when only this share (0..1) of the time that is left has passed. */
struct koppel_deadline koppel_deadline_share(const struct koppel_deadline *deadline, double share);

/** An earlier deadline likewise: so many seconds before it, or at once when fewer are left. */
struct koppel_deadline koppel_deadline_before(const struct koppel_deadline *deadline, double seconds);

/** Seconds left, 0 when it has passed, the stop flag is up or all work is done, 1e9 without a limit. */
double koppel_deadline_left(const struct koppel_deadline *deadline);

/** The same in whole milliseconds, as GLPK takes it: at least 1, INT_MAX for very long. */
int koppel_deadline_left_ms(const struct koppel_deadline *deadline);

/** True when the limit has passed, the stop flag is up, or all work is done. */
bool koppel_deadline_expired(const struct koppel_deadline *deadline);

/** Counts steps that were done. */
static inline void koppel_deadline_spend(const struct koppel_deadline *deadline, int64_t n_steps)
{
    if (deadline->steps_left != NULL) {
        *deadline->steps_left -= n_steps;
    }
}

/** How often something of so many steps may still be done, as GLPK takes it: at least 1, INT_MAX for very often. */
int koppel_deadline_times_left(const struct koppel_deadline *deadline, int64_t n_steps);

#endif
