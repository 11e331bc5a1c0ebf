/* progress.h: the line that shows how far long work has come. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cli_progress {
    bool wanted;    /* standard error is a terminal, and the output does not go to one */
    uint64_t start; /* cli_clock */
    uint64_t shown; /* when the line was last written; 0: none is on the screen */
    int width;      /* of the line on the screen */
};

/* `to_terminal`: whether the output goes to a terminal, where the line would stand within it. */
void cli_progress_start(struct cli_progress *progress, bool to_terminal);

/* Shows the line, if it is wanted, the work has been going on for long, and the line on the screen is old. */
void cli_progress_show(struct cli_progress *progress, size_t done, size_t count);

/* Removes the line from the screen, before something else is written and at the end. */
void cli_progress_clear(struct cli_progress *progress);

#endif
