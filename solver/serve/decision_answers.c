// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decision_answers.c - decisions, and what one of them would do (see handlers.h). */
#include "model/decisions.h"
#include "report/wording.h"
#include "serve/consequence.h"
#include "serve/handlers.h"
#include "serve/offers.h"
#include "serve/overruled.h"
#include "serve/server.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PREVIEW_SECONDS = 20 };
static const double check_seconds = 60;

/* ---- The list ---- */

static enum koppel_status add_recorded(void *data, const struct koppel_log_row *row, struct koppel_errors *errors)
{
    cJSON *what = strcmp(row->action, "decision") == 0 ? cJSON_Parse(row->what) : NULL;
    struct koppel_decided decided;
    cJSON *json = NULL;

    (void)errors;
    if (what != NULL) {
        decided = koppel_decided_of(what, row->initials);
        json = cJSON_CreateObject();
        cJSON_AddNumberToObject(json, "number", (double)row->number);
        for (int c = 0; c < KOPPEL_N_DECIDED; c++) {
            cJSON_AddStringToObject(json, koppel_decided_names[c], decided.cells[c]);
        }
        cJSON_AddItemToArray(data, json);
    }
    cJSON_Delete(what);
    return KOPPEL_OK;
}

void koppel_get_decisions(const struct koppel_request *request, struct koppel_answer *answer)
{
    static const char *const members[] = {"decisions"};
    struct koppel_proposal_record record;
    struct koppel_errors errors = {0};
    struct koppel_text view = {0};
    cJSON *json = NULL;

    if (koppel_answer_revision(request, answer) && koppel_current_proposal(request, answer, &record) &&
        koppel_answer_view(request, answer, record.proposal, members, 1, &view)) {
        json = cJSON_ParseWithLength(view.bytes, view.n_bytes);
        cJSON_DeleteItemFromObjectCaseSensitive(json, "proposal");
        if (koppel_log_read(request->dossier, 0, add_recorded, cJSON_GetObjectItemCaseSensitive(json, "decisions"),
                            &errors) != KOPPEL_OK) {
            cJSON_Delete(json);
            koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
        } else {
            koppel_answer_json(answer, 200, json);
        }
    }
    koppel_text_free(&view);
    koppel_errors_clear(&errors);
}

/* ---- Reading one ---- */

/* A decision of a body; the day belongs to it. */
struct asked {
    struct koppel_proposal_record record; /* of the proposal that it is about */
    struct koppel_decided decided;
    char day[11];
};

/* Are all members texts of a decision? */
static bool check_members(const struct koppel_request *request, struct koppel_answer *answer)
{
    const cJSON *member = NULL;

    cJSON_ArrayForEach(member, request->json)
    {
        bool is_known = false;

        for (int c = 0; c < KOPPEL_N_DECIDED; c++) {
            is_known = is_known || (c != KOPPEL_DECIDED_BY && strcmp(member->string, koppel_decided_names[c]) == 0);
        }
        if (!is_known || !cJSON_IsString(member)) {
            koppel_answer_problem(answer, 422, _("A decision has the members that docs/api.json names, each a text."));
            return false;
        }
    }
    return true;
}

/* Is the word exactly a code? Tables may say it in Dutch or with capitals, but rights hang on the code. */
static bool check_word(const char *word, struct koppel_answer *answer)
{
    for (int kind = 0; kind < KOPPEL_N_DECISION_KINDS; kind++) {
        if (strcmp(word, koppel_decision_word((enum koppel_decision_kind)kind)) == 0) {
            return true;
        }
    }
    koppel_answer_problem(
        answer, 422, _("A decision is one of: offered, accepted, signed, keep, refused, forbid, except, withdrawn."));
    return false;
}

/* The last day that the tables record, which a decision without a day is of. */
static bool read_day(const struct koppel_request *request, struct koppel_answer *answer, struct asked *asked)
{
    static const char *const members[] = {"proposal"};
    struct koppel_text view = {0};
    struct koppel_slice day = {0};
    bool is_read = koppel_answer_view(request, answer, asked->record.proposal, members, 1, &view);

    if (is_read) {
        day = koppel_json_member((struct koppel_slice){view.bytes, view.n_bytes}, "as_of");
    }
    if (day.n_bytes == sizeof asked->day + 1) {
        memcpy(asked->day, day.bytes + 1, sizeof asked->day - 1);
    }
    koppel_text_free(&view);
    return is_read;
}

