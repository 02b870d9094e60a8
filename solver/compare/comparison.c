// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* comparison.c - one case under many policies, all measured by one yardstick (see comparison.h). */
#include "compare/comparison.h"

#include "base/memory.h"
#include "compare/least_spread.h"
#include "io/policy_reader.h"
#include "solve/leximin.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Measuring ---- */

static void take(double value, double *mean, double *lowest, double *highest, int32_t d, int32_t n)
{
    *mean += value / n;
    *lowest = d == 0 || value < *lowest ? value : *lowest;
    *highest = d == 0 || value > *highest ? value : *highest;
}

/* Takes the measures of proposal d of n into mean, lowest and highest. */
static void take_measures(struct koppel_compared *compared, const struct koppel_measures *measures, int32_t d)
{
    for (int m = 0; m < KOPPEL_N_MEASURED; m++) {
        take(measures->all[m], &compared->mean.all[m], &compared->lowest.all[m], &compared->highest.all[m], d,
             compared->n_proposals);
    }
    for (int g = 0; g < KOPPEL_N_GROUPS; g++) {
        for (int m = 0; m < KOPPEL_N_OF_GROUP; m++) {
            take(measures->group[g][m], &compared->mean.group[g][m], &compared->lowest.group[g][m],
                 &compared->highest.group[g][m], d, compared->n_proposals);
        }
    }
}

/* The engine's options with a deadline from now on. */
static struct koppel_engine_options options_now(const struct koppel_comparison_request *request)
{
    struct koppel_engine_options options = *request->options;

    options.deadline = koppel_deadline_in(request->time_limit, options.deadline.stop);
    return options;
}

static enum koppel_status find_least(const struct koppel_comparison_request *request,
                                     const struct koppel_comparison *comparison, const int32_t *unit_of,
                                     struct koppel_compared *compared)
{
    const struct koppel_engine_options options = options_now(request);
    struct koppel_measures *all[] = {&compared->mean, &compared->lowest, &compared->highest};
    double least = 0.0;
    enum koppel_status status =
        koppel_least_dissimilarity(&comparison->job, unit_of, request->engine, &options, &least);

    for (size_t m = 0; m < sizeof all / sizeof *all; m++) {
        all[m]->all[KOPPEL_MEASURED_DISSIMILARITY_LEAST] = least;
    }
    return status;
}

static enum koppel_broken broken_of(enum koppel_account_kind kind)
{
    switch (kind) {
    case KOPPEL_ACCOUNT_LIMIT:
        return KOPPEL_BROKEN_LIMIT;
    case KOPPEL_ACCOUNT_MIX:
        return KOPPEL_BROKEN_MIX;
    case KOPPEL_ACCOUNT_BORDER:
        return KOPPEL_BROKEN_LIMIT;
    case KOPPEL_ACCOUNT_AGREEMENT:
        return KOPPEL_BROKEN_AGREEMENT;
    case KOPPEL_ACCOUNT_TARGET:
        return KOPPEL_BROKEN_TARGET;
    case KOPPEL_ACCOUNT_SPREAD:
    case KOPPEL_ACCOUNT_STAY:
        break;
    }
    return KOPPEL_N_BROKEN;
}

/* Counts what must hold by the yardstick and does not. */
static enum koppel_status count_broken(const struct koppel_suitability *fit, const int32_t *unit_of,
                                       int32_t n_broken[KOPPEL_N_BROKEN])
{
    struct koppel_verdict verdict = {0};
    int32_t n[KOPPEL_N_BROKEN + 1] = {0};
    enum koppel_status status = koppel_verdict_make(fit, unit_of, NULL, 0, &verdict);

    for (size_t v = 0; status == KOPPEL_OK && v < verdict.n_violations; v++) {
        const struct koppel_violation *violation = &verdict.violations[v];

        if (violation->kind == KOPPEL_VIOLATION_ACCOUNT) {
            n[broken_of(verdict.accounts[violation->account].kind)]++;
        }
    }
    for (int b = 0; b < KOPPEL_N_BROKEN; b++) {
        n_broken[b] = n[b] > n_broken[b] ? n[b] : n_broken[b];
    }
    koppel_verdict_free(&verdict);
    return status;
}

