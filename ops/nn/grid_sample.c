/* grid_sample.c: images read at places that a grid gives, between their elements.
 *
 *     out[n, c, p] = sum over the neighbours k of grid[n, p] of weight[n, p, k] input[n, c, k]
 *
 * A coordinate of -1 is one end of an axis, of 1 the other: the centres of the end
 * elements if align_corners, else their outer sides. Coordinates outside give zeros,
 * or the end elements (border), or are mirrored (reflection).
 *
 * It is written in plain operators: coordinates become indices and weights for each
 * axis (a table of taps), and every combination of taps is gathered. So all
 * derivatives follow from those of the parts.
 *
 * Order: coordinates, taps, the sum, tables, descriptor.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

#define GRID_AXES 3
#define GRID_TAPS 4

typedef struct
{
  int64_t size;
  bool align_corners, border, reflection;
} GridAxis;

/* --- coordinates: tensors (n, places) --- */

static RgTensor *
number (RgTensor *like, double value)
{
  return like ? rg_scalar (rg_tensor_dtype (like), value) : NULL;
}

/* Into [0, size - 1]; nan stays. */
static RgTensor *
clipped (RgTensor *x, int64_t size)
{
  RgTensor *least = number (x, 0), *most = number (x, (double) (size - 1));
  x = rg_where (rg_lt (x, least), least, x);
  return rg_where (rg_gt (x, most), most, x);
}

/* Mirrored at low and at low + span until it lies between them. */
static RgTensor *
mirrored (RgTensor *x, double low, double span)
{
  if (x == NULL || span <= 0)
    return x ? rg_zeros_like (x) : NULL;
  RgTensor *away = rg_abs (rg_add_scalar (x, -low));
  RgTensor *flips = rg_floor (rg_mul_scalar (rg_detach (away), 1 / span));
  RgTensor *rest = rg_sub (away, rg_mul_scalar (flips, span));
  RgTensor *half = rg_mul_scalar (flips, 0.5), *even = rg_eq (rg_floor (half), half);
  return rg_where (even, rg_add_scalar (rest, low), rg_add_scalar (rg_neg (rest), span + low));
}

/* Where padding puts a coordinate. */
static RgTensor *
padded (RgTensor *x, const GridAxis *a)
{
  if (a->reflection)
    x = a->align_corners ? mirrored (x, 0, (double) (a->size - 1)) : mirrored (x, -0.5, (double) a->size);
  return a->border || a->reflection ? clipped (x, a->size) : x;
}

/* --- taps --- */

typedef struct
{
  int n;
  RgTensor *index[GRID_TAPS];  /* int64 (n, places), inside the axis */
  RgTensor *weight[GRID_TAPS]; /* (n, places); NULL for one */
} GridTaps;

/* Adds the element at place x (a whole number); outside the axis it is nothing. */
static void
add_tap (GridTaps *t, RgTensor *x, RgTensor *weight, const GridAxis *a)
{
  RgTensor *inside = clipped (rg_detach (x), a->size);
  RgTensor *there = rg_eq (inside, rg_detach (x)); /* not so for nan either */
  RgTensor *one = weight ? weight : number (x, 1);
  t->weight[t->n] = rg_where (there, one, number (x, 0));
  t->index[t->n++] = rg_to (rg_where (there, inside, number (x, 0)), RG_I64);
}

/* Keys' cubic with a = -0.75 at distance d, inside (d <= 1) or outside (1 < d < 2). */
static RgTensor *
cubic (RgTensor *d, bool outside)
{
  const double a = -0.75, c[2][4] = { { a + 2, -(a + 3), 0, 1 }, { a, -5 * a, 8 * a, -4 * a } };
  RgTensor *sum = number (d, c[outside][0]);
  for (int i = 1; i < 4; i++)
    sum = rg_add_scalar (rg_mul (sum, d), c[outside][i]);
  return sum;
}

static GridTaps
taps_of (RgTensor *x, const GridAxis *a, const char *mode)
{
  GridTaps t = { 0 };
  /* From [-1, 1] to elements. */
  x = a->align_corners ? rg_mul_scalar (rg_add_scalar (x, 1), (double) (a->size - 1) / 2)
                       : rg_mul_scalar (rg_add_scalar (rg_mul_scalar (rg_add_scalar (x, 1), (double) a->size), -1), 0.5);
  if (!strcmp (mode, "bicubic"))
    {
      RgTensor *first = rg_floor (rg_detach (x)), *part = rg_sub (x, first);
      for (int k = -1; k < 3; k++)
        {
          RgTensor *distance = k <= 0 ? rg_add_scalar (part, -k) : rg_add_scalar (rg_neg (part), k);
          add_tap (&t, padded (rg_add_scalar (first, k), a), cubic (distance, k == -1 || k == 2), a);
        }
      return t;
    }
  x = padded (x, a);
  if (!strcmp (mode, "nearest"))
    {
      add_tap (&t, rg_round (rg_detach (x)), NULL, a);
      return t;
    }
  RgTensor *first = rg_floor (rg_detach (x)), *part = rg_sub (x, first);
  add_tap (&t, first, rg_add_scalar (rg_neg (part), 1), a);
  add_tap (&t, rg_add_scalar (first, 1), part, a);
  return t;
}

/* --- the sum --- */

/* One combination of taps: input (n, channels, elements) at index, times weight. */
static RgTensor *
term (RgTensor *input, RgTensor *index, RgTensor *weight)
{
  if (input == NULL || index == NULL)
    return NULL;
  const RgInts whole = RG_SHAPE (rg_tensor_size (input, 0), rg_tensor_size (input, 1), rg_tensor_size (index, 1));
  RgTensor *read = rg_gather (input, 2, rg_expand (rg_unsqueeze (index, 1), whole));
  return rg_mul (read, rg_unsqueeze (weight, 1));
}

