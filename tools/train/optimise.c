/* optimise.c: the optimiser and the schedule that the options ask for.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "trainer.h"
#include <string.h>

static void
append_number (GString *text, const char *name, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf (text, " %s=%s", name, g_ascii_dtostr (number, sizeof number, value));
}

/* `adam amsgrad=true`: a name, and options of its own, which go before the others. */
RgOptim *
make_optim (const TrainOptions *o, const Model *model, GError **error)
{
  size_t n;
  RgTensor *const *params = model_parameters (model, &n);
  g_auto (GStrv) words = g_strsplit (o->optimizer, " ", 2);
  const char *name = words[0] ? words[0] : "", *own = words[0] && words[1] ? words[1] : "";
  bool is_sgd = strcmp (name, "sgd") == 0;
  g_autoptr (GString) text = g_string_new (NULL);
  if (o->lr > 0 || is_sgd)
    append_number (text, "lr", o->lr > 0 ? o->lr : 0.01);
  if (o->weight_decay >= 0)
    append_number (text, "weight_decay", o->weight_decay);
  if (is_sgd)
    append_number (text, "momentum", o->momentum);
  g_string_append_printf (text, " %s", own);
  return rg_optim_new (name, params, n, text->str + (*text->str == ' '), error);
}

/* --- schedules --- */

/* What a bare name stands for, over all steps of the run; %s is their number, or
 * their third. A NULL text is as it is. */
static const struct
{
  const char *name;
  const char *text;
  int part; /* of the steps: 1 or a third */
} bare[] = {
  { "constant", NULL, 0 },
  { "cosine", "cosine T_max=%s", 1 },
  { "step", "step step_size=%s", 3 },
  { "linear", "linear start_factor=1 end_factor=0 total_iters=%s", 1 },
  { "one-cycle", "one_cycle total_steps=%s", 1 },
  { "one_cycle", "one_cycle total_steps=%s", 1 },
  { "plateau", "plateau", 0 },
};

/* Whether it goes on with each step rather than each epoch. */
static bool
is_bare (const char *text, size_t *which)
{
  for (*which = 0; *which < G_N_ELEMENTS (bare); (*which)++)
    if (strcmp (bare[*which].name, text) == 0)
      return bare[*which].part != 0;
  return false;
}

bool
make_schedule (Trainer *t, GError **error)
{
  const TrainOptions *o = t->options;
  guint64 total = t->epochs * trainer_steps (t);
  size_t which;
  GString *text = g_string_new (NULL);
  t->schedule_by_step = is_bare (o->schedule, &which) || o->warmup > 0;
  if (o->warmup > 0 && (guint64) o->warmup >= total)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--warmup is %d steps; the run has %" G_GUINT64_FORMAT, o->warmup,
                   total);
      g_string_free (text, TRUE);
      return false;
    }
  if (o->warmup > 0)
    {
      g_string_append_printf (text, "linear start_factor=1/%d total_iters=%d; %d: ", o->warmup + 1, o->warmup, o->warmup);
      total -= (guint64) o->warmup;
    }
  if (which < G_N_ELEMENTS (bare) && bare[which].part)
    {
      g_autofree char *steps = g_strdup_printf ("%" G_GUINT64_FORMAT, MAX (1, total / (guint64) bare[which].part));
      g_autofree char *schedule = g_strdup (bare[which].text);
      GString *filled = g_string_new (schedule);
      g_string_replace (filled, "%s", steps, 1);
      g_string_append (text, filled->str);
      g_string_free (filled, TRUE);
      if (g_str_has_prefix (bare[which].text, "one_cycle"))
        {
          append_number (text, "max_lr", rg_optim_get_lr (t->optim, 0));
          g_string_append (text, " cycle_momentum=false");
        }
    }
  else
    g_string_append (text, o->schedule);
  bool none = strcmp (text->str, "constant") == 0;
  t->schedule = none ? NULL : rg_schedule_new (text->str, t->optim, error);
  g_string_free (text, TRUE);
  return none || t->schedule;
}
