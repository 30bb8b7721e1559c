/* random.c: generators: a seed and the number of the next draw.
 *
 * What is drawn with them, and the filling of tensors, is in kernel/random-fill.c.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "philox-private.h"
#include "rg-random.h"
#include "thread-private.h"
#include <pthread.h>

struct _RgGenerator
{
  gatomicrefcount refs;
  pthread_mutex_t lock; /* of both numbers together */
  uint64_t seed;
  uint64_t offset;
};

/* Never freed: operators may draw until the process ends. */
static RgGenerator default_generator = { .lock = PTHREAD_MUTEX_INITIALIZER };

RgGenerator *
rg_generator_new (uint64_t seed)
{
  RgGenerator *generator = g_new0 (RgGenerator, 1);
  g_atomic_ref_count_init (&generator->refs);
  pthread_mutex_init (&generator->lock, NULL);
  generator->seed = seed;
  return generator;
}

RgGenerator *
rg_generator_ref (RgGenerator *generator)
{
  if (generator && generator != &default_generator)
    g_atomic_ref_count_inc (&generator->refs);
  return generator;
}

void
rg_generator_unref (RgGenerator *generator)
{
  if (generator == NULL || generator == &default_generator
      || !g_atomic_ref_count_dec (&generator->refs))
    return;
  pthread_mutex_destroy (&generator->lock);
  g_free (generator);
}

RgGenerator *
rg_generator_default (void)
{
  RgGenerator *own = rg_thread ()->generator;
  return own ? own : &default_generator;
}

void
rg_manual_seed (uint64_t seed)
{
  rg_generator_set_state (NULL, seed, 0);
}

void
rg_generator_get_state (RgGenerator *generator, uint64_t *seed, uint64_t *offset)
{
  RgGenerator *g = generator ? generator : rg_generator_default ();
  pthread_mutex_lock (&g->lock);
  if (seed)
    *seed = g->seed;
  if (offset)
    *offset = g->offset;
  pthread_mutex_unlock (&g->lock);
}

void
rg_generator_set_state (RgGenerator *generator, uint64_t seed, uint64_t offset)
{
  RgGenerator *g = generator ? generator : rg_generator_default ();
  pthread_mutex_lock (&g->lock);
  g->seed = seed;
  g->offset = offset;
  pthread_mutex_unlock (&g->lock);
}

uint64_t
rg_generator_reserve (RgGenerator *generator, uint64_t n, uint64_t *seed)
{
  RgGenerator *g = generator ? generator : rg_generator_default ();
  pthread_mutex_lock (&g->lock);
  uint64_t first = g->offset;
  g->offset += n;
  if (seed)
    *seed = g->seed;
  pthread_mutex_unlock (&g->lock);
  return first;
}

uint64_t
rg_random_bits (uint64_t seed, uint64_t index)
{
  return rg_philox_bits (seed, index);
}

double
rg_random_uniform (uint64_t seed, uint64_t index)
{
  return rg_bits_to_f64 (rg_philox_bits (seed, index));
}
