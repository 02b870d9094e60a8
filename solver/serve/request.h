// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* request.h - a request once it has passed the gate, and its answer; nothing here knows of sockets. */
#ifndef KOPPEL_SERVE_REQUEST_H
#define KOPPEL_SERVE_REQUEST_H

#include "base/text.h"
#include "dossier/dossier_case.h"
#include "dossier/dossier_person.h"

#include <cJSON.h>

struct koppel_server;

enum { KOPPEL_PATH_PARAMETERS = 2, KOPPEL_PARAMETER_BYTES = 128 };

/** Of a request without If-Match. */
enum { KOPPEL_NOT_SEEN = -2 };

/** Borrowed by its handler. */
struct koppel_request {
    struct koppel_server *server;
    const struct koppel_dossier *dossier;
    struct koppel_person person;
    unsigned rights; /* enum koppel_right */
    enum koppel_language language;
    const char *parameters[KOPPEL_PATH_PARAMETERS]; /* parts of the path, decoded; NULL: not there */
    int64_t seen;                                   /* If-Match: a revision, or KOPPEL_NOT_SEEN */
    const char *bytes;                              /* the body */
    size_t n_bytes;
    const cJSON *json; /* the body as JSON, an object; NULL where the route takes bytes or nothing */
};

/** Zero-initialise. */
struct koppel_answer {
    unsigned status;
    const char *type; /* of its content; NULL: JSON */
    struct koppel_text body;
    int64_t revision; /* ETag; 0: none */
    char policy[512]; /* Content-Security-Policy instead of the usual one; "": the usual one */
    bool streams;     /* server-sent events follow instead of a body */
};

/** Does what is asked and fills in the answer. */
typedef void koppel_handler(const struct koppel_request *request, struct koppel_answer *answer);

/** A problem (RFC 9457). @param detail  translated: what to do */
void koppel_answer_problem(struct koppel_answer *answer, unsigned status, const char *detail);

/** The same with messages: of an input that is refused 422, of a fault of ours 500. */
void koppel_answer_errors(struct koppel_answer *answer, const char *detail, const struct koppel_errors *errors);

/** The same with messages and a status of its own: what each of them is about is refused. */
void koppel_answer_refusal(struct koppel_answer *answer, unsigned status, const char *detail,
                           const struct koppel_errors *errors);

/** 409, with the rows of the log after the one that the request saw. */
void koppel_answer_stale(const struct koppel_request *request, struct koppel_answer *answer);

/** JSON that was built, which is freed. */
void koppel_answer_json(struct koppel_answer *answer, unsigned status, cJSON *json);

/** `json` or a list of messages for one. NULL: memory ran out */
cJSON *koppel_messages_json(const struct koppel_errors *errors, bool with_codes);

/** A row of the log as JSON. */
cJSON *koppel_log_row_json(const struct koppel_log_row *row);

/** The text member of the body, "" when it is not there or no text. */
const char *koppel_request_text(const struct koppel_request *request, const char *name);

#endif
