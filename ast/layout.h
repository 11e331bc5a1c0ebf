/* layout.h: how a document is stored. The schema of the library; docs/layout.md walks through an example.
 *
 *   slab       one allocation, counted:     header | document, places, slabs | definitions | chunk 0 | ... | padding
 *
 *   document   a version: the slabs that it uses, the map of definitions, and a list of places:
 *              +---------+---------+---------+
 *              | place 0 | place 1 | place 2 |     place: which chunk, the offset and the line at which it stands
 *              +----|----+----|----+----|----+
 *                   v         v         v
 *              +---------+ +--------+ +--------+
 *              | chunk   | | chunk  | | chunk  |   chunk: one or more whole top-level blocks, and their text
 *              +---------+ +--------+ +--------+
 *
 *   chunk      header | lookups | definitions | lines | tape | text | pool
 *
 *   tape       32-bit words. A node is a record of 4 to 10 words, its first child is the record behind it:
 *
 *              word 0        1        2        3         4 ...
 *              +-----------+--------+--------+---------+----------------------------------+
 *              | kind,     | begin  | end    | parent  | by kind, see NODE_* below        |
 *              | words,    |        |        |         | (containers: word 4 is `next`,   |
 *              | detail    |        |        |         |  the record behind the subtree)  |
 *              +-----------+--------+--------+---------+----------------------------------+
 *
 * All offsets are relative to the chunk: begin and end count bytes from the start of its text, parent and next are
 * indices of words in its tape. So a chunk holds no pointer, can be copied to another slab, stand anywhere in a
 * document and in several at once, and be compared with memcmp.
 *
 * A reference link stores its label, not its target: the target is found in the document's map when it is asked for.
 * So a chunk depends on the rest of the document only through *which* of the labels in its lookups are defined.
 *
 * Everything here is written once, while mdp_parse builds the document, and never changes afterwards, but the counts in
 * the header of a slab.
 *
 * Must not know: how text is parsed, threads beyond the atomic counts, what is rendered. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hints.h"
#include "mdparse.h"

/* ------------------------------------------------------------------------------------------------------- records */

/* Word 0: bits 0-7 the mdp_kind, bits 8-15 the number of words of the record, bits 16-31 the detail. */
enum {
    NODE_HEAD = 0,
    NODE_BEGIN = 1,
    NODE_END = 2,
    NODE_PARENT = 3, /* NODE_NONE for a top-level block, whose parent is the document */
    NODE_NEXT = 4,   /* containers only; a leaf ends where its record ends */

    /* Strings are two words each: offset and size. Offsets count from the start of the chunk's text, and run on into
     * the pool behind it, so that a slice of the source and a string of the pool are read alike. */
    NODE_LIST_START = 5,       /* list: its first number */
    NODE_TASK_BOX = 5,         /* list item that is a task: where its box begins, counted from its own begin */
    NODE_TABLE_COLUMNS = 5,    /* table: how many */
    NODE_ALERT_MARKER = 5,     /* alert: where its marker begins, counted from its own begin */
    NODE_LINK_DESTINATION = 5, /* inline link, autolink: string */
    NODE_LINK_TITLE = 7,       /* inline link, autolink: string */
    NODE_LINK_LABEL = 5,       /* reference link: string, as written */
    NODE_LINK_HASH = 7,        /* reference link: label_hash of the normalised label, low word first */
    NODE_TEXT = 4,             /* code block, HTML block, code span, and text and raw HTML that are no slice: string */
    NODE_CODE_INFO = 6,        /* code block: string */
    NODE_DEFINITION_LABEL = 4, /* definition: string, as written */
    NODE_DEFINITION_DESTINATION = 6,
    NODE_DEFINITION_TITLE = 8,
    NODE_FOOTNOTE_LABEL = 5,  /* footnote definition: string, from its bracket on: "[^a" */
    NODE_REFERENCE_LABEL = 4, /* footnote reference: the same */
    NODE_REFERENCE_HASH = 6,  /* footnote reference: label_hash of that, normalised, low word first */

