// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* view_columns.c - lists of a proposal by column (see view_columns.h). */
#include "serve/view_columns.h"

enum { MOST_COLUMNS = 20, MOST_MEMBERS = 40 };

/* A column; `inner` names the member that stands for a value that is an object. */
struct column {
    const char *name, *inner;
};

static const struct column of_households[] = {{"key", NULL},       {"adults", NULL},    {"children", NULL},
                                              {"urgency", NULL},   {"step_free", NULL}, {"expected_relatives", NULL},
                                              {"may_share", NULL}, {"label", NULL},     {"home", NULL},
                                              {"fit", NULL},       {"by_lot", NULL},    {"reason", "words"}};
static const struct column of_homes[] = {
    {"key", NULL},   {"neighbourhood", NULL}, {"municipality", NULL}, {"corporation_name", NULL}, {"complex", NULL},
    {"rooms", NULL}, {"rent_cents", NULL},    {"places", NULL},       {"available_from", NULL},   {"households", NULL}};

static struct koppel_slice value_of(const struct koppel_member *members, size_t n, const struct column *column)
{
    struct koppel_slice value = koppel_member_of(members, n, column->name);

    if (column->inner != NULL && value.bytes != NULL && value.bytes[0] == '{') {
        value = koppel_json_member(value, column->inner);
    }
    return value.bytes != NULL ? value : (struct koppel_slice){"null", 4};
}

/* A row of the list, its values at the ends of the columns. */
static void add_row(struct koppel_slice row, const struct column *columns, size_t n, struct koppel_text *texts)
{
    struct koppel_member members[MOST_MEMBERS];
    size_t n_members = koppel_json_members(row, members, MOST_MEMBERS);

    for (size_t c = 0; c < n; c++) {
        struct koppel_slice value = value_of(members, n_members, &columns[c]);

        koppel_text_append(&texts[c], ",", texts[c].n_bytes > 0 ? 1 : 0);
        koppel_text_append(&texts[c], value.bytes, value.n_bytes);
    }
}

static void add_columns(struct koppel_text *json, struct koppel_slice list, const struct column *columns, size_t n)
{
    struct koppel_text texts[MOST_COLUMNS] = {{0}};
    struct koppel_slice row;
    size_t at = 0;

    while (koppel_json_next(list, &at, &row)) {
        add_row(row, columns, n, texts);
    }
    koppel_text_add(json, "{\"columns\": {");
    for (size_t c = 0; c < n; c++) {
        koppel_text_add(json, "%s\n\"%s\": [", c > 0 ? "," : "", columns[c].name);
        koppel_text_append(json, texts[c].bytes, texts[c].n_bytes);
        koppel_text_add(json, "]");
        json->failed = json->failed || texts[c].failed;
        koppel_text_free(&texts[c]);
    }
    koppel_text_add(json, "}}");
}

void koppel_view_columns(const struct koppel_member *members, size_t n, struct koppel_text *json)
{
    koppel_text_add(json, "{\"household_columns\": ");
    add_columns(json, koppel_member_of(members, n, "households"), of_households,
                sizeof of_households / sizeof *of_households);
    koppel_text_add(json, ", \"home_columns\": ");
    add_columns(json, koppel_member_of(members, n, "homes"), of_homes, sizeof of_homes / sizeof *of_homes);
    koppel_text_add(json, "}");
}
