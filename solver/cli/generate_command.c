// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* generate_command.c - koppel generate: writes a case with invented households and homes, or an example case. */
#include "cli/command.h"
#include "cli/generate_options.h"
#include "generate/draft_files.h"
#include "generate/example_cases.h"
#include "generate/real_case.h"
#include "generate/synthetic_case.h"
#include "io/folder_writer.h"

#include <inttypes.h>
#include <string.h>

enum { DEFAULT_NEIGHBOURHOODS = 40, DEFAULT_CONCENTRATION = 65 };

/* The number announced for 2023-1, and the inhabitants on the reference date that goes with it. */
enum { DEFAULT_NATIONAL = 21200, DEFAULT_INHABITANTS = 17590672 };

/* What is made. Zero-initialise. */
struct generate_run {
    struct koppel_draft draft;
    struct koppel_real_places places;
    struct koppel_text description;
    struct koppel_messages *messages;
};

/* datapackage.json tells the options with all defaults: enough to make the case again. */
static void describe_circumstances(struct koppel_text *text, const struct koppel_generate_options *options)
{
    koppel_text_add(text, KOPPEL_SAME(" --link-share %d --free-region %d --scarcity %d --seed %" PRIu64),
                    options->link_percent, options->free_region_percent, options->scarcity_percent, options->seed);
}

static void print_counts(const struct koppel_draft *t, const char *folder)
{
    int64_t persons = 0;
    int64_t target = 0;

    for (int i = 0; i < t->n_households - t->n_arrivals; i++) {
        persons += t->households[i].adults + t->households[i].children;
    }
    for (int i = 0; i < t->n_municipalities; i++) {
        target += t->municipalities[i].task_persons;
    }
    printf(t->n_municipalities == 1
               ? _("Written to %s: %d households of %" PRId64 " persons and %d homes, %d municipality, %d "
                   "neighbourhoods; target %" PRId64 " persons.\n")
               : _("Written to %s: %d households of %" PRId64 " persons and %d homes, %d municipalities, %d "
                   "neighbourhoods; target %" PRId64 " persons.\n"),
           folder, t->n_households - t->n_arrivals, persons, t->n_units - t->n_releases, t->n_municipalities,
           t->n_neighbourhoods, target);
    if (t->n_arrivals > 0 || t->n_releases > 0) {
        printf(_("Later %d households arrive and %d homes come free.\n"), t->n_arrivals, t->n_releases);
    }
}

static enum koppel_status write_draft(struct generate_run *run, const struct koppel_generate_options *options,
                                      const char *name, const char *title)
{
    struct koppel_draft_about about = {.name = name,
                                       .title = title,
                                       .description = run->description.bytes,
                                       .has_real_places = options->neighbourhoods_file != NULL};
    enum koppel_status status = KOPPEL_OK;

    run->draft.failed = run->draft.failed || koppel_text_status(&run->description) != KOPPEL_OK;
    status = koppel_draft_write(&run->draft, &about, (struct koppel_dialect){0}, options->output_folder, options->force,
                                &run->messages->errors);
    if (status == KOPPEL_OK && !options->quiet) {
        print_counts(&run->draft, options->output_folder);
    }
    return status;
}

static enum koppel_status write_synthetic(struct generate_run *run, const struct koppel_generate_options *options)
{
    struct koppel_synthetic_spec spec = {
        .n_municipalities = options->n_municipalities,
        .n_households = options->n_households,
        .n_units = options->n_units,
        .n_neighbourhoods = options->n_neighbourhoods > 0 ? options->n_neighbourhoods : DEFAULT_NEIGHBOURHOODS,
        .link_percent = options->link_percent,
        .free_region_percent = options->free_region_percent,
        .concentration_percent =
            options->concentration_percent != KOPPEL_NONE ? options->concentration_percent : DEFAULT_CONCENTRATION,
        .scarcity_percent = options->scarcity_percent,
        .n_half_years = options->n_half_years,
        .reception = options->reception,
        .jobs = options->jobs,
        .seed = options->seed};

