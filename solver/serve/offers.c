// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* offers.c - who is offered what in the files of a proposal (see offers.h). */
#include "serve/offers.h"

#include "base/memory.h"
#include "io/csv_table.h"
#include "model/exceptions.h"

#include <stdlib.h>
#include <string.h>

/* ---- Tables ---- */

static int32_t column_of(const struct koppel_csv_table *table, const char *name)
{
    for (int32_t c = 0; c < table->n_columns; c++) {
        if (strcmp(table->header[c], name) == 0) {
            return c;
        }
    }
    return KOPPEL_NONE;
}

/* A cell, "" in a column that is not there; an apostrophe that guards it is taken off. */
static const char *cell(const struct koppel_csv_table *table, int32_t row, int32_t column)
{
    const char *text =
        column != KOPPEL_NONE ? table->cells[(size_t)row * (size_t)table->n_columns + (size_t)column] : "";
    size_t n = strspn(text, "'");

    return n > 0 && text[n] != '\0' && strchr("=+-@", text[n]) != NULL ? text + 1 : text;
}

static enum koppel_status read_table(const struct koppel_dossier_files *files, const char *name,
                                     struct koppel_csv_table *table, struct koppel_errors *errors)
{
    const struct koppel_dossier_file *file = koppel_dossier_files_find(files, name);

    return file == NULL
               ? koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "is not among the files of the proposal")
               : koppel_csv_table_parse(file->bytes, file->n_bytes, name, table, errors);
}

static enum koppel_status add_rows(const struct koppel_csv_table *table, struct koppel_offers *offers,
                                   struct koppel_errors *errors)
{
    int32_t household = column_of(table, "household");
    int32_t unit = column_of(table, "unit");
    int32_t persons = column_of(table, "persons");
    int32_t against = column_of(table, "decision_against");

    for (int32_t r = 0; r < table->n_rows; r++) {
        const char *key = cell(table, r, household);
        const char *home = cell(table, r, unit);
        struct koppel_offer_row row = {.household = koppel_pool_copy(offers->pool, key, strlen(key)),
                                       .home = koppel_pool_copy(offers->pool, home, strlen(home)),
                                       .people = strtol(cell(table, r, persons), NULL, 10)};

        koppel_exceptions_parse(cell(table, r, against), &row.against);
        if (row.household == NULL || row.home == NULL ||
            koppel_grow((void **)&offers->rows, &offers->capacity, offers->n_rows + 1, sizeof *offers->rows) !=
                KOPPEL_OK) {
            return koppel_errors_no_memory(errors, NULL);
        }
        offers->rows[offers->n_rows++] = row;
    }
    return KOPPEL_OK;
}

static int compare_rows(const void *a, const void *b)
{
    return strcmp(((const struct koppel_offer_row *)a)->household, ((const struct koppel_offer_row *)b)->household);
}

enum koppel_status koppel_offers_read(const struct koppel_dossier_files *files, struct koppel_offers *offers,
                                      struct koppel_errors *errors)
{
    static const char *const names[] = {"proposal.csv", "unplaced.csv"};
    enum koppel_status status = KOPPEL_OK;

    offers->pool = koppel_new(1, sizeof *offers->pool);
    if (offers->pool == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    for (size_t t = 0; t < 2 && status == KOPPEL_OK; t++) {
        struct koppel_csv_table table = {0};

        status = read_table(files, names[t], &table, errors);
        if (status == KOPPEL_OK) {
            status = add_rows(&table, offers, errors);
        }
        koppel_csv_table_free(&table);
    }
    if (offers->n_rows > 0) {
        qsort(offers->rows, offers->n_rows, sizeof *offers->rows, compare_rows);
    }
    return status;
}

const struct koppel_offer_row *koppel_offer_of(const struct koppel_offers *offers, const char *household)
{
    const struct koppel_offer_row sought = {.household = household};

    return offers->n_rows > 0 ? bsearch(&sought, offers->rows, offers->n_rows, sizeof sought, compare_rows) : NULL;
}

void koppel_offers_free(struct koppel_offers *offers)
{
    if (offers->pool != NULL) {
        koppel_pool_free(offers->pool);
    }
    free(offers->pool);
    free(offers->rows);
    *offers = (struct koppel_offers){0};
}

/* ---- Differences ---- */

static enum koppel_offer_change change_of(const struct koppel_offer_row *before, const struct koppel_offer_row *after)
{
    const char *from = before != NULL ? before->home : "";
    const char *to = after != NULL ? after->home : "";

