/* report.h: report.html: how a run went, in one file that needs nothing else.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_REPORT_H
#define TRAIN_REPORT_H

#include "model.h"

/** report_write: DIR/report.html from what the run left in @dir; without results, of a run that is not over. */
bool report_write (const char *dir, GError **error);

/** graph_svg: adds a picture of the model's layers to @html; graph.c. */
void graph_svg (GString *html, const Model *model);

#endif
