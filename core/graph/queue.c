/* queue.c: the heap of ready nodes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "queue-private.h"
#include "rg-random.h"

static void
lock (RgQueue *queue)
{
  unsigned spins = 0;
  while (atomic_exchange_explicit (&queue->locked, true, memory_order_acquire))
    while (atomic_load_explicit (&queue->locked, memory_order_relaxed))
      rg_wait_step (&spins);
}

static void
unlock (RgQueue *queue)
{
  atomic_store_explicit (&queue->locked, false, memory_order_release);
}

void
rg_queue_init (RgQueue *queue)
{
  atomic_init (&queue->locked, false);
  atomic_init (&queue->n, 0);
  atomic_init (&queue->open, 0);
  queue->nodes = NULL;
  queue->room = 0;
  queue->shuffle = 0;
  queue->shuffled = false;
}

void
rg_queue_clear (RgQueue *queue)
{
  g_free (queue->nodes);
}

/* --- the heap, under the lock --- */

static size_t
sift_up (RgNode **nodes, size_t n, RgNode *node)
{
  size_t i = n;
  while (i && nodes[(i - 1) / 2]->seq < node->seq)
    {
      nodes[i] = nodes[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  nodes[i] = node;
  return n + 1;
}

static RgNode *
take_top (RgNode **nodes, size_t n)
{
  RgNode *top = nodes[0], *last = nodes[n - 1];
  size_t i = 0;
  n--;
  for (;;)
    {
      size_t child = 2 * i + 1;
      if (child >= n)
        break;
      if (child + 1 < n && nodes[child + 1]->seq > nodes[child]->seq)
        child++;
      if (nodes[child]->seq <= last->seq)
        break;
      nodes[i] = nodes[child];
      i = child;
    }
  if (n)
    nodes[i] = last;
  return top;
}

static RgNode *
take_any (RgQueue *queue, size_t n)
{
  size_t i = rg_random_bits (queue->shuffle, n) % n;
  queue->shuffle += 0x9e3779b97f4a7c15ull;
  RgNode *node = queue->nodes[i];
  queue->nodes[i] = queue->nodes[n - 1];
  return node;
}

/* --- for workers --- */

void
rg_queue_push (RgQueue *queue, RgNode *const *nodes, size_t many)
{
  lock (queue);
  size_t n = atomic_load_explicit (&queue->n, memory_order_relaxed);
  if (n + many > queue->room)
    {
      queue->room = MAX (2 * queue->room, n + many + 64);
      queue->nodes = g_renew (RgNode *, queue->nodes, queue->room);
    }
  for (size_t i = 0; i < many; i++)
    n = sift_up (queue->nodes, n, nodes[i]);
  atomic_store_explicit (&queue->n, n, memory_order_relaxed);
  unlock (queue);
}

size_t
rg_queue_pop (RgQueue *queue, RgNode **nodes, size_t most, size_t share)
{
  if (atomic_load_explicit (&queue->n, memory_order_relaxed) == 0)
    return 0;
  lock (queue);
  size_t n = atomic_load_explicit (&queue->n, memory_order_relaxed);
  size_t want = MIN (MIN (most, n / share + 1), n);
  for (size_t i = 0; i < want; i++, n--)
    nodes[i] = queue->shuffled ? take_any (queue, n) : take_top (queue->nodes, n);
  atomic_store_explicit (&queue->n, n, memory_order_relaxed);
  unlock (queue);
  return want;
}

uint64_t
rg_queue_top (RgQueue *queue)
{
  return atomic_load_explicit (&queue->n, memory_order_relaxed) ? queue->nodes[0]->seq : 0;
}
