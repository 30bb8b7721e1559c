/* test-safetensors.c: safetensors files round trip, and hostile ones are refused.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-help.h"
#include <json-glib/json-glib.h>
#include <signal.h>
#include <sys/resource.h>

static const char *const metadata[]
    = { "cases", "[{\"op\": \"add\"}]", "a\tb", "line\nline \\ \x01 é", "", "empty key", NULL };

/* --- writing and reading back --- */

START_TEST (round_trip)
{
  RgTensor *samples[N_SAMPLES];
  g_autoptr (GError) error = NULL;
  make_samples (samples);
  ck_assert (rg_safetensors_save (path, sample_names, samples, N_SAMPLES, metadata, &error));
  g_autoptr (RgTensorMap) map = rg_safetensors_load (path, &error);
  ck_assert_msg (map != NULL, "%s", error ? error->message : "");
  ck_assert_uint_eq (rg_tensor_map_size (map), N_SAMPLES);
  for (size_t i = 0; i < N_SAMPLES; i++)
    assert_same (rg_tensor_map_get (map, sample_names[i]), samples[i]);
  for (size_t i = 1; i < N_SAMPLES; i++)
    ck_assert_int_lt (strcmp (rg_tensor_map_name (map, i - 1), rg_tensor_map_name (map, i)), 0);
  for (size_t i = 0; metadata[i]; i += 2)
    ck_assert_str_eq (rg_tensor_map_metadata (map, metadata[i]), metadata[i + 1]);
  g_autofree const char **keys = rg_tensor_map_metadata_keys (map);
  ck_assert_str_eq (keys[0], "");
  ck_assert_str_eq (keys[1], "a\tb");
  ck_assert_str_eq (keys[2], "cases");
  ck_assert_ptr_null (keys[3]);
  ck_assert_ptr_null (rg_tensor_map_get (map, "other"));
  ck_assert_ptr_null (rg_tensor_map_tensor (map, N_SAMPLES));
}
END_TEST

START_TEST (bytes_do_not_depend_on_order)
{
  RgTensor *samples[N_SAMPLES], *turned[N_SAMPLES];
  const char *names[N_SAMPLES];
  static const char *const reversed[] = { "", "empty key", "a\tb", "line\nline \\ \x01 é", "cases",
                                          "[{\"op\": \"add\"}]", NULL };
  size_t n, m;
  make_samples (samples);
  for (size_t i = 0; i < N_SAMPLES; i++)
    {
      turned[i] = samples[N_SAMPLES - 1 - i];
      names[i] = sample_names[N_SAMPLES - 1 - i];
    }
  ck_assert (rg_safetensors_save (path, sample_names, samples, N_SAMPLES, metadata, NULL));
  g_autofree char *first = get_file (&n);
  ck_assert (rg_safetensors_save (path, names, turned, N_SAMPLES, reversed, NULL));
  g_autofree char *second = get_file (&m);
  ck_assert_uint_eq (n, m);
  ck_assert_mem_eq (first, second, n);
  g_autoptr (RgTensorMap) map = rg_safetensors_load (path, NULL);
  ck_assert (rg_safetensors_save_map (path, map, NULL));
  g_autofree char *third = get_file (&m);
  ck_assert_uint_eq (n, m);
  ck_assert_mem_eq (first, third, n);
}
END_TEST

/* To the byte; the same tensors in the reference implementation differ only in
 * the order of the header's keys. */
START_TEST (format)
{
  const double w[] = { 0, 0.25, 0.5, 0.75, 1, 1.25 };
  const int64_t b[] = { 0, 1, 2 };
  const uint8_t m[] = { 1, 0, 1 };
  const char *const names[] = { "w", "b", "m" };
  RgTensor *tensors[] = { rg_from_data (RG_F64, RG_SHAPE (2, 3), w),
                          rg_from_data (RG_I64, RG_SHAPE (3), b),
                          rg_from_data (RG_BOOL, RG_SHAPE (3), m) };
  static const char expected[]
      = "\xc8\0\0\0\0\0\0\0{\"__metadata__\":{\"format\":\"pt\"},"
        "\"b\":{\"dtype\":\"I64\",\"shape\":[3],\"data_offsets\":[0,24]},"
        "\"m\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[72,75]},"
        "\"w\":{\"dtype\":\"F64\",\"shape\":[2,3],\"data_offsets\":[24,72]}} "
        "\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0"
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xd0?\0\0\0\0\0\0\xe0?\0\0\0\0\0\0\xe8?"
        "\0\0\0\0\0\0\xf0?\0\0\0\0\0\0\xf4?\1\0\1";
  const char *const texts[] = { "format", "pt", NULL };
  size_t n;
  ck_assert (rg_safetensors_save (path, names, tensors, 3, texts, NULL));
  g_autofree char *got = get_file (&n);
  ck_assert_uint_eq (n, sizeof expected - 1);
  ck_assert_mem_eq (got, expected, n);
}
END_TEST

