// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The dictionary in code is the one for people: data/README.md. Runs in the root folder of the source. */
#include "io/dictionary.h"
#include "io/identity.h"
#include "suite.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_CELLS = 8, CELL_BYTES = 900 };

/** A row of a Markdown table: the texts between the bars, trimmed. */
struct markdown_row {
    int n_cells;
    char cells[N_CELLS][CELL_BYTES];
};

static FILE *readme;
static char section[80]; /* the last heading */

/* Reads up to the next row of a table that is not its head; false at the end. Headings are kept in `section`. */
static bool next_row(struct markdown_row *row)
{
    static char line[4 * CELL_BYTES];
    char *at = NULL;

    do {
        if (fgets(line, sizeof line, readme) == NULL) {
            return false;
        }
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#') {
            snprintf(section, sizeof section, "%s", line + strspn(line, "# "));
        }
    } while (line[0] != '|' || line[1] == '-');
    row->n_cells = 0;
    for (at = line + 1; *at != '\0' && row->n_cells < N_CELLS; row->n_cells++) {
        size_t n = strcspn(at, "|");
        size_t first = strspn(at, " ");
        size_t last = n;

        while (last > first && at[last - 1] == ' ') {
            last--;
        }
        snprintf(row->cells[row->n_cells], CELL_BYTES, "%.*s", (int)(last - first), at + first);
        at += n + (at[n] == '|');
    }
    return true;
}

/* Turns "`a`, `b`" into "a b". */
static void plain_words(const char *cell, char out[CELL_BYTES])
{
    size_t n = 0;

    for (; *cell != '\0'; cell++) {
        if (*cell != '`' && *cell != ',') {
            out[n++] = *cell;
        }
    }
    out[n] = '\0';
}

static void open_readme(void)
{
    readme = fopen("data/README.md", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(readme);
    section[0] = '\0';
}

static void assert_same(const char *what, const char *found, const char *expected)
{
    if (strcmp(found, expected) != 0) {
        printf("\n%s: the code says \"%s\", data/README.md \"%s\"\n", what, found, expected);
        CU_FAIL("the dictionaries differ");
    } else {
        CU_PASS("the dictionaries agree");
    }
}

static void test_dictionary_has_the_tables_of_the_manual(void)
{
    struct markdown_row row;
    char words[CELL_BYTES];
    int n = 0;

    open_readme();
    while (next_row(&row)) {
        if (strcmp(section, "Tables") != 0 || strcmp(row.cells[0], "table") == 0) {
            continue;
        }
        CU_ASSERT_FATAL(n < KOPPEL_N_TABLES);
        plain_words(row.cells[0], words);
        assert_same("table", koppel_tables[n].file, words);
        plain_words(row.cells[1], words);
        assert_same(koppel_tables[n].file, koppel_tables[n].aliases, words);
        CU_ASSERT_EQUAL(koppel_tables[n].required, strcmp(row.cells[2], "yes") == 0);
        plain_words(row.cells[4], words);
        for (int32_t i = 0; i < koppel_tables[n].n_columns; i++) {
            CU_ASSERT_EQUAL(koppel_tables[n].columns[i].in_key,
                            koppel_words_contain(words, koppel_tables[n].columns[i].name));
        }
        n++;
    }
    CU_ASSERT_EQUAL(n, KOPPEL_N_TABLES);
    fclose(readme);
}

/* The range in a form such as `0..20,000,000` or `decimal 0..9999.99, two places`, as the column stores it. */
static bool range_of(const char *form, int places, int64_t *min, int64_t *max)
{
    const char *dots = strstr(form, "..");
    const char *start = dots;
    char plain[80] = "";
    size_t n = 0;
    double scale = 1;

    if (dots == NULL || places < 0) {
        return false;
    }
    while (start > form && strchr("-0123456789,", start[-1]) != NULL) {
        start--;
    }
    for (; *start != '\0' && (strchr("-0123456789.", *start) != NULL || (*start == ',' && start[1] != ' ')); start++) {
        if (*start != ',') {
            plain[n++] = *start;
        }
    }
    for (int i = 0; i < places; i++) {
        scale *= 10;
    }
    dots = strstr(plain, "..");
    *min = (int64_t)(atof(plain) * scale + (atof(plain) < 0 ? -0.5 : 0.5));
    *max = (int64_t)(atof(dots + 2) * scale + 0.5);
    return true;
}

static void assert_column(const char *table, const struct koppel_column *column, const struct markdown_row *row)
{
    char words[CELL_BYTES];
    char what[120];
    const char *form = row->cells[2];
    int64_t min = 0;
    int64_t max = 0;
    bool number = column->form == KOPPEL_CELL_WHOLE || column->form == KOPPEL_CELL_DECIMAL;

    snprintf(what, sizeof what, "%s %s", table, column->name);
    plain_words(row->cells[0], words);
    assert_same(what, column->name, words);
    plain_words(row->cells[1], words);
    assert_same(what, column->aliases, words);
    assert_same(what, column->required ? "required" : "", strcmp(row->cells[4], "required") == 0 ? "required" : "");
    assert_same(what, column->may_be_empty ? "empty" : "", strstr(form, "empty") != NULL ? "empty" : "");
    assert_same(what, column->form == KOPPEL_CELL_DECIMAL ? "decimal" : "",
                strncmp(form, "decimal", 7) == 0 ? "decimal" : "");
    assert_same(what, column->form == KOPPEL_CELL_DATE ? "date" : "", strncmp(form, "date", 4) == 0 ? "date" : "");
    if (range_of(form, column->places, &min, &max) != number) {
        printf("\n%s: %s is not what the code asks\n", what, form);
        CU_FAIL("a form differs");
    } else if (number && (min != column->min || max != column->max)) {
        printf("\n%s: the code says %" PRId64 "..%" PRId64 ", data/README.md %s\n", what, column->min, column->max,
               form);
        CU_FAIL("a range differs");
    }
    for (const struct koppel_choice *choice = column->choices; choice != NULL && choice->value != NULL; choice++) {
        CU_ASSERT_TRUE(strcmp(form, "yes/no") == 0 || strcmp(form, "yes/no, empty") == 0 ||
                       strstr(form, choice->value) != NULL);
    }
    if (column->code != KOPPEL_CODE_NONE) {
        static const char *const letters[] = {"", "`GM`", "`WK`", "`BU`"};

        CU_ASSERT_PTR_NOT_NULL(strstr(form, letters[column->code]));
    }
}

static void test_dictionary_has_the_columns_of_the_manual(void)
{
    struct markdown_row row;
    int counts[KOPPEL_N_TABLES] = {0};

    open_readme();
    while (next_row(&row)) {
        int table = 0;

        while (table < KOPPEL_N_TABLES && strcmp(koppel_tables[table].file, section) != 0) {
            table++;
        }
        if (table == KOPPEL_N_TABLES || strcmp(row.cells[0], "column") == 0) {
            continue;
        }
        CU_ASSERT_FATAL(counts[table] < koppel_tables[table].n_columns);
        assert_column(koppel_tables[table].file, &koppel_tables[table].columns[counts[table]++], &row);
    }
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        CU_ASSERT_EQUAL(counts[table], koppel_tables[table].n_columns);
        CU_ASSERT_TRUE(koppel_tables[table].n_columns <= KOPPEL_MAX_TABLE_COLUMNS);
    }
    fclose(readme);
}

