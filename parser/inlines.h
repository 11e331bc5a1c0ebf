/* inlines.h: the inlines of one content, in two passes:
 *
 *   1. inline_scan.c    left to right, from special byte to special byte: an array of marks. It calls
 *      inline_links.c   at each `]`: is it the end of a link or image?
 *      emphasis.c       where a link or the content ends: which of its delimiter runs match?
 *      smart.c          typographic punctuation, if it is asked for
 *      extensions/      syntax beyond the spec, if it is asked for
 *   2. inline_write.c   left to right over the marks: records on the tape
 *
 *      content   a *b* `c`
 *      marks       R R C        R: delimiter run, resolved in place; C: code span. What is not marked is text.
 *
 * All arrays are kept from one content to the next. */
#ifndef INLINES_H
#define INLINES_H

#include <stdbool.h>
#include <stdint.h>

#include "content.h"
#include "extensions/autolink.h"
#include "extensions/footnote.h"
#include "extensions/strikethrough.h"
#include "html.h"
#include "link.h"
#include "writer.h"

enum mark_kind {
    MARK_NOTHING,    /* text after all: a bracket that is no link's */
    MARK_SOFT_BREAK, /* data: bytes of indentation at its end */
    MARK_HARD_BREAK, /* the same */
    MARK_SKIP,       /* the backslash of an escape: no text */
    MARK_STRING,     /* text that is no slice: data, size: a string of the pool */
    MARK_CODE,       /* data: backticks on either side; size: 1 if no byte between them is special */
    MARK_HTML,
    MARK_AUTOLINK,   /* data: 1 if e-mail */
    MARK_EXTENDED,   /* data: enum extended_kind */
    MARK_SMART,      /* typographic punctuation (smart.c); of a quote, size: 1 if it opens */
    MARK_RUN,        /* data: index of a run */
    MARK_LINK_BEGIN, /* data: index of a link */
    MARK_LINK_END,
    MARK_FOOTNOTE /* data: index of a link, of which it has label and hash */
};

/* Of content[begin, end). Marks are in order and do not overlap. */
struct mark {
    uint32_t begin;
    uint32_t end;
    uint32_t data;
    uint8_t kind;
    uint8_t size;
};

#define NO_INDEX UINT32_MAX

/* A delimiter run (spec 6.2; of tildes, extensions/strikethrough.c), or, if punctuation is to be smart, a quote.
 * Closers take delimiters from its left end, openers from its right end; what is left in the middle, [low, high), is
 * text. Matches of a closer follow each other; those of an opener are a list, the outermost, which is the last made,
 * first. */
struct run {
    uint32_t low;
    uint32_t high;
    uint32_t previous; /* in the list of runs that may still match; NO_INDEX */
    uint32_t next;
    union {
        uint32_t first_close; /* matches [first_close, first_close + closes) that this run closes */
        uint32_t mark;        /* of a quote */
    };
    uint32_t closes;
    uint32_t first_open; /* of the list of matches that it opens; of a quote: the open quote before it; NO_INDEX */
    uint8_t third;       /* its length at first, modulo 3 */
    char character;
    bool can_open;
    bool can_close;
};

struct match {
    uint32_t size; /* delimiters on either side: 1 emphasis, 2 strong emphasis; of tildes all that there are */
    uint32_t next_open;
};

/* A `[` or `![` that is not yet closed. */
struct bracket {
    uint32_t mark;
    uint32_t begin;    /* of the text behind it */
    uint32_t last_run; /* the last run in the list before it, or NO_INDEX */
    bool image;
    bool bracket_after; /* another bracket opened behind it: what is between can be no label */
};

/* Backticks that follow each other, while code spans are looked for (spec 6.1). */
struct tick_run {
    uint32_t begin;
    uint32_t length;
    uint32_t next; /* the next run of the same length, or NO_INDEX */
};

struct inline_link {
    mdp_kind kind;
    mdp_link_form form;
    struct string_words first;  /* destination; or label */
    struct string_words second; /* title; or the hash, low word first */
};

/* What is written, to come back to. */
struct progress {
    size_t tape, pool, lookups;
    uint32_t nodes, parent;
};

