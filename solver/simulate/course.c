// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* course.c - draws courses of events by hashing what each number is for (see course.h). */
#include "simulate/course.h"

#include "base/siphash.h"
#include "simulate/expected.h"

enum { DRAW_DAYS = 14, MOST_COPIES = 12, COPY_ROWS = 16 };

enum use { USE_AGENTS = 1, USE_SLOTS, USE_LATE, USE_GROWTH, USE_REFUSAL, USE_EXPECTED };

/* 32 random bits for a row's number `k`. */
static uint32_t draw(const struct koppel_stream *stream, enum use use, int32_t row, int32_t k)
{
    const int32_t counter[] = {stream->path, stream->step, stream->future, (int32_t)use, row, k};
    struct koppel_siphash hash = koppel_siphash_begin(stream->seed, 0);

    for (size_t i = 0; i < sizeof counter / sizeof *counter; i++) {
        const uint32_t word = (uint32_t)counter[i];
        const unsigned char bytes[4] = {(unsigned char)word, (unsigned char)(word >> 8), (unsigned char)(word >> 16),
                                        (unsigned char)(word >> 24)};

        koppel_siphash_add(&hash, bytes, sizeof bytes);
    }
    return (uint32_t)(koppel_siphash_end(&hash) >> 32);
}

/* Does something happen that has so many chances in a thousand? */
static bool happens(uint32_t number, int32_t permille)
{
    return (int32_t)((uint64_t)number * 1000 >> 32) < permille;
}

/* A number for a copy of a row. */
static int32_t item_number(int32_t row, int32_t copy)
{
    return row * COPY_ROWS + copy;
}

/* How often a row comes: the first k with a number below the chance of at most k, times 2^32. */
static int32_t draw_copies(uint32_t number)
{
    static const uint32_t at_most[MOST_COPIES] = {1580030168, 3160060337, 3950075421, 4213413783,
                                                  4279248373, 4292415291, 4294609777, 4294923276,
                                                  4294962463, 4294966817, 4294967252, 4294967292};
    int32_t k = 0;

    while (k < MOST_COPIES && number >= at_most[k]) {
        k++;
    }
    return k;
}

static enum koppel_status start(struct koppel_comers *comers, int64_t n, struct koppel_arena *arena)
{
    comers->row = koppel_arena_new(arena, (size_t)n, sizeof *comers->row);
    comers->copy = koppel_arena_new(arena, (size_t)n, sizeof *comers->copy);
    comers->day = koppel_arena_new(arena, (size_t)n, sizeof *comers->day);
    comers->since = koppel_arena_new(arena, (size_t)n, sizeof *comers->since);
    comers->first = koppel_arena_new(arena, (size_t)n, sizeof *comers->first);
    comers->last = koppel_arena_new(arena, (size_t)n, sizeof *comers->last);
    comers->grown = koppel_arena_new(arena, (size_t)n, sizeof *comers->grown);
    return koppel_arena_status(arena);
}

static void add(struct koppel_comers *comers, const struct koppel_world *world, enum use use, int32_t row, int32_t copy,
                int32_t day)
{
    const int32_t k = comers->n_items++;

    comers->row[k] = row;
    comers->copy[k] = copy;
    comers->day[k] = day;
    comers->since[k] = use == USE_AGENTS ? world->agent_since[row] - world->agent_day[row] + day : day;
    comers->first[k] = koppel_world_step(world, day);
    comers->last[k] = use == USE_SLOTS ? koppel_world_last_step(world, day) : world->n_steps - 1;
    comers->grown[k] = INT32_MAX;
}

static enum koppel_status list_real(struct koppel_comers *comers, const struct koppel_world *world, enum use use,
                                    const int32_t *days, int32_t n, struct koppel_arena *arena)
{
    enum koppel_status status = start(comers, n, arena);

    for (int32_t row = 0; row < n && status == KOPPEL_OK; row++) {
        if (koppel_world_step(world, days[row]) < world->n_steps) {
            add(comers, world, use, row, 0, days[row]);
        }
    }
    return status;
}

enum koppel_status koppel_course_real(struct koppel_course *path, const struct koppel_world *world)
{
    enum koppel_status status =
        list_real(&path->agents, world, USE_AGENTS, world->agent_day, world->problem->n_agents, &path->arena);

    path->world = world;
    return status == KOPPEL_OK
               ? list_real(&path->slots, world, USE_SLOTS, world->slot_day, world->problem->n_slots, &path->arena)
               : status;
}

/* Copy k of a row comes so many days sooner or later, within the horizon after the first day. */
static int32_t draw_day(const struct koppel_world *world, const struct koppel_stream *stream, enum use use, int32_t row,
                        int32_t k, int32_t day)
{
    day += (int32_t)(draw(stream, use, row, k + 1) % (2 * DRAW_DAYS + 1)) - DRAW_DAYS;
    day = day < 1 ? 2 - day : day;
    return day < world->n_days ? day : 2 * (world->n_days - 1) - day;
}

/* So many days a slot comes later than planned. */
static int32_t draw_late(const struct koppel_world *world, const struct koppel_stream *stream, int32_t row,
                         int32_t copy)
{
    const struct koppel_world_chances *chances = world->chances;
    const int32_t item = item_number(row, copy);

    if (chances == NULL || !happens(draw(stream, USE_LATE, item, 0), chances->slot_late[row])) {
        return 0;
    }
    return 1 + (int32_t)(draw(stream, USE_LATE, item, 1) % (uint32_t)chances->slot_late_days[row]);
}

