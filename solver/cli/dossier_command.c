// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_command.c - koppel dossier: keeps the tables, decisions and proposals of a municipality or region in one file. */
#include "cli/command.h"
#include "dossier/dossier_make.h"
#include "dossier/dossier_proposal.h"
#include "dossier/dossier_shown.h"
#include "dossier/dossier_verify.h"
#include "io/policy_reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_REASON = 512, OPTION_PROPOSAL, OPTION_VERSION, OPTION_INITIALS, OPTION_HASH, MOST_ARGUMENTS = 4 };

struct dossier_options {
    const char *arguments[MOST_ARGUMENTS]; /* the verb, the dossier, what else the verb takes */
    unsigned n_arguments;
    const char *output;
    const char *proposal; /* folder for the proposal of an export */
    const char *reason;
    const char *initials;
    const char *policy_file;
    const char *hash; /* that a row must have; NULL: any */
    int64_t version;  /* 0: the newest */
};

/* What `koppel dossier VERB` does. */
struct verb {
    const char *name;
    unsigned least, most; /* arguments, the verb and the dossier counted */
    enum koppel_status (*run)(const struct dossier_options *options, struct koppel_messages *messages);
};

/* The policy that a new dossier begins with, as JSON to be freed. */
static enum koppel_status read_policy(const char *file, char **json, struct koppel_errors *errors)
{
    struct koppel_policy policy;
    enum koppel_status status = KOPPEL_OK;

    koppel_policy_default(&policy);
    status = file != NULL ? koppel_policy_read(file, &policy, errors) : KOPPEL_OK;
    return status == KOPPEL_OK && koppel_policy_print(&policy, json) != KOPPEL_OK
               ? koppel_errors_no_memory(errors, file)
               : status;
}

static enum koppel_status run_new(const struct dossier_options *options, struct koppel_messages *messages)
{
    struct koppel_dossier_beginning beginning = {.path = options->arguments[1],
                                                 .case_path = options->n_arguments > 2 ? options->arguments[2] : NULL,
                                                 .reason = options->reason};
    char *policy = NULL;
    enum koppel_status status = read_policy(options->policy_file, &policy, &messages->errors);

    beginning.policy = policy;
    if (status == KOPPEL_OK) {
        status = koppel_dossier_make(&beginning, &messages->errors, &messages->notes);
    }
    free(policy);
    if (status == KOPPEL_OK) {
        printf(_("Made %s. Open it in the browser: koppel serve %s\n"), beginning.path, beginning.path);
    }
    return status;
}

static enum koppel_status run_import(const struct dossier_options *options, struct koppel_messages *messages)
{
    struct koppel_dossier dossier = {0};
    struct koppel_change_result result = {0};
    enum koppel_status status = koppel_dossier_open(options->arguments[1], &dossier, &messages->errors);

    if (status == KOPPEL_OK && options->reason == NULL) {
        status = koppel_errors_add(&messages->errors, KOPPEL_E_ARGUMENT, "", 0, 0,
                                   "a change needs a reason: --reason \"what is new in these tables\"");
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_import(&dossier, options->arguments[2], options->reason, &result, &messages->errors,
                                       &messages->notes);
    }
    koppel_dossier_close(&dossier);
    if (status == KOPPEL_OK) {
        printf(_("Imported as version %" PRId64 ".\n"), result.number);
    }
    return status;
}

/* ---- export, backup ---- */

static enum koppel_status export_proposal(const struct koppel_dossier *dossier, const char *folder,
                                          struct koppel_errors *errors)
{
    struct koppel_dossier_files files = {0};
    struct koppel_proposal_record record;
    bool is_there = false;
    int64_t revision = 0;
    enum koppel_status status = koppel_proposal_find(dossier, 0, &record, &is_there, errors);