/* Measures the proposals, n_proposals rows of unit_of. */
static enum koppel_status measure(const struct koppel_comparison_request *request, struct koppel_comparison *comparison,
                                  struct koppel_compared *compared, const int32_t *unit_of)
{
    const struct koppel_suitability *fit = &comparison->job.fit;
    const struct koppel_case *kase = fit->kase;
    enum koppel_status status = KOPPEL_OK;

    compared->after = koppel_new((size_t)kase->n_neighbourhoods, sizeof *compared->after);
    compared->chance = koppel_new((size_t)kase->n_households, sizeof *compared->chance);
    if (compared->after == NULL || compared->chance == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        compared->after[n] = kase->neighbourhoods[n].permit_holders;
    }
    for (int32_t d = 0; status == KOPPEL_OK && d < compared->n_proposals; d++) {
        const int32_t *units = unit_of + (size_t)d * (size_t)kase->n_households;
        struct koppel_spread_indices spread = {0};
        struct koppel_measures measures;

        status = koppel_measures_make(fit, units, &measures, &spread);
        status = status == KOPPEL_OK ? count_broken(fit, units, compared->n_broken) : status;
        comparison->before = spread.before;
        take_measures(compared, &measures, d);
        for (int32_t i = 0; i < kase->n_households; i++) {
            if (units[i] != KOPPEL_NONE) {
                compared->after[kase->units[units[i]].neighbourhood] +=
                    (double)fit->needs[i].persons_spread / compared->n_proposals;
                compared->chance[i] += 1.0 / compared->n_proposals;
            }
        }
    }
    if (compared->n_proposals > 1) {
        koppel_measures_gaps(&compared->mean);
    } else if (status == KOPPEL_OK && request->find_least) {
        status = find_least(request, comparison, unit_of, compared);
    }
    return status;
}

/* ---- Solving ---- */

/* "target 6, urgency 4921"; a tier that is not proven carries its bound. */
static void describe_tiers(const struct koppel_proposal *proposal, char *out, size_t n_out)
{
    size_t n = 0;

    out[0] = '\0';
    for (int32_t t = 0; t < proposal->n_tiers && n + 1 < n_out; t++) {
        const struct koppel_proposal_tier *tier = &proposal->tiers[t];
        int64_t sign = tier->maximise ? -1 : 1;
        char value[40];
        char bound[40];

        koppel_decimal_format(sign * tier->cost, tier->scale, '.', value, sizeof value);
        n += (size_t)snprintf(out + n, n_out - n, "%s%s %s", t > 0 ? ", " : "", tier->name, value);
        if (!tier->proven && n + 1 < n_out) {
            if (tier->bound == INT64_MIN) {
                snprintf(bound, sizeof bound, "unknown");
            } else {
                koppel_decimal_format(sign * tier->bound, tier->scale, '.', bound, sizeof bound);
            }
            n += (size_t)snprintf(out + n, n_out - n, " (bound %s)", bound);
        }
    }
}

static enum koppel_status solve(const struct koppel_comparison_request *request, struct koppel_comparison *comparison,
                                struct koppel_job *job, struct koppel_compared *compared, struct koppel_errors *errors)
{
    const struct koppel_engine_options options = options_now(request);
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    enum koppel_status status = koppel_leximin_settle(job, request->engine, &options, errors, NULL);

    if (status == KOPPEL_OK) {
        status = koppel_job_solve(job, request->engine, &options, &solution, &proposal, &verdict, errors);
    }
    compared->outcome = solution.outcome;
    if (status == KOPPEL_OK && proposal.unit_of != NULL) {
        compared->n_proposals = 1;
        describe_tiers(&proposal, compared->tiers, sizeof compared->tiers);
        status = measure(request, comparison, compared, proposal.unit_of);
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    return status;
}

/* A procedure may pass caps and limits, but never offer a home that does not suit, or twice. */
static enum koppel_status check_rules(const struct koppel_job *job, const char *name, const int32_t *unit_of,
                                      struct koppel_errors *errors)
{
    struct koppel_verdict verdict = {0};
    enum koppel_status status = koppel_verdict_make(&job->fit, unit_of, NULL, 0, &verdict);

