/* executors.h: executors that run tasks one by one, in an order that is awkward. */
#ifndef EXECUTORS_H
#define EXECUTORS_H

#include <mdparse.h>

enum executor_order { EXECUTOR_FORWARD, EXECUTOR_BACKWARD, EXECUTOR_SHUFFLED, EXECUTOR_ORDERS };

struct executor_state {
    enum executor_order order;
    uint64_t dice; /* of EXECUTOR_SHUFFLED */
    size_t tasks;  /* that were run */
};

/* An executor of this order and width, on the state, which is used by one thread. */
mdp_executor executor_make(struct executor_state *state, enum executor_order order, size_t width);

#endif
