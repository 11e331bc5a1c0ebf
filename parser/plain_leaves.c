/* plain_leaves.c: the plain lines of leaves but paragraphs: headings, thematic breaks, code and HTML blocks (spec 4.1
 * to 4.6). See plain_lines.h and plain_lines.c. */
#include "plain_lines.h"

#include <string.h>

#include "html.h"

uint32_t plain_take_heading(struct blocks *b, struct block_start start)
{
    const struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, start.begin, &next);
    struct atx atx;
    if (rarely(!atx_scan(parse->text, start.begin, end, &atx)))
        return plain_take_text(b, start);
    struct block *block = plain_add_leaf(b, MDP_KIND_HEADING, LEAF_NONE, start);
    if (!block)
        return plain_fail(b);
    set_heading(b, block, &atx);
    plain_end_leaf(b, end);
    return next;
}

/* Whether text[begin, end) is one character over and over. */
static bool is_run(const char *text, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin + 1; at < end; at++) {
        if (text[at] != text[begin])
            return false;
    }
    return true;
}

uint32_t plain_take_break(struct blocks *b, struct block_start start)
{
    const struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, start.begin, &next);
    if (end - start.begin < 3 || !is_run(parse->text, start.begin, end))
        return start.line;
    if (!plain_add_leaf(b, MDP_KIND_THEMATIC_BREAK, LEAF_NONE, start))
        return plain_fail(b);
    plain_end_leaf(b, end);
    return next;
}

uint32_t plain_take_underline(struct blocks *b, struct block_start start)
{
    const struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, start.begin, &next);
    bool made = false;
    if (b->leaf != LEAF_PARAGRAPH || start.level < depth(b) || !is_run(parse->text, start.begin, end))
        return start.line;
    if (!make_setext_heading(b, parse->text[start.begin] == '=' ? 1 : 2, end, &made))
        return plain_fail(b);
    return made ? next : start.line;
}

/* ----------------------------------------------------------------------------------------------------- fenced code */

/* Whether the byte at `at` is the first of its line, but for three spaces at most. *line is where that line begins, at
 * or behind `from`. */
static bool begins_line(const struct parse *parse, uint32_t from, uint32_t at, uint32_t *line)
{
    uint32_t begin = at;
    while (begin > from && at - begin < CODE_INDENT - 1 && parse->text[begin - 1] == ' ')
        begin--;
    *line = begin;
    return usually(begin == from) || is_set(parse->line_ends, begin - 1);
}

/* The first line from the one at `at` on that can be a closing fence, as this character is its first, at *begin, but
 * for three spaces; or the limit. */
static uint32_t find_fence(const struct parse *parse, uint32_t at, char character, uint32_t *begin)
{
    const char *text = parse->text, *found;
    uint32_t from = at, line;
    while (at < parse->limit && (found = memchr(text + at, character, parse->limit - at)) != NULL) {
        *begin = at = (uint32_t)(found - text);
        if (begins_line(parse, from, at, &line))
            return line;
        at = next_line(parse, at);
    }
    return *begin = parse->limit;
}

/* The line at `line`, whose indentation is a closing fence's, and ends at `begin`: if it is one. */
static uint32_t close_fence(struct blocks *b, uint32_t line, uint32_t begin)
{
    const struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, begin, &next);
    if (!fence_closes(parse->text, begin, end, &b->fence))
        return line;
    plain_end_leaf(b, end);
    return next;
}

/* At the top level, where the lines have no indentation to be taken off. */
static uint32_t continue_code(struct blocks *b, uint32_t from)
{
    const struct parse *parse = b->parse;
    if (!plain_reserve(b, from))
        return plain_fail(b);
    uint32_t begin, at = find_fence(parse, from, b->fence.character, &begin);
    if (at > from) {
        plain_add_segment(b, from, at);
        last_block(b)->end = line_ending(parse, from, at - is_set(parse->line_ends, at - 1));
    }
    return at < parse->limit ? close_fence(b, at, begin) : at;
}

/* The indentation of a line that the open containers take, if it has so much; else more than it has. Cost: no more than
 * there is of it. */
static uint32_t taken_indent(struct blocks *b, uint32_t spaces)
{
    uint32_t indent = 0;
    for (uint32_t level = 0; level < depth(b) && indent <= spaces; level++)
        indent += container_at(b, level)->indent;
    return indent;
}

/* The same where the lines have indentation that is no content, in items and behind a fence that has some itself: line
 * by line, up to one with a tab in its indentation. */
static uint32_t continue_indented_code(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    const char *text = parse->text;
    while (at < parse->limit) {
        uint32_t begin = skip_spaces(parse, at), spaces = begin - at, taken = taken_indent(b, spaces);
        if (begin < parse->size && !is_line_ending(text[begin])) {
            if (spaces < taken || text[begin] == '\t')
                break;
            if (text[begin] == b->fence.character && spaces - taken < CODE_INDENT)
                return close_fence(b, at, begin);
        }
        if (!plain_reserve(b, at))
            return plain_fail(b);
        uint32_t next, end = line_end(parse, at, &next);
        taken += b->fence.indent;
        plain_add_segment(b, at + (taken < spaces ? taken : spaces), next);
        last_block(b)->end = end;
        at = next;
    }
    return at;
}

