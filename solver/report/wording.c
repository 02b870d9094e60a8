/* wording.c - the small parts of sentences (see wording.h). */
#include "report/wording.h"

#include <inttypes.h>

const char *koppel_word(int64_t n, const char *one, const char *many)
{
    return n == 1 ? one : many;
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
    char date[11];

    koppel_date_format(day, date);
    koppel_text_add(text, "%s", date);
}

void koppel_say_range(struct koppel_text *text, int64_t min, int64_t max, const char *one, const char *many)
{
    if (max == KOPPEL_UNKNOWN) {
        koppel_text_add(text, "%" PRId64 " or more %s", min, many);
    } else if (min == max) {
        koppel_say_count(text, min, one, many);
    } else {
        koppel_text_add(text, "%" PRId64 " to %" PRId64 " %s", min, max, many);
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
    }
    koppel_text_add(text, "%s %s", koppel_area_name(area), id);
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

void koppel_say_change(struct koppel_text *text, const struct koppel_proposal *proposal,
                       const struct koppel_alternative *alternative)
{
    const char *between = "";
    char value[40];

    if (alternative->state == KOPPEL_ALTERNATIVE_UNKNOWN) {
        return;
    }
    if (alternative->state == KOPPEL_ALTERNATIVE_NONE) {
        koppel_text_add(text, "none");
        return;
    }
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        const struct koppel_proposal_tier *tier = &proposal->tiers[t];
        bool rises = tier->maximise ? alternative->cost[t] < 0 : alternative->cost[t] > 0;

        if (alternative->cost[t] != 0) {
            koppel_text_add(text, "%s%s %s%s", between, tier->name, rises ? "+" : "",
                            koppel_tier_value(tier, alternative->cost[t], value, sizeof value));
            between = "; ";
        }
    }
    if (between[0] == '\0') {
        koppel_text_add(text, "no difference");
    }
    if (alternative->state == KOPPEL_ALTERNATIVE_FEASIBLE) {
        koppel_text_add(text, " (not proven least)");
    }
}
