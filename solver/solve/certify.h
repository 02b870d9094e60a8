// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certify.h - the certificate of a proposal: prices found by the engine, and what the check proves by them. */
#ifndef KOPPEL_SOLVE_CERTIFY_H
#define KOPPEL_SOLVE_CERTIFY_H

#include "model/certificate.h"
#include "solve/job.h"

/**
 * Finds prices for every tier and has them added up from the tables (price_bound.h): the certificate claims that bound
 * and no other.
 *
 * @param job       open, as for koppel_job_solve
 * @param proposal  of the job, checked; its verdict
 * @param options   time limit, stop and threads are heeded; tiers that were not reached have no prices
 * @param[out] certificate  koppel_certificate_free; the same for any number of threads
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, KOPPEL_E_INTERNAL (message in errors)
 */
enum koppel_status koppel_certify(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                  const struct koppel_verdict *verdict, const struct koppel_engine_options *options,
                                  struct koppel_certificate *certificate, struct koppel_errors *errors);

/** Tells of each tier of a proposal whether the certificate proves all that is claimed to be proven.
 * @param certificate  NULL: there is none
 * @param gap_ppm      so near to the best is as near as was asked for */
void koppel_certified_mark(const struct koppel_certificate *certificate, int64_t gap_ppm,
                           struct koppel_proposal *proposal);

#endif
