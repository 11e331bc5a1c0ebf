/* compare.h: whether two chunks, or two top-level blocks, are the same, wherever they stand. */
#ifndef COMPARE_H
#define COMPARE_H

#include <stdbool.h>
#include <stdint.h>

#include "layout.h"

/* Whether two chunks have the same value. At once where they are one; else linear in their size. */
bool chunk_equal(const struct chunk *a, const struct chunk *b);

/* Whether two blocks have the same text and the same tree. Cost: linear in the smaller. */
bool block_equal(const struct chunk *a, uint32_t a_index, const struct chunk *b, uint32_t b_index);

/* A hash that is equal for blocks that are equal. */
uint64_t block_hash(const struct chunk *chunk, uint32_t index);

#endif
