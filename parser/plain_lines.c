/* plain_lines.c: lines about which there is nothing to decide, many at a time: the text of paragraphs, the items of
 * lists, headings, code and HTML blocks, told by their first bytes. Most lines of real documents are such. They become
 * what parse_line would make of them one by one, as it does where they stand in a block quote: the tests have all their
 * examples there too, and test/plain_lines.c lines at random. */
#include "open_blocks.h"

#include <string.h>

#include "html.h"

/* Room for a step on the line at `at`. */
static bool reserve_at(struct blocks *b, uint32_t at)
{
    b->line.at = at; /* how far the parse is, by which it is judged how much will be needed */
    return reserve(b);
}

static uint32_t fail(struct blocks *b)
{
    b->failed = true;
    return 0;
}

/* Opens a leaf at the top level, on the line that begins at `line`. */
static inline struct block *add_leaf_at(struct blocks *b, mdp_kind kind, enum leaf leaf, uint32_t line, uint32_t begin)
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

static bool is_line_ending(char c)
{
    return c == '\n' || c == '\r';
}

/* Passes the lines from `at` on that are empty. */
static uint32_t skip_empty_lines(const struct parse *parse, uint32_t at)
{
    while (at < parse->limit && rarely(is_line_ending(parse->text[at])))
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
    const struct byte_set *starts = &b->block_starts;
    uint32_t from = at;
    while (usually(at < parse->limit) && evenly(block_start_never_at(starts, parse->text, at, parse->size))) {
        *end = next_bit(parse->line_ends, at, parse->size);
        at = *end + (*end < parse->size);
    }
    if (at > from)
        *end = line_ending(parse, from, *end);
    return at;
}

/* Eight at a time: mostly that is the one step. */
static uint32_t skip_spaces(const struct parse *parse, uint32_t at)
{
    for (; parse->size - at >= 8; at += 8) {
        uint64_t others = load_bytes(parse->text + at) ^ UINT64_C(0x2020202020202020);
        if (usually(others))
            return at + (uint32_t)__builtin_ctzll(others) / 8;
    }
    while (at < parse->size && parse->text[at] == ' ')
        at++;
    return at;
}

/* Where the content of the line at `at`, which goes on with the open paragraph, begins, or 0: spaces stand before such
 * a line's first byte, of which it does not matter how many containers they are indentation of. */
static uint32_t indented_text(const struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    if (at >= parse->limit || parse->text[at] != ' ')
        return 0;
    uint32_t begin = skip_spaces(parse, at);
    return begin < parse->size && block_start_never_at(&b->block_starts, parse->text, begin, parse->size) ? begin : 0;
}

/* Adds lines to the open paragraph, of which the one at `at` is such a line. Returns where the next other line begins.
 */
static uint32_t add_indented_text(struct blocks *b, uint32_t at)
{
    struct parse *parse = b->parse;
    uint32_t begin;
    while ((begin = indented_text(b, at)) != 0) {
        if (!reserve_at(b, begin))
            return fail(b);
        struct block *block = last_block(b);
        at = skip_plain_lines(b, begin, &block->end);
        *segment_at(b, parse->segments.count++) = (struct segment){begin, at, 0};
        block->segment_count++;
    }
    return at;
}

/* Adds both kinds of lines to the open paragraph. */
static uint32_t continue_paragraph(struct blocks *b, uint32_t at)
{
    uint32_t next = skip_plain_lines(b, at, &last_block(b)->end);
    if (next > at)
        segment_at(b, b->parse->segments.count - 1)->end = next;
    return add_indented_text(b, next);
}

/* ----------------------------------------------------------------------------------------------------- list items */

/* In no quote: behind a paragraph, a line that is empty, and those after it. */
static uint32_t end_paragraph(struct blocks *b, uint32_t at)
{
    if (!close_leaf(b))
        return fail(b);
    b->blank = true;
    b->blank_floor = 0;
    return skip_empty_lines(b->parse, at);
}

/* In how many of the open containers a line behind so many spaces stands, if they all are items; *spaces is what is
 * left of these behind their indentation. NO_LEVEL where that would be indented code, or another container is there. */
#define NO_LEVEL UINT32_MAX

