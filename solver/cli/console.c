/* console.c - the live line on a terminal, Ctrl-C, and what is printed (see command.h). */
#include "base/exact.h"
#include "cli/command.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;
static bool line_is_wanted; /* standard error is a terminal and the user wants to see it */
static bool line_is_shown;
static double line_seconds;

static bool print_bytes(const char *bytes, size_t n)
{
    size_t written = n > 0 ? fwrite(bytes, 1, n, stdout) : 0;

    if (written == n && fflush(stdout) == 0) {
        return true;
    }
    if (errno == EPIPE) {
        return true;
    }
    fprintf(stderr, _("koppel: error: standard output could not be written: %s\n"), strerror(errno));
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

const char *koppel_data_folder(void)
{
    return access("data/municipality-b/units.csv", R_OK) == 0 ? "data" : KOPPEL_SHARE;
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

/* A cost as its user reads it. */
static const char *value_text(const struct koppel_tier *tier, int64_t cost, char *out, size_t n_out)
{
    if (cost == INT64_MAX || cost == INT64_MIN) {
        return "?";
    }
    return koppel_decimal_format(tier->maximise ? -cost : cost, tier->scale, '.', out, n_out);
}

static double gap_percent(int64_t best, int64_t bound)
{
    double size = fabs((double)best) > 1 ? fabs((double)best) : 1;

    return 100 * ((double)best - (double)bound) / size;
}

static void show_progress(void *data, int32_t t, int64_t best, int64_t bound, double seconds)
{
    const struct koppel_problem *problem = data;
    const struct koppel_tier *tier = &problem->tiers[t];
    char best_text[32];
    char bound_text[32];
    char gap_text[32] = "?";

    if (line_is_shown && seconds >= line_seconds && seconds - line_seconds < 0.1) {
        return;
    }
    if (best != INT64_MAX && bound != INT64_MIN) {
        snprintf(gap_text, sizeof gap_text, "%.3f %%", gap_percent(best, bound));
    }
    koppel_console_note("tier %d of %d, %s: best %s, bound %s, gap %s, %.1f s", (int)t + 1, (int)problem->n_tiers,
                        tier->name, value_text(tier, best, best_text, sizeof best_text),
                        value_text(tier, bound, bound_text, sizeof bound_text), gap_text, seconds);
    line_seconds = seconds;
}

void koppel_console_note(const char *format, ...)
{
    va_list arguments;

    if (!line_is_wanted) {
        return;
    }
    fputs("\r\033[K", stderr);
    va_start(arguments, format);
    vfprintf(stderr, _(format), arguments);
    va_end(arguments);
    fflush(stderr);
    line_is_shown = true;
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
                                                   .progress_data = problem_pointer.data};

    line_is_wanted = !options->quiet && !options->json && isatty(STDERR_FILENO);
    if (line_is_wanted) {
        engine_options.progress = show_progress;
    }
    return engine_options;
}
