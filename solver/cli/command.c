/* command.c - the way that every command goes: arguments, run, messages, exit code (see command.h). */
#include "cli/command.h"

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
        fprintf(stderr, "koppel: %s: memory ran out\n", kind); /* not even for the message was there room */
    } else if (errors->n_dropped > 0) {
        fprintf(stderr, "koppel: %s: and %zu more that are not listed\n", kind, errors->n_dropped);
    }
}

void koppel_notes_print(struct koppel_messages *messages)
{
    print_errors(&messages->notes, "note", messages->with_codes);
    koppel_errors_clear(&messages->notes);
}

error_t koppel_children_take(const struct argp_child *children, void *input, struct argp_state *state)
{
    for (size_t c = 0; children[c].argp != NULL; c++) {
        state->child_inputs[c] = input;
    }
    return 0;
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
    int exit_code = EXIT_INTERNAL;

    if (!has_room_to_begin() || argp_parse(command->parser, argc, argv, 0, NULL, options) != 0) {
        fprintf(stderr, "koppel: error: memory ran out\n");
        return EXIT_INTERNAL;
    }
    if (!command->ends_at_once) {
        koppel_console_catch_interrupt();
    }
    exit_code = command->run(options, &messages);
    koppel_notes_print(&messages);
    print_errors(&messages.errors, "error", messages.with_codes);
    koppel_errors_clear(&messages.errors);
    return exit_code;
}
