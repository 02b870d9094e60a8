// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* generate_options.h - the options of koppel generate. */
#ifndef KOPPEL_CLI_GENERATE_OPTIONS_H
#define KOPPEL_CLI_GENERATE_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

struct koppel_generate_options {
    /* Sizes; 0: not given. */
    int n_municipalities, n_households, n_units, n_neighbourhoods;
    /* Percentages; concentration KOPPEL_NONE: not given. */
    int link_percent, free_region_percent, concentration_percent, scarcity_percent;
    int n_half_years; /* that follow; 0: none */
    bool reception, jobs;
    uint64_t seed;
    const char *neighbourhoods_file, *municipalities_file, *province; /* NULL: not given */
    int64_t national, inhabitants;                                    /* 0: not given */
    const char *example;
    const char *output_folder;
    bool force, quiet;
};

/** Options with their defaults; koppel_generate_argp checks them together and ends the program when they are wrong. */
void koppel_generate_options_default(struct koppel_generate_options *options);

/** Input: a struct koppel_generate_options. */
extern const struct argp koppel_generate_argp;

#endif
