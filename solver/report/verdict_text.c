// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* verdict_text.c - what a check found, a sentence each (see report.h). */
#include "report/decisions_text.h"
#include "report/layout.h"
#include "report/report.h"
#include "report/summary_json.h"
#include "report/wording.h"

#include <inttypes.h>

static const char *kind_words(enum koppel_violation_kind kind)
{
    switch (kind) {
    case KOPPEL_VIOLATION_PAIR:
        return _("Homes that do not suit");
    case KOPPEL_VIOLATION_PLACES:
        return _("Homes offered too often");
    case KOPPEL_VIOLATION_KEEP:
        return _("Recorded decisions that are not followed");
    case KOPPEL_VIOLATION_ACCOUNT:
        return _("Rules that must be met");
    case KOPPEL_VIOLATION_TIER:
        return _("Values that the proposal claims");
    case KOPPEL_VIOLATION_FILE:
        return _("What the files tell");
    case KOPPEL_VIOLATION_POLICY:
        return _("The policy");
    case KOPPEL_VIOLATION_PROOF:
        return _("Claims that nothing in the folder proves");
    }
    return "";
}

/* How many accounts of the verdict must be met. */
static int32_t count_musts(const struct koppel_verdict *verdict)
{
    int32_t n = 0;

    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        const struct koppel_account *account = &verdict->accounts[k];

        n += account->enforce == KOPPEL_MUST && (account->min != KOPPEL_UNKNOWN || account->max != KOPPEL_UNKNOWN);
    }
    return n;
}

static void checked(struct koppel_text *text, const struct koppel_suitability *fit,
                    const struct koppel_verdict *verdict)
{
    struct koppel_text draft = {0};

    koppel_text_add(
        &draft,
        verdict->n_placed_households == 1
            ? _("Checked from the tables alone: %" PRId64 " offer (people: %" PRId64 ") against every rule for "
                "household and home, the places of the homes (%" PRId32 "), the recorded decisions (%" PRId32
                "), the counts (%" PRId32 ", of which %" PRId32 " with a limit) and the values of the goals (%" PRId32
                ").")
            : _("Checked from the tables alone: %" PRId64 " offers (people: %" PRId64 ") against every rule for "
                "household and home, the places of the homes (%" PRId32 "), the recorded decisions (%" PRId32
                "), the counts (%" PRId32 ", of which %" PRId32 " with a limit) and the values of the goals (%" PRId32
                ")."),
        verdict->n_placed_households, verdict->n_placed_persons, fit->kase->n_units, fit->kase->n_decisions,
        verdict->n_accounts, count_musts(verdict), verdict->n_tiers);
    koppel_lay_draft(text, &draft, 0, 2);
}

enum koppel_status koppel_report_verdict(const struct koppel_suitability *fit, const struct koppel_verdict *verdict,
                                         struct koppel_text *text)
{
    checked(text, fit, verdict);
    koppel_decisions_checked(text, fit, verdict);
    if (verdict->n_violations == 0) {
        koppel_text_add(text, "Nothing is wrong: every rule that must be met is met.\n");
        return koppel_text_status(text);
    }
    if (koppel_verdict_lacks_proof_only(verdict)) {
        koppel_text_add(text, "Every rule that must be met is met, but not everything that is claimed is proven:\n");
    } else {
        koppel_text_add(text, "%zu %s found:\n", verdict->n_violations,
                        koppel_word((int64_t)verdict->n_violations, "violation was", "violations were"));
    }
    for (size_t k = 0; k < verdict->n_violations; k++) {
        const struct koppel_violation *violation = &verdict->violations[k];

        if (k == 0 || verdict->violations[k - 1].kind != violation->kind) {
            koppel_text_add(text, "\n%s\n", kind_words(violation->kind));
        }
        koppel_text_add(text, "  - ");
        koppel_lay_words(text, 4, 4, violation->text);
    }
    return koppel_text_status(text);
}

static const char *kind_code(enum koppel_violation_kind kind)
{
    switch (kind) {
    case KOPPEL_VIOLATION_PAIR:
        return "pair";
    case KOPPEL_VIOLATION_PLACES:
        return "places";
    case KOPPEL_VIOLATION_KEEP:
        return "decision";
    case KOPPEL_VIOLATION_ACCOUNT:
        return "rule";
    case KOPPEL_VIOLATION_TIER:
        return "value";
    case KOPPEL_VIOLATION_FILE:
        return "file";
    case KOPPEL_VIOLATION_POLICY:
        return "policy";
    case KOPPEL_VIOLATION_PROOF:
        return "proof";
    }
    return "";
}

void koppel_report_violations_json(const struct koppel_verdict *verdict, const char *indent, struct koppel_text *text)
{
    koppel_text_add(text, "[");
    for (size_t k = 0; k < verdict->n_violations; k++) {
        koppel_text_add(text, "%s\n%s  {\"kind\": \"%s\", \"text\": ", k > 0 ? "," : "", indent,
                        kind_code(verdict->violations[k].kind));
        koppel_json_string(text, verdict->violations[k].text);
        koppel_text_add(text, "}");
    }
    if (verdict->n_violations > 0) {
        koppel_text_add(text, "\n%s", indent);
    }
    koppel_text_add(text, "]");
}
