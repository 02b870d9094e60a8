// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* report.h - everything that a person reads about a proposal, made from the tables, the proposal and its verdict.
 *
 * Files are made as texts in memory; the io room writes them. Nothing here decides anything.
 */
#ifndef KOPPEL_REPORT_REPORT_H
#define KOPPEL_REPORT_REPORT_H

#include "base/text.h"
#include "model/alternative.h"
#include "model/certificate.h"
#include "verify/price_bound.h"

/** What ended a solve before everything was proven. */
enum koppel_run_end { KOPPEL_END_OF_ITSELF, KOPPEL_END_TIME_LIMIT, KOPPEL_END_INTERRUPT, KOPPEL_END_WORK_LIMIT };

/** How the solve went, for people and for summary.json. */
struct koppel_run_facts {
    const char *engine;
    const char *outcome; /* "proven": the optimum; "within_gap": as near to it as was asked for; "feasible", ... */
    enum koppel_run_end ended_by;
    const char *policy_json; /* the whole policy, as koppel_policy_print writes it */
    int64_t gap_ppm;
    uint64_t seed;
    int64_t n_pairs;
    int64_t n_nodes;
    int32_t n_components;
    bool starts_from_earlier; /* the earlier proposal, as far as it can stand, met every must */
    double seconds;           /* of the solve; goes to the terminal only: files must not depend on the clock */
};

/** What a report is made from; all borrowed. */
struct koppel_report {
    const struct koppel_suitability *fit;
    const struct koppel_proposal *proposal;
    const struct koppel_verdict *verdict;
    /* n_households entries, or NULL when not worked out: the next-best home of a placed household (another unit), the
     * best home of a household without one */
    const struct koppel_alternative *next_best;
    /* n_households entries, or NULL when not worked out: the best proposal that keeps the household's earlier offer,
     * where it is changed and could have stood */
    const struct koppel_alternative *keep_costs;
    const struct koppel_certificate *certificate; /* NULL: none */
    const struct koppel_run_facts *facts;
    bool with_columns; /* x_ columns of households are written out; what people do not need stays in the case */
};

/** One file of the output folder. */
struct koppel_document {
    const char *name;
    struct koppel_text text;
};

enum { KOPPEL_N_DOCUMENTS = 12 };

/** Frees the texts of n files. */
void koppel_documents_free(struct koppel_document *documents, size_t n);

/**
 * Makes all files of the output folder (data/README.md "Output"): proposal.csv, unplaced.csv, neighbourhoods.csv,
 * targets.csv, agreements.csv, exchange.csv where borders are counted, groups.csv where the policy has groups, summary.json, changes.csv and earlier.csv when the case has an earlier proposal,
 * decisions.csv when decisions count that are not in the case, and certificate.json when the report has a certificate. Behind those that are made, names are NULL. The caller frees each
 * text.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_report_documents(const struct koppel_report *report,
                                           struct koppel_document documents[KOPPEL_N_DOCUMENTS]);

/** How much of a proposal the terminal shows. */
struct koppel_summary_extent {
    bool verbose;          /* every municipality, area and household, and the figures behind the sentences */
    int64_t n_offers;      /* rows of who gets which home, at the most */
    const char *questions; /* what was asked by solving again, laid out; NULL: nothing */
};

enum { KOPPEL_OFFERS_SHOWN = 30 }; /* unless the user asks for another number */

/** The summary for the terminal: who gets which home, who gets none and why, needs, full areas, decisions, target and
 * spread. 100 columns. */
enum koppel_status koppel_report_summary(const struct koppel_report *report, const struct koppel_summary_extent *extent,
                                         struct koppel_text *text);

/** summary.json's text alone, for --json. */
enum koppel_status koppel_report_json(const struct koppel_report *report, struct koppel_text *text);

/**
 * `koppel why`: everything about one household: what it needs, what it was offered with the score's components, which
 * homes suit it and the must that keeps it from each of them, why each other home does not (counts by rule), and
 * `others` (n_others, best first): what its other homes would cost the proposal.
 */
enum koppel_status koppel_report_household(const struct koppel_report *report, int32_t household,
                                           const struct koppel_alternative *others, int32_t n_others,
                                           struct koppel_text *text);

/** All violations of a verdict, a sentence each, and what was checked. */
enum koppel_status koppel_report_verdict(const struct koppel_suitability *fit, const struct koppel_verdict *verdict,
                                         struct koppel_text *text);

/** The violations as a list of JSON: kind, and the sentence. */
void koppel_report_violations_json(const struct koppel_verdict *verdict, const char *indent, struct koppel_text *text);

/**
 * What a certificate proves of a proposal, a sentence a goal.
 * @param bound  of the certificate for the verdict's values
 * @param claimed, n_claimed  what summary.json claims (0: nothing)
 */
enum koppel_status koppel_report_proofs(const struct koppel_certificate *certificate,
                                        const struct koppel_price_bound *bound, const struct koppel_verdict *verdict,
                                        const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                        struct koppel_text *text);

/** The same in one sentence, for a certificate that was just made; `verbose`: goal by goal. */
void koppel_say_certificate(struct koppel_text *text, const struct koppel_certificate *certificate, bool verbose);

#endif
