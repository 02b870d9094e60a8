/* deadline.h - the moment at which a solve ends, and its stop flag, passed down from the caller to every step.
 *
 * The clock only goes forward. It decides when to stop, never what is chosen: nothing else depends on it.
 */
#ifndef KOPPEL_BASE_DEADLINE_H
#define KOPPEL_BASE_DEADLINE_H

#include <signal.h>
#include <stdbool.h>

/** Zero-initialised, it never expires. */
struct koppel_deadline {
    double end;                        /* seconds on the clock of koppel_clock_seconds; 0: no limit */
    const volatile sig_atomic_t *stop; /* polled: nonzero ends at once; may be NULL. Borrowed */
};

/** Seconds since some fixed moment. */
double koppel_clock_seconds(void);

/** A deadline so many seconds from now (0 or less: no limit) with a stop flag (may be NULL). */
struct koppel_deadline koppel_deadline_in(double seconds, const volatile sig_atomic_t *stop);

/** An earlier deadline with the same stop flag: when only this share (0..1) of the time that is left has passed. */
struct koppel_deadline koppel_deadline_share(const struct koppel_deadline *deadline, double share);

/** Seconds left, 0 when it has passed or the stop flag is up, 1e9 without a limit. */
double koppel_deadline_left(const struct koppel_deadline *deadline);

/** The same in whole milliseconds, as GLPK takes it: at least 1, INT_MAX for very long. */
int koppel_deadline_left_ms(const struct koppel_deadline *deadline);

/** True when the limit has passed or the stop flag is up. */
bool koppel_deadline_expired(const struct koppel_deadline *deadline);

#endif
