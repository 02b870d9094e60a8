// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* http.c - the server's side of HTTP (see http.h).
 *
 * SOURCE  RFC 9110, RFC 9457; libmicrohttpd manual, "thread per connection"
 */
#include "serve/http.h"

#include "base/memory.h"
#include "io/json_text.h"
#include "serve/events.h"
#include "serve/routes.h"
#include "serve/visitors.h"

#include <inttypes.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HEADER_BYTES = 32768, IDLE_SECONDS = 30, STREAM_BLOCK = 4096 };

static const char api[] = "/api/v1";

struct koppel_http {
    struct koppel_server *server;
    struct MHD_Daemon *daemon;
    struct koppel_visitors visitors;
};

/* A request while it comes in. */
struct exchange {
    const struct koppel_route *route; /* NULL: it was refused, or is for a screen */
    struct koppel_path_parts parts;
    struct koppel_person person;
    enum koppel_language language;
    struct koppel_text body;
    size_t most; /* bytes of its body */
    bool is_too_large;
    bool is_answered;
};

/* ---- Headers ---- */

struct counting {
    const char *name;
    const char *value;
    int n;
};

static enum MHD_Result count_header(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct counting *counting = data;

    (void)kind;
    if (strcasecmp(name, counting->name) == 0) {
        counting->value = counting->n++ == 0 ? value : counting->value;
    }
    return MHD_YES;
}

static struct counting find_header(struct MHD_Connection *connection, const char *name)
{
    struct counting counting = {.name = name};

    MHD_get_connection_values(connection, MHD_HEADER_KIND, count_header, &counting);
    return counting;
}

static const char *argument_of(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
}

/* lang=, else the first of Accept-Language that is one of ours, else English. */
static enum koppel_language language_of(struct MHD_Connection *connection)
{
    const char *asked = argument_of(connection, "lang");
    const char *accepted = find_header(connection, "Accept-Language").value;
    enum koppel_language language = KOPPEL_ENGLISH;

    if (asked != NULL && koppel_language_find(asked, &language)) {
        return language;
    }
    while (accepted != NULL) {
        char tag[8] = "";

        accepted += strspn(accepted, ", ");
        memcpy(tag, accepted, strnlen(accepted, sizeof tag - 1));
        tag[strcspn(tag, "-;, ")] = '\0';
        if (koppel_language_find(tag, &language)) {
            return language;
        }
        accepted = strchr(accepted, ',');
    }
    return KOPPEL_ENGLISH;
}

static enum koppel_gate_verdict ask_gate(struct koppel_server *server, struct MHD_Connection *connection,
                                         const char *url)
{
    const struct counting host = find_header(connection, "Host");
    const struct counting user = find_header(connection, "X-Koppel-User");
    const struct koppel_gate_headers headers = {.host = host.value,
                                                .n_host = host.n,
                                                .user = user.value,
                                                .n_user = user.n,
                                                .origin = find_header(connection, "Origin").value,
                                                .fetch_site = find_header(connection, "Sec-Fetch-Site").value,
                                                .cookie = find_header(connection, "Cookie").value,
                                                .token =
                                                    strcmp(url, "/") == 0 ? argument_of(connection, "token") : NULL};

    return koppel_gate_check(&server->gate, &headers);
}

/* ---- Responses ---- */

static void add_headers(struct MHD_Response *response, const char *type, const char *policy)
{
    static const char usual[] = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                                "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    MHD_add_response_header(response, "Content-Type", type);
    MHD_add_response_header(response, "Content-Security-Policy", policy[0] != '\0' ? policy : usual);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "X-Frame-Options", "DENY");
    MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
    MHD_add_response_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "Connection", "close"); /* one request a connection, so that its time is known */
}

static enum MHD_Result respond(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response)
{
    enum MHD_Result result = response != NULL ? MHD_queue_response(connection, status, response) : MHD_NO;

    if (response != NULL) {
        MHD_destroy_response(response);
    }
    return result;
}

/* Sends an answer and frees its body. */
static enum MHD_Result send_answer(struct MHD_Connection *connection, struct koppel_answer *answer)
{
    struct MHD_Response *response = NULL;
    char tag[32];

