/* crew.h: numbered pieces of work done on several threads, and taken back in order. */
#ifndef CLI_CREW_H
#define CLI_CREW_H

#include <stdbool.h>
#include <stddef.h>

/* A piece's place in the order, for cli_turn_wait. */
struct cli_turn;

struct cli_task {
    size_t count;
    unsigned jobs; /* at least 1 */
    /* At least 1. A piece is begun when fewer than this many stand between it and the last one that was taken. */
    size_t window;
    void *context;
    /* Does piece `index`, on any thread. Several run at once, but never two whose index is equal modulo window. */
    void (*work)(void *context, size_t index, struct cli_turn *turn);
    /* Takes back piece `index`: on the thread that called, in order, one at a time. False ends everything early. */
    bool (*take)(void *context, size_t index);
    /* Called on the thread that called, several times a second while it waits; NULL if there is nothing to do then. */
    void (*idle)(void *context);
};

/* Does all pieces of a task. Where one thread is enough, or no other can be started, the calling one does all the work,
 * in order. */
void cli_crew_run(const struct cli_task *task);

/* In `work`: whether all pieces before this one have been taken. Once true it stays true until the piece is taken. */
bool cli_turn_has_come(struct cli_turn *turn);

/* In `work`: waits for that. False if it will not be, because everything ends early: then give up. */
bool cli_turn_wait(struct cli_turn *turn);

#endif
