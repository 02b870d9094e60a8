// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulate_follow.c - koppel simulate: follows policies, in one run, in shards, on from where it was stopped. */
#include "base/memory.h"
#include "cli/simulate_options.h"
#include "io/file_bytes.h"
#include "simulate/simulation_keeper.h"
#include "simulate/simulation_text.h"
#include "solve/output.h"

#include <stdlib.h>
#include <string.h>

enum { GAP_PPM = 1000, MOST_NODES = 2000, SECONDS_OF_MINUTE = 60, MINUTES_TOLD_FROM = 120 };

static void show_progress(int32_t n_done, int32_t n_tasks, double seconds_left)
{
    if (seconds_left < MINUTES_TOLD_FROM) {
        koppel_console_note("Following: %d of %d are done, about %d s left", (int)n_done, (int)n_tasks,
                            (int)(seconds_left + 0.5));
    } else {
        koppel_console_note("Following: %d of %d are done, about %d min left", (int)n_done, (int)n_tasks,
                            (int)(seconds_left / SECONDS_OF_MINUTE + 0.5));
    }
}

/* The journal of an output folder: its name with ".partial" behind it. NULL without memory. */
static char *journal_path(const char *folder)
{
    static const char ending[] = ".partial";
    size_t n = strlen(folder);
    char *path = NULL;

    while (n > 1 && folder[n - 1] == '/') {
        n--;
    }
    path = koppel_new(n + sizeof ending, 1);
    if (path != NULL) {
        memcpy(path, folder, n);
        memcpy(path + n, ending, sizeof ending);
    }
    return path;
}

/* ---- What comes out --------------------------------------------------------------------------------------------- */

