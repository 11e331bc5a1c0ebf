/* peer_meter.c: see peer_meter.h. */
#include "peer_meter.h"

#include <stddef.h>
#include <stdlib.h>

/* cmark's hooks have no context argument, so what they count stands here. The benchmark has one thread. */
static struct {
    size_t live;
    size_t peak;
    size_t allocations;
} meter;

void peer_meter_start(void)
{
    meter.live = meter.peak = meter.allocations = 0;
}

void peer_meter_add(struct bench_text text, struct bench_memory *sum)
{
    sum->text += text.size;
    sum->document += meter.live;
    sum->peak += meter.peak;
    sum->allocations += meter.allocations;
}

/* Stands before each block; release and realloc are not told the size. */
union header {
    size_t size;
    max_align_t align;
};

static void add(size_t size)
{
    meter.live += size;
    if (meter.live > meter.peak)
        meter.peak = meter.live;
}

void *peer_meter_calloc(size_t count, size_t size)
{
    union header *header = calloc(1, sizeof *header + count * size);
    if (header == NULL)
        abort(); /* what cmark's own allocator does: the library cannot carry on */
    header->size = count * size;
    meter.allocations++;
    add(header->size);
    return header + 1;
}

void *peer_meter_realloc(void *memory, size_t size)
{
    if (memory == NULL)
        return peer_meter_calloc(1, size);
    union header *header = realloc((union header *)memory - 1, sizeof *header + size);
    if (header == NULL)
        abort();
    meter.live -= header->size;
    header->size = size;
    meter.allocations++;
    add(size);
    return header + 1;
}

void peer_meter_free(void *memory)
{
    if (memory == NULL)
        return;
    union header *header = (union header *)memory - 1;
    meter.live -= header->size;
    free(header);
}
