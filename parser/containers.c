/* containers.c: which of the open containers a line belongs to (spec 5.1 and 5.2). See open_blocks.h. Must not know
 * what opens on a line, nor what becomes of its rest. */
#include "open_blocks.h"

/* Spec 5.1: a block quote goes on with `>`, and one column of white space behind that belongs to the marker. */
static bool match_quote(struct blocks *b, const struct container *container)
{
    struct line *line = &b->line;
    if (line_is_blank(line) || line_indent(line) >= CODE_INDENT || line->text[line->nonspace] != '>')
        return false;
    line_skip_marker(line, 1);
    line_skip_columns(line, 1);
    line_find_nonspace(line);
    extend(block_at(b, container->block), line->end);
    return true;
}

/* On a line that is blank from here on: how many containers match. Items and footnotes do, up to the next block quote,
 * which needs a `>`; but an item that is still empty ends (spec 5.2, rule 3). No loop over the items, because n blank
 * lines in n items would cost n². */
static uint32_t match_blank(struct blocks *b, uint32_t quotes_matched)
{
    if (quotes_matched < b->quotes.count)
        return ((uint32_t *)b->quotes.items)[quotes_matched];
    struct container *last = container_at(b, depth(b) - 1);
    if (last->list != BLOCK_NONE && !last->has_child && b->leaf == LEAF_NONE)
        last->ended = true;
    return depth(b);
}

/* The same, and moves the cursor past the indentation that is the items': what is left of the line is the content of an
 * open code or HTML block. The loop ends with the line, so that it costs no more than its bytes. */
static uint32_t match_blank_rest(struct blocks *b, uint32_t matched, uint32_t quotes_matched)
{
    uint32_t last = match_blank(b, quotes_matched);
    for (; matched < last && b->line.at < b->line.end; matched++)
        line_skip_columns(&b->line, container_at(b, matched)->indent);
    return last;
}

inline uint32_t match_containers(struct blocks *b, uint32_t *quotes)
{
    uint32_t matched = 0;
    *quotes = 0;
    for (; rarely(matched < depth(b)); matched++) {
        const struct container *container = container_at(b, matched);
        if (line_is_blank(&b->line))
            return match_blank_rest(b, matched, *quotes);
        if (is_quote(container)) {
            if (!match_quote(b, container))
                break;
            ++*quotes;
        } else {
            if (container->ended || line_indent(&b->line) < container->indent)
                break;
            line_skip_columns(&b->line, container->indent);
            line_find_nonspace(&b->line);
        }
    }
    return matched;
}
