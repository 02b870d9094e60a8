// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* visitors.h - the connections of a server: those that take too long to say what they want are cut off. */
#ifndef KOPPEL_SERVE_VISITORS_H
#define KOPPEL_SERVE_VISITORS_H

#include <pthread.h>
#include <stdbool.h>

enum { KOPPEL_VISITORS = 128, KOPPEL_STREAMS = 48 };

struct koppel_visitor {
    int socket; /* -1: free */
    double since;
    bool is_known; /* the headers of its request are whole, */
    bool is_heard; /* and so is its body */
    bool streams;  /* it follows events, as long as it likes */
};

struct koppel_visitors {
    pthread_mutex_t lock;
    struct koppel_visitor list[KOPPEL_VISITORS];
    int n_streams;
};

void koppel_visitors_init(struct koppel_visitors *visitors);

/** A connection has begun. NULL: there are too many */
struct koppel_visitor *koppel_visitor_come(struct koppel_visitors *visitors, int socket);

/** The headers of its request are whole. */
void koppel_visitor_known(struct koppel_visitors *visitors, struct koppel_visitor *visitor);

/** Its request is whole. */
void koppel_visitor_heard(struct koppel_visitors *visitors, struct koppel_visitor *visitor);

/** It follows events from now on. @return false: too many do */
bool koppel_visitor_stream(struct koppel_visitors *visitors, struct koppel_visitor *visitor);

/** It has ended; its socket is still open. */
void koppel_visitor_go(struct koppel_visitors *visitors, struct koppel_visitor *visitor);

/** Cuts off whose headers are not whole after 5 seconds, whose body not a minute later, and who has not taken the answer
 * after 10 minutes. */
void koppel_visitors_hurry(struct koppel_visitors *visitors);

#endif
