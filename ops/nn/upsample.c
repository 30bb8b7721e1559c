/* upsample.c: planes made larger or smaller; what interpolate ends in.
 *
 *     out = sum over the neighbours of a place of weight input
 *     d input = d out weight, added to each of the neighbours
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "resample-bytes.h"

#define T float
#define FN(name) name##_f32
#include "resample-body.h"
#undef T
#undef FN
#define T double
#define FN(name) name##_f64
#include "resample-body.h"
#undef T
#undef FN

/* --- forward --- */

/* `payload`: j, or what holds it. */
static bool
run (RgCall *call, ResampleJob *j, RgInts sizes, RgRangeFunc kernel, void *payload)
{
  RgTensor *in = rg_call_contiguous (call, 0);
  RgTensor *out = in ? rg_call_output (call, 0, rg_tensor_dtype (in), sizes) : NULL;
  if (out == NULL)
    return false;
  j->in = rg_tensor_data (in);
  j->out = rg_tensor_data (out);
  double work = 1;
  for (int a = 0; a < RESAMPLE_AXES; a++)
    work *= (double) (j->axis[a].out * j->axis[a].taps);
  if (j->planes > 0)
    rg_parallel_for (j->planes, MAX (1, (int64_t) (20000 / work)), kernel, payload);
  return true;
}

static bool
is_floating (RgCall *call)
{
  const RgDType dtype = rg_tensor_dtype (call->inputs[0]);
  return rg_dtype_is_floating (dtype)
         || rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32 or float64 would be right", rg_dtype_name (dtype));
}

/* uint8, which only the nearest modes and those of images take. */
static bool
bytes_forward (RgCall *call, ResampleJob *j, RgInts sizes, const char *mode)
{
  BytesJob b = { .job = j };
  const bool nearest = g_str_has_prefix (mode, "nearest");
  if (!nearest && sizes.n != 4)
    return rg_call_fail (call, RG_ERROR_DTYPE, "uint8 is for the nearest modes, and for images (n, channels, height, width); "
                         "float32 or float64 would be right");
  if (!nearest && !(bytes_axis (call, &b.axis[0], &j->axis[1]) && bytes_axis (call, &b.axis[1], &j->axis[2])))
    return false;
  return run (call, j, sizes, nearest ? bytes_nearest : bytes_planes, &b);
}

static bool
upsample_forward (RgCall *call)
{
  static const RgRangeFunc kernel[] = { resample_planes_f32, resample_planes_f64 };
  const RgDType dtype = rg_tensor_dtype (call->inputs[0]);
  const RgUpsampleAttrs *a = call->attrs;
  const ResampleRule rule = { a->mode, a->align_corners, a->antialias, a->has_scale ? a->scale : 0, false };
  const RgInts shape = rg_tensor_shape (call->inputs[0]);
  int64_t sizes[RG_MAX_DIMS];
  ResampleJob j;
  if ((dtype != RG_U8 && !is_floating (call)) || !resample_job (call, &j, shape, a->size, &rule))
    return false;
  for (int64_t d = 0; d < shape.n; d++)
    sizes[d] = d < 2 ? shape.v[d] : a->size.v[d - 2];
  const RgInts out = { shape.n, sizes };
  return dtype == RG_U8 ? bytes_forward (call, &j, out, a->mode) : run (call, &j, out, kernel[dtype == RG_F64], &j);
}

static bool
upsample_backward_forward (RgCall *call)
{
  static const RgRangeFunc kernel[] = { resample_back_f32, resample_back_f64 };
  const RgUpsampleBackwardAttrs *a = call->attrs;
  const ResampleRule rule = { a->mode, a->align_corners, a->antialias, a->has_scale ? a->scale : 0, false };
  const RgInts g = rg_tensor_shape (call->inputs[0]), to = a->input_sizes;
  ResampleJob j;
  if (g.n != to.n || g.n < 3 || g.v[0] != to.v[0] || g.v[1] != to.v[1])
    return rg_call_fail (call, RG_ERROR_SHAPE, "input_sizes must begin with the samples and channels of grad_output");
  return is_floating (call) && resample_job (call, &j, to, (RgInts){ g.n - 2, g.v + 2 }, &rule)
         && run (call, &j, to, kernel[rg_tensor_dtype (call->inputs[0]) == RG_F64], &j);
}