    if (answer->body.failed) {
        koppel_answer_problem(answer, 500, _("memory ran out"));
    }
    response = MHD_create_response_from_buffer(answer->body.n_bytes, answer->body.bytes, MHD_RESPMEM_MUST_FREE);
    if (response != NULL) {
        answer->body = (struct koppel_text){0}; /* handed over: that of a province is large */
        add_headers(response, answer->type != NULL ? answer->type : "application/json", answer->policy);
    }
    if (response != NULL && answer->revision > 0) {
        snprintf(tag, sizeof tag, "\"%" PRId64 "\"", answer->revision);
        MHD_add_response_header(response, "ETag", tag);
    }
    koppel_text_free(&answer->body);
    return respond(connection, answer->status != 0 ? answer->status : 500, response);
}

static enum MHD_Result send_problem(struct MHD_Connection *connection, struct exchange *exchange, unsigned status,
                                    const char *detail)
{
    struct koppel_answer answer = {0};

    exchange->is_answered = true;
    koppel_answer_problem(&answer, status, detail);
    return send_answer(connection, &answer);
}

/* A page without anything of the dossier: the session begins, or there is none. */
static enum MHD_Result send_note(struct MHD_Connection *connection, unsigned status, const char *head,
                                 const char *sentence, const char *cookie)
{
    struct koppel_text html = {.is_for_machines = true};
    struct MHD_Response *response = NULL;

    koppel_text_add(
        &html,
        KOPPEL_SAME("<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">%s<title>Koppel</title></head>"
                    "<body><p>%s</p></body></html>\n"),
        koppel_language_code(koppel_language_now()), head, sentence);
    response = MHD_create_response_from_buffer(html.n_bytes, html.bytes, MHD_RESPMEM_MUST_COPY);
    koppel_text_free(&html);
    if (response != NULL) {
        add_headers(response, "text/html; charset=utf-8", "");
    }
    if (response != NULL && cookie != NULL) {
        MHD_add_response_header(response, "Set-Cookie", cookie);
    }
    return respond(connection, status, response);
}

/* The token is exchanged: the page that follows is asked for by this one, so that the cookie goes with it. */
static enum MHD_Result send_session(struct koppel_server *server, struct MHD_Connection *connection)
{
    char cookie[160];

    koppel_gate_cookie(&server->gate, cookie);
    return send_note(connection, 200, "<meta http-equiv=\"refresh\" content=\"0; url=/\">", "<a href=\"/\">Koppel</a>",
                     cookie);
}

static enum MHD_Result refuse(struct MHD_Connection *connection, struct exchange *exchange,
                              enum koppel_gate_verdict verdict, bool is_api)
{
    const char *detail = verdict == KOPPEL_GATE_NO_SESSION
                             ? _("Open the address that koppel serve printed; it can be used once.")
                         : verdict == KOPPEL_GATE_WRONG_HOST ? _("This server is not reached by this name.")
                         : verdict == KOPPEL_GATE_OTHER_SITE
                             ? _("Another site asked for this; it was refused.")
                             : _("This address was used already. Was it you? Else somebody else has read it: stop "
                                 "koppel serve and start it again.");
    unsigned status = verdict == KOPPEL_GATE_NO_SESSION ? 401 : 403;

    exchange->is_answered = true;
    return is_api ? send_problem(connection, exchange, status, detail)
                  : send_note(connection, status, "", detail, NULL);
}

/* ---- Screens ---- */

static enum MHD_Result send_asset(struct MHD_Connection *connection, struct exchange *exchange, const char *method,
                                  const char *url)
{
    const char *type = NULL;
    const struct koppel_embedded_file *file = koppel_asset_find(url, &type);
    struct MHD_Response *response = NULL;
    union {
        const unsigned char *given;
        void *taken; /* libmicrohttpd leaves it alone */
    } bytes;

    exchange->is_answered = true;
    if (file == NULL) {
        return send_problem(connection, exchange, 404, _("There is no such page."));
    }
    if (strcmp(method, "GET") != 0) {
        return send_problem(connection, exchange, 405, _("This can only be looked at (GET)."));
    }
    bytes.given = file->bytes;
    response = MHD_create_response_from_buffer(file->n_bytes, bytes.taken, MHD_RESPMEM_PERSISTENT);
    if (response != NULL) {
        add_headers(response, type, "");
    }
    return respond(connection, 200, response);
}

