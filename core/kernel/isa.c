/* isa.c: which instruction set kernels use.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-op.h"
#include <stdatomic.h>

static const char *const names[RG_N_ISAS] = { "base", "v3", "v4" };

/* Single features are asked for: clang 14 does not know the names of the
 * levels. */
static RgIsa
detect (void)
{
#ifdef __x86_64__
  __builtin_cpu_init ();
  if (!__builtin_cpu_supports ("avx2") || !__builtin_cpu_supports ("fma")
      || !__builtin_cpu_supports ("bmi") || !__builtin_cpu_supports ("bmi2"))
    return RG_ISA_BASE;
  if (!__builtin_cpu_supports ("avx512f") || !__builtin_cpu_supports ("avx512bw")
      || !__builtin_cpu_supports ("avx512cd") || !__builtin_cpu_supports ("avx512dq")
      || !__builtin_cpu_supports ("avx512vl"))
    return RG_ISA_V3;
  return RG_ISA_V4;
#else
  return RG_ISA_BASE;
#endif
}

/* RETROGRADE_ISA can only lower it; another word than the three is ignored. */
static RgIsa
choose (void)
{
  const RgIsa best = detect ();
  const char *wish = g_getenv ("RETROGRADE_ISA");
  for (int i = 0; wish && i < RG_N_ISAS; i++)
    if (g_str_equal (wish, names[i]))
      return MIN ((RgIsa) i, best);
  return best;
}

RgIsa
rg_isa (void)
{
  static atomic_int known = -1; /* threads that race here find the same */
  int isa = atomic_load_explicit (&known, memory_order_relaxed);
  if (G_UNLIKELY (isa < 0))
    {
      isa = (int) choose ();
      atomic_store_explicit (&known, isa, memory_order_relaxed);
    }
  return (RgIsa) isa;
}
