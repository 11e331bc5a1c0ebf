/* html_plain.c: see html_plain.h. */
#include "html_plain.h"

#include "escape.h"
#include "escape_plain.h"
#include "machine.h"

/* ------------------------------------------------------------------------------------------------------- the table */

enum tag {
    TAG_NONE, /* the step is not plain */
    TAG_EMPTY,
    TAG_TEXT,
    TAG_LINE_END,
    TAG_ITEM,
    TAG_ITEM_END,
    TAG_PARAGRAPH,
    TAG_PARAGRAPH_END,
    TAG_RULE,
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

#define INLINE(literal)                                                                                                \
    {                                                                                                                  \
        .before = "" literal, .before_size = sizeof(literal) - 1, .leaves_line = true                                  \
    }
#define LINE_END(literal)                                                                                              \
    {                                                                                                                  \
        .before = "" literal, .before_size = sizeof(literal) - 1                                                       \
    }
#define BLOCK(begin, end, leaves)                                                                                      \
    {                                                                                                                  \
        .before = begin end, .before_size = sizeof(begin end) - 1, .attributes = sizeof(begin) - 1,                    \
        .begins_line = true, .leaves_line = (leaves)                                                                   \
    }

static const html_tag tags[] = {
    [TAG_EMPTY] = {.is_empty = true},
    [TAG_TEXT] = INLINE(""), /* what leaves the line is the text: none is empty */
    [TAG_LINE_END] = LINE_END("\n"),
    [TAG_ITEM] = BLOCK("<li", ">", true),
    [TAG_ITEM_END] = LINE_END("</li>\n"),
    [TAG_PARAGRAPH] = BLOCK("<p", ">", true),
    [TAG_PARAGRAPH_END] = LINE_END("</p>\n"),
    [TAG_RULE] = BLOCK("<hr", " />\n", false),
    [TAG_BREAK] = LINE_END("<br />\n"),
    [TAG_CODE] = {.before = "<code>", .before_size = 6, .after = "</code>", .after_size = 7, .leaves_line = true},
    [TAG_EMPHASIS] = INLINE("<em>"),
    [TAG_EMPHASIS_END] = INLINE("</em>"),
    [TAG_STRONG] = INLINE("<strong>"),
    [TAG_STRONG_END] = INLINE("</strong>"),
    [TAG_STRIKETHROUGH] = INLINE("<del>"),
    [TAG_STRIKETHROUGH_END] = INLINE("</del>"),
    [TAG_LINK_END] = INLINE("</a>"),
};

_Static_assert(sizeof tags[0] == 32, "an address in the table is a shift, not a multiplication");

#define ENTER(kind) [HTML_ENTER + MDP_KIND_##kind]
#define LEAVE(kind) [MDP_KIND_##kind]

/* But those of paragraphs. */
#define STEPS                                                                                                          \
    ENTER(DOCUMENT) = TAG_EMPTY, LEAVE(DOCUMENT) = TAG_EMPTY, ENTER(DEFINITION) = TAG_EMPTY,                           \
    ENTER(LIST_ITEM) = TAG_ITEM, LEAVE(LIST_ITEM) = TAG_ITEM_END, ENTER(THEMATIC_BREAK) = TAG_RULE,                    \
    ENTER(TEXT) = TAG_TEXT, ENTER(SOFT_BREAK) = TAG_LINE_END, ENTER(HARD_BREAK) = TAG_BREAK,                           \
    ENTER(CODE_SPAN) = TAG_CODE, ENTER(EMPHASIS) = TAG_EMPHASIS, LEAVE(EMPHASIS) = TAG_EMPHASIS_END,                   \
    ENTER(STRONG) = TAG_STRONG, LEAVE(STRONG) = TAG_STRONG_END, ENTER(STRIKETHROUGH) = TAG_STRIKETHROUGH,              \
    LEAVE(STRIKETHROUGH) = TAG_STRIKETHROUGH_END, LEAVE(LINK) = TAG_LINK_END

const html_steps html_steps_plain[2] = {
    {{STEPS, ENTER(PARAGRAPH) = TAG_PARAGRAPH, LEAVE(PARAGRAPH) = TAG_PARAGRAPH_END}},
    {{STEPS, ENTER(PARAGRAPH) = TAG_EMPTY, LEAVE(PARAGRAPH) = TAG_EMPTY}},
};

const html_tag *html_tag_of(mdp_kind kind, bool entering)
{
    return &tags[html_steps_plain[0].tag[html_step(kind, entering)]];
}

/* ------------------------------------------------------------------------------------------------------ the writing */

/* Copies a text to `to` if it is short and holds nothing to escape; else false, and what stands at `to` is of no
 * account. False also for a text that ends with a line ending, and maybe for one that holds one. Writes up to COPY_MOST
 * bytes. */
typedef bool copy_text(char *to, mdp_string text);

enum {
    COPY_MOST = 64,
    STEP_MOST = 1 + sizeof tags[0].before + COPY_MOST + sizeof tags[0].after, /* bytes that one step may write, */
    STEPS_MOST = HTML_PLAIN_MOST * STEP_MOST                                  /* and all steps of a call */
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

static char *write_text(render_output *out, char *to, mdp_string text)
{
    out->used = (size_t)(to - out->buffer);
    render_escape_html(out, text);
    return make_room(out);
}

/* `copy` is a constant in each caller. Whether the line is fresh is told by the tags and texts, not read back from the
 * buffer: a byte of a vector that was just stored comes late. */
static inline __attribute__((always_inline)) const mdp_event *
write_plain(render_output *out, const html_steps *steps, const mdp_event *event, const mdp_event *end, copy_text *copy)
{
    char *to = make_room(out);
    unsigned stale = !render_at_line_start(out);
    for (; event < end; event++) {
        size_t number = steps->tag[html_step(event->kind, event->entering)];
        if (number == TAG_NONE)
            break;
        const html_tag *tag = &tags[number];
        mdp_string text = event->text;
        *to = '\n';
        to += tag->begins_line & stale;
        memcpy(to, tag->before, sizeof tag->before);
        to += tag->before_size;
        if (copy(to, text)) {
            to += text.size;
            stale = (stale & tag->is_empty) | tag->leaves_line;
        } else {
            to = write_text(out, to, text);
            stale = text.data[text.size - 1] != '\n' || tag->after_size > 0;
        }
        memcpy(to, tag->after, sizeof tag->after);
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
