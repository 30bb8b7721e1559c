/* tensor-private.h: what a tensor and a node are made of.
 *
 * A tensor that an operator made and the node that recorded the operator lie
 * in one block: with two inputs, rank 2 at most and up to 16 bytes of data it
 * takes 192 bytes.
 *
 *   handles  references that people, scopes and saved inputs hold: while there
 *            are any, the tensor's data lives
 *   edges    references that consumers' nodes hold: while there are any, the
 *            node lives. All handles together hold one edge.
 *
 * Both counts share one 64-bit word, so that one atomic operation sees the last
 * reference of either kind go. A node that saved its own output holds a handle
 * on the tensor in its own block; the SELF bit says so, and makes the pair
 * garbage once nothing else refers to it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_TENSOR_PRIVATE_H
#define RG_TENSOR_PRIVATE_H

#include "rg-op.h"
#include "rg-tensor.h"
#include <stdatomic.h>

#define RG_HANDLE 1ull
#define RG_SELF (1ull << 31)
#define RG_EDGE (1ull << 32)
#define RG_HANDLES(word) ((uint32_t) (word) & 0x7fffffffu)
#define RG_EDGES(word) ((uint32_t) ((word) >> 32))

/* Data of one or more tensors. */
typedef struct
{
  gatomicrefcount refs;
  _Atomic uint32_t version; /* how often the data was changed in place */
  char *data;
  size_t capacity; /* bytes, a size class where `origin` says CACHE */
  int origin;      /* who frees it: an RgOrigin */
  GDestroyNotify destroy;
  void *user_data;
} RgStorage;

/* The sizes and strides of more than two dimensions. */
typedef struct
{
  int64_t numel;
  int64_t sizes[RG_MAX_DIMS];
  int64_t strides[RG_MAX_DIMS];
} RgWide;

enum
{
  RG_TENSOR_INLINE = 1 << 0,       /* data lies in the block */
  RG_TENSOR_BORROWS = 1 << 1,      /* far.storage is a tensor whose inline data this views */
  RG_TENSOR_REQUIRES_GRAD = 1 << 2,
  RG_TENSOR_NUMBER = 1 << 3,       /* a wrapped number: does not promote */
  RG_TENSOR_CONTIGUOUS = 1 << 4,
  RG_TENSOR_HAS_NODE = 1 << 5,     /* the block has room for a node */
  RG_TENSOR_GONE = 1 << 6,         /* no handles left: only the node lives */
  RG_TENSOR_INFERENCE = 1 << 7,    /* made in inference mode */
  RG_TENSOR_NO_GRAD_VIEW = 1 << 8, /* a view made in no_grad mode */
  RG_TENSOR_MULTI_VIEW = 1 << 9,   /* one of several views made by one operator */
  RG_TENSOR_DEFERRED = 1 << 10,    /* noted, not computed: it has no data yet; see module/deferred.c */
  RG_TENSOR_INFERENCE_VIEW = 1 << 11, /* a view made in inference mode of a tensor that was not */
  RG_TENSOR_CUSTOM_VIEW = 1 << 12  /* what a function of the host made of an input's memory */
};

typedef struct _RgExtra RgExtra; /* gradient and hooks; see graph/extra-private.h */

struct _RgTensor
{
  _Atomic uint64_t counts;
  RgNode *node; /* what made it, or the accumulation of a leaf; see graph/ */
  union
  {
    struct
    {
      RgStorage *storage;
      char *data;
    } far;
    _Alignas (16) char near[16];
  } u;
  union
  {
    struct
    {
      int64_t sizes[2]; /* 1 beyond ndim */
      int64_t strides[2];
    } two;
    RgWide *wide; /* ndim > 2 */
  } dims;
  RgExtra *extra; /* NULL while nothing unusual was asked */
  uint8_t dtype : 4;
  uint8_t block_class : 4;
  uint8_t ndim;
  uint16_t flags;
  uint32_t version; /* of inline data; where it is deferred, which call of its thread's list makes it */
};

/* What one run of backward keeps in a node that it owns. */
typedef struct
{
  _Atomic uint32_t waiting; /* edges whose gradient has not come */
  uint32_t n_in : 31;       /* edges into the node in this run */
  uint32_t many : 1;        /* a node with several outputs */
  _Atomic (void *) slot;    /* see graph/accumulate.c */
} RgNodeRun;

