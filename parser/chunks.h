/* chunks.h: phase 2 for all chunks of a text: from blocks to chunks, and the document of them.
 *
 * The blocks may come from several block parses, each of which has those of a stretch of the text, from one boundary
 * to another. Chunks do not mind: one can begin in a stretch and end in another. Chunks that follow each other are
 * written by a group, on one thread, and stand in one slab; groups know nothing of each other.
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

/* The chunks [first, last), which are written, and then built in one slab. What was written of them is then forgotten,
 * so that the memory for it serves for the next group too. */
struct group {
    const struct chunks *chunks;
    struct parse *parse; /* as that of the chunks, but the blocks are those of the stretch that is being written */
    struct writer *writer;
    struct vector *written; /* struct written: of each chunk */
    size_t first;
    size_t last;
};

/* Builds a chunk that was written, in memory of so many bytes as `written` says. */
struct chunk *written_build(const struct writer *writer, const struct written *written, void *memory);

/* A group ends before the first chunk that begins so many bytes, or more, behind its own begin. */
size_t group_text_size(size_t text_size);

/* The chunk at which a group ends that begins with `first`, at most `last`; and how many groups make [first, last). */
size_t chunks_group_end(const struct chunks *chunks, size_t first, size_t last);
size_t chunks_group_count(const struct chunks *chunks, size_t first, size_t last);

/* Parses the inlines of a group's chunks and writes them, and notes where their definitions are. What the group's
 * writer wrote before is gone. */
mdp_status group_write(struct group *group);

/* Bytes that its chunks take in the document. */
uint64_t group_measure(const struct group *group);

/* Builds its chunks in the memory of a use of the document, whose places they get, but for the lines before each. */
void group_build(const struct group *group, mdp_document *document, uint32_t use, char *memory);

/* Builds them in a slab of their own, which becomes that use. False where there is no memory. */
bool group_build_slab(const struct group *group, mdp_document *document, uint32_t use);

/* A document without chunks, which are to stand in so many slabs, of which the first is its own: *memory is set to
 * where `bytes` of it are for chunks. NULL where there is no memory. */
mdp_document *chunks_create(const struct chunks *chunks, size_t slab_count, uint64_t bytes, char **memory);

/* When all groups are built: makes the map, counts the lines before each chunk, and seals the document if it is to be
 * sealed. False where the system does not do that; then it is released. */
bool chunks_finish(const struct chunks *chunks, mdp_document *document);

/* Releases a document of which some groups are not built. */
void chunks_discard(mdp_document *document);

#endif
