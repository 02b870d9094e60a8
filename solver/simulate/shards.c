// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* shards.c - joins what the shards of a simulation kept (see simulation_keeper.h). */
#include "simulate/simulation_keeper.h"

#include "base/memory.h"
#include "base/path.h"
#include "io/file_bytes.h"

#include <stdlib.h>

const char koppel_shard_file[] = "shard.journal";

/* What is needed while shards are joined. */
struct joining {
    const char *const *folders;
    struct koppel_simulation *simulation;
    int32_t *folder_of; /* shards: row of the folder that has it, or KOPPEL_NONE */
    int32_t n_shards;   /* 0: none was read yet */
    struct koppel_errors *errors;
};

/* The first one says what the others must be. */
static enum koppel_status start(struct joining *joining, const struct koppel_simulation_settings *settings)
{
    struct koppel_simulation_settings whole = *settings;

    whole.shard = (struct koppel_shard){0};
    joining->n_shards = settings->shard.n;
    joining->folder_of = koppel_new((size_t)settings->shard.n, sizeof *joining->folder_of);
    for (int32_t k = 0; joining->folder_of != NULL && k < joining->n_shards; k++) {
        joining->folder_of[k] = KOPPEL_NONE;
    }
    return joining->folder_of == NULL || koppel_simulation_start(joining->simulation, &whole) != KOPPEL_OK
               ? koppel_errors_no_memory(joining->errors, NULL)
               : KOPPEL_OK;
}

/* Does it belong to the others? */
static enum koppel_status check(struct joining *joining, const struct koppel_simulation_settings *settings, int32_t row)
{
    const char *other = koppel_simulation_settings_differ(settings, &joining->simulation->settings);
    const int32_t k = settings->shard.k - 1;

    if (other == NULL && settings->shard.n != joining->n_shards) {
        other = "shard";
    }
    if (other != NULL) {
        return koppel_errors_add(joining->errors, KOPPEL_E_INPUT, joining->folders[row], 0, 0,
                                 "differs from %s in \"%s\": all shards must be run with the same tables and options",
                                 joining->folders[0], other);
    }
    if (joining->folder_of[k] != KOPPEL_NONE) {
        return koppel_errors_add(joining->errors, KOPPEL_E_INPUT, joining->folders[row], 0, 0,
                                 "is shard %d of %d, and so is %s: take each shard once", (int)k + 1,
                                 (int)joining->n_shards, joining->folders[joining->folder_of[k]]);
    }
    joining->folder_of[k] = row;
    return KOPPEL_OK;
}

/* Is everything there that the shard was to follow? */
static enum koppel_status check_whole(const struct joining *joining, const struct koppel_shard *shard, int32_t row)
{
    const struct koppel_simulation *simulation = joining->simulation;

    for (int32_t path = shard->k - 1; path < koppel_settings_n_paths(&simulation->settings); path += shard->n) {
        for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
            if (!koppel_simulation_tally(simulation, path, p)->is_done) {
                return koppel_errors_add(joining->errors, KOPPEL_E_INPUT, joining->folders[row], 0, 0,
                                         "lacks path %d of policy %s: the file was cut off or changed; run this shard "
                                         "again",
                                         (int)path + 1, simulation->settings.policies[p].name);
            }
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status join(struct joining *joining, int32_t row)
{
    struct koppel_file_bytes file = {0};
    struct koppel_simulation_settings settings = {0};
    const char *name = joining->folders[row];
    char *path = koppel_path_join(name, koppel_shard_file);
    size_t n_read = 0;
    enum koppel_status status =
        path == NULL ? koppel_errors_no_memory(joining->errors, NULL)
                     : koppel_file_bytes_read_binary(path, path, KOPPEL_MAX_FILE_BYTES, &file, joining->errors);

    if (status == KOPPEL_OK) {
        status = koppel_journal_read(file.bytes, file.n_bytes, path, &settings, NULL, &n_read, joining->errors);
    }
    if (status == KOPPEL_OK && settings.shard.k < 1) {
        status = koppel_errors_add(joining->errors, KOPPEL_E_INPUT, name, 0, 0, "is no shard");
    }
    if (status == KOPPEL_OK && joining->n_shards == 0) {
        status = start(joining, &settings);
    }
    if (status == KOPPEL_OK) {
        status = check(joining, &settings, row);
    }
    if (status == KOPPEL_OK) {
        status = koppel_journal_read(file.bytes, file.n_bytes, path, &settings, joining->simulation, &n_read,
                                     joining->errors);
    }
    koppel_file_bytes_free(&file);
    free(path);
    return status == KOPPEL_OK ? check_whole(joining, &settings.shard, row) : status;
}

enum koppel_status koppel_shards_join(const char *const *folders, int32_t n, struct koppel_simulation *simulation,
                                      struct koppel_errors *errors)
{
    struct joining joining = {.folders = folders, .simulation = simulation, .errors = errors};
    enum koppel_status status = KOPPEL_OK;

    for (int32_t row = 0; row < n && status == KOPPEL_OK; row++) {
        status = join(&joining, row);
    }
    for (int32_t k = 0; k < joining.n_shards && status == KOPPEL_OK; k++) {
        if (joining.folder_of[k] == KOPPEL_NONE) {
            status = koppel_errors_add(errors, KOPPEL_E_MISSING, NULL, 0, 0,
                                       "shard %d of %d is missing: name the folders of all shards", (int)k + 1,
                                       (int)joining.n_shards);
        }
    }
    free(joining.folder_of);
    return status;
}
