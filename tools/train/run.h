/* run.h: whole runs: one, one for each fold, many in search of the best, or a trial of
 * learning rates.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_RUN_H
#define TRAIN_RUN_H

#include "trainer.h"

/**
 * RunEnd:
 * @end: how it ended
 * @measures: of the validation, if it is done; to be cleared
 * @best_epoch: likewise
 */
typedef struct
{
  TrainEnd end;
  Measures measures;
  guint best_epoch;
} RunEnd;

/**
 * run_one:
 * @options: options
 * @files: what they name
 * @fold: as of dataset_new()
 * @dir: where the run lives
 * @fresh: whether what an older run left there goes; else a checkpoint goes on
 * @result: (out): how it ended
 * @error: return location for an error
 *
 * Trains to the end and leaves model, results and report in @dir.
 *
 * Returns: whether @result is filled; false with @error set
 */
bool run_one (const TrainOptions *options, const DataFiles *files, guint fold, const char *dir, bool fresh, RunEnd *result, GError **error);

/** run_folds: one run for each fold in DIR/fold-N, then one on all rows for as many epochs as served best. */
bool run_folds (const TrainOptions *options, const DataFiles *files, const char *dir, RunEnd *result, GError **error);

/** run_search: tries learning rates, widths, depths and decays until the time is over; keeps the best in @dir. */
bool run_search (const TrainOptions *options, const DataFiles *files, const char *dir, RunEnd *result, GError **error);

/** search_draw: fills @trial: the first is as @base says, others are drawn around it. */
void search_draw (const TrainOptions *base, guint number, TrainOptions *trial);

/** run_find_lr: trains with rising learning rates, says which to use, and leaves DIR/find-lr.csv and DIR/find-lr.svg. */
bool run_find_lr (const TrainOptions *options, const DataFiles *files, const char *dir, GError **error);

/** run_files_all: (array zero-terminated=1): what a run leaves in its folder, report and model last. */
extern const char *const run_files_all[];

/** run_prepare: makes the folder and sees that it can be written. */
bool run_prepare (const char *dir, GError **error);
/** run_clear: takes away what an older run left there, but for its model and report. */
void run_clear (const char *dir);
/** run_write_config: DIR/config.ini: the options that decide the result. */
bool run_write_config (const TrainOptions *options, const char *dir, GError **error);
/** run_finish: puts the best parameters in place, writes model, results and report, fills @result. */
bool run_finish (Trainer *trainer, RunEnd *result, GError **error);
/** run_note: which columns of the table are not used, and why. */
void run_note (const TrainOptions *options, const Encoder *encoder);
/** run_say: where the model of a finished run is and how good. */
void run_say (const TrainOptions *options, const Encoder *encoder, const char *dir, const RunEnd *result);

#endif
