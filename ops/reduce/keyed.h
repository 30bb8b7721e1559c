/* keyed.h: an element's key, which compares as the element does, and its place.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef KEYED_H
#define KEYED_H

#include <retrograde-op.h>

typedef struct
{
  uint64_t key;
  int64_t place;
} Keyed;

/* Equal keys keep their order. */
static inline void
order_insertion (Keyed *a, size_t n)
{
  for (size_t i = 1; i < n; i++)
    {
      Keyed x = a[i];
      size_t k = i;
      for (; k && a[k - 1].key > x.key; k--)
        a[k] = a[k - 1];
      a[k] = x;
    }
}

#endif
