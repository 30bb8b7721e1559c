/* rg-parallel.h: parallel loops whose results do not depend on the thread count.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_PARALLEL_H
#define RG_PARALLEL_H

#include "rg-types.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgRangeFunc:
 * @begin: first index
 * @end: one past the last
 * @payload: as given to rg_parallel_for()
 *
 * The body of a parallel loop. It runs on any thread, never creates tensors,
 * and writes only what belongs to its range.
 */
typedef void (*RgRangeFunc) (int64_t begin, int64_t end, void *payload);

/**
 * rg_parallel_for:
 * @n: how many indices
 * @grain: indices per chunk, at least 1; chunk i is [i * grain, (i + 1) * grain)
 * @fn: called once for each chunk
 * @payload: (nullable): for @fn
 *
 * Chunk boundaries depend on @n and @grain only. Called inside a worker of a
 * backward, idle workers help; called outside, a team is opened when the
 * loop has more than one chunk; inside a host's own parallel region it runs
 * inline.
 */
RG_API void rg_parallel_for (int64_t n, int64_t grain, RgRangeFunc fn,
                             void *payload);

/**
 * rg_set_num_threads:
 * @n: how many threads to use; 0 for OpenMP's own choice (`OMP_NUM_THREADS`)
 *
 * For the calling process. It does not change the host's OpenMP settings.
 */
RG_API void rg_set_num_threads (int n);

/**
 * rg_parallel_force:
 * @grain: cuts every loop into chunks of this many indices; 0: as the loops ask
 * @team: opens a team however little there is to do
 *
 * For tests: small inputs then run on several threads.
 */
RG_API void rg_parallel_force (int64_t grain, bool team);

/** rg_parallel_shuffle: (skip): for tests: ready nodes of a backward are taken at random, by this seed; 0: in their order. */
RG_API void rg_parallel_shuffle (uint64_t seed);

/** rg_parallel_shared_runs: (skip): for tests: how many loops and backward runs really had two threads so far. */
RG_API int64_t rg_parallel_shared_runs (void);

/** rg_get_num_threads: (skip): how many threads a loop or a backward may use now. */
RG_API int rg_get_num_threads (void);

G_END_DECLS

#endif
