/* generate.c - writes the example cases of data/ and synthetic cases of any size. `generate --help` says how. */
#include "generator/example_cases.h"
#include "generator/synthetic_case.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { EXIT_WRONG_USE = 2, EXIT_NOT_WRITTEN = 6 };

static const char help_text[] =
    "Usage: generate --all FOLDER\n"
    "       generate --municipalities M --households H --units U [OPTIONS] -o CASE\n"
    "\n"
    "The first form writes the five example cases into FOLDER, always the same bytes. The second form writes a\n"
    "synthetic case, for benchmarks; equal options give equal bytes on every machine.\n"
    "\n"
    "  --municipalities M       municipalities, 1..1000\n"
    "  --households H           households, 1..2000000. Sizes 1: 57 %, 2: 9, 3: 9, 4: 11, 5: 8, 6 and more: 6\n"
    "                           (an assumption; only the first is published)\n"
    "  --units U                homes, 1..4000000\n"
    "  --neighbourhoods-per N   neighbourhoods in each municipality, 1..495 (12)\n"
    "  --link-share PERCENT     households linked to a municipality; the others are free in their region (80)\n"
    "  --concentration PERCENT  social homes that stand in one fifth of the neighbourhoods (65)\n"
    "  --scarcity PERCENT       homes of 4 rooms and more that are replaced by smaller ones (20)\n"
    "  --seed N                 seed of the random numbers, 0 or more (1)\n"
    "  -o CASE                  folder to write to; made if it is missing\n"
    "  --help                   this text\n"
    "\n"
    "Exit status: 0 done, 2 wrong use, 6 a file could not be written.\n";

struct option {
    const char *name;
    int *value;
    int low, high;
    bool required, seen;
};

static int wrong_use(const char *message, const char *what)
{
    fprintf(stderr, "generate: %s: %s (generate --help lists the options)\n", what, message);
    return EXIT_WRONG_USE;
}

/* Reads a whole number low..high that takes up the whole text. */
static bool parse_whole(const char *text, uint64_t low, uint64_t high, uint64_t *value)
{
    uint64_t result = 0;

    if (text[0] == '\0') {
        return false;
    }
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9' || result > (high - (uint64_t)(*text - '0')) / 10) {
            return false;
        }
        result = 10 * result + (uint64_t)(*text - '0');
    }
    *value = result;
    return result >= low;
}

/* Sets the option that a name stands for; 0 or an exit status. */
static int set_option(struct option *options, size_t n, const char *name, const char *text)
{
    uint64_t value = 0;

    for (size_t i = 0; i < n; i++) {
        struct option *option = &options[i];

        if (strcmp(name, option->name) != 0) {
            continue;
        }
        if (option->seen) {
            return wrong_use("given twice", name);
        }
        if (text == NULL || !parse_whole(text, (uint64_t)option->low, (uint64_t)option->high, &value)) {
            fprintf(stderr, "generate: %s: \"%s\" is not a whole number %d..%d\n", name, text == NULL ? "" : text,
                    option->low, option->high);
            return EXIT_WRONG_USE;
        }
        *option->value = (int)value;
        option->seen = true;
        return 0;
    }
    return wrong_use("unknown option", name);
}

/* Reads the options of a synthetic case; 0 or an exit status. */
static int parse_synthetic(int argc, char **argv, struct synthetic_spec *spec, const char **folder)
{
    struct option options[] = {
        {"--municipalities", &spec->n_municipalities, 1, MOST_MUNICIPALITIES, true, false},
        {"--households", &spec->n_households, 1, MOST_HOUSEHOLDS, true, false},
        {"--units", &spec->n_units, 1, MOST_UNITS, true, false},
        {"--neighbourhoods-per", &spec->n_neighbourhoods, 1, MOST_NEIGHBOURHOODS, false, false},
        {"--link-share", &spec->link_percent, 0, 100, false, false},
        {"--concentration", &spec->concentration_percent, 0, 100, false, false},
        {"--scarcity", &spec->scarcity_percent, 0, 100, false, false},
    };
    size_t n_options = sizeof options / sizeof options[0];

    for (int i = 1; i < argc; i += 2) {
        const char *text = i + 1 < argc ? argv[i + 1] : NULL;
        int failed = 0;

        if (strcmp(argv[i], "-o") == 0) {
            *folder = text;
            failed = text == NULL ? wrong_use("name the folder to write to", "-o") : 0;
        } else if (strcmp(argv[i], "--seed") == 0) {
            if (text == NULL || !parse_whole(text, 0, UINT64_MAX, &spec->seed)) {
                failed = wrong_use("not a whole number of 0 or more", "--seed");
            }
        } else {
            failed = set_option(options, n_options, argv[i], text);
        }
        if (failed != 0) {
            return failed;
        }
    }
    for (size_t i = 0; i < n_options; i++) {
        if (options[i].required && !options[i].seen) {
            return wrong_use("missing", options[i].name);
        }
    }
    return *folder == NULL ? wrong_use("missing: name the folder to write to", "-o") : 0;
}

static int write_examples(const char *folder)
{
    struct stat status;

    if (stat(folder, &status) != 0) {
        fprintf(stderr, "generate: %s: %s\n", folder, strerror(errno));
        return EXIT_NOT_WRITTEN;
    }
    return example_cases_write(folder) == 0 ? 0 : EXIT_NOT_WRITTEN;
}

int main(int argc, char **argv)
{
    struct synthetic_spec spec = {
        .n_neighbourhoods = 12, .link_percent = 80, .concentration_percent = 65, .scarcity_percent = 20, .seed = 1};
    const char *folder = NULL;
    int failed = 0;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            fputs(help_text, stdout);
            return 0;
        }
    }
    if (argc < 2) {
        fputs(help_text, stderr);
        return EXIT_WRONG_USE;
    }
    if (strcmp(argv[1], "--all") == 0) {
        if (argc != 3) {
            return wrong_use("name one folder, and no other option", "--all");
        }
        return write_examples(argv[2]);
    }
    failed = parse_synthetic(argc, argv, &spec, &folder);
    if (failed != 0) {
        return failed;
    }
    return synthetic_case_write(&spec, folder) == 0 ? 0 : EXIT_NOT_WRITTEN;
}
