/* crew.c: the threads of the command.
 *
 *     piece   0       1       2       3         4       5       6      7 ...
 *             taken   taken   works   finished  works   free    not yet
 *                             ^ head                    ^ begun ^ head + window (here 4)
 *
 * Workers begin pieces in order; the calling thread takes them back in order. Piece `head`, the next to be taken, has
 * always been begun when any later one has, and never waits for its turn, so the head always moves: no deadlock. At
 * most `window` pieces are between begun and taken, which bounds what they keep in memory.
 *
 * Must not know what the work is. */
#include "crew.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define IDLE_NANOSECONDS 100000000L

/* What the threads share. The mutex protects everything below it. */
struct crew {
    const struct cli_task *task;
    pthread_mutex_t mutex;
    pthread_cond_t moved;    /* for workers: head has moved, or everything ends */
    pthread_cond_t finished; /* for the calling thread: a piece is finished */
    size_t head;
    size_t begun;
    bool ended;
    bool *is_finished; /* by index modulo window */
};

struct cli_turn {
    struct crew *crew; /* NULL: there is only one thread, so it is always its turn */
    size_t index;
};

bool cli_turn_has_come(struct cli_turn *turn)
{
    struct crew *crew = turn->crew;
    if (!crew)
        return true;
    pthread_mutex_lock(&crew->mutex);
    bool has_come = crew->head == turn->index;
    pthread_mutex_unlock(&crew->mutex);
    return has_come;
}

bool cli_turn_wait(struct cli_turn *turn)
{
    struct crew *crew = turn->crew;
    if (!crew)
        return true;
    pthread_mutex_lock(&crew->mutex);
    while (crew->head != turn->index && !crew->ended)
        pthread_cond_wait(&crew->moved, &crew->mutex);
    bool is_next = crew->head == turn->index && !crew->ended;
    pthread_mutex_unlock(&crew->mutex);
    return is_next;
}

/* The mutex is held. False when there is nothing more to begin. */
static bool begin(struct crew *crew, size_t *index)
{
    const struct cli_task *task = crew->task;
    while (!crew->ended && crew->begun < task->count && crew->begun - crew->head >= task->window)
        pthread_cond_wait(&crew->moved, &crew->mutex);
    if (crew->ended || crew->begun == task->count)
        return false;
    *index = crew->begun++;
    return true;
}

static void *work(void *context)
{
    struct crew *crew = context;
    const struct cli_task *task = crew->task;
    struct cli_turn turn = {crew, 0};
    pthread_mutex_lock(&crew->mutex);
    while (begin(crew, &turn.index)) {
        pthread_mutex_unlock(&crew->mutex);
        task->work(task->context, turn.index, &turn);
        pthread_mutex_lock(&crew->mutex);
        crew->is_finished[turn.index % task->window] = true;
        pthread_cond_signal(&crew->finished);
    }
    pthread_mutex_unlock(&crew->mutex);
    return NULL;
}

/* The mutex is held, and is given up meanwhile. */
static void wait_for_head(struct crew *crew)
{
    const struct cli_task *task = crew->task;
    while (!crew->is_finished[crew->head % task->window]) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += IDLE_NANOSECONDS;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        if (!task->idle) {
            pthread_cond_wait(&crew->finished, &crew->mutex);
        } else if (pthread_cond_timedwait(&crew->finished, &crew->mutex, &until) == ETIMEDOUT) {
            pthread_mutex_unlock(&crew->mutex);
            task->idle(task->context);
            pthread_mutex_lock(&crew->mutex);
        }
    }
}

static void take_all(struct crew *crew)
{
    const struct cli_task *task = crew->task;
    pthread_mutex_lock(&crew->mutex);
    while (crew->head < task->count && !crew->ended) {
        wait_for_head(crew);
        crew->is_finished[crew->head % task->window] = false;
        pthread_mutex_unlock(&crew->mutex);
        bool go_on = task->take(task->context, crew->head); /* only this thread writes head */
        pthread_mutex_lock(&crew->mutex);
        crew->head++;
        crew->ended = !go_on;
        pthread_cond_broadcast(&crew->moved);
    }
    pthread_mutex_unlock(&crew->mutex);
}

static void run_alone(const struct cli_task *task)
{
    bool go_on = true;
    for (size_t index = 0; index < task->count && go_on; index++) {
        struct cli_turn turn = {NULL, index};
        task->work(task->context, index, &turn);
        go_on = task->take(task->context, index);
    }
}

static void initialise(struct crew *crew, const struct cli_task *task)
{
    *crew = (struct crew){.task = task, .is_finished = calloc(task->window, sizeof *crew->is_finished)};
    pthread_condattr_t monotonic; /* a clock that nobody sets */
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&crew->mutex, NULL);
    pthread_cond_init(&crew->moved, NULL);
    pthread_cond_init(&crew->finished, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

static void dispose(struct crew *crew)
{
    pthread_cond_destroy(&crew->finished);
    pthread_cond_destroy(&crew->moved);
    pthread_mutex_destroy(&crew->mutex);
    free(crew->is_finished);
}

/* As many as are of use, or as can be. Returns their number. */
static unsigned start(struct crew *crew, pthread_t *threads)
{
    const struct cli_task *task = crew->task;
    bool one_is_enough = !task->idle && (task->jobs == 1 || task->count == 1);
    if (one_is_enough || !crew->is_finished || !threads)
        return 0;
    unsigned started = 0;
    while (started < task->jobs && started < task->count && pthread_create(&threads[started], NULL, work, crew) == 0)
        started++;
    return started;
}

void cli_crew_run(const struct cli_task *task)
{
    struct crew crew;
    initialise(&crew, task);
    pthread_t *threads = malloc(task->jobs * sizeof *threads);
    unsigned started = start(&crew, threads);
    if (started > 0)
        take_all(&crew);
    else
        run_alone(task);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
    dispose(&crew);
}