/* The step from which an agent that is there on a day is larger. */
static int32_t draw_growth(const struct koppel_world *world, const struct koppel_stream *stream, int32_t row,
                           int32_t copy, int32_t day)
{
    const struct koppel_world_chances *chances = world->chances;
    const int32_t item = item_number(row, copy);

    if (chances == NULL || !happens(draw(stream, USE_GROWTH, item, 0), chances->agent_growth[row])) {
        return INT32_MAX;
    }
    return koppel_world_step(
        world, day + 1 + (int32_t)(draw(stream, USE_GROWTH, item, 1) % (uint32_t)chances->agent_growth_days[row]));
}

bool koppel_course_refuses(const struct koppel_course *path, int32_t agent, int32_t slot)
{
    const struct koppel_world_chances *chances = path->world->chances;
    const int32_t who = item_number(path->agents.row[agent], path->agents.copy[agent]);
    const int32_t what = item_number(path->slots.row[slot], path->slots.copy[slot]);

    return chances != NULL && path->is_drawn &&
           (happens(draw(&path->stream, USE_REFUSAL, who, what), chances->agent_refusal[path->agents.row[agent]]) ||
            happens(draw(&path->stream, USE_REFUSAL, ~who, what), chances->slot_refusal[path->slots.row[slot]]));
}

static int64_t count_copies(const struct koppel_stream *stream, enum use use, const int32_t *days, int32_t n)
{
    int64_t total = 0;

    for (int32_t row = 0; row < n; row++) {
        total += days[row] > 0 ? draw_copies(draw(stream, use, row, 0)) : 1;
    }
    return total;
}

static enum koppel_status list_drawn(struct koppel_course *path, enum use use, const int32_t *days, int32_t n,
                                     const int32_t span[2])
{
    const struct koppel_world *world = path->world;
    const struct koppel_stream *stream = &path->stream;
    struct koppel_comers *comers = use == USE_AGENTS ? &path->agents : &path->slots;
    enum koppel_status status = start(comers, count_copies(stream, use, days, n), &path->arena);

    for (int32_t row = 0; row < n && status == KOPPEL_OK; row++) {
        const bool is_here = days[row] <= 0;
        const int32_t n_copies = is_here ? stream->step == KOPPEL_NONE : draw_copies(draw(stream, use, row, 0));

        for (int32_t k = 0; k < n_copies; k++) {
            const int32_t late = use == USE_SLOTS && !is_here ? draw_late(world, stream, row, k) : 0;
            const int32_t day = is_here ? 0 : draw_day(world, stream, use, row, k, days[row]) + late;
            const int32_t step = koppel_world_step(world, day);

            if (is_here || (step > span[0] && step <= span[1] && step < world->n_steps)) {
                add(comers, world, use, row, k, day);
                comers->grown[comers->n_items - 1] =
                    use == USE_AGENTS ? draw_growth(world, stream, row, k, day) : INT32_MAX;
                path->n_late += late > 0;
            }
        }
    }
    return status;
}

uint32_t koppel_expected_number(const struct koppel_stream *stream, int32_t week, int32_t k)
{
    return draw(stream, USE_EXPECTED, week, k);
}

/* Who comes by the forecast, of which nobody is here yet. */
static enum koppel_status list_expected(struct koppel_course *path, enum use use, const int32_t span[2])
{
    const struct koppel_world *world = path->world;
    struct koppel_comers *comers = use == USE_AGENTS ? &path->agents : &path->slots;
    struct koppel_expected_one *items = NULL;
    int32_t n_items = 0;
    enum koppel_status status =
        koppel_expected_draw(world->expected, &path->stream, use == USE_SLOTS, &path->arena, &items, &n_items);

    if (status == KOPPEL_OK) {
        status = start(comers, n_items, &path->arena);
    }
    for (int32_t k = 0; k < n_items && status == KOPPEL_OK; k++) {
        const int32_t step = koppel_world_step(world, items[k].day);

        if (step > span[0] && step <= span[1] && step < world->n_steps) {
            add(comers, world, use, items[k].row, 0, items[k].day);
            comers->since[comers->n_items - 1] = items[k].day;
        }
    }
    return status;
}

enum koppel_status koppel_course_draw(struct koppel_course *path, const struct koppel_world *world,
                                      const struct koppel_stream *stream, int32_t after, int32_t until)
{
    const int32_t span[2] = {after, until};
    enum koppel_status status = KOPPEL_OK;

    path->world = world;
    path->stream = *stream;
    path->is_drawn = true;
    if (world->expected != NULL && stream->step != KOPPEL_NONE) {
        status = list_expected(path, USE_AGENTS, span);
        return status == KOPPEL_OK ? list_expected(path, USE_SLOTS, span) : status;
    }
    status = list_drawn(path, USE_AGENTS, world->agent_day, world->problem->n_agents, span);
    return status == KOPPEL_OK ? list_drawn(path, USE_SLOTS, world->slot_day, world->problem->n_slots, span) : status;
}

void koppel_course_free(struct koppel_course *path)
{
    koppel_arena_free(&path->arena);
    *path = (struct koppel_course){0};
}
