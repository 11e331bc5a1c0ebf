/* control.h: work that needs a processor and nothing else: arithmetic in registers, of which no two tasks share a byte
 * that changes. How many times as fast n threads do it as one is what the processors give: on a virtual machine often
 * less than n, as neighbours are on the same cores. What work on memory gives is to be compared with that. */
#ifndef BENCH_CONTROL_H
#define BENCH_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bench_control {
    size_t tasks;
    uint64_t steps;    /* of each task */
    uint64_t *results; /* of each task, to which it has to come every time */
};

/* Of so many tasks, all equal, that one thread does in about so many nanoseconds together: measures how long a step
 * takes. False, with a line on standard error, where memory ran out. */
bool bench_control_create(struct bench_control *control, size_t tasks, double nanoseconds);

/* Does a task. Whether it came to the same as before; who asks for that cannot leave the work out. Any number of
 * threads may do tasks at once. */
bool bench_control_run(const struct bench_control *control, size_t task);

void bench_control_free(struct bench_control *control);

#endif
