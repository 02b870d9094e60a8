// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_summary.c - what summary.json says of a run, and its tiers again (see written_files.h). */
#include "base/exact.h"
#include "io/claim_reading.h"
#include "io/dictionary.h"
#include "model/tie_lot.h"
#include "problem/components.h"
#include "report/tally.h"
#include "report/ties_text.h"
#include "solve/written_files.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The summary while its facts are read. */
struct reading {
    const cJSON *root;
    struct koppel_errors *differences;
};

static const cJSON *member(const struct reading *reading, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(reading->root, key);
}

static void complain(const struct reading *reading, const char *key, const char *what)
{
    char shown[80];
    const cJSON *value = member(reading, key);

    koppel_errors_add(reading->differences, KOPPEL_OK, "summary.json", 0, 0, "$.%s is %s; %s", key,
                      value != NULL ? koppel_json_show(value, shown) : _("missing"), what);
}

static int64_t whole(const struct reading *reading, const char *key)
{
    const cJSON *value = member(reading, key);

    if (!cJSON_IsNumber(value) || value->valuedouble < 0 || value->valuedouble > (double)KOPPEL_JSON_MAX_WHOLE ||
        value->valuedouble != (double)(int64_t)value->valuedouble) {
        complain(reading, key, _("it should be a whole number, 0 or more"));
        return 0;
    }
    return (int64_t)value->valuedouble;
}

/* How many parts the case falls into: engines that solve them apart say so. */
static enum koppel_status count_parts(const struct koppel_written_check *check, struct koppel_run_facts *facts)
{
    struct koppel_components components = {0};
    enum koppel_status status = KOPPEL_OK;

    if (koppel_words_contain("auto exact scale", facts->engine)) {
        status = koppel_components_make(&components, &check->job->formulation.problem, KOPPEL_LEAVE_EQUAL_SLOTS);
        facts->n_components = components.n_items;
    }
    koppel_components_free(&components);
    return status;
}

static const char *engine_name(const struct reading *reading)
{
    const cJSON *value = member(reading, "engine");

    if (!cJSON_IsString(value) || (koppel_engine_find(value->valuestring) == NULL &&
                                   !koppel_words_contain("cbc highs glpsol", value->valuestring))) {
        complain(reading, "engine", _("it should be the name of an engine"));
        return koppel_engine_find(NULL)->name;
    }
    return value->valuestring;
}

static uint64_t seed(const struct reading *reading)
{
    const cJSON *value = member(reading, "seed");
    uint64_t number = 0;
    char end = '\0';

    if (!cJSON_IsString(value) || strspn(value->valuestring, "0123456789") != strlen(value->valuestring) ||
        sscanf(value->valuestring, "%" SCNu64 "%c", &number, &end) != 1) {
        complain(reading, "seed", _("it should be a whole number between double quotes"));
    }
    return number;
}

static enum koppel_run_end run_end(const struct reading *reading)
{
    const cJSON *value = member(reading, "ended_by");

    if (cJSON_IsString(value) && strcmp(value->valuestring, "time_limit") == 0) {
        return KOPPEL_END_TIME_LIMIT;
    }
    if (cJSON_IsString(value) && strcmp(value->valuestring, "interrupt") == 0) {
        return KOPPEL_END_INTERRUPT;
    }
    if (cJSON_IsString(value) && strcmp(value->valuestring, "work_limit") == 0) {
        return KOPPEL_END_WORK_LIMIT;
    }
    if (!cJSON_IsNull(value)) {
        complain(reading, "ended_by", _("it should be null, \"time_limit\", \"interrupt\" or \"work_limit\""));
    }
    return KOPPEL_END_OF_ITSELF;
}

const char *koppel_written_outcome(const struct koppel_proposal *proposal)
{
    bool is_proven = true;
    bool is_best = true;

    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        is_proven = is_proven && proposal->tiers[t].proven;
        is_best = is_best && (koppel_tier_gap(&proposal->tiers[t]) == 0 || proposal->tiers[t].bound == INT64_MIN);
    }
    return !is_proven ? "feasible" : is_best ? "proven" : "within_gap";
}

void koppel_written_tiers(const struct koppel_written_check *check, const struct koppel_verdict *verdict,
                          int64_t gap_ppm, struct koppel_proposal *proposal)
{
    const struct koppel_problem *problem = &check->job->formulation.problem;
    const struct koppel_policy *policy = &check->job->policy;
    bool is_proven = true;
    int32_t rule = 0;

    *proposal = *check->proposal;
    proposal->n_tiers = problem->n_tiers;
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        struct koppel_proposal_tier *tier = &proposal->tiers[t];
        const struct koppel_proposal_tier *claim =
            koppel_claim_find(check->proposal->tiers, check->proposal->n_tiers, problem->tiers[t].name);
        char name[KOPPEL_TIER_NAME] = "";

        for (; rule < policy->n_tiers; rule++) {
            koppel_tier_name(&policy->tiers[rule], name);
            if (strcmp(name, problem->tiers[t].name) == 0) {
                break;
            }
        }
        *tier = (struct koppel_proposal_tier){.bound = INT64_MIN};
        snprintf(tier->name, sizeof tier->name, "%s", problem->tiers[t].name);
        tier->maximise = problem->tiers[t].maximise;
        tier->scale = problem->tiers[t].scale;
        tier->cost = rule < verdict->n_tiers ? verdict->tier_cost[rule] : 0;
        if (claim != NULL) {
            tier->bound = claim->bound;
            tier->has_said_bound = claim->has_said_bound;
            tier->said_bound = claim->said_bound;
        }
        is_proven = is_proven && koppel_gap_within(tier->cost, tier->bound, gap_ppm);
        tier->proven = is_proven || (claim != NULL && claim->proven); /* what does not follow is found as a claim */
        tier->is_certified = tier->proven && (claim == NULL || claim->is_certified);
    }
}