    WORDS_LEAF = 4,   /* breaks, thematic breaks; text and raw HTML whose span is the slice */
    WORDS_STRING = 6, /* leaf with one string */
    WORDS_CODE_BLOCK = 8,
    WORDS_DEFINITION = 10,
    WORDS_CONTAINER = 5,
    WORDS_LIST = 6,
    WORDS_TABLE = 6,
    WORDS_TASK = 6, /* list item that is a task; others have WORDS_CONTAINER */
    WORDS_ALERT = 6,
    WORDS_LINK = 9,
    WORDS_FOOTNOTE_DEFINITION = 7,
    WORDS_FOOTNOTE_REFERENCE = 8,
    WORDS_MOST = 10
};

#define NODE_NONE UINT32_MAX

/* What a footnote's label is stored with, "[^". No label of a link begins so, since a bracket in one has a backslash
 * before it. So both kinds of labels are in one map and one table of lookups, and never match. */
enum { FOOTNOTE_MARK_SIZE = 2 };

/* A task's box, "[ ]". */
enum { TASK_BOX_SIZE = 3 };

/* The size of an alert's marker: what stands between "[!" and "]" is as long as the title. */
static inline uint32_t alert_marker_size(mdp_alert alert)
{
    return (uint32_t)strlen(mdp_alert_title(alert)) + 3;
}

/* The detail of word 0, by kind. Its lowest bits are what mdp_event tells as the variant of a node. */
enum {
    DETAIL_VARIANT = 7,
    DETAIL_HEADING_LEVEL = 7, /* heading: 1 to 6 */
    DETAIL_HEADING_SETEXT = 8,
    DETAIL_LIST_ORDERED = 1,
    DETAIL_LIST_STARTED = 2, /* ordered, and the first number is not 1 */
    DETAIL_LIST_LOOSE = 4,
    DETAIL_LIST_MARKER_SHIFT = 8,     /* so many bits above: the ASCII character */
    DETAIL_ITEM_TASK = 3,       /* list item: mdp_task */
    DETAIL_PARAGRAPH_TIGHT = 1, /* in an item of a tight list */
    DETAIL_ROW_HEADER = 4,
    DETAIL_CELL_HEADER = 4, /* table cell: in the header */
    DETAIL_CELL_ALIGN = 3,  /* table cell: mdp_align */
    DETAIL_ALERT = 7,       /* alert: mdp_alert, not MDP_ALERT_NONE */
    DETAIL_CODE_FENCED = 1,
    DETAIL_LINK_FORM = 7 /* link, image: mdp_link_form */
};

static inline uint32_t node_head(mdp_kind kind, uint32_t words, uint32_t detail)
{
    return (uint32_t)kind | words << 8 | detail << 16;
}

static inline mdp_kind node_kind(const uint32_t *node)
{
    return (mdp_kind)(node[NODE_HEAD] & 0xFF);
}

static inline uint32_t node_words(const uint32_t *node)
{
    return node[NODE_HEAD] >> 8 & 0xFF;
}

static inline uint32_t node_detail(const uint32_t *node)
{
    return node[NODE_HEAD] >> 16;
}

static inline bool form_is_reference(uint32_t form)
{
    return form == MDP_LINK_FULL || form == MDP_LINK_COLLAPSED || form == MDP_LINK_SHORTCUT;
}

/* The word in which the label of a reference begins, a link's, an image's or a footnote's, or 0 if the node is none.
 * Its hash stands behind it. */
static inline unsigned reference_word(const uint32_t *node)
{
    mdp_kind kind = node_kind(node);
    bool link =
        (kind == MDP_KIND_LINK || kind == MDP_KIND_IMAGE) && form_is_reference(node_detail(node) & DETAIL_LINK_FORM);
    return link ? NODE_LINK_LABEL : kind == MDP_KIND_FOOTNOTE_REFERENCE ? NODE_REFERENCE_LABEL : 0;
}

