// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the reader of a whole case; case_input.h says how an input holds its tables. */
#include "case_input.h"
#include "fuzzing.h"
#include "model/housing_class.h"

#include <limits.h>
#include <string.h>

/* Follows the row numbers of a case that was read: one that points outside its table is found by the sanitizer. */
static long follow(const struct koppel_case *kase)
{
    long sum = 0;

    for (int32_t j = 0; j < kase->n_units; j++) {
        sum += koppel_unit_municipality(kase, j) + kase->corporations[kase->units[j].corporation].name[0];
        sum += kase->units[j].label != KOPPEL_NONE ? kase->labels.ids[kase->units[j].label][0] : 0;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        const struct koppel_household *row = &kase->households[i];

        sum += row->municipality != KOPPEL_NONE ? kase->municipalities[row->municipality].id[0] : 0;
        for (int32_t k = 0; k < row->n_labour; k++) {
            sum += kase->labour_regions.ids[kase->household_labour[row->labour_first + k]][0];
        }
    }
    for (int32_t l = 0; l < kase->n_limits; l++) {
        sum += (long)strlen(kase->limits[l].where_value);
        if (kase->limits[l].measure == KOPPEL_MEASURE_EXTRA && kase->n_households > 0) {
            sum += (long)koppel_extra_number(&kase->household_extra, 0, kase->limits[l].measure_column);
        }
    }
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        sum += kase->units[kase->decisions[d].unit].id[0] + kase->households[kase->decisions[d].household].id[0];
    }
    for (int32_t k = 0; k < kase->n_chances; k++) {
        const struct koppel_chance *row = &kase->chances[k];

        sum += row->of == KOPPEL_CHANCE_OF_HOUSEHOLD ? kase->households[row->row].id[0] : 0;
        sum += row->of == KOPPEL_CHANCE_OF_UNIT ? kase->units[row->row].id[0] : 0;
        sum += row->of == KOPPEL_CHANCE_OF_ARRIVAL ? kase->arrivals[row->row].household.id[0] : 0;
        sum += row->of == KOPPEL_CHANCE_OF_RELEASE ? kase->releases[row->row].unit.id[0] : 0;
    }
    for (int32_t k = 0; k < kase->n_forecasts; k++) {
        MUST(kase->forecasts[k].class_ >= 0 && kase->forecasts[k].class_ < KOPPEL_N_CLASSES);
    }
    return sum + koppel_case_period(kase, koppel_case_last_day(kase));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct case_input input;
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};
    enum koppel_status status = KOPPEL_OK;

    case_input_split(&input, bytes, n_bytes);
    status = koppel_case_read(
        "/nonexistent",
        &(struct koppel_case_request){.scope = KOPPEL_CASE_ALLOCATION, .files = input.files, .n_files = input.n_files},
        &kase, &errors, &notes);
    must_explain(status, &errors);
    MUST(status != KOPPEL_OK || follow(&kase) > LONG_MIN);
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    return 0;
}
