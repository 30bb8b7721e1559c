/* glu.c: one half of a tensor, gated by the other.
 *
 *     out = a * sigmoid (b), a and b the halves of input along dim
 *     d a = d out * sigmoid (b)
 *     d b = d out * a * sigmoid (b) * (1 - sigmoid (b))
 *
 * Y. Dauphin and others, "Language modeling with gated convolutional networks"
 * (2016).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <rg-parallel.h>

/* --- forward --- */

RG_BINARY (glu_f32, void, float, float, x * rg_sigmoid_f32 (y))
RG_BINARY (glu_f64, void, double, double, x * rg_sigmoid_f64 (y))

/* input (outer, 2, run) and out (outer, run), both contiguous */
typedef struct
{
  RgBlockFunc kernel;
  size_t esize;
  int64_t run;
  const char *in;
  char *out;
} GluJob;

static void
glu_range (int64_t begin, int64_t end, void *payload)
{
  const GluJob *job = payload;
  const int64_t run = job->run, esize = (int64_t) job->esize;
  while (begin < end)
    {
      const int64_t row = begin / run, m = MIN (end, (row + 1) * run) - begin;
      const char *a = job->in + (begin + row * run) * esize;
      const void *in[] = { a, a + run * esize };
      void *out = job->out + begin * esize;
      job->kernel ((size_t) m, &out, in, NULL);
      begin += m;
    }
}

static bool
glu_forward (RgCall *call)
{
  static const RgBlockFunc kernels[][RG_N_ISAS]
      = { [RG_F32] = RG_CLONES_OF (glu_f32), [RG_F64] = RG_CLONES_OF (glu_f64) };
  RgInts shape = rg_tensor_shape (call->inputs[0]);
  if (shape.n == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a zero-dimensional tensor has no halves");
  const int dim = rg_call_dim (call, ((const RgGluAttrs *) call->attrs)->dim, (int) shape.n);
  if (dim < 0)
    return false;
  if (shape.v[dim] % 2)
    return rg_call_fail (call, RG_ERROR_SHAPE,
                         "size %" G_GINT64_FORMAT " of dim %d is odd; it must be even",
                         shape.v[dim], dim);
  int64_t sizes[RG_MAX_DIMS], run = 1;
  for (int d = 0; d < (int) shape.n; d++)
    sizes[d] = d == dim ? shape.v[d] / 2 : shape.v[d];
  for (int d = dim; d < (int) shape.n; d++)
    run *= sizes[d];
  const RgDType dtype = rg_tensor_dtype (call->inputs[0]);
  RgTensor *out = rg_call_output (call, 0, dtype, (RgInts){ shape.n, sizes });
  RgTensor *x = rg_call_contiguous (call, 0);
  if (out == NULL || x == NULL)
    return false;
  GluJob job = { kernels[dtype][rg_isa ()], rg_dtype_size (dtype), run, rg_tensor_data (x),
                 rg_tensor_data (out) };
  rg_parallel_for (rg_tensor_numel (out), 8192, glu_range, &job);
  return true;
}

/* --- gradients --- */

static RgTensor *
glu_input (RgVjpCall *c, size_t i)
{
  (void) i;
  RgTensor *g = RG_G, *x = RG_IN (0);
  const int64_t dim = RG_ATTRS (RgGluAttrs)->dim, half = rg_tensor_size (x, (int) dim) / 2;
  RgTensor *a = rg_narrow (x, dim, 0, half), *s = rg_sigmoid (rg_narrow (x, dim, half, half));
  RgTensor *parts[] = { rg_mul (g, s), rg_sigmoid_backward (rg_mul (g, a), s) };
  return rg_cat (parts, 2, dim);
}

static RgTensor *
glu_jvp (RgJvpCall *c, size_t o)
{
  (void) o;
  RgTensor *t = rg_jvp_tangent (c, 0), *x = rg_jvp_input (c, 0);
  if (t == NULL)
    return NULL;
  const int64_t dim = ((const RgGluAttrs *) rg_jvp_attrs (c))->dim;
  const int64_t half = rg_tensor_size (x, (int) dim) / 2;
  RgTensor *a = rg_narrow (x, dim, 0, half), *s = rg_sigmoid (rg_narrow (x, dim, half, half));
  RgTensor *da = rg_narrow (t, dim, 0, half), *db = rg_narrow (t, dim, half, half);
  return rg_add (rg_mul (da, s), rg_sigmoid_backward (rg_mul (db, a), s));
}

static const RgVjp glu_vjps[] = {
  { 0, RG_SAVE_INPUT (0), glu_input },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput glu_inputs[] = {
  { "input", "the tensor", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgGluAttrs glu_init = RG_GLU_ATTRS_INIT;
static const RgAttr glu_attrs[] = {
  RG_ATTR (RgGluAttrs, dim, INT, "-1", .doc = "the dimension that is halved"),
  { .name = NULL },
};

static const RgSample glu_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "4x3x2", "dim=0", "halves of rows", 0 },
  { "2x6x2", "dim=1", NULL, 0 },
  { "0x4", NULL, "no elements", 0 },
  { "3x5", NULL, "an odd size", RG_SAMPLE_ERROR },
  { ".", NULL, "zero-dimensional", RG_SAMPLE_ERROR },
  { "3x4", "dim=2", "no such dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp glu_op = {
  .struct_size = sizeof (RgOp),
  .name = "glu",
  .summary = "One half of a tensor times the logistic function of the other.",
  .formula = "out = a * sigmoid (b), a and b the halves of input along dim",
  .gradient = "d a = d out * sigmoid (b); d b = d out * a * sigmoid (b) * (1 - sigmoid (b))",
  .category = "pointwise",
  .kind = RG_KIND_GENERAL,
  .inputs = glu_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (glu, RgGluAttrs),
  .forward = glu_forward,
  RG_DIFFERENTIABLE (glu),
  .samples = glu_samples,
  .uses = RG_USES ("narrow", "sigmoid", "sigmoid_backward", "mul", "add", "cat"),
};

RG_MODULE (glu, &glu_op)
