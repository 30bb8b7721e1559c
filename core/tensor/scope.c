/* scope.c: scopes, their errors, and the state of a thread.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "extra-private.h"
#include "thread-private.h"
#include <stdlib.h>
#include <string.h>

/* Live results in a root scope past which one warning says that a scope is
 * missing. */
#define ROOT_WARNING 1000000u

__thread RgThread *rg_thread_self_ __attribute__ ((tls_model ("initial-exec")));

static pthread_key_t thread_key;
static pthread_once_t thread_once = PTHREAD_ONCE_INIT;

/* All threads that made or freed a tensor, and what ended ones left over. */
static pthread_mutex_t threads_lock = PTHREAD_MUTEX_INITIALIZER;
static RgThread *threads;
static int64_t retired_tensors;

static void scope_clear (RgThread *self, RgScope *scope);

static void
thread_free (void *data)
{
  RgThread *self = data;
  rg_thread_self_ = self;
  while (self->scope != &self->root)
    rg_scope_end (self->scope);
  scope_clear (self, &self->root);
  rg_settle (self);
  rg_extra_drop_tangents (self);
  if (self->deferred)
    rg_deferred_free_func (self->deferred);
  free (self->stack);
  free (self->pack_buffer);
  for (int i = 0; i < self->spare.n; i++)
    g_free (self->spare.scopes[i]);
  rg_thread_retire (self);
  rg_storage_retire (self);
  pthread_mutex_lock (&threads_lock);
  retired_tensors += self->tensors;
  if (self->next)
    self->next->previous = self->previous;
  if (self->previous)
    self->previous->next = self->next;
  else
    threads = self->next;
  pthread_mutex_unlock (&threads_lock);
  rg_thread_self_ = NULL;
  free (self);
}

static void
thread_key_make (void)
{
  pthread_key_create (&thread_key, thread_free);
}

/* The main thread's destructors do not run at exit. */
__attribute__ ((destructor)) static void
main_thread_free (void)
{
  RgThread *self = rg_thread_self_;
  if (self)
    {
      pthread_setspecific (thread_key, NULL);
      thread_free (self);
    }
}

RgThread *
rg_thread_make (void)
{
  pthread_once (&thread_once, thread_key_make);
  RgThread *self = calloc (1, sizeof *self);
  if (self == NULL)
    g_error ("out of memory for a thread's state");
  self->grad_mode = true;
  self->seq_limit = UINT64_MAX;
  self->root.is_root = true;
  self->root.thread = pthread_self ();
  self->scope = &self->root;
  pthread_setspecific (thread_key, self);
  pthread_mutex_lock (&threads_lock);
  self->next = threads;
  if (threads)
    threads->previous = self;
  threads = self;
  pthread_mutex_unlock (&threads_lock);
  return rg_thread_self_ = self;
}

int64_t
rg_tensors_alive (void)
{
  pthread_mutex_lock (&threads_lock);
  int64_t alive = retired_tensors;
  for (RgThread *t = threads; t; t = t->next)
    alive += __atomic_load_n (&t->tensors, __ATOMIC_RELAXED);
  pthread_mutex_unlock (&threads_lock);
  return alive;
}

size_t
rg_thread_buffer_bytes (void)
{
  size_t bytes = 0;
  pthread_mutex_lock (&threads_lock);
  for (RgThread *t = threads; t; t = t->next)
    bytes += __atomic_load_n (&t->buffer_bytes, __ATOMIC_RELAXED);
  pthread_mutex_unlock (&threads_lock);
  return bytes;
}

/* --- what a scope owns --- */

RgTensor *
rg_scope_push_slow (RgThread *self, RgTensor *tensor)
{
  size_t room = self->room ? 2 * self->room : 256;
  RgTensor **stack = realloc (self->stack, room * sizeof *stack);
  if (stack == NULL)
    g_error ("out of memory for a scope");
  self->stack = stack;
  self->room = room;
  self->stack[self->top++] = tensor;
  if (self->scope->is_root && !self->scope->warned && self->top > ROOT_WARNING)
    {
      self->scope->warned = true;
      g_warning ("the root scope holds more than %u tensors: open a scope "
                 "(rg_scope_begin) around each step so that they are released",
                 ROOT_WARNING);
    }
  return tensor;
}

void
rg_scope_pop_to (RgThread *self, size_t mark)
{
  while (self->top > mark)
    rg_tensor_unref (self->stack[--self->top]);
}

