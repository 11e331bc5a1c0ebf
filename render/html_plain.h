/* html_plain.h: the steps of a walk that print a tag which is always the same, or a text, or both: nearly all of them.
 *
 * No processor guesses what kind of node comes next and how long its text is, and a wrong guess costs more than the
 * bytes that are written. So these steps have no branches of their own: what they print stands in a table, and all of
 * it is copied in pieces of a fixed size, of which so many bytes count as the table says. With AVX2 and AVX-512 that is
 * true of texts too, up to 64 bytes without a character to escape; others are written by render_escape_html, and raw
 * HTML by render_string. */
#ifndef RENDER_HTML_PLAIN_H
#define RENDER_HTML_PLAIN_H

#include "output.h"

enum { HTML_AFTER = 16 };

/* What a step prints before and after the text of its node. */
typedef struct html_tag {
    char text[HTML_AFTER + 8]; /* LF, for where something stands on the line that the tag must not follow; what is
                                  printed before; at HTML_AFTER, what is printed after */
    uint8_t before_size;       /* with LF */
    uint8_t after_size;
    bool may_follow;   /* may stand behind something on its line */
    bool ends_line;    /* what is printed ends with LF, or is nothing */
    bool prints;       /* something */
    bool is_raw;       /* the node's text is printed as it is */
    uint8_t unused[2]; /* so that the size is a power of two */
} html_tag;

/* Which steps are plain: the number of a step's tag in the table, by html_step. 0 where it is not. */
enum { HTML_VARIANTS = 8, HTML_KINDS = 64 }; /* all variants and kinds are below these */

typedef struct html_steps {
    uint8_t tag[2 * HTML_KINDS * HTML_VARIANTS];
} html_steps;

/* What is plain where no option asks for something else; the second with raw HTML, which is printed as it is. */
extern const html_steps html_steps_plain[2];

#define HTML_STEP(kind, entering, variant) (((kind)*2U + (entering)) * HTML_VARIANTS + (variant))

static inline size_t html_step(const mdp_event *event)
{
    return HTML_STEP((unsigned)event->kind, (unsigned)event->entering, (unsigned)event->variant);
}

static inline bool html_step_is_plain(const html_steps *steps, const mdp_event *event)
{
    return steps->tag[html_step(event)] != 0;
}

/* From now on a step is not plain, whatever the variant. */
static inline void html_steps_take_out(html_steps *steps, mdp_kind kind, bool entering)
{
    for (unsigned variant = 0; variant < HTML_VARIANTS; variant++)
        steps->tag[HTML_STEP((unsigned)kind, (unsigned)entering, variant)] = 0;
}

/* The tag of a step that is plain in html_steps_plain[0]. */
const html_tag *html_tag_of(const mdp_event *event);

/* How many steps may be written at once, since there must be room in the buffer for all of them. */
enum { HTML_PLAIN_MOST = 64 };

/* Writes the steps from `event` up to the first that is not plain, or to `end`, and returns where it stopped. Requires
 * that they are at most HTML_PLAIN_MOST. */
const mdp_event *html_write_plain(render_output *out, const html_steps *steps, const mdp_event *event,
                                  const mdp_event *end);

#endif
