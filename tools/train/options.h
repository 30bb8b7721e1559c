/* options.h: what a training run is told, on the command line and in a checkpoint.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_OPTIONS_H
#define TRAIN_OPTIONS_H

#include "encoder.h"

typedef struct
{
  char *data;
  char *target;
  char *task;
  char *missing;
  char *model;
  char *hidden;
  gint epochs;
  gint batch;
  double lr;
  char *optimizer;
  double weight_decay;
  double momentum;
  char *schedule;
  double clip;
  gint accumulate;
  gboolean class_weights;
  double label_smoothing;
  double val_split;
  gint patience;
  gint64 seed;
  gint threads;
  char *out;
  char *resume;
  gint checkpoint_seconds;
  char *trace;
  gboolean quiet;
} TrainOptions;

/** train_options_init: the defaults, but for texts: GOption would lose them. */
void train_options_init (TrainOptions *o);
/** train_options_complete: the defaults of the texts that were not given. */
void train_options_complete (TrainOptions *o);
void train_options_clear (TrainOptions *o);

/** train_options_entries: (transfer full): for GOption; they write into @o. */
GOptionEntry *train_options_entries (TrainOptions *o);

/** train_options_check: whether the values make sense together; one line of what does not. */
bool train_options_check (const TrainOptions *o, GError **error);

/** train_options_to_text: (transfer full): `name = value` lines of all that decides the result. */
char *train_options_to_text (const TrainOptions *o);
/** train_options_from_text: reads them; options that say how to run, not what, keep their values. */
bool train_options_from_text (TrainOptions *o, const char *text, GError **error);

Task train_options_task (const TrainOptions *o);
Missing train_options_missing (const TrainOptions *o);

/** train_options_spec: (transfer full): the model: --model, or the perceptron of --hidden. */
char *train_options_spec (const TrainOptions *o);

#endif
