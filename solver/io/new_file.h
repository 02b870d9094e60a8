/* new_file.h - one new file, written complete or not at all. */
#ifndef KOPPEL_IO_NEW_FILE_H
#define KOPPEL_IO_NEW_FILE_H

#include "base/error.h"

/**
 * Writes a new file that only its user may read. It gets its name when all of it stands, and whatever fails leaves nothing
 * behind. A file that exists is never replaced.
 * @return KOPPEL_OK; KOPPEL_E_EXISTS, KOPPEL_E_OUTPUT (the message names the cause) or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_new_file_write(const char *path, const char *bytes, size_t n_bytes,
                                         struct koppel_errors *errors);

#endif
