/* html_footnotes.c: see html_footnotes.h. */
#include "html_footnotes.h"

#include "escape.h"

static void write_label(render_output *out, const char *before, mdp_node definition)
{
    render_literal(out, before);
    render_escape_url(out, mdp_node_label(definition));
}

void html_footnote_reference(render_output *out, const mdp_footnotes *footnotes, mdp_node node)
{
    mdp_node definition = mdp_node_definition(node);
    size_t reference = mdp_footnotes_reference(footnotes, node);
    write_label(out, "<sup class=\"footnote-ref\"><a href=\"#fn-", definition);
    write_label(out, "\" id=\"fnref-", definition);
    if (reference > 1) {
        render_char(out, '-');
        render_number(out, reference);
    }
    render_literal(out, "\" data-footnote-ref>");
    render_number(out, mdp_footnotes_number(footnotes, node));
    render_literal(out, "</a></sup>");
}

void html_back_references(render_output *out, const mdp_footnotes *footnotes, size_t number)
{
    static const char end[] =
        "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">\xE2\x86\xA9";
    mdp_node definition = mdp_footnotes_definition(footnotes, number);
    size_t count = mdp_footnotes_references(footnotes, number);
    for (size_t reference = 1; reference <= count && !out->failed; reference++) {
        write_label(out, reference > 1 ? " <a href=\"#fnref-" : "<a href=\"#fnref-", definition);
        if (reference > 1) {
            render_char(out, '-');
            render_number(out, reference);
        }
        render_literal(out, end);
        if (reference > 1) {
            render_literal(out, "<sup class=\"footnote-ref\">");
            render_number(out, reference);
            render_literal(out, "</sup>");
        }
        render_literal(out, "</a>");
    }
}

/* Definitions print nothing where they stand. Those that are passed follow this paragraph at once, so linear for all of
 * them together. */
bool html_ends_footnote(mdp_node paragraph)
{
    if (mdp_node_kind(mdp_node_parent(paragraph)) != MDP_KIND_FOOTNOTE_DEFINITION)
        return false;
    mdp_node next = mdp_node_next_sibling(paragraph);
    while (mdp_node_kind(next) == MDP_KIND_DEFINITION || mdp_node_kind(next) == MDP_KIND_FOOTNOTE_DEFINITION)
        next = mdp_node_next_sibling(next);
    return mdp_node_is_none(next);
}

void html_footnote_begin(render_output *out, mdp_node definition)
{
    write_label(out, "<li id=\"fn-", definition);
    render_literal(out, "\">\n");
}