/* The hash of the label of a reference, `word` being what reference_word says. */
static inline uint64_t reference_hash(const uint32_t *node, unsigned word)
{
    return node[word + 2] | (uint64_t)node[word + 3] << 32;
}

/* Bit k is set if nodes of kind k have children. */
#define KINDS_CONTAINER                                                                                                \
    (UINT64_C(1) << MDP_KIND_BLOCK_QUOTE | UINT64_C(1) << MDP_KIND_LIST | UINT64_C(1) << MDP_KIND_LIST_ITEM |          \
     UINT64_C(1) << MDP_KIND_PARAGRAPH | UINT64_C(1) << MDP_KIND_HEADING | UINT64_C(1) << MDP_KIND_EMPHASIS |          \
     UINT64_C(1) << MDP_KIND_STRONG | UINT64_C(1) << MDP_KIND_LINK | UINT64_C(1) << MDP_KIND_IMAGE |                   \
     UINT64_C(1) << MDP_KIND_STRIKETHROUGH | UINT64_C(1) << MDP_KIND_TABLE | UINT64_C(1) << MDP_KIND_TABLE_ROW |       \
     UINT64_C(1) << MDP_KIND_TABLE_CELL | UINT64_C(1) << MDP_KIND_ALERT | UINT64_C(1) << MDP_KIND_FOOTNOTE_DEFINITION)

static inline bool kind_is_container(mdp_kind kind)
{
    return KINDS_CONTAINER >> kind & 1;
}

/* The index behind the last record of the node at `index`: it and all that is in it. */
static inline uint32_t record_behind(const uint32_t *tape, uint32_t index)
{
    const uint32_t *record = tape + index;
    return kind_is_container(node_kind(record)) ? record[NODE_NEXT] : index + node_words(record);
}

/* Bit k is set if nodes of kind k have a literal text: their span where the record is WORDS_LEAF long, else the string
 * NODE_TEXT. */
#define KINDS_LITERAL                                                                                                  \
    (UINT64_C(1) << MDP_KIND_TEXT | UINT64_C(1) << MDP_KIND_RAW_HTML | UINT64_C(1) << MDP_KIND_CODE_SPAN |             \
     UINT64_C(1) << MDP_KIND_CODE_BLOCK | UINT64_C(1) << MDP_KIND_HTML_BLOCK)

/* The literal text of a record, `text` being its chunk's; empty for kinds that have none. */
static inline mdp_string node_literal(const char *text, const uint32_t *node)
{
    bool literal = KINDS_LITERAL >> node_kind(node) & 1;
    if (usually(node_words(node) == WORDS_LEAF))
        return (mdp_string){text + node[NODE_BEGIN], literal ? node[NODE_END] - node[NODE_BEGIN] : 0};
    return literal ? (mdp_string){text + node[NODE_TEXT], node[NODE_TEXT + 1]} : (mdp_string){text, 0};
}

/* ------------------------------------------------------------------------------------------------------- chunks */

/* A definition in a chunk, of a link or a footnote, in the order of the text, those that repeat a label included. */
struct chunk_definition {
    uint64_t hash; /* label_hash of its normalised label */
    uint32_t node; /* in the tape */
    uint32_t zero;
};

/* The line index: one entry for each LINES_STEP bytes of text, for the byte at which that step begins: how many lines
 * end before it in the chunk, and where the line that it is in begins. Makes a look-up of line and column cost one
 * step, also in a chunk of any size. */
enum { LINES_STEP = 256 };

struct chunk_line {
    uint32_t lines;
    uint32_t begin;
};

static inline uint32_t chunk_line_count(uint32_t text_size)
{
    return text_size / LINES_STEP + 1;
}

struct chunk {
    uint32_t text_size;
    uint32_t tape_size; /* words */
    uint32_t pool_size; /* bytes */
    uint32_t lookup_count;
    uint32_t definition_count;
    uint32_t line_count; /* entries of the line index */
    uint32_t line_ends;  /* lines that end in the text */
    uint32_t nodes;
    uint32_t blocks; /* of them at the top level */
    uint32_t zero;
};

