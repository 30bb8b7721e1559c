/* call-private.h: a call of an operator, as core sees it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_CALL_PRIVATE_H
#define RG_CALL_PRIVATE_H

#include "registry-private.h"
#include "thread-private.h"

#define RG_CALL_ROOM 8

typedef struct
{
  RgCall pub;
  const RgOpInfo *info;
  RgThread *thread;
  RgScope *target;    /* keeps the error */
  bool record;        /* grad mode is on and an input requires a gradient */
  bool refused;       /* recording it failed; the error is kept */
  uint64_t wanted;    /* which of the first 64 inputs require one */
  size_t capacity;    /* of pub.outputs */
  RgTensor *room[RG_CALL_ROOM];
} RgFullCall;

/* Runs the kernel: fills call->pub.outputs, each with a handle of the caller. */
bool rg_pointwise_run (RgFullCall *call);
bool rg_reduction_run (RgFullCall *call);

/* out (contiguous, of the operator's result dtype) = op (inputs), in place of an
 * input if need be. Used for sums of gradients. */
void rg_pointwise_into (const RgOp *op, RgTensor *out, RgTensor *const *inputs, size_t n,
                        const void *attrs);

/* Records the call in the graph: gives its outputs a node. In the graph room;
 * reached through a pointer so that nothing includes upwards. */
typedef bool (*RgRecordFunc) (RgFullCall *call);
extern RgRecordFunc rg_call_record;
/* Likewise: computes the tangents of its outputs. */
extern RgRecordFunc rg_call_forward;

/* The short way of plain.c: (transfer full) the output, or NULL for the long way. */
RgTensor *rg_call_plain (RgThread *self, const RgOpInfo *info, RgTensor *const *in, size_t n_in);

/* Records it: like RgRecordFunc. */
typedef void (*RgPlainRecordFunc) (RgThread *self, const RgOpInfo *info, RgTensor *const *in, size_t n_in,
                                   RgTensor *out);
extern RgPlainRecordFunc rg_call_record_plain;

/* Anomaly mode and the profiler note every call: how many of them are on. */
extern _Atomic int rg_call_watched;
static inline bool
rg_call_is_watched (void)
{
  return atomic_load_explicit (&rg_call_watched, memory_order_relaxed) != 0;
}

/* How many inputs the node of an output that call makes now will have; -1: none. */
int rg_call_node_inputs (const RgFullCall *call);

/* Broadcasts sizes together; false if they do not fit. */
bool rg_broadcast (int *ndim, int64_t *sizes, int other_ndim, const int64_t *other);

/* "float32[2, 3], float32[4]" */
char *rg_describe_inputs (RgTensor *const *inputs, size_t n);

#endif