    return strcmp(from, to) == 0 ? KOPPEL_OFFER_SAME
           : to[0] == '\0'       ? KOPPEL_OFFER_LOST
           : from[0] == '\0'     ? KOPPEL_OFFER_GAINED
                                 : KOPPEL_OFFER_MOVED;
}

void koppel_offers_compare(const struct koppel_offers *before, const struct koppel_offers *after,
                           koppel_offer_reader *reader, void *data)
{
    size_t b = 0;
    size_t a = 0;

    while (b < before->n_rows || a < after->n_rows) {
        int order = b == before->n_rows  ? 1
                    : a == after->n_rows ? -1
                                         : strcmp(before->rows[b].household, after->rows[a].household);
        const struct koppel_offer_row *one = order <= 0 ? &before->rows[b++] : NULL;
        const struct koppel_offer_row *other = order >= 0 ? &after->rows[a++] : NULL;

        reader(data, one, other, change_of(one, other));
    }
}

static int32_t find_code(const struct koppel_csv_table *table, int32_t column, const char *code, int32_t guess)
{
    if (guess < table->n_rows && strcmp(cell(table, guess, column), code) == 0) {
        return guess; /* tables of the same case have their rows in the same order */
    }
    for (int32_t r = 0; r < table->n_rows; r++) {
        if (strcmp(cell(table, r, column), code) == 0) {
            return r;
        }
    }
    return KOPPEL_NONE;
}

enum koppel_status koppel_places_compare(const struct koppel_dossier_files *a, const struct koppel_dossier_files *b,
                                         cJSON *list, struct koppel_errors *errors)
{
    struct koppel_csv_table before = {0};
    struct koppel_csv_table after = {0};
    enum koppel_status status = read_table(a, "neighbourhoods.csv", &before, errors);

    if (status == KOPPEL_OK) {
        status = read_table(b, "neighbourhoods.csv", &after, errors);
    }
    for (int32_t r = 0; r < before.n_rows && status == KOPPEL_OK; r++) {
        const char *code = cell(&before, r, column_of(&before, "code"));
        int32_t other = find_code(&after, column_of(&after, "code"), code, r);
        long from = strtol(cell(&before, r, column_of(&before, "after")), NULL, 10);
        long to = other != KOPPEL_NONE ? strtol(cell(&after, other, column_of(&after, "after")), NULL, 10) : from;

        if (from != to) {
            cJSON *place = cJSON_CreateObject();

            cJSON_AddStringToObject(place, "code", code);
            cJSON_AddStringToObject(place, "name", cell(&before, r, column_of(&before, "name")));
            cJSON_AddNumberToObject(place, "a", (double)from);
            cJSON_AddNumberToObject(place, "b", (double)to);
            cJSON_AddItemToArray(list, place);
        }
    }
    koppel_csv_table_free(&before);
    koppel_csv_table_free(&after);
    return status;
}

static int64_t beyond_limit(const struct koppel_csv_table *limits, int32_t row, const struct koppel_csv_table *counted,
                            int32_t other)
{
    int64_t limit = strtol(cell(limits, row, column_of(limits, "cap")), NULL, 10);
    int64_t placed = strtol(cell(counted, other, column_of(counted, "placed")), NULL, 10);
    int64_t over = strtol(cell(counted, other, column_of(counted, "after")), NULL, 10) - limit;

    return over <= 0 ? 0 : over < placed ? over : placed;
}

/* Adds the areas up until one is not there, or had another number of permit holders before the round. */
static int64_t sum_beyond(const struct koppel_csv_table *limits, const struct koppel_csv_table *counted)
{
    int64_t sum = KOPPEL_UNKNOWN;

    for (int32_t r = 0; r < limits->n_rows; r++) {
        int32_t other = find_code(counted, column_of(counted, "code"), cell(limits, r, column_of(limits, "code")), r);

        if (other == KOPPEL_NONE || strcmp(cell(limits, r, column_of(limits, "before")),
                                           cell(counted, other, column_of(counted, "before"))) != 0) {
            return KOPPEL_UNKNOWN;
        }
        if (cell(limits, r, column_of(limits, "cap"))[0] != '\0') {
            sum = (sum == KOPPEL_UNKNOWN ? 0 : sum) + beyond_limit(limits, r, counted, other);
        }
    }
    return sum;
}

enum koppel_status koppel_places_beyond(const struct koppel_dossier_files *limits,
                                        const struct koppel_dossier_files *counted, int64_t *beyond,
                                        struct koppel_errors *errors)
{
    struct koppel_csv_table one = {0};
    struct koppel_csv_table other = {0};
    enum koppel_status status = read_table(limits, "neighbourhoods.csv", &one, errors);

    *beyond = KOPPEL_UNKNOWN;
    if (status == KOPPEL_OK) {
        status = read_table(counted, "neighbourhoods.csv", &other, errors);
    }
    if (status == KOPPEL_OK) {
        *beyond = sum_beyond(&one, &other);
    }
    koppel_csv_table_free(&one);
    koppel_csv_table_free(&other);
    return status;
}

static cJSON *read_summary(const struct koppel_dossier_files *files)
{
    const struct koppel_dossier_file *file = koppel_dossier_files_find(files, "summary.json");

    return file != NULL ? cJSON_ParseWithLength(file->bytes, file->n_bytes) : NULL;
}

static const char *text_of(const cJSON *object, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));

    return text != NULL ? text : "";
}

enum koppel_status koppel_goals_compare(const struct koppel_dossier_files *a, const struct koppel_dossier_files *b,
                                        cJSON *list, struct koppel_errors *errors)
{
    cJSON *before = read_summary(a);
    cJSON *after = read_summary(b);
    const cJSON *one = NULL;
    const cJSON *other = NULL;
    bool is_read = before != NULL && after != NULL;

    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(before, "tiers"))
    {
        cJSON_ArrayForEach(other, cJSON_GetObjectItemCaseSensitive(after, "tiers"))
        {
            if (strcmp(text_of(one, "name"), text_of(other, "name")) == 0 &&
                strcmp(text_of(one, "value"), text_of(other, "value")) != 0) {
                cJSON *goal = cJSON_CreateObject();

                cJSON_AddStringToObject(goal, "goal", text_of(one, "name"));
                cJSON_AddStringToObject(goal, "before", text_of(one, "value"));
                cJSON_AddStringToObject(goal, "after", text_of(other, "value"));
                cJSON_AddItemToArray(list, goal);
            }
        }
    }
    cJSON_Delete(before);
    cJSON_Delete(after);
    return is_read ? KOPPEL_OK : koppel_errors_add(errors, KOPPEL_E_INTERNAL, "summary.json", 0, 0, "cannot be read");
}
