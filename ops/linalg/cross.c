/* cross.c: the vector product of vectors of three elements.
 *
 *     out = input x other along dim
 *     d input = other x d out        d other = d out x input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "../reduce/lines.h"
#include "product.h"

/* --- kernels --- */

#define CROSS(T, type)                                                         \
  RG_INLINE void cross_##type##_body (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    const LineStep *step = attrs;                                              \
    const T *x = in[0], *y = in[1];                                            \
    T *restrict o = out[0];                                                    \
    (void) n;                                                                  \
    for (size_t i = 0; i < 3; i++)                                             \
      {                                                                        \
        const size_t a = (i + 1) % 3 * step->stride, b = (i + 2) % 3 * step->stride; \
        for (size_t c = 0; c < step->width; c++)                               \
          o[i * step->stride + c] = (T) (x[a + c] * y[b + c] - x[b + c] * y[a + c]); \
      }                                                                        \
  }                                                                            \
  RG_CLONES (cross_##type, cross_##type##_body)
CROSS (float, f32)
CROSS (double, f64)
CROSS (int64_t, i64)
CROSS (int32_t, i32)
CROSS (uint8_t, u8)

static const RgBlockFunc cross_kernels[RG_N_DTYPES][RG_N_ISAS] = {
  [RG_F32] = RG_CLONES_OF (cross_f32), [RG_F64] = RG_CLONES_OF (cross_f64), [RG_I64] = RG_CLONES_OF (cross_i64),
  [RG_I32] = RG_CLONES_OF (cross_i32), [RG_U8] = RG_CLONES_OF (cross_u8),
};

/* --- forward --- */

static bool
cross_forward (RgCall *call)
{
  const RgCrossAttrs *a = call->attrs;
  int ndim, dim = -1;
  int64_t sizes[RG_MAX_DIMS];
  if (!rg_call_broadcast (call, 0, 2, &ndim, sizes) || !product_dtypes (call, 0, 2))
    return false;
  RgInts shape = { ndim, sizes };
  if (a->has_dim)
    {
      dim = rg_call_dim (call, a->dim, ndim);
      if (dim < 0)
        return false;
    }
  for (int d = 0; d < ndim && dim < 0; d++)
    if (sizes[d] == 3)
      dim = d;
  if (dim < 0 || dim >= ndim || sizes[dim] != 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the size of dim must be 3");
  RgTensor *x = rg_contiguous (rg_expand (call->inputs[0], shape));
  RgTensor *y = rg_contiguous (rg_expand (call->inputs[1], shape));
  RgTensor *out = x && y ? rg_call_output (call, 0, rg_tensor_dtype (x), shape) : NULL;
  if (out == NULL)
    return false;
  LinesJob job = { .kernel = lines_kernel (cross_kernels[rg_tensor_dtype (x)]) };
  if (!lines_of (call, out, dim, &job.lines))
    return false;
  lines_in (&job, x, 3);
  lines_in (&job, y, 3);
  lines_out (&job, out, 3);
  lines_run (&job);
  return true;
}

/* --- gradients --- */

/* The dim, counted from the end, so that it holds for inputs that broadcasting
 * gave more dimensions. */
static int64_t
dim_of (const RgCrossAttrs *a, RgInts out)
{
  if (a->has_dim)
    return a->dim < 0 ? a->dim : a->dim - out.n;
  for (int64_t d = 0; d < out.n; d++)
    if (out.v[d] == 3)
      return d - out.n;
  return -1;
}

static RgTensor *
cross_of (RgTensor *x, RgTensor *y, int64_t dim)
{
  return rg_cross_dim (x, y, dim);
}

static RgTensor *
cross_vjp (RgVjpCall *c, size_t i)
{
  RgTensor *g = rg_vjp_grad (c, 0);
  int64_t dim = g ? dim_of (rg_vjp_attrs (c), rg_tensor_shape (g)) : -1;
  return i == 0 ? cross_of (rg_vjp_input (c, 1), g, dim) : cross_of (g, rg_vjp_input (c, 0), dim);
}

static const RgVjp cross_vjps[] = {
  { 0, RG_SAVE_INPUT (1), cross_vjp },
  { 1, RG_SAVE_INPUT (0), cross_vjp },
  { 0, 0, NULL },
};

static RgTensor *
cross_jvp (RgJvpCall *c, size_t o)
{
  int64_t dim = dim_of (rg_jvp_attrs (c), rg_tensor_shape (rg_jvp_output (c, o)));
  RgTensor *tx = rg_jvp_tangent (c, 0), *ty = rg_jvp_tangent (c, 1);
  RgTensor *left = tx ? cross_of (tx, rg_jvp_input (c, 1), dim) : NULL;
  RgTensor *right = ty ? cross_of (rg_jvp_input (c, 0), ty, dim) : NULL;
  return left && right ? rg_add (left, right) : left ? left : right;
}

/* --- tables --- */

static const RgInput cross_inputs[] = {
  { "input", "the left factor", 0 },
  { "other", "the right factor; both broadcast", 0 },
  { NULL, NULL, 0 },
};

static const RgCrossAttrs cross_init = RG_CROSS_ATTRS_INIT;
static const RgAttr cross_attrs[] = {
  RG_ATTR_OPT (RgCrossAttrs, dim, INT, .doc = "the dimension of size 3; absent: the first one of size 3"),
  { .name = NULL },
};

static const RgSample cross_samples[] = {
  { "3 3", NULL, NULL, 0 },
  { "2x3x4 2x3x4", NULL, NULL, 0 },
  { "3x3 3x3", "dim=-1", NULL, 0 },
  { "4x3 3", "dim=-1", "broadcast", 0 },
  { "1x3 4x3", "dim=1", "broadcast", 0 },
  { "0x3 0x3", NULL, "no vectors", 0 },
  { "2x4 2x4", NULL, "no dimension of size 3", RG_SAMPLE_ERROR },
  { "3x2 3x2", "dim=1", "a dimension of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cross = {
  .struct_size = sizeof (RgOp),
  .name = "cross",
  .summary = "The vector product of vectors of three elements.",
  .formula = "out[i] = input[i + 1] * other[i + 2] - input[i + 2] * other[i + 1], indices modulo 3",
  .gradient = "d input = cross(other, d out); d other = cross(d out, input)",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = cross_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (cross, RgCrossAttrs),
  .forward = cross_forward,
  .vjp = cross_vjps,
  .jvp = cross_jvp,
  .backward_name = "LinalgCrossBackward0",
  .samples = cross_samples,
  .uses = RG_USES ("expand", "add"),
};

RG_MODULE (cross, &cross)
