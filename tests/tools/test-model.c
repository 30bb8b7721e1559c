/* test-model.c: models from lines of text and from files.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model.h"
#include <check.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static const ModelShape row = { RG_F64, 1, { 6 }, 0, 3 };
static const ModelShape image = { RG_F64, 3, { 2, 8, 8 }, 0, 3 };
static const ModelShape text = { RG_F64, 1, { 5 }, 7, 7 };

static Model *
make (const char *spec, const ModelShape *shape)
{
  GError *error = NULL;
  Model *model = model_new (spec, shape, &error);
  ck_assert_msg (model != NULL, "%s", error ? error->message : "");
  return model;
}

static Model *
from_text (const char *layers)
{
  GError *error = NULL;
  g_autofree char *whole = g_strconcat ("[model]\ninput=6\noutputs=3\ndtype=float64\n", layers, NULL);
  Model *model = model_from_text (whole, "net.ini", &error);
  ck_assert_msg (model != NULL, "%s", error ? error->message : "");
  return model;
}

static RgTensor *
parameter (Model *model, const char *name)
{
  size_t n;
  RgTensor *const *all = model_parameters (model, &n);
  for (size_t i = 0; i < n; i++)
    if (g_str_equal (model_parameter_names (model)[i], name))
      return all[i];
  ck_abort_msg ("there is no parameter %s", name);
  return NULL;
}

static void
expect_names (Model *model, const char *want)
{
  size_t n;
  model_parameters (model, &n);
  g_autoptr (GString) names = g_string_new (NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i ? " " : "", model_parameter_names (model)[i]);
  ck_assert_str_eq (names->str, want);
}

/* Values that do not depend on how numbers are drawn: sin (i + shift). */
static void
fill (RgTensor *t, double shift)
{
  for (int64_t i = 0; i < rg_tensor_numel (t); i++)
    ((double *) rg_tensor_data (t))[i] = sin ((double) i + shift);
  rg_tensor_bump_version (t);
}

static RgTensor *
sample (const ModelShape *shape, int64_t batch)
{
  int64_t sizes[RG_MAX_DIMS] = { batch };
  memcpy (sizes + 1, shape->sizes, (size_t) shape->ndim * sizeof *sizes);
  RgTensor *x = rg_zeros (shape->n_tokens ? RG_I64 : shape->dtype, (RgInts){ shape->ndim + 1, sizes });
  if (!shape->n_tokens)
    fill (x, 0.5);
  else
    for (int64_t i = 0; i < rg_tensor_numel (x); i++)
      ((int64_t *) rg_tensor_data (x))[i] = i * i % shape->n_tokens;
  return x;
}

static void
fill_all (Model *model)
{
  size_t n;
  RgTensor *const *all = model_parameters (model, &n);
  for (size_t i = 0; i < n; i++)
    fill (all[i], (double) i);
}

static void
expect_values (const RgTensor *t, const double *want, int64_t n)
{
  ck_assert (rg_scope_check (NULL, NULL));
  ck_assert_int_eq (rg_tensor_numel (t), n);
  for (int64_t i = 0; i < n; i++)
    ck_assert_double_eq_tol (((double *) rg_tensor_data (t))[i], want[i], 1e-12);
}

/* --- perceptrons --- */

START_TEST (perceptron)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = make ("mlp:5,4,activation=tanh", &row);
  expect_names (model, "0.weight 0.bias 2.weight 2.bias 4.weight 4.bias");
  ck_assert_int_eq (model_n_values (model), 6 * 5 + 5 + 5 * 4 + 4 + 4 * 3 + 3);
  RgTensor *x = sample (&row, 7);
  RgTensor *y = rg_tanh (rg_linear (x, parameter (model, "0.weight"), parameter (model, "0.bias")));
  y = rg_tanh (rg_linear (y, parameter (model, "2.weight"), parameter (model, "2.bias")));
  y = rg_linear (y, parameter (model, "4.weight"), parameter (model, "4.bias"));
  RgTensor *got = model_forward (model, x);
  ck_assert_int_eq (rg_tensor_numel (got), 21);
  ck_assert (memcmp (rg_tensor_data (got), rg_tensor_data (y), 21 * sizeof (double)) == 0);
  GError *error = NULL;
  ck_assert (rg_backward_with (got, rg_ones_like (got), &error));
  size_t n;
  RgTensor *const *all = model_parameters (model, &n);
  for (size_t i = 0; i < n; i++)
    ck_assert (rg_grad (all[i]) != NULL);
}
END_TEST

