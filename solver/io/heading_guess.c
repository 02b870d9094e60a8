// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* heading_guess.c - which column a heading may mean (see heading_guess.h). */
#include "io/heading_guess.h"

#include "base/index.h"
#include "base/memory.h"
#include "io/csv_table.h"
#include "io/identity.h"
#include "io/table_header.h"

#include <stdio.h>
#include <string.h>

enum { SHORTEST_PART = 4 };

/* Does a folded heading have a word of n bytes in it, between underscores? */
static bool has_part(const char *folded, const char *word, size_t n)
{
    for (const char *at = folded; *at != '\0'; at += strcspn(at, "_"), at += *at == '_') {
        if (strncmp(at, word, n) == 0 && (at[n] == '\0' || at[n] == '_')) {
            return true;
        }
    }
    return false;
}

/* Is a heading one of the words of a list, or is one of them part of it? */
static enum koppel_guess fits_words(const char *words, const char *folded, enum koppel_guess whole)
{
    enum koppel_guess best = KOPPEL_GUESS_NONE;

    for (size_t n = 0; *words != '\0'; words += n + strspn(words + n, " ")) {
        n = strcspn(words, " ");
        if (strlen(folded) == n && strncmp(folded, words, n) == 0) {
            return whole;
        }
        best = n >= SHORTEST_PART && has_part(folded, words, n) ? KOPPEL_GUESS_PART : best;
    }
    return best;
}

bool koppel_heading_is_size(const char *folded)
{
    static const char sizes[] = "grootte_gezin gezinsgrootte gezinsomvang grootte_huishouden huishoudgrootte "
                                "huishoudensgrootte aantal_personen personen aantal_gezinsleden gezinsleden "
                                "household_size family_size size persons";

    return koppel_words_contain(sizes, folded);
}

/* Does a list of words have one part of a word, between underscores, in common with a heading? */
static bool shares_part(const char *words, const char *folded)
{
    for (size_t n = 0; *words != '\0'; words += n + strspn(words + n, " _")) {
        n = strcspn(words, " _");
        if (n >= SHORTEST_PART && strncmp(words, "datum", n) != 0 && strncmp(words, "date", n) != 0 &&
            has_part(folded, words, n)) {
            return true;
        }
    }
    return false;
}

bool koppel_heading_shares_part(const struct koppel_column *column, const char *folded)
{
    return shares_part(column->name, folded) || shares_part(column->aliases, folded) ||
           (column->hints != NULL && shares_part(column->hints, folded));
}

static enum koppel_guess better(enum koppel_guess a, enum koppel_guess b)
{
    return a > b ? a : b;
}

enum koppel_guess koppel_heading_fits(const struct koppel_column *column, const char *folded)
{
    enum koppel_guess guess = better(fits_words(column->name, folded, KOPPEL_GUESS_NAME),
                                     fits_words(column->aliases, folded, KOPPEL_GUESS_NAME));

    return better(guess,
                  column->hints != NULL ? fits_words(column->hints, folded, KOPPEL_GUESS_HINT) : KOPPEL_GUESS_NONE);
}

int32_t koppel_headings_guess(const struct koppel_table_rule *rule, const char *const *headings, int32_t n,
                              int32_t *columns)
{
    char folded[KOPPEL_CSV_MAX_COLUMNS][KOPPEL_HEADING_BYTES];
    bool is_taken[KOPPEL_MAX_TABLE_COLUMNS] = {false};
    int32_t n_guessed = 0;

    for (int32_t i = 0; i < n; i++) {
        columns[i] = KOPPEL_NONE;
        koppel_heading_fold(headings[i], folded[i]);
        if (koppel_table_column_find(rule, headings[i]) == KOPPEL_NONE &&
            koppel_identity_of_heading(headings[i], rule->about_households) != NULL) {
            folded[i][0] = '\0';
        }
    }
    for (int guess = KOPPEL_GUESS_NAME; guess > KOPPEL_GUESS_NONE; guess--) {
        for (int32_t i = 0; i < n; i++) {
            for (int32_t c = 0; c < rule->n_columns && columns[i] == KOPPEL_NONE && folded[i][0] != '\0'; c++) {
                if (!is_taken[c] && koppel_heading_fits(&rule->columns[c], folded[i]) == (enum koppel_guess)guess) {
                    columns[i] = c;
                    is_taken[c] = true;
                    n_guessed++;
                }
            }
        }
    }
    return n_guessed;
}

/* Adds the words of a list to an index of spellings of a column; the words are copied to the pool. */
static enum koppel_status add_spellings(struct koppel_index *index, struct koppel_pool *pool, const char *words,
                                        int32_t column)
{
    int32_t found = 0;

    for (; *words != '\0'; words += strspn(words, " ")) {
        size_t n = strcspn(words, " ");
        const char *word = koppel_pool_copy(pool, words, n);

        if (word == NULL || koppel_index_put(index, word, column, &found) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        words += n;
    }
    return KOPPEL_OK;
}

const char *koppel_heading_nearest(const struct koppel_table_rule *rule, const char *folded, char out[80],
                                   enum koppel_status *status)
{
    struct koppel_index index = {0};
    struct koppel_pool pool = {0};
    const char *nearest = NULL;

    *status = KOPPEL_OK;
    for (int32_t i = 0; i < rule->n_columns && *status == KOPPEL_OK; i++) {
        const struct koppel_column *column = &rule->columns[i];
        const char *const lists[] = {column->name, column->aliases, column->hints != NULL ? column->hints : ""};

        for (size_t k = 0; k < sizeof lists / sizeof *lists && *status == KOPPEL_OK; k++) {
            *status = add_spellings(&index, &pool, lists[k], i);
        }
    }
    nearest = *status == KOPPEL_OK ? koppel_index_nearest(&index, folded) : NULL;
    if (nearest != NULL) {
        const struct koppel_column *column = &rule->columns[koppel_index_get(&index, nearest)];
        bool is_name = strcmp(column->name, nearest) == 0 || koppel_words_contain(column->aliases, nearest);
        bool is_dutch = koppel_language_now() == KOPPEL_DUTCH;

        snprintf(out, 80, "%.*s", is_name ? 79 : (int)strcspn(is_dutch ? column->aliases : column->name, " "),
                 is_name    ? nearest
                 : is_dutch ? column->aliases
                            : column->name);
    }
    koppel_index_free(&index);
    koppel_pool_free(&pool);
    return nearest != NULL ? out : NULL;
}
