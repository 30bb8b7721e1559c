/* print.c: tensors and nodes as text, as PyTorch's `print` shows them.
 *
 * The rules are those of torch/_tensor_str.py with its default options; only
 * `dtype=` stands without `torch.`, and lines break as if it were there. One
 * format serves all elements that are shown: their values decide between whole
 * numbers, fixed point and powers of ten, and the widest of them pads the rest.
 *
 * Order: elements; the walk over those that are shown; the format; the brackets;
 * what stands behind them; the public functions.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-autograd.h"
#include "rg-tensor.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define THRESHOLD 1000 /* more elements than this are summarised */
#define EDGE 3         /* so many are shown at each end of a dimension then */
#define LINE 80        /* columns */

/* Room for the longest element: "-9223372036854775808". */
#define ELEMENT_BYTES 32

typedef struct
{
  RgDType dtype;
  int ndim;
  const int64_t *sizes;   /* (ndim) */
  const int64_t *strides; /* (ndim), in elements */
  size_t esize;
  bool summarise;

  /* What the format is chosen by: of the shown elements that are finite and
   * not zero, the least and largest magnitude. */
  double least, largest;
  bool any;

  bool whole;      /* floating, all of them whole: "1." */
  bool scientific; /* "1.0000e+00" */
  size_t width;    /* of the widest element */

  GString *out;
} Printer;

typedef void (*ElementFunc) (Printer *p, const char *at);

/* --- one element --- */

static double
floating_at (const Printer *p, const char *at)
{
  if (p->dtype == RG_F32)
    {
      float x;
      memcpy (&x, at, sizeof x);
      return (double) x;
    }
  double x;
  memcpy (&x, at, sizeof x);
  return x;
}

static int64_t
integer_at (const Printer *p, const char *at)
{
  int64_t wide;
  int32_t narrow;
  switch (p->dtype)
    {
    case RG_I64:
      memcpy (&wide, at, sizeof wide);
      return wide;
    case RG_I32:
      memcpy (&narrow, at, sizeof narrow);
      return narrow;
    default:
      return (unsigned char) *at;
    }
}

/* C writes a NaN with its sign bit as "-nan"; Python never does. The decimal
 * point must not come from the locale. */
static void
format_floating (const Printer *p, double x, char text[ELEMENT_BYTES])
{
  if (isnan (x))
    g_strlcpy (text, "nan", ELEMENT_BYTES);
  else if (isinf (x))
    g_strlcpy (text, x < 0 ? "-inf" : "inf", ELEMENT_BYTES);
  else if (p->scientific)
    g_ascii_formatd (text, ELEMENT_BYTES, "%.4e", x);
  else if (p->whole)
    {
      g_ascii_formatd (text, ELEMENT_BYTES, "%.0f", x);
      g_strlcat (text, ".", ELEMENT_BYTES);
    }
  else
    g_ascii_formatd (text, ELEMENT_BYTES, "%.4f", x);
}

static void
format_element (const Printer *p, const char *at, char text[ELEMENT_BYTES])
{
  if (rg_dtype_is_floating (p->dtype))
    format_floating (p, floating_at (p, at), text);
  else if (p->dtype == RG_BOOL)
    g_strlcpy (text, *at ? "True" : "False", ELEMENT_BYTES);
  else
    g_snprintf (text, ELEMENT_BYTES, "%" G_GINT64_FORMAT, integer_at (p, at));
}

/* --- the walk --- */

/* The index that follows i in a dimension, past those that are left out. */
static int64_t
next_shown (const Printer *p, int dim, int64_t i)
{
  i++;
  return p->summarise && i == EDGE && p->sizes[dim] > 2 * EDGE ? p->sizes[dim] - EDGE : i;
}

static const char *
step (const Printer *p, int dim, int64_t i, const char *at)
{
  return at + i * p->strides[dim] * (int64_t) p->esize;
}

