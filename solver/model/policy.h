// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy.h - what the user has chosen: rules, tiers, weights. Defaults are in koppel_policy_default.
 *
 * SOURCE  docs/model.md section 4 (tiers and their units), section 11 (rules of spread).
 */
#ifndef KOPPEL_MODEL_POLICY_H
#define KOPPEL_MODEL_POLICY_H

#include "model/case.h"

enum {
    KOPPEL_POLICY_NAME = 64,
    KOPPEL_TIER_NAME = 64,
    KOPPEL_MAX_TIERS = 12, /* more than there are objectives */
    KOPPEL_MAX_CLASSES = 32,
    KOPPEL_MAX_MIX = 64,
    KOPPEL_MAX_GROUPS = 16
};

/** Which persons of a household count: those who are here, or also the relatives who are expected to follow
 * (nareizigers). */
enum koppel_persons { KOPPEL_PERSONS_PRESENT, KOPPEL_PERSONS_EXPECTED };

enum koppel_link_scope {
    KOPPEL_LINK_MUNICIPALITY,
    KOPPEL_LINK_REGION,
    KOPPEL_LINK_EXCHANGE /* who is linked as with region, who is not as with municipality */
};

/** Where a linked household counts for a target: at the municipality of its link, wherever the home stands, or at that
 * of the home. One without a link counts where it is housed. */
enum koppel_target_counts { KOPPEL_COUNTS_LINKED, KOPPEL_COUNTS_HOUSED };
enum koppel_spread_rule {
    KOPPEL_SPREAD_NONE,
    KOPPEL_SPREAD_CAP,
    KOPPEL_SPREAD_BAND,
    KOPPEL_SPREAD_EVEN,
    KOPPEL_SPREAD_ABSOLUTE
};
enum koppel_reference { KOPPEL_REFERENCE_DWELLINGS, KOPPEL_REFERENCE_INHABITANTS };
enum koppel_unknown_reference { KOPPEL_UNKNOWN_BY_INHABITANTS, KOPPEL_UNKNOWN_NO_CAP };
enum koppel_agreement_rule { KOPPEL_AGREEMENT_IGNORE, KOPPEL_AGREEMENT_GOAL, KOPPEL_AGREEMENT_MUST };

/** What a tier can count. The user's value is cost / scale (see problem.h). */
enum koppel_objective {
    KOPPEL_OBJECTIVE_TARGET,    /* persons short, minimise */
    KOPPEL_OBJECTIVE_URGENCY,   /* urgency points of housed households, maximise */
    KOPPEL_OBJECTIVE_SPREAD,    /* spread goal: persons (or homes) beyond, `even`: thousandths; minimise */
    KOPPEL_OBJECTIVE_AGREEMENT, /* homes outside the agreed numbers, minimise */
    KOPPEL_OBJECTIVE_MIX,       /* units of measure outside limits.csv and mix rules that are goals, minimise */
    KOPPEL_OBJECTIVE_GROUPS,    /* homes or persons short of the floors of groups that are goals, minimise */
    KOPPEL_OBJECTIVE_ACCESS,    /* metres beyond the medians of the municipality, times persons, minimise */
    KOPPEL_OBJECTIVE_FIT,       /* fit score, micro-points, maximise */
    KOPPEL_OBJECTIVE_STAY,      /* offers of an earlier proposal that are kept, maximise */
    KOPPEL_N_OBJECTIVES
};

/** A tier: one objective with weight 1, or a weighted sum (weights are whole numbers a person, point or home). */
struct koppel_tier_rule {
    int64_t weight[KOPPEL_N_OBJECTIVES]; /* 0: not in this tier */
};

enum koppel_fit_component {
    KOPPEL_FIT_ROOMS,
    KOPPEL_FIT_SCHOOL,
    KOPPEL_FIT_GP,
    KOPPEL_FIT_TRANSIT,
    KOPPEL_FIT_LABOUR,
    KOPPEL_FIT_NETWORK,
    KOPPEL_FIT_REGION,
    KOPPEL_FIT_SCORES,
    KOPPEL_FIT_SPARE,
    KOPPEL_FIT_RECEPTION,
    KOPPEL_N_FIT
};

/** A distance scores 1000 points up to near_m, 0 from far_m on, linear between. */
struct koppel_distance_rule {
    int32_t near_m;
    int32_t far_m;
};

/** The class of the default policy that a Dutch word means ("spoed": immediate); NULL: none. */
const char *koppel_urgency_plain(const char *word);

struct koppel_urgency_class {
    char name[32];
    int32_t points;
};