START_TEST (empty_file)
{
  g_autoptr (GError) error = NULL;
  ck_assert (rg_safetensors_save (path, NULL, NULL, 0, NULL, &error));
  g_autoptr (RgTensorMap) map = rg_safetensors_load (path, &error);
  ck_assert_ptr_nonnull (map);
  ck_assert_uint_eq (rg_tensor_map_size (map), 0);
}
END_TEST

START_TEST (views)
{
  RgTensor *copy, *view = make_view (&copy);
  const char *const name = "view";
  ck_assert (rg_safetensors_save (path, &name, &view, 1, NULL, NULL));
  g_autoptr (RgTensorMap) map = rg_safetensors_load (path, NULL);
  assert_same (rg_tensor_map_get (map, "view"), copy);
  rg_tensor_unref (view);
}
END_TEST

START_TEST (map_keeps_its_tensors)
{
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  RgScope *inner = rg_scope_begin ();
  ck_assert (rg_tensor_map_add (map, "x", rg_ones (RG_F32, RG_SHAPE (3))));
  ck_assert (rg_tensor_map_add (map, "y", rg_ones (RG_F32, RG_SHAPE (3))));
  ck_assert (rg_tensor_map_add (map, "x", rg_full (RG_F32, RG_SHAPE (2), 4)));
  ck_assert (!rg_tensor_map_add (map, "z", NULL));
  rg_scope_end (inner);
  ck_assert_uint_eq (rg_tensor_map_size (map), 2);
  assert_same (rg_tensor_map_tensor (map, 0), rg_full (RG_F32, RG_SHAPE (2), 4));
  rg_tensor_map_set_metadata (map, "k", "v");
  rg_tensor_map_set_metadata (map, "k", NULL);
  ck_assert_ptr_null (rg_tensor_map_metadata (map, "k"));
  ck_assert_uint_eq (rg_tensor_map_size (NULL), 0);
}
END_TEST

/* --- files that are not sound --- */

static void
put_safetensors (const char *header, uint64_t claimed, size_t data_bytes)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  uint8_t length[8];
  for (int i = 0; i < 8; i++)
    length[i] = (uint8_t) (claimed >> (8 * i));
  g_byte_array_append (file, length, 8);
  g_byte_array_append (file, (const guint8 *) header, (guint) strlen (header));
  for (size_t i = 0; i < data_bytes; i++)
    g_byte_array_append (file, (const guint8 *) "\2", 1);
  put_file (file->data, file->len);
}

