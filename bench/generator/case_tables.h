/* case_tables.h - the rows of one invented case, in the order in which they are written. */
#ifndef GENERATOR_CASE_TABLES_H
#define GENERATOR_CASE_TABLES_H

#include "prng.h"

#include <stdbool.h>

enum { NO_ROW = -1, NO_NUMBER = -1, NO_DAY = INT32_MIN };
enum age { AGE_GENERAL, AGE_YOUTH, AGE_ADULT, AGE_SENIOR_55, AGE_SENIOR_65 };

/** Gemeente. Its neighbourhoods and its agreements with corporations stand together in their tables. */
struct municipality {
    int code;
    char name[40];
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

struct neighbourhood {
    int code; /* 8 digits */
    int municipality;
    char name[48];
    int64_t inhabitants, corporation_dwellings, permit_holders;
    int district; /* 6 digits, or NO_NUMBER */
    bool excluded;
    bool tower;                       /* residential towers: most social housing, older and cheaper */
    int school_hm, gp_hm, transit_hm; /* hectometres, or NO_NUMBER */
    bool located;
    int lat_e4, lon_e4; /* ten-thousandths of a degree */
    int agreement;      /* the corporation that owns most here */
};

/** A corporation's row for one municipality, with what was agreed for the period (NO_NUMBER: nothing). */
struct agreement {
    char corporation[16];
    char name[48];
    int municipality;
    int min_homes, max_homes;
};

struct unit {
    char key[20];
    int neighbourhood, agreement;
    int rooms, rent_cents, places;
    char complex[16];
    int floor_area_dm2;
    bool step_free;
    int32_t available_from; /* day number, or NO_DAY: available now */
    enum age label;
};

struct household {
    char key[16];
    int adults, children, expected_relatives, school_children;
    int municipality; /* linked to, or NO_ROW */
    int32_t linked_on;
    const char *region;
    int tie;
    const char *tie_reason;
    bool step_free, may_share;
    enum age age;
    const char *car; /* "yes", "no" or "" */
    int network;
    const char *labour_regions[2];
    const char *urgency;
};

struct target {
    int municipality;
    int32_t published_on;
    int64_t target, balance, linked, housed, excusable;
    const char *source;
};

struct score {
    int household;
    char place[20];
    int64_t micro_points;
};

struct limit {
    char area[20];
    const char *measure;
    int min, max; /* NO_NUMBER: none */
    const char *enforce;
    const char *where;
};

struct decision {
    int household, unit;
    const char *decision;
    const char *reason;
    int32_t decided_on;
};

struct tables {
    const char *period;
    int32_t run_day; /* last day that anything was recorded */
    int32_t period_end;
    bool with_types; /* write the columns x_type and x_school_children */
    struct municipality *municipalities;
    struct neighbourhood *neighbourhoods;
    struct agreement *agreements;
    struct unit *units;
    struct household *households;
    struct target *targets;
    struct score *scores;
    struct limit *limits;
    struct decision *decisions;
    int n_municipalities, n_neighbourhoods, n_agreements, n_units, n_households;
    int n_targets, n_scores, n_limits, n_decisions;
};

/** Adds a zeroed row to a table of the case and returns it. The row moves when another one is added. */
struct municipality *tables_add_municipality(struct tables *t);
struct neighbourhood *tables_add_neighbourhood(struct tables *t);
struct agreement *tables_add_agreement(struct tables *t);
struct unit *tables_add_unit(struct tables *t);
struct household *tables_add_household(struct tables *t);
struct target *tables_add_target(struct tables *t);
struct score *tables_add_score(struct tables *t);
struct limit *tables_add_limit(struct tables *t);
struct decision *tables_add_decision(struct tables *t);

/** Frees the rows. */
void tables_free(struct tables *t);

/** Persons that count for a household: present and expected. */
int household_persons(const struct household *h);

/** Persons of a neighbourhood's cap of 25 percent above its fair share (the formula of the even-spread policy). */
int64_t neighbourhood_cap(const struct tables *t, int neighbourhood);

/**
 * Whether a self-contained unit that is available now and general suits a household by link, tie, rooms, rent and
 * steps. Used only to choose pairs for decisions.csv that contradict no rule; its numbers are those of data/rules.
 */
bool household_may_keep(const struct tables *t, int household, int unit);

/** Day number (days since 1970-01-01) of a calendar date. */
int32_t day_number(int year, int month, int day);

/** Calendar date of a day number. */
void day_split(int32_t day_of_epoch, int *year, int *month, int *day);

#endif