/* --- gradients --- */

static RgTensor *
upsample_input (RgVjpCall *c, size_t i)
{
  const RgUpsampleAttrs *a = rg_vjp_attrs (c);
  RgUpsampleBackwardAttrs b = RG_UPSAMPLE_BACKWARD_ATTRS_INIT;
  b.input_sizes = rg_vjp_shape (c, i);
  b.mode = a->mode;
  b.align_corners = a->align_corners;
  b.antialias = a->antialias;
  b.scale = a->scale;
  b.has_scale = a->has_scale;
  return rg_upsample_backward_with (RG_G, &b);
}

static const RgVjp upsample_vjps[] = { { 0, 0, upsample_input }, { 0, 0, NULL } };

static RgTensor *
upsample_backward_grad_output (RgVjpCall *c, size_t i)
{
  const RgUpsampleBackwardAttrs *a = rg_vjp_attrs (c);
  const RgInts g = rg_vjp_shape (c, i);
  RgUpsampleAttrs b = RG_UPSAMPLE_ATTRS_INIT;
  b.size = (RgInts){ g.n - 2, g.v + 2 };
  b.mode = a->mode;
  b.align_corners = a->align_corners;
  b.antialias = a->antialias;
  b.scale = a->scale;
  b.has_scale = a->has_scale;
  return rg_upsample_with (RG_G, &b);
}

static const RgVjp upsample_backward_vjps[] = { { 0, 0, upsample_backward_grad_output }, { 0, 0, NULL } };

static const char *
upsample_name (RgCall *call)
{
  static const char *const names[4][3] = {
    { "UpsampleNearest1DBackward0", "UpsampleNearest2DBackward0", "UpsampleNearest3DBackward0" },
    { "UpsampleNearestExact1DBackward0", "UpsampleNearestExact2DBackward0", "UpsampleNearestExact3DBackward0" },
    { "UpsampleLinear1DBackward0", "UpsampleBilinear2DBackward0", "UpsampleTrilinear3DBackward0" },
    { "UpsampleBicubic2DBackward0", "UpsampleBicubic2DBackward0", "UpsampleBicubic2DBackward0" },
  };
  static const char *const wide[2] = { "UpsampleBilinear2DAaBackward0", "UpsampleBicubic2DAaBackward0" };
  const RgUpsampleAttrs *a = call->attrs;
  const int mode = !strcmp (a->mode, "nearest") ? 0 : !strcmp (a->mode, "nearest-exact") ? 1 : !strcmp (a->mode, "linear") ? 2 : 3;
  return a->antialias && mode > 1 ? wide[mode - 2] : names[mode][CLAMP (rg_tensor_ndim (call->inputs[0]) - 3, 0, 2)];
}

/* --- tables --- */

static const RgInput upsample_inputs[] = { { "input", "the planes (n, channels, ...)", 0 }, { NULL, NULL, 0 } };

#define RULE_ATTRS(A)                                                          \
  RG_ATTR (A, mode, STRING, "nearest", .choices = RESAMPLE_MODES, .doc = "which neighbours count"), \
  RG_ATTR (A, align_corners, BOOL, "false", .doc = "whether the first and the last elements stay in place"), \
  RG_ATTR (A, antialias, BOOL, "false", .doc = "whether a smaller output takes all its inputs into account"), \
  RG_ATTR_OPT (A, scale, FLOAT, .doc = "how many times larger, where not what the sizes say")

static const RgUpsampleAttrs upsample_init = RG_UPSAMPLE_ATTRS_INIT;
static const RgAttr upsample_attrs[] = {
  RG_ATTR (RgUpsampleAttrs, size, INTS, NULL, .doc = "the sizes of the output (...)"),
  RULE_ATTRS (RgUpsampleAttrs),
  { .name = NULL },
};