static const struct
{
  const char *header;
  size_t data_bytes;
  RgError code;
  const char *part;
} hostile[] = {
  { "", 0, RG_ERROR_FORMAT, "begin with '{'" },
  { "[]", 0, RG_ERROR_FORMAT, "begin with '{'" },
  { "{", 0, RG_ERROR_FORMAT, "not a JSON object" },
  { "{\"a\xff\":1}", 0, RG_ERROR_FORMAT, "UTF-8" },
  { "{\"a\\666\":1}", 0, RG_ERROR_FORMAT, "escape" },
  { "{\"a\\k\":1}", 0, RG_ERROR_FORMAT, "escape" },
  { "{\"a\\u12g4\":1}", 0, RG_ERROR_FORMAT, "escape" },
  { "{\"a\\u0000b\":1}", 0, RG_ERROR_FORMAT, "escape" },
  { "{\"a\\ud83d\":1}", 0, RG_ERROR_FORMAT, "escape" },
  { "{\"a\\ude00\":1}", 0, RG_ERROR_FORMAT, "escape" },
  { "{\"a\\ud83d\\u0041\":1}", 0, RG_ERROR_FORMAT, "escape" },
  { "{\"a\\", 0, RG_ERROR_FORMAT, "escape" },
  /* Those of JSON are read: the name is there. */
  { "{\"\\u00e9\\ud83d\\ude00\\/\\\"\":1}", 0, RG_ERROR_FORMAT, "'\u00e9\U0001f600/\"' is not described" },
  { "{/*\"*/\"a\":1}", 0, RG_ERROR_FORMAT, "not JSON" },
  { "{'a':1}", 0, RG_ERROR_FORMAT, "not JSON" },
  { "{\"a\":[[[[[[[]]]]]]]}", 0, RG_ERROR_FORMAT, "brackets" },
  { "{\"a\":1}", 0, RG_ERROR_FORMAT, "'a' is not described" },
  { "{\"a\":{}}", 0, RG_ERROR_FORMAT, "'a' has no dtype" },
  { "{\"a\":{\"dtype\":7}}", 0, RG_ERROR_FORMAT, "'a' has no dtype" },
  { "{\"a\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}", 2, RG_ERROR_DTYPE, "BF16" },
  { "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "no shape" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":2,\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "no shape" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[-2],\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "whole number" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2.0],\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "whole number" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[\"2\"],\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "whole number" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[null],\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "whole number" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,1]}}", 1, RG_ERROR_SHAPE, "9 dimensions" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2]}}", 2, RG_ERROR_FORMAT, "data_offsets" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2,3]}}", 2, RG_ERROR_FORMAT, "data_offsets" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,0]}}", 2, RG_ERROR_FORMAT, "data_offsets" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[-2,0]}}", 2, RG_ERROR_FORMAT, "data_offsets" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}", 2, RG_ERROR_FORMAT, "of 2 bytes" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807],\"data_offsets\":[0,9223372036854775807]}}", 2, RG_ERROR_FORMAT, "of 2 bytes" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "tensor 'a'" },
  { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "do not give" },
  { "{\"a\":{\"dtype\":\"F64\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0, RG_ERROR_FORMAT, "do not give" },
  { "{\"a\":{\"dtype\":\"F64\",\"shape\":[0,4294967296,4294967296],\"data_offsets\":[0,0]}}", 0, RG_ERROR_FORMAT, "do not give" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3, RG_ERROR_FORMAT, "'a' and 'b' overlap" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2, RG_ERROR_FORMAT, "overlap" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[3,5]}}", 5, RG_ERROR_FORMAT, "bytes 2 to 3" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3, RG_ERROR_FORMAT, "bytes 0 to 1" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 4, RG_ERROR_FORMAT, "bytes 2 to 4" },
  { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}", 4, RG_ERROR_FORMAT, "belong to no tensor" },
  { "{\"__metadata__\":[]}", 0, RG_ERROR_FORMAT, "__metadata__" },
  { "{\"__metadata__\":{\"k\":1}}", 0, RG_ERROR_FORMAT, "'k' is not a text" },
};

START_TEST (hostile_headers)
{
  g_autoptr (GError) error = NULL;
  put_safetensors (hostile[_i].header, strlen (hostile[_i].header), hostile[_i].data_bytes);
  ck_assert_ptr_null (rg_safetensors_load (path, &error));
  assert_error (&error, hostile[_i].code, hostile[_i].part);
}
END_TEST

START_TEST (hostile_lengths)
{
  static const uint64_t lengths[] = { 3, 0xffff, 100000001, INT64_MAX, UINT64_MAX, UINT64_MAX - 7 };
  g_autoptr (GError) error = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      put_safetensors ("{}", lengths[i], 0);
      ck_assert_ptr_null (rg_safetensors_load (path, &error));
      assert_error (&error, RG_ERROR_FORMAT, "header claims");
    }
}
END_TEST

/* json-glib would descend a call for each of these brackets. */
START_TEST (deep_header)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *deep = g_strnfill (4000000, '[');
  memcpy (deep, "{\"a\":", 5);
  put_safetensors (deep, strlen (deep), 0);
  ck_assert_ptr_null (rg_safetensors_load (path, &error));
  assert_error (&error, RG_ERROR_FORMAT, "brackets");
}
END_TEST

