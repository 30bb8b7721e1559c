/* lbfgs.c: limited-memory BFGS.
 *
 * J. Nocedal, S. J. Wright, "Numerical optimization" (2006), algorithms 7.4 and
 * 7.5, in torch.optim.LBFGS's form: which evaluations, tests and limits come when.
 * Parameters of all dtypes are one vector of float64.
 *
 * Order: options; parameters as a vector; the direction; a step.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "lbfgs-private.h"

/* --- options --- */

enum
{
  LR,
  MAX_ITER,
  MAX_EVAL,
  TOLERANCE_GRAD,
  TOLERANCE_CHANGE,
  HISTORY_SIZE,
  STRONG_WOLFE
};

static const RgOption options[] = {
  RG_OPTION (RgLbfgsOptions, lr, NOT_NEGATIVE, 1),
  RG_OPTION (RgLbfgsOptions, max_iter, COUNT, 20),
  RG_OPTION (RgLbfgsOptions, max_eval, COUNT_OR_0, 0),
  RG_OPTION (RgLbfgsOptions, tolerance_grad, NOT_NEGATIVE, 1e-7),
  RG_OPTION (RgLbfgsOptions, tolerance_change, NOT_NEGATIVE, 1e-9),
  RG_OPTION (RgLbfgsOptions, history_size, COUNT, 100),
  RG_OPTION (RgLbfgsOptions, strong_wolfe, FLAG, 0),
  { NULL, 0, RG_RANGE_ANY, 0 },
};

/* --- parameters as a vector --- */

/* The gradients of all parameters, zeros where there is none. */
static bool
read_grad (RgOptim *optim, double *to, GError **error)
{
  /* Owns copies of gradients that are not contiguous. */
  G_GNUC_UNUSED g_autoptr (RgScope) scope = rg_scope_begin ();
  for (guint p = 0; p < optim->slots->len; p++)
    {
      RgTensor *param = rg_optim_slot (optim, p)->param, *grad;
      const int64_t n = rg_tensor_numel (param);
      if (!rg_optim_gradient (param, &grad, error))
        return false;
      const void *data = rg_tensor_data (grad);
      for (int64_t i = 0; i < n; i++)
        to[i] = grad == NULL                             ? 0
                : rg_tensor_dtype (grad) == RG_F64 ? ((const double *) data)[i]
                                                   : (double) ((const float *) data)[i];
      to += n;
    }
  return true;
}

static void
read_params (const RgOptim *optim, double *to)
{
  for (guint p = 0; p < optim->slots->len; p++)
    {
      const RgTensor *param = rg_optim_slot (optim, p)->param;
      const int64_t n = rg_tensor_numel (param);
      const void *data = rg_tensor_data (param);
      for (int64_t i = 0; i < n; i++)
        *to++ = rg_tensor_dtype (param) == RG_F64 ? ((const double *) data)[i]
                                                  : (double) ((const float *) data)[i];
    }
}

/* x = from + step direction */
static void
write_params (RgOptim *optim, const double *from, double step, const double *direction)
{
  for (guint p = 0; p < optim->slots->len; p++)
    {
      RgTensor *param = rg_optim_slot (optim, p)->param;
      const int64_t n = rg_tensor_numel (param);
      void *data = rg_tensor_data (param);
      for (int64_t i = 0; i < n; i++)
        {
          const double x = *from++ + step * *direction++;
          if (rg_tensor_dtype (param) == RG_F64)
            ((double *) data)[i] = x;
          else
            ((float *) data)[i] = (float) x;
        }
      rg_tensor_bump_version (param);
    }
}

/* --- a line through the parameters --- */

typedef struct
{
  RgOptim *optim;
  RgLbfgs *state;
  RgOptimClosure closure;
  void *user_data;
  const double *origin; /* (n) */
} Line;

static bool
on_line (void *user_data, double step, double *value, double *grad, double *slope, GError **error)
{
  Line *line = user_data;
  write_params (line->optim, line->origin, step, line->state->direction);
  if (!line->closure (line->user_data, value, error) || !read_grad (line->optim, grad, error))
    return false;
  *slope = rg_vector_dot (line->state->n, grad, line->state->direction);
  return true;
}

/* --- the direction --- */

/* Takes in what the last direction told of the curvature. */
static void
remember (RgLbfgs *s, const double *grad, size_t most)
{
  const size_t bytes = (size_t) s->n * sizeof (double);
  double *change = g_memdup2 (grad, bytes), *move = g_memdup2 (s->direction, bytes);
  rg_vector_axpy (s->n, change, -1, s->last_grad);
  rg_vector_scale (s->n, move, s->step);
  const double curvature = rg_vector_dot (s->n, change, move);
  if (curvature > 1e-10)
    {
      s->scale = curvature / rg_vector_dot (s->n, change, change);
      rg_lbfgs_push (s, most, change, move, 1 / curvature);
    }
  else
    {
      g_free (change);
      g_free (move);
    }
}

