/* amax.c: the largest element over all dimensions, or some.
 *
 *     out = the largest element of input over dim
 *     d input = d out, spread evenly over the elements that equal out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "extremes.h"

/* --- kernels --- */

LARGEST_REDUCTION (amax)

/* --- gradients --- */

static RgTensor *
amax_input (RgVjpCall *c, size_t i)
{
  const RgAmaxAttrs *a = rg_vjp_attrs (c);
  return extreme_gradient (rg_vjp_input (c, i), rg_vjp_output (c, 0), rg_vjp_grad (c, 0), a->has_dim, a->dim,
                           a->keepdim);
}

static const RgVjp amax_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), amax_input },
  { 0, 0, NULL },
};

static RgTensor *
amax_jvp (RgJvpCall *c, size_t o)
{
  const RgAmaxAttrs *a = rg_jvp_attrs (c);
  return extreme_tangent (rg_jvp_input (c, 0), rg_jvp_output (c, o), rg_jvp_tangent (c, 0), a->has_dim, a->dim,
                          a->keepdim);
}

/* --- tables --- */

static const RgInput amax_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgAmaxAttrs amax_init = RG_AMAX_ATTRS_INIT;
static const RgAttr amax_attrs[] = { REDUCE_DIM_ATTRS (RgAmaxAttrs), { .name = NULL } };

static const RgSample amax_samples[] = {
  REDUCE_SAMPLES (":s"),
  { "4:=1,3,3,0", NULL, "a tie", RG_SAMPLE_NO_GRAD },
  { "3:=1,nan,2", NULL, "nan wins", RG_SAMPLE_NO_GRAD },
  { "i64*3x4:i5", "dim=1", "integers", RG_SAMPLE_NO_GRAD },
  { "0x3", "dim=0", "nothing has no largest element", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp amax = {
  .struct_size = sizeof (RgOp),
  .name = "amax",
  .summary = "The largest element over all dimensions, or over some.",
  .formula = "out = max over dim of input",
  .gradient = "d input = d out, spread evenly over the elements that equal out",
  .category = "reduce",
  .kind = RG_KIND_REDUCTION,
  .inputs = amax_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (amax, RgAmaxAttrs),
  .reduction = &amax_reduction,
  .vjp = amax_vjps,
  .jvp = amax_jvp,
  .samples = amax_samples,
  .uses = RG_USES ("eq", "sum", "mul", "div", "reshape"),
};

RG_MODULE (amax, &amax)
