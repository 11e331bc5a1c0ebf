/* alert.c: alerts, if MDP_EXT_ALERTS is set. GitHub's specification does not have them; this is what its documentation
 * says, and what it does.
 *
 *      > [!NOTE]      marker, alone on the first line of a quote at the top level; [!note] is the same
 *      > text         anything that is not blank: now it is an alert
 *
 * The marker is a paragraph like any other until a line follows that belongs to the quote and is not blank: then it is
 * taken away again, and the line begins the quote's content as if there had been no marker. A marker that no such line
 * follows stays text, and the quote a quote. So what a quote becomes is told by its own lines alone.
 *
 * What is below a marker interrupts no paragraph: `> ---` is a thematic break there, `> 2. a` begins a list. But for a
 * line without `>` the marker is one: what could not go on with a paragraph lazily ends the quote, and what could
 * begins a paragraph in the alert.
 *
 * On GitHub alerts are no blocks of the parser: there the line of the marker is taken off a finished paragraph. That is
 * the same, unless what is below the marker would not have interrupted it. */
#include "open_blocks.h"

#include <string.h>

#include "layout.h"

/* Whether text[0, size) is a title in letters of either case. */
static bool is_title(const char *text, size_t size, const char *title)
{
    if (strlen(title) != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (!is_ascii_letter(text[i]) || (text[i] | 0x20) != (title[i] | 0x20))
            return false;
    return true;
}

/* The alert whose marker text[begin, end) is, but for white space at its end. */
static mdp_alert scan_marker(const char *text, uint32_t begin, uint32_t end)
{
    enum { BRACKETS = 3 };
    while (end > begin && is_space_or_tab(text[end - 1]))
        end--;
    if (end - begin <= BRACKETS || text[begin] != '[' || text[begin + 1] != '!' || text[end - 1] != ']')
        return MDP_ALERT_NONE;
    for (int alert = MDP_ALERT_NOTE; alert <= MDP_ALERT_CAUTION; alert++)
        if (is_title(text + begin + 2, end - begin - BRACKETS, mdp_alert_title((mdp_alert)alert)))
            return (mdp_alert)alert;
    return MDP_ALERT_NONE;
}

void alert_see_marker(struct blocks *b)
{
    const struct line *line = &b->line;
    if (depth(b) != 1 || !is_quote(container_at(b, 0)) || b->leaf != LEAF_PARAGRAPH)
        return;
    uint32_t quote = container_at(b, 0)->block;
    bool first = block_at(b, quote)->begin >= line->begin;
    if (!first || !scan_marker(line->text, line->nonspace, line->end))
        return;
    b->marked = quote;
    b->leaf = LEAF_MARKER;
}

void alert_see_line(struct blocks *b, bool goes_on)
{
    if (b->leaf == LEAF_MARKER)
        b->leaf = LEAF_PARAGRAPH;
    if (innermost_block(b) != b->marked)
        b->marked = BLOCK_NONE;
    else if (goes_on)
        alert_open(b);
}

void alert_open(struct blocks *b)
{
    struct parse *parse = b->parse;
    const struct block marker = *last_block(b);
    struct block *quote = block_at(b, b->marked);
    quote->kind = MDP_KIND_ALERT;
    quote->detail = (uint16_t)scan_marker(parse->text, marker.begin, marker.end);
    quote->marker = marker.begin;
    parse->blocks.count--;
    parse->segments.count = marker.first_segment;
    b->marked = BLOCK_NONE;
    b->leaf = LEAF_NONE;
}
