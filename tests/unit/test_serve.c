// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tests of the server's parts that know of no socket: who may come in, which path leads where, slices of JSON. */
#include "base/deadline.h"
#include "serve/events.h"
#include "serve/gate.h"
#include "serve/handlers.h"
#include "serve/json_slice.h"
#include "serve/routes.h"
#include "serve/view_columns.h"
#include "serve/visitors.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- Gate ---- */

static struct koppel_gate gate;
static char cookie[160];

static struct koppel_gate_headers plain(void)
{
    return (struct koppel_gate_headers){.host = "127.0.0.1:8123", .n_host = 1, .cookie = cookie};
}

static void open_gate(int port)
{
    CU_ASSERT_EQUAL_FATAL(koppel_gate_init(&gate, port), 0);
    koppel_gate_cookie(&gate, cookie);
    *strchr(cookie, ';') = '\0';
}

static void test_session_opens_and_no_other_cookie_does(void)
{
    struct koppel_gate_headers headers;
    char others[400];

    open_gate(8123);
    headers = plain();
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OPEN);
    snprintf(others, sizeof others, "a=1; koppel_81234=x;koppel_8123=short; %s", cookie);
    headers.cookie = others;
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OPEN);
    snprintf(others, sizeof others, "%sa", cookie);
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_NO_SESSION);
    snprintf(others, sizeof others, "x%s", cookie);
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_NO_SESSION);
    cookie[strlen(cookie) - 1] = cookie[strlen(cookie) - 1] == '0' ? '1' : '0';
    headers.cookie = cookie;
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_NO_SESSION);
    headers.cookie = NULL;
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_NO_SESSION);
    koppel_gate_free(&gate);
}

static void test_token_is_exchanged_once(void)
{
    struct koppel_gate_headers headers = {.host = "localhost:8123", .n_host = 1, .fetch_site = "cross-site"};

    open_gate(8123);
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OTHER_SITE);
    headers.token = "0000";
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_NO_SESSION);
    headers.token = gate.token;
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_EXCHANGE);
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_TOKEN_USED);
    CU_ASSERT_STRING_NOT_EQUAL(gate.token, gate.session);
    CU_ASSERT_EQUAL(strlen(gate.session), 64);
    koppel_gate_free(&gate);
}

static void test_other_hosts_and_sites_are_refused_with_a_session(void)
{
    static const char *const hosts[] = {"evil.example",
                                        "127.0.0.1:8124",
                                        "127.0.0.1",
                                        "localhost:8123.evil.example",
                                        "127.0.0.1:8123@evil.example",
                                        ""};
    static const char *const origins[] = {"null",
                                          "http://evil.example",
                                          "https://127.0.0.1:8123",
                                          "http://127.0.0.1:8123.evil.example",
                                          "http://localhost:8123",
                                          ""};
    struct koppel_gate_headers headers;

    open_gate(8123);
    for (size_t h = 0; h < sizeof hosts / sizeof *hosts; h++) {
        headers = plain();
        headers.host = hosts[h];
        CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_WRONG_HOST);
    }
    headers = plain();
    headers.n_host = 2;
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_WRONG_HOST);
    headers = (struct koppel_gate_headers){.cookie = cookie};
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_WRONG_HOST);
    for (size_t o = 0; o < sizeof origins / sizeof *origins; o++) {
        headers = plain();
        headers.origin = origins[o];
        CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OTHER_SITE);
    }
    headers = plain();
    headers.origin = "http://127.0.0.1:8123";
    headers.fetch_site = "same-origin";
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OPEN);
    headers.fetch_site = "same-site";
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OTHER_SITE);
    koppel_gate_free(&gate);
}

static void test_port_80_is_left_out_by_browsers(void)
{
    static const char *const hosts[] = {"127.0.0.1", "LocalHost",  "localhost:80",
                                        "localhos",  "localhost:", "127.0.0.1.x"};
    struct koppel_gate_headers headers;

    open_gate(80);
    headers = plain();
    for (size_t h = 0; h < sizeof hosts / sizeof *hosts; h++) {
        headers.host = hosts[h];
        CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), h < 3 ? KOPPEL_GATE_OPEN : KOPPEL_GATE_WRONG_HOST);
    }
    koppel_gate_free(&gate);
}

