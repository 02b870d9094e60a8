/* summary_json.h - small parts of JSON, printed by hand so that equal input gives equal bytes. */
#ifndef KOPPEL_REPORT_SUMMARY_JSON_H
#define KOPPEL_REPORT_SUMMARY_JSON_H

#include "base/text.h"

/** A JSON string with its quotes: control signs, quotes and backslashes escaped; NULL is null. UTF-8 stays as it is. */
void koppel_json_string(struct koppel_text *text, const char *string);

#endif
