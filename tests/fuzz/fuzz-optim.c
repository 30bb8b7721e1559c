/* fuzz-optim.c: optimisers as texts, `sgd momentum=0.9 nesterov=true`: one that is made
 * takes a step, and its options are kept to the bit.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"
#include <string.h>

static RgOptim *
make (const char *text, RgTensor *param, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  return rg_optim_new (words[0] ? words[0] : "", &param, 1, words[0] && words[1] ? words[1] : "", error);
}

static bool
half_square (void *param, double *loss, GError **error)
{
  RgTensor *out = rg_mul_scalar (rg_sum (rg_mul (param, param)), 0.5);
  rg_set_grad (param, NULL);
  *loss = rg_item (out);
  return rg_backward (out, error);
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n);
  RgTensor *param = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (3)), true);
  g_autoptr (RgOptim) optim = make (text, param, &error);
  if (optim == NULL)
    {
      /* There is no file: the optimiser names itself, or is not known. */
      fuzz_refused (&error, g_str_has_prefix (error->message, "there is no optimiser \"") ? "sgd" : " ");
      return;
    }
  double loss;
  if (!rg_optim_step_closure (optim, half_square, param, &loss, &error))
    fuzz_refused (&error, rg_optim_name (optim));
  g_autoptr (RgTensorMap) map = rg_tensor_map_new (), again = rg_tensor_map_new ();
  fuzz_accepted (rg_optim_save (optim, map, "", &error), error);
  fuzz_accepted (rg_optim_load (optim, map, "", &error), error);
  fuzz_accepted (rg_optim_save (optim, again, "", &error), error);
  fuzz_same_maps (map, again);
}
