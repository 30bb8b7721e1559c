/* test-numpy.c: npy and npz files: NumPy's own, ours, and hostile ones.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-help.h"

/* --- npy --- */

/* A file of that version with that dictionary, padded as NumPy pads. */
static GByteArray *
npy_bytes (int version, const char *dictionary, const void *data, size_t n)
{
  size_t fixed = version == 1 ? 10 : 12, length = strlen (dictionary) + 1;
  uint8_t start[12] = "\x93NUMPY";
  GByteArray *file = g_byte_array_new ();
  while ((fixed + length) % 64)
    length++;
  start[6] = (uint8_t) version;
  for (size_t i = 8; i < fixed; i++)
    start[i] = (uint8_t) (length >> (8 * (i - 8)));
  g_byte_array_append (file, start, (guint) fixed);
  g_byte_array_append (file, (const guint8 *) dictionary, (guint) strlen (dictionary));
  while (file->len < fixed + length - 1)
    g_byte_array_append (file, (const guint8 *) " ", 1);
  g_byte_array_append (file, (const guint8 *) "\n", 1);
  return g_byte_array_append (file, data, (guint) n);
}

static void
put_npy (int version, const char *dictionary, const void *data, size_t n)
{
  g_autoptr (GByteArray) file = npy_bytes (version, dictionary, data, n);
  put_file (file->data, file->len);
}

START_TEST (npy_round_trip)
{
  RgTensor *samples[N_SAMPLES];
  g_autoptr (GError) error = NULL;
  make_samples (samples);
  for (size_t i = 0; i < N_SAMPLES; i++)
    {
      ck_assert (rg_npy_save (path, samples[i], &error));
      assert_same (rg_npy_load (path, &error), samples[i]);
      ck_assert_ptr_null (error);
    }
}
END_TEST

START_TEST (npy_views)
{
  RgTensor *copy, *view = make_view (&copy);
  ck_assert (rg_npy_save (path, view, NULL));
  assert_same (rg_npy_load (path, NULL), copy);
  rg_tensor_unref (view);
}
END_TEST

