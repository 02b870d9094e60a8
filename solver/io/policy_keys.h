// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_keys.h - the keys of a policy that hold one value, as data: path, form, range, place in koppel_policy. */
#ifndef KOPPEL_IO_POLICY_KEYS_H
#define KOPPEL_IO_POLICY_KEYS_H

#include "model/policy.h"

enum koppel_key_form {
    KOPPEL_KEY_WHOLE, /* int32_t */
    KOPPEL_KEY_BOOL,  /* bool: true or false */
    KOPPEL_KEY_WORD,  /* an enum: one of the words */
    KOPPEL_KEY_FLAG,  /* bool: one of two words */
    KOPPEL_KEY_TEXT,  /* char[KOPPEL_POLICY_NAME] */
    KOPPEL_KEY_DAY,   /* int32_t: a date as text */
    KOPPEL_KEY_PERIOD /* int32_t: a half-year as text */
};

/** A word and its number. The row with word NULL closes a list. */
struct koppel_word {
    const char *word;
    int32_t number;
};

struct koppel_policy_key {
    const char *section; /* "" at the top, else one or two names with a point between them */
    const char *key;
    enum koppel_key_form form;
    size_t offset;
    int32_t min, max;
    bool may_be_null;
    int32_t null; /* what null stands for */
    const struct koppel_word *words;
};

/** In the order in which a policy is printed. */
extern const struct koppel_policy_key koppel_policy_keys[];
extern const int32_t koppel_n_policy_keys;

/** Those of an element of the list `groups`: offsets are in struct koppel_group. */
extern const struct koppel_policy_key koppel_group_keys[];
extern const int32_t koppel_n_group_keys;

/** The largest numbers in the lists of a policy. */
enum {
    KOPPEL_POLICY_MAX_POINTS = 1000000,   /* of an urgency class */
    KOPPEL_POLICY_MAX_WEIGHT = 1000000,   /* of an objective in a tier */
    KOPPEL_POLICY_MAX_COUNT = 1000000,    /* min and max of a mix rule */
    KOPPEL_POLICY_MAX_LEAST = 2000000000, /* of a group, in points or days */
    KOPPEL_POLICY_MAX_PERSONS = 1000      /* persons_min and persons_max of a mix rule */
};

/** Words of a mix rule. */
extern const struct koppel_word koppel_area_words[];
extern const struct koppel_word koppel_measure_words[];
extern const struct koppel_word koppel_enforce_words[];

/** Row of the word in a list, or NULL; words are compared exactly. */
const struct koppel_word *koppel_word_find(const struct koppel_word *words, const char *word);

/** The word of a number; "" when there is none. */
const char *koppel_word_of(const struct koppel_word *words, int32_t number);

/** The words of a list as `"a", "b" or "c"`. @return out */
char *koppel_words_join(const struct koppel_word *words, char *out, size_t n_out);

#endif
