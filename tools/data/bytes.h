/* bytes.h: a whole file, standard input, or what either unpacks to.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_BYTES_H
#define DATA_BYTES_H

#include <gio/gio.h>
#include <stdbool.h>

/**
 * data_read_bytes:
 * @path: a file, or `-` for standard input
 * @error: return location for an error that names the file
 *
 * Reads all of it; what begins as gzip does is unpacked.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *data_read_bytes (const char *path, GError **error);

/** data_path_name: (transfer none): how errors call @path. */
const char *data_path_name (const char *path);

/** data_fail: sets @error, of %G_IO_ERROR_INVALID_DATA; gives false. */
bool data_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

#endif
