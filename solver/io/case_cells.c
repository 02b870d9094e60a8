// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_cells.c - cells of a case that are read by their only meaning, and what is told of those that are refused. */
#include "io/case_reading.h"
#include "io/cell_value.h"
#include "io/identity.h"
#include "io/one_meaning.h"
#include "io/text_encoding.h"
#include "model/policy.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char **cell_at(struct koppel_case_reading *reading, int32_t row, int32_t position)
{
    return &reading->csv.cells[(size_t)row * (size_t)reading->csv.n_columns + (size_t)position];
}

/* `huur (rent_eur)`: the name as the file writes it, and in English the dictionary's when it is another. */
static const char *column_name(const struct koppel_case_reading *reading, int32_t position, char out[160])
{
    const struct koppel_table_rule *rule = &koppel_tables[reading->table];
    const char *name = reading->csv.header[position];
    bool is_english = koppel_language_now() == KOPPEL_ENGLISH;

    for (int32_t i = 0; i < rule->n_columns && is_english; i++) {
        if (reading->header.position[i] == position && strcasecmp(name, rule->columns[i].name) != 0) {
            snprintf(out, 160, "%.60s (%s)", name, rule->columns[i].name);
            return out;
        }
    }
    snprintf(out, 160, "%.60s", name);
    return out;
}

void koppel_reading_refuse_cell(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell,
                                enum koppel_cell_refusal refusal, const char *why)
{
    bool is_about_people = koppel_tables[reading->table].about_households;
    bool names_place = cell->column->form == KOPPEL_CELL_REFERENCE && !is_about_people;
    bool refers_to_place = cell->column->form == KOPPEL_CELL_REFERENCE && cell->column->code != KOPPEL_CODE_NONE;
    const char *person = names_place       ? NULL
                         : refers_to_place ? koppel_identity_of_place(cell->text)
                         : is_about_people ? koppel_identity_in_text(cell->text)
                                           : koppel_identity_of_cell(cell->text);
    char unshown[KOPPEL_CELL_WHY];
    char name[160];

    if (person != NULL) { /* whatever is wrong with it, it is not quoted */
        snprintf(unshown, sizeof unshown,
                 _("it looks like %s, which this program must not hold: write what the column is for"), person);
        why = unshown;
    }

    if (!reading->strict) {
        reading->tables[reading->table].is_faulty = true;
        reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_INPUT : reading->status;
        if (koppel_findings_refuse(&reading->findings, refusal, cell->position, cell->row,
                                   reading->csv.lines[cell->row], cell->text, why) != KOPPEL_OK) {
            koppel_reading_no_memory(reading);
        }
        return;
    }
    reading->cell_column = reading->csv.columns != NULL ? reading->csv.columns[cell->position] : 0;
    koppel_reading_refuse(reading, reading->table, reading->csv.lines[cell->row], "column %s: %s",
                          column_name(reading, cell->position, name), why);
}

/* A word of a list as people read it: in Dutch the first Dutch one. */
static const char *say_choice(const struct koppel_column *column, const char *plain, char out[KOPPEL_PLAIN_BYTES])
{
    const struct koppel_choice *choice = column->choices != NULL ? koppel_choice_find(column->choices, plain) : NULL;
    size_t n_dutch = choice != NULL ? strcspn(choice->aliases, " ") : 0;

    if (koppel_language_now() != KOPPEL_DUTCH || n_dutch == 0) {
        return plain;
    }
    snprintf(out, KOPPEL_PLAIN_BYTES, "%.*s", (int)n_dutch, choice->aliases);
    return out;
}

/* Puts another text of n bytes in the place of a cell, and remembers what stood there. */
static bool put(struct koppel_case_reading *reading, struct koppel_reading_cell *cell, const char *plain, size_t n,
                bool is_trimmed)
{
    const char *copy = koppel_pool_copy(&reading->csv.pool, plain, n);
    char told[KOPPEL_PLAIN_BYTES];

    if (copy == NULL ||
        koppel_findings_understand(&reading->findings, cell->position, cell->row, reading->csv.lines[cell->row],
                                   cell->text, is_trimmed ? NULL : say_choice(cell->column, copy, told)) != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
        return false;
    }
    *cell_at(reading, cell->row, cell->position) = copy;
    cell->text = copy;
    return true;
}

