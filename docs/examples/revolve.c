/* revolve.c: a long loop of time steps, differentiated with a few snapshots.
 *
 * With s snapshots and every step run at most r times again, C(s + r, s) steps can be
 * gone back: A. Griewank and A. Walther, "Algorithm 799: revolve" (2000). Here 5 snapshots
 * serve 252 steps at r = 5; recording them all would keep 252 states.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>

typedef struct
{
  int steps_run, held, most_held;
} Counts;

static Counts counts;

/* One step of a pendulum, semi-implicit Euler; state: (2), its angle and speed. */
static RgTensor *
step (RgTensor *state, RgTensor *gravity)
{
  RgTensor *angle = rg_select (state, 0, 0), *speed = rg_select (state, 0, 1);
  counts.steps_run++;
  speed = rg_sub (speed, rg_mul_scalar (rg_mul (gravity, rg_sin (angle)), 0.01));
  angle = rg_add (angle, rg_mul_scalar (speed, 0.01));
  RgTensor *parts[] = { angle, speed };
  return rg_stack (parts, 2, 0);
}

/* The state n steps on, not recorded. (transfer full) */
static RgTensor *
advance (RgTensor *state, RgTensor *gravity, int n)
{
  RG_NO_GRAD;
  RgTensor *now = rg_tensor_ref (state);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      RgTensor *next = rg_tensor_ref (step (now, gravity));
      rg_tensor_unref (now);
      now = next;
    }
  return now;
}

/* How many steps s snapshots serve if each runs at most r times again. */
static int64_t
reach (int s, int r)
{
  int64_t n = 1;
  for (int i = 1; i <= s; i++)
    n = n * (r + i) / i;
  return n;
}

/* Takes the adjoint of the state (replaced) back over one step, and adds to the gradient
 * of gravity. */
static void
back_one (RgTensor *state, RgTensor *gravity, RgTensor **adjoint)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *from = rg_set_requires_grad (rg_detach (state), true);
  rg_backward_with (step (from, gravity), *adjoint, NULL);
  rg_tensor_unref (*adjoint);
  *adjoint = rg_tensor_ref (rg_grad (from));
}

/* The same over n steps from `state`, which is one of the `snapshots` there may be. */
static void
back (RgTensor *state, RgTensor *gravity, int n, int snapshots, RgTensor **adjoint)
{
  if (n == 1 || snapshots == 1)
    {
      for (int i = n; i-- > 0;)
        {
          RgTensor *last = advance (state, gravity, i);
          back_one (last, gravity, adjoint);
          rg_tensor_unref (last);
        }
      return;
    }
  /* The next snapshot stands where what lies behind it can be gone back with one less, and
   * what lies before it with one run less. */
  int again = 0;
  while (reach (snapshots, again) < n)
    again++;
  const int first = CLAMP ((int) reach (snapshots, again - 1), 1, n - 1);
  RgTensor *middle = advance (state, gravity, first);
  counts.held++;
  counts.most_held = MAX (counts.most_held, counts.held);
  back (middle, gravity, n - first, snapshots - 1, adjoint);
  rg_tensor_unref (middle);
  counts.held--;
  back (state, gravity, first, snapshots, adjoint);
}

int
main (void)
{
  enum { STEPS = 252, SNAPSHOTS = 5 };
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const double start[] = { 1, 0 };
  RgTensor *state = rg_from_data (RG_F64, RG_SHAPE (2), start);
  RgTensor *gravity = rg_set_requires_grad (rg_scalar (RG_F64, 9.81), true);

  /* The loss is the last angle. */
  RgTensor *adjoint = rg_tensor_ref (rg_from_data (RG_F64, RG_SHAPE (2), (const double[]){ 1, 0 }));
  counts = (Counts){ .held = 1, .most_held = 1 };
  back (state, gravity, STEPS, SNAPSHOTS, &adjoint);
  g_print ("%d steps, %d snapshots at most, %.1f runs of each\n", STEPS, counts.most_held, (double) counts.steps_run / STEPS);
  RgTensor *few = rg_clone (rg_grad (gravity));
  rg_tensor_unref (adjoint);

  /* The same with everything recorded. */
  rg_set_grad (gravity, NULL);
  RgTensor *now = state;
  for (int i = 0; i < STEPS; i++)
    now = step (now, gravity);
  g_autoptr (GError) error = NULL;
  if (!rg_backward (rg_select (now, 0, 0), &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  rg_print (few);
  g_print ("as by recording all: %s\n", rg_item (rg_abs (rg_sub (few, rg_grad (gravity)))) < 1e-13 ? "yes" : "no");
  return 0;
}
