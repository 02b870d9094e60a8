// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* register.c - the fields of the algorithm register, filled (see register.h). */
#include "page/register.h"

#include "io/csv_table.h"
#include "io/embedded_file.h"
#include "model/decisions.h"
#include "report/csv_text.h"
#include "report/layout.h"

#include <inttypes.h>
#include <string.h>

/* ---- Values ---- */

static void say_name(const struct koppel_register *entry, struct koppel_text *value)
{
    (void)entry;
    koppel_text_add(value, "Koppel: proposes which home is offered to which household of permit holders");
}

static void say_short(const struct koppel_register *entry, struct koppel_text *value)
{
    (void)entry;
    koppel_text_add(value, "Koppel proposes which social-housing unit is offered to which household of permit holders "
                           "(vergunninghouders), with a reason for each household. A person decides about every "
                           "offer.");
}

/* Does a tier count an objective that the rules of the policy leave open? */
static bool is_goal(const struct koppel_policy *policy, enum koppel_objective objective)
{
    bool is_open = true;

    if (objective == KOPPEL_OBJECTIVE_SPREAD) {
        is_open = policy->spread_rule != KOPPEL_SPREAD_NONE && policy->spread_enforce == KOPPEL_GOAL;
    } else if (objective == KOPPEL_OBJECTIVE_AGREEMENT) {
        is_open = policy->agreement == KOPPEL_AGREEMENT_GOAL;
    }
    for (int32_t t = 0; t < policy->n_tiers && is_open; t++) {
        if (policy->tiers[t].weight[objective] != 0) {
            return true;
        }
    }
    return false;
}

static void say_spread(const struct koppel_policy *policy, struct koppel_text *value)
{
    if (policy->spread_rule != KOPPEL_SPREAD_NONE && policy->spread_enforce == KOPPEL_MUST) {
        koppel_text_add(value, "The limits of spread of the policy are kept to: an area that is at its limit gets no "
                               "more permit holders.");
    } else if (!is_goal(policy, KOPPEL_OBJECTIVE_SPREAD)) {
        koppel_text_add(value, "The policy does not look at the spread over areas.");
    } else if (policy->spread_rule == KOPPEL_SPREAD_EVEN) {
        koppel_text_add(value, "Spread over areas as evenly as can be is one of these goals.");
    } else {
        koppel_text_add(value, "To stay within the limits of spread of the policy is one of these goals.");
    }
}

static void say_goal(const struct koppel_register *entry, struct koppel_text *value)
{
    koppel_text_add(value,
                    "Municipalities must house permit holders (taakstelling). Koppel looks for the proposal that "
                    "is best by the goals of the chosen policy, in their order: they stand under "
                    "Considerations.");
    koppel_text_append(value, " ", 1);
    say_spread(entry->report->fit->policy, value);
    koppel_text_append(value, " ", 1);
    koppel_text_add(value,
                    "Who is concerned: households of permit holders that are linked to the municipality, and the "
                    "corporations that let the homes.");
    koppel_text_append(value, " ", 1);
    koppel_text_add(value, "What it means for a household: it is offered a home, or it waits, and hears why and what "
                           "would change it. The proposal has no legal effect of its own.");
}

/* "target, urgency, spread, fit": what comes first. */
static void say_order(const struct koppel_policy *policy, struct koppel_text *value)
{
    static const char *const words[KOPPEL_N_OBJECTIVES] = {
        [KOPPEL_OBJECTIVE_TARGET] = N_("the housing target"),
        [KOPPEL_OBJECTIVE_URGENCY] = N_("urgency"),
        [KOPPEL_OBJECTIVE_SPREAD] = N_("spread over areas"),
        [KOPPEL_OBJECTIVE_AGREEMENT] = N_("agreements with corporations"),
        [KOPPEL_OBJECTIVE_MIX] = N_("local limits and agreed mixes"),
        [KOPPEL_OBJECTIVE_GROUPS] = N_("floors of groups"),
        [KOPPEL_OBJECTIVE_ACCESS] = N_("distances to what people use"),
        [KOPPEL_OBJECTIVE_FIT] = N_("how well homes suit"),
        [KOPPEL_OBJECTIVE_STAY] = N_("earlier offers that stay")};
    size_t n_before = value->n_bytes;

    for (int32_t t = 0; t < policy->n_tiers; t++) {
        for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
            if (policy->tiers[t].weight[o] != 0 && is_goal(policy, (enum koppel_objective)o)) {
                koppel_text_add(value, value->n_bytes > n_before ? "; %s" : "%s", _(words[o]));
            }
        }
    }
}

