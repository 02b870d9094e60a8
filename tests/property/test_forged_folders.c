// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A written folder of which one cell or value is changed is never passed by the check: every table, column and key.
 *
 * What the tables cannot tell is left as it is: how the search went (engine, nodes, seed, what ended it, the gap asked
 * for, how many earlier offers might change), and the prices of the certificate, which prove what they prove whatever they are.
 */
#include "folders.h"
#include "koppel.h"
#include "suite.h"

#include <cJSON.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 20000, CELL = 4000 };

/** Something in a file that can be changed: bytes from..to of it, in JSON a whole value. */
struct place {
    size_t from, to;
};

static uint64_t state = 1;

static uint64_t draw(uint64_t n)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (state >> 33) % n;
}

static void write_file(const char *folder, const char *name, const char *bytes, size_t n)
{
    char path[FOLDERS_PATH + 64];
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL_FATAL(fwrite(bytes, 1, n, file), n);
    CU_ASSERT_EQUAL_FATAL(fclose(file), 0);
}

/* Does the check of the folder find something, or refuse it? */
static bool is_found(const char *kase, const char *folder)
{
    struct koppel_study_options options = {.size = sizeof options};
    struct koppel_study *study = NULL;
    size_t n_violations = 0;
    bool found = koppel_study_read(kase, folder, &options, &study) != KOPPEL_OK ||
                 koppel_study_check(study, 0, &n_violations) == NULL || n_violations > 0;

    koppel_study_close(study);
    return found;
}

/* ---- Places ---- */

/* The cells of a table, its header too. */
static size_t csv_places(const char *bytes, size_t n, struct place *places)
{
    size_t n_places = 0;

    for (size_t at = strncmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; at < n && n_places < MOST_PLACES;) {
        bool quoted = bytes[at] == '"';
        struct place *place = &places[n_places++];

        at += quoted;
        place->from = at;
        while (at < n && (quoted ? bytes[at] != '"' || bytes[at + 1] == '"' : strchr(",;\r\n", bytes[at]) == NULL)) {
            at += quoted && bytes[at] == '"' ? 2 : 1;
        }
        place->to = at;
        at += quoted;
        at += bytes[at] == '\r';
        at++;
    }
    return n_places;
}

