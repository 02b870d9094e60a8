// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* other_keys.c - rows of a table by what can only mean their key (see other_keys.h). */
#include "io/other_keys.h"

#include "io/dictionary.h"
#include "io/text_encoding.h"

#include <string.h>

enum { FOLDED_BYTES = 160, WORD_BYTES = 40 };

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A key in small letters, without blanks, dashes and zeros in front. @return false when it is too long to tell */
static bool fold_key(const char *key, char out[FOLDED_BYTES])
{
    size_t n = 0;

    out[n++] = 'k'; /* a key never meets a name */
    for (size_t step = 0; *key != '\0'; key += step) {
        size_t n_joint = koppel_text_dash_bytes(key) + koppel_text_blank_bytes(key);

        step = n_joint > 0 ? n_joint : 1;
        if (n_joint > 0 || (n == 1 && *key == '0')) {
            continue;
        }
        if (n + 1 >= FOLDED_BYTES) {
            return false;
        }
        out[n++] = small(*key);
    }
    out[n] = '\0';
    return n > 1;
}

/* A name as its words without accents, without the legal form of a corporation. */
static bool fold_name(const char *name, char out[FOLDED_BYTES])
{
    static const char forms[] = "stichting st stg woningstichting woonstichting woningcorporatie woningbouwcorporatie "
                                "woningbouwvereniging woningvereniging wbv vereniging cooperatie gemeente";
    char word[WORD_BYTES];
    size_t n_word = 0;
    size_t n = 1;

    out[0] = 'n';
    for (;; name++) {
        char letter =
            koppel_text_plain_letter((unsigned char)name[0], (unsigned char)name[0] == 0 ? 0 : (unsigned char)name[1]);
        bool is_word = letter != 0 || (unsigned char)*name >= 0x80 || (small(*name) >= 'a' && small(*name) <= 'z') ||
                       (*name >= '0' && *name <= '9');

        if (is_word && koppel_text_blank_bytes(name) == 0 && koppel_text_dash_bytes(name) == 0) {
            if (n_word + 1 >= WORD_BYTES) {
                return false;
            }
            word[n_word++] = letter != 0 ? letter : small(*name);
            name += letter != 0;
            continue;
        }
        word[n_word] = '\0';
        if (n_word > 0 && !koppel_words_contain(forms, word)) {
            if (n + n_word + 1 >= FOLDED_BYTES) {
                return false;
            }
            memcpy(out + n, word, n_word);
            n += n_word;
        }
        n_word = 0;
        if (*name == '\0') {
            break;
        }
        if ((unsigned char)*name >= 0x80) {
            size_t n_sign = koppel_text_blank_bytes(name) + koppel_text_dash_bytes(name);

            name += n_sign > 0 ? n_sign - 1 : 0;
        }
    }
    out[n] = '\0';
    return n > 1;
}

static enum koppel_status add(struct koppel_other_keys *keys, int32_t row, const char *folded)
{
    const char *copy = koppel_pool_copy(&keys->pool, folded, strlen(folded));
    int32_t found = KOPPEL_NONE;
    int32_t other = KOPPEL_NONE;

    if (copy == NULL || koppel_index_put(&keys->rows, copy, row, &found) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    return found == KOPPEL_NONE || found == row ? KOPPEL_OK : koppel_index_put(&keys->doubtful, copy, row, &other);
}

enum koppel_status koppel_other_keys_add(struct koppel_other_keys *keys, int32_t row, const char *key, const char *name)
{
    enum koppel_status status = KOPPEL_OK;
    char folded[FOLDED_BYTES];

    if (key != NULL && fold_key(key, folded)) {
        status = add(keys, row, folded);
    }
    if (status == KOPPEL_OK && name != NULL && fold_name(name, folded)) {
        status = add(keys, row, folded);
    }
    return status;
}

static int32_t find(const struct koppel_other_keys *keys, const char *folded)
{
    return koppel_index_get(&keys->doubtful, folded) == KOPPEL_NONE ? koppel_index_get(&keys->rows, folded)
                                                                    : KOPPEL_NONE;
}

int32_t koppel_other_keys_find(const struct koppel_other_keys *keys, const char *text)
{
    char folded[FOLDED_BYTES];
    int32_t by_key = fold_key(text, folded) ? find(keys, folded) : KOPPEL_NONE;
    int32_t by_name = fold_name(text, folded) ? find(keys, folded) : KOPPEL_NONE;

    if (by_key != KOPPEL_NONE && by_name != KOPPEL_NONE && by_key != by_name) {
        return KOPPEL_NONE;
    }
    return by_key != KOPPEL_NONE ? by_key : by_name;
}

bool koppel_other_keys_rivals(const struct koppel_other_keys *keys, const char *text, int32_t rows[2])
{
    char folded[FOLDED_BYTES];
    bool (*const folds[])(const char *, char *) = {fold_key, fold_name};
    int32_t n = 0;

    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        int32_t row = folds[i](text, folded) ? koppel_index_get(&keys->rows, folded) : KOPPEL_NONE;
        int32_t second = row != KOPPEL_NONE ? koppel_index_get(&keys->doubtful, folded) : KOPPEL_NONE;

        if (second != KOPPEL_NONE) {
            rows[0] = row;
            rows[1] = second;
            return true;
        }
        if (row != KOPPEL_NONE && (n == 0 || rows[0] != row)) {
            rows[n++] = row;
        }
    }
    return n == 2;
}

int32_t koppel_other_keys_nearest(const struct koppel_other_keys *keys, const char *text)
{
    char folded[FOLDED_BYTES];
    const char *nearest = fold_name(text, folded) ? koppel_index_nearest(&keys->rows, folded) : NULL;

    return nearest != NULL && nearest[0] == 'n' ? koppel_index_get(&keys->rows, nearest) : KOPPEL_NONE;
}

void koppel_other_keys_free(struct koppel_other_keys *keys)
{
    koppel_index_free(&keys->rows);
    koppel_index_free(&keys->doubtful);
    koppel_pool_free(&keys->pool);
    *keys = (struct koppel_other_keys){0};
}