    if (status == KOPPEL_OK && !is_there) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0, "has no proposal yet");
    }
    if (status == KOPPEL_OK) {
        status = koppel_log_last(dossier, &revision, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_proposal_with_decisions(dossier, record.proposal, revision, &files, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_files_write(&files, folder, errors);
    }
    koppel_dossier_files_free(&files);
    return status;
}

static enum koppel_status export_case(const struct koppel_dossier *dossier, const struct dossier_options *options,
                                      struct koppel_errors *errors)
{
    struct koppel_dossier_files files = {0};
    int64_t version = options->version;
    enum koppel_status status = version == 0 ? koppel_version_last(dossier, &version, errors) : KOPPEL_OK;

    if (status == KOPPEL_OK) {
        status = koppel_version_files(dossier, version, &files, errors);
    }
    if (status == KOPPEL_OK && files.n_items == 0) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0, "has no such version of the tables");
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_files_write(&files, options->output, errors);
    }
    koppel_dossier_files_free(&files);
    return status;
}

static enum koppel_status needs_output(const struct dossier_options *options, struct koppel_errors *errors)
{
    return options->output != NULL
               ? KOPPEL_OK
               : koppel_errors_add(errors, KOPPEL_E_ARGUMENT, "", 0, 0, "where to? -o NAME says what to write");
}

static enum koppel_status run_export(const struct dossier_options *options, struct koppel_messages *messages)
{
    struct koppel_dossier dossier = {0};
    enum koppel_status status = needs_output(options, &messages->errors);

    if (status == KOPPEL_OK) {
        status = koppel_dossier_open(options->arguments[1], &dossier, &messages->errors);
    }
    if (status == KOPPEL_OK) {
        status = export_case(&dossier, options, &messages->errors);
    }
    if (status == KOPPEL_OK && options->proposal != NULL) {
        status = export_proposal(&dossier, options->proposal, &messages->errors);
    }
    koppel_dossier_close(&dossier);
    return status;
}

static enum koppel_status run_backup(const struct dossier_options *options, struct koppel_messages *messages)
{
    struct koppel_dossier dossier = {0};
    enum koppel_status status = needs_output(options, &messages->errors);

    if (status == KOPPEL_OK) {
        status = koppel_dossier_open(options->arguments[1], &dossier, &messages->errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_backup(&dossier, options->output, &messages->errors);
    }
    koppel_dossier_close(&dossier);
    return status;
}

/* ---- verify, user ---- */

static enum koppel_status run_verify(const struct dossier_options *options, struct koppel_messages *messages)
{
    struct koppel_dossier dossier = {0};
    struct koppel_dossier_finding finding = {0};
    enum koppel_status status = koppel_dossier_open(options->arguments[1], &dossier, &messages->errors);

    if (status == KOPPEL_OK) {
        status = koppel_dossier_verify(&dossier, &finding, &messages->errors);
    }
    if (status == KOPPEL_OK && options->hash != NULL) {
        status = koppel_dossier_verify_hash(&dossier, options->hash, &messages->errors);
    }
    if (status == KOPPEL_OK) { /* what no hash is about is made anew */
        status = koppel_shown_drop(&dossier, &messages->errors);
    }
    koppel_dossier_close(&dossier);
    if (status == KOPPEL_OK) {
        printf(_("Everything is as it was recorded: %" PRId64 " rows of the log, %" PRId64 " files.\n"), finding.n_rows,
               finding.n_contents);
        printf(_("Write down the last hash elsewhere: only against it (--hash) shows that rows were cut off at the "
                 "end.\n%s\n"),
               finding.last_hash);
    }
    return status;
}

static enum koppel_status run_user(const struct dossier_options *options, struct koppel_messages *messages)
{
    struct koppel_dossier dossier = {0};
    struct koppel_person person = {0};
    enum koppel_status status = koppel_dossier_open(options->arguments[1], &dossier, &messages->errors);

    if (status == KOPPEL_OK && options->initials == NULL) {
        status = koppel_errors_add(&messages->errors, KOPPEL_E_ARGUMENT, "", 0, 0,
                                   "the log needs initials, or a role: --initials AB");
    }
    if (status == KOPPEL_OK) {
        snprintf(person.initials, sizeof person.initials, "%s", options->initials);
        snprintf(person.role, sizeof person.role, "%s", options->arguments[3]);
        status = koppel_person_set(&dossier, &koppel_desk, options->arguments[2], &person, &messages->errors);
    }
    koppel_dossier_close(&dossier);
    return status;
}

/* ---- The command ---- */

static const struct verb verbs[] = {{"new", 2, 3, run_new},       {"import", 3, 3, run_import},
                                    {"export", 2, 2, run_export}, {"backup", 2, 2, run_backup},
                                    {"verify", 2, 2, run_verify}, {"user", 4, 4, run_user}};

static const struct verb *find_verb(const char *name)
{
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
        if (strcmp(verbs[v].name, name) == 0) {
            return &verbs[v];
        }
    }
    return NULL;
}

