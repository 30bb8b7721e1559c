/* bernoulli.c: ones with given probabilities, else zeros.
 *
 *     out = 1 with probability p, else 0, independent; p is the element of the input,
 *     or the attribute
 *     d input = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
bernoulli_forward (RgCall *call)
{
  const RgBernoulliAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  if (!making_floating (call, rg_tensor_dtype (x)))
    return false;
  if (!a->has_p && !making_within (call, x, 0, 1))
    return false;
  if (a->has_p && !(a->p >= 0 && a->p <= 1))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "p=%g must lie between 0 and 1", a->p);
  RgTensor *drawn = rg_rand (RG_F64, rg_tensor_shape (x));
  RgTensor *p = a->has_p ? rg_scalar (RG_F64, a->p) : rg_to (rg_detach (x), RG_F64);
  RgTensor *hit = rg_lt (drawn, p);
  return making_return (call, rg_to (hit, rg_tensor_dtype (x)));
}

/* --- tables --- */

static const RgInput bernoulli_inputs[] = {
  { "input", "probabilities; with p only its shape counts", 0 },
  { NULL, NULL, 0 },
};

static const RgBernoulliAttrs bernoulli_init = RG_BERNOULLI_ATTRS_INIT;
static const RgAttr bernoulli_attrs[] = {
  RG_ATTR_OPT (RgBernoulliAttrs, p, FLOAT, .doc = "one probability for all elements"),
  { .name = NULL },
};

static const RgSample bernoulli_samples[] = {
  { "3x4:u", NULL, NULL, 0 },
  { "3x4", "p=0.25", "one probability", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "4:=0,1,0,1", NULL, "certainties", 0 },
  { "2:=0.5,1.5", NULL, "no probability", RG_SAMPLE_ERROR },
  { "3:u", "p=2", "no probability", RG_SAMPLE_ERROR },
  { "i64*3:=0,1,0", NULL, "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp bernoulli_op = {
  .struct_size = sizeof (RgOp),
  .name = "bernoulli",
  .summary = "Ones with given probabilities, else zeros.",
  .formula = "out = 1 with probability p, else 0, independent",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = bernoulli_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (bernoulli, RgBernoulliAttrs),
  .forward = bernoulli_forward,
  .samples = bernoulli_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
  .uses = RG_USES ("lt"),
};

RG_MODULE (bernoulli, &bernoulli_op)