static void test_user_is_believed_on_the_socket_only(void)
{
    struct koppel_gate_headers headers = {.host = "koppel.example.org", .n_host = 1, .user = "a@b", .n_user = 1};

    open_gate(0);
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OPEN);
    headers.origin = "https://koppel.example.org";
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OPEN);
    headers.origin = "https://evil.example";
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_OTHER_SITE);
    headers.origin = NULL;
    headers.n_user = 2;
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_NO_SESSION);
    headers.n_user = 0;
    headers.user = NULL;
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_NO_SESSION);
    koppel_gate_free(&gate);
    open_gate(8123);
    headers = (struct koppel_gate_headers){.host = "127.0.0.1:8123", .n_host = 1, .user = "desk", .n_user = 1};
    CU_ASSERT_EQUAL(koppel_gate_check(&gate, &headers), KOPPEL_GATE_NO_SESSION);
    koppel_gate_free(&gate);
}

/* ---- Routes ---- */

static void test_route_gives_decoded_parts(void)
{
    struct koppel_path_parts parts;
    bool is_known = false;
    const struct koppel_route *route = koppel_route_find("GET", "/why/households/H%2F1%20a", &parts, &is_known);

    CU_ASSERT_PTR_NOT_NULL_FATAL(route);
    CU_ASSERT_EQUAL(route->handler, koppel_get_why);
    CU_ASSERT_EQUAL(parts.n, 1);
    CU_ASSERT_STRING_EQUAL(parts.parts[0], "H/1 a");
    route = koppel_route_find("GET", "/compare/1/22", &parts, &is_known);
    CU_ASSERT_PTR_NOT_NULL_FATAL(route);
    CU_ASSERT_STRING_EQUAL(parts.parts[1], "22");
}

static void test_route_refuses_other_paths(void)
{
    static const char *const paths[] = {"",
                                        "/",
                                        "/stat",
                                        "/state/",
                                        "/state/x",
                                        "/why/households/",
                                        "/why//x",
                                        "/why/homes/a%0",
                                        "/why/homes/%zz",
                                        "/why/homes/%00",
                                        "/why/homes/%0a",
                                        "//state",
                                        "/*",
                                        "/print/a/b/c"};
    struct koppel_path_parts parts;
    char path[300] = "/why/homes/";
    bool is_known = false;

    for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
        CU_ASSERT_PTR_NULL(koppel_route_find("GET", paths[p], &parts, &is_known));
        CU_ASSERT_FALSE(is_known);
    }
    memset(path + 11, 'a', KOPPEL_PARAMETER_BYTES);
    CU_ASSERT_PTR_NULL(koppel_route_find("GET", path, &parts, &is_known));
    CU_ASSERT_PTR_NULL(koppel_route_find("DELETE", "/state", &parts, &is_known));
    CU_ASSERT_TRUE(is_known);
}

static void test_asset_is_one_of_the_list(void)
{
    static const char *const paths[] = {"/../index.html", "/index",       "/index.htm", "/index.html/",
                                        "//index.html",   "/main.js.map", "/passwd"};
    const char *type = NULL;

    CU_ASSERT_PTR_NOT_NULL(koppel_asset_find("/", &type));
    CU_ASSERT_STRING_EQUAL(type, "text/html; charset=utf-8");
    CU_ASSERT_PTR_EQUAL(koppel_asset_find("/index.html", &type), koppel_asset_find("/", &type));
    for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
        CU_ASSERT_PTR_NULL(koppel_asset_find(paths[p], &type));
    }
}

/* ---- Slices ---- */

static void expect_slice(const char *json, const char *name, const char *expected)
{
    struct koppel_slice slice = koppel_json_member((struct koppel_slice){json, strlen(json)}, name);

    if (expected == NULL) {
        CU_ASSERT_PTR_NULL(slice.bytes);
    } else {
        CU_ASSERT_EQUAL_FATAL(slice.n_bytes, strlen(expected));
        CU_ASSERT_EQUAL(strncmp(slice.bytes, expected, slice.n_bytes), 0);
    }
}

static void test_slice_is_the_member_of_the_outer_object(void)
{
    static const char json[] = "{\"a\": {\"b\": [1, \"}\\\"]\"]}, \"b\": [\n{\"c\": 2}],\"c\":null, \"d\\\"\": 3}";

    expect_slice(json, "a", "{\"b\": [1, \"}\\\"]\"]}");
    expect_slice(json, "b", "[\n{\"c\": 2}]");
    expect_slice(json, "c", "null");
    expect_slice(json, "e", NULL);
    expect_slice(json, "d", NULL);
    expect_slice("[1]", "a", NULL);
    expect_slice("", "a", NULL);
    expect_slice("{\"a", "a", NULL);
    expect_slice("{\"a\": \"x\\", "b", NULL);
}

