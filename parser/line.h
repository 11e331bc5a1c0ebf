/* line.h: a cursor on one line, which counts columns, because tabs count as if they went to the next tab stop of 4
 * (spec 2.2).
 *
 *     text      >  TAB  f  o  o
 *     column    0  1    4  5  6
 *
 * After `>` a block quote takes one column of white space. Here that is a part of the tab: the cursor stays on the tab,
 * in_tab is set, column is 2, and two of the tab's three columns are left, as if they were spaces. */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "parse.h"

enum { TAB_STOP = 4, CODE_INDENT = 4 };

struct line {
    const char *text;  /* the whole text */
    uint32_t begin;    /* of the line */
    uint32_t end;      /* where its line ending begins */
    uint32_t next;     /* where the next line begins */
    uint32_t at;       /* the cursor */
    uint64_t column;   /* of the cursor, from 0; in 64 bits, as a line can be tabs of four columns each */
    bool in_tab;       /* a part of the tab at the cursor is taken */
    uint32_t nonspace; /* the first byte at or behind the cursor that is no space or tab, or end */
    uint64_t nonspace_column;
    /* No thematic break of no_break_character begins before this byte (thematic_break_scan). */
    uint32_t no_break_before;
    char no_break_character;
};

/* Brings nonspace up to date after the cursor moved. Each byte is looked at once for each line, as the answer stays the
 * same until the cursor has passed it; so the containers that match one after the other at deep indentation cost linear
 * time together. */
static inline void line_find_nonspace(struct line *line)
{
    if (rarely(line->nonspace > line->at))
        return;
    uint32_t at = line->at;
    uint64_t column = line->column;
    if (usually(at < line->end && line->text[at] > ' ')) {
        line->nonspace = at;
        line->nonspace_column = column;
        return;
    }
    while (line->end - at >= 8) { /* deep indentation */
        uint64_t bytes = load_bytes(line->text + at) ^ UINT64_C(0x2020202020202020);
        uint32_t spaces = bytes ? (uint32_t)__builtin_ctzll(bytes) / 8 : 8;
        at += spaces;
        column += spaces;
        if (spaces < 8)
            break;
    }
    while (at < line->end && is_space_or_tab(line->text[at])) {
        column += line->text[at] == '\t' ? TAB_STOP - column % TAB_STOP : 1;
        at++;
    }
    line->nonspace = at;
    line->nonspace_column = column;
}

static inline bool line_is_blank(const struct line *line)
{
    return line->nonspace == line->end;
}

/* Columns of white space between the cursor and nonspace. */
static inline uint64_t line_indent(const struct line *line)
{
    return line->nonspace_column - line->column;
}

/* Moves the cursor over white space: `columns` of it, or as much as there is. */
static inline void line_skip_columns(struct line *line, uint32_t columns)
{
    while (columns > 0 && line->at < line->end && is_space_or_tab(line->text[line->at])) {
        uint32_t width = line->text[line->at] == '\t' ? TAB_STOP - (uint32_t)(line->column % TAB_STOP) : 1;
        line->in_tab = width > columns;
        if (line->in_tab) {
            line->column += columns;
            return;
        }
        line->column += width;
        line->at++;
        columns -= width;
    }
}

/* Moves the cursor over `count` bytes that are not tabs, from nonspace on. */
static inline void line_skip_marker(struct line *line, uint32_t count)
{
    line->at = line->nonspace + count;
    line->column = line->nonspace_column + count;
    line->in_tab = false;
}

/* The columns that are left of a tab that was taken in part; the cursor then stands on that tab. */
static inline uint32_t line_tab_rest(const struct line *line)
{
    return line->in_tab ? TAB_STOP - (uint32_t)(line->column % TAB_STOP) : 0;
}

#endif
