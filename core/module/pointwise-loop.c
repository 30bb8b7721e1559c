/* pointwise-loop.c: a pointwise kernel over any strides and dtypes.
 *
 * Everything that the kernel sees is contiguous and of one type. There are three ways:
 *
 *   direct   all inputs are so already, or one element that is repeated
 *   tiles    an input runs along another dimension than the output: squares of it are
 *            turned over in the cache, so that each of its lines is read once
 *   blocks   anything else: 1024 elements at a time are gathered by stride, converted,
 *            or filled
 *
 * A result too large for the caches is stored past them, by way of a block, where rows are
 * long: not by tiles.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pointwise-private.h"
#include "rg-parallel.h"
#include "stream-private.h"
#include "turn-private.h"
#include <string.h>

typedef RgPointwiseJob Job;

#define BLOCK 1024
/* What is stored past the caches goes by smaller ones: while the stores of one leave and
 * the elements FETCH further on arrive, the kernel computes the next. */
#define PAST_BLOCK 256
#define FETCH 512

typedef struct
{
  _Alignas (64) char data[BLOCK * 8];
} Block;

/* The kernel on m elements, at most BLOCK if the result goes past the caches. */
static inline void
apply (const Job *job, int64_t m, char *out, const void *const *in, Block *scratch)
{
  if (!job->past)
    {
      void *to = out;
      job->kernel ((size_t) m, &to, in, job->attrs);
      return;
    }
  void *near = scratch->data;
  for (int64_t at = 0; at < m; at += PAST_BLOCK)
    {
      const int64_t some = MIN (PAST_BLOCK, m - at);
      const void *from[RG_POINTWISE_INPUTS];
      for (int i = 0; i < job->n_in; i++)
        from[i] = (const char *) in[i] + at * (int64_t) job->esize;
      job->kernel ((size_t) some, &near, from, job->attrs);
      rg_stream_copy_ahead (out + at * (int64_t) job->out_esize, near, (size_t) some * job->out_esize,
                            (const char *) from[0] + FETCH * job->esize,
                            job->n_in > 1 ? (const char *) from[1] + FETCH * job->esize : NULL);
    }
}

static inline char *
out_at (const Job *job, int64_t index)
{
  return job->out + index * (int64_t) job->out_esize;
}

/* --- direct --- */

static void
repeat_element (char *block, size_t esize, const char *value)
{
  switch (esize)
    {
    case 1:
      memset (block, *value, BLOCK);
      break;
    case 4:
      {
        uint32_t v;
        memcpy (&v, value, 4);
        for (int i = 0; i < BLOCK; i++)
          ((uint32_t *) (void *) block)[i] = v;
        break;
      }
    default:
      {
        uint64_t v;
        memcpy (&v, value, 8);
        for (int i = 0; i < BLOCK; i++)
          ((uint64_t *) (void *) block)[i] = v;
      }
    }
}

/* Inputs are contiguous, or one repeated element. */
static void
run_direct (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  const void *in[RG_POINTWISE_INPUTS];
  bool blocks = job->past;
  for (int i = 0; i < job->n_in; i++)
    {
      in[i] = job->in[i] + (job->repeated[i] ? 0 : begin * (int64_t) job->esize);
      blocks |= job->repeated[i];
    }
  if (!blocks || end - begin == 1)
    {
      void *out = out_at (job, begin);
      job->kernel ((size_t) (end - begin), &out, in, job->attrs);
      return;
    }
  Block filled[2], scratch;
  int used = 0;
  for (int i = 0; i < job->n_in; i++)
    if (job->repeated[i] && used < 2)
      {
        if (end - begin >= 64)
          repeat_element (filled[used].data, job->esize, job->in[i]);
        else
          for (int64_t k = 0; k < end - begin; k++)
            memcpy (filled[used].data + k * (int64_t) job->esize, job->in[i], job->esize);
        in[i] = filled[used++].data;
      }
  for (int64_t at = begin; at < end; at += BLOCK)
    {
      const int64_t m = MIN (BLOCK, end - at);
      apply (job, m, out_at (job, at), in, &scratch);
      for (int i = 0; i < job->n_in; i++)
        if (!job->repeated[i])
          in[i] = (const char *) in[i] + m * (int64_t) job->esize;
    }
  if (job->past)
    rg_stream_end ();
}

/* --- blocks --- */

/* Up to m elements of input i from linear position `at`, as a contiguous block of
 * the type: in place if it can be, else in `block`. */
