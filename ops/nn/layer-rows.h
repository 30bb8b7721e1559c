/* layer-rows.h: rows normalised, and their gradients: what
 * native_layer_norm does on all threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef LAYER_ROWS_H
#define LAYER_ROWS_H

#include "norm-kernels.h"

typedef struct
{
  int64_t rows, n;
  bool wide;
  const void *x, *g, *weight, *bias;
  void *mean, *rstd, *out;
  double eps;
  int64_t chunk;       /* rows of a chunk, whose sums lie in parts */
  int64_t n_chunks;
  void *parts;         /* (n_chunks, 2, n): d weight, d bias */
} LayerNorm;

/* The rows of t are its last shape.n dimensions. */
static bool
rows_of (RgCall *call, RgTensor *t, RgInts shape, LayerNorm *l)
{
  const RgInts sizes = rg_tensor_shape (t);
  bool fits = shape.n > 0 && shape.n <= sizes.n;
  *l = (LayerNorm){ .rows = 1, .n = 1, .wide = rg_tensor_dtype (t) == RG_F64 };
  for (int64_t d = 0; fits && d < sizes.n; d++)
    {
      const int64_t i = d - (sizes.n - shape.n);
      fits = i < 0 || shape.v[i] == sizes.v[d];
      *(i < 0 ? &l->rows : &l->n) *= sizes.v[d];
    }
  if (!fits)
    return rg_call_fail (call, RG_ERROR_SHAPE, "normalized_shape must be the last sizes of the input, at least one");
  if (!rg_dtype_is_floating (rg_tensor_dtype (t)))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32 or float64 would be right",
                         rg_dtype_name (rg_tensor_dtype (t)));
  return true;
}

static void
normalise_rows (int64_t begin, int64_t end, void *payload)
{
  const LayerNorm *l = payload;
  for (int64_t i = begin; i < end; i++)
    {
      const void *x = norm_at (l->x, i * l->n, l->wide);
      double mean, var;
      norm_moments (x, l->n, 1, 0, l->wide, &mean, &var);
      norm_write (l->mean, i, l->wide, mean);
      norm_write (l->rstd, i, l->wide, 1 / sqrt (var + l->eps));
      const NormPart p = { .mean = mean, .a = norm_read (l->rstd, i, l->wide) };
      void *const out[] = { norm_at_mut (l->out, i * l->n, l->wide) };
      const void *const in[] = { x, l->weight, l->bias };
      if (l->weight || l->bias)
        NORM_KERNEL (scale_each, l->wide) ((size_t) l->n, out, in, &p);
      else
        NORM_KERNEL (scale, l->wide) ((size_t) l->n, out, in, &p);
    }
}

/* Rows of the chunks [begin, end); each chunk has sums of its own. */
static void
backward_rows (int64_t begin, int64_t end, void *payload)
{
  const LayerNorm *l = payload;
  for (int64_t c = begin; c < end; c++)
    {
      void *sums = norm_at_mut (l->parts, 2 * c * l->n, l->wide);
      void *const to[] = { sums, norm_at_mut (sums, l->n, l->wide) };
      memset (sums, 0, (size_t) (2 * l->n) * (l->wide ? 8 : 4));
      for (int64_t i = c * l->chunk; i < MIN (l->rows, (c + 1) * l->chunk); i++)
        {
          const void *x = norm_at (l->x, i * l->n, l->wide), *g = norm_at (l->g, i * l->n, l->wide);
          const double rstd = norm_read (l->rstd, i, l->wide), n = (double) l->n;
          double dots[2];
          NormPart p = { .mean = norm_read (l->mean, i, l->wide), .a = rstd };
          const void *const in[] = { x, g, l->weight };
          void *const out[] = { norm_at_mut (l->out, i * l->n, l->wide) };
          NORM_KERNEL (gather, l->wide) ((size_t) l->n, to, in, &p);
          norm_dots (x, g, l->weight, l->n, 1, 0, p.mean, l->wide, dots);
          p.b = -rstd * rstd * rstd * dots[1] / n;
          p.c = -rstd * dots[0] / n;
          if (l->weight)
            NORM_KERNEL (spread_each, l->wide) ((size_t) l->n, out, in, &p);
          else
            NORM_KERNEL (spread, l->wide) ((size_t) l->n, out, in, &p);
        }
    }
}

/* The sums of all chunks, merged in pairs, in the first. */
static void
merge_chunks (LayerNorm *l)
{
  for (int64_t step = 1; step < l->n_chunks; step *= 2)
    for (int64_t c = 0; c + step < l->n_chunks; c += 2 * step)
      for (int64_t k = 2 * c * l->n, j = 2 * (c + step) * l->n, end = k + 2 * l->n; k < end; k++, j++)
        if (l->wide)
          ((double *) l->parts)[k] += ((double *) l->parts)[j];
        else
          ((float *) l->parts)[k] += ((float *) l->parts)[j];
}

#endif
