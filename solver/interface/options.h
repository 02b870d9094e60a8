// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* options.h - takes the options that a caller gives, whatever version of koppel.h it was compiled with. */
#ifndef KOPPEL_INTERFACE_OPTIONS_H
#define KOPPEL_INTERFACE_OPTIONS_H

#include "solve/job.h"

/**
 * Copies a struct of options whose first field is its size.
 * @param given    NULL: all defaults (0)
 * @param[out] taken  n_taken bytes: this library's struct. What an older, smaller one lacks is 0
 * @param name     of the struct, for the message
 * @return KOPPEL_OK; KOPPEL_E_ARGUMENT when the size is 0, or when a larger struct chooses what is not known here
 */
enum koppel_status koppel_options_take(const void *given, void *taken, size_t n_taken, const char *name,
                                       struct koppel_errors *errors);

/** Checks that the tables have names and bytes. @return KOPPEL_OK or KOPPEL_E_ARGUMENT with a message */
enum koppel_status koppel_tables_check(const struct koppel_case_file *tables, size_t n_tables,
                                       struct koppel_errors *errors);

/** What a case is called: its folder, or for tables in memory "case" when it has no name. NULL with a message when
 * there is neither. */
const char *koppel_case_name_take(const char *case_folder, const struct koppel_case_file *tables,
                                  struct koppel_errors *errors);

/** Sets the language of the texts to come, NULL: English. @return KOPPEL_OK or KOPPEL_E_ARGUMENT with a message */
enum koppel_status koppel_language_option_take(const char *name, struct koppel_errors *errors);

/** Reads a day; NULL is KOPPEL_NO_DATE. @return KOPPEL_OK or KOPPEL_E_ARGUMENT with a message */
enum koppel_status koppel_day_take(const char *text, int32_t *day, struct koppel_errors *errors);

/**
 * Takes the options of a study, and the files that they name, which borrow from them.
 * @return KOPPEL_OK or KOPPEL_E_ARGUMENT with a message
 */
enum koppel_status koppel_study_options_take(const struct koppel_study_options *given, const char *case_folder,
                                             struct koppel_study_options *taken, struct koppel_job_files *files,
                                             struct koppel_errors *errors);

#endif
