/* words.c: a word of the command line as a tensor: files, standard input, numbers.
 *
 * Order: numbers and lists; archives; standard input; which of them a word is.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- numbers and lists --- */

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
        g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: %s", word, l.fault);
      return NULL;
    }
  if (!list)
    l.ndim = 0;
  /* As in torch.tensor(). */
  RgDType dtype = values->len == 0 || l.fraction ? RG_F32 : l.number ? RG_I64 : RG_BOOL;
  skip_space (&l);
  const bool given = *l.p == ':';
  if (given ? !rg_dtype_from_name (l.p + 1, &dtype) : *l.p != '\0')
    g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: only ':' and a dtype such as float32 may "
                 "stand after %s", word, list ? "a list" : "a number");
  /* A bare number does not promote a tensor, as in Python. */
  else if (!list && !given && dtype != RG_BOOL)
    t = rg_wrapped_number (g_array_index (values, double, 0));
  else
    t = make_tensor (&l, dtype);
  return t;
}

/* --- archives --- */

static RgTensor *
load_archive (const char *path, const char *name, GError **error)
{
  g_autoptr (RgTensorMap) map = g_str_has_suffix (path, ".npz") ? rg_npz_load (path, error)
                                                                 : rg_safetensors_load (path, error);
  if (map == NULL)
    return NULL;
  const size_t n = rg_tensor_map_size (map);
  RgTensor *t = name ? rg_tensor_map_get (map, name) : n == 1 ? rg_tensor_map_tensor (map, 0) : NULL;
  if (t)
    return rg_scope_own (rg_scope_current (), rg_tensor_ref (t));
  g_autoptr (GString) names = g_string_new (NULL);
  for (size_t i = 0; i < n && names->len < 200; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", rg_tensor_map_name (map, i));
  if (name)
    g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: there is no array '%s' in it; it holds: %s", path,
                 name, n ? names->str : "nothing");
  else
    g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: it holds %zu arrays (%s); say which, as in %s:%s",
                 path, n, n ? names->str : "nothing", path, n ? rg_tensor_map_name (map, 0) : "NAME");
  return NULL;
}

/* --- standard input --- */

/* The reader wants to know the size beforehand, so the bytes rest in a file. */
static RgTensor *
load_standard_input (GError **error)
{
  g_autofree char *path = NULL;
  char buffer[65536];
  size_t n;
  int fd = g_file_open_tmp ("retrograde-XXXXXX.npy", &path, error);
  if (fd < 0)
    return NULL;
  FILE *file = fdopen (fd, "wb");
  bool ok = file != NULL;
  while (ok && (n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    ok = fwrite (buffer, 1, n, file) == n;
  ok &= ferror (stdin) == 0;
  if (file ? fclose (file) != 0 : close (fd) != 0)
    ok = false;
  g_autoptr (GError) why = NULL;
  RgTensor *t = ok ? rg_npy_load (path, &why) : NULL;
  g_unlink (path);
  if (t == NULL && why && g_str_has_prefix (why->message, path))
    g_set_error (error, why->domain, why->code, "standard input%s", why->message + strlen (path));
  else if (t == NULL)
    g_set_error (error, RG_ERROR, RG_ERROR_IO, "standard input: %s",
                 why ? why->message : "could not be read, or kept in a temporary file");
  return t;
}

/* --- which of them a word is --- */

/* `FILE.npz:NAME`: where the name begins; NULL if there is none. */
static const char *
name_in_archive (const char *word)
{
  static const char *const marks[] = { ".npz:", ".safetensors:" };
  for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = strstr (word, marks[i]);
      if (at)
        return at + strlen (marks[i]);
    }
  return NULL;
}

RgTensor *
call_tensor (const char *word, bool *wrong, GError **error)
{
  g_autoptr (GError) why = NULL;
  const char *name = name_in_archive (word);
  if (strcmp (word, "-") == 0)
    return load_standard_input (error);
  if (name && !g_file_test (word, G_FILE_TEST_EXISTS))
    {
      g_autofree char *path = g_strndup (word, (gsize) (name - word) - 1);
      return load_archive (path, name, error);
    }
  if (g_str_has_suffix (word, ".npz") || g_str_has_suffix (word, ".safetensors"))
    return load_archive (word, NULL, error);
  RgTensor *t = call_literal (word, &why);
  if (t == NULL && why)
    {
      *wrong = true;
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  if (t == NULL && rg_scope_failed (NULL))
    {
      rg_scope_check (NULL, error);
      return NULL;
    }
  return t ? t : rg_npy_load (word, error);
}
