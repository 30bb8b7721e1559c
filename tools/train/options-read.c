/* options-read.c: options from files, the environment and the command line, and back to
 * files.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "one-line.h"
#include "options-private.h"
#include <gio/gio.h>
#include <string.h>

#define GROUP "train"

/* --- reading --- */

/* GKeyFile stumbles over two wrong escapes in one value. */
static bool
has_wrong_escape (GKeyFile *file, const char *key)
{
  g_autofree char *value = g_key_file_get_value (file, GROUP, key, NULL);
  for (const char *at = value; at && (at = strchr (at, '\\')); at += 2)
    if (at[1] == '\0' || !strchr ("sntr\\", at[1]))
      return true;
  return false;
}

/* The [train] group: `data`, and options by name. */
static bool
take_group (TrainOptions *o, GKeyFile *file, const char *name, OptionFrom from, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, NULL);
  if (keys == NULL)
    return data_fail (error, "%s: it has no [" GROUP "] group", name);
  for (char **key = keys; *key; key++)
    {
      g_autofree char *text = has_wrong_escape (file, *key) ? NULL : g_key_file_get_string (file, GROUP, *key, NULL);
      g_autofree char *label = g_strdup_printf ("%s: %s", name, *key);
      int i = train_option_find (*key);
      if (text == NULL)
        return data_fail (error, "%s: the value of '%s' cannot be read", name, *key);
      if (strcmp (*key, "data") == 0)
        {
          g_free (o->data);
          o->data = g_strdup (text);
        }
      else if (i < 0 || train_options[i].part == CALL)
        return data_fail (error, "%s: there is no option '%s'; 'retrograde train' lists them", name, *key);
      else if (!train_option_set (o, (size_t) i, text, from, label, error))
        return false;
    }
  return true;
}

/* GKeyFile takes bytes that are no text for keys, and stumbles over their values. */
static bool
load_text (GKeyFile *file, const char *text, gsize n, GError **error)
{
  if (!g_utf8_validate (text, (gssize) n, NULL))
    return data_fail (error, "this is no UTF-8 text");
  return g_key_file_load_from_data (file, text, n, G_KEY_FILE_NONE, error);
}

static bool
take_file (TrainOptions *o, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  gsize n;
  if (g_file_get_contents (path, &text, &n, &cause) && load_text (file, text, n, &cause))
    return take_group (o, file, path, FROM_FILE, error);
  g_autofree char *what = one_line (cause->message);
  g_set_error (error, cause->domain, cause->code, "%s: %s", path, what);
  return false;
}

/* RETROGRADE_TRAIN_WEIGHT_DECAY is weight-decay. */
static char *
variable_of (const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);
  return g_strconcat ("RETROGRADE_TRAIN_", g_strdelimit (upper, "-", '_'), NULL);
}

static bool
take_environment (TrainOptions *o, GError **error)
{
  for (size_t i = 0; i < train_n_options; i++)
    {
      g_autofree char *variable = variable_of (train_options[i].name);
      const char *text = train_options[i].part == CALL ? NULL : g_getenv (variable);
      if (text && !train_option_set (o, i, text, FROM_ENVIRONMENT, variable, error))
        return false;
    }
  return true;
}

static bool
take_command_line (TrainOptions *o, GError **error)
{
  for (size_t i = 0; i < train_n_options; i++)
    {
      const char *text = o->texts[i] ? o->texts[i] : o->no_flags[i] ? "false" : o->flags[i] ? "true" : NULL;
      g_autofree char *label = g_strconcat ("--", train_options[i].name, NULL);
      if (text && !train_option_set (o, i, text, FROM_COMMAND_LINE, label, error))
        return false;
    }
  return true;
}

bool
train_options_read (TrainOptions *o, const char *data, GError **error)
{
  const int config = train_option_find ("config");
  g_autofree char *variable = variable_of ("config");
  const char *path = o->texts[config] ? o->texts[config] : g_getenv (variable);
  if ((path && !take_file (o, path, error)) || !take_environment (o, error) || !take_command_line (o, error))
    return false;
  if (data)
    {
      g_free (o->data);
      o->data = g_strdup (data);
    }
  return true;
}

/* --- writing --- */

/* The path from the root: a run may go on in another folder. */
static char *
whole_path (const char *path)
{
  return path == NULL || strcmp (path, "-") == 0 ? g_strdup (path) : g_canonicalize_filename (path, NULL);
}

char *
train_options_to_text (const TrainOptions *o, bool where)
{
  static const char *const from[] = { " the default", " from the file", " from the environment", " from the command line", " from the run" };
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *data = where ? g_strdup (o->data) : whole_path (o->data);
  if (data)
    g_key_file_set_string (file, GROUP, "data", data);
  for (size_t i = 0; i < train_n_options; i++)
    {
      const Option *option = &train_options[i];
      if (option->part == CALL || (!where && option->part != RESULT))
        continue;
      g_autofree char *given = train_option_get (o, i);
      g_autofree char *text = option->type == PATH && !where ? whole_path (given) : g_strdup (given);
      if (text)
        g_key_file_set_string (file, GROUP, option->name, text);
      if (text && where)
        g_key_file_set_comment (file, GROUP, option->name, from[o->from[i]], NULL);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

/* --- going on --- */

bool
train_options_resume (TrainOptions *o, const char *text, const char *name, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *data = g_strdup (o->data);
  TrainOptions now;
  if (!load_text (file, text, strlen (text), NULL))
    return data_fail (error, "%s: the run's options cannot be read", name);
  train_options_copy (&now, o);
  bool ok = take_group (o, file, name, FROM_RUN, error);
  for (size_t i = 0; i < train_n_options && ok; i++)
    {
      g_autofree char *wanted = train_option_get (&now, i), *has = train_option_get (o, i);
      g_autofree char *wanted_path = train_options[i].type == PATH ? whole_path (wanted) : g_strdup (wanted);
      if (train_options[i].part != RESULT || now.from[i] != FROM_COMMAND_LINE || g_strcmp0 (wanted_path, has) == 0)
        continue;
      if (train_options[i].offset == offsetof (TrainOptions, epochs) && now.epochs > o->epochs
          && strcmp (o->schedule, "constant") == 0)
        o->epochs = now.epochs;
      else
        ok = data_fail (error, "--%s is %s in the run that goes on, which cannot change to %s", train_options[i].name,
                        has ? has : "not given", wanted);
    }
  /* The file may have moved; what it holds is compared. */
  if (ok && data)
    {
      g_free (o->data);
      o->data = g_steal_pointer (&data);
    }
  train_options_clear (&now);
  return ok;
}
