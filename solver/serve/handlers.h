// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* handlers.h - what each resource of the interface does (docs/api.json); routes.c has their paths. */
#ifndef KOPPEL_SERVE_HANDLERS_H
#define KOPPEL_SERVE_HANDLERS_H

#include "serve/request.h"

/* state_answers.c */
koppel_handler koppel_get_state;
koppel_handler koppel_get_log;
koppel_handler koppel_get_versions;

/* table_answers.c */
koppel_handler koppel_put_upload;
koppel_handler koppel_get_upload;
koppel_handler koppel_delete_upload;
koppel_handler koppel_post_import;
koppel_handler koppel_get_tables;
koppel_handler koppel_get_table;
koppel_handler koppel_get_empty_workbook;
koppel_handler koppel_get_files;
koppel_handler koppel_get_file;

/* proposal_answers.c */
koppel_handler koppel_get_proposal;
koppel_handler koppel_get_households;
koppel_handler koppel_get_homes;
koppel_handler koppel_get_household_columns;
koppel_handler koppel_get_home_columns;
koppel_handler koppel_get_neighbourhoods;
koppel_handler koppel_get_why;
koppel_handler koppel_get_household_homes;
koppel_handler koppel_get_print;
koppel_handler koppel_get_print_of;
koppel_handler koppel_get_compare;

/* decision_answers.c */
koppel_handler koppel_get_decisions;
koppel_handler koppel_post_decision;
koppel_handler koppel_post_preview;

/* solve_answers.c */
koppel_handler koppel_post_solve;
koppel_handler koppel_post_stop;
koppel_handler koppel_get_progress;

/* policy_answers.c */
koppel_handler koppel_get_policy;
koppel_handler koppel_get_policies;
koppel_handler koppel_put_policy;
koppel_handler koppel_post_policy_preview;

/* ---- What several share: shared_answers.c ---- */

#include "dossier/dossier_proposal.h"
#include "serve/work.h"

/** The newest proposal. @return false: there is none, or a fault; answered then */
bool koppel_current_proposal(const struct koppel_request *request, struct koppel_answer *answer,
                             struct koppel_proposal_record *record);

/** The ETag of an answer: the revision of the dossier. @return false: a fault, answered then */
bool koppel_answer_revision(const struct koppel_request *request, struct koppel_answer *answer);

/** Members of a proposal's data, as koppel_view_add. @return false: a fault, answered then */
bool koppel_answer_view(const struct koppel_request *request, struct koppel_answer *answer, int64_t proposal,
                        const char *const *members, size_t n, struct koppel_text *json);

/** A proposal as JSON for lists of them. */
cJSON *koppel_record_json(const struct koppel_proposal_record *record);

/** Answers a change: stale, a fault, or what it came to with its number under a name ("" : the revision alone). */
void koppel_answer_change(const struct koppel_request *request, struct koppel_answer *answer, unsigned status_done,
                          enum koppel_status status, const struct koppel_change_result *result, const char *name,
                          const struct koppel_errors *errors);

/** What is solved next: the newest tables, the policy, every decision of the log, from the newest proposal unless
 * `fresh`. @return KOPPEL_OK, KOPPEL_E_ARGUMENT: there are no tables yet (without a message), or a fault */
enum koppel_status koppel_next_solve(const struct koppel_dossier *dossier, bool fresh,
                                     struct koppel_proposal_record *record, struct koppel_errors *errors);

/** A whole number that a part of a path is. @return false: it is none, answered then with 404 */
bool koppel_path_number(const char *part, int64_t *number, struct koppel_answer *answer);

#endif
