/* plain_lines.c: lines about which there is nothing to decide, many at a time: the text of paragraphs and the content
 * of code blocks, told by their first bytes. Most lines of real documents are such. They become what parse_line would
 * make of them one by one, as it does where they stand in a block quote: the tests have all their examples there too.
 */
#include "open_blocks.h"

#include <string.h>

static uint32_t fail(struct blocks *b)
{
    b->failed = true;
    return 0;
}

/* ------------------------------------------------------------------------------------------------------ paragraphs */

/* The lines from `at` on that can only be text of a paragraph, by their first byte: no container's marker, no
 * indentation, no block start. Most lines of prose are such. Returns where the next other line begins, and in *end,
 * which is untouched if there is no such line, where the last one's line ending begins. */
static uint32_t skip_plain_lines(const struct parse *parse, uint32_t at, uint32_t *end)
{
    uint32_t from = at;
    while (at < parse->size && block_start_never(parse->text[at])) {
        *end = next_bit(parse->line_ends, at, parse->size);
        at = *end + (*end < parse->size);
    }
    if (at > from && *end > from && *end < parse->size && parse->text[*end] == '\n' && parse->text[*end - 1] == '\r')
        --*end;
    return at;
}

/* Adds such lines to the open paragraph. Returns where the next other line begins. */
static uint32_t continue_paragraph(struct blocks *b, uint32_t at)
{
    uint32_t next = skip_plain_lines(b->parse, at, &last_block(b)->end);
    if (next > at)
        segment_at(b, b->parse->segments.count - 1)->end = next;
    return next;
}

/* At the top level, where no leaf is open: passes blank lines, and paragraphs of such lines. The last of them is left
 * open if another line than a blank one follows. */
static uint32_t take_paragraphs(struct blocks *b, uint32_t at)
{
    struct parse *parse = b->parse;
    const char *text = parse->text;
    while (b->leaf == LEAF_NONE) {
        uint32_t begin = at;
        while (begin < parse->size && text[begin] == '\n')
            begin++;
        if (begin > at) {
            b->blank = true;
            b->blank_floor = 0;
        }
        if (begin == parse->size || !block_start_never(text[begin]))
            return begin;
        if (!reserve(b))
            return fail(b);
        cut_before(parse, begin);
        struct block *block = block_at(b, (uint32_t)parse->blocks.count++);
        struct segment *segment = segment_at(b, parse->segments.count);
        *block = (struct block){.kind = MDP_KIND_PARAGRAPH, .begin = begin, .parent = BLOCK_NONE};
        block->first_segment = (uint32_t)parse->segments.count++;
        block->segment_count = 1;
        at = skip_plain_lines(parse, begin, &block->end);
        *segment = (struct segment){begin, at, 0};
        b->leaf = LEAF_PARAGRAPH;
        b->loosened_list = BLOCK_NONE;
        b->blank = false;
        if (at < parse->size && text[at] != '\n')
            break;
        if (text[begin] == '[' || is_blank_character(text[block->end - 1])) {
            if (!close_leaf(b))
                return fail(b);
        } else { /* the same, as nothing has to be taken off either end */
            segment->end = block->end;
            b->leaf = LEAF_NONE;
        }
    }
    return at;
}

/* ----------------------------------------------------------------------------------------------------- code blocks */

/* Within a fenced code block at the top level: the lines that can only be its content, as their first character is no
 * fence's, also behind the three spaces that may stand before a fence. */
static uint32_t continue_fence(struct blocks *b, uint32_t at)
{
    struct parse *parse = b->parse;
    const char *text = parse->text;
    uint32_t from = at, end = at;
    if (!reserve(b))
        return fail(b);
    struct block *block = last_block(b);
    while (at < parse->size) {
        uint32_t spaces = 0;
        while (spaces < CODE_INDENT - 1 && at + spaces < parse->size && text[at + spaces] == ' ')
            spaces++;
        if (at + spaces < parse->size && text[at + spaces] == b->fence.character)
            break;
        end = next_bit(parse->line_ends, at, parse->size);
        at = end + (end < parse->size);
    }
    if (at == from)
        return at;
    if (block->segment_count == 0) {
        block->segment_count = 1;
        *segment_at(b, parse->segments.count++) = (struct segment){from, at, 0};
    } else {
        segment_at(b, parse->segments.count - 1)->end = at;
    }
    block->end = end - (end < parse->size && text[end] == '\n' && end > from && text[end - 1] == '\r');
    return at;
}

/* Where the content of a line of indented code begins, if the line at `at` has four columns of indentation in its
 * plainest form and something else than white space behind it, or 0. `end` is where it ends. */
static uint32_t indented_content(const char *text, uint32_t at, uint32_t end)
{
    uint32_t begin = at + 1;
    if (text[at] != '\t') {
        begin = at + CODE_INDENT;
        if (end - at <= CODE_INDENT || memcmp(text + at, "    ", CODE_INDENT) != 0)
            return 0;
    }
    for (uint32_t nonspace = begin; nonspace < end; nonspace++) {
        if (!is_blank_character(text[nonspace]))
            return begin;
    }
    return 0;
}

/* Within an indented code block at the top level: the lines that are its content and not blank. */
static uint32_t continue_indented(struct blocks *b, uint32_t at)
{
    struct parse *parse = b->parse;
    const char *text = parse->text;
    uint32_t from = at, end = at;
    while (at < parse->size && is_space_or_tab(text[at])) {
        uint32_t stop = next_bit(parse->line_ends, at, parse->size), begin = indented_content(text, at, stop);
        if (!begin)
            break;
        if (!reserve(b))
            return fail(b);
        end = stop;
        at = end + (end < parse->size);
        *segment_at(b, parse->segments.count++) = (struct segment){begin, at, 0};
    }
    if (at > from) {
        struct block *block = last_block(b);
        block->end = end - (at > end && text[end] == '\n' && text[end - 1] == '\r');
        block->segment_count = (uint32_t)(parse->segments.count - block->first_segment);
        b->code_segments = block->segment_count;
        b->code_end = at;
    }
    return at;
}

uint32_t plain_lines_take(struct blocks *b, uint32_t at)
{
    if (b->leaf == LEAF_PARAGRAPH)
        return continue_paragraph(b, at);
    if (b->leaf == LEAF_NONE)
        return take_paragraphs(b, at);
    if (b->leaf == LEAF_INDENTED)
        return continue_indented(b, at);
    return b->leaf == LEAF_FENCED && b->fence.indent == 0 ? continue_fence(b, at) : at;
}
