/* groups.c - who pays for a policy, and leximin over groups (see groups.h). */
#include "compare/groups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A search for the floors: the best that was found, and proposals on the way. */
struct search {
    const struct koppel_groups_request *request;
    struct koppel_groups *groups;
    int32_t best[KOPPEL_N_SIZE_GROUPS];
    int32_t *base;     /* the proposal under the policy; NULL: none */
    int32_t *possible; /* the last one that had the floors that were tried; NULL: none */
    struct koppel_errors *errors;
};

static bool is_in(const struct koppel_suitability *fit, int32_t household, const struct koppel_size_group *group)
{
    int32_t persons = fit->needs[household].persons_target;

    return persons >= group->persons_min && (group->persons_max == KOPPEL_UNKNOWN || persons <= group->persons_max);
}

static int32_t count(const struct koppel_suitability *fit, const struct koppel_size_group *group,
                     const int32_t *unit_of)
{
    int32_t n = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        n += is_in(fit, i, group) && (unit_of == NULL || unit_of[i] != KOPPEL_NONE);
    }
    return n;
}

/* The policy with floors; only those above 0 make a rule. */
static struct koppel_policy with_floors(const struct koppel_groups *groups, const int32_t *floors)
{
    struct koppel_policy policy = groups->job.policy;

    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        if (floors[k] > 0) {
            policy.mix[policy.n_mix++] = (struct koppel_mix_rule){.level = KOPPEL_AREA_CASE,
                                                                  .measure = KOPPEL_MEASURE_HOMES,
                                                                  .persons_min = groups->items[k].persons_min,
                                                                  .persons_max = groups->items[k].persons_max,
                                                                  .min = floors[k],
                                                                  .max = KOPPEL_UNKNOWN,
                                                                  .enforce = KOPPEL_MUST};
        }
    }
    return policy;
}

/* A rule on homes that are not there counts nothing, so what a proposal reaches is counted here. */
static bool reaches(const struct koppel_groups *groups, const struct koppel_suitability *fit, const int32_t *unit_of,
                    const int32_t *floors)
{
    bool reached = true;

    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        reached = reached && count(fit, &groups->items[k], unit_of) >= floors[k];
    }
    return reached;
}

/* Is there a proposal with these floors? What is not settled in time counts as no, and is remembered. */
static enum koppel_status is_possible(struct search *search, const int32_t *floors, bool *possible)
{
    struct koppel_policy policy = with_floors(search->groups, floors);
    struct koppel_job_files files;
    struct koppel_job job = {0};
    struct koppel_solution solution = {0};
    enum koppel_status status = KOPPEL_OK;

    policy.n_tiers = 1;
    files = koppel_job_files_under(search->request->files, &policy);
    status = koppel_job_open(&job, &files, search->errors, NULL);
    if (status == KOPPEL_OK) {
        status = search->request->engine->solve(&job.formulation.problem, search->request->options, &solution);
    }
    *possible =
        status == KOPPEL_OK && solution.slot_of != NULL && reaches(search->groups, &job.fit, solution.slot_of, floors);
    if (*possible) {
        free(search->possible);
        search->possible = solution.slot_of;
        solution.slot_of = NULL;
    }
    search->groups->is_proven =
        search->groups->is_proven && (status != KOPPEL_OK || solution.outcome != KOPPEL_NO_ANSWER);
    koppel_solution_free(&solution);
    koppel_job_close(&job);
    return status;
}

/* ceil(share * n) for the share part / whole. */
static int32_t floor_at(int32_t part, int32_t whole, int32_t n)
{
    return (int32_t)(((int64_t)part * n + whole - 1) / whole);
}

/* The floors with every open group at a share of at least part / whole. */
static void raise_to(const struct koppel_groups *groups, const bool *is_settled, const int32_t *from, int32_t part,
                     int32_t whole, int32_t *to)
{
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        int32_t least = floor_at(part, whole, groups->items[k].n_households);

        to[k] = is_settled[k] || least < from[k] ? from[k] : least;
    }
}

/* Raises the open groups together to the largest share that is possible: every such share is that of a whole number of
 * some group, so each group's numbers are searched by halving. */
static enum koppel_status raise_open(struct search *search, const bool *is_settled, int32_t *floors)
{
    enum koppel_status status = KOPPEL_OK;

