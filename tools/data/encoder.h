/* encoder.h: from the columns of a table to numbers for a model, and back from its
 * results to classes and values. A model file stores it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_ENCODER_H
#define DATA_ENCODER_H

#include "table.h"
#include <json-glib/json-glib.h>
#include <retrograde.h>

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
  MISSING_MEDIAN
} Missing;

/**
 * Feature:
 * @name: the column
 * @categories: (array zero-terminated=1) (nullable): of a column of texts, which is
 * one-hot: one number for each
 * @mean: what is taken from a number
 * @scale: what it is then divided by
 * @fill: what stands for a missing number; NaN if none may be missing
 */
typedef struct
{
  char *name;
  char **categories;
  double mean, scale, fill;
} Feature;

/**
 * Encoder:
 * @task: classification or regression
 * @target: the column to predict
 * @classes: (array zero-terminated=1) (nullable): their names, in the order of the
 * model's outputs
 * @target_mean: of a regression: the target's mean
 * @target_scale: and its standard deviation
 * @features: (array length=n_features): the other columns
 * @width: how many numbers a row becomes
 */
typedef struct
{
  Task task;
  char *target;
  char **classes;
  double target_mean, target_scale;
  Feature *features;
  guint n_features;
  int64_t width;
} Encoder;

/**
 * encoder_new:
 * @table: a table
 * @target: the column to predict
 * @task: what to do; %TASK_AUTO: texts and few whole numbers are classes
 * @missing: what to do with missing values
 * @rows: (array length=n_rows): the rows to take means from: those trained on
 * @n_rows: how many
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an encoder
 */
Encoder *encoder_new (const Table *table, const char *target, Task task, Missing missing, const guint *rows,
                      guint n_rows, GError **error);
void encoder_free (Encoder *encoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Encoder, encoder_free)

/** encoder_task: what %TASK_AUTO stands for in this table; -1 with @error set. */
int encoder_task (const Table *table, const char *target, Task task, GError **error);

/** encoder_inputs: (transfer none) (nullable): the rows of @table as float32 (n, width). */
RgTensor *encoder_inputs (const Encoder *encoder, const Table *table, GError **error);
/** encoder_targets: (transfer none) (nullable): int64 (n) classes or float32 (n, 1) scaled values. */
RgTensor *encoder_targets (const Encoder *encoder, const Table *table, GError **error);

guint encoder_n_classes (const Encoder *encoder);
/** encoder_n_outputs: how many numbers the model gives. */
int64_t encoder_n_outputs (const Encoder *encoder);

char *encoder_to_json (const Encoder *encoder);
Encoder *encoder_from_json (const char *text, const char *name, GError **error);

#endif
