/* measure.h: how well a model does on some rows.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_MEASURE_H
#define TRAIN_MEASURE_H

#include "dataset.h"

/**
 * Measures:
 * @n: how many rows; of text: characters
 * @loss: the mean loss, without smoothing or weights
 * @correct: rows whose class was found
 * @accuracy: @correct over @n
 * @r2: of a regression: 1 - squared errors over squared deviations from the mean
 * @mae: the mean absolute error in the target's own units
 * @rmse: the root of the mean squared error, likewise
 * @n_classes: classes
 * @confusion: (array): rows of true classes by columns of predicted ones; or %NULL
 * @wrong: (array length=n_wrong): rows that were predicted worst, worst first
 * @wrong_loss: (array length=n_wrong): their losses
 * @wrong_answer: (array length=n_wrong): what was predicted: a class, or a value in
 * the target's own units
 */
typedef struct
{
  guint n;
  double loss;
  guint correct;
  double accuracy, r2, mae, rmse;
  guint n_classes;
  guint *confusion;
  guint wrong[16];
  double wrong_loss[16];
  double wrong_answer[16];
  guint n_wrong;
} Measures;

/** measure: runs the model, in evaluation mode, over @rows. */
bool measure (Model *model, const Encoder *encoder, const Samples *samples, const guint *rows, guint n, Measures *m,
              GError **error);
void measures_clear (Measures *m);

/** measures_line: (transfer full): `accuracy 97.22% (350 of 360)` or `R2 0.48, mean absolute error 44`. */
char *measures_line (const Measures *m, const Encoder *encoder);
/** measures_score: what the curves show: accuracy, R2, or nats per character. */
double measures_score (const Measures *m, const Encoder *encoder);
/** measures_json: (transfer full): an object. */
char *measures_json (const Measures *m, const Encoder *encoder);

#endif
