/* html_plain.h: the steps of a walk that print a tag which is always the same, or a text, or both: nearly all of them.
 *
 * No processor guesses what kind of node comes next and how long its text is, and a wrong guess costs more than the
 * bytes that are written. So these steps have no branches of their own: what they print stands in a table, and all of
 * it is copied in pieces of a fixed size, of which so many bytes count as the table says. With AVX2 and AVX-512 that is
 * true of texts too, up to 64 bytes without a character to escape; others go through render_escape_html. */
#ifndef RENDER_HTML_PLAIN_H
#define RENDER_HTML_PLAIN_H

#include "output.h"

/* What a step prints before and after the text of its node. */
typedef struct html_tag {
    char before[16];
    char after[8];
    uint8_t before_size;
    uint8_t after_size;
    uint8_t attributes; /* where in `before` attributes stand, if the tag gets any; 0 where it gets none */
    bool begins_line;
    bool leaves_line; /* what is printed does not end with LF */
    bool is_empty;
    uint8_t unused[2]; /* so that the size is a power of two */
} html_tag;

/* Which steps are plain: the number of a step's tag in the table, at kind for leaving a node and at kind + HTML_ENTER
 * for entering one. 0 where it is not. */
enum { HTML_ENTER = 64 }; /* all kinds are below it */

typedef struct html_steps {
    uint8_t tag[2 * HTML_ENTER];
} html_steps;

/* What is plain where no option asks for something else; the second is for blocks that stand directly in an item of a
 * tight list, where paragraphs print nothing. */
extern const html_steps html_steps_plain[2];

static inline unsigned html_step(mdp_kind kind, bool entering)
{
    return (unsigned)kind + (unsigned)entering * HTML_ENTER;
}

static inline bool html_step_is_plain(const html_steps *steps, const mdp_event *event)
{
    return steps->tag[html_step(event->kind, event->entering)] != 0;
}

/* From now on a step is not plain. */
static inline void html_steps_take_out(html_steps steps[2], mdp_kind kind, bool entering)
{
    steps[0].tag[html_step(kind, entering)] = steps[1].tag[html_step(kind, entering)] = 0;
}

/* The tag of a step that is plain in html_steps_plain[0]. */
const html_tag *html_tag_of(mdp_kind kind, bool entering);

/* How many steps may be written at once, since there must be room in the buffer for all of them. */
enum { HTML_PLAIN_MOST = 64 };

/* Writes the steps from `event` up to the first that is not plain, or to `end`, and returns where it stopped. Requires
 * that they are at most HTML_PLAIN_MOST. */
const mdp_event *html_write_plain(render_output *out, const html_steps *steps, const mdp_event *event,
                                  const mdp_event *end);

#endif