/** At most / at least so many of some households in every area of a level that has units (docs/model.md section 5). */
struct koppel_mix_rule {
    enum koppel_area level;
    enum koppel_measure measure; /* not KOPPEL_MEASURE_EXTRA */
    int32_t persons_min,
        persons_max;  /* households of this size (target_persons) count; persons_max KOPPEL_UNKNOWN: no end */
    int64_t min, max; /* KOPPEL_UNKNOWN: none */
    enum koppel_enforce enforce;
    int32_t floor_of; /* 1 + the group of which it is the floor, and whose households count; 0: a rule of its own */
};

/** What is asked for a group of households. */
enum koppel_group_rule { KOPPEL_GROUP_FLOOR, KOPPEL_GROUP_LEXIMIN, KOPPEL_GROUP_MEASURE };

/** What a floor is a share of: a number that is given, or what the group would get otherwise (docs/model.md (77)). */
enum koppel_group_reference {
    KOPPEL_FLOOR_NUMBER,
    KOPPEL_FLOOR_RANDOM,    /* the mean of random proposals */
    KOPPEL_FLOOR_OWN_SHARE, /* the group alone with its share of the homes */
    KOPPEL_FLOOR_FIRST_COME /* each home, as it comes free, to the household linked first of those that it suits */
};

/** Which persons make a household large: those that count for the target, or for the number of rooms. */
enum koppel_group_size { KOPPEL_SIZE_TARGET, KOPPEL_SIZE_ROOMS };

enum koppel_any_or { KOPPEL_NOT, KOPPEL_ONLY, KOPPEL_ANY };

/** A group of households by what they need, and what it gets at least (docs/model.md section 29). Groups may overlap. */
struct koppel_group {
    char name[KOPPEL_POLICY_NAME];
    int32_t persons_min, persons_max; /* by size_by; persons_max KOPPEL_UNKNOWN: no end */
    enum koppel_group_size size_by;
    enum koppel_any_or step_free;     /* households that need a step-free home */
    enum koppel_any_or single;        /* one adult and no child are here */
    char urgency[KOPPEL_POLICY_NAME]; /* of this class; "": of any */
    char column[KOPPEL_POLICY_NAME];  /* households with `is` in this x_ column; "": all */
    char is[KOPPEL_POLICY_NAME];
    enum koppel_measure value; /* KOPPEL_MEASURE_HOMES (households housed), _PERSONS, _FIT or _DAYS */
    enum koppel_group_rule rule;
    enum koppel_group_reference reference; /* floor */
    int32_t delta;                         /* floor: so many thousandths below the reference are allowed */
    enum koppel_enforce enforce;           /* floor; leximin is always a goal */
    int32_t least;                         /* of the value; KOPPEL_UNKNOWN: not worked out */
    int64_t reference_sum; /* what it would get otherwise, over n_references proposals; 0 without a reference */
    int32_t n_references;
};

struct koppel_policy {
    char name[KOPPEL_POLICY_NAME];
    int32_t as_of;  /* day of the run; KOPPEL_NO_DATE: koppel_case_last_day */
    int32_t period; /* KOPPEL_NONE: koppel_case_period at the day of the run */

    enum koppel_persons target_persons; /* which persons count for the target, mix and limits */
    enum koppel_persons rooms_persons;  /* ... for the number of rooms */
    enum koppel_persons rent_persons;   /* ... for the rent limit */
    enum koppel_persons spread_persons; /* ... for even spread */

    enum koppel_link_scope link_scope;
    int32_t max_spare_rooms; /* above the fewest rooms that are enough; KOPPEL_UNKNOWN: no limit */
    bool rent_limit;         /* apply the rent limits of suitable allocation (passend toewijzen) */
    int32_t days_overdue; /* a household past its term may still move until this many days after the day of the run */
    bool shared_take_families;   /* units with several places are pools that take whole families too */
    bool sharers_self_contained; /* households that may share may also get a home of their own */

