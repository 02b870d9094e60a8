/* wording.c - the small parts of sentences (see wording.h). */
#include "report/wording.h"

#include <inttypes.h>
#include <string.h>

const char *koppel_word(int64_t n, const char *one, const char *many)
{
    return koppel_plural(one, many, n);
}

void koppel_say_count(struct koppel_text *text, int64_t n, const char *one, const char *many)
{
    koppel_text_add(text, "%" PRId64 " %s", n, koppel_word(n, one, many));
}

void koppel_say_euros(struct koppel_text *text, int64_t cents)
{
    koppel_text_add(text, "%" PRId64 ".%02" PRId64 " euro", cents / 100, cents % 100);
}

void koppel_say_day(struct koppel_text *text, int32_t day)
{
    char date[KOPPEL_DAY_WORDS];

    koppel_date_words(day, date);
    koppel_text_add(text, "%s", date);
}

void koppel_say_range(struct koppel_text *text, int64_t min, int64_t max, const char *one, const char *many)
{
    if (max == KOPPEL_UNKNOWN) {
        koppel_text_add(text, "%" PRId64 " or more %s", min, _(many));
    } else if (min == max) {
        koppel_say_count(text, min, one, many);
    } else {
        koppel_text_add(text, "%" PRId64 " to %" PRId64 " %s", min, max, _(many));
    }
}

void koppel_say_place(struct koppel_text *text, const struct koppel_case *kase, enum koppel_area area, int32_t place)
{
    const char *id = "";
    const char *name = "";

    switch (area) {
    case KOPPEL_AREA_UNIT:
        id = kase->units[place].id;
        break;
    case KOPPEL_AREA_COMPLEX:
        id = kase->complexes.ids[place];
        break;
    case KOPPEL_AREA_NEIGHBOURHOOD:
        id = kase->neighbourhoods[place].id;
        name = kase->neighbourhoods[place].name;
        break;
    case KOPPEL_AREA_DISTRICT:
        id = kase->districts.ids[place];
        break;
    case KOPPEL_AREA_MUNICIPALITY:
        id = kase->municipalities[place].id;
        name = kase->municipalities[place].name;
        break;
    case KOPPEL_AREA_GROUP:
        id = kase->groups.ids[place];
        break;
    }
    koppel_text_add(text, "%s %s", _(koppel_area_name(area)), id);
    if (name != NULL && name[0] != '\0') {
        koppel_text_add(text, " (%s)", name);
    }
}

void koppel_say_home(struct koppel_text *text, const struct koppel_case *kase, int32_t unit)
{
    const struct koppel_unit *home = &kase->units[unit];
    const struct koppel_neighbourhood *neighbourhood = &kase->neighbourhoods[home->neighbourhood];
    bool has_name = neighbourhood->name != NULL && neighbourhood->name[0] != '\0';

    koppel_text_add(text, "%s (", home->id);
    koppel_say_count(text, home->rooms, "room", "rooms");
    koppel_text_add(text, ", ");
    koppel_say_euros(text, home->rent_cents);
    koppel_text_add(text, ", %s)", has_name ? neighbourhood->name : neighbourhood->id);
}

const char *koppel_measure_word(const struct koppel_case *kase, enum koppel_measure measure, int32_t column, int64_t n)
{
    switch (measure) {
    case KOPPEL_MEASURE_PERSONS:
        return koppel_word(n, "person", "persons");
    case KOPPEL_MEASURE_HOMES:
        return koppel_word(n, "home", "homes");
    case KOPPEL_MEASURE_ADULTS:
        return koppel_word(n, "adult", "adults");
    case KOPPEL_MEASURE_CHILDREN:
        return koppel_word(n, "child", "children");
    case KOPPEL_MEASURE_EXTRA:
        return kase->household_extra.names[column];
    }
    return "";
}

char *koppel_tier_value(const struct koppel_proposal_tier *tier, int64_t cost, char *out, size_t n_out)
{
    return koppel_decimal_format(tier->maximise ? -cost : cost, tier->scale, '.', out, n_out);
}

enum koppel_objective koppel_tier_objective(const struct koppel_proposal_tier *tier)
{
    int o = 0;

    while (o < KOPPEL_N_OBJECTIVES && strcmp(tier->name, koppel_objective_name((enum koppel_objective)o)) != 0) {
        o++;
    }
    return (enum koppel_objective)o;
}

void koppel_say_points(struct koppel_text *text, int64_t micro_points)
{
    const int64_t tenth = KOPPEL_MICRO / 10;
    int64_t half = micro_points < 0 ? -tenth / 2 : tenth / 2;
    char number[40];

    koppel_text_add(
        text, "%s",
        koppel_decimal_format((micro_points + half) / tenth, 10, koppel_language_decimal(), number, sizeof number));
}

