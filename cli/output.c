/* output.c: opens, writes and completes one output.
 *
 * Bytes are not synchronised to the disk (fsync): the promise is that no other process sees half a file, not that a
 * power failure is survived; what is written can be made again.
 *
 * Must not know what is written, or why. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINKS_MAX 40                /* as Linux: more in a row are a circle */
#define WRITE_MAX ((size_t)1 << 30) /* some systems refuse to write more at once */

void cli_output_standard(struct cli_output *output)
{
    *output = (struct cli_output){.descriptor = STDOUT_FILENO};
}

/* ----------------------------------------------------------------------------------------------------- opening */

/* What the link at `path` says, to be freed; NULL with errno, EINVAL if it is no link. */
static char *read_link(const char *path)
{
    for (size_t capacity = 256;; capacity *= 2) {
        char *text = malloc(capacity);
        ssize_t size = text ? readlink(path, text, capacity) : -1;
        if (size >= 0 && (size_t)size < capacity) {
            text[size] = '\0';
            return text;
        }
        int error = text ? errno : ENOMEM;
        free(text);
        if (size < 0) {
            errno = error;
            return NULL;
        }
    }
}

/* A link's target, seen from the directory that the link is in. Frees `target`. */
static char *seen_from(const char *path, char *target)
{
    const char *slash = strrchr(path, '/');
    if (target[0] == '/' || !slash)
        return target;
    size_t directory = (size_t)(slash - path) + 1;
    char *joined = malloc(directory + strlen(target) + 1);
    if (joined) {
        memcpy(joined, path, directory);
        strcpy(joined + directory, target);
    }
    free(target);
    return joined;
}

/* The name behind all symbolic links, which need not exist (so realpath does not do). Returns 0 or an errno. */
static int resolve(const char *path, char **resolved)
{
    char *name = strdup(path);
    for (int links = 0; name && links <= LINKS_MAX; links++) {
        char *target = read_link(name);
        if (!target && (errno == EINVAL || errno == ENOENT)) {
            *resolved = name;
            return 0;
        }
        if (!target) {
            int error = errno;
            free(name);
            return error;
        }
        char *next = seen_from(name, target);
        free(name);
        name = next;
    }
    int error = name ? ELOOP : ENOMEM;
    free(name);
    return error;
}

static int open_directly(struct cli_output *output, const char *path)
{
    do
        output->descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    while (output->descriptor < 0 && errno == EINTR);
    return output->descriptor < 0 ? errno : 0;
}

int cli_output_make_directory(const char *path)
{
    char *name = strdup(path);
    if (!name)
        return ENOMEM;
    for (char *slash = name + 1; *name && (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        mkdir(name, 0777); /* if that fails and matters, so does the last one */
        *slash = '/';
    }
    struct stat status;
    int error = mkdir(name, 0777) == 0 ? 0 : errno;
    if (error == EEXIST && stat(name, &status) == 0)
        error = S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
    free(name);
    return error;
}

static int make_parents(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *parent = slash ? strndup(path, (size_t)(slash - path)) : NULL;
    if (!parent)
        return slash ? ENOMEM : ENOENT;
    int error = cli_output_make_directory(parent);
    free(parent);
    return error;
}

/* Takes over the owner and the permissions of the file that will be replaced. An owner that we may not set is left: the
 * file is then ours, as after `mv`. Returns 0 or an errno. */
static int imitate(int descriptor, const struct stat *old)
{
    struct stat new;
    if (fstat(descriptor, &new) != 0)
        return errno;
    if (new.st_uid != old->st_uid || new.st_gid != old->st_gid) {
        int refused = fchown(descriptor, old->st_uid, old->st_gid);
        (void)refused;
    }
    return fchmod(descriptor, old->st_mode & 0777) == 0 ? 0 : errno;
}

/* `old`: the file that will be replaced, or NULL. Nobody may open the new one before it has the old permissions. */
static int open_aside(struct cli_output *output, const char *path, const struct stat *old)
{
    output->descriptor = cli_aside_create(output->asides, &output->aside, path, old ? 0600 : 0666);
    if (output->descriptor < 0)
        return errno;
    output->error = old ? imitate(output->descriptor, old) : 0;
    return output->error ? cli_output_close(output, false) : 0;
}

/* A regular file, or nothing yet. */
static int open_regular(struct cli_output *output, const char *path, const struct stat *old)
{
    char *target = NULL;
    int error = resolve(path, &target);
    if (!target)
        return error;
    if (old && faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) != 0)
        error = errno;
    else
        error = open_aside(output, target, old);
    free(target);
    return error;
}

int cli_output_open(struct cli_output *output, struct cli_asides *asides, const char *path, bool parents)
{
    *output = (struct cli_output){.descriptor = -1, .asides = asides};
    struct stat there, standard;
    if (stat(path, &there) != 0) {
        int error = errno == ENOENT ? open_regular(output, path, NULL) : errno;
        if (error == ENOENT && parents && (error = make_parents(path)) == 0)
            error = open_regular(output, path, NULL);
        return error;
    }
    if (S_ISDIR(there.st_mode))
        return EISDIR;
    if (fstat(STDOUT_FILENO, &standard) == 0 && standard.st_dev == there.st_dev && standard.st_ino == there.st_ino) {
        cli_output_standard(output);
        return 0;
    }
    return S_ISREG(there.st_mode) ? open_regular(output, path, &there) : open_directly(output, path);
}

/* ----------------------------------------------------------------------------------------------------- writing */

void cli_output_write(struct cli_output *output, const char *data, size_t size)
{
    while (size > 0 && !output->error) {
        ssize_t done = write(output->descriptor, data, size < WRITE_MAX ? size : WRITE_MAX);
        if (done >= 0) {
            data += done;
            size -= (size_t)done;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) { /* somebody made it non-blocking */
            poll(&(struct pollfd){.fd = output->descriptor, .events = POLLOUT}, 1, -1);
        } else if (errno != EINTR) {
            output->error = errno;
        }
    }
}

int cli_output_close(struct cli_output *output, bool keep)
{
    /* Some file systems tell of a full disk only now. After EINTR the descriptor is closed nevertheless. */
    if (close(output->descriptor) != 0 && errno != EINTR && !output->error)
        output->error = errno;
    output->descriptor = -1;
    if (!output->aside.name)
        return output->error;
    if (!keep || output->error)
        cli_aside_remove(output->asides, &output->aside);
    else
        output->error = cli_aside_place(output->asides, &output->aside);
    return output->error;
}
