/* input.h: a whole file, or standard input, as bytes in memory. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

struct cli_text {
    char *data; /* to be freed, also where size is 0 */
    size_t size;
};

/* Whether reading `path` can neither block nor share a position with anyone else: a regular file, or nothing that
 * exists. Everything else (pipes, terminals) has to be read in the order of the command line. */
bool cli_input_is_plain(const char *path);

/* Reads everything that is in a file, or on standard input where path is NULL. Returns 0, or an errno with nothing to
 * free; EFBIG if it is more than the library takes. */
int cli_input_read(const char *path, struct cli_text *text);

#endif
