/* aside.c: creates, renames and removes files with passing names, and removes all of them before a signal kills.
 *
 * Signals are not handled but waited for: the signals are blocked in every thread, and one thread takes them with
 * sigwait. So what it does is ordinary code that can take the mutex, rather than code that may only touch what is safe
 * in a signal handler. It keeps the mutex until the process has died, so no file can appear after the last is gone. */
#include "aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *wait_for_signal(void *context)
{
    struct cli_asides *asides = context;
    int signal_number;
    if (sigwait(&asides->signals, &signal_number) != 0)
        return NULL;
    pthread_mutex_lock(&asides->mutex);
    for (const struct cli_aside *aside = asides->first; aside; aside = aside->next)
        unlink(aside->name);

    /* Die of the signal, so that whoever started the command sees that. */
    signal(signal_number, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &asides->signals, NULL);
    kill(getpid(), signal_number);
    for (;;)
        pause();
}

void cli_asides_watch(struct cli_asides *asides)
{
    static const int ending[] = {SIGHUP, SIGINT, SIGTERM, SIGXCPU};
    sigemptyset(&asides->signals);
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        struct sigaction action;
        /* A signal that the starter had ignored (nohup) stays ignored. */
        if (sigaction(ending[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL)
            sigaddset(&asides->signals, ending[i]);
    }
    pthread_sigmask(SIG_BLOCK, &asides->signals, NULL);
    pthread_t thread;
    if (pthread_create(&thread, NULL, wait_for_signal, asides) == 0)
        pthread_detach(thread);
    else
        pthread_sigmask(SIG_UNBLOCK, &asides->signals, NULL); /* then a signal leaves a hidden file behind, no worse */
}

/* A hidden name, so that no walk of the directory takes it for a document, and short, so that it fits where the
 * target's fits. O_EXCL makes it ours; the loop passes over what a killed process with our number left. */
static int create_numbered(struct cli_asides *asides, struct cli_aside *aside, const char *target, mode_t mode)
{
    const char *slash = strrchr(target, '/');
    size_t directory = slash ? (size_t)(slash - target) + 1 : 0;
    size_t capacity = directory + sizeof ".mdparse-" + sizeof(long) * 2 * 3;
    aside->target = strdup(target);
    aside->name = malloc(capacity);
    if (!aside->target || !aside->name) {
        errno = ENOMEM;
        return -1;
    }
    memcpy(aside->name, target, directory);
    for (;;) {
        snprintf(aside->name + directory, capacity - directory, ".mdparse-%ld-%lu", (long)getpid(), asides->created++);
        int descriptor = open(aside->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (descriptor >= 0 || (errno != EEXIST && errno != EINTR))
            return descriptor;
    }
}

static void forget(struct cli_aside *aside)
{
    free(aside->name);
    free(aside->target);
    *aside = (struct cli_aside){NULL, NULL, NULL};
}

int cli_aside_create(struct cli_asides *asides, struct cli_aside *aside, const char *target, mode_t mode)
{
    pthread_mutex_lock(&asides->mutex);
    int descriptor = create_numbered(asides, aside, target, mode);
    int error = errno;
    if (descriptor >= 0) {
        aside->next = asides->first;
        asides->first = aside;
    } else {
        forget(aside);
    }
    pthread_mutex_unlock(&asides->mutex);
    errno = error;
    return descriptor;
}

static int finish(struct cli_asides *asides, struct cli_aside *aside, bool place)
{
    pthread_mutex_lock(&asides->mutex);
    int error = place && rename(aside->name, aside->target) != 0 ? errno : 0;
    if (!place || error)
        unlink(aside->name);
    struct cli_aside **link = &asides->first;
    while (*link != aside)
        link = &(*link)->next;
    *link = aside->next;
    pthread_mutex_unlock(&asides->mutex);
    forget(aside);
    return error;
}

int cli_aside_place(struct cli_asides *asides, struct cli_aside *aside)
{
    return finish(asides, aside, true);
}

void cli_aside_remove(struct cli_asides *asides, struct cli_aside *aside)
{
    finish(asides, aside, false);
}
