/* writer.c: phase 2 for one chunk: its blocks to records, and their content to inlines. See writer.h. */
#include "writer.h"

#include <string.h>

#include "block_starts.h"
#include "inlines.h"
#include "labels.h"

/* -------------------------------------------------------------------------------------------------------- strings */

static bool pool_string(struct writer *writer, const char *data, uint32_t size, struct string_words *string)
{
    struct vector *pool = &writer->pool;
    if (!vector_reserve(pool, size))
        return false;
    *string = writer_pool_string(writer, size);
    if (size)
        memcpy((char *)pool->items + pool->count, data, size);
    pool->count += size;
    return true;
}

bool writer_string(struct writer *writer, const char *data, uint32_t size, struct string_words *string)
{
    uintptr_t text = (uintptr_t)(writer->parse->text + writer->begin), at = (uintptr_t)data;
    *string = (struct string_words){0, 0};
    if (size == 0)
        return true;
    if (at < text || at - text >= writer->end - writer->begin)
        return pool_string(writer, data, size, string);
    *string = (struct string_words){(uint32_t)(at - text), size};
    return true;
}

bool writer_content_string(struct writer *writer, struct content *content, uint32_t begin, uint32_t end,
                           struct string_words *string)
{
    uint32_t source;
    *string = (struct string_words){0, 0}; /* every empty string */
    if (begin == end)
        return true;
    if (!content_is_slice(content, begin, end, &source))
        return pool_string(writer, content->text + begin, end - begin, string);
    *string = (struct string_words){source - writer->begin, end - begin};
    return true;
}

/* Unescapes into the pool. */
static bool pool_unescaped(struct writer *writer, const char *data, uint32_t size, struct string_words *string)
{
    struct vector *pool = &writer->pool;
    if (!vector_reserve(pool, (size_t)link_unescape_bound(size)))
        return false;
    size_t unescaped = link_unescape(data, size, (char *)pool->items + pool->count);
    *string = writer_pool_string(writer, (uint32_t)unescaped); /* if that is too large, so is the pool: writer_blocks */
    pool->count += unescaped;
    return true;
}

/* Whether content[begin, end) may hold escapes or entities. Where it is used in place, the index mostly tells: they
 * begin with special bytes. */
static bool needs_unescape(const struct writer *writer, const struct content *content, uint32_t begin, uint32_t end)
{
    bool special = rarely(content->pieces) || next_bit(writer->parse->specials, begin, end) < end;
    return special && link_needs_unescape(content->text + begin, end - begin);
}

bool writer_unescaped_string(struct writer *writer, struct content *content, uint32_t begin, uint32_t end,
                             struct string_words *string)
{
    *string = (struct string_words){0, 0}; /* every empty string */
    if (begin == end)
        return true;
    if (rarely(needs_unescape(writer, content, begin, end)))
        return pool_unescaped(writer, content->text + begin, end - begin, string);
    return writer_content_string(writer, content, begin, end, string);
}

bool writer_look_up(struct writer *writer, uint64_t hash, const char *normal, uint32_t size, bool *found)
{
    if (!vector_reserve(&writer->lookups, 1))
        return false;
    ((uint64_t *)writer->lookups.items)[writer->lookups.count++] = hash;
    const struct parse *parse = writer->parse;
    *found =
        parse->labels ? labels_have(parse->labels, hash, normal, size) : definitions_have(parse, hash, normal, size);
    return true;
}

/* --------------------------------------------------------------------------------------------------------- blocks */

static const struct segment *segments_of(const struct writer *writer, const struct block *block)
{
    return (const struct segment *)writer->parse->segments.items + block->first_segment;
}

/* Puts the segments, which cannot be used in place, together. */
static bool gather_content(struct writer *writer, const struct segment *segments, uint32_t count,
                           struct content *content)
{
    writer->buffer.count = writer->pieces.count = 0;
    if (!content_gather(writer->parse, segments, count, &writer->buffer, &writer->pieces))
        return false;
    *content = (struct content){.text = writer->buffer.items,
                                .end = (uint32_t)writer->buffer.count,
                                .pieces = writer->pieces.items,
                                .piece_count = (uint32_t)writer->pieces.count};
    return true;
}

static bool get_content(struct writer *writer, const struct segment *segment, struct content *content)
{
    if (!content_is_direct(writer->parse, segment, 1))
        return gather_content(writer, segment, 1, content);
    *content = (struct content){.text = writer->parse->text, .begin = segment->begin, .end = segment->end};
    return true;
}

