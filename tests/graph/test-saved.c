/* test-saved.c: hooks on saved tensors, checkpoints, anomaly mode.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

/* --- hooks on saved tensors --- */

typedef struct
{
  int packed, unpacked, released;
} Counts;

static Counts counts;

static void *
pack_ref (RgTensor *saved, void *user_data)
{
  ((Counts *) user_data)->packed++;
  return rg_tensor_ref (saved);
}

static RgTensor *
unpack_ref (void *packed, void *user_data)
{
  ((Counts *) user_data)->unpacked++;
  return rg_tensor_ref (packed);
}

static RgTensor *
unpack_twice (void *packed, void *user_data)
{
  (void) user_data;
  return rg_mul_scalar (packed, 2);
}

static RgTensor *
unpack_plain (void *packed, void *user_data)
{
  ((Counts *) user_data)->unpacked++;
  return packed;
}

static RgTensor *
unpack_fails (void *packed, void *user_data)
{
  (void) packed;
  (void) user_data;
  rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "the disk is gone");
  return NULL;
}

static void
release (void *packed)
{
  counts.released++;
  rg_tensor_unref (packed);
}

START_TEST (test_saved_variable_packing_unpacking_did_not_save_original_with_hooks)
{
  counts = (Counts){ 0 };
  RgTensor *x = leaf (2, 3), *y;
  rg_saved_tensors_hooks_push (pack_ref, unpack_plain, release, &counts, 0);
  y = rg_exp (rg_mul (x, x));
  rg_saved_tensors_hooks_pop ();
  ck_assert_int_eq (counts.packed, 3); /* both factors, and what exp gave */
  ck_assert_int_eq (counts.unpacked, 0);
  assert_backward (rg_sum (y));
  ck_assert_int_eq (counts.unpacked, 3);
  ck_assert_int_eq (counts.released, 3);
  assert_is (rg_div (rg_grad (x), y), 4, 6);
}
END_TEST

START_TEST (test_default_saved_tensors_hooks_double_backward)
{
  counts = (Counts){ 0 };
  RgTensor *x = leaf (2, 3);
  rg_saved_tensors_hooks_push (pack_ref, unpack_plain, release, &counts, 0);
  RgTensor *y = rg_pow_scalar (x, 3), *g = grad_of (y, x, true), *h = grad_of (g, x, false);
  rg_saved_tensors_hooks_pop ();
  assert_is (g, 12, 27);
  assert_is (h, 12, 18);
}
END_TEST

/* A second backward lets go of what the first retained. */
START_TEST (test_saved_tensors_released_by_the_last_backward)
{
  counts = (Counts){ 0 };
  RgTensor *x = leaf (2, 3);
  rg_saved_tensors_hooks_push (pack_ref, unpack_plain, release, &counts, 0);
  RgTensor *y = rg_sum (rg_exp (rg_mul (x, x)));
  rg_saved_tensors_hooks_pop ();
  ck_assert (backward_with (y, NULL, true, false, NULL));
  ck_assert_int_eq (counts.released, 0);
  ck_assert (backward_with (y, NULL, false, false, NULL));
  ck_assert_int_eq (counts.released, counts.packed);
}
END_TEST

/* What unpack gives is what backward computes with. */
START_TEST (test_saved_variable_packing_unpacking_changes_values)
{
  RgTensor *x = leaf (2, 3);
  rg_saved_tensors_hooks_push (pack_ref, unpack_twice, (GDestroyNotify) rg_tensor_unref, &counts, 0);
  RgTensor *y = rg_sum (rg_mul (x, vec (1, 10)));
  rg_saved_tensors_hooks_pop ();
  assert_backward (y);
  assert_is (rg_grad (x), 2, 20);
}
END_TEST

START_TEST (test_saved_tensor_hooks_custom_error_propagation)
{
  RgTensor *x = leaf (2, 3);
  rg_saved_tensors_hooks_push (pack_ref, unpack_fails, (GDestroyNotify) rg_tensor_unref, &counts, 0);
  RgTensor *y = rg_sum (rg_mul (x, x));
  rg_saved_tensors_hooks_pop ();
  assert_refused (rg_backward (y, &error), "the disk is gone");
  ck_assert_ptr_null (rg_grad (x));
}
END_TEST

