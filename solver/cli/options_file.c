// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* options_file.c - options that stand in a file (see options_file.h). */
#include "cli/options_file.h"

#include "io/file_bytes.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 16 };

static const char option[] = "--options";

/* The arguments as they become, and those that were made of lines. They live as long as the program: options point into
 * them, also when main takes one out of the list. */
static char **all;
static char **made;
static struct koppel_file_bytes file;

/* Finds --options FILE and --options=FILE; *n_words is how many arguments that takes. @return its place, or 0 */
static int find(int argc, char **argv, int from, int *n_words)
{
    const size_t n = sizeof option - 1;

    for (int a = from; a < argc && strcmp(argv[a], "--") != 0; a++) {
        if (strncmp(argv[a], option, n) == 0 && (argv[a][n] == '\0' || argv[a][n] == '=')) {
            *n_words = argv[a][n] == '=' ? 1 : 2;
            return a;
        }
    }
    return 0;
}

static bool is_name(const char *name)
{
    return name[0] != '\0' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* Cuts the blanks at both ends off. */
static char *trim(char *text)
{
    size_t n = 0;

    text += strspn(text, " \t");
    n = strlen(text);
    while (n > 0 && strchr(" \t\r", text[n - 1]) != NULL) {
        text[--n] = '\0';
    }
    return text;
}

/* One line becomes an argument "--name" or "--name=value". @return NULL when memory ran out */
static char *argument(const char *name, const char *value)
{
    size_t n = strlen(name) + strlen(value) + 4;
    char *text = malloc(n);

    if (text != NULL) {
        strcpy(text, "--");
        strcat(text, name);
        strcat(text, value[0] != '\0' ? "=" : "");
        strcat(text, value);
    }
    return text;
}

/* Reads the line in place. *one stays NULL where the line holds no option. */
static enum koppel_status read_line(char *line, const char *path, long number, char **one, struct koppel_errors *errors)
{
    char *name = trim(line);
    char *value = NULL;

    if (name[0] == '\0' || name[0] == '#') {
        return KOPPEL_OK;
    }
    name += strncmp(name, "--", 2) == 0 ? 2 : 0;
    value = name + strcspn(name, " \t=");
    if (*value != '\0') {
        char end = *value;

        *value++ = '\0';
        value = trim(value);
        if (end != '=' && value[0] == '=') {
            value = trim(value + 1);
        }
    }
    if (!is_name(name)) {
        return koppel_errors_add(
            errors, KOPPEL_E_INPUT, path, number, 0,
            "\"%.40s\" is no option: a line holds the long name of one, and its value after a blank "
            "or \"=\", as in \"stay-close = 3\"; # begins a remark",
            name);
    }
    *one = argument(name, value);
    return *one != NULL ? KOPPEL_OK : koppel_errors_no_memory(errors, path);
}

/* Puts the arguments together: the program, the command, those of the file, the others. */
static enum koppel_status unite(const char *path, int at, int n_words, int *argc, char ***argv,
                                struct koppel_errors *errors)
{
    size_t n_lines = 1;
    int n = 2;
    long number = 0;
    enum koppel_status status = KOPPEL_OK;

    for (const char *c = file.bytes; (c = strchr(c, '\n')) != NULL; c++) {
        n_lines++;
    }
    all = calloc((size_t)*argc + n_lines + 1, sizeof *all);
    made = calloc(n_lines, sizeof *made);
    if (all == NULL || made == NULL) {
        return koppel_errors_no_memory(errors, path);
    }
    all[0] = (*argv)[0];
    all[1] = (*argv)[1];
    for (char *line = file.bytes; line != NULL && status == KOPPEL_OK;) {
        char *end = strchr(line, '\n');

        if (end != NULL) {
            *end = '\0';
        }
        status = read_line(line, path, number + 1, &made[number], errors);
        if (made[number] != NULL) {
            all[n++] = made[number];
        }
        number++;
        line = end != NULL ? end + 1 : NULL;
    }
    for (int a = 2; a < *argc; a++) {
        if (a < at || a >= at + n_words) {
            all[n++] = (*argv)[a];
        }
    }
    if (status == KOPPEL_OK) {
        *argc = n;
        *argv = all;
    }
    return status;
}

enum koppel_status koppel_options_file_take(int *argc, char ***argv, struct koppel_errors *errors)
{
    int n_words = 0;
    int again = 0;
    int at = *argc > 1 ? find(*argc, *argv, 2, &n_words) : 0;
    const char *path = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (at == 0) {
        return KOPPEL_OK;
    }
    path = n_words == 1 ? (*argv)[at] + sizeof option : (*argv)[at + 1]; /* the list ends with NULL */
    if (path == NULL || path[0] == '\0' || find(*argc, *argv, at + n_words, &again) != 0) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "--options takes one file, and stands there once");
    }
    status = koppel_file_bytes_read(path, path, MOST_BYTES, &file, errors);
    if (status == KOPPEL_OK && strlen(file.bytes) != file.n_bytes) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, path, 0, 0, "this is no text: it holds a zero byte");
    }
    return status == KOPPEL_OK ? unite(path, at, n_words, argc, argv, errors) : status;
}
