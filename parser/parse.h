/* parse.h: what the phases of one parse hand to each other. All of it is scratch, and dies with the call.
 *
 *      text --> text/ index --> blocks --> blocks, segments, definitions, cuts --> writer (with inlines) --> chunks
 *
 * Positions are bytes from the start of the text that is parsed, in 32 bits. */
#ifndef PARSE_H
#define PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"
#include "hints.h"
#include "mdparse.h"
#include "text_index.h"

/* A stretch of the source that belongs to the content of a leaf block: one line, or several lines that follow each
 * other with nothing to leave out between them. In front of it stand `pad` spaces, which a tab that was taken in part
 * leaves over. */
struct segment {
    uint32_t begin;
    uint32_t end;
    uint32_t pad;
};

/* A block, in pre-order. */
struct block {
    uint8_t kind;    /* mdp_kind */
    uint16_t detail; /* as in the record, layout.h, but without DETAIL_PARAGRAPH_TIGHT: see is_tight, writer.c */
    uint32_t begin;
    uint32_t end;
    uint32_t parent; /* index of a block, or BLOCK_NONE */
    union {
        struct { /* paragraph, heading, code block, HTML block: the content */
            uint32_t first_segment;
            uint32_t segment_count;
        };
        uint32_t list_start;
        uint32_t columns;    /* table */
        uint32_t task_box;   /* list item: where its box begins, or NO_TASK */
        uint32_t marker;     /* alert: where its marker begins */
        uint32_t definition; /* link reference definition, footnote definition: index of a definition */
    };
};

#define BLOCK_NONE UINT32_MAX
#define NO_TASK    UINT32_MAX

/* A string of the source, or one that was made from it in the arena. */
struct slice {
    const char *data;
    uint32_t size;
};

/* A link reference definition, or that of a footnote, which has a label alone. Those that repeat a label stand here
 * too. */
struct link_definition {
    struct slice label; /* as written; a footnote's with its "[^" */
    struct slice destination;
    struct slice title;
    struct slice normal; /* the label, normalised */
    uint64_t hash;       /* of normal */
    uint32_t chunk;      /* where the writer put it, */
    uint32_t index;      /* and the definition's number in its chunk */
};

/* An entry of the map of definitions: so small that a search in all of them stays in the nearest cache. */
struct map_entry {
    uint64_t hash; /* of the definition */
    uint32_t definition;
};

/* A boundary, that is, a line at which a top-level block opens, where the text is cut. */
struct cut {
    uint32_t begin;      /* of the line; 0 where it is the first of a document */
    uint32_t block;      /* the first block from there on */
    uint32_t definition; /* the first definition from there on */
    uint32_t stretch;    /* in which the two stand (chunks.h) */
};

/* Text of at least so many bytes goes into a chunk before the next one is begun. Small, so that an edit has little to
 * do again; large enough that the header of a chunk and its allocation do not count. */
#ifndef CHUNK_TEXT_SIZE /* tests of edits make it small, so that short texts have many chunks */
#define CHUNK_TEXT_SIZE 8192
#endif

struct labels;

struct parse {
    const char *text;
    uint32_t size;
    uint32_t limit; /* lines are taken up to here: the text's end, or where a line begins (blocks_advance) */
    uint64_t flags; /* of mdp_options */
    const struct mdp_allocator *allocator;
    const uint64_t *line_ends; /* text/text_index.h */
    const uint64_t *specials;
    enum text_level level;       /* of instructions that this machine has */
    unsigned text_flags;         /* TEXT_HAS_* */
    unsigned text_sets;          /* TEXT_SET_*: what the flags make special */
    const struct labels *labels; /* what is defined, where the text is not a whole document (labels.h); or NULL */
    uint32_t label_count;        /* of different labels in the map */
    bool every_boundary;         /* cuts are all boundaries, not only those that begin a chunk */
    bool too_large;              /* why a phase failed, if not for want of memory: something would not fit 32 bits */

    /* Each is made by a call of its own (work.c). */
    mdp_limits limits;
    struct arena arena;
    struct vector blocks;      /* struct block */
    struct vector segments;    /* struct segment */
    struct vector definitions; /* struct link_definition */
    struct vector cuts;        /* struct cut */
    struct vector map;         /* struct map_entry: the definitions, by hash, normalised label and place */
};

