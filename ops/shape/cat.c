/* cat.c: tensors one after another along a dimension.
 *
 *     out = the tensors one after another along dim
 *     d tensors[i] = the part of d out that it became
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "join.h"

/* --- the composition --- */

/* The gradient of a part must know where it lay, also when the parts before it have
 * none: their sizes are an attribute of the operator that does the work. */
typedef struct
{
  size_t struct_size;
  int64_t dim;
  RgInts sizes;
} CatPartsAttrs;

static bool
is_legacy_empty (const RgTensor *t)
{
  return rg_tensor_ndim (t) == 1 && rg_tensor_size (t, 0) == 0;
}

/* An empty vector fits everything, as it always did in PyTorch. */
static bool
cat_check (RgCall *call, int64_t dim_, const RgTensor *model, int *dim)
{
  *dim = rg_call_dim (call, dim_, rg_tensor_ndim (model));
  if (*dim < 0)
    return false;
  if (rg_tensor_ndim (model) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "zero-dimensional tensors cannot be joined; stack can");
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      const RgTensor *t = call->inputs[i];
      bool fits = rg_tensor_ndim (t) == rg_tensor_ndim (model);
      for (int d = 0; fits && d < rg_tensor_ndim (t); d++)
        fits = d == *dim || rg_tensor_size (t, d) == rg_tensor_size (model, d);
      if (!fits && !is_legacy_empty (t))
        return rg_call_fail (call, RG_ERROR_SHAPE, "tensor %" G_GSIZE_FORMAT " differs in another dimension than %d",
                             i, *dim);
    }
  return true;
}

static bool
cat_forward (RgCall *call)
{
  const RgCatAttrs *a = call->attrs;
  static const RgOp *parts;
  RgDType dtype = RG_F32;
  int dim;
  if (!join_dtype (call, &dtype))
    return false;
  size_t n = call->n_inputs, model = 0;
  while (model + 1 < n && is_legacy_empty (call->inputs[model]))
    model++;
  if (!cat_check (call, a->dim, call->inputs[model], &dim))
    return false;
  const RgOp *op = find_part (&parts, "cat.parts");
  int64_t few[16], *sizes = n <= G_N_ELEMENTS (few) ? few : rg_call_temp (call, n * sizeof *sizes);
  RgTensor *out;
  if (sizes == NULL)
    return false;
  for (size_t i = 0; i < n; i++)
    {
      const RgTensor *t = call->inputs[i];
      sizes[i] = rg_tensor_ndim (t) == rg_tensor_ndim (call->inputs[model]) ? rg_tensor_size (t, dim) : 0;
    }
  CatPartsAttrs attrs = { sizeof attrs, dim, { (int64_t) n, sizes } };
  return rg_op_call (NULL, op, call->inputs, n, &attrs, &out, 1) && rg_call_return (call, 0, out);
}

static bool
cat_parts_forward (RgCall *call)
{
  const CatPartsAttrs *a = call->attrs;
  const RgTensor *model = NULL;
  RgDType dtype = RG_F32;
  int dim;
  if (!join_dtype (call, &dtype))
    return false;
  for (size_t i = 0; i < call->n_inputs && (model == NULL || is_legacy_empty (model)); i++)
    model = call->inputs[i];
  if (!cat_check (call, a->dim, model, &dim) || a->sizes.n != (int64_t) call->n_inputs)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "sizes must hold one for each tensor");
  ViewShape whole = view_of_sizes (rg_tensor_shape (model));
  whole.sizes[dim] = 0;
  for (int64_t k = 0; k < a->sizes.n; k++)
    if (a->sizes.v[k] < 0 || __builtin_add_overflow (whole.sizes[dim], a->sizes.v[k], &whole.sizes[dim]))
      return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have too many elements");
  RgTensor *out = rg_call_output (call, 0, dtype, (RgInts){ whole.ndim, whole.sizes });
  if (out == NULL)
    return false;
  ViewShape place = view_of_tensor (out);
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      RgTensor *t = call->inputs[i];
      int64_t have = rg_tensor_ndim (t) == whole.ndim ? rg_tensor_size (t, dim) : 0;
      if (have != a->sizes.v[i])
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "sizes do not match the tensors");
      place.sizes[dim] = have;
      if (have && !join_part (out, &place, dim, t))
        return false;
    }
  return true;
}