/* To the byte what `numpy.save` writes. */
START_TEST (npy_format)
{
  static const struct
  {
    RgDType dtype;
    int ndim;
    int64_t sizes[3];
    const char *dictionary;
  } all[] = {
    { RG_F64, 2, { 2, 3 }, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }" },
    { RG_F32, 1, { 3 }, "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }" },
    { RG_I64, 0, { 0 }, "{'descr': '<i8', 'fortran_order': False, 'shape': (), }" },
    { RG_I32, 3, { 1, 2, 1 }, "{'descr': '<i4', 'fortran_order': False, 'shape': (1, 2, 1), }" },
    { RG_U8, 1, { 0 }, "{'descr': '|u1', 'fortran_order': False, 'shape': (0,), }" },
    { RG_BOOL, 1, { 1 }, "{'descr': '|b1', 'fortran_order': False, 'shape': (1,), }" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (all); i++)
    {
      size_t n;
      RgTensor *t = rg_ones (all[i].dtype, (RgInts){ all[i].ndim, all[i].sizes });
      g_autoptr (GByteArray) expected
          = npy_bytes (1, all[i].dictionary, rg_tensor_data (t),
                       (size_t) rg_tensor_numel (t) * rg_dtype_size (all[i].dtype));
      ck_assert (rg_npy_save (path, t, NULL));
      g_autofree char *got = get_file (&n);
      ck_assert_uint_eq (n, expected->len);
      ck_assert_mem_eq (got, expected->data, n);
    }
}
END_TEST

START_TEST (npy_dialects)
{
  static const char *const dictionaries[] = {
    "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3), }",
    "{'shape': (2, 3), 'fortran_order': False, 'descr': '<i4'}",
    "{\"descr\": \"<i4\",\"fortran_order\":False,\"shape\":(2L,3L,),}",
    " { 'descr' : '<i4' , 'fortran_order' : False , 'shape' : ( 2 , 3 ) } ",
  };
  static const int32_t rows[] = { 1, 2, 3, 4, 5, 6 };
  for (size_t i = 0; i < G_N_ELEMENTS (dictionaries); i++)
    for (int version = 1; version <= 3; version++)
      {
        put_npy (version, dictionaries[i], rows, sizeof rows);
        assert_same (rg_npy_load (path, NULL), rg_from_data (RG_I32, RG_SHAPE (2, 3), rows));
      }
}
END_TEST

START_TEST (npy_fortran)
{
  static const int32_t columns[] = { 1, 4, 2, 5, 3, 6 }, rows[] = { 1, 2, 3, 4, 5, 6 };
  put_npy (1, "{'descr': '<i4', 'fortran_order': True, 'shape': (2, 3), }", columns, sizeof columns);
  assert_same (rg_npy_load (path, NULL), rg_from_data (RG_I32, RG_SHAPE (2, 3), rows));
  put_npy (1, "{'descr': '<i4', 'fortran_order': True, 'shape': (6,), }", rows, sizeof rows);
  assert_same (rg_npy_load (path, NULL), rg_from_data (RG_I32, RG_SHAPE (6), rows));
  put_npy (1, "{'descr': '<i4', 'fortran_order': True, 'shape': (2, 0, 3), }", rows, 0);
  assert_same (rg_npy_load (path, NULL), rg_zeros (RG_I32, RG_SHAPE (2, 0, 3)));
  uint8_t in[24], out[24]; /* element (i, j, k) of 2 x 3 x 4 is 12 i + 4 j + k */
  for (uint8_t k = 0; k < 4; k++)
    for (uint8_t j = 0; j < 3; j++)
      for (uint8_t i = 0; i < 2; i++)
        in[i + 2 * (j + 3 * k)] = out[12 * i + 4 * j + k] = (uint8_t) (12 * i + 4 * j + k);
  put_npy (2, "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4), }", in, sizeof in);
  assert_same (rg_npy_load (path, NULL), rg_from_data (RG_U8, RG_SHAPE (2, 3, 4), out));
}
END_TEST

#define HEAD(descr, shape) "{'descr': " descr ", 'fortran_order': False, 'shape': " shape ", }"

static const struct
{
  int version;
  const char *dictionary;
  size_t data_bytes;
  RgError code;
  const char *part;
} hostile[] = {
  { 1, HEAD ("'>f8'", "(1,)"), 8, RG_ERROR_DTYPE, "big-endian" },
  { 1, HEAD ("'<f2'", "(1,)"), 2, RG_ERROR_DTYPE, "'<f2' cannot be read" },
  { 1, HEAD ("'<c16'", "(1,)"), 16, RG_ERROR_DTYPE, "'<c16'" },
  { 1, HEAD ("'|O'", "(1,)"), 8, RG_ERROR_DTYPE, "'|O'" },
  { 1, HEAD ("'<U3'", "(1,)"), 12, RG_ERROR_DTYPE, "'<U3'" },
  { 1, HEAD ("[('x', '<f8')]", "(1,)"), 8, RG_ERROR_DTYPE, "records" },
  { 1, HEAD ("'<f8'", "(2,)"), 8, RG_ERROR_FORMAT, "8 bytes of data" },
  { 1, HEAD ("'<f8'", "(2,)"), 17, RG_ERROR_FORMAT, "17 bytes of data" },
  { 1, HEAD ("'<f8'", "(4294967296, 4294967296)"), 8, RG_ERROR_FORMAT, "bytes of data" },
  { 1, HEAD ("'<f8'", "(0, 4294967296, 4294967296)"), 0, RG_ERROR_FORMAT, "bytes of data" },
  { 1, HEAD ("'<f8'", "(99999999999999999999,)"), 8, RG_ERROR_FORMAT, "whole number" },
  { 1, HEAD ("'<f8'", "(-1,)"), 8, RG_ERROR_FORMAT, "whole number" },
  { 1, HEAD ("'<f8'", "(1.0,)"), 8, RG_ERROR_FORMAT, "no tuple" },
  { 1, HEAD ("'<f8'", "[1]"), 8, RG_ERROR_FORMAT, "no tuple" },
  { 1, HEAD ("'<f8'", "(1"), 8, RG_ERROR_FORMAT, "whole number" },
  { 1, HEAD ("'<f8'", "(1 1)"), 8, RG_ERROR_FORMAT, "no tuple" },
  { 1, HEAD ("'|u1'", "(1,1,1,1,1,1,1,1,1)"), 1, RG_ERROR_SHAPE, "dimensions" },
  { 1, "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,), }", 8, RG_ERROR_FORMAT, "fortran_order" },
  { 1, "{'descr': '<f8', 'fortran_order': Falsehood, 'shape': (1,), }", 8, RG_ERROR_FORMAT, "fortran_order" },
  { 1, "{'descr': '<f8', 'shape': (1,), }", 8, RG_ERROR_FORMAT, "dictionary of" },
  { 1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}", 8, RG_ERROR_FORMAT, "other keys" },
  { 1, "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}", 8, RG_ERROR_FORMAT, "other keys" },
  { 1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} x", 8, RG_ERROR_FORMAT, "dictionary" },
  { 1, "{'descr': '<f8' 'fortran_order': False, 'shape': (1,)}", 8, RG_ERROR_FORMAT, "no dictionary" },
  { 1, "{'descr", 8, RG_ERROR_FORMAT, "other keys" },
  { 1, "", 8, RG_ERROR_FORMAT, "no dictionary" },
  { 0, HEAD ("'<f8'", "(1,)"), 8, RG_ERROR_FORMAT, "version is 0" },
  { 4, HEAD ("'<f8'", "(1,)"), 8, RG_ERROR_FORMAT, "version is 4" },
};

START_TEST (npy_hostile)
{
  static const char zeros[32];
  g_autoptr (GError) error = NULL;
  put_npy (hostile[_i].version, hostile[_i].dictionary, zeros, hostile[_i].data_bytes);
  ck_assert_ptr_null (rg_npy_load (path, &error));
  assert_error (&error, hostile[_i].code, hostile[_i].part);
}
END_TEST

START_TEST (npy_damaged)
{
  static const double data[] = { 1, 2 };
  g_autoptr (GByteArray) file = npy_bytes (1, HEAD ("'<f8'", "(2,)"), data, sizeof data);
  for (guint n = 0; n < file->len; n++)
    {
      g_autoptr (GError) error = NULL;
      put_file (file->data, n);
      ck_assert_ptr_null (rg_npy_load (path, &error));
      assert_error (&error, RG_ERROR_FORMAT, "");
    }
  for (guint i = 0; i < 128; i++)
    for (int bit = 0; bit < 8; bit++)
      {
        g_autoptr (GError) error = NULL;
        file->data[i] ^= (uint8_t) (1 << bit);
        put_file (file->data, file->len);
        file->data[i] ^= (uint8_t) (1 << bit);
        ck_assert ((rg_npy_load (path, &error) == NULL) == (error != NULL));
      }
  g_autoptr (GError) error = NULL;
  put_file ("\x93NUMPZ\1\0\4\0    ", 14);
  ck_assert_ptr_null (rg_npy_load (path, &error));
  assert_error (&error, RG_ERROR_FORMAT, "does not begin");
  put_file ("\x93NUMPY\2\0\xff\xff\xff\xff", 12);
  ck_assert_ptr_null (rg_npy_load (path, &error));
  assert_error (&error, RG_ERROR_FORMAT, "header claims");
}
END_TEST

START_TEST (npy_system)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (folder, "missing", "file", NULL);
  ck_assert_ptr_null (rg_npy_load (path, &error));
  assert_error (&error, RG_ERROR_IO, "cannot be opened");
  ck_assert (!rg_npy_save (nowhere, rg_ones (RG_F32, RG_SHAPE (1)), &error));
  assert_error (&error, RG_ERROR_IO, "cannot be created");
  ck_assert (!rg_npy_save (path, NULL, &error));
  assert_error (&error, RG_ERROR_ARGUMENT, "NULL");
  ck_assert_ptr_null (rg_npz_load (path, &error));
  assert_error (&error, RG_ERROR_IO, "cannot be opened");
}
END_TEST

