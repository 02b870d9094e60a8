// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* need_text.c - households by need, and how many of them get a home (see need_text.h). */
#include "report/need_text.h"

#include "report/layout.h"

#include <inttypes.h>

enum { LARGE_FAMILY = 6, FIRST_WIDTH = 30, NUMBER_WIDTH = 13 };

bool koppel_household_has_need(const struct koppel_household *household, enum koppel_home_need need)
{
    int32_t persons = household->adults + household->children;

    switch (need) {
    case KOPPEL_NEED_STEP_FREE:
        return household->step_free;
    case KOPPEL_NEED_LARGE:
        return persons >= LARGE_FAMILY;
    case KOPPEL_NEED_SINGLE:
        return persons == 1;
    case KOPPEL_NEED_SHARING:
        return household->may_share;
    case KOPPEL_N_NEEDS:
        break;
    }
    return false;
}

void koppel_needs_count(const struct koppel_report *report, enum koppel_home_need need, struct koppel_need_count *count)
{
    const struct koppel_case *kase = report->fit->kase;

    *count = (struct koppel_need_count){0, 0};
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (koppel_household_has_need(&kase->households[i], need)) {
            count->n_asked++;
            count->n_housed += report->proposal->unit_of[i] != KOPPEL_NONE;
        }
    }
}

static void add_row(struct koppel_text *text, enum koppel_home_need need, const struct koppel_need_count *count)
{
    static const char *const words[KOPPEL_N_NEEDS] = {[KOPPEL_NEED_STEP_FREE] = N_("a step-free home"),
                                                      [KOPPEL_NEED_LARGE] = N_("a home for 6 or more people"),
                                                      [KOPPEL_NEED_SINGLE] = N_("a home for one person"),
                                                      [KOPPEL_NEED_SHARING] = N_("a home that may be shared")};

    koppel_text_add(text, "  ");
    koppel_lay_left(text, FIRST_WIDTH, _(words[need]));
    koppel_lay_number(text, NUMBER_WIDTH, count->n_asked);
    koppel_lay_number(text, NUMBER_WIDTH, count->n_housed);
    koppel_lay_number(text, NUMBER_WIDTH, count->n_asked - count->n_housed);
    koppel_text_add(text, "\n");
}

void koppel_need_text(struct koppel_text *text, const struct koppel_report *report)
{
    bool has_heading = false;

    for (int need = 0; need < KOPPEL_N_NEEDS; need++) {
        struct koppel_need_count count;

        koppel_needs_count(report, (enum koppel_home_need)need, &count);
        if (count.n_asked == 0) {
            continue;
        }
        if (!has_heading) {
            koppel_text_add(text, "\n");
            koppel_lay_left(text, 2 + FIRST_WIDTH, _("Households by what they need"));
            koppel_lay_right(text, NUMBER_WIDTH, _("in all"));
            koppel_lay_right(text, NUMBER_WIDTH, _("get a home"));
            koppel_lay_right(text, NUMBER_WIDTH, _("get no home"));
            koppel_text_add(text, "\n");
            has_heading = true;
        }
        add_row(text, (enum koppel_home_need)need, &count);
    }
}
