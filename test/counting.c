/* counting.c: the allocator of counting.h. Each block stands behind a head that names its size and its state. */
#include "counting.h"

#include <stdlib.h>
#include <string.h>

#define STATE_LIVE     UINT64_C(0x6C6976656C697665)
#define STATE_RELEASED UINT64_C(0x6672656564667265)
#define FILL_NEW       0xA5
#define FILL_RELEASED  0xDD

typedef union block_head {
    struct {
        size_t size;
        uint64_t state;
    } is;
    max_align_t alignment;
} block_head;

static void *counting_allocate(void *context, size_t size)
{
    struct counting *counting = context;
    size_t call = atomic_fetch_add(&counting->calls, 1) + 1;
    if (size == 0)
        atomic_fetch_add(&counting->wrong, 1);
    if (counting->fail_at != 0 && (call == counting->fail_at || (counting->fail_on && call > counting->fail_at)))
        return NULL;
    if (size > SIZE_MAX - sizeof(block_head))
        return NULL;
    block_head *head = malloc(sizeof(block_head) + size);
    if (head == NULL)
        return NULL;
    head->is.size = size;
    head->is.state = STATE_LIVE;
    memset(head + 1, FILL_NEW, size);
    atomic_fetch_add(&counting->live, 1);
    atomic_fetch_add(&counting->live_bytes, size);
    atomic_fetch_add(&counting->bytes, size);
    return head + 1;
}

static void counting_release(void *context, void *memory, size_t size)
{
    struct counting *counting = context;
    block_head *head = (block_head *)memory - 1;
    if (memory == NULL || head->is.state != STATE_LIVE || head->is.size != size) {
        atomic_fetch_add(&counting->wrong, 1);
        return;
    }
    memset(memory, FILL_RELEASED, size);
    head->is.state = STATE_RELEASED;
    atomic_fetch_sub(&counting->live, 1);
    atomic_fetch_sub(&counting->live_bytes, size);
    free(head);
}

mdp_allocator counting_allocator(struct counting *counting)
{
    return (mdp_allocator){counting_allocate, counting_release, counting};
}
