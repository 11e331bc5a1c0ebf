/* open_blocks.h: the state of phase 1: which blocks are open on the line that is looked at, and the shorthands for
 * it. Only blocks.c, plain_lines.c, plain_leaves.c and paragraph.c look into it; whoever parses a text in steps holds
 * it. Must not know: how lines are recognised. */
#ifndef OPEN_BLOCKS_H
#define OPEN_BLOCKS_H

#include <stdbool.h>
#include <stdint.h>

#include "block_starts.h"
#include "content.h"
#include "layout.h"
#include "line.h"
#include "parse.h"

/* An open block quote, list item or footnote definition. Lists need no entry: a list is open as long as its last item
 * is in the stack, closed or not. */
struct container {
    uint32_t block;
    uint32_t list;         /* of an item: its list's block; of others: BLOCK_NONE */
    uint32_t indent;       /* of an item or a footnote: columns of indentation that its content needs; of a quote: 0 */
    struct list_kind kind; /* of an item */
    bool has_child;        /* a paragraph counts, also when it turns out to hold only definitions: those are blocks */
    bool ended;            /* an item that began with a blank line and has seen another: nothing more belongs to it */
};

static inline bool is_quote(const struct container *container)
{
    return container->indent == 0;
}

/* LEAF_MARKER is a paragraph of one line, which an alert may begin with (extensions/alert.c). */
enum leaf { LEAF_NONE, LEAF_PARAGRAPH, LEAF_FENCED, LEAF_INDENTED, LEAF_HTML, LEAF_TABLE, LEAF_MARKER };

struct blocks {
    struct parse *parse;
    uint32_t begin;          /* where the parse began, */
    uint32_t likely_end;     /* and will likely end, if that is behind the parse's limit: for how much there is room */
    uint32_t at;             /* where the next line begins */
    uint32_t next_cut;       /* a boundary at or behind this is a cut */
    struct section *section; /* that is parsed, and decides about cuts itself (section.h); or NULL */
    struct line line;
    struct vector containers; /* struct container, the outermost first */
    struct vector quotes;     /* uint32_t: which of them are block quotes */

    struct byte_set block_starts;
    enum leaf leaf; /* the open leaf; it is the last block, but for a table, and a child of the innermost container */
    struct fence fence;     /* LEAF_FENCED */
    int html_condition;     /* LEAF_HTML */
    uint32_t table;         /* LEAF_TABLE: its block, */
    uint32_t table_columns; /* and what extensions/table.c needs */
    uint64_t table_filled;
    uint32_t marked;        /* the quote that may turn out to be an alert, or BLOCK_NONE */
    uint32_t code_segments; /* LEAF_INDENTED: the content without the blank lines at its end: so many segments, */
    uint32_t code_end;      /* the last of which ends here */

    /* What a list's looseness depends on: was the line before blank, and in which containers? In those from the stack
     * index blank_floor on: a line that has only a block quote's marker is blank within the quote alone. */
    bool blank;
    uint32_t blank_floor;

    int32_t steps; /* for which there is room: see reserve */
    bool failed;   /* for want of memory; or the section has stopped, which is no failure */
};

/* Where the vectors begin. */
struct blocks_first {
    struct container containers[64];
    uint32_t quotes[64];
};

/* ------------------------------------------------------------------------------------------------------ shorthands */

static inline struct block *block_at(struct blocks *b, uint32_t index)
{
    return (struct block *)b->parse->blocks.items + index;
}

static inline struct block *last_block(struct blocks *b)
{
    return block_at(b, (uint32_t)b->parse->blocks.count - 1);
}

static inline struct segment *segment_at(struct blocks *b, size_t index)
{
    return (struct segment *)b->parse->segments.items + index;
}

static inline uint32_t depth(const struct blocks *b)
{
    return (uint32_t)b->containers.count;
}

static inline struct container *container_at(struct blocks *b, uint32_t index)
{
    return (struct container *)b->containers.items + index;
}

static inline uint32_t innermost_block(struct blocks *b)
{
    return depth(b) ? container_at(b, depth(b) - 1)->block : BLOCK_NONE;
}

static inline void extend(struct block *block, uint32_t end)
{
    if (block->end < end)
        block->end = end;
}

/* Whether the line before was blank for the children of the container at this index of the stack. */
static inline bool blank_in(const struct blocks *b, uint32_t index)
{
    return b->blank && index >= b->blank_floor;
}

/* A child of the innermost container is about to open. One that follows a blank line and a sibling loosens the list
 * (spec 5.3). */
static inline void count_child(struct blocks *b)
{
    if (!depth(b))
        return;
    struct container *container = container_at(b, depth(b) - 1);
    if (container->has_child && container->list != BLOCK_NONE && blank_in(b, depth(b) - 1))
        block_at(b, container->list)->detail |= DETAIL_LIST_LOOSE;
    container->has_child = true;
}

/* Room for what one step adds, reserved before it, so that what follows cannot fail: a list, an item and a leaf; a
 * segment; a container. */
