/* sleef-private.h: the block functions of one instruction set.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_SLEEF_PRIVATE_H
#define RG_SLEEF_PRIVATE_H

#include "rg-sleef.h"

#define RG_SLEEF_FIELD_UNARY(name)                                             \
  void (*name##_f32) (size_t n, float *out, const float *in);                  \
  void (*name##_f64) (size_t n, double *out, const double *in);
#define RG_SLEEF_FIELD_BINARY(name)                                            \
  void (*name##_f32) (size_t n, float *out, const float *a, const float *b);   \
  void (*name##_f64) (size_t n, double *out, const double *a, const double *b);

typedef struct
{
  RG_SLEEF_UNARY (RG_SLEEF_FIELD_UNARY)
  RG_SLEEF_BINARY (RG_SLEEF_FIELD_BINARY)
} RgSleefTable;

/* One for each build of sleef-kernel.c. */
extern const RgSleefTable rg_sleef_table_base, rg_sleef_table_v3, rg_sleef_table_v4;

#endif
