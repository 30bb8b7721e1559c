/* copy.c: conversion between element types, gathers and strided copies.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-parallel.h"
#include "tensor-private.h"
#include "turn-private.h"
#include "whole-private.h"
#include <string.h>

#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wfloat-conversion"

typedef void (*GatherFunc) (void *restrict dst, const void *restrict src, int64_t stride, int64_t n);

#define TO_f32(x, fn) ((float) (x))
#define TO_f64(x, fn) ((double) (x))
#define TO_i64(x, fn) i64_from_##fn (x)
#define TO_i32(x, fn) i32_from_##fn (x)
#define TO_u8(x, fn) ((uint8_t) i64_from_##fn (x)) /* so that what is in int64's range wraps */
#define TO_b(x, fn) ((uint8_t) ((x) != 0))

#define GATHER(tn, T, fn, F)                                                   \
  static void gather_##tn##_##fn (void *restrict dst, const void *restrict src, \
                                  int64_t stride, int64_t n)                   \
  {                                                                            \
    T *restrict d = dst;                                                       \
    const F *restrict s = src;                                                 \
    if (stride == 1)                                                           \
      for (int64_t i = 0; i < n; i++)                                          \
        d[i] = TO_##tn (s[i], fn);                                                 \
    else                                                                       \
      for (int64_t i = 0; i < n; i++)                                          \
        d[i] = TO_##tn (s[i * stride], fn);                                        \
  }
#define GATHERS_TO(tn, T)                                                      \
  GATHER (tn, T, f32, float)                                                   \
  GATHER (tn, T, f64, double)                                                  \
  GATHER (tn, T, i64, int64_t)                                                 \
  GATHER (tn, T, i32, int32_t)                                                 \
  GATHER (tn, T, u8, uint8_t)                                                  \
  GATHER (tn, T, b, uint8_t)
GATHERS_TO (f32, float)
GATHERS_TO (f64, double)
GATHERS_TO (i64, int64_t)
GATHERS_TO (i32, int32_t)
GATHERS_TO (u8, uint8_t)
GATHERS_TO (b, uint8_t)

