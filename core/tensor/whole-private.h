/* whole-private.h: integers from numbers of any type. C leaves it open what becomes of a
 * float that is out of range, infinite or nan: here it is the least number of int64 or
 * int32, and 0 in uint8, which goes through int64. That is what x86's instructions give,
 * and so PyTorch there.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_WHOLE_PRIVATE_H
#define RG_WHOLE_PRIVATE_H

#include <stdint.h>
#ifdef __x86_64__
#include <emmintrin.h>
#endif

#ifdef __x86_64__
/* The instruction itself: a comparison before it would cost as much again. */
static inline int64_t
i64_from_f32 (float x)
{
  return _mm_cvttss_si64 (_mm_set_ss (x));
}
static inline int64_t
i64_from_f64 (double x)
{
  return _mm_cvttsd_si64 (_mm_set_sd (x));
}
static inline int32_t
i32_from_f64 (double x)
{
  return _mm_cvttsd_si32 (_mm_set_sd (x));
}
#else
static inline int64_t
i64_from_f32 (float x)
{
  return x >= -0x1p63f && x < 0x1p63f ? (int64_t) x : INT64_MIN;
}
static inline int64_t
i64_from_f64 (double x)
{
  return x >= -0x1p63 && x < 0x1p63 ? (int64_t) x : INT64_MIN;
}
static inline int32_t
i32_from_f64 (double x)
{
  return x > -0x1p31 - 1 && x < 0x1p31 ? (int32_t) x : INT32_MIN;
}
#endif

/* This the compiler makes vectors of, comparison included, which is faster than either. */
static inline int32_t
i32_from_f32 (float x)
{
  return x >= -0x1p31f && x < 0x1p31f ? (int32_t) x : INT32_MIN;
}

/* From integers, which wrap. */
#define RG_WHOLE_OF(fn, F)                                                     \
  static inline int64_t i64_from_##fn (F x)                                    \
  {                                                                            \
    return (int64_t) x;                                                        \
  }                                                                            \
  static inline int32_t i32_from_##fn (F x)                                    \
  {                                                                            \
    return (int32_t) x;                                                        \
  }
RG_WHOLE_OF (i64, int64_t)
RG_WHOLE_OF (i32, int32_t)
RG_WHOLE_OF (u8, uint8_t)
RG_WHOLE_OF (b, uint8_t)

#endif
