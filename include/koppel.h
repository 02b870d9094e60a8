/* koppel.h - the public interface of libkoppel: proposes which social-housing unit is offered to which household. */
#ifndef KOPPEL_H
#define KOPPEL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define KOPPEL_API __attribute__((visibility("default")))
#else
#define KOPPEL_API
#endif

#define KOPPEL_VERSION "0.1.0"

/** No row: stands where a row number of a table would stand. */
#define KOPPEL_NONE (-1)

/** Status of a call: did it work. Pinned: a code never changes its number. */
enum koppel_status {
    KOPPEL_OK = 0,
    KOPPEL_E_ARGUMENT = 10, /* wrong use of the interface or the command line */
    KOPPEL_E_MEMORY = 11,   /* memory ran out */
    KOPPEL_E_INPUT = 20,    /* a table, policy or rule file has errors */
    KOPPEL_E_MISSING = 21,  /* a file or folder that is needed is not there or cannot be read */
    KOPPEL_E_REFUSED = 22,  /* a column or value that this program must not hold */
    KOPPEL_E_OUTPUT = 30,   /* output could not be written */
    KOPPEL_E_EXISTS = 31,   /* the output folder exists already */
    KOPPEL_E_ENGINE = 40,   /* an engine or its library failed */
    KOPPEL_E_VERIFY = 41,   /* a proposal did not pass its own check */
    KOPPEL_E_INTERNAL = 70  /* a fault in this program */
};

/** Name of a status, such as "KOPPEL_E_INPUT"; never NULL. */
KOPPEL_API const char *koppel_status_name(enum koppel_status status);

#ifdef __cplusplus
}
#endif

#endif
