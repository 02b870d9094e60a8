// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_parts.h - the parts of a page of a province. Each appends to `html`, whose status tells whether memory
 * lasted. */
#ifndef KOPPEL_PAGE_PROVINCE_PARTS_H
#define KOPPEL_PAGE_PROVINCE_PARTS_H

#include "page/page_frame.h"
#include "page/province_page.h"

/** Five figures. */
void koppel_province_figures(const struct koppel_province *province, struct koppel_text *html);

/** Every municipality by its schedule: a picture and a table. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_province_rows(const struct koppel_province_page *page, struct koppel_text *html);

/** How the half-years in the tables went. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_province_trend(const struct koppel_province *province, struct koppel_text *html);

/** The rungs of the ladders, and how many stand on each. */
void koppel_province_ladders(const struct koppel_province *province, struct koppel_text *html);

/** How the figures of each municipality come about. */
void koppel_province_explanations(const struct koppel_province_page *page, struct koppel_text *html);

/** The same of one: its tables. */
void koppel_province_explanation(const struct koppel_province_page *page, int32_t municipality,
                                 struct koppel_text *html);

/** The table for the public, with its picture. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_province_public(const struct koppel_province_page *page, struct koppel_text *html);

/** The letter to a municipality, with the explanation of its figures. */
void koppel_province_letter(const struct koppel_province_page *page, struct koppel_text *html);

/**
 * The picture of the municipalities by schedule.
 * @param schedule  for each municipality, in the order of the case; KOPPEL_NO_SCHEDULE: it is not known or not shown
 * @param numbers   for each the number of its row in the table below; 0: it has none
 * @param grey      what grey stands for, in words
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum { KOPPEL_NO_SCHEDULE = -1 };
enum koppel_status koppel_province_picture(const struct koppel_province_page *page, const int *schedule,
                                           const int32_t *numbers, const char *grey, struct koppel_text *html);

/** The name of a rung in the language of the run; "none" for 0. */
const char *koppel_province_rung_words(const struct koppel_ladder *ladder, int32_t rung);

/** "at least" in front where a number of the ladder may be higher. */
void koppel_province_say_rung(struct koppel_text *text, const struct koppel_supervised *row);

#endif
