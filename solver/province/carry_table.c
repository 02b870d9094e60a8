// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* carry_table.c - targets.csv as it stands, with the new versions of a half-year that is carried over (see carry.h). */
#include "io/case_reader.h"
#include "io/csv_table.h"
#include "io/table_header.h"
#include "province/carry.h"
#include "province/successors.h"
#include "report/wording.h"

#include <inttypes.h>
#include <string.h>

/* Columns of a new version. */
enum column {
    MUNICIPALITY,
    PERIOD,
    PUBLISHED_ON,
    TARGET,
    BALANCE,
    LINKED,
    HOUSED,
    EXCUSABLE,
    LINKED_BY,
    EXCUSABLE_REASON,
    SOURCE,
    N_COLUMNS
};

static const char *const column_names[N_COLUMNS] = {"municipality",
                                                    "period",
                                                    "published_on",
                                                    "target_persons",
                                                    "balance_persons",
                                                    "linked_persons",
                                                    "housed_persons",
                                                    "excusable_persons",
                                                    "linked_by_reference_persons",
                                                    "excusable_reason",
                                                    "source"};

/* Which column of the file is which, and which must be added at its end. */
struct layout {
    int32_t n_file;              /* columns that the file has */
    int32_t position[N_COLUMNS]; /* in the file, or behind it */
    int32_t n_columns;
};

static void find_layout(const struct koppel_table_header *header, const struct koppel_csv_table *csv,
                        struct layout *layout)
{
    const struct koppel_table_rule *rule = &koppel_tables[KOPPEL_TABLE_TARGETS];

    layout->n_file = csv->n_columns;
    layout->n_columns = csv->n_columns;
    for (int c = 0; c < N_COLUMNS; c++) {
        layout->position[c] = KOPPEL_NONE;
        for (int32_t r = 0; r < rule->n_columns; r++) {
            if (strcmp(rule->columns[r].name, column_names[c]) == 0) {
                layout->position[c] = header->position[r];
            }
        }
        if (layout->position[c] == KOPPEL_NONE && (c == BALANCE || c == HOUSED || c == SOURCE)) {
            layout->position[c] = layout->n_columns++;
        }
    }
}

static void write_old_rows(const struct koppel_csv_table *table, const struct layout *layout, struct koppel_csv *csv)
{
    for (int32_t c = 0; c < layout->n_columns; c++) {
        const char *name = c < layout->n_file ? table->header[c] : NULL;

        for (int k = 0; name == NULL && k < N_COLUMNS; k++) {
            name = layout->position[k] == c ? column_names[k] : NULL;
        }
        koppel_csv_text(csv, name);
    }
    koppel_csv_end(csv);
    for (int32_t row = 0; row < table->n_rows; row++) {
        for (int32_t c = 0; c < layout->n_columns; c++) {
            if (c < layout->n_file) {
                koppel_csv_text(csv, table->cells[(size_t)row * (size_t)table->n_columns + (size_t)c]);
            } else if (c == layout->position[SOURCE]) {
                koppel_csv_empty(csv);
            } else {
                koppel_csv_whole(csv, 0);
            }
        }
        koppel_csv_end(csv);
    }
}

/* The source of the version before, without a balance carried over earlier: up to the next ";" it is no longer true. */
static void add_old_source(const char *was, const char *mark, struct koppel_text *source)
{
    const char *stale = strstr(was, mark);
    const char *after = stale != NULL ? strchr(stale, ';') : NULL;
    size_t n_before = stale != NULL ? (size_t)(stale - was) : strlen(was);

    while (n_before > 0 && (was[n_before - 1] == ' ' || was[n_before - 1] == ';')) {
        n_before--;
    }
    koppel_text_append(source, was, n_before);
    while (after != NULL && (*after == ' ' || *after == ';')) {
        after++;
    }
    if (after != NULL && *after != '\0') {
        koppel_text_add(source, "%s%s", n_before > 0 ? "; " : "", after);
    }
}

