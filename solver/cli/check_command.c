/* check_command.c - koppel check: checks a proposal again from the tables, also one edited by hand. */
#include "cli/argument_order.h"
#include "cli/written.h"
#include "io/certificate_reader.h"
#include "report/report.h"
#include "verify/certificate_check.h"

#include <string.h>

enum { OPTION_EDITED = 512, OPTION_PROVINCE };

struct check_options {
    struct koppel_common_options common;
    const char *case_folder;
    const char *folder;
    bool edited;
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct check_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case OPTION_EDITED:
        options->edited = true;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 1) {
            argp_error(state, "takes a case and a proposal folder, not also \"%s\"", argument);
        }
        *(state->arg_num == 0 ? &options->case_folder : &options->folder) = argument;
        return 0;
    case ARGP_KEY_END:
        if (state->arg_num < 2) {
            argp_error(state, "takes a case folder and the folder of a proposal");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"edited", OPTION_EDITED, NULL, 0, "The proposal was changed by hand: do not hold it to the values in summary.json",
     0},
    {"province", OPTION_PROVINCE, NULL, 0,
     "Check many proposals together, for clashes and agreements: --province CASE FOLDER... (see --province --help)", 0},
    {0}};

static const struct argp_child children[] = {{&koppel_reading_argp, 0, NULL, 0}, {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = "CASE FOLDER",
    .doc = "Checks a proposal again from the tables: every rule, limit, count and value, in whole numbers."
           "\vFOLDER holds proposal.csv, as koppel solve wrote it or as a person edited it in a spreadsheet; only its "
           "columns household "
           "and unit are needed. The policy is the one in the folder's summary.json, unless --policy is given.\n\n"
           "Exit codes: 0 every rule is met, 1 a violation was found (each is listed), 2 wrong use, 3 bad input.",
    .children = children};

static const struct koppel_proposal_tier *find_claim(const struct koppel_proposal *proposal, const char *name)
{
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        if (strcmp(proposal->tiers[t].name, name) == 0) {
            return &proposal->tiers[t];
        }
    }
    return NULL;
}

/* What the proposal is worth now, and what summary.json claimed when it was written. */
static void add_values(struct koppel_text *text, const struct koppel_written *written,
                       const struct koppel_verdict *verdict, bool edited)
{
    const struct koppel_policy *policy = &written->job.policy;
    bool differs = false;

    koppel_text_add(text, "\nWorth, by the policy's tiers:\n");
    for (int32_t t = 0; t < verdict->n_tiers; t++) {
        const struct koppel_tier_rule *rule = &policy->tiers[t];
        const struct koppel_proposal_tier *claim = NULL;
        int64_t sign = koppel_tier_maximise(rule) ? -1 : 1;
        int64_t scale = koppel_tier_scale(policy, rule);
        char name[KOPPEL_TIER_NAME];
        char now[40];
        char claimed[40];

        koppel_tier_name(rule, name);
        claim = find_claim(&written->proposal, name);
        koppel_text_add(text, "  %-10s %s", name,
                        koppel_decimal_format(sign * verdict->tier_cost[t], scale, '.', now, sizeof now));
        if (claim != NULL && claim->cost != verdict->tier_cost[t]) {
            koppel_text_add(text, "   (summary.json says %s)",
                            koppel_decimal_format(sign * claim->cost, scale, '.', claimed, sizeof claimed));
            differs = true;
        }
        koppel_text_add(text, "\n");
    }
    if (differs && !edited) {
        koppel_text_add(text,
                        "The proposal is not the one that summary.json tells of. If you changed it by hand, that is "
                        "as it should be:\ncheck it with --edited.\n");
    }
}

/* Does the proposal itself break a rule, apart from what is claimed of it? */
static bool breaks_rules(const struct koppel_verdict *verdict)
{
    bool found = false;

    for (size_t k = 0; k < verdict->n_violations; k++) {
        found = found || verdict->violations[k].kind < KOPPEL_VIOLATION_TIER;
    }
    return found;
}

