// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proposal_answers.c - a proposal: as data, why, printed, beside another (see handlers.h). */
#include "serve/handlers.h"
#include "serve/offers.h"
#include "serve/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reading 40,000 households alone takes a minute; what next-best homes would cost is told as far as it is found in time. */
static const double why_seconds = 300, print_seconds = 300;
#define NEXT_BEST_SECONDS "20"

/* ---- As data ---- */

static void answer_members(const struct koppel_request *request, struct koppel_answer *answer,
                           const char *const *members, size_t n)
{
    struct koppel_proposal_record record;

    if (koppel_answer_revision(request, answer) && koppel_current_proposal(request, answer, &record) &&
        koppel_answer_view(request, answer, record.proposal, members, n, &answer->body)) {
        answer->status = 200;
    }
}

void koppel_get_proposal(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const members[] = {"proposal"};

    answer_members(request, answer, members, 1);
}

void koppel_get_households(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const members[] = {"households"};

    answer_members(request, answer, members, 1);
}

void koppel_get_homes(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const members[] = {"homes"};

    answer_members(request, answer, members, 1);
}

void koppel_get_household_columns(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const members[] = {"household_columns"};

    answer_members(request, answer, members, 1);
}

void koppel_get_home_columns(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const members[] = {"home_columns"};

    answer_members(request, answer, members, 1);
}

void koppel_get_neighbourhoods(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const members[] = {"measure", "neighbourhoods"};

    answer_members(request, answer, members, 2);
}

/* ---- By a command on the current proposal ---- */

/* Runs a command behind whose arguments come the case, and the proposal and one more unless they are NULL. Its faults
 * are answered. @return true when it ended well; koppel_work_close is due either way */
static bool run_on_case(const struct koppel_request *request, struct koppel_answer *answer, struct koppel_work *work,
                        const char *const *arguments, size_t n, const char *proposal, const char *last, double seconds)
{
    enum { MOST = 12, CODE_INPUT = 3 };
    const char *all[MOST + 5];
    const struct koppel_work_command command = {.arguments = all,
                                                .language = request->language,
                                                .deadline =
                                                    koppel_deadline_in(seconds, request->server->options->stop)};
    struct koppel_child_result result;
    struct koppel_errors errors = {0};

    for (size_t a = 0; a < n; a++) {
        all[a] = strcmp(arguments[a], "OUT") == 0 ? work->out : arguments[a];
    }
    all[n] = "--";
    all[n + 1] = work->case_folder;
    all[n + 2] = proposal;
    all[n + 3] = last;
    all[n + 4] = NULL;
    result = koppel_work_run(work, &command);
    if (result.end == KOPPEL_CHILD_DONE && result.code == 0) {
        return true;
    }
    koppel_work_errors(work, &errors);
    if (result.end == KOPPEL_CHILD_DONE && result.code == CODE_INPUT) {
        koppel_answer_problem(answer, 404,
                              errors.n_items > 0 ? errors.items[0].text : _("There is none with this key."));
    } else {
        koppel_errors_add(&errors, KOPPEL_E_INTERNAL, "", 0, 0, "the command ended with a fault (%d)", result.code);
        koppel_answer_errors(answer, _("It could not be worked out."), &errors);
    }
    koppel_errors_clear(&errors);
    return false;
}

/* Opens the folders of the current proposal, and takes a place for a child. @return false: answered */
static bool begin_work(const struct koppel_request *request, struct koppel_answer *answer, struct koppel_work *work)
{
    struct koppel_proposal_record record;
    struct koppel_work_request folders = {0};
    struct koppel_errors errors = {0};
    bool is_open = false;

    if (!koppel_current_proposal(request, answer, &record)) {
        return false;
    }
    if (!koppel_child_begin(request->server)) {
        koppel_answer_problem(answer, 503, _("The server is busy. Try again in a moment."));
        return false;
    }
    folders.version = record.version;
    folders.proposal = record.proposal;
    is_open =
        koppel_work_open(work, request->dossier, request->server->options->program, &folders, &errors) == KOPPEL_OK;
    if (!is_open) {
        koppel_answer_errors(answer, _("It could not be worked out."), &errors);
        koppel_work_close(work);
        koppel_child_end(request->server);
    }
    koppel_errors_clear(&errors);
    return is_open;
}

