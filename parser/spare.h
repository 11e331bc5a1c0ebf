/* spare.h: memory that one parse leaves to the next, for a thread that parses many texts. */
#ifndef SPARE_H
#define SPARE_H

#include "arena.h"

/* Of one thread, and of one allocator. At first, and where there is none, {NULL, 0}. */
struct spare {
    char *memory;
    size_t size;
};

/* mdp_parse, whose scratch is the spare memory, where that is large enough; what it allocated in its place is spare
 * afterwards. Without spare memory if `spare` is NULL (parse.c). */
mdp_status parse_with_spare(const char *text, size_t size, const mdp_options *options, struct spare *spare,
                            const mdp_document **document);

static inline void spare_free(struct spare *spare, const struct mdp_allocator *allocator)
{
    memory_release(allocator, spare->memory, spare->size);
    *spare = (struct spare){NULL, 0};
}

#endif
