/* plain_lines.c: lines about which there is little to decide, many at a time: the text of paragraphs, the items of
 * lists, headings, code and HTML blocks, told by their first bytes. Most lines of real documents are such. They become
 * what parse_line would make of them one by one: test/plain_lines.c compares the two.
 *
 * Here are paragraphs and containers; the other leaves are in plain_leaves.c. Of a block quote the first line is plain
 * if it is text; those behind it, if it stands in nothing, where they are text or blank. An alert's marker is not. */
#include "plain_lines.h"

#include <string.h>

/* ------------------------------------------------------------------------------------------------------ paragraphs */

/* The line at `at`, which is text of a paragraph, and those behind it that can only be such too, by their first byte:
 * no container's marker, no indentation, no block start. Most lines of prose are such. Returns where the next other
 * line begins, and in *end where the last one's line ending begins. */
static inline uint32_t skip_text(const struct blocks *b, uint32_t at, uint32_t *end)
{
    const struct parse *parse = b->parse;
    const struct byte_set *starts = &b->block_starts;
    uint32_t from = at, stop;
    do {
        stop = next_bit(parse->line_ends, at, parse->size);
        at = stop + (stop < parse->size);
    } while (usually(at < parse->limit) && evenly(block_start_never_at(starts, parse->text, at, parse->size)));
    *end = line_ending(parse, from, stop);
    return at;
}

/* The same where the line at `at` may be another; *end is untouched if it is. */
static uint32_t skip_plain_lines(const struct blocks *b, uint32_t at, uint32_t *end)
{
    const struct parse *parse = b->parse;
    bool plain = at < parse->limit && block_start_never_at(&b->block_starts, parse->text, at, parse->size);
    return evenly(plain) ? skip_text(b, at, end) : at;
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
        if (!plain_reserve(b, begin))
            return plain_fail(b);
        struct block *block = last_block(b);
        at = skip_text(b, begin, &block->end);
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

/* In no quote: behind a paragraph, a line that is empty, and those after it. */
static uint32_t end_paragraph(struct blocks *b, uint32_t at)
{
    return close_leaf(b) ? pass_empty_lines(b, at) : plain_fail(b);
}

/* Takes the paragraph that begins there. It is left open if another line than an empty one follows. */
static inline uint32_t take_paragraph(struct blocks *b, struct block_start start)
{
    struct parse *parse = b->parse;
    const char *text = parse->text;
    struct block *block = plain_add_leaf(b, MDP_KIND_PARAGRAPH, LEAF_PARAGRAPH, start);
    if (!block)
        return plain_fail(b);
    uint32_t at = skip_text(b, start.begin, &block->end);
    struct segment *segment = segment_at(b, parse->segments.count++);
    *segment = (struct segment){start.begin, at, 0};
    block->segment_count = 1;
    if (at < parse->size && !is_line_ending(text[at]))
        return at;
    if (text[start.begin] == '[' || is_blank_character(text[block->end - 1]))
        return close_leaf(b) ? at : plain_fail(b);
    segment->end = block->end; /* the same, as nothing has to be taken off either end */
    plain_end_leaf(b, block->end);
    return at;
}

/* Whether a task's box may stand at `at` (extensions/task_list.c). */
static bool may_be_box(const struct parse *parse, uint32_t at)
{
    return parse->flags & MDP_EXT_TASK_LIST && parse->size - at >= TASK_BOX_SIZE && parse->text[at] == '[' &&
           parse->text[at + TASK_BOX_SIZE - 1] == ']';
}

uint32_t plain_take_text(struct blocks *b, struct block_start start)
{
    if (b->leaf != LEAF_PARAGRAPH)
        return depth(b) > 0 && may_be_box(b->parse, start.begin) ? start.line : take_paragraph(b, start);
    if (!plain_reserve(b, start.line))
        return plain_fail(b);
    uint32_t next = skip_text(b, start.begin, &last_block(b)->end);
    plain_add_segment(b, start.begin, next);
    return next;
}

/* ----------------------------------------------------------------------------------------------------- list items */

/* In how many of the open containers, none of which is a quote, a line behind so many spaces stands; *spaces is what is
 * left of these behind their indentation. NO_LEVEL where that would be indented code, or an item has ended that it
 * might belong to. */
#define NO_LEVEL UINT32_MAX

static uint32_t find_level(struct blocks *b, uint32_t *spaces)
{
    uint32_t level = 0;
    for (; level < depth(b) && evenly(*spaces > 0); level++) {
        const struct container *around = container_at(b, level);
        if (around->ended)
            return NO_LEVEL;
        if (*spaces < around->indent)
            break;
        *spaces -= around->indent;
    }
    return *spaces < CODE_INDENT ? level : NO_LEVEL;
}

/* The bytes from a list marker of this kind at `at` to the content of its item, which one to four spaces stand before
 * and a byte with which no block starts begins; or 0. */
static inline uint32_t plain_marker(const struct blocks *b, struct list_kind kind, uint32_t at)
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
        !block_start_never_at(&b->block_starts, text, content, parse->size) || may_be_box(parse, content))
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
    uint32_t next = skip_text(b, content, &end);
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