/* --- npz --- */

/* numpy.savez and numpy.savez_compressed of a = arange (6).reshape (2, 3) / 4,
 * b = asfortranarray (arange (6, dtype="<i4").reshape (2, 3)) and
 * c = array ([True, False]); NumPy 2.4. */
static const char *const savez[] = {
  "UEsDBC0AAAAAAAAAIQA0MXjI//////////8FABQAYS5ucHkBABAAsAAAAAAAAACwAAAAAAAAAJNOVU1QWQEAdgB7J2Rl"
  "c2NyJzogJzxmOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAzKSwgfSAgICAgICAgICAgICAg"
  "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAAAAAAAAAAADQPwAAAAAAAOA/"
  "AAAAAAAA6D8AAAAAAADwPwAAAAAAAPQ/UEsDBC0AAAAAAAAAIQDKZHTi//////////8FABQAYi5ucHkBABAAmAAAAAAA"
  "AACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxpNCcsICdmb3J0cmFuX29yZGVyJzogVHJ1ZSwgJ3NoYXBlJzog"
  "KDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAK"
  "AAAAAAMAAAABAAAABAAAAAIAAAAFAAAAUEsDBC0AAAAAAAAAIQDuGbtd//////////8FABQAYy5ucHkBABAAggAAAAAA"
  "AACCAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJ3xiMScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6"
  "ICgyLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAK"
  "AQBQSwECLQMtAAAAAAAAACEANDF4yLAAAACwAAAABQAAAAAAAAAAAAAAgAEAAAAAYS5ucHlQSwECLQMtAAAAAAAAACEA"
  "ymR04pgAAACYAAAABQAAAAAAAAAAAAAAgAHnAAAAYi5ucHlQSwECLQMtAAAAAAAAACEA7hm7XYIAAACCAAAABQAAAAAA"
  "AAAAAAAAgAG2AQAAYy5ucHlQSwUGAAAAAAMAAwCZAAAAbwIAAAAA",
  "UEsDBC0AAAAIAAAAIQA0MXjI//////////8FABQAYS5ucHkBABAAsAAAAAAAAABXAAAAAAAAAJvsF+obEMnIUMZQrZ6S"
  "WpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYUcMEeQj+A0i+g9Aco"
  "/cUeAFBLAwQtAAAACAAAACEAymR04v//////////BQAUAGIubnB5AQAQAJgAAAAAAAAAVAAAAAAAAACb7BfqGxDJyFDG"
  "UK2eklqcXKRupaBuk2mirqOgnpZfVFKUmBefX5SSChIPKSpNBQoXZyQWpAK5GkY6CsaaOgq1CuQDLgYgYAZiRiBmAWIm"
  "IGYFYgBQSwMELQAAAAgAAAAhAO4Zu13//////////wUAFABjLm5weQEAEACCAAAAAAAAAEYAAAAAAAAAm+wX6hsQychQ"
  "xlCtnpJanFykbqWgXpNkqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALkYGAFBLAQItAy0A"
  "AAAIAAAAIQA0MXjIVwAAALAAAAAFAAAAAAAAAAAAAACAAQAAAABhLm5weVBLAQItAy0AAAAIAAAAIQDKZHTiVAAAAJgA"
  "AAAFAAAAAAAAAAAAAACAAY4AAABiLm5weVBLAQItAy0AAAAIAAAAIQDuGbtdRgAAAIIAAAAFAAAAAAAAAAAAAACAARkB"
  "AABjLm5weVBLBQYAAAAAAwADAJkAAACWAQAAAAA=",
};

