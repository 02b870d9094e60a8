// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* command.h - what the commands of the program koppel share: exit codes, options, messages, console. */
#ifndef KOPPEL_CLI_COMMAND_H
#define KOPPEL_CLI_COMMAND_H

#include "base/text.h"
#include "solve/job.h"

#include <argp.h>
#include <signal.h>
#include <stdio.h>

/** Exit codes: docs/koppel.1.scd "EXIT STATUS". */
enum {
    EXIT_DONE = 0,       /* done, and proven within the gap asked for */
    EXIT_WIDER_GAP = 1,  /* done with a wider gap, or check found a violation */
    EXIT_USE = 2,        /* wrong use */
    EXIT_INPUT = 3,      /* bad input */
    EXIT_INFEASIBLE = 4, /* no proposal meets every must */
    EXIT_STOPPED = 5,    /* stopped before any proposal */
    EXIT_OUTPUT = 6,     /* output could not be written */
    EXIT_UNPROVEN = 7,   /* check: nothing is wrong, but what is claimed to be proven is not */
    EXIT_INTERNAL = 70
};

/** What a run has to say besides its output. */
struct koppel_messages {
    struct koppel_errors errors;
    struct koppel_errors notes;
    bool with_codes; /* the code of each error is shown too (--verbose) */
};

/** A command: how its arguments are read, and what it does. */
struct koppel_command {
    const struct argp *parser;
    int (*run)(void *options, struct koppel_messages *messages); /* @return the exit code */
    bool ends_at_once;                                           /* Ctrl-C ends it: there is no best so far to keep */
};

/** Reads the arguments into `options`, which hold the defaults, runs the command, and prints its notes and errors on
 * standard error. @return the exit code */
int koppel_command_run(const struct koppel_command *command, void *options, int argc, char **argv);

