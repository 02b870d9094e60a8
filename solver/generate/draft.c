// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* draft.c - growing the tables, and the few rules that decisions must respect (see draft.h). */
#include "generate/draft.h"

#include <stdlib.h>
#include <string.h>

#define ADD_ROW(kind, items)                                                                                           \
    struct koppel_draft_##kind *koppel_draft_add_##kind(struct koppel_draft *t)                                        \
    {                                                                                                                  \
        size_t n = (size_t)t->n_##items + 1;                                                                           \
        struct koppel_draft_##kind *row = NULL;                                                                        \
                                                                                                                       \
        if (koppel_grow((void **)&t->items, &t->items##_capacity, n, sizeof *t->items) == KOPPEL_OK) {                 \
            row = &t->items[t->n_##items++];                                                                           \
            memset(row, 0, sizeof *row);                                                                               \
        }                                                                                                              \
        t->failed = t->failed || row == NULL;                                                                          \
        return row;                                                                                                    \
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
ADD_ROW(reception, receptions)
ADD_ROW(job, jobs)

const char *koppel_draft_text(struct koppel_draft *t, const char *text)
{
    const char *copied = koppel_pool_copy(&t->pool, text, strlen(text));

    t->failed = t->failed || copied == NULL;
    return copied != NULL ? copied : "";
}

void *koppel_draft_room(struct koppel_draft *t, size_t n, size_t size)
{
    void *room = koppel_new(n, size);

    t->failed = t->failed || room == NULL;
    return room;
}

void koppel_draft_free(struct koppel_draft *t)
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
    free(t->receptions);
    free(t->jobs);
    koppel_pool_free(&t->pool);
    *t = (struct koppel_draft){0};
}

int koppel_draft_persons(const struct koppel_draft_household *h)
{
    return h->adults + h->children + h->expected_relatives;
}

int64_t koppel_draft_cap(const struct koppel_draft *t, int neighbourhood)
{
    const struct koppel_draft_neighbourhood *n = &t->neighbourhoods[neighbourhood];
    const struct koppel_draft_municipality *m = &t->municipalities[n->municipality];
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

bool koppel_draft_may_keep(const struct koppel_draft *t, int household, int unit)
{
    static const int fewest_rooms[10] = {0, 1, 2, 3, 4, 4, 5, 5, 6, 6};
    static const int most_rooms[10] = {0, 3, 3, 4, 5, 6, 7, 8, 8, 8};
    const struct koppel_draft_household *h = &t->households[household];
    const struct koppel_draft_unit *u = &t->units[unit];
    int municipality = t->neighbourhoods[u->neighbourhood].municipality;
    int persons = koppel_draft_persons(h);

    if (persons > 9 || u->rooms < fewest_rooms[persons] || u->rooms > most_rooms[persons]) {
        return false;
    }
    if (u->rent_cents > (h->adults + h->children <= 2 ? 71302 : 76414) || (h->step_free && !u->step_free)) {
        return false;
    }
    if (u->places > 1 || u->label != KOPPEL_AGE_GENERAL || u->available_from != KOPPEL_NO_DATE ||
        u->complex[0] != '\0') {
        return false;
    }
    if ((h->municipality != KOPPEL_NONE && h->municipality != municipality) ||
        (h->tie != KOPPEL_NONE && h->tie != municipality)) {
        return false;
    }
    return h->municipality != KOPPEL_NONE && !t->neighbourhoods[u->neighbourhood].excluded;
}
