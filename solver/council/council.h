// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council.h - the choices that a council has, side by side: what each costs whom, what is certain, what is assumed.
 *
 * The choices are the policy of the case with even spread as a must, as a goal and without; with homes in the other
 * municipalities of the region open to some or all households; and with the fairest shares of groups by size. All are
 * measured by the yardstick of koppel compare. No number below 5 of people or households can be read from what is made
 * here, or worked out from it, by the rules of page/small_counts.h; docs/model.md section 32 says which numbers there
 * are, and why they say nothing of each other.
 *
 * SOURCE  docs/model.md section 32.
 */
#ifndef KOPPEL_COUNCIL_COUNCIL_H
#define KOPPEL_COUNCIL_COUNCIL_H

#include "compare/border_reach.h"
#include "page/small_counts.h"
#include "report/reason.h"

enum { KOPPEL_COUNCIL_REACH = 90 /* per cent of what open borders bring */ };

/** Groups of households by need. The first three share out all households; the others may hold the same ones. */
enum koppel_council_group {
    KOPPEL_COUNCIL_SINGLE, /* by the persons that the home must have room for, as in report/measures.h */
    KOPPEL_COUNCIL_FAMILY,
    KOPPEL_COUNCIL_LARGE,
    KOPPEL_COUNCIL_STEP_FREE,
    KOPPEL_COUNCIL_URGENT, /* of an urgency class with more points than the default class */
    KOPPEL_N_COUNCIL_GROUPS
};

/** Why households are left, in so few words that few numbers are too small (report/reason.h). */
enum koppel_council_why {
    KOPPEL_COUNCIL_FULL,     /* the neighbourhoods of the homes that suit are at their limit; it is hidden first */
    KOPPEL_COUNCIL_NO_HOMES, /* no home suits, or too few of the kind */
    KOPPEL_COUNCIL_OTHERS,   /* others come first, or another rule holds */
    KOPPEL_N_COUNCIL_WHYS
};

/** What is told of a choice. */
enum koppel_council_measure {
    KOPPEL_COUNCIL_HOUSED, /* people, for the target */
    KOPPEL_COUNCIL_SHORT,  /* people short of the targets */
    KOPPEL_COUNCIL_OVER,   /* people (homes) beyond the caps of the neighbourhoods */
    KOPPEL_COUNCIL_LEFT,   /* households without a home */
    KOPPEL_COUNCIL_LEFT_OF,
    KOPPEL_COUNCIL_WAITS_OF = KOPPEL_COUNCIL_LEFT_OF + KOPPEL_N_COUNCIL_GROUPS, /* mean, tenths of weeks */
    KOPPEL_COUNCIL_FIT = KOPPEL_COUNCIL_WAITS_OF + KOPPEL_N_COUNCIL_GROUPS,     /* mean points of those with a home */
    KOPPEL_COUNCIL_BEYOND, /* mean tenths of km that a person with a home lives further than half of the inhabitants */
    KOPPEL_N_COUNCIL_MEASURES
};

struct koppel_council_cell {
    int64_t value;
    enum koppel_cell_state state; /* KOPPEL_CELL_ABSENT: not known */
};

enum koppel_council_kind {
    KOPPEL_COUNCIL_OWN, /* the policy as it is, where it is none of the others */
    KOPPEL_COUNCIL_NO_SPREAD,
    KOPPEL_COUNCIL_SPREAD_GOAL,
    KOPPEL_COUNCIL_SPREAD_MUST,
    KOPPEL_COUNCIL_BORDERS_SOME, /* the fewest households that bring 90 % of what open borders bring */
    KOPPEL_COUNCIL_BORDERS_OPEN,
    KOPPEL_COUNCIL_FLOORS, /* leximin of groups by size */
    KOPPEL_COUNCIL_ACCESS, /* equal access as a goal before fit, where distances are known and it is none yet */
    KOPPEL_N_COUNCIL_KINDS
};

struct koppel_council_choice {
    enum koppel_council_kind kind;
    bool is_own; /* it is the policy as it is */
    enum koppel_outcome outcome;
    bool has_proposal;   /* else nothing below is filled in */
    int64_t short_least; /* proven: no proposal has fewer people short; KOPPEL_UNKNOWN: not known */
    struct koppel_council_cell cells[KOPPEL_N_COUNCIL_MEASURES];
};

/** Zero-initialise; koppel_council_free releases everything. Does not move while it is open. */
struct koppel_council {
    struct koppel_job job; /* the case under the yardstick */
    struct koppel_council_choice choices[KOPPEL_N_COUNCIL_KINDS];
    int32_t n_choices;
    struct koppel_border_reach reach;
    bool has_floors; /* the fairest shares were found; if not among the choices, the policy gives them already */
    bool are_floors_proven;
    int64_t to_house;                                           /* people: the targets less what is done already */
    struct koppel_council_cell whys[KOPPEL_N_COUNCIL_WHYS + 1]; /* of those left under the policy; last: all of them */
};

/** What is asked. All borrowed. */
struct koppel_council_request {
    const struct koppel_job_files *files;
    const struct koppel_engine *engine;
    const struct koppel_engine_options *options; /* its deadline is set anew for each choice */
    double time_limit;                           /* seconds for each choice; 0: none */
    /** Progress, may be NULL. `what` in the language of the run. */
    void (*tell)(void *data, const char *what);
    void *tell_data;
};

/**
 * Solves for every choice; each proposal is checked again from the tables.
 * @return KOPPEL_OK, whatever was found; or as koppel_job_open and koppel_job_solve (message in errors)
 */
enum koppel_status koppel_council_make(const struct koppel_council_request *request, struct koppel_council *council,
                                       struct koppel_errors *errors, struct koppel_errors *notes);

/** The choice that is the policy as it is; NULL: it has no proposal. */
const struct koppel_council_choice *koppel_council_own(const struct koppel_council *council);

/** A choice with a proposal, NULL: there is none. */
const struct koppel_council_choice *koppel_council_find(const struct koppel_council *council,
                                                        enum koppel_council_kind kind);

/** The name of a measure in files for machines, and the number that its values are multiplied by: 1 or 10. */
const char *koppel_council_measure_name(int measure, int *scale);

/** The name of a choice in files for machines. */
const char *koppel_council_kind_name(enum koppel_council_kind kind);

/* Each appends one whole file to `text`, whose status tells whether memory lasted. */

/** council.html: one A4. */
void koppel_council_page(const struct koppel_council *council, struct koppel_text *html);
/** council.svg: the choices as a picture. */
void koppel_council_chart(const struct koppel_council *council, struct koppel_text *svg);
/** council.csv: a row for each choice and measure. */
void koppel_council_csv(const struct koppel_council *council, struct koppel_text *text);
/** council.json, also for --json. */
void koppel_council_json(const struct koppel_council *council, struct koppel_text *text);

void koppel_council_free(struct koppel_council *council);

#endif