static uint32_t find_level(struct blocks *b, uint32_t *spaces)
{
    uint32_t level = 0;
    for (; level < depth(b) && evenly(*spaces > 0); level++) {
        const struct container *around = container_at(b, level);
        if (around->list == BLOCK_NONE || around->ended)
            return NO_LEVEL;
        if (*spaces < around->indent)
            break;
        *spaces -= around->indent;
    }
    return *spaces < CODE_INDENT ? level : NO_LEVEL;
}

/* Whether a task's box may stand at `at` (extensions/task_list.c). */
static bool may_be_box(const struct parse *parse, uint32_t at)
{
    return parse->size - at >= TASK_BOX_SIZE && parse->text[at] == '[' && parse->text[at + TASK_BOX_SIZE - 1] == ']';
}

/* The bytes from a list marker of this kind at `at` to the content of its item, which one to four spaces stand before
 * and a byte with which no block starts begins; or 0. */
static uint32_t plain_marker(const struct blocks *b, struct list_kind kind, uint32_t at)
{
    const struct parse *parse = b->parse;
    const char *text = parse->text;
    uint32_t end = at;
    while (rarely(kind.ordered) && end < parse->size && end - at < LIST_DIGITS_MOST && is_ascii_digit(text[end]))
        end++;
    if ((kind.ordered && end == at) || end == parse->size || rarely(text[end] != kind.character))
        return 0;
    uint32_t content = skip_spaces(parse, ++end);
    if (content == end || content - end > CODE_INDENT || content == parse->size ||
        !block_start_never_at(&b->block_starts, text, content, parse->size) ||
        (parse->flags & MDP_EXT_TASK_LIST && may_be_box(parse, content)))
        return 0;
    return content - at;
}

/* Opens an item at this level of the stack, whose marker and content begin there, with the lines of its paragraph.
 * `item` has the spaces before the marker as its indentation. All behind that level is closed. */
static inline uint32_t add_item(struct blocks *b, uint32_t level, struct container item, uint32_t begin,
                                uint32_t content)
{
    struct parse *parse = b->parse;
    uint32_t index = (uint32_t)parse->blocks.count, end;
    uint32_t next = skip_plain_lines(b, content, &end);
    parse->blocks.count += 2;
    *block_at(b, index) = (struct block){
        .kind = MDP_KIND_LIST_ITEM, .begin = begin, .end = end, .parent = item.list, .task_box = NO_TASK};
    *block_at(b, index + 1) = (struct block){.kind = MDP_KIND_PARAGRAPH,
                                             .begin = content,
                                             .end = end,
                                             .parent = index,
                                             .first_segment = (uint32_t)parse->segments.count,
                                             .segment_count = 1};
    *segment_at(b, parse->segments.count++) = (struct segment){content, next, 0};
    item.block = index;
    item.indent += content - begin;
    item.has_child = true;
    item.ended = false;
    *container_at(b, level) = item;
    b->containers.count++;
    b->leaf = LEAF_PARAGRAPH;
    b->blank = false;
    return add_indented_text(b, next);
}

/* At the top level between blocks, or in an item: takes the first item of a bullet list, whose marker is at `begin` on
 * the line at `at`, behind so many spaces of its own, with the lines of its paragraph, if it has such a marker. */
static inline uint32_t take_first_item(struct blocks *b, uint32_t at, uint32_t begin, uint32_t spaces)
{
    struct parse *parse = b->parse;
    struct list_kind kind = {.character = parse->text[begin]};
    if ((kind.character != '-' && kind.character != '*' && kind.character != '+') || depth(b) >= parse->limits.nesting)
        return at;
    uint32_t marker = plain_marker(b, kind, begin);
    if (!marker)
        return at;
    if (!reserve_at(b, at) || !close_leaf(b))
        return fail(b);
    if (depth(b) == 0)
        cut_before(b, at);
    count_child(b);
    uint32_t list = (uint32_t)parse->blocks.count++;
    *block_at(b, list) = (struct block){
        .kind = MDP_KIND_LIST, .detail = (uint8_t)kind.character, .begin = begin, .parent = innermost_block(b)};
    struct container first = {.list = list, .indent = spaces, .kind = kind};
    return add_item(b, depth(b), first, begin, begin + marker);
}