static bool
grid_sample_forward (RgCall *call)
{
  const RgGridSampleAttrs *a = call->attrs;
  RgTensor *input = call->inputs[0], *grid = call->inputs[1], *sum = NULL;
  const RgInts xs = rg_tensor_shape (input), gs = rg_tensor_shape (grid);
  const int64_t dims = xs.n - 2;
  if (dims < 2 || dims > GRID_AXES || gs.n != xs.n || gs.v[gs.n - 1] != dims || gs.v[0] != xs.v[0])
    return rg_call_fail (call, RG_ERROR_SHAPE, "input and grid must be (n, channels, height, width) and (n, ..., 2), or with a "
                         "depth and (n, ..., 3)");
  if (!rg_dtype_is_floating (rg_tensor_dtype (input)) || rg_tensor_dtype (input) != rg_tensor_dtype (grid))
    return rg_call_fail (call, RG_ERROR_DTYPE, "both must be float32, or both float64");
  if (dims == 3 && !strcmp (a->mode, "bicubic"))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "bicubic is for images without a depth");
  int64_t sizes[RG_MAX_DIMS] = { xs.v[0], xs.v[1] }, places = 1, elements = 1, total = 1;
  for (int64_t d = 0; d < dims; d++)
    {
      places *= sizes[2 + d] = gs.v[1 + d];
      elements *= xs.v[2 + d];
    }
  if (elements == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must have elements to read");
  input = rg_reshape (input, RG_SHAPE (xs.v[0], xs.v[1], elements));
  grid = rg_reshape (grid, RG_SHAPE (xs.v[0], places, dims));
  GridTaps taps[GRID_AXES];
  for (int64_t d = 0; d < dims; d++)
    {
      const GridAxis axis = { xs.v[2 + d], a->align_corners, !strcmp (a->padding_mode, "border"),
                              !strcmp (a->padding_mode, "reflection") };
      /* The last coordinate comes first. */
      taps[d] = taps_of (rg_select (grid, 2, dims - 1 - d), &axis, a->mode);
      total *= taps[d].n;
    }
  for (int64_t k = 0; k < total; k++)
    {
      RgTensor *index = NULL, *weight = NULL;
      int64_t rest = k;
      for (int64_t d = 0; d < dims; d++)
        {
          const int64_t t = rest % taps[d].n;
          rest /= taps[d].n;
          index = d ? rg_add (rg_mul_scalar (index, (double) xs.v[2 + d]), taps[d].index[t]) : taps[d].index[t];
          weight = d ? rg_mul (weight, taps[d].weight[t]) : taps[d].weight[t];
        }
      RgTensor *one = term (input, index, weight);
      sum = k ? rg_add (sum, one) : one;
    }
  return rg_call_return (call, 0, rg_reshape (sum, (RgInts){ xs.n, sizes }));
}

/* --- tables --- */

static const RgInput grid_sample_inputs[] = {
  { "input", "the images (n, channels, height, width), or with a depth", 0 },
  { "grid", "the places to read (n, ..., 2): width and height; with a depth (n, ..., 3): width, height, depth", 0 },
  { NULL, NULL, 0 },
};

static const RgGridSampleAttrs grid_sample_init = RG_GRID_SAMPLE_ATTRS_INIT;
static const RgAttr grid_sample_attrs[] = {
  RG_ATTR (RgGridSampleAttrs, mode, STRING, "bilinear", .choices = "bilinear nearest bicubic", .doc = "which neighbours count"),
  RG_ATTR (RgGridSampleAttrs, padding_mode, STRING, "zeros", .choices = "zeros border reflection", .doc = "what lies outside"),
  RG_ATTR (RgGridSampleAttrs, align_corners, BOOL, "false", .doc = "whether -1 and 1 are the centres of the end elements"),
  { .name = NULL },
};

static const RgSample grid_sample_samples[] = {
  { "1x2x3x4 1x2x3x2:m", NULL, NULL, 0 },
  { "1x2x3x4 1x2x3x2", "padding_mode=border align_corners=true", "places outside", 0 },
  { "1x1x3x4 1x2x2x2", "mode=bicubic padding_mode=reflection", "cubic", 0 },
  { "2x1x3x4 2x2x2x2", "mode=nearest", NULL, 0 },
  { "1x1x2x3x2 1x1x2x2x3:m", NULL, "with a depth", 0 },
  { "1x1x1x3 1x1x2x2:m", "padding_mode=reflection align_corners=true", "an axis of one element", 0 },
  { "1x2x3x4 1x2x3x3", NULL, "too many coordinates", RG_SAMPLE_ERROR },
  { "1x2x3x4 2x2x3x2", NULL, "another number of samples", RG_SAMPLE_ERROR },
  { "1x1x2x3x2 1x1x2x2x3", "mode=bicubic", "bicubic with a depth", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp grid_sample = {
  .struct_size = sizeof (RgOp),
  .name = "grid_sample",
  .summary = "Reads images at places that a grid gives, between their elements.",
  .formula = "out[n, c, p] = sum over the neighbours k of grid[n, p] of weight[n, p, k] * input[n, c, k]",
  .gradient = "d input[n, c, k] += weight[n, p, k] * d out[n, c, p]; d grid through the weights",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = grid_sample_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (grid_sample, RgGridSampleAttrs),
  .forward = grid_sample_forward,
  .samples = grid_sample_samples,
  .uses = RG_USES ("where", "lt", "gt", "eq", "abs", "neg", "floor", "round", "add", "sub", "mul", "gather", "expand",
                   "unsqueeze", "select", "reshape"),
};

RG_MODULE (grid_sample, &grid_sample)
