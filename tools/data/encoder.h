/* encoder.h: from what a file holds to numbers for a model, and back from its
 * results to classes and values. A model file stores it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_ENCODER_H
#define DATA_ENCODER_H

#include "source.h"
#include <json-glib/json-glib.h>

typedef enum
{
  TASK_AUTO,
  TASK_CLASSIFICATION,
  TASK_REGRESSION,
  TASK_LANGUAGE
} Task;

typedef enum
{
  MISSING_ERROR,
  MISSING_MEAN,
  MISSING_MEDIAN,
  MISSING_DROP
} Missing;

/* What a number goes through before its mean is taken: that of a column whose tails
 * are heavy. */
typedef enum
{
  WARP_NONE,
  WARP_LOG,
  WARP_ASINH
} Warp;

/* Which cycles a date goes round: two numbers each, sine and cosine. */
typedef enum
{
  CYCLE_YEAR = 1 << 0,
  CYCLE_WEEK = 1 << 1,
  CYCLE_DAY = 1 << 2
} Cycle;

/**
 * Feature:
 * @name: the column; of arrays: its number, or the whole sample
 * @categories: (array zero-terminated=1) (nullable): of a column of texts, which is
 * one-hot: one number for each
 * @warp: log (x), or asinh ((x - @center) / @unit), in place of a number
 * @order: of a column of dates: how they are written; their numbers are days
 * @cycles: of dates: #Cycle, or'ed
 * @mean: what is taken from a number
 * @scale: what it is then divided by
 * @fill: what stands for a missing number; NaN if none may be missing
 * @has_others: of a column of texts: whether it has more than @categories, which are
 * then zeros
 * @tells_missing: whether one more number says if the value is missing
 */
typedef struct
{
  char *name;
  char **categories;
  Warp warp;
  double center, unit;
  DateOrder order;
  guint cycles;
  double mean, scale, fill;
  bool has_others, tells_missing;
} Feature;

/**
 * Encoder:
 * @kind: what it encodes
 * @task: classification, regression or language
 * @target: the column, or the array, to predict; of text: `character`
 * @classes: (array zero-terminated=1) (nullable): their names, in the order of the
 * model's outputs; of text: its characters
 * @target_mean: of a regression: the target's mean
 * @target_scale: and its standard deviation
 * @features: (array length=n_features): the other columns; of arrays: one for each
 * value of a sample that is a row, one for all values of others; of text: none
 * @ndim: dimensions of a sample
 * @sizes: (array length=ndim): and their sizes; of text: the context
 * @width: their product: how many numbers a sample becomes
 * @notes: (nullable): which columns were left out and why, where it was just made
 * @has_choice: whether the caller can choose @takes_unknown
 * @takes_unknown: whether a text that the model does not know counts as missing
 */
typedef struct
{
  SourceKind kind;
  Task task;
  char *target;
  char **classes;
  double target_mean, target_scale;
  Feature *features;
  guint n_features;
  int ndim;
  int64_t sizes[RG_MAX_DIMS - 1];
  int64_t width;
  char *notes;
  bool has_choice, takes_unknown;
} Encoder;

/**
 * EncoderWish:
 * @target: (nullable): the column to predict; of arrays and text: not used
 * @task: what to do; %TASK_AUTO: texts and few whole numbers are classes
 * @missing: what to do with missing values
 * @rows: (array length=n_rows): the rows to take means from: those trained on
 * @n_rows: how many
 * @context: of text: how many characters a sample has
 * @ignore: (array zero-terminated=1) (nullable): columns of a table that are not used
 */
typedef struct
{
  const char *target;
  Task task;
  Missing missing;
  const guint *rows;
  guint n_rows;
  int64_t context;
  const char *const *ignore;
} EncoderWish;

/** encoder_new: (transfer full) (nullable): an encoder of @source and what is like it. */
Encoder *encoder_new (const Source *source, const EncoderWish *wish, GError **error);
void encoder_free (Encoder *encoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Encoder, encoder_free)

/** encoder_task: what %TASK_AUTO stands for with this file and target; -1 with @error set. */
int encoder_task (const Source *source, const char *target, Task task, GError **error);

/** encoder_strata: (transfer full) (array): the class of each row, where there are classes; in *n_strata how many. */
guint *encoder_strata (const Source *source, const char *target, guint *n_strata);

/** encoder_inputs: (transfer none) (nullable): the samples as float32 (n, sizes...); text: int64 (characters). */
RgTensor *encoder_inputs (const Encoder *encoder, const Source *source, GError **error);
/** encoder_targets: (transfer none) (nullable): int64 (n) classes or float32 (n, 1) scaled values; of text: its inputs. */
RgTensor *encoder_targets (const Encoder *encoder, const Source *source, GError **error);

/** encoder_choose_unknown: whether texts that the model does not know count as missing, which the user can choose. */
void encoder_choose_unknown (Encoder *encoder, bool ignore);

guint encoder_n_classes (const Encoder *encoder);
/** encoder_n_outputs: how many numbers the model gives. */
int64_t encoder_n_outputs (const Encoder *encoder);

/** feature_width: how many numbers a column becomes. */
guint feature_width (const Feature *feature);

/** feature_note: (transfer full) (nullable): how a column is encoded, in a few words; %NULL: as its type is. */
char *feature_note (const Feature *feature);

/** warp_invert: a number whose mean and scale were put back, as it was read. */
double warp_invert (const Feature *feature, double value);

char *encoder_to_json (const Encoder *encoder);
Encoder *encoder_from_json (const char *text, const char *name, GError **error);

#endif
