/* eye.c: ones on the diagonal, zeros elsewhere.
 *
 *     out[i, j] = i == j
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
eye_forward (RgCall *call)
{
  const RgEyeAttrs *a = call->attrs;
  const int64_t n = a->n, m = a->has_m ? a->m : n;
  if (n < 0 || m < 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "n and m must be at least 0");
  RgTensor *out = rg_zeros (a->dtype, RG_SHAPE (n, m));
  RgTensor *diagonal = out ? rg_diagonal (out) : NULL;
  return diagonal && rg_fill_ (diagonal, 1) && making_return (call, out);
}

/* --- tables --- */

static const RgInput eye_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgEyeAttrs eye_init = RG_EYE_ATTRS_INIT;
static const RgAttr eye_attrs[] = {
  RG_ATTR (RgEyeAttrs, n, INT, NULL, .doc = "rows"),
  RG_ATTR_OPT (RgEyeAttrs, m, INT, .doc = "columns; absent: as many as rows"),
  RG_ATTR (RgEyeAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample eye_samples[] = {
  { "", "n=3", NULL, 0 },
  { "", "n=2 m=4 dtype=float64", NULL, 0 },
  { "", "n=3 m=0", "no columns", 0 },
  { "", "n=3 dtype=int64", NULL, 0 },
  { "", "n=-1", "less than nothing", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp eye_op = {
  .struct_size = sizeof (RgOp),
  .name = "eye",
  .summary = "Ones on the diagonal, zeros elsewhere.",
  .formula = "out[i, j] = 1 where i = j, else 0",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = eye_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (eye, RgEyeAttrs),
  .forward = eye_forward,
  .samples = eye_samples,
  .flags = RG_OP_NO_GRAD,
  .uses = RG_USES ("diagonal", "fill"),
};

RG_MODULE (eye, &eye_op)
