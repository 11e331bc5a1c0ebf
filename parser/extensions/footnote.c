/* footnote.c: footnotes, if MDP_EXT_FOOTNOTES is set. GFM's specification does not have them; the rules are those of
 * cmark-gfm.
 *
 *      text [^a] and [^a]       references
 *
 *      [^a]: The note.          definition: a container, whose lines are indented by four columns, or blank,
 *                               or continue a paragraph lazily
 *          Its second block.
 *
 * A definition begins wherever a block can, also within a paragraph, and holds blocks, other definitions too. A label
 * is what stands between `[^` and the next `]`, without white space; it has neither escapes nor entities. Whether
 * brackets are a reference depends on whether their label is defined anywhere in the text, just as for a reference link
 * (spec 6.3), and a link goes before a footnote: [^a](b) is one.
 *
 * Definitions stay in the tree where they are written. In which order notes are printed, and with which numbers,
 * depends on the whole document, and is found out when it is asked for (ast/footnotes.c).
 *
 * Linear: a definition's label is scanned once, where it begins; a reference's at the `]` of a bracket behind which no
 * other has opened, so that each byte is in one at most. Adversarial inputs: "footnotes-..." in spec/hostile.c. */
#include "footnote.h"

#include "definitions.h"
#include "inlines.h"
#include "label.h"
#include "layout.h"
#include "open_blocks.h"

/* Where the label ends that begins with "[^" at s[at]: at the `]`. 0 if there is none. */
static uint32_t scan_label(const char *s, uint32_t at, uint32_t end, uint32_t most)
{
    uint32_t begin = at;
    if (end - at <= FOOTNOTE_MARK_SIZE || s[at] != '[' || s[at + 1] != '^')
        return 0;
    for (at += FOOTNOTE_MARK_SIZE; at < end && s[at] != ']'; at++)
        if (is_blank_character(s[at]) || at - begin >= most)
            return 0;
    return at < end && at - begin > FOOTNOTE_MARK_SIZE ? at : 0;
}

/* ---------------------------------------------------------------------------------------------------- definitions */

/* NUL and what is no UTF-8 take more bytes in the label than in the line, so its size is looked at twice. */
bool footnote_scan_definition(struct blocks *b, struct footnote_label *label)
{
    const struct line *line = &b->line;
    uint32_t most = b->parse->limits.label_size, end = scan_label(line->text, line->nonspace, line->end, most);
    const struct segment segment = {line->nonspace, end, 0};
    struct content content;
    label->end = 0;
    if (!end || end + 1 >= line->end || line->text[end + 1] != ':')
        return true;
    if (!blocks_content(b, &segment, 1, &content))
        return false;
    label->text = (struct slice){content.text + content.begin, content.end - content.begin};
    label->end = label->text.size <= most ? end : 0;
    return true;
}

bool footnote_define(struct blocks *b, struct slice label)
{
    struct parse *parse = b->parse;
    struct link_definition definition = {.label = label};
    if (!vector_reserve(&parse->definitions, 1) || !definition_set_label(parse, &definition))
        return false;
    last_block(b)->definition = (uint32_t)parse->definitions.count;
    ((struct link_definition *)parse->definitions.items)[parse->definitions.count++] = definition;
    return true;
}

/* ----------------------------------------------------------------------------------------------------- references */

/* Takes away what was found from the bracket's mark on, as the reference stands for all of it: matched runs, marks and
 * their strings, which are the last in the pool, since nothing is written while a bracket is open. */
static void drop_within(struct inlines *in, const struct bracket *bracket)
{
    const struct mark *marks = in->marks.items;
    const struct at_sign *signs = in->at_signs.items;
    if (in->last_run != bracket->last_run)
        inline_match_runs(in, bracket->last_run);
    while (in->marks.count > bracket->mark) {
        const struct mark *mark = &marks[--in->marks.count];
        if (mark->kind == MARK_STRING)
            in->writer->pool.count -= mark->size;
    }
    while (in->at_signs.count && signs[in->at_signs.count - 1].at >= bracket->begin)
        in->at_signs.count--;
}

uint32_t inline_close_footnote(struct inlines *in, const struct bracket *bracket, uint32_t at)
{
    uint32_t most = in->writer->parse->limits.label_size, begin = bracket->begin - 1;
    if (bracket->bracket_after || scan_label(in->s, begin, in->end, most) != at)
        return at + 1;
    char normal[LABEL_NORMAL_MAX];
    uint32_t size = (uint32_t)label_normalize(in->s + begin, at - begin, normal);
    uint64_t hash = label_hash(normal, size);
    struct inline_link link = {
        .kind = MDP_KIND_FOOTNOTE_REFERENCE,
        .second = {(uint32_t)hash, (uint32_t)(hash >> 32)},
    };
    bool found;
    in->failed = in->failed || !writer_look_up(in->writer, hash, normal, size, &found);
    if (in->failed || !found)
        return at + 1;
    drop_within(in, bracket);
    in->failed = in->failed || !writer_content_string(in->writer, in->content, begin, at, &link.first) ||
                 !vector_reserve_along(&in->links, 1, at - in->begin, in->end - in->begin);
    if (in->failed)
        return at + 1;
    struct mark *mark = inline_mark(in, MARK_FOOTNOTE, begin, at + 1);
    mark->data = (uint32_t)in->links.count;
    ((struct inline_link *)in->links.items)[in->links.count++] = link;
    return at + 1;
}