static void end_work(const struct koppel_request *request, struct koppel_work *work)
{
    koppel_work_close(work);
    koppel_child_end(request->server);
}

/* Reads what the command printed; a fault is answered. @return true when it was read */
static bool read_printed(const struct koppel_work *work, struct koppel_answer *answer, struct koppel_text *text)
{
    struct koppel_errors errors = {0};
    bool is_read = koppel_work_read(work->answer, text, &errors) == KOPPEL_OK;

    if (!is_read) {
        koppel_answer_errors(answer, _("It could not be worked out."), &errors);
    }
    koppel_errors_clear(&errors);
    return is_read;
}

/* The lines of a text, with the blanks in front that tell what belongs to what. @return NULL when memory ran out */
static cJSON *lines_of(char *text)
{
    cJSON *lines = cJSON_CreateArray();

    while (lines != NULL && text != NULL && *text != '\0') {
        char *end = strchr(text, '\n');
        cJSON *line = NULL;

        if (end != NULL) {
            *end = '\0';
        }
        line = cJSON_CreateString(text);
        if (line == NULL) {
            cJSON_Delete(lines);
            return NULL;
        }
        cJSON_AddItemToArray(lines, line);
        text = end != NULL ? end + 1 : NULL;
    }
    return lines;
}

/* What koppel why prints. @return NULL when memory ran out */
static cJSON *make_why(const char *about, char *text)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *lines = lines_of(text);

    if (json == NULL || lines == NULL || cJSON_AddStringToObject(json, "about", about) == NULL) {
        cJSON_Delete(lines);
        cJSON_Delete(json);
        return NULL;
    }
    cJSON_AddItemToObject(json, "text", lines);
    return json;
}

void koppel_get_why(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const arguments[] = {"why", "--time-limit", NEXT_BEST_SECONDS};
    struct koppel_work work = {0};
    struct koppel_text text = {0};

    if (!begin_work(request, answer, &work)) {
        return;
    }
    if (run_on_case(request, answer, &work, arguments, 3, work.proposal, request->parameters[0], why_seconds) &&
        read_printed(&work, answer, &text)) {
        koppel_answer_json(answer, 200, make_why(request->parameters[0], text.bytes));
    }
    koppel_text_free(&text);
    end_work(request, &work);
}

/* Every home as a choice for a household: a part of what koppel why --json prints. */
void koppel_get_household_homes(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const arguments[] = {"why", "--json", "--homes", "0"};
    struct koppel_work work = {0};
    struct koppel_text text = {0};
    cJSON *json = NULL;

    if (!begin_work(request, answer, &work)) {
        return;
    }
    if (run_on_case(request, answer, &work, arguments, 4, work.proposal, request->parameters[0], why_seconds) &&
        read_printed(&work, answer, &text)) {
        json = cJSON_ParseWithLength(text.bytes, text.n_bytes);
        cJSON_DeleteItemFromObjectCaseSensitive(json, "program");
        cJSON_DeleteItemFromObjectCaseSensitive(json, "text");
        if (cJSON_GetObjectItemCaseSensitive(json, "homes") != NULL) {
            koppel_answer_json(answer, 200, json);
        } else { /* it was the key of something else */
            cJSON_Delete(json);
            koppel_answer_problem(answer, 404, _("There is none with this key."));
        }
    }
    koppel_text_free(&text);
    end_work(request, &work);
}

/* ---- Printed ---- */