    for (int g = 0; g < KOPPEL_N_SIZE_GROUPS && status == KOPPEL_OK; g++) {
        int32_t n = search->groups->items[g].n_households;
        int32_t low = floors[g], high = n;

        while (!is_settled[g] && low < high && status == KOPPEL_OK) {
            int32_t middle = low + (high - low + 1) / 2;
            int32_t tried[KOPPEL_N_SIZE_GROUPS];
            bool possible = false;

            raise_to(search->groups, is_settled, floors, middle, n, tried);
            status = is_possible(search, tried, &possible);
            if (possible) {
                low = middle;
                memcpy(floors, tried, sizeof tried);
            } else {
                high = middle - 1;
            }
        }
    }
    return status;
}

/* The groups with households, by share, the least first. @return how many */
static int sort_by_share(const struct koppel_groups *groups, const int32_t *floors, int *order)
{
    int n = 0;

    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        int at = n;

        if (groups->items[k].n_households == 0) {
            continue;
        }
        for (; at > 0 && (int64_t)floors[order[at - 1]] * groups->items[k].n_households >
                             (int64_t)floors[k] * groups->items[order[at - 1]].n_households;
             at--) {
            order[at] = order[at - 1];
        }
        order[at] = k;
        n++;
    }
    return n;
}

/* Is the first share that differs, the least first, larger in `a`? */
static bool is_better(const struct koppel_groups *groups, const int32_t *a, const int32_t *b)
{
    int of_a[KOPPEL_N_SIZE_GROUPS], of_b[KOPPEL_N_SIZE_GROUPS];
    int n = sort_by_share(groups, a, of_a);

    sort_by_share(groups, b, of_b);
    for (int k = 0; k < n; k++) {
        int64_t left = (int64_t)a[of_a[k]] * groups->items[of_b[k]].n_households;
        int64_t right = (int64_t)b[of_b[k]] * groups->items[of_a[k]].n_households;

        if (left != right) {
            return left > right;
        }
    }
    return false;
}

/* Settles the open groups that cannot have one home more while the others keep theirs. */
static enum koppel_status settle(struct search *search, bool *is_settled, int32_t *floors, bool *found)
{
    enum koppel_status status = KOPPEL_OK;

    *found = false;
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS && status == KOPPEL_OK; k++) {
        bool possible = false;

        if (is_settled[k]) {
            continue;
        }
        if (floors[k] < search->groups->items[k].n_households) {
            floors[k]++;
            status = is_possible(search, floors, &possible);
            floors[k]--;
        }
        is_settled[k] = !possible;
        *found = *found || !possible;
    }
    return status;
}

/* Where any one group could have a home more, but not all of them, each is tried as the one that stays. */
static enum koppel_status search_floors(struct search *search, const bool *settled, const int32_t *from)
{
    bool is_settled[KOPPEL_N_SIZE_GROUPS];
    int32_t floors[KOPPEL_N_SIZE_GROUPS];
    bool found = false, is_open = false;
    enum koppel_status status = KOPPEL_OK;

    memcpy(is_settled, settled, sizeof is_settled);
    memcpy(floors, from, sizeof floors);
    status = raise_open(search, is_settled, floors);
    if (status == KOPPEL_OK) {
        status = settle(search, is_settled, floors, &found);
    }
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        is_open = is_open || !is_settled[k];
    }
    if (status == KOPPEL_OK && !is_open && is_better(search->groups, floors, search->best)) {
        memcpy(search->best, floors, sizeof floors);
    }
    if (status != KOPPEL_OK || !is_open) {
        return status;
    }
    if (found) {
        return search_floors(search, is_settled, floors);
    }
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS && status == KOPPEL_OK; k++) {
        if (!is_settled[k]) {
            is_settled[k] = true;
            status = search_floors(search, is_settled, floors);
            is_settled[k] = false;
        }
    }
    return status;
}

/* The proposal from which the search may begin, NULL: neither meets every must. */
static enum koppel_status find_start(const struct search *search, const struct koppel_problem *problem,
                                     const int32_t **start)
{
    const int32_t *const known[] = {search->possible, search->base};
    enum koppel_status status = KOPPEL_OK;

    *start = NULL;
    for (size_t k = 0; k < sizeof known / sizeof *known && *start == NULL && status == KOPPEL_OK; k++) {
        bool can_start = false;

        status = known[k] != NULL ? koppel_problem_feasible(problem, known[k], &can_start) : KOPPEL_OK;
        *start = can_start ? known[k] : NULL;
    }
    return status;
}

/* Solves under a policy, checked from the tables. */
static enum koppel_status solve(struct search *search, const struct koppel_job *job, bool is_fair)
{
    struct koppel_groups *groups = search->groups;
    struct koppel_engine_options options = *search->request->options;
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    bool is_found = false;
    int64_t *costs = is_fair ? groups->tier_after : groups->tier_before;
    enum koppel_status status = find_start(search, &job->formulation.problem, &options.start);

