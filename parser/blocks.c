/* blocks.c: phase 1, the block structure. It follows the spec's appendix, "Phase 1: block structure": for each line,
 * the open containers are matched, then new blocks are opened, and what is left of the line goes to a leaf.
 *
 *      > - a           containers: quote, item       leaf: paragraph
 *      >   b           both match, paragraph goes on
 *      c               none matches; lazy continuation, because only a paragraph's text can follow
 *
 * Blocks are written in pre-order as they are met, and never moved. At the start of a top-level block this phase has no
 * memory, so that each such line, a boundary, is a place where a text can be cut.
 *
 * Start here: blocks_parse, then parse_line. ARCHITECTURE.md says which function is which section of the spec (3, 4
 * and 5). Must not know: inlines, records. The recognisers of block starts are in block_starts.c, the state in
 * open_blocks.h, what matches in containers.c, what a paragraph becomes when it ends in paragraph.c; plain_lines.c
 * takes many lines at a time where that is all there is to them. */
#include "open_blocks.h"

#include <string.h>

#include "extensions/footnote.h"
#include "html.h"
#include "layout.h"
#include "options.h"
#include "section.h"

static size_t room(const struct vector *vector)
{
    return vector->capacity - vector->count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

bool reserve_steps(struct blocks *b)
{
    struct parse *parse = b->parse;
    uint32_t end = parse->limit > b->likely_end ? parse->limit : b->likely_end;
    size_t done = b->line.at - b->begin, whole = end - b->begin;
    if (!vector_reserve_along(&parse->blocks, BLOCKS_STEP, done, whole) ||
        !vector_reserve_along(&parse->segments, 1, done, whole) ||
        !vector_reserve_along(&b->containers, 1, done, whole) || !vector_reserve_along(&b->quotes, 1, done, whole) ||
        (parse->every_boundary && !vector_reserve_along(&parse->cuts, 1, done, whole)))
        return false;
    size_t steps = least(INT32_MAX, room(&parse->blocks) / BLOCKS_STEP);
    steps = least(steps, room(&parse->segments));
    steps = least(steps, room(&b->containers));
    steps = least(steps, room(&b->quotes));
    if (parse->every_boundary) /* else all are reserved from the start */
        steps = least(steps, room(&parse->cuts));
    b->steps = (int32_t)steps - 1;
    return true;
}

/* --------------------------------------------------------------------------------------------------- opening blocks */

void add_cut(struct blocks *b, uint32_t line)
{
    struct parse *parse = b->parse;
    if (b->section) {
        section_cut(b, line);
        return;
    }
    struct cut *cuts = parse->cuts.items;
    bool first = parse->cuts.count == 0 && !parse->every_boundary;
    uint32_t begin = first ? 0 : line;
    cuts[parse->cuts.count++] = (struct cut){
        .begin = begin,
        .block = (uint32_t)parse->blocks.count,
        .definition = (uint32_t)parse->definitions.count,
    };
    b->next_cut = parse->every_boundary ? 0 : begin + CHUNK_TEXT_SIZE;
}

static struct block *add_block(struct blocks *b, mdp_kind kind, uint32_t parent, uint32_t begin)
{
    struct parse *parse = b->parse;
    uint32_t index = (uint32_t)parse->blocks.count;
    if (parent == BLOCK_NONE)
        cut_before(b, b->line.begin);
    parse->blocks.count++;
    struct block *block = block_at(b, index);
    *block = (struct block){.kind = (uint8_t)kind, .begin = begin, .end = b->line.end, .parent = parent};
    return block;
}

/* Opens a child of the innermost container. */
static struct block *add_child(struct blocks *b, mdp_kind kind, uint32_t begin)
{
    count_child(b);
    return add_block(b, kind, innermost_block(b), begin);
}

static struct block *add_leaf(struct blocks *b, mdp_kind kind, enum leaf leaf)
{
    struct block *block = add_child(b, kind, b->line.nonspace);
    block->first_segment = (uint32_t)b->parse->segments.count;
    b->leaf = leaf;
    return block;
}

static void push_container(struct blocks *b, struct container container)
{
    struct container *containers = b->containers.items;
    if (is_quote(&container))
        ((uint32_t *)b->quotes.items)[b->quotes.count++] = depth(b);
    containers[b->containers.count++] = container;
}

/* Adds the source from `begin` to the end of the line, line ending included, to the last block's content. */
static void add_segment(struct blocks *b, uint32_t begin, uint32_t pad)
{
    struct block *block = last_block(b);
    struct segment *segments = b->parse->segments.items;
    size_t count = b->parse->segments.count;
    if (block->segment_count && segments[count - 1].end == begin && pad == 0) {
        segments[count - 1].end = b->line.next;
    } else {
        segments[count] = (struct segment){begin, b->line.next, pad};
        b->parse->segments.count++;
        block->segment_count++;
    }
    block->end = b->line.end;
}

/* --------------------------------------------------------------------------------------------------- closing blocks */

/* Spec 4.4: blank lines at the end of an indented code block do not belong to it. */
static void trim_code(struct blocks *b)
{
    struct block *block = last_block(b);
    b->parse->segments.count -= block->segment_count - b->code_segments;
    block->segment_count = b->code_segments;
    segment_at(b, b->parse->segments.count - 1)->end = b->code_end;
}

bool close_leaf(struct blocks *b)
{
    bool gone = false;
    enum leaf leaf = b->leaf;
    b->leaf = LEAF_NONE;
    if (rarely(leaf == LEAF_NONE))
        return true;
    if ((leaf == LEAF_PARAGRAPH || leaf == LEAF_MARKER) && !paragraph_settle(b, &gone))
        return false;
    if (leaf == LEAF_INDENTED)
        trim_code(b);
    if (depth(b) && usually(!gone))
        extend(block_at(b, innermost_block(b)), (leaf == LEAF_TABLE ? block_at(b, b->table) : last_block(b))->end);
    return true;
}

bool close_to(struct blocks *b, uint32_t to)
{
    if (!close_leaf(b))
        return false;
    while (depth(b) > to) {
        struct container container = *container_at(b, depth(b) - 1);
        b->containers.count--;
        uint32_t end = block_at(b, container.block)->end;
        if (is_quote(&container))
            b->quotes.count--;
        else if (container.list != BLOCK_NONE)
            extend(block_at(b, container.list), end);
        if (depth(b))
            extend(block_at(b, innermost_block(b)), end);
    }
    return true;
}

/* ------------------------------------------------------------------------------------------------------- leaf lines */

/* Spec 4.8: leading white space is no part of a paragraph's content. */
static void add_paragraph_line(struct blocks *b)
{
    add_segment(b, b->line.nonspace, 0);
}

static void open_paragraph(struct blocks *b)
{
    add_leaf(b, MDP_KIND_PARAGRAPH, LEAF_PARAGRAPH);
    add_paragraph_line(b);
}

/* Adds the line from the cursor on, as code or HTML. */
static void add_verbatim_line(struct blocks *b)
{
    uint32_t pad = line_tab_rest(&b->line);
    add_segment(b, b->line.at + (pad ? 1 : 0), pad);
}

/* Spec 4.5: a line within a fenced code block. */
static void parse_fenced_line(struct blocks *b)
{
    struct line *line = &b->line;
    if (line_indent(line) < CODE_INDENT && fence_closes(line->text, line->nonspace, line->end, &b->fence)) {
        last_block(b)->end = line->end;
        b->leaf = LEAF_NONE;
        if (depth(b))
            extend(block_at(b, innermost_block(b)), line->end);
        return;
    }
    line_skip_columns(line, b->fence.indent);
    add_verbatim_line(b);
}

/* Spec 4.6: a line within an HTML block, or its first one. */
static bool parse_html_line(struct blocks *b)
{
    add_verbatim_line(b);
    return !html_block_ends(b->html_condition, b->line.text, b->line.at, b->line.end) || close_leaf(b);
}

/* Spec 4.4: a line of an indented code block; `blank` if nothing is left behind the indentation. */
static void add_code_line(struct blocks *b, bool blank)
{
    line_skip_columns(&b->line, CODE_INDENT);
    uint32_t end_before = last_block(b)->end;
    add_verbatim_line(b);
    if (blank) {
        last_block(b)->end = end_before;
    } else {
        b->code_segments = last_block(b)->segment_count;
        b->code_end = b->line.next;
    }
}

/* ----------------------------------------------------------------------------------------------------- block starts */

/* Each open_* function is given the number of containers that match; it closes the others and the open leaf, and opens
 * its block. */

static bool open_quote(struct blocks *b, uint32_t matched)
{
    struct line *line = &b->line;
    if (!close_to(b, matched))
        return false;
    struct block *block = add_child(b, MDP_KIND_BLOCK_QUOTE, line->nonspace);
    line_skip_marker(line, 1);
    line_skip_columns(line, 1);
    push_container(b, (struct container){.block = (uint32_t)(block - block_at(b, 0)), .list = BLOCK_NONE});
    return true;
}

/* The definition of a footnote. All white space behind its colon is its too. */
static bool open_footnote(struct blocks *b, uint32_t matched, const struct footnote_label *label)
{
    struct line *line = &b->line;
    uint32_t begin = line->nonspace;
    if (!close_to(b, matched))
        return false;
    struct block *block = add_child(b, MDP_KIND_FOOTNOTE_DEFINITION, begin);
    line_skip_marker(line, label->end + 2 - begin);
    line_skip_columns(line, UINT32_MAX);
    push_container(b, (struct container){
                          .block = (uint32_t)(block - block_at(b, 0)), .list = BLOCK_NONE, .indent = FOOTNOTE_INDENT});
    return footnote_define(b, label->text);
}

static bool open_heading(struct blocks *b, uint32_t matched, const struct atx *atx)
{
    if (!close_to(b, matched))
        return false;
    struct block *block = add_leaf(b, MDP_KIND_HEADING, LEAF_NONE);
    set_heading(b, block, atx);
    if (depth(b))
        extend(block_at(b, innermost_block(b)), block->end);
    return true;
}

static bool open_thematic_break(struct blocks *b, uint32_t matched)
{
    if (!close_to(b, matched))
        return false;
    add_child(b, MDP_KIND_THEMATIC_BREAK, b->line.nonspace);
    if (depth(b))
        extend(block_at(b, innermost_block(b)), b->line.end);
    return true;
}

static bool open_fence(struct blocks *b, uint32_t matched, const struct fence *fence)
{
    if (!close_to(b, matched))
        return false;
    struct block *block = add_leaf(b, MDP_KIND_CODE_BLOCK, LEAF_FENCED);
    block->detail = DETAIL_CODE_FENCED;
    b->fence = *fence;
    b->fence.indent = (uint32_t)line_indent(&b->line);
    return true;
}

static bool open_html(struct blocks *b, uint32_t matched, int condition)
{
    if (!close_to(b, matched))
        return false;
    add_leaf(b, MDP_KIND_HTML_BLOCK, LEAF_HTML);
    b->html_condition = condition;
    return parse_html_line(b);
}

static bool open_indented_code(struct blocks *b, uint32_t matched)
{
    if (!close_to(b, matched))
        return false;
    add_leaf(b, MDP_KIND_CODE_BLOCK, LEAF_INDENTED);
    add_code_line(b, false);
    last_block(b)->begin = b->line.at; /* behind its indentation, though white space may follow, which is code */
    return true;
}

bool make_setext_heading(struct blocks *b, unsigned level, uint32_t end, bool *made)
{
    bool gone;
    b->leaf = LEAF_NONE;
    if (!paragraph_settle(b, &gone))
        return false;
    *made = !gone;
    if (gone)
        return true;
    struct block *block = last_block(b);
    block->kind = MDP_KIND_HEADING;
    block->detail = (uint16_t)(level | DETAIL_HEADING_SETEXT);
    block->end = end;
    if (depth(b))
        extend(block_at(b, innermost_block(b)), end);
    return true;
}

/* Spec 5.2: a list item, in the list of the item that ends here if the markers are of one kind (spec 5.3), or in a new
 * list. */
static bool open_item(struct blocks *b, uint32_t matched, const struct list_marker *marker)
{
    uint32_t list = BLOCK_NONE;
    if (matched < depth(b)) {
        const struct container *sibling = container_at(b, matched);
        if (sibling->list != BLOCK_NONE && list_kind_equal(sibling->kind, marker->kind))
            list = sibling->list;
    }
    if (!close_to(b, matched))
        return false;
    if (list == BLOCK_NONE) {
        struct block *block = add_child(b, MDP_KIND_LIST, b->line.nonspace);
        set_list(block, marker->kind, marker->start);
        list = (uint32_t)(block - block_at(b, 0));
    } else if (blank_in(b, matched)) {
        block_at(b, list)->detail |= DETAIL_LIST_LOOSE;
    }
    struct block *block = add_block(b, MDP_KIND_LIST_ITEM, list, b->line.nonspace);
    block->task_box = NO_TASK;
    uint32_t indent = (uint32_t)line_indent(&b->line);
    indent += list_marker_skip(&b->line, marker);
    push_container(b, (struct container){
                          .block = (uint32_t)(block - block_at(b, 0)),
                          .list = list,
                          .indent = indent,
                          .kind = marker->kind,
                      });
    return true;
}

/* What a try to open a block came to. */
enum opened { OPENED_NOTHING, OPENED_CONTAINER, OPENED_LEAF, OPENED_FAILED };

static enum opened opened_if(bool done, enum opened opened)
{
    return done ? opened : OPENED_FAILED;
}

/* Opens the block that starts at the cursor, if one does. `matched` containers match; `all_matched` says whether that
 * is all. The order is the spec's precedence: a setext underline before a thematic break before a list item. */
static enum opened open_block(struct blocks *b, uint32_t matched, bool all_matched)
{
    struct line *line = &b->line;
    bool in_paragraph = b->leaf == LEAF_PARAGRAPH && all_matched; /* what opens now interrupts it */
    if (line_indent(line) >= CODE_INDENT)
        return b->leaf == LEAF_PARAGRAPH ? OPENED_NOTHING : opened_if(open_indented_code(b, matched), OPENED_LEAF);

    char first = line->text[line->nonspace];
    bool may_nest = matched < b->parse->limits.nesting;
    if (block_start_never(&b->block_starts, first))
        return OPENED_NOTHING;
    if (first == '>' && may_nest)
        return opened_if(open_quote(b, matched), OPENED_CONTAINER);
    struct atx atx;
    if (first == '#' && atx_scan(line->text, line->nonspace, line->end, &atx))
        return opened_if(open_heading(b, matched, &atx), OPENED_LEAF);
    struct fence fence;
    if ((first == '`' || first == '~') && fence_scan(line->text, line->nonspace, line->end, &fence))
        return opened_if(open_fence(b, matched, &fence), OPENED_LEAF);
    if (first == '<') {
        int condition = html_block_start(line->text, line->nonspace, line->end);
        if (condition && !(condition == 7 && b->leaf == LEAF_PARAGRAPH))
            return opened_if(open_html(b, matched, condition), OPENED_LEAF);
    }
    unsigned level = in_paragraph ? setext_scan(line) : 0;
    if (level) {
        if (!make_setext_heading(b, level, line->end, &in_paragraph))
            return OPENED_FAILED;
        if (in_paragraph)
            return OPENED_LEAF;
    }
    if (thematic_break_scan(line))
        return opened_if(open_thematic_break(b, matched), OPENED_LEAF);
    if (first == '[') { /* a start of blocks only where footnotes are asked for */
        struct footnote_label label = {.end = 0};
        if (may_nest && !footnote_scan_definition(b, &label))
            return OPENED_FAILED;
        return label.end ? opened_if(open_footnote(b, matched, &label), OPENED_CONTAINER) : OPENED_NOTHING;
    }
    struct list_marker marker;
    if (may_nest && list_marker_scan(line, in_paragraph, &marker))
        return opened_if(open_item(b, matched, &marker), OPENED_CONTAINER);
    if (in_paragraph && b->parse->flags & MDP_EXT_TABLE) {
        bool made;
        return !table_open(b, &made) ? OPENED_FAILED : made ? OPENED_LEAF : OPENED_NOTHING;
    }
    return OPENED_NOTHING;
}

/* ------------------------------------------------------------------------------------------------------------ lines */

/* A line that is blank behind the containers that match. */
static bool parse_blank_line(struct blocks *b, uint32_t matched, uint32_t quotes)
{
    b->blank = true;
    b->blank_floor = quotes ? ((uint32_t *)b->quotes.items)[quotes - 1] + 1 : 0;
    if (b->leaf == LEAF_INDENTED && matched == depth(b)) {
        add_code_line(b, true);
        return true;
    }
    return close_to(b, matched);
}

/* What is left of a line on which no block opens: it goes on with the open paragraph, also lazily (spec 5.1, 5.2,
 * laziness), is a row of the open table, or begins a paragraph. */
static bool add_text_line(struct blocks *b, uint32_t matched)
{
    if (b->leaf == LEAF_PARAGRAPH && b->marked != BLOCK_NONE) {
        alert_open(b);
        open_paragraph(b);
        return true;
    }
    if (b->leaf == LEAF_PARAGRAPH) {
        add_paragraph_line(b);
        return true;
    }
    if (b->leaf == LEAF_TABLE && matched == depth(b)) {
        bool added;
        if (!table_add_row(b, &added))
            return false;
        if (added)
            return true;
    }
    if (!close_to(b, matched))
        return false;
    if (b->parse->flags & MDP_EXT_TASK_LIST)
        task_list_take_box(b);
    if (!line_is_blank(&b->line))
        open_paragraph(b);
    if (b->parse->flags & MDP_EXT_ALERTS)
        alert_see_marker(b);
    return true;
}

static bool parse_line(struct blocks *b)
{
    struct line *line = &b->line;
    uint32_t quotes;
    line_find_nonspace(line);
    uint32_t matched = match_containers(b, &quotes);
    bool all_matched = usually(matched == depth(b));
    bool blank = line_is_blank(line);
    if (b->marked != BLOCK_NONE)
        alert_see_line(b, all_matched && !blank);

    /* Blank lines in such a leaf are its content, and separate nothing (spec 5.3). */
    if (all_matched && b->leaf == LEAF_FENCED) {
        parse_fenced_line(b);
        b->blank = false;
        return true;
    }
    if (all_matched && b->leaf == LEAF_HTML && !(blank && b->html_condition >= HTML_UNTIL_BLANK)) {
        b->blank = false;
        return parse_html_line(b);
    }
    if (blank)
        return parse_blank_line(b, matched, quotes);
    if (all_matched && b->leaf == LEAF_INDENTED && line_indent(line) >= CODE_INDENT) {
        add_code_line(b, false);
        b->blank = false;
        return true;
    }

    enum opened opened;
    do {
        if (!reserve(b))
            return false;
        opened = open_block(b, matched, all_matched);
        if (opened == OPENED_FAILED)
            return false;
        line_find_nonspace(line);
        if (opened == OPENED_CONTAINER) {
            matched = depth(b);
            all_matched = true;
            b->blank = false;
        }
    } while (rarely(opened == OPENED_CONTAINER) && !line_is_blank(line));

    if (opened == OPENED_NOTHING && !add_text_line(b, matched))
        return false;
    b->blank = false;
    return true;
}

/* Sets the cursor to the line that begins at `begin`; the text holds a line there. */
static void start_line(struct blocks *b, uint32_t begin)
{
    const struct parse *parse = b->parse;
    struct line *line = &b->line;
    line->begin = line->at = begin;
    line->end = line_end(parse, begin, &line->next);
    line->column = line->nonspace_column = 0;
    line->nonspace = line->no_break_before = 0;
    line->in_tab = false;
}

inline void blocks_begin(struct blocks *b, struct parse *parse, struct blocks_first *first, uint32_t at)
{
    *b = (struct blocks){
        .parse = parse,
        .begin = at,
        .at = at,
        .line = {.text = parse->text, .at = at},
        .block_starts = options_block_starts(parse->flags),
        .marked = BLOCK_NONE,
        .containers = VECTOR_IN(parse->allocator, first->containers),
        .quotes = VECTOR_IN(parse->allocator, first->quotes),
    };
    /* A byte order mark at the start of the text is no part of it. */
    if (at == 0 && parse->size >= 3 && memcmp(parse->text, "\xEF\xBB\xBF", 3) == 0)
        b->at = 3;
}

bool blocks_advance(struct blocks *b, uint32_t limit)
{
    struct parse *parse = b->parse;
    parse->limit = limit;
    while (!b->failed) {
        b->at = plain_lines_take(b, b->at);
        if (b->failed || b->at >= limit)
            break;
        start_line(b, b->at);
        if (!reserve(b) || !parse_line(b))
            b->failed = true;
        b->at = b->line.next;
    }
    return !b->failed;
}

bool blocks_end(struct blocks *b)
{
    b->failed = b->failed || !reserve(b) || !close_to(b, 0);
    return !b->failed;
}

inline void blocks_free(struct blocks *b)
{
    vector_free(&b->containers);
    vector_free(&b->quotes);
}

inline bool blocks_parse(struct parse *parse)
{
    struct blocks_first first;
    struct blocks b;
    if (!vector_reserve(&parse->cuts, parse->size / CHUNK_TEXT_SIZE + 2))
        return false;
    blocks_begin(&b, parse, &first, 0);
    bool done = blocks_advance(&b, parse->size) && blocks_end(&b);
    if (done && parse->cuts.count == 0) /* no blocks, but a document has a chunk, and its text is kept */
        add_cut(&b, 0);
    blocks_free(&b);
    return done;
}
