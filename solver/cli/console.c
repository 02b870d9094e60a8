// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* console.c - the live line on a terminal, Ctrl-C, and what is printed (see command.h). */
#include "base/path.h"
#include "cli/command.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Steps of work that --work-limit counts as one. */
static const int64_t steps_of_limit = 1000000;

static volatile sig_atomic_t interrupted;
static bool line_is_wanted; /* standard error is a terminal, or the user asks for it, and nothing speaks against it */
static bool line_is_live;   /* each line takes the place of the one before */
static bool line_is_shown;
static bool line_was_shown;
static double line_seconds; /* when it was */

static bool print_bytes(const char *bytes, size_t n)
{
    size_t written = n > 0 ? fwrite(bytes, 1, n, stdout) : 0;

    if (written == n && fflush(stdout) == 0) {
        return true;
    }
    if (errno == EPIPE) {
        return true;
    }
    fprintf(stderr, _("koppel: error: standard output could not be written: %s\n"), koppel_system_words(errno));
    return false;
}

bool koppel_text_print(const struct koppel_text *text)
{
    struct koppel_text shown = {0};
    bool is_done = false;

    if (!isatty(STDOUT_FILENO)) {
        return print_bytes(text->bytes, text->n_bytes);
    }
    koppel_text_append(&shown, text->bytes, text->n_bytes);
    if (koppel_text_status(&shown) == KOPPEL_OK) {
        is_done = print_bytes(shown.bytes, koppel_text_tame(shown.bytes, shown.n_bytes, true));
    } else {
        fprintf(stderr, "koppel: %s: %s\n", _("error"), _("memory ran out"));
    }
    koppel_text_free(&shown);
    return is_done;
}

static bool has_examples(const char *folder)
{
    char *path = koppel_path_join(folder, "municipality-b/units.csv");
    bool has = path != NULL && access(path, R_OK) == 0;

    free(path);
    return has;
}

/* Of a program that was built and not installed: the data lie beside its folder. NULL where that cannot be known. */
static const char *data_of_source(void)
{
    static char path[4096];
    static const char data[] = "/data";
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - sizeof data);
    char *end = NULL;

    path[n > 0 ? n : 0] = '\0';
    for (int i = 0; i < 2; i++) { /* the program, and the folder that it was built in */
        end = strrchr(path, '/');
        if (end == NULL) {
            return NULL;
        }
        *end = '\0';
    }
    memcpy(end, data, sizeof data);
    return has_examples(path) ? path : NULL;
}

const char *koppel_data_folder(void)
{
    const char *source = NULL;

    if (has_examples("data")) {
        return "data";
    }
    source = has_examples(KOPPEL_SHARE) ? NULL : data_of_source();
    return source != NULL ? source : KOPPEL_SHARE;
}

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

void koppel_console_catch_interrupt(void)
{
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    struct sigaction before;

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL); /* Slurm and systemd end a job with it and wait a while */
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN) { /* not under nohup */
        sigaction(SIGHUP, &action, NULL);
    }
    action.sa_handler = SIG_IGN; /* a closed pipe is an error of a write, not the end of the program */
    action.sa_flags = 0;
    sigaction(SIGPIPE, &action, NULL);
}

/* What a goal of the policy is about. */
static const char *goal_words(const struct koppel_tier *tier)
{
    static const struct {
        const char *name, *words;
    } goals[] = {{"target", N_("the target")},          {"urgency", N_("who is most urgent")},
                 {"spread", N_("even spread")},         {"agreement", N_("agreements with corporations")},
                 {"mix", N_("limits and mix rules")},   {"access", N_("distances to what people use")},
                 {"fit", N_("how well the homes fit")}, {"stay", N_("earlier offers that are kept")}};

    for (size_t g = 0; g < sizeof goals / sizeof *goals; g++) {
        if (strcmp(tier->name, goals[g].name) == 0) {
            return _(goals[g].words);
        }
    }
    return tier->name;
}

/* How much better than `best` it could be, at the most, in percent. @return out */
static char *most_percent(int64_t best, int64_t bound, char out[32])
{
    double size = fabs((double)best) > 1 ? fabs((double)best) : 1;

    snprintf(out, 32, "%.2f", 100 * ((double)best - (double)bound) / size);
    if (strchr(out, '.') != NULL) {
        *strchr(out, '.') = koppel_language_decimal();
    }
    return out;
}

static void show_progress(void *data, int32_t t, int64_t best, int64_t bound, double seconds)
{
    const struct koppel_problem *problem = data;
    char percent[32];

    if (t >= problem->n_tiers) { /* a goal that a question or the lot adds */
        koppel_console_note("Searching: drawing lots among what is equal, %.0f s so far", seconds);
    } else if (best == INT64_MAX) {
        koppel_console_note("Searching: goal %d of %d, %s: no proposal yet, %.0f s so far", (int)t + 1,
                            (int)problem->n_tiers, goal_words(&problem->tiers[t]), seconds);
    } else if (bound == INT64_MIN) {
        koppel_console_note("Searching: goal %d of %d, %s: there is a proposal, %.0f s so far", (int)t + 1,
                            (int)problem->n_tiers, goal_words(&problem->tiers[t]), seconds);
    } else {
        koppel_console_note("Searching: goal %d of %d, %s: at most %s %% better is possible, %.0f s so far", (int)t + 1,
                            (int)problem->n_tiers, goal_words(&problem->tiers[t]), most_percent(best, bound, percent),
                            seconds);
    }
}

void koppel_console_begin(const struct koppel_common_options *options)
{
    line_is_live = isatty(STDERR_FILENO);
    line_is_wanted = !options->quiet && (options->progress || (line_is_live && !options->json));
}

void koppel_console_note(const char *format, ...)
{
    const double seconds_between = 1;
    double now = koppel_clock_seconds();
    va_list arguments;

    if (!line_is_wanted || (line_was_shown && now - line_seconds < seconds_between)) {
        return;
    }
    fputs(line_is_live ? "\r\033[K" : "", stderr);
    va_start(arguments, format);
    vfprintf(stderr, _(format), arguments);
    va_end(arguments);
    fputs(line_is_live ? "" : "\n", stderr);
    fflush(stderr);
    line_is_shown = line_is_live;
    line_was_shown = true;
    line_seconds = now;
}

void koppel_console_clear(void)
{
    if (line_is_shown) {
        fprintf(stderr, "\r\033[K");
        fflush(stderr);
        line_is_shown = false;
    }
}

struct koppel_deadline koppel_console_deadline(const struct koppel_common_options *options)
{
    return koppel_deadline_in(options->time_limit, &interrupted);
}

struct koppel_engine_options koppel_console_options(const struct koppel_common_options *options,
                                                    const struct koppel_problem *problem)
{
    union {
        const struct koppel_problem *given;
        void *data;
    } problem_pointer = {.given = problem}; /* progress only reads it */
    struct koppel_engine_options engine_options = {.gap_ppm = options->gap_ppm,
                                                   .seed = options->seed,
                                                   .n_threads = options->n_threads,
                                                   .deadline = koppel_console_deadline(options),
                                                   .most_steps = options->work_limit * steps_of_limit,
                                                   .progress_data = problem_pointer.data};

    koppel_console_begin(options);
    if (line_is_wanted) {
        engine_options.progress = show_progress;
    }
    return engine_options;
}
