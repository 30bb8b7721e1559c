/* trainer.h: a training run: its state, and the steps from state to state. All that
 * a later step depends on is here, so that a checkpoint can hold it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_TRAINER_H
#define TRAIN_TRAINER_H

#include "dataset.h"
#include "measure.h"
#include "progress.h"

typedef struct
{
  TrainOptions *options;
  Dataset *data;
  Model *model;
  RgOptim *optim;
  RgSchedule *schedule; /* or NULL */
  char *dir;

  /* Where the run is. */
  guint epoch;          /* finished ones */
  guint batch;          /* finished ones of this epoch */
  double loss_sum;      /* of this epoch's rows so far */
  guint64 loss_rows;
  double seconds;       /* spent before this process */

  /* The best so far, by validation loss. */
  bool has_best;
  double best_loss;
  guint best_epoch;
  RgTensorMap *best;    /* its parameters and buffers */

  guint *order;         /* (n_train) of this epoch */
  gint64 started, saved; /* microseconds */
  gsize metrics_bytes;  /* of metrics.jsonl */
  Progress progress;
} Trainer;

typedef enum
{
  TRAIN_DONE,
  TRAIN_STOPPED, /* by a signal; a checkpoint was written */
  TRAIN_FAILED
} TrainEnd;

/** trainer_new: (transfer full) (nullable): builds model and optimiser from fresh. */
Trainer *trainer_new (TrainOptions *options, Dataset *data, GError **error);
void trainer_free (Trainer *trainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trainer, trainer_free)

/** trainer_run: trains to the end, or until a signal. */
TrainEnd trainer_run (Trainer *trainer, GError **error);

/** trainer_seconds: how long the run took so far, in all its processes. */
double trainer_seconds (const Trainer *trainer);

/* --- checkpoint.c --- */

/** checkpoint_save: writes all of the state to checkpoint.safetensors. */
bool checkpoint_save (Trainer *trainer, GError **error);
/** checkpoint_options: reads the options of the run in @dir into @options. */
bool checkpoint_options (const char *dir, TrainOptions *options, GError **error);
/** checkpoint_load: takes over the state of the run in the trainer's folder. */
bool checkpoint_load (Trainer *trainer, GError **error);

/* --- signals.c --- */

/** stop_signal: the signal that asks for an end, or 0. */
int stop_signal (void);
void stop_signals_catch (void);

/* --- report.c --- */

/** report_write: DIR/report.html from DIR/metrics.jsonl and what the run holds. */
bool report_write (const Trainer *trainer, const Measures *validation, GError **error);

#endif
