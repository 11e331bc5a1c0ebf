/* output.h: where bytes go: standard output, a file that is put into place when it is complete, or a special file. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "aside.h"

#include <stdbool.h>
#include <stddef.h>

struct cli_output {
    int descriptor;
    int error; /* the first errno that writing met; all later writes are void */
    struct cli_asides *asides;
    struct cli_aside aside; /* unused where bytes go straight to the descriptor */
};

/* Standard output. Cannot fail; whether it can be written to shows when it is. */
void cli_output_standard(struct cli_output *output);

/* Opens `path`:
 * - A regular file, or nothing yet: written aside, in the same directory, and renamed over it at the end. An existing
 *   file's permissions are kept, a symbolic link stays one and its target is replaced, and what may not be written
 *   is not replaced either.
 * - A device, pipe or other special file is written directly.
 * - The file that is standard output (/dev/stdout, or the same redirected) is written as standard output is, where that
 *   stands: renaming over it would lose what it holds.
 * `parents`: directories that do not exist are made. Returns 0 or an errno. */
int cli_output_open(struct cli_output *output, struct cli_asides *asides, const char *path, bool parents);

/* Writes all, or sets output->error. */
void cli_output_write(struct cli_output *output, const char *data, size_t size);

/* Ends the output: a complete one is put into place; `keep` false or an error before removes what was written aside.
 * Returns 0 or an errno, the first. */
int cli_output_close(struct cli_output *output, bool keep);

/* Makes a directory and those above it; one that exists is fine. Returns 0 or an errno. */
int cli_output_make_directory(const char *path);

#endif
