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

typedef struct _Trainer Trainer;
struct _Trainer
{
  const TrainOptions *options;
  const Dataset *data;
  Model *model;
  RgOptim *optim;
  RgSchedule *schedule; /* or NULL */
  bool schedule_by_step;
  char *dir; /* NULL: nothing is written */

  guint epochs;         /* of the run: --epochs, or what stands for it */

  /* Where the run is. */
  guint epoch;          /* finished ones */
  guint batch;          /* finished ones of this epoch */
  guint64 step;         /* of the optimiser, all in all */
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

  /* Asked after each epoch with its validation loss, and after each step with NaN:
   * true ends the run as if it were over. */
  bool (*enough) (Trainer *t, double loss, void *payload);
  void *payload;
};

typedef enum
{
  TRAIN_DONE,
  TRAIN_STOPPED, /* by a signal; a checkpoint was written */
  TRAIN_FAILED
} TrainEnd;

/** trainer_new: (transfer full) (nullable): builds model and optimiser from fresh; @dir may be %NULL. */
Trainer *trainer_new (const TrainOptions *options, const Dataset *data, const char *dir, GError **error);
void trainer_free (Trainer *trainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trainer, trainer_free)

/** trainer_run: trains to the end, or until a signal. */
TrainEnd trainer_run (Trainer *trainer, GError **error);

/** trainer_use_best: puts the parameters of the best epoch in place, where there is validation. */
bool trainer_use_best (Trainer *trainer, GError **error);

/** trainer_seconds: how long the run took so far, in all its processes. */
double trainer_seconds (const Trainer *trainer);

/* --- step.c --- */

/** trainer_begin_epoch: puts the training rows in the order of the epoch that comes. */
void trainer_begin_epoch (Trainer *trainer);
/** trainer_step: one step of the optimiser, on --accumulate batches. */
bool trainer_step (Trainer *trainer, GError **error);
/** trainer_batches: how many batches make an epoch. */
guint trainer_batches (const Trainer *trainer);
/** trainer_steps: and how many steps. */
guint64 trainer_steps (const Trainer *trainer);

/* --- ridge-perceptron.c --- */

/**
 * ridge_parameters:
 * @trainer: a run that has no --model
 *
 * Of a regression on rows: parameters with which its perceptron gives the answers of the
 * ridge regression of the training rows.
 *
 * Returns: (transfer full) (nullable): the map; %NULL if there are too many rows or
 * columns, or too few, or it is no such run
 */
RgTensorMap *ridge_parameters (const Trainer *trainer);

/* --- optimise.c --- */

RgOptim *make_optim (const TrainOptions *options, const Model *model, GError **error);
/* Fills @schedule and @schedule_by_step. */
bool make_schedule (Trainer *trainer, GError **error);

/* --- signals.c --- */

/** stop_signal: the signal that asks for an end, or 0. */
int stop_signal (void);
void stop_signals_catch (void);

#endif
