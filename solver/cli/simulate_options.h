// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulate_options.h - what the command koppel simulate is asked, and the ways in which it answers. */
#ifndef KOPPEL_CLI_SIMULATE_OPTIONS_H
#define KOPPEL_CLI_SIMULATE_OPTIONS_H

#include "cli/command.h"
#include "simulate/simulation_settings.h"

enum { KOPPEL_MOST_SHARDS = 10000 };

struct koppel_simulate_options {
    struct koppel_common_options common;
    struct koppel_folder_options folders;
    const char *forecast;                         /* NULL: that of the case, if it has one */
    char *names;                                  /* a copy that is cut at its commas */
    const char *files[KOPPEL_MOST_TIME_POLICIES]; /* of each policy: where it stands; NULL: it is known by name */
    struct koppel_time_policy policies[KOPPEL_MOST_TIME_POLICIES];
    int32_t n_policies, n_paths;
    bool today;   /* only today: which homes are worth holding */
    bool follows; /* policies or paths were asked for */
    bool resume;
    bool merge;
    bool asks;              /* something that a merge does not take */
    const char **arguments; /* n_arguments: the case, or the folders of shards */
    int32_t n_arguments;
    struct koppel_shard shard;
    struct koppel_case_days days;
    struct koppel_policy_run run;
};

/** Follows the policies, and writes or prints what they come to, or what this shard keeps of it. @return exit code */
int koppel_simulate_follow(const struct koppel_simulate_options *options, const struct koppel_case_world *made,
                           struct koppel_messages *messages);

/** Joins the folders of shards. @return exit code */
int koppel_simulate_merge(const struct koppel_simulate_options *options, struct koppel_messages *messages);

#endif
