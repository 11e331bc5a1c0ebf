/* sets.c: see sets.h. */
#include "sets.h"

#include "command.h"

#include <stdio.h>

#define MIXED_SIZE   ((size_t)1 << 20)
#define SECTION_SIZE ((size_t)1 << 18)
#define SMALL_COUNT  256

struct bench_set *bench_sets_next(struct bench_sets *sets)
{
    if (sets->count == BENCH_SETS_MAX) {
        bench_fail("too many files; name their directory", "");
        return NULL;
    }
    return &sets->items[sets->count++];
}

bool bench_set_generate(struct bench_set *set, enum bench_section section, size_t size, unsigned seed)
{
    size_t written = 0;
    char *data = bench_corpus_generate(section, size, seed, &written);
    return data != NULL && bench_set_add(set, data, written);
}

bool bench_set_generate_small(struct bench_set *set, unsigned count)
{
    snprintf(set->name, sizeof set->name, "small documents");
    bool good = true;
    for (unsigned i = 0; good && i < count; i++) {
        size_t size = (size_t)256 << (i % 28 < 16 ? 0 : i % 28 < 24 ? 2 : 6);
        good = bench_set_generate(set, BENCH_SECTION_MIXED, size, i + 1);
    }
    return good;
}

static bool generate_all(struct bench_sets *sets)
{
    bool good = true;
    for (int i = 0; good && i < BENCH_SECTION_COUNT; i++) {
        enum bench_section section = (enum bench_section)i;
        struct bench_set *set = bench_sets_next(sets);
        snprintf(set->name, sizeof set->name, "%s", bench_section_name(section));
        good = bench_set_generate(set, section, section == BENCH_SECTION_MIXED ? MIXED_SIZE : SECTION_SIZE, 0);
    }
    good = good && bench_set_generate_small(bench_sets_next(sets), SMALL_COUNT);
    return good || bench_fail("out of memory", "");
}

bool bench_sets_read(struct bench_sets *sets, int count, char **paths, bool join)
{
    for (int i = 0; i < count; i++) {
        struct bench_set *set = bench_sets_next(sets);
        if (set == NULL || !bench_set_read(set, paths[i], join))
            return false;
    }
    return sets->count > 0 || generate_all(sets);
}

void bench_sets_free(struct bench_sets *sets)
{
    for (size_t i = 0; i < sets->count; i++)
        bench_set_free(&sets->items[i]);
    sets->count = 0;
}
