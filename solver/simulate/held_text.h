/* held_text.h - homes worth holding, as a table and in sentences. */
#ifndef KOPPEL_SIMULATE_HELD_TEXT_H
#define KOPPEL_SIMULATE_HELD_TEXT_H

#include "simulate/held_homes.h"

/** hold.csv */
void koppel_held_table(const struct koppel_case_world *made, const struct koppel_held_homes *held, int32_t n_futures,
                       struct koppel_text *text);

/** The same in sentences. */
void koppel_held_print(const struct koppel_case_world *made, const struct koppel_held_homes *held, int32_t n_futures,
                       struct koppel_text *text);

#endif
