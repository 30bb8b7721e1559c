/* accumulate.c: adding the gradients that reach a node, in a fixed order.
 *
 * The gradients of k edges are leaves of a binary tree over the ordinals 0..k-1.
 * Whoever brings one climbs: at each level it swaps its sum into the slot that it
 * shares with its sibling. If the slot was empty the sibling comes later and will
 * find the sum there; else both are added, left before right, and the climb goes
 * on. So the order of additions never depends on the order of arrival, and no
 * more gradients wait than the tree is high, at any skew.
 *
 * The merge point above ordinals [p 2^(l+1), (p+1) 2^(l+1)) is numbered
 * (2p + 1) 2^l: every number from 1 to k - 1 is one of these, once.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "run-private.h"
#include "rg-ops.h"

RgTensor rg_undefined_gradient;
#define UNDEFINED (&rg_undefined_gradient)

static inline RgTensor *
merge (RgTensor *left, RgTensor *right)
{
  if (left == UNDEFINED)
    return right;
  if (right == UNDEFINED)
    return left;
  return rg_gradient_add (left, right);
}

/* --- where they wait --- */

typedef struct
{
  uint32_t n;
  struct
  {
    _Atomic (RgTensor *) grad;
    uint32_t output;
  } at[];
} Slots;

static Slots *
slots_of (RgNodeRun *state)
{
  Slots *slots = atomic_load_explicit (&state->slot, memory_order_acquire);
  if (slots)
    return slots;
  slots = g_malloc0 (sizeof *slots + state->n_in * sizeof slots->at[0]);
  slots->n = state->n_in;
  void *expected = NULL;
  if (atomic_compare_exchange_strong_explicit (&state->slot, &expected, slots, memory_order_acq_rel,
                                               memory_order_acquire))
    return slots;
  g_free (slots);
  return expected;
}

/* --- bringing and taking --- */

bool
rg_run_deliver (RgRun *run, RgNode *node, uint32_t ordinal, uint32_t output, RgTensor *grad)
{
  RgNodeRun *state = rg_run_state (run, node, NULL);
  uint32_t n = state->n_in;
  RgTensor *sum = grad ? grad : UNDEFINED;
  if (G_UNLIKELY (state->many))
    {
      Slots *slots = slots_of (state);
      if (G_UNLIKELY (sum->flags & RG_TENSOR_DEFERRED))
        rg_settle (rg_thread ());
      slots->at[ordinal].output = output;
      atomic_store_explicit (&slots->at[ordinal].grad, sum, memory_order_release);
      return atomic_fetch_sub_explicit (&state->waiting, 1, memory_order_acq_rel) == 1;
    }
  if (G_LIKELY (n == 1))
    {
      atomic_store_explicit (&state->slot, sum, memory_order_release);
      return true;
    }
  Slots *slots = n > 2 ? slots_of (state) : NULL;
  for (uint32_t level = 0; (1u << level) < n; level++)
    {
      uint32_t pair = ordinal >> (level + 1);
      uint64_t point = (uint64_t) (2 * pair + 1) << level;
      if (point >= n)
        continue; /* no sibling at this level */
      /* Who leaves it for the other side to find leaves it computed. */
      if (G_UNLIKELY (sum->flags & RG_TENSOR_DEFERRED)
          && (slots ? (void *) atomic_load_explicit (&slots->at[point - 1].grad, memory_order_relaxed)
                    : atomic_load_explicit (&state->slot, memory_order_relaxed)) == NULL)
        rg_settle (rg_thread ());
      RgTensor *other
          = slots ? atomic_exchange_explicit (&slots->at[point - 1].grad, sum, memory_order_acq_rel)
                  : atomic_exchange_explicit (&state->slot, sum, memory_order_acq_rel);
      if (other == NULL)
        return false;
      bool on_the_right = ordinal >> level & 1;
      sum = on_the_right ? merge (other, sum) : merge (sum, other);
      if (sum == NULL)
        sum = UNDEFINED; /* the addition failed; the scope says why */
      if (slots)
        atomic_store_explicit (&slots->at[point - 1].grad, NULL, memory_order_relaxed);
    }
  if (slots)
    atomic_store_explicit (&slots->at[0].grad, sum, memory_order_release);
  else
    atomic_store_explicit (&state->slot, sum, memory_order_release);
  return true;
}