/* Within list items or footnotes, but no quote: takes the item that the line at `at` begins, with the lines of its
 * paragraph, if its marker is one of an open list, or begins a list in the innermost item. */
static uint32_t take_item(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    uint32_t begin = skip_spaces(parse, at), spaces = begin - at, level = find_level(b, &spaces);
    if (level == NO_LEVEL || begin >= parse->limit)
        return at;
    if (level == depth(b))
        return take_first_item(b, at, begin, spaces);
    struct container sibling = *container_at(b, level);
    uint32_t marker = sibling.list != BLOCK_NONE ? plain_marker(b, sibling.kind, begin) : 0;
    if (!marker)
        return at;
    if (!reserve_at(b, at) || !close_to(b, level))
        return fail(b);
    if (blank_in(b, level))
        block_at(b, sibling.list)->detail |= DETAIL_LIST_LOOSE;
    sibling.indent = spaces;
    return add_item(b, level, sibling, begin, begin + marker);
}

/* Within list items or footnotes, but no quote. A function of its own, as short texts feel how much code there is to
 * fetch, and most have no list. */
static __attribute__((noinline)) uint32_t take_items(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    uint32_t from;
    do {
        from = at;
        if (at < parse->limit && b->leaf == LEAF_PARAGRAPH && is_line_ending(parse->text[at]))
            at = end_paragraph(b, at);
        if (at < parse->limit && !b->failed)
            at = take_item(b, at);
    } while (at > from && !b->failed);
    return at;
}

/* At the top level: takes the paragraph that begins with such a line. It is left open if another line than a blank one
 * follows. */
static uint32_t take_paragraph(struct blocks *b, uint32_t begin)
{
    struct parse *parse = b->parse;
    const char *text = parse->text;
    if (!reserve_at(b, begin))
        return fail(b);
    struct block *block = add_leaf_at(b, MDP_KIND_PARAGRAPH, LEAF_PARAGRAPH, begin, begin);
    uint32_t at = skip_plain_lines(b, begin, &block->end);
    struct segment *segment = segment_at(b, parse->segments.count++);
    *segment = (struct segment){begin, at, 0};
    block->segment_count = 1;
    if (at < parse->size && !is_line_ending(text[at]))
        return at;
    if (text[begin] == '[' || is_blank_character(text[block->end - 1]))
        return close_leaf(b) ? at : fail(b);
    segment->end = block->end; /* the same, as nothing has to be taken off either end */
    b->leaf = LEAF_NONE;
    return at;
}

/* -------------------------------------------------------------------------------------------------------- headings */

/* At the top level: takes the ATX heading that is the line at `at`, if it is one. */
static uint32_t take_heading(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, at, &next);
    struct atx atx;
    if (!atx_scan(parse->text, at, end, &atx))
        return at;
    if (!reserve_at(b, at))
        return fail(b);
    struct block *block = add_leaf_at(b, MDP_KIND_HEADING, LEAF_NONE, at, at);
    block->end = end;
    set_heading(b, block, &atx);
    return next;
}

/* ----------------------------------------------------------------------------------------------------- code blocks */

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

/* The first line from the one at `at` on that can be a closing fence, as this character is its first but for three
 * spaces; or the limit. */
static uint32_t find_fence(const struct parse *parse, uint32_t at, char character)
{
    const char *text = parse->text, *found;
    uint32_t from = at, line;
    while (at < parse->limit && (found = memchr(text + at, character, parse->limit - at)) != NULL) {
        at = (uint32_t)(found - text);
        if (begins_line(parse, from, at, &line))
            return line;
        at = next_line(parse, at);
    }
    return parse->limit;
}

/* Within a fenced code block at the top level: the lines that can only be its content. */
static uint32_t continue_fence(struct blocks *b, uint32_t from)
{
    struct parse *parse = b->parse;
    if (!reserve_at(b, from))
        return fail(b);
    struct block *block = last_block(b);
    uint32_t at = find_fence(parse, from, b->fence.character);
    if (at == from)
        return at;
    if (block->segment_count == 0) {
        block->segment_count = 1;
        *segment_at(b, parse->segments.count++) = (struct segment){from, at, 0};
    } else {
        segment_at(b, parse->segments.count - 1)->end = at;
    }
    block->end = line_ending(parse, from, at - is_set(parse->line_ends, at - 1));
    return at;
}

