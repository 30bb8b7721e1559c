/* loss.h: what losses share: the attribute `reduction`, and reducing by it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPS_LOSS_H
#define RG_OPS_LOSS_H

#include <retrograde-op.h>
#include <string.h>

#define LOSS_REDUCTION(Struct)                                                 \
  RG_ATTR (Struct, reduction, STRING, "mean", .choices = "none mean sum",      \
           .doc = "what becomes of the losses: `none` keeps them, `mean` and `sum` give one number")

static inline bool
loss_is (const char *reduction, const char *what)
{
  return strcmp (reduction, what) == 0;
}

/* The losses, their mean, or their sum. */
static inline RgTensor *
loss_reduce (RgTensor *losses, const char *reduction)
{
  return loss_is (reduction, "none") ? losses
         : loss_is (reduction, "sum") ? rg_sum (losses)
                                      : rg_mean (losses);
}

/* Whether input or target is floating; the call fails if not. With one that is, integers
 * are promoted. */
static inline bool
loss_floating (RgCall *call)
{
  const RgDType a = rg_tensor_dtype (call->inputs[0]), b = rg_tensor_dtype (call->inputs[1]);
  return rg_dtype_is_floating (a) || rg_dtype_is_floating (b)
         || rg_call_fail (call, RG_ERROR_DTYPE, "of %s and %s one must be float32 or float64", rg_dtype_name (a),
                          rg_dtype_name (b));
}

/* input - target, where a bool beside numbers is 0 or 1: sub itself refuses one. */
static inline RgTensor *
loss_error (RgTensor *input, RgTensor *target)
{
  if (rg_tensor_dtype (target) == RG_BOOL)
    target = rg_to (target, rg_tensor_dtype (input));
  else if (rg_tensor_dtype (input) == RG_BOOL)
    input = rg_to (input, rg_tensor_dtype (target));
  return rg_sub (input, target);
}

/* Whether both have one shape; the call fails if not. */
static inline bool
loss_same_shape (RgCall *call, RgTensor *x, RgTensor *target)
{
  RgInts a = rg_tensor_shape (x), b = rg_tensor_shape (target);
  bool same = a.n == b.n;
  for (int64_t d = 0; same && d < a.n; d++)
    same = a.v[d] == b.v[d];
  return same || rg_call_fail (call, RG_ERROR_SHAPE, "input and target must have one shape");
}

/* Whether no element is below 0; the call fails if not. */
static inline bool
loss_none_negative (RgCall *call, RgTensor *t, const char *name)
{
  if (rg_tensor_numel (t) == 0 || !(rg_item (rg_amin (rg_detach (t))) < 0))
    return true;
  return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s has a negative element", name);
}

/* Whether every label lies in least, ..., classes - 1; the call fails if not. */
static inline bool
loss_labels (RgCall *call, RgTensor *t, int64_t least, int64_t classes)
{
  if (rg_tensor_numel (t) == 0)
    return true;
  RgTensor *high = NULL, *low = rg_aminmax (t, &high);
  if (low == NULL)
    return false;
  const int64_t from = rg_whole_f64 (rg_item (low)), to = rg_whole_f64 (rg_item (high));
  return (from >= least && to < classes)
         || rg_call_fail (call, RG_ERROR_ARGUMENT, "the target has the label %" G_GINT64_FORMAT ": labels lie in %" G_GINT64_FORMAT "..%" G_GINT64_FORMAT,
                          from < least ? from : to, least, classes - 1);
}

/* max (t, bound), with the gradient of t itself. */
static inline RgTensor *
loss_at_least (RgTensor *t, double bound)
{
  RgTensor *plain = rg_detach (t);
  /* Only where it lies below: an infinite t less itself is no number. */
  return rg_add (t, rg_where_scalar (rg_lt_scalar (plain, bound), rg_rsub_scalar (plain, bound), 0));
}

/* The attributes of huber_loss.each. */
typedef struct
{
  size_t struct_size;
  double delta;
  double scale;
} LossHuber;

/* scale * (e^2 / 2 where |e| < delta, else delta (|e| - delta / 2)). */
static inline RgTensor *
loss_huber (RgTensor *e, double delta, double scale)
{
  const LossHuber a = { sizeof a, delta, scale };
  RgTensor *out = NULL;
  return rg_op_call (NULL, rg_op_find ("huber_loss.each", NULL), &e, 1, &a, &out, 1) == 1 ? out : NULL;
}

#endif
