// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* command.c - the way that every command goes: arguments, run, messages, exit code (see command.h). */
#include "cli/command.h"

#include "cli/help.h"
#include "cli/option_check.h"

#include <stdarg.h>
#include <stdlib.h>

int koppel_exit_code(enum koppel_status status)
{
    switch (status) {
    case KOPPEL_OK:
        return EXIT_DONE;
    case KOPPEL_E_ARGUMENT:
        return EXIT_USE;
    case KOPPEL_E_INPUT:
    case KOPPEL_E_MISSING:
    case KOPPEL_E_REFUSED:
        return EXIT_INPUT;
    case KOPPEL_E_OUTPUT:
    case KOPPEL_E_EXISTS:
        return EXIT_OUTPUT;
    case KOPPEL_E_MEMORY:
    case KOPPEL_E_ENGINE:
    case KOPPEL_E_VERIFY:
    case KOPPEL_E_INTERNAL:
        return EXIT_INTERNAL;
    }
    return EXIT_INTERNAL;
}

/* Prints all messages with how many were left out; `kind` begins each line. */
static void print_errors(const struct koppel_errors *errors, const char *kind, bool with_codes)
{
    char line[1024];

    for (size_t i = 0; i < errors->n_items; i++) {
        koppel_error_format(&errors->items[i], with_codes, line, sizeof line);
        fprintf(stderr, "koppel: %s: %s\n", kind, line);
    }
    if (errors->n_items == 0 && errors->n_dropped > 0) {
        fprintf(stderr, "koppel: %s: %s\n", kind, _("memory ran out")); /* not even for the message was there room */
    } else if (errors->n_dropped > 0) {
        fprintf(stderr, "koppel: %s: ", kind);
        fprintf(stderr, _("and %zu more that are not listed"), errors->n_dropped);
        fputs("\n", stderr);
    }
}

void koppel_notes_print(struct koppel_messages *messages)
{
    print_errors(&messages->notes, _("note"), messages->with_codes);
    koppel_errors_clear(&messages->notes);
}

void koppel_messages_print(struct koppel_messages *messages)
{
    koppel_notes_print(messages);
    print_errors(&messages->errors, _("error"), messages->with_codes);
    koppel_errors_clear(&messages->errors);
}

error_t koppel_children_take(const struct argp_child *children, void *input, struct argp_state *state)
{
    for (size_t c = 0; children[c].argp != NULL; c++) {
        state->child_inputs[c] = input;
    }
    return 0;
}

void koppel_use_error(const struct argp_state *state, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s: ", state->name);
    va_start(arguments, format);
    vfprintf(stderr, _(format), arguments);
    va_end(arguments);
    fputs("\n", stderr);
    fprintf(stderr, _("Try `%s --help' or `%s --usage' for more information.\n"), state->name, state->name);
    exit(EXIT_USE);
}

/* argp crashes where its own small allocations fail, so it is asked only when there is room for them. */
static bool has_room_to_begin(void)
{
    void *room = malloc((size_t)1 << 20);

    free(room);
    return room != NULL;
}

int koppel_command_run(const struct koppel_command *command, void *options, int argc, char **argv)
{
    struct koppel_messages messages = {0};
    struct koppel_arena arena = {0};
    const struct argp *parser = has_room_to_begin() ? koppel_help_parser(&arena, command->parser) : NULL;
    int exit_code = EXIT_INTERNAL;

    if (parser != NULL && !koppel_options_check(parser, argv[0], argc, argv)) {
        koppel_arena_free(&arena);
        return EXIT_USE;
    }
    if (parser == NULL || argp_parse(parser, argc, argv, ARGP_NO_HELP, NULL, options) != 0) {
        fprintf(stderr, "koppel: %s: %s\n", _("error"), _("memory ran out"));
        koppel_arena_free(&arena);
        return EXIT_INTERNAL;
    }
    koppel_arena_free(&arena);
    if (!command->ends_at_once) {
        koppel_console_catch_interrupt();
    }
    exit_code = command->run(options, &messages);
    koppel_messages_print(&messages);
    return exit_code;
}
