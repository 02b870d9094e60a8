// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* map_shapes.c - shapes of places from GeoJSON or TopoJSON (see map_shapes.h). */
#include "page/map_shapes.h"

#include "io/file_bytes.h"
#include "io/json_text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An arc may stand in many rings, so the positions have a cap of their own. */
enum { MOST_BYTES = 1 << 28, MOST_POSITIONS = 1 << 24, DEGREES = 180 };

/* How much shorter a degree is east to west than north to south at 52.2 degrees north. */
static const double degree_ratio = 0.6129;

/* What is read: a map that grows, and the arcs of TopoJSON. */
struct reading {
    const struct koppel_case *kase;
    struct koppel_map *map;
    const cJSON **arcs; /* n_arcs; NULL in GeoJSON */
    int n_arcs;
    double scale_x, scale_y, move_x, move_y;
    bool is_quantised;
    bool is_bad; /* a position that is none, an arc that is not there */
    enum koppel_status status;
};

static const cJSON *member(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static bool goes_on(const struct reading *reading)
{
    return reading->status == KOPPEL_OK && !reading->is_bad;
}

/* ---- Which place ---- */

/* How fine the place of a code is: 3 neighbourhood, 2 district, 1 municipality, 0 no code. */
static int fineness(const char *code)
{
    bool is_code = code != NULL && strlen(code) >= 6 && isdigit((unsigned char)code[2]);

    return !is_code                      ? 0
           : strncmp(code, "BU", 2) == 0 ? 3
           : strncmp(code, "WK", 2) == 0 ? 2
           : strncmp(code, "GM", 2) == 0 ? 1
                                         : 0;
}

static const char *finest(const cJSON *object, const char *code)
{
    for (const cJSON *item = object != NULL ? object->child : NULL; item != NULL; item = item->next) {
        if (cJSON_IsString(item) && fineness(item->valuestring) > fineness(code)) {
            code = item->valuestring;
        }
    }
    return code;
}

/* The place of a feature (GeoJSON) or geometry (TopoJSON). @return false when it is none of the case */
static bool find_place(const struct koppel_case *kase, const cJSON *feature, struct koppel_shape *shape)
{
    const char *code = finest(member(feature, "properties"), finest(feature, NULL));

    shape->place = KOPPEL_NONE;
    switch (fineness(code)) {
    case 3:
        shape->area = KOPPEL_AREA_NEIGHBOURHOOD;
        shape->place = koppel_index_get(&kase->neighbourhood_index, code);
        break;
    case 2:
        shape->area = KOPPEL_AREA_DISTRICT;
        shape->place = koppel_names_get(&kase->districts, code);
        break;
    case 1:
        shape->area = KOPPEL_AREA_MUNICIPALITY;
        shape->place = koppel_index_get(&kase->municipality_index, code);
        break;
    default:
        break;
    }
    return shape->place != KOPPEL_NONE;
}

/* ---- Positions ---- */

static void add_position(struct reading *reading, double x, double y)
{
    struct koppel_map *map = reading->map;
    bool is_degrees = fabs(x) <= DEGREES && fabs(y) <= DEGREES;

    if (!isfinite(x) || !isfinite(y) || fabs(x) > 1e7 || fabs(y) > 1e7 || map->n_positions >= MOST_POSITIONS) {
        reading->is_bad = true;
        return;
    }
    if (reading->status == KOPPEL_OK) {
        reading->status = koppel_grow((void **)&map->positions, &map->positions_capacity, (size_t)map->n_positions + 1,
                                      sizeof *map->positions);
    }
    if (reading->status == KOPPEL_OK) {
        map->positions[map->n_positions++] = (struct koppel_position){is_degrees ? x * degree_ratio : x, y};
    }
}

static bool read_pair(const cJSON *position, double *x, double *y)
{
    const cJSON *first = cJSON_IsArray(position) ? position->child : NULL;

    if (!cJSON_IsNumber(first) || !cJSON_IsNumber(first->next)) {
        return false;
    }
    *x = first->valuedouble;
    *y = first->next->valuedouble;
    return true;
}

/* A position as it stands, or quantised. */
static void add_pair(struct reading *reading, const cJSON *position)
{
    double x = 0;
    double y = 0;

    if (!read_pair(position, &x, &y)) {
        reading->is_bad = true;
    } else if (reading->is_quantised) {
        add_position(reading, x * reading->scale_x + reading->move_x, y * reading->scale_y + reading->move_y);
    } else {
        add_position(reading, x, y);
    }
}

/* Turns the positions from this one on the other way round. */
static void reverse(struct koppel_map *map, int32_t first)
{
    for (int32_t low = first, high = map->n_positions - 1; low < high; low++, high--) {
        struct koppel_position kept = map->positions[low];

        map->positions[low] = map->positions[high];
        map->positions[high] = kept;
    }
}

/* An arc by its number, backwards when that is negative: ~number. Quantised positions are steps from the one before. */
static void add_arc(struct reading *reading, const cJSON *number)
{
    int at = cJSON_IsNumber(number) ? number->valueint : INT32_MAX;
    int row = at < 0 ? ~at : at;
    const cJSON *arc = row < reading->n_arcs ? reading->arcs[row] : NULL;
    int32_t first = reading->map->n_positions;
    double sum_x = 0;
    double sum_y = 0;

    reading->is_bad = reading->is_bad || !cJSON_IsArray(arc);
    for (const cJSON *position = arc != NULL ? arc->child : NULL; position != NULL && goes_on(reading);
         position = position->next) {
        double x = 0;
        double y = 0;

        if (!reading->is_quantised) {
            add_pair(reading, position);
        } else if (read_pair(position, &x, &y)) {
            sum_x += x;
            sum_y += y;
            add_position(reading, sum_x * reading->scale_x + reading->move_x,
                         sum_y * reading->scale_y + reading->move_y);
        } else {
            reading->is_bad = true;
        }
    }
    if (at < 0) {
        reverse(reading->map, first);
    }
}

/* Ends the ring that begins with this position. */
static void end_ring(struct reading *reading, int32_t first)
{
    struct koppel_map *map = reading->map;

    if (reading->status == KOPPEL_OK) {
        reading->status =
            koppel_grow((void **)&map->rings, &map->rings_capacity, (size_t)map->n_rings + 1, sizeof *map->rings);
    }
    if (reading->status == KOPPEL_OK && map->n_positions > first) {
        map->rings[map->n_rings++] = (struct koppel_ring){first, map->n_positions - first};
    }
}

/* A ring: a list of positions, or of numbers of arcs. */
static void add_ring(struct reading *reading, const cJSON *ring)
{
    int32_t first = reading->map->n_positions;

    for (const cJSON *part = cJSON_IsArray(ring) ? ring->child : NULL; part != NULL && goes_on(reading);
         part = part->next) {
        if (reading->arcs != NULL) {
            add_arc(reading, part);
        } else {
            add_pair(reading, part);
        }
    }
    end_ring(reading, first);
}

static void add_rings(struct reading *reading, const cJSON *rings)
{
    for (const cJSON *ring = cJSON_IsArray(rings) ? rings->child : NULL; ring != NULL; ring = ring->next) {
        add_ring(reading, ring);
    }
}

/* ---- Shapes ---- */

/* The rings of a polygon, of several, or the one position of a point; anything else has none. */
static void add_geometry(struct reading *reading, const cJSON *geometry)
{
    const cJSON *type = member(geometry, "type");
    const cJSON *parts = member(geometry, reading->arcs != NULL ? "arcs" : "coordinates");
    const char *kind = cJSON_IsString(type) ? type->valuestring : "";

    if (strcmp(kind, "Polygon") == 0) {
        add_rings(reading, parts);
    } else if (strcmp(kind, "MultiPolygon") == 0) {
        for (const cJSON *polygon = cJSON_IsArray(parts) ? parts->child : NULL; polygon != NULL;
             polygon = polygon->next) {
            add_rings(reading, polygon);
        }
    } else if (strcmp(kind, "Point") == 0) {
        int32_t first = reading->map->n_positions;

        add_pair(reading, member(geometry, "coordinates"));
        end_ring(reading, first);
    }
}

static void add_shape(struct reading *reading, const cJSON *feature, const cJSON *geometry)
{
    struct koppel_map *map = reading->map;
    struct koppel_shape shape = {.first_ring = map->n_rings};

    if (!goes_on(reading) || !cJSON_IsObject(geometry) || !find_place(reading->kase, feature, &shape)) {
        return;
    }
    add_geometry(reading, geometry);
    shape.n_rings = map->n_rings - shape.first_ring;
    if (reading->status == KOPPEL_OK && shape.n_rings > 0) {
        reading->status =
            koppel_grow((void **)&map->shapes, &map->shapes_capacity, (size_t)map->n_shapes + 1, sizeof *map->shapes);
    }
    if (reading->status == KOPPEL_OK && shape.n_rings > 0) {
        map->shapes[map->n_shapes++] = shape;
    }
}

/* The arcs of a file by their number. */
static void take_arcs(struct reading *reading, const cJSON *arcs)
{
    int n = cJSON_IsArray(arcs) ? cJSON_GetArraySize(arcs) : 0;

    reading->arcs = koppel_new((size_t)n + 1, sizeof *reading->arcs);
    if (reading->arcs == NULL) {
        reading->status = KOPPEL_E_MEMORY;
        return;
    }
    for (const cJSON *arc = n > 0 ? arcs->child : NULL; arc != NULL; arc = arc->next) {
        reading->arcs[reading->n_arcs++] = arc;
    }
}

static void read_topology(struct reading *reading, const cJSON *root)
{
    const cJSON *transform = member(root, "transform");
    const cJSON *objects = member(root, "objects");

    take_arcs(reading, member(root, "arcs"));
    reading->is_quantised = read_pair(member(transform, "scale"), &reading->scale_x, &reading->scale_y) &&
                            read_pair(member(transform, "translate"), &reading->move_x, &reading->move_y);
    for (const cJSON *object = objects != NULL ? objects->child : NULL; object != NULL; object = object->next) {
        const cJSON *geometries = member(object, "geometries");

        for (const cJSON *geometry = cJSON_IsArray(geometries) ? geometries->child : NULL; geometry != NULL;
             geometry = geometry->next) {
            add_shape(reading, geometry, geometry);
        }
    }
}

static void read_features(struct reading *reading, const cJSON *root)
{
    const cJSON *features = member(root, "features");

    for (const cJSON *feature = cJSON_IsArray(features) ? features->child : NULL; feature != NULL;
         feature = feature->next) {
        add_shape(reading, feature, member(feature, "geometry"));
    }
}

static enum koppel_status finish(const struct reading *reading, const char *path, struct koppel_errors *errors)
{
    if (reading->status != KOPPEL_OK) {
        return koppel_errors_no_memory(errors, path);
    }
    if (reading->is_bad) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, path, 0, 0,
                                 "a shape of a place of the case has a position that is none, or an arc that is not in "
                                 "the file, or the shapes have more than 16 million positions; export the map again");
    }
    if (reading->map->n_shapes == 0) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, path, 0, 0,
                                 "has no polygon or point with the code of a neighbourhood (BU), district (WK) or "
                                 "municipality (GM) of the case; give a GeoJSON or TopoJSON file with such a code "
                                 "among the properties of each shape");
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_map_parse(const char *bytes, size_t n_bytes, const char *name, const struct koppel_case *kase,
                                    struct koppel_map *map, struct koppel_errors *errors)
{
    struct reading reading = {.kase = kase, .map = map, .status = KOPPEL_OK};
    cJSON *root = NULL;
    enum koppel_status status = koppel_json_parse_large(bytes, n_bytes, MOST_BYTES, name, &root, errors);

    if (status == KOPPEL_OK) {
        const cJSON *type = member(root, "type");

        if (cJSON_IsString(type) && strcmp(type->valuestring, "Topology") == 0) {
            read_topology(&reading, root);
        } else {
            read_features(&reading, root);
        }
        status = finish(&reading, name, errors);
    }
    free(reading.arcs);
    cJSON_Delete(root);
    if (status != KOPPEL_OK) {
        koppel_map_free(map);
    }
    return status;
}

enum koppel_status koppel_map_read(const char *path, const struct koppel_case *kase, struct koppel_map *map,
                                   struct koppel_errors *errors)
{
    struct koppel_file_bytes file = {0};
    enum koppel_status status = koppel_file_bytes_read_binary(path, path, MOST_BYTES, &file, errors);

    if (status == KOPPEL_OK) {
        status = koppel_map_parse(file.bytes, file.n_bytes, path, kase, map, errors);
    }
    koppel_file_bytes_free(&file);
    return status;
}

void koppel_map_free(struct koppel_map *map)
{
    free(map->shapes);
    free(map->rings);
    free(map->positions);
    *map = (struct koppel_map){0};
}
