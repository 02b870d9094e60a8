/* main.c - the program koppel: finds the command and runs it. */
#include "cli/command.h"

#include <locale.h>
#include <string.h>

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *about;
};

static const struct command commands[] = {
    {"solve", koppel_solve_command, "propose which home is offered to which household"},
    {"export", koppel_export_command, "write the problem for other solvers (MPS or LP)"},
    {"policy", koppel_policy_command, "print the default policy"},
};

static void print_help(FILE *out)
{
    fputs("Usage: koppel COMMAND [OPTIONS]\n\n"
          "Proposes which social-housing unit is offered to which household of permit holders\n"
          "(vergunninghouders), proves how good the proposal is, and says why. A person decides.\n\n",
          out);
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        fprintf(out, "  %-8s %s\n", commands[c].name, commands[c].about);
    }
    fputs("\n`koppel COMMAND --help` lists the options of a command; `man koppel` is the manual.\n"
          "Try: koppel solve data/municipality-b\n",
          out);
}

/* Runs the command under the name "koppel <command>", which its messages begin with. */
static int run_command(const struct command *command, int argc, char **argv)
{
    char name[32];

    snprintf(name, sizeof name, "koppel %s", command->name);
    argv[0] = name;
    return command->run(argc, argv);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    argp_err_exit_status = EXIT_USE;
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("koppel " KOPPEL_VERSION);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return EXIT_DONE;
    }
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        if (strcmp(argv[1], commands[c].name) == 0) {
            return run_command(&commands[c], argc - 1, argv + 1);
        }
    }
    fprintf(stderr, "koppel: there is no command \"%s\"\n\n", argv[1]);
    print_help(stderr);
    return EXIT_USE;
}