START_TEST (initial_values)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  rg_manual_seed (5);
  g_autoptr (Model) a = make ("mlp:500", &row);
  rg_manual_seed (5);
  g_autoptr (Model) b = make ("mlp:500", &row);
  g_autoptr (Model) c = make ("mlp:500", &row);
  const RgTensor *w[3] = { parameter (a, "0.weight"), parameter (b, "0.weight"),
                           parameter (c, "0.weight") };
  const size_t bytes = 3000 * sizeof (double);
  ck_assert (memcmp (rg_tensor_data (w[0]), rg_tensor_data (w[1]), bytes) == 0);
  ck_assert (memcmp (rg_tensor_data (w[0]), rg_tensor_data (w[2]), bytes) != 0);
  /* Uniform within 1 / sqrt (6): the extremes come near, the mean square is a
   * third of the bound's square. */
  const double bound = 1 / sqrt (6.0);
  double least = 1, most = -1, squares = 0;
  for (int i = 0; i < 3000; i++)
    {
      const double v = ((double *) rg_tensor_data (w[0]))[i];
      least = fmin (least, v);
      most = fmax (most, v);
      squares += v * v / 3000;
    }
  ck_assert (least >= -bound && least < -0.99 * bound && most <= bound && most > 0.99 * bound);
  ck_assert_double_eq_tol (squares, bound * bound / 3, 0.05 * bound * bound);
}
END_TEST

/* The same network, data and steps in PyTorch, float64: the loss before step 20. */
static const struct
{
  const char *name, *options;
  double loss;
} runs[] = {
  { "sgd", "lr=0.1 momentum=0.9 weight_decay=0.01 nesterov=true", 0.5097425255136493 },
  { "adamw", "lr=0.02 amsgrad=true", 0.595007696256432 },
  { "rmsprop", "lr=0.01", 0.4713491829317212 },
};

START_TEST (twenty_steps)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Model) model = make ("mlp:5,4,activation=tanh", &row);
  ModelShape outputs = row;
  outputs.sizes[0] = 3;
  RgTensor *x = sample (&row, 7), *target = sample (&outputs, 7);
  fill_all (model);
  fill (target, 2);
  size_t n;
  RgTensor *const *params = model_parameters (model, &n);
  g_autoptr (RgOptim) optim = rg_optim_new (runs[_i].name, params, n, runs[_i].options, &error);
  g_autoptr (RgSchedule) schedule = rg_schedule_new ("cosine T_max=20", optim, &error);
  double value = 0;
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (RgScope) step = rg_scope_begin ();
      rg_optim_zero_grad (optim);
      RgTensor *loss = rg_mean (rg_square (rg_sub (model_forward (model, x), target)));
      value = rg_item (loss);
      ck_assert (rg_backward (loss, &error));
      ck_assert (rg_clip_grad_norm (params, n, 0.5, 2, NULL, &error));
      ck_assert (rg_optim_step (optim, &error) && rg_schedule_step (schedule, &error));
    }
  ck_assert_double_eq_tol (value, runs[_i].loss, 1e-10);
}
END_TEST

/* --- every short form --- */

static const struct
{
  const char *spec;
  const ModelShape *shape;
  const char *names;
} forms[] = {
  { "mlp:", &row, "0.weight 0.bias" },
  { "mlp", &row, "0.weight 0.bias" },
  { "mlp:4,dropout=0.5", &row, "0.weight 0.bias 3.weight 3.bias" },
  { "mlp:4", &image, "1.weight 1.bias 3.weight 3.bias" },
  { "cnn:3,4", &image, "0.weight 0.bias 3.weight 3.bias 7.weight 7.bias" },
  { "cnn:3,norm=true,hidden=5,dropout=0.1", &image,
    "0.weight 0.bias 1.weight 1.bias 6.weight 6.bias 8.weight 8.bias" },
  { "cnn:2,image=2x3", &row, "1.weight 1.bias 5.weight 5.bias" },
  { "transformer:layers=1,heads=2,width=4,context=5", &text,
    "0.weight 1.weight 2.0.weight 2.0.bias 2.1.in_proj_weight 2.1.in_proj_bias "
    "2.1.out_proj.weight 2.1.out_proj.bias 3.0.weight 3.0.bias 3.1.weight 3.1.bias 3.3.weight "
    "3.3.bias 4.weight 4.bias 5.weight 5.bias" },
  { "transformer:layers=2,heads=1,width=6,dropout=0.2", &text, NULL },
};

