/* mask.h: where a mask is true.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef MASK_H
#define MASK_H

#include "index-op.h"

#define MASK_BLOCK 32768
#define MASK_STRIP 1024

typedef struct
{
  const uint8_t *mask;
  int64_t n;
  int64_t *counts; /* true elements of each block; then those before it */
  int64_t *places;
} MaskJob;

static void
mask_count (int64_t begin, int64_t end, void *payload)
{
  const MaskJob *job = payload;
  for (int64_t b = begin; b < end; b++)
    {
      int64_t count = 0;
      for (int64_t i = b * MASK_BLOCK; i < MIN ((b + 1) * MASK_BLOCK, job->n); i++)
        count += job->mask[i] != 0;
      job->counts[b] = count;
    }
}

static void
mask_list (int64_t begin, int64_t end, void *payload)
{
  const MaskJob *job = payload;
  int64_t strip[MASK_STRIP + 1];
  for (int64_t b = begin; b < end; b++)
    {
      int64_t *to = job->places + job->counts[b], past = MIN ((b + 1) * MASK_BLOCK, job->n);
      for (int64_t first = b * MASK_BLOCK; first < past; first += MASK_STRIP)
        {
          int64_t n = 0;
          /* Without a branch, which could not be guessed. */
          for (int64_t i = first; i < MIN (first + MASK_STRIP, past); i++)
            {
              strip[n] = i;
              n += job->mask[i] != 0;
            }
          memcpy (to, strip, (size_t) n * sizeof *strip);
          to += n;
        }
    }
}

/* The row-major places of the true elements, in memory of the call, and their
 * number; NULL with the error set. */
static inline const int64_t *
mask_places (RgCall *call, RgTensor *mask, int64_t *count)
{
  mask = rg_contiguous (mask);
  int64_t n = mask ? rg_tensor_numel (mask) : 0, blocks = (n + MASK_BLOCK - 1) / MASK_BLOCK, sum = 0;
  MaskJob job = { rg_tensor_data (mask), n, rg_call_temp (call, (size_t) (blocks + 1) * sizeof (int64_t)), NULL };
  if (mask == NULL || job.counts == NULL)
    return NULL;
  rg_parallel_for (blocks, 1, mask_count, &job);
  for (int64_t b = 0; b < blocks; b++)
    {
      int64_t own = job.counts[b];
      job.counts[b] = sum;
      sum += own;
    }
  job.places = rg_call_temp (call, (size_t) sum * sizeof (int64_t));
  if (job.places)
    rg_parallel_for (blocks, 1, mask_list, &job);
  *count = sum;
  return job.places;
}

#endif