static const void *
bring (const Job *job, int i, int64_t at, int64_t m, char *block)
{
  const int64_t *strides = job->strides[i];
  int last = job->ndim - 1;
  size_t from_size = rg_dtype_size (job->in_type[i]);
  int64_t index[RG_MAX_DIMS], offset = 0, rest = at;
  for (int d = job->ndim; d-- > 0;)
    {
      index[d] = rest % job->sizes[d];
      rest /= job->sizes[d];
      offset += index[d] * strides[d];
    }
  int64_t done = 0;
  while (done < m)
    {
      int64_t run = MIN (m - done, job->sizes[last] - index[last]);
      const char *src = job->in[i] + offset * (int64_t) from_size;
      if (run == m && strides[last] == 1 && job->in_type[i] == job->type)
        return src;
      rg_gather_elements (job->type, block + done * (int64_t) job->esize, job->in_type[i], src, strides[last], run);
      done += run;
      index[last] += run;
      offset += run * strides[last];
      for (int d = last; d > 0 && index[d] == job->sizes[d]; d--)
        {
          offset += strides[d - 1] - index[d] * strides[d];
          index[d] = 0;
          index[d - 1]++;
        }
    }
  return block;
}

static void
run_blocks (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  Block blocks[4], scratch;
  /* A block that ends with its row is read in place, which long rows are worth. */
  const int64_t row = job->sizes[job->ndim - 1];
  for (int64_t at = begin; at < end;)
    {
      int64_t m = MIN (BLOCK, end - at);
      const void *in[RG_POINTWISE_INPUTS];
      if (row >= BLOCK / 2)
        m = MIN (m, row - at % row);
      for (int i = 0; i < job->n_in; i++)
        in[i] = bring (job, i, at, m, blocks[i].data);
      apply (job, m, out_at (job, at), in, &scratch);
      at += m;
    }
  if (job->past)
    rg_stream_end ();
}

/* --- tiles --- */

#define TILE_ROWS 16
#define TILE_COLUMNS 128
#define TILE_STRIP 1024 /* columns of one item */
#define TILE_INPUTS 2

typedef struct
{
  const Job *job;
  int along; /* the dimension that those inputs are contiguous in */
  bool turned[RG_POINTWISE_INPUTS];
  int64_t bands, strips; /* of rows and columns */
} Tiles;

/* Whether tiles serve: one or two inputs run along one other dimension. */
static bool
tiles_of (const Job *job, Tiles *t)
{
  const int last = job->ndim - 1;
  int turned = 0;
  *t = (Tiles){ .job = job, .along = -1 };
  if (last < 1 || job->sizes[last] < 16)
    return false;
  for (int i = 0; i < job->n_in; i++)
    if (job->in_type[i] == job->type && job->strides[i][last] > 1)
      for (int d = 0; d < last; d++)
        if (job->strides[i][d] == 1 && job->sizes[d] >= 16 && (t->along < 0 || t->along == d))
          {
            t->along = d;
            t->turned[i] = true;
            turned++;
          }
  if (turned == 0 || turned > TILE_INPUTS)
    return false;
  t->bands = (job->sizes[t->along] + TILE_ROWS - 1) / TILE_ROWS;
  t->strips = (job->sizes[last] + TILE_STRIP - 1) / TILE_STRIP;
  return true;
}

/* Where an index over all dimensions but `along` and the last begins, in `strides`. */
static int64_t
outer_offset (const Job *job, int along, int64_t index, const int64_t *strides)
{
  int64_t offset = 0;
  for (int d = job->ndim - 1; d-- > 0;)
    if (d != along)
      {
        offset += index % job->sizes[d] * strides[d];
        index /= job->sizes[d];
      }
  return offset;
}

/* base: the first element of each input and of the output (in elements), of the tile
 * that begins at row r0 and column c0. */
static void
run_tile (const Tiles *t, const int64_t *base, int64_t out_base, int64_t out_row, int64_t rows, int64_t columns)
{
  const Job *job = t->job;
  const int last = job->ndim - 1;
  _Alignas (64) char turned[TILE_INPUTS][TILE_ROWS * TILE_COLUMNS * 8];
  Block blocks[4];
  const char *source[RG_POINTWISE_INPUTS];
  int64_t row_bytes[RG_POINTWISE_INPUTS];
  int used = 0;
  for (int i = 0; i < job->n_in; i++)
    {
      const size_t size = rg_dtype_size (job->in_type[i]);
      source[i] = job->in[i] + base[i] * (int64_t) size;
      row_bytes[i] = job->strides[i][t->along] * (int64_t) size;
      if (!t->turned[i])
        continue;
      rg_turn_tile (size, turned[used], TILE_COLUMNS, source[i], job->strides[i][last], rows, columns);
      source[i] = turned[used++];
      row_bytes[i] = TILE_COLUMNS * (int64_t) size;
    }
  for (int64_t r = 0; r < rows; r++)
    {
      const void *in[RG_POINTWISE_INPUTS];
      for (int i = 0; i < job->n_in; i++)
        {
          in[i] = source[i] + r * row_bytes[i];
          if (t->turned[i] || (job->strides[i][last] == 1 && job->in_type[i] == job->type))
            continue;
          rg_gather_elements (job->type, blocks[i].data, job->in_type[i], in[i], job->strides[i][last], columns);
          in[i] = blocks[i].data;
        }
      void *out = out_at (job, out_base + r * out_row);
      job->kernel ((size_t) columns, &out, in, job->attrs);
    }
}

