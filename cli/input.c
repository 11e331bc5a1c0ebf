/* input.c: reads a file with read(2).
 *
 * Not mapped: a mapped file that another process shortens meanwhile kills the reader with SIGBUS, and one that is
 * written meanwhile changes under the parser. Reading costs a copy, some 1/50 of the parse, and works on pipes too.
 *
 * Must not know Markdown: any bytes are read; of the library it knows only the largest text. */
#include "input.h"

#include <mdparse.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_CAPACITY ((size_t)1 << 16)
#define READ_MAX       ((size_t)1 << 30) /* some systems refuse to read more at once */

bool cli_input_is_plain(const char *path)
{
    struct stat status;
    return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

/* Room for the size that the file says it has and one byte more, so that its end is seen without growing. The size is
 * only a hint: files of /proc say 0, and others change while they are read. */
static int first_capacity(int descriptor, size_t *capacity)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return errno;
    *capacity = FIRST_CAPACITY;
    if (!S_ISREG(status.st_mode) || status.st_size < (off_t)FIRST_CAPACITY)
        return 0;
    if ((uintmax_t)status.st_size > MDP_TEXT_SIZE_MAX)
        return EFBIG;
    *capacity = (size_t)status.st_size + 1;
    return 0;
}

/* A text has at most MDP_TEXT_SIZE_MAX bytes; one more tells that there is too much. */
static int grow(struct cli_text *text, size_t *capacity)
{
    size_t largest = MDP_TEXT_SIZE_MAX + 1;
    if (*capacity == largest)
        return EFBIG;
    size_t larger = *capacity > largest / 2 ? largest : *capacity * 2;
    char *data = realloc(text->data, larger);
    if (!data)
        return ENOMEM;
    text->data = data;
    *capacity = larger;
    return 0;
}

/* An interrupted read is repeated; for a descriptor that somebody made non-blocking, wait. */
static ssize_t read_some(int descriptor, char *data, size_t size)
{
    for (;;) {
        ssize_t got = read(descriptor, data, size < READ_MAX ? size : READ_MAX);
        if (got >= 0)
            return got;
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            poll(&(struct pollfd){.fd = descriptor, .events = POLLIN}, 1, -1);
        else if (errno != EINTR)
            return -1;
    }
}

static int read_all(int descriptor, struct cli_text *text)
{
    size_t capacity = 0;
    int error = first_capacity(descriptor, &capacity);
    if (error)
        return error;
    *text = (struct cli_text){.data = malloc(capacity)}; /* NOLINT: capacity is never 0, see first_capacity */
    if (!text->data)
        return ENOMEM;
    for (;;) {
        ssize_t got = read_some(descriptor, text->data + text->size, capacity - text->size);
        if (got <= 0) {
            error = got < 0 ? errno : 0;
            break;
        }
        text->size += (size_t)got;
        if (text->size == capacity && (error = grow(text, &capacity)) != 0)
            break;
    }
    if (error)
        free(text->data);
    return error;
}

int cli_input_read(const char *path, struct cli_text *text)
{
    if (!path)
        return read_all(STDIN_FILENO, text);
    int descriptor;
    do
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0)
        return errno;
    int error = read_all(descriptor, text);
    close(descriptor);
    return error;
}
