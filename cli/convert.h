/* convert.h: one file from bytes to bytes. */
#ifndef CLI_CONVERT_H
#define CLI_CONVERT_H

#include "crew.h"
#include "helpers.h"
#include "options.h"
#include "output.h"
#include "plan.h"
#include "stats.h"

/* What all conversions of a run have in common; read only, apart from what the pointers lead to. */
struct cli_conversion {
    const struct cli_options *options;
    const struct cli_plan *plan;
    struct cli_asides *asides;
    struct cli_helpers *helpers;
    struct cli_output *stream; /* where all go, in order; NULL if each has its own output */
};

struct cli_result {
    const char *name; /* NULL: all went well; otherwise what failed: the input or the output, a string of the plan */
    const char *what; /* and how: in words, or NULL: */
    int error;        /* an errno */
    char *data;       /* what is still to be written to the stream, to be freed */
    size_t size;
    struct cli_stats stats;
};

/* Converts an item and stores what came of it. Runs on any thread. */
void cli_convert(const struct cli_conversion *conversion, const struct cli_item *item, struct cli_turn *turn,
                 struct cli_result *result);

#endif
