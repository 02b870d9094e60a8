/* steady.h - a clock that only goes forward, for time limits; nothing that is decided or written depends on it
 * otherwise. */
#ifndef KOPPEL_BASE_STEADY_H
#define KOPPEL_BASE_STEADY_H

/** Seconds since some fixed moment. */
double koppel_steady_seconds(void);

/** What is left until `end` as a time limit: 0 (no limit) when end is 0, and never less than a millisecond otherwise.
 */
double koppel_steady_left(double end);

#endif
