// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* target_overview.h - `koppel targets`: the statutory target of every municipality beside the official one. */
#ifndef KOPPEL_PROVINCE_TARGET_OVERVIEW_H
#define KOPPEL_PROVINCE_TARGET_OVERVIEW_H

#include "province/province_case.h"

/**
 * Works the targets of the case's half-year out and makes statutory_targets.csv and .json.
 * @param[out] texts  koppel_province_texts_free
 * @return KOPPEL_OK, or a fault with a message; what a reader should know is noted
 */
enum koppel_status koppel_target_overview_make(struct koppel_province_case *open, bool decimal_comma,
                                               struct koppel_province_texts *texts);

#endif