/* Code or HTML: the lines as they are, the last with a line ending, also where the text ends without one. */
static bool get_verbatim(struct writer *writer, const struct block *block, struct string_words *string)
{
    struct parse *parse = writer->parse;
    const struct segment *segments = segments_of(writer, block);
    uint32_t count = block->segment_count;
    if (rarely(count == 0)) {
        *string = (struct string_words){0, 0};
        return true;
    }
    uint32_t end = segments[count - 1].end;
    bool ended = parse->text[end - 1] == '\n' || parse->text[end - 1] == '\r';
    if (ended && content_is_direct(parse, segments, count)) {
        *string = (struct string_words){segments->begin - writer->begin, end - segments->begin};
        return true;
    }
    size_t begin = writer->pool.count;
    *string = writer_pool_string(writer, 0);
    if (!content_gather(parse, segments, count, &writer->pool, NULL) || !vector_reserve(&writer->pool, 1))
        return false;
    if (!ended)
        ((char *)writer->pool.items)[writer->pool.count++] = '\n';
    string->size = (uint32_t)(writer->pool.count - begin);
    return true;
}

/* The info string of a code block, which is empty if it is indented. */
static struct segment get_info(const struct writer *writer, const struct block *block)
{
    const struct parse *parse = writer->parse;
    uint32_t begin = block->begin, end = begin;
    if (block->detail & DETAIL_CODE_FENCED) {
        end = next_bit(parse->line_ends, begin, parse->size);
        fence_info(parse->text, &begin, &end);
    }
    return (struct segment){begin, end, 0};
}

static bool write_code_block(struct writer *writer, const struct block *block)
{
    const struct segment info_segment = get_info(writer, block);
    struct string_words text, info;
    struct content content;
    if (!get_verbatim(writer, block, &text) || !get_content(writer, &info_segment, &content) ||
        !writer_unescaped_string(writer, &content, content.begin, content.end, &info))
        return false;
    uint32_t *record =
        writer_add(writer, MDP_KIND_CODE_BLOCK, WORDS_CODE_BLOCK, block->detail, block->begin, block->end);
    writer_set_string(record, NODE_TEXT, text);
    writer_set_string(record, NODE_CODE_INFO, info);
    return true;
}

static bool write_html_block(struct writer *writer, const struct block *block)
{
    struct string_words text;
    if (!get_verbatim(writer, block, &text))
        return false;
    uint32_t *record = writer_add(writer, MDP_KIND_HTML_BLOCK, WORDS_STRING, 0, block->begin, block->end);
    writer_set_string(record, NODE_TEXT, text);
    return true;
}

/* What segments hold. Used in place it is one text if it has no special byte; else the first is found where the scan
 * begins. Ragged content is tried in place, and gathered if that does not do. */
static bool write_inlines(struct writer *writer, const struct segment *segments, uint32_t count)
{
    const struct parse *parse = writer->parse;
    uint32_t begin = segments->begin, end = segments[count - 1].end;
    struct content content;
    bool ragged = count > 1 || parse->text_flags & TEXT_HAS_CR;
    bool quoted = false;
    if (rarely(ragged) ? content_is_ragged(parse, segments, count, &quoted) : content_is_direct(parse, segments, 1)) {
        uint32_t special = next_bit(parse->specials, begin, end);
        if (evenly(special >= end)) {
            writer_add(writer, MDP_KIND_TEXT, WORDS_LEAF, 0, begin, end);
            return true;
        }
        content = (struct content){.text = parse->text,
                                   .begin = begin,
                                   .end = end,
                                   .ragged = ragged,
                                   .quoted = quoted,
                                   .segments = segments,
                                   .segment_count = count};
        if (usually(inlines_parse(writer->inlines, &content, special)))
            return true;
        if (!writer->inlines->reaches)
            return false;
    }
    return gather_content(writer, segments, count, &content) && inlines_parse(writer->inlines, &content, 0);
}

/* Whether it is a paragraph in an item of a tight list. Known only here, when the list has ended. */
static bool is_tight(const struct writer *writer, const struct block *block)
{
    const struct block *blocks = writer->parse->blocks.items;
    if (block->kind != MDP_KIND_PARAGRAPH || blocks[block->parent].kind != MDP_KIND_LIST_ITEM)
        return false;
    return !(blocks[blocks[block->parent].parent].detail & DETAIL_LIST_LOOSE);
}

/* A paragraph, heading or table cell, and its inlines. */
static bool write_text_block(struct writer *writer, const struct block *block)
{
    uint32_t detail = block->detail;
    if (evenly(block->parent != BLOCK_NONE) && is_tight(writer, block))
        detail = DETAIL_PARAGRAPH_TIGHT;
    writer_open(writer, (mdp_kind)block->kind, WORDS_CONTAINER, detail, block->begin);
    if (usually(block->segment_count > 0) && !write_inlines(writer, segments_of(writer, block), block->segment_count))
        return false;
    writer_close(writer, block->end);
    return true;
}

