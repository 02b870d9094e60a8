// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_journal.c - writes results as they come (see simulation_journal.h). */
#include "simulate/simulation_journal.h"

#include "base/memory.h"
#include "io/file_bytes.h"
#include "io/file_writer.h"
#include "simulate/journal_numbers.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct koppel_journal_numbers koppel_journal_numbers_of(const struct koppel_simulation_settings *settings,
                                                        struct koppel_task_result *result)
{
    struct koppel_course_tally *tally = &result->tally;
    const int64_t n_half_years = settings->number[KOPPEL_SETTING_HALF_YEARS];
    struct koppel_journal_numbers list = {
        .items = {{tally->number, KOPPEL_N_TOLD, false},
                  {tally->cost, settings->number[KOPPEL_SETTING_TIERS], false},
                  {tally->bound, settings->number[KOPPEL_SETTING_TIERS], false},
                  {tally->missing,
                   n_half_years < KOPPEL_MOST_HALF_YEARS_TOLD ? n_half_years : KOPPEL_MOST_HALF_YEARS_TOLD, false},
                  {tally->group[0], (int64_t)KOPPEL_N_TOLD_GROUPS * KOPPEL_N_TOLD_OF_GROUP, false}},
        .n_items = KOPPEL_N_NUMBER_LISTS};

    for (int s = 0; s < KOPPEL_N_SERIES; s++) {
        list.items[KOPPEL_N_NUMBER_LISTS - KOPPEL_N_SERIES + s] =
            (struct koppel_number_list){result->series.value[s], settings->number[KOPPEL_SETTING_MONTHS], true};
    }
    return list;
}

/* Ends a record: the hash of its line from `start` on and of the bytes, and the bytes. */
static void end_record(struct koppel_text *text, size_t start, const char *bytes, size_t n_bytes)
{
    if (text->failed) {
        return;
    }
    koppel_text_add(text, KOPPEL_SAME(" #%016" PRIx64 "\n"),
                    koppel_journal_hash(text->bytes + start, text->n_bytes - start, bytes, n_bytes));
    if (bytes != NULL) {
        koppel_text_append(text, bytes, n_bytes);
        koppel_text_append(text, "\n", 1);
    }
}

static enum koppel_status write_text(const struct koppel_journal *journal, struct koppel_text *text)
{
    enum koppel_status status = koppel_text_status(text);

    if (status == KOPPEL_OK && koppel_bytes_write(journal->file, text->bytes, text->n_bytes) != 0) {
        status = KOPPEL_E_OUTPUT;
    }
    koppel_text_free(text);
    return status;
}

static enum koppel_status write_head(const struct koppel_journal *journal, const struct koppel_simulation *simulation)
{
    struct koppel_text settings = {0};
    struct koppel_text text = {.is_for_machines = true};

    koppel_simulation_settings_write(&simulation->settings, &settings);
    if (koppel_text_status(&settings) == KOPPEL_OK) {
        koppel_text_add(&text, KOPPEL_SAME(KOPPEL_JOURNAL_HEAD " %zu"), settings.n_bytes);
        end_record(&text, 0, settings.bytes, settings.n_bytes);
    } else {
        text.failed = true;
    }
    koppel_text_free(&settings);
    return write_text(journal, &text);
}

static void add_texts(const struct koppel_simulation *simulation, const struct koppel_task_result *result,
                      struct koppel_text *text)
{
    for (int kind = 0; kind < KOPPEL_N_TOLD_TEXTS; kind++) {
        const struct koppel_text *told = &simulation->texts[result->policy][kind];
        const size_t start = text->n_bytes;

        if (told->n_bytes > 0) {
            koppel_text_add(text, KOPPEL_SAME("text %d %d %d %zu"), (int)result->path_row, (int)result->policy, kind,
                            told->n_bytes);
            end_record(text, start, told->bytes, told->n_bytes);
        }
        text->failed = text->failed || told->failed;
    }
}

enum koppel_status koppel_journal_write(const struct koppel_journal *journal,
                                        const struct koppel_simulation *simulation,
                                        const struct koppel_task_result *result)
{
    struct koppel_task_result copy = *result;
    const struct koppel_journal_numbers list = koppel_journal_numbers_of(&simulation->settings, &copy);
    struct koppel_text text = {.is_for_machines = true};
    size_t start = 0;

    if (result->path_row == 0) {
        add_texts(simulation, result, &text);
    }
    start = text.n_bytes;
    koppel_text_add(&text, KOPPEL_SAME("task %d %d %d"), (int)result->path_row, (int)result->policy,
                    (int)result->tally.is_proven);
    for (int32_t k = 0; k < list.n_items; k++) {
        for (int64_t m = 0; m < list.items[k].n; m++) {
            koppel_text_add(&text, KOPPEL_SAME(" %" PRId64), list.items[k].first[m]);
        }
    }
    end_record(&text, start, NULL, 0);
    return write_text(journal, &text);
}