/* The policy of a page, which names its style and script by their hashes, becomes that of its answer. */
static void take_policy(struct koppel_answer *answer)
{
    static const char begin[] = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    const char *policy = strstr(answer->body.bytes, begin);
    const char *end = policy != NULL ? strchr(policy + sizeof begin - 1, '"') : NULL;

    if (end != NULL) {
        policy += sizeof begin - 1;
        snprintf(answer->policy, sizeof answer->policy, "%.*s; frame-ancestors 'none'", (int)(end - policy), policy);
    }
}

/* Answers with the page that a command of n arguments writes. */
static void print(const struct koppel_request *request, struct koppel_answer *answer, const char *const *arguments,
                  size_t n, bool with_proposal)
{
    struct koppel_work work = {0};
    struct koppel_errors errors = {0};

    if (!begin_work(request, answer, &work)) {
        return;
    }
    if (run_on_case(request, answer, &work, arguments, n, with_proposal ? work.proposal : NULL, NULL, print_seconds)) {
        if (koppel_work_read(work.out, &answer->body, &errors) == KOPPEL_OK) {
            answer->status = 200;
            answer->type = "text/html; charset=utf-8";
            take_policy(answer);
        } else {
            koppel_answer_errors(answer, _("It could not be worked out."), &errors);
        }
    }
    end_work(request, &work);
    koppel_errors_clear(&errors);
}

/* A page of the proposal. */
static void print_proposal(const struct koppel_request *request, struct koppel_answer *answer, const char *reader,
                           const char *key)
{
    const char *const arguments[] = {"report", "--quick", "-o", "OUT", "--for", reader, key};

    print(request, answer, arguments, key != NULL ? 7 : 6, true);
}

/* A page of the supervision of the case's province; the official's shows what the proposal changes, too. */
static void print_province(const struct koppel_request *request, struct koppel_answer *answer, const char *reader,
                           const char *key)
{
    const char *const arguments[] = {"report", "--province", "-o", "OUT", "--for", reader, key};

    print(request, answer, arguments, key != NULL ? 7 : 6, strcmp(reader, "official") == 0);
}

static void answer_no_page(struct koppel_answer *answer)
{
    koppel_answer_problem(answer, 404, _("There is no page for this reader: docs/api.json names them."));
}

void koppel_get_print(const struct koppel_request *request, struct koppel_answer *answer)
{
    const char *reader = request->parameters[0];

    if (strcmp(reader, "council") == 0) {
        print_proposal(request, answer, reader, NULL);
    } else if (strcmp(reader, "official") == 0 || strcmp(reader, "public") == 0) {
        print_province(request, answer, reader, NULL);
    } else if (strcmp(reader, "caseworker") != 0) {
        answer_no_page(answer);
    } else if ((request->rights & KOPPEL_MAY_PEOPLE) == 0) {
        koppel_answer_problem(answer, 403, _("Your role does not allow this."));
    } else {
        print_proposal(request, answer, reader, NULL);
    }
}

void koppel_get_print_of(const struct koppel_request *request, struct koppel_answer *answer)
{
    const char *reader = request->parameters[0];
    const char *key = request->parameters[1];

    if (strcmp(reader, "municipality") == 0) {
        print_province(request, answer, reader, key);
    } else if (strcmp(reader, "corporation") != 0 && strcmp(reader, "household") != 0) {
        answer_no_page(answer);
    } else if ((request->rights & KOPPEL_MAY_PEOPLE) == 0) {
        koppel_answer_problem(answer, 403, _("Your role does not allow this."));
    } else {
        print_proposal(request, answer, reader, key);
    }
}

/* ---- Beside another ---- */

/* One of two proposals. */
struct side {
    struct koppel_proposal_record record;
    struct koppel_dossier_files files;
    struct koppel_offers offers;
};

static void free_side(struct side *side)
{
    koppel_offers_free(&side->offers);
    koppel_dossier_files_free(&side->files);
}

