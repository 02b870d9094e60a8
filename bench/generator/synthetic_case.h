/* synthetic_case.h - a case of any size, for benchmarks. */
#ifndef GENERATOR_SYNTHETIC_CASE_H
#define GENERATOR_SYNTHETIC_CASE_H

#include <stdint.h>

/** What the command line asks for; see `generate --help`. */
struct synthetic_spec {
    int n_municipalities, n_households, n_units, n_neighbourhoods;
    int link_percent, concentration_percent, scarcity_percent;
    uint64_t seed;
};

enum { MOST_MUNICIPALITIES = 1000, MOST_HOUSEHOLDS = 2000000, MOST_UNITS = 4000000, MOST_NEIGHBOURHOODS = 495 };

/**
 * Writes a case of the sizes asked for into a folder, which is made if it is missing. Equal specs give equal bytes.
 * Time and memory are proportional to households + units + neighbourhoods.
 *
 * @return 0, or -1 after a message on standard error
 */
int synthetic_case_write(const struct synthetic_spec *spec, const char *folder);

#endif
