/* lbfgs-state.c: the memory of L-BFGS, and its checkpoint.
 *
 *   lbfgs.n_iter, lbfgs.func_evals      int64
 *   lbfgs.t, lbfgs.H_diag               float64
 *   lbfgs.d, lbfgs.prev_flat_grad       float64 (n)
 *   lbfgs.old_dirs, lbfgs.old_stps      float64 (pairs, n), oldest first
 *   lbfgs.ro                            float64 (pairs)
 *
 * The names are those of torch.optim.LBFGS's state.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "lbfgs-private.h"

/* --- memory --- */

RgLbfgs *
rg_lbfgs_of (RgOptim *optim)
{
  if (optim->own)
    return optim->own;
  RgLbfgs *s = optim->own = g_new0 (RgLbfgs, 1);
  for (guint p = 0; p < optim->slots->len; p++)
    s->n += rg_tensor_numel (rg_optim_slot (optim, p)->param);
  s->direction = g_new0 (double, (gsize) s->n + 1);
  s->last_grad = g_new0 (double, (gsize) s->n + 1);
  s->scale = 1;
  return s;
}

void
rg_lbfgs_forget (RgLbfgs *s)
{
  for (size_t i = 0; i < s->n_pairs; i++)
    {
      g_free (s->grad_changes[i]);
      g_free (s->moves[i]);
    }
  g_clear_pointer (&s->grad_changes, g_free);
  g_clear_pointer (&s->moves, g_free);
  g_clear_pointer (&s->inverses, g_free);
  s->n_pairs = 0;
  s->scale = 1;
}

void
rg_lbfgs_push (RgLbfgs *s, size_t most, double *grad_change, double *move, double inverse)
{
  /* The user may have lowered the history size since. */
  while (s->n_pairs >= most)
    {
      g_free (s->grad_changes[0]);
      g_free (s->moves[0]);
      s->n_pairs--;
      memmove (s->grad_changes, s->grad_changes + 1, s->n_pairs * sizeof (double *));
      memmove (s->moves, s->moves + 1, s->n_pairs * sizeof (double *));
      memmove (s->inverses, s->inverses + 1, s->n_pairs * sizeof (double));
    }
  s->grad_changes = g_renew (double *, s->grad_changes, s->n_pairs + 1);
  s->moves = g_renew (double *, s->moves, s->n_pairs + 1);
  s->inverses = g_renew (double, s->inverses, s->n_pairs + 1);
  s->grad_changes[s->n_pairs] = grad_change;
  s->moves[s->n_pairs] = move;
  s->inverses[s->n_pairs++] = inverse;
}

static void
free_state (RgLbfgs *s)
{
  if (s == NULL)
    return;
  rg_lbfgs_forget (s);
  g_free (s->direction);
  g_free (s->last_grad);
  g_free (s);
}

void
rg_lbfgs_free (RgOptim *optim)
{
  free_state (optim->own);
}

/* --- checkpoints --- */

static bool
put (RgTensorMap *map, const char *prefix, const char *name, RgTensor *tensor)
{
  g_autofree char *full = g_strconcat (prefix, "lbfgs.", name, NULL);
  return rg_tensor_map_add (map, full, tensor);
}

static RgTensor *
rows (double *const *from, size_t n_rows, int64_t n)
{
  RgTensor *t = rg_empty (RG_F64, RG_SHAPE ((int64_t) n_rows, n));
  for (size_t i = 0; t && i < n_rows; i++)
    memcpy ((double *) rg_tensor_data (t) + (size_t) n * i, from[i], (size_t) n * sizeof (double));
  return t;
}

