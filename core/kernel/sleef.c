/* sleef.c: chooses the block functions of this machine's instruction set.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-op.h"
#include "sleef-private.h"

static const RgSleefTable *
table (void)
{
#ifdef __x86_64__
  static const RgSleefTable *const tables[RG_N_ISAS]
      = { &rg_sleef_table_base, &rg_sleef_table_v3, &rg_sleef_table_v4 };
  return tables[rg_isa ()];
#else
  return &rg_sleef_table_base;
#endif
}

#define UNARY(name)                                                            \
  void rg_sleef_##name##_f32 (size_t n, float *out, const float *in)           \
  {                                                                            \
    table ()->name##_f32 (n, out, in);                                         \
  }                                                                            \
  void rg_sleef_##name##_f64 (size_t n, double *out, const double *in)         \
  {                                                                            \
    table ()->name##_f64 (n, out, in);                                         \
  }
#define BINARY(name)                                                           \
  void rg_sleef_##name##_f32 (size_t n, float *out, const float *a,            \
                              const float *b)                                  \
  {                                                                            \
    table ()->name##_f32 (n, out, a, b);                                       \
  }                                                                            \
  void rg_sleef_##name##_f64 (size_t n, double *out, const double *a,          \
                              const double *b)                                 \
  {                                                                            \
    table ()->name##_f64 (n, out, a, b);                                       \
  }

RG_SLEEF_UNARY (UNARY)
RG_SLEEF_BINARY (BINARY)
