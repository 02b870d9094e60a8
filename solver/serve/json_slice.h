/* json_slice.h - a member of a JSON text that this program wrote, as it stands there: without reading all of it. */
#ifndef KOPPEL_SERVE_JSON_SLICE_H
#define KOPPEL_SERVE_JSON_SLICE_H

#include <stddef.h>

/** Part of a text; borrowed. bytes NULL: there is none. */
struct koppel_slice {
    const char *bytes;
    size_t n_bytes;
};

/** The value of a member of an object. The text is JSON without faults. O(bytes before its end) */
struct koppel_slice koppel_json_member(struct koppel_slice object, const char *name);

#endif
