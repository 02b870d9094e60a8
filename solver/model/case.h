// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case.h - the tables of one half-year of one municipality, region, province or country, as plain rows.
 *
 * Keys of other tables are resolved to row numbers when a case is read (KOPPEL_NONE: empty cell). Texts belong to the
 * case's pool. The order of the rows is the order of the files. data/README.md "Columns" has every column.
 */
#ifndef KOPPEL_MODEL_CASE_H
#define KOPPEL_MODEL_CASE_H

#include "base/date.h"
#include "base/exact.h"
#include "base/index.h"
#include "base/memory.h"

#include <stdbool.h>

/** A whole number that the table leaves empty. */
#define KOPPEL_UNKNOWN (-1)
/** A coordinate that the table leaves empty (micro-degrees otherwise). */
#define KOPPEL_NO_COORDINATE INT32_MIN

enum koppel_tristate { KOPPEL_NO = 0, KOPPEL_YES = 1, KOPPEL_MAYBE = 2 };
enum koppel_tie_reason { KOPPEL_TIE_NONE, KOPPEL_TIE_FAMILY, KOPPEL_TIE_WORK, KOPPEL_TIE_STUDY, KOPPEL_TIE_CARE };
enum koppel_enforce { KOPPEL_GOAL, KOPPEL_MUST };
enum koppel_area {
    KOPPEL_AREA_UNIT,
    KOPPEL_AREA_COMPLEX,
    KOPPEL_AREA_NEIGHBOURHOOD,
    KOPPEL_AREA_DISTRICT,
    KOPPEL_AREA_MUNICIPALITY,
    KOPPEL_AREA_GROUP, /* of areas.csv: a unit may be in several, so only limits look at groups */
    KOPPEL_AREA_CASE   /* everywhere; its only place is 0, and only mix rules look at it */
};
enum koppel_measure {
    KOPPEL_MEASURE_PERSONS,
    KOPPEL_MEASURE_HOMES,
    KOPPEL_MEASURE_ADULTS,
    KOPPEL_MEASURE_CHILDREN,
    KOPPEL_MEASURE_EXTRA,
    KOPPEL_MEASURE_FIT, /* of an offer, for groups only: points of fit, rounded down */
    KOPPEL_MEASURE_DAYS /* likewise: days that are left of the half-year once the home is free */
};
/** Those from KOPPEL_OFFERED on hold a home for a household. */
enum koppel_decision_kind {
    KOPPEL_FORBID,
    KOPPEL_REFUSED,
    KOPPEL_EXCEPT,
    KOPPEL_WITHDRAWN,
    KOPPEL_OFFERED,
    KOPPEL_ACCEPTED,
    KOPPEL_SIGNED,
    KOPPEL_KEEP,
    KOPPEL_N_DECISION_KINDS
};

/** Codes that are no table of their own but group rows: districts, complexes, regions, labour regions, labels, ... */
struct koppel_names {
    const char **ids; /* n_ids */
    int32_t n_ids;
    size_t capacity;
    struct koppel_index index;
};

/** The x_ columns of a table, kept as text and passed through: values[row * n_columns + column], "" where empty. */
struct koppel_extra {
    int32_t n_columns;
    const char **names;
    const char **values;
};

struct koppel_municipality {
    const char *id; /* GM code */
    const char *name;
    const char *province;
    int64_t inhabitants;
    int32_t region;        /* row of names regions: reception and linking region */
    int32_t labour_region; /* row of names labour_regions */
    long line;
};

struct koppel_neighbourhood {
    const char *id; /* BU code */
    const char *name;
    int32_t municipality;
    int32_t district; /* row of names districts; from the WK column, else from the BU code's first six digits */
    int32_t inhabitants;
    int32_t corporation_dwellings; /* KOPPEL_UNKNOWN when empty */
    int32_t permit_holders;        /* persons living there now (b_n) */
    int32_t school_m;              /* metres, KOPPEL_UNKNOWN when empty */
    int32_t gp_m;
    int32_t transit_m;
    int32_t lat_micro, lon_micro; /* micro-degrees or KOPPEL_NO_COORDINATE */
    bool excluded;
    long line;
};

struct koppel_corporation {
    const char *id;
    const char *name;
};

/** A row of corporations.csv: what is agreed with a corporation, in one municipality or (KOPPEL_NONE) over all its
 * homes. */
