/* builtin.c: the operators that core cannot do without: copies and conversions.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "builtin-private.h"
#include "call-private.h"
#include "rg-autograd.h"

static const RgInput one_input[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

/* --- clone --- */

static bool
clone_forward (RgCall *call)
{
  const RgTensor *in = call->inputs[0];
  RgTensor *out = rg_call_output (call, 0, (RgDType) in->dtype, rg_shape_of (in));
  if (out)
    rg_copy_data (out, in);
  return out != NULL;
}

RG_VJP (clone_vjp, RG_G)
static const RgVjp clone_vjps[] = { { 0, 0, clone_vjp }, { 0, 0, NULL } };
static const RgSample clone_samples[]
    = { { "3x4", NULL, NULL, 0 }, { "0x3", NULL, NULL, 0 }, { ".", NULL, NULL, 0 }, { NULL, NULL, NULL, 0 } };

static const RgOp clone_op = {
  .struct_size = sizeof (RgOp),
  .name = "clone",
  .summary = "A contiguous copy.",
  .formula = "out = input",
  .gradient = "d input = d out",
  .category = "shape",
  .kind = RG_KIND_GENERAL,
  .inputs = one_input,
  .n_outputs = 1,
  .forward = clone_forward,
  .vjp = clone_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = clone_samples,
};

/* --- to --- */

typedef struct
{
  size_t size;
  RgDType dtype;
} ToAttrs;

static const ToAttrs to_init = { sizeof (ToAttrs), RG_F32 };
static const RgAttr to_attrs[]
    = { RG_ATTR (ToAttrs, dtype, DTYPE, NULL, .doc = "the element type to convert to"), { .name = NULL } };

static bool
to_forward (RgCall *call)
{
  const ToAttrs *a = call->attrs;
  const RgTensor *in = call->inputs[0];
  if ((unsigned) a->dtype >= RG_N_DTYPES)
    return rg_call_fail (call, RG_ERROR_DTYPE, "dtype code %d is not an element type", (int) a->dtype);
  RgTensor *out = rg_call_output (call, 0, a->dtype, rg_shape_of (in));
  if (out)
    rg_copy_data (out, in);
  return out != NULL;
}

RG_VJP (to_vjp, rg_to (RG_G, rg_vjp_dtype (c, 0)))
static RgTensor *
to_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *t = rg_jvp_tangent (c, o);
  return t && rg_dtype_is_floating (((const ToAttrs *) rg_jvp_attrs (c))->dtype) ? rg_jvp_linear (c, o) : NULL;
}

static const RgVjp to_vjps[] = { { 0, 0, to_vjp }, { 0, 0, NULL } };
static const RgSample to_samples[]
    = { { "3x4", "dtype=float64", NULL, 0 }, { "i64*3:i5", "dtype=float32", NULL, 0 }, { NULL, NULL, NULL, 0 } };

static const RgOp to_op = {
  .struct_size = sizeof (RgOp),
  .name = "to",
  .summary = "The same values in another element type.",
  .formula = "out = input, converted; to integers by cutting off, and what has none becomes the least (in uint8 0)",
  .gradient = "d input = d out, converted back",
  .category = "shape",
  .kind = RG_KIND_GENERAL,
  .inputs = one_input,
  .n_outputs = 1,
  .attrs = to_attrs,
  .attrs_size = sizeof (ToAttrs),
  .attrs_init = &to_init,
  .forward = to_forward,
  .vjp = to_vjps,
  .jvp = to_jvp,
  .backward_name = "ToCopyBackward0",
  .samples = to_samples,
};

static const RgOp *const clone_ops[] = { &clone_op, NULL };
static const RgOp *const to_ops[] = { &to_op, NULL };
static const RgModule clone_module = RG_BUILT_IN ("clone", clone_ops);
static const RgModule to_module = RG_BUILT_IN ("to", to_ops);

const RgModule *const rg_builtin_modules[]
    = { &clone_module, &to_module, &rg_copy_module, &rg_fill_module, &rg_slices_module, NULL };

/* --- the functions over them --- */

RgTensor *
rg_clone (RgTensor *t)
{
  static _Atomic (const RgOp *) cache;
  const RgOp *op = atomic_load_explicit (&cache, memory_order_acquire);
  RgTensor *out = NULL;
  if (op == NULL)
    atomic_store_explicit (&cache, op = rg_op_find ("clone", NULL), memory_order_release);
  rg_op_call (NULL, op, &t, 1, NULL, &out, 1);
  return out;
}

RgTensor *
rg_contiguous (RgTensor *t)
{
  return t == NULL || rg_contiguous_p (t) ? t : rg_clone (t);
}

RgTensor *
rg_to (RgTensor *t, RgDType dtype)
{
  static _Atomic (const RgOp *) cache;
  if (t && t->dtype == dtype)
    return t;
  const RgOp *op = atomic_load_explicit (&cache, memory_order_acquire);
  RgTensor *out = NULL;
  if (op == NULL)
    atomic_store_explicit (&cache, op = rg_op_find ("to", NULL), memory_order_release);
  ToAttrs attrs = { sizeof attrs, dtype };
  rg_op_call (NULL, op, &t, 1, &attrs, &out, 1);
  return out;
}
