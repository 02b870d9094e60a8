// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* beeline.h - metres between two points as the crow flies, in whole numbers.
 *
 * SOURCE  docs/model.md (83); the cosine is that of Bhaskara I (seventh century), right to 0.2 %
 */
#ifndef KOPPEL_MODEL_BEELINE_H
#define KOPPEL_MODEL_BEELINE_H

#include <stdint.h>

/** Between points in micro-degrees of latitude (-90 .. 90) and longitude (-180 .. 180). Within a country right to 0.5 %. */
int32_t koppel_beeline_m(int32_t lat_a, int32_t lon_a, int32_t lat_b, int32_t lon_b);

#endif