struct koppel_agreement {
    int32_t corporation;
    int32_t municipality;
    int32_t min_homes; /* KOPPEL_UNKNOWN: not agreed */
    int32_t max_homes;
    long line;
};

struct koppel_unit {
    const char *id;
    int32_t neighbourhood;
    int32_t corporation;
    int32_t rooms;
    int64_t rent_cents;
    int32_t places;
    int32_t complex;        /* row of names complexes, or KOPPEL_NONE: one row a corporation and name */
    int32_t floor_area_m2;  /* or KOPPEL_UNKNOWN */
    int32_t available_from; /* day; KOPPEL_NO_DATE: available now */
    int32_t label;          /* row of names labels; KOPPEL_NONE: general */
    bool step_free;
    long line;
};

struct koppel_household {
    const char *id; /* pseudonymous */
    int32_t adults;
    int32_t children;
    int32_t expected_relatives;
    int32_t municipality; /* linked to; KOPPEL_NONE: free within the case or region */
    int32_t linked_on;    /* day or KOPPEL_NO_DATE */
    int32_t region;       /* of the reception place: row of names regions */
    int32_t reception;    /* the reception place: row of receptions */
    int32_t tie;          /* municipality of a hard tie */
    enum koppel_tie_reason tie_reason;
    int32_t age_group;    /* row of names age_groups; KOPPEL_NONE: adult */
    int32_t network;      /* municipality */
    int32_t labour_first; /* labour regions: household_labour[labour_first .. labour_first + n_labour) */
    int32_t n_labour;
    int32_t field_first; /* fields of work: household_fields[field_first .. field_first + n_fields) */
    int32_t n_fields;
    int32_t urgency; /* row of names urgencies; KOPPEL_NONE: the policy's default class */
    enum koppel_tristate car;
    bool step_free;
    bool may_share;
    long line;
};

/** A row of jobs.csv: vacancies in a field of work, in one municipality or in the whole of a labour region. */
struct koppel_job_opening {
    int32_t field;         /* row of names fields */
    int32_t municipality;  /* either this or labour_region is KOPPEL_NONE */
    int32_t labour_region; /* row of names labour_regions */
    int32_t vacancies;
    long line;
};

/** A row of reception.csv: a place where households wait for a home. */
struct koppel_reception {
    const char *id;
    int32_t municipality;         /* in which it stands; KOPPEL_NONE when empty */
    int32_t lat_micro, lon_micro; /* micro-degrees or KOPPEL_NO_COORDINATE */
    long line;
};

/** A row of arrivals.csv: a household that is not here yet on the day of the run. */
struct koppel_arrival {
    struct koppel_household household;
    int32_t arrived_on; /* day from which it can be offered a home */
};

/** A row of releases.csv: a home that is not free yet on the day of the run. */
struct koppel_release {
    struct koppel_unit unit;
    int32_t freed_on; /* day from which it can be offered */
};

/** How many of a class come in the week that begins on a day. */
struct koppel_forecast {
    int32_t class_; /* housing_class.h */
    int32_t week;   /* first of seven days */
    int64_t mean_thousandths;
    int64_t dispersion_thousandths; /* d: the variance is mean + d * mean^2; 0: Poisson's law */
    long line;
};

/** Of whom or what a row of chances.csv speaks; `row` is a row of that table, a class, or nothing. */
enum koppel_chance_of {
    KOPPEL_CHANCE_OF_HOUSEHOLDS,
    KOPPEL_CHANCE_OF_HOMES,
    KOPPEL_CHANCE_OF_CLASS,
    KOPPEL_CHANCE_OF_HOUSEHOLD,
    KOPPEL_CHANCE_OF_UNIT,
    KOPPEL_CHANCE_OF_ARRIVAL,
    KOPPEL_CHANCE_OF_RELEASE
};

/** A row of chances.csv; event_chances.h says which rules. KOPPEL_UNKNOWN: not said. */
struct koppel_chance {
    enum koppel_chance_of of;
    int32_t row;
    int32_t refusal_permille;
    int32_t late_permille, late_days;
    int32_t growth_permille, growth_persons, growth_days;
    long line;
};

