// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* routes.h - which path is answered by what: a fixed table, so that no path of a request leads to a file. */
#ifndef KOPPEL_SERVE_ROUTES_H
#define KOPPEL_SERVE_ROUTES_H

#include "io/embedded_file.h"
#include "serve/request.h"

enum koppel_body_kind { KOPPEL_BODY_NONE, KOPPEL_BODY_JSON, KOPPEL_BODY_BYTES };

/** Largest JSON body. */
enum { KOPPEL_JSON_BODY = 1 << 18 };

struct koppel_route {
    const char *method;
    const char *path; /* below /api/v1; '*' stands for one part that is a parameter */
    unsigned rights;  /* all of these are needed */
    enum koppel_body_kind body;
    bool changes; /* If-Match is needed */
    koppel_handler *handler;
};

/** The decoded parts of a path. */
struct koppel_path_parts {
    char parts[KOPPEL_PATH_PARAMETERS][KOPPEL_PARAMETER_BYTES];
    int n;
};

/**
 * Finds the route of a path, and its parameters.
 * @param[out] is_known  there is such a path, if with another method
 * @return NULL: there is none
 */
const struct koppel_route *koppel_route_find(const char *method, const char *path, struct koppel_path_parts *parts,
                                             bool *is_known);

/** The screen or part of one at "/", "/NAME.html", "/NAME.js", ...; NULL: there is none. @param[out] type  its content */
const struct koppel_embedded_file *koppel_asset_find(const char *path, const char **type);

#endif