static inline uint64_t *chunk_lookups(const struct chunk *chunk)
{
    return (uint64_t *)(uintptr_t)(chunk + 1);
}

static inline struct chunk_definition *chunk_definitions(const struct chunk *chunk)
{
    return (struct chunk_definition *)(chunk_lookups(chunk) + chunk->lookup_count);
}

static inline struct chunk_line *chunk_lines(const struct chunk *chunk)
{
    return (struct chunk_line *)(chunk_definitions(chunk) + chunk->definition_count);
}

static inline uint32_t *chunk_tape(const struct chunk *chunk)
{
    return (uint32_t *)(chunk_lines(chunk) + chunk->line_count);
}

/* The text; the pool stands right behind it. */
static inline char *chunk_text(const struct chunk *chunk)
{
    return (char *)(chunk_tape(chunk) + chunk->tape_size);
}

/* --------------------------------------------------------------------------------------------- slabs and documents */

/* Memory that is allocated and freed as one, because many small pieces cost time, and memory that is given back and
 * faulted in again costs more. A parse makes one slab: the document, its map and all its chunks; of a large text it
 * makes a few, with some of the chunks each. An edit makes two: one for the document, and one for what is new of the
 * chunks and the map, so that the places of a version, which no other uses, do not live as long as its chunks do. */
struct slab {
    atomic_size_t references;          /* of the documents that use something in it */
    atomic_size_t document_references; /* of the document in it: what mdp_document_retain and _release count */
    size_t size;                       /* bytes of the allocation, this header included */
    struct mdp_allocator allocator;
};

/* The last bytes of a slab, zeros that nothing is in, so that MDP_STRING_PADDING holds also for a string of the last
 * chunk: behind one in another is the next chunk. */
static inline const char *slab_padding(const struct slab *slab)
{
    return (const char *)slab + slab->size - MDP_STRING_PADDING;
}

/* A slab that a document holds a reference to, and how many bytes of chunks and map it uses there. */
struct slab_use {
    struct slab *slab;
    size_t used;
};

struct place {
    const struct chunk *chunk;
    size_t begin;     /* offset of the chunk's text in the document's */
    size_t line_ends; /* lines that end before it */
    uint32_t use;     /* of the slab that the chunk stands in */
    uint32_t zero;
};

/* An entry of the map: sorted by hash, among equal hashes by normalised label, and among equal labels by place, so that
 * the first is the one in force. A look-up is logarithmic also where somebody forged colliding hashes. The definition
 * is named by its number in its chunk and not by its record, so that an edit elsewhere in the chunk leaves the map as
 * it is. */
struct definition {
    uint64_t hash;
    uint32_t chunk;
    uint32_t index; /* in chunk_definitions */
};

struct mdp_document {
    size_t text_size;
    uint64_t flags;                 /* of mdp_options, for its edits, */
    mdp_limits limits;              /* with the defaults in place of what is 0, */
    struct mdp_allocator allocator; /* or malloc; not that of a sealed slab */
    uint32_t place_count;
    uint32_t use_count;
    uint32_t definition_count;
    uint32_t label_count;                 /* of the definitions that are in force */
    const struct definition *definitions; /* in the slab of map_use */
    uint32_t map_use;
    uint32_t chunks_parsed; /* to make it, the others being an older version's; read by tests of what an edit costs */
    struct slab_use *uses;  /* behind the places; the first is the slab that the document stands in */
    struct place places[];
};

/* The root's handle. */
#define CHUNK_ROOT UINT32_MAX

/* ------------------------------------------------------------------------------------------- building (document.c) */

/* The parts of a chunk that is to be built, where the parse left them; text is the stretch of the source. */
struct chunk_parts {
    const struct chunk *header; /* all but line_ends */
    const char *text;
    const uint32_t *tape;
    const char *pool;
    const uint64_t *lookups;
    const struct chunk_definition *definitions;
};

