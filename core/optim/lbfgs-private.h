/* lbfgs-private.h: what L-BFGS remembers between steps.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_LBFGS_PRIVATE_H
#define RG_LBFGS_PRIVATE_H

#include "optim-private.h"

/* All parameters are one vector of n float64. */
typedef struct
{
  int64_t n;
  int64_t n_iter;      /* directions so far */
  int64_t func_evals;  /* evaluations so far */
  double *direction;   /* (n) the last one, NULL before the first step */
  double *last_grad;   /* (n) the gradient where it began */
  double step;         /* how far it was followed */
  double scale;        /* of the first guess of the inverse Hessian */
  size_t n_pairs;
  double **grad_changes; /* (n_pairs) of (n): oldest first */
  double **moves;        /* (n_pairs) of (n) */
  double *inverses;      /* (n_pairs) 1 / (grad_change . move) */
} RgLbfgs;

/* A function of how far to go along a direction: its value, its gradient (n)
 * and its slope; false with @error. */
typedef bool (*RgLineFunc) (void *user_data, double step, double *value, double *grad,
                            double *slope, GError **error);

/* Searches from 0, where value, slope and gradient are given, until the strong
 * Wolfe conditions hold; *step is the first guess and then the result, whose
 * value and gradient replace those given. */
bool rg_line_search (RgLineFunc fn, void *user_data, int64_t n, double largest, double *step,
                     double *value, double *grad, double slope, double tolerance,
                     int64_t *n_evals, GError **error);

/* lbfgs-state.c */
RgLbfgs *rg_lbfgs_of (RgOptim *optim); /* made on first use */
void rg_lbfgs_forget (RgLbfgs *state);
void rg_lbfgs_push (RgLbfgs *state, size_t most, double *grad_change, double *move, double inverse);
void rg_lbfgs_free (RgOptim *optim);
bool rg_lbfgs_save (RgOptim *optim, RgTensorMap *map, const char *prefix, GError **error);
bool rg_lbfgs_load (RgOptim *optim, const RgTensorMap *map, const char *prefix, GError **error);

#endif
