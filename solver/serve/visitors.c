// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* visitors.c - the connections of a server (see visitors.h). */
#include "serve/visitors.h"

#include "base/deadline.h"

#include <sys/socket.h>

static const double header_seconds = 5, body_seconds = 60, answer_seconds = 600;

void koppel_visitors_init(struct koppel_visitors *visitors)
{
    *visitors = (struct koppel_visitors){.n_streams = 0};
    pthread_mutex_init(&visitors->lock, NULL);
    for (int v = 0; v < KOPPEL_VISITORS; v++) {
        visitors->list[v].socket = -1;
    }
}

struct koppel_visitor *koppel_visitor_come(struct koppel_visitors *visitors, int socket)
{
    struct koppel_visitor *visitor = NULL;

    pthread_mutex_lock(&visitors->lock);
    for (int v = 0; v < KOPPEL_VISITORS && visitor == NULL; v++) {
        if (visitors->list[v].socket < 0) {
            visitor = &visitors->list[v];
            *visitor = (struct koppel_visitor){.socket = socket, .since = koppel_clock_seconds()};
        }
    }
    pthread_mutex_unlock(&visitors->lock);
    return visitor;
}

void koppel_visitor_known(struct koppel_visitors *visitors, struct koppel_visitor *visitor)
{
    pthread_mutex_lock(&visitors->lock);
    if (visitor != NULL) {
        visitor->is_known = true;
        visitor->since = koppel_clock_seconds();
    }
    pthread_mutex_unlock(&visitors->lock);
}

void koppel_visitor_heard(struct koppel_visitors *visitors, struct koppel_visitor *visitor)
{
    pthread_mutex_lock(&visitors->lock);
    if (visitor != NULL) {
        visitor->is_heard = true;
        visitor->since = koppel_clock_seconds();
    }
    pthread_mutex_unlock(&visitors->lock);
}

bool koppel_visitor_stream(struct koppel_visitors *visitors, struct koppel_visitor *visitor)
{
    bool may = false;

    pthread_mutex_lock(&visitors->lock);
    may = visitor != NULL && visitors->n_streams < KOPPEL_STREAMS;
    if (may) {
        visitor->streams = true;
        visitors->n_streams++;
    }
    pthread_mutex_unlock(&visitors->lock);
    return may;
}

void koppel_visitor_go(struct koppel_visitors *visitors, struct koppel_visitor *visitor)
{
    pthread_mutex_lock(&visitors->lock);
    if (visitor != NULL) {
        visitors->n_streams -= visitor->streams ? 1 : 0;
        *visitor = (struct koppel_visitor){.socket = -1};
    }
    pthread_mutex_unlock(&visitors->lock);
}

void koppel_visitors_hurry(struct koppel_visitors *visitors)
{
    double now = koppel_clock_seconds();

    pthread_mutex_lock(&visitors->lock);
    for (int v = 0; v < KOPPEL_VISITORS; v++) {
        const struct koppel_visitor *visitor = &visitors->list[v];
        double limit = visitor->is_heard ? answer_seconds : visitor->is_known ? body_seconds : header_seconds;

        if (visitor->socket >= 0 && !visitor->streams && now - visitor->since > limit) {
            shutdown(visitor->socket, SHUT_RDWR); /* its thread finds it closed, and ends it */
        }
    }
    pthread_mutex_unlock(&visitors->lock);
}
