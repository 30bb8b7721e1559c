/* compare.c: whether a tensor is the one that was recorded.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "verify.h"
#include <math.h>

static char *
place_text (const int64_t *index, int ndim)
{
  GString *s = g_string_new ("[");
  for (int d = 0; d < ndim; d++)
    g_string_append_printf (s, "%s%" G_GINT64_FORMAT, d ? ", " : "", index[d]);
  g_string_append_c (s, ']');
  return g_string_free (s, FALSE);
}

static char *
shape_text (RgTensor *t)
{
  RgInts shape = rg_tensor_shape (t);
  g_autofree char *sizes = place_text (shape.v, (int) shape.n);
  return g_strconcat (rg_dtype_name (rg_tensor_dtype (t)), sizes, NULL);
}

/* The tolerances are those of float64, in which nearly all was recorded; a float32
 * tensor has those of torch.testing.assert_close. */
static RgVerifyOptions
options_for (RgDType dtype, const RgVerifyOptions *o)
{
  RgVerifyOptions mine = *o;
  if (dtype == RG_F32)
    {
      mine.rtol = MAX (o->rtol, 1.3e-6);
      mine.atol = MAX (o->atol, 1e-5);
    }
  return mine;
}

/* How far beyond what is allowed; 0 if it is allowed. */
static double
excess (double got, double expected, const RgVerifyOptions *o)
{
  if (isnan (got) || isnan (expected))
    return isnan (got) && isnan (expected) ? 0 : INFINITY;
  if (got == expected)
    return 0;
  if (isinf (got) || isinf (expected))
    return INFINITY;
  double error = fabs (got - expected), allowed = o->atol + o->rtol * fabs (expected);
  return error <= allowed ? 0 : error - allowed;
}

char *
rg_compare (RgTensor *got, RgTensor *expected, const RgVerifyOptions *o)
{
  RgInts a = rg_tensor_shape (got), b = rg_tensor_shape (expected);
  bool same = a.n == b.n && rg_tensor_dtype (got) == rg_tensor_dtype (expected);
  for (int64_t d = 0; d < a.n && same; d++)
    same = a.v[d] == b.v[d];
  if (!same)
    {
      g_autofree char *g = shape_text (got), *e = shape_text (expected);
      return g_strdup_printf ("is %s, expected %s", g, e);
    }
  int64_t index[RG_MAX_DIMS] = { 0 }, worst[RG_MAX_DIMS] = { 0 }, n = rg_tensor_numel (got), bad = 0;
  double most = 0, worst_got = 0, worst_expected = 0;
  RgVerifyOptions options = options_for (rg_tensor_dtype (got), o);
  for (int64_t i = 0; i < n; i++)
    {
      double g = rg_get (got, (RgInts){ a.n, index }), e = rg_get (expected, (RgInts){ a.n, index });
      double over = excess (g, e, &options);
      bad += over > 0;
      if (over > most)
        {
          most = over;
          worst_got = g;
          worst_expected = e;
          memcpy (worst, index, sizeof worst);
        }
      for (int64_t d = a.n; d-- > 0 && ++index[d] == a.v[d];)
        index[d] = 0;
    }
  if (bad == 0)
    return NULL;
  char eg[G_ASCII_DTOSTR_BUF_SIZE], ee[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *place = place_text (worst, (int) a.n);
  return g_strdup_printf ("differs in %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " elements; worst at %s: %s, expected %s",
                          bad, n, place, g_ascii_formatd (eg, sizeof eg, "%.17g", worst_got),
                          g_ascii_formatd (ee, sizeof ee, "%.17g", worst_expected));
}
