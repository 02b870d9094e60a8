// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* wording.c - the small parts of sentences (see wording.h). */
#include "report/wording.h"

#include "report/layout.h"

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

static const char *name_or_key(const char *name, const char *key)
{
    return name != NULL && name[0] != '\0' ? name : key;
}

const char *koppel_municipality_name(const struct koppel_case *kase, int32_t municipality)
{
    return name_or_key(kase->municipalities[municipality].name, kase->municipalities[municipality].id);
}

const char *koppel_neighbourhood_name(const struct koppel_case *kase, int32_t neighbourhood)
{
    return name_or_key(kase->neighbourhoods[neighbourhood].name, kase->neighbourhoods[neighbourhood].id);
}

const char *koppel_corporation_name(const struct koppel_case *kase, int32_t corporation)
{
    return name_or_key(kase->corporations[corporation].name, kase->corporations[corporation].id);
}

void koppel_say_area(struct koppel_text *text, const struct koppel_case *kase, enum koppel_area area, int32_t place)
{
    const char *key = NULL;
    const char *name = NULL;

    if (area == KOPPEL_AREA_MUNICIPALITY) {
        key = kase->municipalities[place].id;
        name = koppel_municipality_name(kase, place);
    } else if (area == KOPPEL_AREA_NEIGHBOURHOOD) {
        key = kase->neighbourhoods[place].id;
        name = koppel_neighbourhood_name(kase, place);
    } else {
        koppel_say_place(text, kase, area, place);
        return;
    }
    if (area == KOPPEL_AREA_NEIGHBOURHOOD && kase->n_municipalities > 1 && name != key) {
        koppel_text_add(text, "%s in %s (%s)", name,
                        koppel_municipality_name(kase, kase->neighbourhoods[place].municipality), key);
    } else if (name != key) {
        koppel_text_add(text, "%s (%s)", name, key);
    } else {
        koppel_text_add(text, "%s", key);
    }
}

void koppel_say_place(struct koppel_text *text, const struct koppel_case *kase, enum koppel_area area, int32_t place)
{
    const char *name = NULL;
    const char *key = NULL;

    switch (area) {
    case KOPPEL_AREA_UNIT:
        koppel_text_add(text, "home %s", kase->units[place].id);
        return;
    case KOPPEL_AREA_COMPLEX:
        koppel_text_add(text, "complex %s", kase->complexes.ids[place]);
        return;
    case KOPPEL_AREA_NEIGHBOURHOOD:
        name = koppel_neighbourhood_name(kase, place);
        key = kase->neighbourhoods[place].id;
        if (name != key) {
            koppel_text_add(text, "neighbourhood %s (%s)", name, key);
        } else {
            koppel_text_add(text, "neighbourhood %s", key);
        }
        return;
    case KOPPEL_AREA_DISTRICT:
        koppel_text_add(text, "district %s", kase->districts.ids[place]);
        return;
    case KOPPEL_AREA_MUNICIPALITY:
        name = koppel_municipality_name(kase, place);
        key = kase->municipalities[place].id;
        if (name != key) {
            koppel_text_add(text, "municipality %s (%s)", name, key);
        } else {
            koppel_text_add(text, "municipality %s", key);
        }
        return;
    case KOPPEL_AREA_GROUP:
        koppel_text_add(text, "group %s", kase->groups.ids[place]);
        return;
    case KOPPEL_AREA_CASE:
        koppel_text_add(text, "the whole case");
        return;
    }
}

void koppel_say_home(struct koppel_text *text, const struct koppel_case *kase, int32_t unit)
{
    const struct koppel_unit *home = &kase->units[unit];

    koppel_text_add(text,
                    home->rooms == 1 ? _("%s, %" PRId32 " room, %" PRId64 ".%02" PRId64 " euro (%s)")
                                     : _("%s, %" PRId32 " rooms, %" PRId64 ".%02" PRId64 " euro (%s)"),
                    koppel_neighbourhood_name(kase, home->neighbourhood), home->rooms, home->rent_cents / 100,
                    home->rent_cents % 100, home->id);
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
    case KOPPEL_MEASURE_FIT:
        return koppel_word(n, "point of fit", "points of fit");
    case KOPPEL_MEASURE_DAYS:
        return koppel_word(n, "day in a home", "days in a home");
    }
    return "";
}

char *koppel_tier_value(const struct koppel_proposal_tier *tier, int64_t cost, char point, char *out, size_t n_out)
{
    return koppel_decimal_format(tier->maximise ? -cost : cost, tier->scale, point, out, n_out);
}

enum koppel_objective koppel_tier_objective(const struct koppel_proposal_tier *tier)
{
    int o = 0;

