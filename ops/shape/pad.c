/* pad.c: a tensor with a border: of a constant, or of its own elements.
 *
 *     out[i] = input[j], where j is i - before if the input has it
 *     else reflect mirrors j at the edge, replicate takes the edge, circular goes around, constant gives value
 *     d input = the sum of d out over the places where an element stands
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pad-mixed.h"

/* --- the forward --- */

static bool
pad_forward (RgCall *call)
{
  const RgPadAttrs *a = call->attrs;
  if (!check_word (call, "mode", a->mode))
    return false;
  if (strcmp (a->mode, "constant") == 0)
    return pad_constant (call, a->pad, a->value);
  Padding p;
  if (!padding_of (call, rg_tensor_shape (call->inputs[0]), a->pad, &p))
    return false;
  return (border_mixed (&p) ? pad_mixed : pad_border) (call, &p, border_mode (a->mode));
}

/* The names of PyTorch's nodes, which printed graphs show. */
static const char *
pad_node_name (RgCall *call)
{
  static const char *const reflection[] = { "ReflectionPad1DBackward0", "ReflectionPad2DBackward0",
                                            "ReflectionPad3DBackward0" };
  static const char *const replication[] = { "ReplicationPad1DBackward0", "ReplicationPad2DBackward0",
                                             "ReplicationPad3DBackward0" };
  const RgPadAttrs *a = call->attrs;
  int64_t dims = CLAMP (a->pad.n / 2, 1, 3);
  switch (border_mode (a->mode))
    {
    case 'r':
      return reflection[dims - 1];
    case 'c':
      return "CircularPadBackward0";
    default:
      return strcmp (a->mode, "replicate") == 0 ? replication[dims - 1] : "ConstantPadNdBackward0";
    }
}

/* --- gradients --- */

static RgTensor *
pad_input (RgVjpCall *c, size_t i)
{
  const RgPadAttrs *a = rg_vjp_attrs (c);
  if (strcmp (a->mode, "constant") == 0)
    return pad_constant_vjp (RG_G, a->pad);
  return rg_pad_backward (RG_G, rg_vjp_shape (c, i), a->pad, a->mode);
}

static const RgVjp pad_vjps[] = { { 0, 0, pad_input }, { 0, 0, NULL } };

/* A constant has no tangent. */
static RgTensor *
pad_jvp (RgJvpCall *c, size_t o)
{
  RgPadAttrs a = *(const RgPadAttrs *) rg_jvp_attrs (c);
  (void) o;
  a.value = 0;
  return rg_pad_with (rg_jvp_tangent (c, 0), &a);
}

/* --- tables --- */

static const RgInput pad_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgPadAttrs pad_init = RG_PAD_ATTRS_INIT;
static const RgAttr pad_attrs[] = {
  RG_ATTR (RgPadAttrs, pad, INTS, NULL,
           .doc = "before and after for the last dimension, then for the one before it; a negative number cuts off"),
  RG_ATTR (RgPadAttrs, mode, STRING, "constant", .choices = "constant reflect replicate circular",
           .doc = "what the border holds"),
  RG_ATTR (RgPadAttrs, value, FLOAT, "0", .doc = "the constant"),
  { .name = NULL },
};

