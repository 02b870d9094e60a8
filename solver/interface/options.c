// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* options.c - takes the options that a caller gives (see options.h). */
#include "interface/options.h"

#include <inttypes.h>
#include <string.h>

enum { LARGEST = 4096, MOST_THREADS = 64, WHOLE_PPM = 1000000, DEFAULT_SEED = 1 };

static enum koppel_status refuse(struct koppel_errors *errors, const char *text)
{
    return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "%s", _(text));
}

enum koppel_status koppel_options_take(const void *given, void *taken, size_t n_taken, const char *name,
                                       struct koppel_errors *errors)
{
    const unsigned char *bytes = given;
    size_t size = 0;

    koppel_language_use(KOPPEL_ENGLISH); /* until the options were read */
    memset(taken, 0, n_taken);
    if (given == NULL) {
        return KOPPEL_OK;
    }
    memcpy(&size, given, sizeof size);
    if (size < sizeof size || size > LARGEST || size % sizeof size != 0) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "options: the field size is %zu; set it to sizeof (struct %s)", size, name);
    }
    for (size_t k = n_taken; k < size; k++) {
        if (bytes[k] != 0) {
            return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                     "options: this library, version %s, does not know all fields of your struct %s: "
                                     "leave the new ones 0, or link a newer library",
                                     KOPPEL_VERSION, name);
        }
    }
    memcpy(taken, given, size < n_taken ? size : n_taken);
    return KOPPEL_OK;
}

enum koppel_status koppel_tables_check(const struct koppel_case_file *tables, size_t n_tables,
                                       struct koppel_errors *errors)
{
    if (tables == NULL && n_tables > 0) {
        return refuse(errors, _("options: n_tables without tables"));
    }
    for (size_t k = 0; k < n_tables; k++) {
        if (tables[k].name == NULL || tables[k].bytes == NULL) {
            return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, tables[k].name, 0, 0, "options: table %zu has no %s", k,
                                     tables[k].name == NULL ? "name" : "bytes");
        }
    }
    return KOPPEL_OK;
}

const char *koppel_case_name_take(const char *case_folder, const struct koppel_case_file *tables,
                                  struct koppel_errors *errors)
{
    if (case_folder == NULL && tables == NULL) {
        refuse(errors, _("no case folder was given"));
        return NULL;
    }
    return case_folder != NULL ? case_folder : "case";
}

enum koppel_status koppel_day_take(const char *text, int32_t *day, struct koppel_errors *errors)
{
    *day = KOPPEL_NO_DATE;
    if (text != NULL && !koppel_date_parse(text, day)) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "as_of takes a date such as 2026-03-15, not \"%.60s\"", text);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_language_option_take(const char *name, struct koppel_errors *errors)
{
    enum koppel_language language = KOPPEL_ENGLISH;

    koppel_language_use(KOPPEL_ENGLISH);
    if (name != NULL && !koppel_language_find(name, &language)) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "language takes en or nl, not \"%.60s\"", name);
    }
    koppel_language_use(language);
    return KOPPEL_OK;
}

static enum koppel_status check_numbers(const struct koppel_study_options *options, struct koppel_errors *errors)
{
    if (options->gap_ppm < 0 || options->gap_ppm > WHOLE_PPM) {
        return refuse(errors, _("gap_ppm takes 0 to 1000000"));
    }
    if (!(options->time_limit >= 0 && options->time_limit <= 1e12)) {
        return refuse(errors, _("time_limit takes seconds, 0 for none"));
    }
    if (options->n_threads < 0 || options->n_threads > MOST_THREADS) {
        return refuse(errors, _("n_threads takes 0 to 64"));
    }
    if (options->policy_file != NULL && options->policy_json != NULL) {
        return refuse(errors, _("give policy_file or policy_json, not both"));
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_study_options_take(const struct koppel_study_options *given, const char *case_folder,
                                             struct koppel_study_options *taken, struct koppel_job_files *files,
                                             struct koppel_errors *errors)
{
    enum koppel_status status = koppel_options_take(given, taken, sizeof *taken, "koppel_study_options", errors);

    *files = (struct koppel_job_files){.as_of = KOPPEL_NO_DATE};
    if (status == KOPPEL_OK) {
        status = koppel_language_option_take(taken->language, errors);
    }
    if (status == KOPPEL_OK) {
        status = check_numbers(taken, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_tables_check(taken->tables, taken->n_tables, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_day_take(taken->as_of, &files->as_of, errors);
    }
    if (status == KOPPEL_OK) {
        files->case_folder = koppel_case_name_take(case_folder, taken->tables, errors);
        status = files->case_folder != NULL ? KOPPEL_OK : KOPPEL_E_ARGUMENT;
    }
    taken->seed = taken->seed != 0 ? taken->seed : DEFAULT_SEED;
    files->tables = taken->tables;
    files->n_tables = taken->n_tables;
    files->strict = taken->strict != 0;
    files->policy_file = taken->policy_file;
    files->policy_json = taken->policy_json;
    files->rules_folder = taken->rules_folder;
    files->earlier = taken->earlier;
    files->follows_earlier = true;
    files->stay_close = taken->stay_close;
    return status;
}
