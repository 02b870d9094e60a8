/* example_cases.h - the five example cases of data/. */
#ifndef GENERATOR_EXAMPLE_CASES_H
#define GENERATOR_EXAMPLE_CASES_H

/**
 * Writes municipality-a, -b, -c, -d and region-east as folders of a folder that exists. Always the same bytes.
 *
 * @return 0, or -1 after a message on standard error
 */
int example_cases_write(const char *folder);

#endif
