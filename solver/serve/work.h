// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* work.h - what takes long or may fail is done by koppel itself as a child process, on copies in a private folder: a
 * fault there never takes the server along, and a script that runs the same command gets the same.
 */
#ifndef KOPPEL_SERVE_WORK_H
#define KOPPEL_SERVE_WORK_H

#include "adapter/child.h"
#include "dossier/dossier_decision.h"
#include "dossier/dossier_proposal.h"

/** Folders of one piece of work. Zero-initialise. */
struct koppel_work {
    const char *program; /* borrowed: the path of koppel */
    struct koppel_temporary_folder cases, rest;
    char *case_folder; /* cases/NAME, by which the files call the case */
    char *proposal;    /* rest/proposal; NULL: none was asked for */
    char *out;         /* rest/out: where a command may write */
    char *log;         /* rest/log: standard error of the last command */
    char *answer;      /* rest/answer: its standard output */
    char *policy;      /* rest/policy/policy.json; NULL: none was asked for */
};

/** What stands in the folders. */
struct koppel_work_request {
    int64_t version;
    const struct koppel_dossier_files *tables; /* in the place of those of the version; NULL: these */
    int64_t proposal;                          /* 0: none, or with decisions one without offers */
    bool with_decisions;                /* the decisions of the log count in it, as for koppel solve --earlier, */
    int64_t until;                      /* up to this row, */
    const struct koppel_decided *extra; /* and this one; NULL: none */
    const char *policy_sha256;          /* the policy, as the dossier keeps it, or */
    const char *policy_json;            /* one that it does not keep; both NULL: no policy is written */
};

/** Makes the folders. koppel_work_close is due either way. */
enum koppel_status koppel_work_open(struct koppel_work *work, const struct koppel_dossier *dossier, const char *program,
                                    const struct koppel_work_request *request, struct koppel_errors *errors);

/** How a command is run. */
struct koppel_work_command {
    const char *const *arguments; /* behind the name of the program; the last followed by NULL */
    enum koppel_language language;
    struct koppel_deadline deadline;
    double grace_seconds;
};

/** Runs a command of koppel to its end. Its channels are left in work->log and work->answer. */
struct koppel_child_result koppel_work_run(const struct koppel_work *work, const struct koppel_work_command *command);

/** Adds the errors that a command told (lines "koppel: error: ..."), or all it told when there is none. */
void koppel_work_errors(const struct koppel_work *work, struct koppel_errors *errors);

/** Appends a file whole. @return KOPPEL_OK or a fault with a message */
enum koppel_status koppel_work_read(const char *path, struct koppel_text *text, struct koppel_errors *errors);

/** Removes the folders. Safe on a zeroed one. */
void koppel_work_close(struct koppel_work *work);

/** What a solve is asked. */
struct koppel_solve_request {
    struct koppel_proposal_record *record; /* version, replaces, decisions, policy, stay_close, time_limit, language;
                                              proof and ended_by_itself are filled in */
    const struct koppel_decided *extra;    /* a decision that counts though it is not recorded; NULL: none */
    bool quick;                            /* no next-best homes, no certificate */
    const volatile sig_atomic_t *stop;     /* NULL: it is not stopped */
};

enum koppel_solve_end {
    KOPPEL_SOLVE_DONE,       /* work->out holds the proposal */
    KOPPEL_SOLVE_IMPOSSIBLE, /* tables, decisions or policy do not allow any: messages say why */
    KOPPEL_SOLVE_NOTHING,    /* stopped before any proposal */
    KOPPEL_SOLVE_FAILED      /* a fault of the program, with a message */
};

/** Solves as a child process. The work has been opened for it; the folder of the result stays until it is closed. */
enum koppel_solve_end koppel_work_solve(const struct koppel_work *work, const struct koppel_solve_request *request,
                                        struct koppel_errors *errors);

#endif
