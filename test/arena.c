/* arena.c: arena/arena.h: what an arena and a vector give is aligned, apart and as large as was asked for, they free
 * all that they took, and in a debug build an overrun by one byte is seen.
 *
 * Overruns happen in a child: address sanitizer ends it. Where that is not compiled in, or objects have no allocation
 * of their own (meson -Darena_debug), there is nothing to see, and those cases check that a write within the bounds is
 * fine. */
#define _POSIX_C_SOURCE 200809L
#include "arena.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

#if defined(CHECK_SANITIZED) && defined(ARENA_DEBUG)
enum { OVERRUNS_ARE_SEEN = 1 };
#else
enum { OVERRUNS_ARE_SEEN = 0 };
#endif

static void arena_objects(struct check *check)
{
    enum { COUNT = 2000 };
    struct mdp_options options = MDP_OPTIONS_INIT;
    struct mdp_allocator allocator = memory_allocator(&options.allocator);
    uint64_t first[16];
    struct arena arena = arena_make(&allocator, first, sizeof first);
    unsigned char *objects[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        objects[i] = arena_allocate(&arena, i % 100 + 1);
        if (!CHECK(check, objects[i] != NULL))
            return;
        CHECK(check, (uintptr_t)objects[i] % sizeof(uint64_t) == 0);
        memset(objects[i], (int)(i & 0xFF), i % 100 + 1);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t byte = 0; byte <= i % 100; byte++)
            CHECK(check, objects[i][byte] == (i & 0xFF));
    arena_free(&arena);
}

static void vector_items(struct check *check)
{
    enum { COUNT = 3000 };
    struct mdp_options options = MDP_OPTIONS_INIT;
    struct mdp_allocator allocator = memory_allocator(&options.allocator);
    uint32_t first[4];
    struct vector vector = VECTOR_IN(&allocator, first);
    for (uint32_t i = 0; i < COUNT; i++) {
        if (!CHECK(check, vector_reserve(&vector, 1)))
            return;
        ((uint32_t *)vector.items)[vector.count++] = i * 7;
    }
    for (uint32_t i = 0; i < COUNT; i++)
        CHECK(check, ((uint32_t *)vector.items)[i] == i * 7);
    CHECK(check, !vector_grow(&vector, SIZE_MAX / 2));
    CHECK(check, vector.count == COUNT && ((uint32_t *)vector.items)[COUNT - 1] == (COUNT - 1) * 7);
    vector_free(&vector);
}

enum { MEMORY_MOST = 16 * VECTOR_LARGE };

static void *allocate_little(void *context, size_t size)
{
    (void)context;
    return size <= (size_t)MEMORY_MOST ? malloc(size) : NULL;
}

static void release(void *context, void *memory, size_t size)
{
    (void)context;
    (void)size;
    free(memory);
}

/* What a vector will likely need, by what it has so far, may be more than a size can say: then it is not believed. */
static void vector_likely_beyond_sizes(struct check *check)
{
    enum { COUNT = 100000 };
    const struct mdp_allocator allocator = {allocate_little, release, NULL};
    struct vector vector = vector_make(&allocator, sizeof(uint32_t), NULL, 0);
    for (uint32_t i = 0; i < COUNT; i++) {
        if (!CHECK(check, vector_reserve_along(&vector, 1, 1, SIZE_MAX)))
            break;
        ((uint32_t *)vector.items)[vector.count++] = i;
    }
    for (uint32_t i = 0; i < vector.count; i++)
        CHECK(check, ((uint32_t *)vector.items)[i] == i);
    vector_free(&vector);
}

/* Whether a child that writes memory[at] ends well. */
static bool writes_well(volatile char *memory, size_t at)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO); /* the report of what is meant to be seen */
        close(STDOUT_FILENO);
        memory[at] = 1;
        _exit(0);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void arena_overrun(struct check *check)
{
    struct mdp_options options = MDP_OPTIONS_INIT;
    struct mdp_allocator allocator = memory_allocator(&options.allocator);
    struct arena arena = arena_make(&allocator, NULL, 0);
    for (size_t size = 1; size <= 40; size++) {
        char *memory = arena_allocate(&arena, size);
        if (!CHECK(check, memory != NULL && arena_allocate(&arena, 1) != NULL))
            return;
        CHECK(check, writes_well(memory, size - 1));
        CHECK(check, !OVERRUNS_ARE_SEEN || !writes_well(memory, size));
    }
    arena_free(&arena);
}

static void vector_overrun(struct check *check)
{
    struct mdp_options options = MDP_OPTIONS_INIT;
    struct mdp_allocator allocator = memory_allocator(&options.allocator);
    for (size_t count = 1; count <= 40; count++) {
        struct vector vector = vector_make(&allocator, 1, NULL, 0);
        if (!CHECK(check, vector_reserve(&vector, count)))
            return;
        CHECK(check, writes_well(vector.items, count - 1));
        CHECK(check, !OVERRUNS_ARE_SEEN || !writes_well(vector.items, count));
        vector_free(&vector);
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"arena_objects", arena_objects},
        {"vector_items", vector_items},
        {"vector_likely_beyond_sizes", vector_likely_beyond_sizes},
        {"arena_overrun", arena_overrun},
        {"vector_overrun", vector_overrun},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
