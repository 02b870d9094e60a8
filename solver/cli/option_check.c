// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* option_check.c - options that a command does not have (see option_check.h). */
#include "cli/option_check.h"

#include "base/language.h"

#include <stdio.h>
#include <string.h>

/** What the options of a parser and of those below it say of a name. */
struct search {
    const char *name;
    size_t n_name;
    const struct argp_option *exact;
    const struct argp_option *begun[2]; /* the first two that begin so */
    const char *nearest;
    int distance;
};

int koppel_letters_apart(const char *name, const char *word)
{
    enum { MOST = 24 };
    int rows[MOST + 1][MOST + 1] = {{0}};
    int n = (int)strlen(name);
    int m = (int)strlen(word);

    if (n > MOST || m > MOST) {
        return KOPPEL_LETTERS_MANY;
    }
    for (int a = 0; a <= n; a++) {
        for (int b = 0; b <= m; b++) {
            int change = a > 0 && b > 0 ? rows[a - 1][b - 1] + (name[a - 1] != word[b - 1]) : a + b;
            int least = a > 0 && rows[a - 1][b] + 1 < change ? rows[a - 1][b] + 1 : change;

            least = b > 0 && rows[a][b - 1] + 1 < least ? rows[a][b - 1] + 1 : least;
            if (a > 1 && b > 1 && name[a - 1] == word[b - 2] && name[a - 2] == word[b - 1] &&
                rows[a - 2][b - 2] + 1 < least) {
                least = rows[a - 2][b - 2] + 1;
            }
            rows[a][b] = least;
        }
    }
    return rows[n][m];
}

static void look_at(struct search *search, const struct argp_option *option)
{
    int distance = koppel_letters_apart(search->name, option->name);

    if (strcmp(option->name, search->name) == 0) {
        search->exact = option;
    } else if (strncmp(option->name, search->name, search->n_name) == 0) {
        search->begun[search->begun[0] != NULL] = option;
    }
    if (distance < search->distance) {
        search->distance = distance;
        search->nearest = option->name;
    }
}

static void look_through(struct search *search, const struct argp *parser)
{
    for (const struct argp_option *option = parser->options;
         option != NULL && (option->name != NULL || option->key != 0 || option->doc != NULL); option++) {
        if (option->name != NULL) {
            look_at(search, option);
        }
    }
    for (const struct argp_child *child = parser->children; child != NULL && child->argp != NULL; child++) {
        look_through(search, child->argp);
    }
}

/* The option of a letter; NULL: there is none. */
static const struct argp_option *find_letter(const struct argp *parser, char letter)
{
    const struct argp_option *found = NULL;

    for (const struct argp_option *option = parser->options;
         option != NULL && (option->name != NULL || option->key != 0 || option->doc != NULL); option++) {
        found = option->key == letter ? option : found;
    }
    for (const struct argp_child *child = parser->children; found == NULL && child != NULL && child->argp != NULL;
         child++) {
        found = find_letter(child->argp, letter);
    }
    return found;
}

static bool needs_value(const struct argp_option *option)
{
    return option->arg != NULL && (option->flags & OPTION_ARG_OPTIONAL) == 0;
}

static bool refuse_unknown(const struct search *search, const char *command)
{
    fprintf(stderr, "%s: ", command);
    if (search->begun[1] != NULL) {
        fprintf(stderr, _("--%s may be --%s or --%s: write more of it\n"), search->name, search->begun[0]->name,
                search->begun[1]->name);
    } else if (search->distance <= KOPPEL_MISSPELT) {
        fprintf(stderr, _("there is no option --%s; did you mean --%s?\n"), search->name, search->nearest);
    } else {
        fprintf(stderr, _("there is no option --%s\n"), search->name);
    }
    return false;
}

/* A long option, "--name" or "--name=value". @param[out] takes_next  its value is the next argument */
static bool check_long(const struct argp *parser, const char *command, const char *argument, bool *takes_next)
{
    enum { MOST = 64 };
    size_t n = strcspn(argument + 2, "=");
    bool has_value = argument[2 + n] == '=';
    char name[MOST];
    struct search search = {.name = name, .distance = KOPPEL_LETTERS_MANY};
    const struct argp_option *option = NULL;

    snprintf(name, sizeof name, "%.*s", (int)(n < MOST ? n : MOST - 1), argument + 2);
    search.n_name = strlen(name);
    look_through(&search, parser);
    option = search.exact != NULL ? search.exact : search.begun[1] == NULL ? search.begun[0] : NULL;
    if (option == NULL) {
        return refuse_unknown(&search, command);
    }
    if (has_value && option->arg == NULL) {
        fprintf(stderr, _("%s: option --%s takes no value\n"), command, option->name);
        return false;
    }
    *takes_next = needs_value(option) && !has_value;
    return true;
}

/* Letters behind one dash; the first that takes a value ends them. */
static bool check_letters(const struct argp *parser, const char *command, const char *argument, bool *takes_next)
{
    for (const char *letter = argument + 1; *letter != '\0'; letter++) {
        const struct argp_option *option = find_letter(parser, *letter);

        if (option == NULL) {
            fprintf(stderr, _("%s: there is no option -%c\n"), command, *letter);
            return false;
        }
        if (option->arg != NULL) {
            *takes_next = needs_value(option) && letter[1] == '\0';
            return true;
        }
    }
    return true;
}

bool koppel_options_check(const struct argp *parser, const char *command, int argc, char *const *argv)
{
    bool is_good = true;

    for (int a = 1; a < argc && is_good && strcmp(argv[a], "--") != 0; a++) {
        bool takes_next = false;
        const char *argument = argv[a];

        if (strncmp(argument, "--", 2) == 0) {
            is_good = check_long(parser, command, argument, &takes_next);
        } else if (argument[0] == '-' && argument[1] != '\0') {
            is_good = check_letters(parser, command, argument, &takes_next);
        }
        if (takes_next && ++a == argc) {
            fprintf(stderr, _("%s: option %s is without its value\n"), command, argument);
            is_good = false;
        }
    }
    if (!is_good) {
        fprintf(stderr, _("Try `%s --help' or `%s --usage' for more information.\n"), command, command);
    }
    return is_good;
}
