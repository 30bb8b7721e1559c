/* verify.c: `retrograde verify PATH...`: recorded cases through the operators.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "verify.h"
#include <stdio.h>

typedef struct
{
  RgVerifyOptions options;
  bool verbose;
  unsigned counts[3];
  JsonBuilder *json; /* or NULL */
} Verify;

static const char *const words[] = { "passed", "failed", "skipped" };

static void
report (Verify *v, const RgCase *c, RgCaseStatus status, const char *why)
{
  const char *op = json_object_get_string_member (c->json, "op");
  g_autofree char *attrs = rg_case_attrs_text (c);
  v->counts[status]++;
  if (v->json)
    {
      json_builder_begin_object (v->json);
      json_builder_set_member_name (v->json, "op");
      json_builder_add_string_value (v->json, op);
      json_builder_set_member_name (v->json, "case");
      json_builder_add_int_value (v->json, c->number);
      json_builder_set_member_name (v->json, "status");
      json_builder_add_string_value (v->json, words[status]);
      if (why)
        {
          json_builder_set_member_name (v->json, "message");
          json_builder_add_string_value (v->json, why);
        }
      json_builder_end_object (v->json);
    }
  else if (status == RG_CASE_FAILED || v->verbose)
    printf ("%s %u (%s)%s: %s%s%s\n", op, c->number, c->file, attrs, words[status], why ? ": " : "", why ? why : "");
}

static bool
verify_file (Verify *v, const char *path, GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensorMap *tensors = rg_safetensors_load (path, error);
  if (tensors == NULL)
    return false;
  g_autofree char *name = g_path_get_basename (path);
  const char *text = rg_tensor_map_metadata (tensors, "cases");
  g_autoptr (JsonParser) parser = json_parser_new ();
  bool ok = text && json_parser_load_from_data (parser, text, -1, error);
  JsonNode *root = ok ? json_parser_get_root (parser) : NULL;
  if (ok && (root == NULL || !JSON_NODE_HOLDS_ARRAY (root)))
    ok = false;
  if (!ok && error && *error == NULL)
    g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: its metadata has no list of cases under 'cases'", path);
  JsonArray *cases = ok ? json_node_get_array (root) : NULL;
  for (guint i = 0; ok && i < json_array_get_length (cases); i++)
    {
      RgCase c = { name, i, json_array_get_object_element (cases, i), tensors };
      g_autofree char *why = NULL;
      if (v->options.only && g_strcmp0 (json_object_get_string_member (c.json, "op"), v->options.only) != 0)
        continue;
      RgCaseStatus status = rg_case_run (&c, &v->options, &why);
      report (v, &c, status, why);
    }
  rg_tensor_map_free (tensors);
  return ok;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static bool
verify_path (Verify *v, const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return verify_file (v, path, error);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  for (const char *name; dir && (name = g_dir_read_name (dir));)
    if (g_str_has_suffix (name, ".safetensors"))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  if (dir && files->len == 0)
    g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: no .safetensors file in this folder", path);
  g_ptr_array_sort (files, by_name);
  bool ok = files->len > 0;
  for (guint i = 0; i < files->len && ok; i++)
    ok = verify_file (v, files->pdata[i], error);
  return ok;
}

static void
print_json (Verify *v)
{
  json_builder_end_array (v->json);
  for (int i = 0; i < 3; i++)
    {
      json_builder_set_member_name (v->json, words[i]);
      json_builder_add_int_value (v->json, v->counts[i]);
    }
  json_builder_end_object (v->json);
  g_autoptr (JsonNode) root = json_builder_get_root (v->json);
  g_autofree char *text = json_to_string (root, TRUE);
  puts (text);
  g_object_unref (v->json);
}

int
rg_command_verify (int argc, char **argv)
{
  Verify v = { .options = { 1e-7, 1e-9, false, NULL } };
  gboolean json = FALSE, strict = FALSE, verbose = FALSE;
  g_autofree char *only = NULL;
  const GOptionEntry entries[] = {
    { "op", 0, 0, G_OPTION_ARG_STRING, &only, "only the cases of this operator", "NAME" },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, "a missing operator is a failure, not a skip", NULL },
    { "rtol", 0, 0, G_OPTION_ARG_DOUBLE, &v.options.rtol, "relative tolerance (1e-7)", "X" },
    { "atol", 0, 0, G_OPTION_ARG_DOUBLE, &v.options.atol, "absolute tolerance (1e-9)", "X" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print one JSON object", NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "list every case", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "PATH...",
                                 "Runs the recorded cases of safetensors files, or of folders of them, through "
                                 "the operators, forward and backward.", entries);
  if (status >= 0)
    return status;
  if (argc < 2)
    return rg_command_usage ("verify: no file or folder was given; see 'retrograde verify --help'");
  v.options.strict = strict;
  v.options.only = only;
  v.verbose = verbose;
  if (json)
    {
      v.json = json_builder_new ();
      json_builder_begin_object (v.json);
      json_builder_set_member_name (v.json, "cases");
      json_builder_begin_array (v.json);
    }
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      if (!verify_path (&v, argv[i], &error))
        return rg_command_fail ("verify: %s", error->message);
    }
  if (v.json)
    print_json (&v);
  else
    printf ("%u passed, %u failed, %u skipped\n", v.counts[0], v.counts[1], v.counts[2]);
  return v.counts[RG_CASE_FAILED] ? RG_EXIT_FAILED : 0;
}