static bool is_about_the_search(const char *key, size_t n)
{
    static const char *const keys[] = {"engine",        "nodes",       "seed",   "ended_by",
                                       "gap_asked_ppm", "max_changes", "counted"}; /* counted: false claims less */

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        if (strlen(keys[k]) == n && memcmp(keys[k], key, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Where the prices of the certificate begin on a line, or the line itself ends. */
static const char *end_of_claims(const char *line)
{
    static const char *const prices[] = {"{\"household\"", "{\"load\"", "\"parts\"",
                                         "\"loads\"",      "\"units\"", "\"households\""};

    for (size_t k = 0; k < sizeof prices / sizeof *prices; k++) {
        if (strncmp(line + strspn(line, " "), prices[k], strlen(prices[k])) == 0) {
            return line;
        }
    }
    return line + strcspn(line, "\n");
}

/* The values behind a key on a line, that are no list and no object. */
static size_t json_places(const char *bytes, bool is_certificate, struct place *places)
{
    size_t n_places = 0;
    bool in_prices = false;

    for (const char *line = bytes; *line != '\0'; line += strcspn(line, "\n") + 1) {
        const char *end = is_certificate ? end_of_claims(line) : line + strcspn(line, "\n");

        in_prices =
            is_certificate && (in_prices ? line[strspn(line, " ")] == '"' && strstr(line, "{\"name\"") != line + 4
                                         : end == line && *line != '\n');
        for (const char *colon = line; !in_prices && (colon = strstr(colon, "\": ")) != NULL && colon < end; colon++) {
            const char *key = colon;
            const char *value = colon + 3;
            size_t length = value[0] == '"' ? strcspn(value + 1, "\"") + 2 : strcspn(value, ",}]\n");

            while (key[-1] != '"') {
                key--;
            }
            if (value[0] != '{' && value[0] != '[' && !is_about_the_search(key, (size_t)(colon - key)) &&
                n_places < MOST_PLACES) {
                places[n_places++] = (struct place){(size_t)(value - bytes), (size_t)(value - bytes) + length};
            }
        }
        if (line[strcspn(line, "\n")] == '\0') {
            break;
        }
    }
    return n_places;
}

/* ---- Changes ---- */

static bool is_number(const char *text)
{
    return text[0] != '\0' && strspn(text, "-0123456789.") == strlen(text);
}

/* Another digit in a random place of a number, so that its value is another one. */
static void change_digit(char *text)
{
    size_t n = strlen(text);
    size_t at = draw(n);

    while (text[at] < '0' || text[at] > '9') {
        at = (at + 1) % n;
    }
    text[at] = (char)('0' + (text[at] - '0' + 1 + (int)draw(8)) % 10);
}

static void change_text(char *text)
{
    size_t n = strlen(text);

    if (n == 0) {
        strcpy(text, "0");
    } else if (is_number(text)) {
        change_digit(text);
    } else if (draw(2) == 0) {
        strcat(text, "0");
    } else {
        text[n - 1] = text[n - 1] == 'x' ? 'y' : 'x';
    }
}

static void change_json(char *text)
{
    size_t n = strlen(text);

    if (text[0] == '"') {
        text[n - 1] = '\0';
        change_text(text + 1);
        strcat(text, "\"");
    } else if (strcmp(text, "true") == 0) {
        strcpy(text, "false");
    } else if (strcmp(text, "false") == 0) {
        strcpy(text, "true");
    } else if (strcmp(text, "null") == 0) {
        strcpy(text, "1");
    } else {
        change_digit(text);
    }
}

/* Changes one place of the file and puts it back. @return false when the check passes the changed folder */
static bool try_place(const char *kase, const char *folder, const char *name, const char *bytes, size_t n,
                      const struct place *place)
{
    static char cell[CELL + 8];
    bool is_json = strstr(name, ".json") != NULL;
    size_t length = place->to - place->from;
    size_t around = place->from > 200 ? place->from - 200 : 0;
    char *changed = malloc(n + CELL + 8);
    size_t n_changed = 0;
    bool found = true;

    CU_ASSERT_PTR_NOT_NULL_FATAL(changed);
    if (length < CELL) {
        memcpy(cell, bytes + place->from, length);
        cell[length] = '\0';
        (is_json ? change_json : change_text)(cell);
        n_changed =
            (size_t)snprintf(changed, n + CELL + 8, "%.*s%s%s", (int)place->from, bytes, cell, bytes + place->to);
        write_file(folder, name, changed, n_changed);
        found = is_found(kase, folder);
        if (!found) {
            fprintf(stderr, "%s: %.*s was changed to %s, and the check says nothing, at\n%.*s\n", name, (int)length,
                    bytes + place->from, cell, (int)(place->to - around), bytes + around);
        }
        write_file(folder, name, bytes, n);
    }
    free(changed);
    return found;
}

/* Changes n_tries places of a file, or each once when there are no more. */
static void forge_file(const char *kase, const char *folder, const char *name, size_t n_tries)
{
    static struct place places[MOST_PLACES];
    bool is_json = strstr(name, ".json") != NULL;
    size_t n = 0;
    char *bytes = folders_read(folder, name, &n);
    size_t n_places =
        is_json ? json_places(bytes, strcmp(name, "certificate.json") == 0, places) : csv_places(bytes, n, places);
    size_t n_passed = 0;

    CU_ASSERT_FATAL(n_places > 0);
    for (size_t k = 0; k < n_tries; k++) {
        size_t at = n_tries >= n_places && k < n_places ? k : draw(n_places);

        n_passed += !try_place(kase, folder, name, bytes, n, &places[at]);
    }
    CU_ASSERT_EQUAL(n_passed, 0);
    free(bytes);
}

/* Solves and writes a case, which the check must pass, and forges its files. */
static void forge_case(const char *kase, const char *earlier, const char *const *names)
{
    struct koppel_study_options options = {.size = sizeof options, .earlier = earlier, .seed = 1};
    struct koppel_study *study = NULL;
    char parent[FOLDERS_PATH];
    char folder[FOLDERS_PATH];

    folders_make(parent);
    snprintf(folder, sizeof folder, "%.200s/out", parent);
    CU_ASSERT_EQUAL_FATAL(koppel_study_open(kase, &options, &study), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_study_write(study, folder, 0), KOPPEL_OK);
    koppel_study_close(study);
    CU_ASSERT_FALSE(is_found(kase, folder));
    for (size_t k = 0; names[k] != NULL; k++) {
        forge_file(kase, folder, names[k], suite_is_long() ? 200 : 25);
    }
    CU_ASSERT_FALSE(is_found(kase, folder));
    folders_remove(parent);
}

static void test_a_changed_cell_of_a_written_folder_is_found(void)
{
    static const char *const names[] = {"proposal.csv",   "unplaced.csv", "neighbourhoods.csv", "targets.csv",
                                        "agreements.csv", "summary.json", "certificate.json",   NULL};

    forge_case("data/municipality-d", NULL, names);
    forge_case("data/municipality-c", NULL, names);
}

static void test_a_changed_cell_is_found_when_there_was_an_earlier_proposal(void)
{
    static const char *const names[] = {"changes.csv", "earlier.csv", "summary.json", NULL};
    static const char earlier[] = "household,unit\nH0002,9004010000000007\nH0004,9004010000000005\nH0009,GONE\n";
    char parent[FOLDERS_PATH];
    char path[FOLDERS_PATH + 64];

    folders_make(parent);
    write_file(parent, "proposal.csv", earlier, sizeof earlier - 1);
    snprintf(path, sizeof path, "%s/proposal.csv", parent);
    forge_case("data/municipality-d", path, names);
    folders_remove(parent);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_a_changed_cell_of_a_written_folder_is_found),
        TEST(test_a_changed_cell_is_found_when_there_was_an_earlier_proposal),
        TEST_END,
    };

    return suite_run("forged folders", tests);
}
