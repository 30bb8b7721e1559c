/* deferred.c: noting pointwise calls, so that they can be computed block by block.
 *
 * Each thread has a list of calls on one number of elements of one dtype. Their outputs
 * are made and recorded like any other, but have no data until the list is computed: when
 * somebody looks (rg_data), when a call comes that does not fit, or at the end. The list
 * holds a handle on each output; whose handle is the last by then needs no memory.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "deferred-private.h"
#include "attrs-private.h"
#include "profile-private.h"
#include "rg-fuse.h"
#include "team-private.h"
#include <string.h>

/* Up to this many elements the short way of plain.c is faster. */
#define FEW 1024

/* --- the list of a thread --- */

static void
deferred_free (void *data)
{
  RgDeferred *list = data;
  g_free (list->calls);
  g_free (list);
}

static RgDeferredCall *
next_call (RgThread *self)
{
  RgDeferred *list = self->deferred;
  if (list->n == list->room)
    {
      list->room = list->room ? 2 * list->room : 16;
      list->calls = g_renew (RgDeferredCall, list->calls, list->room);
    }
  return &list->calls[list->n];
}

static void
forget (RgDeferredCall *c)
{
  for (int i = 0; i < c->n_in; i++)
    if (c->in[i].from != RG_FROM_CALL)
      rg_tensor_unref (c->in[i].tensor);
  rg_tensor_unref (c->out);
  g_free (c->attrs);
}

static void
settle (RgThread *self)
{
  RgDeferred *list = self->deferred;
  if (list->running)
    return;
  /* Meanwhile nothing is noted: a tensor that goes may call the host, and the host operators. */
  list->running = true;
  const double start = rg_profile_start ();
  g_autofree char *name = start > 0 ? g_strdup_printf ("%d pointwise operators by blocks", list->n) : NULL;
  rg_deferred_evaluate (list);
  RG_PROFILE_NOTE (RG_PROFILE_FORWARD, name, start);
  self->n_deferred = 0;
  for (int i = 0; i < list->n; i++)
    forget (&list->calls[i]);
  list->n = list->n_numbers = 0;
  list->cost = 0;
  list->running = false;
}

/* --- noting --- */

/* The place of a number in the list's table; -1: there is no room. */
static int
number_index (RgDeferred *list, const RgTensor *t)
{
  uint64_t bits = 0;
  memcpy (&bits, rg_data (t), rg_esize (t));
  for (int i = 0; i < list->n_numbers; i++)
    if (list->numbers[i] == bits)
      return i;
  if (list->n_numbers == RG_DEFERRED_NUMBERS)
    return -1;
  list->numbers[list->n_numbers] = bits;
  return list->n_numbers++;
}

/* Whether a call could be noted at all. */
static bool
fits (const RgFullCall *call, RgDType type, RgDType out_type, int ndim, const int64_t *sizes, int64_t numel,
      RgTensor *const *in)
{
  const RgThread *self = call->thread;
  const int watchers = atomic_load_explicit (&rg_profiling, memory_order_relaxed) ? 1 : 0;
  /* Anomaly mode looks at every result at once. */
  if (type > RG_F64 || out_type != type || call->pub.n_inputs > RG_DEFERRED_INPUTS || self->special
      || atomic_load_explicit (&rg_call_watched, memory_order_relaxed) > watchers)
    return false;
  if (numel < 2 || (numel <= FEW && !atomic_load_explicit (&rg_test_grain, memory_order_relaxed)))
    return false;
  for (size_t i = 0; i < call->pub.n_inputs; i++)
    {
      const RgTensor *t = in[i];
      if ((RgDType) t->dtype != type)
        return false;
      if (rg_numel (t) == 1)
        continue;
      if (!rg_contiguous_p (t) || t->ndim != ndim || memcmp (rg_sizes (t), sizes, (size_t) ndim * sizeof *sizes) != 0)
        return false;
    }
  return true;
}

/* Inputs into the call's places; false: its numbers found no room. */
static bool
take_inputs (RgThread *self, RgDeferredCall *c, RgTensor *const *in)
{
  RgDeferred *list = self->deferred;
  const int numbers = list->n_numbers;
  for (int i = 0; i < c->n_in; i++)
    {
      RgTensor *t = in[i];
      c->in[i].tensor = t;
      c->in[i].from = RG_FROM_MEMORY;
      if (rg_numel (t) == 1)
        {
          c->in[i].from = RG_FROM_NUMBER;
          if ((c->in[i].index = number_index (list, t)) < 0)
            {
              list->n_numbers = numbers;
              return false;
            }
        }
      else if (t->flags & RG_TENSOR_DEFERRED)
        {
          c->in[i].from = RG_FROM_CALL;
          c->in[i].index = (int) t->version;
        }
    }
  return true;
}

static bool
joins (const RgDeferred *list, RgDType type, int64_t numel)
{
  return list->n == 0 || (list->type == type && list->numel == numel && list->n < RG_DEFERRED_MOST);
}

bool
rg_defer (RgFullCall *call, RgDType type, RgDType out_type, int ndim, const int64_t *sizes, RgTensor *const *in)
{
  RgThread *self = call->thread;
  const RgOp *op = &call->info->op;
  int64_t numel;
  if (!rg_shape_numel (ndim, sizes, rg_dtype_size (type), &numel)
      || !fits (call, type, out_type, ndim, sizes, numel, in))
    return false;
  if (self->deferred == NULL)
    self->deferred = g_new0 (RgDeferred, 1);
  RgDeferred *list = self->deferred;
  if (list->running)
    return false;
  if (!joins (list, type, numel))
    rg_settle (self);
  RgDeferredCall *c = next_call (self);
  c->n_in = (int) call->pub.n_inputs;
  if (!take_inputs (self, c, in))
    {
      /* With nothing noted there is room for the numbers of any one call. */
      rg_settle (self);
      c = next_call (self);
      c->n_in = (int) call->pub.n_inputs;
      take_inputs (self, c, in);
    }
  for (int i = 0; i < c->n_in; i++)
    if (c->in[i].from != RG_FROM_CALL)
      rg_tensor_ref (c->in[i].tensor);
  c->op = op;
  c->attrs = NULL;
  if (op->attrs_size && call->pub.attrs != op->attrs_init)
    {
      c->attrs = g_malloc (rg_attrs_copy_size (op, call->pub.attrs));
      rg_attrs_copy (op, c->attrs, call->pub.attrs);
    }
  c->out = rg_tensor_bare (type, ndim, sizes, rg_call_node_inputs (call));
  c->out->flags |= RG_TENSOR_DEFERRED;
  c->out->version = (uint32_t) list->n;
  call->pub.outputs[0] = rg_tensor_ref (c->out);
  call->pub.n_outputs = 1;
  list->type = type;
  list->numel = numel;
  list->cost += op->pointwise->cost > 0 ? op->pointwise->cost : 0.1;
  list->n++;
  self->n_deferred = (uint32_t) list->n;
  return true;
}

/* --- regions --- */

void
rg_fuse_begin (void)
{
  rg_thread ()->fusing++;
}

void
rg_fuse_end (void)
{
  RgThread *self = rg_thread ();
  rg_settle (self);
  if (self->fusing == 0)
    g_critical ("rg_fuse_end: this thread has no rg_fuse_begin that is open");
  else
    self->fusing--;
}

__attribute__ ((constructor)) static void
install (void)
{
  rg_settle_func = settle;
  rg_deferred_free_func = deferred_free;
}
