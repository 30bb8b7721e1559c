/* turn.c: tiles of a matrix, turned over.
 *
 * Squares of 4 x 4 and 2 x 2 are turned over in registers, what is left by elements.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "turn-private.h"
#include <string.h>

typedef uint32_t Quad __attribute__ ((vector_size (16)));
typedef uint64_t Pair __attribute__ ((vector_size (16)));

#define TURN_REST(first_row, first_column)                                     \
  for (int64_t c = 0; c < columns; c++)                                        \
    for (int64_t r = c < (first_column) ? (first_row) : 0; r < rows; r++)      \
      to[r * to_row + c] = from[r + c * from_column];

static void
turn_4 (uint32_t *restrict to, int64_t to_row, const uint32_t *restrict from, int64_t from_column, int64_t rows,
        int64_t columns)
{
  const int64_t whole_rows = rows & ~(int64_t) 3, whole_columns = columns & ~(int64_t) 3;
  for (int64_t r = 0; r < whole_rows; r += 4)
    for (int64_t c = 0; c < whole_columns; c += 4)
      {
        Quad in[4], t[4], out[4];
        for (int k = 0; k < 4; k++)
          memcpy (&in[k], from + r + (c + k) * from_column, sizeof (Quad));
        t[0] = __builtin_shufflevector (in[0], in[1], 0, 4, 1, 5);
        t[1] = __builtin_shufflevector (in[0], in[1], 2, 6, 3, 7);
        t[2] = __builtin_shufflevector (in[2], in[3], 0, 4, 1, 5);
        t[3] = __builtin_shufflevector (in[2], in[3], 2, 6, 3, 7);
        out[0] = __builtin_shufflevector (t[0], t[2], 0, 1, 4, 5);
        out[1] = __builtin_shufflevector (t[0], t[2], 2, 3, 6, 7);
        out[2] = __builtin_shufflevector (t[1], t[3], 0, 1, 4, 5);
        out[3] = __builtin_shufflevector (t[1], t[3], 2, 3, 6, 7);
        for (int k = 0; k < 4; k++)
          memcpy (to + (r + k) * to_row + c, &out[k], sizeof (Quad));
      }
  TURN_REST (whole_rows, whole_columns)
}

static void
turn_8 (uint64_t *restrict to, int64_t to_row, const uint64_t *restrict from, int64_t from_column, int64_t rows,
        int64_t columns)
{
  const int64_t whole_rows = rows & ~(int64_t) 1, whole_columns = columns & ~(int64_t) 1;
  for (int64_t r = 0; r < whole_rows; r += 2)
    for (int64_t c = 0; c < whole_columns; c += 2)
      {
        Pair a, b;
        memcpy (&a, from + r + c * from_column, sizeof a);
        memcpy (&b, from + r + (c + 1) * from_column, sizeof b);
        const Pair low = __builtin_shufflevector (a, b, 0, 2), high = __builtin_shufflevector (a, b, 1, 3);
        memcpy (to + r * to_row + c, &low, sizeof low);
        memcpy (to + (r + 1) * to_row + c, &high, sizeof high);
      }
  TURN_REST (whole_rows, whole_columns)
}

static void
turn_1 (uint8_t *restrict to, int64_t to_row, const uint8_t *restrict from, int64_t from_column, int64_t rows,
        int64_t columns)
{
  TURN_REST (0, 0)
}

void
rg_turn_tile (size_t esize, void *restrict to, int64_t to_row, const void *restrict from, int64_t from_column,
              int64_t rows, int64_t columns)
{
  if (esize == 4)
    turn_4 (to, to_row, from, from_column, rows, columns);
  else if (esize == 8)
    turn_8 (to, to_row, from, from_column, rows, columns);
  else
    turn_1 (to, to_row, from, from_column, rows, columns);
}
