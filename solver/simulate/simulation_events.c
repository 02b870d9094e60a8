/* simulation_events.c - one path told event by event (see simulation_events.h). */
#include "simulate/simulation_events.h"

#include "base/memory.h"
#include "report/csv_text.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEY_SIZE = 160, TOLD_AS_HELD = 7 };

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

enum koppel_status koppel_events_list(const struct koppel_simulation_report *report, int32_t policy,
                                      struct koppel_event **events, int32_t *n_events)
{
    const struct koppel_world *world = &report->made->world;
    const struct koppel_course *path = &report->simulation->first_path;
    const struct koppel_history *history = &report->simulation->histories[policy];
    int32_t *left = koppel_new((size_t)path->slots.n_items, sizeof *left);
    int32_t n = 0;

    *events = koppel_new(2 * ((size_t)path->agents.n_items + (size_t)path->slots.n_items), sizeof **events);
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
    for (int32_t i = 0; i < path->agents.n_items; i++) {
        const int32_t slot = history->slot_of[i];

        if (path->agents.day[i] > 0) {
            (*events)[n++] = (struct koppel_event){path->agents.day[i], KOPPEL_EVENT_ARRIVES, i, KOPPEL_NONE, 0};
        }
        if (slot != KOPPEL_NONE) {
            const int32_t day = history->step_of[i] * world->every;

            left[slot]--;
            (*events)[n++] = (struct koppel_event){day, KOPPEL_EVENT_OFFERED, i, slot, day - path->slots.day[slot]};
        }
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

static char *agent_key(const struct koppel_simulation_report *report, int32_t agent, char key[KEY_SIZE])
{
    const struct koppel_comers *agents = &report->simulation->first_path.agents;

    return key_of(report->made->job.kase.households[agents->row[agent]].id, agents->copy[agent], key);
}

static char *slot_key(const struct koppel_simulation_report *report, int32_t slot, char key[KEY_SIZE])
{
    const struct koppel_comers *slots = &report->simulation->first_path.slots;

    return key_of(report->made->job.kase.units[slots->row[slot]].id, slots->copy[slot], key);
}

static void write_event(const struct koppel_simulation_report *report, int32_t policy, const struct koppel_event *event,
                        struct koppel_csv *csv)
{
    static const char *const kinds[] = {"free", "arrives", "offered", "gone"};
    char key[KEY_SIZE];
    char day[11];

    koppel_date_format(report->made->job.fit.as_of + event->day, day);
    koppel_csv_text(csv, report->request->policies[policy].name);
    koppel_csv_text(csv, day);
    koppel_csv_text(csv, kinds[event->kind]);
    koppel_csv_text(csv, event->agent != KOPPEL_NONE ? agent_key(report, event->agent, key) : "");
    koppel_csv_text(csv, event->slot != KOPPEL_NONE ? slot_key(report, event->slot, key) : "");
    if (event->kind == KOPPEL_EVENT_OFFERED) {
        koppel_csv_whole(csv, event->kept_days);
        koppel_csv_whole(csv, event->day - report->simulation->first_path.agents.since[event->agent]);
    } else {
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
    }
    koppel_csv_end(csv);
}

void koppel_events_table(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"policy", "day", "event", "household", "unit", "home_days", "waiting_days"};
    struct koppel_csv csv = koppel_csv_begin(text, &report->made->job.kase);

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t p = 0; p < report->request->n_policies; p++) {
        struct koppel_event *events = NULL;
        int32_t n = 0;

        if (report->request->policies[p].decide == NULL || report->simulation->histories[p].slot_of == NULL) {
            continue;
        }
        if (koppel_events_list(report, p, &events, &n) != KOPPEL_OK) {
            text->failed = true;
        }
        for (int32_t e = 0; e < n; e++) {
            write_event(report, p, &events[e], &csv);
        }
        free(events);
    }
}

static void tell_event(const struct koppel_simulation_report *report, const struct koppel_event *event,
                       struct koppel_text *text)
{
    const struct koppel_simulation *simulation = report->simulation;
    const struct koppel_case *kase = &report->made->job.kase;
    char day[KOPPEL_DAY_WORDS];
    char household[KEY_SIZE];
    char unit[KEY_SIZE];
    int32_t count = 0;

    koppel_date_words(report->made->job.fit.as_of + event->day, day);
    if (event->agent != KOPPEL_NONE) {
        agent_key(report, event->agent, household);
    }
    if (event->slot != KOPPEL_NONE) {
        slot_key(report, event->slot, unit);
    }
    switch (event->kind) {
    case KOPPEL_EVENT_FREE:
        count = kase->units[simulation->first_path.slots.row[event->slot]].rooms;
        koppel_text_add(
            text, koppel_plural("%s: home %s of %d room comes free.\n", "%s: home %s of %d rooms comes free.\n", count),
            day, unit, (int)count);
        return;
    case KOPPEL_EVENT_ARRIVES:
        count = report->made->world.persons[simulation->first_path.agents.row[event->agent]];
        koppel_text_add(text,
                        koppel_plural("%s: household %s of %d person arrives.\n",
                                      "%s: household %s of %d persons arrives.\n", count),
                        day, household, (int)count);
        return;
    case KOPPEL_EVENT_OFFERED:
        if (event->kept_days >= TOLD_AS_HELD) {
            koppel_text_add(text, "%s: %s is offered to %s, after it was free for %d days.\n", day, unit, household,
                            (int)event->kept_days);
        } else {
            koppel_text_add(text, "%s: %s is offered to %s.\n", day, unit, household);
        }
        return;
    case KOPPEL_EVENT_GONE:
        koppel_text_add(text, "%s: %s is gone; nobody got it.\n", day, unit);
        return;
    }
}

void koppel_events_tell(const struct koppel_simulation_report *report, struct koppel_text *text)
{
    struct koppel_event *events = NULL;
    int32_t policy = report->request->n_policies - 1;
    int32_t n = 0;

    while (policy >= 0 && (report->request->policies[policy].decide == NULL ||
                           report->simulation->histories[policy].slot_of == NULL)) {
        policy--;
    }
    if (policy < 0) {
        return;
    }
    koppel_text_add(text, "The first course of events, under policy %s\n\n", report->request->policies[policy].name);
    if (!report->simulation->is_real) {
        koppel_text_add(text, "A key with ~2 behind it is a second copy of a row of the tables: a course of events may "
                              "draw a row more than once.\n\n");
    }
    if (koppel_events_list(report, policy, &events, &n) != KOPPEL_OK) {
        text->failed = true;
    }
    for (int32_t e = 0; e < n; e++) {
        tell_event(report, &events[e], text);
    }
    free(events);
}
