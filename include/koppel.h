/* koppel.h - the public interface of libkoppel: proposes which social-housing unit is offered to which household.
 *
 *     struct koppel_study *study = NULL;
 *     if (koppel_study_open("data/municipality-b", NULL, &study) == KOPPEL_OK && koppel_study_solve(study) ==
 * KOPPEL_OK) { for (int32_t i = 0; i < koppel_study_n_households(study); i++) { ... koppel_study_offer(study, i) ... }
 *         koppel_study_write(study, "proposal", 0);
 *     }
 *     for (size_t k = 0; k < koppel_study_n_messages(study); k++) puts(koppel_study_message(study, k));
 *     koppel_study_close(study);
 *
 * A study is used by one thread at a time; several studies may be used by several threads.
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

#define KOPPEL_VERSION "0.1.0"

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

/** Name of a status, such as "KOPPEL_E_INPUT"; never NULL. */
KOPPEL_API const char *koppel_status_name(enum koppel_status status);

/** What a solve found; never mixed with the status of a call. */
enum koppel_outcome {
    KOPPEL_PROVEN = 0, /* a proposal, every tier proven within the gap asked for */
    KOPPEL_FEASIBLE =
        1, /* a proposal, some tier with a wider gap (time limit, interrupt, or an engine without proofs) */
    KOPPEL_INFEASIBLE = 2, /* proven: no proposal meets every must */
    KOPPEL_NO_ANSWER = 3   /* stopped before any proposal was found, and none is excluded */
};

/** A table of a case in memory: CSV as it would stand in a file. */
struct koppel_case_file {
    const char *name; /* of the file: "households.csv", or a Dutch name (see data/README.md) */
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

/** How to read and solve. Zero-initialised, every field has its default. */
struct koppel_study_options {
    const char *policy_file;  /* NULL: the default policy */
    const char *rules_folder; /* NULL: the built-in rules (data/rules) */
    const char *engine;       /* NULL: "auto": what suits the size */
    int64_t gap_ppm;          /* relative gap asked for, in millionths; 0: the optimum */
    double time_limit;        /* seconds; 0: none */
    uint64_t seed;
    int32_t n_threads;      /* 0: one */
    const char *earlier;    /* an earlier proposal to start from: a folder or its proposal.csv; NULL: none */
    const char *stay_close; /* how many of its offers may change ("12"), or "most": keep as many as target and urgency
                               allow; NULL: as the policy says */
};

/** One household's row of a proposal. Texts belong to the study. */
struct koppel_offer {
    const char *household;
    const char *unit;           /* NULL: no home is offered */
    int64_t score_micro_points; /* fit score, 0 .. 10^9; 0 without a home */
    const char *earlier_unit;   /* offered by the earlier proposal, also when it is gone; NULL: none */
};

/** What is known of one tier; value and bound are cost / scale as the user reads them. */
struct koppel_study_tier {
    const char *name;
    int64_t value;
    int64_t bound; /* no proposal that is as good in the tiers before is better than this */
    int64_t scale; /* divide value and bound by this power of ten */
    int maximise;  /* 1: larger is better */
    int bound_is_known;
    int proven;
};

/** A case under a policy, with its proposal once it is solved. */
struct koppel_study;

/**
 * Reads and checks the tables of a case folder.
 * @param options  may be NULL
 * @param[out] study  owned by the caller (koppel_study_close), also after a fault, so that its messages can be read;
 * NULL only when memory ran out
 */
KOPPEL_API enum koppel_status koppel_study_open(const char *case_folder, const struct koppel_study_options *options,
                                                struct koppel_study **study);

/** Solves, and re-checks the proposal from the tables. The outcome tells what was found. */
KOPPEL_API enum koppel_status koppel_study_solve(struct koppel_study *study);

/** Ends a running solve with the best so far; may be called from a signal handler or another thread. */
KOPPEL_API void koppel_study_stop(struct koppel_study *study);

/** Outcome of the last solve; KOPPEL_NO_ANSWER before it. */
KOPPEL_API enum koppel_outcome koppel_study_outcome(const struct koppel_study *study);

/** Households of the case, in table order; 0 when the case could not be read. */
KOPPEL_API int32_t koppel_study_n_households(const struct koppel_study *study);

/** Row of household `row` (0 .. n - 1) of the proposal; without a proposal nobody is offered a home. */
KOPPEL_API struct koppel_offer koppel_study_offer(const struct koppel_study *study, int32_t row);

/** Tiers of the proposal, in order; 0 without a proposal. */
KOPPEL_API int32_t koppel_study_n_tiers(const struct koppel_study *study);
KOPPEL_API struct koppel_study_tier koppel_study_tier(const struct koppel_study *study, int32_t tier);

/** Writes the output folder (formats in the manual), complete or not at all. @param force nonzero: replace an earlier
 * output */
KOPPEL_API enum koppel_status koppel_study_write(struct koppel_study *study, const char *folder, int force);

/** What went wrong or should be known, one line each: file, line, column, what to do. */
KOPPEL_API size_t koppel_study_n_messages(const struct koppel_study *study);
KOPPEL_API const char *koppel_study_message(struct koppel_study *study, size_t message);

/** Frees a study and every text that it handed out. Safe on NULL. */
KOPPEL_API void koppel_study_close(struct koppel_study *study);

#ifdef __cplusplus
}
#endif

#endif
