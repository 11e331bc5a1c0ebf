/* text.c: reads files, directories and the spec's examples into sets of texts.
 *
 * It knows the file system and the example format of spec.txt, and no parser. Start at bench_set_read. */
#define _POSIX_C_SOURCE 200809L
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool complain(const char *path)
{
    fprintf(stderr, "mdbench: %s: %s\n", path, strerror(errno));
    return false;
}

bool bench_set_add(struct bench_set *set, char *data, size_t size)
{
    /* The array grows at each power of two, so its capacity need not be stored. */
    if ((set->count & (set->count - 1)) == 0) {
        size_t capacity = set->count == 0 ? 1 : set->count * 2;
        struct bench_text *texts = realloc(set->texts, capacity * sizeof *texts);
        if (texts == NULL) {
            free(data);
            return false;
        }
        set->texts = texts;
    }
    set->texts[set->count++] = (struct bench_text){.data = data, .size = size};
    set->bytes += size;
    return true;
}

void bench_set_free(struct bench_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        free(set->texts[i].data);
    free(set->texts);
    *set = (struct bench_set){.count = 0};
}

/* A file's content, with a NUL behind it that does not count. */
static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        complain(path);
        return NULL;
    }
    char *data = NULL;
    size_t used = 0, capacity = 1 << 16;
    for (;;) {
        char *grown = realloc(data, capacity + 1);
        if (grown == NULL)
            break;
        data = grown;
        used += fread(data + used, 1, capacity - used, file);
        if (used < capacity)
            break;
        capacity *= 2;
    }
    bool complete = data != NULL && used < capacity && !ferror(file);
    if (!complete)
        complain(path);
    fclose(file);
    if (!complete) {
        free(data);
        return NULL;
    }
    data[used] = '\0';
    *size = used;
    return data;
}

/* ------------------------------------------------------------------------------------------------ directories */

struct paths {
    char **items;
    size_t count;
};

static bool paths_add(struct paths *paths, const char *directory, const char *name)
{
    size_t size = strlen(directory) + strlen(name) + 2;
    char *path = malloc(size);
    char **items = realloc(paths->items, (paths->count + 1) * sizeof *items);
    if (items != NULL)
        paths->items = items;
    if (path == NULL || items == NULL) {
        free(path);
        return complain(directory);
    }
    snprintf(path, size, "%s/%s", directory, name);
    paths->items[paths->count++] = path;
    return true;
}

static void paths_free(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        free(paths->items[i]);
    free(paths->items);
}

static bool is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_markdown(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && (strcmp(dot, ".md") == 0 || strcmp(dot, ".markdown") == 0);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool list_directory(struct paths *paths, const char *path)
{
    DIR *directory = opendir(path);
    if (directory == NULL)
        return complain(path);
    bool good = true;
    for (struct dirent *entry; good && (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] != '.')
            good = paths_add(paths, path, entry->d_name);
    }
    closedir(directory);
    return good;
}

/* The list is its own queue: a directory that is met appends its entries, and stays in it, to be passed over later. */
static bool list_tree(struct paths *paths, const char *root)
{
    bool good = list_directory(paths, root);
    for (size_t i = 0; good && i < paths->count; i++) {
        if (is_directory(paths->items[i]))
            good = list_directory(paths, paths->items[i]);
    }
    if (paths->count > 0)
        qsort(paths->items, paths->count, sizeof *paths->items, compare_paths);
    return good;
}

static bool read_tree(struct bench_set *set, const char *root)
{
    struct paths paths = {.count = 0};
    bool good = list_tree(&paths, root);
    for (size_t i = 0; good && i < paths.count; i++) {
        if (!is_markdown(paths.items[i]) || is_directory(paths.items[i]))
            continue;
        size_t size = 0;
        char *data = read_file(paths.items[i], &size);
        good = data != NULL && bench_set_add(set, data, size);
    }
    paths_free(&paths);
    return good;
}

char *bench_set_join(const struct bench_set *set, size_t *size)
{
    char *data = malloc(set->bytes + 1);
    *size = 0;
    for (size_t i = 0; data != NULL && i < set->count; i++) {
        memcpy(data + *size, set->texts[i].data, set->texts[i].size);
        *size += set->texts[i].size;
    }
    return data;
}

static bool join_texts(struct bench_set *set)
{
    size_t size = 0;
    char *data = bench_set_join(set, &size);
    bench_set_free(set);
    return data != NULL && bench_set_add(set, data, size);
}

static void name_set(struct bench_set *set, const char *path, const char *remark)
{
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t begin = end;
    while (begin > 0 && path[begin - 1] != '/')
        begin--;
    snprintf(set->name, sizeof set->name, "%.*s%s", (int)(end - begin), path + begin, remark);
}

bool bench_set_read(struct bench_set *set, const char *path, bool join)
{
    *set = (struct bench_set){.count = 0};
    if (!is_directory(path)) {
        size_t size = 0;
        char *data = read_file(path, &size);
        if (data == NULL || !bench_set_add(set, data, size))
            return false;
        name_set(set, path, "");
        return true;
    }
    bool good = read_tree(set, path) && (!join || join_texts(set));
    if (good && set->bytes == 0) {
        fprintf(stderr, "mdbench: %s: no Markdown in it\n", path);
        good = false;
    }
    if (!good)
        bench_set_free(set);
    name_set(set, path, join ? ", joined" : ", each file");
    return good;
}

/* --------------------------------------------------------------------------------------------------- examples */

/* An example of spec.txt: 32 backticks and " example", the Markdown, a line ".", the HTML, 32 backticks. */
#define FENCE         "````````````````````````````````"
#define FENCE_OPENING "\n" FENCE " example\n"
#define FENCE_MIDDLE  "\n.\n"
#define TAB_ARROW     "\xE2\x86\x92" /* stands for a tab in an example */

/* The Markdown between begin and end, its arrows turned to tabs. */
static bool add_example(struct bench_set *set, const char *begin, const char *end)
{
    size_t arrow = strlen(TAB_ARROW);
    char *data = malloc((size_t)(end - begin) + 1);
    if (data == NULL)
        return false;
    size_t size = 0;
    while (begin < end) {
        bool is_tab = (size_t)(end - begin) >= arrow && memcmp(begin, TAB_ARROW, arrow) == 0;
        data[size++] = is_tab ? '\t' : *begin;
        begin += is_tab ? arrow : 1;
    }
    return bench_set_add(set, data, size);
}

bool bench_set_read_examples(struct bench_set *set, const char *path)
{
    *set = (struct bench_set){.count = 0};
    size_t size = 0;
    char *data = read_file(path, &size);
    if (data == NULL)
        return false;
    bool good = true;
    const char *at = data;
    while (good && (at = strstr(at, FENCE_OPENING)) != NULL) {
        at += strlen(FENCE_OPENING) - 1; /* on the line ending before the Markdown, which may be empty */
        const char *end = strstr(at, FENCE_MIDDLE);
        if (end == NULL)
            break;
        good = add_example(set, at + 1, end + 1);
        at = end;
    }
    free(data);
    if (good && set->count == 0) {
        fprintf(stderr, "mdbench: %s: no examples in it\n", path);
        good = false;
    }
    name_set(set, path, ", each example");
    return good;
}
