// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* draft.h - the rows of one invented case, in the order in which they are written. */
#ifndef KOPPEL_GENERATE_DRAFT_H
#define KOPPEL_GENERATE_DRAFT_H

#include "base/date.h"
#include "base/memory.h"

#include <stdbool.h>

/* KOPPEL_NONE stands for a missing row and a missing number, KOPPEL_NO_DATE for a missing day. */

enum koppel_draft_age {
    KOPPEL_AGE_GENERAL,
    KOPPEL_AGE_YOUTH,
    KOPPEL_AGE_ADULT,
    KOPPEL_AGE_SENIOR_55,
    KOPPEL_AGE_SENIOR_65
};

/** Gemeente. Its neighbourhoods and its agreements with corporations stand together in their tables. */
struct koppel_draft_municipality {
    int code;
    const char *name;
    const char *province;
    const char *region;
    const char *labour_region;
    int64_t inhabitants;
    int first_neighbourhood, n_neighbourhoods;
    int first_agreement, n_agreements;
    int64_t task_persons;   /* target, less lead, less housed; 0 or more */
    int64_t linked_persons; /* of the households linked to it, expected relatives included */
    int64_t linked_present; /* the same, only who is here: what the target counts */
};

struct koppel_draft_neighbourhood {
    char code[12]; /* "BU" and 8 digits or letters */
    int municipality;
    const char *name;
    int64_t inhabitants, corporation_dwellings, permit_holders;
    bool dwellings_unknown; /* then they count as 0 here, and the table has an empty cell */
    char district[12];      /* "WK" and 6 digits or letters; "": not told */
    bool excluded;
    bool tower;                       /* where most social housing is: older, cheaper, more permit holders */
    int school_hm, gp_hm, transit_hm; /* hectometres, or KOPPEL_NONE */
    bool located;
    int lat_e4, lon_e4; /* ten-thousandths of a degree */
    int agreement;      /* the corporation that owns most here */
};

/** A corporation's row for one municipality, with what was agreed for the period (KOPPEL_NONE: nothing). */
struct koppel_draft_agreement {
    char corporation[16];
    char name[48];
    int municipality;
    int min_homes, max_homes;
};

struct koppel_draft_unit {
    char key[20];
    int neighbourhood, agreement;
    int rooms, rent_cents, places;
    char complex[16];
    int floor_area_dm2;
    bool step_free;
    int32_t available_from; /* day number, or KOPPEL_NO_DATE: available now */
    int32_t freed_on;       /* of a home that is still to come free */
    enum koppel_draft_age label;
};

struct koppel_draft_household {
    char key[16];
    int adults, children, expected_relatives, school_children;
    int municipality; /* linked to, or KOPPEL_NONE */
    int32_t linked_on;
    int32_t arrived_on; /* of a household that is still to come */
    const char *region;
    const char *reception; /* key of the place, or NULL */
    int tie;
    const char *tie_reason;
    bool step_free, may_share;
    enum koppel_draft_age age;
    const char *car; /* "yes", "no" or "" */
    int network;
    const char *labour_regions[2];
    const char *fields[2]; /* of work */
    const char *urgency;
};

/** A place of reception. */
struct koppel_draft_reception {
    const char *key;
    int municipality;
    int lat_e4, lon_e4;
};

/** Vacancies in a municipality, or (KOPPEL_NONE) in a labour region. */
struct koppel_draft_job {
    const char *field;
    int municipality;
    const char *labour_region;
    int64_t vacancies;
};

struct koppel_draft_target {
    int municipality;
    int32_t published_on;
    int64_t target, balance, linked, housed, excusable;
    const char *source;
};

struct koppel_draft_score {
    int household;
    char place[20];
    int64_t micro_points;
};

struct koppel_draft_limit {
    char area[20];
    const char *measure;
    int min, max; /* KOPPEL_NONE: none */
    const char *enforce;
    const char *where;
};

struct koppel_draft_decision {
    int household, unit;
    const char *decision;
    const char *reason;
    int32_t decided_on;
};

/** A list of rows of one table. */
#define KOPPEL_DRAFT_ROWS(kind, items)                                                                                 \
    struct koppel_draft_##kind *items;                                                                                 \
    int n_##items;                                                                                                     \
    size_t items##_capacity

/** A case before it is written. Zero-initialise; koppel_draft_free releases the rows. */
struct koppel_draft {
    const char *period;
    int32_t run_day; /* last day that anything was recorded */
    int32_t period_end;
    int n_arrivals, n_releases; /* the last so many households and homes are still to come */
    bool with_types;            /* write the columns x_type and x_school_children */
    struct koppel_pool pool;    /* names that were made for this case */
    bool failed;                /* memory ran out: the case is not complete, and nothing more is added */
    KOPPEL_DRAFT_ROWS(municipality, municipalities);
    KOPPEL_DRAFT_ROWS(neighbourhood, neighbourhoods);
    KOPPEL_DRAFT_ROWS(agreement, agreements);
    KOPPEL_DRAFT_ROWS(unit, units);
    KOPPEL_DRAFT_ROWS(household, households);
    KOPPEL_DRAFT_ROWS(target, targets);
    KOPPEL_DRAFT_ROWS(score, scores);
    KOPPEL_DRAFT_ROWS(limit, limits);
    KOPPEL_DRAFT_ROWS(decision, decisions);
    KOPPEL_DRAFT_ROWS(reception, receptions);
    KOPPEL_DRAFT_ROWS(job, jobs);
};

/** Adds a zeroed row to a table of the case and returns it; NULL, and `failed`, when memory runs out. It moves when
 * another one is added. */
struct koppel_draft_municipality *koppel_draft_add_municipality(struct koppel_draft *t);
struct koppel_draft_neighbourhood *koppel_draft_add_neighbourhood(struct koppel_draft *t);
struct koppel_draft_agreement *koppel_draft_add_agreement(struct koppel_draft *t);
struct koppel_draft_unit *koppel_draft_add_unit(struct koppel_draft *t);
struct koppel_draft_household *koppel_draft_add_household(struct koppel_draft *t);
struct koppel_draft_target *koppel_draft_add_target(struct koppel_draft *t);
struct koppel_draft_score *koppel_draft_add_score(struct koppel_draft *t);
struct koppel_draft_limit *koppel_draft_add_limit(struct koppel_draft *t);
struct koppel_draft_decision *koppel_draft_add_decision(struct koppel_draft *t);
struct koppel_draft_reception *koppel_draft_add_reception(struct koppel_draft *t);
struct koppel_draft_job *koppel_draft_add_job(struct koppel_draft *t);

/** A copy of a text that lives as long as the case; "", and `failed`, when memory runs out. */
const char *koppel_draft_text(struct koppel_draft *t, const char *text);

/** Zeroed room for n items of `size` bytes, to be freed by the caller; NULL, and `failed`, when memory runs out. */
void *koppel_draft_room(struct koppel_draft *t, size_t n, size_t size);

/** Frees and zeroes. Safe on a zeroed draft. */
void koppel_draft_free(struct koppel_draft *t);

/** Persons that count for a household: present and expected. */
int koppel_draft_persons(const struct koppel_draft_household *h);

/** Persons of a neighbourhood's cap of 25 percent above its fair share (the formula of the even-spread policy). */
int64_t koppel_draft_cap(const struct koppel_draft *t, int neighbourhood);

/**
 * Whether a self-contained unit that is available now and general suits a household by link, tie, rooms, rent and
 * steps. Used only to choose pairs for decisions.csv that contradict no rule; its numbers are those of data/rules.
 */
bool koppel_draft_may_keep(const struct koppel_draft *t, int household, int unit);

#endif