/* @return false: answered */
static bool read_decision(const struct koppel_request *request, struct koppel_answer *answer, struct asked *asked)
{
    *asked = (struct asked){0};
    if (!koppel_current_proposal(request, answer, &asked->record) || !check_members(request, answer) ||
        !read_day(request, answer, asked)) {
        return false;
    }
    asked->decided = koppel_decided_of(request->json, request->person.initials);
    if (!check_word(asked->decided.cells[KOPPEL_DECIDED_WORD], answer)) {
        return false;
    }
    if (asked->decided.cells[KOPPEL_DECIDED_ON][0] == '\0') {
        asked->decided.cells[KOPPEL_DECIDED_ON] = asked->day;
    }
    if (strcmp(asked->decided.cells[KOPPEL_DECIDED_WORD], "except") == 0 &&
        (request->rights & KOPPEL_MAY_EXCEPT) == 0) {
        koppel_answer_problem(answer, 403, _("To overrule a rule the role decider is needed."));
        return false;
    }
    return true;
}

/* ---- What it is about ---- */

/* A column of a decision that names something of the case, and where that stands in the proposal's data. */
struct subject {
    enum koppel_decision_column column;
    const char *member, *name;
};

static bool is_in_case(const struct koppel_request *request, const struct asked *asked, const struct subject *subject,
                       const char *key, bool begins, struct koppel_errors *errors)
{
    bool holds = false;

    koppel_view_holds(&request->server->views, request->dossier, request->server->options->program,
                      asked->record.proposal, subject->member, subject->name, key, begins, &holds, errors);
    return holds;
}

/* The area of a decision: a municipality, a complex, a neighbourhood, or the district of one. */
static bool is_area(const struct koppel_request *request, const struct asked *asked, struct koppel_errors *errors)
{
    static const struct subject areas[] = {{KOPPEL_DECIDED_AREA, "homes", "neighbourhood"},
                                           {KOPPEL_DECIDED_AREA, "homes", "municipality"},
                                           {KOPPEL_DECIDED_AREA, "homes", "complex"}};
    const char *area = asked->decided.cells[KOPPEL_DECIDED_AREA];
    char district[KOPPEL_PARAMETER_BYTES];

    for (size_t a = 0; a < sizeof areas / sizeof *areas; a++) {
        if (is_in_case(request, asked, &areas[a], area, false, errors)) {
            return true;
        }
    }
    snprintf(district, sizeof district, "BU%s", strlen(area) > 2 ? area + 2 : "");
    return strncmp(area, "WK", 2) == 0 && strlen(area) == 8 &&
           is_in_case(request, asked, &areas[0], district, true, errors);
}

/* A decision that is recorded here is about what is there: later tables may lose it. */
static enum koppel_status check_subjects(const struct koppel_request *request, const struct asked *asked,
                                         struct koppel_errors *errors)
{
    static const struct subject household = {KOPPEL_DECIDED_HOUSEHOLD, "households", "key"};
    static const struct subject home = {KOPPEL_DECIDED_UNIT, "homes", "key"};
    const char *const *cells = asked->decided.cells;

    if (!is_in_case(request, asked, &household, cells[KOPPEL_DECIDED_HOUSEHOLD], false, errors)) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, "household", 0, 0, "the case has no household with this key");
    }
    if (cells[KOPPEL_DECIDED_UNIT][0] != '\0' &&
        !is_in_case(request, asked, &home, cells[KOPPEL_DECIDED_UNIT], false, errors)) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, "unit", 0, 0, "the case has no home with this key");
    }
    if (cells[KOPPEL_DECIDED_AREA][0] != '\0' && !is_area(request, asked, errors)) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, "area", 0, 0, "the case has no homes in an area with this code");
    }
    return koppel_errors_status(errors);
}

/* ---- Recording ---- */

/* Opens the folders of the proposal with every decision and this one. */
static enum koppel_status open_with(const struct koppel_request *request, const struct asked *asked,
                                    struct koppel_work *work, struct koppel_errors *errors)
{
    struct koppel_work_request folders = {.version = asked->record.version,
                                          .proposal = asked->record.proposal,
                                          .with_decisions = true,
                                          .extra = &asked->decided,
                                          .policy_sha256 = asked->record.policy};
    enum koppel_status status = koppel_log_last(request->dossier, &folders.until, errors);

