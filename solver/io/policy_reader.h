// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_reader.h - policies as JSON: reading, with every key checked, and printing. */
#ifndef KOPPEL_IO_POLICY_READER_H
#define KOPPEL_IO_POLICY_READER_H

#include "base/error.h"
#include "model/policy.h"

/**
 * Reads a policy: one JSON object whose keys are all optional; what is not there is as in koppel_policy_default, but
 * the name of a policy that sets keys and has no name is "unnamed". Lists
 * (`mix`, `urgency.classes`, `tiers`) replace the default list as a whole. Unknown and repeated keys, values out of
 * range and combinations without a meaning are errors, all listed, each with its path such as
 * `$.spread.tolerance_percent`.
 *
 * @param file    path of the file; messages call it so
 * @param[out] policy  complete when KOPPEL_OK is returned
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_policy_read(const char *file, struct koppel_policy *policy, struct koppel_errors *errors);

/** The same from n_bytes of text. */
enum koppel_status koppel_policy_parse(const char *text, size_t n_bytes, const char *file, struct koppel_policy *policy,
                                       struct koppel_errors *errors);

/**
 * The same on top of a policy: what the text does not name stays as it is. Groups that are a goal and have no place in
 * the order that the text names are only measured.
 * @param[in,out] policy  complete; of no use after an error
 */
enum koppel_status koppel_policy_change(const char *text, size_t n_bytes, const char *file,
                                        struct koppel_policy *policy, struct koppel_errors *errors);

/**
 * Prints a policy with every key; reading it back gives the same policy.
 * @param[out] json  to be freed with free; NULL after an error
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_policy_print(const struct koppel_policy *policy, char **json);

#endif
