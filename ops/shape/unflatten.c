/* unflatten.c: one dimension cut into several, as a view.
 *
 *     out = view (input), dimension dim having the sizes
 *     d input = reshape (d out, sizes of input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
unflatten_forward (RgCall *call)
{
  const RgUnflattenAttrs *a = call->attrs;
  RgInts in = input_sizes (call, 0);
  int64_t sizes[2 * RG_MAX_DIMS], known = 1, ndim = in.n + a->sizes.n - 1;
  int dim = rg_call_dim (call, a->dim, (int) in.n), unknown = -1;
  if (dim < 0)
    return false;
  if (in.n == 0 || a->sizes.n == 0 || ndim > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "expected a dimension to cut, one size at least, and at most %d "
                         "dimensions in the result", RG_MAX_DIMS);
  for (int d = 0; d < ndim; d++)
    sizes[d] = d < dim ? in.v[d] : d < dim + a->sizes.n ? a->sizes.v[d - dim] : in.v[d - a->sizes.n + 1];
  for (int k = 0; k < a->sizes.n; k++)
    if (a->sizes.v[k] == -1 && unknown < 0)
      unknown = k;
    else if (a->sizes.v[k] < 0 || __builtin_mul_overflow (known, a->sizes.v[k], &known))
      return rg_call_fail (call, RG_ERROR_SHAPE, "sizes must not be negative, but for one -1");
  if (unknown >= 0 && known > 0)
    {
      sizes[dim + unknown] = in.v[dim] / known;
      known *= sizes[dim + unknown];
    }
  if (known != in.v[dim])
    return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes do not multiply to %" G_GINT64_FORMAT ", the size of "
                         "dimension %d", in.v[dim], dim);
  return rg_call_return (call, 0, rg_view (call->inputs[0], (RgInts){ ndim, sizes }));
}

/* --- tables --- */

static const RgInput unflatten_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgUnflattenAttrs unflatten_init = RG_UNFLATTEN_ATTRS_INIT;
static const RgAttr unflatten_attrs[] = {
  RG_ATTR (RgUnflattenAttrs, dim, INT, NULL, .doc = "the dimension to cut"),
  RG_ATTR (RgUnflattenAttrs, sizes, INTS, NULL, .doc = "the sizes; one may be -1: what is left"),
  { .name = NULL },
};

static const RgSample unflatten_samples[] = {
  { "2x12x3", "dim=1 sizes=3,4", NULL, 0 },
  { "2x12x3", "dim=1 sizes=2,-1,3", "one size worked out", 0 },
  { "6", "dim=-1 sizes=6,1", NULL, 0 },
  { "0x3", "dim=0 sizes=2,0", "no elements", 0 },
  { "2x12", "dim=1 sizes=5,2", "sizes with another product", RG_SAMPLE_ERROR },
  { "2x12", "dim=1 sizes=-1,-1", "two unknown sizes", RG_SAMPLE_ERROR },
  { "2x12", "dim=1 sizes=", "no sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp unflatten = {
  SHAPE_OP (unflatten, COMPOSITE),
  .summary = "Cuts a dimension into several; a view.",
  .formula = "out = view (input), dimension dim having the sizes",
  .gradient = "d input = reshape (d out, sizes of input)",
  .n_outputs = 1,
  RG_ATTRIBUTES (unflatten, RgUnflattenAttrs),
  .uses = RG_USES ("view"),
};

RG_MODULE (unflatten, &unflatten)
