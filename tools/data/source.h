/* source.h: what a file holds: a table, arrays, or text.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_SOURCE_H
#define DATA_SOURCE_H

#include "table.h"
#include <retrograde.h>

typedef enum
{
  SOURCE_TABLE,
  SOURCE_ARRAYS,
  SOURCE_TEXT
} SourceKind;

/**
 * SourceWish:
 * @path: a file, or `-` for standard input
 * @labels: (nullable): of an IDX file of inputs: the file of its labels; %NULL: the
 * one whose name says `labels` where @path says `images`, if there is one
 * @inputs: (nullable): of an npz file: the array of inputs
 * @target: (nullable): of an npz file: the array of targets; without one: none
 * @is_text: whether to take the file for text
 */
typedef struct
{
  const char *path;
  const char *labels;
  const char *inputs;
  const char *target;
  bool is_text;
} SourceWish;

/**
 * Source:
 * @kind: which of the following it is
 * @name: of the file, for errors
 * @n: rows, samples, or characters
 * @table: of a table
 * @inputs: of arrays: (n, sizes...), as they were read
 * @targets: (nullable): of arrays: (n)
 * @target_name: what the targets are called
 * @text: of text: UTF-8
 */
typedef struct
{
  SourceKind kind;
  char *name;
  guint n;
  Table *table;
  RgTensor *inputs;
  RgTensor *targets;
  char *target_name;
  char *text;
} Source;

/**
 * source_read:
 * @wish: which file, and what is known of it
 * @error: return location for an error that names the file
 *
 * Tells npz, npy and IDX files by their first bytes; what begins as gzip does is
 * unpacked first. All else is a table, unless @wish calls it text.
 *
 * Returns: (transfer full) (nullable): what it holds
 */
Source *source_read (const SourceWish *wish, GError **error);
void source_free (Source *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Source, source_free)

/** source_describe: (transfer full): what it holds, for people. */
char *source_describe (const Source *source);

/** source_number: value @i of a contiguous tensor of any dtype. */
double source_number (const RgTensor *tensor, int64_t i);

/** source_by_number: compares two doubles, for qsort() and bsearch(). */
int source_by_number (const void *a, const void *b);

/* --- arrays.c, idx.c --- */

/** idx_is: whether @bytes begin as a file of MNIST's format does. */
bool idx_is (GBytes *bytes);
/** idx_parse: (transfer full) (nullable): its array. */
RgTensor *idx_parse (GBytes *bytes, const char *name, GError **error);

/** arrays_read: fills @source from an npz, npy or IDX file whose bytes are @bytes. */
bool arrays_read (Source *source, const SourceWish *wish, GBytes *bytes, GError **error);
/** arrays_is: whether @bytes begin as one of them does. */
bool arrays_is (GBytes *bytes);

#endif
