/* order.h: what operators have in common that put the elements of lines in order:
 * sort, topk, kthvalue, median, mode.
 *
 * An element becomes an unsigned key that compares as the element does: -0 equals
 * 0, and every nan is above everything. Keys with their places are sorted by
 * radix, eight bits at a time from the lowest, which keeps equal ones in place
 * and takes the same time whatever the order was. In descending order keys are
 * inverted, so that equal ones stay in place too.
 *
 * Order: keys, sorting, lines, the forward.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ORDER_H
#define ORDER_H

#include "lines.h"
#include "order-std.h"
#include "selected.h"
#include <stdatomic.h>
#include <stdlib.h>

/* --- keys --- */

#define ORDER_TOP (UINT64_C (1) << 63)
#define ORDER_NAN UINT64_MAX

static inline uint64_t
order_key (RgDType dtype, const void *element)
{
  double x;
  switch (dtype)
    {
    case RG_F32:
      x = (double) *(const float *) element;
      break;
    case RG_F64:
      x = *(const double *) element;
      break;
    case RG_I64:
      return (uint64_t) *(const int64_t *) element ^ ORDER_TOP;
    case RG_I32:
      return (uint64_t) (int64_t) *(const int32_t *) element ^ ORDER_TOP;
    default:
      return *(const uint8_t *) element;
    }
  if (x != x)
    return ORDER_NAN;
  uint64_t bits = rg_bits_f64 (x == 0 ? 0 : x);
  return bits & ORDER_TOP ? ~bits : bits | ORDER_TOP;
}

/* --- sorting --- */

/* Sorts a by key; equal keys keep their order. `other` is room for n. */
static inline void
order_sort (Keyed *a, Keyed *other, size_t n)
{
  if (n <= 48)
    {
      order_insertion (a, n);
      return;
    }
  size_t count[8][256] = { { 0 } };
  Keyed *from = a, *to = other;
  for (size_t i = 0; i < n; i++)
    for (int d = 0; d < 8; d++)
      count[d][a[i].key >> (8 * d) & 255]++;
  for (int d = 0; d < 8; d++)
    {
      size_t *c = count[d], begin = 0;
      if (c[from[0].key >> (8 * d) & 255] == n)
        continue; /* all alike in this digit */
      for (int b = 0; b < 256; b++)
        {
          size_t here = c[b];
          c[b] = begin;
          begin += here;
        }
      for (size_t i = 0; i < n; i++)
        to[c[from[i].key >> (8 * d) & 255]++] = from[i];
      Keyed *swap = from;
      from = to;
      to = swap;
    }
  if (from != a)
    memcpy (a, from, n * sizeof *a);
}

/* Where `place` of equal ones counts, the k-th is the one that PyTorch's quickselect puts
 * there: quick_select_template of aten/src/ATen/native/SortingUtils.h, Hoare's scheme with
 * the median of three. Takes about 3 n steps. */
static inline void
order_swap (Keyed *a, int64_t i, int64_t j)
{
  const Keyed x = a[i];
  a[i] = a[j];
  a[j] = x;
}

static inline void
order_quick (Keyed *a, size_t n, int64_t k)
{
  int64_t low = 0, high = (int64_t) n - 1;
  while (high > low + 1)
    {
      order_swap (a, low + (high - low) / 2, low + 1);
      if (a[low + 1].key > a[high].key)
        order_swap (a, low + 1, high);
      if (a[low].key > a[high].key)
        order_swap (a, low, high);
      if (a[low + 1].key > a[low].key)
        order_swap (a, low + 1, low);
      const uint64_t pivot = a[low].key;
      int64_t i = low + 1, j = high;
      for (;;)
        {
          do
            i++;
          while (pivot > a[i].key);
          do
            j--;
          while (a[j].key > pivot);
          if (j < i)
            break;
          order_swap (a, i, j);
        }
      order_swap (a, low, j);
      if (j <= k)
        low = i;
      if (j >= k)
        high = j - 1;
    }
  if (high == low + 1 && a[low].key > a[high].key)
    order_swap (a, low, high);
}

/* --- lines --- */

/* Up to so many keys lie on the stack. */
#define ORDER_FEW 128

typedef struct _OrderJob OrderJob;

/* One line in order: `line` is its first element, `value` and `place` where its
 * results begin (place may be NULL); all step by `stride`. */
typedef void (*OrderFinish) (const OrderJob *job, const Keyed *sorted, size_t n, size_t stride,
                             const char *line, char *value, int64_t *place);

struct _OrderJob
{
  RgDType dtype;
  size_t esize;
  bool descending;
  size_t k; /* of the operator: how many, or which */
  OrderFinish finish;
  bool first_only; /* finish looks at the first k alone, */
  bool any_order;  /* in any order, */
  bool quick;      /* or at a[k] alone */
  bool unstable;   /* the whole line as std::sort leaves it */
  atomic_bool failed;
};

