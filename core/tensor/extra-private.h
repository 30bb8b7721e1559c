/* extra-private.h: what few tensors have: a gradient, hooks, a base.
 *
 * The tensor room allocates and frees it; the graph room fills it. A block keeps
 * its extra while its node lives, since a node's hooks outlive its tensor.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_EXTRA_PRIVATE_H
#define RG_EXTRA_PRIVATE_H

#include "thread-private.h"
#include <pthread.h>

/* A list of callbacks of one kind; graph/hooks.c knows what they are. */
typedef struct _RgHook RgHook;
struct _RgHook
{
  RgHook *next;
  uint64_t id;
  void (*fn) (void);
  void *user_data;
  GDestroyNotify destroy;
  unsigned flags;
  void (*forget) (RgHook *hook); /* when its tensor or node goes */
};

struct _RgExtra
{
  pthread_mutex_t lock; /* of `grad` */
  RgTensor *grad;       /* (same shape) */
  RgTensor *base;       /* of a view that autograd knows: what it views */
  uint32_t view_version; /* of the memory that the view's node stands for */
  bool retains_grad;
  bool warned_cycle;
  RgTensor *retain_to;  /* the tensor that keeps this node's gradient: not the block's own */
  RgNode *retained_at;  /* of such a tensor: the node (an edge) */
  RgNode *parked;       /* the accumulation of a leaf that requires no gradient any more */
  RgHook *tensor_hooks;  /* on the gradient, before the node runs */
  RgHook *pre_hooks;     /* on the node, before it runs */
  RgHook *post_hooks;    /* on the node, after it ran */
  RgHook *leaf_hooks;    /* after accumulation */
  RgTensor *tangent;     /* forward mode, of the level below */
  uint32_t tangent_level;
  RgExtra *next_dual;    /* what else has a tangent of that level, and what points here: */
  RgExtra **dual_link;   /* under a lock in extra.c */
  char *trace;           /* anomaly mode: where forward was called */
};

RgExtra *rg_extra_of (RgTensor *tensor); /* made on first use */
/* The node that held its tensor's gradient for it lets go. */
void rg_extra_stop_retaining (RgExtra *extra);
void rg_extra_release_tensor (RgExtra *extra);
void rg_extra_free (RgExtra *extra);
/* Takes @tangent, which stays until the thread's forward mode is closed. */
void rg_extra_set_tangent (RgExtra *extra, RgTensor *tangent);
/* Lets go of all tangents of the thread's forward mode. */
void rg_extra_drop_tangents (RgThread *self);

/* Releases what a node refers to: edges, saved tensors, attributes. */
void rg_node_release (RgNode *node);
/* Unrefs, but counts handles of one tensor that go one after the other together, until
 * all that is dying is freed: a chain that saved one constant lets go of it once. */
void rg_tensor_unref_later (RgTensor *tensor);
/* Releases the saved tensors only, for a backward that does not retain. */
void rg_node_release_saved (RgNode *node);

bool rg_node_has_saved (RgNode *node);

/* What a hook made of a saved tensor. */
typedef struct _RgPacked RgPacked;
struct _RgPacked
{
  bool is_set;
  void *packed;
  RgTensor *(*unpack) (void *packed, void *user_data);
  GDestroyNotify release;
  void *user_data;
};

/* The attributes that a node keeps; op-specific memory follows. */
typedef struct
{
  size_t bytes;
  struct _RgPacked *packed; /* (n_packed) what hooks made of saved inputs, then outputs; or NULL */
  size_t n_packed;
  bool has_attrs;           /* else the operator's defaults hold */
  const char *name;         /* of the node, where it is not its operator's; or NULL */
  GDestroyNotify destroy;   /* called with `owned` when the node goes */
  void *owned;
  RgTensor **aliases; /* (n_aliases) saved outputs of a node with several */
  uint32_t *alias_versions;
  size_t n_aliases;
  _Alignas (16) char attrs[];
} RgSavedAttrs;

#endif
