// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* help.c - the options and help texts of a command in the language of the run (see help.h). */
#include "cli/help.h"

#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_HELP = '?', OPTION_VERSION = 'V', OPTION_USAGE = 10001, OPTION_LANGUAGE, OPTION_FILE, OPTION_LIST };

/* Prints what argp says of a command; argp's own words are replaced one by one. */
static void print_help(const struct argp_state *state, unsigned flags)
{
    static const char *const words[] = {N_("Usage:"), N_("  or: "), N_("[OPTION...]")};
    char *bytes = NULL;
    size_t n_bytes = 0;
    FILE *made = open_memstream(&bytes, &n_bytes);

    if (made == NULL) {
        argp_state_help(state, state->out_stream, flags);
        return;
    }
    argp_state_help(state, made, flags & ~(unsigned)(ARGP_HELP_EXIT_OK | ARGP_HELP_EXIT_ERR));
    fclose(made);
    for (const char *at = bytes; at != NULL && *at != '\0';) {
        const char *found = NULL;

        for (size_t k = 0; k < sizeof words / sizeof *words && found == NULL; k++) {
            found = strncmp(at, words[k], strlen(words[k])) == 0 ? words[k] : NULL;
        }
        if (found != NULL) {
            fputs(_(found), state->out_stream);
            at += strlen(found);
        } else {
            fputc(*at++, state->out_stream);
        }
    }
    free(bytes);
    exit(EXIT_DONE);
}

/* The end of an option's text that a list of completions shows: what it is, without conditions and defaults. */
static size_t length_of_gist(const char *doc)
{
    size_t n = strcspn(doc, "(;:");

    while (n > 0 && (doc[n - 1] == ' ' || doc[n - 1] == '.')) {
        n--;
    }
    return n;
}

/* A line an option: long name, short name, argument and what it is, with tabs between; "-" where it has none. */
static void list_options(const struct argp *parser, FILE *out)
{
    for (const struct argp_option *o = parser->options; o != NULL && (o->name != NULL || o->doc != NULL); o++) {
        if (o->name != NULL && (o->flags & OPTION_HIDDEN) == 0) {
            fprintf(out, "%s\t%c\t%s\t%.*s\n", o->name, o->key > ' ' && o->key <= '~' ? o->key : '-',
                    o->arg != NULL ? o->arg : "-", (int)length_of_gist(o->doc), o->doc);
        }
    }
    for (const struct argp_child *child = parser->children; child != NULL && child->argp != NULL; child++) {
        list_options(child->argp, out);
    }
}