static bool replace(struct koppel_case_reading *reading, struct koppel_reading_cell *cell, const char *plain)
{
    return put(reading, cell, plain, strlen(plain), false);
}

static int32_t column_number(const struct koppel_case_reading *reading, const struct koppel_reading_cell *cell)
{
    return (int32_t)(cell->column - koppel_tables[reading->table].columns);
}

/* Are the dates of a column that are not plain all written in the same way? */
static bool dates_agree(struct koppel_case_reading *reading, int32_t position)
{
    enum koppel_date_form first = KOPPEL_DATE_PLAIN;
    char plain[KOPPEL_PLAIN_BYTES];

    for (int32_t row = 0; row < reading->csv.n_rows; row++) {
        enum koppel_date_form form = koppel_date_form_of(*cell_at(reading, row, position), plain);

        if (form != KOPPEL_DATE_PLAIN && first != KOPPEL_DATE_PLAIN && form != first) {
            return false;
        }
        first = form != KOPPEL_DATE_PLAIN ? form : first;
    }
    return true;
}

/* Does one of the numbers show that points in this column are for thousands (48.210 in a column of whole numbers)? */
static bool has_sure_thousand(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell)
{
    struct koppel_cell_place place = {0};
    char plain[KOPPEL_PLAIN_BYTES];

    for (int32_t row = 0; row < reading->csv.n_rows; row++) {
        const char *text = *cell_at(reading, row, cell->position);

        if (strpbrk(text, ".,") != NULL && koppel_one_meaning(cell->column, text, place, plain) &&
            strlen(plain) > strcspn(text, ".,")) {
            return true;
        }
    }
    return false;
}

static bool is_dutch(const struct koppel_case_reading *reading, int32_t position, const struct koppel_column *column)
{
    return koppel_words_contain(column->aliases, reading->csv.header[position]);
}

/* The sign that numbers of this column do not have for thousands. */
static char sign_of_column(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell, char sign)
{
    int8_t *judged = &reading->judged[column_number(reading, cell)];

    if (sign != 0 || cell->column->form != KOPPEL_CELL_WHOLE) {
        return sign;
    }
    if (*judged == 0) {
        *judged = has_sure_thousand(reading, cell) ? 1 : -1;
    }
    return *judged == 1 ? ' ' : 0;
}

/* Is every cell of the column 0, 1 or empty, or 0, -1 (as databases have it) or empty? */
static bool has_bits_only(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell)
{
    int8_t *judged = &reading->has_bits[column_number(reading, cell)];
    const char *one = "";

    if (*judged == 0) {
        *judged = 1;
        for (int32_t row = 0; row < reading->csv.n_rows; row++) {
            const char *text = *cell_at(reading, row, cell->position);

            if (text[0] == '\0' || strcmp(text, "0") == 0 || strcmp(text, one) == 0) {
                continue;
            }
            *judged = one[0] == '\0' && (strcmp(text, "1") == 0 || strcmp(text, "-1") == 0) ? *judged : -1;
            one = text;
        }
    }
    return *judged == 1;
}

bool koppel_reading_understand(struct koppel_case_reading *reading, struct koppel_reading_cell *cell, char sign)
{
    const struct koppel_column *column = cell->column;
    struct koppel_cell_place place = {.sign = 0, .is_dutch = is_dutch(reading, cell->position, column)};
    char plain[KOPPEL_PLAIN_BYTES];

    if (reading->strict) {
        return false;
    }
    place.sign = sign_of_column(reading, cell, sign);
    place.has_bits_only = column->choices != NULL && has_bits_only(reading, cell);
    if (column->form == KOPPEL_CELL_DATE) {
        int8_t *judged = &reading->judged[column_number(reading, cell)];

        if (*judged == 0) {
            *judged = dates_agree(reading, cell->position) ? 1 : -1;
        }
        if (*judged < 0) {
            return false;
        }
    }
    if (koppel_one_meaning(column, cell->text, place, plain)) {
        return replace(reading, cell, plain);
    }
    return column->form == KOPPEL_CELL_REFERENCE && koppel_reading_understand_key(reading, cell);
}