#define ROW(tn)                                                                \
  { gather_##tn##_f32, gather_##tn##_f64, gather_##tn##_i64, gather_##tn##_i32, \
    gather_##tn##_u8, gather_##tn##_b }
static const GatherFunc gathers[RG_N_DTYPES][RG_N_DTYPES]
    = { ROW (f32), ROW (f64), ROW (i64), ROW (i32), ROW (u8), ROW (b) };

void
rg_gather_elements (RgDType to, void *dst, RgDType from, const void *src, int64_t stride, int64_t n)
{
  if (to == from && stride == 1)
    memcpy (dst, src, (size_t) n * rg_dtype_size (to));
  else
    gathers[to][from](dst, src, stride, n);
}

double
rg_load (RgDType dtype, const void *p)
{
  double value;
  gathers[RG_F64][dtype](&value, p, 1, 1);
  return value;
}

void
rg_store (RgDType dtype, void *p, double value)
{
  gathers[dtype][RG_F64](p, &value, 1, 1);
}

/* --- strided copies --- */

/* Stores are strided too where the destination is: element sizes only, since
 * conversion happens on the way through a block. */
static void
scatter_block (char *dst, int64_t stride, const char *block, int64_t n, size_t esize)
{
  switch (esize)
    {
    case 1:
      for (int64_t i = 0; i < n; i++)
        ((uint8_t *) dst)[i * stride] = ((const uint8_t *) block)[i];
      break;
    case 4:
      for (int64_t i = 0; i < n; i++)
        ((uint32_t *) (void *) dst)[i * stride] = ((const uint32_t *) (const void *) block)[i];
      break;
    default:
      for (int64_t i = 0; i < n; i++)
        ((uint64_t *) (void *) dst)[i * stride] = ((const uint64_t *) (const void *) block)[i];
      break;
    }
}

typedef struct
{
  RgDType to, from;
  char *dst;
  const char *src;
  int ndim; /* outer dimensions, the inner one excluded */
  int64_t sizes[RG_MAX_DIMS], ds[RG_MAX_DIMS], ss[RG_MAX_DIMS];
  int64_t inner, inner_ds, inner_ss;
  bool tile; /* rows of src are columns of dst: go in square tiles */
} CopyJob;

static void
copy_row (const CopyJob *job, char *dst, const char *src, int64_t n)
{
  size_t to = rg_dtype_size (job->to), from = rg_dtype_size (job->from);
  if (job->inner_ds == 1)
    {
      rg_gather_elements (job->to, dst, job->from, src, job->inner_ss, n);
      return;
    }
  char block[512 * 8];
  for (int64_t i = 0; i < n; i += 512)
    {
      int64_t m = MIN (512, n - i);
      rg_gather_elements (job->to, block, job->from, src + i * job->inner_ss * (int64_t) from, job->inner_ss, m);
      scatter_block (dst + i * job->inner_ds * (int64_t) to, job->inner_ds, block, m, to);
    }
}

static void
copy_offsets (const CopyJob *job, int64_t row, int64_t *d, int64_t *s)
{
  *d = *s = 0;
  for (int k = job->ndim; k-- > 0;)
    {
      int64_t i = row % job->sizes[k];
      row /= job->sizes[k];
      *d += i * job->ds[k];
      *s += i * job->ss[k];
    }
}

static void
copy_rows (int64_t begin, int64_t end, void *payload)
{
  const CopyJob *job = payload;
  int64_t to = (int64_t) rg_dtype_size (job->to), from = (int64_t) rg_dtype_size (job->from);
  for (int64_t row = begin; row < end; row++)
    {
      int64_t d, s;
      copy_offsets (job, row, &d, &s);
      copy_row (job, job->dst + d * to, job->src + s * from, job->inner);
    }
}

/* 16 x 16 tiles: each cache line of either side is used whole. */
static void
copy_tiles (int64_t begin, int64_t end, void *payload)
{
  const CopyJob *job = payload;
  int last = job->ndim - 1;
  int64_t to = (int64_t) rg_dtype_size (job->to), from = (int64_t) rg_dtype_size (job->from);
  int64_t rows = job->sizes[last], strips = (rows + 15) / 16;
  for (int64_t strip = begin; strip < end; strip++)
    {
      int64_t d, s, i0 = strip % strips * 16, outer = strip / strips * rows;
      copy_offsets (job, outer, &d, &s);
      if (job->to == job->from && job->ss[last] == 1)
        {
          for (int64_t j = 0; j < job->inner; j += 64)
            rg_turn_tile ((size_t) to, job->dst + (d + i0 * job->ds[last] + j) * to, job->ds[last],
                          job->src + (s + i0 + j * job->inner_ss) * from, job->inner_ss, MIN (16, rows - i0),
                          MIN (64, job->inner - j));
          continue;
        }
      for (int64_t j = 0; j < job->inner; j += 16)
        for (int64_t i = i0; i < MIN (i0 + 16, rows); i++)
          copy_row (job, job->dst + (d + i * job->ds[last] + j * job->inner_ds) * to,
                    job->src + (s + i * job->ss[last] + j * job->inner_ss) * from,
                    MIN (16, job->inner - j));
    }
}

void
rg_copy_data (RgTensor *dst, const RgTensor *src)
{
  CopyJob job = { .to = (RgDType) dst->dtype, .from = (RgDType) src->dtype, .dst = rg_data (dst),
                  .src = rg_data (src), .inner = 1, .inner_ds = 1, .inner_ss = 1 };
  const int64_t *sizes = rg_sizes (dst), *ds = rg_strides (dst), *ss = rg_strides (src);
  if (rg_numel (dst) == 0)
    return;
  /* Drop dimensions of one and merge those that run on in both. */
  int n = 0;
  for (int d = 0; d < dst->ndim; d++)
    {
      if (sizes[d] == 1)
        continue;
      if (n && job.ds[n - 1] == ds[d] * sizes[d] && job.ss[n - 1] == ss[d] * sizes[d])
        {
          job.sizes[n - 1] *= sizes[d];
          job.ds[n - 1] = ds[d];
          job.ss[n - 1] = ss[d];
          continue;
        }
      job.sizes[n] = sizes[d];
      job.ds[n] = ds[d];
      job.ss[n++] = ss[d];
    }
  if (n)
    {
      n--;
      job.inner = job.sizes[n];
      job.inner_ds = job.ds[n];
      job.inner_ss = job.ss[n];
    }
  job.ndim = n;
  int64_t rows = 1;
  for (int k = 0; k < n; k++)
    rows *= job.sizes[k];
  if (rows == 1 && job.inner_ds == 1 && job.inner_ss == 1)
    { /* one run: split it, so that large copies go parallel */
      job.ndim = 1;
      job.sizes[0] = (job.inner + 16383) / 16384;
      job.ds[0] = job.ss[0] = 16384;
      int64_t whole = job.inner / 16384, rest = job.inner % 16384;
      job.inner = 16384;
      rg_parallel_for (whole, 1, copy_rows, &job);
      if (rest)
        rg_gather_elements (job.to, job.dst + whole * 16384 * (int64_t) rg_dtype_size (job.to), job.from,
                   job.src + whole * 16384 * (int64_t) rg_dtype_size (job.from), 1, rest);
      return;
    }
  int last = n - 1;
  if (n && job.inner >= 16 && job.sizes[last] >= 16 && job.inner_ds == 1
      && ABS (job.inner_ss) > ABS (job.ss[last]))
    {
      int64_t strips = (job.sizes[last] + 15) / 16;
      rg_parallel_for (rows / job.sizes[last] * strips, MAX (1, 1024 / job.inner), copy_tiles, &job);
      return;
    }
  rg_parallel_for (rows, MAX (1, 16384 / job.inner), copy_rows, &job);
}