START_TEST (form)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Model) model = make (forms[_i].spec, forms[_i].shape);
  if (forms[_i].names)
    expect_names (model, forms[_i].names);

  /* Its text builds it again, and again the same text. */
  g_autoptr (Model) again = model_from_text (model_text (model), "again", &error);
  ck_assert_msg (again != NULL, "%s", error ? error->message : "");
  ck_assert_str_eq (model_text (model), model_text (again));
  size_t n, m;
  RgTensor *const *all = model_parameters (model, &n);
  model_parameters (again, &m);
  ck_assert_uint_eq (n, m);

  /* With the same tensors it gives the same bits. */
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  model_save_to (model, map, "model.");
  ck_assert (model_load_from (again, map, "model.", &error));
  model_set_training (model, false);
  model_set_training (again, false);
  RgTensor *x = sample (forms[_i].shape, 4);
  RgTensor *y = model_forward (model, x), *z = model_forward (again, x);
  ck_assert_msg (rg_scope_check (scope, &error), "%s", error ? error->message : "");
  ck_assert_int_eq (rg_tensor_size (y, 0), 4);
  ck_assert_int_eq (rg_tensor_size (y, -1), forms[_i].shape->n_outputs);
  ck_assert (memcmp (rg_tensor_data (y), rg_tensor_data (z),
                     (size_t) rg_tensor_numel (y) * sizeof (double))
             == 0);

  /* In training every parameter gets a gradient. */
  model_set_training (model, true);
  ck_assert (model_is_training (model) && !model_is_training (again));
  y = model_forward (model, x);
  ck_assert_msg (rg_backward_with (y, rg_ones_like (y), &error), "%s",
                 error ? error->message : "");
  for (size_t i = 0; i < n; i++)
    ck_assert_msg (rg_grad (all[i]) != NULL, "%s", model_parameter_names (model)[i]);
  g_autofree char *summary = model_summary (model);
  ck_assert (strstr (summary, "parameters"));
}
END_TEST

static const struct
{
  const char *spec;
  const ModelShape *shape;
  const char *message;
} bad_forms[] = {
  { "mlpp:3", &row, "there is no such model; there are mlp:256,128" },
  { "", &row, "there is no such model" },
  { "mlp:3,,4", &row, "\"\" is neither a width" },
  { "mlp:0", &row, "\"0\" is neither a width, a whole number above 0, nor key=value" },
  { "mlp:3,width=4", &row, "there is no option \"width\"; there are activation, dropout" },
  { "mlp:3,activation=relo", &row, "[relo 1] there is no layer \"relo\"" },
  { "mlp:3,dropout=2", &row, "[dropout 1] p: " },
  { "mlp:3", &text, "a perceptron takes no text; use transformer:" },
  { "cnn:", &image, "say how many channels" },
  { "cnn:4", &row, "a sample of 6 numbers is no square image; say image=HEIGHTxWIDTH" },
  { "cnn:4,image=3x3", &row, "a sample of 6 numbers is no square image" },
  { "cnn:4,image=3", &row, "image is \"3\"; it must be sizes such as 28x28" },
  { "cnn:4,norm=1", &image, "norm is \"1\"; it must be true or false" },
  { "transformer:width=10,heads=3", &text, "heads is 3, which does not divide the width, 10" },
  { "transformer:layers=0", &text, "layers is \"0\"; it must be a whole number above 0" },
  { "transformer:context=64", &text, "context is 64; the data have 5" },
  { "transformer:4", &text, "it takes options only" },
  { "transformer:", &row, "a transformer takes text; use mlp: or cnn:" },
  { "nothing/there.ini", &row, "nothing/there.ini" },
};

START_TEST (bad_form)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  ck_assert (model_new (bad_forms[_i].spec, bad_forms[_i].shape, &error) == NULL);
  ck_assert_msg (strstr (error->message, bad_forms[_i].message), "%s", error->message);
  ck_assert (strchr (error->message, '\n') == NULL);
  ck_assert (rg_scope_check (scope, NULL));
}
END_TEST

