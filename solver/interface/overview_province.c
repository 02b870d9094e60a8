// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* overview_province.c - an overview of koppel.h: the targets and the supervision of a province. */
#include "interface/options.h"
#include "interface/overview.h"
#include "province/supervision.h"
#include "province/target_overview.h"

#define MOST_PERSONS INT64_C(1000000000)

static enum koppel_status refuse(struct koppel_errors *errors, const char *text)
{
    return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "%s", _(text));
}

static enum koppel_status check_options(const struct koppel_province_options *options, struct koppel_errors *errors)
{
    if (options->national < 0 || options->national > MOST_PERSONS || options->inhabitants < 0 ||
        options->inhabitants > MOST_PERSONS) {
        return refuse(errors, _("national and inhabitants take whole numbers of persons, 0 for those of national.csv"));
    }
    if (options->n_proposals < 0 || (options->n_proposals > 0 && options->proposals == NULL)) {
        return refuse(errors, _("n_proposals without proposals"));
    }
    for (int32_t k = 0; k < options->n_proposals; k++) {
        if (options->proposals[k] == NULL) {
            return refuse(errors, _("a proposal has no folder"));
        }
    }
    if (options->is_public != 0 && (options->n_proposals > 0 || options->municipality != NULL)) {
        return refuse(errors, _("is_public shows what was housed of all municipalities: leave out proposals and "
                                "municipality"));
    }
    return KOPPEL_OK;
}

/* What is asked, borrowed from the options. */
static enum koppel_status take_options(const char *case_folder, const struct koppel_province_options *given,
                                       struct koppel_province_options *taken, struct koppel_province_question *asked,
                                       struct koppel_errors *errors)
{
    enum koppel_status status = koppel_options_take(given, taken, sizeof *taken, "koppel_province_options", errors);

    if (status == KOPPEL_OK) {
        status = koppel_language_option_take(taken->language, errors);
    }
    if (status == KOPPEL_OK) {
        status = check_options(taken, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_tables_check(taken->tables, taken->n_tables, errors);
    }
    *asked = (struct koppel_province_question){
        .tables = taken->tables,
        .n_tables = taken->n_tables,
        .strict = taken->strict != 0,
        .rules = {.rules_folder = taken->rules_folder, .ladder_file = taken->ladder_file},
        .period = KOPPEL_NONE,
        .only_rung = KOPPEL_UNKNOWN,
        .national = taken->national > 0 ? taken->national : KOPPEL_UNKNOWN,
        .inhabitants = taken->inhabitants > 0 ? taken->inhabitants : KOPPEL_UNKNOWN,
        .proposals = taken->proposals,
        .n_proposals = taken->n_proposals};
    if (status == KOPPEL_OK) {
        status = koppel_day_take(taken->as_of, &asked->as_of, errors);
    }
    if (status == KOPPEL_OK && taken->period != NULL && !koppel_period_parse(taken->period, &asked->period)) {
        status = koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                   "period takes a half-year such as 2026-1 or 2026-2, not \"%.60s\"", taken->period);
    }
    if (status == KOPPEL_OK) {
        asked->case_folder = koppel_case_name_take(case_folder, taken->tables, errors);
        status = asked->case_folder != NULL ? KOPPEL_OK : KOPPEL_E_ARGUMENT;
    }
    return status;
}

/* Hands the texts over to the overview, which frees them. */
static void take_texts(struct koppel_overview *overview, const struct koppel_province_texts *texts)
{
    for (; overview->n_documents < 2 && texts->files[overview->n_documents].name != NULL; overview->n_documents++) {
        overview->documents[overview->n_documents] = texts->files[overview->n_documents];
    }
    overview->text = texts->text;
}

static enum koppel_status make_targets(struct koppel_province_case *open, const struct koppel_province_options *options,
                                       struct koppel_province_texts *texts)
{
    return koppel_target_overview_make(open, options->decimal_comma != 0, texts);
}

static enum koppel_status make_supervision(struct koppel_province_case *open,
                                           const struct koppel_province_options *options,
                                           struct koppel_province_texts *texts)
{
    struct koppel_supervision supervision = {0};
    enum koppel_status status = koppel_supervision_make(open, &supervision);

    if (status == KOPPEL_OK && options->municipality != NULL) {
        status = koppel_supervision_of(open, &supervision, options->municipality, &texts->text);
    } else if (status == KOPPEL_OK) {
        status =
            koppel_supervision_texts(open, &supervision, options->is_public != 0, options->decimal_comma != 0, texts);
    }
    koppel_supervision_free(&supervision);
    return status;
}

static enum koppel_status make(const char *case_folder, const struct koppel_province_options *options,
                               enum koppel_status (*make_texts)(struct koppel_province_case *open,
                                                                const struct koppel_province_options *options,
                                                                struct koppel_province_texts *texts),
                               struct koppel_overview **overview)
{
    struct koppel_province_options taken;
    struct koppel_province_question asked;
    struct koppel_province_case open;
    struct koppel_province_texts texts = {0};
    struct koppel_kept_messages *messages = NULL;
    enum koppel_status status = KOPPEL_OK;

    *overview = koppel_overview_new();
    if (*overview == NULL) {
        return KOPPEL_E_MEMORY;
    }
    messages = &(*overview)->messages;
    status = take_options(case_folder, options, &taken, &asked, &messages->errors);
    if (status == KOPPEL_OK) {
        status = koppel_province_case_open(&open, &asked, &messages->errors, &messages->notes);
        status = status == KOPPEL_OK ? make_texts(&open, &taken, &texts) : status;
        koppel_province_case_close(&open);
    }
    take_texts(*overview, &texts);
    return koppel_overview_end(*overview, status);
}

enum koppel_status koppel_overview_targets(const char *case_folder, const struct koppel_province_options *options,
                                           struct koppel_overview **overview)
{
    return make(case_folder, options, make_targets, overview);
}

enum koppel_status koppel_overview_supervise(const char *case_folder, const struct koppel_province_options *options,
                                             struct koppel_overview **overview)
{
    return make(case_folder, options, make_supervision, overview);
}
