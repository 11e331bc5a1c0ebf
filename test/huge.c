/* huge.c: sizes near 2^32, where a count in 32 bits would begin anew. Memory of that size is not needed: a text is a
 * megabyte that is mapped again and again, and so is what is written. It sees the parser's inner functions. */
#define _GNU_SOURCE
#include "check.h"

#include "line.h"
#include "link.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* `size` bytes, a multiple of the pattern's, that all are the same `unit` bytes of memory. NULL where that fails. */
static char *map_again(const char *unit, size_t unit_size, size_t size)
{
    int file = memfd_create("unit", 0);
    char *whole = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    bool mapped = file >= 0 && whole != MAP_FAILED && write(file, unit, unit_size) == (ssize_t)unit_size;
    for (size_t at = 0; mapped && at < size; at += unit_size)
        mapped = mmap(whole + at, unit_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED;
    if (file >= 0)
        close(file);
    return mapped ? whole : NULL;
}

/* Repeats `period` in a unit whose size is a multiple of both it and a page. */
static char *make_unit(const char *period, size_t unit_size)
{
    size_t size = strlen(period);
    char *unit = malloc(unit_size);
    for (size_t at = 0; unit != NULL && at < unit_size; at++)
        unit[at] = period[at % size];
    return unit;
}

/* 2^30 tabs are 2^32 columns. */
static void columns(struct check *check)
{
    const size_t unit_size = (size_t)1 << 20, size = (size_t)1 << 30;
    char *unit = make_unit("\t", unit_size);
    char *text = unit != NULL ? map_again(unit, unit_size, size) : NULL;
    free(unit);
    if (!CHECK(check, text != NULL))
        return;
    struct line line = {.text = text, .end = (uint32_t)size, .next = (uint32_t)size};
    line_find_nonspace(&line);
    CHECK_SIZE(check, line.nonspace, size);
    CHECK_SIZE(check, line_indent(&line), (size_t)4 << 30);
    munmap(text, size);
}

/* Entities that are shorter than what they stand for: their text of less than 2^32 bytes becomes one of more. */
static void unescaping(struct check *check)
{
    const size_t unit_size = (size_t)5 << 20, count = 690, size = count * unit_size;
    const size_t wanted = size / 5 * 6, out_unit = (size_t)1 << 20;
    char *unit = make_unit("&nGt;", unit_size), *empty = calloc(1, out_unit);
    char *text = unit != NULL ? map_again(unit, unit_size, size) : NULL;
    char *out = empty != NULL ? map_again(empty, out_unit, (wanted / out_unit + 1) * out_unit) : NULL;
    free(unit);
    free(empty);
    if (!CHECK(check, text != NULL && out != NULL))
        return;
    CHECK(check, size <= UINT32_MAX && wanted > UINT32_MAX && wanted <= link_unescape_bound((uint32_t)size));
    CHECK_SIZE(check, link_unescape(text, (uint32_t)size, out), wanted);
    munmap(text, size);
    munmap(out, (wanted / out_unit + 1) * out_unit);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"columns", columns}, {"unescaping", unescaping}};
    struct check check;
    check_start(&check, argc, argv);
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        if (check_begin(&check, cases[i].name, NULL, 0)) {
            cases[i].run(&check);
            check_end(&check);
        }
    }
    return check_finish(&check);
}