    return status == KOPPEL_OK
               ? koppel_work_open(work, request->dossier, request->server->options->program, &folders, errors)
               : status;
}

/* Does koppel read the decision, beside all others? It is asked about the household, which reads them all. */
static enum koppel_status check_decision(const struct koppel_request *request, const struct asked *asked,
                                         struct koppel_errors *errors)
{
    struct koppel_work work = {0};
    enum koppel_status status = open_with(request, asked, &work, errors);

    if (status == KOPPEL_OK) {
        const char *const arguments[] = {"why",
                                         "--homes",
                                         "0",
                                         "--",
                                         work.case_folder,
                                         work.proposal,
                                         asked->decided.cells[KOPPEL_DECIDED_HOUSEHOLD],
                                         NULL};
        const struct koppel_work_command command = {
            .arguments = arguments,
            .language = request->language,
            .deadline = koppel_deadline_in(check_seconds, request->server->options->stop)};
        struct koppel_child_result result = koppel_work_run(&work, &command);

        if (result.end != KOPPEL_CHILD_DONE || result.code != 0) {
            koppel_work_errors(&work, errors);
            status = koppel_errors_none(errors)
                         ? koppel_errors_add(errors, KOPPEL_E_INTERNAL, "", 0, 0, "the decision could not be checked")
                         : koppel_errors_status(errors);
        }
    }
    koppel_work_close(&work);
    return status;
}

/* ---- Against a rule ---- */

static bool holds_home(const struct asked *asked)
{
    for (enum koppel_decision_kind kind = KOPPEL_FORBID; kind <= KOPPEL_KEEP; kind++) {
        if (strcmp(koppel_decision_word(kind), asked->decided.cells[KOPPEL_DECIDED_WORD]) == 0) {
            return koppel_decision_holds(kind);
        }
    }
    return false;
}

/* Is the home what the proposal offers the household? Nothing new is held against a rule then. */
static enum koppel_status find_offer(const struct koppel_dossier_files *files, const struct asked *asked,
                                     bool *is_offered, uint32_t *against, struct koppel_errors *errors)
{
    struct koppel_offers offers = {0};
    enum koppel_status status = koppel_offers_read(files, &offers, errors);
    const struct koppel_offer_row *row =
        status == KOPPEL_OK ? koppel_offer_of(&offers, asked->decided.cells[KOPPEL_DECIDED_HOUSEHOLD]) : NULL;

    *is_offered = row != NULL && strcmp(row->home, asked->decided.cells[KOPPEL_DECIDED_UNIT]) == 0;
    *against = *is_offered ? row->against : 0;
    koppel_offers_free(&offers);
    return status;
}

/* The time that a quick solve may take, and its language. */
static void set_quick(const struct koppel_request *request, struct koppel_proposal_record *record)
{
    record->time_limit = PREVIEW_SECONDS;
    record->stay_close[0] = '\0';
    snprintf(record->language, sizeof record->language, "%s", koppel_language_code(request->language));
}

/* The rules that the decision would hold a home against, where that is not so in the proposal already. */
static enum koppel_status find_against(const struct koppel_request *request, const struct asked *asked,
                                       uint32_t *against, struct koppel_errors *errors)
{
    struct koppel_proposal_record record = asked->record;
    const struct koppel_solve_request solve = {
        .record = &record, .quick = true, .stop = request->server->options->stop};
    struct koppel_dossier_files files = {0};
    struct koppel_errors told = {0};
    struct koppel_work work = {0};
    bool is_offered = false;
    enum koppel_status status = koppel_proposal_files(request->dossier, record.proposal, &files, errors);

    if (status == KOPPEL_OK) {
        status = find_offer(&files, asked, &is_offered, against, errors);
    }
    koppel_dossier_files_free(&files);
    *against = 0;
    if (status != KOPPEL_OK || is_offered) {
        return status;
    }
    set_quick(request, &record);
    status = open_with(request, asked, &work, errors);
    if (status == KOPPEL_OK && koppel_work_solve(&work, &solve, &told) == KOPPEL_SOLVE_DONE) {
        status = koppel_dossier_files_take(&files, work.out, errors);
        if (status == KOPPEL_OK) {
            status = find_offer(&files, asked, &is_offered, against, errors);
        }
    }
    koppel_dossier_files_free(&files);
    koppel_errors_clear(&told);
    koppel_work_close(&work);
    return status;
}

