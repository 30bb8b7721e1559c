/* batch-channels.h: channels normalised over samples and places, and their
 * gradients: what native_batch_norm does on all threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef BATCH_CHANNELS_H
#define BATCH_CHANNELS_H

#include "norm-kernels.h"

/* x (n, channels, places) */
typedef struct
{
  int64_t n, channels, places;
  bool wide, training;
  const void *x, *g, *weight, *bias;
  void *mean, *invstd, *running_mean, *running_var, *out;
  void *d_weight, *d_bias;
  int64_t mean_step, var_step; /* of the running ones */
  double momentum, eps;
} BatchNorm;

static bool
channels_of (RgCall *call, RgTensor *x, BatchNorm *b)
{
  const RgInts shape = rg_tensor_shape (x);
  if (shape.n < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels, ...)");
  if (!rg_dtype_is_floating (rg_tensor_dtype (x)))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32 or float64 would be right",
                         rg_dtype_name (rg_tensor_dtype (x)));
  *b = (BatchNorm){ .n = shape.v[0], .channels = shape.v[1], .places = 1, .wide = rg_tensor_dtype (x) == RG_F64 };
  for (int64_t d = 2; d < shape.n; d++)
    b->places *= shape.v[d];
  return true;
}

/* Moves the running statistics of channel c towards those of the batch. */
static void
run_on (const BatchNorm *b, int64_t c, double mean, double var)
{
  const double m = b->momentum, count = (double) (b->n * b->places);
  if (b->running_mean)
    norm_write (b->running_mean, c * b->mean_step, b->wide,
                (1 - m) * norm_read (b->running_mean, c * b->mean_step, b->wide) + m * mean);
  if (b->running_var)
    norm_write (b->running_var, c * b->var_step, b->wide,
                (1 - m) * norm_read (b->running_var, c * b->var_step, b->wide) + m * (var * count / (count - 1)));
}

static void
normalise_channels (int64_t begin, int64_t end, void *payload)
{
  const BatchNorm *b = payload;
  const int64_t stride = b->channels * b->places;
  for (int64_t c = begin; c < end; c++)
    {
      double mean, var;
      if (b->training)
        {
          norm_moments (norm_at (b->x, c * b->places, b->wide), b->places, b->n, stride, b->wide, &mean, &var);
          run_on (b, c, mean, var);
          norm_write (b->mean, c, b->wide, mean);
          norm_write (b->invstd, c, b->wide, 1 / sqrt (var + b->eps));
        }
      else
        {
          mean = norm_read (b->running_mean, c * b->mean_step, b->wide);
          var = norm_read (b->running_var, c * b->var_step, b->wide);
        }
      const NormPart p = { .mean = mean, .b = b->bias ? norm_read (b->bias, c, b->wide) : 0,
                           .a = (b->weight ? norm_read (b->weight, c, b->wide) : 1) / sqrt (var + b->eps) };
      for (int64_t i = 0; i < b->n; i++)
        {
          const int64_t at = i * stride + c * b->places;
          void *const out[] = { norm_at_mut (b->out, at, b->wide) };
          const void *const in[] = { norm_at (b->x, at, b->wide) };
          NORM_KERNEL (scale, b->wide) ((size_t) b->places, out, in, &p);
        }
    }
}

static void
backward_channels (int64_t begin, int64_t end, void *payload)
{
  const BatchNorm *b = payload;
  const int64_t stride = b->channels * b->places;
  const double count = (double) (b->n * b->places);
  for (int64_t c = begin; c < end; c++)
    {
      const double invstd = norm_read (b->invstd, c, b->wide);
      double sums[2];
      NormPart p = { .mean = norm_read (b->mean, c, b->wide),
                     .a = invstd * (b->weight ? norm_read (b->weight, c, b->wide) : 1) };
      norm_dots (norm_at (b->x, c * b->places, b->wide), norm_at (b->g, c * b->places, b->wide), NULL, b->places, b->n,
                 stride, p.mean, b->wide, sums);
      norm_write (b->d_bias, c, b->wide, sums[0]);
      norm_write (b->d_weight, c, b->wide, sums[1] * invstd);
      if (b->training)
        {
          p.b = -p.a * invstd * invstd * sums[1] / count;
          p.c = -p.a * sums[0] / count;
        }
      for (int64_t i = 0; i < b->n; i++)
        {
          const int64_t at = i * stride + c * b->places;
          void *const out[] = { norm_at_mut (b->out, at, b->wide) };
          const void *const in[] = { norm_at (b->x, at, b->wide), norm_at (b->g, at, b->wide) };
          NORM_KERNEL (spread, b->wide) ((size_t) b->places, out, in, &p);
        }
    }
}

#endif
