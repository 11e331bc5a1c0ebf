/* executors.c: see executors.h. */
#include "executors.h"

#include <stdlib.h>

static size_t roll(struct executor_state *state, size_t limit)
{
    state->dice = state->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(state->dice >> 33) % limit;
}

static void run_shuffled(struct executor_state *state, size_t count, void (*task)(void *argument, size_t index),
                         void *argument)
{
    size_t *order = malloc((count + 1) * sizeof *order);
    if (order == NULL)
        abort();
    for (size_t i = 0; i < count; i++) {
        size_t other = roll(state, i + 1);
        order[i] = order[other];
        order[other] = i;
    }
    for (size_t i = 0; i < count; i++)
        task(argument, order[i]);
    free(order);
}

static void run(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    struct executor_state *state = context;
    state->tasks += count;
    if (state->order == EXECUTOR_SHUFFLED) {
        run_shuffled(state, count, task, argument);
        return;
    }
    for (size_t i = 0; i < count; i++)
        task(argument, state->order == EXECUTOR_FORWARD ? i : count - 1 - i);
}

mdp_executor executor_make(struct executor_state *state, enum executor_order order, size_t width)
{
    *state = (struct executor_state){.order = order, .dice = 1};
    return (mdp_executor){run, state, width};
}
