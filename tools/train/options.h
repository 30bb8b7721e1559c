/* options.h: what a training run is told: by defaults, a file, the environment, the
 * command line, or the run that it goes on with.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_OPTIONS_H
#define TRAIN_OPTIONS_H

#include "encoder.h"

#define TRAIN_OPTIONS_MOST 64

/* Where a value came from, in rising priority. */
typedef enum
{
  FROM_DEFAULT,
  FROM_FILE,
  FROM_ENVIRONMENT,
  FROM_COMMAND_LINE,
  FROM_RUN
} OptionFrom;

typedef struct
{
  char *data;
  char *labels;
  char *inputs;
  char *validation;
  char *target;
  char *task;
  char *missing;
  char *ignore;
  char *model;
  char *hidden;
  gint epochs;
  gint batch;
  double lr;
  char *optimizer;
  double weight_decay;
  double momentum;
  char *schedule;
  gint warmup;
  double clip;
  gint accumulate;
  gboolean class_weights;
  double label_smoothing;
  double val_split;
  gint patience;
  gint folds;
  gint64 seed;
  double search;
  gboolean find_lr;
  gint threads;
  char *out;
  char *resume;
  gint checkpoint_seconds;
  gboolean tensorboard;
  char *trace;
  gboolean quiet;
  char *config;
  gboolean print_config;

  OptionFrom from[TRAIN_OPTIONS_MOST];
  /* What the command line says, before it is read: texts, flags, and flags' contraries. */
  char *texts[TRAIN_OPTIONS_MOST];
  gboolean flags[TRAIN_OPTIONS_MOST], no_flags[TRAIN_OPTIONS_MOST];
} TrainOptions;

/** train_options_init: the defaults. */
void train_options_init (TrainOptions *o);
void train_options_clear (TrainOptions *o);
/** train_options_copy: @to becomes the same as @from; what @to held is not released. */
void train_options_copy (TrainOptions *to, const TrainOptions *from);

/** train_options_entries: (transfer full): for GOption; their texts are read by train_options_read(). */
GOptionEntry *train_options_entries (TrainOptions *o);
/** train_options_free_entries: releases what train_options_entries() gave. */
void train_options_free_entries (GOptionEntry *entries);

/**
 * train_options_read:
 * @o: options whose entries a command line was parsed into
 * @data: (nullable): the file that it names
 * @error: return location for an error that says where the wrong value stands
 *
 * Takes values from the file of --config, from RETROGRADE_TRAIN_NAME in the
 * environment, and from the command line.
 */
bool train_options_read (TrainOptions *o, const char *data, GError **error);

/** train_options_check: whether the values make sense together; one line of what does not. */
bool train_options_check (const TrainOptions *o, GError **error);

/** train_options_set: gives one option a value from a text, as the command line does. */
bool train_options_set (TrainOptions *o, const char *name, const char *text, OptionFrom from, GError **error);

/** train_options_to_text: (transfer full): a [train] group; with @where also how to run, and where each value came from. */
char *train_options_to_text (const TrainOptions *o, bool where);

/**
 * train_options_resume:
 * @o: options as given now
 * @text: what train_options_to_text() gave when the run began
 * @name: where that stands, for errors
 * @error: return location for an error
 *
 * Takes over all that decides the result. What is given now may say how to run, and may
 * raise the number of epochs; anything else that differs is an error.
 */
bool train_options_resume (TrainOptions *o, const char *text, const char *name, GError **error);

Task train_options_task (const TrainOptions *o);
Missing train_options_missing (const TrainOptions *o);
/** train_options_is_text: whether the data are text for a language model. */
bool train_options_is_text (const TrainOptions *o);

/** train_options_spec: (transfer full): the model: --model, or the perceptron of --hidden, or a small transformer. */
char *train_options_spec (const TrainOptions *o);

#endif