/* The number of an ordered list's marker at `at`, and the character behind it; false if what is there is text. */
static bool find_number(const struct parse *parse, uint32_t at, struct list_kind *kind, uint32_t *number)
{
    const char *text = parse->text;
    uint32_t end = at;
    for (; end < parse->size && end - at < LIST_DIGITS_MOST && is_ascii_digit(text[end]); end++)
        *number = *number * 10 + (uint32_t)(text[end] - '0');
    if (end == parse->size || (text[end] != '.' && text[end] != ')'))
        return false;
    if (end + 1 < parse->size && !is_blank_character(text[end + 1]))
        return false;
    *kind = (struct list_kind){.character = text[end], .ordered = true};
    return true;
}

/* Takes the first item of a list with the lines of its paragraph, if a marker of this kind is there. */
static inline uint32_t take_first_item(struct blocks *b, struct block_start start, struct list_kind kind,
                                       uint32_t number)
{
    struct parse *parse = b->parse;
    uint32_t marker = plain_marker(b, kind, start.begin);
    if (!marker || start.level >= parse->limits.nesting)
        return start.line;
    if (!plain_reserve(b, start.line) || !plain_close(b, start))
        return plain_fail(b);
    uint32_t parent = plain_parent(b, start.line), list = (uint32_t)parse->blocks.count++;
    *block_at(b, list) = (struct block){.kind = MDP_KIND_LIST, .begin = start.begin, .parent = parent};
    set_list(block_at(b, list), kind, number);
    struct container first = {.list = list, .indent = start.spaces, .kind = kind};
    return add_item(b, start.level, first, start.begin, start.begin + marker);
}

static bool is_bullet(char c)
{
    return c == '-' || c == '*' || c == '+';
}

/* The same for a bullet list. */
static inline uint32_t take_first_bullet(struct blocks *b, struct block_start start)
{
    struct list_kind kind = {.character = b->parse->text[start.begin]};
    return is_bullet(kind.character) ? take_first_item(b, start, kind, 0) : start.line;
}

/* The same for an ordered list. The line is text if it begins with digits that are no marker. A list that interrupts a
 * paragraph begins with 1. */
static uint32_t take_first_number(struct blocks *b, struct block_start start)
{
    struct list_kind kind;
    uint32_t number = 0;
    if (!find_number(b->parse, start.begin, &kind, &number))
        return plain_take_text(b, start);
    if (number != 1 && b->leaf == LEAF_PARAGRAPH)
        return start.line;
    return take_first_item(b, start, kind, number);
}

/* Takes the item that begins there, with the lines of its paragraph, if its marker is one of the list that is open at
 * that level. */
static inline uint32_t take_next_item(struct blocks *b, struct block_start start)
{
    struct container sibling = *container_at(b, start.level);
    uint32_t marker = sibling.list != BLOCK_NONE ? plain_marker(b, sibling.kind, start.begin) : 0;
    if (!marker)
        return start.line;
    if (!plain_reserve(b, start.line) || !close_to(b, start.level))
        return plain_fail(b);
    if (blank_in(b, start.level))
        block_at(b, sibling.list)->detail |= DETAIL_LIST_LOOSE;
    sibling.indent = start.spaces;
    return add_item(b, start.level, sibling, start.begin, start.begin + marker);
}

/* --------------------------------------------------------------------------------------------------- block quotes */

