/* written_edits.c - what a person changed in a written proposal (see written_files.h). */
#include "io/json_text.h"
#include "report/layout.h"
#include "report/wording.h"
#include "solve/written_files.h"

/* The home that summary.json offers the household; KOPPEL_NONE: none, or one that is gone. */
static int32_t offered_before(const cJSON *offers, const struct koppel_case *kase, int32_t household)
{
    const cJSON *unit = cJSON_GetObjectItemCaseSensitive(offers, kase->households[household].id);

    return cJSON_IsString(unit) ? koppel_index_get(&kase->unit_index, unit->valuestring) : KOPPEL_NONE;
}

static void say_edit(struct koppel_text *text, const struct koppel_case *kase, int32_t household, int32_t before,
                     int32_t now)
{
    struct koppel_text draft = {0};

    koppel_text_add(&draft, "%s: ", kase->households[household].id);
    if (before == KOPPEL_NONE) {
        koppel_text_add(&draft, "is offered ");
        koppel_say_home(&draft, kase, now);
        koppel_text_add(&draft, "; it had no offer.");
    } else if (now == KOPPEL_NONE) {
        koppel_text_add(&draft, "loses ");
        koppel_say_home(&draft, kase, before);
        koppel_text_add(&draft, " and has no offer now.");
    } else {
        koppel_text_add(&draft, "moves from ");
        koppel_say_home(&draft, kase, before);
        koppel_text_add(&draft, " to ");
        koppel_say_home(&draft, kase, now);
        koppel_text_add(&draft, ".");
    }
    koppel_text_add(text, "  ");
    koppel_lay_words(text, 2, 4, draft.bytes != NULL ? draft.bytes : "");
    text->failed = text->failed || draft.failed;
    koppel_text_free(&draft);
}

enum koppel_status koppel_written_edits_find(const struct koppel_written_check *check, struct koppel_text *text,
                                             struct koppel_errors *errors)
{
    const struct koppel_case *kase = &check->job->kase;
    struct koppel_written_summary summary = {0};
    struct koppel_text lines = {0};
    int32_t n = 0;
    enum koppel_status status = koppel_written_summary_read(check, &summary, NULL, errors);
    const cJSON *offers = cJSON_GetObjectItemCaseSensitive(summary.root, "offers");

    for (int32_t i = 0; i < kase->n_households && cJSON_IsObject(offers); i++) {
        int32_t before = offered_before(offers, kase, i);
        int32_t now = check->proposal->unit_of[i];

        if (before != now) {
            say_edit(&lines, kase, i, before, now);
            n++;
        }
    }
    if (n > 0) {
        koppel_text_add(text, "Changed by hand since the proposal was written: ");
        koppel_say_count(text, n, "household", "households");
        koppel_text_add(text, "\n%s\n", lines.bytes);
    }
    text->failed = text->failed || lines.failed;
    koppel_text_free(&lines);
    koppel_written_summary_close(&summary);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
