// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* other_solvers.c - cbc, HiGHS and glpsol as engines (see other_solvers.h). */
#include "adapter/other_solvers.h"

#include "adapter/child.h"
#include "adapter/solver_command.h"
#include "base/deadline.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/temporary_folder.h"
#include "engine/solution.h"
#include "problem/tier_model.h"

#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_ROOM = 100 }; /* for the names of the folder and its files behind the path of TMPDIR */

struct run {
    const struct koppel_solver *solver;
    const struct koppel_problem *problem;
    const struct koppel_engine_options *options;
    struct koppel_solution *solution;
    struct koppel_temporary_folder folder;
    struct koppel_solver_files files; /* in the folder */
    double begin;
    bool *chosen;     /* n_pairs */
    int32_t *trial;   /* n_agents */
    int32_t *best;    /* n_agents */
    int64_t *costs;   /* n_tiers: of best */
    int64_t *said;    /* n_tiers */
    int64_t *loads;   /* n_loads */
    int64_t *unknown; /* n_tiers: INT64_MIN */
    bool has_choice;
    bool is_over; /* time limit or interrupt */
};

/* ---- One tier ---- */

static const char *tier_name(const struct run *run, int32_t tier)
{
    return run->problem->tiers[tier].name;
}

#define NOTE(run, ...) snprintf((run)->solution->note, sizeof(run)->solution->note, __VA_ARGS__)

static enum koppel_status write_model(struct run *run, int32_t tier)
{
    const struct koppel_model_names plain = {0};
    struct koppel_text text = {0};
    FILE *file = NULL;
    enum koppel_status status =
        koppel_tier_model_write(run->problem, tier, run->costs, &plain, KOPPEL_MODEL_MPS, &text);

    if (status == KOPPEL_OK) {
        file = fopen(run->files.model, "w");
        status =
            file != NULL && fwrite(text.bytes, 1, text.n_bytes, file) == text.n_bytes ? KOPPEL_OK : KOPPEL_E_OUTPUT;
        if (file != NULL && fclose(file) != 0) {
            status = KOPPEL_E_OUTPUT;
        }
    }
    koppel_text_free(&text);
    if (status == KOPPEL_E_OUTPUT) {
        NOTE(run, _("the model could not be written to a temporary file; name a folder with room for it in TMPDIR"));
    }
    return status;
}

/* What went wrong when the program did not end by itself with exit status 0. */
static enum koppel_status refuse_end(struct run *run, const struct koppel_child_result *result, int32_t tier)
{
    const struct koppel_solver *solver = run->solver;
    char last[120];

    koppel_log_last_line(run->files.log, last, sizeof last);
    if (result->end == KOPPEL_CHILD_NOT_STARTED && result->code == ENOENT) {
        NOTE(run, _("there is no program %s here (PATH, or the variable %s); get it from %s"),
             koppel_solver_program(solver), solver->variable, solver->package);
        return KOPPEL_E_ARGUMENT;
    }
    if (result->end == KOPPEL_CHILD_NOT_STARTED) {
        NOTE(run, _("%s could not be started: %s"), solver->name, koppel_system_words(result->code));
    } else if (result->end == KOPPEL_CHILD_KILLED) {
        NOTE(run, _("%s was ended by signal %d (%s) in tier %s; its last line: \"%s\""), solver->name, result->code,
             strsignal(result->code), tier_name(run, tier), last);
    } else {
        NOTE(run, _("%s ended with exit status %d in tier %s; its last line: \"%s\""), solver->name, result->code,
             tier_name(run, tier), last);
    }
    return KOPPEL_E_ENGINE;
}

/* Runs the program. On KOPPEL_OK it ended well, or run->is_over tells that it was ended by us. */
static enum koppel_status run_program(struct run *run, int32_t tier)
{
    struct koppel_solver_command command;
    const struct koppel_child child = {
        .arguments = command.arguments, .log_file = run->files.log, .deadline = run->options->deadline};
    struct koppel_child_result result;
    const struct koppel_deadline *deadline = &run->options->deadline;
    double left = deadline->end > 0 ? koppel_deadline_left(deadline) : 0;

