/* deferred-run.c: computing a list of pointwise calls, one block of elements after the
 * other: every call on 4 KiB of its inputs before the next 4 KiB.
 *
 * A result that somebody holds goes to memory: to that of an input that nobody else
 * holds, if there is one. All others live in a few slots of a thread's own, which stay in
 * its first cache; a slot is free again after the last call that reads it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "deferred-private.h"
#include "rg-parallel.h"
#include "stream-private.h"
#include <string.h>

#define BLOCK_BYTES 4096
#define SLOTS 12

/* A slot, or (below 0) memory. */
typedef struct
{
  int slot;
  char *memory;
} Place;

typedef struct
{
  RgBlockFunc kernel;
  const void *attrs;
  int n_in;
  Place in[RG_DEFERRED_INPUTS], out;
  char *past; /* memory that the result goes to past the caches, or NULL */
} Step;

typedef struct
{
  const RgDeferred *list;
  Step *steps;
  int n;
  size_t esize;
  bool past;
} Plan;

/* --- which results are wanted, and their memory --- */

/* More than the list's own handle. */
static bool
is_held (const RgTensor *t)
{
  return RG_HANDLES (atomic_load_explicit (&t->counts, memory_order_acquire)) > 1;
}

/* wanted[i]: somebody holds the result, or a call that is wanted reads it. last[i]: the last
 * call that does. */
static void
find_wanted (const RgDeferred *list, bool *wanted, int *last)
{
  for (int i = list->n; i-- > 0;)
    {
      const RgDeferredCall *c = &list->calls[i];
      wanted[i] = wanted[i] || is_held (c->out);
      for (int k = 0; k < c->n_in && wanted[i]; k++)
        if (c->in[k].from == RG_FROM_CALL)
          {
            wanted[c->in[k].index] = true;
            last[c->in[k].index] = MAX (last[c->in[k].index], i);
          }
    }
}

/* The storage of an input that only the list holds. */
static RgStorage *
take_storage (const RgDeferredCall *c, RgStorage *offered)
{
  for (int k = 0; k < c->n_in; k++)
    {
      RgTensor *t = c->in[k].tensor;
      if (c->in[k].from != RG_FROM_MEMORY || offered || !rg_tensor_is_sole (t) || (t->flags & RG_TENSOR_INLINE)
          || t->u.far.storage->origin != RG_ORIGIN_CACHE || t->u.far.data != t->u.far.storage->data)
        continue;
      offered = t->u.far.storage;
      t->u.far.storage = NULL;
      atomic_store_explicit (&offered->version, 0, memory_order_relaxed);
    }
  return offered;
}

/* Memory for a result; its address stays with it until the list is computed. */
static bool
give_memory (const RgDeferredCall *c, RgStorage **offered, size_t bytes)
{
  RgTensor *t = c->out;
  t->u.far.storage = *offered && (*offered)->capacity >= bytes ? g_steal_pointer (offered) : rg_storage_new (bytes);
  return t->u.far.storage != NULL;
}

/* --- the plan --- */

static void
place_inputs (const RgDeferredCall *c, Step *s, const Place *results)
{
  s->n_in = c->n_in;
  for (int k = 0; k < c->n_in; k++)
    switch (c->in[k].from)
      {
      case RG_FROM_MEMORY:
        s->in[k] = (Place){ -1, rg_data (c->in[k].tensor) };
        break;
      case RG_FROM_CALL:
        s->in[k] = results[c->in[k].index];
        break;
      case RG_FROM_NUMBER:
        s->in[k] = (Place){ SLOTS + c->in[k].index, NULL };
        break;
      }
}

static int
take_slot (unsigned *free_slots)
{
  if (*free_slots == 0)
    return -1;
  const int slot = __builtin_ctz (*free_slots);
  *free_slots &= *free_slots - 1;
  return slot;
}

static void
set_kernel (Step *s, const RgDeferredCall *c, RgDType type)
{
  s->kernel = rg_op_info (c->op)->kernels[type];
  if (s->kernel == NULL)
    s->kernel = c->op->pointwise->kernels[type][rg_isa ()];
  if (s->kernel == NULL)
    s->kernel = c->op->pointwise->kernels[type][RG_ISA_BASE];
  s->attrs = c->attrs ? c->attrs : c->op->attrs_init;
}

static bool
make_plan (Plan *plan, const bool *wanted, const int *last, Place *results)
{
  const RgDeferred *list = plan->list;
  const size_t bytes = (size_t) list->numel * plan->esize;
  unsigned free_slots = (1u << SLOTS) - 1;
  RgStorage *offered = NULL;
  bool ok = true;
  for (int i = 0; i < list->n && ok; i++)
    {
      const RgDeferredCall *c = &list->calls[i];
      if (!wanted[i])
        continue;
      Step *s = &plan->steps[plan->n++];
      set_kernel (s, c, list->type);
      place_inputs (c, s, results);
      offered = take_storage (c, offered);
      for (int k = 0; k < c->n_in; k++)
        if (c->in[k].from == RG_FROM_CALL && last[c->in[k].index] == i && results[c->in[k].index].slot >= 0)
          free_slots |= 1u << results[c->in[k].index].slot;
      const bool held = is_held (c->out);
      int slot = -1;
      if (!held || plan->past)
        slot = take_slot (&free_slots);
      if (held || slot < 0)
        ok = give_memory (c, &offered, bytes);
      char *memory = held || slot < 0 ? (ok ? c->out->u.far.storage->data : NULL) : NULL;
      s->past = held && slot >= 0 ? memory : NULL;
      s->out = results[i] = (Place){ slot, memory };
      /* Read by nobody: free for the next. */
      if (slot >= 0 && last[i] < 0)
        free_slots |= 1u << slot;
    }
  if (offered)
    rg_storage_unref (offered);
  return ok;
}

