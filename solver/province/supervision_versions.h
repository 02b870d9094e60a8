// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_versions.h - one version of supervision.json or of a ladder. For supervision_reader.c. */
#ifndef KOPPEL_PROVINCE_SUPERVISION_VERSIONS_H
#define KOPPEL_PROVINCE_SUPERVISION_VERSIONS_H

#include "io/rules_versions.h"
#include "model/supervision_rules.h"

/** Reads a version into `out`. @return false when not even its day could be read (with a message) */
typedef bool koppel_supervision_version_reader(const struct koppel_rule_version *version, int32_t *valid_from,
                                               void *out);

/** Into a struct koppel_supervision_dates. */
koppel_supervision_version_reader koppel_supervision_version_read;
/** Into a struct koppel_ladder; its name and provinces are left as they are. */
koppel_supervision_version_reader koppel_ladder_version_read;

/** Copies a text that is not empty, or refuses the value. */
void koppel_rule_copy_text(struct koppel_json_reading *json, const char *path, const cJSON *value, char *out,
                           size_t n_out);

#endif
