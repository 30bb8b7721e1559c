/* gpt.c: training steps of a transformer over characters.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "training.h"

void
bench_gpt (Bench *b)
{
  static const ModelShape shape = { RG_F32, 1, { 64 }, 65, 65 };
  bench_training (b, "4 layers, width 128", "transformer:layers=4,heads=4,width=128,context=64", &shape, 4, "adamw");
  bench_training (b, "6 layers, width 384", "transformer:layers=6,heads=6,width=384,context=64", &shape, 4, "adamw");
}