    enum koppel_enforce target_enforce;
    enum koppel_target_counts target_counts;
    enum koppel_spread_rule spread_rule;
    enum koppel_enforce spread_enforce;
    int32_t spread_tolerance_percent; /* d, in per cent */
    enum koppel_reference spread_reference;
    enum koppel_unknown_reference spread_unknown; /* where the corporation dwellings are not known */
    enum koppel_measure spread_measure;           /* KOPPEL_MEASURE_PERSONS or KOPPEL_MEASURE_HOMES */
    enum koppel_area spread_level;                /* complex, neighbourhood or district */
    int32_t spread_absolute_max; /* KOPPEL_SPREAD_ABSOLUTE: at most this many placed in an area; KOPPEL_UNKNOWN: none */
    int32_t spread_absolute_percent; /* KOPPEL_SPREAD_ABSOLUTE: b + placed at most this share of the reference;
                                        KOPPEL_UNKNOWN: none */
    enum koppel_agreement_rule agreement;
    int32_t border_max_households; /* most households outside the municipality of their link; KOPPEL_UNKNOWN: any */
    int32_t stay_max_changes;      /* most offers of an earlier proposal that may change; KOPPEL_UNKNOWN: any */
    bool hold_overdue;             /* a home may be held for others while somebody past the term could have it */
    struct koppel_mix_rule mix[KOPPEL_MAX_MIX + KOPPEL_MAX_GROUPS]; /* the floors of groups stand last */
    int32_t n_mix;
    struct koppel_group groups[KOPPEL_MAX_GROUPS];
    int32_t n_groups;

    struct koppel_urgency_class urgency[KOPPEL_MAX_CLASSES]; /* the first class is the default */
    int32_t n_urgency;
    int32_t urgency_points_per_day; /* past the term */
    int32_t urgency_max_days;       /* days past the term beyond this add nothing */

    int32_t fit_weight[KOPPEL_N_FIT];
    int32_t fit_large_home_rooms;          /* spare: a home is large from so many rooms on */
    int32_t fit_points_per_spare_room;     /* rooms: 1000 points less this for every spare room, not below 0 */
    int32_t fit_half_vacancies;            /* so many vacancies in a field are worth 500 points */
    struct koppel_distance_rule reception; /* from the reception place */
    struct koppel_distance_rule school, gp, transit;
    int32_t scores_low, scores_high; /* scores.csv: these count as 0 and 1000 points */
    bool fit_whole_points; /* scores are rounded down to whole points (faster to prove); false: micro-points */

    struct koppel_tier_rule tiers[KOPPEL_MAX_TIERS];
    int32_t n_tiers;
};

/** The default policy ("even-spread"): spread must, cap, 25 %. */
void koppel_policy_default(struct koppel_policy *policy);

/** Names used in policies, tables and reports; never NULL for a value of the enum. */
const char *koppel_objective_name(enum koppel_objective objective);
const char *koppel_fit_component_name(enum koppel_fit_component component);
const char *koppel_area_name(enum koppel_area area);
const char *koppel_enforce_name(enum koppel_enforce enforce);
const char *koppel_spread_rule_name(enum koppel_spread_rule rule);
const char *koppel_group_rule_name(enum koppel_group_rule rule);
const char *koppel_group_value_name(enum koppel_measure value);

/** True when smaller values of the objective are better (target, spread, agreement, mix, access). */
bool koppel_objective_minimise(enum koppel_objective objective);

/** The tier in which the objective counts, or KOPPEL_NONE. */
int32_t koppel_policy_tier_of(const struct koppel_policy *policy, enum koppel_objective objective);

/** Has the policy a group with leximin? */
bool koppel_policy_has_leximin(const struct koppel_policy *policy);

/** Takes out what was worked out for groups: floors that are no number of the user's own. */
void koppel_policy_forget_floors(struct koppel_policy *policy);

/** Takes out the mix rules that are floors of groups. */
void koppel_policy_take_floors_out(struct koppel_policy *policy);

/** Makes the least numbers of groups mix rules of the whole case; those that stood there go. */
void koppel_policy_set_floors(struct koppel_policy *policy);

/** Name of a tier, the same wherever it is written: the names of its objectives, joined by "+" ("target+fit"). */
void koppel_tier_name(const struct koppel_tier_rule *tier, char name[KOPPEL_TIER_NAME]);

/**
 * Scale of a tier's cost: koppel_objective_scale of its objective; 10^6 for a weighted tier, whose cost is
 * sum over its objectives of weight * cost_o * (10^6 / scale_o).
 */
int64_t koppel_tier_scale(const struct koppel_policy *policy, const struct koppel_tier_rule *tier);

/** What a unit of an objective's cost adds to the tier's cost; 0 when the objective is not in the tier. */
int64_t koppel_tier_factor(const struct koppel_policy *policy, const struct koppel_tier_rule *tier,
                           enum koppel_objective objective);

/** True when the tier's value is read as the larger the better: a single objective that is maximised. */
bool koppel_tier_maximise(const struct koppel_tier_rule *tier);

/** cost of one unit of the objective as the user reads it: a power of ten (spread `even` 1000, fit 10^6, else 1). */
int64_t koppel_objective_scale(const struct koppel_policy *policy, enum koppel_objective objective);

#endif