/* One that ended hands over to m. */
static bool takes_over_from(const struct koppel_carry *carry, int32_t m, int32_t from)
{
    const struct koppel_case *kase = carry->province->kase;

    for (int32_t i = 0; i < kase->n_boundary_changes && carry->rows[from].ends; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];

        if (change->ends && change->from_row == from && change->to == m) {
            return carry->rows[from].has_closing || carry->rows[from].takes_over;
        }
    }
    return false;
}

static void say_source(const struct koppel_carry *carry, int32_t m, struct koppel_text *source)
{
    const struct koppel_carried *row = &carry->rows[m];
    const struct koppel_case *kase = carry->province->kase;
    const struct koppel_target *was = row->next_row != KOPPEL_NONE ? &kase->targets[row->next_row] : NULL;
    char mark[48];

    koppel_carry_mark(carry->province->period, mark);
    add_old_source(was != NULL ? was->source : "", mark, source);
    koppel_text_add(source, "%s%s", source->n_bytes > 0 ? "; " : "", mark);
    if (row->has_closing) {
        koppel_text_add(source, KOPPEL_SAME(" %+" PRId64 " + %" PRId64 " housed - %" PRId64 " target"),
                        row->closing.balance_before, row->closing.housed, row->closing.target.persons);
    }
    for (int32_t from = 0; from < kase->n_municipalities; from++) {
        if (takes_over_from(carry, m, from)) {
            koppel_text_add(source, KOPPEL_SAME(" %+" PRId64 " from %s"),
                            koppel_handed_over(kase, from, m, carry->rows[from].handed), kase->municipalities[from].id);
        }
    }
    if (row->replaces && !row->was_carried) {
        koppel_text_add(source, KOPPEL_SAME(", in place of a published %+" PRId32), was->balance_persons);
    }
}

/* A version of targets.csv, as it is written. */
struct written_version {
    int32_t period;
    int64_t target, balance, linked, housed, excusable,
        linked_by; /* KOPPEL_UNKNOWN in linked, excusable and linked_by: empty */
    const char *excusable_reason;
    const char *source;
};

static void write_version(const struct koppel_carry *carry, int32_t m, const struct written_version *version,
                          const struct layout *layout, struct koppel_csv *csv)
{
    char period[8];
    char day[11];

    koppel_period_format(version->period, period);
    koppel_date_format(carry->published_on, day);
    for (int32_t c = 0; c < layout->n_columns; c++) {
        if (c == layout->position[MUNICIPALITY]) {
            koppel_csv_text(csv, carry->province->kase->municipalities[m].id);
        } else if (c == layout->position[PERIOD]) {
            koppel_csv_text(csv, period);
        } else if (c == layout->position[PUBLISHED_ON]) {
            koppel_csv_text(csv, day);
        } else if (c == layout->position[TARGET]) {
            koppel_csv_whole(csv, version->target);
        } else if (c == layout->position[BALANCE]) {
            koppel_csv_whole(csv, version->balance);
        } else if (c == layout->position[LINKED]) {
            koppel_csv_maybe(csv, version->linked);
        } else if (c == layout->position[HOUSED]) {
            koppel_csv_whole(csv, version->housed);
        } else if (c == layout->position[EXCUSABLE]) {
            koppel_csv_maybe(csv, version->excusable);
        } else if (c == layout->position[LINKED_BY]) {
            koppel_csv_maybe(csv, version->linked_by);
        } else if (c == layout->position[EXCUSABLE_REASON]) {
            koppel_csv_text(csv, version->excusable_reason);
        } else if (c == layout->position[SOURCE]) {
            koppel_csv_text(csv, version->source);
        } else {
            koppel_csv_empty(csv);
        }
    }
    koppel_csv_end(csv);
}