    for (size_t v = 0; status == KOPPEL_OK && v < verdict.n_violations; v++) {
        if (verdict.violations[v].kind != KOPPEL_VIOLATION_ACCOUNT) {
            status = koppel_errors_add(errors, KOPPEL_E_VERIFY, name, 0, 0, "%s", verdict.violations[v].text);
        }
    }
    koppel_verdict_free(&verdict);
    return status;
}

static enum koppel_status run_procedure(const struct koppel_comparison_request *request,
                                        struct koppel_comparison *comparison, const struct koppel_job *job,
                                        const struct koppel_procedure *procedure, struct koppel_compared *compared,
                                        struct koppel_errors *errors)
{
    int32_t n_draws = procedure->draws_lots ? request->n_draws : 1;
    size_t n_households = (size_t)job->kase.n_households;
    int32_t *unit_of = koppel_new((size_t)n_draws * n_households, sizeof *unit_of);
    struct koppel_market market = {0};
    enum koppel_status status =
        unit_of == NULL ? KOPPEL_E_MEMORY : koppel_market_make(&market, &job->fit, &job->formulation.problem);

    compared->is_procedure = true;
    compared->outcome = KOPPEL_PROVEN; /* a procedure is what it does */
    compared->n_proposals = n_draws;
    if (status == KOPPEL_OK) {
        status = procedure->run(&market, request->options->seed, n_draws, unit_of);
    }
    for (int32_t d = 0; status == KOPPEL_OK && d < n_draws; d++) {
        status = check_rules(job, compared->name, unit_of + (size_t)d * n_households, errors);
    }
    if (status == KOPPEL_OK) {
        status = measure(request, comparison, compared, unit_of);
    }
    if (status == KOPPEL_OK && procedure->find_chances != NULL) {
        status = procedure->find_chances(&market, compared->chance);
    }
    koppel_market_free(&market);
    free(unit_of);
    return status;
}

/* ---- One policy ---- */

static bool is_file(const char *name)
{
    size_t n = strlen(name);

    return n > 5 && strcmp(name + n - 5, ".json") == 0;
}

/* Finds what a name stands for: an entry of the roster, or a policy file. */
static enum koppel_status find_policy(const char *name, const struct koppel_policy *base,
                                      struct koppel_roster_entry *entry, struct koppel_policy *policy,
                                      struct koppel_errors *errors)
{
    const char *nearest = NULL;

    *entry = (struct koppel_roster_entry){.name = name, .about = N_("a policy file"), .source = ""};
    if (is_file(name)) {
        return koppel_policy_read(name, policy, errors);
    }
    if (koppel_roster_entry(koppel_roster_find(name), entry)) {
        return koppel_roster_policy(entry, base, policy, errors);
    }
    nearest = koppel_roster_nearest(name);
    return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                             "there is no policy \"%.60s\"%s%s%s; koppel compare --list names them, and a policy of "
                             "your own is a file that ends in .json",
                             name, nearest != NULL ? _(" (did you mean \"") : "", nearest != NULL ? nearest : "",
                             nearest != NULL ? "\"?)" : "");
}

static enum koppel_status compare_one(const struct koppel_comparison_request *request,
                                      struct koppel_comparison *comparison, const char *name,
                                      struct koppel_compared *compared, struct koppel_errors *errors)
{
    struct koppel_roster_entry entry = {0};
    struct koppel_policy policy;
    struct koppel_job_files files;
    struct koppel_job job = {0};
    enum koppel_status status = find_policy(name, &comparison->base, &entry, &policy, errors);