/* ---- A request comes in ---- */

/* The login of who asks: on TCP the user of this machine, on the socket the one whom the proxy names, who is never that
 * user. */
static const char *login_of(const struct koppel_server *server, struct MHD_Connection *connection)
{
    const char *named = server->gate.is_socket ? find_header(connection, "X-Koppel-User").value : NULL;

    return !server->gate.is_socket                                  ? KOPPEL_DESK_LOGIN
           : named == NULL || strcmp(named, KOPPEL_DESK_LOGIN) == 0 ? ""
                                                                    : named;
}

/* Finds who asks. @return false: refused, and answered */
static bool find_person(struct koppel_server *server, struct MHD_Connection *connection, struct exchange *exchange,
                        enum MHD_Result *result)
{
    struct koppel_dossier dossier = {0};
    struct koppel_errors errors = {0};
    bool is_known = false;
    enum koppel_status status = koppel_dossier_open(server->options->dossier, &dossier, &errors);

    if (status == KOPPEL_OK) {
        status = koppel_person_find(&dossier, login_of(server, connection), &exchange->person, &is_known, &errors);
    }
    koppel_dossier_close(&dossier);
    if (status != KOPPEL_OK) {
        *result = send_problem(connection, exchange, 500, errors.n_items > 0 ? errors.items[0].text : "");
    } else if (!is_known) {
        *result = send_problem(connection, exchange, 403,
                               _("You are not a user of this dossier: koppel dossier user adds one."));
    }
    koppel_errors_clear(&errors);
    return status == KOPPEL_OK && is_known;
}

static bool has_json_type(struct MHD_Connection *connection)
{
    const char *type = find_header(connection, "Content-Type").value;

    return type != NULL && strncasecmp(type, "application/json", 16) == 0 &&
           (type[16] == '\0' || type[16] == ';' || type[16] == ' ');
}

/* How long the request says its body is; 0 when it does not. */
static uint64_t length_of(struct MHD_Connection *connection)
{
    const char *length = find_header(connection, "Content-Length").value;

    return length != NULL ? strtoull(length, NULL, 10) : 0;
}

/* Everything that can be refused before the body has come. */
static enum MHD_Result begin_api(struct koppel_server *server, struct MHD_Connection *connection,
                                 struct exchange *exchange, const char *method, const char *path)
{
    bool is_known = false;
    enum MHD_Result result = MHD_YES;

    if (!find_person(server, connection, exchange, &result)) {
        return result;
    }
    exchange->route = koppel_route_find(method, path, &exchange->parts, &is_known);
    if (exchange->route == NULL) {
        return is_known ? send_problem(connection, exchange, 405, _("This resource has no such method."))
                        : send_problem(connection, exchange, 404, _("There is no such resource."));
    }
    if ((koppel_role_rights(exchange->person.role) & exchange->route->rights) != exchange->route->rights) {
        return send_problem(connection, exchange, 403, _("Your role does not allow this."));
    }
    if (exchange->route->changes && find_header(connection, "If-Match").n != 1) {
        return send_problem(connection, exchange, 428, _("Send If-Match with the ETag of what you saw."));
    }
    if (exchange->route->body == KOPPEL_BODY_JSON && !has_json_type(connection)) {
        return send_problem(connection, exchange, 415, _("Send JSON, with Content-Type: application/json."));
    }
    exchange->most = exchange->route->body == KOPPEL_BODY_JSON    ? KOPPEL_JSON_BODY
                     : exchange->route->body == KOPPEL_BODY_BYTES ? KOPPEL_UPLOAD_BYTES
                                                                  : 0;
    if (length_of(connection) > exchange->most) {
        return send_problem(connection, exchange, 413, _("The body is larger than this resource takes."));
    }
    return MHD_YES;
}