/** argp_error in the language of the run. */
void koppel_use_error(const struct argp_state *state, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define argp_error koppel_use_error

/** Prints notes and errors on standard error, and frees them. */
void koppel_messages_print(struct koppel_messages *messages);

/** Prints the notes so far on standard error, so that they come before what follows. */
void koppel_notes_print(struct koppel_messages *messages);

/** Gives all children of a parser the same input: its answer to ARGP_KEY_INIT. @return 0 */
error_t koppel_children_take(const struct argp_child *children, void *input, struct argp_state *state);

/** Commands: argv[0] is "koppel <command>". @return the exit code */
int koppel_solve_command(int argc, char **argv);
int koppel_new_command(int argc, char **argv);
int koppel_check_command(int argc, char **argv);
int koppel_why_command(int argc, char **argv);
int koppel_export_command(int argc, char **argv);
int koppel_report_command(int argc, char **argv);
int koppel_compare_command(int argc, char **argv);
int koppel_needed_command(int argc, char **argv);
int koppel_forecast_command(int argc, char **argv);
int koppel_simulate_command(int argc, char **argv);
int koppel_reserve_command(int argc, char **argv);
int koppel_policy_command(int argc, char **argv);
int koppel_schema_command(int argc, char **argv);
int koppel_targets_command(int argc, char **argv);
int koppel_supervise_command(int argc, char **argv);
int koppel_balance_command(int argc, char **argv);
int koppel_generate_command(int argc, char **argv);
int koppel_tidy_command(int argc, char **argv);
int koppel_dossier_command(int argc, char **argv);
int koppel_serve_command(int argc, char **argv);

/** True when the arguments of `check` or `report` are about a province (--province): the other functions do that. */
bool koppel_province_is_asked(int argc, char **argv);
int koppel_province_command(int argc, char **argv);        /* of check */
int koppel_province_report_command(int argc, char **argv); /* of report */

/** True when the arguments of `check` ask for a dossier (--log). */
bool koppel_log_is_asked(int argc, char **argv);
int koppel_log_command(int argc, char **argv);

/** Options that several commands take; each command's parser has the ones that it needs as children. */
struct koppel_common_options {
    const char *policy_file;
    const char *rules_folder;
    int32_t as_of;          /* KOPPEL_NO_DATE: not given */
    const char *earlier;    /* NULL: not given */
    const char *stay_close; /* NULL: not given */
    const struct koppel_engine *engine;
    int64_t gap_ppm;
    double time_limit;   /* 0: none */
    bool has_time_limit; /* it was given */
    int64_t work_limit;  /* of each part, in millions of steps (deadline.h); 0: none */
    uint64_t seed;
    int32_t n_threads;
    bool strict;
    const char *columns_file; /* NULL: not given */
    bool quiet;
    bool verbose;
    bool json;
    bool progress; /* tell what is done also where standard error is no terminal */
};

/** The case that a command reads and the folder that it writes. */
struct koppel_folder_options {
    const char *case_folder;
    const char *output_folder; /* NULL: not given */
    bool force;
};

enum { KOPPEL_OPTION_OUTPUT = 'o', KOPPEL_OPTION_FORCE = 'f' };

/** Takes these two options and one case folder, for the parser of a command, which describes them in words of its own.
 * @return 0, or ARGP_ERR_UNKNOWN for any other key */
error_t koppel_folder_option(int key, char *argument, struct argp_state *state, struct koppel_folder_options *folders);

/** Tells before the work what would keep the output folder from being made (koppel_folder_check); KOPPEL_OK when none is
 * asked for. */
enum koppel_status koppel_folder_options_check(const struct koppel_folder_options *folders,
                                               struct koppel_errors *errors);

/** The whole number that an argument is. @return false when it is none, has something behind it, or is not in
 * least..most */
bool koppel_whole_read(const char *argument, int64_t least, int64_t most, int64_t *value);

/** The same as an option's argument; any other ends the program with what the option takes. */
int64_t koppel_whole_option(const char *option, const char *argument, int64_t least, int64_t most,
                            struct argp_state *state);

/** Defaults: engine auto, gap 0, 300 seconds, seed 1, one thread a core. */
void koppel_common_options_default(struct koppel_common_options *options);

/** What these options have read: files of a case that borrow from them. */
struct koppel_job_files koppel_common_files(const struct koppel_common_options *options, const char *case_folder);

/** --policy, --rules, --as-of: what is read. The child's input is a struct koppel_common_options. */
extern const struct argp koppel_reading_argp;
/** --earlier, --stay-close: from which proposal it is solved again. Input as above. */
extern const struct argp koppel_earlier_argp;
/** --engine, --gap, --time-limit, --seed, --threads: how it is solved. Input as above. */
extern const struct argp koppel_solving_argp;
/** --time-limit, --threads of them: for what is solved again to check it. Input as above. */
extern const struct argp koppel_limit_argp;
/** --quiet, --verbose, --json, --progress: what is printed. Input as above. */
extern const struct argp koppel_printing_argp;

/** Where the example cases, policies and rules stand: "data" in the source, where they are installed, or in the
 * source that the program was built in. */
const char *koppel_data_folder(void);

/** The path of this program, to run it again as a child process. */
const char *koppel_program_path(void);

/** Exit code that belongs to a status. */
int koppel_exit_code(enum koppel_status status);

/** Writes a text to standard output. A reader who has seen enough (`| head`) is no fault. @return false when it could
 * not be written (full disk); says so on
 * standard error */
bool koppel_text_print(const struct koppel_text *text);

/** The time limit from now on, and Ctrl-C. */
struct koppel_deadline koppel_console_deadline(const struct koppel_common_options *options);

/** Options for an engine, with the console's live line and Ctrl-C. */
struct koppel_engine_options koppel_console_options(const struct koppel_common_options *options,
                                                    const struct koppel_problem *problem);

/** Ctrl-C once sets the flag that engines poll, twice ends the program. */
void koppel_console_catch_interrupt(void);

/** Decides whether it is told what is done: on a terminal, unless the user wants it quiet; elsewhere when asked for. */
void koppel_console_begin(const struct koppel_common_options *options);

/** Tells what is done, at most once a second: on a terminal in one live line. `format` as for printf. */
void koppel_console_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Clears the live line, if one was shown. */
void koppel_console_clear(void);

#endif