static void check_arguments(const struct dossier_options *options, struct argp_state *state)
{
    const struct verb *verb = options->n_arguments > 0 ? find_verb(options->arguments[0]) : NULL;

    if (verb == NULL) {
        argp_error(state, "takes one of: new, import, export, backup, verify, user; and the name of the dossier");
    } else if (options->n_arguments < verb->least || options->n_arguments > verb->most) {
        argp_error(state, "%s takes other arguments: koppel dossier --help lists them", verb->name);
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct dossier_options *options = state->input;

    switch (key) {
    case KOPPEL_OPTION_OUTPUT:
        options->output = argument;
        return 0;
    case OPTION_PROPOSAL:
        options->proposal = argument;
        return 0;
    case OPTION_REASON:
        options->reason = argument;
        return 0;
    case OPTION_INITIALS:
        options->initials = argument;
        return 0;
    case OPTION_HASH:
        options->hash = argument;
        return 0;
    case OPTION_VERSION:
        options->version = koppel_whole_option("--version-number", argument, 1, INT32_MAX, state);
        return 0;
    case 'p':
        options->policy_file = argument;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num >= MOST_ARGUMENTS) {
            argp_error(state, "takes no more than \"%s\"", options->arguments[MOST_ARGUMENTS - 1]);
        }
        options->arguments[options->n_arguments++] = argument;
        return 0;
    case ARGP_KEY_END:
        check_arguments(options, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"output", KOPPEL_OPTION_OUTPUT, N_("NAME"), 0,
     N_("export: write the tables to this new folder; backup: to this new file"), 0},
    {"proposal", OPTION_PROPOSAL, N_("FOLDER"), 0,
     N_("export: also write the newest proposal to this new folder, with every decision of the log"), 0},
    {"version-number", OPTION_VERSION, N_("N"), 0, N_("export: this version of the tables (default: the newest)"), 0},
    {"reason", OPTION_REASON, N_("TEXT"), 0, N_("import: what is new in these tables"), 0},
    {"policy", 'p', N_("FILE"), 0, N_("new: the policy to begin with (default: the default policy)"), 0},
    {"initials", OPTION_INITIALS, N_("AB"), 0, N_("user: how the log calls this user; never a name"), 0},
    {"hash", OPTION_HASH, N_("HASH"), 0, N_("verify: a row of the log must have this hash, which was kept elsewhere"),
     0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("new DOSSIER [CASE]\nimport DOSSIER CASE --reason TEXT\nexport DOSSIER -o FOLDER\nbackup DOSSIER -o "
                   "FILE\nverify DOSSIER [--hash HASH]\nuser DOSSIER LOGIN ROLE --initials AB"),
    .doc =
        N_("Keeps tables, policy, proposals and decisions of a municipality or region in one file, with a log of who "
           "did what and why. koppel serve opens it in the browser."
           "\vRows are only ever added, each chained to the row before by its hash: verify finds what was changed "
           "behind the program's back, but that rows were cut off at the end only against a hash that was kept "
           "elsewhere. A role is reader, caseworker, decider or official.\n\n"
           "Exit codes: 0 done, 2 wrong use, 3 bad input, or verify found something wrong (each is listed), 6 it "
           "could not be written; nothing was changed then.")};

static int run_dossier(void *data, struct koppel_messages *messages)
{
    const struct dossier_options *options = data;
    const struct sigaction action = {.sa_handler = SIG_IGN};

    sigaction(SIGXFSZ, &action, NULL); /* a file that may not grow is a full disk, and told as one */
    return koppel_exit_code(find_verb(options->arguments[0])->run(options, messages));
}

int koppel_dossier_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_dossier, .ends_at_once = true};
    struct dossier_options options = {0};

    return koppel_command_run(&command, &options, argc, argv);
}
