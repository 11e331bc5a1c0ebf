/* writer.h: phase 2. Turns the blocks of a chunk, and the inlines of their content, into records on a tape, left to
 * right; each is written once. What the records look like is in ast/layout.h. */
#ifndef WRITER_H
#define WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "content.h"
#include "layout.h"
#include "parse.h"

struct inlines;

/* Words of a chunk's tape: so many that 32 bits hold an index with room to spare. Tests are built with less. */
#ifndef CHUNK_TAPE_MOST
#define CHUNK_TAPE_MOST (UINT32_MAX / 2)
#endif

/* What the writer has made of the chunks, one behind the other. Strings and records count from the start of their own
 * chunk. */
struct writer {
    struct parse *parse;
    struct vector tape;        /* uint32_t */
    struct vector pool;        /* char */
    struct vector lookups;     /* uint64_t */
    struct vector definitions; /* struct chunk_definition */
    struct inlines *inlines;
    /* From a block's definition, counted in its stretch, to that of the document (chunks.h). */
    uint32_t definition_shift;

    /* The chunk that is being written. */
    uint32_t begin; /* its text in the source */
    uint32_t end;
    size_t tape_begin; /* where its parts begin */
    size_t pool_begin;
    uint32_t nodes;
    struct written *written;
    uint32_t parent; /* the record of the innermost open container, or NODE_NONE */

    struct vector buffer; /* char: gathered content */
    struct vector pieces; /* struct piece */
};

/* Where a chunk's parts lie in the writer. */
struct written {
    uint32_t begin; /* its text in the source */
    uint32_t end;
    size_t tape, pool, lookups, definitions; /* where they begin */
    struct chunk header;                     /* but line_ends */
    uint64_t size;                           /* of the chunk, in bytes */
};

/* Writes one chunk, whose text is [begin, end) of the source: writer_begin, then writer_blocks for the blocks [first,
 * last) of each stretch (chunks.h) that it has some of, then writer_end. MDP_ERR_LIMIT means that the tape or the
 * pool would not fit 32-bit offsets. */
void writer_begin(struct writer *writer, uint32_t begin, uint32_t end, struct written *written);
mdp_status writer_blocks(struct writer *writer, uint32_t first, uint32_t last);
void writer_end(struct writer *writer);

/* The parts, good until the next chunk is written. */
struct chunk_parts writer_parts(const struct writer *writer, const struct written *written);

/* Where the vectors begin that are small in a small text. */
struct writer_first {
    char buffer[1536];
    struct piece pieces[48];
    uint64_t lookups[32];
    struct chunk_definition definitions[16];
};

/* All but the tape and the pool, which are the caller's to make. */
void writer_make(struct writer *writer, struct parse *parse, struct inlines *inlines, struct writer_first *first);
void writer_free(struct writer *writer);

/* -------------------------------------------------------------------- for the inlines, which write to the same tape */

/* Room for so many words. */
static inline bool writer_reserve(struct writer *writer, size_t words)
{
    return vector_reserve(&writer->tape, words);
}

/* Adds a record for source[begin, end), in room that is reserved, if `there`; else that room is written to in vain,
 * for whether text stands between two marks is what no processor predicts. The words from the fifth on are the caller's
 * to set. */
static inline uint32_t *writer_add_if(struct writer *writer, bool there, mdp_kind kind, uint32_t words, uint32_t detail,
                                      uint32_t begin, uint32_t end)
{
    uint32_t *record = (uint32_t *)writer->tape.items + writer->tape.count;
    record[NODE_HEAD] = node_head(kind, words, detail);
    record[NODE_BEGIN] = begin - writer->begin;
    record[NODE_END] = end - writer->begin;
    record[NODE_PARENT] = writer->parent;
    writer->tape.count += there ? words : 0;
    writer->nodes += there;
    return record;
}

static inline uint32_t *writer_add(struct writer *writer, mdp_kind kind, uint32_t words, uint32_t detail,
                                   uint32_t begin, uint32_t end)
{
    return writer_add_if(writer, true, kind, words, detail, begin, end);
}

/* Adds the record of a container and opens it. Until writer_close its end is unknown. */
static inline uint32_t *writer_open(struct writer *writer, mdp_kind kind, uint32_t words, uint32_t detail,
                                    uint32_t begin)
{
    uint32_t index = (uint32_t)(writer->tape.count - writer->tape_begin);
    uint32_t *record = writer_add(writer, kind, words, detail, begin, begin);
    writer->parent = index;
    return record;
}

/* Closes the innermost container, which ends at source position `end`. */
static inline void writer_close(struct writer *writer, uint32_t end)
{
    uint32_t *record = (uint32_t *)writer->tape.items + writer->tape_begin + writer->parent;
    record[NODE_END] = end - writer->begin;
    record[NODE_NEXT] = (uint32_t)(writer->tape.count - writer->tape_begin);
    writer->parent = record[NODE_PARENT];
}

/* A string of a record: offset and size, as layout.h has them. */
struct string_words {
    uint32_t offset;
    uint32_t size;
};

static inline void writer_set_string(uint32_t *record, unsigned word, struct string_words string)
{
    record[word] = string.offset;
    record[word + 1] = string.size;
}

/* The string that begins where the pool ends. */
static inline struct string_words writer_pool_string(const struct writer *writer, uint32_t size)
{
    return (struct string_words){writer->end - writer->begin + (uint32_t)(writer->pool.count - writer->pool_begin),
                                 size};
}

/* The string of some bytes: where they lie in the chunk's text they are not copied. False where there is no memory.
 * */
bool writer_string(struct writer *writer, const char *data, uint32_t size, struct string_words *string);

/* The same for content[begin, end), which is in the chunk's text unless it was gathered. */
bool writer_content_string(struct writer *writer, struct content *content, uint32_t begin, uint32_t end,
                           struct string_words *string);

/* The same without its escapes and entities. */
bool writer_unescaped_string(struct writer *writer, struct content *content, uint32_t begin, uint32_t end,
                             struct string_words *string);

/* Whether a label is defined in the document; the chunk remembers that it was asked for. False in *found and returned
 * where there is no memory. */
bool writer_look_up(struct writer *writer, uint64_t hash, const char *normal, uint32_t size, bool *found);

#endif
