/* watch.h - time limit and interrupt of one solve. The clock decides only when to stop, never what is chosen. */
#ifndef KOPPEL_ENGINE_WATCH_H
#define KOPPEL_ENGINE_WATCH_H

#include "engine/engine.h"

struct koppel_watch {
    double begin;    /* seconds on the monotonic clock */
    double deadline; /* the same; 0: none */
    const volatile sig_atomic_t *stop;
};

/** Starts the watch with the limit and the stop flag of the options. */
void koppel_watch_start(struct koppel_watch *watch, const struct koppel_engine_options *options);

/** Seconds since the start. */
double koppel_watch_seconds(const struct koppel_watch *watch);

/** Seconds left before the limit, 0 when it has passed or the stop flag is up, 1e9 without a limit. */
double koppel_watch_left(const struct koppel_watch *watch);

/** The same in whole milliseconds, as GLPK takes it: at least 1, INT_MAX for very long. */
int koppel_watch_left_ms(const struct koppel_watch *watch);

/** True when the limit has passed or the stop flag is up. */
bool koppel_watch_expired(const struct koppel_watch *watch);

#endif
