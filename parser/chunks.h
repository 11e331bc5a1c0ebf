/* chunks.h: phases 2 and 3: from blocks to the chunks of a document, and the document of them all.
 *
 * The blocks may come from several block parses, each of which has those of a stretch of the text, from one boundary
 * to another. Chunks do not mind: one can begin in a stretch and end in another. Chunks that follow each other are
 * written by a group, on one thread; groups know nothing of each other.
 *
 *      stretches   |=========== 0 ===========|===== 1 =====|============= 2 =============|
 *      cuts        0       |       |         .   |         .        |        |           end
 *      groups      |------- 0 -----|-------------- 1 ---------------|--------- 2 --------|
 */
#ifndef CHUNKS_H
#define CHUNKS_H

#include "layout.h"
#include "parse.h"
#include "writer.h"

/* Blocks that follow each other in one block parse. */
struct stretch {
    const struct parse *parse; /* its blocks and segments are read */
    uint32_t block;            /* blocks [block, block_end) */
    uint32_t block_end;
    uint32_t definition_shift; /* from a definition of this parse to that of the document, modulo 2^32 */
};

/* A whole text, when its blocks are known. */
struct chunks {
    struct parse *parse; /* the text and its index, and the definitions of all stretches and their map */
    const struct stretch *stretches;
    const struct cut *cuts; /* of each chunk, and one more: where the last ends */
    size_t count;           /* of chunks */
};

/* The chunks [first, last), and what is written of them. */
struct group {
    const struct chunks *chunks;
    struct parse *parse; /* as that of the chunks, but the blocks are those of the stretch that is being written */
    struct writer *writer;
    size_t first;
    size_t last;
    struct vector *written; /* struct written: of each chunk */
    mdp_document *document; /* that it is built in, */
    char *memory;           /* here */
    uint64_t bytes;         /* so large */
};

/* A chunk that was written: the bytes that it takes in a document, and the chunk, built in memory of so many. */
uint64_t written_measure(const struct writer *writer, const struct written *written);
struct chunk *written_build(const struct writer *writer, const struct written *written, void *memory);

/* Parses the inlines of a group's chunks and writes them, and notes where their definitions are. */
mdp_status group_write(struct group *group);

/* Builds its chunks in the document, whose places they get, but for the lines before each. */
void group_build(struct group *group);

/* A document for all groups, in one allocation of just its size, with its map; each group is told its place in it.
 * NULL where there is no memory. */
mdp_document *chunks_create(const struct chunks *chunks, struct group *groups, size_t group_count);

/* When all groups are built: counts the lines before each chunk, and seals the document if it is to be sealed. False
 * where the system does not do that; then it is released. */
bool chunks_finish(const struct chunks *chunks, mdp_document *document);

#endif
