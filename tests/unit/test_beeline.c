// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Metres as the crow flies, against distances by the haversine formula. */
#include "model/beeline.h"
#include "suite.h"

static int32_t apart(int32_t one, int32_t other)
{
    return one > other ? one - other : other - one;
}

static void test_beeline_is_near_the_way_over_a_sphere(void)
{
    static const struct {
        int32_t lat_a, lon_a, lat_b, lon_b, metres;
    } ways[] = {
        {52370200, 4895200, 52090700, 5121400, 34688},  /* Amsterdam, Utrecht */
        {53219400, 6566500, 50851400, 5691000, 270029}, /* Groningen, Maastricht */
        {52000000, 5000000, 52000000, 5000000, 0},      {52000000, 5000000, 53000000, 5000000, 111195},
        {0, 179900000, 0, -179900000, 22239},
    };

    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
        int32_t there = koppel_beeline_m(ways[k].lat_a, ways[k].lon_a, ways[k].lat_b, ways[k].lon_b);

        CU_ASSERT(apart(there, ways[k].metres) <= ways[k].metres / 200 + 1);
        CU_ASSERT_EQUAL(there, koppel_beeline_m(ways[k].lat_b, ways[k].lon_b, ways[k].lat_a, ways[k].lon_a));
    }
    CU_ASSERT(koppel_beeline_m(90000000, 0, -90000000, 180000000) > 19000000);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_beeline_is_near_the_way_over_a_sphere), TEST_END};

    return suite_run("beeline", tests);
}
