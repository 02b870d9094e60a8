// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* log_command.c - koppel check --log: replays the log of a dossier to the same proposals. */
#include "cli/command.h"
#include "dossier/dossier_verify.h"
#include "serve/replay.h"

#include <inttypes.h>
#include <string.h>

static error_t parse(int key, char *argument, struct argp_state *state)
{
    const char **path = state->input;

    switch (key) {
    case 'l':
        return 0;
    case ARGP_KEY_ARG:
        if (*path != NULL) {
            argp_error(state, "takes one dossier, not also \"%s\"", argument);
        }
        *path = argument;
        return 0;
    case ARGP_KEY_END:
        if (*path == NULL) {
            argp_error(state, "which dossier? koppel check --log DOSSIER");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"log", 'l', NULL, 0, N_("Check a dossier: its log, and every proposal solved again from it"), 0}, {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("--log DOSSIER"),
    .doc = N_("Checks a dossier: that nothing in it was changed, and that every proposal follows from the tables, the "
              "policy and the decisions that the log names, by solving it again, byte for byte."
              "\vA proposal that a time limit or a stop cut off is named and passed over.\n\n"
              "Exit codes: 0 nothing is wrong, 1 a proposal comes out otherwise, 2 wrong use, 3 the dossier is not as "
              "it was recorded.")};

bool koppel_log_is_asked(int argc, char **argv)
{
    for (int a = 1; a < argc; a++) {
        if (strcmp(argv[a], "--log") == 0) {
            return true;
        }
    }
    return false;
}

static int run_log(void *data, struct koppel_messages *messages)
{
    const char *const *path = data;
    struct koppel_dossier dossier = {0};
    struct koppel_dossier_finding finding = {0};
    struct koppel_replay replay = {0};
    struct koppel_text text = {0};
    enum koppel_status status = koppel_dossier_open(*path, &dossier, &messages->errors);
    int exit_code = EXIT_DONE;

    if (status == KOPPEL_OK) {
        status = koppel_dossier_verify(&dossier, &finding, &messages->errors);
    }
    if (status == KOPPEL_OK) {
        koppel_text_add(&text, "Everything is as it was recorded: %" PRId64 " rows of the log, %" PRId64 " files.\n",
                        finding.n_rows, finding.n_contents);
        status = koppel_dossier_replay(&dossier, koppel_program_path(), &replay, &text, &messages->errors);
    }
    koppel_dossier_close(&dossier);
    exit_code = status != KOPPEL_OK ? koppel_exit_code(status) : replay.n_differ > 0 ? EXIT_WIDER_GAP : EXIT_DONE;
    if (text.n_bytes > 0 && !koppel_text_print(&text)) {
        exit_code = EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    return exit_code;
}

int koppel_log_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_log, .ends_at_once = true};
    const char *path = NULL;

    return koppel_command_run(&command, &path, argc, argv);
}