static void
each_shown (Printer *p, int dim, const char *at, ElementFunc fn)
{
  if (dim == p->ndim)
    {
      fn (p, at);
      return;
    }
  for (int64_t i = 0; i < p->sizes[dim]; i = next_shown (p, dim, i))
    each_shown (p, dim + 1, step (p, dim, i, at), fn);
}

/* --- the format --- */

static void
measure_range (Printer *p, const char *at)
{
  double x = floating_at (p, at), magnitude = fabs (x);
  if (!isfinite (x) || magnitude == 0)
    return;
  p->least = p->any ? fmin (p->least, magnitude) : magnitude;
  p->largest = p->any ? fmax (p->largest, magnitude) : magnitude;
  p->any = true;
  if (x != ceil (x))
    p->whole = false;
}

/* Zeros, infinities and NaNs have no say in the width, which is PyTorch's rule
 * ("-0., 0." and "nan, 1., inf" come out ragged). */
static void
measure_width (Printer *p, const char *at)
{
  char text[ELEMENT_BYTES];
  if (rg_dtype_is_floating (p->dtype))
    {
      double x = floating_at (p, at);
      if (!isfinite (x) || x == 0)
        return;
    }
  format_element (p, at, text);
  p->width = MAX (p->width, strlen (text));
}

static void
choose_format (Printer *p, const char *data)
{
  p->width = 1;
  p->whole = true;
  if (rg_dtype_is_floating (p->dtype))
    {
      each_shown (p, 0, data, measure_range);
      p->scientific = p->any
                      && (p->largest / p->least > 1000.0 || p->largest > 1.0e8
                          || p->least < 1.0e-4);
    }
  each_shown (p, 0, data, measure_width);
}

/* --- the brackets --- */

static void
put_spaces (Printer *p, size_t n)
{
  g_string_append_printf (p->out, "%*s", (int) n, "");
}

static void
put_element (Printer *p, const char *at)
{
  char text[ELEMENT_BYTES];
  format_element (p, at, text);
  size_t length = strlen (text);
  if (length < p->width)
    put_spaces (p, p->width - length);
  g_string_append (p->out, text);
}

/* The last dimension: as many elements to a line as fit. The dots that stand
 * for what is left out count as one of them. */
static void
put_row (Printer *p, int dim, const char *at, size_t indent)
{
  size_t per_line = MAX (1, (LINE - indent) / (p->width + 2)), n = 0;
  g_string_append_c (p->out, '[');
  for (int64_t i = 0, next; i < p->sizes[dim]; i = next)
    {
      next = next_shown (p, dim, i);
      bool gap = next != i + 1;
      for (int part = 0; part <= gap; part++, n++)
        {
          if (n && n % per_line == 0)
            {
              g_string_append (p->out, ",\n");
              put_spaces (p, indent + 1);
            }
          else if (n)
            g_string_append (p->out, ", ");
          if (part)
            g_string_append (p->out, " ...");
          else
            put_element (p, step (p, dim, i, at));
        }
    }
  g_string_append_c (p->out, ']');
}

static void
put_separator (Printer *p, int dim, size_t indent)
{
  g_string_append_c (p->out, ',');
  for (int line = dim + 1; line < p->ndim; line++)
    g_string_append_c (p->out, '\n');
  put_spaces (p, indent + 1);
}

static void
put_block (Printer *p, int dim, const char *at, size_t indent)
{
  if (dim == p->ndim) /* zero-dimensional: no brackets at all */
    {
      put_element (p, at);
      return;
    }
  if (dim == p->ndim - 1)
    {
      put_row (p, dim, at, indent);
      return;
    }
  g_string_append_c (p->out, '[');
  for (int64_t i = 0, next; i < p->sizes[dim]; i = next)
    {
      next = next_shown (p, dim, i);
      if (i)
        put_separator (p, dim, indent);
      put_block (p, dim + 1, step (p, dim, i, at), indent + 1);
      if (next != i + 1)
        {
          put_separator (p, dim, indent);
          g_string_append (p->out, "...");
        }
    }
  g_string_append_c (p->out, ']');
}