/* In which language the folder tells people something; English in folders that do not name it. */
static enum koppel_language language(const struct reading *reading)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(reading->root, "language");
    enum koppel_language found = KOPPEL_ENGLISH;

    if (value != NULL && (!cJSON_IsString(value) || !koppel_language_find(value->valuestring, &found))) {
        complain(reading, "language", _("it should be \"en\" or \"nl\""));
    }
    return found;
}

enum koppel_status koppel_written_summary_read(const struct koppel_written_check *check,
                                               struct koppel_written_summary *summary,
                                               struct koppel_errors *differences, struct koppel_errors *errors)
{
    struct reading reading = {.differences = differences};
    enum koppel_status status = koppel_summary_tell(check->summary, errors);

    *summary = (struct koppel_written_summary){.root = check->summary->root};
    summary->facts.engine = koppel_engine_find(NULL)->name;
    summary->facts.seed = check->options != NULL ? check->options->seed : 0;
    if (summary->root == NULL) { /* what the tables tell of a run is known even so */
        summary->facts.n_pairs = check->job->formulation.problem.n_pairs;
        return status == KOPPEL_OK && count_parts(check, &summary->facts) != KOPPEL_OK
                   ? koppel_errors_no_memory(errors, "summary.json")
                   : status;
    }
    reading.root = summary->root;
    summary->language = language(&reading);
    summary->facts = (struct koppel_run_facts){.engine = engine_name(&reading),
                                               .ended_by = run_end(&reading),
                                               .gap_ppm = whole(&reading, "gap_asked_ppm"),
                                               .seed = seed(&reading),
                                               .n_pairs = check->job->formulation.problem.n_pairs,
                                               .n_nodes = whole(&reading, "nodes"),
                                               .n_components = (int32_t)whole(&reading, "parts"),
                                               .starts_from_earlier = check->job->starts_from_earlier};
    status = count_parts(check, &summary->facts);
    return status == KOPPEL_OK ? status : koppel_errors_no_memory(errors, "summary.json");
}

/* A member of "lot" that is a whole number. */
static int64_t lot_number(const struct reading *reading, const cJSON *lot, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(lot, key);

    if (!cJSON_IsNumber(value) || value->valuedouble < 0 || value->valuedouble > INT32_MAX ||
        value->valuedouble != (double)(int32_t)value->valuedouble) {
        complain(reading, "lot", _("its numbers should be whole, 0 or more"));
        return 0;
    }
    return (int64_t)value->valuedouble;
}

static enum koppel_ties lot_state(const struct reading *reading, const cJSON *lot)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(lot, "state");

    for (int state = KOPPEL_TIES_DRAWN; cJSON_IsString(value) && state <= KOPPEL_TIES_UNPROVEN; state++) {
        if (strcmp(value->valuestring, koppel_ties_name((enum koppel_ties)state)) == 0) {
            return (enum koppel_ties)state;
        }
    }
    complain(reading, "lot", _("it should have a state, such as \"drawn\""));
    return KOPPEL_TIES_UNPROVEN;
}

void koppel_written_ties(const struct koppel_written_check *check, const struct koppel_written_summary *summary,
                         struct koppel_proposal *proposal, struct koppel_errors *differences)
{
    struct reading reading = {.root = summary->root, .differences = differences};
    const cJSON *lot = summary->root != NULL ? member(&reading, "lot") : NULL;
    struct koppel_tie_draw ties = {.state = KOPPEL_TIES_UNPROVEN, .seed = summary->facts.seed};

    if (lot != NULL && strcmp(koppel_written_outcome(proposal), "proven") == 0) {
        ties.state = lot_state(&reading, lot);
    }
    if (ties.state != KOPPEL_TIES_UNPROVEN) {
        ties.n_offers = lot_number(&reading, lot, "offers");
        ties.n_left = lot_number(&reading, lot, "left");
        ties.is_counted = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(lot, "counted"));
        ties.by_lot = check->proposal->ties.by_lot;
    }
    ties.sum = koppel_lots_sum(&check->job->kase, check->proposal->unit_of, ties.seed);
    proposal->ties = ties;
}
