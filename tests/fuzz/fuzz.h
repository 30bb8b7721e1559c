/* fuzz.h: what the targets share. A target is fuzz_one(), which hands bytes to a
 * reader: it may refuse them, in one line that names the file, or accept them, and then
 * what it made must hold together. Anything that GLib or the library logs is a failure.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <retrograde.h>

/** fuzz_one: the target. */
void fuzz_one (const uint8_t *data, size_t n);

/** fuzz_check: ends the program, and says @what should have been, unless @good. */
void fuzz_check (bool good, const char *what);

/** fuzz_path: (transfer full): a file called @name in a folder of this program's own. */
char *fuzz_path (const char *name);
/** fuzz_file: (transfer full): the path of that file, which now holds @n bytes. */
char *fuzz_file (const char *name, const void *data, size_t n);

/** fuzz_refused: @error must be one line of UTF-8 text that says @name; clears it. */
void fuzz_refused (GError **error, const char *name);
/** fuzz_accepted: there must be no error. */
void fuzz_accepted (bool good, const GError *error);

/** fuzz_lift_limit: for the rest of this input: what was read is there twice. */
void fuzz_lift_limit (void);

/** fuzz_same: the same shape, dtype and bits. */
void fuzz_same (const RgTensor *a, const RgTensor *b);
/** fuzz_same_maps: the same names, tensors and metadata, in any order. */
void fuzz_same_maps (const RgTensorMap *a, const RgTensorMap *b);

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t n);

#endif
