/* html_plain.c: see html_plain.h. */
#include "html_plain.h"

#include "escape.h"
#include "escape_plain.h"
#include "machine.h"

/* ------------------------------------------------------------------------------------------------------- the table */

enum tag {
    TAG_NONE, /* the step is not plain */
    TAG_EMPTY,
    TAG_QUOTE,
    TAG_QUOTE_END,
    TAG_BULLETS,
    TAG_BULLETS_END,
    TAG_NUMBERS,
    TAG_NUMBERS_END,
    TAG_ITEM,
    TAG_ITEM_END,
    TAG_PARAGRAPH,
    TAG_PARAGRAPH_END,
    TAG_HEADING,
    TAG_HEADING_END = TAG_HEADING + 6,
    TAG_RULE = TAG_HEADING_END + 6,
    TAG_TABLE,
    TAG_ROW,
    TAG_ROW_END,
    TAG_HEADER_ROW,
    TAG_CELL,
    TAG_CELL_END,
    TAG_HEADER_CELL,
    TAG_HEADER_CELL_END,
    TAG_TEXT,
    TAG_RAW,
    TAG_RAW_BLOCK,
    TAG_LINE_END,
    TAG_BREAK,
    TAG_CODE,
    TAG_EMPHASIS,
    TAG_EMPHASIS_END,
    TAG_STRONG,
    TAG_STRONG_END,
    TAG_STRIKETHROUGH,
    TAG_STRIKETHROUGH_END,
    TAG_LINK_END
};

/* Each tag by whether it may stand behind something on its line, and whether it ends one. */
#define TAG(literal, follows, ends)                                                                                    \
    {                                                                                                                  \
        .text = "\n" literal, .before_size = sizeof(literal), .may_follow = (follows), .ends_line = (ends),            \
        .prints = true                                                                                                 \
    }
#define INLINE(literal)   TAG(literal, true, false)
#define LINE_END(literal) TAG(literal, true, true)
#define BLOCK(literal)    TAG(literal, false, true)
#define LEAF(literal)     TAG(literal, false, false)

