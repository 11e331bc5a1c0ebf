/* plain_lines.h: what plain_lines.c and plain_leaves.c share. A function that takes lines returns where the next other
 * line begins, which is the line that it was given if it takes none, and 0, with `failed`, where there is no memory.
 * `failed` with any other line says that the parse of a section stops there. */
#ifndef PLAIN_LINES_H
#define PLAIN_LINES_H

#include "open_blocks.h"

/* Where a block may begin. */
struct block_start {
    uint32_t line;   /* where its line begins */
    uint32_t begin;  /* the first byte of that which is no space, before the limit (of indented code: of its content) */
    uint32_t level;  /* in how many of the open containers it stands, none of which is a quote, */
    uint32_t spaces; /* behind so many spaces, fewer than CODE_INDENT */
};

/* Room for a step on the line at `at`. */
static inline bool plain_reserve(struct blocks *b, uint32_t at)
{
    b->line.at = at; /* how far the parse is, by which it is judged how much will be needed */
    return reserve(b);
}

static inline uint32_t plain_fail(struct blocks *b)
{
    b->failed = true;
    return 0;
}

static inline bool is_line_ending(char c)
{
    return c == '\n' || c == '\r';
}

/* Where the spaces from `at` on end. Eight at a time: mostly that is the one step. */
static inline uint32_t skip_spaces(const struct parse *parse, uint32_t at)
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

/* Passes the lines from `at` on that are empty. */
static inline uint32_t skip_empty_lines(const struct parse *parse, uint32_t at)
{
    while (at < parse->limit && rarely(is_line_ending(parse->text[at])))
        at++;
    return at;
}

/* The same, between blocks. */
static inline uint32_t pass_empty_lines(struct blocks *b, uint32_t at)
{
    uint32_t next = skip_empty_lines(b->parse, at);
    if (next > at) {
        b->blank = true;
        b->blank_floor = 0;
    }
    return next;
}

/* Closes what a block that begins there does not stand in, and the open leaf. False where there is no memory. */
static inline bool plain_close(struct blocks *b, struct block_start start)
{
    if (usually(start.level == depth(b)))
        return b->leaf == LEAF_NONE || close_leaf(b);
    return close_to(b, start.level);
}

/* What a block that opens on the line at `line` stands in. */
static inline uint32_t plain_parent(struct blocks *b, uint32_t line)
{
    if (usually(depth(b) == 0)) {
        cut_before(b, line);
        return BLOCK_NONE;
    }
    count_child(b);
    return innermost_block(b);
}

/* Opens a leaf there. NULL where there is no memory. */
static inline struct block *plain_add_leaf(struct blocks *b, mdp_kind kind, enum leaf leaf, struct block_start start)
{
    struct parse *parse = b->parse;
    if (!plain_reserve(b, start.line) || !plain_close(b, start))
        return NULL;
    uint32_t parent = plain_parent(b, start.line);
    struct block *block = block_at(b, (uint32_t)parse->blocks.count++);
    *block = (struct block){.kind = (uint8_t)kind, .begin = start.begin, .parent = parent};
    block->first_segment = (uint32_t)parse->segments.count;
    b->leaf = leaf;
    b->blank = false;
    return block;
}

/* Ends the open leaf, or one that is a line, at `end`. */
static inline void plain_end_leaf(struct blocks *b, uint32_t end)
{
    last_block(b)->end = end;
    b->leaf = LEAF_NONE;
    if (depth(b))
        extend(block_at(b, innermost_block(b)), end);
}

/* Adds the source[begin, next), a line or some, to the last block's content. */
static inline void plain_add_segment(struct blocks *b, uint32_t begin, uint32_t next)
{
    struct block *block = last_block(b);
    struct segment *segments = b->parse->segments.items;
    size_t count = b->parse->segments.count;
    if (block->segment_count && segments[count - 1].end == begin) {
        segments[count - 1].end = next;
    } else {
        segments[b->parse->segments.count++] = (struct segment){begin, next, 0};
        block->segment_count++;
    }
}

/* Takes the line as text: of the open paragraph, or of one that begins there, unless that is a task's (plain_lines.c).
 */
uint32_t plain_take_text(struct blocks *b, struct block_start start);

/* What the line begins, or is text: by its first character. */
uint32_t plain_take_heading(struct blocks *b, struct block_start start);
uint32_t plain_take_fence(struct blocks *b, struct block_start start);
uint32_t plain_take_html(struct blocks *b, struct block_start start);

/* A thematic break, or the underline of a setext heading behind a paragraph, without spaces; else none is taken. A
 * paragraph of nothing but definitions ends before the underline, which is left to the caller. */
uint32_t plain_take_break(struct blocks *b, struct block_start start);
uint32_t plain_take_underline(struct blocks *b, struct block_start start);

/* At the top level: a block of indented code. */
uint32_t plain_take_indented(struct blocks *b, uint32_t line);

/* The content of an open leaf, and for a fence its end too. Indented code and HTML only at the top level. */
uint32_t plain_continue_fenced(struct blocks *b, uint32_t at);
uint32_t plain_continue_indented(struct blocks *b, uint32_t at);
uint32_t plain_continue_html(struct blocks *b, uint32_t at);

#endif
