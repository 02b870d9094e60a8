// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_notes.c - notes of cells in a new workbook, and the shapes in which they are shown (see book_writing.h). */
#include "base/error.h"
#include "workbook/book_writing.h"

#include <inttypes.h>
#include <stdio.h>

void koppel_new_sheet_note(struct koppel_new_sheet *sheet, const char *text)
{
    char name[KOPPEL_CELL_REFERENCE_BYTES];
    int32_t row = sheet->row - 1;
    int32_t column = sheet->column - 1;

    koppel_text_add(&sheet->notes, "<comment ref=\"%s\" authorId=\"0\"><text><t xml:space=\"preserve\">",
                    koppel_cell_name(sheet->row, sheet->column, name));
    koppel_xml_text(&sheet->notes, text);
    koppel_text_add(&sheet->notes, "</t></text></comment>");
    koppel_text_add(&sheet->shapes,
                    "<v:shape id=\"note%" PRId32 "\" type=\"#note\" style=\"position:absolute;visibility:hidden\" "
                    "fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:textbox/>"
                    "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%" PRId32
                    ", 15, %" PRId32 ", 4, %" PRId32 ", 15, %" PRId32
                    ", 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%" PRId32 "</x:Row><x:Column>%" PRId32
                    "</x:Column></x:ClientData></v:shape>",
                    sheet->n_notes + 1, column + 1, row, column + 4, row + 8, row, column);
    sheet->n_notes++;
}

static void add_part(struct koppel_book_writer *book, const char *form, struct koppel_text *xml)
{
    char path[64];

    snprintf(path, sizeof path, form, book->n_sheets);
    book->zip.failed = book->zip.failed || xml->failed;
    koppel_zip_writer_part(&book->zip, path, xml->bytes, xml->n_bytes);
    koppel_text_free(xml);
}

void koppel_book_notes_add(struct koppel_book_writer *book, const struct koppel_new_sheet *sheet)
{
    struct koppel_text xml = {0};
    int n = book->n_sheets;

    koppel_text_add(&xml, KOPPEL_XML_HEAD "<comments xmlns=\"" KOPPEL_MAIN_SPACE
                                          "\"><authors><author>Koppel</author></authors><commentList>");
    koppel_text_append(&xml, sheet->notes.bytes, sheet->notes.n_bytes);
    koppel_text_add(&xml, "</commentList></comments>");
    xml.failed = xml.failed || sheet->notes.failed;
    add_part(book, "xl/comments%d.xml", &xml);
    koppel_text_add(&xml,
                    "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
                    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
                    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap "
                    "v:ext=\"edit\" data=\"1\"/></o:shapelayout><v:shapetype id=\"note\" coordsize=\"21600,21600\" "
                    "o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/></v:shapetype>");
    koppel_text_append(&xml, sheet->shapes.bytes, sheet->shapes.n_bytes);
    koppel_text_add(&xml, "</xml>");
    xml.failed = xml.failed || sheet->shapes.failed;
    add_part(book, "xl/drawings/vmlDrawing%d.vml", &xml);
    koppel_text_add(&xml,
                    KOPPEL_XML_HEAD "<Relationships xmlns=\"" KOPPEL_PACKAGE_SPACE
                                    "/relationships\"><Relationship Id=\"shapes\" Type=\"" KOPPEL_RELATION_SPACE
                                    "/vmlDrawing\" Target=\"../drawings/vmlDrawing%d.vml\"/><Relationship "
                                    "Id=\"notes\" Type=\"" KOPPEL_RELATION_SPACE
                                    "/comments\" Target=\"../comments%d.xml\"/></Relationships>",
                    n, n);
    add_part(book, "xl/worksheets/_rels/sheet%d.xml.rels", &xml);
    koppel_text_add(&book->types,
                    "<Override PartName=\"/xl/comments%d.xml\" ContentType=\"" KOPPEL_MAIN_TYPE ".comments+xml\"/>", n);
}