enum { CHUNK_ALIGNMENT = sizeof(uint64_t) };

/* Bytes that the chunk with this header takes, a multiple of CHUNK_ALIGNMENT. */
static inline uint64_t chunk_measure(const struct chunk *header)
{
    /* Each term is below 2^36, so that no sum of them overflows. */
    uint64_t size = sizeof(struct chunk) + (uint64_t)header->lookup_count * sizeof(uint64_t) +
                    (uint64_t)header->definition_count * sizeof(struct chunk_definition) +
                    (uint64_t)header->line_count * sizeof(struct chunk_line) +
                    (uint64_t)header->tape_size * sizeof(uint32_t) + header->text_size + header->pool_size;
    return (size + CHUNK_ALIGNMENT - 1) & ~(uint64_t)(CHUNK_ALIGNMENT - 1);
}

/* The same of a chunk that is there. */
static inline size_t chunk_size(const struct chunk *chunk)
{
    return (size_t)chunk_measure(chunk);
}

/* Builds the chunk in memory of chunk_measure bytes. The line index, and line_ends, are the caller's to fill. */
struct chunk *chunk_build(void *memory, const struct chunk_parts *parts);

/* A slab of so many bytes between its header and its padding, with one reference, the caller's, and no document. NULL
 * where there is no memory. */
struct slab *slab_create(const struct mdp_allocator *allocator, uint64_t bytes);
void slab_retain(struct slab *slab);
void slab_release(struct slab *slab);

/* Bytes of a document with so many places and slabs. */
uint64_t document_measure(size_t place_count, size_t use_count);

/* A slab that holds one document, whose places and uses are the caller's to fill, but for the first use, the slab
 * itself, and behind it `bytes` for a map and chunks, which *behind is set to. It has one reference, that of the
 * document's use. NULL where there is no memory. */
mdp_document *document_create(const struct mdp_allocator *allocator, size_t place_count, size_t use_count,
                              uint64_t bytes, char **behind);

/* The slab that a document stands in. */
static inline struct slab *document_slab(const mdp_document *document)
{
    return (struct slab *)(uintptr_t)document - 1;
}

/* The place whose text holds `offset`; the last one for an offset at or beyond the end. The document has a place.
 * Cost: logarithmic. */
uint32_t document_place_at(const mdp_document *document, size_t offset);

/* Where the empty string stands that accessors give for what is not there: it is padded as all strings are. */
extern const char string_nothing[MDP_STRING_PADDING];

static inline mdp_string string_empty(void)
{
    return (mdp_string){string_nothing, 0};
}

/* A string of a record. */
mdp_string node_string(const struct chunk *chunk, const uint32_t *node, unsigned word);

/* The label of a link's or a footnote's definition, as it is stored. */
static inline mdp_string definition_label(const struct chunk *chunk, const uint32_t *node)
{
    return node_string(chunk, node,
                       node_kind(node) == MDP_KIND_FOOTNOTE_DEFINITION ? NODE_FOOTNOTE_LABEL : NODE_DEFINITION_LABEL);
}

/* Below 0, 0 or above 0 as the label of an entry of the map, normalised, stands there before, is, or stands behind
 * another (definitions.c). */
int definition_compare(const mdp_document *document, const struct definition *definition, uint64_t hash,
                       const char *normal, size_t size);

/* The map's first entry for a normalised label, or NULL (definitions.c). */
const struct definition *document_find(const mdp_document *document, uint64_t hash, const char *normal, size_t size);

/* The map's only entry with this hash; NULL where there are several, or none. Where a label is known to be defined, as
 * that of every reference in the document is, it need not be compared then (definitions.c). */
const struct definition *document_find_hash(const mdp_document *document, uint64_t hash);

/* The record of a definition. */
static inline uint32_t definition_record(const mdp_document *document, const struct definition *definition)
{
    return chunk_definitions(document->places[definition->chunk].chunk)[definition->index].node;
}

#endif
