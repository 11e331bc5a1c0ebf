/* paragraph.c: what a paragraph turns out to be when it ends: its content without white space at its end (spec 4.8),
 * and the link reference definitions at its start as blocks of their own (spec 4.7). Must not know: lines. What a
 * definition looks like is in definitions.c. */
#include "open_blocks.h"

#include <string.h>

#include "content.h"
#include "definitions.h"
#include "layout.h"

/* Takes white space off the end of the open paragraph's content. No line of it is blank. */
static void trim_content(struct blocks *b, const struct block *block)
{
    struct segment *last = segment_at(b, block->first_segment + block->segment_count - 1);
    while (is_blank_character(b->parse->text[last->end - 1]))
        last->end--;
}

/* Takes the first bytes of a content away, up to the source position `begin`. */
static void cut_content(struct blocks *b, struct block *block, uint32_t begin)
{
    while (block->segment_count && segment_at(b, block->first_segment)->end <= begin) {
        block->first_segment++;
        block->segment_count--;
    }
    if (block->segment_count && segment_at(b, block->first_segment)->begin < begin)
        segment_at(b, block->first_segment)->begin = begin;
}

bool blocks_content(struct blocks *b, const struct segment *segments, uint32_t count, struct content *content)
{
    struct parse *parse = b->parse;
    if (content_is_direct(parse, segments, count)) {
        *content = (struct content){.text = parse->text, .begin = segments->begin, .end = segments->end};
        return true;
    }
    struct vector buffer = vector_make(parse->allocator, 1, NULL, 0);
    struct vector pieces = vector_make(parse->allocator, sizeof(struct piece), NULL, 0);
    bool done = content_gather(parse, segments, count, &buffer, &pieces);
    char *text = done ? arena_allocate(&parse->arena, buffer.count) : NULL;
    struct piece *kept = done ? arena_allocate(&parse->arena, pieces.count * sizeof(struct piece)) : NULL;
    if (text && kept) {
        memcpy(text, buffer.items, buffer.count);
        memcpy(kept, pieces.items, pieces.count * sizeof(struct piece));
        *content = (struct content){
            .text = text, .end = (uint32_t)buffer.count, .pieces = kept, .piece_count = (uint32_t)pieces.count};
    }
    vector_free(&buffer);
    vector_free(&pieces);
    return text && kept;
}

/* Spec 4.7: takes the link reference definitions off the start of the last block, a paragraph. Each becomes a block
 * before it. */
static bool take_definitions(struct blocks *b)
{
    struct parse *parse = b->parse;
    struct content content;
    struct block paragraph = *last_block(b);
    if (!blocks_content(b, segment_at(b, paragraph.first_segment), paragraph.segment_count, &content))
        return false;
    uint32_t at = content.begin;
    bool failed = false;
    while (at < content.end && content.text[at] == '[') {
        struct link_definition definition = {.chunk = 0};
        uint32_t line_end;
        uint32_t next = definition_scan(parse, content.text, at, content.end, &definition, &line_end, &failed);
        if (failed || !vector_reserve(&parse->definitions, 1) || !vector_reserve(&parse->blocks, 1 + BLOCKS_STEP))
            return false;
        if (!next)
            break;
        struct block *block = last_block(b);
        *block = (struct block){.kind = MDP_KIND_DEFINITION,
                                .begin = content_source_begin(&content, at),
                                .end = line_end < content.end ? content_source_end(&content, line_end) : paragraph.end,
                                .parent = paragraph.parent,
                                .definition = (uint32_t)parse->definitions.count};
        ((struct link_definition *)parse->definitions.items)[parse->definitions.count++] = definition;
        at = next;
        parse->blocks.count++;
        *last_block(b) = paragraph;
        b->steps = 0; /* the room was for other blocks */
    }
    if (at == content.begin)
        return true;
    if (at < content.end) {
        uint32_t begin = content_source_begin(&content, at);
        last_block(b)->begin = begin;
        cut_content(b, last_block(b), begin);
    } else {
        last_block(b)->segment_count = 0;
    }
    return true;
}

/* Whether a content that begins here may begin with a definition. If the first special byte behind the bracket is `]`,
 * the label ends there, and a definition has a colon behind it; any other special byte decides nothing. Line endings
 * are special, so that the search ends with the line. */
static bool may_define(const struct parse *parse, uint32_t begin)
{
    if (parse->text[begin] != '[')
        return false;
    uint32_t close = next_bit(parse->specials, begin + 1, parse->size);
    return close + 1 >= parse->size || parse->text[close] != ']' || parse->text[close + 1] == ':';
}

inline bool paragraph_settle(struct blocks *b, bool *gone)
{
    struct block *block = last_block(b);
    trim_content(b, block);
    if (may_define(b->parse, segment_at(b, block->first_segment)->begin) && !take_definitions(b))
        return false;
    *gone = last_block(b)->segment_count == 0;
    if (usually(!*gone))
        return true;
    b->parse->blocks.count--;
    if (depth(b))
        extend(block_at(b, innermost_block(b)), last_block(b)->end);
    return true;
}