static error_t parse_everywhere(int key, char *argument, struct argp_state *state)
{
    (void)argument; /* none of these takes one here */
    switch (key) {
    case OPTION_HELP:
        print_help(state, ARGP_HELP_STD_HELP);
        return 0;
    case OPTION_USAGE:
        print_help(state, ARGP_HELP_USAGE | ARGP_HELP_EXIT_OK);
        return 0;
    case OPTION_LIST:
        list_options(state->root_argp, state->out_stream);
        exit(EXIT_DONE);
    case OPTION_FILE: /* koppel_options_file_take takes it out, but for a short form, or one in a file */
        argp_error(state, "--options takes one file, and stands there once");
        return 0;
    case OPTION_VERSION:
        fprintf(state->out_stream, "%s\n", argp_program_version);
        exit(EXIT_DONE);
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_everywhere[] = {
    {"lang", OPTION_LANGUAGE, "nl|en|auto", 0,
     N_("Language of what people read: nl, en, or auto (default): that of the headings of the case if they are Dutch, "
        "else of your locale"),
     3},
    {"options", OPTION_FILE, N_("FILE"), 0,
     N_("Take options from this file, one a line, as in \"stay-close = 3\"; what the command line says goes before it"),
     3},
    {"help", OPTION_HELP, NULL, 0, N_("Give this help list"), -1},
    {"usage", OPTION_USAGE, NULL, 0, N_("Give a short usage message"), -1},
    {"version", OPTION_VERSION, NULL, 0, N_("Print program version"), -1},
    {"list-options", OPTION_LIST, NULL, OPTION_HIDDEN, NULL, -1}, /* for completion/make.sh */
    {0}};

static const struct argp everywhere = {.options = options_everywhere, .parser = parse_everywhere};

/* The note of argp below the options; argp frees what is returned. */
static char *filter(int key, const char *text, void *input)
{
    char *copy = key == ARGP_KEY_HELP_DUP_ARGS_NOTE && text != NULL
                     ? strdup(_(N_("Mandatory or optional arguments to long options are also mandatory or optional for "
                                   "any corresponding short options.")))
                     : NULL;

    (void)input;
    return copy != NULL ? copy : (char *)(uintptr_t)text;
}

/* A text in the language of the run, with the folder of the data in it. NULL stays NULL, also without memory. */
static const char *text_of(struct koppel_arena *arena, const char *english)
{
    static const char mark[] = "@SHARE@";
    const char *text = english != NULL ? _(english) : NULL;
    const char *at = text != NULL ? strstr(text, mark) : NULL;
    size_t n = text != NULL ? strlen(text) + sizeof KOPPEL_SHARE : 0;
    char *made = NULL;

    if (at == NULL) {
        return text;
    }
    made = koppel_arena_new(arena, n, 1);
    if (made != NULL) {
        snprintf(made, n, "%.*s%s%s", (int)(at - text), text, KOPPEL_SHARE, at + sizeof mark - 1);
    }
    return made;
}

static const struct argp_option *copy_options(struct koppel_arena *arena, const struct argp_option *options)
{
    struct argp_option *copy = NULL;
    size_t n = 0;

    while (options[n].name != NULL || options[n].key != 0 || options[n].doc != NULL) {
        n++;
    }
    copy = koppel_arena_new(arena, n + 1, sizeof *copy);
    for (size_t k = 0; copy != NULL && k < n; k++) {
        copy[k] = options[k];
        copy[k].doc = text_of(arena, options[k].doc);
        copy[k].arg = text_of(arena, options[k].arg);
    }
    return copy;
}

static const struct argp *copy_parser(struct koppel_arena *arena, const struct argp *parser, const struct argp *extra)
{
    struct argp *copy = koppel_arena_new(arena, 1, sizeof *copy);
    struct argp_child *children = NULL;
    size_t n = 0;

    while (parser->children != NULL && parser->children[n].argp != NULL) {
        n++;
    }
    children = koppel_arena_new(arena, n + 2, sizeof *children);
    if (copy == NULL || children == NULL) {
        return NULL;
    }
    *copy = *parser;
    copy->doc = text_of(arena, parser->doc);
    copy->args_doc = text_of(arena, parser->args_doc);
    copy->options = parser->options != NULL ? copy_options(arena, parser->options) : NULL;
    copy->children = children;
    copy->help_filter = filter;
    for (size_t c = 0; c < n; c++) {
        children[c] = parser->children[c];
        children[c].argp = copy_parser(arena, parser->children[c].argp, NULL);
    }
    children[n].argp = extra != NULL ? copy_parser(arena, extra, NULL) : NULL;
    return copy;
}

const struct argp *koppel_help_parser(struct koppel_arena *arena, const struct argp *parser)
{
    const struct argp *copy = copy_parser(arena, parser, &everywhere);

    return koppel_arena_status(arena) == KOPPEL_OK ? copy : NULL;
}

/* The language of the locale, as the C library would choose it; English when it is none of ours. */
static enum koppel_language locale_language(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    enum koppel_language language = KOPPEL_ENGLISH;

    for (size_t k = 0; k < sizeof variables / sizeof *variables; k++) {
        const char *value = getenv(variables[k]);

        if (value != NULL && value[0] != '\0') {
            koppel_language_find(value, &language);
            break;
        }
    }
    return language;
}

const char *koppel_language_take(int *argc, char **argv)
{
    static const char option[] = "--lang";
    const size_t n_option = sizeof option - 1;
    const char *wanted = getenv("KOPPEL_LANG");
    enum koppel_language language = locale_language();
    int n = 1;
    bool may_be = true;

    if (wanted != NULL && wanted[0] == '\0') {
        wanted = NULL; /* as other variables of the environment: empty is not set */
    }
    for (int a = 1; a < *argc; a++) {
        may_be = may_be && strcmp(argv[a], "--") != 0;
        if (may_be && strncmp(argv[a], option, n_option) == 0 && argv[a][n_option] == '=') {
            wanted = argv[a] + n_option + 1;
        } else if (may_be && strcmp(argv[a], option) == 0) {
            wanted = a + 1 < *argc ? argv[++a] : "";
        } else {
            argv[n++] = argv[a];
        }
    }
    argv[n] = NULL;
    *argc = n;
    koppel_language_guess(language);
    if (wanted == NULL || strcmp(wanted, "auto") == 0) {
        return NULL;
    }
    if (!koppel_language_find(wanted, &language) || strlen(wanted) != 2) {
        return wanted;
    }
    koppel_language_use(language);
    return NULL;
}