bool koppel_reading_understand_name(struct koppel_case_reading *reading, struct koppel_reading_cell *cell)
{
    const struct koppel_column *column = cell->column;
    struct koppel_cell_place place = {.is_dutch = is_dutch(reading, cell->position, column)};
    char plain[KOPPEL_PLAIN_BYTES];
    const char *class = NULL;

    if (reading->strict) {
        return false;
    }
    if (column->choices != NULL) {
        return koppel_choice_find(column->choices, cell->text) == NULL &&
               koppel_one_meaning(column, cell->text, place, plain) && replace(reading, cell, plain);
    }
    class = column->form == KOPPEL_CELL_NAME && column->names == offsetof(struct koppel_case, urgencies)
                ? koppel_urgency_plain(cell->text)
                : NULL;
    return class != NULL && replace(reading, cell, class);
}

void koppel_reading_use_points(struct koppel_case_reading *reading, struct koppel_reading_cell *cell)
{
    char plain[KOPPEL_PLAIN_BYTES];
    char *comma = NULL;

    snprintf(plain, sizeof plain, "%s", cell->text);
    comma = strchr(plain, ',');
    if (comma != NULL) {
        *comma = '.';
        replace(reading, cell, plain);
    }
}

/* Is every part of a text between bars a labour-market region that a municipality has? */
static bool are_labour_regions(const struct koppel_case *kase, const char *text)
{
    char part[KOPPEL_MAX_TEXT_BYTES + 1];

    for (size_t n = 0; *text != '\0'; text += n + (text[n] == '|')) {
        size_t n_part = 0;

        text += strspn(text, " ");
        n = strcspn(text, "|");
        n_part = n;
        while (n_part > 0 && text[n_part - 1] == ' ') {
            n_part--;
        }
        snprintf(part, sizeof part, "%.*s", (int)n_part, text);
        if (koppel_names_get(&kase->labour_regions, part) == KOPPEL_NONE) {
            return false;
        }
    }
    return true;
}

void koppel_reading_use_bars(struct koppel_case_reading *reading, struct koppel_reading_cell *cell)
{
    char plain[KOPPEL_MAX_TEXT_BYTES + 1];
    bool has_slash = strchr(cell->text, '/') != NULL; /* which may be part of a name */
    const char *signs = has_slash ? ",;/" : ",;";
    size_t n = strcspn(cell->text, signs);

    if (reading->strict || cell->text[n] == '\0') {
        return;
    }
    snprintf(plain, sizeof plain, "%s", cell->text);
    for (; plain[n] != '\0'; n += 1 + strcspn(plain + n + 1, signs)) {
        plain[n] = '|';
    }
    if (!has_slash || are_labour_regions(reading->kase, plain)) {
        replace(reading, cell, plain);
    }
}

/* Key and name of a row of a table that others refer to. */
static void key_and_name(const struct koppel_case *kase, enum koppel_table table, int32_t row, const char **key,
                         const char **name)
{
    *name = NULL;
    switch (table) {
    case KOPPEL_TABLE_MUNICIPALITIES:
        *key = kase->municipalities[row].id;
        *name = kase->municipalities[row].name;
        return;
    case KOPPEL_TABLE_NEIGHBOURHOODS:
        *key = kase->neighbourhoods[row].id;
        *name = kase->neighbourhoods[row].name;
        return;
    case KOPPEL_TABLE_CORPORATIONS:
        *key = kase->corporations[row].id;
        *name = kase->corporations[row].name;
        return;
    case KOPPEL_TABLE_UNITS:
        *key = kase->units[row].id;
        return;
    case KOPPEL_TABLE_RECEPTION:
        *key = kase->receptions[row].id;
        return;
    case KOPPEL_TABLE_HOUSEHOLDS:
        *key = kase->households[row].id;
        return;
    default:
        *key = NULL;
        return;
    }
}

static int32_t row_count(const struct koppel_case *kase, enum koppel_table table)
{
    const int32_t n[] = {
        [KOPPEL_TABLE_MUNICIPALITIES] = kase->n_municipalities, [KOPPEL_TABLE_NEIGHBOURHOODS] = kase->n_neighbourhoods,
        [KOPPEL_TABLE_CORPORATIONS] = kase->n_corporations,     [KOPPEL_TABLE_UNITS] = kase->n_units,
        [KOPPEL_TABLE_RECEPTION] = kase->n_receptions,          [KOPPEL_TABLE_HOUSEHOLDS] = kase->n_households};

    return table <= KOPPEL_TABLE_HOUSEHOLDS ? n[table] : 0;
}

