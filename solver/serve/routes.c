// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* routes.c - which path is answered by what (see routes.h). */
#include "serve/routes.h"

#include "serve/handlers.h"

#include <string.h>

#define READ KOPPEL_MAY_READ
#define PEOPLE (KOPPEL_MAY_READ | KOPPEL_MAY_PEOPLE)

static const struct koppel_route routes[] = {
    {"GET", "/state", READ, KOPPEL_BODY_NONE, false, koppel_get_state},
    {"GET", "/progress", READ, KOPPEL_BODY_NONE, false, koppel_get_progress},
    {"GET", "/upload", KOPPEL_MAY_IMPORT, KOPPEL_BODY_NONE, false, koppel_get_upload},
    {"DELETE", "/upload", KOPPEL_MAY_IMPORT, KOPPEL_BODY_NONE, false, koppel_delete_upload},
    {"PUT", "/upload/*", KOPPEL_MAY_IMPORT, KOPPEL_BODY_BYTES, false, koppel_put_upload},
    {"POST", "/import", KOPPEL_MAY_IMPORT, KOPPEL_BODY_JSON, true, koppel_post_import},
    {"GET", "/tables", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_tables},
    {"GET", "/tables/*", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_table},
    {"GET", "/workbook", KOPPEL_MAY_IMPORT, KOPPEL_BODY_NONE, false, koppel_get_empty_workbook},
    {"GET", "/files", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_files},
    {"GET", "/files/*", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_file},
    {"GET", "/proposal", READ, KOPPEL_BODY_NONE, false, koppel_get_proposal},
    {"GET", "/households", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_households},
    {"GET", "/households/*/homes", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_household_homes},
    {"GET", "/homes", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_homes},
    {"GET", "/columns/households", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_household_columns},
    {"GET", "/columns/homes", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_home_columns},
    {"GET", "/neighbourhoods", READ, KOPPEL_BODY_NONE, false, koppel_get_neighbourhoods},
    {"GET", "/decisions", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_decisions},
    {"POST", "/decisions", KOPPEL_MAY_DECIDE, KOPPEL_BODY_JSON, true, koppel_post_decision},
    {"POST", "/preview", PEOPLE | KOPPEL_MAY_DECIDE, KOPPEL_BODY_JSON, false, koppel_post_preview},
    {"POST", "/solve", KOPPEL_MAY_SOLVE, KOPPEL_BODY_JSON, true, koppel_post_solve},
    {"POST", "/stop", KOPPEL_MAY_SOLVE, KOPPEL_BODY_NONE, false, koppel_post_stop},
    {"GET", "/why/households/*", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_why},
    {"GET", "/why/homes/*", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_why},
    {"GET", "/why/neighbourhoods/*", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_why},
    {"GET", "/log", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_log},
    {"GET", "/versions", READ, KOPPEL_BODY_NONE, false, koppel_get_versions},
    {"GET", "/compare/*/*", PEOPLE, KOPPEL_BODY_NONE, false, koppel_get_compare},
    {"GET", "/print/*", READ, KOPPEL_BODY_NONE, false, koppel_get_print},
    {"GET", "/print/*/*", READ, KOPPEL_BODY_NONE, false, koppel_get_print_of},
    {"GET", "/policy", READ, KOPPEL_BODY_NONE, false, koppel_get_policy},
    {"GET", "/policies", READ, KOPPEL_BODY_NONE, false, koppel_get_policies},
    {"POST", "/policy/preview", PEOPLE | KOPPEL_MAY_SOLVE, KOPPEL_BODY_JSON, false, koppel_post_policy_preview},
    {"PUT", "/policy", KOPPEL_MAY_POLICY, KOPPEL_BODY_JSON, true, koppel_put_policy}};

static int hex(char digit)
{
    return digit >= '0' && digit <= '9'   ? digit - '0'
           : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
           : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                          : -1;
}

/* Decodes %XX of one part of a path. @return false: it is no text that a key can be */
static bool decode(const char *part, size_t n, char out[KOPPEL_PARAMETER_BYTES])
{
    size_t n_out = 0;

    for (size_t i = 0; i < n; i++) {
        int c = (unsigned char)part[i];

        if (part[i] == '%') {
            int high = i + 2 < n ? hex(part[i + 1]) : -1;
            int low = high >= 0 ? hex(part[i + 2]) : -1;

            if (low < 0) {
                return false;
            }
            c = high * 16 + low;
            i += 2;
        }
        if (c < ' ' || c == 0x7f || n_out + 1 >= KOPPEL_PARAMETER_BYTES) {
            return false;
        }
        out[n_out++] = (char)c;
    }
    out[n_out] = '\0';
    return n_out > 0;
}

static bool matches(const char *pattern, const char *path, struct koppel_path_parts *parts)
{
    parts->n = 0;
    while (*pattern != '\0') {
        size_t n = strcspn(path, "/");

        if (*pattern != '*') {
            if (*pattern++ != *path++) {
                return false;
            }
        } else if (parts->n < KOPPEL_PATH_PARAMETERS && decode(path, n, parts->parts[parts->n])) {
            parts->n++;
            pattern++;
            path += n;
        } else {
            return false;
        }
    }
    return *path == '\0';
}

const struct koppel_route *koppel_route_find(const char *method, const char *path, struct koppel_path_parts *parts,
                                             bool *is_known)
{
    *is_known = false;
    for (size_t r = 0; r < sizeof routes / sizeof *routes; r++) {
        if (matches(routes[r].path, path, parts)) {
            *is_known = true;
            if (strcmp(routes[r].method, method) == 0) {
                return &routes[r];
            }
        }
    }
    return NULL;
}

const struct koppel_embedded_file *koppel_asset_find(const char *path, const char **type)
{
    const struct {
        const struct koppel_embedded_file *files;
        size_t n;
        const char *ending, *type;
    } lists[] = {{koppel_screens_files, koppel_n_screens_files, ".html", "text/html; charset=utf-8"},
                 {koppel_looks_files, koppel_n_looks_files, ".css", "text/css; charset=utf-8"},
                 {koppel_modules_files, koppel_n_modules_files, ".js", "text/javascript; charset=utf-8"},
                 {koppel_icons_files, koppel_n_icons_files, ".svg", "image/svg+xml"}};
    const char *name = strcmp(path, "/") == 0 ? "index.html" : path + 1;

    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        for (size_t f = 0; f < lists[l].n; f++) {
            size_t n = strlen(lists[l].files[f].name);

            if (strncmp(name, lists[l].files[f].name, n) == 0 && strcmp(name + n, lists[l].ending) == 0) {
                *type = lists[l].type;
                return &lists[l].files[f];
            }
        }
    }
    return NULL;
}
