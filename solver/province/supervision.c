// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision.c - `koppel supervise` (see supervision.h). */
#include "province/supervision.h"

#include "base/memory.h"
#include "province/municipality_choice.h"
#include "province/province_notes.h"
#include "province/province_spelling.h"
#include "province/supervision_check.h"
#include "province/supervision_text.h"

#include <stdlib.h>

static void add_notes(struct koppel_province_case *open, const struct koppel_supervision *supervision)
{
    const struct koppel_province *province = &supervision->province;

    koppel_province_note_unknown(open, province);
    koppel_province_note_gaps(open, province);
    koppel_province_note_linked(open, province);
    koppel_province_note_excusable(open, province);
    koppel_province_note_promised(open, province);
    koppel_province_note_earlier(open, province, &supervision->gathered);
    koppel_province_note_counts(open, province);
    koppel_province_note_terms(open, province);
    koppel_province_note_old_rungs(open, province);
}

/* Which municipalities are asked for, in which order. */
static enum koppel_status choose_rows(struct koppel_province_case *open, struct koppel_province *province)
{
    const struct koppel_province_question *asked = open->asked;
    struct koppel_province_view view = {.order = asked->order, .rung = asked->only_rung, .n_only = asked->n_only};
    int32_t *only = koppel_new((size_t)asked->n_only, sizeof *only);
    enum koppel_status status = only != NULL ? KOPPEL_OK : koppel_errors_no_memory(open->errors, NULL);

    for (int32_t k = 0; k < asked->n_only && status == KOPPEL_OK; k++) {
        only[k] = koppel_municipality_choose(&open->kase, asked->only[k], open->errors);
        status = only[k] != KOPPEL_NONE ? KOPPEL_OK : KOPPEL_E_INPUT;
    }
    if (status == KOPPEL_OK) {
        view.only = only;
        koppel_province_choose(province, &view);
    }
    free(only);
    return status;
}

enum koppel_status koppel_supervision_make(struct koppel_province_case *open, struct koppel_supervision *supervision)
{
    const bool has_proposals = open->asked->n_proposals > 0;
    enum koppel_status status = koppel_interventions_check(&open->kase, &open->rules, open->errors);

    if (status == KOPPEL_OK && open->kase.n_targets == 0) {
        status =
            koppel_errors_add(open->errors, KOPPEL_E_MISSING, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
                              "the table is missing or empty: it holds the targets, and who was linked and housed");
    }
    if (status == KOPPEL_OK && has_proposals) {
        status = koppel_province_gather(open, true, &supervision->gathered);
    }
    if (status == KOPPEL_OK && koppel_province_make(&open->kase, &open->rules, open->period, open->day,
                                                    has_proposals ? supervision->gathered.by_municipality : NULL,
                                                    &supervision->province) != KOPPEL_OK) {
        status = koppel_errors_no_memory(open->errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status = koppel_province_require_targets(open, &supervision->province);
    }
    if (status == KOPPEL_OK) {
        status = choose_rows(open, &supervision->province);
    }
    if (status == KOPPEL_OK) {
        add_notes(open, supervision);
    }
    return status;
}

enum koppel_status koppel_supervision_texts(struct koppel_province_case *open,
                                            const struct koppel_supervision *supervision, bool is_public,
                                            bool decimal_comma, struct koppel_province_texts *texts)
{
    const struct koppel_province *province = &supervision->province;
    const char decimal = decimal_comma ? ',' : '.';
    const bool is_known = open->asked->n_published > 0 || open->asked->is_first_published;
    struct koppel_published published = {0};
    struct koppel_sheet sheet = {0};
    enum koppel_status status = KOPPEL_OK;

    if (is_public && is_known) {
        status = koppel_published_read(&open->kase, open->period, open->day, open->asked->published,
                                       open->asked->n_published, &published, open->errors);
    }
    if (status != KOPPEL_OK) {
        goto out;
    }
    status = is_public ? koppel_public_sheet(province, is_known ? &published : NULL, &sheet)
                       : koppel_supervision_sheet(province, &sheet);
    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(open->errors, NULL);
        goto out;
    }
    texts->files[0].name = "supervision.csv";
    texts->files[1].name = "supervision.json";
    koppel_province_csv(&open->kase, decimal_comma, &sheet, &texts->files[0].text);
    if (is_public) {
        koppel_public_json(province, &sheet, &texts->files[1].text);
        koppel_public_print(province, &sheet, is_known, decimal, &texts->text);
    } else {
        koppel_supervision_json(province, &sheet, &texts->files[1].text);
        status = koppel_supervision_print(province, decimal, &texts->text);
    }
    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(open->errors, NULL);
    }
out:
    koppel_published_free(&published);
    koppel_sheet_free(&sheet);
    return status;
}

enum koppel_status koppel_supervision_of(struct koppel_province_case *open,
                                         const struct koppel_supervision *supervision, const char *municipality,
                                         struct koppel_text *text)
{
    int32_t m = koppel_municipality_choose(&open->kase, municipality, open->errors);
    struct koppel_target_table targets = {0};
    enum koppel_status status =
        m != KOPPEL_NONE ? koppel_province_targets(open, open->period, &targets) : KOPPEL_E_INPUT;

    if (status == KOPPEL_OK) {
        koppel_supervision_explain(&supervision->province, &targets, m, text);
    }
    koppel_target_table_free(&targets);
    return status;
}

void koppel_supervision_free(struct koppel_supervision *supervision)
{
    koppel_province_free(&supervision->province);
    koppel_gathered_free(&supervision->gathered);
}