static const struct link_definition *definition_of(const struct writer *writer, const struct block *block)
{
    return (const struct link_definition *)writer->parse->definitions.items +
           (block->definition + writer->definition_shift);
}

/* Enters the definition whose record comes next in the chunk's table. */
static bool note_definition(struct writer *writer, const struct link_definition *definition)
{
    if (!vector_reserve(&writer->definitions, 1))
        return false;
    uint32_t node = (uint32_t)(writer->tape.count - writer->tape_begin);
    struct chunk_definition *definitions = writer->definitions.items;
    definitions[writer->definitions.count++] = (struct chunk_definition){definition->hash, node, 0};
    return true;
}

static bool write_definition(struct writer *writer, const struct block *block)
{
    const struct link_definition *definition = definition_of(writer, block);
    struct string_words label, destination, title;
    if (!writer_string(writer, definition->label.data, definition->label.size, &label) ||
        !writer_string(writer, definition->destination.data, definition->destination.size, &destination) ||
        !writer_string(writer, definition->title.data, definition->title.size, &title) ||
        !note_definition(writer, definition))
        return false;
    uint32_t *record = writer_add(writer, MDP_KIND_DEFINITION, WORDS_DEFINITION, 0, block->begin, block->end);
    writer_set_string(record, NODE_DEFINITION_LABEL, label);
    writer_set_string(record, NODE_DEFINITION_DESTINATION, destination);
    writer_set_string(record, NODE_DEFINITION_TITLE, title);
    return true;
}

/* Opens a footnote's definition: only its label is written here, and it holds the blocks that come. */
static bool write_footnote(struct writer *writer, const struct block *block)
{
    const struct link_definition *definition = definition_of(writer, block);
    struct string_words label;
    if (!writer_string(writer, definition->label.data, definition->label.size, &label) ||
        !note_definition(writer, definition))
        return false;
    uint32_t *record = writer_open(writer, MDP_KIND_FOOTNOTE_DEFINITION, WORDS_FOOTNOTE_DEFINITION, 0, block->begin);
    writer_set_string(record, NODE_FOOTNOTE_LABEL, label);
    return true;
}

static bool write_block(struct writer *writer, const struct block *block)
{
    switch ((mdp_kind)block->kind) {
    case MDP_KIND_PARAGRAPH:
    case MDP_KIND_HEADING:
    case MDP_KIND_TABLE_CELL:
        return write_text_block(writer, block);
    case MDP_KIND_CODE_BLOCK:
        return write_code_block(writer, block);
    case MDP_KIND_HTML_BLOCK:
        return write_html_block(writer, block);
    case MDP_KIND_DEFINITION:
        return write_definition(writer, block);
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return write_footnote(writer, block);
    case MDP_KIND_LIST:
        writer_open(writer, MDP_KIND_LIST, WORDS_LIST, block->detail, block->begin)[NODE_LIST_START] =
            block->list_start;
        return true;
    case MDP_KIND_TABLE:
        writer_open(writer, MDP_KIND_TABLE, WORDS_TABLE, 0, block->begin)[NODE_TABLE_COLUMNS] = block->columns;
        return true;
    case MDP_KIND_ALERT:
        writer_open(writer, MDP_KIND_ALERT, WORDS_ALERT, block->detail, block->begin)[NODE_ALERT_MARKER] =
            block->marker - block->begin;
        return true;
    case MDP_KIND_LIST_ITEM:
        if (block->task_box == NO_TASK)
            writer_open(writer, MDP_KIND_LIST_ITEM, WORDS_CONTAINER, 0, block->begin);
        else
            writer_open(writer, MDP_KIND_LIST_ITEM, WORDS_TASK, block->detail, block->begin)[NODE_TASK_BOX] =
                block->task_box - block->begin;
        return true;
    case MDP_KIND_THEMATIC_BREAK:
        writer_add(writer, MDP_KIND_THEMATIC_BREAK, WORDS_LEAF, 0, block->begin, block->end);
        return true;
    default:
        writer_open(writer, (mdp_kind)block->kind, WORDS_CONTAINER, block->detail, block->begin);
        return true;
    }
}

/* --------------------------------------------------------------------------------------------------------- chunks */

/* Closes containers until the block `parent` is the innermost that is open. */
static void close_until(struct writer *writer, uint32_t *innermost, uint32_t parent)
{
    const struct block *blocks = writer->parse->blocks.items;
    while (rarely(*innermost != parent)) {
        writer_close(writer, blocks[*innermost].end);
        *innermost = blocks[*innermost].parent;
    }
}

