// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* extras.c - what is recorded about a case beside its places, people and homes (see extras.h). */
#include "generate/extras.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void koppel_target_add(struct koppel_draft *t, int municipality, int32_t published_on, int64_t persons, int64_t balance,
                       int64_t housed, const char *source)
{
    struct koppel_draft_target *target = koppel_draft_add_target(t);
    int64_t task = persons - balance - housed;

    if (target == NULL) {
        return;
    }
    target->municipality = municipality;
    target->published_on = published_on;
    target->target = persons;
    target->balance = balance;
    target->housed = housed;
    target->linked = KOPPEL_NONE;
    target->source = source;
    t->municipalities[municipality].task_persons = task > 0 ? task : 0;
}

void koppel_targets_complete(struct koppel_draft *t)
{
    for (int i = 0; i < t->n_targets; i++) {
        struct koppel_draft_target *target = &t->targets[i];
        const struct koppel_draft_municipality *m = &t->municipalities[target->municipality];
        bool last = true;

        for (int j = 0; j < t->n_targets; j++) {
            last = last && !(t->targets[j].municipality == target->municipality &&
                             t->targets[j].published_on > target->published_on);
        }
        if (last) {
            target->linked = target->housed + m->linked_present;
            target->excusable = m->task_persons > m->linked_present ? m->task_persons - m->linked_present : 0;
        }
    }
}

void koppel_limit_add(struct koppel_draft *t, const char *area, const char *measure, int min, int max,
                      const char *enforce, const char *where)
{
    struct koppel_draft_limit *limit = koppel_draft_add_limit(t);

    if (limit == NULL) {
        return;
    }
    snprintf(limit->area, sizeof limit->area, "%s", area);
    limit->measure = measure;
    limit->min = min;
    limit->max = max;
    limit->enforce = enforce;
    limit->where = where;
}

static const char *corporation_of(const struct koppel_draft *t, int unit)
{
    return t->agreements[t->units[unit].agreement].corporation;
}

/* Homes of the complex of a home; *own counts those of the same corporation. */
static int count_complex(const struct koppel_draft *t, int unit, int *own)
{
    int count = 0;

    *own = 0;
    for (int j = 0; j < t->n_units && t->units[unit].complex[0] != '\0'; j++) {
        if (strcmp(t->units[unit].complex, t->units[j].complex) == 0) {
            count++;
            *own += strcmp(corporation_of(t, unit), corporation_of(t, j)) == 0;
        }
    }
    return count;
}

const char *koppel_largest_complex(struct koppel_draft *t)
{
    int largest = KOPPEL_NONE;
    int most = 0;
    int most_own = 0;
    char key[64];

    for (int i = 0; i < t->n_units; i++) {
        int own = 0;
        int count = count_complex(t, i, &own);
        bool same = largest != KOPPEL_NONE && strcmp(t->units[i].complex, t->units[largest].complex) == 0;

        if (count > most || (same && own > most_own)) {
            most = count;
            most_own = own;
            largest = i;
        }
    }
    if (largest == KOPPEL_NONE) {
        return "";
    }
    snprintf(key, sizeof key, "%s%s%s", most_own < most ? corporation_of(t, largest) : "", most_own < most ? "/" : "",
             t->units[largest].complex);
    return koppel_draft_text(t, key);
}

