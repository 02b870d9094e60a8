// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* zip_reader.h - the parts of a zip archive in memory, unpacked piece by piece and never beyond the caps (over minizip).
 *
 * What the archive says of its sizes is not trusted: bytes are counted as they come out. Nothing is written, and a part
 * is only looked up by name inside the archive, so that no name in it can lead elsewhere.
 */
#ifndef KOPPEL_WORKBOOK_ZIP_READER_H
#define KOPPEL_WORKBOOK_ZIP_READER_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/** Unpacked bytes of one workbook, and how many times more than its packed size they may be; below the free amount
 * packing is not looked at. A plain sheet packs to a tenth, one of equal rows to a fiftieth. */
#define KOPPEL_ZIP_MAX_BYTES (INT64_C(1) << 28)
#define KOPPEL_ZIP_FREE_BYTES (INT64_C(1) << 23)
enum { KOPPEL_ZIP_MAX_RATIO = 100, KOPPEL_ZIP_MAX_PARTS = 10000 };

/** An archive that is open. The bytes and the name are borrowed. */
struct koppel_zip {
    const char *name; /* how messages call it */
    const char *bytes;
    size_t n_bytes;
    size_t at;        /* where minizip reads */
    void *file;       /* of minizip */
    int64_t unpacked; /* bytes so far, of all parts */
    bool is_refused;  /* a cap was passed, and told: nothing more is unpacked */
};

/**
 * Opens an archive; it must not move while it is open.
 * @return KOPPEL_OK; KOPPEL_E_INPUT with a message when it is damaged; the caller closes it even so
 */
enum koppel_status koppel_zip_open(const char *bytes, size_t n_bytes, const char *name, struct koppel_zip *zip,
                                   struct koppel_errors *errors);

/** Whether there is a part of this name; letters of either case. O(parts). */
bool koppel_zip_has(struct koppel_zip *zip, const char *part);

/** Takes a piece of a part, the last one with is_last and perhaps no bytes. @return KOPPEL_OK to go on */
typedef enum koppel_status (*koppel_zip_take)(void *data, const char *bytes, size_t n_bytes, bool is_last);

/**
 * Unpacks a part.
 * @return KOPPEL_OK; what `take` returned; KOPPEL_E_INPUT with a message: the part is not there, damaged, encrypted, or
 * larger than the caps (told once: all reading after that fails without a message)
 */
enum koppel_status koppel_zip_read(struct koppel_zip *zip, const char *part, koppel_zip_take take, void *data,
                                   struct koppel_errors *errors);

/** Closes and zeroes. Safe on a zeroed archive. */
void koppel_zip_close(struct koppel_zip *zip);

#endif
