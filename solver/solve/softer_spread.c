/* softer_spread.c - those who are left, with spread as a goal (see softer_spread.h). */
#include "solve/softer_spread.h"

#include "report/wording.h"

#include <inttypes.h>

static bool counts_spread(const struct koppel_policy *policy)
{
    for (int32_t t = 0; t < policy->n_tiers; t++) {
        if (policy->tiers[t].weight[KOPPEL_OBJECTIVE_SPREAD] != 0) {
            return true;
        }
    }
    return false;
}

static void count(const struct koppel_job *job, const struct koppel_verdict *verdict,
                  struct koppel_softer_spread *found)
{
    int64_t scale = koppel_objective_scale(&job->policy, KOPPEL_OBJECTIVE_SPREAD);

    found->is_known = true;
    found->n_placed = verdict->n_placed_households;
    found->n_beyond = verdict->objective_cost[KOPPEL_OBJECTIVE_SPREAD] / scale;
    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        found->n_areas += verdict->accounts[k].kind == KOPPEL_ACCOUNT_SPREAD && verdict->accounts[k].cost > 0;
    }
}

enum koppel_status koppel_softer_spread_find(const struct koppel_job_files *files, const struct koppel_job *job,
                                             int64_t n_placed, const struct koppel_engine *engine,
                                             const struct koppel_engine_options *options,
                                             struct koppel_softer_spread *found)
{
    struct koppel_policy policy = job->policy;
    struct koppel_job_files changed = koppel_job_files_under(files, &policy);
    struct koppel_job softer = {0};
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = KOPPEL_OK;

    *found = (struct koppel_softer_spread){.is_known = false};
    if (policy.spread_enforce != KOPPEL_MUST || policy.spread_rule == KOPPEL_SPREAD_NONE ||
        policy.spread_rule == KOPPEL_SPREAD_EVEN || !counts_spread(&policy) || n_placed == job->kase.n_households ||
        koppel_deadline_expired(&options->deadline)) {
        return KOPPEL_OK;
    }
    policy.spread_enforce = KOPPEL_GOAL;
    status = koppel_job_open(&softer, &changed, &errors, NULL);
    if (status == KOPPEL_OK) {
        status = koppel_job_solve(&softer, engine, options, &solution, &proposal, &verdict, &errors);
    }
    if (status == KOPPEL_OK && solution.outcome == KOPPEL_PROVEN) {
        count(&softer, &verdict, found);
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    koppel_job_close(&softer);
    koppel_errors_clear(&errors);
    return status;
}

void koppel_say_softer_spread(struct koppel_text *text, const struct koppel_job *job, int64_t n_placed,
                              const struct koppel_softer_spread *found)
{
    const struct koppel_policy *policy = &job->policy;
    bool homes = policy->spread_measure == KOPPEL_MEASURE_HOMES;
    int32_t n = job->kase.n_households;

    if (!found->is_known || found->n_placed <= n_placed) {
        return;
    }
    koppel_text_add(text, "With the limits of spread as a goal ");
    if (found->n_placed == n) {
        koppel_text_add(text, "all %" PRId32 " households would have a home", n);
    } else {
        koppel_text_add(text, "%" PRId64 " more %s would have a home (%" PRId64 " of %" PRId32 ")",
                        found->n_placed - n_placed, koppel_word(found->n_placed - n_placed, "household", "households"),
                        found->n_placed, n);
    }
    koppel_text_add(text, "; ");
    koppel_say_count(text, found->n_beyond, homes ? _("home") : _("person"), homes ? _("homes") : _("persons"));
    koppel_text_add(text, " over the limit in ");
    koppel_say_count(text, found->n_areas, _(koppel_area_name(policy->spread_level)),
                     policy->spread_level == KOPPEL_AREA_COMPLEX    ? _("complexes")
                     : policy->spread_level == KOPPEL_AREA_DISTRICT ? _("districts")
                                                                    : _("neighbourhoods"));
    koppel_text_add(text, ".");
}
