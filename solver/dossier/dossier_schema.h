// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_schema.h - the tables of a dossier, as steps from one version of the schema to the next. */
#ifndef KOPPEL_DOSSIER_DOSSIER_SCHEMA_H
#define KOPPEL_DOSSIER_DOSSIER_SCHEMA_H

#include "dossier/dossier.h"

/** koppel_schema_steps[v] leads from version v to v + 1; statements, the last followed by NULL. A step that was published
 * is never changed. */
extern const char *const *const koppel_schema_steps[KOPPEL_DOSSIER_SCHEMA];

#endif
