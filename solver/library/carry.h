/* carry.h - carries a half-year over into the next one: new versions in targets.csv, with arrears added and lead
 * subtracted. */
#ifndef KOPPEL_LIBRARY_CARRY_H
#define KOPPEL_LIBRARY_CARRY_H

#include "base/error.h"
#include "model/province.h"
#include "model/target_table.h"
#include "report/sheet.h"

/** One municipality. */
struct koppel_carried {
    bool has_closing;               /* it had a target in the half-year that closes */
    bool ends;                      /* abolished by the first day of the next one: its balance goes to another */
    bool is_carried;                /* the ruling version of the next half-year has the right balance already */
    struct koppel_standing closing; /* with the proposals, if any */
    int64_t taken_over;             /* balances of municipalities that end and go over into it */
    int64_t balance;                /* lead + or arrears - at the start of the next half-year */
    int64_t target;                 /* of the next half-year, before swaps */
    bool is_computed;               /* that target is by the formula: none was published */
    int32_t next_row;               /* its ruling version, KOPPEL_NONE: none yet */
};

/** Zero-initialise; koppel_carry_free releases the rows. */
struct koppel_carry {
    const struct koppel_province *province; /* borrowed: the half-year that closes, with proposals */
    int32_t published_on;                   /* day of the new versions */
    struct koppel_carried *rows;            /* n_municipalities */
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

/** The sums for the terminal, CSV and JSON. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_carry_sheet(const struct koppel_carry *carry, struct koppel_sheet *sheet);

void koppel_carry_free(struct koppel_carry *carry);

#endif