/* Where the content of the quoted line at `at` begins, `>` and mostly a space standing before it; or 0. */
static uint32_t quoted_content(const struct parse *parse, uint32_t at)
{
    if (at == parse->limit || parse->text[at] != '>')
        return 0;
    uint32_t begin = at + 1;
    return begin + (begin < parse->size && parse->text[begin] == ' ');
}

/* The same if it is text of a paragraph, by its first byte, and no alert's marker (extensions/alert.c). */
static uint32_t quoted_text(const struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    const char *text = parse->text;
    uint32_t begin = quoted_content(parse, at);
    if (!begin || begin == parse->size || !block_start_never_at(&b->block_starts, text, begin, parse->size))
        return 0;
    return text[begin] == '[' && parse->flags & MDP_EXT_ALERTS ? 0 : begin;
}

/* Adds the rest of a line to the innermost block, a quote: to the paragraph that is open, or begins there. */
static uint32_t add_quoted_text(struct blocks *b, uint32_t begin)
{
    struct parse *parse = b->parse;
    uint32_t next, end = line_end(parse, begin, &next);
    if (b->leaf == LEAF_NONE) {
        *block_at(b, (uint32_t)parse->blocks.count++) =
            (struct block){.kind = MDP_KIND_PARAGRAPH,
                           .begin = begin,
                           .parent = innermost_block(b),
                           .first_segment = (uint32_t)parse->segments.count};
        b->leaf = LEAF_PARAGRAPH;
    }
    plain_add_segment(b, begin, next);
    last_block(b)->end = end;
    b->blank = false;
    return next;
}

/* Takes the first line of a quote and of the paragraph in it. */
static uint32_t take_quote(struct blocks *b, struct block_start start)
{
    struct parse *parse = b->parse;
    uint32_t begin = quoted_text(b, start.begin);
    if (!begin || start.level >= parse->limits.nesting)
        return start.line;
    if (!plain_reserve(b, start.line) || !plain_close(b, start))
        return plain_fail(b);
    uint32_t parent = plain_parent(b, start.line), quote = (uint32_t)parse->blocks.count++;
    *block_at(b, quote) = (struct block){.kind = MDP_KIND_BLOCK_QUOTE, .begin = start.begin, .parent = parent};
    ((uint32_t *)b->quotes.items)[b->quotes.count++] = depth(b);
    *container_at(b, depth(b)) = (struct container){.block = quote, .list = BLOCK_NONE, .has_child = true};
    b->containers.count++;
    return add_quoted_text(b, begin);
}

/* Takes a line with nothing but a quote's marker, and maybe a space, which stands in that quote alone. */
static uint32_t take_blank_quoted(struct blocks *b, uint32_t at)
{
    uint32_t next, end = line_end(b->parse, at, &next);
    extend(block_at(b, innermost_block(b)), end);
    if (!close_leaf(b))
        return plain_fail(b);
    b->blank = true;
    b->blank_floor = depth(b);
    return next;
}

/* Takes an empty line, which ends all quotes. */
static uint32_t end_quotes(struct blocks *b, uint32_t at)
{
    uint32_t first = *(const uint32_t *)b->quotes.items;
    return close_to(b, first) ? pass_empty_lines(b, at) : plain_fail(b);
}

/* Within quotes, and maybe other containers. A function of its own, as those below. */
static __attribute__((noinline)) uint32_t take_in_quotes(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    if (b->marked != BLOCK_NONE)
        return at;
    if (is_line_ending(parse->text[at]))
        return end_quotes(b, at);
    uint32_t begin;
    while (depth(b) == 1 && (b->leaf == LEAF_PARAGRAPH || b->leaf == LEAF_NONE) &&
           (begin = quoted_content(parse, at)) != 0) {
        bool blank = begin == parse->size || is_line_ending(parse->text[begin]);
        if (!blank && !quoted_text(b, at))
            break;
        if (!plain_reserve(b, at))
            return plain_fail(b);
        at = blank ? take_blank_quoted(b, at) : add_quoted_text(b, begin);
    }
    return at;
}

/* ----------------------------------------------------------------------------------------------------- all of them */

