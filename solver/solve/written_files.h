// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_files.h - makes the files of a written folder again, from tables, offers and claims, and compares them. */
#ifndef KOPPEL_SOLVE_WRITTEN_FILES_H
#define KOPPEL_SOLVE_WRITTEN_FILES_H

#include "solve/written.h"

#include <cJSON.h>

/** What summary.json says of the run. */
struct koppel_written_summary {
    const cJSON *root; /* borrowed from the check; NULL: there is no such file */
    struct koppel_run_facts facts;
    enum koppel_language language; /* in which its sentences are written */
};

/**
 * Reads what the summary of the check says of the run; facts that cannot be so are differences.
 * @return KOPPEL_OK, also without such a file; KOPPEL_E_INPUT or KOPPEL_E_MEMORY (message in errors)
 */
enum koppel_status koppel_written_summary_read(const struct koppel_written_check *check,
                                               struct koppel_written_summary *summary,
                                               struct koppel_errors *differences, struct koppel_errors *errors);

/** "proven", "within_gap" or "feasible": what follows from the tiers of a proposal. */
const char *koppel_written_outcome(const struct koppel_proposal *proposal);

/** Does the proposal itself break a rule, apart from what is claimed of it? */
bool koppel_written_breaks_rules(const struct koppel_verdict *verdict);

/** Is one of the x_ columns of the households in the written proposal? @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_written_columns_find(const struct koppel_written_check *check, bool *with_columns);

/** The tiers of the policy with what is claimed of them; whether they are proven follows from value, bound and gap. */
void koppel_written_tiers(const struct koppel_written_check *check, const struct koppel_verdict *verdict,
                          int64_t gap_ppm, struct koppel_proposal *proposal);

/** What became of the ties of a proposal that has its tiers: the sum of lots follows from the keys, what else is said of
 * them is taken over. */
void koppel_written_ties(const struct koppel_written_check *check, const struct koppel_written_summary *summary,
                         struct koppel_proposal *proposal, struct koppel_errors *differences);

/**
 * Makes every file of the folder again and compares it with the one that is there. Next-best homes are found again by
 * solving, within the deadline of the check's options.
 *
 * @param certificate  of the folder; NULL: it has none, so that it has no next-best homes either
 * @param differences  a message for each column or part that tells something else
 * @param left_out     sentences on what was not compared
 * @return KOPPEL_OK, whatever differs; a fault with a message
 */
enum koppel_status koppel_written_files_compare(const struct koppel_written_check *check,
                                                const struct koppel_verdict *verdict,
                                                const struct koppel_certificate *certificate,
                                                struct koppel_errors *differences, struct koppel_text *left_out,
                                                struct koppel_errors *errors);

/**
 * Makes the workbook of a folder again and compares it, row by row in any order, with the one that is there.
 * @param documents   n_documents of the report, made again
 * @param is_cut_off  what solving again tells is not known of every household, and is not compared
 * @param language    in which the folder was written
 * @return as above; KOPPEL_OK where the folder has no workbook
 */
enum koppel_status koppel_written_book_compare(const char *folder, const struct koppel_report *report,
                                               const struct koppel_document *documents, size_t n_documents,
                                               bool is_cut_off, enum koppel_language language,
                                               struct koppel_errors *differences, struct koppel_errors *errors);

/**
 * Names the columns of proposal.csv that do not belong to the home that stands in the row.
 * @return as above
 */
enum koppel_status koppel_written_stale_find(const struct koppel_written_check *check,
                                             const struct koppel_verdict *verdict, struct koppel_errors *differences,
                                             struct koppel_errors *errors);

/** Lists what a person changed in proposal.csv after it was solved, and what deleted offers cost; nothing when nobody
 * did, or the folder does not tell. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_written_edits_say(const struct koppel_written_check *check,
                                            const struct koppel_verdict *verdict, struct koppel_text *text);

/** How the claim of a tier stands that it is proven. */
enum koppel_standing {
    KOPPEL_CLAIM_STANDS,         /* nothing is claimed, or the certificate proves it */
    KOPPEL_CLAIM_FOUND_AGAIN,    /* by the search alone, and searching again proves it too */
    KOPPEL_CLAIM_LEFT_OPEN,      /* value and bound are further apart than was asked for */
    KOPPEL_CLAIM_NOT_CERTIFIED,  /* said to be proven by the certificate, which proves less */
    KOPPEL_CLAIM_NO_CERTIFICATE, /* which is not there */
    KOPPEL_CLAIM_NOT_SEARCHED,   /* by the search alone, and nobody searched again */
    KOPPEL_CLAIM_NOT_FOUND_AGAIN,
    KOPPEL_CLAIM_IS_FALSE /* searching again found something better */
};

struct koppel_written_claims {
    enum koppel_standing standing[KOPPEL_MAX_TIERS];
    const char *names[KOPPEL_MAX_TIERS]; /* borrowed from the problem */
    int32_t n_tiers;
};

/** What a folder proves: its certificate, and what that certificate proves; NULL: nothing. */
struct koppel_written_proof {
    const struct koppel_certificate *certificate;
    const struct koppel_price_bound *bound;
};

/**
 * Weighs what is claimed to be proven of each tier. What rests on the search alone is searched again, from the proposal
 * itself and within the deadline of the check's options (without options: not).
 * @return KOPPEL_OK, however the claims stand; the engine's fault, or one with a message
 */
enum koppel_status koppel_written_claims_weigh(const struct koppel_written_check *check,
                                               const struct koppel_verdict *verdict,
                                               const struct koppel_written_proof *proof,
                                               struct koppel_written_claims *claims, struct koppel_errors *errors);

/** A violation for each claim that does not stand, and a paragraph on those that the search alone proves. */
enum koppel_status koppel_written_claims_tell(const struct koppel_written_check *check,
                                              const struct koppel_written_claims *claims,
                                              struct koppel_verdict *verdict, struct koppel_text *text);

/** Whose policy a folder has. */
struct koppel_written_policy {
    bool is_own; /* the job's policy is that of the folder, so that its files and certificate can be weighed */
};

/**
 * Compares the folder's policy with the one that was given, or with the one that koppel knows by its name.
 * @param differences  a message for each key that is not as given, or as its name says
 * @param text         a line that names the policy, and each key that differs, is appended
 * @return KOPPEL_OK, whatever differs; a fault with a message
 */
enum koppel_status koppel_written_policy_compare(const struct koppel_written_check *check,
                                                 struct koppel_written_policy *found, struct koppel_errors *differences,
                                                 struct koppel_text *text, struct koppel_errors *errors);

#endif
