/* helpers.h: threads that help to parse a large text when there are more jobs than files. */
#ifndef CLI_HELPERS_H
#define CLI_HELPERS_H

#include <mdparse.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct cli_helpers {
    unsigned threads; /* that work on a text, the one that parses it included: 1 is nobody else */
    pthread_mutex_t mutex;
    mdp_pool *pool; /* made when the first large text comes, under the mutex */
    bool made;      /* or it was tried to */
};

/* The executor for a text of so many bytes; none, all zero, where one thread is enough or there are no others. Any
 * number of threads may ask. */
mdp_executor cli_helpers_for(struct cli_helpers *helpers, size_t size);

/* When nobody parses any more. */
void cli_helpers_end(struct cli_helpers *helpers);

#endif
