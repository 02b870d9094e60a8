// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_page.h - the supervision of a province as one HTML file: for the official, a municipality, or the public.
 *
 * What page.h says of a page holds here as well. What the public gets is decided by public_series.h, as the table of
 * `koppel supervise --public` is: no count below 5 can be worked out from all public tables of the half-year together.
 */
#ifndef KOPPEL_PAGE_PROVINCE_PAGE_H
#define KOPPEL_PAGE_PROVINCE_PAGE_H

#include "page/map_shapes.h"
#include "province/supervision_text.h"

enum koppel_province_reader {
    KOPPEL_PROVINCE_OFFICIAL,     /* everything */
    KOPPEL_PROVINCE_PUBLIC,       /* target and housed people, small counts protected */
    KOPPEL_PROVINCE_MUNICIPALITY, /* a letter to one municipality */
    KOPPEL_N_PROVINCE_READERS
};

/** What a page is made from; all borrowed. */
struct koppel_province_page {
    const struct koppel_province *province; /* of all municipalities, in the order of the case */
    const struct koppel_target_table *targets;
    enum koppel_province_reader reader;
    int32_t municipality;                     /* the letter is to this one, which has a target */
    const struct koppel_map *map;             /* NULL: tiles */
    const struct koppel_published *published; /* for the public: earlier tables; NULL: nobody says */
};

/**
 * Appends the whole file.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 *
 * Time as koppel_province_make, once for each half-year in the tables.
 */
enum koppel_status koppel_province_page_make(const struct koppel_province_page *page, struct koppel_text *html);

#endif