    while (o < KOPPEL_N_OBJECTIVES && strcmp(tier->name, koppel_objective_name((enum koppel_objective)o)) != 0) {
        o++;
    }
    return (enum koppel_objective)o;
}

int koppel_goal_width(void)
{
    int width = 10;

    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        int n = koppel_lay_width(_(koppel_objective_name((enum koppel_objective)o)));

        width = n > width ? n : width;
    }
    return width;
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

/* What a change of a goal is called: one worse, more of them, one better, more of them. `%s` is how many. */
struct change_words {
    const char *worse[2];
    const char *better[2];
};

static const struct change_words goal_words[KOPPEL_N_OBJECTIVES] = {
    [KOPPEL_OBJECTIVE_TARGET] = {{N_("%s more person short of the target"), N_("%s more people short of the target")},
                                 {N_("%s fewer person short of the target"),
                                  N_("%s fewer people short of the target")}},
    [KOPPEL_OBJECTIVE_URGENCY] = {{N_("urgency %s point lower"), N_("urgency %s points lower")},
                                  {N_("urgency %s point higher"), N_("urgency %s points higher")}},
    [KOPPEL_OBJECTIVE_SPREAD] = {{N_("%s more person over a limit of spread"),
                                  N_("%s more people over a limit of spread")},
                                 {N_("%s fewer person over a limit of spread"),
                                  N_("%s fewer people over a limit of spread")}},
    [KOPPEL_OBJECTIVE_AGREEMENT] = {{N_("%s more home outside the agreements"),
                                     N_("%s more homes outside the agreements")},
                                    {N_("%s fewer home outside the agreements"),
                                     N_("%s fewer homes outside the agreements")}},
    [KOPPEL_OBJECTIVE_MIX] = {{N_("%s more outside limits and mix rules"), N_("%s more outside limits and mix rules")},
                              {N_("%s fewer outside limits and mix rules"),
                               N_("%s fewer outside limits and mix rules")}},
    [KOPPEL_OBJECTIVE_GROUPS] = {{N_("%s more below the floors of groups"), N_("%s more below the floors of groups")},
                                 {N_("%s fewer below the floors of groups"),
                                  N_("%s fewer below the floors of groups")}},
    [KOPPEL_OBJECTIVE_ACCESS] = {{N_("%s person-kilometre further from what they use"),
                                  N_("%s person-kilometres further from what they use")},
                                 {N_("%s person-kilometre nearer to what they use"),
                                  N_("%s person-kilometres nearer to what they use")}},
    [KOPPEL_OBJECTIVE_FIT] = {{N_("fit %s point lower"), N_("fit %s points lower")},
                              {N_("fit %s point higher"), N_("fit %s points higher")}},
    [KOPPEL_OBJECTIVE_STAY] = {{N_("%s fewer earlier offer kept"), N_("%s fewer earlier offers kept")},
                               {N_("%s more earlier offer kept"), N_("%s more earlier offers kept")}},
};

static const struct change_words even_spread = {
    {N_("%s further from an even spread"), N_("%s further from an even spread")},
    {N_("%s nearer to an even spread"), N_("%s nearer to an even spread")}};

static const struct change_words spread_of_homes = {
    {N_("%s more home over a limit of spread"), N_("%s more homes over a limit of spread")},
    {N_("%s fewer home over a limit of spread"), N_("%s fewer homes over a limit of spread")}};

void koppel_say_tier_change(struct koppel_text *text, const struct koppel_policy *policy,
                            const struct koppel_proposal_tier *tier, int64_t cost)
{
    enum koppel_objective objective = koppel_tier_objective(tier);
    int64_t size = cost < 0 ? -cost : cost;
    const struct change_words *words = NULL;
    char number[40];

    koppel_decimal_format(size, tier->scale, koppel_language_decimal(), number, sizeof number);
    if (objective == KOPPEL_N_OBJECTIVES) {
        koppel_text_add(text, cost > 0 ? _("%s %s worse") : _("%s %s better"), tier->name, number);
        return;
    }
    words = objective != KOPPEL_OBJECTIVE_SPREAD             ? &goal_words[objective]
            : policy->spread_rule == KOPPEL_SPREAD_EVEN      ? &even_spread
            : policy->spread_measure == KOPPEL_MEASURE_HOMES ? &spread_of_homes
                                                             : &goal_words[objective];
    koppel_text_add(text, (cost > 0 ? words->worse : words->better)[size == tier->scale ? 0 : 1], number);
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
        koppel_text_add(text, "no other home");
        return;
    }
    between = say_affected(text, report->fit->kase, alternative);
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        if (alternative->cost[t] != 0) {
            koppel_text_add(text, "%s", between);
            koppel_say_tier_change(text, report->fit->policy, &proposal->tiers[t], alternative->cost[t]);
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