/* Who may not overrule a rule may not hold a home against one either. @return false: answered */
static bool check_against(const struct koppel_request *request, struct koppel_answer *answer, const struct asked *asked)
{
    struct koppel_errors errors = {0};
    struct koppel_text sentence = {0};
    struct koppel_text rules = {0};
    uint32_t against = 0;
    enum koppel_status status = KOPPEL_OK;

    if ((request->rights & KOPPEL_MAY_EXCEPT) != 0 || !holds_home(asked)) {
        return true;
    }
    status = find_against(request, asked, &against, &errors);
    if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("It could not be recorded; nothing was changed."), &errors);
    } else if (against != 0) {
        koppel_exceptions_say(&rules, against);
        koppel_text_add(&sentence, _("This goes against a rule (%s): the role decider is needed for it."),
                        rules.bytes != NULL ? rules.bytes : "");
        koppel_answer_problem(answer, 403, sentence.bytes != NULL ? sentence.bytes : "");
    }
    koppel_text_free(&rules);
    koppel_text_free(&sentence);
    koppel_errors_clear(&errors);
    return status == KOPPEL_OK && against == 0;
}

/* Who may not overrule a rule may not take that back either. @return false: answered */
static bool check_withdrawal(const struct koppel_request *request, struct koppel_answer *answer,
                             const struct asked *asked)
{
    const char *const *cells = asked->decided.cells;

    return strcmp(cells[KOPPEL_DECIDED_WORD], koppel_decision_word(KOPPEL_WITHDRAWN)) != 0 ||
           koppel_withdrawal_may(request, answer, cells[KOPPEL_DECIDED_HOUSEHOLD], cells[KOPPEL_DECIDED_UNIT]);
}

void koppel_post_decision(const struct koppel_request *request, struct koppel_answer *answer)
{
    const struct koppel_change_request change = {
        .by = &request->person, .reason = koppel_request_text(request, "reason"), .seen = request->seen};
    struct koppel_change_result result = {0};
    struct koppel_errors errors = {0};
    struct asked asked;
    bool is_answered = false;
    enum koppel_status status = KOPPEL_OK;

    if (!read_decision(request, answer, &asked) || !check_withdrawal(request, answer, &asked)) {
        return;
    }
    if (!koppel_child_begin(request->server)) {
        koppel_answer_problem(answer, 503, _("The server is busy. Try again in a moment."));
        return;
    }
    status = koppel_log_text_check("reason", change.reason, &errors);
    if (status == KOPPEL_OK) {
        status = check_subjects(request, &asked, &errors);
    }
    if (status == KOPPEL_OK) {
        status = check_decision(request, &asked, &errors);
    }
    is_answered = status == KOPPEL_OK && !check_against(request, answer, &asked);
    koppel_child_end(request->server);
    if (is_answered) {
        koppel_errors_clear(&errors);
        return;
    }
    if (status == KOPPEL_OK) {
        status = koppel_decision_record(request->dossier, &change, &asked.decided, &result, &errors);
    }
    koppel_answer_change(request, answer, 201, status, &result, "number", &errors);
    koppel_errors_clear(&errors);
}

/* ---- What it would do ---- */

static void say_goals(cJSON *sentences, const cJSON *points)
{
    const cJSON *goal = NULL;

    cJSON_ArrayForEach(goal, points)
    {
        koppel_sentence_add(sentences, "Goal %s: %s instead of %s.",
                            _(cJSON_GetObjectItemCaseSensitive(goal, "goal")->valuestring),
                            cJSON_GetObjectItemCaseSensitive(goal, "after")->valuestring,
                            cJSON_GetObjectItemCaseSensitive(goal, "before")->valuestring);
    }
    if (cJSON_GetArraySize(sentences) == 0) {
        koppel_sentence_add(sentences, "Nothing changes for anybody.");
    }
}

/* The codes of the rules that the offer of the household would be held against. */
static void list_against(const struct koppel_offers *offers, const struct asked *asked, cJSON *list)
{
    const struct koppel_offer_row *row = koppel_offer_of(offers, asked->decided.cells[KOPPEL_DECIDED_HOUSEHOLD]);

    for (int rule = KOPPEL_SUITABLE + 1; row != NULL && holds_home(asked) && rule < KOPPEL_N_EXCEPTABLE; rule++) {
        if ((row->against & koppel_rule_bit(rule)) != 0) {
            cJSON_AddItemToArray(list, cJSON_CreateString(koppel_rule_code(rule)));
        }
    }
}

