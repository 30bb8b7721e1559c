/* pointwise-private.h: a pointwise kernel and what it runs over.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_POINTWISE_PRIVATE_H
#define RG_POINTWISE_PRIVATE_H

#include "tensor-private.h"
#include "rg-op.h"

#define RG_POINTWISE_INPUTS 8

typedef struct
{
  RgBlockFunc kernel;
  const void *attrs;
  int n_in;
  RgDType type; /* that the kernel computes in */
  RgDType in_type[RG_POINTWISE_INPUTS];
  size_t esize, out_esize;
  char *out;
  const char *in[RG_POINTWISE_INPUTS];
  int64_t n, grain;
  bool direct; /* all inputs contiguous and of the type */
  bool past;   /* store past the caches */
  bool repeated[RG_POINTWISE_INPUTS]; /* one element stands for all (direct only) */
  /* otherwise: dimensions merged, outer first */
  int ndim;
  int64_t sizes[RG_MAX_DIMS];
  int64_t strides[RG_POINTWISE_INPUTS][RG_MAX_DIMS];
} RgPointwiseJob;

/* Runs the kernel over all of it, on all threads. */
void rg_pointwise_loop (const RgPointwiseJob *job);

#endif
