// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* workbook_maker.c - makes workbooks for tests (see workbook_maker.h). A fault here ends the test program. */
#include "workbook_maker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

static void must(int condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "workbook_maker: %s failed\n", what);
        abort();
    }
}

static voidpf open_memory(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong read_memory(voidpf opaque, voidpf stream, void *out, uLong n)
{
    struct workbook_maker *maker = opaque;
    size_t left = maker->n_bytes - maker->at;
    size_t taken = n < left ? n : left;

    (void)stream;
    memcpy(out, maker->bytes + maker->at, taken);
    maker->at += taken;
    return (uLong)taken;
}

static uLong write_memory(voidpf opaque, voidpf stream, const void *bytes, uLong n)
{
    struct workbook_maker *maker = opaque;

    (void)stream;
    if (maker->at + n > maker->capacity) {
        maker->capacity = 2 * (maker->at + n) + 4096;
        maker->bytes = realloc(maker->bytes, maker->capacity);
        must(maker->bytes != NULL, "realloc");
    }
    memcpy(maker->bytes + maker->at, bytes, n);
    maker->at += n;
    maker->n_bytes = maker->at > maker->n_bytes ? maker->at : maker->n_bytes;
    return n;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
    (void)stream;
    return ((struct workbook_maker *)opaque)->at;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    struct workbook_maker *maker = opaque;

    (void)stream;
    maker->at = origin == ZLIB_FILEFUNC_SEEK_SET   ? (size_t)offset
                : origin == ZLIB_FILEFUNC_SEEK_END ? maker->n_bytes + (size_t)offset
                                                   : maker->at + (size_t)offset;
    return 0;
}

static int close_memory(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

void maker_begin(struct workbook_maker *maker, const char *name)
{
    zip_fileinfo about = {0};

    if (maker->file == NULL) {
        zlib_filefunc64_def functions = {.zopen64_file = open_memory,
                                         .zread_file = read_memory,
                                         .zwrite_file = write_memory,
                                         .ztell64_file = tell_memory,
                                         .zseek64_file = seek_memory,
                                         .zclose_file = close_memory,
                                         .zerror_file = close_memory,
                                         .opaque = maker};

        maker->file = zipOpen2_64("test.xlsx", APPEND_STATUS_CREATE, NULL, &functions);
        must(maker->file != NULL, "zipOpen");
    }
    must(zipOpenNewFileInZip(maker->file, name, &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6) == ZIP_OK,
         "zipOpenNewFileInZip");
}

void maker_piece(struct workbook_maker *maker, const char *bytes, size_t n_bytes)
{
    must(zipWriteInFileInZip(maker->file, bytes, (unsigned)n_bytes) == ZIP_OK, "zipWriteInFileInZip");
}

void maker_end(struct workbook_maker *maker)
{
    must(zipCloseFileInZip(maker->file) == ZIP_OK, "zipCloseFileInZip");
}

void maker_part(struct workbook_maker *maker, const char *name, const char *bytes, size_t n_bytes)
{
    maker_begin(maker, name);
    maker_piece(maker, bytes, n_bytes);
    maker_end(maker);
}

void maker_text(struct workbook_maker *maker, const char *name, const char *text)
{
    maker_part(maker, name, text, strlen(text));
}

void maker_name_sheet(struct workbook_maker *maker, const char *name, const char *state)
{
    int n = ++maker->n_sheets;

    koppel_text_add(&maker->sheets, "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"s%d\" %s/>", name, n, n, state);
    koppel_text_add(
        &maker->relations,
        "<Relationship Id=\"s%d\" Type=\"" RELATION_SPACE "/worksheet\" Target=\"worksheets/sheet%d.xml\"/>", n, n);
}

void maker_sheet(struct workbook_maker *maker, const char *name, const char *rows, const char *after)
{
    struct koppel_text part = {0};
    char path[64];

    maker_name_sheet(maker, name, "");
    snprintf(path, sizeof path, "xl/worksheets/sheet%d.xml", maker->n_sheets);
    koppel_text_add(&part, "<worksheet xmlns=\"" MAIN_SPACE "\"><sheetData>%s</sheetData>%s</worksheet>", rows, after);
    must(!part.failed, "koppel_text_add");
    maker_part(maker, path, part.bytes, part.n_bytes);
    koppel_text_free(&part);
}

void maker_strings(struct workbook_maker *maker, const char *items)
{
    struct koppel_text part = {0};

    koppel_text_add(&part, "<sst xmlns=\"" MAIN_SPACE "\">%s</sst>", items);
    maker_part(maker, "xl/sharedStrings.xml", part.bytes, part.n_bytes);
    koppel_text_free(&part);
    koppel_text_add(&maker->relations, "<Relationship Id=\"strings\" Type=\"" RELATION_SPACE
                                       "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>");
}

void maker_styles(struct workbook_maker *maker)
{
    maker_text(maker, "xl/styles.xml",
               "<styleSheet xmlns=\"" MAIN_SPACE "\"><numFmts count=\"3\">"
               "<numFmt numFmtId=\"164\" formatCode=\"[$-413]d\\-mmm\\-yyyy;@\"/>"
               "<numFmt numFmtId=\"165\" formatCode=\"0000\"/>"
               "<numFmt numFmtId=\"166\" formatCode=\"&quot;GM&quot;0000\"/></numFmts>"
               "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
               "<xf numFmtId=\"22\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/>"
               "<xf numFmtId=\"20\"/><xf numFmtId=\"17\"/></cellXfs></styleSheet>");
    koppel_text_add(&maker->relations,
                    "<Relationship Id=\"styles\" Type=\"" RELATION_SPACE "/styles\" Target=\"styles.xml\"/>");
}

void maker_finish(struct workbook_maker *maker, const char *more)
{
    struct koppel_text part = {0};

    koppel_text_add(
        &part, "<workbook xmlns=\"" MAIN_SPACE "\" xmlns:r=\"" RELATION_SPACE "\">%s<sheets>%s</sheets></workbook>",
        more, maker->sheets.n_bytes > 0 ? maker->sheets.bytes : "");
    maker_part(maker, "xl/workbook.xml", part.bytes, part.n_bytes);
    koppel_text_free(&part);
    koppel_text_add(&part, "<Relationships xmlns=\"" PACKAGE_SPACE "\">%s</Relationships>",
                    maker->relations.n_bytes > 0 ? maker->relations.bytes : "");
    maker_part(maker, "xl/_rels/workbook.xml.rels", part.bytes, part.n_bytes);
    koppel_text_free(&part);
    maker_text(maker, "_rels/.rels",
               "<Relationships xmlns=\"" PACKAGE_SPACE "\"><Relationship Id=\"r\" Type=\"" RELATION_SPACE
               "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    maker_close(maker);
}

void maker_close(struct workbook_maker *maker)
{
    must(zipClose(maker->file, NULL) == ZIP_OK, "zipClose");
    maker->file = NULL;
}

int maker_write(const struct workbook_maker *maker, const char *path)
{
    FILE *stream = fopen(path, "wb");
    size_t n = stream != NULL ? fwrite(maker->bytes, 1, maker->n_bytes, stream) : 0;

    return stream != NULL && fclose(stream) == 0 && n == maker->n_bytes;
}

void maker_free(struct workbook_maker *maker)
{
    free(maker->bytes);
    koppel_text_free(&maker->sheets);
    koppel_text_free(&maker->relations);
    *maker = (struct workbook_maker){0};
}