static void test_slices_of_a_list_come_one_by_one(void)
{
    static const char json[] = "[\n{\"a\": [1, 2]},\n\"x,]\", null ]";
    static const char *const expected[] = {"{\"a\": [1, 2]}", "\"x,]\"", "null "};
    struct koppel_slice list = {json, strlen(json)};
    struct koppel_slice item;
    size_t at = 0;

    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        CU_ASSERT_TRUE_FATAL(koppel_json_next(list, &at, &item));
        CU_ASSERT_EQUAL_FATAL(item.n_bytes, strlen(expected[k]));
        CU_ASSERT_EQUAL(strncmp(item.bytes, expected[k], item.n_bytes), 0);
    }
    CU_ASSERT_FALSE(koppel_json_next(list, &at, &item));
    at = 0;
    CU_ASSERT_FALSE(koppel_json_next((struct koppel_slice){"[]", 2}, &at, &item));
    at = 0;
    CU_ASSERT_FALSE(koppel_json_next((struct koppel_slice){0}, &at, &item));
}

static void test_columns_have_a_value_for_every_row(void)
{
    static const char json[] =
        "{\"households\": [\n{\"key\": \"H1\", \"home\": \"U,1\", \"reason\": null},\n"
        "{\"home\": null, \"reason\": {\"code\": \"cap\", \"words\": \"Full\"}, \"key\": \"H2\"}],"
        " \"homes\": [{\"key\": \"U,1\", \"households\": [\"H1\", \"H3\"]}]}";
    struct koppel_member members[4];
    size_t n = koppel_json_members((struct koppel_slice){json, strlen(json)}, members, 4);
    struct koppel_text text = {.is_for_machines = true};
    cJSON *columns = NULL;
    char *row = NULL;

    koppel_view_columns(members, n, &text);
    columns = cJSON_Parse(text.bytes);
    CU_ASSERT_PTR_NOT_NULL_FATAL(columns);
    row = cJSON_PrintUnformatted(cJSON_GetObjectItem(columns, "household_columns"));
    CU_ASSERT_STRING_EQUAL(row, "{\"columns\":{\"key\":[\"H1\",\"H2\"],\"adults\":[null,null],\"children\":[null,null],"
                                "\"urgency\":[null,null],\"step_free\":[null,null],\"expected_relatives\":[null,null],"
                                "\"may_share\":[null,null],\"label\":[null,null],\"home\":[\"U,1\",null],"
                                "\"fit\":[null,null],\"by_lot\":[null,null],\"reason\":[null,\"Full\"]}}");
    cJSON_free(row);
    row = cJSON_PrintUnformatted(cJSON_GetObjectItem(
        cJSON_GetObjectItem(cJSON_GetObjectItem(columns, "home_columns"), "columns"), "households"));
    CU_ASSERT_STRING_EQUAL(row, "[[\"H1\",\"H3\"]]");
    cJSON_free(row);
    cJSON_Delete(columns);
    koppel_text_free(&text);
}

/* ---- Visitors ---- */

/* Is the other end of this socket closed? */
static bool is_cut(int socket)
{
    char byte = 0;

    return recv(socket, &byte, 1, MSG_DONTWAIT) == 0;
}

static void test_who_does_not_say_what_they_want_is_cut_off(void)
{
    static struct koppel_visitors visitors;
    struct koppel_visitor *slow = NULL;
    struct koppel_visitor *heard = NULL;
    struct koppel_visitor *stream = NULL;
    struct koppel_visitor *known = NULL;
    int pairs[4][2];

    koppel_visitors_init(&visitors);
    for (int p = 0; p < 4; p++) {
        CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, pairs[p]), 0);
    }
    slow = koppel_visitor_come(&visitors, pairs[0][0]);
    heard = koppel_visitor_come(&visitors, pairs[1][0]);
    stream = koppel_visitor_come(&visitors, pairs[2][0]);
    known = koppel_visitor_come(&visitors, pairs[3][0]);
    koppel_visitor_heard(&visitors, heard);
    koppel_visitor_known(&visitors, known);
    CU_ASSERT_TRUE(koppel_visitor_stream(&visitors, stream));
    koppel_visitors_hurry(&visitors);
    CU_ASSERT_FALSE(is_cut(pairs[0][1]));
    slow->since -= 6;
    heard->since -= 61;
    stream->since -= 10000;
    koppel_visitors_hurry(&visitors);
    CU_ASSERT_TRUE(is_cut(pairs[0][1]));
    CU_ASSERT_FALSE(is_cut(pairs[1][1]));
    CU_ASSERT_FALSE(is_cut(pairs[3][1]));
    known->since -= 61;
    koppel_visitors_hurry(&visitors);
    CU_ASSERT_TRUE(is_cut(pairs[3][1]));
    CU_ASSERT_FALSE(is_cut(pairs[2][1]));
    heard->since -= 600;
    koppel_visitors_hurry(&visitors);
    CU_ASSERT_TRUE(is_cut(pairs[1][1]));
    for (int p = 0; p < 4; p++) {
        close(pairs[p][0]);
        close(pairs[p][1]);
    }
}

