/* step.c: one fused pass over all parameters.
 *
 * The elements of all parameters with a gradient stand in one row, each
 * parameter padded to whole cache lines. The row is cut into chunks of GRAIN,
 * and each chunk runs the kernels of the parameters that it touches. An element
 * of the result depends on that element of the inputs alone, so that the cuts
 * change no bit.
 *
 * Order: gradients; state; the row; the public functions.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-private.h"
#include "rg-parallel.h"

/* Elements per chunk: of Adam in float32 256 KiB, some 5 us. */
#define GRAIN 16384
/* Of padding: 64 bytes of the smaller type. */
#define ALIGN 16

/* --- gradients --- */

static bool
same_shape (const RgTensor *a, const RgTensor *b)
{
  const RgInts x = rg_tensor_shape (a), y = rg_tensor_shape (b);
  return x.n == y.n && (x.n == 0 || memcmp (x.v, y.v, (size_t) x.n * sizeof (int64_t)) == 0);
}

bool
rg_optim_gradient (RgTensor *param, RgTensor **grad, GError **error)
{
  *grad = rg_grad (param);
  if (*grad == NULL)
    return true;
  if (!rg_is_leaf (param) || !rg_tensor_is_contiguous (param))
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_AUTOGRAD,
                           "a parameter is no longer a contiguous leaf: it was changed by an "
                           "operator in place");
      return false;
    }
  if (!same_shape (param, *grad) || rg_tensor_dtype (param) != rg_tensor_dtype (*grad))
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_SHAPE,
                           "a gradient differs from its parameter in shape or dtype");
      return false;
    }
  if (!rg_tensor_is_contiguous (*grad))
    {
      RG_NO_GRAD;
      *grad = rg_contiguous (*grad);
      if (*grad == NULL)
        return rg_scope_check (NULL, error);
    }
  return true;
}

/* --- state --- */

static bool
alloc_state (const RgOptimKind *kind, const double *option, RgSlot *slot, GError **error)
{
  const unsigned used = rg_optim_states_used (kind, option);
  for (size_t k = 0; kind->states[k]; k++)
    {
      if (!(used & 1u << k))
        continue;
      if (slot->state[k] && same_shape (slot->state[k], slot->param))
        continue;
      if (slot->state[k])
        {
          g_set_error (error, RG_ERROR, RG_ERROR_SHAPE,
                       "%s: the shape of a parameter changed since its first step", kind->name);
          return false;
        }
      RgTensor *state = rg_full (rg_tensor_dtype (slot->param), rg_tensor_shape (slot->param),
                                 kind->start ? kind->start (option, k) : 0);
      if (state == NULL)
        return rg_scope_check (NULL, error);
      slot->state[k] = rg_tensor_ref (state);
      slot->fresh = true;
    }
  return true;
}

/* --- the row --- */

static void
run_chunk (int64_t begin, int64_t end, void *payload)
{
  const RgOptim *optim = payload;
  /* The last job that begins at `begin` or before it. */
  size_t low = 0, high = optim->n_jobs;
  while (high - low > 1)
    {
      const size_t middle = (low + high) / 2;
      if (optim->jobs[middle].begin <= begin)
        low = middle;
      else
        high = middle;
    }
  for (size_t i = low; i < optim->n_jobs && optim->jobs[i].begin < end; i++)
    {
      const RgOptimJob *job = &optim->jobs[i];
      const int64_t from = MAX (begin - job->begin, 0), to = MIN (end - job->begin, job->n);
      if (from >= to)
        continue;
      const size_t skip = (size_t) from * job->esize;
      void *out[1 + RG_OPTIM_STATES];
      for (int k = 0; k < 1 + RG_OPTIM_STATES; k++)
        out[k] = job->out[k] ? (char *) job->out[k] + skip : NULL;
      const void *grad = (const char *) job->grad + skip;
      job->fn ((size_t) (to - from), out, &grad, job->coefficients);
    }
}

static void
fill_job (RgOptim *optim, RgOptimJob *job, const double *option, RgSlot *slot)
{
  const RgDType dtype = rg_tensor_dtype (slot->param);
  slot->step++;
  const unsigned variant = optim->kind->prepare (option, slot, job->coefficients);
  slot->fresh = false;
  job->n = rg_tensor_numel (slot->param);
  job->esize = rg_dtype_size (dtype);
  job->fn = optim->kind->kernels[variant][dtype == RG_F64][rg_isa ()];
  job->grad = rg_tensor_data (slot->grad);
  job->out[0] = rg_tensor_data (slot->param);
  for (int k = 0; k < RG_OPTIM_STATES; k++)
    job->out[1 + k] = slot->state[k] ? rg_tensor_data (slot->state[k]) : NULL;
}

static bool
fused_step (RgOptim *optim, GError **error)
{
  /* Everything that can fail comes before the first change. */
  for (guint g = 0; g < optim->groups->len; g++)
    {
      const RgGroup *group = rg_optim_group (optim, g);
      for (size_t i = group->begin; i < group->begin + group->n; i++)
        {
          RgSlot *slot = rg_optim_slot (optim, i);
          if (!rg_optim_gradient (slot->param, &slot->grad, error))
            return false;
          if (slot->grad && !alloc_state (optim->kind, group->option, slot, error))
            return false;
        }
    }

  int64_t total = 0;
  optim->n_jobs = 0;
  for (guint g = 0; g < optim->groups->len; g++)
    {
      const RgGroup *group = rg_optim_group (optim, g);
      for (size_t i = group->begin; i < group->begin + group->n; i++)
        {
          RgSlot *slot = rg_optim_slot (optim, i);
          if (slot->grad == NULL)
            continue;
          RgOptimJob *job = &optim->jobs[optim->n_jobs++];
          fill_job (optim, job, group->option, slot);
          job->begin = total;
          total += (job->n + ALIGN - 1) / ALIGN * ALIGN;
          rg_tensor_bump_version (slot->param);
        }
    }
  if (total > 0)
    rg_parallel_for (total, GRAIN, run_chunk, optim);
  return true;
}

bool
rg_optim_fused_step (RgOptim *optim, GError **error)
{
  G_GNUC_UNUSED g_autoptr (RgScope) scope = rg_scope_begin ();
  return fused_step (optim, error);
}

/* --- public functions --- */

bool
rg_optim_step (RgOptim *optim, GError **error)
{
  if (!rg_optim_given (optim, "rg_optim_step", error))
    return false;
  if (optim->kind->step)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,
                   "%s evaluates the loss itself: use rg_optim_step_closure", optim->kind->name);
      return false;
    }
  return rg_optim_fused_step (optim, error);
}

bool
rg_optim_step_closure (RgOptim *optim, RgOptimClosure closure, void *user_data, double *loss,
                       GError **error)
{
  double value = (double) NAN;
  if (!rg_optim_given (optim, "rg_optim_step_closure", error))
    return false;
  if (closure == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT,
                           "rg_optim_step_closure got no closure (NULL)");
      return false;
    }
  if (optim->kind->step)
    return optim->kind->step (optim, closure, user_data, loss ? loss : &value, error);
  if (!closure (user_data, loss ? loss : &value, error))
    return false;
  return rg_optim_fused_step (optim, error);
}

void
rg_optim_zero_grad (RgOptim *optim)
{
  for (guint i = 0; optim && i < optim->slots->len; i++)
    rg_set_grad (rg_optim_slot (optim, i)->param, NULL);
}
