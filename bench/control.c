/* control.c: see control.h. */
#include "control.h"

#include "command.h"
#include "statistics.h"

#include <math.h>
#include <stdlib.h>

#define TRIAL_STEPS ((uint64_t)1 << 16) /* some 0.2 ms: long against the clock, short against a time slice */
#define TRIALS      9

/* A step of Marsaglia's Xorshift RNGs (2003) of 64 bits: again and again it makes all numbers but 0 of any but 0. */
static uint64_t shuffle(uint64_t x)
{
    x ^= x << 13;
    x ^= x >> 7;
    return x ^ x << 17;
}

/* Like a parser it has several things to do at once, so that a core's units have work, and branches that cannot be
 * foreseen: three chains of numbers, of which the first goes on by one more in one step of eight. */
static uint64_t work(uint64_t steps, uint64_t seed)
{
    uint64_t a = 2 * seed + 1, b = a + (UINT64_C(1) << 32), c = b + (UINT64_C(1) << 32); /* odd, so not 0 */
    for (; steps > 0; steps--) {
        a = shuffle(a);
        b = shuffle(b);
        c = shuffle(c);
        while (a % 8 == 0)
            a = shuffle(a);
    }
    return a ^ b ^ c;
}

/* The fastest of some trials, as what disturbs them only makes them slower. Each begins with a number from memory that
 * reading the clock may change, for all that the compiler knows: so it cannot be moved before that. */
static double step_nanoseconds(struct bench_control *control)
{
    double fastest = HUGE_VAL;
    for (size_t trial = 0; trial < TRIALS; trial++) {
        double begin = bench_now();
        control->results[0] = work(TRIAL_STEPS, control->results[0]);
        fastest = fmin(fastest, bench_now() - begin);
    }
    return fastest / (double)TRIAL_STEPS;
}

bool bench_control_create(struct bench_control *control, size_t tasks, double nanoseconds)
{
    *control = (struct bench_control){.tasks = tasks, .results = calloc(tasks, sizeof *control->results)};
    if (control->results == NULL)
        return bench_fail("out of memory", "");
    control->steps = 1 + (uint64_t)(nanoseconds / (double)tasks / step_nanoseconds(control));
    for (size_t task = 0; task < tasks; task++)
        control->results[task] = work(control->steps, task);
    return true;
}

bool bench_control_run(const struct bench_control *control, size_t task)
{
    return work(control->steps, task) == control->results[task];
}

void bench_control_free(struct bench_control *control)
{
    free(control->results);
    *control = (struct bench_control){.tasks = 0};
}
