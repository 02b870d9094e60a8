// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* file_kind.h - what a file is by its first bytes, whatever its name says. */
#ifndef KOPPEL_WORKBOOK_FILE_KIND_H
#define KOPPEL_WORKBOOK_FILE_KIND_H

#include <stddef.h>

enum koppel_file_kind {
    KOPPEL_FILE_TEXT,    /* nothing that is known: perhaps a CSV table */
    KOPPEL_FILE_MARKUP,  /* begins like a web page or XML, as some systems export "Excel" files */
    KOPPEL_FILE_ZIP,     /* .xlsx, .ods and others */
    KOPPEL_FILE_LOCKED,  /* an Office file that is locked with a password */
    KOPPEL_FILE_OLD_BOOK /* .xls, up to Excel 2003 */
};

/** SOURCE  PKWARE APPNOTE 4.3.7 (zip), MS-CFB 2.2 (compound files), MS-OFFCRYPTO 2.3.4.4 (EncryptedPackage) */
enum koppel_file_kind koppel_file_kind_of(const char *bytes, size_t n_bytes);

/** What to do with a workbook that is not an .xlsx, "" when it may be one (KOPPEL_FILE_ZIP). */
const char *koppel_file_kind_advice(enum koppel_file_kind kind);

#endif
