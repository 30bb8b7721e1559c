/* table.h: a table with named columns, as it was read.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_TABLE_H
#define DATA_TABLE_H

#include "bytes.h"

/* The order of day, month and year; text is no date. */
typedef enum
{
  DATE_NONE,
  DATE_YMD,
  DATE_DMY,
  DATE_MDY
} DateOrder;

/**
 * Column:
 * @name: from the first line, or `column_3` where that holds numbers
 * @has_name: whether the first line gives it one
 * @is_text: whether its values are texts
 * @values: (array length=n_rows): the fields; numbers in plain form (`1234.5`)
 * @raw: (array length=n_rows) (nullable): the fields as they were read, where some differ
 * @numbers: (array length=n_rows) (nullable): of a column of numbers, NaN where missing;
 * of dates: days since 1970
 * @order: of a column of dates, which is one of texts: how they are written
 * @n_missing: how many fields are empty, `NA`, `nan`, `null`, `none` or `?`, or, among
 * numbers, a dash or a dot
 * @first_missing: the row of the first of them
 * @is_integral: whether all numbers are whole
 * @stray: 0, or one more than the first row whose text stands among numbers, which is a
 * mistake: see table_check_column()
 */
typedef struct
{
  char *name;
  bool has_name, is_text;
  const char **values;
  const char **raw;
  double *numbers;
  DateOrder order;
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
  guint n_dropped;     /* rows that table_drop_missing() took away */
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

/**
 * table_drop_missing:
 * @table: a table
 * @of: (array length=n_columns): which columns count
 *
 * Takes away the rows in which a value of those columns is missing.
 */
void table_drop_missing (Table *table, const bool *of);

/** table_find: the number of the column called @name, or -1. */
int table_find (const Table *table, const char *name);

/** table_is_missing: whether @text stands for no value. */
bool table_is_missing (const char *text);
/** table_is_blank: the same among numbers, where a dash or a dot says so too. */
bool table_is_blank (const char *text);
/** table_number: reads a plain number; false if @text is none. */
bool table_number (const char *text, double *value);
/** table_date: days since 1970, with a fraction where there is a time; false if @text is no date of that order. */
bool table_date (const char *text, DateOrder order, double *days);
/** table_raw: (transfer none): a field as it was read. */
const char *table_raw (const Column *column, guint row);

/** table_describe: (transfer full): columns, types, ranges, missing values and classes, as a table for people. */
char *table_describe (const Table *table);

/** table_distinct: (transfer full) (element-type utf8): the different values of a column, sorted, without missing ones; `1` and `1.0` are one number. */
GPtrArray *table_distinct (const Table *table, guint column);

#endif
