/* clamp.c: each element between two bounds, of which one may be absent.
 *
 *     out = min (max (input, min), max)
 *     d input = d out where min <= input <= max, else 0
 *     d min = d out where input < min < max, else 0
 *     d max = d out where max < input, or max < min, else 0
 *
 * Where the bounds are the wrong way round, max wins. With one bound it is
 * clamp_min or clamp_max; with two clamp.both does the work in one pass.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

#define CLAMP_RAISED (x < y || y != y ? y : x)
#define CLAMP_OF_FLOATS (x != x ? x : CLAMP_RAISED > z || z != z ? z : CLAMP_RAISED)
#define CLAMP_OF_INTEGERS ((x < y ? y : x) > z ? z : x < y ? y : x)

RG_TERNARY (clamp_f32, void, float, float, CLAMP_OF_FLOATS)
RG_TERNARY (clamp_f64, void, double, double, CLAMP_OF_FLOATS)
RG_TERNARY (clamp_i64, void, int64_t, int64_t, CLAMP_OF_INTEGERS)
RG_TERNARY (clamp_i32, void, int32_t, int32_t, CLAMP_OF_INTEGERS)
RG_TERNARY (clamp_u8, void, uint8_t, uint8_t, CLAMP_OF_INTEGERS)
RG_TERNARY (clamp_bool, void, uint8_t, uint8_t, CLAMP_OF_INTEGERS)

static const RgPointwise clamp_both_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (clamp), RG_KERNELS_INT (clamp), RG_KERNELS_BOOL (clamp) },
};

static bool
clamp_forward (RgCall *call)
{
  RgTensor *x = call->inputs[0], *low = call->n_inputs > 1 ? call->inputs[1] : NULL,
           *high = call->n_inputs > 2 ? call->inputs[2] : NULL;
  if (low == NULL && high == NULL)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "at least one of min and max must be given");
  return rg_call_return (call, 0, low && high ? rg_call ("clamp.both", x, low, high, NULL)
                                  : low       ? rg_clamp_min (x, low)
                                              : rg_clamp_max (x, high));
}

/* --- gradients --- */

static RgTensor *
clamp_within (RgTensor *x, RgTensor *low, RgTensor *high)
{
  return rg_logical_and (rg_ge (x, low), rg_le (x, high));
}

/* x, y and z are the tensor and its bounds. */
RG_GRADIENT_3 (clamp_both, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2),
               rg_where_scalar (clamp_within (x, y, z), g, 0),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2),
               rg_where_scalar (rg_logical_and (rg_lt (y, z), rg_lt (x, y)), g, 0),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2),
               rg_where_scalar (rg_logical_or (rg_lt (z, x), rg_lt (z, y)), g, 0))

static const char *
clamp_both_backward_name (RgCall *c)
{
  return rg_tensor_is_number (c->inputs[1]) ? "ClampBackward1" : "ClampBackward0";
}

/* --- tables --- */

static const RgInput clamp_inputs[] = {
  { "input", "the tensor", 0 },
  { "min", "the lower bound; a number does not promote", RG_INPUT_OPTIONAL },
  { "max", "the upper bound; a number does not promote", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgSample clamp_samples[] = {
  { "3x4 3x4 3x4", NULL, NULL, 0 },
  { "3x4 .:=-0.5 .:=0.5", NULL, "numbers", 0 },
  { "3x4 4", NULL, "a lower bound", 0 },
  { "3x4 - 3x1", NULL, "an upper bound", 0 },
  { "0x3 3 3", NULL, "no elements", 0 },
  { "5:=-2,-1,0,1,2 .:=-1 .:=1", NULL, "the gradient at a bound is 1", RG_SAMPLE_NO_GRAD },
  { "3:=-2,0,2 .:=1 .:=-1", NULL, "bounds the wrong way round", RG_SAMPLE_NO_GRAD },
  { "3:=nan,0,0 3:=0,nan,0 3:=1,1,nan", NULL, "nan", RG_SAMPLE_NO_GRAD },
  { "i64*4:i9 i64*.:=2 i64*.:=5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3x4", NULL, "no bound at all", RG_SAMPLE_ERROR },
  { "3 4 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput clamp_both_inputs[] = {
  { "input", "the tensor", 0 },
  { "min", "the lower bound", 0 },
  { "max", "the upper bound", 0 },
  { NULL, NULL, 0 },
};

static const RgSample clamp_both_samples[] = {
  { "3x4 3x4 3x4", NULL, NULL, 0 },
  { "3x4 4 3x1", NULL, "broadcast", 0 },
  { "0x3 3 3", NULL, "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp clamp_op = {
  .struct_size = sizeof (RgOp),
  .name = "clamp",
  .summary = "Each element between two bounds, of which one may be absent.",
  .formula = "out = min (max (input, min), max)",
  .gradient = "d input = d out where min <= input <= max, else 0; d min = d out where "
              "input < min < max, else 0; d max = d out where max < input or max < min, else 0",
  .category = "pointwise",
  .kind = RG_KIND_COMPOSITE,
  .inputs = clamp_inputs,
  .n_outputs = 1,
  .forward = clamp_forward,
  .samples = clamp_samples,
  .uses = RG_USES ("clamp.both", "clamp_min", "clamp_max"),
};

static const RgOp clamp_both_op = {
  .struct_size = sizeof (RgOp),
  .name = "clamp.both",
  .category = "pointwise",
  .kind = RG_KIND_POINTWISE,
  .inputs = clamp_both_inputs,
  .n_outputs = 1,
  .pointwise = &clamp_both_pointwise,
  .samples = clamp_both_samples,
  RG_DIFFERENTIABLE (clamp_both),
  .summary = "clamp with both bounds.",
  .formula = "out = min (max (input, min), max)",
  .gradient = "as of clamp",
  .flags = RG_OP_INTERNAL,
  .backward_name_of = clamp_both_backward_name,
  .uses = RG_USES ("logical_and", "logical_or", "ge", "le", "lt", "where", "expand"),
};

RG_MODULE (clamp, &clamp_op, &clamp_both_op)