enum { BLOCKS_STEP = 3 };

/* Makes room for one step, and counts for how many more there is (blocks.c). */
bool reserve_steps(struct blocks *b);

static inline bool reserve(struct blocks *b)
{
    return usually(b->steps-- > 0) || reserve_steps(b);
}

/* What its first marker says of a list. */
static inline void set_list(struct block *list, struct list_kind kind, uint32_t start)
{
    list->detail = (uint16_t)((unsigned char)kind.character << DETAIL_LIST_MARKER_SHIFT);
    if (kind.ordered)
        list->detail |= DETAIL_LIST_ORDERED | (start != 1 ? DETAIL_LIST_STARTED : 0);
    list->list_start = start;
}

/* What an ATX heading says of its block. */
static inline void set_heading(struct blocks *b, struct block *block, const struct atx *atx)
{
    block->detail = (uint16_t)atx->level;
    if (atx->begin == atx->end)
        return;
    *segment_at(b, b->parse->segments.count++) = (struct segment){atx->begin, atx->end, 0};
    block->segment_count = 1;
}

/* Cuts the text before the next block, on the line that begins at `line` (blocks.c). */
void add_cut(struct blocks *b, uint32_t line);

/* The next block opens at the top level, on the line that begins at `line`: a boundary, where the text may be cut. */
static inline void cut_before(struct blocks *b, uint32_t line)
{
    if (line >= b->next_cut)
        add_cut(b, line);
}

/* Moves the cursor past the markers and indentation of the open containers, and returns how many match. *quotes is how
 * many of those are block quotes. Cost: each match takes at least a quarter of a byte of the line (containers.c). */
uint32_t match_containers(struct blocks *b, uint32_t *quotes);

/* Closes the open leaf and all containers from the stack index `to` on. False where there is no memory (blocks.c). */
bool close_to(struct blocks *b, uint32_t to);

/* Ends the open leaf, if there is one. False where there is no memory (blocks.c). */
bool close_leaf(struct blocks *b);

/* Spec 4.3: the open paragraph becomes a heading, whose underline ends at `end`, unless it held only definitions: then
 * *made is false, and the line is looked at as if it stood behind a blank one. False where there is no memory
 * (blocks.c). */
bool make_setext_heading(struct blocks *b, unsigned level, uint32_t end, bool *made);

/* Takes the lines from `at` on that are plain in the state that the parse is in, which may be none. Returns where the
 * next other line begins, or the limit. Sets `failed` where there is no memory (plain_lines.c). */
uint32_t plain_lines_take(struct blocks *b, uint32_t at);

/* Ends the open paragraph's content. If it held nothing but definitions the paragraph goes away: *gone. False where
 * there is no memory (paragraph.c). */
bool paragraph_settle(struct blocks *b, bool *gone);

/* The content of some segments, in place or gathered in the arena. False where there is no memory (paragraph.c). */
bool blocks_content(struct blocks *b, const struct segment *segments, uint32_t count, struct content *content);

/* A paragraph is about to begin at the line's nonspace, and MDP_EXT_TASK_LIST is set. If it begins with a box and is
 * the first block of a list item, that becomes a task, and the paragraph begins behind the box
 * (extensions/task_list.c). */
void task_list_take_box(struct blocks *b);

/* Behind a line of the open paragraph, and MDP_EXT_TABLE is set: if the line at hand is the delimiter row of a table
 * whose header that line is, ends the paragraph before it and opens the table: *made. False where there is no memory
 * (extensions/table.c). */
bool table_open(struct blocks *b, bool *made);

/* Adds the line as a row of the open table: *added; not if it has no cells. False where there is no memory
 * (extensions/table.c). */
bool table_add_row(struct blocks *b, bool *added);

/* A paragraph has begun with the line, and MDP_EXT_ALERTS is set: if that is the marker of an alert, remembers its
 * quote in `marked` (extensions/alert.c). */
void alert_see_marker(struct blocks *b);

/* The containers of a line are matched, and a quote is marked. If that goes on with something, it is an alert, and what
 * is left of the line begins its content (extensions/alert.c). */
void alert_see_line(struct blocks *b, bool goes_on);

/* The quote that is marked is an alert: its marker is no longer a paragraph (extensions/alert.c). */
void alert_open(struct blocks *b);

/* ------------------------------------------------------------------------------------------------- phase 1 in steps */

/* The block structure of a text from `at` on, where the text begins or what is taken for a boundary: after
 * blocks_begin, blocks_advance any number of times, and blocks_end if the last of them went to the end of the text.
 * `parse` and `first` stay where they are until blocks_free (blocks.c). */
void blocks_begin(struct blocks *b, struct parse *parse, struct blocks_first *first, uint32_t at);

/* Takes the lines up to `limit`, where a line begins, or the text ends. What is open stays open. False where there is
 * no memory. */
bool blocks_advance(struct blocks *b, uint32_t limit);

/* Closes what is open. False where there is no memory. */
bool blocks_end(struct blocks *b);

void blocks_free(struct blocks *b);

#endif
