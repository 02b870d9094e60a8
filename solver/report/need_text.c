/* need_text.c - households by need, and how many of them were left (see need_text.h). */
#include "report/need_text.h"

#include "report/layout.h"

#include <inttypes.h>

enum { LARGE_FAMILY = 6 };

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

const char *koppel_need_words(enum koppel_home_need need)
{
    static const char *const words[KOPPEL_N_NEEDS] = {[KOPPEL_NEED_STEP_FREE] = N_("who need a step-free home"),
                                                      [KOPPEL_NEED_LARGE] = N_("families of 6 or more persons"),
                                                      [KOPPEL_NEED_SINGLE] = N_("single persons"),
                                                      [KOPPEL_NEED_SHARING] = N_("who may share a home")};

    return _(words[need]);
}

void koppel_need_text(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_text draft = {0};

    for (int need = 0; need < KOPPEL_N_NEEDS; need++) {
        int32_t n_asked = 0;
        int32_t n_left = 0;

        for (int32_t i = 0; i < kase->n_households; i++) {
            if (koppel_household_has_need(&kase->households[i], (enum koppel_home_need)need)) {
                n_asked++;
                n_left += report->proposal->unit_of[i] == KOPPEL_NONE;
            }
        }
        if (n_asked > 0) {
            koppel_text_add(&draft, "%s%" PRId32 " of %" PRId32 " %s", draft.n_bytes == 0 ? _("  By need: ") : ", ",
                            n_left, n_asked, koppel_need_words((enum koppel_home_need)need));
        }
    }
    if (draft.n_bytes > 0) {
        koppel_text_add(&draft, ".");
        koppel_lay_words(text, 0, 4, draft.bytes);
    }
    text->failed = text->failed || draft.failed;
    koppel_text_free(&draft);
}