static void
assert_savez (const RgTensorMap *map)
{
  const double a[] = { 0, 0.25, 0.5, 0.75, 1, 1.25 };
  const int32_t b[] = { 0, 1, 2, 3, 4, 5 };
  const uint8_t c[] = { 1, 0 };
  ck_assert_uint_eq (rg_tensor_map_size (map), 3);
  ck_assert_str_eq (rg_tensor_map_name (map, 0), "a");
  assert_same (rg_tensor_map_get (map, "a"), rg_from_data (RG_F64, RG_SHAPE (2, 3), a));
  assert_same (rg_tensor_map_get (map, "b"), rg_from_data (RG_I32, RG_SHAPE (2, 3), b));
  assert_same (rg_tensor_map_get (map, "c"), rg_from_data (RG_BOOL, RG_SHAPE (2), c));
}

START_TEST (npz_of_numpy)
{
  gsize n;
  g_autoptr (GError) error = NULL;
  g_autofree guchar *bytes = g_base64_decode (savez[_i], &n);
  put_file (bytes, n);
  g_autoptr (RgTensorMap) map = rg_npz_load (path, &error);
  ck_assert_msg (map != NULL, "%s", error ? error->message : "");
  assert_savez (map);
}
END_TEST

/* A damaged archive is refused, or the damage lies where nothing is read. */
START_TEST (npz_damaged)
{
  gsize n;
  int refused = 0;
  g_autofree guchar *bytes = g_base64_decode (savez[_i], &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      put_file (bytes, i);
      ck_assert_ptr_null (rg_npz_load (path, &error));
      assert_error (&error, RG_ERROR_FORMAT, "");
    }
  for (gsize i = 0; i < n; i++)
    for (int k = 0; k < 3; k++)
      {
        static const guchar flips[] = { 0x01, 0x80, 0xff };
        g_autoptr (GError) error = NULL;
        bytes[i] ^= flips[k];
        put_file (bytes, n);
        bytes[i] ^= flips[k];
        g_autoptr (RgTensorMap) map = rg_npz_load (path, &error);
        ck_assert ((map == NULL) == (error != NULL));
        refused += map == NULL;
        if (map && rg_tensor_map_get (map, "a") && rg_tensor_map_get (map, "b")
            && rg_tensor_map_get (map, "c"))
          assert_savez (map);
      }
  ck_assert_int_gt (refused, (int) n);
}
END_TEST

