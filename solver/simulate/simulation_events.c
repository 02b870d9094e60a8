// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_events.c - the first path told event by event (see simulation_events.h). */
#include "simulate/simulation_events.h"

#include "base/memory.h"
#include "report/csv_text.h"
#include "simulate/future_prices.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { KEY_SIZE = 160, TOLD_AS_HELD = 7, DAYS_OF_WEEK = 7 };

/* What is told. */
struct telling {
    const struct koppel_case_world *made;
    const struct koppel_simulation_settings *settings;
    const struct koppel_task_outcome *outcome;
};

static int compare_events(const void *a, const void *b)
{
    const struct koppel_event *x = a;
    const struct koppel_event *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    if (x->agent != y->agent) {
        return x->agent < y->agent ? -1 : 1;
    }
    return (x->slot > y->slot) - (x->slot < y->slot);
}

/* Was the slot kept at the step before? The list stands by step. */
static bool was_kept_before(const struct koppel_history *history, int32_t k)
{
    for (int32_t b = k - 1; b >= 0 && history->kept[b].step >= history->kept[k].step - 1; b--) {
        if (history->kept[b].slot == history->kept[k].slot) {
            return true;
        }
    }
    return false;
}

static int32_t list_kept(const struct koppel_world *world, const struct koppel_history *history,
                         struct koppel_event *events)
{
    int32_t n = 0;

    for (int32_t k = 0; k < history->n_kept; k++) {
        if (!was_kept_before(history, k)) {
            events[n++] = (struct koppel_event){history->kept[k].step * world->every, KOPPEL_EVENT_HELD, KOPPEL_NONE,
                                                history->kept[k].slot, 0};
        }
    }
    return n;
}

/* Places that are left at the end are told of in `left`. */
static int32_t list_agents(const struct koppel_world *world, const struct koppel_task_outcome *outcome, int32_t *left,
                           struct koppel_event *events)
{
    const struct koppel_course *path = outcome->path;
    const struct koppel_history *history = outcome->history;
    int32_t n = 0;

    for (int32_t i = 0; i < path->agents.n_items; i++) {
        const int32_t slot = history->slot_of[i];

        if (path->agents.day[i] > 0) {
            events[n++] = (struct koppel_event){path->agents.day[i], KOPPEL_EVENT_ARRIVES, i, KOPPEL_NONE, 0};
        }
        if (slot != KOPPEL_NONE) {
            const int32_t day = history->step_of[i] * world->every;

            left[slot]--;
            events[n++] = (struct koppel_event){day, KOPPEL_EVENT_OFFERED, i, slot, day - path->slots.day[slot]};
        }
    }
    return n;
}

enum koppel_status koppel_events_list(const struct koppel_world *world, const struct koppel_task_outcome *outcome,
                                      struct koppel_event **events, int32_t *n_events)
{
    const struct koppel_course *path = outcome->path;
    int32_t *left = koppel_new((size_t)path->slots.n_items, sizeof *left);
    int32_t n = 0;

    *events = koppel_new(2 * ((size_t)path->agents.n_items + (size_t)path->slots.n_items) +
                             (size_t)outcome->history->n_kept + (size_t)outcome->history->n_refused,
                         sizeof **events);
    if (left == NULL || *events == NULL) {
        free(left);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < path->slots.n_items; j++) {
        left[j] = world->problem->places[path->slots.row[j]];
        if (path->slots.day[j] > 0) {
            (*events)[n++] = (struct koppel_event){path->slots.day[j], KOPPEL_EVENT_FREE, KOPPEL_NONE, j, 0};
        }
    }
    n += list_agents(world, outcome, left, *events + n);
    n += list_kept(world, outcome->history, *events + n);
    for (int32_t k = 0; k < outcome->history->n_refused; k++) {
        const struct koppel_refusal_told *refused = &outcome->history->refused[k];

        (*events)[n++] =
            (struct koppel_event){refused->step * world->every, KOPPEL_EVENT_REFUSED, refused->agent, refused->slot, 0};
    }
    for (int32_t j = 0; j < path->slots.n_items; j++) {
        if (left[j] > 0 && path->slots.last[j] < world->n_steps - 1) {
            (*events)[n++] =
                (struct koppel_event){path->slots.last[j] * world->every + 1, KOPPEL_EVENT_GONE, KOPPEL_NONE, j, 0};
        }
    }
    qsort(*events, (size_t)n, sizeof **events, compare_events);
    *n_events = n;
    free(left);
    return KOPPEL_OK;
}

/* ---- Words and cells -------------------------------------------------------------------------------------------- */

/* The key of a row; of the second copy of a row "H0012~2". @return key */
static char *key_of(const char *id, int32_t copy, char key[KEY_SIZE])
{
    if (copy > 0) {
        snprintf(key, KEY_SIZE, "%.140s~%d", id, (int)copy + 1);
    } else {
        snprintf(key, KEY_SIZE, "%.140s", id);
    }
    return key;
}

