// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* search_log.c - the log of a search (see search_log.h). */
#include "cli/search_log.h"

#include "base/exact.h"

#include <errno.h>

static void write_value(const struct koppel_search_log *log, int32_t t, const char *name, int64_t cost, bool is_known)
{
    const struct koppel_tier *tier = &log->problem->tiers[t];
    char number[40];

    if (is_known) {
        koppel_decimal_format(tier->maximise ? -cost : cost, tier->scale, '.', number, sizeof number);
        fprintf(log->file, ", \"%s\": \"%s\"", name, number);
    } else {
        fprintf(log->file, ", \"%s\": null", name);
    }
}

/* A fifth digit of a second tells nothing; whole milliseconds need no decimal sign of a locale. */
static void note(void *data, int32_t t, int64_t best, int64_t bound, double seconds)
{
    struct koppel_search_log *log = data;
    int64_t milliseconds = (int64_t)(seconds * 1000);

    if (log->shown != NULL) {
        log->shown(log->shown_data, t, best, bound, seconds);
    }
    if (t >= log->problem->n_tiers || (t == log->tier && best == log->best && bound == log->bound)) {
        return; /* a goal that a question or the lot adds, or nothing new */
    }
    log->tier = t;
    log->best = best;
    log->bound = bound;
    fprintf(log->file, "{\"milliseconds\": %lld, \"tier\": \"%s\"", (long long)milliseconds,
            log->problem->tiers[t].name);
    write_value(log, t, "value", best, best != INT64_MAX);
    write_value(log, t, "bound", bound, bound != INT64_MIN);
    fputs("}\n", log->file);
    fflush(log->file);
}

static enum koppel_status complain(const char *name, struct koppel_errors *errors)
{
    return koppel_errors_add(errors, KOPPEL_E_OUTPUT, name, 0, 0, "the log could not be written: %s",
                             koppel_system_words(errno));
}

enum koppel_status koppel_search_log_begin(struct koppel_search_log *log, const char *name,
                                           const struct koppel_problem *problem, struct koppel_engine_options *options,
                                           struct koppel_errors *errors)
{
    *log = (struct koppel_search_log){.file = fopen(name, "wx"),
                                      .problem = problem,
                                      .tier = -1,
                                      .shown = options->progress,
                                      .shown_data = options->progress_data};
    if (log->file == NULL) {
        return complain(name, errors);
    }
    options->progress = note;
    options->progress_data = log;
    return KOPPEL_OK;
}

enum koppel_status koppel_search_log_end(struct koppel_search_log *log, const char *name, struct koppel_errors *errors)
{
    bool is_whole = log->file == NULL || !ferror(log->file);

    if (log->file != NULL && fclose(log->file) != 0) {
        is_whole = false;
    }
    log->file = NULL;
    return is_whole ? KOPPEL_OK : complain(name, errors);
}
