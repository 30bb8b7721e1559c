/* race.c: programs with a race, and one without, for test-race.py: `race loop`, `race
 * backward`, `race none`. ThreadSanitizer must see the first two through the worker team.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>
#include <stdatomic.h>
#include <string.h>

#define NODES 64

static int64_t racy;
static _Atomic int64_t right;

/* --- a loop --- */

static void
racy_body (int64_t begin, int64_t end, void *payload)
{
  (void) payload;
  racy += end - begin;
}

static void
right_body (int64_t begin, int64_t end, void *payload)
{
  (void) payload;
  atomic_fetch_add (&right, end - begin);
}

/* --- nodes of a backward --- */

static bool
forward (RgContext *context, RgTensor *const *inputs, size_t n_inputs, RgTensor **outputs, size_t n_outputs, void *user_data)
{
  (void) context;
  (void) n_inputs;
  (void) n_outputs;
  (void) user_data;
  outputs[0] = rg_mul_scalar (inputs[0], 2);
  return outputs[0] != NULL;
}

static bool
racy_backward (RgContext *context, RgTensor *const *grad_outputs, size_t n_outputs, RgTensor **grad_inputs, size_t n_inputs,
               void *user_data)
{
  (void) context;
  (void) n_outputs;
  (void) n_inputs;
  (void) user_data;
  racy++;
  grad_inputs[0] = rg_mul_scalar (grad_outputs[0], 2);
  return grad_inputs[0] != NULL;
}

static const RgCustomFunction twice
    = { .size = sizeof twice, .name = "Twice", .forward = forward, .backward = racy_backward, .n_outputs = 1,
        .flags = RG_CUSTOM_ANY_THREAD };

static void
run_backward (void)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *sum = NULL;
  for (int i = 0; i < NODES; i++)
    {
      RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (20000)), true), *y = NULL;
      if (rg_custom (&twice, &x, 1, NULL, NULL, &y))
        sum = sum ? rg_add (sum, rg_sum (y)) : rg_sum (y);
    }
  rg_backward (sum, NULL);
}

int
main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "none";
  rg_set_num_threads (4);
  rg_parallel_force (0, true);
  for (int turn = 0; turn < 20; turn++)
    if (strcmp (what, "loop") == 0)
      rg_parallel_for (1 << 16, 64, racy_body, NULL);
    else if (strcmp (what, "backward") == 0)
      run_backward ();
    else
      rg_parallel_for (1 << 16, 64, right_body, NULL);
  return right == 0 || right == 20 << 16 ? 0 : 1;
}