/* A byte that is not 0 is true, and is kept as 1. */
START_TEST (odd_bools)
{
  static const char header[] = "{\"a\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}";
  put_safetensors (header, strlen (header), 2);
  g_autoptr (RgTensorMap) map = rg_safetensors_load (path, NULL);
  ck_assert_ptr_nonnull (map);
  ck_assert_mem_eq (rg_tensor_data (rg_tensor_map_get (map, "a")), "\1\1", 2);
}
END_TEST

static char *
small_file (size_t *n)
{
  const char *const names[] = { "a", "b" };
  RgTensor *tensors[] = { rg_ones (RG_F32, RG_SHAPE (2, 2)), rg_ones (RG_U8, RG_SHAPE (3)) };
  ck_assert (rg_safetensors_save (path, names, tensors, 2, metadata, NULL));
  return get_file (n);
}

START_TEST (truncated)
{
  size_t n;
  g_autofree char *whole = small_file (&n);
  for (size_t i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      put_file (whole, i);
      ck_assert_ptr_null (rg_safetensors_load (path, &error));
      assert_error (&error, RG_ERROR_FORMAT, "safetensors");
    }
}
END_TEST

/* Whatever a byte turns into: a sound map or an error, and never both. */
START_TEST (damaged)
{
  size_t n;
  int refused = 0;
  g_autofree char *whole = small_file (&n);
  for (size_t i = 0; i < n; i++)
    for (int bit = 0; bit < 8; bit++)
      {
        g_autoptr (GError) error = NULL;
        whole[i] = (char) (whole[i] ^ 1 << bit);
        put_file (whole, n);
        whole[i] = (char) (whole[i] ^ 1 << bit);
        g_autoptr (RgTensorMap) map = rg_safetensors_load (path, &error);
        ck_assert ((map == NULL) == (error != NULL));
        refused += map == NULL;
      }
  ck_assert_int_gt (refused, 500);
}
END_TEST

/* --- what the system refuses --- */

START_TEST (no_file)
{
  g_autoptr (GError) error = NULL;
  ck_assert_ptr_null (rg_safetensors_load (path, &error));
  assert_error (&error, RG_ERROR_IO, "cannot be opened");
  ck_assert_ptr_null (rg_safetensors_load (folder, &error));
  assert_error (&error, RG_ERROR_IO, "not a regular file");
  ck_assert_ptr_null (rg_safetensors_load (NULL, &error));
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_ARGUMENT));
}
END_TEST

START_TEST (bad_targets)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (folder, "missing", "file", NULL);
  ck_assert (!rg_safetensors_save (nowhere, NULL, NULL, 0, NULL, &error));
  assert_error (&error, RG_ERROR_IO, "cannot be created");
  ck_assert (!rg_safetensors_save (folder, NULL, NULL, 0, NULL, &error));
  assert_error (&error, RG_ERROR_IO, "not a regular file");
}
END_TEST

START_TEST (bad_arguments)
{
  static const struct
  {
    const char *names[2];
    const char *texts[5];
    bool null;
    const char *part;
  } all[] = {
    { { "a", "a" }, { NULL }, false, "'a' is given twice" },
    { { "a", "__metadata__" }, { NULL }, false, "reserved" },
    { { "a", "\xff" }, { NULL }, false, "UTF-8" },
    { { "a", NULL }, { NULL }, false, "UTF-8" },
    { { "a", "b" }, { NULL }, true, "NULL" },
    { { "a", "b" }, { "k", "v", "k", "w", NULL }, false, "'k' is given twice" },
    { { "a", "b" }, { "k", NULL }, false, "UTF-8" },
    { { "a", "b" }, { "k", "\xff", NULL }, false, "UTF-8" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GError) error = NULL;
      RgTensor *tensors[] = { rg_ones (RG_F32, RG_SHAPE (2)), all[i].null ? NULL : rg_ones (RG_F32, RG_SHAPE (2)) };
      ck_assert (!rg_safetensors_save (path, all[i].names, tensors, 2, all[i].texts, &error));
      assert_error (&error, RG_ERROR_ARGUMENT, all[i].part);
      ck_assert (!g_file_test (path, G_FILE_TEST_EXISTS));
    }
}
END_TEST

