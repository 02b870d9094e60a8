// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_schema.h - what a policy may hold, as a JSON Schema (draft 2020-12) for editors and other programs. */
#ifndef KOPPEL_IO_POLICY_SCHEMA_H
#define KOPPEL_IO_POLICY_SCHEMA_H

#include "koppel.h"

/**
 * The schema of policies, from the same table of keys that reads them. It holds what one key can be; what keys say
 * together (a mix rule with min above max, two tiers with one objective) only koppel policy --policy FILE checks.
 * @param[out] json  owned by the caller (free); NULL after a fault
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_policy_schema_print(char **json);

#endif
