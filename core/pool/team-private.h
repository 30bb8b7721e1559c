/* team-private.h: opening a team of threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_TEAM_PRIVATE_H
#define RG_TEAM_PRIVATE_H

#include "rg-parallel.h"

typedef void (*RgTeamFunc) (int rank, int size, void *payload);

/* How many threads a team opened now would have; 1 where none may be opened:
 * inside a parallel region, after fork, with one thread set. */
int rg_team_size (void);

/* Runs body on a team, the caller being rank 0, and waits for all. Workers take
 * on the caller's floating-point control word, and give it back. */
void rg_team_run (RgTeamFunc body, void *payload);

/* The processor that this thread is on, -1 if that is not known. A thread that waits for
 * another's loops moves off the other's processor: the scheduler may leave both on one, where
 * the waiting one is seen as busy, and a step takes twice its time. */
int rg_team_cpu (void);
void rg_team_move_off (int cpu);

/* What a worker of a backward does with a loop inside a node: publish chunks that
 * idle workers help with. Set by the graph room; NULL outside a backward. */
typedef void (*RgHelpFunc) (void *worker, int64_t n, int64_t grain, RgRangeFunc fn, void *payload);
extern RgHelpFunc rg_team_help;

/* Test hooks: a grain forced on every loop (0: none), so that small inputs run
 * on several threads; and how many loops and runs really had two threads. */
extern _Atomic int64_t rg_test_grain;
extern _Atomic int64_t rg_test_shared_runs;
/* A seed: ready nodes are taken at random. A team is opened however little there
 * is to do. */
extern _Atomic uint64_t rg_test_shuffle;
extern _Atomic int rg_test_force_team;

#endif
