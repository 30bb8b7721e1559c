/* stream-private.h: stores that pass the caches by.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_STREAM_PRIVATE_H
#define RG_STREAM_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether an operator that touches so many bytes in all should store past the caches:
 * none of it would still be there for whoever reads it next. */
bool rg_stream_pays (size_t bytes);

/* memcpy past the caches. Call rg_stream_end() before other threads read it. */
void rg_stream_copy (void *restrict to, const void *restrict from, size_t bytes);
/* The same; meanwhile as many bytes of up to two arrays (NULL: none) are fetched, which are
 * read next: 100 GB/s for an addition that moves 89 without. They may end before. */
void rg_stream_copy_ahead (void *restrict to, const void *restrict from, size_t bytes, const void *a, const void *b);
void rg_stream_end (void);

#endif