/* Result number j is the element at `at`. */
static inline void
order_put (const OrderJob *job, size_t j, int64_t at, size_t stride, const char *line, char *value,
           int64_t *place)
{
  memcpy (value + j * stride * job->esize, line + (size_t) at * stride * job->esize, job->esize);
  if (place)
    place[j * stride] = at;
}

static inline Keyed
order_keyed (const OrderJob *job, const char *line, size_t stride, size_t i)
{
  uint64_t key = order_key (job->dtype, line + i * stride * job->esize);
  return (Keyed){ job->descending ? ~key : key, (int64_t) i };
}

/* The first k of the line in order, in a (k): most elements are compared with the last of
 * them and passed over, so that the others need no keys. Of equal ones those that
 * std::partial_sort leaves. */
static inline void
order_select (const OrderJob *job, Keyed *a, size_t n, size_t stride, const char *line)
{
  const int64_t k = (int64_t) job->k;
  for (size_t i = 0; i < job->k; i++)
    a[i] = order_keyed (job, line, stride, i);
  std_make_heap (a, k);
  for (size_t i = job->k; i < n && k; i++)
    {
      const Keyed x = order_keyed (job, line, stride, i);
      if (x.key < a[0].key)
        std_adjust_heap (a, 0, k, x);
    }
  std_sort_heap (a, k);
}

/* Brings a in the order that the job wants; there is room for n more behind it. */
static inline void
order_arrange (const OrderJob *job, Keyed *a, size_t n)
{
  const int64_t k = (int64_t) job->k;
  if (job->quick)
    order_quick (a, n, k);
  else if (job->unstable)
    std_sort (a, (int64_t) n);
  else if (!job->first_only)
    order_sort (a, a + n, n);
  else
    {
      std_nth_element (a, k - 1, (int64_t) n);
      if (!job->any_order)
        std_sort (a, k - 1);
    }
}

static inline void
order_lines (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const LineStep *step = attrs;
  OrderJob *job = (OrderJob *) step->attrs;
  Keyed room[ORDER_FEW], *keyed = room;
  const bool select = job->first_only && job->k <= n / 64; /* PyTorch's line between both ways */
  const size_t keys = select ? job->k : 2 * n;
  if (keys > ORDER_FEW && (n > SIZE_MAX / (2 * sizeof *keyed) || !(keyed = malloc (keys * sizeof *keyed))))
    {
      atomic_store (&job->failed, true);
      return;
    }
  for (size_t c = 0; c < step->width; c++)
    {
      const char *line = (const char *) in[0] + c * job->esize;
      if (select)
        order_select (job, keyed, n, step->stride, line);
      else
        {
          for (size_t i = 0; i < n; i++)
            keyed[i] = order_keyed (job, line, step->stride, i);
          order_arrange (job, keyed, n);
        }
      job->finish (job, keyed, n, step->stride, line, (char *) out[0] + c * job->esize,
                   out[1] ? (int64_t *) out[1] + c : NULL);
    }
  if (keyed != room)
    free (keyed);
}

/* --- the forward --- */

/* Runs on x, which is contiguous, and writes lines of `results` elements to value
 * and place (which may be NULL). */
static inline bool
order_run (RgCall *call, const RgTensor *x, const Lines *lines, OrderJob *order, int64_t results,
           RgTensor *value, RgTensor *place)
{
  order->dtype = rg_tensor_dtype (x);
  order->esize = rg_dtype_size (order->dtype);
  LinesJob job = { .kernel = order_lines, .lines = *lines, .attrs = order, .cost = 20 };
  lines_in (&job, x, lines->n);
  lines_out (&job, value, results);
  if (place)
    lines_out (&job, place, results);
  lines_run (&job);
  if (atomic_load (&order->failed))
    return rg_call_fail (call, RG_ERROR_MEMORY, "no memory to sort lines of %" G_GINT64_FORMAT " elements",
                         lines->n);
  return true;
}

/* Input 0 along dim, `results` elements a line, to outputs 0 (values) and 1
 * (indices). With results = -1: the whole line. */
static inline bool
order_forward (RgCall *call, int64_t dim, OrderJob *order, int64_t results, bool keepdim)
{
  RgTensor *x = rg_call_contiguous (call, 0);
  Lines lines;
  int64_t sizes[RG_MAX_DIMS];
  if (x == NULL || !lines_of (call, x, dim, &lines))
    return false;
  if (results < 0)
    results = lines.n;
  RgInts shape = lines_shape (x, &lines, results, keepdim, sizes);
  RgTensor *value = rg_call_output (call, 0, rg_tensor_dtype (x), shape);
  RgTensor *place = value ? rg_call_output (call, 1, RG_I64, shape) : NULL;
  return place && order_run (call, x, &lines, order, results, value, place);
}

/* The first job->k in order: for sort and topk. */
static inline void
order_first (const OrderJob *job, const Keyed *sorted, size_t n, size_t stride, const char *line, char *value,
             int64_t *place)
{
  for (size_t j = 0; j < MIN (n, job->k); j++)
    order_put (job, j, sorted[j].place, stride, line, value, place);
}

#endif
