/* scratch.h: the memory that a parse works in, sized before it begins: the index of the text, and where the large
 * vectors start. Of a small text all of it is on the stack. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "inlines.h"
#include "parse.h"
#include "spare.h"
#include "writer.h"

/* Bytes of source for each item. Measured 2026-11 on Pro Git in English, the joined Rust book, and the System Design
 * Primer: a block for 205, 168 and 62 bytes; a segment for 101, 178 and 109; a word of tape for 13.1, 5.2 and 5.0, in
 * the densest 64 KiB of them for 3.6, and in text that is mostly marks for 1.9; a byte of pool for 4.7, 479 and 428. */
enum { BYTES_FOR_BLOCK = 50, BYTES_FOR_SEGMENT = 64, BYTES_FOR_WORD = 2, BYTES_FOR_POOL = 4, BYTES_FOR_BOUNDARY = 64 };

enum { SMALL_TEXT = 1024 }; /* bytes, for which nothing is allocated */

/* On the stack of mdp_parse, some 16 KiB. */
struct scratch {
    struct writer_first writer;
    struct inlines_first inlines;
    struct written written[4];
    uint64_t arena[128];
    struct link_definition definitions[16];
    struct map_entry map[32];

    char *memory; /* what was allocated; NULL for a small text */
    size_t memory_size;
    struct spare *spare; /* where it comes from and goes to, or NULL */

    uint64_t small_index[2 * (SMALL_TEXT / 64 + 2)];
    struct block small_blocks[32];
    struct segment small_segments[32];
    uint32_t small_tape[512];
    char small_pool[256];
    struct cut small_cuts[2];
};

/* Indexes the text of the parse, and makes the large vectors of the parse and of the writer, of a size that they are
 * likely to need; cuts have room for as many as the text can have, and the end. All is made in its place: a small text
 * feels each copy. Spare memory is used, if `spare` is not NULL. False where there is no memory. Cost: the pass of the
 * index. */
bool scratch_make(struct scratch *scratch, struct parse *parse, struct writer *writer, struct spare *spare);

/* A vector of `count` items at *at, which moves behind them and on to a multiple of 8 bytes: several large vectors
 * stand in one allocation, as large pages are for large allocations alone. */
struct vector scratch_take(const struct mdp_allocator *allocator, char **at, size_t item_size, size_t count);

/* The vectors are freed by whoever used them, before. */
void scratch_free(struct scratch *scratch, const struct mdp_allocator *allocator);

#endif
