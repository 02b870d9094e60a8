// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* map_shapes.h - the shapes of neighbourhoods, districts or municipalities from a GeoJSON or TopoJSON file.
 *
 * A shape belongs to the place whose code one of its members or properties holds (BU, WK or GM and what follows), in
 * whatever property it stands: statcode, buurtcode, gm_code. Of several codes the finest counts. Shapes of no place of
 * the case are left out. Positions are degrees (WGS84) or metres (RD, EPSG:28992), told by their size; degrees are
 * shortened east to west as in the middle of the Netherlands.
 *
 * SOURCE  RFC 7946 (GeoJSON); TopoJSON specification 1.0, sections 2.1.1 (quantised positions) and 2.1.4 (arcs)
 */
#ifndef KOPPEL_PAGE_MAP_SHAPES_H
#define KOPPEL_PAGE_MAP_SHAPES_H

#include "base/error.h"
#include "model/case.h"

/** A position; y rises to the north. */
struct koppel_position {
    double x, y;
};

/** A closed line of n positions from `first` on; of a point there is one. */
struct koppel_ring {
    int32_t first, n;
};

struct koppel_shape {
    enum koppel_area area; /* neighbourhood, district or municipality */
    int32_t place;         /* its row */
    int32_t first_ring, n_rings;
};

/** Zero-initialise; koppel_map_free releases everything. */
struct koppel_map {
    struct koppel_shape *shapes;
    struct koppel_ring *rings;
    struct koppel_position *positions;
    int32_t n_shapes, n_rings, n_positions;
    size_t shapes_capacity, rings_capacity, positions_capacity;
};

/**
 * Reads the shapes of the case's places.
 * @return KOPPEL_OK; KOPPEL_E_MISSING, KOPPEL_E_INPUT (no such file; no shapes of the case in it), KOPPEL_E_MEMORY,
 * each with a message
 */
enum koppel_status koppel_map_read(const char *path, const struct koppel_case *kase, struct koppel_map *map,
                                   struct koppel_errors *errors);

/** The same from n_bytes of memory. @param name  how messages call it */
enum koppel_status koppel_map_parse(const char *bytes, size_t n_bytes, const char *name, const struct koppel_case *kase,
                                    struct koppel_map *map, struct koppel_errors *errors);

void koppel_map_free(struct koppel_map *map);

#endif
