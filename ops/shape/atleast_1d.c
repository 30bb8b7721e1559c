/* atleast_1d.c: tensors with one dimension at least, as views.
 *
 *     out[i] = tensors[i], with sizes of 1 put in
 *     d tensors[i] = reshape (d out[i], sizes of tensors[i])
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

/* The sizes of a tensor that has fewer than 1 dimensions. */
static int
larger (RgInts in, int64_t *sizes)
{
  (void) in;
  sizes[0] = 1;
  return 1;
}

static bool
atleast_1d_forward (RgCall *call)
{
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      int64_t sizes[1];
      RgTensor *t = call->inputs[i];
      if (t && rg_tensor_ndim (t) < 1)
        t = rg_reshape (t, (RgInts){ larger (rg_tensor_shape (t), sizes), sizes });
      if (!rg_call_return (call, i, t))
        return false;
    }
  return true;
}

/* --- tables --- */

static const RgInput atleast_1d_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample atleast_1d_samples[] = {
  { "[.]", NULL, NULL, 0 },
  { "[3]", NULL, NULL, 0 },
  { "[2x3]", NULL, NULL, 0 },
  { "[. 2x3 2x2x2x1]", NULL, "several", 0 },
  { "[0]", NULL, "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp atleast_1d = {
  SHAPE_OP (atleast_1d, COMPOSITE),
  .summary = "Gives each tensor 1 dimension at least; views.",
  .formula = "out[i] = tensors[i], with sizes of 1 put in",
  .gradient = "d tensors[i] = reshape (d out[i], sizes of tensors[i])",
  .n_outputs = 0,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (atleast_1d, &atleast_1d)