static char *agent_key(const struct telling *telling, int32_t agent, char key[KEY_SIZE])
{
    const struct koppel_comers *agents = &telling->outcome->path->agents;

    return key_of(telling->made->job.kase.households[agents->row[agent]].id, agents->copy[agent], key);
}

static char *slot_key(const struct telling *telling, int32_t slot, char key[KEY_SIZE])
{
    const struct koppel_comers *slots = &telling->outcome->path->slots;

    return key_of(telling->made->job.kase.units[slots->row[slot]].id, slots->copy[slot], key);
}

/* For whom a home is held: of the futures in which somebody gets it, most are about so many persons. */
struct expectation {
    int32_t persons; /* 0: nothing is known */
    int32_t days;    /* mean */
    int32_t n_taken, n_futures;
};

static struct expectation expect(const struct telling *telling, const struct koppel_event *event)
{
    const struct koppel_price_told *said =
        koppel_price_log_slot(telling->outcome->prices, event->slot, event->day / telling->made->world.every);
    struct expectation expected = {0};
    int32_t most = 0;

    if (event->kind != KOPPEL_EVENT_HELD || said == NULL || said->n_taken == 0) {
        return expected;
    }
    for (int32_t persons = 1; persons <= KOPPEL_MOST_PERSONS_TOLD; persons++) {
        if (said->by_persons[persons - 1] > most) {
            most = said->by_persons[persons - 1];
            expected.persons = persons;
        }
    }
    expected.days = (int32_t)((said->taken_days + said->n_taken / 2) / said->n_taken);
    expected.n_taken = said->n_taken;
    expected.n_futures = said->n_futures;
    return expected;
}

static struct koppel_csv rows_begin(const struct telling *telling, struct koppel_text *text)
{
    const struct koppel_case *kase = &telling->made->job.kase;

    text->is_for_machines = true;
    return (struct koppel_csv){.text = text,
                               .separator = kase->separator != '\0' ? kase->separator : ',',
                               .decimal_point = kase->decimal_point != '\0' ? kase->decimal_point : '.'};
}

static void write_event(const struct telling *telling, const struct koppel_event *event, struct koppel_csv *csv)
{
    static const char *const kinds[] = {"free", "arrives", "refused", "offered", "held", "gone"};
    const struct expectation expected = expect(telling, event);
    char key[KEY_SIZE];
    char day[11];

    koppel_date_format(telling->made->job.fit.as_of + event->day, day);
    koppel_csv_text(csv, telling->settings->policies[telling->outcome->policy].name);
    koppel_csv_text(csv, day);
    koppel_csv_text(csv, kinds[event->kind]);
    koppel_csv_text(csv, event->agent != KOPPEL_NONE ? agent_key(telling, event->agent, key) : "");
    koppel_csv_text(csv, event->slot != KOPPEL_NONE ? slot_key(telling, event->slot, key) : "");
    if (event->kind == KOPPEL_EVENT_OFFERED) {
        koppel_csv_whole(csv, event->kept_days);
        koppel_csv_whole(csv, event->day - telling->outcome->path->agents.since[event->agent]);
    } else {
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
    }
    koppel_csv_maybe(csv, expected.persons > 0 ? expected.persons : KOPPEL_UNKNOWN);
    koppel_csv_maybe(csv, expected.persons > 0 ? expected.days : KOPPEL_UNKNOWN);
    koppel_csv_end(csv);
}

static void tell_held(const struct expectation *expected, const char *day, const char *unit, struct koppel_text *text)
{
    const int32_t weeks = (expected->days + DAYS_OF_WEEK - 1) / DAYS_OF_WEEK;

    if (expected->persons == 0) {
        koppel_text_add(text, "%s: %s is kept until a later decision, though somebody who waits could have it.\n", day,
                        unit);
    } else if (weeks <= 1) {
        koppel_text_add(text,
                        koppel_plural("%s: %s is held for a household of %d person, expected within a week (futures: "
                                      "%d of %d).\n",
                                      "%s: %s is held for a household of %d persons, expected within a week (futures: "
                                      "%d of %d).\n",
                                      expected->persons),
                        day, unit, (int)expected->persons, (int)expected->n_taken, (int)expected->n_futures);
    } else {
        koppel_text_add(text,
                        koppel_plural("%s: %s is held for a household of %d person, expected in about %d weeks "
                                      "(futures: %d of %d).\n",
                                      "%s: %s is held for a household of %d persons, expected in about %d weeks "
                                      "(futures: %d of %d).\n",
                                      expected->persons),
                        day, unit, (int)expected->persons, (int)weeks, (int)expected->n_taken,
                        (int)expected->n_futures);
    }
}