static enum MHD_Result begin(struct koppel_server *server, struct MHD_Connection *connection, struct exchange *exchange,
                             const char *method, const char *url)
{
    bool is_api = strncmp(url, api, sizeof api - 1) == 0 && url[sizeof api - 1] == '/';
    enum koppel_gate_verdict verdict = ask_gate(server, connection, url);

    exchange->language = language_of(connection);
    koppel_language_use(exchange->language);
    if (verdict == KOPPEL_GATE_EXCHANGE) {
        exchange->is_answered = true;
        return send_session(server, connection);
    }
    if (verdict != KOPPEL_GATE_OPEN) {
        return refuse(connection, exchange, verdict, is_api);
    }
    return is_api ? begin_api(server, connection, exchange, method, url + sizeof api - 1)
                  : send_asset(connection, exchange, method, url);
}

static void take(struct exchange *exchange, const char *bytes, size_t n)
{
    exchange->is_too_large = exchange->is_too_large || exchange->body.n_bytes + n > exchange->most;
    if (!exchange->is_too_large) {
        koppel_text_append(&exchange->body, bytes, n);
    }
}

/* ---- A request is whole ---- */

static ssize_t stream(void *data, uint64_t position, char *out, size_t n_out)
{
    size_t n = koppel_follower_next(data, out, n_out);

    (void)position;
    return n > 0 ? (ssize_t)n : MHD_CONTENT_READER_END_OF_STREAM;
}

static void end_stream(void *data)
{
    koppel_follower_free(data);
}

static enum MHD_Result send_events(struct koppel_http *http, struct MHD_Connection *connection,
                                   struct exchange *exchange, struct koppel_visitor *visitor)
{
    bool sees_people = (koppel_role_rights(exchange->person.role) & KOPPEL_MAY_PEOPLE) != 0;
    struct koppel_follower *follower =
        koppel_visitor_stream(&http->visitors, visitor) ? koppel_follower_new(http->server, sees_people) : NULL;
    struct MHD_Response *response = NULL;

    if (follower == NULL) {
        return send_problem(connection, exchange, 503, _("The server is busy. Try again in a moment."));
    }
    response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream, follower, end_stream);
    if (response == NULL) {
        koppel_follower_free(follower);
        return MHD_NO;
    }
    add_headers(response, "text/event-stream", "");
    return respond(connection, 200, response);
}

/* If-Match as a revision: "17" with its quotes. */
static int64_t revision_of(const char *tag)
{
    size_t n = tag != NULL ? strlen(tag) : 0;
    size_t n_digits = n > 2 && n < 20 ? strspn(tag + 1, "0123456789") : 0;

    return n_digits > 0 && n_digits == n - 2 && tag[0] == '"' && tag[n - 1] == '"' ? strtoll(tag + 1, NULL, 10)
                                                                                   : KOPPEL_NOT_SEEN;
}

static void run_handler(struct koppel_server *server, const struct exchange *exchange,
                        const struct koppel_request *part, struct koppel_answer *answer)
{
    struct koppel_request request = *part;
    struct koppel_dossier dossier = {0};
    struct koppel_errors errors = {0};
    cJSON *json = NULL;

    if (exchange->route->body == KOPPEL_BODY_JSON &&
        (koppel_json_parse(exchange->body.bytes != NULL ? exchange->body.bytes : "", exchange->body.n_bytes, "", &json,
                           &errors) != KOPPEL_OK ||
         !cJSON_IsObject(json))) {
        koppel_answer_problem(answer, 400,
                              errors.n_items > 0 ? errors.items[0].text : _("The body must be a JSON object."));
    } else if (koppel_dossier_open(server->options->dossier, &dossier, &errors) != KOPPEL_OK) {
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    } else {
        request.dossier = &dossier;
        request.json = json;
        exchange->route->handler(&request, answer);
    }
    cJSON_Delete(json);
    koppel_dossier_close(&dossier);
    koppel_errors_clear(&errors);
}

