// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* serve_command.c - koppel serve: a dossier in the browser. */
#include "base/path.h"
#include "cli/command.h"
#include "dossier/dossier_make.h"
#include "io/policy_reader.h"
#include "serve/server.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_PORT = 512, OPTION_OPEN, OPTION_SOCKET, OPTION_DEMO, MOST_PORT = 65535 };

struct serve_options {
    struct koppel_serve_options serve;
    bool is_demo;
};

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    (void)number;
    stop = 1;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct serve_options *options = state->input;

    switch (key) {
    case OPTION_PORT:
        options->serve.port = (int)koppel_whole_option("--port", argument, 1, MOST_PORT, state);
        return 0;
    case OPTION_OPEN:
        options->serve.opens_browser = true;
        return 0;
    case OPTION_DEMO:
        options->is_demo = true;
        return 0;
    case OPTION_SOCKET:
        options->serve.socket = argument;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) {
            argp_error(state, "takes one dossier, not also \"%s\"", argument);
        }
        options->serve.dossier = argument;
        return 0;
    case ARGP_KEY_END:
        if ((options->serve.dossier == NULL) != options->is_demo) {
            argp_error(state, "takes a dossier, which koppel dossier new DOSSIER CASE makes, or --demo");
        }
        if (options->serve.socket != NULL && (options->serve.port != 0 || options->serve.opens_browser)) {
            argp_error(state, "--socket is for a reverse proxy: it goes without --port and --open");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"port", OPTION_PORT, N_("N"), 0, N_("The port on 127.0.0.1 (default: one that is free)"), 0},
    {"open", OPTION_OPEN, NULL, 0, N_("Open the browser"), 0},
    {"socket", OPTION_SOCKET, N_("PATH"), 0,
     N_("Listen on this Unix socket instead, behind a reverse proxy that names the user in X-Koppel-User"), 0},
    {"demo", OPTION_DEMO, NULL, 0, N_("Show an example municipality; what you do in it is gone at the end"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("DOSSIER\n--demo"),
    .doc = N_("Shows a dossier in the browser, on this machine alone: review, decide, solve again, account for it."
              "\vThe address that it prints can be used once, and only by who reads it here. Ctrl-C ends it; what was "
              "recorded is kept. Behind a reverse proxy (see docs/serve) a whole office works in it.\n\n"
              "Exit codes: 0 ended by Ctrl-C, 2 wrong use, 3 no dossier, 6 it cannot listen there.")};

/* Serves a dossier of the example that lasts as long as this process. */
static enum koppel_status serve_demo(struct koppel_serve_options *options, struct koppel_messages *messages)
{
    struct koppel_temporary_folder folder = {.lock = -1};
    struct koppel_dossier_beginning beginning = {0};
    struct koppel_policy policy;
    char *json = NULL;
    char *path = NULL;
    char *kase = koppel_path_join(koppel_data_folder(), "municipality-b");
    enum koppel_status status = koppel_scratch_make(&folder, &messages->errors);

    koppel_policy_default(&policy);
    path = status == KOPPEL_OK ? koppel_path_join(folder.path, "demo.koppel") : NULL;
    if (status == KOPPEL_OK && (kase == NULL || path == NULL || koppel_policy_print(&policy, &json) != KOPPEL_OK)) {
        status = koppel_errors_no_memory(&messages->errors, NULL);
    }
    if (status == KOPPEL_OK) {
        beginning = (struct koppel_dossier_beginning){.path = path, .policy = json, .case_path = kase};
        status = koppel_dossier_make(&beginning, &messages->errors, &messages->notes);
    }
    if (status == KOPPEL_OK) {
        options->dossier = path;
        options->solves_first = true;
        status = koppel_serve(options, &messages->errors);
    }
    koppel_scratch_drop(&folder);
    free(json);
    free(path);
    free(kase);
    return status;
}

static int run_serve(void *data, struct koppel_messages *messages)
{
    struct serve_options *options = data;
    struct sigaction action = {.sa_handler = on_signal};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL); /* a file that may not grow is a full disk, and told as one */
    options->serve.program = koppel_program_path();
    options->serve.stop = &stop;
    return koppel_exit_code(options->is_demo ? serve_demo(&options->serve, messages)
                                             : koppel_serve(&options->serve, &messages->errors));
}

int koppel_serve_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_serve, .ends_at_once = true};
    struct serve_options options = {0};

    return koppel_command_run(&command, &options, argc, argv);
}
