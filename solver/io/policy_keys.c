// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_keys.c - the keys of a policy that hold one value (see policy_keys.h). */
#include "io/policy_keys.h"

#include "base/language.h"

#include <stdio.h>
#include <string.h>

_Static_assert(sizeof(enum koppel_persons) == sizeof(int32_t), "enums are 32 bits wide");
_Static_assert(sizeof(enum koppel_enforce) == sizeof(int32_t), "enums are 32 bits wide");
_Static_assert(sizeof(enum koppel_target_counts) == sizeof(int32_t), "enums are 32 bits wide");

static const struct koppel_word persons_words[] = {
    {"present", KOPPEL_PERSONS_PRESENT}, {"expected", KOPPEL_PERSONS_EXPECTED}, {NULL, 0}};

static const struct koppel_word scope_words[] = {{"municipality", KOPPEL_LINK_MUNICIPALITY},
                                                 {"region", KOPPEL_LINK_REGION},
                                                 {"exchange", KOPPEL_LINK_EXCHANGE},
                                                 {NULL, 0}};

static const struct koppel_word counts_words[] = {
    {"linked", KOPPEL_COUNTS_LINKED}, {"housed", KOPPEL_COUNTS_HOUSED}, {NULL, 0}};

const struct koppel_word koppel_enforce_words[] = {{"must", KOPPEL_MUST}, {"goal", KOPPEL_GOAL}, {NULL, 0}};

static const struct koppel_word rule_words[] = {{"cap", KOPPEL_SPREAD_CAP},   {"band", KOPPEL_SPREAD_BAND},
                                                {"even", KOPPEL_SPREAD_EVEN}, {"absolute", KOPPEL_SPREAD_ABSOLUTE},
                                                {"none", KOPPEL_SPREAD_NONE}, {NULL, 0}};

static const struct koppel_word reference_words[] = {
    {"corporation_dwellings", KOPPEL_REFERENCE_DWELLINGS}, {"inhabitants", KOPPEL_REFERENCE_INHABITANTS}, {NULL, 0}};

static const struct koppel_word unknown_words[] = {
    {"inhabitants", KOPPEL_UNKNOWN_BY_INHABITANTS}, {"no_cap", KOPPEL_UNKNOWN_NO_CAP}, {NULL, 0}};

static const struct koppel_word spread_measure_words[] = {
    {"persons", KOPPEL_MEASURE_PERSONS}, {"homes", KOPPEL_MEASURE_HOMES}, {NULL, 0}};

static const struct koppel_word spread_level_words[] = {{"neighbourhood", KOPPEL_AREA_NEIGHBOURHOOD},
                                                        {"district", KOPPEL_AREA_DISTRICT},
                                                        {"complex", KOPPEL_AREA_COMPLEX},
                                                        {NULL, 0}};

static const struct koppel_word agreement_words[] = {
    {"ignore", KOPPEL_AGREEMENT_IGNORE}, {"goal", KOPPEL_AGREEMENT_GOAL}, {"must", KOPPEL_AGREEMENT_MUST}, {NULL, 0}};

static const struct koppel_word precision_words[] = {{"points", true}, {"micro_points", false}, {NULL, 0}};

const struct koppel_word koppel_area_words[] = {{"unit", KOPPEL_AREA_UNIT},
                                                {"complex", KOPPEL_AREA_COMPLEX},
                                                {"neighbourhood", KOPPEL_AREA_NEIGHBOURHOOD},
                                                {"district", KOPPEL_AREA_DISTRICT},
                                                {"municipality", KOPPEL_AREA_MUNICIPALITY},
                                                {"case", KOPPEL_AREA_CASE},
                                                {NULL, 0}};

const struct koppel_word koppel_measure_words[] = {{"persons", KOPPEL_MEASURE_PERSONS},
                                                   {"homes", KOPPEL_MEASURE_HOMES},
                                                   {"adults", KOPPEL_MEASURE_ADULTS},
                                                   {"children", KOPPEL_MEASURE_CHILDREN},
                                                   {NULL, 0}};

static const struct koppel_word group_size_words[] = {
    {"target", KOPPEL_SIZE_TARGET}, {"rooms", KOPPEL_SIZE_ROOMS}, {NULL, 0}};
static const struct koppel_word any_or_words[] = {{"yes", KOPPEL_ONLY}, {"no", KOPPEL_NOT}, {NULL, 0}};
static const struct koppel_word group_value_words[] = {{"housed", KOPPEL_MEASURE_HOMES},
                                                       {"persons", KOPPEL_MEASURE_PERSONS},
                                                       {"fit", KOPPEL_MEASURE_FIT},
                                                       {"days", KOPPEL_MEASURE_DAYS},
                                                       {NULL, 0}};