/* What the certificate proves of the proposal, into `proofs`; what it claims and does not prove becomes a violation. */
static enum koppel_status weigh_certificate(struct koppel_written *written, const struct check_options *options,
                                            struct koppel_verdict *verdict, struct koppel_text *proofs)
{
    const struct koppel_job *job = &written->job;
    const struct koppel_proposal_tier *claimed = written->proposal.tiers;
    int32_t n_claimed = options->edited ? 0 : written->proposal.n_tiers;
    struct koppel_certificate certificate = {0};
    struct koppel_price_bound bound;
    bool there = false;
    enum koppel_status status = KOPPEL_OK;

    if (options->common.policy_file != NULL) {
        koppel_text_add(proofs, "\nThe folder's certificate, if any, is for its own policy: it is not weighed with "
                                "--policy.\n");
        return koppel_text_status(proofs);
    }
    status = koppel_certificate_read(options->folder, &job->kase, &job->policy, &certificate, &there, &written->errors);
    if (status != KOPPEL_OK) {
        goto out;
    }
    if (!there) {
        koppel_text_add(proofs,
                        "\nThere is no certificate.json in the folder (solve --quick makes none): the bounds of "
                        "summary.json\nare not proven here.\n");
    } else if (breaks_rules(verdict)) {
        koppel_text_add(proofs, "\nThe certificate says nothing of a proposal that breaks rules.\n");
    } else {
        status = koppel_price_bound_make(&job->fit, verdict->tier_cost, &certificate, &bound);
        if (status == KOPPEL_OK && !options->edited) {
            status = koppel_certificate_check(&job->fit, &certificate, &bound, claimed, n_claimed, verdict);
        }
        if (status == KOPPEL_OK) {
            status = koppel_report_proofs(&certificate, &bound, verdict, claimed, n_claimed, proofs);
        }
    }
out:
    koppel_certificate_free(&certificate);
    return status == KOPPEL_OK ? koppel_text_status(proofs) : status;
}

static int check(struct koppel_written *written, const struct check_options *options)
{
    struct koppel_verdict verdict = {0};
    struct koppel_text text = {0};
    struct koppel_text proofs = {0};
    enum koppel_status status =
        koppel_argument_order_check("check", options->case_folder, options->folder, NULL, &written->errors);
    int exit_code = EXIT_INTERNAL;

    if (status == KOPPEL_OK) {
        status = koppel_written_open(written, &options->common, options->case_folder, options->folder);
    }
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    status = koppel_verdict_make(&written->job.fit, written->proposal.unit_of, written->proposal.tiers,
                                 options->edited ? 0 : written->proposal.n_tiers, &verdict);
    if (status == KOPPEL_OK) {
        status = weigh_certificate(written, options, &verdict, &proofs);
    }
    if (status == KOPPEL_OK) {
        status = koppel_report_verdict(&written->job.fit, &verdict, &text);
    }
    if (status == KOPPEL_OK) {
        add_values(&text, written, &verdict, options->edited);
        koppel_text_append(&text, proofs.bytes != NULL ? proofs.bytes : "", proofs.n_bytes);
        status = koppel_text_status(&text);
    }
    if (status != KOPPEL_OK) {
        exit_code = koppel_exit_code(written->errors.n_items > 0 ? status
                                                                 : koppel_errors_add(&written->errors, status, NULL, 0,
                                                                                     0, "the check could not run"));
    } else if (!koppel_text_print(&text)) {
        exit_code = EXIT_OUTPUT;
    } else {
        exit_code = verdict.n_violations == 0 ? EXIT_DONE : EXIT_WIDER_GAP;
    }
    koppel_text_free(&text);
    koppel_text_free(&proofs);
    koppel_verdict_free(&verdict);
    return exit_code;
}

int koppel_check_command(int argc, char **argv)
{
    struct check_options options = {0};
    struct koppel_written written = {0};
    int exit_code = EXIT_INTERNAL;

    if (koppel_province_is_asked(argc, argv)) {
        return koppel_province_command(argc, argv);
    }
    koppel_common_options_default(&options.common);
    argp_parse(&parser, argc, argv, 0, NULL, &options);
    koppel_console_catch_interrupt();
    exit_code = check(&written, &options);
    koppel_written_close(&written);
    return exit_code;
}
