// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cell_findings.c - what is told of the cells of one table (see cell_findings.h). */
#include "io/cell_findings.h"

#include "base/error.h"
#include "base/memory.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SHAPES = 3 };

/* What a text looks like: 9 for digits, a for letters, other signs as they are. "€ 572,42" and "€ 1.012,35" differ. */
static void shape_of(const char *text, char out[KOPPEL_FINDING_SHAPE])
{
    size_t n = 0;

    for (; *text != '\0' && n + 1 < KOPPEL_FINDING_SHAPE; text++) {
        unsigned char byte = (unsigned char)*text;
        bool is_letter = byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        char sign = is_letter ? 'a' : byte >= '0' && byte <= '9' ? '9' : *text;

        if (n == 0 || out[n - 1] != sign) {
            out[n++] = sign;
        }
    }
    out[n] = '\0';
}

void koppel_lines_add(struct koppel_finding_lines *lines, int32_t row, long line)
{
    lines->in_a_row = lines->n == 0 || (lines->in_a_row && row == lines->last_row + 1);
    if (lines->n < KOPPEL_FINDING_LINES) {
        lines->lines[lines->n] = line;
    }
    lines->n++;
    lines->last_row = row;
    lines->last_line = line;
}

char *koppel_lines_say(const struct koppel_finding_lines *lines, const char *file, char out[KOPPEL_LINES_TEXT])
{
    bool in_sheet = koppel_is_sheet_place(file);
    size_t n = 0;

    if (lines->n == 1) {
        snprintf(out, KOPPEL_LINES_TEXT, in_sheet ? _("row %ld") : _("line %ld"), lines->lines[0]);
        return out;
    }
    if (lines->in_a_row && lines->n > 2) {
        snprintf(out, KOPPEL_LINES_TEXT, in_sheet ? _("rows %ld to %ld") : _("lines %ld to %ld"), lines->lines[0],
                 lines->last_line);
        return out;
    }
    n = (size_t)snprintf(out, KOPPEL_LINES_TEXT, in_sheet ? _("rows %ld") : _("lines %ld"), lines->lines[0]);
    for (int32_t i = 1; i < lines->n && i < KOPPEL_FINDING_LINES; i++) {
        n += (size_t)snprintf(out + n, KOPPEL_LINES_TEXT - n, i + 1 == lines->n ? _(" and %ld") : ", %ld",
                              lines->lines[i]);
    }
    if (lines->n > KOPPEL_FINDING_LINES) {
        snprintf(out + n, KOPPEL_LINES_TEXT - n, _(" and %" PRId32 " more"), lines->n - KOPPEL_FINDING_LINES);
    }
    return out;
}

/* The kind that a refused cell is of: the same reason and shape, or the last one when there are many shapes. */
static struct koppel_refused_cells *find_kind(const struct koppel_cell_findings *findings,
                                              enum koppel_cell_refusal refusal, int32_t position, const char *shape)
{
    struct koppel_refused_cells *last = NULL;
    int n_shapes = 0;

    for (size_t i = 0; i < findings->n_refused; i++) {
        struct koppel_refused_cells *refused = &findings->refused[i];

        if (refused->position != position || refused->refusal != refusal) {
            continue;
        }
        if (refusal != KOPPEL_REFUSED_FORM || strcmp(refused->shape, shape) == 0) {
            return refused;
        }
        last = refused;
        n_shapes++;
    }
    return n_shapes < MOST_SHAPES ? NULL : last;
}

enum koppel_status koppel_findings_refuse(struct koppel_cell_findings *findings, enum koppel_cell_refusal refusal,
                                          int32_t position, int32_t row, long line, const char *cell, const char *why)
{
    struct koppel_refused_cells *refused = NULL;
    char shape[KOPPEL_FINDING_SHAPE];

    shape_of(cell, shape);
    refused = find_kind(findings, refusal, position, shape);
    if (refused == NULL) {
        if (koppel_grow((void **)&findings->refused, &findings->refused_capacity, findings->n_refused + 1,
                        sizeof *findings->refused) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        refused = &findings->refused[findings->n_refused++];
        *refused = (struct koppel_refused_cells){.position = position, .refusal = refusal};
        memcpy(refused->shape, shape, sizeof shape);
        snprintf(refused->why, sizeof refused->why, "%s", why);
    }
    koppel_lines_add(&refused->lines, row, line);
    return KOPPEL_OK;
}

static void add_example(struct koppel_understood_cells *understood, const char *cell, const char *plain)
{
    char shape[KOPPEL_FINDING_SHAPE];
    char quoted[80];
    char *example = NULL;

    if (understood->n_examples == KOPPEL_FINDING_EXAMPLES) {
        return;
    }
    shape_of(cell, shape);
    for (int i = 0; i < understood->n_examples; i++) {
        if (strcmp(understood->shapes[i], shape) == 0) {
            return;
        }
    }
    example = understood->examples[understood->n_examples];
    memcpy(understood->shapes[understood->n_examples], shape, sizeof shape);
    if (cell[0] == '\0') {
        snprintf(example, sizeof understood->examples[0], _("\"\" as %.60s"), plain);
    } else {
        snprintf(example, sizeof understood->examples[0], _("%s as %.60s"), koppel_text_quote(cell, quoted), plain);
    }
    understood->n_examples++;
}

enum koppel_status koppel_findings_understand(struct koppel_cell_findings *findings, int32_t position, int32_t row,
                                              long line, const char *cell, const char *plain)
{
    struct koppel_understood_cells *understood = NULL;

    for (size_t i = 0; i < findings->n_understood && understood == NULL; i++) {
        struct koppel_understood_cells *other = &findings->understood[i];

        understood = other->position == position && other->are_trimmed == (plain == NULL) ? other : NULL;
    }
    if (understood == NULL) {
        if (koppel_grow((void **)&findings->understood, &findings->understood_capacity, findings->n_understood + 1,
                        sizeof *findings->understood) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        understood = &findings->understood[findings->n_understood++];
        *understood = (struct koppel_understood_cells){.position = position, .are_trimmed = plain == NULL};
    }
    koppel_lines_add(&understood->lines, row, line);
    if (plain != NULL) {
        add_example(understood, cell, plain);
    }
    return KOPPEL_OK;
}

void koppel_findings_free(struct koppel_cell_findings *findings)
{
    free(findings->refused);
    free(findings->understood);
    *findings = (struct koppel_cell_findings){0};
}
