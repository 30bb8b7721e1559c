/* atleast_3d.c: tensors with three dimensions at least, as views.
 *
 *     out[i] = tensors[i], with sizes of 1 put in
 *     d tensors[i] = reshape (d out[i], sizes of tensors[i])
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

/* The sizes of a tensor that has fewer than 3 dimensions. */
static int
larger (RgInts in, int64_t *sizes)
{
  sizes[0] = in.n == 2 ? in.v[0] : 1;
  sizes[1] = in.n == 2 ? in.v[1] : in.n ? in.v[0] : 1;
  sizes[2] = 1;
  return 3;
}

static bool
atleast_3d_forward (RgCall *call)
{
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      int64_t sizes[3];
      RgTensor *t = call->inputs[i];
      if (t && rg_tensor_ndim (t) < 3)
        t = rg_reshape (t, (RgInts){ larger (rg_tensor_shape (t), sizes), sizes });
      if (!rg_call_return (call, i, t))
        return false;
    }
  return true;
}

/* --- tables --- */

static const RgInput atleast_3d_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample atleast_3d_samples[] = {
  { "[.]", NULL, NULL, 0 },
  { "[3]", NULL, NULL, 0 },
  { "[2x3]", NULL, NULL, 0 },
  { "[. 2x3 2x2x2x1]", NULL, "several", 0 },
  { "[0]", NULL, "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp atleast_3d = {
  SHAPE_OP (atleast_3d, COMPOSITE),
  .summary = "Gives each tensor 3 dimensions at least; views.",
  .formula = "out[i] = tensors[i], with sizes of 1 put in",
  .gradient = "d tensors[i] = reshape (d out[i], sizes of tensors[i])",
  .n_outputs = 0,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (atleast_3d, &atleast_3d)