static enum MHD_Result finish(struct koppel_http *http, struct MHD_Connection *connection, struct exchange *exchange,
                              struct koppel_visitor *visitor)
{
    struct koppel_request request = {.server = http->server,
                                     .person = exchange->person,
                                     .rights = koppel_role_rights(exchange->person.role),
                                     .language = exchange->language,
                                     .seen = revision_of(find_header(connection, "If-Match").value),
                                     .bytes = exchange->body.bytes,
                                     .n_bytes = exchange->body.n_bytes};
    struct koppel_answer answer = {0};

    exchange->is_answered = true;
    koppel_visitor_heard(&http->visitors, visitor);
    koppel_language_use(exchange->language);
    if (exchange->is_too_large) {
        return send_problem(connection, exchange, 413, _("The body is larger than this resource takes."));
    }
    if (exchange->body.failed) {
        return send_problem(connection, exchange, 503, _("memory ran out"));
    }
    if (exchange->route->changes && request.seen == KOPPEL_NOT_SEEN) {
        return send_problem(connection, exchange, 428, _("Send If-Match with the ETag of what you saw."));
    }
    for (int p = 0; p < exchange->parts.n; p++) {
        request.parameters[p] = exchange->parts.parts[p];
    }
    run_handler(http->server, exchange, &request, &answer);
    return answer.streams ? send_events(http, connection, exchange, visitor) : send_answer(connection, &answer);
}

/* ---- Connections ---- */

static struct koppel_visitor *visitor_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info != NULL ? info->socket_context : NULL;
}

static enum MHD_Result on_request(void *data, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *upload, size_t *n_upload, void **state)
{
    struct koppel_http *http = data;
    struct exchange *exchange = *state;

    (void)version;
    if (exchange == NULL) {
        exchange = koppel_new(1, sizeof *exchange);
        *state = exchange;
        koppel_visitor_known(&http->visitors, visitor_of(connection));
        return exchange != NULL && visitor_of(connection) != NULL
                   ? begin(http->server, connection, exchange, method, url)
                   : MHD_NO;
    }
    if (*n_upload > 0) {
        take(exchange, upload, *n_upload);
        *n_upload = 0;
        return MHD_YES;
    }
    return exchange->is_answered ? MHD_YES : finish(http, connection, exchange, visitor_of(connection));
}

static void on_end(void *data, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code)
{
    struct exchange *exchange = *state;

    (void)data;
    (void)connection;
    (void)code;
    if (exchange != NULL) {
        koppel_text_free(&exchange->body);
        free(exchange);
        *state = NULL;
    }
}

static void on_connection(void *data, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct koppel_http *http = data;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *context = info != NULL ? koppel_visitor_come(&http->visitors, info->connect_fd) : NULL;
    } else {
        koppel_visitor_go(&http->visitors, *context);
    }
}

/* Parts of paths are decoded after the path was cut into them. */
static size_t leave_encoded(void *data, struct MHD_Connection *connection, char *text)
{
    (void)data;
    (void)connection;
    return strlen(text);
}

static void log_nothing(void *data, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

static void log_nothing(void *data, const char *format, va_list arguments)
{
    (void)data;
    (void)format;
    (void)arguments;
}

struct koppel_http *koppel_http_start(struct koppel_server *server, int listener)
{
    struct koppel_http *http = koppel_new(1, sizeof *http);

    if (http == NULL) {
        return NULL;
    }
    http->server = server;
    koppel_visitors_init(&http->visitors);
    http->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL, 0, NULL, NULL, on_request, http,
        MHD_OPTION_EXTERNAL_LOGGER, log_nothing, NULL, MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)KOPPEL_VISITORS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, http, MHD_OPTION_END);
    if (http->daemon == NULL) {
        koppel_http_stop(http);
        return NULL;
    }
    return http;
}

void koppel_http_hurry(struct koppel_http *http)
{
    koppel_visitors_hurry(&http->visitors);
}

void koppel_http_stop(struct koppel_http *http)
{
    if (http != NULL) {
        if (http->daemon != NULL) {
            MHD_stop_daemon(http->daemon);
        }
        pthread_mutex_destroy(&http->visitors.lock);
        free(http);
    }
}
