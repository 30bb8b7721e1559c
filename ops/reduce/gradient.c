/* gradient.c: estimates of the derivative along dimensions, from differences.
 *
 *     inside: the central difference of second order, on even or uneven places
 *     at both ends: differences of first or of second order (edge_order)
 *
 * spacing is one number, one for each dim, or a tensor of places for each dim.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <string.h>

/* --- forward, in other operators --- */

/* What the ends and the inside of one dimension are made of. */
typedef struct
{
  RgTensor *f;
  int dim;
  int64_t n;
  RgTensor *step; /* (n - 1) distances, shaped to broadcast along dim; or NULL */
  double h;       /* else all are this */
} Axis;

static RgTensor *
part (RgTensor *t, int dim, int64_t begin, int64_t n)
{
  return rg_narrow (t, dim, begin, n);
}

/* a f[i] + b f[i + 1] + c f[i + 2] for n points from `begin` on. */
static RgTensor *
combine (const Axis *x, int64_t begin, int64_t n, RgTensor *a, RgTensor *b, RgTensor *c)
{
  RgTensor *sum = rg_add (rg_mul (part (x->f, x->dim, begin, n), a), rg_mul (part (x->f, x->dim, begin + 1, n), b));
  return rg_add (sum, rg_mul (part (x->f, x->dim, begin + 2, n), c));
}

/* The derivative at the first, the middle or the last of three places, d and e
 * apart: the coefficients of Lagrange's parabola. */
static RgTensor *
parabola (const Axis *x, int64_t begin, int64_t n, RgTensor *d, RgTensor *e, int where)
{
  RgTensor *both = rg_add (d, e), *a, *b, *c;
  if (where == 0)
    {
      a = rg_neg (rg_div (rg_add (rg_mul_scalar (d, 2), e), rg_mul (d, both)));
      b = rg_div (both, rg_mul (d, e));
      c = rg_neg (rg_div (d, rg_mul (e, both)));
    }
  else if (where == 1)
    {
      a = rg_neg (rg_div (e, rg_mul (d, both)));
      b = rg_div (rg_sub (e, d), rg_mul (d, e));
      c = rg_div (d, rg_mul (e, both));
    }
  else
    {
      a = rg_div (e, rg_mul (d, both));
      b = rg_neg (rg_div (both, rg_mul (d, e)));
      c = rg_div (rg_add (rg_mul_scalar (e, 2), d), rg_mul (e, both));
    }
  return combine (x, begin, n, a, b, c);
}

static RgTensor *
difference (const Axis *x, int64_t i, int64_t k, int64_t n)
{
  return rg_sub (part (x->f, x->dim, k, n), part (x->f, x->dim, i, n));
}

static RgTensor *
three (const Axis *x, int64_t begin, double a, double b, double c)
{
  RgTensor *sum = rg_add (rg_mul_scalar (part (x->f, x->dim, begin, 1), a),
                          rg_mul_scalar (part (x->f, x->dim, begin + 1, 1), b));
  return rg_add (sum, rg_mul_scalar (part (x->f, x->dim, begin + 2, 1), c));
}

static RgTensor *
along (const Axis *x, int64_t edge_order)
{
  int64_t n = x->n;
  RgTensor *pieces[3];
  if (x->step)
    {
      RgTensor *first = part (x->step, x->dim, 0, 1), *last = part (x->step, x->dim, n - 2, 1);
      if (n > 2)
        pieces[1] = parabola (x, 0, n - 2, part (x->step, x->dim, 0, n - 2), part (x->step, x->dim, 1, n - 2), 1);
      if (edge_order == 1)
        {
          pieces[0] = rg_div (difference (x, 0, 1, 1), first);
          pieces[2] = rg_div (difference (x, n - 2, n - 1, 1), last);
        }
      else
        {
          pieces[0] = parabola (x, 0, 1, first, part (x->step, x->dim, 1, 1), 0);
          pieces[2] = parabola (x, n - 3, 1, part (x->step, x->dim, n - 3, 1), last, 2);
        }
    }
  else
    {
      if (n > 2)
        pieces[1] = rg_div_scalar (difference (x, 0, 2, n - 2), 2 * x->h);
      if (edge_order == 1)
        {
          pieces[0] = rg_div_scalar (difference (x, 0, 1, 1), x->h);
          pieces[2] = rg_div_scalar (difference (x, n - 2, n - 1, 1), x->h);
        }
      else
        {
          pieces[0] = rg_div_scalar (three (x, 0, -1.5, 2, -0.5), x->h);
          pieces[2] = rg_div_scalar (three (x, n - 3, 0.5, -2, 1.5), x->h);
        }
    }
  if (n == 2)
    pieces[1] = pieces[2];
  return rg_cat (pieces, n == 2 ? 2 : 3, x->dim);
}

/* The distances of neighbouring places (n), shaped for dim of a tensor of ndim. */
static RgTensor *
steps_of (RgTensor *places, int dim, int ndim)
{
  int64_t n = rg_tensor_numel (places), sizes[RG_MAX_DIMS];
  for (int d = 0; d < ndim; d++)
    sizes[d] = d == dim ? n - 1 : 1;
  return rg_reshape (rg_sub (rg_narrow (places, 0, 1, n - 1), rg_narrow (places, 0, 0, n - 1)),
                     (RgInts){ ndim, sizes });
}

