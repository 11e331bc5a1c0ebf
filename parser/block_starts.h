/* block_starts.h: what starts a block, recognised on one line. These functions look at the line from its nonspace on,
 * which is indented by less than four columns, or are given that place and the line's end, text[at, end); they move
 * nothing (but list_marker_skip) and know nothing of open blocks. */
#ifndef BLOCK_STARTS_H
#define BLOCK_STARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "line.h"

/* The characters with which a block but a paragraph can start, and white space: block quote `>`, heading `#`, fences,
 * HTML `<`, underlines, breaks and items = - _ * +, digits. Extensions add to them. */
#define BLOCK_STARTS                                                                                                   \
    {                                                                                                                  \
        {                                                                                                              \
            DIGIT_BITS | BYTE_BIT('\t') | BYTE_BIT('\n') | BYTE_BIT('\r') | BYTE_BIT(' ') | BYTE_BIT('#') |            \
                BYTE_BIT('*') | BYTE_BIT('+') | BYTE_BIT('-') | BYTE_BIT('<') | BYTE_BIT('=') | BYTE_BIT('>'),         \
                BYTE_BIT('_') | BYTE_BIT('`') | BYTE_BIT('~')                                                          \
        }                                                                                                              \
    }

/* Whether no block but a paragraph can start with this character, which is no white space then. */
static inline bool block_start_never(const struct byte_set *starts, char first)
{
    return !byte_set_has(starts, first);
}

/* Whether text[at], which may start a block, does not by what follows it in text[at, end), which is a byte at least,
 * and no white space: emphasis, a code span or a bracket begins a paragraph, and so does `-a`. */
bool block_start_is_text(const char *text, uint32_t at, uint32_t end);

/* The same for the first character of a line, text[at]. Of those that may start a block most are line endings. */
static inline bool block_start_never_at(const struct byte_set *starts, const char *text, uint32_t at, uint32_t end)
{
    return block_start_never(starts, text[at]) ||
           (text[at] > ' ' && at + 1 < end && text[at + 1] > ' ' && block_start_is_text(text, at, end));
}

/* Spec 4.2, ATX heading. The content is text[begin, end). */
struct atx {
    unsigned level;
    uint32_t begin;
    uint32_t end;
};
bool atx_scan(const char *text, uint32_t at, uint32_t end, struct atx *atx);

/* Spec 4.5, the opening fence of a fenced code block. */
struct fence {
    char character; /* ` or ~ */
    uint32_t length;
    uint32_t indent; /* columns that are taken off the lines of its content: its own; not set by fence_scan */
};
bool fence_scan(const char *text, uint32_t at, uint32_t end, struct fence *fence);

/* The info string behind the opening fence text[*begin, *end), which is the rest of its line. */
void fence_info(const char *text, uint32_t *begin, uint32_t *end);

/* Whether the line is the closing fence of this one. */
bool fence_closes(const char *text, uint32_t at, uint32_t end, const struct fence *fence);

/* Spec 4.3: the level of the setext heading whose underline this is, 1 or 2, or 0. */
unsigned setext_scan(const struct line *line);

/* Spec 4.1. Remembers in the line where it met something else, so that "* * * a", where each marker opens an item,
 * costs linear time. */
bool thematic_break_scan(struct line *line);

enum { LIST_DIGITS_MOST = 9 }; /* of an ordered item's number, which so fits 32 bits, also in browsers */

/* Spec 5.2. Items whose kinds are equal are of one list (spec 5.3). */
struct list_kind {
    char character; /* - + * or the delimiter . ) */
    bool ordered;
};
struct list_marker {
    struct list_kind kind;
    uint32_t start; /* the number of an ordered item, else 0 */
    uint32_t size;  /* bytes of the marker */
};
bool list_kind_equal(struct list_kind a, struct list_kind b);

/* A list marker; `in_paragraph` if it would interrupt a paragraph, which an empty item and a number but 1 cannot do. */
bool list_marker_scan(const struct line *line, bool in_paragraph, struct list_marker *marker);

/* Moves the cursor past the marker and the white space that belongs to it, and returns their columns together. */
uint32_t list_marker_skip(struct line *line, const struct list_marker *marker);

#endif