    if (status == KOPPEL_OK) {
        snprintf(compared->name, sizeof compared->name, "%s", is_file(name) ? policy.name : entry.name);
        snprintf(compared->about, sizeof compared->about, "%s", entry.about);
        compared->source = entry.source;
        files = koppel_job_files_under(request->files, &policy);
        status = koppel_job_open(&job, &files, errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status = entry.procedure != NULL ? run_procedure(request, comparison, &job, entry.procedure, compared, errors)
                                         : solve(request, comparison, &job, compared, errors);
    }
    if (status == KOPPEL_E_MEMORY && koppel_errors_none(errors)) {
        koppel_errors_no_memory(errors, name);
    } else if (status != KOPPEL_OK && koppel_errors_none(errors)) {
        koppel_errors_add(errors, status, name, 0, 0, "the procedure failed its own check");
    }
    koppel_job_close(&job);
    return status;
}

/* ---- The whole ---- */

/* Persons and points lost against the policy without spread, which stands first. */
static void price(struct koppel_comparison *comparison)
{
    const double *against = comparison->compared[0].mean.all;

    for (int32_t k = 0; k < comparison->n_compared && comparison->compared[0].n_proposals > 0; k++) {
        struct koppel_compared *compared = &comparison->compared[k];
        struct {
            double *to;
            const double *from;
        } all[] = {{compared->mean.all, compared->mean.all},
                   {compared->lowest.all, compared->highest.all},
                   {compared->highest.all, compared->lowest.all}};

        for (size_t m = 0; m < sizeof all / sizeof *all; m++) {
            all[m].to[KOPPEL_MEASURED_PERSONS_LOST] =
                against[KOPPEL_MEASURED_PERSONS_HOUSED] - all[m].from[KOPPEL_MEASURED_PERSONS_HOUSED];
            all[m].to[KOPPEL_MEASURED_FIT_LOST] =
                against[KOPPEL_MEASURED_FIT_TOTAL] - all[m].from[KOPPEL_MEASURED_FIT_TOTAL];
        }
    }
}

/* The name of policy k of the request, the one that the others are measured against first. NULL beyond the last. */
static const char *wanted(const struct koppel_comparison_request *request, int32_t k)
{
    struct koppel_roster_entry entry;
    int32_t row = 0;

    if (k == 0) {
        return KOPPEL_COMPARED_AGAINST;
    }
    if (request->n_policies == 0) {
        return koppel_roster_entry(k, &entry) ? entry.name : NULL;
    }
    for (int32_t p = 0; p < request->n_policies; p++) {
        row += strcmp(request->policies[p], KOPPEL_COMPARED_AGAINST) == 0 ? 0 : 1;
        if (row == k) {
            return request->policies[p];
        }
    }
    return NULL;
}

/* Opens the case under the yardstick: the policy that was asked for, but with the cap on spread as its rule, so that
 * persons beyond the caps mean the same whatever it spreads by. */
static enum koppel_status open_yardstick(const struct koppel_job_files *asked, struct koppel_comparison *comparison,
                                         struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_policy yardstick;
    struct koppel_job_files files;
    enum koppel_status status = koppel_job_policy_read(asked, &comparison->base, errors);

    if (status == KOPPEL_OK) {
        status = koppel_roster_trade_off(&comparison->base, &yardstick, errors);
    }
    if (status == KOPPEL_OK) {
        memcpy(yardstick.name, comparison->base.name, sizeof yardstick.name);
        files = koppel_job_files_under(asked, &yardstick);
        status = koppel_job_open(&comparison->job, &files, errors, notes);
    }
    return status;
}

enum koppel_status koppel_comparison_make(const struct koppel_comparison_request *request,
                                          struct koppel_comparison *comparison, struct koppel_errors *errors,
                                          struct koppel_errors *notes)
{
    int32_t n = 0;
    enum koppel_status status = open_yardstick(request->files, comparison, errors, notes);

    comparison->seed = request->options->seed;
    while (wanted(request, n) != NULL) {
        n++;
    }
    if (status == KOPPEL_OK) {
        comparison->compared = koppel_new((size_t)n, sizeof *comparison->compared);
        status = comparison->compared == NULL ? koppel_errors_no_memory(errors, NULL) : KOPPEL_OK;
    }
    for (int32_t k = 0; status == KOPPEL_OK && k < n; k++) {
        struct koppel_compared *compared = &comparison->compared[comparison->n_compared++];

        if (request->tell != NULL) {
            request->tell(request->tell_data, wanted(request, k), k, n);
        }
        compared->outcome = KOPPEL_NO_ANSWER;
        status = compare_one(request, comparison, wanted(request, k), compared, errors);
    }
    if (status == KOPPEL_OK) {
        price(comparison);
    }
    return status;
}

void koppel_comparison_free(struct koppel_comparison *comparison)
{
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        free(comparison->compared[k].after);
        free(comparison->compared[k].chance);
    }
    free(comparison->compared);
    koppel_job_close(&comparison->job);
    *comparison = (struct koppel_comparison){0};
}