/* Blocks that hold blocks, and what is in lists and tables: not those that hold inlines. */
#define CONTAINERS                                                                                                     \
    (1U << MDP_KIND_BLOCK_QUOTE | 1U << MDP_KIND_LIST | 1U << MDP_KIND_LIST_ITEM | 1U << MDP_KIND_TABLE |              \
     1U << MDP_KIND_TABLE_ROW | 1U << MDP_KIND_ALERT | 1U << MDP_KIND_FOOTNOTE_DEFINITION)

static bool is_block_container(const struct block *block)
{
    return CONTAINERS >> block->kind & 1;
}

/* Room for the records of the blocks, if they are many: a chunk of a hostile text can be all blocks. */
static bool reserve_blocks(struct writer *writer, uint32_t first, uint32_t last)
{
    enum { FEW = 4096 };
    return last - first < FEW || writer_reserve(writer, (size_t)(last - first) * WORDS_LIST + WORDS_MOST);
}

void writer_begin(struct writer *writer, uint32_t begin, uint32_t end, struct written *written)
{
    writer->begin = begin;
    writer->end = end;
    writer->nodes = 0;
    writer->parent = NODE_NONE;
    writer->tape_begin = writer->tape.count;
    writer->pool_begin = writer->pool.count;
    writer->written = written;
    *written = (struct written){
        .begin = begin,
        .end = end,
        .tape = writer->tape.count,
        .pool = writer->pool.count,
        .lookups = writer->lookups.count,
        .definitions = writer->definitions.count,
    };
}

mdp_status writer_blocks(struct writer *writer, uint32_t first, uint32_t last)
{
    const struct block *blocks = writer->parse->blocks.items;
    uint64_t tape_most = (uint64_t)writer->tape_begin + CHUNK_TAPE_MOST;
    uint64_t pool_most = (uint64_t)writer->pool_begin + UINT32_MAX - (writer->end - writer->begin);
    uint32_t innermost = BLOCK_NONE, tops = 0;
    if (!reserve_blocks(writer, first, last))
        return MDP_ERR_NOMEM;
    for (uint32_t i = first; i < last; i++) {
        _Static_assert(WORDS_MOST >= WORDS_CONTAINER + WORDS_LEAF, "room for a block, or a paragraph and its text");
        if (!writer_reserve(writer, WORDS_MOST))
            return MDP_ERR_NOMEM;
        close_until(writer, &innermost, blocks[i].parent);
        if (is_block_container(&blocks[i]))
            innermost = i;
        tops += blocks[i].parent == BLOCK_NONE;
        if (!write_block(writer, &blocks[i]))
            return MDP_ERR_NOMEM;
        if (writer->tape.count > tape_most || writer->pool.count > pool_most)
            return MDP_ERR_LIMIT;
    }
    writer->written->header.blocks += tops;
    close_until(writer, &innermost, BLOCK_NONE);
    return MDP_OK;
}

void writer_end(struct writer *writer)
{
    struct written *written = writer->written;
    struct chunk *header = &written->header;
    header->text_size = written->end - written->begin;
    header->tape_size = (uint32_t)(writer->tape.count - written->tape);
    header->pool_size = (uint32_t)(writer->pool.count - written->pool);
    header->lookup_count = (uint32_t)(writer->lookups.count - written->lookups);
    header->definition_count = (uint32_t)(writer->definitions.count - written->definitions);
    header->line_count = chunk_line_count(header->text_size);
    header->nodes = writer->nodes;
    written->size = chunk_measure(header);
}

/* Where an item of a vector stands; nothing stands in an empty one, which may have no memory. */
static const void *item_at(const struct vector *vector, size_t index)
{
    return vector->items ? (const char *)vector->items + index * vector->item_size : NULL;
}

struct chunk_parts writer_parts(const struct writer *writer, const struct written *written)
{
    return (struct chunk_parts){
        .header = &written->header,
        .text = writer->parse->text + written->begin,
        .tape = item_at(&writer->tape, written->tape),
        .pool = item_at(&writer->pool, written->pool),
        .lookups = item_at(&writer->lookups, written->lookups),
        .definitions = item_at(&writer->definitions, written->definitions),
    };
}

inline void writer_make(struct writer *writer, struct parse *parse, struct inlines *inlines, struct writer_first *first)
{
    const struct mdp_allocator *allocator = parse->allocator;
    writer->parse = parse;
    writer->inlines = inlines;
    writer->definition_shift = 0;
    writer->lookups = VECTOR_IN(allocator, first->lookups);
    writer->definitions = VECTOR_IN(allocator, first->definitions);
    writer->buffer = VECTOR_IN(allocator, first->buffer);
    writer->pieces = VECTOR_IN(allocator, first->pieces);
}

inline void writer_free(struct writer *writer)
{
    vector_free(&writer->tape);
    vector_free(&writer->pool);
    vector_free(&writer->lookups);
    vector_free(&writer->definitions);
    vector_free(&writer->buffer);
    vector_free(&writer->pieces);
}
