/* speculation.h: the block parse of a part of a text, which is begun before it is known what came before: as if a
 * top-level block began there.
 *
 * A speculation notes each line at which it opens a top-level block, a boundary. Behind a line that is a boundary of
 * two block parses both are equal, because at such a line the block structure has no memory. So a parse that is right
 * up to the end of its part runs on until it opens a top-level block where the next speculation has opened one too;
 * from there on that one is right. If it comes to the end of the next part first, then that speculation was wrong,
 * and is dropped.
 *
 *      right         ====|====|========|====+- - | - -             |  a boundary
 *      speculation                     .-|- + ===|=====|=======    +  where the right one's part ends, and goes on
 *                                            ^ the first common boundary: from here on the speculation is right */
#ifndef SPECULATION_H
#define SPECULATION_H

#include "open_blocks.h"
#include "parse.h"

/* Has pointers into itself: it stays where it was made. */
struct speculation {
    struct parse parse; /* its cuts are all boundaries */
    struct blocks blocks;
    struct blocks_first first;
    char *memory; /* where the vectors of `parse` begin, or NULL */
    size_t memory_size;
    uint32_t begin; /* of the part, a line; */
    uint32_t end;   /* a line, or the end of the text */
    size_t cut;     /* its boundaries [cut, cut_end) are those of the text */
    size_t cut_end;
};

/* Makes what parses the part [begin, end) of the text of `whole`, which is indexed. */
void speculation_make(struct speculation *speculation, const struct parse *whole, uint32_t begin, uint32_t end);
void speculation_free(struct speculation *speculation);

/* Parses the blocks of its part. It may fail for want of memory: then it is dropped. */
void speculation_run(struct speculation *speculation);

/* Parses the blocks of the part that begins with the text, and goes on behind its end, which it moves, until a
 * top-level block opens there, or the text ends. No block that begins in the part is then open at the end of it, so
 * that none is speculated upon, however long it is. It may fail for want of memory. */
void speculation_lead(struct speculation *speculation);

/* Joins speculations that follow each other, of which the first begins with the text: finds which of their boundaries
 * are right, and completes those that are. False where one that is right has no memory: *failed is that. Cost: beyond
 * what the speculations did, at most twice what is not yet parsed rightly. */
bool speculations_join(struct speculation *speculations, size_t count, const struct speculation **failed);

#endif
