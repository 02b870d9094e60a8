/* documents.c - all files of the output folder (see report.h). */
#include "report/documents.h"

enum koppel_status koppel_report_documents(const struct koppel_report *report,
                                           struct koppel_document documents[KOPPEL_N_DOCUMENTS])
{
    static const struct {
        const char *name;
        enum koppel_status (*make)(const struct koppel_report *report, struct koppel_text *text);
    } kinds[KOPPEL_N_DOCUMENTS] = {
        {"proposal.csv", koppel_proposal_table},       {"unplaced.csv", koppel_unplaced_table},
        {"neighbourhoods.csv", koppel_areas_table},    {"targets.csv", koppel_targets_table},
        {"agreements.csv", koppel_agreements_table},   {"summary.json", koppel_report_json},
        {"certificate.json", koppel_certificate_json},
    };
    enum koppel_status status = KOPPEL_OK;

    for (int d = 0; d < KOPPEL_N_DOCUMENTS; d++) {
        bool is_left_out = kinds[d].make == koppel_certificate_json && report->certificate == NULL;

        documents[d] = (struct koppel_document){.name = is_left_out ? NULL : kinds[d].name};
    }
    for (int d = 0; d < KOPPEL_N_DOCUMENTS && status == KOPPEL_OK; d++) {
        status = documents[d].name != NULL ? kinds[d].make(report, &documents[d].text) : KOPPEL_OK;
    }
    return status;
}