/* --- gradients --- */

static RgTensor *
cat_parts_vjp (RgVjpCall *c, size_t i)
{
  const CatPartsAttrs *a = rg_vjp_attrs (c);
  int64_t start = 0;
  for (size_t k = 0; k < i; k++)
    start += a->sizes.v[k];
  RgTensor *part = rg_slice (RG_G, a->dim, start, start + a->sizes.v[i]);
  return a->sizes.v[i] || rg_vjp_shape (c, i).n != 1 ? part : rg_reshape (part, RG_SHAPE (0));
}

static const RgVjp cat_parts_vjps[] = { { RG_VJP_REST, 0, cat_parts_vjp }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput cat_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgCatAttrs cat_init = RG_CAT_ATTRS_INIT;
static const RgAttr cat_attrs[] = {
  RG_ATTR (RgCatAttrs, dim, INT, "0", .doc = "the dimension"),
  { .name = NULL },
};

static const RgSample cat_samples[] = {
  { "[2x3 4x3]", NULL, NULL, 0 },
  { "[2x3 2x1 2x2]", "dim=-1", NULL, 0 },
  { "[2x3]", "dim=1", "one tensor", 0 },
  { "[2x3 0]", "dim=0", "an empty vector joins anything", 0 },
  { "[0x3 2x3]", "dim=0", "no rows", 0 },
  { "[f32*2 i64*3:i5]", NULL, "two element types", RG_SAMPLE_NO_GRAD },
  { "[2x3 4]", NULL, "other numbers of dimensions", RG_SAMPLE_ERROR },
  { "[2x3 2x4]", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { "[2x3 2x3]", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { "[. .]", NULL, "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp cat = {
  SHAPE_OP (cat, COMPOSITE),
  .summary = "Joins tensors along a dimension that they have.",
  .formula = "out = the tensors one after another along dim",
  .gradient = "d tensors[i] = the part of d out that it became",
  .n_outputs = 1,
  RG_ATTRIBUTES (cat, RgCatAttrs),
  .uses = RG_USES ("cat.parts"),
};

#define cat_parts_inputs cat_inputs
static const CatPartsAttrs cat_parts_init = { sizeof (CatPartsAttrs), 0, { 0, NULL } };
static const RgAttr cat_parts_attrs[] = {
  RG_ATTR (CatPartsAttrs, dim, INT, "0", .doc = "the dimension"),
  RG_ATTR (CatPartsAttrs, sizes, INTS, NULL, .doc = "the size of each tensor in it"),
  { .name = NULL },
};

static const RgSample cat_parts_samples[] = {
  { "[2x3 4x3]", "dim=0 sizes=2,4", NULL, 0 },
  { "[2x3 2x1]", "dim=1 sizes=3,2", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp cat_parts = {
  .struct_size = sizeof (RgOp),
  .name = "cat.parts",
  .summary = "Joins tensors whose sizes are an attribute.",
  .formula = "out = the tensors one after another along dim",
  .gradient = "d tensors[i] = the part of d out that it became",
  .category = "shape",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = cat_parts_inputs,
  .forward = cat_parts_forward,
  .samples = cat_parts_samples,
  SHAPE_LINEAR (cat_parts),
  RG_ATTRIBUTES (cat_parts, CatPartsAttrs),
  .backward_name = "CatBackward0",
  .uses = RG_USES ("slice", "reshape"),
};

RG_MODULE (cat, &cat, &cat_parts)
