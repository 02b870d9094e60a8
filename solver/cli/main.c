// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* main.c - the program koppel: finds the command and runs it. */
#include "cli/command.h"
#include "cli/help.h"
#include "cli/option_check.h"
#include "cli/options_file.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *about;
};

static const struct command commands[] = {
    {"solve", koppel_solve_command, N_("propose which home is offered to which household")},
    {"check", koppel_check_command, N_("check a proposal again from the tables, also one edited by hand")},
    {"why", koppel_why_command, N_("explain a household, a home or a neighbourhood")},
    {"report", koppel_report_command, N_("a proposal as one page, to read, print or mail")},
    {"compare", koppel_compare_command, N_("compare policies on one case, and what spread costs")},
    {"reserve", koppel_reserve_command, N_("who comes next when an offer is refused, and what that would cost")},
    {"needed", koppel_needed_command, N_("which homes that do not exist are needed, and what one more is worth")},
    {"forecast", koppel_forecast_command, N_("forecast how many households and homes are to come")},
    {"simulate", koppel_simulate_command, N_("follow policies through the months after, as households and homes come")},
    {"export", koppel_export_command, N_("write the problem for other solvers (MPS or LP)")},
    {"tidy", koppel_tidy_command, N_("write the tables of a case in the plain form")},
    {"policy", koppel_policy_command, N_("print the default policy")},
    {"schema", koppel_schema_command, N_("print what a JSON file of the program may hold, as a JSON Schema")},
    {"targets", koppel_targets_command, N_("the statutory target of every municipality beside the official one")},
    {"supervise", koppel_supervise_command, N_("where every municipality stands, and what proposals would change")},
    {"balance", koppel_balance_command, N_("carry a half-year over into the next one")},
    {"new", koppel_new_command, N_("write a case to fill in: a workbook, or CSV tables with headings")},
    {"dossier", koppel_dossier_command, N_("keep tables, decisions and proposals in one file, with a log")},
    {"serve", koppel_serve_command, N_("show a dossier in the browser")},
    {"generate", koppel_generate_command, N_("write an invented case of any size, or of real neighbourhoods")},
};

static const char *program_path;

/* Where the kernel tells it, a name that was found in PATH is of no matter, nor is a program replaced meanwhile. */
const char *koppel_program_path(void)
{
    return access("/proc/self/exe", X_OK) == 0 ? "/proc/self/exe" : program_path;
}

/* A stream that its caller closed must not become a file that is opened later, so it is opened here, for reading only:
 * writing to it stays an error. */
static void fill_standard_streams(void)
{
    int file = 0;

    do {
        file = open("/dev/null", O_RDONLY);
    } while (file >= 0 && file <= STDERR_FILENO);
    if (file >= 0) {
        close(file);
    }
}

/* Help and version are printed by exit-happy functions: what could not be written is told here. */
static void finish_output(void)
{
    if (fflush(stdout) != 0 && errno != EPIPE) {
        fprintf(stderr, _("koppel: error: standard output could not be written: %s\n"), koppel_system_words(errno));
        _exit(EXIT_OUTPUT);
    }
}

static void print_help(FILE *out)
{
    fputs(_("Usage: koppel COMMAND [OPTIONS]\n\n"
            "Proposes which social-housing unit is offered to which household of permit holders\n"
            "(vergunninghouders), proves how good the proposal is, and says why. A person decides.\n\n"),
          out);
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        fprintf(out, "  %-9s %s\n", commands[c].name, _(commands[c].about));
    }
    fprintf(out,
            _("\n`koppel help COMMAND` lists the options of a command; `man koppel` is the manual.\n"
              "Try: koppel solve %s/municipality-b\n"),
            koppel_data_folder());
}

