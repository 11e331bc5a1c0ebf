/* faulty.c: loaded before the C library (LD_PRELOAD): the k-th of the calls of one name fails, as faults.py asks:
 *
 *     FAULTY_CALL=write  FAULTY_AT=3  FAULTY_ERRNO=28  FAULTY_MARK=path
 *
 * A call that fails makes the file at FAULTY_MARK, so that it is known whether there were so many. Calls on standard
 * error are let through and not counted: it must be possible to say what failed. */
#undef _FILE_OFFSET_BITS /* open and open64 are both defined here, each by its own name */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;

/* Whether this call is the one that fails; errno is set then. */
static bool fails(const char *name)
{
    const char *chosen = getenv("FAULTY_CALL"), *at = getenv("FAULTY_AT"), *error = getenv("FAULTY_ERRNO");
    const char *mark = getenv("FAULTY_MARK");
    if (!chosen || !at || !error || !mark || strcmp(chosen, name) != 0)
        return false;
    if (atomic_fetch_add(&calls, 1) + 1 != atol(at))
        return false;
    syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT, 0600));
    errno = atoi(error);
    return true;
}

/* The function of that name that would have been called. */
#define REAL(name) ((__typeof__(&(name)))(uintptr_t)dlsym(RTLD_NEXT, #name))

#pragma GCC visibility push(default)

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails("open") ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails("open") ? -1 : REAL(open64)(path, flags, mode);
}

ssize_t read(int descriptor, void *data, size_t size)
{
    return fails("read") ? -1 : REAL(read)(descriptor, data, size);
}

/* A disk that is full takes what fits first. */
ssize_t write(int descriptor, const void *data, size_t size)
{
    if (descriptor == STDERR_FILENO)
        return REAL(write)(descriptor, data, size);
    if (fails("write"))
        return -1;
    return REAL(write)(descriptor, data, fails("short write") ? (size + 1) / 2 : size);
}

/* The descriptor is closed all the same, as it is after an error of close. */
int close(int descriptor)
{
    bool fault = fails("close");
    int error = errno, result = REAL(close)(descriptor);
    if (!fault)
        return result;
    errno = error;
    return -1;
}

int fstat(int descriptor, struct stat *status)
{
    return fails("fstat") ? -1 : REAL(fstat)(descriptor, status);
}

int fstat64(int descriptor, struct stat64 *status)
{
    return fails("fstat") ? -1 : REAL(fstat64)(descriptor, status);
}

int fchmod(int descriptor, mode_t mode)
{
    return fails("fchmod") ? -1 : REAL(fchmod)(descriptor, mode);
}

int rename(const char *from, const char *to)
{
    return fails("rename") ? -1 : REAL(rename)(from, to);
}

int mkdir(const char *path, mode_t mode)
{
    return fails("mkdir") ? -1 : REAL(mkdir)(path, mode);
}

DIR *opendir(const char *path)
{
    return fails("opendir") ? NULL : REAL(opendir)(path);
}

struct dirent *readdir(DIR *directory)
{
    return fails("readdir") ? NULL : REAL(readdir)(directory);
}

struct dirent64 *readdir64(DIR *directory)
{
    return fails("readdir") ? NULL : REAL(readdir64)(directory);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    return fails("pthread_create") ? errno : REAL(pthread_create)(thread, attributes, run, argument);
}

void *malloc(size_t size)
{
    static void *(*real)(size_t);
    if (!real)
        real = REAL(malloc);
    return fails("malloc") ? NULL : real(size);
}