/* "3 more persons short of the target": one tier, `cost` as the problem counts it. */
static void say_tier_change(struct koppel_text *text, const struct koppel_policy *policy,
                            const struct koppel_proposal_tier *tier, int64_t cost)
{
    int64_t size = cost < 0 ? -cost : cost;
    const char *more = cost > 0 ? _("more") : _("fewer");
    bool one = size == tier->scale;
    char number[40];

    koppel_decimal_format(size, tier->scale, koppel_language_decimal(), number, sizeof number);
    switch (koppel_tier_objective(tier)) {
    case KOPPEL_OBJECTIVE_TARGET:
        koppel_text_add(text, "%s %s %s short of the target", number, more, one ? _("person") : _("persons"));
        return;
    case KOPPEL_OBJECTIVE_SPREAD:
        if (policy->spread_rule == KOPPEL_SPREAD_EVEN) {
            koppel_text_add(text, "%s %s an even spread", number, cost > 0 ? _("further from") : _("nearer to"));
        } else if (policy->spread_measure == KOPPEL_MEASURE_HOMES) {
            koppel_text_add(text, "%s %s %s beyond the spread rule", number, more, one ? _("home") : _("homes"));
        } else {
            koppel_text_add(text, "%s %s %s beyond the spread rule", number, more, one ? _("person") : _("persons"));
        }
        return;
    case KOPPEL_OBJECTIVE_AGREEMENT:
        koppel_text_add(text, "%s %s %s outside the agreements", number, more, one ? _("home") : _("homes"));
        return;
    case KOPPEL_OBJECTIVE_MIX:
        koppel_text_add(text, "%s %s outside limits and mix rules", number, more);
        return;
    case KOPPEL_OBJECTIVE_STAY:
        koppel_text_add(text, "%s %s earlier %s kept", number, cost > 0 ? _("fewer") : _("more"),
                        one ? _("offer") : _("offers"));
        return;
    case KOPPEL_OBJECTIVE_URGENCY:
    case KOPPEL_OBJECTIVE_FIT:
        koppel_text_add(text, "%s %s %s %s", _(tier->name), number, one ? _("point") : _("points"),
                        cost > 0 ? _("lower") : _("higher"));
        return;
    case KOPPEL_N_OBJECTIVES:
        koppel_text_add(text, "%s %s %s", _(tier->name), number, cost > 0 ? _("worse") : _("better"));
        return;
    }
}

/* "H7 would lose its home; 5 households would move (H1, H2, H3 and 2 more)". @return what goes before the next part */
static const char *say_affected(struct koppel_text *text, const struct koppel_case *kase,
                                const struct koppel_alternative *alternative)
{
    static const char *const one[] = {N_("would lose its home"), N_("would get a home"), N_("would move")};
    static const char *const many[] = {N_("%" PRId32 " households would lose their home ("),
                                       N_("%" PRId32 " households would get a home ("),
                                       N_("%" PRId32 " households would move (")};
    const char *between = "";

    for (int e = 0; e < KOPPEL_N_EFFECTS; e++) {
        const struct koppel_affected *affected = &alternative->others[e];
        int32_t n_named = affected->n < KOPPEL_NAMED_HOUSEHOLDS ? affected->n : KOPPEL_NAMED_HOUSEHOLDS;

        if (affected->n == 0) {
            continue;
        }
        if (affected->n == 1) {
            koppel_text_add(text, "%s%s %s", between, kase->households[affected->first[0]].id, _(one[e]));
        } else {
            koppel_text_add(text, "%s", between);
            koppel_text_add(text, many[e], affected->n);
            for (int32_t k = 0; k < n_named; k++) {
                koppel_text_add(text, "%s%s", k == 0 ? "" : ", ", kase->households[affected->first[k]].id);
            }
            if (affected->n > n_named) {
                koppel_text_add(text, " and %" PRId32 " more", affected->n - n_named);
            }
            koppel_text_add(text, ")");
        }
        between = "; ";
    }
    return between;
}

void koppel_say_change(struct koppel_text *text, const struct koppel_report *report,
                       const struct koppel_alternative *alternative)
{
    const struct koppel_proposal *proposal = report->proposal;
    const char *between = "";
    bool differs = false;

    if (alternative->state == KOPPEL_ALTERNATIVE_UNKNOWN) {
        return;
    }
    if (alternative->state == KOPPEL_ALTERNATIVE_NONE) {
        koppel_text_add(text, "none");
        return;
    }
    between = say_affected(text, report->fit->kase, alternative);
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        if (alternative->cost[t] != 0) {
            koppel_text_add(text, "%s", between);
            say_tier_change(text, report->fit->policy, &proposal->tiers[t], alternative->cost[t]);
            between = "; ";
            differs = true;
        }
    }
    if (!differs) {
        koppel_text_add(text, "%s%s", between, between[0] == '\0' ? _("no difference") : _("no difference in value"));
    }
    if (alternative->state == KOPPEL_ALTERNATIVE_FEASIBLE) {
        koppel_text_add(text, " (not proven least)");
    }
}