/* direction = - (inverse Hessian) grad, by the two loops of algorithm 7.4. */
static void
find_direction (RgLbfgs *s, const double *grad)
{
  double *d = s->direction;
  g_autofree double *alpha = g_new (double, s->n_pairs + 1);
  memcpy (d, grad, (size_t) s->n * sizeof *d);
  rg_vector_scale (s->n, d, -1);
  for (size_t i = s->n_pairs; i-- > 0;)
    {
      alpha[i] = rg_vector_dot (s->n, s->moves[i], d) * s->inverses[i];
      rg_vector_axpy (s->n, d, -alpha[i], s->grad_changes[i]);
    }
  rg_vector_scale (s->n, d, s->scale);
  for (size_t i = 0; i < s->n_pairs; i++)
    {
      const double beta = rg_vector_dot (s->n, s->grad_changes[i], d) * s->inverses[i];
      rg_vector_axpy (s->n, d, alpha[i] - beta, s->moves[i]);
    }
}

/* --- a step --- */

static bool
step (RgOptim *optim, RgOptimClosure closure, void *user_data, double *first_loss, GError **error)
{
  const double *o = rg_optim_group (optim, 0)->option;
  const int64_t max_iter = (int64_t) o[MAX_ITER];
  const int64_t max_eval = o[MAX_EVAL] > 0 ? (int64_t) o[MAX_EVAL] : max_iter * 5 / 4;
  RgLbfgs *s = rg_lbfgs_of (optim);
  const int64_t n = s->n;
  g_autofree double *grad = g_new (double, (gsize) n + 1);
  g_autofree double *origin = g_new (double, (gsize) n + 1);
  Line line = { optim, s, closure, user_data, origin };
  double loss = 0;

  if (!closure (user_data, &loss, error) || !read_grad (optim, grad, error))
    return false;
  *first_loss = loss;
  int64_t evals = 1;
  s->func_evals++;
  if (rg_vector_largest (n, grad) <= o[TOLERANCE_GRAD])
    return true;

  for (int64_t i = 1; i <= max_iter; i++)
    {
      if (++s->n_iter == 1)
        rg_lbfgs_forget (s);
      else
        remember (s, grad, (size_t) o[HISTORY_SIZE]);
      find_direction (s, grad);
      memcpy (s->last_grad, grad, (size_t) n * sizeof *grad);
      const double last_loss = loss;
      s->step = s->n_iter == 1 ? MIN (1, 1 / rg_vector_size (n, grad)) * o[LR] : o[LR];
      const double slope = rg_vector_dot (n, grad, s->direction);
      if (slope > -o[TOLERANCE_CHANGE])
        break;

      int64_t tried = 0;
      bool flat = false;
      read_params (optim, origin);
      if (o[STRONG_WOLFE] != 0)
        {
          if (!rg_line_search (on_line, &line, n, rg_vector_largest (n, s->direction), &s->step,
                               &loss, grad, slope, 1e-9, &tried, error))
            return false;
          write_params (optim, origin, s->step, s->direction);
          flat = rg_vector_largest (n, grad) <= o[TOLERANCE_GRAD];
        }
      else
        {
          write_params (optim, origin, s->step, s->direction);
          /* Nobody looks at the gradient after the last direction. */
          if (i < max_iter)
            {
              if (!closure (user_data, &loss, error) || !read_grad (optim, grad, error))
                return false;
              flat = rg_vector_largest (n, grad) <= o[TOLERANCE_GRAD];
              tried = 1;
            }
        }
      evals += tried;
      s->func_evals += tried;
      if (evals >= max_eval || flat
          || rg_vector_largest (n, s->direction) * fabs (s->step) <= o[TOLERANCE_CHANGE]
          || fabs (loss - last_loss) < o[TOLERANCE_CHANGE])
        break;
    }
  return true;
}

static const char *const states[] = { NULL };

const RgOptimKind rg_optim_kind_lbfgs = {
  .name = "lbfgs",
  .options_size = sizeof (RgLbfgsOptions),
  .options = options,
  .states = states,
  .step = step,
  .free = rg_lbfgs_free,
  .save = rg_lbfgs_save,
  .load = rg_lbfgs_load,
};

RgOptim *
rg_optim_lbfgs_new (RgTensor *const *params, size_t n, const RgLbfgsOptions *opts, GError **error)
{
  return rg_optim_make (&rg_optim_kind_lbfgs, params, n, opts, error);
}
