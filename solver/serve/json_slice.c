/* json_slice.c - a member of a JSON text (see json_slice.h). */
#include "serve/json_slice.h"

#include <string.h>

/* Behind the string that begins at `at`. */
static size_t pass_string(struct koppel_slice text, size_t at)
{
    for (at++; at < text.n_bytes && text.bytes[at] != '"'; at++) {
        at += text.bytes[at] == '\\' ? 1 : 0;
    }
    return at + 1;
}

/* Behind the value that begins at `at`: the comma or bracket that ends it. */
static size_t pass_value(struct koppel_slice text, size_t at)
{
    int depth = 0;

    while (at < text.n_bytes) {
        char c = text.bytes[at];

        if (c == '"') {
            at = pass_string(text, at);
            continue;
        }
        if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
            return at;
        }
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        at++;
    }
    return text.n_bytes;
}

static size_t pass_blanks(struct koppel_slice text, size_t at)
{
    while (at < text.n_bytes && strchr(" \n\r\t,:", text.bytes[at]) != NULL) {
        at++;
    }
    return at;
}

struct koppel_slice koppel_json_member(struct koppel_slice object, const char *name)
{
    size_t n_name = strlen(name);
    size_t at = object.n_bytes > 0 && object.bytes[0] == '{' ? pass_blanks(object, 1) : object.n_bytes;

    while (at < object.n_bytes && object.bytes[at] == '"') {
        size_t key = at + 1;
        size_t key_end = pass_string(object, at);
        size_t value = pass_blanks(object, key_end);
        size_t end = pass_value(object, value);

        if (key_end <= object.n_bytes && key_end - key == n_name + 1 && memcmp(object.bytes + key, name, n_name) == 0) {
            return (struct koppel_slice){object.bytes + value, end - value};
        }
        at = pass_blanks(object, end);
    }
    return (struct koppel_slice){0};
}