/* --- running it --- */

static void
fill_number (const Plan *plan, char *block, uint64_t bits)
{
  if (plan->esize == sizeof (float))
    for (size_t i = 0; i < BLOCK_BYTES / sizeof (uint32_t); i++)
      ((uint32_t *) (void *) block)[i] = (uint32_t) bits;
  else
    for (size_t i = 0; i < BLOCK_BYTES / sizeof (uint64_t); i++)
      ((uint64_t *) (void *) block)[i] = bits;
}

static inline char *
find (const Plan *plan, Place place, char *slots, int64_t at)
{
  return place.slot >= 0 ? slots + (size_t) place.slot * BLOCK_BYTES : place.memory + at * (int64_t) plan->esize;
}

static void
run_blocks (int64_t begin, int64_t end, void *payload)
{
  const Plan *plan = payload;
  const int64_t block = BLOCK_BYTES / (int64_t) plan->esize;
  _Alignas (64) char slots[(SLOTS + RG_DEFERRED_NUMBERS) * BLOCK_BYTES];
  for (int i = 0; i < plan->list->n_numbers; i++)
    fill_number (plan, slots + (size_t) (SLOTS + i) * BLOCK_BYTES, plan->list->numbers[i]);
  for (int64_t at = begin; at < end; at += block)
    {
      const int64_t m = MIN (block, end - at);
      for (int i = 0; i < plan->n; i++)
        {
          const Step *s = &plan->steps[i];
          const void *in[RG_DEFERRED_INPUTS];
          for (int k = 0; k < s->n_in; k++)
            in[k] = find (plan, s->in[k], slots, at);
          void *out = find (plan, s->out, slots, at);
          s->kernel ((size_t) m, &out, in, s->attrs);
          if (s->past)
            rg_stream_copy (s->past + at * (int64_t) plan->esize, out, (size_t) m * plan->esize);
        }
    }
  if (plan->past)
    rg_stream_end ();
}

/* About 20 us, in whole blocks. */
static int64_t
grain_of (const Plan *plan)
{
  const int64_t block = BLOCK_BYTES / (int64_t) plan->esize;
  return CLAMP ((int64_t) (20e3 / plan->list->cost), block, 16384) / block * block;
}

/* What was wanted has its data now, if all went well; else it stays without. */
static void
hand_out (const RgDeferred *list, bool ok)
{
  for (int i = 0; i < list->n; i++)
    {
      RgTensor *t = list->calls[i].out;
      t->version = 0;
      if (!ok || t->u.far.storage == NULL)
        continue;
      t->u.far.data = t->u.far.storage->data;
      t->flags &= (uint16_t) ~RG_TENSOR_DEFERRED;
    }
}

static size_t
bytes_touched (const RgDeferred *list, size_t each)
{
  size_t n = 0;
  for (int i = 0; i < list->n; i++)
    {
      n += is_held (list->calls[i].out);
      for (int k = 0; k < list->calls[i].n_in; k++)
        n += list->calls[i].in[k].from == RG_FROM_MEMORY;
    }
  return n * each;
}

/* A call that stayed alone has nothing to share a block with. */
static bool
evaluate_one (const RgDeferred *list, size_t bytes)
{
  const RgDeferredCall *c = &list->calls[0];
  RgTensor *in[RG_DEFERRED_INPUTS];
  if (!is_held (c->out))
    return true;
  for (int k = 0; k < c->n_in; k++)
    in[k] = c->in[k].tensor;
  RgStorage *offered = take_storage (c, NULL);
  const bool ok = give_memory (c, &offered, bytes);
  if (offered)
    rg_storage_unref (offered);
  hand_out (list, ok);
  if (ok)
    rg_pointwise_into (c->op, c->out, in, (size_t) c->n_in, c->attrs);
  return ok;
}

bool
rg_deferred_evaluate (const RgDeferred *list)
{
  if (list->n == 1)
    return evaluate_one (list, (size_t) list->numel * rg_dtype_size (list->type));
  const size_t esize = rg_dtype_size (list->type), n = (size_t) list->n;
  g_autofree bool *wanted = g_new0 (bool, n);
  g_autofree int *last = g_new (int, n);
  g_autofree Place *results = g_new (Place, n);
  g_autofree Step *steps = g_new (Step, n);
  Plan plan = { .list = list, .steps = steps, .esize = esize };
  memset (last, -1, n * sizeof *last);
  find_wanted (list, wanted, last);
  plan.past = rg_stream_pays (bytes_touched (list, (size_t) list->numel * esize));
  const bool ok = make_plan (&plan, wanted, last, results);
  if (ok && plan.n)
    rg_parallel_for (list->numel, grain_of (&plan), run_blocks, &plan);
  hand_out (list, ok);
  return ok;
}