/* ---- Opening ---------------------------------------------------------------------------------------------------- */

static enum koppel_status refuse(const struct koppel_journal *journal, struct koppel_errors *errors)
{
    return koppel_errors_add(errors, KOPPEL_E_OUTPUT, journal->path, 0, 0, "cannot be written: %s",
                             koppel_system_words(errno));
}

/* So that two runs do not write the same journal. */
static enum koppel_status lock(const struct koppel_journal *journal, struct koppel_errors *errors)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    if (fcntl(journal->file, F_SETLK, &whole) == 0 || (errno != EACCES && errno != EAGAIN)) {
        return KOPPEL_OK; /* some file systems know no locks */
    }
    return koppel_errors_add(errors, KOPPEL_E_EXISTS, journal->path, 0, 0,
                             "is being written by another run: wait for it, or choose another folder");
}

/* Takes over what an earlier run left, and drops what it left half. */
static enum koppel_status go_on(const struct koppel_journal *journal, struct koppel_simulation *simulation,
                                struct koppel_errors *errors)
{
    struct koppel_file_bytes file = {0};
    struct koppel_simulation_settings settings;
    const char *other = NULL;
    size_t n_read = 0;
    enum koppel_status status =
        koppel_file_bytes_read_binary(journal->path, journal->path, KOPPEL_MAX_FILE_BYTES, &file, errors);

    if (status == KOPPEL_OK) {
        status = koppel_journal_read(file.bytes, file.n_bytes, journal->path, &settings, NULL, &n_read, errors);
    }
    if (status == KOPPEL_OK) {
        other = koppel_simulation_settings_differ(&settings, &simulation->settings);
        other = other == NULL && (settings.shard.k != simulation->settings.shard.k ||
                                  settings.shard.n != simulation->settings.shard.n)
                    ? "shard"
                    : other;
    }
    if (other != NULL) {
        status =
            koppel_errors_add(errors, KOPPEL_E_INPUT, journal->path, 0, 0,
                              "is of a run that differs in \"%s\": run it as it was, or take the file away", other);
    }
    if (status == KOPPEL_OK) {
        status = koppel_journal_read(file.bytes, file.n_bytes, journal->path, &settings, simulation, &n_read, errors);
    }
    koppel_file_bytes_free(&file);
    if (status == KOPPEL_OK &&
        (ftruncate(journal->file, (off_t)n_read) != 0 || lseek(journal->file, 0, SEEK_END) == (off_t)-1)) {
        status = refuse(journal, errors);
    }
    return status == KOPPEL_OK ? lock(journal, errors) : status; /* closing the file that was read took the lock away */
}

static enum koppel_status open_file(struct koppel_journal *journal, bool resume, bool *is_new,
                                    struct koppel_errors *errors)
{
    journal->file = open(journal->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    *is_new = journal->file >= 0;
    if (!*is_new && errno == EEXIST) {
        if (!resume) {
            return koppel_errors_add(errors, KOPPEL_E_EXISTS, journal->path, 0, 0,
                                     "holds what an interrupted run came to: --resume goes on with it; take the file "
                                     "away to begin again");
        }
        journal->file = open(journal->path, O_RDWR | O_CLOEXEC);
    }
    journal->is_open = journal->file >= 0;
    return journal->is_open ? KOPPEL_OK : refuse(journal, errors);
}

enum koppel_status koppel_journal_open(struct koppel_journal *journal, const char *path, bool resume,
                                       struct koppel_simulation *simulation, struct koppel_errors *errors)
{
    bool is_new = false;
    struct stat size = {0};
    enum koppel_status status = KOPPEL_OK;

    journal->path = strdup(path);
    if (journal->path == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    status = open_file(journal, resume, &is_new, errors);
    if (status == KOPPEL_OK) {
        status = lock(journal, errors);
    }
    if (status == KOPPEL_OK && !is_new && fstat(journal->file, &size) == 0 && size.st_size > 0) {
        return go_on(journal, simulation, errors);
    }
    if (status == KOPPEL_OK) {
        status = write_head(journal, simulation);
        status = status == KOPPEL_E_OUTPUT   ? refuse(journal, errors)
                 : status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(errors, NULL)
                                             : status;
    }
    return status;
}

void koppel_journal_close(struct koppel_journal *journal, bool remove)
{
    if (journal->is_open) {
        close(journal->file);
        if (remove) {
            unlink(journal->path);
        }
    }
    free(journal->path);
    *journal = (struct koppel_journal){0};
}
