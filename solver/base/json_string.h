// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* json_string.h - texts as strings of JSON. */
#ifndef KOPPEL_BASE_JSON_STRING_H
#define KOPPEL_BASE_JSON_STRING_H

#include "base/text.h"

/** A JSON string with its quotes: control signs, quotes and backslashes escaped; NULL is null. UTF-8 stays as it is. */
void koppel_json_string(struct koppel_text *text, const char *string);

#endif