    if (deadline->end > 0 && left <= 0) {
        run->is_over = true;
        return KOPPEL_OK;
    }
    unlink(run->files.solution);
    if (!koppel_solver_ask(run->solver, run->options, left, &run->files, &command)) {
        NOTE(run, _("the options could not be written to a temporary file; name a folder with room for it in TMPDIR"));
        return KOPPEL_E_OUTPUT;
    }
    result = koppel_child_run(&child);
    run->is_over = result.end == KOPPEL_CHILD_TIME_LIMIT || result.end == KOPPEL_CHILD_INTERRUPTED;
    return run->is_over || (result.end == KOPPEL_CHILD_DONE && result.code == 0) ? KOPPEL_OK
                                                                                 : refuse_end(run, &result, tier);
}

/* The assignment that the columns stand for. @return false when an agent has two slots */
static bool take_choice(struct run *run)
{
    const struct koppel_problem *problem = run->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        run->trial[i] = KOPPEL_NONE;
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            if (run->chosen[p] && run->trial[i] != KOPPEL_NONE) {
                return false;
            }
            if (run->chosen[p]) {
                run->trial[i] = koppel_pair_slot(problem, i, p);
            }
        }
    }
    return true;
}

/* Keeps the trial when it is lexicographically better than what was found before. */
static void keep_better(struct run *run)
{
    const struct koppel_problem *problem = run->problem;
    bool is_better = !run->has_choice;

    koppel_problem_loads(problem, run->trial, run->loads);
    for (int32_t t = 0; t < problem->n_tiers && !is_better; t++) {
        int64_t cost = koppel_problem_cost(problem, t, run->trial, run->loads);

        if (cost > run->costs[t]) {
            return;
        }
        is_better = cost < run->costs[t];
    }
    if (is_better) {
        memcpy(run->best, run->trial, (size_t)problem->n_agents * sizeof *run->best);
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            run->costs[t] = koppel_problem_cost(problem, t, run->trial, run->loads);
        }
        run->has_choice = true;
    }
}

/* A said bound as a cost: rounded up, because costs are whole. */
static int64_t whole_bound(double bound)
{
    double whole = ceil(bound - 1e-6);

    return fabs(whole) < 1e18 ? (int64_t)whole : INT64_MIN;
}

/* How far the numbers that a solver prints may be off. */
static int64_t print_error(int64_t cost)
{
    return (cost < 0 ? -cost : cost) / 1000000000;
}

static enum koppel_status use_answer(struct run *run, int32_t tier, const struct koppel_answer *answer)
{
    const char *name = run->solver->name;
    enum koppel_status status = KOPPEL_OK;
    bool ok = false;

    if (answer->state == KOPPEL_ANSWER_UNREADABLE) {
        if (run->is_over) {
            return KOPPEL_OK; /* ended by us before it had written anything whole */
        }
        NOTE(run, _("the answer of %s in tier %s cannot be read: %s"), name, tier_name(run, tier), answer->complaint);
        return KOPPEL_E_ENGINE;
    }
    if (answer->state == KOPPEL_ANSWER_INFEASIBLE) {
        NOTE(run,
             run->has_choice ? "%s says that no choice keeps the tiers before %s at their values, but there is one"
                             : "%s says that no proposal meets every must (found in tier %s), which Koppel has not "
                               "proven: solve with --engine exact to know, and to see which rules clash",
             name, tier_name(run, tier));
        return run->has_choice ? KOPPEL_E_ENGINE : KOPPEL_OK;
    }
    if (answer->state == KOPPEL_ANSWER_NOTHING) {
        run->is_over = true;
        return KOPPEL_OK;
    }
    ok = take_choice(run);
    status = ok ? koppel_problem_feasible(run->problem, run->trial, &ok) : KOPPEL_OK;
    if (status == KOPPEL_OK && !ok) {
        NOTE(run, _("the choice that %s calls a solution of tier %s breaks a row of the model"), name,
             tier_name(run, tier));
        return KOPPEL_E_ENGINE;
    }
    if (status == KOPPEL_OK) {
        keep_better(run);
        run->said[tier] = answer->has_bound ? whole_bound(answer->bound) : INT64_MIN;
        run->is_over = run->is_over || answer->state == KOPPEL_ANSWER_SO_FAR;
    }
    return status;
}

