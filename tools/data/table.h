/* table.h: a table with named columns, as it was read.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_TABLE_H
#define DATA_TABLE_H

#include "bytes.h"

/**
 * Column:
 * @name: from the first line, or `column_3` where that holds numbers
 * @is_text: whether its values are texts
 * @values: (array length=n_rows): the fields as they were read
 * @numbers: (array length=n_rows) (nullable): of a column of numbers; NaN where
 * missing
 * @n_missing: how many fields are empty, `NA`, `nan`, `null`, `none` or `?`
 * @first_missing: the row of the first of them
 * @is_integral: whether all numbers are whole
 * @stray: 0, or one more than the first row whose text stands among numbers, which is a
 * mistake: see table_check_column()
 */
typedef struct
{
  char *name;
  bool is_text;
  const char **values;
  double *numbers;
  guint n_missing;
  guint first_missing;
  bool is_integral;
  guint stray;
} Column;

typedef struct
{
  char *name;          /* of the file */
  char separator;
  bool has_header;
  guint n_columns, n_rows;
  Column *columns;     /* (n_columns) */
  guint *lines;        /* (n_rows) of the file, for errors */
  GStringChunk *texts;
} Table;

/**
 * table_parse:
 * @bytes: UTF-8, separated by commas, tabs, semicolons or bars
 * @name: what errors call them
 * @error: return location for an error that names file, line and column
 *
 * A column with a field that is no number is text; but where most of its fields
 * are numbers, the odd one is taken for a mistake: it is an error once the column is
 * used.
 *
 * Returns: (transfer full) (nullable): the table
 */
Table *table_parse (GBytes *bytes, const char *name, GError **error);
void table_free (Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

/** table_check_column: an error with file, line and column if a text stands among the numbers of column @i. */
bool table_check_column (const Table *table, guint i, GError **error);

/** table_find: the number of the column called @name, or -1. */
int table_find (const Table *table, const char *name);

/** table_is_missing: whether @text stands for no value. */
bool table_is_missing (const char *text);
/** table_number: reads a number; false if @text is none. */
bool table_number (const char *text, double *value);

/** table_describe: (transfer full): columns, types, ranges, missing values and classes, as a table for people. */
char *table_describe (const Table *table);

/** table_distinct: (transfer full) (element-type utf8): the different values of a column, sorted, without missing ones; `1` and `1.0` are one number. */
GPtrArray *table_distinct (const Table *table, guint column);

#endif
