/* tensor.c: making tensors and nodes, counting references to them, freeing them.
 *
 * Freeing never recurses: what a dying block refers to goes on a list of the
 * thread, and the outermost call works the list off. A chain of ten million
 * nodes is freed in constant stack.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "extra-private.h"
#include "make-private.h"
#include <string.h>

/* --- shapes --- */

bool
rg_shape_numel (int ndim, const int64_t *sizes, size_t esize, int64_t *numel)
{
  int64_t n = 1;
  bool empty = false;
  for (int d = 0; d < ndim; d++)
    {
      if (sizes[d] < 0)
        return false;
      empty |= sizes[d] == 0;
    }
  /* A zero does not excuse the others: strides are their products. */
  for (int d = 0; d < ndim; d++)
    if (sizes[d] && __builtin_mul_overflow (n, sizes[d], &n))
      return false;
  int64_t bytes;
  *numel = empty ? 0 : n;
  return !__builtin_mul_overflow (n, (int64_t) MAX (esize, 1), &bytes);
}

static void
set_dims (RgTensor *t, int ndim, const int64_t *sizes, const int64_t *strides)
{
  t->ndim = (uint8_t) ndim;
  int64_t *own_sizes = t->dims.two.sizes, *own_strides = t->dims.two.strides;
  if (ndim > 2)
    {
      RgWide *wide = rg_block_alloc (RG_BLOCK_160, sizeof *wide);
      t->dims.wide = wide;
      own_sizes = wide->sizes;
      own_strides = wide->strides;
      wide->numel = 1;
      for (int d = 0; d < ndim; d++)
        wide->numel *= sizes[d];
    }
  else
    {
      own_sizes[0] = own_sizes[1] = 1;
      own_strides[0] = own_strides[1] = 1;
    }
  int64_t step = 1;
  for (int d = ndim; d-- > 0;)
    {
      own_sizes[d] = sizes[d];
      own_strides[d] = strides ? strides[d] : step;
      step *= MAX (sizes[d], 1);
    }
  if (strides == NULL)
    t->flags |= RG_TENSOR_CONTIGUOUS;
  else
    rg_tensor_check_contiguous (t);
}

void
rg_tensor_check_contiguous (RgTensor *t)
{
  const int64_t *sizes = rg_sizes (t), *strides = rg_strides (t);
  int64_t step = 1;
  t->flags |= RG_TENSOR_CONTIGUOUS;
  if (rg_numel (t) == 0)
    return;
  for (int d = t->ndim; d-- > 0;)
    {
      if (sizes[d] != 1 && strides[d] != step)
        {
          t->flags &= (uint16_t) ~RG_TENSOR_CONTIGUOUS;
          return;
        }
      step *= sizes[d];
    }
}

/* --- making --- */

RgTensor *
rg_tensor_bare (RgDType dtype, int ndim, const int64_t *sizes, int n_inputs)
{
  size_t bytes = n_inputs < 0 ? sizeof (RgTensor) : sizeof (RgFused) + 24 * (size_t) n_inputs;
  uint8_t c = n_inputs < 0    ? (uint8_t) RG_BLOCK_96
              : n_inputs <= 1 ? (uint8_t) RG_BLOCK_160
              : n_inputs == 2 ? (uint8_t) RG_BLOCK_192
                              : rg_block_class (bytes);
  RgThread *self = rg_thread ();
  RgTensor *t = c == RG_BLOCK_MALLOC ? rg_block_alloc (c, bytes) : rg_block_take (self, c);
  rg_tensor_init (self, t, c, dtype, n_inputs);
  set_dims (t, ndim, sizes, NULL);
  return t;
}

RgTensor *
rg_tensor_fresh (RgDType dtype, int ndim, const int64_t *sizes, int n_inputs)
{
  RgTensor *t = rg_tensor_bare (dtype, ndim, sizes, n_inputs);
  size_t bytes = (size_t) rg_numel (t) * rg_esize (t);
  if (bytes <= sizeof t->u.near)
    {
      t->flags |= RG_TENSOR_INLINE;
      return t;
    }
  t->u.far.storage = rg_storage_new (bytes);
  if (G_UNLIKELY (t->u.far.storage == NULL))
    {
      rg_tensor_unref (t);
      return NULL;
    }
  t->u.far.data = t->u.far.storage->data;
  return t;
}

