/* ridge.h: ridge regression of few rows or columns.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_RIDGE_H
#define TRAIN_RIDGE_H

#include <glib.h>
#include <stdbool.h>

/**
 * RidgeRows:
 * @n: rows
 * @p: columns
 * @x: (n, p), centred
 * @y: (n), centred
 * @mean: (p): what was taken from the columns
 * @y_mean: what was taken from @y
 */
typedef struct
{
  guint n, p;
  double *x, *y, *mean;
  double y_mean;
} RidgeRows;

/** ridge_fit: the weights (p), of the penalty with which five folds of the rows answer each other best; false if there are none. */
bool ridge_fit (const RidgeRows *rows, double *weights);

/** ridge_dot: the sum of the products of @n numbers, in their order. */
double ridge_dot (const double *a, const double *b, guint n);

#endif