/** One version of the target (taakstelling) of a municipality for a half-year. */
struct koppel_target {
    int32_t municipality;
    int32_t period;       /* date.h */
    int32_t published_on; /* day */
    int32_t target_persons;
    int32_t balance_persons; /* lead +, arrears -; 0 when empty */
    int32_t linked_persons;  /* the last three: KOPPEL_UNKNOWN when empty */
    int32_t housed_persons;
    int32_t excusable_persons;
    int32_t linked_by_reference_persons; /* linked on 1 April or 1 October; KOPPEL_UNKNOWN when empty */
    const char *excusable_reason;        /* why they are excusable, such as a recovery that was agreed; "" when empty */
    const char *source;                  /* "" when empty */
    long line;
};

/** A score of scores.csv; place is a row of units, neighbourhoods or municipalities according to `area`. */
struct koppel_score {
    int32_t household;
    enum koppel_area area;
    int32_t place;
    int64_t billionths; /* the score as it was brought, times 10^9; the policy says which range counts */
    long line;
};

/** Columns beside the x_ columns that a limit can look at. */
enum { KOPPEL_WHERE_RECEPTION = -2, KOPPEL_WHERE_RECEPTION_MUNICIPALITY = -3 };

struct koppel_limit {
    enum koppel_area area;
    int32_t place; /* row of units, complexes, neighbourhoods, districts, municipalities or groups */
    enum koppel_measure measure;
    int32_t measure_column; /* x_ column of households for KOPPEL_MEASURE_EXTRA (numeric, whole numbers >= 0) */
    int64_t min, max;       /* KOPPEL_UNKNOWN: none */
    enum koppel_enforce enforce;
    int32_t where_column;    /* x_ column of households, or one of the next; KOPPEL_NONE: all households count */
    const char *where_value; /* households whose column equals this text count */
    long line;
};

/** Most persons linked to one municipality who may be housed in another. */
struct koppel_border {
    int32_t from, to; /* rows of municipalities */
    int32_t max_persons;
    long line;
};

/** A row of the log of decisions, about a household and a unit or an area. */
struct koppel_decision {
    int32_t household;
    int32_t unit; /* KOPPEL_NONE: an area */
    enum koppel_decision_kind kind;
    const char *reason;
    int32_t decided_on; /* day or KOPPEL_NO_DATE */
    long line;
    int32_t until;         /* last day on which it holds, or KOPPEL_NO_DATE: for good */
    enum koppel_area area; /* without a unit: what `place` is a row of */
    int32_t place;
    enum koppel_tristate justified; /* of a refusal; KOPPEL_MAYBE: not said */
    uint32_t rules;                 /* rules that it overrules, as bits of model/exceptions.h */
    const char *decided_by;         /* a role or initials; "" when empty */
    const char *added_from;         /* the file that has it, when it is not in the table of the case; else NULL */
};

/** Inhabitants of a municipality on a reference date, within the boundaries of that day. */
struct koppel_headcount {
    int32_t municipality;
    int32_t counted_on; /* day */
    int64_t inhabitants;
    const char *source; /* "" when empty */
    long line;
};

/** One version of the national number of a half-year (the term vg of Huisvestingswet art. 29). */
struct koppel_national {
    int32_t period;
    int32_t published_on; /* day */
    int32_t target_persons;
    int64_t inhabitants; /* of the Netherlands on the reference date (iN); KOPPEL_UNKNOWN when empty */
    const char *source;
    long line;
};

/** What an agreed swap of targets (Huisvestingswet art. 29(2)) means for one municipality; the parts of a swap add up
 * to 0. */
struct koppel_swap {
    const char *swap;     /* key of the agreement */
    const char *code;     /* GM code; it need not be a municipality of the case */
    int32_t municipality; /* row of municipalities or KOPPEL_NONE */
    int32_t period;
    int32_t agreed_on;      /* day: in force from here on */
    int32_t change_persons; /* + takes over, - hands over */
    const char *source;
    long line;
};

/** Inhabitants that went from one municipality to another by a boundary change (Huisvestingswet art. 30). */
struct koppel_boundary_change {
    int32_t changed_on; /* day */
    const char *from;   /* GM code; it need not be a municipality of the case any more */
    int32_t from_row;   /* row of municipalities or KOPPEL_NONE */
    int32_t to;
    int64_t inhabitants; /* as fixed by the provincial executive */
    bool ends;           /* `from` is abolished; its lead or arrears go to `to` */
    const char *source;
    long line;
};

