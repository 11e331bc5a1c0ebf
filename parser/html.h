/* html.h: what Markdown recognises as HTML: raw HTML in text (spec 6.6) and the start and end of HTML blocks
 * (spec 4.6). */
#ifndef HTML_H
#define HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "parse.h"

/* For each thing that ends with fixed characters, from where on a search for them has failed in this content: a search
 * from behind there fails too, and is not made. That keeps "<!-- " repeated linear (and "<?", "<!A", "<![CDATA[").
 *
 * Attributes need no more: a tag may run through many and fail behind the last, and the next try begins at a `<` within
 * one of its quoted values. But at each byte a try is outside of values, in a single-quoted or in a double-quoted one;
 * a quote moves the tries between these three states without ever bringing two to the same one, and a `<` outside ends
 * a try. So at most three tries pass over any byte. */
struct html_memo {
    uint32_t no_comment_end;
    uint32_t no_instruction_end;
    uint32_t no_declaration_end;
    uint32_t no_cdata_end;
    uint32_t no_quote_end[2]; /* of an attribute value: ' and " */
};

/* For a content that ends at `end`. */
static inline void html_memo_reset(struct html_memo *memo, uint32_t end)
{
    *memo = (struct html_memo){end, end, end, end, {end, end}};
}

/* s[at] is '<'. The position behind the tag, comment, processing instruction, declaration or CDATA section that stands
 * there, or 0. */
uint32_t html_scan_inline(const char *s, uint32_t at, uint32_t end, struct html_memo *memo);

/* The first start condition of those whose blocks end before a blank line. */
enum { HTML_UNTIL_BLANK = 6 };

/* s[at] is '<', on the line that ends at `end`. The start condition of an HTML block that is met, 1 to 7, or 0. */
int html_block_start(const char *s, uint32_t at, uint32_t end);

/* Whether the line s[at, end) meets the end condition that belongs to start condition 1 to 5. (6 and 7 end at a blank
 * line.) */
bool html_block_ends(int condition, const char *s, uint32_t at, uint32_t end);

#endif
