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

/* Opens a leaf at the top level, on the line that begins at `line`. */
static struct block *add_leaf_at(struct blocks *b, mdp_kind kind, enum leaf leaf, uint32_t line, uint32_t begin)
{
    struct parse *parse = b->parse;
    cut_before(b, line);
    struct block *block = block_at(b, (uint32_t)parse->blocks.count++);
    *block = (struct block){.kind = (uint8_t)kind, .begin = begin, .parent = BLOCK_NONE};
    block->first_segment = (uint32_t)parse->segments.count;
    b->leaf = leaf;
    b->blank = false;
    return block;
}

/* Passes the lines from `at` on that are empty. */
static uint32_t skip_empty_lines(const struct parse *parse, uint32_t at)
{
    while (at < parse->limit && parse->text[at] == '\n')
        at++;
    return at;
}

/* At the top level, between blocks. */
static uint32_t pass_empty_lines(struct blocks *b, uint32_t at)
{
    uint32_t next = skip_empty_lines(b->parse, at);
    if (next > at) {
        b->blank = true;
        b->blank_floor = 0;
    }
    return next;
}

/* ------------------------------------------------------------------------------------------------------ paragraphs */

/* The lines from `at` on that can only be text of a paragraph, by their first byte: no container's marker, no
 * indentation, no block start. Most lines of prose are such. Returns where the next other line begins, and in *end,
 * which is untouched if there is no such line, where the last one's line ending begins. */
static uint32_t skip_plain_lines(const struct blocks *b, uint32_t at, uint32_t *end)
{
    const struct parse *parse = b->parse;
    const struct block_starts starts = b->block_starts;
    uint32_t from = at;
    while (at < parse->limit && block_start_never_at(starts, parse->text, at, parse->size)) {
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
    uint32_t next = skip_plain_lines(b, at, &last_block(b)->end);
    if (next > at)
        segment_at(b, b->parse->segments.count - 1)->end = next;
    return next;
}

/* At the top level: takes the paragraph that begins with such a line. It is left open if another line than a blank one
 * follows. */
static uint32_t take_paragraph(struct blocks *b, uint32_t begin)
{
    struct parse *parse = b->parse;
    const char *text = parse->text;
    if (!reserve(b))
        return fail(b);
    struct block *block = add_leaf_at(b, MDP_KIND_PARAGRAPH, LEAF_PARAGRAPH, begin, begin);
    uint32_t at = skip_plain_lines(b, begin, &block->end);
    struct segment *segment = segment_at(b, parse->segments.count++);
    *segment = (struct segment){begin, at, 0};
    block->segment_count = 1;
    if (at < parse->size && text[at] != '\n')
        return at;
    if (text[begin] == '[' || is_blank_character(text[block->end - 1]))
        return close_leaf(b) ? at : fail(b);
    segment->end = block->end; /* the same, as nothing has to be taken off either end */
    b->leaf = LEAF_NONE;
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
    while (at < parse->limit) {
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

/* Where the content of the line of indented code at `at` begins, if it has four columns of indentation in their
 * plainest form and something else than white space behind them, or 0. *end is where its line ending begins. */
static uint32_t indented_content(const struct parse *parse, uint32_t at, uint32_t *end)
{
    const char *text = parse->text;
    uint32_t begin = at + 1;
    if (at == parse->limit || !is_space_or_tab(text[at]))
        return 0;
    *end = next_bit(parse->line_ends, at, parse->size);
    if (text[at] == ' ') {
        begin = at + CODE_INDENT;
        if (*end - at <= CODE_INDENT || memcmp(text + at, "    ", CODE_INDENT) != 0)
            return 0;
    }
    for (uint32_t nonspace = begin; nonspace < *end; nonspace++) {
        if (!is_blank_character(text[nonspace]))
            return begin;
    }
    return 0;
}

/* Adds the lines of indented code from `at` on to the last block, and the empty ones between them. */
static uint32_t add_indented_lines(struct blocks *b, uint32_t at)
{
    struct parse *parse = b->parse;
    uint32_t begin, stop, end = at, from = at, next = at;
    while ((begin = indented_content(parse, next, &stop)) != 0) {
        if (!reserve(b))
            return fail(b);
        if (next > at) /* empty lines: they follow the line before without a gap */
            segment_at(b, parse->segments.count - 1)->end = next;
        end = stop;
        at = end + (end < parse->size);
        *segment_at(b, parse->segments.count++) = (struct segment){begin, at, 0};
        next = skip_empty_lines(parse, at);
    }
    if (at > from) {
        struct block *block = last_block(b);
        block->end = end - (at > end && parse->text[end] == '\n' && parse->text[end - 1] == '\r');
        block->segment_count = (uint32_t)(parse->segments.count - block->first_segment);
        b->code_segments = block->segment_count;
        b->code_end = at;
    }
    return at;
}

/* Within an indented code block at the top level. It is left open unless an empty line, and then one without
 * indentation, or the end of the text follows. */
static uint32_t continue_indented(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    at = add_indented_lines(b, at);
    if (b->code_end != at) /* behind blank lines, which another call has looked over already */
        return at;
    uint32_t next = skip_empty_lines(parse, at);
    if (next < parse->size && (next == at || is_blank_character(parse->text[next])))
        return at;
    b->leaf = LEAF_NONE;
    return pass_empty_lines(b, at);
}

/* At the top level: takes the code block that begins with the line at `line`, if its line is one of indented code. */
static uint32_t take_indented(struct blocks *b, uint32_t line)
{
    uint32_t end, begin = indented_content(b->parse, line, &end);
    if (!begin)
        return line;
    if (!reserve(b))
        return fail(b);
    add_leaf_at(b, MDP_KIND_CODE_BLOCK, LEAF_INDENTED, line, begin);
    return continue_indented(b, line);
}

uint32_t plain_lines_take(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    if (b->leaf == LEAF_PARAGRAPH)
        return continue_paragraph(b, at);
    if (b->leaf == LEAF_FENCED)
        return b->fence.indent == 0 ? continue_fence(b, at) : at;
    if (b->leaf == LEAF_INDENTED)
        at = continue_indented(b, at);
    while (b->leaf == LEAF_NONE && !b->failed) {
        uint32_t line = pass_empty_lines(b, at);
        if (line == parse->limit)
            return line;
        at = block_start_never_at(b->block_starts, parse->text, line, parse->size) ? take_paragraph(b, line)
                                                                                   : take_indented(b, line);
        if (at == line)
            break;
    }
    return at;
}
