// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
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

bool koppel_json_next(struct koppel_slice list, size_t *at, struct koppel_slice *item)
{
    size_t begin = *at;
    size_t end = 0;

    if (list.n_bytes == 0) {
        return false;
    }
    begin += begin == 0 && list.bytes[0] == '[' ? 1 : 0;
    begin = pass_blanks(list, begin);
    end = pass_value(list, begin);
    *at = end;
    *item = (struct koppel_slice){list.bytes + begin, end - begin};
    return begin < list.n_bytes && end > begin;
}

/* The member that begins at *at, which moves behind it. @return false: there is none any more */
static bool take_member(struct koppel_slice object, size_t *at, struct koppel_member *member)
{
    size_t key = *at;
    size_t key_end = 0;
    size_t value = 0;
    size_t end = 0;

    if (key >= object.n_bytes || object.bytes[key] != '"') {
        return false;
    }
    key_end = pass_string(object, key);
    value = pass_blanks(object, key_end);
    end = pass_value(object, value);
    *at = pass_blanks(object, end);
    if (key_end > object.n_bytes) {
        return false;
    }
    *member = (struct koppel_member){{object.bytes + key + 1, key_end - key - 2}, {object.bytes + value, end - value}};
    return true;
}

static size_t first_member(struct koppel_slice object)
{
    return object.n_bytes > 0 && object.bytes[0] == '{' ? pass_blanks(object, 1) : object.n_bytes;
}

static bool is_named(const struct koppel_member *member, const char *name)
{
    return member->name.n_bytes == strlen(name) && memcmp(member->name.bytes, name, member->name.n_bytes) == 0;
}

size_t koppel_json_members(struct koppel_slice object, struct koppel_member *members, size_t most)
{
    size_t at = first_member(object);
    size_t n = 0;

    while (n < most && take_member(object, &at, &members[n])) {
        n++;
    }
    return n;
}

struct koppel_slice koppel_json_member(struct koppel_slice object, const char *name)
{
    struct koppel_member member;
    size_t at = first_member(object);

    while (take_member(object, &at, &member)) {
        if (is_named(&member, name)) {
            return member.value;
        }
    }
    return (struct koppel_slice){0};
}

struct koppel_slice koppel_member_of(const struct koppel_member *members, size_t n, const char *name)
{
    for (size_t m = 0; m < n; m++) {
        if (is_named(&members[m], name)) {
            return members[m].value;
        }
    }
    return (struct koppel_slice){0};
}
