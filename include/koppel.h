/* SPDX-FileCopyrightText: 2026 the authors of Koppel
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* koppel.h - the public interface of libkoppel: proposes which social-housing unit is offered to which household.
 *
 * A study is a case (its tables), a policy, and a proposal that is solved here or read from a folder. An overview is
 * what comparing policies or supervising a province comes to. A program that solves a case and writes the proposal:
 *
 *     #include <koppel.h>
 *     #include <stdio.h>
 *
 *     int main(void)
 *     {
 *         struct koppel_study_options options = {.size = sizeof options, .time_limit = 60};
 *         struct koppel_study *study = NULL;
 *         enum koppel_status status = koppel_study_open("data/municipality-b", &options, &study);
 *
 *         if (status == KOPPEL_OK) {
 *             status = koppel_study_solve(study);
 *         }
 *         for (int32_t i = 0; status == KOPPEL_OK && i < koppel_study_n_households(study); i++) {
 *             struct koppel_offer offer = koppel_study_offer(study, i);
 *
 *             printf("%s: %s\n", offer.household, offer.unit != NULL ? offer.unit : "no home");
 *         }
 *         if (status == KOPPEL_OK) {
 *             status = koppel_study_write(study, "proposal", 0);
 *         }
 *         for (size_t k = 0; k < koppel_study_n_messages(study); k++) {
 *             fprintf(stderr, "%s\n", koppel_study_message(study, k));
 *         }
 *         koppel_study_close(study);
 *         return status == KOPPEL_OK ? 0 : 1;
 *     }
 *
 * OPTIONS    Set the field `size` of a struct of options to its sizeof, and what you do not want to choose to 0: that
 *            is its default. A program that was compiled with an older, smaller struct goes on working; a size of 0,
 *            and a field that this library does not know, are refused with a message.
 * TEXTS      are UTF-8 and end with a zero. Those that a handle gives belong to it: read, do not free. They stay
 *            until the handle is closed, those about a proposal until the study is solved again; a message, a check
 *            and the explanation of a household until the next of their kind. Texts and tables that you give are read
 *            during the call only.
 * ERRORS     A function that can fail gives a status, or NULL in place of a text. Why is in the handle's messages:
 *            the errors of the last call, then notes, things to know though nothing is wrong. Status (did the call
 *            work) and outcome (what a solve found) never mix: a case without any allowed proposal is KOPPEL_OK,
 *            KOPPEL_INFEASIBLE.
 * UNITS      Persons, households and homes are whole numbers; scores micro-points, a thousand points being 10^9;
 *            times seconds; days texts such as "2026-03-15", half-years "2026-1". Rows are numbered from 0 in the
 *            order of the tables. Flags are 0 or 1.
 * THREADS    A handle is used by one thread at a time; several handles may be used by several threads. Only
 *            koppel_study_stop may be called at any moment.
 * THE SAME   tables, policy, options and version give the same texts and files, byte for byte, as the program koppel
 *            gives, on any number of threads, unless a time limit or a stop cuts the work off.
 */
#ifndef KOPPEL_H
#define KOPPEL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define KOPPEL_API __attribute__((visibility("default")))
#else
#define KOPPEL_API
#endif

/** Version of this header; koppel_version has that of the library which is linked. */
#define KOPPEL_VERSION "1.0.0"

/** No row: stands where a row number of a table would stand. */
#define KOPPEL_NONE (-1)

/** Status of a call: did it work. Pinned: a code never changes its number. */
enum koppel_status {
    KOPPEL_OK = 0,
    KOPPEL_E_ARGUMENT = 10, /* wrong use of the interface or the command line */
    KOPPEL_E_MEMORY = 11,   /* memory ran out */
    KOPPEL_E_INPUT = 20,    /* a table, policy or rule file has errors */
    KOPPEL_E_MISSING = 21,  /* a file or folder that is needed is not there or cannot be read */
    KOPPEL_E_REFUSED = 22,  /* a column or value that this program must not hold */
    KOPPEL_E_OUTPUT = 30,   /* output could not be written */
    KOPPEL_E_EXISTS = 31,   /* the output folder exists already */
    KOPPEL_E_ENGINE = 40,   /* an engine or its library failed */
    KOPPEL_E_VERIFY = 41,   /* a proposal did not pass its own check */
    KOPPEL_E_INTERNAL = 70  /* a fault in this program */
};