/* --- what stands behind the brackets --- */

/* Appends ", suffix", on a new line where it would pass the last column.
 * `line` is the length of the last line as PyTorch counts it, and `unseen` the
 * length of what PyTorch would have put into the suffix besides. */
static void
put_suffix (Printer *p, size_t *line, size_t indent, const char *suffix, size_t unseen)
{
  size_t length = strlen (suffix) + unseen;
  if (*line + length + 2 > LINE)
    {
      g_string_append (p->out, ",\n");
      put_spaces (p, indent);
      *line = indent + length;
    }
  else
    {
      g_string_append (p->out, ", ");
      *line += length + 2;
    }
  g_string_append (p->out, suffix);
}

static void
put_suffixes (Printer *p, const RgTensor *tensor, size_t indent)
{
  const char *newline = strrchr (p->out->str, '\n');
  size_t line = newline ? strlen (newline) + 1 : p->out->len + 2;
  bool empty = rg_tensor_numel (tensor) == 0;
  if (empty && p->ndim != 1)
    {
      g_autoptr (GString) size = g_string_new ("size=(");
      for (int d = 0; d < p->ndim; d++)
        g_string_append_printf (size, "%s%" G_GINT64_FORMAT, d ? ", " : "", p->sizes[d]);
      g_string_append_c (size, ')');
      put_suffix (p, &line, indent, size->str, 0);
    }
  /* Without elements nothing tells an integer or bool tensor from a float one. */
  if (p->dtype != RG_F32 && (empty || (p->dtype != RG_I64 && p->dtype != RG_BOOL)))
    {
      g_autofree char *dtype = g_strdup_printf ("dtype=%s", rg_dtype_name (p->dtype));
      put_suffix (p, &line, indent, dtype, strlen ("torch."));
    }
  RgNode *node = rg_grad_fn ((RgTensor *) tensor);
  if (node)
    {
      g_autofree char *grad_fn = g_strdup_printf ("grad_fn=<%s>", rg_node_name (node));
      put_suffix (p, &line, indent, grad_fn, 0);
    }
  else if (rg_requires_grad (tensor))
    put_suffix (p, &line, indent, "requires_grad=True", 0);
}

/* --- public --- */

char *
rg_tensor_to_string (const RgTensor *tensor)
{
  static const char prefix[] = "tensor(";
  const size_t indent = sizeof prefix - 1;
  if (tensor == NULL)
    return g_strdup ("None");
  Printer p = { .dtype = rg_tensor_dtype (tensor),
                .ndim = rg_tensor_ndim (tensor),
                .sizes = rg_tensor_shape (tensor).v,
                .strides = rg_tensor_strides (tensor).v,
                .summarise = rg_tensor_numel (tensor) > THRESHOLD };
  p.esize = rg_dtype_size (p.dtype);
  p.out = g_string_new (prefix);
  if (rg_tensor_numel (tensor) == 0)
    g_string_append (p.out, "[]");
  else
    {
      const char *data = rg_tensor_data (tensor);
      if (data == NULL)
        g_string_append (p.out, "..."); /* it was noted, and there was no memory to compute it */
      else
        {
          choose_format (&p, data);
          put_block (&p, 0, data, indent);
        }
    }
  put_suffixes (&p, tensor, indent);
  g_string_append_c (p.out, ')');
  return g_string_free (p.out, FALSE);
}

void
rg_print (const RgTensor *tensor)
{
  g_autofree char *text = rg_tensor_to_string (tensor);
  puts (text);
}

char *
rg_format_node (RgNode *node)
{
  if (node == NULL)
    return g_strdup ("None");
  return g_strdup_printf ("<%s object at %p>", rg_node_name (node), (void *) node);
}
