// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_text.h - the supervision of a province for people and programs. */
#ifndef KOPPEL_PROVINCE_SUPERVISION_TEXT_H
#define KOPPEL_PROVINCE_SUPERVISION_TEXT_H

#include "province/public_series.h"
#include "province/target_table.h"
#include "report/sheet.h"

/** Every column, a row a municipality, with totals a province and in all: for CSV and JSON, and counted in persons
 * unless a name says households or homes. @return KOPPEL_OK or KOPPEL_E_MEMORY (free the sheet even so) */
enum koppel_status koppel_supervision_sheet(const struct koppel_province *province, struct koppel_sheet *sheet);

/** The tables for the terminal, at most 100 columns: position, supervision, and with proposals what they change. */
enum koppel_status koppel_supervision_print(const struct koppel_province *province, char decimal_point,
                                            struct koppel_text *text);

/** The sheet as JSON, with day, period and the rules that were used. */
void koppel_supervision_json(const struct koppel_province *province, const struct koppel_sheet *sheet,
                             struct koppel_text *text);

/** Takes an explanation part by part; the words are borrowed for the call. */
struct koppel_explanation {
    void *to;
    void (*heading)(void *to, const char *words);
    void (*row)(void *to, const char *what, const char *shown, const char *words); /* a sum and where it comes from */
    void (*note)(void *to, const char *words);
    bool has_ladder; /* the source of the ladder stands elsewhere: it is left out */
};

/** Gives how one municipality's figures come about, as koppel_supervision_explain prints it. @return false, with nothing
 * given, when it has no target */
bool koppel_supervision_explain_to(const struct koppel_province *province, const struct koppel_target_table *targets,
                                   int32_t municipality, const struct koppel_explanation *takes);

/** How one municipality's figures come about, sum by sum, with the rows and the articles of law that they come from.
 * @param targets  of the same half-year and day; without a national number the formula is not shown */
void koppel_supervision_explain(const struct koppel_province *province, const struct koppel_target_table *targets,
                                int32_t municipality, struct koppel_text *text);

/** The columns of the table for the public that a page shows. */
enum {
    KOPPEL_PUBLIC_CODE,
    KOPPEL_PUBLIC_NAME,
    KOPPEL_PUBLIC_INHABITANTS = 5,
    KOPPEL_PUBLIC_TARGET_PERSONS,
    KOPPEL_PUBLIC_HOUSED_PERSONS,
    KOPPEL_PUBLIC_SCHEDULE
};

/**
 * The table for the public: target and housed persons a municipality, with counts below 5 hidden, and further counts so
 * that those cannot be worked out from all public tables of the half-year (disclosure.h, public_series.h). The schedule
 * is that of the target alone: lead and arrears would tell of earlier half-years.
 * @param published  what was published before; NULL: nobody says
 */
enum koppel_status koppel_public_sheet(const struct koppel_province *province, const struct koppel_published *published,
                                       struct koppel_sheet *sheet);

/** @param is_known  somebody said what was published before */
void koppel_public_print(const struct koppel_province *province, const struct koppel_sheet *sheet, bool is_known,
                         char decimal_point, struct koppel_text *text);

/** How a reader of that table is to take "<5", "x" and the schedule, and what it protects: two sentences, each in the
 * language of the run. */
const char *koppel_public_marks(void);
const char *koppel_public_protection(bool is_known);

void koppel_public_json(const struct koppel_province *province, const struct koppel_sheet *sheet,
                        struct koppel_text *text);

#endif
