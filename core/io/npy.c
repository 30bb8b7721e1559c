/* npy.c: NumPy's array format, one array to a file.
 *
 * After a magic and a version comes a header, which is the text of a Python
 * dictionary with the keys descr, fortran_order and shape, and then the elements.
 * Order: the dictionary; the elements; the header to write; files.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-private.h"
#include <string.h>

#define MAX_HEADER 65536u /* bytes; NumPy itself stops at 10,000 */

static const struct
{
  const char *descr;
  RgDType dtype;
} descrs[] = {
  { "<f4", RG_F32 }, { "<f8", RG_F64 }, { "<i8", RG_I64 }, { "<i4", RG_I32 },
  { "|u1", RG_U8 },  { "|b1", RG_BOOL }, { "<u1", RG_U8 }, { "<b1", RG_BOOL },
};

typedef struct
{
  const char *where;
  const char *p; /* the next character; the text ends with NUL */
  RgDType dtype;
  bool fortran;
  int ndim;
  int64_t sizes[RG_MAX_DIMS];
} Header;

static bool G_GNUC_PRINTF (3, 4)
malformed (const char *where, GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *what = rg_line (text);
  va_end (args);
  g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: not a sound npy file: %s", where, what);
  return false;
}

/* --- the dictionary --- */

static bool
take (Header *h, char c)
{
  while (g_ascii_isspace (*h->p))
    h->p++;
  if (*h->p != c)
    return false;
  h->p++;
  return true;
}

static bool
take_word (Header *h, const char *word)
{
  size_t n = strlen (word);
  while (g_ascii_isspace (*h->p))
    h->p++;
  if (strncmp (h->p, word, n) != 0 || g_ascii_isalnum (h->p[n]))
    return false;
  h->p += n;
  return true;
}

/* A text in quotes of either kind, without escapes; NULL if there is none. */
static char *
take_text (Header *h)
{
  char quote = take (h, '\'') ? '\'' : take (h, '"') ? '"' : '\0';
  const char *end = quote ? strchr (h->p, quote) : NULL;
  if (end == NULL || memchr (h->p, '\\', (size_t) (end - h->p)))
    return NULL;
  char *text = g_strndup (h->p, (gsize) (end - h->p));
  h->p = end + 1;
  return text;
}

static bool
take_size (Header *h, int64_t *size)
{
  while (g_ascii_isspace (*h->p))
    h->p++;
  if (!g_ascii_isdigit (*h->p))
    return false;
  *size = 0;
  for (; g_ascii_isdigit (*h->p); h->p++)
    if (__builtin_mul_overflow (*size, 10, size) || __builtin_add_overflow (*size, *h->p - '0', size))
      return false;
  if (*h->p == 'L') /* Python 2 */
    h->p++;
  return true;
}

static bool
parse_descr (Header *h, GError **error)
{
  g_autofree char *descr = take_text (h);
  if (descr == NULL)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_DTYPE, "%s: its elements are records, or no plain "
                   "type; float32, float64, int64, int32, uint8 and bool can be read", h->where);
      return false;
    }
  for (size_t i = 0; i < G_N_ELEMENTS (descrs); i++)
    if (strcmp (descr, descrs[i].descr) == 0)
      {
        h->dtype = descrs[i].dtype;
        return true;
      }
  g_autofree char *shown = g_strescape (descr, NULL);
  if (descr[0] == '>')
    g_set_error (error, RG_ERROR, RG_ERROR_DTYPE, "%s: dtype '%s' is big-endian; only little-endian "
                 "files can be read (in NumPy: a.astype (a.dtype.newbyteorder ('<')))", h->where,
                 shown);
  else
    g_set_error (error, RG_ERROR, RG_ERROR_DTYPE, "%s: dtype '%s' cannot be read; float32, float64, "
                 "int64, int32, uint8 and bool can", h->where, shown);
  return false;
}