/** What a solve found; never mixed with the status of a call. Pinned. */
enum koppel_outcome {
    KOPPEL_PROVEN = 0,     /* a proposal, every tier proven within the gap asked for */
    KOPPEL_FEASIBLE = 1,   /* a proposal, some tier with a wider gap (stopped, or an engine without proofs) */
    KOPPEL_INFEASIBLE = 2, /* proven: no proposal meets every must */
    KOPPEL_NO_ANSWER = 3   /* stopped before any proposal was found, and none is excluded */
};

/** Version of the library that is linked, such as "1.0.0". */
KOPPEL_API const char *koppel_version(void);

/** Name of a status, such as "KOPPEL_E_INPUT"; never NULL. */
KOPPEL_API const char *koppel_status_name(enum koppel_status status);

/* ---- Options -------------------------------------------------------------------------------------------------- */

/** A table of a case in memory: CSV as it would stand in a file; or an Excel workbook, with a sheet a table. */
struct koppel_case_file {
    const char
        *name; /* of the file: "households.csv", a Dutch name, or a workbook's: "case.xlsx" (see data/README.md) */
    const char *bytes;
    size_t n_bytes; /* without an ending zero, which need not be there */
};

/** What a call is at. Pinned. */
enum koppel_stage {
    KOPPEL_STAGE_SOLVE = 0,       /* step: tier, name: its name */
    KOPPEL_STAGE_CERTIFICATE = 1, /* the prices that prove the tiers */
    KOPPEL_STAGE_NEXT_BEST = 2,   /* step: household whose next-best home is worked out */
    KOPPEL_STAGE_POLICY = 3,      /* step: policy that is compared, name: its name */
    KOPPEL_STAGE_CURVE = 4        /* the curve of spread against fit */
};

/** How far a call is. Given to a function of yours, which does not keep it. */
struct koppel_progress {
    int32_t stage; /* enum koppel_stage */
    int32_t step;  /* of n_steps, from 0 */
    int32_t n_steps;
    int32_t value_is_known;
    int32_t bound_is_known;
    int64_t value;    /* of the best proposal so far, in the tier: divide by scale */
    int64_t bound;    /* no proposal is better than this */
    int64_t scale;    /* a power of ten */
    double seconds;   /* since the engine began */
    const char *name; /* "" where there is none */
};

/** How a case is read and solved. */
struct koppel_study_options {
    size_t size;                           /* sizeof (struct koppel_study_options) */
    const char *policy_file;               /* JSON; NULL: policy_json, else the default policy */
    const char *policy_json;               /* a policy's text; NULL: none. Not together with policy_file */
    const char *rules_folder;              /* NULL: the built-in rules (data/rules) */
    const struct koppel_case_file *tables; /* the case in memory, n_tables of them; NULL: it is read from its folder */
    size_t n_tables;
    const char *as_of;      /* day of the run; NULL: as the policy says, else the last day that the tables record */
    const char *earlier;    /* an earlier proposal to start from: a folder or its proposal.csv; NULL: none */
    const char *stay_close; /* how many of its offers may change ("12"), or "most": keep as many as target and urgency
                               allow; NULL: as the policy says */
    const char *engine;     /* NULL: "auto", what suits the size */
    int64_t gap_ppm;        /* relative gap asked for, in millionths; 0: the optimum */
    double time_limit;      /* seconds for solving and explaining together; 0: none */
    uint64_t seed;          /* of lots: what is equal is drawn by lot, and comparing policies draws; 0: 1 */
    int32_t n_threads;      /* 0: one; at most 64. Never changes a result */
    int32_t quick;          /* 1: no certificate and no next-best homes. Else a fifth of the time is kept for them */
    /* Told how far solving, explaining and comparing are; may be NULL. What it gives ends them with the best so far,
     * unless it is 0. Called from any thread, one call at a time; it must not use the handle. */
    int (*progress)(void *data, const struct koppel_progress *progress);
    void *progress_data;
    int32_t with_columns; /* 1: proposal.csv has the x_ columns of households, too */
    const char *language; /* of sentences for people, in texts, messages and files: "en" or "nl"; NULL: "en" */
    int32_t strict;       /* 1: tables are read in the plain form alone; 0: also what can mean one thing only, noted */
};