START_TEST (npz_round_trip)
{
  RgTensor *samples[N_SAMPLES];
  g_autoptr (GError) error = NULL;
  size_t n, m;
  make_samples (samples);
  ck_assert (rg_npz_save (path, sample_names, samples, N_SAMPLES, &error));
  g_autofree char *first = get_file (&n);
  g_autoptr (RgTensorMap) map = rg_npz_load (path, &error);
  ck_assert_msg (map != NULL, "%s", error ? error->message : "");
  ck_assert_uint_eq (rg_tensor_map_size (map), N_SAMPLES);
  for (size_t i = 0; i < N_SAMPLES; i++)
    {
      ck_assert_str_eq (rg_tensor_map_name (map, i), sample_names[i]);
      assert_same (rg_tensor_map_tensor (map, i), samples[i]);
    }
  ck_assert (rg_npz_save (path, sample_names, samples, N_SAMPLES, &error));
  g_autofree char *second = get_file (&m);
  ck_assert_uint_eq (n, m);
  ck_assert_mem_eq (first, second, n);
}
END_TEST

START_TEST (npz_views)
{
  RgTensor *copy, *view = make_view (&copy);
  const char *const name = "view";
  ck_assert (rg_npz_save (path, &name, &view, 1, NULL));
  g_autoptr (RgTensorMap) map = rg_npz_load (path, NULL);
  assert_same (rg_tensor_map_get (map, "view"), copy);
  rg_tensor_unref (view);
}
END_TEST

START_TEST (npz_empty)
{
  ck_assert (rg_npz_save (path, NULL, NULL, 0, NULL));
  g_autoptr (RgTensorMap) map = rg_npz_load (path, NULL);
  ck_assert_ptr_nonnull (map);
  ck_assert_uint_eq (rg_tensor_map_size (map), 0);
}
END_TEST

/* Changes to the archive that `savez` wrote, by place: 623 is where the
 * directory begins, 674 its second entry, 776 the end record. */
