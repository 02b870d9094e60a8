// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the readers of rule sets. The first byte of an input says which file it is (o, r, a, t, l or s), the rest is
 * its text. */
#include "base/date.h"
#include "fuzzing.h"
#include "io/rules_reader.h"
#include "province/supervision_reader.h"

static enum koppel_status parse(char which, const char *text, size_t n_bytes, int32_t day, struct koppel_errors *errors)
{
    static struct koppel_rules rules;
    static struct koppel_ladder ladder;
    static struct koppel_supervision_dates dates;

    switch (which) {
    case 'o':
        return koppel_rules_parse("occupancy", text, n_bytes, "fuzz.json", day, &rules, errors);
    case 'r':
        return koppel_rules_parse("rent_limits", text, n_bytes, "fuzz.json", day, &rules, errors);
    case 'a':
        return koppel_rules_parse("age_labels", text, n_bytes, "fuzz.json", day, &rules, errors);
    case 't':
        return koppel_rules_parse("terms", text, n_bytes, "fuzz.json", day, &rules, errors);
    case 'l':
        return koppel_ladder_parse(text, n_bytes, "fuzz.json", day, &ladder, errors);
    case 's':
        return koppel_supervision_dates_parse(text, n_bytes, "fuzz.json", day, &dates, errors);
    default:
        return KOPPEL_OK;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct koppel_errors errors = {0};
    const char *text = (const char *)bytes;
    int32_t day = koppel_date_make(2026, 1, 1);

    if (n_bytes > 0) {
        enum koppel_status status = parse(text[0], text + 1, n_bytes - 1, day, &errors);
        must_explain(status, &errors);
    }
    return 0;
}
