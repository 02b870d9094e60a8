// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_parts.h - the parts of a page, a function each, and words that several of them use. */
#ifndef KOPPEL_PAGE_PAGE_PARTS_H
#define KOPPEL_PAGE_PAGE_PARTS_H

#include "page/html.h"
#include "page/page.h"
#include "report/reason.h"

/* Each appends to `html` (whose status tells whether memory lasted). */

/** Five figures and how sure the proposal is. */
void koppel_page_figures(const struct koppel_page *page, struct koppel_text *html);

/** Who gets which home, from when, and why. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_page_offers(const struct koppel_page *page, struct koppel_reasons *reasons,
                                      struct koppel_text *html);

/** Who gets no home, why, and what would help. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_page_left(const struct koppel_page *page, struct koppel_reasons *reasons,
                                    struct koppel_text *html);

/** Neighbourhoods: a picture as far as positions are known, and a table. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_page_places(const struct koppel_page *page, struct koppel_text *html);

/** How far people live from what they use; nothing where the case has no distances. @return KOPPEL_OK or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_page_access(const struct koppel_page *page, struct koppel_text *html);

/** The picture alone; nothing where no position is known. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_page_picture(const struct koppel_page *page, struct koppel_text *html);

/** Households by what they need. */
void koppel_page_needs(const struct koppel_page *page, struct koppel_text *html);

/** What other policies would do, in persons; nothing without a comparison. */
void koppel_page_choices(const struct koppel_page *page, struct koppel_text *html);

/** What is certain, what is assumed, and the files that were read. */
void koppel_page_certain(const struct koppel_page *page, struct koppel_text *html);

/** The log of decisions. */
void koppel_page_log(const struct koppel_page *page, struct koppel_text *html);

/** The whole of what goes to the council. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_page_council(const struct koppel_page *page, struct koppel_text *html);

/** The homes of a corporation, with a box to answer. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_page_corporation(const struct koppel_page *page, struct koppel_text *html);

/** The letter to a household, in which no other household is named. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_page_letter(const struct koppel_page *page, struct koppel_text *html);

/* ---- Words ---- */

/** A line of its own: where and when the case is, and under which policy. */
void koppel_page_say_about(const struct koppel_suitability *fit, bool with_policy, struct koppel_text *html);

/** One sentence on how sure the proposal is. */
const char *koppel_page_proof_words(enum koppel_page_proof proof);

/** "2 adults, 1 child". */
void koppel_page_say_household(struct koppel_text *text, const struct koppel_household *household);

/** "step-free; may share a home", or nothing. */
void koppel_page_say_needs(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household);

/** Why this home: a decision, or how it compares with the others that suit. */
void koppel_page_say_why(struct koppel_text *text, const struct koppel_reasons *reasons, int32_t household,
                         int32_t unit);

/** The best other home, and what it would cost other people. */
void koppel_page_say_otherwise(struct koppel_text *text, const struct koppel_report *report, int32_t household);

/** The name of a place of any kind, or its code where it has none. */
const char *koppel_page_place_name(const struct koppel_case *kase, enum koppel_area area, int32_t place);

/** Name of a corporation, or its key. */
const char *koppel_page_corporation_name(const struct koppel_corporation *corporation);

/** The day as 2026-03-31; "now" when it is not known. */
void koppel_page_say_from(struct koppel_text *text, int32_t day);

/** The same as a cell of a table. */
void koppel_page_from_cell(struct koppel_text *html, int32_t day);

/** A rent as a cell of a table. */
void koppel_page_rent_cell(struct koppel_text *html, int64_t rent_cents);

/** Why a household gets no home, in a few words. */
const char *koppel_page_reason_words(enum koppel_reason reason);

/** How full an area is. */
enum koppel_fullness {
    KOPPEL_PLACE_NO_LIMIT,
    KOPPEL_PLACE_ROOM,
    KOPPEL_PLACE_FULL,
    KOPPEL_PLACE_OVER,
    KOPPEL_N_FULLNESS
};

/** Of a spread account, after this proposal. @param[out] over  how much is over the limit, 0 or more */
enum koppel_fullness koppel_page_fullness(const struct koppel_suitability *fit, const struct koppel_account *account,
                                          int64_t *over);

/** "room", "full", "over the limit", "no limit". */
const char *koppel_page_fullness_words(enum koppel_fullness fullness);

#endif