START_TEST (test_pack_hook_nested)
{
  Counts inner = { 0 }, outer = { 0 };
  RgTensor *x = leaf (2);
  rg_saved_tensors_hooks_push (pack_ref, unpack_ref, (GDestroyNotify) rg_tensor_unref, &outer, 0);
  rg_saved_tensors_hooks_push (pack_ref, unpack_ref, (GDestroyNotify) rg_tensor_unref, &inner, 0);
  (void) rg_exp (x);
  rg_saved_tensors_hooks_pop ();
  (void) rg_exp (x);
  rg_saved_tensors_hooks_pop ();
  (void) rg_exp (x);
  ck_assert_int_eq (inner.packed, 1);
  ck_assert_int_eq (outer.packed, 1);
}
END_TEST

START_TEST (test_saved_tensors_released_without_backward)
{
  counts = (Counts){ 0 };
  RgTensor *x = leaf (2);
  {
    g_autoptr (RgScope) inner = rg_scope_begin ();
    rg_saved_tensors_hooks_push (pack_ref, unpack_plain, release, &counts, 0);
    (void) rg_exp (rg_exp (x));
    rg_saved_tensors_hooks_pop ();
  }
  ck_assert_int_eq (counts.packed, 2);
  ck_assert_int_eq (counts.released, 2);
  ck_assert_int_eq (counts.unpacked, 0);
}
END_TEST

/* --- checkpoints --- */

static int calls;

static bool
block (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in;
  (void) n_out;
  (void) user_data;
  calls++;
  out[0] = rg_sin (rg_mul (in[0], in[1]));
  return out[0] != NULL;
}

START_TEST (test_checkpointing_without_reentrant)
{
  calls = 0;
  RgTensor *x = leaf (0.3, 0.7), *w = leaf (2, 5), *in[] = { x, w }, *y, *z;
  ck_assert (rg_checkpoint (block, in, 2, &y, 1, NULL, NULL, 0));
  ck_assert_int_eq (calls, 1);
  assert_backward (rg_sum (y));
  ck_assert_int_eq (calls, 2);
  RgTensor *gx = rg_tensor_ref (rg_grad (x)), *gw = rg_tensor_ref (rg_grad (w));
  rg_set_grad (x, NULL);
  rg_set_grad (w, NULL);
  ck_assert (block (in, 2, &z, 1, NULL));
  assert_backward (rg_sum (z));
  ck_assert_mem_eq (rg_tensor_data (gx), rg_tensor_data (rg_grad (x)), 16);
  ck_assert_mem_eq (rg_tensor_data (gw), rg_tensor_data (rg_grad (w)), 16);
  rg_tensor_unref (gx);
  rg_tensor_unref (gw);
}
END_TEST

static bool
drops (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in;
  (void) n_out;
  (void) user_data;
  out[0] = rg_mul (rg_mul (in[0], in[0]), rg_rand (RG_F64, RG_SHAPE (4)));
  return out[0] != NULL;
}

/* Random numbers repeat, and those drawn afterwards go on where they were. */
START_TEST (test_checkpointing_preserves_random_state)
{
  RgTensor *x = leaf (1, 2, 3, 4), *y, *factor, *next[2];
  rg_manual_seed (9);
  factor = rg_rand (RG_F64, RG_SHAPE (4));
  next[0] = rg_rand (RG_F64, RG_SHAPE (4));
  rg_manual_seed (9);
  ck_assert (rg_checkpoint (drops, &x, 1, &y, 1, NULL, NULL, 0));
  assert_backward (rg_sum (y));
  next[1] = rg_rand (RG_F64, RG_SHAPE (4));
  RgTensor *off = rg_sub (rg_grad (x), rg_mul_scalar (rg_mul (x, factor), 2));
  assert_is (off, 0, 0, 0, 0);
  ck_assert_mem_eq (rg_tensor_data (next[0]), rg_tensor_data (next[1]), 32);
}
END_TEST

static bool
deep (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  const intptr_t depth = (intptr_t) user_data;
  if (depth == 0)
    return block (in, n_in, out, n_out, NULL);
  RgTensor *inner;
  if (!rg_checkpoint (deep, in, n_in, &inner, 1, (void *) (depth - 1), NULL, 0))
    return false;
  out[0] = rg_mul_scalar (inner, 2);
  return out[0] != NULL;
}

START_TEST (test_nested_checkpoint)
{
  RgTensor *x = leaf (0.3, 0.7), *w = leaf (2, 5), *in[] = { x, w }, *y, *z;
  ck_assert (deep (in, 2, &y, 1, (void *) 3));
  RgTensor *g = grad_of (y, x, false);
  ck_assert (block (in, 2, &z, 1, NULL));
  RgTensor *off = rg_sub (g, rg_mul_scalar (grad_of (z, x, false), 8));
  assert_is (off, 0, 0);
}
END_TEST