/* Runs the command under the name "koppel <command>", which its messages begin with. */
static int run_command(const struct command *command, int argc, char **argv)
{
    static char help[] = "--help";
    char name[32];

    snprintf(name, sizeof name, "koppel %s", command->name);
    argv[0] = name;
    for (int a = 1; a < argc && strcmp(argv[a], "--") != 0; a++) {
        argv[a] = strcmp(argv[a], "-h") == 0 ? help : argv[a];
    }
    return command->run(argc, argv);
}

/* An argument comes back in messages, some of which argp writes by itself. @return its number, 0 when all are plain */
static int find_steering(int argc, char **argv)
{
    for (int a = 1; a < argc; a++) {
        size_t n = strlen(argv[a]);
        char *copy = strdup(argv[a]);
        bool is_plain = copy == NULL || (koppel_text_tame(copy, n, false) == n && strcmp(copy, argv[a]) == 0);

        free(copy);
        if (!is_plain) {
            return a;
        }
    }
    return 0;
}

static const struct command *find_command(const char *name)
{
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        if (strcmp(name, commands[c].name) == 0) {
            return &commands[c];
        }
    }
    return NULL;
}

/* There is no such command: is it another one, misspelt? */
static int refuse_command(const char *name)
{
    const char *nearest = NULL;
    int least = KOPPEL_MISSPELT + 1;

    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        int d = koppel_letters_apart(name, commands[c].name);

        if (d < least) {
            least = d;
            nearest = commands[c].name;
        }
    }
    if (nearest != NULL) {
        fprintf(stderr, _("koppel: there is no command \"%s\"; did you mean \"%s\"?\n"), name, nearest);
    } else {
        fprintf(stderr, _("koppel: there is no command \"%s\"\n\n"), name);
        print_help(stderr);
    }
    return EXIT_USE;
}

/* What holds for every command: options that stand in a file, the language, and characters that no argument may hold.
 * @return EXIT_DONE, or the exit code with a message */
static int take_arguments(int *argc, char ***argv)
{
    struct koppel_messages messages = {0};
    enum koppel_status status = koppel_options_file_take(argc, argv, &messages.errors);
    const char *unknown = koppel_language_take(argc, *argv);
    int steering = 0;

    koppel_messages_print(&messages);
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    if (unknown != NULL) {
        fprintf(stderr, _("koppel: error: --lang takes nl, en or auto, not \"%.60s\"\n"), unknown);
        return EXIT_USE;
    }
    if (*argc < 2) {
        print_help(stderr);
        return EXIT_USE;
    }
    steering = find_steering(*argc, *argv);
    if (steering != 0) {
        fprintf(stderr,
                _("koppel: error: argument %d holds a character that steers the screen or the direction of writing; "
                  "rename the file or leave the character out\n"),
                steering);
        return EXIT_USE;
    }
    return EXIT_DONE;
}

int main(int argc, char **argv)
{
    static char help[] = "--help";
    const struct command *command = NULL;
    int refused = EXIT_DONE;

    program_path = argv[0];
    fill_standard_streams();
    atexit(finish_output);
    setlocale(LC_CTYPE, "");
    argp_program_version =
        sizeof KOPPEL_COMMIT > 1 ? "koppel " KOPPEL_VERSION " (" KOPPEL_COMMIT ")" : "koppel " KOPPEL_VERSION;
    argp_err_exit_status = EXIT_USE;
    unsetenv("ARGP_HELP_FMT"); /* a narrow margin in it sends glibc's help into an endless loop */
    refused = take_arguments(&argc, &argv);
    if (refused != EXIT_DONE) {
        return refused;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts(argp_program_version);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "help") == 0 && argc > 2 && argv[2][0] != '-') {
        char *asked[] = {argv[0], help, NULL};

        command = find_command(argv[2]);
        return command != NULL ? run_command(command, 2, asked) : refuse_command(argv[2]);
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return EXIT_DONE;
    }
    command = find_command(argv[1]);
    return command != NULL ? run_command(command, argc - 1, argv + 1) : refuse_command(argv[1]);
}