static bool make_other_keys(struct koppel_case_reading *reading, enum koppel_table table)
{
    struct koppel_table_state *state = &reading->tables[table];
    const char *key = NULL;
    const char *name = NULL;

    for (int32_t row = 0; row < row_count(reading->kase, table) && !state->has_other_keys; row++) {
        key_and_name(reading->kase, table, row, &key, &name);
        if (koppel_other_keys_add(&state->other_keys, row, key, name) != KOPPEL_OK) {
            koppel_reading_no_memory(reading);
            return false;
        }
    }
    state->has_other_keys = true;
    return true;
}

/* The rows of the two parts of a cell with a code and a name: `0097 Waterrijk`, `Waterrijk (GM0097)`, `GH - De Haven`.
 * @return false when one of the parts is no row */
static bool find_parts(const struct koppel_other_keys *keys, const struct koppel_reading_cell *cell, int32_t rows[2])
{
    static const char joints[] = " (),:;/|\t";
    char text[KOPPEL_MAX_KEY_BYTES + 1];
    char code[KOPPEL_PLAIN_BYTES];
    size_t n = 0;

    snprintf(text, sizeof text, "%s", cell->text);
    n = strlen(text);
    while (n > 0 && strchr(joints, text[n - 1]) != NULL) {
        text[--n] = '\0';
    }
    for (size_t at = 1; at < n; at++) {
        const char *behind = text + at + strspn(text + at, joints);
        char kept = text[at];
        int32_t halves[2];

        if (behind == text + at || strchr(joints, text[at - 1]) != NULL) {
            continue;
        }
        behind += *behind == '-' && behind[1] == ' ' ? 2 : 0;
        text[at] = '\0';
        for (int i = 0; i < 2; i++) {
            const char *half = i == 0 ? text : behind;
            bool is_code = koppel_code_complete(cell->column->code, half, code, sizeof code);

            halves[i] = koppel_other_keys_find(keys, cell->column->code != KOPPEL_CODE_NONE && is_code ? code : half);
        }
        text[at] = kept;
        if (halves[0] != KOPPEL_NONE && halves[1] != KOPPEL_NONE) {
            rows[0] = halves[0];
            rows[1] = halves[1];
            return true;
        }
    }
    return false;
}

bool koppel_reading_understand_key(struct koppel_case_reading *reading, struct koppel_reading_cell *cell)
{
    const enum koppel_table table = cell->column->refers;
    const struct koppel_other_keys *keys = &reading->tables[table].other_keys;
    const char *key = NULL;
    const char *name = NULL;
    int32_t row = KOPPEL_NONE;
    int32_t parts[2];

    if (reading->strict || !reading->tables[table].complete || !make_other_keys(reading, table)) {
        return false;
    }
    row = koppel_other_keys_find(keys, cell->text);
    if (row == KOPPEL_NONE && find_parts(keys, cell, parts) && parts[0] == parts[1]) {
        row = parts[0];
    }
    if (row == KOPPEL_NONE) {
        return false;
    }
    key_and_name(reading->kase, table, row, &key, &name);
    return key[0] != '\0' && replace(reading, cell, key);
}

/* Does a text name something of the case as it stands: a home, a place, a complex, a district or a group? */
static bool is_area(const struct koppel_case *kase, const char *text)
{
    return koppel_index_get(&kase->unit_index, text) != KOPPEL_NONE ||
           koppel_index_get(&kase->neighbourhood_index, text) != KOPPEL_NONE ||
           koppel_index_get(&kase->municipality_index, text) != KOPPEL_NONE ||
           koppel_names_get(&kase->complexes, text) != KOPPEL_NONE ||
           koppel_names_get(&kase->districts, text) != KOPPEL_NONE ||
           koppel_names_get(&kase->groups, text) != KOPPEL_NONE;
}

