// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_view.c - which municipalities tables show, and in which order (see province.h). */
#include "province/province.h"

#include <string.h>

const char *koppel_province_order_name(enum koppel_province_order order)
{
    static const char *const names[KOPPEL_N_ORDERS] = {"case", "code",       "name",   "inhabitants", "arrears",
                                                       "lead", "per-100000", "missed", "rung"};

    return names[order];
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Arrears by inhabitants, without division: whose are more comes first. */
static int compare_shares(const struct koppel_standing *a, const struct koppel_standing *b)
{
    return compare(a->balance_after * b->inhabitants, b->balance_after * a->inhabitants);
}

/* Below 0 when municipality a comes before b. */
static int compare_rows(const struct koppel_province *province, enum koppel_province_order order, int32_t a, int32_t b)
{
    const struct koppel_municipality *municipalities = province->kase->municipalities;
    const struct koppel_supervised *x = &province->rows[a];
    const struct koppel_supervised *y = &province->rows[b];

    switch (order) {
    case KOPPEL_ORDER_CODE:
        return strcmp(municipalities[a].id, municipalities[b].id);
    case KOPPEL_ORDER_NAME:
        return strcmp(municipalities[a].name, municipalities[b].name);
    case KOPPEL_ORDER_INHABITANTS:
        return compare(y->now.inhabitants, x->now.inhabitants);
    case KOPPEL_ORDER_ARREARS:
        return compare(x->now.balance_after, y->now.balance_after);
    case KOPPEL_ORDER_LEAD:
        return compare(y->now.balance_after, x->now.balance_after);
    case KOPPEL_ORDER_PER_INHABITANT:
        return compare_shares(&x->now, &y->now);
    case KOPPEL_ORDER_MISSED:
        return compare(y->rung.missed.n, x->rung.missed.n);
    case KOPPEL_ORDER_RUNG:
        return compare(y->rung.rung, x->rung.rung);
    case KOPPEL_ORDER_CASE:
    case KOPPEL_N_ORDERS:
        break;
    }
    return 0;
}

static bool is_shown(const struct koppel_province *province, const struct koppel_province_view *view, int32_t m)
{
    bool is_asked = view->n_only == 0;

    for (int32_t k = 0; k < view->n_only; k++) {
        is_asked = is_asked || view->only[k] == m;
    }
    return province->rows[m].has_target && is_asked &&
           (view->rung == KOPPEL_UNKNOWN || province->rows[m].rung.rung == view->rung);
}

void koppel_province_choose(struct koppel_province *province, const struct koppel_province_view *view)
{
    province->n_shown = 0;
    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        int32_t place = province->n_shown;

        if (!is_shown(province, view, m)) {
            continue;
        }
        while (place > 0 && compare_rows(province, view->order, m, province->shown[place - 1]) < 0) {
            province->shown[place] = province->shown[place - 1];
            place--;
        }
        province->shown[place] = m;
        province->n_shown++;
    }
}