/* Within a paragraph or between blocks: takes the lines with which a block begins there, or text. */
static uint32_t take_block(struct blocks *b, struct block_start start)
{
    const struct parse *parse = b->parse;
    char first = parse->text[start.begin];
    if (block_start_never_at(&b->block_starts, parse->text, start.begin, parse->size))
        return plain_take_text(b, start);
    uint32_t next;
    switch (first) {
    case '#':
        return plain_take_heading(b, start);
    case '`':
    case '~':
        return plain_take_fence(b, start);
    case '<':
        return plain_take_html(b, start);
    case '>':
        return take_quote(b, start);
    case '=':
        return plain_take_underline(b, start);
    case '_':
        return plain_take_break(b, start);
    case '-':
    case '*':
    case '+':
        next = take_first_bullet(b, start);
        if (usually(next != start.line) || b->failed || first == '+') /* that is an empty item's */
            return next;
        return first == '-' && b->leaf == LEAF_PARAGRAPH ? plain_take_underline(b, start) : plain_take_break(b, start);
    default:
        return is_ascii_digit(first) ? take_first_number(b, start) : start.line;
    }
}

/* Where a block may begin on the line at `at`, in no quote; false where no plain one can by its indentation. */
static inline bool find_start(struct blocks *b, uint32_t at, struct block_start *start)
{
    const struct parse *parse = b->parse;
    uint32_t begin = skip_spaces(parse, at), spaces = begin - at, level = find_level(b, &spaces);
    *start = (struct block_start){at, begin, level, spaces};
    return level != NO_LEVEL && begin < parse->limit;
}

/* Within list items or footnotes, but no quote. */
static uint32_t take_in_item(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    struct block_start start;
    if (is_line_ending(parse->text[at])) {
        if (b->leaf == LEAF_PARAGRAPH)
            return end_paragraph(b, at);
        return container_at(b, depth(b) - 1)->has_child ? pass_empty_lines(b, at) : at; /* spec 5.2, rule 3 */
    }
    if (!find_start(b, at, &start))
        return at;
    /* bullets first, for speed: they are what stands in items most */
    uint32_t next = start.level < depth(b) ? take_next_item(b, start) : take_first_bullet(b, start);
    return next > at || b->failed ? next : take_block(b, start);
}

/* A function of its own, as short texts feel how much code there is to fetch, and most have no list. (A section may
 * stop within an item: then the place that is returned is behind `at`, and `failed` is set.) */
static __attribute__((noinline)) uint32_t take_in_items(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    uint32_t from = at;
    if (b->leaf == LEAF_FENCED)
        return plain_continue_fenced(b, at);
    do {
        if (b->leaf != LEAF_PARAGRAPH && b->leaf != LEAF_NONE)
            return at;
        from = at;
        at = take_in_item(b, at);
    } while (at > from && at < parse->limit && depth(b) > 0 && b->quotes.count == 0 && !b->failed);
    return at;
}

/* At the top level. */
static uint32_t take_at_top(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    struct block_start start = {.line = at, .begin = at};
    switch (b->leaf) {
    case LEAF_NONE:
        start.line = start.begin = at = pass_empty_lines(b, at);
        if (at == parse->limit)
            return at;
        if (usually(block_start_never_at(&b->block_starts, parse->text, at, parse->size)))
            return take_paragraph(b, start);
        if (rarely(parse->text[at] == '\t' || (parse->text[at] == ' ' && !find_start(b, at, &start))))
            return plain_take_indented(b, at);
        return take_block(b, start);
    case LEAF_PARAGRAPH:
        if (usually(is_line_ending(parse->text[at])))
            return end_paragraph(b, at);
        return find_start(b, at, &start) ? take_block(b, start) : at;
    case LEAF_FENCED:
        return plain_continue_fenced(b, at);
    case LEAF_INDENTED:
        return plain_continue_indented(b, at);
    case LEAF_HTML:
        return plain_continue_html(b, at);
    default:
        return at;
    }
}

/* Takes the plain lines of one kind. */
static uint32_t take_lines(struct blocks *b, uint32_t at)
{
    const struct parse *parse = b->parse;
    if (b->leaf == LEAF_PARAGRAPH)
        at = continue_paragraph(b, at);
    if (b->failed || rarely(at == parse->limit))
        return at;
    if (rarely(b->quotes.count))
        return take_in_quotes(b, at);
    return depth(b) > 0 ? take_in_items(b, at) : take_at_top(b, at);
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