    koppel_text_add(
        &run->description,
        KOPPEL_SAME(
            "Invented persons, homes, names and codes. Made by: koppel generate --municipalities %d --households "
            "%d --units %d --neighbourhoods-per %d --concentration %d"),
        spec.n_municipalities, spec.n_households, spec.n_units, spec.n_neighbourhoods, spec.concentration_percent);
    describe_circumstances(&run->description, options);
    if (spec.n_half_years > 0) {
        koppel_text_add(&run->description, KOPPEL_SAME(" --over %d"), spec.n_half_years);
    }
    koppel_text_add(&run->description, KOPPEL_SAME("%s%s"), spec.reception ? " --reception" : "",
                    spec.jobs ? " --jobs" : "");
    koppel_synthetic_make(&spec, &run->draft);
    return write_draft(run, options, "synthetic", "Synthetic case for benchmarks (invented)");
}

static void describe_real(struct generate_run *run, const struct koppel_generate_options *options,
                          const struct koppel_real_spec *spec)
{
    koppel_text_add(
        &run->description,
        KOPPEL_SAME("Neighbourhoods, municipalities and their inhabitants are those of the tables with SHA-256 %s%s%s; "
                    "permit holders, corporations, homes and households are invented. Made by: koppel generate "
                    "--neighbourhoods FILE%s --national %" PRId64 " --inhabitants %" PRId64
                    " --households %d --units %d%s"),
        run->places.sha256[0], options->municipalities_file != NULL ? " and " : "", run->places.sha256[1],
        options->municipalities_file != NULL ? " --municipalities-file FILE" : "", spec->national,
        spec->country_inhabitants, run->draft.n_households, run->draft.n_units,
        spec->concentrated ? "" : " --concentration 0");
    if (options->province != NULL && strpbrk(options->province, "\"\\") == NULL) {
        koppel_text_add(&run->description, KOPPEL_SAME(" --province %s"), options->province);
    }
    describe_circumstances(&run->description, options);
}

static enum koppel_status write_real(struct generate_run *run, const struct koppel_generate_options *options)
{
    struct koppel_real_spec spec = {.national = options->national > 0 ? options->national : DEFAULT_NATIONAL,
                                    .country_inhabitants =
                                        options->inhabitants > 0 ? options->inhabitants : DEFAULT_INHABITANTS,
                                    .n_households = options->n_households,
                                    .n_units = options->n_units,
                                    .link_percent = options->link_percent,
                                    .free_region_percent = options->free_region_percent,
                                    .scarcity_percent = options->scarcity_percent,
                                    .concentrated = options->concentration_percent != 0,
                                    .seed = options->seed};
    enum koppel_status status =
        koppel_real_places_read(options->neighbourhoods_file, options->municipalities_file, options->province,
                                &run->places, &run->messages->errors, &run->messages->notes);

    status =
        status == KOPPEL_OK ? koppel_real_case_make(&spec, &run->places, &run->draft, &run->messages->errors) : status;
    if (status == KOPPEL_OK) {
        describe_real(run, options, &spec);
        status =
            write_draft(run, options, "real-neighbourhoods", "Real neighbourhoods with invented households and homes");
    }
    return status;
}

static enum koppel_status write_example(struct generate_run *run, const struct koppel_generate_options *options)
{
    size_t i = 0;

    while (koppel_example_name(i) != NULL && strcmp(koppel_example_name(i), options->example) != 0) {
        i++;
    }
    if (koppel_example_name(i) == NULL) {
        return koppel_errors_add(&run->messages->errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "there is no example case \"%.60s\": write municipality-a, municipality-b, "
                                 "municipality-c, municipality-d or region-east",
                                 options->example);
    }
    return koppel_example_write(i, options->output_folder, options->force, &run->messages->errors);
}

static int run_generate(void *data, struct koppel_messages *messages)
{
    const struct koppel_generate_options *options = data;
    struct generate_run run = {.messages = messages};
    enum koppel_status status = koppel_folder_check(options->output_folder, options->force, &messages->errors);

    if (status == KOPPEL_OK) {
        status = options->example != NULL               ? write_example(&run, options)
                 : options->neighbourhoods_file != NULL ? write_real(&run, options)
                                                        : write_synthetic(&run, options);
    }
    koppel_draft_free(&run.draft);
    koppel_real_places_free(&run.places);
    koppel_text_free(&run.description);
    return koppel_exit_code(status);
}

int koppel_generate_command(int argc, char **argv)
{
    static const struct koppel_command command = {
        .parser = &koppel_generate_argp, .run = run_generate, .ends_at_once = true};
    struct koppel_generate_options options;

    koppel_generate_options_default(&options);
    return koppel_command_run(&command, &options, argc, argv);
}
