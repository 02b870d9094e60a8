/* decisions.c - recorded decisions on pairs: look-up, and checks against each other and the rules (see decisions.h). */
#include "model/decisions.h"

#include "base/memory.h"

#include <stdlib.h>

struct decision_order {
    int64_t key;
    int32_t row;
};

static int compare_decisions(const void *a, const void *b)
{
    const struct decision_order *x = a;
    const struct decision_order *y = b;

    if (x->key != y->key) {
        return x->key < y->key ? -1 : 1;
    }
    return x->row < y->row ? -1 : (x->row > y->row);
}

enum koppel_status koppel_decisions_sort(struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    struct decision_order *order = koppel_new((size_t)kase->n_decisions, sizeof *order);

    fit->n_decisions = kase->n_decisions;
    if (order == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        const struct koppel_decision *decision = &kase->decisions[d];

        order[d] = (struct decision_order){(int64_t)decision->household * kase->n_units + decision->unit, d};
    }
    qsort(order, (size_t)kase->n_decisions, sizeof *order, compare_decisions);
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        fit->decision_keys[d] = order[d].key;
        fit->decision_kinds[d] = (unsigned char)kase->decisions[order[d].row].kind;
    }
    free(order);
    return KOPPEL_OK;
}

int32_t koppel_decision_find(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int64_t key = (int64_t)household * fit->kase->n_units + unit;
    int32_t low = 0;
    int32_t high = fit->n_decisions;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (fit->decision_keys[middle] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < fit->n_decisions && fit->decision_keys[low] == key ? low : fit->n_decisions;
}

/* Says what is wrong with one keep decision, if anything. `kept_unit` and `kept_count` carry the keeps seen so far. */
static void keep_check(const struct koppel_suitability *fit, const struct koppel_decision *decision, int32_t *kept_unit,
                       int32_t *kept_count, struct koppel_errors *errors)
{
    const struct koppel_case *kase = fit->kase;
    const char *household = kase->households[decision->household].id;
    const char *unit = kase->units[decision->unit].id;
    int32_t earlier = kept_unit[decision->household];
    int32_t first = koppel_decision_find(fit, decision->household, decision->unit);
    enum koppel_refusal refusal = koppel_household_fits_unit(fit, decision->household, decision->unit);

    if (first + 1 < fit->n_decisions && fit->decision_keys[first + 1] == fit->decision_keys[first]) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "decisions.csv"), decision->line, 0,
                          "keep %s in %s: another decision on the same household and unit stands beside it; leave only "
                          "the one that rules",
                          household, unit);
    } else if (refusal != KOPPEL_SUITABLE) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "decisions.csv"), decision->line, 0,
                          "keep %s in %s contradicts rule %s (%s); correct the tables or take the decision out",
                          household, unit, koppel_refusal_code(refusal), koppel_refusal_text(refusal));
    }
    if (earlier != KOPPEL_NONE && earlier != decision->unit) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "decisions.csv"), decision->line, 0,
                          "keep %s in %s contradicts an earlier row that keeps the household in %s", household, unit,
                          kase->units[earlier].id);
    }
    kept_unit[decision->household] = decision->unit;
    if (++kept_count[decision->unit] == kase->units[decision->unit].places + 1) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "decisions.csv"), decision->line, 0,
                          "keep %s in %s: the unit has %d place(s) and more households are kept in it", household, unit,
                          (int)kase->units[decision->unit].places);
    }
}

enum koppel_status koppel_decisions_check(const struct koppel_suitability *fit, struct koppel_errors *errors)
{
    const struct koppel_case *kase = fit->kase;
    int32_t *kept_unit = koppel_new((size_t)kase->n_households, sizeof *kept_unit);
    int32_t *kept_count = koppel_new((size_t)kase->n_units, sizeof *kept_count);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (kept_unit == NULL || kept_count == NULL) {
        goto out;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        kept_unit[i] = KOPPEL_NONE;
    }
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        if (kase->decisions[d].kind == KOPPEL_KEEP) {
            keep_check(fit, &kase->decisions[d], kept_unit, kept_count, errors);
        }
    }
    status = KOPPEL_OK;
out:
    free(kept_unit);
    free(kept_count);
    return status;
}
