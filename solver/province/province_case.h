// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_case.h - a province's tables with the rules of its supervision, and what is asked of them. */
#ifndef KOPPEL_PROVINCE_PROVINCE_CASE_H
#define KOPPEL_PROVINCE_PROVINCE_CASE_H

#include "io/case_reader.h"
#include "province/gathered.h"
#include "province/supervision_reader.h"
#include "province/target_table.h"
#include "report/report.h"
#include "report/sheet.h"

/** What is asked; borrowed. */
struct koppel_province_question {
    const char *case_folder;
    const struct koppel_case_file *tables; /* n_tables in memory; NULL: those of the folder */
    size_t n_tables;
    bool strict;              /* the plain form alone is read */
    const char *columns_file; /* see struct koppel_case_request */
    struct koppel_supervision_files rules;
    int32_t as_of;                /* KOPPEL_NO_DATE: the last day that the tables record */
    int32_t period;               /* KOPPEL_NONE: the half-year of that day */
    bool last_ended;              /* without a period: the last half-year that has ended by that day */
    int64_t national;             /* KOPPEL_UNKNOWN: from national.csv */
    int64_t inhabitants;          /* of the country; KOPPEL_UNKNOWN: from national.csv, else those of the case */
    const char *const *proposals; /* folders, n_proposals */
    int32_t n_proposals;
    const char *const *published; /* folders of public tables that were published before, n_published */
    int32_t n_published;
    bool is_first_published; /* none was */
    enum koppel_province_order order;
    int32_t only_rung;       /* KOPPEL_UNKNOWN: any */
    const char *const *only; /* codes or names of the municipalities to show, n_only; 0: all */
    int32_t n_only;
};

/** A case with the rules of its supervision; koppel_province_case_close is due also after an error. */
struct koppel_province_case {
    const struct koppel_province_question *asked; /* borrowed, and the lists of messages as well */
    struct koppel_case kase;
    struct koppel_supervision_rules rules;
    int32_t day; /* KOPPEL_NO_DATE: the tables record no day, and none was given */
    int32_t period;
    struct koppel_errors *errors;
    struct koppel_errors *notes;
};

/**
 * Reads the tables that are there, finds day and half-year, reads the rules, and checks the tables of supervision.
 * @return KOPPEL_OK or the first fault's code
 */
enum koppel_status koppel_province_case_open(struct koppel_province_case *open,
                                             const struct koppel_province_question *asked, struct koppel_errors *errors,
                                             struct koppel_errors *notes);

void koppel_province_case_close(struct koppel_province_case *open);

/**
 * The targets of a half-year by the formula and as published.
 * @return KOPPEL_OK, or a fault with a message
 */
enum koppel_status koppel_province_targets(struct koppel_province_case *open, int32_t period,
                                           struct koppel_target_table *table);

/** Refuses a half-year of which no municipality has a target by the day. @return KOPPEL_OK or KOPPEL_E_INPUT */
enum koppel_status koppel_province_require_targets(struct koppel_province_case *open,
                                                   const struct koppel_province *province);

/**
 * Adds up the proposals that are asked about, which must be such that all can be carried out.
 * @param lists_clashes  each clash is an error of its own besides
 * @return KOPPEL_OK, or a fault with a message
 */
enum koppel_status koppel_province_gather(struct koppel_province_case *open, bool lists_clashes,
                                          struct koppel_gathered *gathered);

/** What was asked, in every form. Zero-initialise. */
struct koppel_province_texts {
    struct koppel_document files[2]; /* CSV, JSON */
    struct koppel_text text;         /* for the terminal */
};

void koppel_province_texts_free(struct koppel_province_texts *texts);

/** A sheet as the text of a CSV file, in the case's way of writing or, with a decimal comma, for Dutch Excel. */
void koppel_province_csv(const struct koppel_case *kase, bool decimal_comma, const struct koppel_sheet *sheet,
                         struct koppel_text *text);

#endif
