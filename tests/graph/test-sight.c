/* test-sight.c: a graph as a picture, and what ran when.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"
#include <json-glib/json-glib.h>
#include <unistd.h>

/* --- pictures --- */

START_TEST (dot_names_and_sizes)
{
  RgTensor *x = leaf (1, 2, 3), *y = rg_sum (rg_mul (rg_exp (x), x));
  g_autofree char *dot = rg_graph_to_dot (&y, 1);
  ck_assert (g_str_has_prefix (dot, "digraph"));
  ck_assert (strstr (dot, "SumBackward0\\nfloat64 ()\\n8 bytes"));
  ck_assert (strstr (dot, "MulBackward0\\nfloat64 (3)\\n24 bytes\\nsaved 48 bytes"));
  ck_assert (strstr (dot, "leaf\\nfloat64 (3)\\n24 bytes\", style=rounded"));
  /* sum, mul, exp, leaf: the leaf once, though two nodes lead to it */
  int boxes = 0, arrows = 0;
  for (const char *at = dot; (at = strstr (at, "label=")); at++)
    boxes++;
  for (const char *at = dot; (at = strstr (at, "->")); at++)
    arrows++;
  ck_assert_int_eq (boxes, 1 + 4);
  ck_assert_int_eq (arrows, 1 + 1 + 2 + 1);
}
END_TEST

START_TEST (dot_of_several_outputs)
{
  RgTensor *x = leaf (3, 1, 2), *out[2];
  RgCummaxAttrs a = RG_CUMMAX_ATTRS_INIT;
  ck_assert (rg_op_call (NULL, rg_op_find ("cummax", NULL), &x, 1, &a, out, 2));
  g_autofree char *dot = rg_graph_to_dot (out, 1);
  ck_assert (strstr (dot, "CummaxBackward0\\n2 outputs"));
}
END_TEST

START_TEST (dot_of_nothing)
{
  RgTensor *plain = vec (1);
  g_autofree char *dot = rg_graph_to_dot (&plain, 1), *none = rg_graph_to_dot (NULL, 0);
  ck_assert_ptr_null (strstr (dot, "label"));
  ck_assert (g_str_has_suffix (none, "}\n"));
}
END_TEST

/* --- traces --- */

typedef struct
{
  int forward, backward, chunks, host;
  GHashTable *rows;
} Seen;

static void
look_at (JsonArray *all, guint index, JsonNode *node, gpointer data)
{
  Seen *seen = data;
  JsonObject *e = json_node_get_object (node);
  (void) all;
  (void) index;
  if (strcmp (json_object_get_string_member (e, "ph"), "X") != 0)
    return;
  const char *kind = json_object_get_string_member (e, "cat");
  seen->forward += strcmp (kind, "forward") == 0;
  seen->backward += strcmp (kind, "backward") == 0;
  seen->chunks += strcmp (kind, "chunks") == 0;
  seen->host += strcmp (kind, "host") == 0;
  ck_assert (json_object_get_double_member (e, "ts") >= 0);
  ck_assert (json_object_get_double_member (e, "dur") >= 0);
  g_hash_table_add (seen->rows, GINT_TO_POINTER ((int) json_object_get_int_member (e, "tid") + 1));
}

static void
read_trace (const char *path, Seen *seen)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  ck_assert (json_parser_load_from_file (parser, path, NULL));
  *seen = (Seen){ .rows = g_hash_table_new (NULL, NULL) };
  json_array_foreach_element (json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "traceEvents"),
                              look_at, seen);
}

static char *
trace_path (void)
{
  return g_strdup_printf ("%s/rg-trace-%d.json", g_get_tmp_dir (), (int) getpid ());
}

START_TEST (trace_of_operators_and_nodes)
{
  g_autofree char *path = trace_path ();
  Seen seen;
  RgTensor *x = leaf (1, 2, 3);
  rg_profile_begin ();
  const double start = rg_profile_now ();
  RgTensor *y = rg_sum (rg_mul (rg_exp (x), x));
  rg_profile_mark ("a \"step\"", start);
  assert_backward (y);
  ck_assert (rg_profile_end (path, NULL));
  (void) rg_exp (x); /* not any more */
  read_trace (path, &seen);
  ck_assert_int_ge (seen.forward, 3 + 3); /* and what the vjps call */
  ck_assert_int_eq (seen.backward, 3); /* sum, mul, exp; leaves run with what reaches them */
  ck_assert_int_eq (seen.host, 1);
  g_hash_table_destroy (seen.rows);
  /* What was noted is gone. */
  rg_profile_begin ();
  ck_assert (rg_profile_end (path, NULL));
  read_trace (path, &seen);
  ck_assert_int_eq (seen.forward + seen.backward, 0);
  g_hash_table_destroy (seen.rows);
  unlink (path);
}
END_TEST

START_TEST (trace_of_several_threads)
{
  g_autofree char *path = trace_path ();
  Seen seen;
  rg_set_num_threads (4);
  rg_parallel_force (8, true);
  rg_profile_begin ();
  int64_t before = rg_parallel_shared_runs ();
  for (int i = 0; i < 5000 && rg_parallel_shared_runs () < before + 5; i++)
    {
      if (i > 200)
        g_usleep (1000); /* let whoever keeps the others away go on */
      g_autoptr (RgScope) inner = rg_scope_begin ();
      RgTensor *x = rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (5000), 0.5), true);
      assert_backward (rg_sum (rg_tanh (rg_exp (x))));
    }
  ck_assert (rg_profile_end (path, NULL));
  rg_parallel_force (0, false);
  read_trace (path, &seen);
  ck_assert_int_gt (seen.chunks, 0);
  ck_assert_int_gt ((int) g_hash_table_size (seen.rows), 1);
  g_hash_table_destroy (seen.rows);
  unlink (path);
}
END_TEST

START_TEST (trace_that_cannot_be_written)
{
  rg_profile_begin ();
  assert_refused (rg_profile_end ("/nowhere/at/all.json", &error), "/nowhere/at/all.json");
}
END_TEST

/* Anomaly mode and the profiler each keep to themselves. */
START_TEST (trace_beside_anomaly_mode)
{
  rg_set_anomaly_mode (true);
  rg_profile_begin ();
  ck_assert (rg_profile_end (NULL, NULL));
  ck_assert (rg_anomaly_mode ());
  ck_assert (rg_set_anomaly_mode (false));
  ck_assert (!rg_anomaly_mode ());
}
END_TEST

GRAPH_MAIN ("sight", dot_names_and_sizes, dot_of_several_outputs, dot_of_nothing, trace_of_operators_and_nodes,
            trace_of_several_threads, trace_that_cannot_be_written, trace_beside_anomaly_mode)
