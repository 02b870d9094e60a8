// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_names.h - the twelve provinces, in whatever way tables write them. */
#ifndef KOPPEL_MODEL_PROVINCE_NAMES_H
#define KOPPEL_MODEL_PROVINCE_NAMES_H

#include <stdbool.h>

/**
 * The name of the province that a text means: its Dutch name, with or without capitals, hyphens, spaces and accents; the
 * English or Frisian name; a usual abbreviation; the code of Statistics Netherlands (PV28, 28).
 * @return one of twelve fixed texts such as "Zuid-Holland", or NULL: none of them
 *
 * SOURCE  Statistics Netherlands, list of provinces (PV20..PV31).
 */
const char *koppel_province_name(const char *text);

/** Two texts mean one province: one of the twelve, or else the same text but for capitals, hyphens and spaces. */
bool koppel_province_is_same(const char *a, const char *b);

#endif
