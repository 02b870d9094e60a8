// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* documents.c - all files of the output folder (see report.h). */
#include "report/documents.h"

enum need { ALWAYS, WITH_BORDERS, WITH_GROUPS, WITH_EARLIER, WITH_CERTIFICATE, WITH_DECISIONS };

static bool is_due(const struct koppel_report *report, enum need need)
{
    switch (need) {
    case WITH_BORDERS:
        return koppel_has_borders(report->fit);
    case WITH_GROUPS:
        return report->fit->policy->n_groups > 0;
    case WITH_EARLIER:
        return report->fit->kase->has_earlier;
    case WITH_CERTIFICATE:
        return report->certificate != NULL;
    case WITH_DECISIONS:
        return koppel_has_added_decisions(report->fit->kase);
    case ALWAYS:
        break;
    }
    return true;
}

enum koppel_status koppel_report_documents(const struct koppel_report *report,
                                           struct koppel_document documents[KOPPEL_N_DOCUMENTS])
{
    static const struct {
        const char *name;
        enum koppel_status (*make)(const struct koppel_report *report, struct koppel_text *text);
        enum need need;
    } kinds[KOPPEL_N_DOCUMENTS] = {
        {"proposal.csv", koppel_proposal_table, ALWAYS},
        {"unplaced.csv", koppel_unplaced_table, ALWAYS},
        {"neighbourhoods.csv", koppel_areas_table, ALWAYS},
        {"targets.csv", koppel_targets_table, ALWAYS},
        {"agreements.csv", koppel_agreements_table, ALWAYS},
        {"exchange.csv", koppel_exchange_table, WITH_BORDERS},
        {"groups.csv", koppel_groups_table, WITH_GROUPS},
        {"summary.json", koppel_report_json, ALWAYS},
        {"changes.csv", koppel_changes_table, WITH_EARLIER},
        {"earlier.csv", koppel_earlier_table, WITH_EARLIER},
        {"decisions.csv", koppel_decisions_table, WITH_DECISIONS},
        {"certificate.json", koppel_certificate_json, WITH_CERTIFICATE},
    };
    int n = 0;
    enum koppel_status status = KOPPEL_OK;

    for (int d = 0; d < KOPPEL_N_DOCUMENTS; d++) {
        documents[d] = (struct koppel_document){.name = NULL};
    }
    for (int d = 0; d < KOPPEL_N_DOCUMENTS && status == KOPPEL_OK; d++) {
        if (is_due(report, kinds[d].need)) {
            documents[n].name = kinds[d].name;
            status = kinds[d].make(report, &documents[n++].text);
        }
    }
    return status;
}

void koppel_documents_free(struct koppel_document *documents, size_t n)
{
    for (size_t d = 0; d < n; d++) {
        koppel_text_free(&documents[d].text);
    }
}
