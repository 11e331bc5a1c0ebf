/* helpers.c: see helpers.h. Threads are started when a large text comes, so that a small one does not wait for them. */
#include "helpers.h"

/* A parse of less is done before a thread is started. */
#define LARGE_TEXT ((size_t)1 << 20)

mdp_executor cli_helpers_for(struct cli_helpers *helpers, size_t size)
{
    if (helpers->threads < 2 || size < LARGE_TEXT)
        return (mdp_executor){NULL, NULL, 0};
    pthread_mutex_lock(&helpers->mutex);
    if (!helpers->made)
        mdp_pool_create(helpers->threads, &helpers->pool); /* where that fails, everybody parses alone */
    helpers->made = true;
    pthread_mutex_unlock(&helpers->mutex);
    return mdp_pool_executor(helpers->pool);
}

void cli_helpers_end(struct cli_helpers *helpers)
{
    mdp_pool_destroy(helpers->pool);
    helpers->pool = NULL;
}
