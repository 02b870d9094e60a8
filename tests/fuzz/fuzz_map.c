// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the reader of maps; the shapes that it finds are whole. */
#include "fuzzing.h"
#include "page/map_shapes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct koppel_case kase = {0};
    struct koppel_map map = {0};
    struct koppel_errors errors = {0};
    int32_t found = KOPPEL_NONE;
    enum koppel_status status = KOPPEL_OK;

    MUST(koppel_index_put(&kase.neighbourhood_index, "BU00010000", 0, &found) == KOPPEL_OK);
    MUST(koppel_index_put(&kase.municipality_index, "GM0001", 0, &found) == KOPPEL_OK);
    status = koppel_map_parse((const char *)bytes, n_bytes, "fuzz.json", &kase, &map, &errors);
    must_explain(status, &errors);
    MUST((status == KOPPEL_OK) == (map.n_shapes > 0));
    for (int32_t s = 0; s < map.n_shapes; s++) {
        MUST(map.shapes[s].place == 0 && map.shapes[s].n_rings > 0);
        for (int32_t r = map.shapes[s].first_ring; r < map.shapes[s].first_ring + map.shapes[s].n_rings; r++) {
            MUST(r < map.n_rings && map.rings[r].n > 0 && map.rings[r].first + map.rings[r].n <= map.n_positions);
        }
    }
    koppel_map_free(&map);
    koppel_case_free(&kase);
    return 0;
}
