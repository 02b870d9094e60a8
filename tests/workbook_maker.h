// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* workbook_maker.h - makes workbooks for tests, part by part, in memory (over minizip). */
#ifndef KOPPEL_TESTS_WORKBOOK_MAKER_H
#define KOPPEL_TESTS_WORKBOOK_MAKER_H

#include "base/text.h"

#include <stddef.h>

/** A zip archive that grows in memory. Zero-initialise. */
struct workbook_maker {
    char *bytes; /* n_bytes once it is finished */
    size_t n_bytes, capacity, at;
    void *file; /* of minizip */
    struct koppel_text sheets, relations;
    int n_sheets;
};

/** What stands at the head of the parts: the namespaces of the format, transitional and strict. */
#define MAIN_SPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT_SPACE "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define RELATION_SPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_RELATION_SPACE "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PACKAGE_SPACE "http://schemas.openxmlformats.org/package/2006/relationships"

/** Adds a part, deflated. */
void maker_part(struct workbook_maker *maker, const char *name, const char *bytes, size_t n_bytes);
void maker_text(struct workbook_maker *maker, const char *name, const char *text);

/** Begins a part to which pieces are added, and ends it. */
void maker_begin(struct workbook_maker *maker, const char *name);
void maker_piece(struct workbook_maker *maker, const char *bytes, size_t n_bytes);
void maker_end(struct workbook_maker *maker);

/** Adds a sheet: what stands inside <sheetData>, and what comes after it ("": nothing). */
void maker_sheet(struct workbook_maker *maker, const char *name, const char *rows, const char *after);

/** Names a sheet whose part, sheetN.xml with N from 1, the caller adds. @param state  attributes more, such as
 * state="hidden", or "" */
void maker_name_sheet(struct workbook_maker *maker, const char *name, const char *state);

/** Adds the shared strings: what stands inside <sst>. */
void maker_strings(struct workbook_maker *maker, const char *items);

/** Adds styles: 0 plain, 1 a date (built-in 14), 2 date and time (22), 3 a custom date, 4 0000, 5 "GM"0000, 6 a time
 * (20), 7 mmm-yy (17). */
void maker_styles(struct workbook_maker *maker);

/** Adds the workbook's own part and its relationships, and ends the archive. @param more  inside <workbook>, such as
 * <workbookPr date1904="1"/>, or "" */
void maker_finish(struct workbook_maker *maker, const char *more);

/** Ends the archive as it is. */
void maker_close(struct workbook_maker *maker);

/** Writes the finished bytes to a file. @return false when that failed */
int maker_write(const struct workbook_maker *maker, const char *path);

/** Frees and zeroes. */
void maker_free(struct workbook_maker *maker);

#endif
