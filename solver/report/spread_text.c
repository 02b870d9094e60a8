/* spread_text.c - even spread on the terminal (see spread_text.h). */
#include "report/spread_text.h"

#include "report/area_tables.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>

static const char *level_words(enum koppel_area level)
{
    return level == KOPPEL_AREA_DISTRICT  ? "districts (wijken)"
           : level == KOPPEL_AREA_COMPLEX ? "complexes"
                                          : "neighbourhoods (buurten)";
}

static void rule_words(struct koppel_text *text, const struct koppel_policy *policy)
{
    switch (policy->spread_rule) {
    case KOPPEL_SPREAD_NONE:
        koppel_text_add(text, "no rule");
        return;
    case KOPPEL_SPREAD_CAP:
        koppel_text_add(text, "cap at %" PRId32 " %% above the fair share", policy->spread_tolerance_percent);
        break;
    case KOPPEL_SPREAD_BAND:
        koppel_text_add(text, "within %" PRId32 " %% of the fair share", policy->spread_tolerance_percent);
        break;
    case KOPPEL_SPREAD_EVEN:
        koppel_text_add(text, "as near to the fair share as possible");
        break;
    case KOPPEL_SPREAD_ABSOLUTE:
        koppel_text_add(text, "a fixed cap");
        break;
    }
    koppel_text_add(text, ", %s", koppel_enforce_name(policy->spread_enforce));
}

static void area_line(struct koppel_text *text, const struct koppel_case *kase, const struct koppel_account *account)
{
    struct koppel_text place = {0};
    int64_t fair = koppel_fair_share_thousandths(account);
    char number[40] = "-";

    koppel_say_place(&place, kase, account->area, account->place);
    text->failed = text->failed || place.failed;
    koppel_text_add(text, "  ");
    koppel_lay_left(text, 50, place.bytes != NULL ? place.bytes : "");
    koppel_text_free(&place);
    koppel_lay_number(text, 8, account->base);
    koppel_lay_number(text, 8, account->placed);
    koppel_lay_number(text, 8, account->base + account->placed);
    if (fair != KOPPEL_UNKNOWN) {
        koppel_decimal_format(fair, 1000, '.', number, sizeof number);
    }
    koppel_lay_right(text, 12, number);
    if (account->max == KOPPEL_UNKNOWN) {
        koppel_lay_right(text, 8, "-");
    } else {
        koppel_lay_number(text, 8, account->max);
    }
    koppel_text_add(text, "\n");
}

static void areas(struct koppel_text *text, const struct koppel_report *report)
{
    koppel_text_add(text, "  %-50s%8s%8s%8s%12s%8s\n", koppel_area_name(report->fit->policy->spread_level), "before",
                    "placed", "after", "fair share", "cap");
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        if (report->verdict->accounts[k].kind == KOPPEL_ACCOUNT_SPREAD) {
            area_line(text, report->fit->kase, &report->verdict->accounts[k]);
        }
    }
}

enum koppel_status koppel_spread_text(const struct koppel_report *report, const struct koppel_tally *tally,
                                      bool verbose, struct koppel_text *text)
{
    const struct koppel_policy *policy = report->fit->policy;

    koppel_text_add(text, "\nEven spread over %s: ", level_words(policy->spread_level));
    rule_words(text, policy);
    koppel_text_add(text, "\n");
    if (tally->n_above_cap > 0) {
        koppel_text_add(text, "  %" PRId64 " %s above the cap before this round%s\n", tally->n_above_cap,
                        koppel_word(tally->n_above_cap, "area was", "areas were"),
                        policy->spread_enforce == KOPPEL_MUST ? "; nobody is offered a home there" : "");
    }
    if (verbose) {
        areas(text, report);
    }
    return koppel_text_status(text);
}