/* --- files --- */

START_TEST (any_operator)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = from_text ("[linear 1]\nout_features = 8\nname = fc\n[mul 1]\nother = 8\n"
                                       "other.init = 0.25\n[add 1]\nother=1\nalpha=2\n"
                                       "[narrow 1]\ndim=1\nstart=2\nlength=3\n");
  expect_names (model, "fc.weight fc.bias 1.other 2.other");
  ck_assert (rg_get (parameter (model, "1.other"), RG_INTS (7)) == 0.25);
  fill_all (model);
  RgTensor *x = sample (&row, 2);
  RgTensor *y = rg_linear (x, parameter (model, "fc.weight"), parameter (model, "fc.bias"));
  y = rg_mul (y, parameter (model, "1.other"));
  y = rg_add_alpha (y, parameter (model, "2.other"), 2);
  y = rg_contiguous (rg_narrow (y, 1, 2, 3));
  expect_values (rg_contiguous (model_forward (model, x)), rg_tensor_data (y), 6);
}
END_TEST

START_TEST (residual)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model
      = from_text ("[residual 1]\nlayers = linear a, tanh a\n[linear a]\nout_features = 6\n[tanh a]\n"
                   "[residual 2]\nlayers=linear b\nshortcut=linear c\n"
                   "[linear b]\n[linear c]\nbias=false\n");
  expect_names (model, "0.0.weight 0.0.bias 1.0.weight 1.0.bias 1.shortcut.weight");
  fill_all (model);
  RgTensor *x = sample (&row, 2);
  RgTensor *y = rg_tanh (rg_linear (x, parameter (model, "0.0.weight"), parameter (model, "0.0.bias")));
  y = rg_add (x, y);
  y = rg_add (rg_linear (y, parameter (model, "1.shortcut.weight"), NULL),
              rg_linear (y, parameter (model, "1.0.weight"), parameter (model, "1.0.bias")));
  expect_values (model_forward (model, x), rg_tensor_data (y), 6);
}
END_TEST

/* The same module in PyTorch, filled the same way: MultiheadAttention (4, 2) on
 * one sample of length 3, behind linear layers that make it and use it. */
START_TEST (attention)
{
  static const double causal[3] = { 0.26481150005555576, 1.0019938309323506, 0.8256187595850335 };
  static const double full[3] = { -0.8437074620956679, 0.9983140324168146, 1.927927296646911 };
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      g_autofree char *layers = g_strdup_printf (
          "[linear 1]\nout_features=12\n[unflatten]\ndim=1\nsizes=3,4\n"
          "[attention]\nheads=2\nis_causal=%s\n[flatten]\n[linear 2]\n", k ? "false" : "true");
      g_autoptr (Model) model = from_text (layers);
      expect_names (model, "0.weight 0.bias 2.in_proj_weight 2.in_proj_bias 2.out_proj.weight "
                           "2.out_proj.bias 4.weight 4.bias");
      fill_all (model);
      expect_values (model_forward (model, sample (&row, 1)), k ? full : causal, 3);
    }
}
END_TEST

