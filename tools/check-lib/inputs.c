/* inputs.c: the same call with its inputs laid out otherwise, or of other sizes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>
#include <string.h>

/* --- laid out otherwise --- */

/* The same values at other strides: transposed memory, or every second element. */
static RgTensor *
scattered (RgTensor *t)
{
  int n = rg_tensor_ndim (t);
  if (n == 0)
    return t;
  if (n >= 2)
    return rg_transpose (rg_contiguous (rg_transpose (t, 0, -1)), 0, -1);
  return rg_select (rg_stack ((RgTensor *[]){ t, t }, 2, 1), 1, 0);
}

static bool
compare_layout (Check *c, RgTensor **in, const char *message, const char *hint)
{
  g_autoptr (GError) error = NULL;
  size_t n_out, n_all, n_again, n_all_again;
  RgTensor **plain = check_inputs (c);
  check_require_grad (c, plain);
  check_require_grad (c, in);
  RgTensor **expected = check_both (c, plain, &n_out, &n_all, &error);
  RgTensor **got = expected ? check_both (c, in, &n_again, &n_all_again, &error) : NULL;
  if (got == NULL && expected && strstr (error->message, "must be contiguous"))
    {
      check_skip (c, "it says that an input must be contiguous");
      return false;
    }
  if (got == NULL)
    {
      check_fail (c, hint, "%s: %s", message, error ? error->message : "failed without an error");
      return false;
    }
  return check_lists_equal (c, expected, got, n_out, n_all, message, hint);
}

void
check_run_strided (Check *c)
{
  RgTensor **in = check_inputs (c);
  bool any = false;
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    if (in[i] && rg_tensor_ndim (in[i]) > 0)
      {
        in[i] = scattered (in[i]);
        any |= !rg_tensor_is_contiguous (in[i]);
      }
  if (!any)
    check_skip (c, "no input can be laid out otherwise");
  else if (c->op->kind == RG_KIND_VIEW)
    check_skip (c, "a view's strides are its input's");
  else if (compare_layout (c, in, "with inputs that are not contiguous",
                           "a kernel that reads the data pointer without the strides (rg_call_contiguous)"))
    check_pass (c);
}

/* --- one tensor in several places --- */

static bool
may_be_one (const CheckInput *a, const CheckInput *b)
{
  return !a->absent && !b->absent && a->dtype == b->dtype && a->fill == b->fill && a->ndim == b->ndim
         && memcmp (a->sizes, b->sizes, (size_t) a->ndim * sizeof *a->sizes) == 0;
}

void
check_run_aliased (Check *c)
{
  g_autoptr (GError) error = NULL;
  const RgCheckSample *s = c->sample;
  size_t first = 0, second = 0, n_out, n_again, n_all;
  for (size_t i = 0; i < s->n_inputs && second == 0; i++)
    for (size_t k = i + 1; k < s->n_inputs && second == 0; k++)
      if (may_be_one (&s->inputs[i], &s->inputs[k]))
        {
          first = i;
          second = k;
        }
  if (second == 0)
    {
      check_skip (c, "no two inputs can be one tensor");
      return;
    }
  RgTensor **apart = check_inputs (c), **one = check_inputs (c);
  apart[second] = rg_clone (apart[first]);
  one[second] = one[first];
  check_require_grad (c, apart);
  check_require_grad (c, one);
  RgTensor **expected = check_both (c, apart, &n_out, &n_all, &error);
  RgTensor **got = expected ? check_both (c, one, &n_again, &n_all, &error) : NULL;
  const char *hint = "an operator that writes to an input, or a kernel that may not have the same input twice";
  if (got == NULL)
    check_fail (c, hint, "with one tensor for two inputs: %s", error ? error->message : "failed without an error");
  else if (check_lists_equal (c, expected, got, n_out, n_out, "with one tensor for two inputs", hint))
    {
      /* Its gradient is the sum of both. */
      RgTensor *a = expected[n_out + first], *b = expected[n_out + second], *sum = got[n_out + first];
      for (int64_t k = 0; a && b && sum && k < rg_tensor_numel (sum); k++)
        {
          double x = check_load (RG_F64, rg_tensor_data (rg_contiguous (a)), k)
                     + check_load (RG_F64, rg_tensor_data (rg_contiguous (b)), k),
                 y = check_load (RG_F64, rg_tensor_data (rg_contiguous (sum)), k);
          if (fabs (x - y) > 1e-12 * (1 + fabs (x)))
            {
              check_fail_at (c, hint, "the gradient of a tensor in two places is not the sum of both",
                             g_strdup_printf ("element %" G_GINT64_FORMAT, k), x, y);
              return;
            }
        }
      check_pass (c);
    }
}

