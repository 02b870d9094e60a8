// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* study.h - what the files behind struct koppel_study of koppel.h share. */
#ifndef KOPPEL_INTERFACE_STUDY_H
#define KOPPEL_INTERFACE_STUDY_H

#include "interface/kept_messages.h"
#include "io/summary_reader.h"
#include "report/reason.h"
#include "solve/run.h"

/** Texts that are handed out. They stay until the proposal changes. */
struct koppel_study_texts {
    struct koppel_text json, summary, check, why, clash;
    struct koppel_document documents[KOPPEL_N_DOCUMENTS]; /* those that are made; behind them names are NULL */
    struct koppel_study_reason *reason_of;                /* n_households, code NULL: not asked yet; may be NULL */
    struct koppel_pool pool;                              /* of the reasons */
};

struct koppel_study {
    enum koppel_language language; /* of its texts */
    struct koppel_job job;
    bool is_open;
    struct koppel_run_request request;
    double time_limit;             /* seconds for solving and explaining; 0: none */
    double seconds_left;           /* of it, after the solve */
    char *folder;                  /* that the proposal was read from; NULL: none */
    struct koppel_summary summary; /* of that folder */
    bool has_own_policy;           /* the policy is that folder's */
    struct koppel_run run;         /* the proposal, solved or read */
    struct koppel_report report;   /* of it, filled by koppel_study_settle */
    struct koppel_reasons reasons; /* of report */
    bool has_reasons;
    struct koppel_study_texts texts;
    volatile sig_atomic_t stop;
    int (*progress)(void *data, const struct koppel_progress *progress);
    void *progress_data;
    struct koppel_kept_messages messages;
};

/** Begins a call that can fail: the errors of the one before are forgotten. */
void koppel_study_begin(struct koppel_study *study);

/** Says that something is not there that the call needs. @return KOPPEL_E_ARGUMENT */
enum koppel_status koppel_study_refuse(struct koppel_study *study, const char *what);

/** Frees the proposal and every text about it. */
void koppel_study_forget(struct koppel_study *study);

/** Explains the proposal unless that was done or is not wanted, within what is left of the time limit, and fills
 * study->report. @return KOPPEL_OK, or a fault with a message */
enum koppel_status koppel_study_settle(struct koppel_study *study);

#endif