/* The same layers in PyTorch, filled the same way, in training and evaluation. */
START_TEST (convolutions)
{
  static const double training[12] = { 6.325037700696331, 11.538516033404424, 8.675337850136106,
                                  6.48960978319503, 11.141208319639615, 7.986067924211089,
                                  6.284152559370687, 10.959144582230705, 7.951085692482497,
                                  5.835370885059305, 11.06291945191737, 8.536915927493796 };
  static const double evaluation[12] = { 5.918897791818473, 10.448860574916692, 7.6424423480763375,
                                  6.021552617960557, 10.068551990275736, 7.037539296480092,
                                  5.611671894097604, 9.417356824917766, 6.587429924315778,
                                  4.989185312312835, 9.373232011295233, 7.151643802734315 };
  static const double mean[3] = { -0.10547840878772292, 0.011350011744324595, 0.05232746121596278 };
  static const double var[3] = { 1.996248853889513, 2.5807372660417234, 1.9993884546593272 };
  static const double gradient[3] = { 0.012703015708765725, 0.22396761872104648, 0.17377176076960885 };
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Model) model = model_from_text (
      "[model]\ninput=2,8,8\noutputs=3\ndtype=float64\n"
      "[conv2d 1]\nout_channels=3\nkernel_size=3\nstride=2\npadding=1\n"
      "[group_norm]\nnum_groups=3\n[residual]\nlayers=conv2d 2, batch_norm, relu\n"
      "[conv2d 2]\nout_channels=3\nkernel_size=3\npadding=1\n[batch_norm]\n[relu]\n"
      "[max_pool2d]\nkernel_size=2\n[conv_transpose2d]\nout_channels=2\nkernel_size=2\n"
      "[flatten]\n[layer_norm]\n[linear]\n",
      "net.ini", &error);
  ck_assert_msg (model != NULL, "%s", error ? error->message : "");
  expect_names (model, "0.weight 0.bias 1.weight 1.bias 2.0.weight 2.0.bias 2.1.weight 2.1.bias "
                       "4.weight 4.bias 6.weight 6.bias 7.weight 7.bias");
  fill_all (model);
  RgTensor *x = sample (&image, 4), *y = model_forward (model, x);
  expect_values (y, training, 12);
  ck_assert (rg_backward (rg_sum (y), &error));
  const double *got = rg_tensor_data (rg_contiguous (rg_grad (parameter (model, "0.weight"))));
  for (int i = 0; i < 3; i++)
    ck_assert_double_eq_tol (got[i], gradient[i], 1e-9);

  size_t n;
  RgTensor *const *buffers = model_buffers (model, &n);
  ck_assert_uint_eq (n, 3);
  ck_assert_str_eq (model_buffer_names (model)[0], "2.1.running_mean");
  ck_assert_str_eq (model_buffer_names (model)[1], "2.1.running_var");
  ck_assert_str_eq (model_buffer_names (model)[2], "2.1.num_batches_tracked");
  expect_values (buffers[0], mean, 3);
  expect_values (buffers[1], var, 3);
  ck_assert_int_eq (*(int64_t *) rg_tensor_data (buffers[2]), 1);
  model_set_training (model, false);
  expect_values (model_forward (model, x), evaluation, 12);
  expect_values (buffers[0], mean, 3);
}
END_TEST

START_TEST (dropout)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = from_text ("[dropout]\np=0.5\n[linear]\n");
  RgTensor *x = sample (&row, 3);
  RgTensor *want = rg_linear (x, parameter (model, "1.weight"), parameter (model, "1.bias"));
  model_set_training (model, false);
  expect_values (model_forward (model, x), rg_tensor_data (want), 9);
  model_set_training (model, true);
  RgTensor *a = model_forward (model, x), *b = model_forward (model, x);
  ck_assert (memcmp (rg_tensor_data (a), rg_tensor_data (b), 9 * sizeof (double)) != 0);
}
END_TEST

START_TEST (shorter_text)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = make ("transformer:layers=1,heads=2,width=4", &text);
  ModelShape small = text;
  small.sizes[0] = 3;
  RgTensor *x = sample (&text, 1);
  RgTensor *whole = model_forward (model, x);                       /* (1, 5, 7) */
  RgTensor *part = model_forward (model, rg_narrow (x, 1, 0, 3)); /* (1, 3, 7) */
  /* No place sees what comes after it. */
  for (int64_t t = 0; t < 3; t++)
    for (int64_t k = 0; k < 7; k++)
      ck_assert_double_eq_tol (rg_get (whole, RG_INTS (0, t, k)), rg_get (part, RG_INTS (0, t, k)),
                               1e-12);
  small.sizes[0] = 6;
  g_autoptr (GError) error = NULL;
  ck_assert (model_forward (model, sample (&small, 1)) == NULL);
  ck_assert (!rg_scope_check (scope, &error));
  ck_assert_str_eq (error->message,
                    "a text of 6 tokens is longer than the model's context, 5");
}
END_TEST

