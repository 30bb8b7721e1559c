/* group-parts.h: groups of channels normalised in each sample, and their
 * gradients: what native_group_norm does on all threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef GROUP_PARTS_H
#define GROUP_PARTS_H

#include "norm-kernels.h"

/* x (n, groups, channels of a group, places) */
typedef struct
{
  int64_t n, groups, channels, places;
  bool wide;
  const void *x, *g, *weight, *bias;
  void *mean, *rstd, *out;
  double *sums; /* (n, groups channels, 2): of d out and d out xhat, over the places */
  double eps;
} GroupNorm;

static bool
groups_of (RgCall *call, RgTensor *x, int64_t groups, GroupNorm *p)
{
  const RgInts shape = rg_tensor_shape (x);
  if (shape.n < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels, ...)");
  if (!rg_dtype_is_floating (rg_tensor_dtype (x)))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32 or float64 would be right",
                         rg_dtype_name (rg_tensor_dtype (x)));
  if (groups < 1 || shape.v[1] % groups)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "num_groups is %" G_GINT64_FORMAT "; it must divide the channels, %"
                         G_GINT64_FORMAT, groups, shape.v[1]);
  *p = (GroupNorm){ .n = shape.v[0], .groups = groups, .channels = shape.v[1] / groups, .places = 1,
                    .wide = rg_tensor_dtype (x) == RG_F64 };
  for (int64_t d = 2; d < shape.n; d++)
    p->places *= shape.v[d];
  return true;
}

static void
normalise_groups (int64_t begin, int64_t end, void *payload)
{
  const GroupNorm *p = payload;
  const int64_t size = p->channels * p->places;
  for (int64_t i = begin; i < end; i++)
    {
      double mean, var;
      norm_moments (norm_at (p->x, i * size, p->wide), size, 1, 0, p->wide, &mean, &var);
      norm_write (p->mean, i, p->wide, mean);
      norm_write (p->rstd, i, p->wide, 1 / sqrt (var + p->eps));
      for (int64_t k = 0; k < p->channels; k++)
        {
          const int64_t c = i % p->groups * p->channels + k;
          const NormPart part = { .mean = mean, .b = p->bias ? norm_read (p->bias, c, p->wide) : 0,
                                  .a = norm_read (p->rstd, i, p->wide) * (p->weight ? norm_read (p->weight, c, p->wide) : 1) };
          void *const out[] = { norm_at_mut (p->out, i * size + k * p->places, p->wide) };
          const void *const in[] = { norm_at (p->x, i * size + k * p->places, p->wide) };
          NORM_KERNEL (scale, p->wide) ((size_t) p->places, out, in, &part);
        }
    }
}

static void
backward_groups (int64_t begin, int64_t end, void *payload)
{
  const GroupNorm *p = payload;
  const int64_t size = p->channels * p->places;
  for (int64_t i = begin; i < end; i++)
    {
      const double mean = norm_read (p->mean, i, p->wide), rstd = norm_read (p->rstd, i, p->wide), count = (double) size;
      double all[2] = { 0, 0 };
      for (int64_t k = 0; k < p->channels; k++)
        {
          const int64_t at = i * size + k * p->places, c = i % p->groups * p->channels + k;
          const double w = p->weight ? norm_read (p->weight, c, p->wide) : 1;
          double *sums = p->sums + 2 * (i * p->channels + k);
          norm_dots (norm_at (p->x, at, p->wide), norm_at (p->g, at, p->wide), NULL, p->places, 1, 0, mean, p->wide, sums);
          all[0] += w * sums[0];
          all[1] += w * sums[1];
          sums[1] *= rstd;
        }
      for (int64_t k = 0; k < p->channels; k++)
        {
          const int64_t at = i * size + k * p->places, c = i % p->groups * p->channels + k;
          const NormPart part = { .mean = mean, .a = rstd * (p->weight ? norm_read (p->weight, c, p->wide) : 1),
                                  .b = -rstd * rstd * rstd * all[1] / count, .c = -rstd * all[0] / count };
          void *const out[] = { norm_at_mut (p->out, at, p->wide) };
          const void *const in[] = { norm_at (p->x, at, p->wide), norm_at (p->g, at, p->wide) };
          NORM_KERNEL (spread, p->wide) ((size_t) p->places, out, in, &part);
        }
    }
}

#endif
