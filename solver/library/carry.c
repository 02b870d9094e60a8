/* carry.c - carries a half-year over into the next one (see carry.h). */
#include "library/carry.h"

#include "io/case_reader.h"
#include "io/csv_table.h"
#include "io/table_header.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct koppel_sheet_column sheet_columns[] = {
    {"municipality", {"", "code"}, 6, KOPPEL_SHEET_TEXT},
    {"name", {"", "name"}, 21, KOPPEL_SHEET_TEXT},
    {"balance_before_persons", {"lead +", "arrears"}, 7, KOPPEL_SHEET_SIGNED},
    {"housed_persons", {"+", "housed"}, 7, KOPPEL_SHEET_COUNT},
    {"target_persons", {"-", "target"}, 7, KOPPEL_SHEET_COUNT},
    {"taken_over_persons", {"+ from", "merged"}, 7, KOPPEL_SHEET_SIGNED},
    {"balance_persons", {"= lead +", "arrears"}, 8, KOPPEL_SHEET_SIGNED},
    {"excusable_persons", {"of it", "excus."}, 6, KOPPEL_SHEET_COUNT},
    {"next_target_persons", {"next", "target"}, 7, KOPPEL_SHEET_COUNT},
    {"next_corrected_persons", {"next", "corrected"}, 9, KOPPEL_SHEET_COUNT},
    {"next_target_is", {"", ""}, 5, KOPPEL_SHEET_TEXT},
};

/* Row of the municipality that a balance goes to, or KOPPEL_NONE when this one does not end. */
static int32_t successor_of(const struct koppel_case *kase, int32_t municipality, int32_t period)
{
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];

        if (change->from_row == municipality && change->ends && change->changed_on <= koppel_check_day(period)) {
            return change->to;
        }
    }
    return KOPPEL_NONE;
}

static enum koppel_status refuse_open_half_year(const struct koppel_province *province, struct koppel_errors *errors)
{
    char period[8];
    char day[11];
    char due[11];

    koppel_period_format(province->period, period);
    koppel_date_format(province->day, day);
    koppel_date_format(koppel_check_day(province->period), due);
    return koppel_errors_add(
        errors, KOPPEL_E_INPUT, NULL, 0, 0,
        "%s has not ended by %s: carry it over with --as-of %s or a later day, or name another half-year "
        "with --period",
        period, day, due);
}

/* Target and version of the next half-year. */
static void find_next(struct koppel_carry *carry, const struct koppel_target_table *next, int32_t m,
                      struct koppel_errors *errors)
{
    struct koppel_carried *row = &carry->rows[m];
    const struct koppel_case *kase = carry->province->kase;
    const struct koppel_target_line *line = &next->lines[m];
    char period[8];

    row->next_row = line->official.row;
    row->target = line->official.announced;
    koppel_period_format(carry->province->period + 1, period);
    if (row->next_row == KOPPEL_NONE) {
        row->is_computed = line->computed != KOPPEL_UNKNOWN;
        row->target = line->computed;
    }
    if (row->next_row != KOPPEL_NONE) {
        if (!row->has_closing && row->taken_over == 0) {
            /* nothing to carry: the published balance stands */
            row->balance = kase->targets[row->next_row].balance_persons;
            row->closing.balance_before = row->balance;
        }
        row->is_carried = kase->targets[row->next_row].balance_persons == row->balance;
        if (!row->is_carried && kase->targets[row->next_row].published_on == carry->published_on) {
            koppel_errors_add(
                errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), kase->targets[row->next_row].line,
                0,
                "%s has a version of %s on that day already: two versions on one day cannot both rule; choose "
                "a later day with --as-of",
                kase->municipalities[m].id, period);
        }
    }
    carry->n_new += row->is_carried ? 0 : 1;
}