START_TEST (from_file)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rg-model-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "net.ini", NULL);
  ck_assert (g_file_set_contents (path, "# a comment\n[linear 1]\nout_features=4\n[relu]\n[linear 2]\n",
                                  -1, NULL));
  g_autoptr (Model) model = make (path, &row);
  expect_names (model, "0.weight 0.bias 2.weight 2.bias");
  ck_assert (g_str_has_prefix (model_text (model), "[model]\ninput=6\noutputs=3\ndtype=float64\n"));
  ck_assert (strstr (model_text (model), "# a comment"));
  ck_assert_int_eq (model_wanted_context (path), 0);

  /* What model_text() gave may be kept as a file; the data must fit it. */
  ck_assert (g_file_set_contents (path, model_text (model), -1, NULL));
  g_autoptr (Model) again = make (path, &row);
  expect_names (again, "0.weight 0.bias 2.weight 2.bias");
  ck_assert_int_eq (model_wanted_context (path), 6);
  ck_assert (model_new (path, &image, &error) == NULL);
  ck_assert_msg (strstr (error->message, "net.ini: [model] input=6 outputs=3 dtype=float64 differs "
                                         "from the data, which are input=2,8,8"),
                 "%s", error->message);
  unlink (path);
  rmdir (folder);
  ck_assert_int_eq (model_wanted_context ("transformer:layers=1,context=64"), 64);
  ck_assert_int_eq (model_wanted_context ("transformer"), 0);
}
END_TEST

static const char *const bad_texts[][2] = {
  { "[model]\ninput=6\noutputs=3\n", "net.ini: there are no layers: each is a group such as [linear 1]" },
  { "[linear]\n", "net.ini: [model] input: is missing" },
  { "[model]\ninput=6\n[linear]\n", "net.ini: [model] outputs: is missing" },
  { "[model]\ninput=6\noutputs=3\ndtype=int64\n[linear]\n",
    "net.ini: [model] dtype: \"int64\" is neither float32 nor float64" },
  { "[model]\ninput=6\noutputs=3\nsize=3\n[linear]\n", "net.ini: [model] size: [model] has no such key" },
  { "[model]\ninput=1,2,3,4,5,6,7,8\noutputs=3\n[linear]\n",
    "net.ini: [model] input: has 8 sizes; at most 7 fit" },
  { "[model]\ninput=6\noutputs=3\n[linear 1]\nout_features=many\n",
    "net.ini: [linear 1] out_features: \"many\" is not a whole number of at least 1" },
  { "[model]\ninput=6\noutputs=3\n[linear 1]\nout_features=0\n",
    "net.ini: [linear 1] out_features: \"0\" is not a whole number of at least 1" },
  { "[model]\ninput=6\noutputs=3\n[linear 1]\nbias=no\n",
    "net.ini: [linear 1] bias: \"no\" is neither true nor false" },
  { "[model]\ninput=6\noutputs=3\n[linear 1]\nfeatures=3\n",
    "net.ini: [linear 1] features: linear has no such key; it has out_features, bias, init_std" },
  { "[model]\ninput=6\noutputs=3\n[linear 1]\nout_features=4\n",
    "net.ini: the last layer gives 4 for a sample; 3 must come out" },
  { "[model]\ninput=6\noutputs=3\n[liner 1]\n",
    "net.ini: [liner 1] there is no layer \"liner\", and no operator of that name takes a tensor" },
  { "[model]\ninput=6\noutputs=3\n[fc]\nlayer=\n", "net.ini: [fc] there is no layer \"\"" },
  { "[model]\ninput=6\noutputs=3\n[mul 1]\n[linear]\n",
    "net.ini: [mul 1] other: is missing: operator mul needs it" },
  { "[model]\ninput=6\noutputs=3\n[mul 1]\nother=a\n[linear]\n",
    "net.ini: [mul 1] other: \"a\" is not 1 whole number" },
  { "[model]\ninput=6\noutputs=3\n[mul 1]\nother=5\n[linear]\n", "net.ini: [mul 1] mul: " },
  { "[model]\ninput=6\noutputs=3\n[sum]\ndim=x\n[linear]\n", "net.ini: [sum] dim: " },
  { "[model]\ninput=6\noutputs=3\n[residual]\n[linear]\n", "net.ini: [residual] layers: is missing" },
  { "[model]\ninput=6\noutputs=3\n[residual]\nlayers=relu x\n[linear]\n",
    "net.ini: [residual] there is no group [relu x]" },
  { "[model]\ninput=6\noutputs=3\n[residual]\nlayers=linear 1\n[linear 1]\n[linear]\n",
    "net.ini: [residual] layers: what comes out differs in shape" },
  { "[model]\ninput=6\noutputs=3\n[residual]\nlayers=relu,relu\n[relu]\n[linear]\n",
    "net.ini: [residual] [relu] is used twice" },
  { "[model]\ninput=6\noutputs=3\n[residual 1]\nlayers=residual 1\n[linear]\n",
    "net.ini: [residual 1] is listed by a group that is no layer" },
  { "[model]\ninput=6\noutputs=3\n[linear 1]\nname=a\nout_features=3\n[linear 2]\nname=a\n",
    "net.ini: [linear 2] name: there are two tensors called a.weight" },
  { "[model]\ninput=6\noutputs=3\n[attention]\nheads=2\n",
    "net.ini: [attention] a sample has 1 dimension here, which are too few for this layer" },
  { "[model]\ninput=6\noutputs=3\n[embedding]\nembedding_dim=3\n[linear]\n",
    "net.ini: [embedding] num_embeddings: is missing: the data are no text" },
  { "no group\n", "net.ini: " },
};