struct inlines {
    struct writer *writer;
    struct content *content;
    const char *s; /* content->text */
    uint32_t begin;
    uint32_t end;
    const uint64_t *specials; /* of s */
    uint32_t depth;           /* inlines that are open in what is written, */
    uint32_t refused;         /* inlines that are open, but not written: their nesting is beyond the limit */
    uint32_t floor;           /* what lies before belongs to a mark */
    uint32_t line;            /* where the content begins, or, if it is ragged, the line that is scanned, */
    uint32_t line_end;        /* and where that ends, or 0 until somebody asks */
    uint32_t text;            /* what lies before is written */
    bool skips_tildes;        /* tildes are delimiters, and so do not count where runs beside them are classified */
    bool waits;               /* e-mail addresses may reach to both sides: nothing is written any more before the end */
    bool failed;              /* no memory, or `reaches`: everything returns as soon as it can */
    bool reaches;             /* content->ragged, and an inline reaches over a line ending */
    struct progress before;   /* where content->ragged: what is written before it */

    struct vector marks;    /* struct mark */
    struct vector runs;     /* struct run */
    struct vector matches;  /* struct match */
    struct vector brackets; /* struct bracket */
    struct vector links;    /* struct inline_link */
    uint32_t first_run;     /* the list of runs that may match, or NO_INDEX */
    uint32_t last_run;
    uint32_t inactive; /* brackets below this index that are no image's lie in a link that ended: links hold no links */

    struct html_memo html; /* where html_known */
    bool html_known;
    struct vector tick_runs;  /* struct tick_run: all backtick runs, made when the first search goes far */
    struct vector tick_heads; /* uint32_t: for each length, the first run not yet passed */
    bool ticks_known;
    struct vector own_specials; /* uint64_t: the index of gathered content */

    struct domain domain;   /* the last one that was looked at */
    struct vector at_signs; /* struct at_sign */
    struct vector emails;   /* struct email */
    uint32_t next_email;    /* the first that is not yet written */
};

/* Where the vectors begin: enough for most contents. */
struct inlines_first {
    struct mark marks[128];
    struct run runs[32];
    struct match matches[32];
    struct bracket brackets[16];
    struct inline_link links[16];
    uint64_t specials[64];
};

void inlines_make(struct inlines *inlines, struct writer *writer, struct inlines_first *first);
void inlines_free(struct inlines *inlines);

/* Parses content and writes its inlines into the innermost open container. `special` is where its first special byte
 * stands, or its end or beyond; where the content was gathered, that is looked for. False where there is no memory; and
 * with inlines->reaches, where the content has to be gathered: then nothing is written. */
bool inlines_parse(struct inlines *inlines, struct content *content, uint32_t special);

/* -------------------------------------------------------------------------------------------- between the files */

/* Scans the content from the special byte at `at` on into marks, links and runs, all resolved (inline_scan.c). */
bool inline_scan(struct inlines *inlines, uint32_t at);

/* Adds a mark and moves the floor. The scan reserves room for one mark for each step. */
static inline struct mark *inline_mark(struct inlines *inlines, enum mark_kind kind, uint32_t begin, uint32_t end)
{
    struct mark *mark = (struct mark *)inlines->marks.items + inlines->marks.count++;
    *mark = (struct mark){.begin = begin, .end = end, .kind = (uint8_t)kind};
    inlines->floor = end;
    return mark;
}

/* Begins a line of ragged content. */
static inline void inline_begin_line(struct inlines *inlines, uint32_t at)
{
    inlines->line = at;
    inlines->line_end = 0;
}

/* Whether s[begin, end) is not within the line of ragged content. */
static inline bool inline_leaves_line(struct inlines *inlines, uint32_t begin, uint32_t end)
{
    if (!inlines->line_end)
        inlines->line_end = next_bit(inlines->writer->parse->line_ends, inlines->line, inlines->end);
    return begin < inlines->line || end > inlines->line_end;
}

/* Whether s[begin, end), of which an inline on this line makes a string, reaches over an end of the line. Then the scan
 * ends here. */
static inline bool inline_reaches(struct inlines *inlines, uint32_t begin, uint32_t end)
{
    if (rarely(inlines->content->ragged) && inline_leaves_line(inlines, begin, end))
        inlines->reaches = inlines->failed = true;
    return inlines->reaches;
}

/* The same for what begins at s[at] and is no inline: it may be one without what stands between quoted lines. */
static inline bool inline_may_reach(struct inlines *inlines, uint32_t at)
{
    return rarely(inlines->content->quoted) && inline_reaches(inlines, at, inlines->end);
}

/* s[at] is `[`: opens a bracket. Returns the position behind (inline_links.c). */
uint32_t inline_open_bracket(struct inlines *inlines, uint32_t at);

/* s[at] is `]`: closes a link or image if there is one. Returns the position behind it, or behind the bracket
 * (inline_links.c). */
uint32_t inline_close_bracket(struct inlines *inlines, uint32_t at);

