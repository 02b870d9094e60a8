/* why.c - everything about one household of a proposal (see why.h). */
#include "solve/why.h"

#include "base/memory.h"
#include "solve/questions/alternatives.h"

#include <stdlib.h>

static int32_t find_household(const struct koppel_case *kase, const char *id, struct koppel_errors *errors)
{
    int32_t row = koppel_index_get(&kase->household_index, id);
    const char *nearest = row == KOPPEL_NONE ? koppel_index_nearest(&kase->household_index, id) : NULL;

    if (row == KOPPEL_NONE) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "households.csv"), 0, 0,
                          "there is no household \"%s\"%s%s%s", id, nearest != NULL ? "; did you mean \"" : "",
                          nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    }
    return row;
}

static enum koppel_status find_others(const struct koppel_why *why, int32_t household,
                                      struct koppel_alternative *others, int32_t *n_others)
{
    struct koppel_alternatives alternatives = {0};
    enum koppel_status status = koppel_alternatives_open(&alternatives, &why->job->formulation.problem, why->engine,
                                                         why->proposal->unit_of, false);

    if (status == KOPPEL_OK) {
        status = koppel_alternatives_find(&alternatives, why->options, household, why->n_homes, others, n_others);
    }
    koppel_alternatives_close(&alternatives);
    return status;
}

static enum koppel_status explain(const struct koppel_why *why, int32_t household, struct koppel_text *text,
                                  struct koppel_errors *notes)
{
    struct koppel_alternative *others = koppel_new((size_t)why->n_homes, sizeof *others);
    struct koppel_verdict verdict = {0};
    const struct koppel_report report = {.fit = &why->job->fit, .proposal = why->proposal, .verdict = &verdict};
    int32_t n_others = 0;
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (others == NULL) {
        goto out;
    }
    status = koppel_verdict_make(&why->job->fit, why->proposal->unit_of, NULL, 0, &verdict);
    if (status == KOPPEL_OK && verdict.n_violations > 0) {
        koppel_errors_add(notes, KOPPEL_OK, "proposal.csv", 0, 0,
                          "the proposal does not meet every rule (koppel check lists what is wrong), so what other "
                          "homes would cost is not worked out");
    } else if (status == KOPPEL_OK && why->n_homes > 0) {
        status = find_others(why, household, others, &n_others);
    }
    if (status == KOPPEL_OK) {
        status = koppel_report_household(&report, household, others, n_others, text);
    }
out:
    free(others);
    koppel_verdict_free(&verdict);
    return status;
}

enum koppel_status koppel_why_explain(const struct koppel_why *why, struct koppel_text *text,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    int32_t household = find_household(&why->job->kase, why->household, errors);
    enum koppel_status status = KOPPEL_OK;

    if (household == KOPPEL_NONE) {
        return KOPPEL_E_INPUT;
    }
    status = explain(why, household, text, notes);
    return status == KOPPEL_OK ? status
                               : koppel_errors_add(errors, status, NULL, 0, 0, "the household could not be explained");
}
