/* report-json.c: a report for machines, and results on their way between processes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static const char *const status_words[] = { "passed", "failed", "skipped" };

/* JSON has no inf and nan: they go as strings. */
static void
put_number (JsonBuilder *b, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  json_builder_set_member_name (b, name);
  if (isfinite (value))
    json_builder_add_double_value (b, value);
  else
    json_builder_add_string_value (b, g_ascii_dtostr (buffer, sizeof buffer, value));
}

static double
take_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NAN;
  return json_node_get_value_type (node) == G_TYPE_STRING
             ? g_ascii_strtod (json_node_get_string (node), NULL)
             : json_node_get_double (node);
}

static void
put_text (JsonBuilder *b, const char *name, const char *text)
{
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, text);
}

static void
put_result (JsonBuilder *b, const RgCheckResult *r)
{
  json_builder_begin_object (b);
  put_text (b, "op", r->op);
  put_text (b, "check", r->check);
  put_text (b, "sample", r->sample);
  put_text (b, "status", status_words[r->status]);
  if (r->message && *r->message)
    put_text (b, "message", r->message);
  if (r->hint)
    put_text (b, "hint", r->hint);
  if (r->where)
    {
      put_text (b, "where", r->where);
      put_number (b, "expected", r->expected);
      put_number (b, "got", r->got);
    }
  json_builder_end_object (b);
}

static char *
to_text (JsonBuilder *b, bool pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (b);
  return json_to_string (root, pretty);
}

char *
rg_check_result_to_json (const RgCheckResult *result)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  put_result (b, result);
  return to_text (b, false);
}

char *
rg_check_report_to_json (const RgCheckReport *report)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  json_builder_begin_object (b);
  for (int s = 0; s < 3; s++)
    {
      json_builder_set_member_name (b, status_words[s]);
      json_builder_add_int_value (b, (gint64) rg_check_report_count (report, (RgCheckStatus) s));
    }
  json_builder_set_member_name (b, "results");
  json_builder_begin_array (b);
  for (size_t i = 0; i < rg_check_report_size (report); i++)
    put_result (b, rg_check_report_get (report, i));
  json_builder_end_array (b);
  json_builder_end_object (b);
  return to_text (b, true);
}

bool
rg_check_report_add_json (RgCheckReport *report, const char *line)
{
  g_autoptr (JsonNode) root = json_from_string (line, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return false;
  JsonObject *o = json_node_get_object (root);
  const char *status = json_object_get_string_member_with_default (o, "status", NULL);
  RgCheckResult r = { .op = json_object_get_string_member_with_default (o, "op", NULL),
                      .check = json_object_get_string_member_with_default (o, "check", NULL),
                      .sample = json_object_get_string_member_with_default (o, "sample", ""),
                      .message = json_object_get_string_member_with_default (o, "message", ""),
                      .hint = json_object_get_string_member_with_default (o, "hint", NULL),
                      .where = json_object_get_string_member_with_default (o, "where", NULL),
                      .expected = take_number (o, "expected"),
                      .got = take_number (o, "got") };
  if (status == NULL || r.op == NULL || r.check == NULL)
    return false;
  for (int s = 0; s < 3; s++)
    if (strcmp (status, status_words[s]) == 0)
      {
        r.status = (RgCheckStatus) s;
        rg_check_report_add (report, &r);
        return true;
      }
  return false;
}