/** What policies are compared, and how. */
struct koppel_compare_options {
    size_t size;                              /* sizeof (struct koppel_compare_options) */
    const struct koppel_study_options *study; /* its policy is the yardstick, its time limit for each policy; NULL: all
                                                 defaults. Quick, earlier and stay_close have no meaning here */
    const char *const *policies;              /* n_policies names of `koppel compare --list`, or files (*.json) */
    int32_t n_policies;                       /* 0: all on that list */
    int32_t n_draws;                          /* proposals drawn where a policy draws lots; 0: 200 */
    int32_t with_curve; /* 1: also the curve of spread against fit, and how even each proposal could have been */
    int32_t n_points;   /* about so many points of the curve; 0: 25; below 0: all */
};

/**
 * A day on which a policy of yours decides: who waits, which homes are free, and which of them suit whom. Arrays are
 * read during the call only; rows here are not those of the tables.
 */
struct koppel_day {
    const char *date; /* "2026-03-15" */
    int32_t n_households, n_homes;
    const char *const *households; /* n_households: keys, that of a second copy of a row "H0012~2" */
    const int32_t *persons;        /* n_households */
    const int32_t *waited;         /* n_households: days since its term began */
    const char *const *homes;      /* n_homes: keys */
    const int32_t *free_days;      /* n_homes: days since it came free */
    const int32_t *places;         /* n_homes: households that it still takes */
    const int64_t *first; /* n_households + 1: what suits household i is home[first[i]] .. home[first[i + 1] - 1] */
    const int32_t *home;  /* homes of this day, rising for each household */
    const int64_t *gain;  /* what the offer brings by all goals of the policy in their order, as one number */
};

/** A policy of yours. */
struct koppel_own_policy {
    const char *name; /* as tables call it: no blanks */
    /**
     * Gives out homes. An offer beyond a limit (a neighbourhood that is full) is not made; those before it are. A home
     * that does not suit, or has no place left, ends all with a message.
     * @param home_of  n_households (in and out): home of this day; KOPPEL_NONE, which stands there before: none
     * @return 0; anything else ends all. Called from several threads at once unless n_threads is 0 or 1
     */
    int (*decide)(void *data, const struct koppel_day *day, int32_t *home_of);
    void *data;
};

/** Which policies are followed through the months after the day of the run, and how; 0: as `koppel simulate` does. */
struct koppel_follow_options {
    size_t size; /* sizeof (struct koppel_follow_options) */
    const struct koppel_study_options
        *study;                          /* case, policy, seed, threads, time limit of all together; NULL: defaults */
    const char *const *policies;         /* n_policies names that `koppel simulate --policies` takes, no files */
    int32_t n_policies;                  /* 0 without own ones: first-come, myopic, look-ahead, hindsight */
    const struct koppel_own_policy *own; /* n_own, after those */
    int32_t n_own;
    int32_t n_paths; /* courses of events; below 0: that of the tables alone */
    int32_t every, horizon, vacant_days;
    int32_t n_futures, look_days;
    int32_t patience_percent; /* below 0: 0 */
    int32_t hold_overdue;
};