static const struct koppel_word group_rule_words[] = {
    {"floor", KOPPEL_GROUP_FLOOR}, {"leximin", KOPPEL_GROUP_LEXIMIN}, {"measure", KOPPEL_GROUP_MEASURE}, {NULL, 0}};
static const struct koppel_word floor_reference_words[] = {{"number", KOPPEL_FLOOR_NUMBER},
                                                           {"random", KOPPEL_FLOOR_RANDOM},
                                                           {"own_share", KOPPEL_FLOOR_OWN_SHARE},
                                                           {"first_come", KOPPEL_FLOOR_FIRST_COME},
                                                           {NULL, 0}};

/* clang-format off */
#define AT(member) .offset = offsetof(struct koppel_policy, member)
#define WHOLE(low, high) .form = KOPPEL_KEY_WHOLE, .min = (low), .max = (high)
#define OR_NULL(value) .may_be_null = true, .null = (value)
#define WORD(list) .form = KOPPEL_KEY_WORD, .words = (list)

enum { MILLION = 1000000 };

const struct koppel_policy_key koppel_policy_keys[] = {
    {"", "name", .form = KOPPEL_KEY_TEXT, AT(name)},
    {"", "as_of", .form = KOPPEL_KEY_DAY, OR_NULL(KOPPEL_NO_DATE), AT(as_of)},
    {"", "period", .form = KOPPEL_KEY_PERIOD, OR_NULL(KOPPEL_NONE), AT(period)},
    {"persons", "target", WORD(persons_words), AT(target_persons)},
    {"persons", "rooms", WORD(persons_words), AT(rooms_persons)},
    {"persons", "rent", WORD(persons_words), AT(rent_persons)},
    {"persons", "spread", WORD(persons_words), AT(spread_persons)},
    {"", "link_scope", WORD(scope_words), AT(link_scope)},
    {"rooms", "max_spare", WHOLE(0, 50), OR_NULL(KOPPEL_UNKNOWN), AT(max_spare_rooms)},
    {"", "rent_limit", .form = KOPPEL_KEY_BOOL, AT(rent_limit)},
    {"date", "days_overdue", WHOLE(0, 3650), AT(days_overdue)},
    {"share", "pools_take_families", .form = KOPPEL_KEY_BOOL, AT(shared_take_families)},
    {"share", "sharers_may_live_alone", .form = KOPPEL_KEY_BOOL, AT(sharers_self_contained)},
    {"target", "enforce", WORD(koppel_enforce_words), AT(target_enforce)},
    {"target", "counts", WORD(counts_words), AT(target_counts)},
    {"spread", "rule", WORD(rule_words), AT(spread_rule)},
    {"spread", "enforce", WORD(koppel_enforce_words), AT(spread_enforce)},
    {"spread", "tolerance_percent", WHOLE(0, 300), AT(spread_tolerance_percent)},
    {"spread", "reference", WORD(reference_words), AT(spread_reference)},
    {"spread", "unknown_reference", WORD(unknown_words), AT(spread_unknown)},
    {"spread", "measure", WORD(spread_measure_words), AT(spread_measure)},
    {"spread", "level", WORD(spread_level_words), AT(spread_level)},
    {"spread", "absolute_max", WHOLE(0, MILLION), OR_NULL(KOPPEL_UNKNOWN), AT(spread_absolute_max)},
    {"spread", "absolute_percent", WHOLE(0, 1000), OR_NULL(KOPPEL_UNKNOWN), AT(spread_absolute_percent)},
    {"agreement", "enforce", WORD(agreement_words), AT(agreement)},
    {"borders", "max_households", WHOLE(0, MILLION), OR_NULL(KOPPEL_UNKNOWN), AT(border_max_households)},
    {"stay", "max_changes", WHOLE(0, MILLION), OR_NULL(KOPPEL_UNKNOWN), AT(stay_max_changes)},
    {"hold", "overdue", .form = KOPPEL_KEY_BOOL, AT(hold_overdue)},
    {"urgency", "points_per_day", WHOLE(0, 1000), AT(urgency_points_per_day)},
    {"urgency", "max_days", WHOLE(0, 3650), AT(urgency_max_days)},
    {"fit.weights", "rooms", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_ROOMS])},
    {"fit.weights", "school", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_SCHOOL])},
    {"fit.weights", "gp", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_GP])},
    {"fit.weights", "transit", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_TRANSIT])},
    {"fit.weights", "labour", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_LABOUR])},
    {"fit.weights", "network", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_NETWORK])},
    {"fit.weights", "region", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_REGION])},
    {"fit.weights", "scores", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_SCORES])},
    {"fit.weights", "spare", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_SPARE])},
    {"fit.weights", "reception", WHOLE(0, 1000), AT(fit_weight[KOPPEL_FIT_RECEPTION])},
    {"fit", "large_home_rooms", WHOLE(1, 50), AT(fit_large_home_rooms)},
    {"fit", "points_per_spare_room", WHOLE(0, 1000), AT(fit_points_per_spare_room)},
    {"fit", "half_vacancies", WHOLE(1, MILLION), AT(fit_half_vacancies)},
    {"fit.school", "near_m", WHOLE(0, MILLION), AT(school.near_m)},
    {"fit.school", "far_m", WHOLE(0, MILLION), AT(school.far_m)},
    {"fit.gp", "near_m", WHOLE(0, MILLION), AT(gp.near_m)},
    {"fit.gp", "far_m", WHOLE(0, MILLION), AT(gp.far_m)},
    {"fit.transit", "near_m", WHOLE(0, MILLION), AT(transit.near_m)},
    {"fit.transit", "far_m", WHOLE(0, MILLION), AT(transit.far_m)},
    {"fit.reception", "near_m", WHOLE(0, MILLION), AT(reception.near_m)},
    {"fit.reception", "far_m", WHOLE(0, MILLION), AT(reception.far_m)},
    {"fit.scores", "low", WHOLE(-100 * MILLION, 100 * MILLION), AT(scores_low)},
    {"fit.scores", "high", WHOLE(-100 * MILLION, 100 * MILLION), AT(scores_high)},
    {"fit", "precision", .form = KOPPEL_KEY_FLAG, .words = precision_words, AT(fit_whole_points)},
};

