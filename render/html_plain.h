/* html_plain.h: the steps of a walk that print a tag which is always the same, or a text, or both: nearly all of them.
 *
 * No processor guesses what kind of node comes next and how long its text is, and a wrong guess costs more than the
 * bytes that are written. So these steps have no branches of their own: what they print stands in a table, and all of
 * it is copied in pieces of a fixed size, of which so many bytes count as the table says. With AVX-512 that is true of
 * texts too, up to 64 bytes without a character to escape; others go through render_escape_html. */
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
    uint8_t zero[2];
} html_tag;

/* The tag of each step, its number in the table; 0 where a step is not plain. At kind for leaving a node, and at kind +
 * HTML_ENTER for entering one. */
enum { HTML_ENTER = 64 };

typedef struct html_steps {
    uint8_t tag[2 * HTML_ENTER];
} html_steps;

/* As it is where nothing asks for something else. */
extern const html_steps html_steps_plain;

static inline unsigned html_step(mdp_kind kind, bool entering)
{
    return (unsigned)kind + (unsigned)entering * HTML_ENTER;
}

/* From now on a step is plain again, prints nothing, or is not plain. */
void html_steps_set_plain(html_steps *steps, mdp_kind kind);
void html_steps_set_empty(html_steps *steps, mdp_kind kind);
void html_steps_set_other(html_steps *steps, mdp_kind kind);

/* The tag of a step as it is where nothing asks for something else. */
const html_tag *html_tag_of(mdp_kind kind, bool entering);

/* Writes events[0, count) up to the first that is not plain; returns how many those were. */
size_t html_write_plain(render_output *out, const html_steps *steps, const mdp_event *events, size_t count);

/* So many at most, since there must be room in the buffer for all of them. */
enum { HTML_PLAIN_MOST = 64 };

#endif