static enum koppel_status solve_tier(struct run *run, int32_t tier)
{
    struct koppel_answer answer = {.chosen = run->chosen, .n_columns = run->problem->n_pairs};
    enum koppel_status status = write_model(run, tier);

    if (status == KOPPEL_OK) {
        memset(run->chosen, 0, (size_t)run->problem->n_pairs * sizeof *run->chosen);
        status = run_program(run, tier);
    }
    if (status == KOPPEL_OK) {
        run->solver->read(run->files.solution, run->files.log, &answer);
        run->solution->n_nodes += answer.n_nodes;
        status = use_answer(run, tier, &answer);
    }
    if (status == KOPPEL_OK && run->options->progress != NULL) {
        run->options->progress(run->options->progress_data, tier, run->has_choice ? run->costs[tier] : INT64_MAX,
                               INT64_MIN, koppel_clock_seconds() - run->begin);
    }
    return status;
}

/* ---- All tiers ---- */

static enum koppel_status files_make(struct run *run)
{
    struct koppel_solver_files *files = &run->files;
    const char *parent = getenv("TMPDIR");
    int cause = 0;

    parent = parent != NULL && *parent != '\0' ? parent : "/tmp";
    cause = strlen(parent) < KOPPEL_SOLVER_PATH - NAME_ROOM
                ? koppel_temporary_folder_make(&run->folder, parent, "koppel-solver-")
                : ENAMETOOLONG;
    if (cause != 0) {
        NOTE(run, _("no temporary folder could be made; name a folder that can be written in TMPDIR"));
        return cause == ENOMEM ? KOPPEL_E_MEMORY : KOPPEL_E_OUTPUT;
    }
    snprintf(files->model, sizeof files->model, "%s/model.mps", run->folder.path);
    snprintf(files->solution, sizeof files->solution, "%s/solution", run->folder.path);
    snprintf(files->options, sizeof files->options, "%s/options", run->folder.path);
    snprintf(files->log, sizeof files->log, "%s/log", run->folder.path);
    return KOPPEL_OK;
}

static enum koppel_status run_start(struct run *run)
{
    const struct koppel_problem *problem = run->problem;
    size_t n_tiers = (size_t)problem->n_tiers;

    run->begin = koppel_clock_seconds();
    run->chosen = koppel_new((size_t)problem->n_pairs, sizeof *run->chosen);
    run->trial = koppel_new((size_t)problem->n_agents, sizeof *run->trial);
    run->best = koppel_new((size_t)problem->n_agents, sizeof *run->best);
    run->costs = koppel_new(n_tiers, sizeof *run->costs);
    run->said = koppel_new(n_tiers, sizeof *run->said);
    run->loads = koppel_new((size_t)problem->n_loads, sizeof *run->loads);
    run->unknown = koppel_new(n_tiers, sizeof *run->unknown);
    if (run->chosen == NULL || run->trial == NULL || run->best == NULL || run->costs == NULL || run->said == NULL ||
        run->loads == NULL || run->unknown == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t t = 0; t < n_tiers; t++) {
        run->said[t] = INT64_MIN;
        run->unknown[t] = INT64_MIN;
    }
    return files_make(run);
}

static void run_end(struct run *run)
{
    if (run->folder.path != NULL) {
        koppel_temporary_folder_remove(run->folder.path);
        koppel_temporary_folder_release(&run->folder);
    }
    free(run->chosen);
    free(run->trial);
    free(run->best);
    free(run->costs);
    free(run->said);
    free(run->loads);
    free(run->unknown);
}

/* What was found, with what the solver says of it; a bound that its own solution goes below is worth nothing. */
static enum koppel_status fill_solution(struct run *run)
{
    struct koppel_solution *solution = run->solution;
    enum koppel_status status =
        koppel_solution_set(solution, run->problem, run->best, run->unknown, run->options->gap_ppm);