bool koppel_reading_understand_area(struct koppel_case_reading *reading, struct koppel_reading_cell *cell)
{
    static const enum koppel_table tables[] = {KOPPEL_TABLE_MUNICIPALITIES, KOPPEL_TABLE_NEIGHBOURHOODS,
                                               KOPPEL_TABLE_UNITS};
    static const enum koppel_code codes[] = {KOPPEL_CODE_GM, KOPPEL_CODE_BU, KOPPEL_CODE_NONE};
    const char *found = NULL;
    const char *key = NULL;
    const char *name = NULL;
    char code[KOPPEL_PLAIN_BYTES];

    if (reading->strict || is_area(reading->kase, cell->text)) {
        return false;
    }
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        bool is_code = codes[i] != KOPPEL_CODE_NONE && koppel_code_complete(codes[i], cell->text, code, sizeof code);
        int32_t row = KOPPEL_NONE;

        if (!reading->tables[tables[i]].complete || !make_other_keys(reading, tables[i])) {
            return false;
        }
        row = koppel_other_keys_find(&reading->tables[tables[i]].other_keys, is_code ? code : cell->text);
        if (row != KOPPEL_NONE && found != NULL) {
            return false;
        }
        if (row != KOPPEL_NONE) {
            key_and_name(reading->kase, tables[i], row, &key, &name);
            found = key;
        }
    }
    return found != NULL && replace(reading, cell, found);
}

bool koppel_reading_doubt_key(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell,
                              char why[KOPPEL_CELL_WHY])
{
    const enum koppel_table table = cell->column->refers;
    const struct koppel_other_keys *keys = &reading->tables[table].other_keys;
    const char *first = NULL;
    const char *second = NULL;
    const char *name = NULL;
    char quoted[80];
    int32_t rows[2];
    bool has_parts = false;

    if (reading->strict || !reading->tables[table].has_other_keys) {
        return false;
    }
    has_parts = !koppel_other_keys_rivals(keys, cell->text, rows);
    if (has_parts && !find_parts(keys, cell, rows)) {
        return false;
    }
    key_and_name(reading->kase, table, rows[0], &first, &name);
    key_and_name(reading->kase, table, rows[1], &second, &name);
    koppel_text_quote(cell->text, quoted);
    snprintf(why, KOPPEL_CELL_WHY,
             has_parts ? _("%s names %s and %s, which are two: write one of these")
                       : _("%s can mean %s and %s: write one of these"),
             quoted, first, second);
    return true;
}

char *koppel_reading_hint_name(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell,
                               char out[160])
{
    const enum koppel_table table = cell->column->refers;
    const char *key = NULL;
    const char *name = NULL;
    int32_t row = KOPPEL_NONE;

    out[0] = '\0';
    if (cell->column->form != KOPPEL_CELL_REFERENCE || !reading->tables[table].has_other_keys ||
        reading->n_hints >= KOPPEL_MOST_HINTS) {
        return out;
    }
    reading->n_hints++;
    row = koppel_other_keys_nearest(&reading->tables[table].other_keys, cell->text);
    if (row != KOPPEL_NONE) {
        key_and_name(reading->kase, table, row, &key, &name);
        snprintf(out, 160, _(" (did you mean \"%.80s\" (%.40s)?)"), name, key);
    }
    return out;
}

/* Does a cell of a column say its default, or something that is not understood? */
static bool names_default(const struct koppel_column *column, const char *text)
{
    return column->choices != NULL ? koppel_word_is_default(column, text)
                                   : text[0] == '0' + (char)column->otherwise && text[1] == '\0';
}

/* Columns with a default that an empty cell can mean where the default stands nowhere: what is marked where it is so,
 * and relatives, who are filled in where there are any. Other numbers of people are no such. */
static bool may_mean_default(const struct koppel_column *column)
{
    return !column->required && !column->may_be_empty &&
           (column->choices != NULL || column->empty_is_default || strcmp(column->name, "expected_relatives") == 0);
}

/* The default of a column as a word of the table. */
static bool default_word(const struct koppel_column *column, bool dutch, char out[KOPPEL_PLAIN_BYTES])
{
    if (column->choices == NULL) {
        snprintf(out, KOPPEL_PLAIN_BYTES, "%" PRId64, column->otherwise);
        return true;
    }
    for (const struct koppel_choice *choice = column->choices; choice->value != NULL; choice++) {
        if (choice->number == column->otherwise) {
            const char *word = dutch && choice->aliases[0] != '\0' ? choice->aliases : choice->value;

            snprintf(out, KOPPEL_PLAIN_BYTES, "%.*s", (int)strcspn(word, " "), word);
            return true;
        }
    }
    return false;
}

