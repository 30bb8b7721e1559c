/* table-private.h: finding out what the columns of a table hold.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_TABLE_PRIVATE_H
#define DATA_TABLE_PRIVATE_H

#include "table.h"

/* --- table.c --- */

/* Whether so few of a column's values are of another kind that they are mistakes, and not
 * a column of codes such as `12` and `12b`. */
bool table_is_mistake (guint n_others, guint n);

/* --- number.c --- */

typedef enum
{
  NUMBER_PLAIN,
  NUMBER_COMMA,
  NUMBER_GROUPS
} NumberForm;

/* How many values of @c are neither missing nor numbers of that form. */
guint number_texts (const Column *c, guint n_rows, NumberForm form);
/* The form with the fewest of them, and how many there are. */
NumberForm number_form (const Column *c, guint n_rows, bool comma_first, guint *n_texts);
/* Whether the numbers of a column can only be read with a decimal comma; where commas
 * separate fields each column stands for itself. */
bool number_wants_comma (const Table *t);
/* Makes numbers plain, and dashes missing values; what was read stays in @c->raw. */
void number_rewrite (Table *t, Column *c, NumberForm form);

/* --- date.c --- */

/* Whether the values of @c are dates, but for mistakes: sets its order, and fills its days. */
bool date_infer (Column *c, guint n_rows);

#endif