static const RgSample upsample_samples[] = {
  { "2x3x4", "size=7", "nearest, one dimension", 0 },
  { "2x2x3x4", "size=5,6 mode=linear", "two", 0 },
  { "1x2x3x4", "size=5,2 mode=linear align_corners=true", "corners stay", 0 },
  { "1x2x3x4", "size=6,3 mode=cubic", NULL, 0 },
  { "1x1x6x7", "size=2,3 mode=linear antialias=true", "smaller, with all inputs", 0 },
  { "1x1x2x3x2", "size=3,2,4 mode=linear scale=1.5", "three, with a scale", 0 },
  { "1x2x5", "size=8 mode=nearest-exact", NULL, 0 },
  { "0x3x4", "size=2", "no samples", 0 },
  { "1x2x3", "size=3 scale=1.3", "a scale that the sizes do not show", 0 },
  { "1x1x2x3", "size=2,3 scale=1.3", "which images leave out", 0 },
  { "u8*1x1x2x3:=0,50,100,150,200,255", "size=3,4 mode=linear", "bytes", 0 },
  { "u8*1x1x2x3:=0,50,100,150,200,255", "size=3,4 mode=cubic", "bytes", 0 },
  { "u8*1x1x3:=0,50,100", "size=5", "bytes", 0 },
  { "u8*1x1x3:=0,50,100", "size=5 mode=linear", "bytes, but not an image", RG_SAMPLE_ERROR },
  { "2x3x4", "size=0", "no output", RG_SAMPLE_ERROR },
  { "2x3x4", "size=2 scale=1e-300", "a scale too small", RG_SAMPLE_ERROR },
  { "2x3x4", "size=2,2", "too many sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput upsample_backward_inputs[] = {
  { "grad_output", "the gradient of the output (n, channels, ...)", 0 },
  { NULL, NULL, 0 },
};

static const RgUpsampleBackwardAttrs upsample_backward_init = RG_UPSAMPLE_BACKWARD_ATTRS_INIT;
static const RgAttr upsample_backward_attrs[] = {
  RG_ATTR (RgUpsampleBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of the input (n, channels, ...)"),
  RULE_ATTRS (RgUpsampleBackwardAttrs),
  { .name = NULL },
};

static const RgSample upsample_backward_samples[] = {
  { "2x2x5x6", "input_sizes=2,2,3,4 mode=linear", NULL, 0 },
  { "2x2x5x6", "input_sizes=2,3,3,4 mode=linear", "other channels", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static double
upsample_cost (RgCall *call)
{
  return 200 + 8 * (double) rg_tensor_numel (call->inputs[0]);
}

static const RgOp upsample = {
  .struct_size = sizeof (RgOp),
  .name = "upsample",
  .summary = "Makes planes larger or smaller.",
  .formula = "out = sum over the neighbours of a place of weight * input",
  .gradient = "d input = d out * weight, added to each of the neighbours",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = upsample_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (upsample, RgUpsampleAttrs),
  .forward = upsample_forward,
  .vjp = upsample_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name_of = upsample_name,
  .samples = upsample_samples,
  .uses = RG_USES ("upsample_backward"),
  .cost = upsample_cost,
};

static const RgOp upsample_backward = {
  .struct_size = sizeof (RgOp),
  .name = "upsample_backward",
  .summary = "The gradient of upsample.",
  .formula = "out = grad_output * weight, added to each of the neighbours",
  .gradient = "d grad_output = upsample (d out)",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = upsample_backward_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (upsample_backward, RgUpsampleBackwardAttrs),
  .forward = upsample_backward_forward,
  .vjp = upsample_backward_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = upsample_backward_samples,
  .uses = RG_USES ("upsample"),
  .cost = upsample_cost,
};

RG_MODULE (upsample, &upsample, &upsample_backward)
