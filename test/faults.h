/* faults.h: malloc, pthread_create and what makes mutexes and conditions: they fail on demand, and count what is still
 * there.
 *
 * A program that is linked with faults.c, and with the linker's options --wrap=malloc, --wrap=free and so on, for each
 * function that has a __wrap_ in there, has all its calls go there, those of the library included. */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct faults {
    atomic_size_t calls;
    atomic_size_t live;    /* blocks not freed, threads not joined, mutexes and conditions not destroyed */
    atomic_size_t fail_at; /* the call that fails, counted from 1; 0 for none */
    atomic_bool fail_on;   /* every later call fails too */
};

extern struct faults faults_malloc, faults_thread, faults_lock;

/* From now on: counts calls from 1, and the k-th fails; 0 for none. */
void faults_arm(struct faults *faults, size_t k, bool fail_on);

/* Nothing fails any more. Returns whether a call has failed. */
bool faults_disarm(struct faults *faults);

#endif