/* Fetches what the tile reads and writes that begins at `base`: its lines lie apart, and
 * the processor does not see ahead where they are. */
static void
fetch_tile (const Tiles *t, const int64_t *base, int64_t out_base, int64_t out_row, int64_t rows, int64_t columns)
{
  const Job *job = t->job;
  const int last = job->ndim - 1;
  for (int i = 0; i < job->n_in; i++)
    {
      const int64_t size = (int64_t) rg_dtype_size (job->in_type[i]);
      const int64_t lines = t->turned[i] ? columns : rows, length = (t->turned[i] ? rows : columns) * size;
      const int64_t step = job->strides[i][t->turned[i] ? last : t->along] * size;
      if (!t->turned[i] && job->strides[i][last] != 1)
        continue;
      const char *from = job->in[i] + base[i] * size;
      for (int64_t l = 0; l < lines; l++, from += step)
        for (int64_t at = 0; at < length; at += 64)
          __builtin_prefetch (from + at, 0, 2);
    }
  const char *to = out_at (job, out_base);
  for (int64_t r = 0; r < rows; r++, to += out_row * (int64_t) job->out_esize)
    for (int64_t at = 0; at < columns * (int64_t) job->out_esize; at += 64)
      __builtin_prefetch (to + at, 1, 2);
}

static void
run_tiles (int64_t begin, int64_t end, void *payload)
{
  const Tiles *t = payload;
  const Job *job = t->job;
  const int last = job->ndim - 1;
  int64_t out_strides[RG_MAX_DIMS];
  for (int64_t d = last, step = 1; d >= 0; step *= job->sizes[d--])
    out_strides[d] = step;
  for (int64_t item = begin; item < end; item++)
    {
      /* Bands follow each other fastest: they share the lines that an input is read by. */
      const int64_t band = item % t->bands, strip = item / t->bands % t->strips, outer = item / t->bands / t->strips;
      const int64_t r0 = band * TILE_ROWS, rows = MIN (TILE_ROWS, job->sizes[t->along] - r0);
      const int64_t stop = MIN ((strip + 1) * TILE_STRIP, job->sizes[last]);
      int64_t base[RG_POINTWISE_INPUTS], next[RG_POINTWISE_INPUTS];
      int64_t out_base = outer_offset (job, t->along, outer, out_strides) + r0 * out_strides[t->along] + strip * TILE_STRIP;
      for (int i = 0; i < job->n_in; i++)
        base[i] = outer_offset (job, t->along, outer, job->strides[i]) + r0 * job->strides[i][t->along]
                  + strip * TILE_STRIP * job->strides[i][last];
      for (int64_t c = strip * TILE_STRIP; c < stop; c += TILE_COLUMNS, out_base += TILE_COLUMNS)
        {
          for (int i = 0; i < job->n_in; i++)
            next[i] = base[i] + TILE_COLUMNS * job->strides[i][last];
          if (c + TILE_COLUMNS < stop)
            fetch_tile (t, next, out_base + TILE_COLUMNS, out_strides[t->along], rows,
                        MIN (TILE_COLUMNS, stop - c - TILE_COLUMNS));
          run_tile (t, base, out_base, out_strides[t->along], rows, MIN (TILE_COLUMNS, stop - c));
          memcpy (base, next, sizeof base);
        }
    }
}

/* --- the choice --- */

void
rg_pointwise_loop (const RgPointwiseJob *job)
{
  Tiles tiles;
  if (job->direct)
    rg_parallel_for (job->n, job->grain, run_direct, (void *) job);
  else if (tiles_of (job, &tiles))
    {
      const int64_t items = tiles.bands * tiles.strips;
      const int64_t outer = job->n / (job->sizes[tiles.along] * job->sizes[job->ndim - 1]);
      rg_parallel_for (outer * items, MAX (1, job->grain * outer * items / job->n), run_tiles, &tiles);
    }
  else
    rg_parallel_for (job->n, job->grain, run_blocks, (void *) job);
}
