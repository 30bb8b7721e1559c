/* literal.c: numbers and lists of numbers on the command line, as torch.tensor() takes
 * them: `3`, `[1, 2]`, `[[1, 2], [3, 4]]:float64`.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include "reader-private.h"
#include <errno.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const char *p;
  GArray *values;  /* (double) */
  GArray *wholes;  /* (int64_t) the same, exact where they are whole */
  int ndim;        /* -1 until the first number says how deep they stand */
  int64_t sizes[RG_MAX_DIMS];
  bool fraction, number, truth; /* what stands in it */
  const char *fault;
} Literal;

static void
skip_space (Literal *l)
{
  while (g_ascii_isspace (*l->p))
    l->p++;
}

static bool
fault (Literal *l, const char *what)
{
  if (l->fault == NULL)
    l->fault = what;
  return false;
}

static bool
take_number (Literal *l)
{
  static const struct
  {
    const char *word;
    double value;
    bool truth;
  } words[] = { { "true", 1, true }, { "false", 0, true }, { "inf", INFINITY, false },
                { "-inf", -INFINITY, false }, { "nan", NAN, false } };
  double value = 0;
  int64_t whole = 0;
  size_t n = strcspn (l->p, "[],: \t\n");
  g_autofree char *text = g_strndup (l->p, n);
  size_t i = 0;
  while (i < G_N_ELEMENTS (words) && g_ascii_strcasecmp (text, words[i].word) != 0)
    i++;
  if (i < G_N_ELEMENTS (words))
    {
      value = words[i].value;
      whole = words[i].truth && value != 0;
      l->truth |= words[i].truth;
      l->fraction |= !words[i].truth;
      l->number |= !words[i].truth;
    }
  else
    {
      char *end;
      value = g_ascii_strtod (text, &end);
      if (n == 0 || *end != '\0')
        return fault (l, "a list holds numbers, true and false, separated by commas");
      errno = 0;
      whole = g_ascii_strtoll (text, &end, 10);
      l->fraction |= *end != '\0' || errno != 0;
      l->number = true;
    }
  l->p += n;
  g_array_append_val (l->values, value);
  g_array_append_val (l->wholes, whole);
  return true;
}

/* `[1, 2]` or `[[1, 2], [3, 4]]`: every list of one depth has one size. */
static bool
take_list (Literal *l, int depth)
{
  int64_t n = 0;
  if (depth == RG_MAX_DIMS)
    return fault (l, "a tensor has 8 dimensions at most");
  for (l->p++, skip_space (l); *l->p != ']'; n++)
    {
      if (*l->p == '[' ? !take_list (l, depth + 1) : !take_number (l))
        return false;
      if (l->p[-1] != ']' && l->ndim >= 0 && l->ndim != depth + 1)
        return fault (l, "its lists are not of one size");
      if (l->ndim < 0)
        l->ndim = depth + 1;
      skip_space (l);
      if (*l->p == ',')
        {
          l->p++;
          skip_space (l);
        }
      else if (*l->p != ']')
        return fault (l, "a comma or a closing bracket is missing");
    }
  l->p++;
  if (l->ndim < 0)
    l->ndim = depth + 1;
  if (n == 0 && l->ndim != depth + 1)
    return fault (l, "its lists are not of one size");
  if (l->sizes[depth] < 0)
    l->sizes[depth] = n;
  return l->sizes[depth] == n || fault (l, "its lists are not of one size");
}

/* --- what they make --- */

static RgTensor *
make_tensor (Literal *l, RgDType dtype)
{
  RgInts shape = { l->ndim, l->sizes };
  const bool exact = !l->fraction;
  RgTensor *t = rg_from_data (exact ? RG_I64 : RG_F64, shape,
                              exact ? (void *) l->wholes->data : (void *) l->values->data);
  return rg_to (t, dtype);
}

RgTensor *
call_literal (const char *word, GError **error)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) wholes = g_array_new (FALSE, FALSE, sizeof (int64_t));
  Literal l = { .p = word, .values = values, .wholes = wholes, .ndim = -1 };
  RgTensor *t = NULL;
  memset (l.sizes, 0xff, sizeof l.sizes);
  skip_space (&l);
  const bool list = *l.p == '[';
  if (list ? !take_list (&l, 0) : !take_number (&l))
    {
      if (list)
        call_wrong (error, "%.200s%s: %s", word, strlen (word) > 200 ? "..." : "", l.fault);
      return NULL;
    }
  if (!list)
    l.ndim = 0;
  /* As in torch.tensor(). */
  RgDType dtype = values->len == 0 || l.fraction ? RG_F32 : l.number ? RG_I64 : RG_BOOL;
  skip_space (&l);
  const bool given = *l.p == ':';
  if (given ? !rg_dtype_from_name (l.p + 1, &dtype) : *l.p != '\0')
    call_wrong (error, "%.200s%s: only ':' and a dtype such as float32 may stand after %s", word,
                strlen (word) > 200 ? "..." : "", list ? "a list" : "a number");
  /* A bare number does not promote a tensor, as in Python. */
  else if (!list && !given && dtype != RG_BOOL)
    t = rg_wrapped_number (g_array_index (values, double, 0));
  else
    t = make_tensor (&l, dtype);
  return t;
}
