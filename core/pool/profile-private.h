/* profile-private.h: noting what runs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_PROFILE_PRIVATE_H
#define RG_PROFILE_PRIVATE_H

#include "rg-profile.h"
#include <stdatomic.h>

typedef enum
{
  RG_PROFILE_FORWARD,
  RG_PROFILE_BACKWARD,
  RG_PROFILE_CHUNKS,
  RG_PROFILE_HOST
} RgProfileKind;

extern _Atomic bool rg_profiling;

/* 0 while nothing is noted. */
static inline double
rg_profile_start (void)
{
  return G_UNLIKELY (atomic_load_explicit (&rg_profiling, memory_order_relaxed)) ? rg_profile_now () : 0;
}

/* Notes `name`, which is copied, if start is not 0. */
void rg_profile_note (RgProfileKind kind, const char *name, double start);
#define RG_PROFILE_NOTE(kind, name, start)                                     \
  do                                                                           \
    if (G_UNLIKELY ((start) > 0))                                              \
      rg_profile_note (kind, name, start);                                     \
  while (0)

/* The module room turns short ways off while something is noted. */
extern void (*rg_profile_watch) (bool on);

#endif
