// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_names.c - the twelve provinces, in whatever way tables write them (see province_names.h). */
#include "model/province_names.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { FOLDED = 96 };

/* The name, and how else it is written: folded, between blanks. */
static const struct {
    const char *name;
    const char *also;
} provinces[] = {
    {"Groningen", " groningen gr gron pv20 20 "},
    {"Fryslân", " fryslan friesland fr fri frl pv21 21 "},
    {"Drenthe", " drenthe dr drente pv22 22 "},
    {"Overijssel", " overijssel ov pv23 23 "},
    {"Flevoland", " flevoland fl fle pv24 24 "},
    {"Gelderland", " gelderland gld ge gl pv25 25 "},
    {"Utrecht", " utrecht ut utr pv26 26 "},
    {"Noord-Holland", " noordholland nh northholland nholland pv27 27 "},
    {"Zuid-Holland", " zuidholland zh southholland zholland pv28 28 "},
    {"Zeeland", " zeeland zld ze zl pv29 29 "},
    {"Noord-Brabant", " noordbrabant nb nbr brabant northbrabant nbrabant pv30 30 "},
    {"Limburg", " limburg li lim lb pv31 31 "},
};

/* Spaces of two and three bytes, characters without width, and hyphens of Unicode. */
static size_t blank_bytes(const unsigned char *text)
{
    if (strchr(" \t\r\n-_.'`", text[0]) != NULL && text[0] != '\0') {
        return 1;
    }
    if (text[0] == 0xC2 && (text[1] == 0xA0 || text[1] == 0xAD)) {
        return 2;
    }
    if (text[0] == 0xE2 && text[1] == 0x80 && text[2] >= 0x80 && text[2] <= 0x9A) {
        return 3;
    }
    if (text[0] == 0xE2 && ((text[1] == 0x80 && text[2] == 0xAF) || (text[1] == 0x81 && text[2] == 0xA0) ||
                            (text[1] == 0x88 && text[2] == 0x92))) {
        return 3;
    }
    return text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0;
}

/* In small letters, without blanks, hyphens and the circumflex; longer texts are cut. */
static void fold(const char *text, char folded[FOLDED])
{
    const unsigned char *at = (const unsigned char *)text;
    size_t n = 0;

    while (*at != '\0' && n + 1 < FOLDED) {
        size_t blank = blank_bytes(at);

        if (blank > 0) {
            at += blank;
        } else if (at[0] == 0xC3 && (at[1] == 0xA2 || at[1] == 0x82)) {
            folded[n++] = 'a';
            at += 2;
        } else {
            folded[n++] = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
            at++;
        }
    }
    folded[n] = '\0';
}

/* Without "provincie" or "province of" before the name, and "(PV)" or "(P)" behind it. */
static const char *without_title(char folded[FOLDED])
{
    static const char *const before[] = {"provincie", "provinceof", "province", "prov"};
    static const char *const behind[] = {"(pv)", "(p)", "(provincie)", "(prov)"};
    size_t n = strlen(folded);

    for (size_t k = 0; k < sizeof behind / sizeof *behind; k++) {
        size_t n_behind = strlen(behind[k]);

        if (n > n_behind && strcmp(folded + n - n_behind, behind[k]) == 0) {
            folded[n - n_behind] = '\0';
        }
    }
    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        size_t n_before = strlen(before[k]);

        if (strncmp(folded, before[k], n_before) == 0 && folded[n_before] != '\0') {
            return folded + n_before;
        }
    }
    return folded;
}

const char *koppel_province_name(const char *text)
{
    char folded[FOLDED];
    char wanted[FOLDED + 2];

    fold(text, folded);
    if (folded[0] == '\0') {
        return NULL;
    }
    snprintf(wanted, sizeof wanted, " %s ", without_title(folded));
    for (size_t p = 0; p < sizeof provinces / sizeof *provinces; p++) {
        if (strstr(provinces[p].also, wanted) != NULL) {
            return provinces[p].name;
        }
    }
    return NULL;
}

bool koppel_province_is_same(const char *a, const char *b)
{
    const char *name_a = koppel_province_name(a);
    const char *name_b = koppel_province_name(b);
    char folded_a[FOLDED];
    char folded_b[FOLDED];

    if (name_a != NULL || name_b != NULL) {
        return name_a == name_b;
    }
    fold(a, folded_a);
    fold(b, folded_b);
    return strcmp(folded_a, folded_b) == 0;
}
