// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province.h - all municipalities that a province supervises on a day: standing, rung, and what proposals change. */
#ifndef KOPPEL_PROVINCE_PROVINCE_H
#define KOPPEL_PROVINCE_PROVINCE_H

#include "province/ladder.h"

/** What the proposals of a municipality promise. Persons, households and homes are three different counts. */
struct koppel_promised {
    int64_t persons; /* that count for the target */
    int64_t households;
    int64_t homes;           /* different units; a shared home counts once */
    int64_t left_households; /* linked to it and left without an offer */
    int64_t left_persons;
    int64_t left_unsuited_persons; /* part of left_persons: no home, or too few homes, suit them */
    int64_t
        newly_linked_persons; /* with an offer here and not linked here before; less those who were and go elsewhere */
};

/** One municipality. `now` is by the tables, `then` with the proposals carried out. */
struct koppel_supervised {
    bool has_target;
    int32_t province; /* row of the province's names */
    int32_t ladder;   /* row of the rules' ladders */
    struct koppel_standing now;
    struct koppel_rung_state rung; /* on the day */
    struct koppel_promised promised;
    struct koppel_standing then;
    int32_t rung_if_nothing; /* on the check day of the half-year, when nobody more is housed */
    int32_t rung_if_promised;
};

/** Sums over municipalities. Unknown linked persons count as 0 and are counted in n_linked_unknown. */
struct koppel_standing_sums {
    int32_t n_municipalities; /* with a target */
    int32_t n_linked_unknown;
    int32_t n_schedule[3]; /* by enum koppel_schedule */
    int32_t n_schedule_then[3];
    int64_t inhabitants, balance_before, target, swapped, corrected, due, behind, linked, housed, balance_after,
        shortfall, excusable, enforceable;
    int64_t covered, to_cover; /* persons housed up to each corrected target above 0, and these: a lead of one
                                  municipality does not make up for the arrears of another */
    int64_t lead_before, arrears_before, lead_after, arrears_after; /* the balances apart, none negative */
    int64_t housed_then, covered_then, balance_after_then, lead_then, arrears_then;
    struct koppel_promised promised;
};

/** Zero-initialise; koppel_province_free releases everything. */
struct koppel_province {
    const struct koppel_case *kase;               /* borrowed */
    const struct koppel_supervision_rules *rules; /* borrowed */
    int32_t day;
    int32_t period;
    bool has_promises;
    struct koppel_supervised *rows; /* n_municipalities */
    const char **names;             /* n_provinces, in order of appearance */
    int32_t n_provinces;
    int32_t
        *shown; /* n_shown: municipalities with a target that tables show, in their order; all, as the case has them,
                       until koppel_province_choose is called */
    int32_t n_shown;
};

/** By what the municipalities are put in order. */
enum koppel_province_order {
    KOPPEL_ORDER_CASE, /* as in municipalities.csv */
    KOPPEL_ORDER_CODE,
    KOPPEL_ORDER_NAME,
    KOPPEL_ORDER_INHABITANTS, /* most first, and so on */
    KOPPEL_ORDER_ARREARS,     /* now, in persons */
    KOPPEL_ORDER_LEAD,
    KOPPEL_ORDER_PER_INHABITANT, /* arrears by inhabitants */
    KOPPEL_ORDER_MISSED,
    KOPPEL_ORDER_RUNG,
    KOPPEL_N_ORDERS
};

/** "arrears"; the words that --sort takes. */
const char *koppel_province_order_name(enum koppel_province_order order);

/** Which municipalities are shown, and in which order. */
struct koppel_province_view {
    enum koppel_province_order order;
    int32_t rung;        /* only those on it; KOPPEL_UNKNOWN: on any */
    const int32_t *only; /* n_only: only these; n_only is 0: all */
    int32_t n_only;
};

/** Chooses what tables show; sums stay those of all. Time O(municipalities^2). */
void koppel_province_choose(struct koppel_province *province, const struct koppel_province_view *view);

/**
 * @param promised  n_municipalities entries, or NULL without proposals
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time O(municipalities * targets * half-years in the tables).
 */
enum koppel_status koppel_province_make(const struct koppel_case *kase, const struct koppel_supervision_rules *rules,
                                        int32_t period, int32_t day, const struct koppel_promised *promised,
                                        struct koppel_province *province);

/** Sums of one province (row of its names), or of all with KOPPEL_NONE. */
struct koppel_standing_sums koppel_province_sums(const struct koppel_province *province, int32_t row);

void koppel_province_free(struct koppel_province *province);

#endif
