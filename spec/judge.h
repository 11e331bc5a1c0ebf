/* judge.h: judges one example: the Markdown must give the HTML, byte for byte, and so must its variants.
 *
 * A variant is a change of the Markdown after which the specification itself says what the HTML must be: other line
 * endings (2.1), the same text in block quotes (5.1, basic case), the same text behind another block. So each example
 * is tested in many surroundings, and none of the results is written by hand. */
#ifndef SPEC_JUDGE_H
#define SPEC_JUDGE_H

#include "harness.h"
#include "options.h"

/* Who is judged, for the report of a failure. */
struct spec_case {
    const char *title;   /* "example 12, line 345 (Tabs)" */
    const char *command; /* what runs this one case again */
    const char *markdown;
    size_t markdown_size;
    const char *html;
    size_t html_size;
    struct spec_flags flags; /* beside MDP_RENDER_UNSAFE */
    bool as_is_only;         /* no variants: for texts that hold a byte order mark, or their own CR */
};

/* Prints a report, and returns false, on the first variant that fails. */
bool spec_judge(const struct spec_case *example);

#endif
