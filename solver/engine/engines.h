/* engines.h - the solve functions behind the registry; each fulfils `solve` of engine.h. */
#ifndef KOPPEL_ENGINE_ENGINES_H
#define KOPPEL_ENGINE_ENGINES_H

#include "engine/engine.h"

/** Each independent part by the one of the two engines below that suits its size. */
enum koppel_status koppel_auto_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                     struct koppel_solution *solution);

/** Proven lexicographic optimum through GLPK, part by part and tier after tier. */
enum koppel_status koppel_exact_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution);

/** The same, for large problems: prices on the loads, pairs fixed by proof, and a search of what is left. */
enum koppel_status koppel_scale_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution);

/** A good choice fast, with bounds of a simple relaxation only. */
enum koppel_status koppel_greedy_solve(const struct koppel_problem *problem,
                                       const struct koppel_engine_options *options, struct koppel_solution *solution);

/** Tries every choice; KOPPEL_E_ARGUMENT beyond KOPPEL_EXHAUSTIVE_LIMIT choices. */
enum koppel_status koppel_exhaustive_solve(const struct koppel_problem *problem,
                                           const struct koppel_engine_options *options,
                                           struct koppel_solution *solution);

enum { KOPPEL_EXHAUSTIVE_LIMIT = 20000000 };

#endif
