/* philox-private.h: the Philox 4x32-10 counter-based generator, and what is
 * drawn from it.
 *
 * J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers:
 * as easy as 1, 2, 3" (2011). Ten rounds of multiplication turn a counter of
 * 128 bits, under a key of 64, into 128 random bits. The seed is the key. Block
 * i, which has counter i, holds draws 2i and 2i + 1, 64 bits each.
 *
 * Everything here is integer arithmetic, explicit fma, or exact, so that the
 * bits do not depend on the machine, nor on how a compiler vectorises a loop.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_PHILOX_PRIVATE_H
#define RG_PHILOX_PRIVATE_H

#include "rg-types.h"

#define RG_PHILOX_INLINE static inline __attribute__ ((always_inline))

__extension__ typedef unsigned __int128 RgUint128;

/* counter (4), key (2): the counter becomes the random bits. */
RG_PHILOX_INLINE void
rg_philox4x32 (uint32_t counter[4], const uint32_t key[2])
{
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  uint32_t k0 = key[0], k1 = key[1];
#pragma GCC unroll 10
  for (int round = 0; round < 10; round++)
    {
      uint64_t p0 = (uint64_t) 0xd2511f53u * c0;
      uint64_t p1 = (uint64_t) 0xcd9e8d57u * c2;
      c0 = (uint32_t) (p1 >> 32) ^ c1 ^ k0;
      c1 = (uint32_t) p1;
      c2 = (uint32_t) (p0 >> 32) ^ c3 ^ k1;
      c3 = (uint32_t) p0;
      k0 += 0x9e3779b9u; /* the golden ratio */
      k1 += 0xbb67ae85u; /* sqrt (3) - 1 */
    }
  counter[0] = c0;
  counter[1] = c1;
  counter[2] = c2;
  counter[3] = c3;
}

/* Draws 2 * block and 2 * block + 1 of a seed. */
RG_PHILOX_INLINE void
rg_philox_pair (uint64_t seed, uint64_t block, uint64_t *even, uint64_t *odd)
{
  uint32_t c[4] = { (uint32_t) block, (uint32_t) (block >> 32), 0, 0 };
  const uint32_t key[2] = { (uint32_t) seed, (uint32_t) (seed >> 32) };
  rg_philox4x32 (c, key);
  *even = c[0] | (uint64_t) c[1] << 32;
  *odd = c[2] | (uint64_t) c[3] << 32;
}

RG_PHILOX_INLINE uint64_t
rg_philox_bits (uint64_t seed, uint64_t index)
{
  uint64_t even, odd;
  rg_philox_pair (seed, index >> 1, &even, &odd);
  return index & 1 ? odd : even;
}

/* The top 53 bits as a multiple of 2^-53 in [0, 1); exact. */
RG_PHILOX_INLINE double
rg_bits_to_f64 (uint64_t bits)
{
  return (double) (int64_t) (bits >> 11) * 0x1p-53;
}

/* The top 24 bits likewise: rounding the double could give 1. */
RG_PHILOX_INLINE float
rg_bits_to_f32 (uint64_t bits)
{
  return (float) (int32_t) (bits >> 40) * 0x1p-24f;
}

/* A number below `range` (the whole 64 bits for 0): the top half of the product.
 * No number is more likely than another by more than range / 2^64. */
RG_PHILOX_INLINE uint64_t
rg_bits_below (uint64_t bits, uint64_t range)
{
  return range ? (uint64_t) ((RgUint128) bits * range >> 64) : bits;
}

#endif