/* The same: the line at `at`, if it is the closing fence. */
static uint32_t close_fence(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    if (at == parse->limit)
        return at;
    uint32_t next, end = line_end(parse, at, &next);
    if (!fence_closes(parse->text, skip_spaces(parse, at), end, &b->fence))
        return at;
    last_block(b)->end = end;
    b->leaf = LEAF_NONE;
    return next;
}

/* At the top level: takes the opening fence that is the line at `at`, if it is one. */
static uint32_t take_fence(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, at, &next);
    struct fence fence;
    if (!fence_scan(parse->text, at, end, &fence))
        return at;
    if (!reserve_at(b, at))
        return fail(b);
    struct block *block = add_leaf_at(b, MDP_KIND_CODE_BLOCK, LEAF_FENCED, at, at);
    block->end = end;
    block->detail = DETAIL_CODE_FENCED;
    b->fence = fence;
    return next;
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
        if (!reserve_at(b, at))
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
        block->end = line_ending(parse, from, end);
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
    if (!reserve_at(b, line))
        return fail(b);
    add_leaf_at(b, MDP_KIND_CODE_BLOCK, LEAF_INDENTED, line, begin);
    return continue_indented(b, line);
}

/* ------------------------------------------------------------------------------------------------------ HTML blocks */

/* Within an HTML block at the top level that ends before a blank line (spec 4.6, start conditions 6 and 7): its lines.
 */
static uint32_t continue_html(struct blocks *b, uint32_t from)
{
    struct parse *parse = b->parse;
    uint32_t at = from, end = from;
    while (at < parse->limit) {
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
        b->blank = false;
    }
    return at;
}

/* ----------------------------------------------------------------------------------------------------- all of them */

/* At the top level, between blocks: takes the lines with which the next block begins. */
static uint32_t take_block(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    if (block_start_never_at(&b->block_starts, parse->text, at, parse->size))
        return take_paragraph(b, at);
    switch (parse->text[at]) {
    case ' ':
    case '\t':
        return take_indented(b, at);
    case '#':
        return take_heading(b, at);
    case '`':
    case '~':
        return take_fence(b, at);
    default:
        return take_first_item(b, at, at, 0);
    }
}

/* Whether the line at `at` begins a block that is no item, and stands without indentation: so in no item. */
static bool leaves_items(const struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    return parse->text[at] == '#' || block_start_never_at(&b->block_starts, parse->text, at, parse->size);
}

/* Takes the plain lines of one kind. */
static uint32_t take_lines(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    if (b->leaf == LEAF_PARAGRAPH)
        at = continue_paragraph(b, at);
    if (b->failed || rarely(at == parse->limit || b->quotes.count))
        return at;
    if (depth(b) > 0) {
        at = take_items(b, at);
        if (b->failed || at == parse->limit || b->leaf != LEAF_NONE || !leaves_items(b, at))
            return at;
        if (!close_to(b, 0))
            return fail(b);
    }
    switch (b->leaf) {
    case LEAF_NONE:
        at = pass_empty_lines(b, at);
        return at == parse->limit ? at : take_block(b, at);
    case LEAF_PARAGRAPH:
        return is_line_ending(parse->text[at]) ? end_paragraph(b, at) : at;
    case LEAF_INDENTED:
        return continue_indented(b, at);
    case LEAF_FENCED:
        if (b->fence.indent > 0)
            return at;
        at = continue_fence(b, at);
        return b->failed ? at : close_fence(b, at);
    case LEAF_HTML:
        return b->html_condition >= HTML_UNTIL_BLANK ? continue_html(b, at) : at;
    default:
        return at;
    }
}

uint32_t plain_lines_take(struct blocks *b, uint32_t at)
{
    uint32_t from;
    do {
        from = at;
        at = take_lines(b, at);
    } while (evenly(at > from) && evenly(at < b->parse->limit) && !b->failed);
    return at;
}