/* The choices of a column by its name, in whatever table. */
static const struct koppel_choice *choice_of(const char *column, const char *value)
{
    const struct koppel_choice *choice = NULL;

    if (strcmp(column, "measure") == 0) {
        choice = koppel_measure_choices;
    }
    for (int table = 0; table < KOPPEL_N_TABLES && choice == NULL; table++) {
        for (int32_t i = 0; i < koppel_tables[table].n_columns; i++) {
            if (strcmp(koppel_tables[table].columns[i].name, column) == 0) {
                choice = koppel_tables[table].columns[i].choices;
            }
        }
    }
    while (choice != NULL && choice->value != NULL && strcmp(choice->value, value) != 0) {
        choice++;
    }
    return choice != NULL && choice->value != NULL ? choice : NULL;
}

static void test_dictionary_has_the_values_of_the_manual(void)
{
    struct markdown_row row;
    int n = 0;

    open_readme();
    while (next_row(&row)) {
        char value[CELL_BYTES];
        char aliases[CELL_BYTES];
        char columns[CELL_BYTES];

        if (strcmp(section, "Values") != 0 || strcmp(row.cells[0], "value") == 0) {
            continue;
        }
        plain_words(row.cells[0], value);
        plain_words(row.cells[1], aliases);
        plain_words(row.cells[2], columns);
        for (char *column = strtok(columns, " "); column != NULL; column = strtok(NULL, " ")) {
            const struct koppel_choice *choice = choice_of(column, value);

            assert_same(column, choice != NULL ? choice->value : "nothing", value);
            assert_same(value, choice != NULL ? choice->aliases : "nothing", aliases);
            n++;
        }
    }
    CU_ASSERT_TRUE(n > 20);
    fclose(readme);
}

static void test_dictionary_refuses_the_columns_of_the_manual(void)
{
    struct markdown_row row;
    size_t n_manual = 0;

    open_readme();
    while (next_row(&row)) {
        char words[2 * CELL_BYTES];

        if (strcmp(section, "Columns that are refused") != 0 || strcmp(row.cells[0], "what") == 0) {
            continue;
        }
        plain_words(row.cells[1], words);
        words[strlen(words) + 1] = '\0';
        words[strlen(words)] = ' ';
        plain_words(row.cells[2], words + strlen(words));
        for (char *word = strtok(words, " "); word != NULL; word = strtok(NULL, " ")) {
            bool refused = koppel_identity_of_heading(word, true) != NULL;

            assert_same(word, refused ? "refused" : "allowed", "refused");
            n_manual++;
        }
    }
    fclose(readme);
    CU_ASSERT_TRUE(n_manual > 80);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_dictionary_has_the_tables_of_the_manual),
        TEST(test_dictionary_has_the_columns_of_the_manual),
        TEST(test_dictionary_has_the_values_of_the_manual),
        TEST(test_dictionary_refuses_the_columns_of_the_manual),
        TEST_END,
    };
    return suite_run("dictionary", tests);
}
