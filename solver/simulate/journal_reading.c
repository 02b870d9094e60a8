// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* journal_reading.c - reads results back (see simulation_journal.h). */
#include "simulate/journal_numbers.h"
#include "simulate/simulation_journal.h"

#include "base/siphash.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_DIGITS = 16, MOST_SERIES_VALUE = 100000000 };

uint64_t koppel_journal_hash(const char *line, size_t n_line, const char *bytes, size_t n_bytes)
{
    struct koppel_siphash hash = koppel_siphash_begin(0, 0);

    koppel_siphash_add(&hash, line, n_line);
    koppel_siphash_add(&hash, bytes, n_bytes);
    return koppel_siphash_end(&hash);
}

/* A record: its line, the numbers that stand on it, and the bytes behind it. */
struct record {
    const char *word; /* as the line begins */
    const char *numbers;
    const char *bytes;
    size_t n_bytes;
    const char *next; /* behind it all */
};

/* The next number of a line; false: there is none. */
static bool take(const char **at, int64_t least, int64_t most, int64_t *number)
{
    char *end = NULL;
    long long value = 0;

    if (**at != ' ' || ((*at)[1] != '-' && ((*at)[1] < '0' || (*at)[1] > '9'))) {
        return false;
    }
    value = strtoll(*at + 1, &end, 10);
    *at = end;
    *number = value;
    return value >= least && value <= most;
}

/* Takes a record with its word and hash; `n_leading` numbers stand before the one that says how many bytes follow, or
 * nothing follows (below 0). */
static bool take_record(const char *at, const char *end, const char *word, int n_leading, struct record *record)
{
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    const size_t n_word = strlen(word);
    const char *mark = line_end != NULL && line_end - at > HASH_DIGITS + 2 ? line_end - HASH_DIGITS - 2 : NULL;
    int64_t n_bytes = 0;
    char *stop = NULL;

    if (mark == NULL || strncmp(at, word, n_word) != 0 || strncmp(mark, " #", 2) != 0) {
        return false;
    }
    *record = (struct record){.word = at, .numbers = at + n_word, .bytes = line_end + 1, .next = line_end + 1};
    if (n_leading >= 0) {
        const char *number = record->numbers;
        int64_t skipped = 0;

        for (int k = 0; k < n_leading; k++) {
            if (!take(&number, INT64_MIN, INT64_MAX, &skipped)) {
                return false;
            }
        }
        if (!take(&number, 0, end - record->bytes - 1, &n_bytes) || number != mark) {
            return false;
        }
        record->n_bytes = (size_t)n_bytes;
        record->next = record->bytes + n_bytes + 1;
    }
    return strtoull(mark + 2, &stop, 16) ==
               koppel_journal_hash(at, (size_t)(mark - at), record->bytes, record->n_bytes) &&
           stop == line_end;
}

static bool take_rows(const struct koppel_simulation *simulation, const char **at, int64_t *path_row, int64_t *policy)
{
    return take(at, 0, koppel_settings_n_paths(&simulation->settings) - 1, path_row) &&
           take(at, 0, koppel_simulation_n_policies(simulation) - 1, policy);
}

static bool add_text(struct koppel_simulation *simulation, const struct record *record, enum koppel_status *status)
{
    const char *at = record->numbers;
    int64_t path_row = 0;
    int64_t policy = 0;
    int64_t kind = 0;
    struct koppel_text *text = NULL;

    if (!take_rows(simulation, &at, &path_row, &policy) || !take(&at, 0, KOPPEL_N_TOLD_TEXTS - 1, &kind)) {
        return false;
    }
    text = &simulation->texts[policy][kind];
    text->n_bytes = 0; /* an interrupted run may have told it before */
    koppel_text_append(text, record->bytes, record->n_bytes);
    *status = koppel_text_status(text);
    return true;
}

static bool read_result(const struct koppel_simulation *simulation, const struct record *record,
                        struct koppel_task_result *result)
{
    const char *at = record->numbers;
    int64_t path_row = 0;
    int64_t policy = 0;
    int64_t is_proven = 0;
    struct koppel_journal_numbers list = {0};

    if (!take_rows(simulation, &at, &path_row, &policy) || !take(&at, 0, 1, &is_proven)) {
        return false;
    }
    *result = (struct koppel_task_result){.path_row = (int32_t)path_row,
                                          .policy = (int32_t)policy,
                                          .tally = {.is_proven = is_proven == 1, .is_done = true}};
    list = koppel_journal_numbers_of(&simulation->settings, result);
    for (int32_t k = 0; k < list.n_items; k++) {
        for (int64_t m = 0; m < list.items[k].n; m++) {
            const bool is_series = list.items[k].is_series;

            if (!take(&at, is_series ? 0 : INT64_MIN, is_series ? MOST_SERIES_VALUE : INT64_MAX,
                      &list.items[k].first[m])) {
                return false;
            }
        }
    }
    return strncmp(at, " #", 2) == 0;
}

static enum koppel_status read_records(const char *at, const char *end, const char *file,
                                       struct koppel_simulation *simulation, const char **stop,
                                       struct koppel_errors *errors)
{
    struct record record = {0};
    struct koppel_task_result result;
    enum koppel_status status = KOPPEL_OK;

    for (*stop = at; *stop < end; *stop = record.next) {
        if (take_record(*stop, end, "text", 3, &record) && add_text(simulation, &record, &status)) {
            if (status != KOPPEL_OK) {
                return koppel_errors_no_memory(errors, file);
            }
            continue;
        }
        if (!take_record(*stop, end, "task", -1, &record) || !read_result(simulation, &record, &result)) {
            return KOPPEL_OK;
        }
        if (koppel_simulation_tally(simulation, result.path_row, result.policy)->is_done) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, file, 0, 0,
                                     "has path %d of policy %s, which another part has as well: take each part once",
                                     (int)result.path_row + 1, simulation->settings.policies[result.policy].name);
        }
        koppel_simulation_add(simulation, &result);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_journal_read(const char *bytes, size_t n_bytes, const char *file,
                                       struct koppel_simulation_settings *settings,
                                       struct koppel_simulation *simulation, size_t *n_read,
                                       struct koppel_errors *errors)
{
    const char *end = bytes + n_bytes;
    struct record head = {0};
    const char *stop = NULL;
    char *lines = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (!take_record(bytes, end, KOPPEL_JOURNAL_HEAD, 0, &head)) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, file, 1, 0,
                                 "is no part of a simulation, or it was changed: make it again");
    }
    lines = strndup(head.bytes, head.n_bytes);
    status = lines != NULL ? koppel_simulation_settings_read(settings, lines, file, errors)
                           : koppel_errors_no_memory(errors, file);
    free(lines);
    stop = head.next;
    if (status == KOPPEL_OK && simulation != NULL) {
        status = read_records(head.next, end, file, simulation, &stop, errors);
    }
    *n_read = (size_t)(stop - bytes);
    return status;
}
