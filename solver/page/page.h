// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page.h - a proposal as one HTML file that opens from a mail: for a caseworker, the council, a corporation, or a
 * household.
 *
 * The file needs no network and no script for what it tells; a small script only filters and sorts tables. A policy
 * inside the file (Content-Security-Policy, by hash) forbids every other script and style. Equal input gives equal
 * bytes. What goes to the council holds no key, and no count of persons or households below 5 that anybody could work
 * out (small_counts.h).
 */
#ifndef KOPPEL_PAGE_PAGE_H
#define KOPPEL_PAGE_PAGE_H

#include "page/choices.h"
#include "page/map_shapes.h"
#include "report/report.h"

enum koppel_page_reader {
    KOPPEL_PAGE_CASEWORKER,  /* everything */
    KOPPEL_PAGE_COUNCIL,     /* A4 for the alderman: no keys, no small counts */
    KOPPEL_PAGE_CORPORATION, /* the homes of one corporation, to answer */
    KOPPEL_PAGE_HOUSEHOLD    /* a letter */
};

/** How sure it is that no other proposal is better. */
enum koppel_page_proof {
    KOPPEL_PAGE_BEST,  /* proven, and checked again */
    KOPPEL_PAGE_OPEN,  /* a better one may exist */
    KOPPEL_PAGE_EDITED /* a person changed it by hand: nothing is claimed */
};

/** What a page is made from; all borrowed. */
struct koppel_page {
    const struct koppel_report *report; /* its verdict has no violation of a rule */
    enum koppel_page_reader reader;
    int32_t row; /* of the corporation or household that it is for */
    enum koppel_page_proof proof;
    const struct koppel_map *map;         /* NULL: places are drawn by their coordinates, as far as they have any */
    const struct koppel_choices *choices; /* NULL: no comparison was given */
};

/**
 * Appends the whole file.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 *
 * Time as koppel_reasons_make, and O(units + rows of the page).
 */
enum koppel_status koppel_page_make(const struct koppel_page *page, struct koppel_text *html);

#endif