/* One message for all municipalities whose next target is not known. */
static void refuse_missing(const struct koppel_carry *carry, struct koppel_errors *errors)
{
    const struct koppel_case *kase = carry->province->kase;
    int32_t first = KOPPEL_NONE;
    int32_t n = 0;
    char period[8];

    for (int32_t m = kase->n_municipalities - 1; m >= 0; m--) {
        const struct koppel_carried *row = &carry->rows[m];

        if (!row->ends && row->next_row == KOPPEL_NONE && !row->is_computed) {
            first = m;
            n++;
        }
    }
    if (n > 0) {
        koppel_period_format(carry->province->period + 1, period);
        koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), 0, 0,
                          "%" PRId32
                          " municipalities, %s first, have no target of %s: add their targets, or give the national "
                          "number with --national or in national.csv",
                          n, kase->municipalities[first].id, period);
    }
}

/* Closing versions stand on the day of the new ones. */
static void refuse_same_day(struct koppel_carry *carry, struct koppel_errors *errors)
{
    const struct koppel_case *kase = carry->province->kase;

    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        const struct koppel_target *was = NULL;

        if (!carry->rows[m].has_closing || carry->province->rows[m].promised.households == 0) {
            continue;
        }
        was = &kase->targets[carry->rows[m].closing.target.row];
        carry->n_closing++;
        if (was->published_on == carry->published_on) {
            koppel_errors_add(
                errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), was->line, 0,
                "%s has a version of that day already, so what the proposals add cannot have one: choose a later "
                "day with --as-of",
                kase->municipalities[m].id);
        }
    }
}

enum koppel_status koppel_carry_make(const struct koppel_province *province, const struct koppel_target_table *next,
                                     struct koppel_carry *carry, struct koppel_errors *errors)
{
    const struct koppel_case *kase = province->kase;
    size_t before = errors->n_items + errors->n_dropped;

    *carry = (struct koppel_carry){.province = province, .published_on = koppel_check_day(province->period)};
    if (province->day < koppel_period_last_day(province->period)) {
        return refuse_open_half_year(province, errors);
    }
    carry->published_on = province->day > carry->published_on ? province->day : carry->published_on;
    carry->rows = koppel_new((size_t)kase->n_municipalities, sizeof *carry->rows);
    if (carry->rows == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_MEMORY, NULL, 0, 0, "memory ran out");
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        struct koppel_carried *row = &carry->rows[m];
        int32_t successor = successor_of(kase, m, province->period);

        row->has_closing = province->rows[m].has_target;
        row->closing = province->rows[m].then;
        row->ends = successor != KOPPEL_NONE;
        if (row->ends && row->has_closing) {
            carry->rows[successor].taken_over += row->closing.balance_after;
        }
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        struct koppel_carried *row = &carry->rows[m];

        row->balance = row->closing.balance_after + row->taken_over;
        if (!row->ends) {
            find_next(carry, next, m, errors);
        }
    }
    refuse_missing(carry, errors);
    refuse_same_day(carry, errors);
    return errors->n_items + errors->n_dropped > before ? KOPPEL_E_INPUT : KOPPEL_OK;
}

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

/* Persons linked earlier and still waiting count as linked in the next half-year. */
static int64_t linked_over(const struct koppel_carried *row)
{
    if (!row->has_closing || row->closing.linked == KOPPEL_UNKNOWN) {
        return KOPPEL_UNKNOWN;
    }
    return row->closing.linked > row->closing.housed ? row->closing.linked - row->closing.housed : 0;
}

static void say_source(const struct koppel_carry *carry, const struct koppel_carried *row, char *out, size_t n_out)
{
    const char *was = row->next_row != KOPPEL_NONE ? carry->province->kase->targets[row->next_row].source : "";
    char period[8];
    int n = 0;

    koppel_period_format(carry->province->period, period);
    n = snprintf(out, n_out, "%s%sbalance carried over from %s: %+" PRId64 " + %" PRId64 " housed - %" PRId64 " target",
                 was, was[0] != '\0' ? "; " : "", period, row->closing.balance_before, row->closing.housed,
                 row->closing.target.persons);
    if (row->taken_over != 0 && n > 0 && (size_t)n < n_out) {
        snprintf(out + n, n_out - (size_t)n, ", %+" PRId64 " from merged municipalities", row->taken_over);
    }
}

/* A version of targets.csv, as it is written. */
struct written_version {
    int32_t period;
    int64_t target, balance, linked, housed, excusable,
        linked_by; /* KOPPEL_UNKNOWN in linked, excusable and linked_by: empty */
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
        } else if (c == layout->position[SOURCE]) {
            koppel_csv_text(csv, version->source);
        } else {
            koppel_csv_empty(csv);
        }
    }
    koppel_csv_end(csv);
}

