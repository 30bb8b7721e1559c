/* vector.c: sums in a fixed order, and the vectors of L-BFGS.
 *
 * A sum runs over blocks of BLOCK elements, each in LANES lanes, and the blocks
 * are merged in a pairwise tree.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "optim-private.h"
#include "rg-parallel.h"

#define BLOCK 4096
#define LANES 16
/* Blocks, or elements, per chunk of a parallel loop. */
#define GRAIN_BLOCKS 8
#define GRAIN 32768
/* Blocks whose sums find room on the stack. */
#define FEW 64

typedef struct
{
  RgBlockFunc fn;
  int64_t n;
  size_t esize;
  const char *a, *b;
  double *values; /* (blocks) */
  const void *attrs;
} Work;

static void
reduce_blocks (int64_t begin, int64_t end, void *payload)
{
  const Work *w = payload;
  for (int64_t i = begin; i < end; i++)
    {
      const size_t skip = (size_t) (i * BLOCK) * w->esize;
      void *out = &w->values[i];
      const void *in[2] = { w->a + skip, w->b ? w->b + skip : NULL };
      w->fn ((size_t) MIN (BLOCK, w->n - i * BLOCK), &out, in, w->attrs);
    }
}

double
rg_optim_tree (double *values, int64_t n, bool largest)
{
  for (; n > 1; n = (n + 1) / 2)
    for (int64_t i = 0; i < (n + 1) / 2; i++)
      if (2 * i + 1 == n)
        values[i] = values[2 * i];
      else if (largest)
        values[i] = rg_larger_f64 (values[2 * i], values[2 * i + 1]);
      else
        values[i] = values[2 * i] + values[2 * i + 1];
  return n > 0 ? values[0] : 0;
}

double
rg_optim_reduce (RgBlockFunc fn, int64_t n, size_t esize, const void *a, const void *b,
                 const void *attrs, bool largest)
{
  double few[FEW];
  const int64_t blocks = n / BLOCK + (n % BLOCK != 0);
  Work w = { fn, n, esize, a, b, blocks <= FEW ? few : g_new (double, (gsize) blocks), attrs };
  rg_parallel_for (blocks, GRAIN_BLOCKS, reduce_blocks, &w);
  const double result = rg_optim_tree (w.values, blocks, largest);
  if (w.values != few)
    g_free (w.values);
  return result;
}

/* --- kernels --- */

RG_INLINE void
dot_body (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const double *a = in[0], *b = in[1];
  double lane[LANES] = { 0 };
  size_t i = 0;
  (void) attrs;
  for (; i + LANES <= n; i += LANES)
    {
      _Pragma ("omp simd") for (size_t l = 0; l < LANES; l++) lane[l] += a[i + l] * b[i + l];
    }
  for (size_t l = 0; i < n; i++, l++)
    lane[l] += a[i] * b[i];
  for (size_t h = LANES / 2; h; h /= 2)
    for (size_t l = 0; l < h; l++)
      lane[l] += lane[l + h];
  *(double *) out[0] = lane[0];
}
RG_CLONES (dot, dot_body)

static void
size_kernel (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const double *a = in[0];
  double sum = 0;
  (void) attrs;
  for (size_t i = 0; i < n; i++)
    sum += fabs (a[i]);
  *(double *) out[0] = sum;
}

static void
largest_kernel (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const double *a = in[0];
  double largest = 0;
  (void) attrs;
  for (size_t i = 0; i < n; i++)
    largest = rg_larger_f64 (largest, fabs (a[i]));
  *(double *) out[0] = largest;
}

typedef struct
{
  double *y;
  double alpha;
  const double *x;
} Change;

static void
axpy_range (int64_t begin, int64_t end, void *payload)
{
  const Change *c = payload;
  _Pragma ("omp simd") for (int64_t i = begin; i < end; i++) c->y[i] += c->alpha * c->x[i];
}

static void
scale_range (int64_t begin, int64_t end, void *payload)
{
  const Change *c = payload;
  _Pragma ("omp simd") for (int64_t i = begin; i < end; i++) c->y[i] *= c->alpha;
}

/* --- vectors --- */

double
rg_vector_dot (int64_t n, const double *a, const double *b)
{
  static const RgBlockFunc kernels[RG_N_ISAS] = RG_CLONES_OF (dot);
  return rg_optim_reduce (kernels[rg_isa ()], n, sizeof *a, a, b, NULL, false);
}

double
rg_vector_largest (int64_t n, const double *a)
{
  return rg_optim_reduce (largest_kernel, n, sizeof *a, a, NULL, NULL, true);
}

double
rg_vector_size (int64_t n, const double *a)
{
  return rg_optim_reduce (size_kernel, n, sizeof *a, a, NULL, NULL, false);
}

void
rg_vector_axpy (int64_t n, double *y, double alpha, const double *x)
{
  Change c = { y, alpha, x };
  rg_parallel_for (n, GRAIN, axpy_range, &c);
}

void
rg_vector_scale (int64_t n, double *y, double alpha)
{
  Change c = { y, alpha, NULL };
  rg_parallel_for (n, GRAIN, scale_range, &c);
}