bool
rg_lbfgs_save (RgOptim *optim, RgTensorMap *map, const char *prefix, GError **error)
{
  const RgLbfgs *s = rg_lbfgs_of (optim);
  const bool fine
      = put (map, prefix, "n_iter", rg_from_data (RG_I64, RG_SHAPE (), &s->n_iter))
        && put (map, prefix, "func_evals", rg_from_data (RG_I64, RG_SHAPE (), &s->func_evals))
        && put (map, prefix, "t", rg_scalar (RG_F64, s->step))
        && put (map, prefix, "H_diag", rg_scalar (RG_F64, s->scale))
        && put (map, prefix, "d", rg_from_data (RG_F64, RG_SHAPE (s->n), s->direction))
        && put (map, prefix, "prev_flat_grad", rg_from_data (RG_F64, RG_SHAPE (s->n), s->last_grad))
        && put (map, prefix, "old_dirs", rows (s->grad_changes, s->n_pairs, s->n))
        && put (map, prefix, "old_stps", rows (s->moves, s->n_pairs, s->n))
        && put (map, prefix, "ro",
                rg_from_data (RG_F64, RG_SHAPE ((int64_t) s->n_pairs),
                              s->inverses ? s->inverses : &s->scale));
  return fine || rg_scope_check (NULL, error);
}

/* A contiguous tensor of that dtype and shape; a size of -1 stands for any. */
static RgTensor *
get (const RgTensorMap *map, const char *prefix, const char *name, RgDType dtype, RgInts shape,
     GError **error)
{
  RgTensor *t = rg_optim_find (map, prefix, "lbfgs.%s", name);
  bool fits = t && rg_tensor_dtype (t) == dtype && rg_tensor_ndim (t) == (int) shape.n;
  for (int d = 0; fits && d < (int) shape.n; d++)
    fits = shape.v[d] < 0 || rg_tensor_size (t, d) == shape.v[d];
  if (fits)
    t = rg_contiguous (t);
  if (!fits || t == NULL)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "state of lbfgs: lbfgs.%s %s", name,
                   t ? "has another dtype or shape than the parameters ask for" : "is missing");
      return NULL;
    }
  return t;
}

bool
rg_lbfgs_load (RgOptim *optim, const RgTensorMap *map, const char *prefix, GError **error)
{
  RgLbfgs *now = rg_lbfgs_of (optim);
  const int64_t n = now->n;
  RgTensor *n_iter, *evals, *t, *scale, *d, *grad, *dirs, *steps, *ro;
  if (!(n_iter = get (map, prefix, "n_iter", RG_I64, RG_SHAPE (), error))
      || !(evals = get (map, prefix, "func_evals", RG_I64, RG_SHAPE (), error))
      || !(t = get (map, prefix, "t", RG_F64, RG_SHAPE (), error))
      || !(scale = get (map, prefix, "H_diag", RG_F64, RG_SHAPE (), error))
      || !(d = get (map, prefix, "d", RG_F64, RG_SHAPE (n), error))
      || !(grad = get (map, prefix, "prev_flat_grad", RG_F64, RG_SHAPE (n), error))
      || !(ro = get (map, prefix, "ro", RG_F64, RG_SHAPE (-1), error)))
    return false;
  const int64_t pairs = rg_tensor_numel (ro);
  if (!(dirs = get (map, prefix, "old_dirs", RG_F64, RG_SHAPE (pairs, n), error))
      || !(steps = get (map, prefix, "old_stps", RG_F64, RG_SHAPE (pairs, n), error)))
    return false;

  const size_t bytes = (size_t) n * sizeof (double);
  rg_lbfgs_forget (now);
  now->n_iter = *(const int64_t *) rg_tensor_data (n_iter);
  now->func_evals = *(const int64_t *) rg_tensor_data (evals);
  now->step = rg_item (t);
  now->scale = rg_item (scale);
  memcpy (now->direction, rg_tensor_data (d), bytes);
  memcpy (now->last_grad, rg_tensor_data (grad), bytes);
  for (int64_t i = 0; i < pairs; i++)
    rg_lbfgs_push (now, (size_t) pairs + 1,
                   g_memdup2 ((const double *) rg_tensor_data (dirs) + n * i, bytes),
                   g_memdup2 ((const double *) rg_tensor_data (steps) + n * i, bytes),
                   ((const double *) rg_tensor_data (ro))[i]);
  return true;
}