void
rg_tensor_share (RgTensor *alias, RgTensor *of, int64_t byte_offset)
{
  char *data = rg_data (of);
  if (G_UNLIKELY (of->flags & RG_TENSOR_DEFERRED))
    {
      alias->flags |= RG_TENSOR_DEFERRED; /* it could not be computed, so nor is this */
      return;
    }
  alias->u.far.data = data + byte_offset;
  if (of->flags & RG_TENSOR_INLINE)
    {
      alias->flags |= RG_TENSOR_BORROWS;
      alias->u.far.storage = (RgStorage *) (void *) rg_tensor_ref (of);
    }
  else if (of->flags & RG_TENSOR_BORROWS)
    {
      alias->flags |= RG_TENSOR_BORROWS;
      alias->u.far.storage = of->u.far.storage;
      rg_tensor_ref ((RgTensor *) (void *) of->u.far.storage);
    }
  else
    {
      alias->u.far.storage = of->u.far.storage;
      g_atomic_ref_count_inc (&of->u.far.storage->refs);
    }
}

RgTensor *
rg_tensor_view (RgTensor *of, int ndim, const int64_t *sizes, const int64_t *strides,
                int64_t offset, int n_inputs)
{
  RgTensor *t = rg_tensor_bare ((RgDType) of->dtype, ndim, sizes, n_inputs);
  int64_t *own = ndim > 2 ? t->dims.wide->strides : t->dims.two.strides;
  for (int d = 0; d < ndim; d++)
    own[d] = strides[d];
  rg_tensor_check_contiguous (t);
  rg_tensor_share (t, of, offset * (int64_t) rg_esize (of));
  return t;
}

RgNode *
rg_node_bare (int n_inputs)
{
  return rg_node_shaped (RG_F32, 0, NULL, n_inputs);
}

RgNode *
rg_node_shaped (RgDType dtype, int ndim, const int64_t *sizes, int n_inputs)
{
  RgTensor *block = rg_tensor_bare (dtype, ndim, sizes, n_inputs);
  /* It starts with one edge and no handle: the tensor part is not used. */
  atomic_init (&block->counts, RG_EDGE);
  block->flags |= RG_TENSOR_GONE;
  return rg_tensor_own_node (block);
}

/* --- calls that are noted --- */

void (*rg_settle_func) (RgThread *self);
void (*rg_deferred_free_func) (void *deferred);

void
rg_settle_tensor (const RgTensor *t)
{
  (void) t;
  rg_settle (rg_thread ());
}

/* --- versions --- */

static _Atomic uint32_t *
version_of (const RgTensor *t)
{
  if (t->flags & RG_TENSOR_INLINE)
    return (_Atomic uint32_t *) (void *) &((RgTensor *) t)->version;
  if (t->flags & RG_TENSOR_BORROWS)
    return (_Atomic uint32_t *) (void *) &((RgTensor *) (void *) t->u.far.storage)->version;
  return &t->u.far.storage->version;
}

void
rg_tensor_bump_version (RgTensor *t)
{
  if (t && !(t->flags & RG_TENSOR_DEFERRED))
    atomic_fetch_add_explicit (version_of (t), 1, memory_order_relaxed);
}

uint32_t
rg_tensor_get_version (const RgTensor *t)
{
  /* What has no data yet was never written. */
  return t->flags & RG_TENSOR_DEFERRED ? 0 : atomic_load_explicit (version_of (t), memory_order_relaxed);
}

bool
rg_tensor_is_sole (RgTensor *t)
{
  uint64_t word = atomic_load_explicit (&t->counts, memory_order_acquire);
  if (word != (RG_EDGE | RG_HANDLE) || t->node || (t->flags & (RG_TENSOR_BORROWS | RG_TENSOR_DEFERRED))
      || !rg_contiguous_p (t) || t->extra)
    return false;
  return (t->flags & RG_TENSOR_INLINE) || g_atomic_ref_count_compare (&t->u.far.storage->refs, 1);
}

/* --- freeing --- */

/* Blocks whose last edge went, linked through their counts. Per thread. */
static __thread RgTensor *dying __attribute__ ((tls_model ("initial-exec")));
static __thread bool draining __attribute__ ((tls_model ("initial-exec")));
/* Whose handles are to go, and how many. */
static __thread struct
{
  RgTensor *tensor;
  uint64_t n;
} later __attribute__ ((tls_model ("initial-exec")));

static void drop_edge (RgTensor *block);