    if (status == KOPPEL_OK) {
        status =
            koppel_job_solve(job, search->request->engine, &options, &solution, &proposal, &verdict, search->errors);
    }
    is_found = status == KOPPEL_OK && proposal.unit_of != NULL;
    groups->is_proven = groups->is_proven && is_found && solution.outcome == KOPPEL_PROVEN;
    groups->is_impossible =
        groups->is_impossible || (status == KOPPEL_OK && !is_fair && solution.outcome == KOPPEL_INFEASIBLE);
    *(is_fair ? &groups->is_fair_found : &groups->is_found) = is_found;
    for (int32_t t = 0; t < proposal.n_tiers && is_found; t++) {
        costs[t] = proposal.tiers[t].cost;
    }
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS && is_found; k++) {
        int32_t n = count(&job->fit, &groups->items[k], proposal.unit_of);

        *(is_fair ? &groups->items[k].n_fair : &groups->items[k].n_housed) = n;
    }
    if (is_found && !is_fair) {
        search->base = proposal.unit_of;
        proposal.unit_of = NULL;
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    return status;
}

static enum koppel_status solve_fair(struct search *search)
{
    struct koppel_groups *groups = search->groups;
    struct koppel_job_files files;
    struct koppel_job job = {0};
    enum koppel_status status = KOPPEL_OK;

    groups->fair = with_floors(groups, search->best);
    snprintf(groups->fair.name, sizeof groups->fair.name, "leximin");
    files = koppel_job_files_under(search->request->files, &groups->fair);
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        groups->items[k].floor = search->best[k];
    }
    status = koppel_job_open(&job, &files, search->errors, NULL);
    if (status == KOPPEL_OK) {
        status = solve(search, &job, true);
    }
    koppel_job_close(&job);
    return status;
}

/* The groups, and those that have no household and so nothing to settle. */
static void make_groups(struct koppel_groups *groups, bool is_settled[KOPPEL_N_SIZE_GROUPS])
{
    static const int32_t sizes[KOPPEL_N_SIZE_GROUPS][2] = {{1, 1}, {2, 5}, {6, KOPPEL_UNKNOWN}};

    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        struct koppel_size_group *group = &groups->items[k];

        *group = (struct koppel_size_group){.persons_min = sizes[k][0], .persons_max = sizes[k][1]};
        group->n_households = count(&groups->job.fit, group, NULL);
        is_settled[k] = group->n_households == 0;
    }
    groups->n_tiers = groups->job.formulation.problem.n_tiers;
}

/* The policy's own shares are possible: the fairest are at least as good, and no share is below its least. */
static enum koppel_status search_from_base(struct search *search, const bool *is_settled)
{
    const struct koppel_groups *groups = search->groups;
    const int32_t none[KOPPEL_N_SIZE_GROUPS] = {0};
    int32_t floors[KOPPEL_N_SIZE_GROUPS] = {0};
    int order[KOPPEL_N_SIZE_GROUPS];

    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        search->best[k] = groups->items[k].n_housed;
    }
    if (sort_by_share(groups, search->best, order) > 0) {
        const struct koppel_size_group *least = &groups->items[order[0]];

        raise_to(groups, is_settled, none, least->n_housed, least->n_households, floors);
    }
    return search_floors(search, is_settled, floors);
}

enum koppel_status koppel_groups_find(const struct koppel_groups_request *request, struct koppel_groups *groups,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct search search = {.request = request, .groups = groups, .errors = errors};
    bool is_settled[KOPPEL_N_SIZE_GROUPS] = {false};
    enum koppel_status status = koppel_job_open(&groups->job, request->files, errors, notes);

    groups->is_proven = true;
    if (status == KOPPEL_OK && groups->job.policy.n_mix + KOPPEL_N_SIZE_GROUPS > KOPPEL_MAX_MIX) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, "policy", 0, 0,
                                   "the policy has too many mix rules: the floors of groups need three more");
    }
    if (status == KOPPEL_OK) {
        make_groups(groups, is_settled);
        status = solve(&search, &groups->job, false);
    }
    if (status == KOPPEL_OK && groups->is_found) {
        status = search_from_base(&search, is_settled);
    }
    if (status == KOPPEL_OK && groups->is_found) {
        status = solve_fair(&search);
    }
    groups->is_cut = !groups->is_proven && koppel_deadline_expired(&request->options->deadline);
    free(search.base);
    free(search.possible);
    return status == KOPPEL_E_MEMORY && koppel_errors_none(errors) ? koppel_errors_no_memory(errors, NULL) : status;
}

void koppel_groups_free(struct koppel_groups *groups)
{
    koppel_job_close(&groups->job);
    *groups = (struct koppel_groups){0};
}