START_TEST (test_checkpoint_double_backward)
{
  RgTensor *x = leaf (0.3, 0.7), *w = leaf (2, 5), *in[] = { x, w }, *y, *z;
  ck_assert (rg_checkpoint (block, in, 2, &y, 1, NULL, NULL, 0));
  RgTensor *h = grad_of (grad_of (y, x, true), x, true);
  ck_assert (block (in, 2, &z, 1, NULL));
  RgTensor *off = rg_sub (h, grad_of (grad_of (z, x, true), x, true));
  assert_is (off, 0, 0);
}
END_TEST

static bool
exp_twice (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  const int *more = user_data;
  (void) n_in;
  (void) n_out;
  calls++;
  out[0] = rg_exp (rg_exp (in[0]));
  if (more && calls > *more)
    out[0] = rg_exp (out[0]);
  return out[0] != NULL;
}

START_TEST (test_checkpoint_input_modified)
{
  RgTensor *x = rg_clone (leaf (0, 0)), *y;
  ck_assert (rg_checkpoint (exp_twice, &x, 1, &y, 1, NULL, NULL, 0));
  rg_mul_scalar_ (x, 2);
  assert_refused (rg_backward (rg_sum (y), &error), "modified by an inplace operation");
}
END_TEST

START_TEST (test_checkpoint_detects_non_determinism)
{
  int once = 1;
  calls = 0;
  RgTensor *x = leaf (0, 0), *y;
  ck_assert (rg_checkpoint (exp_twice, &x, 1, &y, 1, &once, NULL, 0));
  assert_refused (rg_backward (rg_sum (y), &error), "different number of tensors");
}
END_TEST

/* Each backward computes again, and keeps nothing of it. */
START_TEST (test_checkpointing_with_retained_graph)
{
  calls = 0;
  RgTensor *x = rg_set_requires_grad (rg_zeros (RG_F64, RG_SHAPE (100000)), true), *y, *sum;
  ck_assert (rg_checkpoint (exp_twice, &x, 1, &y, 1, NULL, NULL, 0));
  sum = rg_sum (y);
  ck_assert (backward_with (sum, NULL, true, false, NULL));
  ck_assert_int_eq (calls, 2);
  RgMemoryStats before, after;
  rg_memory_stats (&before);
  ck_assert (backward_with (sum, NULL, true, false, NULL));
  rg_memory_stats (&after);
  ck_assert_int_eq (calls, 3);
  ck_assert_int_eq (after.live, before.live);
  /* x, its gradient, y and what the scope holds of the first run; what was computed again is gone. */
  ck_assert_int_lt (after.live, 5 * 100000 * 8);
  ck_assert (backward_with (sum, NULL, false, false, NULL));
  ck_assert_int_eq (calls, 4);
}
END_TEST

/* --- anomaly mode --- */

START_TEST (test_anomaly_detect_nan)
{
  RgTensor *x = leaf (0), *y = rg_mul_scalar (rg_sqrt (rg_mul_scalar (x, 0)), 0);
  ck_assert (!rg_set_anomaly_mode (true));
  RgTensor *z = rg_mul_scalar (rg_sqrt (rg_mul_scalar (x, 1)), 0); /* 0 * inf */
  assert_refused (rg_backward (z, &error), "Function 'SqrtBackward0' returned nan values in its 0th output; the forward "
                  "call was sqrt (float64[1]), called from");
  ck_assert (rg_set_anomaly_mode (false));
  assert_backward (y); /* without it nan passes on */
}
END_TEST

START_TEST (test_anomaly_mode_no_nan)
{
  rg_set_anomaly_mode (true);
  RgTensor *x = leaf (4), *y = rg_sqrt (x);
  assert_backward (y);
  assert_is (rg_grad (x), 0.25);
  rg_set_anomaly_mode (false);
}
END_TEST

GRAPH_MAIN ("saved", test_saved_variable_packing_unpacking_did_not_save_original_with_hooks,
            test_default_saved_tensors_hooks_double_backward, test_saved_variable_packing_unpacking_changes_values,
            test_saved_tensor_hooks_custom_error_propagation, test_pack_hook_nested,
            test_saved_tensors_released_without_backward, test_checkpointing_without_reentrant,
            test_checkpointing_preserves_random_state, test_nested_checkpoint, test_checkpoint_double_backward,
            test_saved_tensors_released_by_the_last_backward,
            test_checkpoint_input_modified, test_checkpoint_detects_non_determinism, test_checkpointing_with_retained_graph,
            test_anomaly_detect_nan, test_anomaly_mode_no_nan)