/* @param before  what the decisions recorded so far make of the proposal */
static enum koppel_status compare_with(const struct koppel_dossier_files *before, const struct asked *asked,
                                       const struct koppel_work *work, cJSON *json, struct koppel_errors *errors)
{
    struct koppel_dossier_files after = {0};
    struct koppel_offers offers = {0};
    cJSON *points = cJSON_AddArrayToObject(json, "points");
    enum koppel_status status = koppel_dossier_files_take(&after, work->out, errors);

    if (status == KOPPEL_OK) {
        status = koppel_consequence_add(before, &after, json, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_offers_read(&after, &offers, errors);
    }
    if (status == KOPPEL_OK) {
        list_against(&offers, asked, cJSON_AddArrayToObject(json, "against"));
        status = koppel_goals_compare(before, &after, points, errors);
        say_goals(cJSON_GetObjectItemCaseSensitive(json, "sentences"), points);
    }
    koppel_offers_free(&offers);
    koppel_dossier_files_free(&after);
    return status;
}

static void preview(const struct koppel_request *request, struct koppel_answer *answer, struct asked *asked,
                    const volatile sig_atomic_t *stop)
{
    const double begin = koppel_clock_seconds();
    const struct koppel_solve_request solve = {.record = &asked->record, .quick = true, .stop = stop};
    struct koppel_errors errors = {0};
    struct koppel_work work = {0};
    struct koppel_dossier_files before = {0};
    enum koppel_solve_end end = KOPPEL_SOLVE_FAILED;
    cJSON *json = cJSON_CreateObject();
    enum koppel_status status = check_subjects(request, asked, &errors);

    if (status != KOPPEL_OK) {
        cJSON_Delete(json);
        koppel_answer_errors(answer, _("It could not be worked out."), &errors);
        koppel_errors_clear(&errors);
        return;
    }
    status = open_with(request, asked, &work, &errors);
    set_quick(request, &asked->record);
    if (status == KOPPEL_OK) {
        end = koppel_work_solve(&work, &solve, &errors);
    }
    cJSON_AddBoolToObject(json, "possible", end == KOPPEL_SOLVE_DONE);
    cJSON_AddItemToObject(json, "messages", koppel_messages_json(&errors, true));
    if (end == KOPPEL_SOLVE_DONE) {
        status = koppel_recorded_files(&request->server->recorded, request->dossier, request->server->options->program,
                                       &asked->record, stop, &before, &errors);
    }
    if (end == KOPPEL_SOLVE_DONE && status == KOPPEL_OK) {
        status = compare_with(&before, asked, &work, json, &errors);
    } else {
        koppel_consequence_none(json);
        cJSON_AddArrayToObject(json, "points");
        cJSON_AddArrayToObject(json, "against");
    }
    cJSON_AddNumberToObject(json, "milliseconds", (double)(int64_t)((koppel_clock_seconds() - begin) * 1000));
    if (status != KOPPEL_OK || end == KOPPEL_SOLVE_FAILED || end == KOPPEL_SOLVE_NOTHING) {
        cJSON_Delete(json);
        koppel_answer_errors(answer, _("It could not be worked out."), &errors);
    } else {
        koppel_answer_json(answer, 200, json);
    }
    koppel_dossier_files_free(&before);
    koppel_work_close(&work);
    koppel_errors_clear(&errors);
}

void koppel_post_preview(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct asked asked;
    struct koppel_preview *running = NULL;

    koppel_previews_stop(request->server, request->person.initials);
    if (!read_decision(request, answer, &asked)) {
        return;
    }
    if (!koppel_child_begin(request->server)) {
        koppel_answer_problem(answer, 503, _("The server is busy. Try again in a moment."));
        return;
    }
    running = koppel_preview_begin(request->server, request->person.initials);
    preview(request, answer, &asked, &running->stop);
    if (running->stop != 0) { /* what it found is not whole */
        koppel_answer_problem(answer, 409, _("Another preview took the place of this one."));
    }
    koppel_preview_end(request->server, running);
    koppel_child_end(request->server);
}
