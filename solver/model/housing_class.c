// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* housing_class.c - classes of households and of homes (see housing_class.h). */
#include "model/housing_class.h"

#include "base/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a class says. */
struct traits {
    bool is_home;
    int32_t size; /* persons or rooms, from 1 */
    int32_t band; /* of a home */
    bool step_free;
};

static const char *const bands[KOPPEL_N_RENT_BANDS] = {"low", "middle", "high"};
static const char *const dutch_bands[KOPPEL_N_RENT_BANDS] = {"laag", "midden", "hoog"};

static int32_t number_of(const struct traits *traits)
{
    if (!traits->is_home) {
        return 2 * (traits->size - 1) + traits->step_free;
    }
    return KOPPEL_N_HOUSEHOLD_CLASSES + 2 * ((traits->size - 1) * KOPPEL_N_RENT_BANDS + traits->band) +
           traits->step_free;
}

static struct traits traits_of(int32_t class_)
{
    struct traits traits = {.is_home = class_ >= KOPPEL_N_HOUSEHOLD_CLASSES};
    const int32_t k = traits.is_home ? class_ - KOPPEL_N_HOUSEHOLD_CLASSES : class_;

    traits.step_free = k % 2 == 1;
    traits.size = (traits.is_home ? k / 2 / KOPPEL_N_RENT_BANDS : k / 2) + 1;
    traits.band = traits.is_home ? k / 2 % KOPPEL_N_RENT_BANDS : 0;
    return traits;
}

static int32_t within(int32_t size, int32_t most)
{
    return size < 1 ? 1 : size > most ? most : size;
}

int32_t koppel_class_of_household(const struct koppel_household *household)
{
    const struct traits traits = {
        .size =
            within(household->adults + household->children + household->expected_relatives, KOPPEL_CLASS_MOST_PERSONS),
        .step_free = household->step_free};

    return number_of(&traits);
}

int32_t koppel_class_of_home(const struct koppel_unit *unit, const struct koppel_rules *rules)
{
    const struct traits traits = {.is_home = true,
                                  .size = within(unit->rooms, KOPPEL_CLASS_MOST_ROOMS),
                                  .band = unit->rent_cents <= rules->rent_low_cents    ? 0
                                          : unit->rent_cents <= rules->rent_high_cents ? 1
                                                                                       : 2,
                                  .step_free = unit->step_free};

    return number_of(&traits);
}

static void write_code(int32_t class_, bool in_dutch, char out[KOPPEL_CLASS_CODE])
{
    const struct traits traits = traits_of(class_);
    const char *step_free = !traits.step_free ? "" : in_dutch ? "-nultreden" : "-step-free";

    if (traits.is_home) {
        snprintf(out, KOPPEL_CLASS_CODE, "%s-%d-%s%s", in_dutch ? "woning" : "home", (int)traits.size,
                 (in_dutch ? dutch_bands : bands)[traits.band], step_free);
    } else {
        snprintf(out, KOPPEL_CLASS_CODE, "%s-%d%s", in_dutch ? "huishouden" : "household", (int)traits.size, step_free);
    }
}

char *koppel_class_code(int32_t class_, char out[KOPPEL_CLASS_CODE])
{
    write_code(class_, false, out);
    return out;
}

static void write_household(const struct traits *traits, char out[KOPPEL_CLASS_WORDS])
{
    const bool is_open = traits->size == KOPPEL_CLASS_MOST_PERSONS;

    if (traits->step_free) {
        snprintf(out, KOPPEL_CLASS_WORDS,
                 is_open ? _("a household of %d or more that needs a step-free home")
                         : _("a household of %d that needs a step-free home"),
                 (int)traits->size);
    } else {
        snprintf(out, KOPPEL_CLASS_WORDS, is_open ? _("a household of %d or more") : _("a household of %d"),
                 (int)traits->size);
    }
}

static void write_home(const struct traits *traits, char out[KOPPEL_CLASS_WORDS])
{
    const bool is_open = traits->size == KOPPEL_CLASS_MOST_ROOMS;
    const char *const rents[KOPPEL_N_RENT_BANDS] = {_("low rent"), _("middle rent"), _("high rent")};

    snprintf(out, KOPPEL_CLASS_WORDS,
             traits->step_free ? is_open ? _("a step-free home of %d rooms or more, %s")
                                         : koppel_plural("a step-free home of %d room, %s",
                                                         "a step-free home of %d rooms, %s", traits->size)
             : is_open ? _("a home of %d rooms or more, %s")
                               : koppel_plural("a home of %d room, %s", "a home of %d rooms, %s", traits->size),
             (int)traits->size, rents[traits->band]);
}

char *koppel_class_words(int32_t class_, char out[KOPPEL_CLASS_WORDS])
{
    const struct traits traits = traits_of(class_);

    if (traits.is_home) {
        write_home(&traits, out);
    } else {
        write_household(&traits, out);
    }
    return out;
}

int32_t koppel_class_find(const char *code)
{
    char known[KOPPEL_CLASS_CODE];

    for (int32_t k = 0; k < 2 * KOPPEL_N_CLASSES; k++) {
        write_code(k % KOPPEL_N_CLASSES, k >= KOPPEL_N_CLASSES, known);
        if (strcmp(known, code) == 0) {
            return k % KOPPEL_N_CLASSES;
        }
    }
    return KOPPEL_NONE;
}

int32_t koppel_class_size(int32_t class_)
{
    return traits_of(class_).size;
}

int32_t koppel_class_band(int32_t class_)
{
    return traits_of(class_).band;
}

bool koppel_class_is_step_free(int32_t class_)
{
    return traits_of(class_).step_free;
}

int32_t koppel_class_distance(int32_t a, int32_t b)
{
    const struct traits x = traits_of(a);
    const struct traits y = traits_of(b);

    if (x.is_home != y.is_home) {
        return INT32_MAX;
    }
    return 8 * abs(x.size - y.size) + 2 * abs(x.band - y.band) + (x.step_free != y.step_free);
}
