/* deferred-private.h: pointwise calls that are noted, to be computed together.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_DEFERRED_PRIVATE_H
#define RG_DEFERRED_PRIVATE_H

#include "call-private.h"

/* Calls with more inputs than this are not noted. */
#define RG_DEFERRED_INPUTS 4
/* So many at most; more are computed in parts. */
#define RG_DEFERRED_MOST 512
/* Numbers that take part, each as a block that is filled once. */
#define RG_DEFERRED_NUMBERS 6

/* Where an input comes from. */
typedef enum
{
  RG_FROM_MEMORY, /* a tensor that has its data */
  RG_FROM_CALL,   /* the result of an earlier call of the list */
  RG_FROM_NUMBER  /* one element that is repeated */
} RgDeferredFrom;

typedef struct
{
  const RgOp *op;
  void *attrs;   /* a copy; NULL: the operator's defaults */
  RgTensor *out; /* one handle */
  int n_in;
  struct
  {
    RgDeferredFrom from;
    RgTensor *tensor; /* one handle, but of a result of the list */
    int index;        /* of the call, or of the number */
  } in[RG_DEFERRED_INPUTS];
} RgDeferredCall;

/* What one thread has noted: calls on the same number of elements of one dtype. */
typedef struct _RgDeferred
{
  RgDType type;
  int64_t numel;
  int n, room;
  RgDeferredCall *calls;
  int n_numbers;
  uint64_t numbers[RG_DEFERRED_NUMBERS]; /* their bits */
  double cost;  /* of an element, in nanoseconds */
  bool running; /* being computed */
} RgDeferred;

/* Notes a pointwise call whose types and sizes are known: its output is made, without
 * data. False: it must be computed now. */
bool rg_defer (RgFullCall *call, RgDType type, RgDType out_type, int ndim, const int64_t *sizes, RgTensor *const *in);

/* Whether this thread's list makes t. */
static inline bool
rg_deferred_here (const RgThread *self, const RgTensor *t)
{
  const RgDeferred *list = self->deferred;
  return t->version < self->n_deferred && list->calls[t->version].out == t;
}

/* Computes a list. False where there was no memory, which the scope says. */
bool rg_deferred_evaluate (const RgDeferred *list);

#endif