/** What is asked of a province's tables. */
struct koppel_province_options {
    size_t size;                           /* sizeof (struct koppel_province_options) */
    const char *rules_folder;              /* with a supervision.json or ladder_*.json of your own; NULL: built-in */
    const struct koppel_case_file *tables; /* as in koppel_study_options */
    size_t n_tables;
    const char *as_of;     /* what was known on this day; NULL: the last day that the tables record */
    const char *period;    /* half-year; NULL: the one of the day */
    int32_t decimal_comma; /* 1: decimal comma, and CSV with semicolons for Dutch Excel */
    /* koppel_overview_targets: 0: from national.csv */
    int64_t national;    /* the national number, persons */
    int64_t inhabitants; /* of the country on the reference date; 0 and none in national.csv: those of the case */
    /* koppel_overview_supervise */
    const char *const *proposals; /* n_proposals folders that koppel solve wrote: what they would change */
    int32_t n_proposals;
    int32_t is_public; /* 1: the table for the public, in which small counts are hidden, also in view of tables that
                                 may have been published before: whenever the case had new counts. Without proposals */
    const char *ladder_file;  /* for every municipality; NULL: each province's own */
    const char *municipality; /* GM code or name: only how its figures come about, as a text; NULL: all */
    const char *language;     /* as in koppel_study_options */
    int32_t strict;           /* as in koppel_study_options */
};

/* ---- A study -------------------------------------------------------------------------------------------------- */

/** A case under a policy, with its proposal once there is one. */
struct koppel_study;

/**
 * Reads and checks the tables of a case.
 * @param case_folder  with tables in memory only what the case is called, and may be NULL
 * @param options  may be NULL
 * @param[out] study  owned by the caller (koppel_study_close), also after a fault, so that its messages can be read;
 * NULL only when memory ran out
 */
KOPPEL_API enum koppel_status koppel_study_open(const char *case_folder, const struct koppel_study_options *options,
                                                struct koppel_study **study);

/**
 * The same with the proposal of a folder that was written, also one edited by hand: to check and explain it. The policy
 * is the folder's unless one is given; the earlier proposal is the folder's. Its tiers are those that summary.json
 * claims; koppel_study_check tells what is true of them.
 */
KOPPEL_API enum koppel_status koppel_study_read(const char *case_folder, const char *proposal_folder,
                                                const struct koppel_study_options *options,
                                                struct koppel_study **study);

/** Solves, and checks the proposal again from the tables. The outcome tells what was found. */
KOPPEL_API enum koppel_status koppel_study_solve(struct koppel_study *study);

/**
 * Works out the certificate, every household's next-best home, and what it would cost to keep each earlier offer that
 * is changed, in what is left of the time limit. Done once for a proposal, and not at all with `quick`. Where it was
 * not done, koppel_study_document, koppel_study_write and koppel_study_reason do it first.
 */
KOPPEL_API enum koppel_status koppel_study_explain(struct koppel_study *study);

/** Ends what is running with the best so far; what would explain it later on stays unknown. May be called from a signal
 * handler or another thread. */
KOPPEL_API void koppel_study_stop(struct koppel_study *study);

/** Outcome of the last solve; KOPPEL_NO_ANSWER before it. */
KOPPEL_API enum koppel_outcome koppel_study_outcome(const struct koppel_study *study);

/** One household's row of a proposal. */
struct koppel_offer {
    const char *household;
    const char *unit;           /* NULL: no home is offered */
    int64_t score_micro_points; /* fit score, 0 .. 10^9; 0 without a home */
    const char *earlier_unit;   /* offered by the earlier proposal, also when it is gone; NULL: none */
};

/** Households of the case; 0 when the case could not be read. */
KOPPEL_API int32_t koppel_study_n_households(const struct koppel_study *study);

/** Row of a household (0 .. n - 1), all NULL for another; without a proposal nobody is offered a home. */
KOPPEL_API struct koppel_offer koppel_study_offer(const struct koppel_study *study, int32_t household);

/** Why a household is left without a home. */
struct koppel_study_reason {
    const char *code;        /* as in unplaced.csv: "shortage", "cap", "target", ...; NULL: it is offered a home */
    const char *explanation; /* one or two sentences */
    const char *change;      /* the nearest changes that would give it a home */
};

/** @return KOPPEL_OK, KOPPEL_E_ARGUMENT (no proposal, no such row), KOPPEL_E_MEMORY. Time O(pairs of the case) */
KOPPEL_API enum koppel_status koppel_study_reason(struct koppel_study *study, int32_t household,
                                                  struct koppel_study_reason *reason);