static void tell_event(const struct telling *telling, const struct koppel_event *event, struct koppel_text *text)
{
    const struct koppel_course *path = telling->outcome->path;
    const struct expectation expected = expect(telling, event);
    char day[KOPPEL_DAY_WORDS];
    char household[KEY_SIZE];
    char unit[KEY_SIZE];
    int32_t count = 0;

    koppel_date_words(telling->made->job.fit.as_of + event->day, day);
    if (event->agent != KOPPEL_NONE) {
        agent_key(telling, event->agent, household);
    }
    if (event->slot != KOPPEL_NONE) {
        slot_key(telling, event->slot, unit);
    }
    switch (event->kind) {
    case KOPPEL_EVENT_FREE:
        count = telling->made->job.kase.units[path->slots.row[event->slot]].rooms;
        koppel_text_add(
            text, koppel_plural("%s: home %s of %d room comes free.\n", "%s: home %s of %d rooms comes free.\n", count),
            day, unit, (int)count);
        return;
    case KOPPEL_EVENT_ARRIVES:
        count = telling->made->world.persons[path->agents.row[event->agent]];
        koppel_text_add(text,
                        koppel_plural("%s: household %s of %d person arrives.\n",
                                      "%s: household %s of %d persons arrives.\n", count),
                        day, household, (int)count);
        return;
    case KOPPEL_EVENT_REFUSED:
        koppel_text_add(text, "%s: %s is offered to %s, and refused.\n", day, unit, household);
        return;
    case KOPPEL_EVENT_OFFERED:
        if (event->kept_days >= TOLD_AS_HELD) {
            koppel_text_add(text, "%s: %s is offered to %s, after it was free for %d days.\n", day, unit, household,
                            (int)event->kept_days);
        } else {
            koppel_text_add(text, "%s: %s is offered to %s.\n", day, unit, household);
        }
        return;
    case KOPPEL_EVENT_HELD:
        tell_held(&expected, day, unit, text);
        return;
    case KOPPEL_EVENT_GONE:
        koppel_text_add(text, "%s: %s is gone; nobody got it.\n", day, unit);
        return;
    }
}

/* Points of koppel_world_blended; of one tier those of the tier. */
static double points(const struct telling *telling, double price)
{
    const struct koppel_problem *problem = telling->made->world.problem;

    return price / KOPPEL_PRICE_SCALE / (double)(problem->n_tiers == 1 ? problem->tiers[0].scale : 1);
}

static void write_price(const struct telling *telling, const struct koppel_price_told *priced, struct koppel_csv *csv)
{
    static const char *const kinds[] = {"home", "household", "count"};
    const double n = priced->n_futures;
    const double apart = n * priced->squares - priced->sum * priced->sum;
    char key[KEY_SIZE];
    char day[11];

    koppel_date_format(telling->made->job.fit.as_of + priced->step * telling->made->world.every, day);
    if (priced->kind == KOPPEL_PRICED_LOAD) {
        koppel_load_name(&telling->made->job.formulation, priced->item, key, sizeof key);
    } else if (priced->kind == KOPPEL_PRICED_AGENT) {
        agent_key(telling, priced->item, key);
    } else {
        slot_key(telling, priced->item, key);
    }
    koppel_csv_text(csv, telling->settings->policies[telling->outcome->policy].name);
    koppel_csv_text(csv, day);
    koppel_csv_text(csv, kinds[priced->kind]);
    koppel_csv_text(csv, key);
    koppel_csv_decimal(csv, llround(points(telling, priced->sum / n) * 10000), 10000);
    if (priced->n_futures > 1) {
        koppel_csv_decimal(csv, llround(points(telling, sqrt(fmax(0, apart) / n / n / (n - 1))) * 10000), 10000);
    } else {
        koppel_csv_empty(csv);
    }
    koppel_csv_end(csv);
}

enum koppel_status koppel_events_tell(const struct koppel_case_world *made,
                                      const struct koppel_simulation_settings *settings,
                                      const struct koppel_task_outcome *outcome,
                                      struct koppel_text texts[KOPPEL_N_TOLD_TEXTS])
{
    const struct telling telling = {made, settings, outcome};
    struct koppel_csv events_csv = rows_begin(&telling, &texts[KOPPEL_TEXT_EVENTS]);
    struct koppel_csv prices_csv = rows_begin(&telling, &texts[KOPPEL_TEXT_PRICES]);
    struct koppel_event *events = NULL;
    int32_t n = 0;
    enum koppel_status status = KOPPEL_OK;

    if (settings->policies[outcome->policy].kind == KOPPEL_POLICY_HINDSIGHT) {
        return KOPPEL_OK;
    }
    status = koppel_events_list(&made->world, outcome, &events, &n);
    for (int32_t e = 0; e < n && status == KOPPEL_OK; e++) {
        write_event(&telling, &events[e], &events_csv);
        tell_event(&telling, &events[e], &texts[KOPPEL_TEXT_STORY]);
    }
    for (int32_t k = 0; k < outcome->prices->n_items && status == KOPPEL_OK; k++) {
        if (outcome->prices->items[k].sum != 0) { /* most are worth nothing */
            write_price(&telling, &outcome->prices->items[k], &prices_csv);
        }
    }
    free(events);
    for (int k = 0; k < KOPPEL_N_TOLD_TEXTS && status == KOPPEL_OK; k++) {
        status = koppel_text_status(&texts[k]);
    }
    return status;
}