    for (int32_t t = 0; t < run->problem->n_tiers && status == KOPPEL_OK; t++) {
        int64_t cost = solution->tiers[t].cost;

        if (run->said[t] <= cost + print_error(cost)) {
            solution->tiers[t].has_said_bound = run->said[t] != INT64_MIN;
            solution->tiers[t].said_bound = run->said[t] < cost ? run->said[t] : cost;
        } else {
            NOTE(run, _("%s says that nothing in tier %s is better than its bound, but its own choice is"),
                 run->solver->name, tier_name(run, t));
        }
    }
    return status;
}

static enum koppel_status solve_by(const struct koppel_solver *solver, const struct koppel_problem *problem,
                                   const struct koppel_engine_options *options, struct koppel_solution *solution)
{
    struct koppel_tier nothing = {.name = "any", .scale = 1};
    struct koppel_problem any = *problem;
    struct run run = {.solver = solver, .problem = problem, .options = options, .solution = solution};
    locale_t plain = (locale_t)0;
    locale_t before = (locale_t)0;
    enum koppel_status status = koppel_problem_check(problem);

    if (status == KOPPEL_OK && problem->n_pairs == 0) { /* there is nothing to choose, so nothing to ask */
        return koppel_engine_find(NULL)->solve(problem, options, solution);
    }
    *solution = (struct koppel_solution){.outcome = KOPPEL_NO_ANSWER, .n_components = 1};
    plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0); /* the numbers of the files have points */
    if (plain == (locale_t)0) {
        return KOPPEL_E_MEMORY;
    }
    before = uselocale(plain);
    if (problem->n_tiers == 0) { /* one that costs nothing, so that there is a model to solve */
        any.tiers = &nothing;
        any.n_tiers = 1;
        run.problem = &any;
    }
    if (status == KOPPEL_OK) {
        status = run_start(&run);
    }
    for (int32_t t = 0; t < run.problem->n_tiers && status == KOPPEL_OK && !run.is_over; t++) {
        status = solve_tier(&run, t);
        run.is_over = run.is_over || !run.has_choice;
    }
    run.problem = problem;
    if (status == KOPPEL_OK && run.has_choice) {
        status = fill_solution(&run);
        solution->is_finished = !run.is_over;
    }
    run_end(&run);
    uselocale(before);
    freelocale(plain);
    return status;
}

/* ---- The list ---- */

static enum koppel_status solve_by_cbc(const struct koppel_problem *problem,
                                       const struct koppel_engine_options *options, struct koppel_solution *solution)
{
    return solve_by(&koppel_solver_cbc, problem, options, solution);
}

static enum koppel_status solve_by_highs(const struct koppel_problem *problem,
                                         const struct koppel_engine_options *options, struct koppel_solution *solution)
{
    return solve_by(&koppel_solver_highs, problem, options, solution);
}

static enum koppel_status solve_by_glpsol(const struct koppel_problem *problem,
                                          const struct koppel_engine_options *options, struct koppel_solution *solution)
{
    return solve_by(&koppel_solver_glpsol, problem, options, solution);
}

const struct koppel_engine koppel_other_solvers[] = {
    {"cbc", N_("another solver, for comparison: its bounds are not proven here"), solve_by_cbc},
    {"highs", N_("the same: HiGHS"), solve_by_highs},
    {"glpsol", N_("the same: GLPK's own program"), solve_by_glpsol},
    {NULL, NULL, NULL},
};

const struct koppel_engine *koppel_solver_find(const char *name)
{
    const struct koppel_engine *engine = koppel_engine_find(name);

    for (const struct koppel_engine *other = koppel_other_solvers; engine == NULL && other->name != NULL; other++) {
        engine = strcmp(other->name, name) == 0 ? other : NULL;
    }
    return engine;
}

const struct koppel_engine *koppel_solver_for_questions(const struct koppel_engine *engine)
{
    return koppel_engine_find(engine->name) != NULL ? engine : koppel_engine_find(NULL);
}
