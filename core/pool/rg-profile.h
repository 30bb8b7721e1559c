/* rg-profile.h: what ran when, on which thread.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_PROFILE_H
#define RG_PROFILE_H

#include "rg-types.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * rg_profile_begin:
 *
 * From now on every forward operator, every node of a backward and every chunk of a
 * loop that another thread took is noted, on all threads; what was noted before is
 * dropped. Notes cost about a tenth of a microsecond each, and operators go the long
 * way: figures of single small operators are not those without. A thread notes a million
 * of them at the most.
 */
RG_API void rg_profile_begin (void);

/**
 * rg_profile_end:
 * @path: (nullable): the file to write; %NULL drops the notes
 * @error: return location for an error
 *
 * Ends it, and writes Chrome's trace format (JSON; chrome://tracing, Perfetto): times
 * in microseconds, a row for each thread. Call it while no other thread computes.
 *
 * Returns: whether the file was written whole
 */
RG_API bool rg_profile_end (const char *path, GError **error);

/**
 * rg_profile_mark:
 * @name: what ran, copied
 * @start: when it began: rg_profile_now()
 *
 * Notes something of the host's own, from @start to now.
 */
RG_API void rg_profile_mark (const char *name, double start);
/** rg_profile_now: (skip): microseconds since some moment. */
RG_API double rg_profile_now (void);

G_END_DECLS

#endif
