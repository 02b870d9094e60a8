// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* example_cases.h - the five example cases of data/. */
#ifndef KOPPEL_GENERATE_EXAMPLE_CASES_H
#define KOPPEL_GENERATE_EXAMPLE_CASES_H

#include "base/error.h"

/** Name of example case i: municipality-a, -b, -c, -d, region-east; NULL after the last one. */
const char *koppel_example_name(size_t i);

/** Writes example case i as a folder, always the same bytes. @return as koppel_folder_write */
enum koppel_status koppel_example_write(size_t i, const char *folder, bool force, struct koppel_errors *errors);

#endif
