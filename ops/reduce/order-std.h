/* order-std.h: the first k of a line in order, and of equal ones those that PyTorch picks:
 * its topk calls std::partial_sort where 64 k <= n, else std::nth_element and std::sort,
 * which leave equal ones as libstdc++'s algorithms happen to. These are the same steps:
 * heaps, introselect and introsort (D. Musser, "Introspective Sorting and Selection
 * Algorithms", 1997).
 *
 * Order: heaps, partition, select, sort.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ORDER_STD_H
#define ORDER_STD_H

#include "keyed.h"

/* --- heaps: the last in order on top --- */

static inline void
std_adjust_heap (Keyed *a, int64_t hole, int64_t n, Keyed x)
{
  const int64_t top = hole;
  int64_t child = hole;
  while (child < (n - 1) / 2)
    {
      child = 2 * (child + 1);
      if (a[child].key < a[child - 1].key)
        child--;
      a[hole] = a[child];
      hole = child;
    }
  if (n % 2 == 0 && child == (n - 2) / 2)
    {
      child = 2 * child + 1;
      a[hole] = a[child];
      hole = child;
    }
  for (int64_t parent = (hole - 1) / 2; hole > top && a[parent].key < x.key; parent = (hole - 1) / 2)
    {
      a[hole] = a[parent];
      hole = parent;
    }
  a[hole] = x;
}

static inline void
std_make_heap (Keyed *a, int64_t n)
{
  for (int64_t parent = (n - 2) / 2; n > 1 && parent >= 0; parent--)
    std_adjust_heap (a, parent, n, a[parent]);
}

static inline void
std_sort_heap (Keyed *a, int64_t n)
{
  while (n > 1)
    {
      const Keyed x = a[--n];
      a[n] = a[0];
      std_adjust_heap (a, 0, n, x);
    }
}

/* The first k of n, as a heap in a[0] to a[k - 1]. */
static inline void
std_heap_select (Keyed *a, int64_t k, int64_t n)
{
  std_make_heap (a, k);
  for (int64_t i = k; i < n; i++)
    if (a[i].key < a[0].key)
      {
        const Keyed x = a[i];
        a[i] = a[0];
        std_adjust_heap (a, 0, k, x);
      }
}

/* --- partition --- */

static inline void
std_swap (Keyed *a, Keyed *b)
{
  const Keyed x = *a;
  *a = *b;
  *b = x;
}

/* Parts n by the median of three, which comes to the front; where the second part begins. */
static inline int64_t
std_partition (Keyed *a, int64_t n)
{
  Keyed *x = a + 1, *y = a + n / 2, *z = a + n - 1;
  if (x->key < y->key)
    std_swap (a, y->key < z->key ? y : x->key < z->key ? z : x);
  else
    std_swap (a, x->key < z->key ? x : y->key < z->key ? z : y);
  const uint64_t pivot = a->key;
  for (int64_t i = 1, j = n;; i++)
    {
      while (a[i].key < pivot)
        i++;
      do
        j--;
      while (pivot < a[j].key);
      if (i >= j)
        return i;
      std_swap (a + i, a + j);
    }
}

static inline int
std_depth (int64_t n)
{
  int depth = 0;
  for (; n > 1; n /= 2)
    depth += 2;
  return depth;
}

/* --- select --- */

/* Brings the k-th of n, from 0, to its place, those before it before it. */
static inline void
std_nth_element (Keyed *a, int64_t k, int64_t n)
{
  for (int depth = std_depth (n); n > 3; depth--)
    {
      if (depth == 0)
        {
          std_heap_select (a, k + 1, n);
          std_swap (a, a + k);
          return;
        }
      const int64_t cut = std_partition (a, n);
      if (cut <= k)
        {
          a += cut;
          k -= cut;
          n -= cut;
        }
      else
        n = cut;
    }
  order_insertion (a, (size_t) n);
}

/* --- sort --- */

static inline void
std_sort_parts (Keyed *a, int64_t n, int depth)
{
  while (n > 16)
    {
      if (depth-- == 0)
        {
          std_make_heap (a, n);
          std_sort_heap (a, n);
          return;
        }
      const int64_t cut = std_partition (a, n);
      std_sort_parts (a + cut, n - cut, depth);
      n = cut;
    }
}

static inline void
std_sort (Keyed *a, int64_t n)
{
  std_sort_parts (a, n, std_depth (n));
  order_insertion (a, (size_t) MAX (n, 0));
}

#endif
