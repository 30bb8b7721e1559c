/* profile.c: what ran when, on which thread, as Chrome's trace format.
 *
 * Each thread notes into a list of its own, which nobody else touches before the end.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "profile-private.h"
#include <pthread.h>
#include <time.h>
#include <unistd.h>

/* What a thread notes at most: 32 MiB. */
#define MOST_EVENTS (1u << 20)

typedef struct
{
  const char *name; /* of the row's */
  double start, end;
  RgProfileKind kind;
} Event;

/* What one thread noted; the lists outlive their threads. */
typedef struct
{
  int row;
  GArray *events; /* of Event */
  GStringChunk *names;
} Row;

_Atomic bool rg_profiling;
void (*rg_profile_watch) (bool on);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GPtrArray *rows; /* of Row */
static __thread Row *own;

/* --- noting --- */

double
rg_profile_now (void)
{
  struct timespec t;
  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec * 1e6 + (double) t.tv_nsec / 1e3;
}

static Row *
own_row (void)
{
  if (own)
    return own;
  own = g_new0 (Row, 1);
  own->events = g_array_new (FALSE, FALSE, sizeof (Event));
  own->names = g_string_chunk_new (1024);
  pthread_mutex_lock (&lock);
  if (rows == NULL)
    rows = g_ptr_array_new ();
  own->row = (int) rows->len;
  g_ptr_array_add (rows, own);
  pthread_mutex_unlock (&lock);
  return own;
}

void
rg_profile_note (RgProfileKind kind, const char *name, double start)
{
  Row *row = own_row ();
  GArray *events = row->events;
  if (events->len >= MOST_EVENTS)
    return;
  Event event = { g_string_chunk_insert_const (row->names, name), start, rg_profile_now (), kind };
  g_array_append_val (events, event);
}

void
rg_profile_mark (const char *name, double start)
{
  if (atomic_load_explicit (&rg_profiling, memory_order_relaxed))
    rg_profile_note (RG_PROFILE_HOST, name, start);
}

/* --- begin and end --- */

static void
drop_all (void)
{
  pthread_mutex_lock (&lock);
  for (guint i = 0; rows && i < rows->len; i++)
    g_array_set_size (((Row *) rows->pdata[i])->events, 0);
  pthread_mutex_unlock (&lock);
}

void
rg_profile_begin (void)
{
  drop_all ();
  if (!atomic_exchange (&rg_profiling, true) && rg_profile_watch)
    rg_profile_watch (true);
}

static void
append_quoted (GString *to, const char *text)
{
  g_string_append_c (to, '"');
  for (; *text; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf (to, "\\%c", *text);
    else if ((unsigned char) *text < ' ')
      g_string_append_printf (to, "\\u%04x", (unsigned) *text);
    else
      g_string_append_c (to, *text);
  g_string_append_c (to, '"');
}

static void
append_number (GString *to, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append (to, g_ascii_formatd (text, sizeof text, "%.3f", value));
}

static void
append_row (GString *to, const Row *row, double origin)
{
  static const char *const kinds[] = { "forward", "backward", "chunks", "host" };
  for (guint i = 0; i < row->events->len; i++)
    {
      const Event *e = &g_array_index (row->events, Event, i);
      g_string_append (to, ",\n{\"ph\": \"X\", \"name\": ");
      append_quoted (to, e->name);
      g_string_append_printf (to, ", \"cat\": \"%s\", \"pid\": %d, \"tid\": %d, \"ts\": ", kinds[e->kind], (int) getpid (), row->row);
      append_number (to, e->start - origin);
      g_string_append (to, ", \"dur\": ");
      append_number (to, e->end - e->start);
      g_string_append_c (to, '}');
    }
}

/* The first moment that anybody noted. */
static double
first_moment (void)
{
  double origin = G_MAXDOUBLE;
  for (guint r = 0; rows && r < rows->len; r++)
    {
      const Row *row = rows->pdata[r];
      for (guint i = 0; i < row->events->len; i++)
        origin = MIN (origin, g_array_index (row->events, Event, i).start);
    }
  return origin;
}

bool
rg_profile_end (const char *path, GError **error)
{
  if (atomic_exchange (&rg_profiling, false) && rg_profile_watch)
    rg_profile_watch (false);
  bool ok = true;
  if (path)
    {
      g_autoptr (GString) text = g_string_new ("{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n");
      g_string_append_printf (text, "{\"ph\": \"M\", \"name\": \"process_name\", \"pid\": %d, \"args\": {\"name\": \"retrograde\"}}",
                              (int) getpid ());
      pthread_mutex_lock (&lock);
      const double origin = first_moment ();
      for (guint i = 0; rows && i < rows->len; i++)
        append_row (text, rows->pdata[i], origin);
      pthread_mutex_unlock (&lock);
      g_string_append (text, "\n]}\n");
      ok = g_file_set_contents (path, text->str, (gssize) text->len, error);
    }
  drop_all ();
  return ok;
}