/** What is known of one tier; value and bound are as its user reads them once they are divided by scale. */
struct koppel_study_tier {
    const char *name; /* "" for a tier that is not there */
    int64_t value;
    int64_t bound;    /* no proposal that is as good in the tiers before is better than this */
    int64_t scale;    /* a power of ten */
    int32_t maximise; /* 1: larger is better */
    int32_t bound_is_known;
    int32_t proven; /* within the gap asked for */
};

/** Tiers of the proposal, in order; 0 without a proposal. */
KOPPEL_API int32_t koppel_study_n_tiers(const struct koppel_study *study);
KOPPEL_API struct koppel_study_tier koppel_study_tier(const struct koppel_study *study, int32_t tier);

/** The totals of a proposal. Persons are those that count for the target. */
struct koppel_study_counts {
    int64_t households, placed_households;
    int64_t persons, placed_persons;
    int64_t places, free_places; /* in all homes together */
    int64_t persons_to_house;    /* what is left of the targets of all municipalities */
    int64_t persons_short;       /* of it, with this proposal */
    int64_t areas_above_cap;     /* areas that are above their spread cap before this round */
    int64_t areas_at_cap;        /* areas that can take nobody more with this proposal */
    int64_t agreements, agreements_missed;
};

/** All 0 without a proposal. */
KOPPEL_API struct koppel_study_counts koppel_study_counts(const struct koppel_study *study);

/** How evenly permit holders live over neighbourhoods, 0 .. 1 unless said; reported, never deciding. */
struct koppel_study_indices {
    int64_t areas, persons, reference;
    double dissimilarity; /* share of the permit holders who would have to move for an even spread */
    double least;         /* the smallest dissimilarity of so many whole persons over the same areas, */
    double reachable;     /* and when those who live there now stay */
    double isolation;
    double gini;
    double theil;
    double highest_quotient; /* largest location quotient, 0 or more */
    double highest_share;
    double share_variance;
    const char *highest_area; /* neighbourhood with the largest share; NULL: nobody lives in one */
};

/**
 * The indices before and with the proposal.
 * @param municipality  GM code; NULL: all neighbourhoods of the case together
 * @return KOPPEL_OK, KOPPEL_E_ARGUMENT (no proposal, no such municipality), KOPPEL_E_MEMORY
 */
KOPPEL_API enum koppel_status koppel_study_indices(struct koppel_study *study, const char *municipality,
                                                   struct koppel_study_indices *before,
                                                   struct koppel_study_indices *after);

/** summary.json of the proposal that was solved, the same bytes as `koppel solve --json` prints. NULL: see messages */
KOPPEL_API const char *koppel_study_json(struct koppel_study *study);

/** The same for people: the text that `koppel solve` prints, with the seconds of the solve. NULL: see messages */
KOPPEL_API const char *koppel_study_summary(struct koppel_study *study);

/**
 * One file of the output folder, made in memory, of the proposal that was solved.
 * @param name  "proposal.csv", "unplaced.csv", "neighbourhoods.csv", "targets.csv", "agreements.csv", "summary.json";
 * "changes.csv" and "earlier.csv" with an earlier proposal; "decisions.csv" when it holds decisions that the case has not;
 * "certificate.json" unless quick
 * @return NULL: there is none of that name, or it could not be made (see messages)
 */
KOPPEL_API const char *koppel_study_document(struct koppel_study *study, const char *name);

/** Writes all of them, and the workbook proposal.xlsx, to a new folder, complete or not at all. @param force  1: replace an earlier output */
KOPPEL_API enum koppel_status koppel_study_write(struct koppel_study *study, const char *folder, int force);

/**
 * Checks the proposal again from the tables, in whole numbers, with what is claimed of it and the folder's certificate.
 * Every file of a folder that was read is made again and compared; next-best homes are found again, within the study's
 * time limit. What is called proven and follows from nothing in the folder is a violation too.
 * @param edited  1: it was changed by hand, so do not hold it to the values and files of the folder: its changes are
 *                listed, and the columns that belong to another home
 * @param[out] n_violations  0: every rule is met; may be NULL
 * @return the text that `koppel check` prints, with a sentence a violation; NULL: see messages
 */
KOPPEL_API const char *koppel_study_check(struct koppel_study *study, int edited, size_t *n_violations);

