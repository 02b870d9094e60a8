// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* job.h - the way through the rooms: tables and policy in, a checked proposal out. */
#ifndef KOPPEL_SOLVE_JOB_H
#define KOPPEL_SOLVE_JOB_H

#include "engine/engine.h"
#include "formulate/formulation.h"
#include "report/report.h"

/** What to read. Texts are borrowed during the call. */
struct koppel_job_files {
    const char *case_folder;
    const struct koppel_case_file *tables; /* n_tables in memory; NULL: those of the folder */
    size_t n_tables;
    bool strict;                        /* the plain form alone is read (struct koppel_case_request) */
    const char *columns_file;           /* see struct koppel_case_request */
    const char *policy_file;            /* NULL: policy_json, */
    const char *policy_json;            /* a text; NULL: `policy`, */
    const struct koppel_policy *policy; /* NULL: the default policy */
    const char *rules_folder;           /* NULL: the rules that are built in (data/rules) */
    int32_t as_of;                      /* day of the run, before the policy's; KOPPEL_NO_DATE: the policy's */
    const char *earlier;                /* earlier proposal, a folder or its proposal.csv; NULL: none */
    bool follows_earlier;               /* the policy is that of the earlier proposal unless one is named; if that is
                                           another one, the change is noted */
    const char *decided; /* a written proposal of which decisions that are not in the case count: a folder
                                           or a workbook; NULL: that of `earlier`, if any */
    bool in_books;       /* of a folder also those that a person wrote into its workbook */
    const char
        *forecast_file; /* a forecast.csv in the place of the case's own; NULL: none. Not with tables in memory */
    bool with_future; /* households and homes that are still to come stand behind those that are here (future_rows.h) */
    const char *stay_close; /* see koppel_policy_stay_close; NULL: as the policy says */
};

/** Everything that is known before a solve. Zero-initialise. Must not move while open: members point at each other. */
struct koppel_job {
    struct koppel_case kase;
    struct koppel_policy policy;
    struct koppel_suitability fit;
    struct koppel_formulation formulation;
    bool starts_from_earlier; /* the earlier proposal, as far as it can stand, meets every must */
    bool are_floors_open;     /* leximin: it is not proven that no larger floors are possible */
};

/** Whether the files name a policy of their own. */
bool koppel_job_files_name_policy(const struct koppel_job_files *files);

/** The same files with another policy, which is borrowed. */
struct koppel_job_files koppel_job_files_under(const struct koppel_job_files *files,
                                               const struct koppel_policy *policy);

/** The policy that the files name, as it is written. @return KOPPEL_OK or a fault with messages */
enum koppel_status koppel_job_policy_read(const struct koppel_job_files *files, struct koppel_policy *policy,
                                          struct koppel_errors *errors);

/**
 * Reads case, policy and rules, and formulates the problem.
 * @param errors  every fault found
 * @param notes   what the user should know though nothing is wrong
 * @return KOPPEL_OK, or the first fault's code; the job is closed then
 */
enum koppel_status koppel_job_open(struct koppel_job *job, const struct koppel_job_files *files,
                                   struct koppel_errors *errors, struct koppel_errors *notes);

/** Formulates the problem anew, after a change of the job's policy that changes neither suitability nor scores.
 * @return KOPPEL_OK, or as koppel_job_open (message) */
enum koppel_status koppel_job_formulate_again(struct koppel_job *job, struct koppel_errors *errors);

void koppel_job_close(struct koppel_job *job);

/**
 * Solves the job's problem, from the earlier proposal when there is one, and re-checks the result from the tables.
 * @param[out] solution  as the engine gave it (koppel_solution_free)
 * @param[out] proposal  filled when a solution was found (koppel_proposal_free)
 * @param[out] verdict   of the proposal, without violations on KOPPEL_OK (koppel_verdict_free)
 * An outcome is KOPPEL_FEASIBLE where floors are open.
 * @return KOPPEL_OK when the solve ran, whatever its outcome; KOPPEL_E_VERIFY when the proposal did not pass its check
 * (the violations are in errors), or another fault
 */
enum koppel_status koppel_job_solve(const struct koppel_job *job, const struct koppel_engine *engine,
                                    const struct koppel_engine_options *options, struct koppel_solution *solution,
                                    struct koppel_proposal *proposal, struct koppel_verdict *verdict,
                                    struct koppel_errors *errors);

/** What a report tells about the solve; policy_json and seconds are left to the caller. */
struct koppel_run_facts koppel_job_facts(const struct koppel_job *job, const struct koppel_engine *engine,
                                         const struct koppel_engine_options *options,
                                         const struct koppel_solution *solution);

#endif
