// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* beeline.c - metres as the crow flies (see beeline.h). */
#include "model/beeline.h"

#include "base/exact.h"

static const int64_t DEGREE_M = 111195; /* metres of a degree on a sphere of 6371 km */

static int64_t difference(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* The largest r with r * r <= square. */
static int64_t root(int64_t square)
{
    int64_t low = 0;
    int64_t high = INT64_C(3037000499);

    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;

        if (middle <= square / middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

int32_t koppel_beeline_m(int32_t lat_a, int32_t lon_a, int32_t lat_b, int32_t lon_b)
{
    const int64_t turn = 360 * KOPPEL_MICRO;
    const int64_t full = INT64_C(32400) * KOPPEL_MICRO * KOPPEL_MICRO; /* 4 * 90 * 90, in square micro-degrees */
    int64_t middle = ((int64_t)lat_a + lat_b) / 2;
    int64_t apart = difference(lon_a, lon_b);
    int64_t north = difference(lat_a, lat_b) * DEGREE_M / KOPPEL_MICRO;
    int64_t east = 0;

    apart = apart > turn - apart ? turn - apart : apart;
    east = koppel_muldiv_floor(apart * DEGREE_M / KOPPEL_MICRO, full - 4 * middle * middle, full + middle * middle);
    return (int32_t)root(north * north + east * east);
}
