/* registry-private.h: operators that are known, and what core works out of their
 * descriptors once.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_REGISTRY_PRIVATE_H
#define RG_REGISTRY_PRIVATE_H

#include "rg-module.h"

#define RG_MAX_VJP_ROWS 16

typedef struct _RgModuleFile RgModuleFile;

/* A descriptor completed to this engine's size, and what follows from it. The
 * public RgOp * points at `op`. */
typedef struct
{
  RgOp op;
  const char *backward_name; /* `MulBackward0` */
  const RgModuleFile *file;
  int n_inputs;              /* places, a variadic one counting once */
  int variadic;              /* its place, or -1 */
  int n_required;            /* places up to the last that is not optional */
  const RgVjp *vjp_all;      /* the RG_VJP_ALL row */
  const RgVjp *vjp_rest;
  const RgVjp *vjp_of[RG_MAX_VJP_ROWS];
  bool differentiable;
  bool has_jvp;
  bool is_plain;             /* plain.c may call it: pointwise, same type in and out */
  bool is_simple;            /* one output, at most two inputs, a row for each gradient */
  RgBlockFunc kernels[2];    /* for this machine, float32 and float64 */
} RgOpInfo;

static inline const RgOpInfo *
rg_op_info (const RgOp *op)
{
  return (const RgOpInfo *) op;
}

/* The row that differentiates flat input i, or NULL. */
static inline const RgVjp *
rg_op_vjp_row (const RgOpInfo *info, size_t i)
{
  if (info->vjp_all)
    return info->vjp_all;
  if (i < RG_MAX_VJP_ROWS && info->vjp_of[i])
    return info->vjp_of[i];
  if (info->variadic >= 0 && i >= (size_t) info->variadic)
    return info->vjp_rest;
  return NULL;
}

/* The place in the descriptor of flat input i, of n. */
int rg_op_place (const RgOpInfo *info, size_t i, size_t n);

struct _RgModuleFile
{
  const RgModule *module;
  char *path; /* NULL: built in */
};

/* Checks every descriptor of a module; then inserts all of them or none. */
bool rg_registry_insert (const RgModule *module, const char *path, GError **error);
/* Takes its operators out of the table again; what was handed out stays valid. */
void rg_registry_remove (const RgModule *module);
/* NULL if it is not there yet. */
const RgOp *rg_registry_find (const char *name);
/* Calls fn for every operator. */
void rg_registry_foreach (GHFunc fn, void *user_data);

#ifdef RG_STATIC_OPS
extern const RgModule *(*const rg_static_modules[]) (void);
#endif

#endif
