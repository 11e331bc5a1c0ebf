/* tree.c: walks a directory.
 *
 * A directory is read whole and closed before anything below it is opened, and what is still to be visited lies on a
 * stack in memory. So one descriptor is open at a time and nothing recurses, however deep the tree is. */
#include "tree.h"

#include "message.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* The endings that GitHub takes for Markdown, without those of other languages built on it. */
static const char *const suffixes[] = {".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown"};

size_t cli_tree_suffix(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && dot != name && i < sizeof suffixes / sizeof suffixes[0]; i++) {
        if (strcasecmp(dot, suffixes[i]) == 0)
            return strlen(dot);
    }
    return 0;
}

static void append(struct cli_findings *list, struct cli_found item)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 16;
        list->items = cli_need(realloc(list->items, list->capacity * sizeof *list->items));
    }
    list->items[list->count++] = item;
}

static char *join(const char *directory, const char *name)
{
    size_t size = strlen(directory);
    bool slash = size > 0 && directory[size - 1] != '/';
    char *path = cli_need(malloc(size + slash + strlen(name) + 1));
    memcpy(path, directory, size);
    path[size] = '/';
    strcpy(path + size + slash, name);
    return path;
}

/* What an entry of a directory is to the walk. */
enum sort { SORT_OTHER, SORT_FILE, SORT_DIRECTORY, SORT_FAILED };

static enum sort sort_of(int directory, const char *name)
{
    struct stat status;
    if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return SORT_FAILED;
    if (S_ISDIR(status.st_mode))
        return SORT_DIRECTORY;
    if (cli_tree_suffix(name) == 0)
        return SORT_OTHER;
    if (S_ISLNK(status.st_mode) && fstatat(directory, name, &status, 0) != 0)
        return SORT_FAILED; /* it leads nowhere, or in a circle */
    return S_ISREG(status.st_mode) ? SORT_FILE : SORT_OTHER;
}

/* An entry that waits to be visited. */
struct pending {
    struct cli_found found;
    bool is_directory;
};

struct stack {
    struct pending *items;
    size_t count;
    size_t capacity;
};

static void push(struct stack *stack, struct pending item)
{
    if (stack->count == stack->capacity) {
        stack->capacity = stack->capacity ? 2 * stack->capacity : 64;
        stack->items = cli_need(realloc(stack->items, stack->capacity * sizeof *stack->items));
    }
    stack->items[stack->count++] = item;
}

/* The last in order comes first, because a stack gives back the other way round. strcmp compares bytes, not letters. */
static int compare_backwards(const void *a, const void *b)
{
    return strcmp(((const struct pending *)b)->found.path, ((const struct pending *)a)->found.path);
}

static void push_entry(struct stack *stack, int descriptor, const struct pending *parent, const char *name)
{
    enum sort sort = sort_of(descriptor, name);
    int error = sort == SORT_FAILED ? errno : 0;
    if (sort == SORT_OTHER)
        return;
    struct cli_found found = {join(parent->found.path, name), parent->found.below, error};
    push(stack, (struct pending){found, sort == SORT_DIRECTORY});
}

/* Replaces a directory by its entries. Returns 0 or an errno; what was read until then is kept. */
static int expand(struct stack *stack, const struct pending *parent)
{
    DIR *directory = opendir(parent->found.path);
    if (!directory)
        return errno;
    size_t first = stack->count;
    const struct dirent *entry;
    while ((errno = 0, entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] != '.')
            push_entry(stack, dirfd(directory), parent, entry->d_name);
    }
    int error = errno;
    closedir(directory);
    if (stack->count > first)
        qsort(stack->items + first, stack->count - first, sizeof *stack->items, compare_backwards);
    return error;
}

void cli_tree_find(const char *directory, struct cli_findings *found)
{
    struct stack stack = {NULL, 0, 0};
    size_t size = strlen(directory);
    size_t below = size > 0 && directory[size - 1] != '/' ? size + 1 : size;
    push(&stack, (struct pending){{cli_need(strdup(directory)), below, 0}, true});
    while (stack.count > 0) {
        struct pending item = stack.items[--stack.count];
        if (item.is_directory)
            item.found.error = expand(&stack, &item);
        if (!item.is_directory || item.found.error)
            append(found, item.found);
        else
            free(item.found.path);
    }
    free(stack.items);
}