/** A decision of the province on the rung of the ladder, in place of the one that its rule gives. */
struct koppel_intervention {
    int32_t municipality;
    int32_t decided_on;  /* day */
    int32_t rung;        /* 0: none; KOPPEL_UNKNOWN (empty cell): the rule holds again */
    int32_t plan_on;     /* day the plan of approach was received, or KOPPEL_NO_DATE */
    int32_t term_on;     /* last day of the term that the decision sets, or KOPPEL_NO_DATE */
    int32_t plan_due_on; /* last day on which the plan of approach is to be received, or KOPPEL_NO_DATE */
    const char *reason;
    long line;
};

/** An offer of the earlier proposal from which the case is solved again. */
struct koppel_earlier_offer {
    const char *household_id;
    const char *unit_id;
    int32_t household; /* KOPPEL_NONE: not in the case any more */
    int32_t unit;      /* KOPPEL_NONE: not in the case any more */
    long line;
    bool is_edited; /* as far as can be seen, a person put it there by hand */
};

/** A file that was read, in reading order. */
struct koppel_input {
    const char *file;  /* name inside the case folder */
    const char *table; /* name of the table in the dictionary, such as "targets.csv" */
    int64_t n_bytes;
    char sha256[65]; /* lower-case hexadecimal */
};

/** A column that a table of the user calls by another name than the dictionary. */
struct koppel_renamed_column {
    const char *table;  /* as in the dictionary: "households.csv" */
    const char *column; /* as in the dictionary: "urgency" */
    const char *header; /* as the user's file has it: "urgentie" */
};

/** Zero-initialise; koppel_case_free releases everything. */
struct koppel_case {
    struct koppel_pool pool;
    const char *folder;
    char separator;     /* of the household table: what the output uses as well */
    char decimal_point; /* '.' or ',' */

    struct koppel_municipality *municipalities;
    struct koppel_neighbourhood *neighbourhoods;
    struct koppel_corporation *corporations;
    struct koppel_agreement *agreements;
    struct koppel_unit *units;
    struct koppel_household *households;
    struct koppel_reception *receptions;
    struct koppel_job_opening *jobs;
    struct koppel_arrival *arrivals;
    struct koppel_release *releases;
    struct koppel_forecast *forecasts; /* by class, then week */
    struct koppel_chance *chances;
    struct koppel_target *targets;
    struct koppel_score *scores;
    struct koppel_limit *limits;
    struct koppel_border *borders;
    struct koppel_decision *decisions;
    struct koppel_headcount *headcounts;
    struct koppel_national *nationals;
    struct koppel_swap *swaps;
    struct koppel_boundary_change *boundary_changes;
    struct koppel_intervention *interventions;
    struct koppel_input *inputs;
    struct koppel_earlier_offer *earlier; /* n_earlier; of different households */
    int32_t *earlier_deleted; /* n_households: row of the unit of an offer that a person deleted from the earlier
                                 proposal, or KOPPEL_NONE; NULL without an earlier proposal */
    const char *earlier_file; /* where it was read, for messages */
    const char *earlier_text; /* the offers as a table, with what this program needs of it */
    bool has_earlier;         /* an earlier proposal was given, also one without offers */
    bool has_future;          /* arrivals and releases stand behind households and units: half-years follow */
    struct koppel_renamed_column *renamed;
    const char **readings; /* n_readings notes on what was read in a special way */
    int32_t n_readings;
    int32_t *household_labour; /* rows of names labour_regions */
    int32_t *household_fields; /* rows of names fields */
    int32_t n_municipalities, n_neighbourhoods, n_corporations, n_agreements, n_units, n_households, n_targets,
        n_scores, n_limits, n_borders, n_decisions, n_inputs, n_household_labour, n_headcounts, n_nationals, n_swaps,
        n_boundary_changes, n_interventions, n_renamed, n_earlier, n_arrivals, n_releases, n_receptions, n_jobs,
        n_household_fields, n_forecasts, n_chances;

    /* groups of areas.csv: those of unit j are unit_groups[unit_group_first[j] .. unit_group_first[j + 1] - 1], rising;
     * both NULL without such a table */
    struct koppel_names groups;
    int64_t *unit_group_first;
    int32_t *unit_groups;
    struct koppel_names districts, complexes, regions, labour_regions, labels, age_groups, urgencies, fields;
    struct koppel_index municipality_index, neighbourhood_index, corporation_index, unit_index, household_index,
        arrival_index, release_index, reception_index;
    struct koppel_extra municipality_extra, neighbourhood_extra, unit_extra, household_extra, arrival_extra,
        release_extra;
};

