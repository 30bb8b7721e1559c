/* io-help.h: files for the tests of core/io: a folder for each test, bytes in,
 * and what an error must say.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_IO_HELP_H
#define RG_IO_HELP_H

#include <retrograde.h>
#include <check.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static RgScope *scope;
static char *folder;
static char *path; /* a file in it, which is not there at first */

static void
setup (void)
{
  scope = rg_scope_begin ();
  folder = g_dir_make_tmp ("rg-io-XXXXXX", NULL);
  ck_assert_ptr_nonnull (folder);
  path = g_build_filename (folder, "file", NULL);
}

/* Every test ends without an error in the scope and without a leftover file. */
static void
teardown (void)
{
  g_autoptr (GError) error = NULL;
  bool clean = rg_scope_check (scope, &error);
  ck_assert_msg (clean, "%s", error ? error->message : "");
  rg_scope_end (scope);
  g_unlink (path);
  ck_assert_msg (g_rmdir (folder) == 0, "%s is not empty", folder);
  g_free (path);
  g_free (folder);
}

static void
put_file (const void *data, size_t n)
{
  FILE *f = fopen (path, "wb");
  ck_assert_ptr_nonnull (f);
  ck_assert_uint_eq (fwrite (data, 1, n, f), n);
  ck_assert_int_eq (fclose (f), 0);
}

static char *
get_file (size_t *n)
{
  char *data;
  ck_assert (g_file_get_contents (path, &data, n, NULL));
  return data;
}

/* Takes the error. It must be of that kind, name the file, and say `part`. */
static void
assert_error (GError **error, RgError code, const char *part)
{
  ck_assert_msg (*error != NULL, "no error; expected '%s'", part);
  ck_assert_msg (g_error_matches (*error, RG_ERROR, (int) code), "code %d: %s", (*error)->code,
                 (*error)->message);
  ck_assert_msg (strstr ((*error)->message, part) != NULL, "'%s' does not say '%s'",
                 (*error)->message, part);
  ck_assert_msg (strstr ((*error)->message, folder) != NULL, "'%s' names no file", (*error)->message);
  ck_assert_msg (strchr ((*error)->message, '\n') == NULL, "'%s' is not a line", (*error)->message);
  g_clear_error (error);
}

static void
assert_same (const RgTensor *got, const RgTensor *expected)
{
  ck_assert_ptr_nonnull (got);
  ck_assert_int_eq (rg_tensor_dtype (got), rg_tensor_dtype (expected));
  ck_assert_int_eq (rg_tensor_ndim (got), rg_tensor_ndim (expected));
  for (int d = 0; d < rg_tensor_ndim (got); d++)
    ck_assert_int_eq (rg_tensor_size (got, d), rg_tensor_size (expected, d));
  ck_assert (rg_tensor_is_contiguous (got) && rg_tensor_is_contiguous (expected));
  size_t bytes = (size_t) rg_tensor_numel (got) * rg_dtype_size (rg_tensor_dtype (got));
  ck_assert (bytes == 0 || memcmp (rg_tensor_data (got), rg_tensor_data (expected), bytes) == 0);
}

enum { N_SAMPLES = 10 };
static const char *const sample_names[N_SAMPLES]
    = { "weight", "bias.\"0\"", "i64", "i32", "mask", "flags", "empty", "scalar", "eight", "ünï/\\" };

/* All element types, no elements, no dimensions, eight of them; owned by the scope. */
static void
make_samples (RgTensor *samples[N_SAMPLES])
{
  const double special[] = { -0.0, __builtin_inf (), __builtin_nan ("7"), 5e-324, 1.0 / 3 };
  const uint8_t flags[] = { 1, 0, 1 }, bytes[] = { 0, 127, 255, 3, 4 };
  const int64_t large[] = { INT64_MIN, INT64_MAX, -1 };
  const int32_t medium[] = { INT32_MIN, INT32_MAX };
  samples[0] = rg_randn (RG_F32, RG_SHAPE (7, 33));
  samples[1] = rg_from_data (RG_F64, RG_SHAPE (5), special);
  samples[2] = rg_from_data (RG_I64, RG_SHAPE (3, 1), large);
  samples[3] = rg_from_data (RG_I32, RG_SHAPE (1, 2), medium);
  samples[4] = rg_from_data (RG_U8, RG_SHAPE (5), bytes);
  samples[5] = rg_from_data (RG_BOOL, RG_SHAPE (3), flags);
  samples[6] = rg_zeros (RG_F64, RG_SHAPE (2, 0, 3));
  samples[7] = rg_scalar (RG_F32, 2.5);
  samples[8] = rg_rand (RG_F64, RG_SHAPE (1, 2, 1, 3, 1, 1, 2, 1));
  samples[9] = rg_rand (RG_F64, RG_SHAPE (100, 100));
}

/* A transposed view of a new 3 x 500 tensor (the caller's), and its copy. */
static RgTensor *
make_view (RgTensor **copy)
{
  RgTensor *base = rg_randn (RG_F32, RG_SHAPE (3, 500));
  const float *in = rg_tensor_data (base);
  *copy = rg_empty (RG_F32, RG_SHAPE (500, 3));
  for (int i = 0; i < 500; i++)
    for (int j = 0; j < 3; j++)
      ((float *) rg_tensor_data (*copy))[i * 3 + j] = in[j * 500 + i];
  return rg_tensor_ref (rg_transpose (base, 0, 1));
}

static int
run_suite (Suite *suite)
{
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