static const RgSample pad_samples[] = {
  { "2x3", "pad=1,2", NULL, 0 },
  { "2x3", "pad=1,0,0,2 value=1.5", NULL, 0 },
  { "1x2x4", "pad=3,2 mode=reflect", NULL, 0 },
  { "1x3x4", "pad=1,2,2,1 mode=reflect", NULL, 0 },
  { "1x3x4", "pad=3,2,0,5 mode=replicate", NULL, 0 },
  { "1x3x4", "pad=4,1,1,3 mode=circular", NULL, 0 },
  { "1x5", "pad=-1,-2 mode=reflect", "cut off", 0 },
  { "1x3", "pad=3,0 mode=reflect", "a border too large", RG_SAMPLE_ERROR },
  { "1x3", "pad=4,0 mode=circular", "a border too large", RG_SAMPLE_ERROR },
  { "1x3x4", "pad=-1,1,1,-2 mode=replicate", "cut and extended", 0 },
  { "1x3x4", "pad=-1,2,1,-1 mode=reflect", "cut and extended", 0 },
  { "1x3x4", "pad=-1,2,1,-1 mode=circular", "cut and extended", 0 },
  { "1x3", "pad=-1,4 mode=circular", "a border larger than what is left", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp pad = {
  SHAPE_OP (pad, GENERAL),
  .summary = "Puts a border around a tensor.",
  .formula = "out[i] = input[j], where j is i - before if the input has it; else reflect mirrors j at the edge, "
             "replicate takes the edge, circular goes around, constant gives value",
  .gradient = "d input = the sum of d out over the places where an element stands",
  .n_outputs = 1,
  .vjp = pad_vjps,
  .jvp = pad_jvp,
  RG_ATTRIBUTES (pad, RgPadAttrs),
  .backward_name_of = pad_node_name,
  .uses = RG_USES ("constant_pad_nd", "pad_backward", "index_select"),
};

/* --- the backward: an operator of its own --- */

static bool
pad_backward_forward (RgCall *call)
{
  const RgPadBackwardAttrs *a = call->attrs;
  if (!check_word (call, "mode", a->mode))
    return false;
  RgTensor *grad = call->inputs[0];
  Padding p;
  if (!padding_of (call, a->input_sizes, a->pad, &p))
    return false;
  if (!rg_dtype_is_floating (rg_tensor_dtype (grad)) || !same_sizes (rg_tensor_shape (grad), (RgInts){ p.ndim, p.out }))
    return rg_call_fail (call, RG_ERROR_SHAPE,
                         "the gradient must have the sizes of the padded tensor and a floating type");
  return (border_mixed (&p) ? pad_mixed_backward : pad_border_backward) (call, &p, border_mode (a->mode));
}

RG_VJP (pad_backward_grad, rg_pad_mode (RG_G, RG_ATTRS (RgPadBackwardAttrs)->pad, RG_ATTRS (RgPadBackwardAttrs)->mode))

static const RgVjp pad_backward_vjps[] = { { 0, 0, pad_backward_grad }, { 0, 0, NULL } };
static const RgInput pad_backward_inputs[] = {
  { "grad_output", "the gradient of the padded tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgPadBackwardAttrs pad_backward_init = RG_PAD_BACKWARD_ATTRS_INIT;
static const RgAttr pad_backward_attrs[] = {
  RG_ATTR (RgPadBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was padded"),
  RG_ATTR (RgPadBackwardAttrs, pad, INTS, NULL, .doc = "as of pad"),
  RG_ATTR (RgPadBackwardAttrs, mode, STRING, "constant", .choices = "constant reflect replicate circular",
           .doc = "as of pad"),
  { .name = NULL },
};

static const RgSample pad_backward_samples[] = {
  { "1x2x7", "input_sizes=1,2,4 pad=1,2 mode=reflect", NULL, 0 },
  { "6x7", "input_sizes=3,4 pad=1,2,2,1 mode=replicate", NULL, 0 },
  { "6x7", "input_sizes=3,4 pad=1,2,2,1 mode=circular", NULL, 0 },
  { "1x2x7", "input_sizes=1,2,5 pad=1,2 mode=reflect", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp pad_backward = {
  SHAPE_OP (pad_backward, GENERAL),
  .summary = "Adds a border back to the elements that it was made of.",
  .formula = "out[j] = sum of grad_output over the places where pad puts element j",
  .gradient = "d grad_output = pad (d out, pad, mode)",
  .flags = RG_OP_INTERNAL,
  SHAPE_LINEAR (pad_backward),
  RG_ATTRIBUTES (pad_backward, RgPadBackwardAttrs),
  .uses = RG_USES ("pad"),
};

RG_MODULE (pad, &pad, &pad_backward)
