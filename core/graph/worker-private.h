/* worker-private.h: the threads that run one backward, and what they share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_WORKER_PRIVATE_H
#define RG_WORKER_PRIVATE_H

#include "loop-private.h"
#include "queue-private.h"
#include "run-private.h"
#include "team-private.h"

typedef struct _Team Team;

typedef struct
{
  _Alignas (64) _Atomic (RgLoop *) loop; /* published, or NULL */
  _Atomic int helpers;                   /* workers that look at it */
  _Atomic int cpu;                       /* where it published last */
  Team *team;
  int rank;
} Worker;

struct _Team
{
  RgRun *run;
  RgQueue queue;
  RgThread *caller;
  bool grad_mode, inference_mode;
  uint32_t depth;
  uint32_t fusing; /* pointwise operators of vjps are noted and computed together */
  Worker *workers; /* (size) */
  int size;
  _Atomic int ran; /* workers that ran a node */
  pthread_mutex_t host_lock;
  GPtrArray *host;          /* ready nodes that run on the caller, outside the region */
  _Atomic int64_t n_host;   /* of `open`, how many those are */
  bool may_open;  /* alone: a team is possible */
  double give_up; /* alone: when to open a team after all */
  uint64_t steps; /* alone: nodes so far */
  bool long_run;  /* alone: that time has come */
};

/* help.c: takes chunks of a loop that another worker has published; true if it ran one. */
bool rg_worker_help (Team *team, Worker *me);
/* Having waited long, leaves the processor of a worker that has something to share. */
void rg_worker_keep_apart (const Team *team, const Worker *me);

#endif
