/* views.c: views that share memory with a base, and the history of both.
 *
 * A view made by an operator keeps its base, the tensor at the root of a chain of
 * views, and the version of the memory that its own history stands for. Writing
 * into a view gives the base a CopySlices node: the old base outside the view, the
 * new value inside. Every other view of the base is then stale, which its version
 * shows; when it is asked for its history next, it gets that of the base through
 * its own place in it (AsStridedBackward0).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "views-private.h"
#include "rg-inplace.h"
#include "slices-private.h"

/* What a view of a view has in common with it. */
#define INHERITED                                                              \
  (RG_TENSOR_INFERENCE | RG_TENSOR_MULTI_VIEW | RG_TENSOR_NO_GRAD_VIEW | RG_TENSOR_INFERENCE_VIEW | RG_TENSOR_CUSTOM_VIEW)

/* --- views that operators make --- */

void
rg_views_note (RgFullCall *call)
{
  RgTensor *of = call->pub.inputs[0];
  unsigned multi = call->info->op.flags & RG_OP_MULTI_VIEW ? RG_TENSOR_MULTI_VIEW : 0;
  if (of == NULL || !rg_dtype_is_floating ((RgDType) of->dtype))
    return;
  for (size_t i = 0; i < call->pub.n_outputs; i++)
    {
      RgTensor *out = call->pub.outputs[i];
      if (out == NULL || out == of || (out->flags & RG_TENSOR_INLINE))
        continue;
      out->flags |= (uint16_t) (multi | (of->flags & INHERITED));
      if (!call->thread->grad_mode)
        out->flags |= RG_TENSOR_NO_GRAD_VIEW;
      /* A view is of inference mode if what it views is. */
      if (G_UNLIKELY (call->thread->inference_mode) && !(of->flags & RG_TENSOR_INFERENCE))
        {
          out->flags &= (uint16_t) ~RG_TENSOR_INFERENCE;
          out->flags |= RG_TENSOR_INFERENCE_VIEW;
        }
      /* Inside a backward, views are seen by nobody who could write them. */
      if (!call->thread->grad_mode && call->thread->depth)
        continue;
      RgExtra *extra = rg_extra_of (out);
      extra->base = rg_tensor_ref (of->extra && of->extra->base ? of->extra->base : of);
      extra->view_version = rg_tensor_get_version (out);
    }
}

bool
rg_is_view (const RgTensor *t)
{
  return t && t->extra && t->extra->base;
}

RgTensor *
rg_view_base (RgTensor *t)
{
  return rg_is_view (t) ? t->extra->base : NULL;
}

/* --- history --- */

void
rg_tensor_set_node (RgTensor *t, RgNode *node)
{
  RgNode *before = t->node;
  __atomic_store_n (&t->node, node, __ATOMIC_RELEASE);
  /* A tensor's own node goes with its block; any other was held by an edge. */
  if (before && rg_node_block (before) != t)
    rg_node_unref_edge (before);
}

/* Where `view` lies in the memory of its base. */
static RgSlices
place_of (const RgTensor *view, const RgTensor *base)
{
  RgSlices s = { .size = sizeof s };
  s.shape = rg_shape_of (view);
  s.stride = (RgInts){ view->ndim, rg_strides (view) };
  s.offset = (rg_data (view) - rg_data (base)) / (int64_t) rg_esize (base);
  s.base_shape = rg_shape_of (base);
  s.base_stride = (RgInts){ base->ndim, rg_strides (base) };
  return s;
}

void
rg_view_refresh (RgTensor *view)
{
  RgExtra *extra = view->extra;
  RgTensor *base = extra->base;
  uint32_t version = rg_tensor_get_version (view);
  if (__atomic_exchange_n (&extra->view_version, version, __ATOMIC_ACQ_REL) == version)
    return;
  RgNode *from = rg_gradient_node (base);
  if (from == NULL)
    return;
  RgSlices place = place_of (view, base);
  rg_tensor_set_node (view, rg_node_make (rg_slices_take_op (), view, &from, 1, &place));
  if (extra->retains_grad)
    {
      extra->retains_grad = false;
      rg_retain_grad (view); /* now at the new node */
    }
}

void
rg_view_rebase (RgTensor *written, RgTensor *value)
{
  RgTensor *base = written->extra->base;
  RgNode *edges[2] = { rg_gradient_node (base), rg_gradient_node (value) };
  RgSlices place = place_of (written, base);
  rg_tensor_set_node (base, rg_node_make (rg_slices_copy_op (), base, edges, 2, &place));
  written->extra->view_version--; /* stale */
  rg_view_refresh (written);
}