static void say_considerations(const struct koppel_register *entry, struct koppel_text *value)
{
    const struct koppel_policy *policy = entry->report->fit->policy;

    koppel_text_add(value, "The policy \"%.80s\" says what comes first, in this order: ", policy->name);
    say_order(policy, value);
    koppel_text_add(value, ". ");
    koppel_text_add(value, "What stands earlier is never given up for what stands later. The organisation chooses the "
                           "policy; the program shows before it is used what another one would do, in people housed.");
    koppel_text_append(value, " ", 1);
    koppel_text_add(value, "Nationality, origin, religion and names play no part: the program refuses tables that hold "
                           "them. Among offers that are equally good a lot decides, which anybody can work out again.");
    koppel_text_append(value, " ", 1);
    koppel_text_add(value,
                    "The alternative is to offer homes one at a time as they come free: what an offer leaves for "
                    "the households after it is then not weighed.");
}

/* Which kinds of decisions the log holds. Not how many: the register is public, and a number may be small. */
static void say_log(const struct koppel_case *kase, struct koppel_text *value)
{
    bool is_there[KOPPEL_N_DECISION_KINDS] = {false};
    bool is_first = true;

    for (int32_t d = 0; d < kase->n_decisions; d++) {
        is_there[kase->decisions[d].kind] = true;
    }
    if (kase->n_decisions == 0) {
        koppel_text_add(value, "The log of this round holds no decisions yet.");
        return;
    }
    koppel_text_add(value, "The log of this round holds decisions of these kinds: ");
    for (int kind = 0; kind < KOPPEL_N_DECISION_KINDS; kind++) {
        if (is_there[kind]) {
            koppel_text_add(value, is_first ? "%s" : ", %s", _(koppel_decision_word((enum koppel_decision_kind)kind)));
            is_first = false;
        }
    }
    koppel_text_append(value, ".", 1);
}

static void say_human(const struct koppel_register *entry, struct koppel_text *value)
{
    koppel_text_add(value,
                    "The program decides nothing. A person agrees to each offer, chooses another home, or "
                    "overrules a rule with a reason; a household may refuse. Each decision is recorded with day, "
                    "role and reason, and the next proposal keeps to it.");
    koppel_text_append(value, " ", 1);
    say_log(entry->report->fit->kase, value);
}

static void say_risks(const struct koppel_register *entry, struct koppel_text *value)
{
    (void)entry;
    koppel_text_add(value,
                    "Wrong tables: every cell is checked; what is not certain is refused with file, line and "
                    "column, and nothing is written. Wrong sums: each proposal is checked again from the tables "
                    "by code of its own before it is written. Hidden changes: equal tables, policy and seed give "
                    "the same proposal, and the SHA-256 of every table is recorded.");
    koppel_text_append(value, " ", 1);
    koppel_text_add(value,
                    "Unequal treatment: the summary shows by need (step-free, large family, single, sharing) who "
                    "is left. Privacy: households stand under a key without a name; a page for the "
                    "council or the public shows no number below 5 of people or households.");
}

static void say_law(const struct koppel_register *entry, struct koppel_text *value)
{
    (void)entry;
    koppel_text_add(value, "Huisvestingswet 2014, articles 28 and 29");
}

static void say_data(const struct koppel_register *entry, struct koppel_text *value)
{
    const struct koppel_case *kase = entry->report->fit->kase;

    koppel_text_add(value,
                    "Of households the tables can hold: a key; the number of adults, of children and of expected "
                    "relatives; the municipality and the day of linking; the region and place of reception; a tie to a "
                    "municipality and its reason (family, work, study or care); whether it needs a step-free home, "
                    "whether it may share, its age group, whether it has a car; the municipality of its network; "
                    "labour regions and fields of work; urgency. No names, no origin, no income.");
    koppel_text_append(value, " ", 1);
    koppel_text_add(value, "Of homes: a key, neighbourhood, corporation, rooms, rent, places, complex, floor area, "
                           "step-free, day of availability, label. Of neighbourhoods: municipality, name, inhabitants, "
                           "homes of corporations, permit holders, district, excluded or not, distances to school, "
                           "doctor and public transport, position.");
    koppel_text_append(value, " ", 1);
    koppel_text_add(value, "Tables that were read: ");
    for (int32_t k = 0; k < kase->n_inputs && k < 20; k++) {
        koppel_text_add(value, k == 0 ? "%.40s" : ", %.40s", kase->inputs[k].file);
    }
    koppel_text_append(value, ".", 1);
}

static void say_operation(const struct koppel_register *entry, struct koppel_text *value)
{
    koppel_text_add(value,
                    "Rules say which home suits which household (rooms, rent, step-free, labels). Counts say what "
                    "is the limit: the target, neighbourhoods, agreements. Among all proposals that keep to both, "
                    "exact optimisation with whole numbers looks for the best, goal by goal, in the order of the "
                    "policy. It learns nothing from data and estimates nothing about people.");
    koppel_text_append(value, " ", 1);
    koppel_text_add(value, entry->is_best
                               ? _("Of the proposal of which this entry was made it is proven that none is better.")
                               : _("Of the proposal of which this entry was made a better one may exist."));
    koppel_text_append(value, " ", 1);
    koppel_text_add(value, "The proof is a list of prices that anybody can add up again from the tables.");
}

