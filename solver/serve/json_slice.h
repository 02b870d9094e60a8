// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* json_slice.h - a member of a JSON text that this program wrote, as it stands there: without reading all of it. */
#ifndef KOPPEL_SERVE_JSON_SLICE_H
#define KOPPEL_SERVE_JSON_SLICE_H

#include <stdbool.h>
#include <stddef.h>

/** Part of a text; borrowed. bytes NULL: there is none. */
struct koppel_slice {
    const char *bytes;
    size_t n_bytes;
};

/** The value of a member of an object. The text is JSON without faults. O(bytes before its end) */
struct koppel_slice koppel_json_member(struct koppel_slice object, const char *name);

/** The item of a list that begins at *at, which moves behind it; 0 is the first. @return false: there is none any more */
bool koppel_json_next(struct koppel_slice list, size_t *at, struct koppel_slice *item);

/** A member of an object. */
struct koppel_member {
    struct koppel_slice name, value;
};

/** The members of an object, the first `most` of them. @return how many there are */
size_t koppel_json_members(struct koppel_slice object, struct koppel_member *members, size_t most);

/** The value of one of n members. O(n) */
struct koppel_slice koppel_member_of(const struct koppel_member *members, size_t n, const char *name);

#endif