bool koppel_reading_understand_empty(struct koppel_case_reading *reading, struct koppel_reading_cell *cell)
{
    const struct koppel_column *column = cell->column;
    int8_t *judged = &reading->judged[column_number(reading, cell)];
    char plain[KOPPEL_PLAIN_BYTES];

    if (reading->strict || !may_mean_default(column)) {
        return false;
    }
    if (*judged == 0) {
        *judged = 1;
        for (int32_t row = 0; row < reading->csv.n_rows && !column->empty_is_default; row++) {
            *judged = names_default(column, *cell_at(reading, row, cell->position)) ? -1 : *judged;
        }
    }
    return *judged == 1 && default_word(column, is_dutch(reading, cell->position, column), plain) &&
           replace(reading, cell, plain);
}

void koppel_reading_trim_column(struct koppel_case_reading *reading, int32_t position)
{
    for (int32_t row = 0; row < reading->csv.n_rows && reading->status != KOPPEL_E_MEMORY; row++) {
        struct koppel_reading_cell cell = {.text = *cell_at(reading, row, position), .row = row, .position = position};
        size_t n_text = strlen(cell.text);
        size_t n = 0;
        const char *start = NULL;

        if (n_text == 0 || ((unsigned char)cell.text[0] < 0x80 && (unsigned char)cell.text[n_text - 1] < 0x80)) {
            continue;
        }
        start = koppel_text_trim(cell.text, &n);
        if (n < n_text) {
            put(reading, &cell, start, n, true);
        }
    }
}

static void tell_refused(struct koppel_case_reading *reading, const struct koppel_refused_cells *refused)
{
    char name[160];
    char lines[KOPPEL_LINES_TEXT];

    reading->cell_column = reading->csv.columns != NULL ? reading->csv.columns[refused->position] : 0;
    column_name(reading, refused->position, name);
    if (refused->lines.n == 1) {
        koppel_reading_refuse(reading, reading->table, refused->lines.lines[0], "column %s: %s", name, refused->why);
    } else {
        koppel_reading_refuse(reading, reading->table, refused->lines.lines[0],
                              "column %s: %s; %" PRId32 " cells are refused for this, %s", name, refused->why,
                              refused->lines.n,
                              koppel_lines_say(&refused->lines, reading->tables[reading->table].file, lines));
    }
}

static void tell_understood(struct koppel_case_reading *reading, const struct koppel_understood_cells *understood)
{
    struct koppel_errors *readings = &reading->tables[reading->table].readings;
    const char *file = reading->tables[reading->table].file;
    char name[160];
    char examples[3 * 160];
    size_t n = 0;

    column_name(reading, understood->position, name);
    if (understood->are_trimmed) {
        koppel_errors_add(readings, KOPPEL_OK, file, understood->lines.lines[0], 0,
                          understood->lines.n == 1
                              ? _("column %s: blanks that do not show at the ends of a cell are left out")
                              : _("column %s: blanks that do not show are left out at the ends of %" PRId32 " cells"),
                          name, understood->lines.n);
        return;
    }
    for (int i = 0; i < understood->n_examples; i++) {
        n += (size_t)snprintf(examples + n, sizeof examples - n, "%s%s", i > 0 ? ", " : "", understood->examples[i]);
    }
    if (understood->lines.n == 1) {
        koppel_errors_add(readings, KOPPEL_OK, file, understood->lines.lines[0], 0,
                          "column %s: one cell is read in the only way that it can be meant: %s", name, examples);
    } else {
        koppel_errors_add(readings, KOPPEL_OK, file, understood->lines.lines[0], 0,
                          "column %s: %" PRId32 " cells are read in the only way that they can be meant: %s", name,
                          understood->lines.n, examples);
    }
}

void koppel_reading_tell_cells(struct koppel_case_reading *reading)
{
    for (size_t i = 0; i < reading->findings.n_refused; i++) {
        tell_refused(reading, &reading->findings.refused[i]);
    }
    for (size_t i = 0; i < reading->findings.n_understood; i++) {
        tell_understood(reading, &reading->findings.understood[i]);
    }
    koppel_findings_free(&reading->findings);
    memset(reading->judged, 0, sizeof reading->judged);
    memset(reading->has_bits, 0, sizeof reading->has_bits);
}
