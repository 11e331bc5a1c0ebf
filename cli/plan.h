/* plan.h: what is to be done: which files are read, in which order, and what is written to where. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "options.h"

#include <stdbool.h>
#include <stddef.h>

/* One input. */
struct cli_item {
    char *path;      /* NULL: standard input */
    char *output;    /* the file that it becomes; NULL where all go one after the other to one place */
    int error;       /* an errno, or 0: why it cannot even be tried */
    char *complaint; /* or the same in words, or NULL */
};

struct cli_plan {
    struct cli_item *items;
    size_t count;
    size_t capacity;
    bool mirrors; /* an input is a directory and there is an output: it is a directory, each item has its own file */
};

/* How an item is called in messages. */
const char *cli_item_name(const struct cli_item *item);

/* Looks at the inputs and walks the directories. Inputs that do not exist become items with an error, in their place.
 * */
void cli_plan_make(struct cli_plan *plan, const struct cli_options *options);

void cli_plan_free(struct cli_plan *plan);

#endif