/* --- guards --- */

void
check_run_guard (Check *c)
{
  g_autoptr (GError) error = NULL;
  size_t n_out, n_all, n_again = 0, n_all_again;
  RgTensor **plain = check_inputs (c);
  check_require_grad (c, plain);
  RgTensor **expected = check_both (c, plain, &n_out, &n_all, &error);
  if (expected == NULL)
    {
      check_fail (c, NULL, "the sample is refused: %s", error->message);
      return;
    }
  RgTensor **made = check_inputs (c), **in = rg_scope_alloc (rg_scope_current (), (c->sample->n_inputs + 1) * sizeof *in);
  Guards *guards = check_guards_begin ();
  for (size_t i = 0; i < c->sample->n_inputs; i++)
    in[i] = check_guards_wrap (guards, made[i]);
  check_require_grad (c, in);
  RgTensor **got = check_both (c, in, &n_again, &n_all_again, &error);
  /* What lies behind a view belongs to its base. */
  size_t n_own = got && c->op->kind != RG_KIND_VIEW && c->op->kind != RG_KIND_COMPOSITE ? n_again : 0;
  g_autofree char *fault = check_guards_end (guards, got, n_own);
  if (fault)
    check_fail (c, "a loop that runs past its buffer: a row too many, or a whole vector at the end", "%s", fault);
  else if (got == NULL)
    check_fail (c, NULL, "the sample is refused: %s", error->message);
  else if (check_lists_equal (c, expected, got, n_out, n_all, "with other memory around its buffers",
                              "it reads outside an input, or leaves an element of an output unwritten"))
    check_pass (c);
}

/* --- other sizes --- */

void
check_run_broadcast (Check *c)
{
  const RgCheckSample *whole = c->sample;
  if (whole->op->kind != RG_KIND_POINTWISE || whole->n_inputs < 2)
    {
      check_skip (c, "not a pointwise operator of two inputs or more");
      return;
    }
  if (whole->flags & RG_SAMPLE_NO_GRAD || whole->op->flags & RG_OP_NO_GRAD)
    {
      check_skip (c, "a sample without gradients");
      return;
    }
  bool ok = true, any = false;
  for (size_t i = 0; i < whole->n_inputs && ok; i++)
    {
      const CheckInput *in = &whole->inputs[i];
      if (in->absent || in->ndim == 0 || in->fill == '=')
        continue;
      RgCheckSample *smaller = check_sample_copy (whole);
      int64_t sizes[RG_MAX_DIMS];
      memcpy (sizes, in->sizes, sizeof sizes);
      sizes[in->ndim - 1] = 1;
      check_input_resize (&smaller->inputs[i], in->ndim, sizes);
      check_sample_rename (smaller, "one input broadcast");
      c->sample = smaller;
      any = true;
      ok = check_first_order (c);
      c->sample = whole;
      rg_check_sample_free (smaller);
    }
  if (ok && any)
    check_pass (c);
  else if (ok)
    check_skip (c, "no input has a dimension to broadcast");
}

/* Sizes of zero must work where the operator is pointwise, and must not break
 * anything elsewhere: an error is an answer. */
void
check_run_zero_size (Check *c)
{
  g_autoptr (GError) error = NULL;
  const RgCheckSample *whole = c->sample;
  RgCheckSample *empty = check_sample_copy (whole);
  bool any = false;
  size_t n_out, n_all;
  for (size_t i = 0; i < empty->n_inputs; i++)
    {
      CheckInput *in = &empty->inputs[i];
      int64_t sizes[RG_MAX_DIMS];
      if (in->absent || in->ndim == 0 || in->fill == '=')
        continue;
      memcpy (sizes, in->sizes, sizeof sizes);
      any |= sizes[0] > 1;
      sizes[0] = sizes[0] > 1 ? 0 : sizes[0];
      check_input_resize (in, in->ndim, sizes);
    }
  check_sample_rename (empty, "sizes of zero");
  c->sample = empty;
  RgTensor **in = check_inputs (c);
  check_require_grad (c, in);
  RgTensor **out = any ? check_both (c, in, &n_out, &n_all, &error) : NULL;
  c->sample = whole;
  if (!any)
    check_skip (c, "no dimension to empty");
  else if (out == NULL && whole->op->kind == RG_KIND_POINTWISE && rg_tensor_ndim (in[0]) == whole->inputs[0].ndim
           && whole->n_inputs == 1)
    check_fail (c, "a kernel or a shape rule that takes a first element for granted", "with sizes of zero: %s",
                error->message);
  else
    check_pass (c);
  rg_check_sample_free (empty);
}