/* The first set bit at or behind `at`, which is below or at the number of bits; two words of padding are behind them.
 * Returns a position at or behind `end` where there is none before `end`. It looks at two words at a time and chooses
 * without a branch, since no processor predicts in which of them the bit is. */
static inline uint32_t next_bit(const uint64_t *words, uint32_t at, uint32_t end)
{
    uint32_t word = at / 64;
    uint64_t bits = words[word] & UINT64_MAX << at % 64, ahead = words[word + 1];
    while (rarely(!(bits | ahead))) {
        word += 2;
        if (word * (uint64_t)64 >= end)
            return end;
        bits = words[word];
        ahead = words[word + 1];
    }
    word += !bits;
    return word * 64 + (uint32_t)__builtin_ctzll(bits ? bits : ahead);
}

static inline bool is_set(const uint64_t *words, uint32_t at)
{
    return words[at / 64] >> at % 64 & 1;
}

/* Where the line behind the one that holds `at` begins, or the end of the text. */
static inline uint32_t next_line(const struct parse *parse, uint32_t at)
{
    uint32_t end = next_bit(parse->line_ends, at, parse->size);
    return end + (end < parse->size);
}

/* Where the line ending begins whose last byte, a bit of line_ends, is at `stop`, in a line that begins at `line`; or
 * the text's end, if `stop` is that. */
static inline uint32_t line_ending(const struct parse *parse, uint32_t line, uint32_t stop)
{
    const char *text = parse->text;
    if (!(parse->text_flags & TEXT_HAS_CR))
        return stop;
    return stop - (stop < parse->size && text[stop] == '\n' && stop > line && text[stop - 1] == '\r');
}

/* Where the line ending of the line that begins at `line` begins; *next is where the next line does, or the end of the
 * text. */
static inline uint32_t line_end(const struct parse *parse, uint32_t line, uint32_t *next)
{
    uint32_t stop = next_bit(parse->line_ends, line, parse->size);
    *next = stop + (stop < parse->size);
    return line_ending(parse, line, stop);
}

/* The 8 bytes at `text`, the first in the lowest bits on every machine, so that the lowest set bit of what is
 * computed from them belongs to the first byte. */
static inline uint64_t load_bytes(const char *text)
{
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

static inline bool is_space_or_tab(char c)
{
    return c == ' ' || c == '\t';
}

/* Space, tab or line ending: what may stand between the parts of a link. */
static inline bool is_blank_character(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The position behind such characters. (Content of a paragraph holds no blank line, so there is at most one line ending
 * among them.) */
static inline uint32_t skip_blank(const char *s, uint32_t at, uint32_t end)
{
    while (at < end && is_blank_character(s[at]))
        at++;
    return at;
}

static inline bool is_ascii_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline bool is_ascii_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* A set of bytes, as bits. */
struct byte_set {
    uint64_t bits[4];
};

static inline bool byte_set_has(const struct byte_set *set, char c)
{
    unsigned char byte = (unsigned char)c;
    return set->bits[byte / 64] >> byte % 64 & 1;
}

/* What the sets are made of: the bit of a character in its word, digits in the first and letters in the second. */
#define BYTE_BIT(c) (UINT64_C(1) << (c) % 64)
#define DIGIT_BITS  (UINT64_C(0x3FF) << '0')
#define LETTER_BITS (UINT64_C(0x3FFFFFF) << 'A' % 64 | UINT64_C(0x3FFFFFF) << 'a' % 64)

/* Spec 2.1: ASCII punctuation character. */
static inline bool is_ascii_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* blocks.c: phase 1. Fills blocks, segments, definitions and cuts. False where there is no memory. open_blocks.h has
 * the same in steps. */
bool blocks_parse(struct parse *parse);

/* definitions.c: between the phases. Fills the map. False where there is no memory. Cost: n log n. */
bool definitions_sort(struct parse *parse);

/* Whether the text that is parsed defines a label. */
bool definitions_have(const struct parse *parse, uint64_t hash, const char *normal, uint32_t size);

#endif