static bool
parse_shape (Header *h, GError **error)
{
  if (!take (h, '('))
    return malformed (h->where, error, "its shape is no tuple");
  while (!take (h, ')'))
    {
      if (h->ndim == RG_MAX_DIMS)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_SHAPE, "%s: more than %d dimensions cannot be read",
                       h->where, RG_MAX_DIMS);
          return false;
        }
      if (!take_size (h, &h->sizes[h->ndim]))
        return malformed (h->where, error, "its shape has a size that is no whole number");
      h->ndim++;
      if (!take (h, ',') && *h->p != ')')
        return malformed (h->where, error, "its shape is no tuple");
    }
  return true;
}

static bool
parse_fortran (Header *h, GError **error)
{
  h->fortran = take_word (h, "True");
  return h->fortran || take_word (h, "False")
         || malformed (h->where, error, "fortran_order is neither True nor False");
}

static bool
parse_header (Header *h, GError **error)
{
  static const struct
  {
    const char *key;
    bool (*parse) (Header *h, GError **error);
  } keys[] = { { "descr", parse_descr }, { "fortran_order", parse_fortran }, { "shape", parse_shape } };
  unsigned seen = 0;
  if (!take (h, '{'))
    return malformed (h->where, error, "its header is no dictionary");
  while (!take (h, '}'))
    {
      g_autofree char *key = take_text (h);
      size_t k = 0;
      while (k < G_N_ELEMENTS (keys) && g_strcmp0 (key, keys[k].key) != 0)
        k++;
      if (k == G_N_ELEMENTS (keys) || seen & 1u << k || !take (h, ':'))
        return malformed (h->where, error, "its header has other keys than descr, fortran_order and "
                          "shape, once each");
      seen |= 1u << k;
      if (!keys[k].parse (h, error))
        return false;
      if (!take (h, ',') && *h->p != '}')
        return malformed (h->where, error, "its header is no dictionary");
    }
  while (g_ascii_isspace (*h->p))
    h->p++;
  if (seen != 7 || *h->p != '\0')
    return malformed (h->where, error, "its header is not a dictionary of descr, fortran_order and "
                      "shape");
  return true;
}

static bool
read_header (RgStream *s, Header *h, GError **error)
{
  uint8_t start[8], length[4];
  if (s->left < 10)
    return malformed (s->where, error, "it ends within its header");
  if (!rg_stream_read (s, start, 8, error))
    return false;
  if (memcmp (start, "\x93NUMPY", 6) != 0)
    return malformed (s->where, error, "it does not begin with \\x93NUMPY");
  if (start[6] < 1 || start[6] > 3)
    return malformed (s->where, error, "its version is %d.%d; 1 to 3 can be read", start[6], start[7]);
  int n_length = start[6] == 1 ? 2 : 4;
  if (!rg_stream_read (s, length, (size_t) n_length, error))
    return false;
  size_t n = (size_t) rg_le_get (length, n_length);
  if (n > s->left || n > MAX_HEADER)
    return malformed (s->where, error, "its header claims %zu bytes", n);
  g_autofree char *text = g_malloc (n + 1);
  if (!rg_stream_read (s, text, n, error))
    return false;
  text[n] = '\0';
  if (strlen (text) != n)
    return malformed (s->where, error, "its header is not text");
  h->where = s->where;
  h->p = text;
  return parse_header (h, error);
}

/* --- the elements --- */

/* Elements with the first index fastest, into row-major order. */
static void
from_fortran (const Header *h, char *out, const char *in, size_t n)
{
  size_t esize = rg_dtype_size (h->dtype);
  size_t strides[RG_MAX_DIMS], stride = esize, offset = 0;
  int64_t index[RG_MAX_DIMS] = { 0 };
  for (int d = h->ndim; d-- > 0; stride *= (size_t) h->sizes[d])
    strides[d] = stride;
  for (size_t i = 0; i < n; i++)
    {
      memcpy (out + offset, in + i * esize, esize);
      for (int d = 0; d < h->ndim; d++)
        {
          offset += strides[d];
          if (++index[d] < h->sizes[d])
            break;
          offset -= strides[d] * (size_t) h->sizes[d];
          index[d] = 0;
        }
    }
}