enum
{
  RG_NODE_RELEASED = 1 << 0, /* what it saved is gone */
  RG_NODE_SHARED = 1 << 1,   /* a second run met it: it keeps what it saved */
  RG_NODE_SELF_SAVED = 1 << 2,
  RG_NODE_LEAF = 1 << 3,     /* accumulates into a leaf */
  RG_NODE_PROXY = 1 << 4,    /* one output of a node with several */
  RG_NODE_ALIASES = 1 << 5,  /* `attrs` begins with aliases of saved outputs */
  RG_NODE_HOOKS = 1 << 6,
  RG_NODE_PACKED = 1 << 8,    /* hooks keep saved inputs in `attrs` */
  RG_NODE_HOST = 1 << 7      /* runs on the thread that called backward, outside a team */
};

struct _RgNode
{
  const RgOp *op;
  uint64_t seq;           /* creation order on its thread */
  _Atomic uint64_t owner; /* 0, or the run that claimed it */
  RgNodeRun run;
  void *attrs; /* an RgSavedAttrs *; of a leaf's node the leaf, unowned */
  uint16_t n_inputs;
  uint16_t n_outputs; /* of a proxy: which output it stands for */
  _Atomic uint32_t flags;
  /* four arrays of n_inputs each follow: edges, saved, ordinals, versions */
};

/* A block with both parts. */
typedef struct
{
  RgTensor tensor;
  RgNode node;
} RgFused;

_Static_assert (sizeof (RgTensor) == 80, "a tensor takes 80 bytes");
_Static_assert (sizeof (RgFused) + 2 * 24 <= 192, "a node with two inputs fits 192");

static inline RgTensor *
rg_node_block (RgNode *node)
{
  return (RgTensor *) ((char *) node - offsetof (RgFused, node));
}
static inline RgNode *
rg_tensor_own_node (RgTensor *tensor)
{
  return &((RgFused *) tensor)->node;
}

/* The node that made a tensor. Of a leaf that several threads use the first of them to
 * record an operator on it installs the node. */
static inline RgNode *
rg_tensor_node (const RgTensor *t)
{
  return __atomic_load_n (&t->node, __ATOMIC_ACQUIRE);
}
static inline void **
rg_node_tail (const RgNode *node)
{
  return (void **) (uintptr_t) (node + 1);
}
static inline RgNode **
rg_node_edges (const RgNode *node) /* (n_inputs) */
{
  return (RgNode **) (void *) rg_node_tail (node);
}
static inline RgTensor **
rg_node_saved (const RgNode *node) /* (n_inputs) */
{
  return (RgTensor **) (void *) (rg_node_tail (node) + node->n_inputs);
}
static inline uint32_t *
rg_node_ordinals (const RgNode *node) /* (n_inputs) */
{
  return (uint32_t *) (void *) (rg_node_tail (node) + 2 * (size_t) node->n_inputs);
}
static inline uint32_t *
rg_node_versions (const RgNode *node) /* (n_inputs) */
{
  return rg_node_ordinals (node) + node->n_inputs;
}

/* Fetches the block that will follow some steps after `to`, the way that led to it from
 * `from`: what was made one after the other lies one after the other, and a walk from node to
 * node waits for memory at each otherwise. A block that lies elsewhere costs nothing. */
static inline void
rg_node_fetch_along (const RgNode *from, const RgNode *to)
{
  const ptrdiff_t step = (const char *) to - (const char *) from;
  const char *ahead = (const char *) to + 8 * step;
  if (step < -512 || step > 512)
    return;
  __builtin_prefetch (ahead - 80);
  __builtin_prefetch (ahead, 1);
  __builtin_prefetch (ahead + 64, 1);
}

/* --- reading a tensor's parts --- */

static inline const int64_t *
rg_sizes (const RgTensor *t)
{
  return t->ndim <= 2 ? t->dims.two.sizes : t->dims.wide->sizes;
}
static inline const int64_t *
rg_strides (const RgTensor *t)
{
  return t->ndim <= 2 ? t->dims.two.strides : t->dims.wide->strides;
}
static inline int64_t
rg_numel (const RgTensor *t)
{
  return t->ndim <= 2 ? t->dims.two.sizes[0] * t->dims.two.sizes[1] : t->dims.wide->numel;
}
/* Computes what this thread has noted, if there is anything. */
void rg_settle_tensor (const RgTensor *t);