static const struct
{
  size_t place;
  int bytes;
  uint64_t value;
  const char *part;
} changes[] = {
  { 776 + 8, 4, 0xffffffff, "zip64" },
  { 776 + 12, 4, 0xffffffff, "zip64" },
  { 776 + 16, 4, 0xffffffff, "zip64" },
  { 776 + 16, 4, 700, "outside" },
  { 776 + 4, 2, 1, "one part" },
  { 776 + 8, 4, 0x00040004, "directory is damaged" },
  { 776 + 20, 2, 1, "no zip directory" },
  { 623 + 8, 2, 1, "encrypted" },
  { 623 + 10, 2, 12, "method 12" },
  { 623 + 16, 4, 0, "checksum" },
  { 623 + 20, 4, 0xffffffff, "zip64" },
  { 623 + 24, 4, 177, "cannot have 177 bytes" },
  { 623 + 28, 2, 200, "directory is damaged" },
  { 623 + 42, 4, 620, "outside" },
  { 623 + 42, 4, 231 + 4, "outside" },
  { 623 + 46, 1, 0xff, "UTF-8" },
  { 623 + 48, 1, 'x', "no .npy file" },
  { 674 + 46, 1, 'a', "twice" },
  { 55 + 128 + 8, 1, 1, "checksum" }, /* an element */
};

START_TEST (npz_hostile)
{
  gsize n;
  g_autoptr (GError) error = NULL;
  g_autofree guchar *bytes = g_base64_decode (savez[0], &n);
  ck_assert_mem_eq (bytes + 623, "PK\1\2", 4);
  ck_assert_mem_eq (bytes + 674, "PK\1\2", 4);
  ck_assert_mem_eq (bytes + 776, "PK\5\6", 4);
  for (int i = 0; i < changes[_i].bytes; i++)
    bytes[changes[_i].place + (size_t) i] = (guchar) (changes[_i].value >> (8 * i));
  put_file (bytes, n);
  ck_assert_ptr_null (rg_npz_load (path, &error));
  assert_error (&error, RG_ERROR_FORMAT, changes[_i].part);
}
END_TEST

/* 2 GiB out of 87 bytes: refused before anything is inflated. */
START_TEST (npz_bomb)
{
  gsize n;
  g_autoptr (GError) error = NULL;
  g_autofree guchar *bytes = g_base64_decode (savez[1], &n);
  size_t entry = 0x196;
  ck_assert_mem_eq (bytes + entry, "PK\1\2", 4);
  bytes[entry + 27] = 0x7f;
  put_file (bytes, n);
  ck_assert_ptr_null (rg_npz_load (path, &error));
  assert_error (&error, RG_ERROR_FORMAT, "cannot have");
}
END_TEST

START_TEST (npz_arguments)
{
  g_autoptr (GError) error = NULL;
  const char *const names[] = { "a", "a" };
  RgTensor *tensors[] = { rg_ones (RG_F32, RG_SHAPE (1)), rg_ones (RG_F32, RG_SHAPE (1)) };
  ck_assert (!rg_npz_save (path, names, tensors, 2, &error));
  assert_error (&error, RG_ERROR_ARGUMENT, "twice");
  tensors[1] = NULL;
  ck_assert (!rg_npz_save (path, names, tensors, 2, &error));
  assert_error (&error, RG_ERROR_ARGUMENT, "NULL");
  ck_assert (!g_file_test (path, G_FILE_TEST_EXISTS));
  g_autofree char *long_name = g_strnfill (65532, 'n');
  const char *const one = long_name;
  ck_assert (!rg_npz_save (path, &one, tensors, 1, &error));
  assert_error (&error, RG_ERROR_ARGUMENT, "names below 64 KiB");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("numpy");
  TCase *tcase = tcase_create ("numpy");
  const TTest *const tests[] = { npy_round_trip, npy_views, npy_format, npy_dialects, npy_fortran,
                                 npy_damaged, npy_system, npz_round_trip, npz_views, npz_empty,
                                 npz_bomb, npz_arguments };
  tcase_add_checked_fixture (tcase, setup, teardown);
  for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
    tcase_add_test (tcase, tests[i]);
  tcase_add_loop_test (tcase, npy_hostile, 0, G_N_ELEMENTS (hostile));
  tcase_add_loop_test (tcase, npz_of_numpy, 0, G_N_ELEMENTS (savez));
  tcase_add_loop_test (tcase, npz_damaged, 0, G_N_ELEMENTS (savez));
  tcase_add_loop_test (tcase, npz_hostile, 0, G_N_ELEMENTS (changes));
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
