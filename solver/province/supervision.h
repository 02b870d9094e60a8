// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision.h - `koppel supervise`: where every municipality stands, and what proposals would change. */
#ifndef KOPPEL_PROVINCE_SUPERVISION_H
#define KOPPEL_PROVINCE_SUPERVISION_H

#include "province/province_case.h"

/** A province and the proposals that are asked about. Zero-initialise. */
struct koppel_supervision {
    struct koppel_gathered gathered;
    struct koppel_province province;
};

/**
 * Works everything out.
 * @param open  borrowed until koppel_supervision_free, which is due either way
 * @return KOPPEL_OK, or a fault with a message; what a reader should know is noted
 */
enum koppel_status koppel_supervision_make(struct koppel_province_case *open, struct koppel_supervision *supervision);

/**
 * Makes supervision.csv and .json.
 * @param is_public  the table for the public, in which small counts are hidden
 * @param[out] texts  koppel_province_texts_free
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (message)
 */
enum koppel_status koppel_supervision_texts(struct koppel_province_case *open,
                                            const struct koppel_supervision *supervision, bool is_public,
                                            bool decimal_comma, struct koppel_province_texts *texts);

/**
 * How the figures of one municipality come about, for the terminal.
 * @param municipality  as koppel_municipality_choose understands it
 * @return KOPPEL_OK, or a fault with a message
 */
enum koppel_status koppel_supervision_of(struct koppel_province_case *open,
                                         const struct koppel_supervision *supervision, const char *municipality,
                                         struct koppel_text *text);

void koppel_supervision_free(struct koppel_supervision *supervision);

#endif
