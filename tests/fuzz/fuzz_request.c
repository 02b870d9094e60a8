// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes what a request brings: the path on its first line, a cookie on its second, a body of JSON behind them. */
#include "dossier/dossier_decision.h"
#include "fuzzing.h"
#include "io/json_text.h"
#include "serve/gate.h"
#include "serve/json_slice.h"
#include "serve/routes.h"

#include <string.h>

/* A copy of the line at *bytes, which moves behind it. */
static char *take_line(const char **bytes, size_t *n_bytes)
{
    const char *newline = memchr(*bytes, '\n', *n_bytes);
    size_t n = newline != NULL ? (size_t)(newline - *bytes) : *n_bytes;
    char *line = strndup(*bytes, n);

    n += newline != NULL ? 1 : 0;
    *bytes += n;
    *n_bytes -= n;
    return line;
}

static void look_at_path(const char *path)
{
    struct koppel_path_parts parts;
    const char *type = NULL;
    bool is_known = false;

    if (koppel_route_find("GET", path, &parts, &is_known) != NULL) {
        MUST(is_known);
        for (int p = 0; p < parts.n; p++) {
            MUST(parts.parts[p][0] != '\0' && strpbrk(parts.parts[p], "\n\r\t") == NULL);
        }
    }
    if (path[0] == '/') {
        koppel_asset_find(path, &type);
    }
}

static void look_at_cookie(const char *cookie)
{
    static struct koppel_gate gate;
    const struct koppel_gate_headers headers = {.host = "localhost:1", .n_host = 1, .cookie = cookie, .token = cookie};
    const struct koppel_gate_headers others = {.host = cookie, .n_host = 1, .origin = cookie, .cookie = cookie};

    if (gate.token[0] == '\0') {
        koppel_gate_init(&gate, 1);
    }
    MUST(koppel_gate_check(&gate, &headers) == KOPPEL_GATE_NO_SESSION); /* nobody guesses 256 bits */
    MUST(koppel_gate_check(&gate, &others) != KOPPEL_GATE_OPEN);
}

/* Members that are listed are those that are found one by one. */
static void look_at_members(struct koppel_slice text)
{
    enum { MOST = 8 };
    struct koppel_member members[MOST];
    size_t n = koppel_json_members(text, members, MOST);
    struct koppel_slice listed = koppel_member_of(members, n, "household");
    struct koppel_slice found = koppel_json_member(text, "household");

    MUST(n <= MOST);
    MUST(n == MOST || (listed.bytes == found.bytes && listed.n_bytes == found.n_bytes));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    const char *rest = (const char *)bytes;
    struct koppel_errors errors = {0};
    struct koppel_text csv = {0};
    cJSON *json = NULL;
    char *path = take_line(&rest, &n_bytes);
    char *cookie = take_line(&rest, &n_bytes);

    look_at_path(path);
    look_at_cookie(cookie);
    must_explain(koppel_json_parse(rest, n_bytes, "", &json, &errors), &errors);
    if (json != NULL) {
        struct koppel_decided decided = koppel_decided_of(json, "AB");
        char *printed = cJSON_PrintUnformatted(json);

        for (int c = 0; c < KOPPEL_N_DECIDED; c++) {
            koppel_log_text_check(koppel_decided_names[c], decided.cells[c], NULL);
            koppel_json_member((struct koppel_slice){printed, strlen(printed)}, koppel_decided_names[c]);
        }
        koppel_decided_row(&csv, &decided);
        cJSON_free(printed);
    }
    look_at_members((struct koppel_slice){rest, n_bytes}); /* any bytes */
    cJSON_Delete(json);
    koppel_text_free(&csv);
    free(path);
    free(cookie);
    return 0;
}
