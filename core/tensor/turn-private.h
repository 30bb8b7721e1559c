/* turn-private.h: tiles of a matrix, turned over.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_TURN_PRIVATE_H
#define RG_TURN_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

/* to[r * to_row + c] = from[r + c * from_column], for elements of 1, 4 or 8 bytes. */
void rg_turn_tile (size_t esize, void *restrict to, int64_t to_row, const void *restrict from, int64_t from_column,
                   int64_t rows, int64_t columns);

#endif