void
rg_run_take (RgRun *run, RgNode *node, RgTensor **grads, size_t n)
{
  RgNodeRun *state = rg_run_state (run, node, NULL);
  for (size_t i = 0; i < n; i++)
    grads[i] = NULL;
  void *waiting = atomic_load_explicit (&state->slot, memory_order_acquire);
  if (waiting == NULL)
    return;
  atomic_store_explicit (&state->slot, NULL, memory_order_relaxed);
  Slots *slots = waiting;
  if (G_UNLIKELY (state->many))
    {
      for (uint32_t k = 0; k < slots->n; k++)
        {
          RgTensor *grad = atomic_load_explicit (&slots->at[k].grad, memory_order_acquire);
          RgTensor **to = &grads[slots->at[k].output];
          if (grad && grad != UNDEFINED)
            *to = *to ? rg_gradient_add (*to, grad) : grad;
        }
      g_free (slots);
      return;
    }
  RgTensor *sum = waiting;
  if (state->n_in > 2)
    {
      sum = atomic_load_explicit (&slots->at[0].grad, memory_order_acquire);
      g_free (slots);
    }
  grads[0] = sum == UNDEFINED ? NULL : sum;
}

void
rg_run_drop (RgNodeRun *state)
{
  /* Called for nodes with one output and with several: both keep arrays where
   * more than two edges enter, and nodes with several outputs always do. */
  void *waiting = atomic_load_explicit (&state->slot, memory_order_acquire);
  if (waiting == NULL || waiting == UNDEFINED)
    return;
  atomic_store_explicit (&state->slot, NULL, memory_order_relaxed);
  if (!state->many && state->n_in <= 2)
    {
      rg_tensor_unref (waiting);
      return;
    }
  Slots *slots = waiting;
  for (uint32_t k = 0; k < slots->n; k++)
    {
      RgTensor *grad = atomic_load_explicit (&slots->at[k].grad, memory_order_relaxed);
      if (grad != UNDEFINED)
        rg_tensor_unref (grad);
    }
  g_free (slots);
}

/* --- sums --- */

RgTensor *
rg_gradient_add (RgTensor *a, RgTensor *b)
{
  static _Atomic (const RgOp *) add;
  RgThread *self = rg_thread ();
  RgTensor *sum = NULL;
  const RgOp *op = atomic_load_explicit (&add, memory_order_acquire);
  if (op == NULL)
    {
      g_autoptr (GError) error = NULL;
      op = rg_op_find ("add", &error);
      if (op)
        atomic_store_explicit (&add, op, memory_order_release);
      else
        rg_scope_fail (NULL, (RgError) error->code, "%s", error->message);
    }
  RgTensor *in[2] = { a, b };
  const bool deferred = (a->flags | b->flags) & RG_TENSOR_DEFERRED;
  if (op && !self->grad_mode && !deferred && a->dtype == b->dtype && rg_same_shape (a, b))
    {
      RgTensor *into = rg_tensor_is_sole (a) ? a : rg_tensor_is_sole (b) ? b : NULL;
      if (into)
        sum = rg_tensor_ref (into);
      else
        sum = rg_tensor_fresh ((RgDType) a->dtype, a->ndim, rg_sizes (a), -1);
      if (sum)
        rg_pointwise_into (op, sum, in, 2, NULL);
    }
  else if (op)
    sum = rg_tensor_ref (rg_add (a, b));
  rg_tensor_unref (a);
  rg_tensor_unref (b);
  return sum;
}

bool
rg_leaf_accumulate (RgTensor *leaf, RgTensor *grad, bool create_graph)
{
  if (grad == NULL)
    return true;
  /* What is noted is computed: `.grad` may be read by it, or be what it gives. */
  rg_settle (rg_thread ());
  if (G_UNLIKELY (grad->flags & RG_TENSOR_DEFERRED))
    {
      rg_tensor_unref (grad); /* there was no memory, as the scope says */
      return false;
    }
  RgExtra *extra = rg_extra_of (leaf);
  pthread_mutex_lock (&extra->lock);
  RgTensor *before = extra->grad;
  if (before == NULL)
    {
      /* Kept as it is where nobody else can see it; else `.grad` gets its own. */
      if (create_graph || rg_tensor_is_sole (grad))
        extra->grad = grad;
      else
        {
          RgTensor *own = rg_tensor_fresh ((RgDType) grad->dtype, grad->ndim, rg_sizes (grad), -1);
          if (own)
            rg_copy_data (own, grad);
          rg_tensor_unref (grad);
          extra->grad = own;
        }
    }
  else if (!create_graph && !before->node && rg_contiguous_p (before))
    {
      RgTensor *sum = rg_tensor_ref (before);
      static _Atomic (const RgOp *) add;
      const RgOp *op = atomic_load_explicit (&add, memory_order_acquire);
      if (op == NULL)
        atomic_store_explicit (&add, op = rg_op_find ("add", NULL), memory_order_release);
      if (op)
        {
          rg_pointwise_into (op, before, (RgTensor *[]){ before, grad }, 2, NULL);
          rg_tensor_bump_version (before);
        }
      rg_tensor_unref (sum);
      rg_tensor_unref (grad);
    }
  else
    extra->grad = rg_gradient_add (before, grad);
  bool ok = extra->grad != NULL;
  pthread_mutex_unlock (&extra->lock);
  return ok;
}
