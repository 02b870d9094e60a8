// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* zip_writer.h - a zip archive made in memory, part by part. Equal parts give equal bytes: no part has a date of its own. */
#ifndef KOPPEL_WORKBOOK_ZIP_WRITER_H
#define KOPPEL_WORKBOOK_ZIP_WRITER_H

#include "base/text.h"

/** An archive being made. Zero-initialise; it must not move between its first part and koppel_zip_writer_finish. */
struct koppel_zip_writer {
    void *file; /* of minizip; NULL: nothing was written yet */
    struct koppel_text bytes;
    size_t n_bytes; /* of the archive so far; bytes has fewer once memory ran out */
    size_t at;
    bool failed; /* once it is true, nothing more is written */
};

/** Adds a part, packed. */
void koppel_zip_writer_part(struct koppel_zip_writer *zip, const char *name, const char *bytes, size_t n_bytes);

/**
 * Closes the archive and hands its bytes over, or frees what there is.
 * @param[out] bytes  appended to nothing: its old content is not kept; owned by the caller
 * @return KOPPEL_OK or KOPPEL_E_MEMORY, the only way in which packing in memory can fail
 */
enum koppel_status koppel_zip_writer_finish(struct koppel_zip_writer *zip, struct koppel_text *bytes);

#endif