int koppel_family_neighbourhood(struct koppel_draft *t, int rooms, int rank)
{
    int *counts = koppel_draft_room(t, (size_t)t->n_neighbourhoods, sizeof *counts);
    int best = 0;

    if (counts == NULL) {
        return 0;
    }
    for (int i = 0; i < t->n_units; i++) {
        counts[t->units[i].neighbourhood] += t->units[i].rooms >= rooms;
    }
    for (int round = 0; round <= rank; round++) {
        best = 0;
        for (int i = 0; i < t->n_neighbourhoods; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        counts[best] = round < rank ? -1 : counts[best];
    }
    free(counts);
    return best;
}

/* Whether a limit is set on the unit's own area; kept pairs stay away from limits. */
static bool is_limited(const struct koppel_draft *t, const struct koppel_draft_unit *u)
{
    const struct koppel_draft_neighbourhood *n = &t->neighbourhoods[u->neighbourhood];
    char codes[2][20];

    snprintf(codes[0], sizeof codes[0], "%s", n->code);
    snprintf(codes[1], sizeof codes[1], "%s", n->district);
    for (int i = 0; i < t->n_limits; i++) {
        const char *area = t->limits[i].area;

        if (strcmp(area, codes[0]) == 0 || strcmp(area, codes[1]) == 0 || strcmp(area, u->key) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_decided(const struct koppel_draft *t, int household, int unit)
{
    for (int i = 0; i < t->n_decisions; i++) {
        const struct koppel_draft_decision *d = &t->decisions[i];

        if (d->household == household || d->unit == unit ||
            t->units[d->unit].neighbourhood == t->units[unit].neighbourhood) {
            return true;
        }
    }
    return false;
}

/* The pair with most room below the cap among those that suit and are not decided on; false when there is none. */
static bool find_pair(const struct koppel_draft *t, int *household, int *unit)
{
    int64_t best = -1;

    for (int j = 0; j < t->n_units; j++) {
        int64_t room = koppel_draft_cap(t, t->units[j].neighbourhood) -
                       t->neighbourhoods[t->units[j].neighbourhood].permit_holders;

        for (int i = 0; i < t->n_households && room > best && !is_limited(t, &t->units[j]); i++) {
            if (room - koppel_draft_persons(&t->households[i]) > best && koppel_draft_may_keep(t, i, j) &&
                !is_decided(t, i, j)) {
                best = room - koppel_draft_persons(&t->households[i]);
                *household = i;
                *unit = j;
            }
        }
    }
    return best >= 0;
}

void koppel_decisions_add(struct koppel_draft *t, int n_keep, int n_forbid, int n_refused, bool in_dutch)
{
    static const char *const kinds[] = {"keep", "forbid", "refused"};
    static const char *const reasons[2][3] = {
        {"Offer accepted, lease is being signed", "Case worker: another home is needed, see the file",
         "Refused; the reason was found valid and another offer follows"},
        {"Aanbod aanvaard, huurcontract wordt getekend", "Corporatie ontraadt deze plaatsing, zie dossier",
         "Geweigerd; reden gegrond bevonden, er volgt een ander aanbod"}};
    const int numbers[] = {n_keep, n_forbid, n_refused};
    int household = 0;
    int unit = 0;

    for (int kind = 0; kind < 3; kind++) {
        for (int k = 0; k < numbers[kind] && find_pair(t, &household, &unit); k++) {
            struct koppel_draft_decision *d = koppel_draft_add_decision(t);
            int32_t day = t->run_day - 2 - 3 * (t->n_decisions % 4);
            int32_t linked_on = t->households[household].linked_on;

            if (d == NULL) {
                return;
            }
            d->household = household;
            d->unit = unit;
            d->decision = kinds[kind];
            d->reason = reasons[in_dutch][kind];
            d->decided_on = day > linked_on ? day : linked_on;
        }
    }
}

static void score_add(struct koppel_draft *t, int household, const char *place, struct koppel_prng *r)
{
    struct koppel_draft_score *s = NULL;

    for (int i = t->n_scores - 1; i >= 0 && t->scores[i].household == household; i--) {
        if (strcmp(t->scores[i].place, place) == 0) {
            return;
        }
    }
    s = koppel_draft_add_score(t);
    if (s == NULL) {
        return;
    }
    s->household = household;
    snprintf(s->place, sizeof s->place, "%s", place);
    s->micro_points = koppel_prng_between(r, 0, 1000000000);
}

void koppel_scores_add(struct koppel_draft *t, int every, struct koppel_prng *r)
{
    char place[20];

    for (int i = 0; i < t->n_households; i++) {
        if (koppel_prng_below(r, every) != 0) {
            continue;
        }
        for (int k = 0; k < 4; k++) {
            const struct koppel_draft_unit *u = &t->units[koppel_prng_below(r, t->n_units)];

            if (k == 0) {
                snprintf(place, sizeof place, "%s", u->key);
            } else if (k == 1 && t->n_municipalities > 1) {
                snprintf(place, sizeof place, "GM%04d",
                         t->municipalities[t->neighbourhoods[u->neighbourhood].municipality].code);
            } else {
                snprintf(place, sizeof place, "%s", t->neighbourhoods[u->neighbourhood].code);
            }
            score_add(t, i, place, r);
        }
    }
}
