/* boundary_check.h - what the rows of boundary_changes.csv must say together. */
#ifndef KOPPEL_IO_BOUNDARY_CHECK_H
#define KOPPEL_IO_BOUNDARY_CHECK_H

#include "base/error.h"
#include "model/case.h"

/**
 * Checks: a change is between two municipalities and begins on a 1 January; a municipality ends once, and those that
 * end do not hand over to each other; no more inhabitants leave than were counted. Errors are added with file and line.
 * Time O(changes^2 + changes * headcounts).
 */
void koppel_boundary_changes_check(const struct koppel_case *kase, struct koppel_errors *errors);

#endif