/* Spec 6.5: s[at] is `<`. The position behind the autolink, or 0 (inline_links.c). */
uint32_t inline_scan_autolink(const char *s, uint32_t at, uint32_t end, bool *email);

/* s[at] begins a delimiter run, which is added; returns the position behind (emphasis.c). */
uint32_t inline_add_run(struct inlines *inlines, uint32_t at);

/* The run of `*`, `_` or a quote that is s[begin, end), with what it can do, in the place of the next run; it is none
 * until it is listed. NULL where there is no memory (emphasis.c). */
struct run *inline_make_run(struct inlines *inlines, uint32_t begin, uint32_t end);

/* Adds the run just made to the list of those that may match; returns its index (emphasis.c). */
uint32_t inline_list_run(struct inlines *inlines);

/* s[at] is one of ' " - . and MDP_PARSE_SMART is set. Marks what it becomes; returns the position behind (smart.c). */
uint32_t inline_scan_smart(struct inlines *inlines, uint32_t at);

/* Spec 6.2, rules 9 and 10: where one of the two can both open and close, their lengths must not add up to a multiple
 * of 3, unless both are. */
static inline bool inline_can_match(const struct run *opener, const struct run *closer)
{
    if (opener->character != closer->character || !opener->can_open)
        return false;
    return !(opener->can_close || closer->can_open) || closer->third == 0 || (opener->third + closer->third) % 3 != 0;
}

/* Matches the runs of the list behind the run `before`, or all if that is NO_INDEX, and takes them off the list
 * (emphasis.c). */
void inline_match_runs(struct inlines *inlines, uint32_t before);

/* inline_write_text where the content was gathered: a slice where it can be, else a string of the pool
 * (inline_write.c). */
bool inline_write_gathered_text(struct inlines *inlines, uint32_t begin, uint32_t end);

/* Writes the text content[begin, end), in room that is reserved. It may be empty: then there is none. */
static inline bool inline_write_text(struct inlines *inlines, uint32_t begin, uint32_t end)
{
    if (rarely(inlines->content->pieces))
        return inline_write_gathered_text(inlines, begin, end);
    writer_add_if(inlines->writer, begin < end, MDP_KIND_TEXT, WORDS_LEAF, 0, begin, end);
    return true;
}

/* Writes a link or image of which only text is inside, content[text.begin, text.end), and which ends at `end`, and the
 * text before it. False where there is no memory (inline_write.c). */
bool inline_write_link(struct inlines *inlines, const struct inline_link *link, struct range text, uint32_t end);

/* Writes the records of all marks, and the text before and between them and on to `end`, and takes the marks away
 * (inline_write.c). */
bool inline_write(struct inlines *inlines, uint32_t end);

/* What writes the record of a mark of one kind, behind that text. False where there is no memory (inline_write.c,
 * smart.c, extensions/autolink.c). */
typedef bool inline_write_function(struct inlines *inlines, const struct mark *mark);
inline_write_function inline_write_nothing, inline_write_break, inline_write_string, inline_write_code,
    inline_write_html, inline_write_autolink, inline_write_smart, inline_write_extended;

/* Whether one more inline may stand in those that are open. The limit is looked at here, where the depth is known, and
 * not where inlines are recognised. */
static inline bool inline_may_nest(const struct inlines *inlines)
{
    return inlines->depth < inlines->writer->parse->limits.nesting;
}

/* Whether nothing waits for what comes behind it: then what is met can be written at once. */
static inline bool inline_is_settled(const struct inlines *inlines)
{
    return inlines->first_run == NO_INDEX && inlines->brackets.count == 0 && !inlines->waits;
}

/* The words that a mark can need, beside what its matches need: text before it, and its own record or an autolink and
 * its text. */
enum { MARK_WORDS_MOST = 2 * WORDS_STRING + WORDS_LINK };

/* A mark that nothing behind it changes: it is written at once if nothing waits, by the function for its kind, which
 * is known here; the marks that are written later are looked at one by one. The scan has reserved room for it. */
static inline void inline_add(struct inlines *inlines, struct mark mark, inline_write_function *write)
{
    struct mark *added = (struct mark *)inlines->marks.items + inlines->marks.count;
    *added = mark;
    inlines->floor = mark.end;
    if (inlines->marks.count > 0 || !inline_is_settled(inlines)) {
        inlines->marks.count++;
        return;
    }
    inlines->failed = inlines->failed || !writer_reserve(inlines->writer, MARK_WORDS_MOST) ||
                      !inline_write_text(inlines, inlines->text, mark.begin) || !write(inlines, added);
    inlines->text = mark.end;
}

#endif
