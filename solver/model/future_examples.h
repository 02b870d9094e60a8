// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* future_examples.h - a row for every class of a forecast of which the tables have none: what one of it would be like. */
#ifndef KOPPEL_MODEL_FUTURE_EXAMPLES_H
#define KOPPEL_MODEL_FUTURE_EXAMPLES_H

#include "model/housing_class.h"

/**
 * Appends such rows to the arrivals and releases of a case, without a day: nobody comes by them, they are there to be drawn
 * as examples. Each is a copy of the row of the nearest class (koppel_class_distance, of equal ones the first row) with
 * size, rooms, rent and steps of its own class, and is called by the code of that. A kind without any row has none.
 * @param rules  rent limits
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(classes * rows)
 */
enum koppel_status koppel_future_examples_add(struct koppel_case *kase, const struct koppel_rules *rules);

#endif