START_TEST (bad_text)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  ck_assert (model_from_text (bad_texts[_i][0], "net.ini", &error) == NULL);
  ck_assert_msg (g_str_has_prefix (error->message, bad_texts[_i][1]), "%s\nnot\n%s", error->message,
                 bad_texts[_i][1]);
  ck_assert (rg_scope_check (scope, NULL));
}
END_TEST

/* --- tensors --- */

START_TEST (loading)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (Model) model = make ("mlp:5", &row);
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  RgTensor *weight = parameter (model, "0.weight");
  const uint32_t version = rg_tensor_version (weight);
  fill_all (model);
  model_save_to (model, map, "");
  const double before = rg_get (weight, RG_INTS (1, 2));

  const struct
  {
    RgTensor *tensor;
    const char *message;
  } bad[] = {
    { rg_zeros (RG_F64, RG_SHAPE (4)), "2.bias is float64 4; the model has float64 3" },
    { rg_zeros (RG_F32, RG_SHAPE (3)), "2.bias is float32 3; the model has float64 3" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RgTensorMap) other = rg_tensor_map_new ();
      rg_tensor_map_add (other, "0.weight", rg_zeros (RG_F64, RG_SHAPE (5, 6)));
      rg_tensor_map_add (other, "0.bias", rg_zeros (RG_F64, RG_SHAPE (5)));
      rg_tensor_map_add (other, "2.weight", rg_zeros (RG_F64, RG_SHAPE (3, 5)));
      ck_assert (!model_load_from (model, other, "", &error));
      ck_assert_str_eq (error->message, "2.bias is missing; the model has float64 3");
      g_clear_error (&error);
      rg_tensor_map_add (other, "2.bias", bad[i].tensor);
      ck_assert (!model_load_from (model, other, "", &error));
      ck_assert_str_eq (error->message, bad[i].message);
      ck_assert (rg_get (weight, RG_INTS (1, 2)) == before);
      rg_tensor_map_add (other, "2.bias", rg_zeros (RG_F64, RG_SHAPE (3)));
      ck_assert (model_load_from (model, other, "", NULL));
      ck_assert (rg_get (weight, RG_INTS (1, 2)) == 0);
      ck_assert_uint_gt (rg_tensor_version (weight), version);
      fill_all (model);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("model");
  TCase *c = tcase_create ("model");
  tcase_add_test (c, perceptron);
  tcase_add_loop_test (c, twenty_steps, 0, (int) G_N_ELEMENTS (runs));
  tcase_add_test (c, initial_values);
  tcase_add_loop_test (c, form, 0, (int) G_N_ELEMENTS (forms));
  tcase_add_loop_test (c, bad_form, 0, (int) G_N_ELEMENTS (bad_forms));
  tcase_add_test (c, any_operator);
  tcase_add_test (c, residual);
  tcase_add_test (c, attention);
  tcase_add_test (c, convolutions);
  tcase_add_test (c, dropout);
  tcase_add_test (c, shorter_text);
  tcase_add_test (c, from_file);
  tcase_add_loop_test (c, bad_text, 0, (int) G_N_ELEMENTS (bad_texts));
  tcase_add_test (c, loading);
  suite_add_tcase (suite, c);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
