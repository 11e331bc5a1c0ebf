/* turns.c: see turns.h. */
#include "turns.h"

#include "statistics.h"

#define RUN_NS_MIN 2e6 /* a run lasts no less: some 10,000 times what reading the clock costs */

/* The time of one pass, in *time, and the processor time that it took, in *work. What is between them to be tidied up
 * stops the clock. */
static bool run(struct bench_turn *turn, double *time, double *work)
{
    double begin = bench_now(), work_begin = bench_worked(), tidied = 0, tidied_work = 0;
    for (double i = 0; i < turn->repeats; i++) {
        if (!turn->pass(turn->context))
            return false;
        if (turn->tidy != NULL) {
            double tidy_begin = bench_now(), tidy_work_begin = bench_worked();
            turn->tidy(turn->context);
            tidied += bench_now() - tidy_begin;
            tidied_work += bench_worked() - tidy_work_begin;
        }
    }
    *time = (bench_now() - begin - tidied) / turn->repeats;
    *work = (bench_worked() - work_begin - tidied_work) / turn->repeats;
    return true;
}

/* Two passes that do not count fill the caches and the allocator. Then ever longer runs tell how many passes one needs:
 * a single one can be too short for the clock. */
static bool warm_up(struct bench_turn *turn)
{
    double time = 0, work = 0;
    turn->repeats = 1;
    if (!run(turn, &time, &work) || !run(turn, &time, &work))
        return false;
    for (;;) {
        if (!run(turn, &time, &work))
            return false;
        double whole = time * turn->repeats;
        if (whole >= RUN_NS_MIN)
            return true;
        turn->repeats = whole < RUN_NS_MIN / 100 ? turn->repeats * 10 : (double)(size_t)(RUN_NS_MIN / time * 1.1) + 1;
    }
}

size_t bench_take_turns(struct bench_turn *turns, size_t count, size_t runs, double seconds)
{
    for (size_t i = 0; i < count; i++) {
        if (!warm_up(&turns[i]))
            return 0;
    }
    double end = bench_now() + seconds * 1e9;
    size_t done = 0;
    for (; (done < runs && bench_now() < end) || done < BENCH_RUNS_MIN; done++) {
        for (size_t i = 0; i < count; i++) {
            struct bench_turn *turn = &turns[(done + (done % 2 == 0 ? i : count - i)) % count];
            double work = 0;
            if (!run(turn, &turn->times[done], &work))
                return 0;
            if (turn->works != NULL)
                turn->works[done] = work;
        }
    }
    return done;
}