/* The half-year that closes, with the offers of the proposals counted as housed. Whoever is housed was linked. */
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
                                      .linked_by = was->linked_by_reference_persons};
    char source[900];

    if (version.linked != KOPPEL_UNKNOWN && version.linked < version.housed) {
        version.linked = version.housed;
    }
    snprintf(source, sizeof source, "%s%sproposals carried out: %" PRId64 " persons more", was->source,
             was->source[0] != '\0' ? "; " : "", carry->province->rows[m].promised.persons);
    version.source = source;
    write_version(carry, m, &version, layout, csv);
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
                                      .linked = linked_over(row),
                                      .excusable = KOPPEL_UNKNOWN,
                                      .linked_by = KOPPEL_UNKNOWN};
    char source[900];

    if (was != NULL) {
        version.linked = was->linked_persons != KOPPEL_UNKNOWN ? was->linked_persons : version.linked;
        version.housed = was->housed_persons > 0 ? was->housed_persons : 0;
        version.excusable = was->excusable_persons;
        version.linked_by = was->linked_by_reference_persons;
    }
    say_source(carry, row, source, sizeof source);
    version.source = source;
    write_version(carry, m, &version, layout, csv);
}

enum koppel_status koppel_carry_table(const struct koppel_carry *carry, const char *folder, struct koppel_text *csv,
                                      struct koppel_errors *errors)
{
    const char *file = koppel_case_file_name(carry->province->kase, "targets.csv");
    size_t n_path = strlen(folder) + strlen(file) + 2;
    char *path = koppel_new(n_path, 1);
    struct koppel_csv_table table = {0};
    struct koppel_table_header header;
    struct layout layout;
    struct koppel_csv writer;
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (path == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_MEMORY, NULL, 0, 0, "memory ran out");
    }
    snprintf(path, n_path, "%s/%s", folder, file);
    status = koppel_csv_table_read(path, file, &table, errors);
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
    free(path);
    return status;
}

/* Sums over the rows, in the order of the sheet's columns from the third on. */
static void add_sheet_row(struct koppel_sheet *sheet, const struct koppel_carried *row, int64_t sums[8])
{
    int64_t excusable = row->closing.excusable;
    int64_t cells[8] = {row->closing.balance_before,
                        row->closing.housed,
                        row->closing.target.persons,
                        row->taken_over,
                        row->balance,
                        excusable,
                        row->ends ? 0 : row->target,
                        row->ends ? 0 : row->target - row->balance};

    for (int c = 0; c < 8; c++) {
        koppel_sheet_number(sheet, cells[c]);
        /* the balance of a municipality that ends is counted where it goes */
        sums[c] += row->ends && c == 4 ? 0 : cells[c];
    }
}

enum koppel_status koppel_carry_sheet(const struct koppel_carry *carry, struct koppel_sheet *sheet)
{
    int64_t sums[8] = {0};

    *sheet = (struct koppel_sheet){.columns = sheet_columns,
                                   .n_columns = (int32_t)(sizeof sheet_columns / sizeof *sheet_columns)};
    for (int32_t m = 0; m < carry->province->kase->n_municipalities; m++) {
        const struct koppel_carried *row = &carry->rows[m];

        koppel_sheet_text(sheet, carry->province->kase->municipalities[m].id);
        koppel_sheet_text(sheet, carry->province->kase->municipalities[m].name);
        add_sheet_row(sheet, row, sums);
        koppel_sheet_text(sheet, row->ends ? "ends" : row->is_computed ? "comp." : "");
        koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
    }
    koppel_sheet_text(sheet, "total");
    koppel_sheet_empty(sheet);
    for (int c = 0; c < 8; c++) {
        koppel_sheet_number(sheet, sums[c]);
    }
    koppel_sheet_end(sheet, KOPPEL_SHEET_TOTAL);
    return koppel_sheet_status(sheet);
}

void koppel_carry_free(struct koppel_carry *carry)
{
    free(carry->rows);
    *carry = (struct koppel_carry){0};
}