uint32_t plain_continue_fenced(struct blocks *b, uint32_t at)
{
    return rarely(depth(b) > 0 || b->fence.indent > 0) ? continue_indented_code(b, at) : continue_code(b, at);
}

uint32_t plain_take_fence(struct blocks *b, struct block_start start)
{
    const struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, start.begin, &next);
    struct fence fence;
    if (!fence_scan(parse->text, start.begin, end, &fence))
        return plain_take_text(b, start);
    struct block *block = plain_add_leaf(b, MDP_KIND_CODE_BLOCK, LEAF_FENCED, start);
    if (!block)
        return plain_fail(b);
    block->end = end;
    block->detail = DETAIL_CODE_FENCED;
    b->fence = fence;
    b->fence.indent = start.spaces;
    return next < parse->limit ? plain_continue_fenced(b, next) : next;
}

/* --------------------------------------------------------------------------------------------------- indented code */

/* Where the content of the line of indented code at `at` begins, if it has four columns of indentation in their
 * plainest form and something else than white space behind them, or 0. *end is where its line ending begins. */
static uint32_t indented_content(const struct parse *parse, uint32_t at, uint32_t *end)
{
    const char *text = parse->text;
    uint32_t begin = at + 1;
    if (at == parse->limit || !is_space_or_tab(text[at]))
        return 0;
    if (text[at] == ' ') {
        begin = at + CODE_INDENT;
        if (parse->size - at <= CODE_INDENT || memcmp(text + at, "    ", CODE_INDENT) != 0)
            return 0;
    }
    *end = next_bit(parse->line_ends, at, parse->size);
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
        if (!plain_reserve(b, at))
            return plain_fail(b);
        if (next > at) /* empty lines: they follow the line before without a gap */
            segment_at(b, parse->segments.count - 1)->end = next;
        end = stop;
        at = end + (end < parse->size);
        *segment_at(b, parse->segments.count++) = (struct segment){begin, at, 0};
        next = skip_empty_lines(parse, at);
    }
    if (at > from) {
        struct block *block = last_block(b);
        block->end = line_ending(parse, from, end);
        block->segment_count = (uint32_t)(parse->segments.count - block->first_segment);
        b->code_segments = block->segment_count;
        b->code_end = at;
    }
    return at;
}

/* It is left open unless an empty line, and then one without indentation, or the end of the text follows. */
uint32_t plain_continue_indented(struct blocks *b, uint32_t at)
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

uint32_t plain_take_indented(struct blocks *b, uint32_t line)
{
    uint32_t end, begin = indented_content(b->parse, line, &end);
    if (!begin)
        return line;
    if (!plain_add_leaf(b, MDP_KIND_CODE_BLOCK, LEAF_INDENTED, (struct block_start){.line = line, .begin = begin}))
        return plain_fail(b);
    return plain_continue_indented(b, line);
}

/* ------------------------------------------------------------------------------------------------------ HTML blocks */

/* A complete tag (start condition 7) does not interrupt a paragraph. */
uint32_t plain_take_html(struct blocks *b, struct block_start start)
{
    const struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, start.begin, &next), begin = start.begin - start.spaces;
    int condition = html_block_start(parse->text, start.begin, end);
    if (condition == 0 || (condition == 7 && b->leaf == LEAF_PARAGRAPH))
        return plain_take_text(b, start);
    struct block *block = plain_add_leaf(b, MDP_KIND_HTML_BLOCK, LEAF_HTML, start);
    if (!block)
        return plain_fail(b);
    block->end = end;
    b->html_condition = condition;
    plain_add_segment(b, begin, next);
    if (html_block_ends(condition, parse->text, begin, end))
        plain_end_leaf(b, end);
    return next;
}

/* In one that ends before a blank line (start conditions 6 and 7): its lines, and an empty one that ends it. */
uint32_t plain_continue_html(struct blocks *b, uint32_t from)
{
    const struct parse *parse = b->parse;
    uint32_t at = from, end = from;
    while (at < parse->limit && b->html_condition >= HTML_UNTIL_BLANK) {
        uint32_t begin = at;
        while (begin < parse->size && is_space_or_tab(parse->text[begin]))
            begin++;
        uint32_t stop = next_bit(parse->line_ends, at, parse->size);
        if (begin >= line_ending(parse, at, stop))
            break;
        end = stop;
        at = stop + (stop < parse->size);
    }
    if (at > from) {
        segment_at(b, parse->segments.count - 1)->end = at;
        last_block(b)->end = line_ending(parse, from, end);
    }
    if (at < parse->limit && b->html_condition >= HTML_UNTIL_BLANK && is_line_ending(parse->text[at])) {
        b->leaf = LEAF_NONE;
        return pass_empty_lines(b, at);
    }
    return at;
}