static void say_supplier(const struct koppel_register *entry, struct koppel_text *value)
{
    (void)entry;
    koppel_text_add(value, "Koppel %s, free software under the GPL-3.0-or-later", KOPPEL_VERSION);
}

static void say_language(const struct koppel_register *entry, struct koppel_text *value)
{
    (void)entry;
    koppel_text_add(value, KOPPEL_SAME("%s"), koppel_language_code(koppel_language_now()));
}

static void say_schema(const struct koppel_register *entry, struct koppel_text *value)
{
    (void)entry;
    koppel_text_add(value, KOPPEL_SAME("1.0.0"));
}

static void say_keywords(const struct koppel_register *entry, struct koppel_text *value)
{
    (void)entry;
    koppel_text_add(value, "permit holders, housing target, social housing, allocation, optimisation");
}

/* Fields of which the program knows the value; the others are the organisation's. */
static const struct {
    const char *key;
    void (*say)(const struct koppel_register *entry, struct koppel_text *value);
} known[] = {{"name", say_name},
             {"short_description", say_short},
             {"goal_and_impact", say_goal},
             {"considerations", say_considerations},
             {"human_intervention", say_human},
             {"risk_management", say_risks},
             {"legal_basis", say_law},
             {"data", say_data},
             {"technical_operation", say_operation},
             {"supplier", say_supplier},
             {"language", say_language},
             {"schema", say_schema},
             {"keywords", say_keywords}};

/* ---- The files ---- */

enum { COLUMN_KEY, COLUMN_GROUP, COLUMN_FIELD, COLUMN_GROUP_EN, COLUMN_FIELD_EN, COLUMN_FORM };

static const char *cell_of(const struct koppel_csv_table *fields, int32_t row, int column)
{
    bool is_dutch = koppel_language_now() == KOPPEL_DUTCH;

    if (!is_dutch && (column == COLUMN_GROUP || column == COLUMN_FIELD)) {
        column += COLUMN_GROUP_EN - COLUMN_GROUP;
    }
    return fields->cells[(size_t)row * (size_t)fields->n_columns + (size_t)column];
}

/* The value of a field. @return false when only the organisation knows it */
static bool say_value(const struct koppel_register *entry, const char *key, struct koppel_text *value)
{
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        if (strcmp(known[k].key, key) == 0) {
            known[k].say(entry, value);
            return true;
        }
    }
    return false;
}

static void add_field(const struct koppel_csv_table *fields, int32_t row, const struct koppel_text *value,
                      struct koppel_csv *csv, struct koppel_text *text)
{
    bool is_known = value->n_bytes > 0;
    const char *group = cell_of(fields, row, COLUMN_GROUP);
    const char *to_do = is_known ? _("read it, and make it yours") : _("only your organisation knows this");

    koppel_csv_text(csv, group);
    koppel_csv_text(csv, cell_of(fields, row, COLUMN_FIELD));
    koppel_csv_text(csv, is_known ? value->bytes : "");
    koppel_csv_text(csv, to_do);
    koppel_csv_text(csv, cell_of(fields, row, COLUMN_FORM));
    koppel_csv_end(csv);
    if (row == 0 || strcmp(group, cell_of(fields, row - 1, COLUMN_GROUP)) != 0) {
        koppel_text_add(text, KOPPEL_SAME("\n%s\n"), group);
    }
    koppel_text_add(text, KOPPEL_SAME("\n  %s\n    "), cell_of(fields, row, COLUMN_FIELD));
    koppel_lay_words(text, 4, 4, is_known ? value->bytes : _("(empty: only your organisation knows this)"));
}

enum koppel_status koppel_register_make(const struct koppel_register *entry, struct koppel_document files[2],
                                        struct koppel_errors *errors)
{
    const char *const headings[] = {"group", "field", "value", "to_do", "form"};
    const struct koppel_embedded_file *list = &koppel_register_files[0];
    struct koppel_csv_table fields = {0};
    struct koppel_csv csv = koppel_csv_begin(&files[0].text, entry->report->fit->kase);
    enum koppel_status status =
        koppel_csv_table_parse((const char *)list->bytes, list->n_bytes, "fields.csv", &fields, errors);

    files[0].name = "register.csv";
    files[1].name = "register.txt";
    koppel_csv_header(&csv, headings, sizeof headings / sizeof *headings);
    koppel_lay_sentence(&files[1].text, "For the Dutch algorithm register (Algoritmeregister), from program, policy, "
                                        "tables and log. Read every field before you publish it.");
    for (int32_t row = 0; status == KOPPEL_OK && row < fields.n_rows; row++) {
        struct koppel_text value = {0};

        say_value(entry, cell_of(&fields, row, COLUMN_KEY), &value);
        add_field(&fields, row, &value, &csv, &files[1].text);
        files[0].text.failed = files[0].text.failed || value.failed;
        koppel_text_free(&value);
    }
    if (status == KOPPEL_OK && (files[0].text.failed || files[1].text.failed)) {
        status = koppel_errors_no_memory(errors, NULL);
    }
    koppel_csv_table_free(&fields);
    return status;
}