#undef AT
#define AT(member) .offset = offsetof(struct koppel_group, member)

const struct koppel_policy_key koppel_group_keys[] = {
    {"", "name", .form = KOPPEL_KEY_TEXT, AT(name)},
    {"", "persons_min", WHOLE(1, KOPPEL_POLICY_MAX_PERSONS), AT(persons_min)},
    {"", "persons_max", WHOLE(1, KOPPEL_POLICY_MAX_PERSONS), OR_NULL(KOPPEL_UNKNOWN), AT(persons_max)},
    {"", "size_by", WORD(group_size_words), AT(size_by)},
    {"", "step_free", WORD(any_or_words), OR_NULL(KOPPEL_ANY), AT(step_free)},
    {"", "single", WORD(any_or_words), OR_NULL(KOPPEL_ANY), AT(single)},
    {"", "urgency", .form = KOPPEL_KEY_TEXT, OR_NULL(0), AT(urgency)},
    {"", "column", .form = KOPPEL_KEY_TEXT, OR_NULL(0), AT(column)},
    {"", "is", .form = KOPPEL_KEY_TEXT, OR_NULL(0), AT(is)},
    {"", "value", WORD(group_value_words), AT(value)},
    {"", "rule", WORD(group_rule_words), AT(rule)},
    {"", "reference", WORD(floor_reference_words), AT(reference)},
    {"", "delta_thousandths", WHOLE(0, 1000), AT(delta)},
    {"", "enforce", WORD(koppel_enforce_words), AT(enforce)},
    {"", "least", WHOLE(0, KOPPEL_POLICY_MAX_LEAST), OR_NULL(KOPPEL_UNKNOWN), AT(least)},
};
/* clang-format on */

const int32_t koppel_n_group_keys = (int32_t)(sizeof koppel_group_keys / sizeof *koppel_group_keys);

const int32_t koppel_n_policy_keys = (int32_t)(sizeof koppel_policy_keys / sizeof *koppel_policy_keys);

const struct koppel_word *koppel_word_find(const struct koppel_word *words, const char *word)
{
    for (const struct koppel_word *row = words; row->word != NULL; row++) {
        if (strcmp(row->word, word) == 0) {
            return row;
        }
    }
    return NULL;
}

const char *koppel_word_of(const struct koppel_word *words, int32_t number)
{
    for (const struct koppel_word *row = words; row->word != NULL; row++) {
        if (row->number == number) {
            return row->word;
        }
    }
    return "";
}

char *koppel_words_join(const struct koppel_word *words, char *out, size_t n_out)
{
    size_t n = 0;

    out[0] = '\0';
    for (const struct koppel_word *row = words; row->word != NULL && n < n_out; row++) {
        const char *joint = row == words ? "" : row[1].word == NULL ? _(" or ") : ", ";
        int added = snprintf(out + n, n_out - n, "%s\"%s\"", joint, row->word);

        n += added > 0 ? (size_t)added : 0;
    }
    return out;
}
