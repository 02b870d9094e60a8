// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* events.c - what happens in a dossier, as it happens (see events.h). SOURCE  HTML Living Standard, section 9.2 */
#include "serve/events.h"

#include "base/deadline.h"
#include "base/memory.h"
#include "report/summary_json.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double quiet_seconds = 15, progress_seconds = 1;
enum { POLL_NANOSECONDS = 250000000 };

struct koppel_follower {
    struct koppel_server *server;
    struct koppel_dossier dossier;
    bool sees_people;
    int64_t revision; /* what was told last */
    bool is_running;
    int64_t n_ended;
    double progress_at;
    struct koppel_text waiting; /* events, as far as they were not taken yet */
    size_t n_taken;
};

struct koppel_follower *koppel_follower_new(struct koppel_server *server, bool sees_people)
{
    struct koppel_follower *follower = koppel_new(1, sizeof *follower);

    if (follower == NULL || koppel_dossier_open(server->options->dossier, &follower->dossier, NULL) != KOPPEL_OK) {
        koppel_follower_free(follower);
        return NULL;
    }
    follower->server = server;
    follower->sees_people = sees_people;
    follower->revision = -1; /* so that the first look is told */
    follower->n_ended = koppel_solving_state(&server->solving).n_ended;
    follower->waiting.is_for_machines = true;
    return follower;
}

void koppel_follower_free(struct koppel_follower *follower)
{
    if (follower != NULL) {
        koppel_dossier_close(&follower->dossier);
        koppel_text_free(&follower->waiting);
        free(follower);
    }
}

/* A problem without its messages; to be freed. NULL: memory ran out */
static char *without_messages(const char *problem)
{
    cJSON *json = cJSON_Parse(problem);
    char *text = NULL;

    cJSON_DeleteItemFromObjectCaseSensitive(json, "messages");
    text = json != NULL ? cJSON_PrintUnformatted(json) : NULL;
    cJSON_Delete(json);
    return text;
}

static void tell_end(struct koppel_follower *follower, const struct koppel_solving_state *state, int64_t revision)
{
    char *problem = koppel_solving_problem(&follower->server->solving);

    if (problem != NULL) {
        char *shown = follower->sees_people ? strdup(problem) : without_messages(problem);

        koppel_text_add(&follower->waiting, "event: failed\ndata: %s\n\n", shown != NULL ? shown : "{}");
        free(shown);
    } else {
        koppel_text_add(&follower->waiting,
                        "event: done\ndata: {\"revision\": %" PRId64 ", \"proposal\": %" PRId64 "}\n\n", revision,
                        state->proposal);
    }
    free(problem);
}

/* Adds what is new since the last look. */
static void look(struct koppel_follower *follower, double now)
{
    struct koppel_solving_state state = koppel_solving_state(&follower->server->solving);
    struct koppel_text *waiting = &follower->waiting;
    int64_t revision = follower->revision;

    koppel_log_last(&follower->dossier, &revision, NULL);
    if (revision != follower->revision || state.is_running != follower->is_running) {
        koppel_text_add(waiting, "event: state\ndata: {\"revision\": %" PRId64 ", \"running\": %s}\n\n", revision,
                        state.is_running ? "true" : "false");
    }
    if (state.n_ended != follower->n_ended) {
        tell_end(follower, &state, revision);
    }
    if (state.is_running && now - follower->progress_at >= progress_seconds) {
        koppel_text_add(waiting, "event: progress\ndata: {\"seconds\": %d, \"text\": ", (int)state.seconds);
        koppel_json_string(waiting, follower->sees_people ? state.told : "");
        koppel_text_add(waiting, "}\n\n");
        follower->progress_at = now;
    }
    follower->revision = revision;
    follower->is_running = state.is_running;
    follower->n_ended = state.n_ended;
}

size_t koppel_follower_next(struct koppel_follower *follower, char *out, size_t n_out)
{
    const struct timespec slice = {.tv_nsec = POLL_NANOSECONDS};
    double begin = koppel_clock_seconds();
    size_t n = 0;

    while (follower->n_taken == follower->waiting.n_bytes) {
        double now = koppel_clock_seconds();

        follower->n_taken = 0;
        koppel_text_free(&follower->waiting);
        follower->waiting.is_for_machines = true;
        if (*follower->server->options->stop != 0) {
            return 0;
        }
        look(follower, now);
        if (follower->waiting.n_bytes == 0 && now - begin >= quiet_seconds) {
            koppel_text_add(&follower->waiting, ": nothing new\n\n");
        } else if (follower->waiting.n_bytes == 0) {
            nanosleep(&slice, NULL);
        }
    }
    n = follower->waiting.n_bytes - follower->n_taken;
    n = n < n_out ? n : n_out;
    memcpy(out, follower->waiting.bytes + follower->n_taken, n);
    follower->n_taken += n;
    return n;
}
