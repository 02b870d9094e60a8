// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* zip_writer.c - a zip archive made in memory, by minizip (see zip_writer.h). */
#include "workbook/zip_writer.h"

#include <limits.h>
#include <string.h>

#include <zip.h>

static voidpf open_memory(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong read_memory(voidpf opaque, voidpf stream, void *out, uLong n)
{
    (void)opaque;
    (void)stream;
    (void)out;
    (void)n;
    return 0; /* nothing that was written is read back */
}

/* Writes over what is there (the sizes of a part, once they are known), or at the end. Without memory minizip is not
 * told, for it would leak the header of the part: it goes on for nothing, and koppel_zip_writer_finish says so. */
static uLong write_memory(voidpf opaque, voidpf stream, const void *bytes, uLong n)
{
    struct koppel_zip_writer *zip = opaque;
    size_t left = zip->n_bytes - zip->at;
    size_t over = n < left ? n : left;

    (void)stream;
    if (over > 0 && !zip->bytes.failed) {
        memcpy(zip->bytes.bytes + zip->at, bytes, over);
    }
    koppel_text_append(&zip->bytes, (const char *)bytes + over, n - over);
    zip->at += n;
    zip->n_bytes += n - over;
    return n;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
    (void)stream;
    return ((const struct koppel_zip_writer *)opaque)->at;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    struct koppel_zip_writer *zip = opaque;
    ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_CUR ? zip->at : origin == ZLIB_FILEFUNC_SEEK_END ? zip->n_bytes : 0;

    (void)stream;
    if (from + offset > zip->n_bytes) {
        return -1;
    }
    zip->at = (size_t)(from + offset);
    return 0;
}

static int answer_zero(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

static void begin(struct koppel_zip_writer *zip)
{
    zlib_filefunc64_def functions = {.zopen64_file = open_memory,
                                     .zread_file = read_memory,
                                     .zwrite_file = write_memory,
                                     .ztell64_file = tell_memory,
                                     .zseek64_file = seek_memory,
                                     .zclose_file = answer_zero,
                                     .zerror_file = answer_zero,
                                     .opaque = zip};

    zip->file = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &functions);
    zip->failed = zip->file == NULL;
}

void koppel_zip_writer_part(struct koppel_zip_writer *zip, const char *name, const char *bytes, size_t n_bytes)
{
    const zip_fileinfo about = {.tmz_date = {.tm_mday = 1, .tm_year = 1980}}; /* the first day that a zip can tell */

    if (zip->file == NULL && !zip->failed) {
        begin(zip);
    }
    if (zip->failed) {
        return;
    }
    if (zipOpenNewFileInZip(zip->file, name, &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, Z_DEFAULT_COMPRESSION) !=
        ZIP_OK) {
        zip->failed = true;
        return;
    }
    for (size_t at = 0; at < n_bytes && !zip->failed;) {
        size_t n = n_bytes - at < INT_MAX ? n_bytes - at : INT_MAX;

        zip->failed = zipWriteInFileInZip(zip->file, bytes + at, (unsigned)n) != ZIP_OK;
        at += n;
    }
    zip->failed = zipCloseFileInZip(zip->file) != ZIP_OK || zip->failed;
}

enum koppel_status koppel_zip_writer_finish(struct koppel_zip_writer *zip, struct koppel_text *bytes)
{
    if (zip->file != NULL) {
        zip->failed = zipClose(zip->file, NULL) != ZIP_OK || zip->failed;
    }
    *bytes = (struct koppel_text){0};
    if (zip->failed || zip->bytes.failed) {
        koppel_text_free(&zip->bytes);
        *zip = (struct koppel_zip_writer){0};
        return KOPPEL_E_MEMORY;
    }
    *bytes = zip->bytes;
    *zip = (struct koppel_zip_writer){0};
    return KOPPEL_OK;
}