static void
scope_clear (RgThread *self, RgScope *scope)
{
  rg_scope_pop_to (self, scope->start);
  g_slist_free_full (scope->memory, g_free);
  scope->memory = NULL;
  if (scope->error == NULL)
    return;
  RgScope *parent = scope->parent;
  if (parent && parent->error == NULL)
    parent->error = g_steal_pointer (&scope->error);
  else
    {
      if (scope->is_root)
        g_warning ("an error that nobody checked: %s", scope->error->message);
      g_clear_error (&scope->error);
    }
}

static bool
scope_is_mine (const RgScope *scope, const char *function)
{
  if (G_LIKELY (pthread_equal (scope->thread, pthread_self ())))
    return true;
  g_critical ("%s: the scope belongs to another thread", function);
  return false;
}

RgScope *
rg_scope_begin (void)
{
  RgThread *self = rg_thread ();
  RgScope *scope = self->spare.n ? self->spare.scopes[--self->spare.n] : g_new (RgScope, 1);
  memset (scope, 0, sizeof *scope);
  scope->parent = self->scope;
  scope->thread = self->root.thread;
  scope->start = self->top;
  self->scope->child = scope;
  self->scope = scope;
  return scope;
}

void
rg_scope_end (RgScope *scope)
{
  if (scope == NULL || !scope_is_mine (scope, "rg_scope_end"))
    return;
  RgThread *self = rg_thread ();
  if (scope->is_root)
    {
      g_critical ("rg_scope_end: a root scope ends with its thread");
      return;
    }
  if (self->scope != scope)
    {
      g_critical ("rg_scope_end: scopes opened inside this one are still open");
      while (self->scope != scope && !self->scope->is_root)
        rg_scope_end (self->scope);
    }
  scope_clear (self, scope);
  self->scope = scope->parent;
  self->scope->child = NULL;
  if (self->spare.n < (int) G_N_ELEMENTS (self->spare.scopes))
    self->spare.scopes[self->spare.n++] = scope;
  else
    g_free (scope);
}

RgScope *
rg_scope_current (void)
{
  return rg_thread ()->scope;
}

/* Puts `tensor` at the end of `scope`'s run: each scope opened inside it gives
 * up its first place and takes one at its end instead. */
static void
insert (RgThread *self, RgScope *scope, RgTensor *tensor)
{
  rg_scope_push (self, tensor);
  size_t hole = self->top - 1;
  for (RgScope *s = self->scope; s != scope; s = s->parent)
    {
      self->stack[hole] = self->stack[s->start];
      hole = s->start++;
    }
  self->stack[hole] = tensor;
}

RgTensor *
rg_scope_own (RgScope *scope, RgTensor *tensor)
{
  if (tensor == NULL)
    return NULL;
  if (scope == NULL)
    scope = rg_scope_current ();
  if (scope_is_mine (scope, "rg_scope_own"))
    insert (rg_thread (), scope, tensor);
  return tensor;
}

RgTensor *
rg_scope_leave (RgScope *scope, RgTensor *tensor)
{
  if (tensor == NULL || scope == NULL || !scope_is_mine (scope, "rg_scope_leave"))
    return tensor;
  if (scope->parent == NULL)
    return tensor;
  RgThread *self = rg_thread ();
  size_t end = scope->child ? scope->child->start : self->top;
  for (size_t i = end; i-- > scope->start;)
    if (self->stack[i] == tensor)
      {
        self->stack[i] = self->stack[scope->start];
        self->stack[scope->start++] = tensor;
        return tensor;
      }
  return tensor; /* an outer scope owns it already */
}

void *
rg_scope_alloc (RgScope *scope, size_t size)
{
  if (scope == NULL)
    scope = rg_scope_current ();
  void *memory = g_malloc0 (size ? size : 1);
  scope->memory = g_slist_prepend (scope->memory, memory);
  return memory;
}

/* --- errors --- */

bool
rg_scope_check (RgScope *scope, GError **error)
{
  if (scope == NULL)
    scope = rg_scope_current ();
  if (G_LIKELY (scope->error == NULL))
    return true;
  g_propagate_error (error, g_steal_pointer (&scope->error));
  return false;
}

bool
rg_scope_failed (RgScope *scope)
{
  return (scope ? scope : rg_scope_current ())->error != NULL;
}

void
rg_scope_fail (RgScope *scope, RgError code, const char *format, ...)
{
  if (scope == NULL)
    scope = rg_scope_current ();
  if (scope->error)
    return;
  va_list args;
  va_start (args, format);
  scope->error = g_error_new_valist (RG_ERROR, (gint) code, format, args);
  va_end (args);
}
