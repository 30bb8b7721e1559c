/* vectors-private.h: the recorded trajectories and schedules of PyTorch.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef VECTORS_PRIVATE_H
#define VECTORS_PRIVATE_H

#include <check.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <retrograde.h>
#include <stdio.h>

/* The parsed file, for ever; NULL, with a note, where it is not at hand. Python
 * writes NaN and Infinity, which JSON has no words for. */
static inline JsonObject *
vectors (void)
{
  static JsonParser *parser;
  if (parser == NULL)
    {
      const char *folder = g_getenv ("RG_TEST_SHARED_DIR");
      g_autofree char *path = g_build_filename (folder ? folder : ".", "vectors", "optim.json", NULL);
      g_autofree char *text = NULL;
      if (!g_file_get_contents (path, &text, NULL, NULL))
        {
          printf ("# skipped: there is no %s\n", path);
          return NULL;
        }
      GString *strict = g_string_new (text);
      g_string_replace (strict, "NaN", "null", 0);
      g_string_replace (strict, "Infinity", "1e999", 0);
      parser = json_parser_new_immutable ();
      ck_assert (json_parser_load_from_data (parser, strict->str, -1, NULL));
      g_string_free (strict, TRUE);
    }
  return json_node_get_object (json_parser_get_root (parser));
}

static inline double
number_at (JsonArray *array, guint i)
{
  return json_array_get_null_element (array, i) ? (double) NAN
                                                : json_array_get_double_element (array, i);
}

static inline bool
near (double got, double want)
{
  return got == want || (isnan (got) && isnan (want))
         || fabs (got - want) <= 1e-10 * fmax (1, fabs (want));
}

/* d/dp of 0.05 sum ((p - t)^4) + c (p[0] p[1] - 1)^2, p (4). */
static inline void
objective_gradient (const double *p, double c, double *g)
{
  static const double t[4] = { 0.3, 0.1, -0.2, 0.7 };
  const double product = 2 * c * (p[0] * p[1] - 1);
  for (int i = 0; i < 4; i++)
    g[i] = 0.2 * (p[i] - t[i]) * (p[i] - t[i]) * (p[i] - t[i]);
  g[0] += product * p[1];
  g[1] += product * p[0];
}

static inline double
objective (const double *p, double c)
{
  static const double t[4] = { 0.3, 0.1, -0.2, 0.7 };
  double sum = 0;
  for (int i = 0; i < 4; i++)
    sum += pow (p[i] - t[i], 4);
  return 0.05 * sum + c * pow (p[0] * p[1] - 1, 2);
}

#endif
