/* check_command.c - koppel check: checks a proposal again from the tables, also one edited by hand. */
#include "cli/argument_order.h"
#include "cli/written.h"
#include "report/report.h"

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

static int check(struct koppel_written *written, const struct check_options *options)
{
    struct koppel_verdict verdict = {0};
    struct koppel_text text = {0};
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
        status = koppel_report_verdict(&written->job.fit, &verdict, &text);
    }
    if (status == KOPPEL_OK) {
        add_values(&text, written, &verdict, options->edited);
        status = koppel_text_status(&text);
    }
    if (status != KOPPEL_OK) {
        exit_code =
            koppel_exit_code(koppel_errors_add(&written->errors, status, NULL, 0, 0, "the check could not run"));
    } else if (!koppel_text_print(&text)) {
        exit_code = EXIT_OUTPUT;
    } else {
        exit_code = verdict.n_violations == 0 ? EXIT_DONE : EXIT_WIDER_GAP;
    }
    koppel_text_free(&text);
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
