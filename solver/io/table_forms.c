// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_forms.c - headers, titles, totals and sources (see table_forms.h). */
#include "io/table_forms.h"

#include "base/error.h"
#include "io/table_header.h"

#include <inttypes.h>
#include <string.h>

int32_t koppel_table_known_headings(const struct koppel_table_rule *rule, const char *const *names, int32_t n)
{
    int32_t n_known = 0;

    for (int32_t i = 0; i < n; i++) {
        n_known += koppel_table_column_find(rule, names[i]) != KOPPEL_NONE;
    }
    return n_known;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Does a text begin with a word of the list, and what comes behind it? NULL: it does not. */
static const char *behind_word(const char *text, const char *words)
{
    for (size_t n = 0; *words != '\0'; words += n + strspn(words + n, " ")) {
        size_t same = 0;

        n = strcspn(words, " ");
        while (same < n && small(text[same]) == words[same]) {
            same++;
        }
        if (same == n && (text[n] == '\0' || strchr(" :.", text[n]) != NULL)) {
            return text + n;
        }
    }
    return NULL;
}

bool koppel_table_is_footer(const struct koppel_table_rule *rule, const char *const *cells, int32_t n)
{
    const char *first = NULL;
    const char *behind = NULL;
    int32_t n_filled = 0;

    for (int32_t i = 0; i < n; i++) {
        first = first == NULL && cells[i][0] != '\0' ? cells[i] : first;
        n_filled += cells[i][0] != '\0';
    }
    if (first == NULL || rule == &koppel_tables[KOPPEL_TABLE_AREAS]) { /* a group may have any name */
        return false;
    }
    if (behind_word(first,
                    "totaal totalen eindtotaal subtotaal total totals subtotal som sum gemiddelde gemiddeld average") !=
        NULL) {
        return true;
    }
    behind = behind_word(first,
                         "bron bronnen source sources toelichting opmerking noot note let peildatum stand datum laatst "
                         "bijgewerkt gemaakt opgesteld legenda legend versie version pagina page filter filters einde "
                         "vertrouwelijk aantal updated last confidential");
    return (behind != NULL && (strchr(behind, ':') != NULL || n_filled <= 2)) || (first[0] == '*' && n_filled == 1);
}

bool koppel_table_begins(const char *const *cells, int32_t n)
{
    int32_t n_filled = 0;

    for (int32_t i = 0; i < n; i++) {
        n_filled += cells[i][0] != '\0';
        if (n_filled <= KOPPEL_KNOWN_HEADINGS && strpbrk(cells[i], "0123456789") != NULL) {
            return false; /* the cheap question first, for it is asked of every row: most have a key or a number here */
        }
    }
    for (int table = 0; table < KOPPEL_N_TABLES && n_filled >= KOPPEL_KNOWN_HEADINGS; table++) {
        int32_t n_known = koppel_table_known_headings(&koppel_tables[table], cells, n);

        if (n_known >= KOPPEL_KNOWN_HEADINGS && 2 * n_known >= n_filled) {
            return true;
        }
    }
    return false;
}

void koppel_table_drop_title(const char *const *cells, int32_t *n_rows, int32_t n_columns)
{
    const char *const *last = *n_rows > 0 ? cells + (size_t)(*n_rows - 1) * (size_t)n_columns : NULL;
    int32_t n_filled = 0;

    for (int32_t i = 0; last != NULL && i < n_columns; i++) {
        n_filled += last[i][0] != '\0';
    }
    *n_rows -= n_filled == 1;
}

static void tell_titles(const struct koppel_passed_rows *passed, const char *file, struct koppel_errors *notes)
{
    if (passed->first_title > 0) {
        koppel_errors_add(notes, KOPPEL_OK, file, passed->first_title, 0,
                          "the names of the columns stand in row %ld: what stands above them is not read",
                          passed->header_line);
    }
}

enum koppel_status koppel_passed_rows_tell(const struct koppel_passed_rows *passed, const char *file,
                                           struct koppel_errors *errors, struct koppel_errors *notes)
{
    char lines[KOPPEL_LINES_TEXT];

    tell_titles(passed, file, notes);
    if (passed->empty.n > 0) {
        koppel_errors_add(notes, KOPPEL_OK, file, passed->empty.lines[0], 0,
                          "rows without any cell are passed over: %s", koppel_lines_say(&passed->empty, file, lines));
    }
    if (passed->headers.n > 0) {
        koppel_errors_add(notes, KOPPEL_OK, file, passed->headers.lines[0], 0,
                          "the names of the columns stand in the table once more, which is passed over: %s",
                          koppel_lines_say(&passed->headers, file, lines));
    }
    if (passed->second_line > 0) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, file, passed->second_line, 0,
                          koppel_is_sheet_place(file)
                              ? _("a second table begins in row %ld: put it on a sheet of its own")
                              : _("a second table begins on line %ld: put it in a file of its own"),
                          passed->second_line);
        return KOPPEL_E_INPUT;
    }
    if (passed->footers.n == 0) {
        return KOPPEL_OK;
    }
    koppel_lines_say(&passed->footers, file, lines);
    if (passed->footers.lines[0] < passed->last_line) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, file, passed->footers.lines[0], 0,
                                 "a total or a source stands among the rows of the table (%s): delete it", lines);
    }
    koppel_errors_add(notes, KOPPEL_OK, file, passed->footers.lines[0], 0,
                      "a total or a source below the table is passed over: %s", lines);
    return KOPPEL_OK;
}
