// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_writing.h - what the files that make a workbook share. */
#ifndef KOPPEL_WORKBOOK_BOOK_WRITING_H
#define KOPPEL_WORKBOOK_BOOK_WRITING_H

#include "workbook/book_writer.h"

#define KOPPEL_XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define KOPPEL_MAIN_SPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define KOPPEL_RELATION_SPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define KOPPEL_PACKAGE_SPACE "http://schemas.openxmlformats.org/package/2006"
#define KOPPEL_MAIN_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml"

/** Appends a text as XML, cut at what a cell can hold. */
void koppel_xml_text(struct koppel_text *xml, const char *text);

/** The part with the looks of cells: style s of enum koppel_cell_style is format s + 1. */
void koppel_book_styles(struct koppel_text *xml, const char *day_format);

/** Adds the parts with the notes of the sheet that was added last. */
void koppel_book_notes_add(struct koppel_book_writer *book, const struct koppel_new_sheet *sheet);

#endif