#define HEADING_TAGS(level)                                                                                            \
    [TAG_HEADING + (level)-1] = LEAF("<h" #level ">"), [TAG_HEADING_END + (level)-1] = LINE_END("</h" #level ">\n")

static const html_tag tags[] = {
    [TAG_EMPTY] = {.text = "\n", .before_size = 1, .may_follow = true, .ends_line = true},
    [TAG_QUOTE] = BLOCK("<blockquote>\n"),
    [TAG_QUOTE_END] = BLOCK("</blockquote>\n"),
    [TAG_BULLETS] = BLOCK("<ul>\n"),
    [TAG_BULLETS_END] = LINE_END("</ul>\n"),
    [TAG_NUMBERS] = BLOCK("<ol>\n"),
    [TAG_NUMBERS_END] = LINE_END("</ol>\n"),
    [TAG_ITEM] = LEAF("<li>"),
    [TAG_ITEM_END] = LINE_END("</li>\n"),
    [TAG_PARAGRAPH] = LEAF("<p>"),
    [TAG_PARAGRAPH_END] = LINE_END("</p>\n"),
    HEADING_TAGS(1),
    HEADING_TAGS(2),
    HEADING_TAGS(3),
    HEADING_TAGS(4),
    HEADING_TAGS(5),
    HEADING_TAGS(6),
    [TAG_RULE] = BLOCK("<hr />\n"),
    [TAG_TABLE] = BLOCK("<table>\n"),
    [TAG_ROW] = BLOCK("<tr>\n"),
    [TAG_ROW_END] = LINE_END("</tr>\n"),
    [TAG_HEADER_ROW] = BLOCK("<thead>\n<tr>\n"),
    [TAG_CELL] = INLINE("<td>"),
    [TAG_CELL_END] = LINE_END("</td>\n"),
    [TAG_HEADER_CELL] = INLINE("<th>"),
    [TAG_HEADER_CELL_END] = LINE_END("</th>\n"),
    [TAG_TEXT] = INLINE(""), /* no text is empty */
    /* A raw text is mostly written by itself, as it has a byte that a text would escape; so it tells whether it ends
     * its line. What is short, has none of these bytes and is copied has no LF either. */
    [TAG_RAW] = {.text = "\n", .before_size = 1, .may_follow = true, .prints = true, .is_raw = true},
    [TAG_RAW_BLOCK] = {.text = "\n", .before_size = 1, .prints = true, .is_raw = true},
    [TAG_LINE_END] = LINE_END("\n"),
    [TAG_BREAK] = LINE_END("<br />\n"),
    [TAG_CODE] = {.text = "\n<code>\0\0\0\0\0\0\0\0\0</code>",
                  .before_size = 7,
                  .after_size = 7,
                  .may_follow = true,
                  .prints = true},
    [TAG_EMPHASIS] = INLINE("<em>"),
    [TAG_EMPHASIS_END] = INLINE("</em>"),
    [TAG_STRONG] = INLINE("<strong>"),
    [TAG_STRONG_END] = INLINE("</strong>"),
    [TAG_STRIKETHROUGH] = INLINE("<del>"),
    [TAG_STRIKETHROUGH_END] = INLINE("</del>"),
    [TAG_LINK_END] = INLINE("</a>"),
};

_Static_assert(sizeof "\n</blockquote>\n" - 1 <= HTML_AFTER, "the longest of the tags is copied at once");
_Static_assert(sizeof tags[0] == 32, "an address in the table is a shift, not a multiplication");

#define ENTER(kind, variant) [HTML_STEP(MDP_KIND_##kind, 1, variant)]
#define LEAVE(kind, variant) [HTML_STEP(MDP_KIND_##kind, 0, variant)]

#define BOTH(kind, variant, tag) ENTER(kind, variant) = TAG_##tag, LEAVE(kind, variant) = TAG_##tag##_END
#define NOTHING(kind, variant)   ENTER(kind, variant) = TAG_EMPTY, LEAVE(kind, variant) = TAG_EMPTY
#define HEADING(level)                                                                                                 \
    ENTER(HEADING, level) = TAG_HEADING + (level)-1, LEAVE(HEADING, level) = TAG_HEADING_END + (level)-1

/* clang-format off */
/* What is missing is not plain: code blocks, tasks, lists that do not begin with 1, what ends a table or its header,
 * cells that are aligned, alerts, footnotes, where links and images begin; and raw HTML, which the second table has. */
#define STEPS \
    NOTHING(DOCUMENT, 0), \
    ENTER(DEFINITION, 0) = TAG_EMPTY, \
    BOTH(BLOCK_QUOTE, 0, QUOTE), \
    BOTH(LIST, 0, BULLETS), \
    BOTH(LIST, MDP_VARIANT_LIST_LOOSE, BULLETS), \
    BOTH(LIST, MDP_VARIANT_LIST_ORDERED, NUMBERS), \
    BOTH(LIST, MDP_VARIANT_LIST_ORDERED | MDP_VARIANT_LIST_LOOSE, NUMBERS), \
    LEAVE(LIST, MDP_VARIANT_LIST_ORDERED | MDP_VARIANT_LIST_STARTED) = TAG_NUMBERS_END, \
    LEAVE(LIST, MDP_VARIANT_LIST_ORDERED | MDP_VARIANT_LIST_STARTED | MDP_VARIANT_LIST_LOOSE) = TAG_NUMBERS_END, \
    BOTH(LIST_ITEM, MDP_TASK_NONE, ITEM), \
    LEAVE(LIST_ITEM, MDP_TASK_OPEN) = TAG_ITEM_END, \
    LEAVE(LIST_ITEM, MDP_TASK_DONE) = TAG_ITEM_END, \
    BOTH(PARAGRAPH, 0, PARAGRAPH), \
    NOTHING(PARAGRAPH, MDP_VARIANT_PARAGRAPH_TIGHT), \
    HEADING(1), \
    HEADING(2), \
    HEADING(3), \
    HEADING(4), \
    HEADING(5), \
    HEADING(6), \
    ENTER(THEMATIC_BREAK, 0) = TAG_RULE, \
    ENTER(TABLE, 0) = TAG_TABLE, \
    BOTH(TABLE_ROW, 0, ROW), \
    ENTER(TABLE_ROW, MDP_VARIANT_TABLE_HEADER) = TAG_HEADER_ROW, \
    BOTH(TABLE_CELL, MDP_ALIGN_NONE, CELL), \
    LEAVE(TABLE_CELL, MDP_ALIGN_LEFT) = TAG_CELL_END, \
    LEAVE(TABLE_CELL, MDP_ALIGN_CENTER) = TAG_CELL_END, \
    LEAVE(TABLE_CELL, MDP_ALIGN_RIGHT) = TAG_CELL_END, \
    BOTH(TABLE_CELL, MDP_VARIANT_TABLE_HEADER, HEADER_CELL), \
    LEAVE(TABLE_CELL, MDP_VARIANT_TABLE_HEADER | MDP_ALIGN_LEFT) = TAG_HEADER_CELL_END, \
    LEAVE(TABLE_CELL, MDP_VARIANT_TABLE_HEADER | MDP_ALIGN_CENTER) = TAG_HEADER_CELL_END, \
    LEAVE(TABLE_CELL, MDP_VARIANT_TABLE_HEADER | MDP_ALIGN_RIGHT) = TAG_HEADER_CELL_END, \
    ENTER(TEXT, 0) = TAG_TEXT, \
    ENTER(SOFT_BREAK, 0) = TAG_LINE_END, \
    ENTER(HARD_BREAK, 0) = TAG_BREAK, \
    ENTER(CODE_SPAN, 0) = TAG_CODE, \
    BOTH(EMPHASIS, 0, EMPHASIS), \
    BOTH(STRONG, 0, STRONG), \
    BOTH(STRIKETHROUGH, 0, STRIKETHROUGH), \
    LEAVE(LINK, MDP_LINK_INLINE) = TAG_LINK_END, \
    LEAVE(LINK, MDP_LINK_FULL) = TAG_LINK_END, \
    LEAVE(LINK, MDP_LINK_COLLAPSED) = TAG_LINK_END, \
    LEAVE(LINK, MDP_LINK_SHORTCUT) = TAG_LINK_END, \
    LEAVE(LINK, MDP_LINK_AUTO) = TAG_LINK_END, \
    LEAVE(LINK, MDP_LINK_EXTENDED) = TAG_LINK_END
/* clang-format on */

const html_steps html_steps_plain[2] = {
    {{STEPS}},
    {{STEPS, ENTER(RAW_HTML, 0) = TAG_RAW, ENTER(HTML_BLOCK, 0) = TAG_RAW_BLOCK}},
};

_Static_assert((int)MDP_KIND_FOOTNOTE_REFERENCE < HTML_KINDS && (int)MDP_LINK_EXTENDED < HTML_VARIANTS &&
                   (int)MDP_ALERT_CAUTION < HTML_VARIANTS &&
                   (MDP_VARIANT_TABLE_HEADER | MDP_VARIANT_CELL_ALIGN) < HTML_VARIANTS &&
                   (MDP_VARIANT_LIST_ORDERED | MDP_VARIANT_LIST_STARTED | MDP_VARIANT_LIST_LOOSE) < HTML_VARIANTS,
               "each kind and variant has its place in the table");

const html_tag *html_tag_of(const mdp_event *event)
{
    return &tags[html_steps_plain[0].tag[html_step(event)]];
}

/* ------------------------------------------------------------------------------------------------------ the writing */

/* Copies a text to `to` if it is short and holds nothing to escape; else false, and what stands at `to` is of no
 * account. False also for a text that ends with a line ending, and maybe for one that holds one. Writes up to COPY_MOST
 * bytes. */
typedef bool copy_text(char *to, mdp_string text);

enum {
    COPY_MOST = 64,
    AFTER_MOST = sizeof tags[0].text - HTML_AFTER,
    STEP_MOST = HTML_AFTER + COPY_MOST + AFTER_MOST, /* bytes that one step may write, */
    STEPS_MOST = HTML_PLAIN_MOST * STEP_MOST         /* and all steps of a call */
};

static inline bool copy_plain(char *to, mdp_string text)
{
    if (text.size == 0)
        return true;
    return text.size <= COPY_MOST && text.data[text.size - 1] != '\n' &&
           escape_copy_plain(to, text.data, text.size, ESCAPE_HTML) == text.size;
}

/* Where in the buffer there is room for all steps. */
static inline char *make_room(render_output *out)
{
    if (rarely(out->used > RENDER_BUFFER_SIZE - STEPS_MOST))
        render_flush(out);
    return out->buffer + out->used;
}

static char *write_text(render_output *out, char *to, mdp_string text, bool raw)
{
    out->used = (size_t)(to - out->buffer);
    if (raw)
        render_string(out, text);
    else
        render_escape_html(out, text);
    return make_room(out);
}

/* `copy` is a constant in each caller. Whether the line is fresh is told by the tags and texts, not read back from the
 * buffer: a byte of a vector that was just stored comes late. */
static inline __attribute__((always_inline)) const mdp_event *
write_plain(render_output *out, const html_steps *steps, const mdp_event *event, const mdp_event *end, copy_text *copy)
{
    char *to = make_room(out);
    unsigned fresh = render_at_line_start(out); /* nothing is on the line */
    for (; event < end; event++) {
        size_t number = steps->tag[html_step(event)];
        if (number == TAG_NONE)
            break;
        const html_tag *tag = &tags[number];
        mdp_string text = event->text;
        size_t from = tag->may_follow | fresh; /* behind the LF or at it */
        memcpy(to, tag->text + from, HTML_AFTER);
        to += tag->before_size - from;
        if (copy(to, text)) {
            to += text.size;
            fresh = (fresh | tag->prints) & tag->ends_line;
        } else {
            to = write_text(out, to, text, tag->is_raw);
            fresh = text.data[text.size - 1] == '\n' && tag->after_size == 0;
        }
        memcpy(to, tag->text + HTML_AFTER, AFTER_MOST);
        to += tag->after_size;
    }
    out->used = (size_t)(to - out->buffer);
    return event;
}

#if MACHINE_X86

#include "avx.h"

static const uint8_t not_plain_by_low[16] = {0xFF, 0, '"', 0, 0, 0, '&', 0, 0, 0, '\n', 0, '<', 0, '>', 0};

_Static_assert((int)COPY_MOST == AVX_BYTES, "a text is copied by one call");

AVX2_INLINE bool copy_avx2(char *to, mdp_string text)
{
    uint64_t found = copy_by_low_avx2(to, text.data, not_plain_by_low);
    return usually(text.size <= COPY_MOST && bits_within(found, text.size) == 0);
}

AVX512_INLINE bool copy_avx512(char *to, mdp_string text)
{
    uint64_t found = copy_by_low_avx512(to, text.data, not_plain_by_low);
    return usually(text.size <= COPY_MOST && bits_within(found, text.size) == 0);
}

AVX2 static const mdp_event *write_plain_avx2(render_output *out, const html_steps *steps, const mdp_event *event,
                                              const mdp_event *end)
{
    return write_plain(out, steps, event, end, copy_avx2);
}

AVX512 static const mdp_event *write_plain_avx512(render_output *out, const html_steps *steps, const mdp_event *event,
                                                  const mdp_event *end)
{
    return write_plain(out, steps, event, end, copy_avx512);
}

#endif

/* Not inlined: the registers that it saves would be saved where the other is called too. */
static __attribute__((noinline)) const mdp_event *write_plain_anywhere(render_output *out, const html_steps *steps,
                                                                       const mdp_event *event, const mdp_event *end)
{
    return write_plain(out, steps, event, end, copy_plain);
}

const mdp_event *html_write_plain(render_output *out, const html_steps *steps, const mdp_event *event,
                                  const mdp_event *end)
{
#if MACHINE_X86
    if (out->vectors == RENDER_AVX512)
        return write_plain_avx512(out, steps, event, end);
    if (out->vectors == RENDER_AVX2)
        return write_plain_avx2(out, steps, event, end);
#endif
    return write_plain_anywhere(out, steps, event, end);
}