static void test_there_is_room_for_so_many(void)
{
    static struct koppel_visitors visitors;
    struct koppel_visitor *list[KOPPEL_VISITORS];

    koppel_visitors_init(&visitors);
    for (int v = 0; v < KOPPEL_VISITORS; v++) {
        list[v] = koppel_visitor_come(&visitors, 1000 + v);
        CU_ASSERT_PTR_NOT_NULL_FATAL(list[v]);
        CU_ASSERT_EQUAL(koppel_visitor_stream(&visitors, list[v]), v < KOPPEL_STREAMS);
    }
    CU_ASSERT_PTR_NULL(koppel_visitor_come(&visitors, 5000));
    koppel_visitor_go(&visitors, list[3]);
    CU_ASSERT_PTR_EQUAL(koppel_visitor_come(&visitors, 5000), list[3]);
    CU_ASSERT_TRUE(koppel_visitor_stream(&visitors, list[3]));
}

/* ---- Events ---- */

/* What a follower is told of a solve that failed, whose problem names a household. */
static void follow(struct koppel_server *server, bool sees_people, char told[2000])
{
    struct koppel_follower *follower = koppel_follower_new(server, sees_people);
    size_t n = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(follower);
    server->solving.n_ended++;
    n = koppel_follower_next(follower, told, 1999);
    told[n] = '\0';
    koppel_follower_free(follower);
}

static void test_messages_of_a_solve_are_for_who_may_see_people(void)
{
    static char path[] = "/tmp/koppel-test-XXXXXX";
    static const volatile sig_atomic_t stop;
    static struct koppel_server server;
    const struct koppel_serve_options options = {.dossier = path, .stop = &stop};
    struct koppel_dossier dossier = {0};
    char told[2000];

    close(mkstemp(path));
    unlink(path);
    CU_ASSERT_EQUAL_FATAL(koppel_dossier_new(path, &dossier, NULL), KOPPEL_OK);
    server.options = &options;
    koppel_solving_init(&server.solving, path, "koppel", &server.views);
    server.solving.problem = strdup("{\"title\":\"No\",\"messages\":[{\"text\":\"H0001 has no home\"}]}");
    follow(&server, true, told);
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "event: failed\ndata: {\"title\":\"No\",\"messages\":"));
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "H0001"));
    follow(&server, false, told);
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "event: failed\ndata: {\"title\":\"No\"}\n\n"));
    CU_ASSERT_PTR_NULL(strstr(told, "H0001"));
    koppel_solving_end(&server.solving);
    koppel_dossier_close(&dossier);
    unlink(path);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_session_opens_and_no_other_cookie_does),
                                              TEST(test_token_is_exchanged_once),
                                              TEST(test_other_hosts_and_sites_are_refused_with_a_session),
                                              TEST(test_port_80_is_left_out_by_browsers),
                                              TEST(test_user_is_believed_on_the_socket_only),
                                              TEST(test_route_gives_decoded_parts),
                                              TEST(test_route_refuses_other_paths),
                                              TEST(test_asset_is_one_of_the_list),
                                              TEST(test_slice_is_the_member_of_the_outer_object),
                                              TEST(test_slices_of_a_list_come_one_by_one),
                                              TEST(test_columns_have_a_value_for_every_row),
                                              TEST(test_who_does_not_say_what_they_want_is_cut_off),
                                              TEST(test_there_is_room_for_so_many),
                                              TEST(test_messages_of_a_solve_are_for_who_may_see_people),
                                              TEST_END};

    return suite_run("serve", tests);
}