/**
 * Everything about one household: what it needs and is offered, which homes suit it, why the others do not, and what
 * its best other homes would cost the whole proposal, exactly, by solving again.
 * @param household  as in households.csv
 * @param n_homes    so many other homes, 0 .. 1000
 * @return the text that `koppel why` prints; NULL: see messages
 */
KOPPEL_API const char *koppel_study_why(struct koppel_study *study, const char *household, int32_t n_homes);

/** After KOPPEL_INFEASIBLE: a small set of rules that clash, in sentences, with the households and homes concerned; the
 * text that `koppel solve` prints. NULL: see messages */
KOPPEL_API const char *koppel_study_clash(struct koppel_study *study);

/** Messages: errors of the last call, then notes, one line each: file, line, column, what to do. 0 for NULL. */
KOPPEL_API size_t koppel_study_n_messages(const struct koppel_study *study);

/** One of them, "" beyond the last. An error ends with its status in brackets: "... [KOPPEL_E_INPUT]". */
KOPPEL_API const char *koppel_study_message(struct koppel_study *study, size_t message);

/** Frees a study and every text that it handed out. Safe on NULL. */
KOPPEL_API void koppel_study_close(struct koppel_study *study);

/* ---- An overview ---------------------------------------------------------------------------------------------- */

/** What comparing policies or supervising a province comes to, as texts. */
struct koppel_overview;

/**
 * `koppel compare`: a case under many policies, all measured alike: who is housed, waiting, fit, spread, its price.
 * @param case_folder, options, overview  as in koppel_study_open, here and below
 */
KOPPEL_API enum koppel_status koppel_overview_compare(const char *case_folder,
                                                      const struct koppel_compare_options *options,
                                                      struct koppel_overview **overview);

/** `koppel simulate`: policies followed through the months after, on the same courses of events, yours among them. */
KOPPEL_API enum koppel_status koppel_overview_follow(const char *case_folder,
                                                     const struct koppel_follow_options *options,
                                                     struct koppel_overview **overview);

/** `koppel targets`: the statutory target (taakstelling) of every municipality beside the official one. */
KOPPEL_API enum koppel_status koppel_overview_targets(const char *case_folder,
                                                      const struct koppel_province_options *options,
                                                      struct koppel_overview **overview);

/** `koppel supervise`: where every municipality stands with its target, and what proposals would change. */
KOPPEL_API enum koppel_status koppel_overview_supervise(const char *case_folder,
                                                        const struct koppel_province_options *options,
                                                        struct koppel_overview **overview);

/** For people: what the program prints. NULL after a fault. */
KOPPEL_API const char *koppel_overview_text(const struct koppel_overview *overview);

/** For programs: what it prints with --json. NULL after a fault, and with options.municipality. */
KOPPEL_API const char *koppel_overview_json(const struct koppel_overview *overview);

/**
 * One file of its output folder.
 * @param name  compare: "policies.csv", "measures.csv", "chances.csv", "curve.csv", "comparison.json", "trade-off.svg",
 * "neighbourhoods.svg", "waiting.svg"; follow: "policies.csv", "paths.csv", "events.csv", "events.txt", "prices.csv",
 * "simulate.json", "hindsight.svg", "waiting.svg", "backlog.svg", "spread.svg"; targets: "statutory_targets.csv", "statutory_targets.json"; supervise:
 * "supervision.csv", "supervision.json"
 * @return NULL: there is none of that name
 */
KOPPEL_API const char *koppel_overview_document(const struct koppel_overview *overview, const char *name);

/** Writes all of them, and the workbook proposal.xlsx, to a new folder, complete or not at all. @param force  1: replace an earlier output */
KOPPEL_API enum koppel_status koppel_overview_write(struct koppel_overview *overview, const char *folder, int force);

/** Messages, and the end, as of a study. */
KOPPEL_API size_t koppel_overview_n_messages(const struct koppel_overview *overview);
KOPPEL_API const char *koppel_overview_message(struct koppel_overview *overview, size_t message);
KOPPEL_API void koppel_overview_close(struct koppel_overview *overview);

#ifdef __cplusplus
}
#endif

#endif