/* The tensor part goes: its data and what it was made by. */
static void
release_tensor_part (RgTensor *t)
{
  t->flags |= RG_TENSOR_GONE;
  if (!(t->flags & RG_TENSOR_INLINE) && t->u.far.storage)
    {
      if (t->flags & RG_TENSOR_BORROWS)
        rg_tensor_unref ((RgTensor *) (void *) t->u.far.storage);
      else
        rg_storage_unref (t->u.far.storage);
    }
  if (t->extra)
    rg_extra_release_tensor (t->extra);
  RgNode *node = t->node;
  if (node == NULL)
    return;
  if (atomic_load_explicit (&node->flags, memory_order_relaxed) & RG_NODE_LEAF)
    drop_edge (rg_node_block (node)); /* it does not hold its leaf */
  else if (rg_node_block (node) != t)
    drop_edge (rg_node_block (node));
}

static void
free_block (RgTensor *t)
{
  if (t->flags & RG_TENSOR_HAS_NODE)
    rg_node_release (rg_tensor_own_node (t));
  if (t->extra)
    rg_extra_free (t->extra);
  if (t->ndim > 2)
    rg_block_free (RG_BLOCK_160, t->dims.wide);
  RgThread *self = rg_thread ();
  self->tensors--;
  rg_block_give (self, t->block_class, t);
}

static void
unref_those (void)
{
  RgTensor *t = g_steal_pointer (&later.tensor);
  /* All but the last cannot be the last. */
  if (later.n > 1)
    atomic_fetch_sub_explicit (&t->counts, (later.n - 1) * RG_HANDLE, memory_order_acq_rel);
  rg_tensor_unref (t);
}

void
rg_tensor_unref_later (RgTensor *t)
{
  if (later.tensor != t || !draining)
    {
      if (later.tensor)
        unref_those ();
      if (!draining)
        {
          rg_tensor_unref (t);
          return;
        }
      later.tensor = t;
      later.n = 0;
    }
  later.n++;
}

static void
bury (RgTensor *block)
{
  block->counts = (uint64_t) (uintptr_t) dying;
  dying = block;
  if (draining)
    return;
  draining = true;
  do
    {
      while (dying)
        {
          RgTensor *next = dying;
          dying = (RgTensor *) (uintptr_t) next->counts;
          if (!(next->flags & RG_TENSOR_GONE))
            release_tensor_part (next);
          free_block (next);
        }
      if (later.tensor)
        unref_those ();
    }
  while (dying);
  draining = false;
}

/* Only the node's handle on its own tensor and that tensor's edge are left. */
static inline bool
only_self (uint64_t word)
{
  return (word & RG_SELF) && RG_HANDLES (word) == 1 && RG_EDGES (word) == 1;
}

static void
drop_edge (RgTensor *block)
{
  uint64_t word = atomic_load_explicit (&block->counts, memory_order_acquire);
  if (RG_EDGES (word) != 1 || RG_HANDLES (word) != 0)
    word = atomic_fetch_sub_explicit (&block->counts, RG_EDGE, memory_order_acq_rel) - RG_EDGE;
  else
    word -= RG_EDGE; /* nobody else refers to it */
  if (RG_EDGES (word) == 0 || only_self (word))
    bury (block);
}

RgTensor *
rg_tensor_ref (RgTensor *tensor)
{
  if (tensor)
    {
      uint64_t word = atomic_fetch_add_explicit (&tensor->counts, RG_HANDLE, memory_order_relaxed);
      (void) word;
    }
  return tensor;
}

void
rg_tensor_unref (RgTensor *t)
{
  if (t == NULL)
    return;
  uint64_t word = atomic_load_explicit (&t->counts, memory_order_acquire);
  if (word == (RG_EDGE | RG_HANDLE))
    {
      bury (t); /* the caller's is the only reference of any kind */
      return;
    }
  word = atomic_fetch_sub_explicit (&t->counts, RG_HANDLE, memory_order_acq_rel) - RG_HANDLE;
  if (only_self (word))
    bury (t);
  else if (RG_HANDLES (word) == 0)
    {
      release_tensor_part (t);
      drop_edge (t);
    }
}

void
rg_node_ref_edge (RgNode *node)
{
  atomic_fetch_add_explicit (&rg_node_block (node)->counts, RG_EDGE, memory_order_relaxed);
}

void
rg_node_unref_edge (RgNode *node)
{
  drop_edge (rg_node_block (node));
}
