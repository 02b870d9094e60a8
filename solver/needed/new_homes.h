// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* new_homes.h - a case with homes that do not exist: the tables of a case, with rows for new homes behind those of
 * units.csv.
 */
#ifndef KOPPEL_NEEDED_NEW_HOMES_H
#define KOPPEL_NEEDED_NEW_HOMES_H

#include "io/case_reader.h"
#include "solve/job.h"

enum { KOPPEL_NEW_HOME_ID = 64 };

/** A kind of home in a neighbourhood. */
struct koppel_new_home {
    int32_t neighbourhood;
    int32_t rooms;
    int64_t rent_cents;
    bool step_free;
    int64_t cost;     /* of one, in the unit of the caller's costs; 1 without costs */
    int32_t most;     /* at most so many of them; KOPPEL_UNKNOWN: any number */
    int32_t n_wanted; /* how many the case is to have */
};

struct koppel_new_homes {
    struct koppel_new_home *items;
    int32_t n_items;
    size_t capacity;
};

/** The tables of a case in the plain form, in memory. Zero-initialise; koppel_plain_tables_free. */
struct koppel_plain_tables {
    struct koppel_tidy_table tables[KOPPEL_N_TABLES];
};

/** @return KOPPEL_OK, or as koppel_case_read (message) */
enum koppel_status koppel_plain_tables_read(const struct koppel_job_files *files, struct koppel_plain_tables *plain,
                                            struct koppel_errors *errors);

void koppel_plain_tables_free(struct koppel_plain_tables *plain);

/**
 * For every neighbourhood that is not excluded, a home for each kind of need: the fewest rooms that are enough, the rent limit
 * (rounded down to whole euros), step-free or not.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_new_homes_list(const struct koppel_suitability *fit, struct koppel_new_homes *homes);

/**
 * Reads them from a table with the columns neighbourhood, rooms, rent_eur and step_free, as units.csv has them, cost and
 * max_homes; the last three may be left out.
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT, KOPPEL_E_MEMORY (message)
 */
enum koppel_status koppel_new_homes_read(const char *path, const struct koppel_case *kase,
                                         struct koppel_new_homes *homes, struct koppel_errors *errors);

/** Key of the n-th home of a kind (from 1): "NEW-BU90040001-3-764-S-1". */
void koppel_new_home_id(const struct koppel_case *kase, const struct koppel_new_home *home, int32_t n,
                        char id[KOPPEL_NEW_HOME_ID]);

/**
 * The tables with n_wanted homes of every kind behind those of units.csv, in the order of the list, all of a corporation
 * that has no other homes and no agreement.
 * @param[out] extended  the two tables that differ; texts are the caller's to free, also after a failure
 * @param[out] files     KOPPEL_N_TABLES entries, of which the first *n_files are filled; they borrow from plain and extended
 * @return KOPPEL_OK, KOPPEL_E_INPUT (a key of the case is one of a new home; message), KOPPEL_E_MEMORY
 */
enum koppel_status koppel_new_homes_add(const struct koppel_plain_tables *plain, const struct koppel_case *kase,
                                        const struct koppel_new_homes *homes, struct koppel_text extended[2],
                                        struct koppel_case_file *files, size_t *n_files, struct koppel_errors *errors);

void koppel_new_homes_free(struct koppel_new_homes *homes);

#endif
