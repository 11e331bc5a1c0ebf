/* progress.c: one line on a terminal, written over itself. It uses no escape sequences, only a carriage return and
 * spaces, so that it works on every terminal. */
#include "progress.h"

#include "stats.h"

#include <stdio.h>
#include <unistd.h>

#define NANOSECONDS   UINT64_C(1000000000)
#define LONG_WORK     (NANOSECONDS / 2)
#define BETWEEN_LINES (NANOSECONDS / 10)

void cli_progress_start(struct cli_progress *progress, bool to_terminal)
{
    *progress = (struct cli_progress){.wanted = isatty(STDERR_FILENO) && !to_terminal, .start = cli_clock()};
}

void cli_progress_show(struct cli_progress *progress, size_t done, size_t count)
{
    if (!progress->wanted)
        return;
    uint64_t now = cli_clock();
    if (now - progress->start < LONG_WORK || (progress->shown && now - progress->shown < BETWEEN_LINES))
        return;
    /* Numbers only grow, so a new line covers the old one. */
    progress->width = fprintf(stderr, "\rmdparse: %zu of %zu %s, %.1f s", done, count, count == 1 ? "file" : "files",
                              (double)(now - progress->start) / (double)NANOSECONDS);
    fflush(stderr);
    progress->shown = now;
}

void cli_progress_clear(struct cli_progress *progress)
{
    if (!progress->shown)
        return;
    fprintf(stderr, "\r%*s\r", progress->width, "");
    fflush(stderr);
    progress->shown = 0;
}
