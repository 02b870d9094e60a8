// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* future_rows.h - puts the households and homes that are still to come behind those that are here. */
#ifndef KOPPEL_MODEL_FUTURE_ROWS_H
#define KOPPEL_MODEL_FUTURE_ROWS_H

#include "model/case.h"

/**
 * Appends arrivals to the households of a case and releases to its units, with their x_ columns as far as households and
 * units have these too. Term and day of a household begin on the day of arrival where linked_on is empty; a home is
 * available from the day it is free. arrivals and releases stay as they are. The groups of areas.csv are not extended:
 * the case has none.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the case is then as before). O(rows * x_ columns)
 */
enum koppel_status koppel_future_rows_join(struct koppel_case *kase);

#endif
