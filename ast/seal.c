/* seal.c: pages for slabs that are sealed. See seal.h. The only file that maps memory. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "seal.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* The bytes of page 0 that are in front of the header. */
static size_t unused_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE) - sizeof(struct slab);
}

static void *allocate(void *context, size_t size)
{
    (void)context;
    if (size > SIZE_MAX - unused_size())
        return NULL;
    char *pages = mmap(NULL, unused_size() + size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return pages == MAP_FAILED ? NULL : pages + unused_size();
}

static void release(void *context, void *memory, size_t size)
{
    (void)context;
    munmap((char *)memory - unused_size(), unused_size() + size);
}

struct mdp_allocator seal_allocator(void)
{
    return (struct mdp_allocator){allocate, release, NULL};
}

size_t seal_memory(const struct slab *slab)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (slab->allocator.allocate != allocate)
        return slab->size;
    return (unused_size() + slab->size + page - 1) / page * page; /* which is mapped: nothing overflows */
}

bool seal_slab(struct slab *slab)
{
    return mprotect(slab + 1, slab->size - sizeof *slab, PROT_READ) == 0;
}
