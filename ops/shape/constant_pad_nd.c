/* constant_pad_nd.c: a tensor with a constant around it.
 *
 *     out[i] = input[i - before], or value where there is none
 *     d input = d out without the border
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "padding.h"

/* --- the forward --- */

static bool
constant_pad_nd_forward (RgCall *call)
{
  const RgConstantPadNdAttrs *a = call->attrs;
  return pad_constant (call, a->pad, a->value);
}

/* --- gradients --- */

RG_VJP (constant_pad_nd_input, pad_constant_vjp (RG_G, RG_ATTRS (RgConstantPadNdAttrs)->pad))

static const RgVjp constant_pad_nd_vjps[] = { { 0, 0, constant_pad_nd_input }, { 0, 0, NULL } };

/* A constant has no tangent. */
static RgTensor *
constant_pad_nd_jvp (RgJvpCall *c, size_t o)
{
  const RgConstantPadNdAttrs *a = rg_jvp_attrs (c);
  (void) o;
  return rg_constant_pad_nd (rg_jvp_tangent (c, 0), a->pad, 0);
}

/* --- tables --- */

static const RgInput constant_pad_nd_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgConstantPadNdAttrs constant_pad_nd_init = RG_CONSTANT_PAD_ND_ATTRS_INIT;
static const RgAttr constant_pad_nd_attrs[] = {
  RG_ATTR (RgConstantPadNdAttrs, pad, INTS, NULL,
           .doc = "before and after for the last dimension, then for the one before it; a negative number cuts off"),
  RG_ATTR (RgConstantPadNdAttrs, value, FLOAT, "0", .doc = "the constant"),
  { .name = NULL },
};

static const RgSample constant_pad_nd_samples[] = {
  { "2x3", "pad=1,2", NULL, 0 },
  { "2x3", "pad=1,0,0,2 value=1.5", NULL, 0 },
  { "3x4", "pad=-1,1,-2,1", "cut and extended", 0 },
  { "2x0", "pad=1,1", "no elements", 0 },
  { ".", "pad=", "zero-dimensional", 0 },
  { "2x3", "pad=1", "an odd number", RG_SAMPLE_ERROR },
  { "3", "pad=1,1,1,1", "too many dimensions", RG_SAMPLE_ERROR },
  { "3", "pad=-2,-2", "less than nothing", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp constant_pad_nd = {
  SHAPE_OP (constant_pad_nd, GENERAL),
  .summary = "Puts a constant around a tensor.",
  .formula = "out[i] = input[i - before], or value where there is none",
  .gradient = "d input = d out without the border",
  .n_outputs = 1,
  .vjp = constant_pad_nd_vjps,
  .jvp = constant_pad_nd_jvp,
  RG_ATTRIBUTES (constant_pad_nd, RgConstantPadNdAttrs),
};

RG_MODULE (constant_pad_nd, &constant_pad_nd)
