/* dot.c: the product of two vectors.
 *
 *     out = sum of input * tensor
 *     d input = d out * tensor        d tensor = d out * input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "product.h"

/* --- kernels --- */

/* The products of a block of up to 4096 elements, summed in 32 lanes by position,
 * which then merge in a tree. */
#define DOT(T, type)                                                           \
  RG_INLINE void dot_##type##_body (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    const T *p = in[0], *q = in[1];                                            \
    T lane[RG_LANES] = { 0 };                                                  \
    size_t k = 0;                                                              \
    (void) attrs;                                                              \
    for (; k + RG_LANES <= n; k += RG_LANES)                                   \
      {                                                                        \
        _Pragma ("omp simd") for (int l = 0; l < RG_LANES; l++)                \
          lane[l] += p[k + (size_t) l] * q[k + (size_t) l];                    \
      }                                                                        \
    for (int l = 0; k < n; k++, l++)                                           \
      lane[l] += p[k] * q[k];                                                  \
    for (int h = RG_LANES / 2; h; h /= 2)                                      \
      for (int l = 0; l < h; l++)                                              \
        lane[l] += lane[l + h];                                                \
    *(T *) out[0] = lane[0];                                                   \
  }                                                                            \
  RG_CLONES (dot_##type, dot_##type##_body)                                    \
  static void dot_##type##_merge (void *sums, int64_t n)                       \
  {                                                                            \
    T *s = sums;                                                               \
    for (int64_t half = 1; half < n; half *= 2)                                \
      for (int64_t b = 0; b + half < n; b += 2 * half)                         \
        s[b] += s[b + half];                                                   \
  }
DOT (float, f32)
DOT (double, f64)

static const RgBlockFunc dot_kernels[2][RG_N_ISAS] = { RG_CLONES_OF (dot_f32), RG_CLONES_OF (dot_f64) };

/* --- forward --- */

#define BLOCK 4096

typedef struct
{
  RgBlockFunc kernel;
  int64_t n;
  size_t esize;
  const char *a, *b; /* (n) */
  char *sums;        /* one for each block */
} Job;

static void
some_blocks (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  for (int64_t i = begin; i < end; i++)
    {
      size_t offset = (size_t) (i * BLOCK) * job->esize;
      const void *in[] = { job->a + offset, job->b + offset };
      void *out = job->sums + (size_t) i * job->esize;
      job->kernel ((size_t) MIN (BLOCK, job->n - i * BLOCK), &out, in, NULL);
    }
}

static bool
dot_forward (RgCall *call)
{
  RgTensor *a = call->inputs[0] /* (k) */, *b = call->inputs[1] /* (k) */;
  if (rg_tensor_ndim (a) != 1 || rg_tensor_ndim (b) != 1 || rg_tensor_size (a, 0) != rg_tensor_size (b, 0))
    return rg_call_fail (call, RG_ERROR_SHAPE, "both must be vectors of one size");
  if (!product_dtypes (call, 0, 2))
    return false;
  RgDType dtype = rg_tensor_dtype (a);
  RgTensor *out = rg_call_output (call, 0, dtype, RG_SHAPE ());
  if (out == NULL)
    return false;
  if (!rg_dtype_is_floating (dtype))
    {
      RgGemm g = {
        .m = 1, .n = 1, .k = rg_tensor_size (a, 0), .batch = 1, .alpha = 1,
        .a = rg_tensor_data (a), .a_col = rg_tensor_stride (a, 0),
        .b = rg_tensor_data (b), .b_row = rg_tensor_stride (b, 0), .b_col = 1,
        .c = rg_tensor_data (out), .c_row = 1,
      };
      product_run (dtype, &g);
      return true;
    }
  a = rg_call_contiguous (call, 0);
  b = rg_call_contiguous (call, 1);
  if (a == NULL || b == NULL)
    return false;
  int64_t n = rg_tensor_size (a, 0), blocks = MAX (1, (n + BLOCK - 1) / BLOCK);
  Job job = { dot_kernels[dtype == RG_F64][rg_isa ()], n, rg_dtype_size (dtype), rg_tensor_data (a),
              rg_tensor_data (b), rg_tensor_data (out) };
  if (blocks > 1)
    job.sums = rg_call_temp (call, (size_t) blocks * job.esize);
  if (job.sums == NULL)
    return false;
  rg_parallel_for (blocks, 4, some_blocks, &job);
  if (blocks > 1)
    {
      (dtype == RG_F64 ? dot_f64_merge : dot_f32_merge) (job.sums, blocks);
      memcpy (rg_tensor_data (out), job.sums, job.esize);
    }
  return true;
}

/* --- gradients --- */

RG_VJP (dot_input, rg_mul (RG_G, RG_IN (1)))
RG_VJP (dot_tensor, rg_mul (RG_G, RG_IN (0)))

static const RgVjp dot_vjps[] = {
  { 0, RG_SAVE_INPUT (1), dot_input },
  { 1, RG_SAVE_INPUT (0), dot_tensor },
  { 0, 0, NULL },
};

static RgTensor *
dot_jvp (RgJvpCall *c, size_t o)
{
  (void) o;
  return product_jvp (c, 0, 1, rg_dot);
}

/* --- tables --- */

static const RgInput dot_inputs[] = {
  { "input", "one vector", 0 },
  { "tensor", "another of the same size", 0 },
  { NULL, NULL, 0 },
};

static const RgSample dot_samples[] = {
  { "4 4", NULL, NULL, 0 },
  { "1 1", NULL, NULL, 0 },
  { "0 0", NULL, "a sum of nothing is zero", 0 },
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3 4", NULL, "sizes that differ", RG_SAMPLE_ERROR },
  { "3x4 4", NULL, "a matrix", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp dot = {
  .struct_size = sizeof (RgOp),
  .name = "dot",
  .summary = "The dot product of two vectors.",
  .formula = "out = sum over i of input[i] * tensor[i]",
  .gradient = "d input = d out * tensor; d tensor = d out * input",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = dot_inputs,
  .n_outputs = 1,
  .forward = dot_forward,
  .vjp = dot_vjps,
  .jvp = dot_jvp,
  .samples = dot_samples,
  .uses = RG_USES ("mul", "add"),
};

RG_MODULE (dot, &dot)