static int print(const struct koppel_simulation *simulation, const struct koppel_simulate_options *options)
{
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_DONE;

    if (options->common.json) {
        koppel_simulation_json(simulation, &text);
    } else if (!options->common.quiet) {
        koppel_simulation_print(simulation, &text);
    }
    status = koppel_text_status(&text);
    if (status == KOPPEL_OK && text.n_bytes > 0 && !koppel_text_print(&text)) {
        exit_code = EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

static int deliver(const struct koppel_simulation *simulation, const struct koppel_simulate_options *options,
                   struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    if (options->folders.output_folder != NULL) {
        struct koppel_document documents[KOPPEL_N_SIMULATION_DOCUMENTS];

        koppel_simulation_documents(simulation, documents);
        status = koppel_documents_write(documents, KOPPEL_N_SIMULATION_DOCUMENTS, options->folders.output_folder,
                                        options->folders.force, errors);
        koppel_documents_free(documents, KOPPEL_N_SIMULATION_DOCUMENTS);
    }
    return status == KOPPEL_OK ? print(simulation, options) : koppel_exit_code(status);
}

/* A shard hands over its journal. */
static int deliver_shard(const struct koppel_keeper *keeper, const struct koppel_simulate_options *options,
                         struct koppel_errors *errors)
{
    struct koppel_file_bytes file = {0};
    struct koppel_document document = {.name = koppel_shard_file};
    struct koppel_text text = {0};
    int exit_code = EXIT_DONE;
    enum koppel_status status =
        koppel_file_bytes_read_binary(keeper->journal.path, keeper->journal.path, KOPPEL_MAX_FILE_BYTES, &file, errors);

    if (status == KOPPEL_OK) {
        koppel_text_append(&document.text, file.bytes, file.n_bytes);
        status = koppel_documents_write(&document, 1, options->folders.output_folder, options->folders.force, errors);
    }
    koppel_documents_free(&document, 1);
    koppel_file_bytes_free(&file);
    if (status == KOPPEL_OK && !options->common.quiet) {
        koppel_text_add(&text, "Shard %d of %d is written to %s. koppel simulate --merge joins all shards.\n",
                        (int)options->shard.k, (int)options->shard.n, options->folders.output_folder);
        exit_code = koppel_text_print(&text) ? EXIT_DONE : EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

/* ---- The run ---------------------------------------------------------------------------------------------------- */

static enum koppel_status open_journal(struct koppel_keeper *keeper, const struct koppel_simulate_options *options,
                                       struct koppel_errors *errors)
{
    char *path = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (options->folders.output_folder == NULL) {
        return KOPPEL_OK;
    }
    path = journal_path(options->folders.output_folder);
    status = path != NULL ? koppel_journal_open(&keeper->journal, path, options->resume, keeper->simulation, errors)
                          : koppel_errors_no_memory(errors, NULL);
    free(path);
    return status;
}

static int stop(const struct koppel_keeper *keeper, struct koppel_errors *notes)
{
    if (!keeper->journal.is_open) {
        koppel_errors_add(notes, KOPPEL_OK, NULL, 0, 0,
                          "stopped before all courses of events were followed: nothing "
                          "is written");
    } else {
        koppel_errors_add(notes, KOPPEL_OK, keeper->journal.path, 0, 0,
                          "stopped before all courses of events were followed: what is done (%d of %d) is kept here; "
                          "--resume goes on",
                          (int)koppel_simulation_n_done(keeper->simulation), (int)koppel_keeper_n_tasks(keeper));
    }
    return EXIT_STOPPED;
}

static int follow(struct koppel_keeper *keeper, const struct koppel_simulate_options *options,
                  struct koppel_messages *messages)
{
    bool is_stopped = false;
    enum koppel_status status = koppel_simulation_run(keeper->request, &is_stopped);

    koppel_console_clear();
    if (status != KOPPEL_OK) {
        return koppel_exit_code(messages->errors.n_items > 0
                                    ? status
                                    : koppel_errors_add(&messages->errors, status, NULL, 0, 0,
                                                        "a policy could not be followed to the end"));
    }
    if (is_stopped) {
        return stop(keeper, &messages->notes);
    }
    return options->shard.n > 0 ? deliver_shard(keeper, options, &messages->errors)
                                : deliver(keeper->simulation, options, &messages->errors);
}

int koppel_simulate_follow(const struct koppel_simulate_options *options, const struct koppel_case_world *made,
                           struct koppel_messages *messages)
{
    struct koppel_simulation simulation = {0};
    struct koppel_simulation_settings settings;
    struct koppel_keeper keeper = {
        .made = made, .simulation = &simulation, .errors = &messages->errors, .tell = show_progress};
    struct koppel_simulation_request request = {.world = &made->world,
                                                .policies = options->policies,
                                                .n_policies = options->n_policies,
                                                .n_paths = options->n_paths,
                                                .shard = options->shard,
                                                .run = options->run,
                                                .n_threads = options->common.n_threads,
                                                .hindsight_gap_ppm = GAP_PPM,
                                                .data = &keeper,
                                                .is_done = koppel_keeper_is_done,
                                                .done = koppel_keeper_done};
    int exit_code = EXIT_INTERNAL;
    enum koppel_status status = KOPPEL_OK;

    keeper.request = &request;
    request.run.options = (struct koppel_engine_options){
        .n_threads = 1, .most_nodes = MOST_NODES, .deadline = koppel_console_deadline(&options->common)};
    koppel_console_begin(&options->common);
    status = koppel_simulation_settings_make(&settings, made, &request);
    if (status == KOPPEL_OK) {
        status = koppel_simulation_start(&simulation, &settings);
    }
    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(&messages->errors, NULL);
    } else {
        status = open_journal(&keeper, options, &messages->errors);
    }
    exit_code = status == KOPPEL_OK ? follow(&keeper, options, messages) : koppel_exit_code(status);
    koppel_journal_close(&keeper.journal, exit_code == EXIT_DONE);
    koppel_simulation_free(&simulation);
    return exit_code;
}

int koppel_simulate_merge(const struct koppel_simulate_options *options, struct koppel_messages *messages)
{
    struct koppel_simulation simulation = {0};
    enum koppel_language before = koppel_language_now();
    const enum koppel_status status =
        koppel_shards_join(options->arguments, options->n_arguments, &simulation, &messages->errors);
    int exit_code = koppel_exit_code(status);

    if (status == KOPPEL_OK) {
        before = koppel_language_use((enum koppel_language)simulation.settings.number[KOPPEL_SETTING_LANGUAGE]);
        exit_code = deliver(&simulation, options, &messages->errors);
        koppel_language_use(before);
    }
    koppel_simulation_free(&simulation);
    return exit_code;
}