/* A disk that is full half way leaves the old file as it was. */
START_TEST (full_disk)
{
  size_t n, m;
  const char *const name = "large";
  g_autoptr (GError) error = NULL;
  g_autofree char *before = small_file (&n);
  RgTensor *large = rg_zeros (RG_F64, RG_SHAPE (100000));
  struct rlimit old, limit;
  getrlimit (RLIMIT_FSIZE, &old);
  limit = old;
  limit.rlim_cur = 100000;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  bool ok = rg_safetensors_save (path, &name, &large, 1, NULL, &error);
  setrlimit (RLIMIT_FSIZE, &old);
  ck_assert (!ok);
  assert_error (&error, RG_ERROR_IO, "cannot be written");
  g_autofree char *after = get_file (&m);
  ck_assert_uint_eq (n, m);
  ck_assert_mem_eq (before, after, n);
}
END_TEST

START_TEST (memory_limit)
{
  g_autoptr (GError) error = NULL;
  const char *const name = "large";
  RgScope *inner = rg_scope_begin ();
  RgTensor *large = rg_zeros (RG_F64, RG_SHAPE (100000));
  ck_assert (rg_safetensors_save (path, &name, &large, 1, NULL, NULL));
  rg_scope_end (inner);
  rg_memory_set_limit (400000);
  ck_assert_ptr_null (rg_safetensors_load (path, &error));
  rg_memory_set_limit (0);
  assert_error (&error, RG_ERROR_MEMORY, "'large'");
}
END_TEST

/* --- the recorded cases --- */

static char *
conformance_folder (void)
{
  const char *shared = g_getenv ("RG_TEST_SHARED_DIR");
  return shared ? g_build_filename (shared, "conformance", NULL) : NULL;
}

START_TEST (conformance)
{
  g_autofree char *where = conformance_folder ();
  g_autoptr (GDir) dir = g_dir_open (where, 0, NULL);
  const char *name;
  int files = 0, skipped = 0;
  while ((name = g_dir_read_name (dir)))
    {
      if (!g_str_has_suffix (name, ".safetensors"))
        continue;
      g_autoptr (GError) error = NULL;
      g_autofree char *file = g_build_filename (where, name, NULL);
      g_autoptr (RgTensorMap) map = rg_safetensors_load (file, &error);
      if (g_error_matches (error, RG_ERROR, RG_ERROR_SHAPE) && ++skipped)
        continue; /* more than eight dimensions */
      ck_assert_msg (map != NULL, "%s", error ? error->message : "");
      const char *cases = rg_tensor_map_metadata (map, "cases");
      ck_assert_ptr_nonnull (cases);
      g_autoptr (JsonNode) node = json_from_string (cases, &error);
      ck_assert_msg (node && JSON_NODE_HOLDS_ARRAY (node), "%s: cases", name);
      JsonArray *list = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (list); i++)
        {
          JsonObject *c = json_array_get_object_element (list, i);
          JsonArray *outputs = json_object_get_array_member (c, "outputs");
          for (guint k = 0; k < json_array_get_length (outputs); k++)
            ck_assert_ptr_nonnull (rg_tensor_map_get (map, json_array_get_string_element (outputs, k)));
        }
      files++;
    }
  ck_assert_int_ge (files, 300);
  ck_assert_int_eq (skipped, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("safetensors");
  TCase *tcase = tcase_create ("safetensors");
  const TTest *const tests[]
      = { round_trip, bytes_do_not_depend_on_order, format, empty_file, views,
          map_keeps_its_tensors, hostile_lengths, deep_header, odd_bools, truncated, damaged,
          no_file, bad_targets, bad_arguments, full_disk, memory_limit };
  g_autofree char *where = conformance_folder ();
  tcase_add_checked_fixture (tcase, setup, teardown);
  for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
    tcase_add_test (tcase, tests[i]);
  tcase_add_loop_test (tcase, hostile_headers, 0, G_N_ELEMENTS (hostile));
  if (where && g_file_test (where, G_FILE_TEST_IS_DIR))
    tcase_add_test (tcase, conformance);
  else
    printf ("# SKIP the recorded cases: there is no %s\n", where ? where : "RG_TEST_SHARED_DIR");
  fflush (stdout);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