/* The numbers in "2.5" or "[2, 2.5]"; how many, or -1. */
static int
read_numbers (const char *text, double *numbers)
{
  int n = 0;
  for (const char *p = text; *p;)
    {
      char *end;
      if (strchr ("[](), ", *p))
        {
          p++;
          continue;
        }
      double value = g_ascii_strtod (p, &end);
      if (end == p || n == RG_MAX_DIMS)
        return -1;
      numbers[n++] = value;
      p = end;
    }
  return n;
}

/* A list has a number for each dim, even where it has one. */
static bool
is_list (const RgGradientAttrs *a)
{
  return a->has_spacing && strpbrk (a->spacing, "[(,") != NULL;
}

static bool
gradient_forward (RgCall *call)
{
  const RgGradientAttrs *a = call->attrs;
  RgTensor *f = call->inputs[0];
  int ndim = rg_tensor_ndim (f), dims[RG_MAX_DIMS], n_dims = a->has_dim && a->dim.n ? (int) a->dim.n : ndim;
  size_t n_places = call->n_inputs - 1;
  double numbers[RG_MAX_DIMS] = { 1 };
  int n_numbers = a->has_spacing ? read_numbers (a->spacing, numbers) : 1;
  if (ndim == 0 || n_dims > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have at least 1 dimension, and dim at most %d", RG_MAX_DIMS);
  if (a->edge_order != 1 && a->edge_order != 2)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "edge_order must be 1 or 2");
  if ((n_places && (int) n_places != n_dims) || (n_places && a->has_spacing)
      || ((n_numbers != 1 || is_list (a)) && n_numbers != n_dims))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "spacing must be one number, or a number or a tensor for each dim");
  for (int i = 0; i < n_dims; i++)
    {
      dims[i] = a->has_dim && a->dim.n ? rg_call_dim (call, a->dim.v[i], ndim) : i;
      if (dims[i] < 0)
        return false;
      for (int k = 0; k < i; k++)
        if (dims[k] == dims[i])
          return rg_call_fail (call, RG_ERROR_ARGUMENT, "a dim stands twice");
      int64_t n = rg_tensor_size (f, dims[i]);
      if (n < a->edge_order + 1)
        return rg_call_fail (call, RG_ERROR_SHAPE, "each dim must have at least edge_order + 1 elements");
      RgTensor *places = n_places ? call->inputs[1 + i] : NULL;
      if (places && (rg_tensor_ndim (places) != 1 || rg_tensor_size (places, 0) != n))
        return rg_call_fail (call, RG_ERROR_SHAPE, "places must be vectors as long as their dim");
    }
  if (!rg_dtype_is_floating (rg_tensor_dtype (f)))
    f = rg_to (f, RG_F32);
  for (int i = 0; i < n_dims; i++)
    {
      Axis x = { f, dims[i], rg_tensor_size (f, dims[i]), NULL, n_numbers > 1 ? numbers[i] : numbers[0] };
      if (n_places)
        x.step = steps_of (call->inputs[1 + i], dims[i], ndim);
      if (!rg_call_return (call, (size_t) i, along (&x, a->edge_order)))
        return false;
    }
  return true;
}

/* --- tables --- */

static const RgInput gradient_inputs[] = {
  { "input", "the values", 0 },
  { "spacing", "the places of the values, a vector for each dim", RG_INPUT_VARIADIC | RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgGradientAttrs gradient_init = RG_GRADIENT_ATTRS_INIT;
static const RgAttr gradient_attrs[] = {
  RG_ATTR_OPT (RgGradientAttrs, spacing, STRING, .doc = "the distance of neighbours: a number, or one for each dim"),
  RG_ATTR_OPT (RgGradientAttrs, dim, INTS, .doc = "the dims; absent: all"),
  RG_ATTR (RgGradientAttrs, edge_order, INT, "1", .doc = "the order of the estimates at both ends: 1 or 2"),
  { .name = NULL },
};

static const RgSample gradient_samples[] = {
  { "4x5 []", NULL, NULL, 0 },
  { "4x5 []", "dim=1 spacing=0.5 edge_order=2", NULL, 0 },
  { "4x5 []", "spacing=[2,0.5]", "a number for each dim", 0 },
  { "4x5 [4:s 5:s]", NULL, "places", 0 },
  { "5x4 [5:=0,1,3,4,7]", "dim=0 edge_order=2", NULL, 0 },
  { "2 []", NULL, "two points", 0 },
  { "1 []", NULL, "one point", RG_SAMPLE_ERROR },
  { "2 []", "edge_order=2", NULL, RG_SAMPLE_ERROR },
  { "4x5 [4]", NULL, "places for one of two", RG_SAMPLE_ERROR },
  { "4x5 []", "spacing=[0.5]", "a list of one for two", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp gradient = {
  .struct_size = sizeof (RgOp),
  .name = "gradient",
  .summary = "Estimates of the derivative along dimensions, from differences.",
  .formula = "inside: (f[i + 1] - f[i - 1]) / (x[i + 1] - x[i - 1]) on even places; a parabola through three on uneven ones",
  .gradient = "that of the operators it is written in",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = gradient_inputs,
  .n_outputs = 0,
  RG_ATTRIBUTES (gradient, RgGradientAttrs),
  .forward = gradient_forward,
  .samples = gradient_samples,
  .uses = RG_USES ("narrow", "add", "sub", "mul", "div", "neg", "cat", "reshape"),
};

RG_MODULE (gradient, &gradient)
