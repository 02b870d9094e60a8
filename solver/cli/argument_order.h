// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* argument_order.h - tells when the folders of check and why stand in the wrong order. */
#ifndef KOPPEL_CLI_ARGUMENT_ORDER_H
#define KOPPEL_CLI_ARGUMENT_ORDER_H

#include "base/error.h"

/**
 * One message when a proposal, a case and a household were named, but not in the order CASE FOLDER [HOUSEHOLD].
 * @param command  "check" or "why"
 * @param household  NULL for check
 * @return KOPPEL_OK or KOPPEL_E_ARGUMENT
 */
enum koppel_status koppel_argument_order_check(const char *command, const char *case_folder, const char *folder,
                                               const char *household, struct koppel_errors *errors);

#endif
