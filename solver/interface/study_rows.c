// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* study_rows.c - a study of koppel.h: the rows of its proposal, why households are left, counts and indices. */
#include "interface/study.h"

#include "base/memory.h"
#include "model/score.h"
#include "report/indices.h"
#include "report/tally.h"

#include <string.h>

int32_t koppel_study_n_households(const struct koppel_study *study)
{
    return study->job.kase.n_households;
}

struct koppel_offer koppel_study_offer(const struct koppel_study *study, int32_t household)
{
    const struct koppel_case *kase = &study->job.kase;
    const struct koppel_suitability *fit = &study->job.fit;
    struct koppel_offer offer = {0};
    int32_t unit = KOPPEL_NONE;

    if (household < 0 || household >= kase->n_households) {
        return offer;
    }
    offer.household = kase->households[household].id;
    if (fit->earlier_row != NULL && fit->earlier_row[household] != KOPPEL_NONE) {
        offer.earlier_unit = kase->earlier[fit->earlier_row[household]].unit_id;
    }
    unit = study->run.proposal.unit_of != NULL ? study->run.proposal.unit_of[household] : KOPPEL_NONE;
    if (unit != KOPPEL_NONE) {
        offer.unit = kase->units[unit].id;
        offer.score_micro_points = koppel_pair_score(fit, household, unit);
    }
    return offer;
}

int32_t koppel_study_n_tiers(const struct koppel_study *study)
{
    return study->run.proposal.n_tiers;
}

struct koppel_study_tier koppel_study_tier(const struct koppel_study *study, int32_t tier)
{
    const struct koppel_proposal_tier *row = NULL;
    int64_t sign = 1;

    if (tier < 0 || tier >= study->run.proposal.n_tiers) {
        return (struct koppel_study_tier){.name = ""};
    }
    row = &study->run.proposal.tiers[tier];
    sign = row->maximise ? -1 : 1;
    return (struct koppel_study_tier){.name = row->name,
                                      .value = sign * row->cost,
                                      .bound = row->bound != INT64_MIN ? sign * row->bound : 0,
                                      .scale = row->scale,
                                      .maximise = row->maximise ? 1 : 0,
                                      .bound_is_known = row->bound != INT64_MIN ? 1 : 0,
                                      .proven = row->proven ? 1 : 0};
}

/* What is worked out once for all households. */
static enum koppel_status make_reasons(struct koppel_study *study)
{
    enum koppel_status status = koppel_study_settle(study);

    if (status != KOPPEL_OK || study->has_reasons) {
        return status;
    }
    if (study->texts.reason_of == NULL) {
        study->texts.reason_of = koppel_new((size_t)study->job.kase.n_households, sizeof *study->texts.reason_of);
    }
    study->has_reasons =
        study->texts.reason_of != NULL && koppel_reasons_make(&study->reasons, &study->report) == KOPPEL_OK;
    return study->has_reasons ? KOPPEL_OK : koppel_errors_no_memory(&study->messages.errors, NULL);
}

static enum koppel_status find_reason(struct koppel_study *study, int32_t household, struct koppel_study_reason *found)
{
    enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
    struct koppel_text explanation = {0};
    struct koppel_text change = {0};
    struct koppel_study_reason made = {0};
    enum koppel_status status = koppel_reason_find(&study->reasons, household, &reason, &explanation, &change);

    if (status == KOPPEL_OK) {
        made.code = koppel_reason_code(reason);
        made.explanation = koppel_pool_copy(&study->texts.pool, explanation.bytes != NULL ? explanation.bytes : "",
                                            explanation.n_bytes);
        made.change = koppel_pool_copy(&study->texts.pool, change.bytes != NULL ? change.bytes : "", change.n_bytes);
    }
    if (made.explanation == NULL || made.change == NULL) {
        status = koppel_errors_no_memory(&study->messages.errors, NULL);
    } else {
        *found = made;
    }
    koppel_text_free(&explanation);
    koppel_text_free(&change);
    return status;
}

enum koppel_status koppel_study_reason(struct koppel_study *study, int32_t household,
                                       struct koppel_study_reason *reason)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_study_begin(study);
    *reason = (struct koppel_study_reason){0};
    if (study->run.proposal.unit_of == NULL || household < 0 || household >= study->job.kase.n_households) {
        return koppel_study_refuse(study, "there is no proposal with a household of that row");
    }
    if (study->run.proposal.unit_of[household] != KOPPEL_NONE) {
        return KOPPEL_OK;
    }
    status = make_reasons(study);
    if (status == KOPPEL_OK && study->texts.reason_of[household].code == NULL) {
        status = find_reason(study, household, &study->texts.reason_of[household]);
    }
    if (status == KOPPEL_OK) {
        *reason = study->texts.reason_of[household];
    }
    return status;
}

struct koppel_study_counts koppel_study_counts(const struct koppel_study *study)
{
    const struct koppel_report report = koppel_run_report(&study->run, &study->job);
    struct koppel_tally tally = {0};

    if (study->run.proposal.unit_of != NULL) {
        tally = koppel_tally_make(&report);
    }
    return (struct koppel_study_counts){.households = tally.n_households,
                                        .placed_households = tally.n_placed_households,
                                        .persons = tally.n_persons,
                                        .placed_persons = tally.n_placed_persons,
                                        .places = tally.n_places,
                                        .free_places = tally.n_free_places,
                                        .persons_to_house = tally.to_house,
                                        .persons_short = tally.persons_short,
                                        .areas_above_cap = tally.n_above_cap,
                                        .areas_at_cap = tally.n_at_cap,
                                        .agreements = tally.n_agreements,
                                        .agreements_missed = tally.n_agreements_off};
}

static struct koppel_study_indices to_row(const struct koppel_case *kase, const struct koppel_indices *indices)
{
    return (struct koppel_study_indices){
        .areas = indices->n_areas,
        .persons = indices->persons,
        .reference = indices->reference,
        .dissimilarity = indices->dissimilarity,
        .least = indices->least,
        .reachable = indices->reachable,
        .isolation = indices->isolation,
        .gini = indices->gini,
        .theil = indices->theil,
        .highest_quotient = indices->highest_quotient,
        .highest_share = indices->highest_share,
        .share_variance = indices->share_variance,
        .highest_area = indices->highest_area != KOPPEL_NONE ? kase->neighbourhoods[indices->highest_area].id : NULL};
}

enum koppel_status koppel_study_indices(struct koppel_study *study, const char *municipality,
                                        struct koppel_study_indices *before, struct koppel_study_indices *after)
{
    const struct koppel_case *kase = &study->job.kase;
    struct koppel_spread_indices indices = {0};
    int32_t row = KOPPEL_NONE;

    koppel_study_begin(study);
    if (study->run.proposal.unit_of == NULL) {
        return koppel_study_refuse(study, "there is no proposal to measure");
    }
    row = municipality != NULL ? koppel_index_get(&kase->municipality_index, municipality) : KOPPEL_NONE;
    if (municipality != NULL && row == KOPPEL_NONE) {
        return koppel_errors_add(&study->messages.errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "there is no municipality \"%.60s\"", municipality);
    }
    if (koppel_spread_indices_make(&study->job.fit, study->run.proposal.unit_of, row, &indices) != KOPPEL_OK) {
        return koppel_errors_no_memory(&study->messages.errors, NULL);
    }
    *before = to_row(kase, &indices.before);
    *after = to_row(kase, &indices.after);
    return KOPPEL_OK;
}
