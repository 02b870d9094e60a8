// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_reader.h - reads back the certificate.json of a written folder. */
#ifndef KOPPEL_IO_CERTIFICATE_READER_H
#define KOPPEL_IO_CERTIFICATE_READER_H

#include "base/error.h"
#include "model/case.h"
#include "model/certificate.h"

/** Larger files are refused. */
#define KOPPEL_CERTIFICATE_MAX_BYTES (INT64_C(1) << 28)

/**
 * Reads FOLDER/certificate.json.
 *
 * Only its form is judged here: names that the case has, each thing priced once, prices in range. What the prices prove
 * is for the check to find out.
 *
 * @param policy  that the folder was written with: its tiers, levels and mix rules are what prices are on
 * @param[out] certificate  without tiers when there is no such file; koppel_certificate_free, also after an error
 * @param[out] there  whether there is one
 * @return KOPPEL_OK; KOPPEL_E_INPUT, KOPPEL_E_MISSING or KOPPEL_E_MEMORY, with messages that name line or path
 */
enum koppel_status koppel_certificate_read(const char *folder, const struct koppel_case *kase,
                                           const struct koppel_policy *policy, struct koppel_certificate *certificate,
                                           bool *there, struct koppel_errors *errors);

/** The same for n_bytes of memory. */
enum koppel_status koppel_certificate_parse(const char *bytes, size_t n_bytes, const char *name,
                                            const struct koppel_case *kase, const struct koppel_policy *policy,
                                            struct koppel_certificate *certificate, struct koppel_errors *errors);

#endif
