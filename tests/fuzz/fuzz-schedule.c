/* fuzz-schedule.c: schedules as texts, `linear total_iters=5; 5: cosine T_max=20`: one
 * that is made says a rate for any step, and moves on or says why not.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"

void
fuzz_one (const uint8_t *data, size_t n)
{
  static const int64_t far[] = { 0, 1, 2, 3, 7, 50, 1000, 1000000, INT64_MAX };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n);
  RgTensor *param = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (1)), true);
  g_autoptr (RgOptim) optim = rg_optim_new ("sgd", &param, 1, "lr=0.1 momentum=0.9", &error);
  fuzz_accepted (optim != NULL, error);
  g_autoptr (RgSchedule) schedule = rg_schedule_new (text, optim, &error);
  if (schedule == NULL)
    {
      fuzz_refused (&error, " ");
      return;
    }
  for (size_t i = 0; i < G_N_ELEMENTS (far); i++)
    rg_schedule_value (schedule, 0.1, far[i]);
  for (int i = 0; i < 5; i++)
    if (!rg_schedule_step_measure (schedule, 1.0 / (i % 3 + 1), &error))
      {
        fuzz_refused (&error, " ");
        break;
      }
}