RgTensor *
rg_npy_read (RgStream *s, GError **error)
{
  Header h = { .ndim = 0 };
  uint64_t bytes;
  if (!read_header (s, &h, error))
    return NULL;
  RgInts shape = { h.ndim, h.sizes };
  if (!rg_io_bytes (h.dtype, shape, &bytes) || bytes != s->left)
    {
      malformed (s->where, error, "%" G_GUINT64_FORMAT " bytes of data do not go with its shape and "
                 "dtype", s->left);
      return NULL;
    }
  RgTensor *tensor = rg_io_tensor (h.dtype, shape, error);
  if (tensor == NULL)
    {
      g_prefix_error (error, "%s: ", s->where);
      return NULL;
    }
  size_t n = (size_t) rg_tensor_numel (tensor);
  char *data = rg_tensor_data (tensor), *raw = data;
  g_autofree char *columns = NULL;
  if (h.fortran && h.ndim > 1 && bytes)
    {
      raw = columns = g_try_malloc ((size_t) bytes);
      if (raw == NULL)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_MEMORY, "%s: there is no memory for its %"
                       G_GUINT64_FORMAT " bytes", s->where, bytes);
          rg_tensor_unref (tensor);
          return NULL;
        }
    }
  if (!rg_stream_read (s, raw, (size_t) bytes, error))
    {
      rg_tensor_unref (tensor);
      return NULL;
    }
  rg_io_adopt (h.dtype, raw, n);
  if (columns)
    from_fortran (&h, data, columns, n);
  return tensor;
}

/* --- the header to write --- */

GByteArray *
rg_npy_header (const RgTensor *tensor)
{
  RgInts shape = rg_tensor_shape (tensor);
  size_t d = 0;
  while (descrs[d].dtype != rg_tensor_dtype (tensor))
    d++;
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, "{'descr': '%s', 'fortran_order': False, 'shape': (", descrs[d].descr);
  for (int64_t k = 0; k < shape.n; k++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT "%s", k ? " " : "", shape.v[k],
                            k + 1 < shape.n || shape.n == 1 ? "," : "");
  g_string_append (text, "), }");
  while ((10 + text->len + 1) % 64) /* so that the data is aligned when mapped */
    g_string_append_c (text, ' ');
  g_string_append_c (text, '\n');
  uint8_t start[10] = "\x93NUMPY\x01";
  rg_le_put (start + 8, 2, text->len);
  GByteArray *header = g_byte_array_new ();
  g_byte_array_append (header, start, 10);
  return g_byte_array_append (header, (const guint8 *) text->str, (guint) text->len);
}

/* --- files --- */

RgTensor *
rg_npy_load (const char *path, GError **error)
{
  RgFile file;
  if (path == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT, "rg_npy_load: no path");
      return NULL;
    }
  if (!rg_file_open (&file, path, error))
    return NULL;
  RgStream stream = { .file = &file, .where = path, .end = file.size, .left = file.size };
  RgTensor *tensor = rg_npy_read (&stream, error);
  rg_stream_clear (&stream);
  rg_file_close (&file);
  return tensor ? rg_scope_own (rg_scope_current (), tensor) : NULL;
}

static bool
write_bytes (void *sink, const void *data, size_t n, GError **error)
{
  return rg_sink_write (sink, data, n, error);
}

bool
rg_npy_save (const char *path, RgTensor *tensor, GError **error)
{
  static const char *const name = "array";
  RgSink sink;
  if (path == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT, "rg_npy_save: no path");
      return false;
    }
  if (!rg_io_check_named (path, &name, &tensor, 1, error))
    return false;
  g_autoptr (GByteArray) header = rg_npy_header (tensor);
  bool ok = rg_sink_open (&sink, path, error)
            && rg_sink_write (&sink, header->data, header->len, error)
            && rg_io_each_block (tensor, write_bytes, &sink, error) && rg_sink_commit (&sink, error);
  rg_sink_clear (&sink);
  return ok;
}
