// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* run.h - one run: solves a job, proves and explains the proposal, and makes a report of it.
 *
 *     koppel_job_open          tables and policy in
 *     koppel_run_solve         a proposal, checked again from the tables
 *     koppel_run_explain       its certificate, the next-best homes, what keeping changed offers would cost
 *     koppel_run_report        for koppel_report_summary, koppel_report_json, koppel_output_write
 *
 * The program and the library go this way, so they propose and write the same.
 */
#ifndef KOPPEL_SOLVE_RUN_H
#define KOPPEL_SOLVE_RUN_H

#include "solve/job.h"

/** What is asked of a run; borrowed. */
struct koppel_run_request {
    const struct koppel_engine *engine;
    const struct koppel_engine *questions; /* the one that explains: koppel_solver_for_questions */
    struct koppel_engine_options options;  /* the deadline is that of solving and explaining together */
    bool with_columns;                     /* x_ columns of households are written out */
    bool explains;                         /* koppel_run_explain follows: a fifth of the time is kept for it */
    /** Told what is being explained, from one thread at a time; may be NULL. `step` of n_steps is a household. */
    void (*tell)(void *data, enum koppel_stage stage, int32_t step, int32_t n_steps);
    void *tell_data;
};

/** What came of it. Does not move while reports of it are in use. Zero-initialise. */
struct koppel_run {
    struct koppel_solution solution;
    struct koppel_proposal proposal; /* without one, unit_of is NULL */
    struct koppel_verdict verdict;
    struct koppel_run_facts facts; /* with a proposal; its seconds are left to the caller */
    char *policy_json;
    bool with_columns;
    bool is_explained;
    struct koppel_certificate certificate;
    struct koppel_alternative *next_best;  /* n_households; NULL unless it is explained */
    struct koppel_alternative *keep_costs; /* the same; NULL also without an earlier proposal */
    double next_best_seconds;
};

/**
 * Settles what leximin asks for in the job (koppel_leximin_settle), solves it and checks the proposal again from the tables.
 * @param[out] run  koppel_run_free, also after a fault
 * @param notes  what the engine wants to be known of its proposal
 * @return KOPPEL_OK whatever the outcome; else as koppel_job_solve
 */
enum koppel_status koppel_run_solve(struct koppel_run *run, struct koppel_job *job,
                                    const struct koppel_run_request *request, struct koppel_errors *errors,
                                    struct koppel_errors *notes);

/**
 * Proves and explains the proposal of the run, until the request's deadline: what it cuts off has no price and stays
 * unknown.
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or the engine's fault (message in errors)
 */
enum koppel_status koppel_run_explain(struct koppel_run *run, const struct koppel_job *job,
                                      const struct koppel_run_request *request, struct koppel_errors *errors);

/** A report of the run's proposal, which borrows from both. */
struct koppel_report koppel_run_report(const struct koppel_run *run, const struct koppel_job *job);

/** Frees and zeroes. */
void koppel_run_free(struct koppel_run *run);

#endif
