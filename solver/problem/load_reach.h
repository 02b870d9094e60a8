/* load_reach.h - the values that the loads of a problem can reach. */
#ifndef KOPPEL_PROBLEM_LOAD_REACH_H
#define KOPPEL_PROBLEM_LOAD_REACH_H

#include "problem/problem.h"

/** Limits every load to what can be reached: lo and hi are numbers afterwards; lo > hi: no assignment keeps the limits.
 * KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * entries of a slot) */
enum koppel_status koppel_problem_limit_loads(struct koppel_problem *problem);

#endif
