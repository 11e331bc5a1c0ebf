/* aside.h: files that are written under a passing name beside their place, and put into it when they are complete.
 *
 * A directory never shows a half-written file under its final name, and a signal that ends the command (Ctrl-C) leaves
 * none under a passing name either. */
#ifndef CLI_ASIDE_H
#define CLI_ASIDE_H

#include <pthread.h>
#include <signal.h>
#include <sys/types.h>

struct cli_aside {
    char *name;   /* the passing name; NULL when there is no such file */
    char *target; /* the final name */
    struct cli_aside *next;
};

/* All such files of the process. The mutex protects: every file in the list may exist, and none that exists is missing
 * from it. So creating a file and putting it on the list are one step, as are renaming it and taking it off. */
struct cli_asides {
    pthread_mutex_t mutex;
    struct cli_aside *first;
    unsigned long created;
    sigset_t signals;
};

/* From here on a thread waits for the signals that end the command, and removes the files before they do. To be called
 * before any other thread is started, and once; `asides` must live as long as the process. */
void cli_asides_watch(struct cli_asides *asides);

/* Creates an empty file in the directory of `target`, and returns its descriptor; -1 with errno if that fails. */
int cli_aside_create(struct cli_asides *asides, struct cli_aside *aside, const char *target, mode_t mode);

/* Gives it its final name. Returns 0 or an errno; in either case it is gone under its passing name. */
int cli_aside_place(struct cli_asides *asides, struct cli_aside *aside);

/* Removes it. */
void cli_aside_remove(struct cli_asides *asides, struct cli_aside *aside);

#endif