/* The half-year that closes, with the offers of the proposals counted as housed. */
static void write_closing_row(const struct koppel_carry *carry, int32_t m, const struct layout *layout,
                              struct koppel_csv *csv)
{
    const struct koppel_standing *closing = &carry->rows[m].closing;
    const struct koppel_target *was = &carry->province->kase->targets[closing->target.row];
    struct written_version version = {.period = closing->period,
                                      .target = was->target_persons,
                                      .balance = was->balance_persons,
                                      .linked = closing->linked,
                                      .housed = closing->housed,
                                      .excusable = was->excusable_persons,
                                      .linked_by = was->linked_by_reference_persons,
                                      .excusable_reason = was->excusable_reason};
    struct koppel_text source = {.is_for_machines = true}; /* read back by later runs */

    koppel_text_add(&source, KOPPEL_SAME("%s%s" KOPPEL_CARRY_PROMISED ": %" PRId64 " %s more"), was->source,
                    was->source[0] != '\0' ? "; " : "", carry->province->rows[m].promised.persons,
                    koppel_word(carry->province->rows[m].promised.persons, "person", "persons"));
    version.source = source.failed ? "" : source.bytes;
    csv->text->failed = csv->text->failed || source.failed;
    write_version(carry, m, &version, layout, csv);
    koppel_text_free(&source);
}

static void write_new_row(const struct koppel_carry *carry, int32_t m, const struct layout *layout,
                          struct koppel_csv *csv)
{
    const struct koppel_carried *row = &carry->rows[m];
    const struct koppel_target *was =
        row->next_row != KOPPEL_NONE ? &carry->province->kase->targets[row->next_row] : NULL;
    struct written_version version = {.period = carry->province->period + 1,
                                      .target = row->target,
                                      .balance = row->balance,
                                      .linked = row->linked,
                                      .excusable = KOPPEL_UNKNOWN,
                                      .linked_by = KOPPEL_UNKNOWN,
                                      .excusable_reason = ""};
    struct koppel_text source = {.is_for_machines = true}; /* read back by later runs */

    if (was != NULL) {
        version.housed = was->housed_persons > 0 ? was->housed_persons : 0;
        version.excusable = was->excusable_persons;
        version.linked_by = was->linked_by_reference_persons;
        version.excusable_reason = was->excusable_reason;
    }
    say_source(carry, m, &source);
    version.source = source.failed ? "" : source.bytes;
    csv->text->failed = csv->text->failed || source.failed;
    write_version(carry, m, &version, layout, csv);
    koppel_text_free(&source);
}

enum koppel_status koppel_carry_table(const struct koppel_carry *carry, const char *folder, struct koppel_text *csv,
                                      struct koppel_errors *errors)
{
    const char *file = koppel_case_file_name(carry->province->kase, "targets.csv");
    struct koppel_csv_table table = {0};
    struct koppel_table_header header;
    struct layout layout;
    struct koppel_csv writer;
    enum koppel_status status = koppel_case_table_read(folder, KOPPEL_TABLE_TARGETS, &table, errors);

    if (status == KOPPEL_OK) {
        status = koppel_table_header_match(&koppel_tables[KOPPEL_TABLE_TARGETS], &table, file, &header, errors);
    }
    if (status == KOPPEL_OK) {
        const struct koppel_case as_written = {.separator = table.separator,
                                               .decimal_point = table.separator == ';' ? ',' : '.'};

        find_layout(&header, &table, &layout);
        writer = koppel_csv_begin(csv, &as_written);
        write_old_rows(&table, &layout, &writer);
        for (int32_t m = 0; m < carry->province->kase->n_municipalities; m++) {
            if (carry->rows[m].has_closing && carry->province->rows[m].promised.households > 0) {
                write_closing_row(carry, m, &layout, &writer);
            }
            if (!carry->rows[m].ends && !carry->rows[m].is_carried) {
                write_new_row(carry, m, &layout, &writer);
            }
        }
        status = koppel_text_status(csv);
    }
    koppel_csv_table_free(&table);
    return status;
}