/* What is noted is computed first. NULL where there was no memory for that. */
static inline char *
rg_data (const RgTensor *t)
{
  if (t->flags & RG_TENSOR_INLINE)
    return (char *) t->u.near;
  if (G_UNLIKELY (t->flags & RG_TENSOR_DEFERRED))
    rg_settle_tensor (t);
  return t->u.far.data;
}
static inline bool
rg_contiguous_p (const RgTensor *t)
{
  return t->flags & RG_TENSOR_CONTIGUOUS;
}
static inline RgInts
rg_shape_of (const RgTensor *t)
{
  return (RgInts){ t->ndim, rg_sizes (t) };
}
static inline bool
rg_same_shape (const RgTensor *a, const RgTensor *b)
{
  if (a->ndim != b->ndim)
    return false;
  const int64_t *x = rg_sizes (a), *y = rg_sizes (b);
  for (int d = 0; d < a->ndim; d++)
    if (x[d] != y[d])
      return false;
  return true;
}

extern const uint8_t rg_dtype_sizes_[16];
static inline size_t
rg_esize (const RgTensor *t)
{
  return rg_dtype_sizes_[t->dtype & 15];
}

/* --- making one (tensor.c, view.c) --- */

/* A tensor without data, with room for a node of n_inputs if n_inputs >= 0. */
RgTensor *rg_tensor_bare (RgDType dtype, int ndim, const int64_t *sizes, int n_inputs);
/* The same with contiguous, uninitialised data; NULL with the scope's error. */
RgTensor *rg_tensor_fresh (RgDType dtype, int ndim, const int64_t *sizes, int n_inputs);
/* The same as a view of `of`, whose data it shares. */
RgTensor *rg_tensor_view (RgTensor *of, int ndim, const int64_t *sizes,
                          const int64_t *strides, int64_t offset, int n_inputs);
/* Points `alias` at the data of `of` (which keeps living). */
void rg_tensor_share (RgTensor *alias, RgTensor *of, int64_t byte_offset);
/* Reads as contiguous for its sizes? Sets the flag. */
void rg_tensor_check_contiguous (RgTensor *t);
/* numel and bytes with overflow checked. */
bool rg_shape_numel (int ndim, const int64_t *sizes, size_t esize, int64_t *numel);

uint32_t rg_tensor_get_version (const RgTensor *tensor);

/* A node without a tensor of its own: of several outputs, of a leaf, rebased. */
RgNode *rg_node_bare (int n_inputs);
/* The same for a tensor of these sizes. */
RgNode *rg_node_shaped (RgDType dtype, int ndim, const int64_t *sizes, int n_inputs);
void rg_node_ref_edge (RgNode *node);
void rg_node_unref_edge (RgNode *node);

/* True when nobody but the caller can see the data: it may be written. */
bool rg_tensor_is_sole (RgTensor *t);

/* How many tensors and nodes there are. */
int64_t rg_tensors_alive (void);

/* --- storage.c --- */

typedef enum
{
  RG_ORIGIN_CACHE,
  RG_ORIGIN_WRAPPED,
  RG_ORIGIN_ALLOCATOR
} RgOrigin;

RgStorage *rg_storage_new (size_t bytes);
RgStorage *rg_storage_wrap (void *data, size_t bytes, GDestroyNotify destroy, void *user_data);
void rg_storage_unref (RgStorage *storage);

/* --- block.c: small objects from per-thread magazines --- */

enum
{
  RG_BLOCK_64,
  RG_BLOCK_96,
  RG_BLOCK_160,
  RG_BLOCK_192,
  RG_BLOCK_256,
  RG_N_BLOCKS,
  RG_BLOCK_MALLOC = 15
};
/* The class for that many bytes, RG_BLOCK_MALLOC beyond them all. */
uint8_t rg_block_class (size_t bytes);
void *rg_block_alloc (uint8_t block_class, size_t bytes);
void rg_block_free (uint8_t block_class, void *block);

/* --- copy.c: conversion and strided copies --- */

/* n elements, each `stride` elements apart, converted to contiguous dst. */
void rg_gather_elements (RgDType to, void *dst, RgDType from, const void *src, int64_t stride, int64_t n);
/* Copies src into dst (same sizes), any strides, any dtypes. */
void rg_copy_data (RgTensor *dst, const RgTensor *src);
/* Stores a double, converted as C would, saturating nothing. */
void rg_store (RgDType dtype, void *p, double value);
double rg_load (RgDType dtype, const void *p);

#endif
