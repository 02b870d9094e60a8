// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_settings.h - all that makes a simulation what it is: what it was asked, of which tables, and how its numbers
 * are called. Two simulations with the same settings come to the same numbers.
 */
#ifndef KOPPEL_SIMULATE_SIMULATION_SETTINGS_H
#define KOPPEL_SIMULATE_SIMULATION_SETTINGS_H

#include "base/error.h"
#include "base/text.h"
#include "simulate/case_world.h"
#include "simulate/simulation.h"

enum koppel_setting {
    KOPPEL_SETTING_FIRST_DAY, /* as of base/date.h */
    KOPPEL_SETTING_FIRST_PERIOD,
    KOPPEL_SETTING_DAYS,
    KOPPEL_SETTING_EVERY,
    KOPPEL_SETTING_VACANT,
    KOPPEL_SETTING_TERM,
    KOPPEL_SETTING_PATHS, /* 0: the real one */
    KOPPEL_SETTING_SEED,
    KOPPEL_SETTING_FUTURES,
    KOPPEL_SETTING_LOOK,
    KOPPEL_SETTING_PATIENCE,
    KOPPEL_SETTING_HOLD_OVERDUE,
    KOPPEL_SETTING_GAP_PPM, /* of hindsight */
    KOPPEL_SETTING_ARRIVALS,
    KOPPEL_SETTING_RELEASES,
    KOPPEL_SETTING_CHANCES, /* 1: what chances.csv says is drawn */
    KOPPEL_SETTING_HALF_YEARS,
    KOPPEL_SETTING_MONTHS,
    KOPPEL_SETTING_LANGUAGE,
    KOPPEL_SETTING_SEPARATOR,
    KOPPEL_SETTING_DECIMAL_POINT,
    KOPPEL_SETTING_TIERS,
    KOPPEL_SETTING_POLICIES,
    KOPPEL_N_SETTINGS
};

/** How a policy is told: what explains it, and that hindsight is none. */
enum koppel_policy_kind {
    KOPPEL_POLICY_HINDSIGHT,
    KOPPEL_POLICY_FIRST_COME,
    KOPPEL_POLICY_MYOPIC,
    KOPPEL_POLICY_LOOK_AHEAD,
    KOPPEL_POLICY_OTHER,
    KOPPEL_POLICY_FORESIGHT,
    KOPPEL_N_POLICY_KINDS
};

enum { KOPPEL_MOST_TIME_POLICIES = 20, KOPPEL_TIME_POLICY_NAME = 64, KOPPEL_SETTINGS_FOLDER = 256 };

struct koppel_told_tier {
    char name[48];
    bool maximise;
    int64_t scale;
};

struct koppel_told_policy {
    char name[KOPPEL_TIME_POLICY_NAME];
    enum koppel_policy_kind kind;
    int32_t gather_days;
};

struct koppel_simulation_settings {
    int64_t number[KOPPEL_N_SETTINGS];
    struct koppel_told_tier tiers[KOPPEL_MOST_TIERS_TOLD];
    struct koppel_told_policy policies[KOPPEL_MOST_TIME_POLICIES];
    char tables[65];                     /* SHA-256 of policy, rules and tables together */
    char folder[KOPPEL_SETTINGS_FOLDER]; /* of the case, as the user called it; says nothing of the numbers */
    struct koppel_shard shard;           /* n = 0: all of it */
};

/** The settings of a request on a case. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_simulation_settings_make(struct koppel_simulation_settings *settings,
                                                   const struct koppel_case_world *made,
                                                   const struct koppel_simulation_request *request);

/** Number of paths, at least 1. */
int32_t koppel_settings_n_paths(const struct koppel_simulation_settings *settings);

/** As lines `key value`, in one order. */
void koppel_simulation_settings_write(const struct koppel_simulation_settings *settings, struct koppel_text *text);

/**
 * Reads such lines.
 * @param lines  ends with a zero; @param file  how messages call it
 * @return KOPPEL_OK or KOPPEL_E_INPUT (message)
 */
enum koppel_status koppel_simulation_settings_read(struct koppel_simulation_settings *settings, const char *lines,
                                                   const char *file, struct koppel_errors *errors);

/** The name of the first setting in which two differ; shard and folder may. NULL: none. */
const char *koppel_simulation_settings_differ(const struct koppel_simulation_settings *a,
                                              const struct koppel_simulation_settings *b);

#endif