/** How the user calls a table or a column, for messages: both are given by their names in the dictionary, which are
 * returned when the user's table has no other (or was not read). O(tables), O(renamed columns). */
const char *koppel_case_file_name(const struct koppel_case *kase, const char *table);
const char *koppel_case_column_name(const struct koppel_case *kase, const char *table, const char *column);

/** Frees all tables. Safe on a zeroed case and after a failed read. */
void koppel_case_free(struct koppel_case *kase);

/**
 * Adds a file that was read besides the tables to the inputs; its name is borrowed.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_case_add_input(struct koppel_case *kase, const struct koppel_input *input);

/**
 * Adds files that were read besides the tables (rules) to the inputs, as "rules/<name>.json".
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_case_add_rules(struct koppel_case *kase, const struct koppel_input *files, int32_t n_files);

/** The order of scores by household, area and place: below, equal to or above 0. */
int koppel_score_compare(const struct koppel_score *a, const struct koppel_score *b);

/** Row of an id in a list of names, added (borrowing `id`) when it is new; KOPPEL_NONE when memory runs out. */
int32_t koppel_names_add(struct koppel_names *names, const char *id);

/** Frees the list, not the ids, and zeroes. Safe on a zeroed one. */
void koppel_names_free(struct koppel_names *names);

/** Row of an id or KOPPEL_NONE. */
int32_t koppel_names_get(const struct koppel_names *names, const char *id);

/** The column with this name of n_name bytes, or KOPPEL_NONE. */
int32_t koppel_extra_column(const struct koppel_extra *extra, const char *name, size_t n_name);

/** Value of an x_ column as a whole number >= 0; 0 for an empty cell. The reader has checked that it is one. */
int64_t koppel_extra_number(const struct koppel_extra *extra, int32_t row, int32_t column);

/** The name of a column that a limit looks at (where_column), as in limits.csv. */
const char *koppel_where_name(const struct koppel_case *kase, int32_t column);

/** The value of such a column; "" where a household has none. */
const char *koppel_where_value(const struct koppel_case *kase, int32_t household, int32_t column);

/** "WK", six digits or letters, and the ending zero. */
enum { KOPPEL_DISTRICT_CODE_SIZE = 9 };

/** The code of the district that the code of a neighbourhood (BU...) names. */
void koppel_district_code(const char *neighbourhood, char code[KOPPEL_DISTRICT_CODE_SIZE]);

/** Code of a row of units, complexes, neighbourhoods, districts or municipalities. */
const char *koppel_area_id(const struct koppel_case *kase, enum koppel_area area, int32_t place);

/** Does a unit stand in an area of any kind? O(1), for a group O(groups of the unit). */
bool koppel_unit_is_in(const struct koppel_case *kase, int32_t unit, enum koppel_area area, int32_t place);

/** Municipality of a unit (through its neighbourhood). */
int32_t koppel_unit_municipality(const struct koppel_case *kase, int32_t unit);

/**
 * The last day that any table records (linked_on, published_on, decided_on): the default day of the run, so that a run
 * needs no clock. KOPPEL_NO_DATE when there is none.
 */
int32_t koppel_case_last_day(const struct koppel_case *kase);

/** The last day that the tables record, and the first row that has it. */
struct koppel_recorded_day {
    int32_t day;        /* koppel_case_last_day; without one the rest says nothing */
    int32_t before;     /* the last day before it, or KOPPEL_NO_DATE */
    const char *table;  /* as in the dictionary: "households.csv" */
    const char *column; /* as in the dictionary: "linked_on" */
    long line;
    int32_t n_rows; /* rows that record this day */
};

struct koppel_recorded_day koppel_case_last_record(const struct koppel_case *kase);

/** The latest period with a target published on or before `day`; KOPPEL_NONE when there is none. */
int32_t koppel_case_period(const struct koppel_case *kase, int32_t day);

/** The ruling version of a municipality's target: the last one published on or before `day`; KOPPEL_NONE when there is
 * none. */
int32_t koppel_case_target(const struct koppel_case *kase, int32_t municipality, int32_t period, int32_t day);

/** What is still to be housed: max(0, target - balance - housed) of a row of targets; docs/model.md (12). */
int64_t koppel_target_persons_left(const struct koppel_target *target);

#endif
