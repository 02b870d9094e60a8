// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* workers.c - items worked on by several threads (see workers.h). */
#include "base/workers.h"

#include "base/language.h"

#include <pthread.h>
#include <signal.h>

/* What the threads share; `next` and `status` change under the lock. */
struct shift {
    const struct koppel_workers *workers;
    pthread_mutex_t lock;
    enum koppel_language language; /* of the thread that waits for them */
    int32_t next;                  /* item that the next free worker takes */
    enum koppel_status status;
};

struct worker {
    pthread_t thread;
    struct shift *shift;
    int32_t number;
};

/* The next item; false when there is none or none is to be taken any more. */
static bool take_item(struct shift *shift, int32_t *item)
{
    const struct koppel_workers *workers = shift->workers;
    bool is_taken = false;

    pthread_mutex_lock(&shift->lock);
    *item = shift->next;
    is_taken = shift->status == KOPPEL_OK && *item < workers->n_items &&
               (workers->take == NULL || workers->take(workers->data, *item));
    shift->next = is_taken ? *item + 1 : workers->n_items;
    pthread_mutex_unlock(&shift->lock);
    return is_taken;
}

static void *work(void *data)
{
    const struct worker *worker = data;
    struct shift *shift = worker->shift;
    int32_t item = 0;

    koppel_language_use(shift->language);
    while (take_item(shift, &item)) {
        enum koppel_status status = shift->workers->work(shift->workers->data, worker->number, item);

        if (status != KOPPEL_OK) {
            pthread_mutex_lock(&shift->lock);
            shift->status = shift->status == KOPPEL_OK ? status : shift->status;
            pthread_mutex_unlock(&shift->lock);
        }
    }
    if (shift->workers->end != NULL) {
        shift->workers->end();
    }
    return NULL;
}

enum koppel_status koppel_workers_run(const struct koppel_workers *workers)
{
    struct shift shift = {.workers = workers, .language = koppel_language_now()};
    struct worker list[KOPPEL_MOST_WORKERS];
    int32_t n_wanted = workers->n_threads < 1 ? 1 : workers->n_threads;
    int32_t n_started = 0;
    sigset_t all, before;

    n_wanted = n_wanted < KOPPEL_MOST_WORKERS ? n_wanted : KOPPEL_MOST_WORKERS;
    n_wanted = n_wanted < workers->n_items ? n_wanted : workers->n_items;
    if (pthread_mutex_init(&shift.lock, NULL) != 0) {
        return KOPPEL_E_MEMORY;
    }
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (bool goes_on = true; goes_on && n_started < n_wanted;) {
        list[n_started] = (struct worker){.shift = &shift, .number = n_started};
        goes_on = pthread_create(&list[n_started].thread, NULL, work, &list[n_started]) == 0;
        n_started += goes_on;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    for (int32_t k = 0; k < n_started; k++) {
        pthread_join(list[k].thread, NULL);
    }
    pthread_mutex_destroy(&shift.lock);
    return n_started == 0 && n_wanted > 0 ? KOPPEL_E_MEMORY : shift.status;
}
