/* rg-random.h: seeded, counter-based random numbers (Philox 4x32-10).
 *
 * Draw i of a generator depends on its seed and on i alone, so that a tensor
 * filled in parallel holds the same bits at any number of threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_RANDOM_H
#define RG_RANDOM_H

#include "rg-types.h"

G_BEGIN_DECLS

/** rg_generator_new: (skip): (transfer full): a generator that starts at draw 0 of @seed. */
RG_API RgGenerator *rg_generator_new (uint64_t seed);
RG_API RgGenerator *rg_generator_ref (RgGenerator *generator);
RG_API void rg_generator_unref (RgGenerator *generator);

/** rg_generator_default: (skip): (transfer none): the one that operators use, seeded with 0 at first. */
RG_API RgGenerator *rg_generator_default (void);

/** rg_manual_seed: (skip): restarts the default generator at draw 0 of @seed. */
RG_API void rg_manual_seed (uint64_t seed);

/** rg_generator_get_state: (skip): the seed and the next draw. */
RG_API void rg_generator_get_state (RgGenerator *generator, uint64_t *seed,
                                    uint64_t *offset);
RG_API void rg_generator_set_state (RgGenerator *generator, uint64_t seed,
                                    uint64_t offset);

/**
 * rg_generator_reserve:
 * @generator: (nullable): a generator; %NULL for the default one
 * @n: how many draws
 * @seed: (out): the seed to draw with
 *
 * Takes @n consecutive draws for the caller, atomically.
 *
 * Returns: the first of them
 */
RG_API uint64_t rg_generator_reserve (RgGenerator *generator, uint64_t n,
                                      uint64_t *seed);

/** rg_random_bits: (skip): 64 random bits: draw @index of @seed. */
RG_API uint64_t rg_random_bits (uint64_t seed, uint64_t index);
/** rg_random_uniform: (skip): draw @index of @seed as a double in [0, 1). */
RG_API double rg_random_uniform (uint64_t seed, uint64_t index);
/** rg_random_normal: (skip): draw @index of @seed as a standard normal (Box-Muller). */
RG_API double rg_random_normal (uint64_t seed, uint64_t index);

/** rg_random_uniform_block: (skip): draws @first to @first + @n - 1 of @seed, the same numbers as
 * rg_random_uniform() one by one, many times faster; for kernels. */
RG_API void rg_random_uniform_block (uint64_t seed, uint64_t first, size_t n, double *out);

/** rg_rand: (skip): uniform in [0, 1), floating @dtype, from the default generator. */
RG_API RgTensor *rg_rand (RgDType dtype, RgInts shape);
/** rg_randn: (skip): standard normal, floating @dtype, from the default generator. */
RG_API RgTensor *rg_randn (RgDType dtype, RgInts shape);
/** rg_randint: (skip): int64 in [@low, @high). */
RG_API RgTensor *rg_randint (int64_t low, int64_t high, RgInts shape);
/** rg_randperm: (skip): a permutation of 0 .. @n - 1 in int64. */
RG_API RgTensor *rg_randperm (int64_t n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgGenerator, rg_generator_unref)

G_END_DECLS

#endif
