/* message.c: the lines on standard error.
 *
 * Standard error is line buffered (main sets that up), so each line is one write and lines of several processes that
 * share a terminal do not mix. */
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cli_message_name(const char *name)
{
    for (const unsigned char *byte = (const unsigned char *)name; *byte; byte++) {
        if (*byte == '\n')
            fputs("\\n", stderr);
        else if (*byte < 0x20 || *byte == 0x7F)
            fprintf(stderr, "\\x%02x", *byte);
        else if (*byte == 0xC2 && byte[1] >= 0x80 && byte[1] < 0xA0) { /* U+0080 to U+009F, controls too */
            fprintf(stderr, "\\xc2\\x%02x", byte[1]);
            byte++;
        } else {
            putc(*byte, stderr);
        }
    }
}

void cli_message(const char *name, const char *what)
{
    fputs("mdparse: ", stderr);
    cli_message_name(*name ? name : "''"); /* an empty name would not be seen */
    fputs(": ", stderr);
    cli_message_name(what);
    putc('\n', stderr);
}

void cli_message_error(const char *name, int error)
{
    cli_message(name, strerror(error));
}

void *cli_need(void *memory)
{
    if (memory)
        return memory;
    fputs("mdparse: out of memory\n", stderr);
    exit(CLI_STATUS_FAILED);
}
