// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* carry.h - carries a half-year over into the next one: new versions in targets.csv, with arrears added and lead
 * subtracted. */
#ifndef KOPPEL_PROVINCE_CARRY_H
#define KOPPEL_PROVINCE_CARRY_H

#include "base/error.h"
#include "province/province.h"
#include "province/target_table.h"
#include "report/sheet.h"

/** One municipality. */
struct koppel_carried {
    bool has_closing;               /* it had a target in the half-year that closes */
    bool ends;                      /* abolished by the first day of the next one: it hands over to its successors */
    struct koppel_standing closing; /* with the proposals, if any */
    bool takes_over;                /* others with a target end and go over into it */
    int64_t taken_over;             /* their balances; of one that ends, its own with the other sign */
    int64_t handed;                 /* the balance that one which ends hands over, with what it took over itself */
    int64_t balance;                /* lead + or arrears - at the start of the next half-year; 0 when it ends */
    int64_t excusable;              /* part of these arrears */
    int64_t waiting;                /* persons linked and not housed, with those taken over; KOPPEL_UNKNOWN */
    int64_t target;                 /* of the next half-year, before swaps, */
    int64_t swapped;                /* and the swaps that are agreed for it */
    bool is_computed;               /* that target is by the formula: none was published */
    int64_t linked;                 /* of the next half-year, KOPPEL_UNKNOWN: not recorded */
    int32_t next_row;               /* its ruling version, KOPPEL_NONE: none yet */
    bool was_carried;               /* that version holds a balance that this program carried over */
    bool is_carried;                /* that version is right already */
    bool replaces;                  /* that version has another balance, which the new one replaces */
    int64_t published;              /* with takes_over: the balance of that version, which stands; else 0 */
};

/** Zero-initialise; koppel_carry_free releases the rows. */
struct koppel_carry {
    const struct koppel_province *province; /* borrowed: the half-year that closes, with proposals */
    int32_t published_on;                   /* day of the new versions */
    struct koppel_carried *rows;            /* n_municipalities */
    int32_t n_computed;                     /* targets of the next half-year that are by the formula */
    int32_t n_new;                          /* new versions of the next half-year */
    int32_t n_closing;                      /* new versions of the one that closes, with what the proposals add */
};

/**
 * Works the balances out.
 * @param next  targets of the next half-year, for municipalities without a published one
 * @return KOPPEL_OK; KOPPEL_E_INPUT when the half-year has not ended, a target of the next one is neither published nor
 * computed, or a version of that day stands already; KOPPEL_E_MEMORY
 */
enum koppel_status koppel_carry_make(const struct koppel_province *province, const struct koppel_target_table *next,
                                     struct koppel_carry *carry, struct koppel_errors *errors);

/**
 * targets.csv as it stands, every row and column, with the new versions below it: of the half-year that closes where
 * proposals add to it, and of the next one.
 * @param folder  of the case
 * @return KOPPEL_OK, or why the table could not be read again
 */
enum koppel_status koppel_carry_table(const struct koppel_carry *carry, const char *folder, struct koppel_text *csv,
                                      struct koppel_errors *errors);

/** What the source of a version says in which the offers of proposals count as housed. */
#define KOPPEL_CARRY_PROMISED "proposals carried out"

/** How the source of a version begins that has a balance carried over from a half-year. @return mark */
const char *koppel_carry_mark(int32_t period, char mark[48]);

/** The sums for the terminal, CSV and JSON. @return KOPPEL_OK or KOPPEL_E_MEMORY (free the sheet even so) */
enum koppel_status koppel_carry_sheet(const struct koppel_carry *carry, struct koppel_sheet *sheet);

/** The sheet for the terminal, with what a reader should know of the new versions.
 * @param next  the table that koppel_carry_make had */
void koppel_carry_print(const struct koppel_carry *carry, const struct koppel_target_table *next,
                        const struct koppel_sheet *sheet, struct koppel_text *text);

/** The sheet as JSON, with the half-years and the day of the new versions. */
void koppel_carry_json(const struct koppel_carry *carry, const struct koppel_sheet *sheet, struct koppel_text *text);

void koppel_carry_free(struct koppel_carry *carry);

#endif