static bool read_side(const struct koppel_request *request, struct koppel_answer *answer, const char *part,
                      struct side *side)
{
    struct koppel_errors errors = {0};
    int64_t number = 0;
    bool is_there = false;
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_path_number(part, &number, answer)) {
        return false;
    }
    status = koppel_proposal_find(request->dossier, number, &side->record, &is_there, &errors);
    if (status == KOPPEL_OK && (!is_there || number == 0)) {
        koppel_answer_problem(answer, 404, _("There is none with this number."));
        return false;
    }
    if (status == KOPPEL_OK) {
        status = koppel_proposal_files(request->dossier, number, &side->files, &errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_offers_read(&side->files, &side->offers, &errors);
    }
    if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    }
    koppel_errors_clear(&errors);
    return status == KOPPEL_OK;
}

static void add_home(cJSON *json, const char *name, const struct koppel_offer_row *row)
{
    bool has_home = row != NULL && row->home[0] != '\0';

    cJSON_AddItemToObject(json, name, has_home ? cJSON_CreateString(row->home) : cJSON_CreateNull());
}

static void add_difference(void *data, const struct koppel_offer_row *before, const struct koppel_offer_row *after,
                           enum koppel_offer_change change)
{
    static const char *const words[] = {[KOPPEL_OFFER_SAME] = "",
                                        [KOPPEL_OFFER_LOST] = "loses",
                                        [KOPPEL_OFFER_MOVED] = "moves",
                                        [KOPPEL_OFFER_GAINED] = "gains"};
    cJSON *json = NULL;

    if (change != KOPPEL_OFFER_SAME) {
        json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "household", before != NULL ? before->household : after->household);
        add_home(json, "a", before);
        add_home(json, "b", after);
        cJSON_AddStringToObject(json, "change", words[change]);
        cJSON_AddItemToArray(data, json);
    }
}

/* The figures of a proposal, or null. */
static cJSON *side_figures(const struct koppel_request *request, struct koppel_answer *answer, const struct side *side)
{
    static const char *const members[] = {"proposal"};
    struct koppel_text json = {0};
    struct koppel_slice figures = {0};
    cJSON *parsed = NULL;

    if (koppel_answer_view(request, answer, side->record.proposal, members, 1, &json)) {
        figures = koppel_json_member((struct koppel_slice){json.bytes, json.n_bytes}, "figures");
        parsed = figures.bytes != NULL ? cJSON_ParseWithLength(figures.bytes, figures.n_bytes) : NULL;
    }
    koppel_text_free(&json);
    return parsed != NULL ? parsed : cJSON_CreateNull();
}

static void compare(const struct koppel_request *request, struct koppel_answer *answer, const struct side *a,
                    const struct side *b)
{
    struct koppel_errors errors = {0};
    cJSON *json = cJSON_CreateObject();
    cJSON *figures = NULL;

    cJSON_AddItemToObject(json, "a", koppel_record_json(&a->record));
    cJSON_AddItemToObject(json, "b", koppel_record_json(&b->record));
    koppel_offers_compare(&a->offers, &b->offers, add_difference, cJSON_AddArrayToObject(json, "households"));
    if (koppel_places_compare(&a->files, &b->files, cJSON_AddArrayToObject(json, "neighbourhoods"), &errors) !=
        KOPPEL_OK) {
        cJSON_Delete(json);
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    } else {
        figures = cJSON_AddObjectToObject(json, "figures");
        cJSON_AddItemToObject(figures, "a", side_figures(request, answer, a));
        cJSON_AddItemToObject(figures, "b", side_figures(request, answer, b));
        koppel_answer_json(answer, 200, json);
    }
    koppel_errors_clear(&errors);
}

void koppel_get_compare(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct side a = {0};
    struct side b = {0};

    if (read_side(request, answer, request->parameters[0], &a) &&
        read_side(request, answer, request->parameters[1], &b)) {
        compare(request, answer, &a, &b);
    }
    free_side(&a);
    free_side(&b);
}
