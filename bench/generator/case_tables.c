/* case_tables.c - growing the tables, and the few rules that decisions must respect (see case_tables.h). */
#include "case_tables.h"

#include "sampling.h"

#include <stdlib.h>
#include <string.h>

#define ADD_ROW(kind, items)                                                                                           \
    struct kind *tables_add_##kind(struct tables *t)                                                                   \
    {                                                                                                                  \
        t->items = room_for_one(t->items, (size_t)t->n_##items, sizeof *t->items);                                     \
        memset(&t->items[t->n_##items], 0, sizeof *t->items);                                                          \
        return &t->items[t->n_##items++];                                                                              \
    }

ADD_ROW(municipality, municipalities)
ADD_ROW(neighbourhood, neighbourhoods)
ADD_ROW(agreement, agreements)
ADD_ROW(unit, units)
ADD_ROW(household, households)
ADD_ROW(target, targets)
ADD_ROW(score, scores)
ADD_ROW(limit, limits)
ADD_ROW(decision, decisions)

void tables_free(struct tables *t)
{
    free(t->municipalities);
    free(t->neighbourhoods);
    free(t->agreements);
    free(t->units);
    free(t->households);
    free(t->targets);
    free(t->scores);
    free(t->limits);
    free(t->decisions);
    memset(t, 0, sizeof *t);
}

int household_persons(const struct household *h)
{
    return h->adults + h->children + h->expected_relatives;
}

int64_t neighbourhood_cap(const struct tables *t, int neighbourhood)
{
    const struct neighbourhood *n = &t->neighbourhoods[neighbourhood];
    const struct municipality *m = &t->municipalities[n->municipality];
    int64_t persons = m->task_persons > m->linked_persons ? m->task_persons : m->linked_persons;
    int64_t dwellings = 0;
    int64_t cap = 0;

    for (int i = m->first_neighbourhood; i < m->first_neighbourhood + m->n_neighbourhoods; i++) {
        persons += t->neighbourhoods[i].permit_holders;
        dwellings += t->neighbourhoods[i].corporation_dwellings;
    }
    if (dwellings > 0) {
        cap = (125 * persons * n->corporation_dwellings + 100 * dwellings - 1) / (100 * dwellings);
    }
    return cap > n->permit_holders ? cap : n->permit_holders;
}

bool household_may_keep(const struct tables *t, int household, int unit)
{
    static const int fewest_rooms[10] = {0, 1, 2, 3, 4, 4, 5, 5, 6, 6};
    static const int most_rooms[10] = {0, 3, 3, 4, 5, 6, 7, 8, 8, 8};
    const struct household *h = &t->households[household];
    const struct unit *u = &t->units[unit];
    int municipality = t->neighbourhoods[u->neighbourhood].municipality;
    int persons = household_persons(h);

    if (persons > 9 || u->rooms < fewest_rooms[persons] || u->rooms > most_rooms[persons]) {
        return false;
    }
    if (u->rent_cents > (h->adults + h->children <= 2 ? 71302 : 76414) || (h->step_free && !u->step_free)) {
        return false;
    }
    if (u->places > 1 || u->label != AGE_GENERAL || u->available_from != NO_DAY || u->complex[0] != '\0') {
        return false;
    }
    if ((h->municipality != NO_ROW && h->municipality != municipality) ||
        (h->tie != NO_ROW && h->tie != municipality)) {
        return false;
    }
    return h->municipality != NO_ROW && !t->neighbourhoods[u->neighbourhood].excluded;
}

int32_t day_number(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int m = month <= 2 ? month + 9 : month - 3;

    /* Counted from 1 March of year 0, so that a leap day ends a year; 719468 days lie before 1970-01-01. */
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

void day_split(int32_t day_of_epoch, int *year, int *month, int *day)
{
    int y = 1970;
    int m = 1;

    while (day_number(y + 1, 1, 1) <= day_of_epoch) {
        y++;
    }
    while (m < 12 && day_number(y, m + 1, 1) <= day_of_epoch) {
        m++;
    }
    *year = y;
    *month = m;
    *day = day_of_epoch - day_number(y, m, 1) + 1;
}
