// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* zip_reader.c - the parts of a zip archive in memory (see zip_reader.h). */
#include "workbook/zip_reader.h"

#include <inttypes.h>
#include <string.h>

#include <unzip.h>

enum { PIECE_BYTES = 1 << 16, ANY_CASE = 2, ENCRYPTED = 1, STORED = 0, DEFLATED = 8 };

/* minizip reads through these: the archive is in memory, and nothing is opened. */
static voidpf open_memory(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong read_memory(voidpf opaque, voidpf stream, void *out, uLong n)
{
    struct koppel_zip *zip = opaque;
    size_t left = zip->n_bytes - zip->at;
    size_t taken = n < left ? n : left;

    (void)stream;
    memcpy(out, zip->bytes + zip->at, taken);
    zip->at += taken;
    return (uLong)taken;
}

static uLong write_memory(voidpf opaque, voidpf stream, const void *bytes, uLong n)
{
    (void)opaque;
    (void)stream;
    (void)bytes;
    (void)n;
    return 0;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
    (void)stream;
    return ((const struct koppel_zip *)opaque)->at;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    struct koppel_zip *zip = opaque;
    ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_CUR ? zip->at : origin == ZLIB_FILEFUNC_SEEK_END ? zip->n_bytes : 0;

    (void)stream;
    if (offset > zip->n_bytes || from + offset > zip->n_bytes) {
        return -1;
    }
    zip->at = (size_t)(from + offset);
    return 0;
}

static int close_memory(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

static enum koppel_status refuse_damaged(const struct koppel_zip *zip, struct koppel_errors *errors)
{
    return koppel_errors_add(errors, KOPPEL_E_INPUT, zip->name, 0, 0,
                             "the workbook is damaged or not complete: open it in your spreadsheet program, save it "
                             "again as .xlsx, or take an older copy");
}

enum koppel_status koppel_zip_open(const char *bytes, size_t n_bytes, const char *name, struct koppel_zip *zip,
                                   struct koppel_errors *errors)
{
    zlib_filefunc64_def functions = {.zopen64_file = open_memory,
                                     .zread_file = read_memory,
                                     .zwrite_file = write_memory,
                                     .ztell64_file = tell_memory,
                                     .zseek64_file = seek_memory,
                                     .zclose_file = close_memory,
                                     .zerror_file = close_memory,
                                     .opaque = zip};
    unz_global_info64 about = {0};

    *zip = (struct koppel_zip){.name = name, .bytes = bytes, .n_bytes = n_bytes};
    zip->file = unzOpen2_64(name, &functions);
    if (zip->file == NULL || unzGetGlobalInfo64(zip->file, &about) != UNZ_OK) {
        return refuse_damaged(zip, errors);
    }
    if (about.number_entry > KOPPEL_ZIP_MAX_PARTS) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "the workbook has more than %d parts: is this a workbook?", KOPPEL_ZIP_MAX_PARTS);
    }
    return KOPPEL_OK;
}

bool koppel_zip_has(struct koppel_zip *zip, const char *part)
{
    return unzLocateFile(zip->file, part, ANY_CASE) == UNZ_OK;
}

/* Counts bytes that came out, and refuses what grows out of all proportion. */
static enum koppel_status count_bytes(struct koppel_zip *zip, const char *part, int64_t n, struct koppel_errors *errors)
{
    zip->unpacked += n;
    if (zip->unpacked > KOPPEL_ZIP_MAX_BYTES) {
        zip->is_refused = true;
        return koppel_errors_add(errors, KOPPEL_E_INPUT, zip->name, 0, 0,
                                 "the workbook unpacks to more than %" PRId64 " MiB: keep only the tables that the "
                                 "case needs",
                                 KOPPEL_ZIP_MAX_BYTES >> 20);
    }
    if (zip->unpacked > KOPPEL_ZIP_FREE_BYTES && zip->unpacked / KOPPEL_ZIP_MAX_RATIO > (int64_t)zip->n_bytes) {
        zip->is_refused = true;
        return koppel_errors_add(errors, KOPPEL_E_INPUT, zip->name, 0, 0,
                                 "the workbook unpacks to more than %d times its size (%s): that is no plain table; "
                                 "delete empty rows and columns that are formatted, and save it again",
                                 KOPPEL_ZIP_MAX_RATIO, part);
    }
    return KOPPEL_OK;
}

static enum koppel_status read_open(struct koppel_zip *zip, const char *part, koppel_zip_take take, void *data,
                                    struct koppel_errors *errors)
{
    char piece[PIECE_BYTES];
    enum koppel_status status = KOPPEL_OK;

    for (;;) {
        int n = unzReadCurrentFile(zip->file, piece, sizeof piece);

        if (n < 0) {
            return refuse_damaged(zip, errors);
        }
        status = count_bytes(zip, part, n, errors);
        if (status == KOPPEL_OK) {
            status = take(data, piece, (size_t)n, n == 0);
        }
        if (status != KOPPEL_OK || n == 0) {
            return status;
        }
    }
}

enum koppel_status koppel_zip_read(struct koppel_zip *zip, const char *part, koppel_zip_take take, void *data,
                                   struct koppel_errors *errors)
{
    unz_file_info64 about = {0};
    enum koppel_status status = KOPPEL_OK;

    if (zip->is_refused) {
        return KOPPEL_E_INPUT;
    }
    if (unzLocateFile(zip->file, part, ANY_CASE) != UNZ_OK) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, zip->name, 0, 0,
                                 "the workbook is not complete, its part %.80s is missing: save it again as .xlsx",
                                 part);
    }
    if (unzGetCurrentFileInfo64(zip->file, &about, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK) {
        return refuse_damaged(zip, errors);
    }
    if ((about.flag & ENCRYPTED) != 0) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, zip->name, 0, 0,
                                 "the workbook is locked with a password: save it without one");
    }
    if ((about.compression_method != STORED && about.compression_method != DEFLATED) ||
        unzOpenCurrentFile(zip->file) != UNZ_OK) {
        return refuse_damaged(zip, errors);
    }
    status = read_open(zip, part, take, data, errors);
    if (unzCloseCurrentFile(zip->file) != UNZ_OK && status == KOPPEL_OK) {
        status = refuse_damaged(zip, errors);
    }
    return status;
}

void koppel_zip_close(struct koppel_zip *zip)
{
    if (zip->file != NULL) {
        unzClose(zip->file);
    }
    *zip = (struct koppel_zip){0};
}
