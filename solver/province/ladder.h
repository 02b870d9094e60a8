// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ladder.h - the rung of the intervention ladder (interventieladder) on which a municipality stands, and why. */
#ifndef KOPPEL_PROVINCE_LADDER_H
#define KOPPEL_PROVINCE_LADDER_H

#include "province/arrears.h"

enum { KOPPEL_MAX_MISSED = 16 };

/** The half-years missed in a row up to a half-year, the latest last. */
struct koppel_missed_row {
    int32_t periods[KOPPEL_MAX_MISSED]; /* the latest min(n, KOPPEL_MAX_MISSED), ascending */
    int32_t n;
    int32_t n_excused; /* half-years within the row that were passed over: their whole shortfall was excusable */
    int32_t
        known_since; /* first half-year of the row: the tables have no target of the one before, or it ended the row */
    int32_t gap; /* half-year without a target at which the row ends though an earlier one has a target; KOPPEL_NONE */
    bool reaches_the_start;   /* the tables do not know the half-year before the row: it may be longer */
    bool begins_with_arrears; /* its first half-year is before the tables: the next one began with arrears */
    int64_t short_persons;    /* of the latest one: shortfall that may be enforced */
    int64_t short_corrected;  /* of the latest one: its corrected target; KOPPEL_UNKNOWN before the tables */
};

struct koppel_rung_state {
    struct koppel_missed_row missed;
    int32_t by_rule;       /* 0: none */
    int32_t by_rule_since; /* day its conditions were met, KOPPEL_NO_DATE for rung 0 */
    int32_t intervention;  /* row of interventions that rules in place of the rule, or KOPPEL_NONE */
    int32_t rung;          /* the one that holds */
    bool is_at_least; /* it may be a higher one: by the rule, and half-years before the tables may have been missed */
    struct koppel_arrears arrears; /* on the day, by half-year of origin */
    int32_t since;                 /* KOPPEL_NO_DATE for rung 0 by rule */
    int32_t plan_on;               /* last plan of approach received by then, KOPPEL_NO_DATE: none */
    int32_t plan_due_on;           /* last term set for one by then, KOPPEL_NO_DATE: none */
    int32_t term_on;               /* term of the decision that holds, KOPPEL_NO_DATE: none */
    int64_t substituted; /* persons the province may still house in the municipality's place at this rung; 0: none */
};

/** Half-years missed in a row that have ended by the day. */
struct koppel_missed_row koppel_missed_row(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                           const struct koppel_ladder *ladder, const struct koppel_asked *asked);

/** The highest rung whose conditions are met on a day. @param[out] since day from which they are */
int32_t koppel_rung_by_rule(const struct koppel_ladder *ladder, const struct koppel_missed_row *missed, int32_t day,
                            int32_t *since);

/** Rung on a day, by the rule or by a decision of the province taken on or before known_on. */
struct koppel_rung_state koppel_rung_state(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                           const struct koppel_ladder *ladder, const struct koppel_asked *asked);

/** The rung of that state alone, which takes half the time. */
int32_t koppel_rung_on_day(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                           const struct koppel_ladder *ladder, const struct koppel_asked *asked);

/** What brings a municipality to a rung, in words: "2 half-years missed in a row, 14 days after the check of the last".
 * Returns `out`. */
enum { KOPPEL_RUNG_CONDITIONS = 160 };
const char *koppel_rung_conditions(const struct koppel_rung *rung, char out[KOPPEL_RUNG_CONDITIONS]);

/** Name of a rung, "none" for 0. */
const char *koppel_rung_name(const struct koppel_ladder *ladder, int32_t rung);

enum { KOPPEL_RUNG_TITLE = 160 };

/** What people call a rung: in English its name with the Dutch one, in Dutch that one alone. @return out */
const char *koppel_rung_title(const struct koppel_rung *rung, char out[KOPPEL_RUNG_TITLE]);

/** The same of a number, by its short name; "none" for 0. */
const char *koppel_rung_words(const struct koppel_ladder *ladder, int32_t rung);

/** Where a rule comes from (seen, recalled, assumption), in words for people. */
const char *koppel_rule_mark_words(const char *mark);

/** Where a ladder comes from, in the language of the run where the rules have it; borrowed. */
const char *koppel_ladder_source_words(const struct koppel_ladder *ladder);

#endif
