/* xml.c: XML of cmark's document type, CommonMark.dtd, printed as cmark 0.30 prints it.
 *
 * Two things differ from the tree that is walked. Definitions are not part of cmark's tree: a parent that has no other
 * children prints as an empty element, so the end of a start tag is held back until the next node shows which it is
 * (`tag_open`). And adjacent text is one element there, however many nodes hold it, so a text element stays
 * open (`text_open`) until something else follows. Both, and the depth, are all the state there is. Footnotes that are
 * referred to stand at the end of the document there, in the order of their numbers, and others nowhere.
 *
 * Indentation stops growing at 40 spaces, as in cmark: otherwise the output for n nested blocks has n * n bytes
 * (adversarial input: "> " * n + "a"). */
#include "escape.h"
#include "reference.h"
#include "render.h"
#include "sourcepos.h"

enum { XML_INDENT_MAX = 40 };

typedef struct xml_writer {
    render_output *out;
    const mdp_document *document;
    mdp_node top; /* what is written */
    bool sourcepos;
    bool tag_open;  /* a start tag lacks its end */
    bool text_open; /* a text element lacks its end tag */
    size_t depth;   /* elements that are open */
    render_budget budget;
} xml_writer;

static const char *xml_kind_name(mdp_kind kind)
{
    switch (kind) {
    case MDP_KIND_NONE:
    case MDP_KIND_DEFINITION:
        break;
    case MDP_KIND_DOCUMENT:
        return "document";
    case MDP_KIND_BLOCK_QUOTE:
        return "block_quote";
    case MDP_KIND_LIST:
        return "list";
    case MDP_KIND_LIST_ITEM:
        return "item";
    case MDP_KIND_CODE_BLOCK:
        return "code_block";
    case MDP_KIND_HTML_BLOCK:
        return "html_block";
    case MDP_KIND_PARAGRAPH:
        return "paragraph";
    case MDP_KIND_HEADING:
        return "heading";
    case MDP_KIND_THEMATIC_BREAK:
        return "thematic_break";
    case MDP_KIND_TABLE:
        return "table";
    case MDP_KIND_TABLE_ROW:
        return "table_row";
    case MDP_KIND_TABLE_CELL:
        return "table_cell";
    case MDP_KIND_ALERT:
        return "alert";
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return "footnote_definition";
    case MDP_KIND_TEXT:
        return "text";
    case MDP_KIND_SOFT_BREAK:
        return "softbreak";
    case MDP_KIND_HARD_BREAK:
        return "linebreak";
    case MDP_KIND_CODE_SPAN:
        return "code";
    case MDP_KIND_RAW_HTML:
        return "html_inline";
    case MDP_KIND_EMPHASIS:
        return "emph";
    case MDP_KIND_STRONG:
        return "strong";
    case MDP_KIND_LINK:
        return "link";
    case MDP_KIND_IMAGE:
        return "image";
    case MDP_KIND_STRIKETHROUGH:
        return "strikethrough";
    case MDP_KIND_FOOTNOTE_REFERENCE:
        return "footnote_reference";
    }
    return "";
}

/* cmark-gfm has elements of their own for the items that are tasks, and for the row that is a table's header. */
static const char *xml_name(mdp_node node, mdp_kind kind)
{
    if (kind == MDP_KIND_TABLE_ROW && mdp_node_row_header(node))
        return "table_header";
    return kind == MDP_KIND_LIST_ITEM && mdp_node_task(node) != MDP_TASK_NONE ? "tasklist" : xml_kind_name(kind);
}

/* ---------------------------------------------------------------------------------------------------- elements */

static void xml_indent(xml_writer *xml)
{
    render_indent(xml->out, xml->depth < XML_INDENT_MAX / 2 ? 2 * xml->depth : XML_INDENT_MAX);
}

static void xml_close_text(xml_writer *xml)
{
    if (xml->text_open)
        render_literal(xml->out, "</text>\n");
    xml->text_open = false;
}

/* Something is about to be written inside the element whose start tag was written last. */
static void xml_close_tag(xml_writer *xml)
{
    if (xml->tag_open)
        render_literal(xml->out, ">\n");
    xml->tag_open = false;
}

static void xml_begin(xml_writer *xml, const char *name)
{
    xml_close_tag(xml);
    xml_close_text(xml);
    xml_indent(xml);
    render_char(xml->out, '<');
    render_literal(xml->out, name);
}

static void xml_attribute(xml_writer *xml, const char *name, mdp_string value)
{
    render_char(xml->out, ' ');
    render_literal(xml->out, name);
    render_literal(xml->out, "=\"");
    render_escape_xml(xml->out, value);
    render_char(xml->out, '"');
}

static void xml_number(xml_writer *xml, const char *name, size_t value)
{
    render_char(xml->out, ' ');
    render_literal(xml->out, name);
    render_literal(xml->out, "=\"");
    render_number(xml->out, value);
    render_char(xml->out, '"');
}

static void xml_sourcepos(xml_writer *xml, mdp_span span)
{
    if (!xml->sourcepos)
        return;
    render_literal(xml->out, " sourcepos=\"");
    render_sourcepos(xml->out, xml->document, span);
    render_char(xml->out, '"');
}

/* An element that holds only its node's text: the start tag has everything but this. */
static void xml_end_literal(xml_writer *xml, mdp_node node, mdp_kind kind)
{
    render_literal(xml->out, " xml:space=\"preserve\">");
    render_escape_xml(xml->out, mdp_node_text(node));
    render_literal(xml->out, "</");
    render_literal(xml->out, xml_name(node, kind));
    render_literal(xml->out, ">\n");
}

/* An element that may have children. */
static void xml_begin_children(xml_writer *xml)
{
    xml->tag_open = true;
    xml->depth++;
}

/* -------------------------------------------------------------------------------------------------------- text */

static void xml_open_text(xml_writer *xml, mdp_span span)
{
    if (xml->text_open)
        return;
    xml_begin(xml, "text");
    xml_sourcepos(xml, span);
    render_literal(xml->out, " xml:space=\"preserve\">");
    xml->text_open = true;
}

/* cmark trims the text before a line's end, and keeps a text node where nothing is left of it. This library has none
 * there, but the same document type is to show the same tree: white space that a break begins with, behind what is no
 * text, is that node. It is none of a break that is written by itself. */
static void xml_trimmed_text(xml_writer *xml, mdp_node line_break)
{
    if (mdp_node_equal(line_break, xml->top))
        return;
    mdp_span span = mdp_node_span(line_break);
    char first = mdp_document_piece(xml->document, span.begin).data[0];
    if (first == ' ' || first == '\t')
        xml_open_text(xml, (mdp_span){span.begin, span.begin});
}

/* The span of a text node and all text behind it that is written; asked once for each run, so linear for all of them
 * together. */
static mdp_span xml_text_run(const xml_writer *xml, mdp_node text)
{
    mdp_span span = mdp_node_span(text);
    if (mdp_node_equal(text, xml->top))
        return span;
    mdp_node next = mdp_node_next_sibling(text);
    for (; mdp_node_kind(next) == MDP_KIND_TEXT; next = mdp_node_next_sibling(next))
        span.end = mdp_node_span(next).end;
    return span;
}

static void xml_text(xml_writer *xml, mdp_node text)
{
    if (!xml->text_open)
        xml_open_text(xml, xml->sourcepos ? xml_text_run(xml, text) : (mdp_span){0, 0});
    render_escape_xml(xml->out, mdp_node_text(text));
}

/* The brackets of a refused link are text, and merge with the text around them; with source positions they stand alone,
 * so that each element's position is true without reading ahead. */
static void xml_brackets(xml_writer *xml, render_brackets brackets, mdp_span span)
{
    if (xml->sourcepos)
        xml_close_text(xml);
    xml_open_text(xml, span);
    for (size_t i = 0; i < sizeof brackets.parts / sizeof brackets.parts[0]; i++)
        render_escape_xml(xml->out, brackets.parts[i]);
    if (xml->sourcepos)
        xml_close_text(xml);
}

/* ------------------------------------------------------------------------------------------------------- nodes */

static void xml_list_attributes(xml_writer *xml, mdp_node list)
{
    if (mdp_node_list_ordered(list)) {
        render_literal(xml->out, " type=\"ordered\"");
        xml_number(xml, "start", mdp_node_list_start(list));
        render_literal(xml->out, mdp_node_list_marker(list) == ')' ? " delim=\"paren\"" : " delim=\"period\"");
    } else {
        render_literal(xml->out, " type=\"bullet\"");
    }
    render_literal(xml->out, mdp_node_list_tight(list) ? " tight=\"true\"" : " tight=\"false\"");
}

/* cmark-gfm says it in the header alone. */
static void xml_cell_align(xml_writer *xml, mdp_node cell)
{
    static const char *const attributes[] = {"", " align=\"left\"", " align=\"center\"", " align=\"right\""};
    if (mdp_node_row_header(mdp_node_parent(cell)))
        render_literal(xml->out, attributes[mdp_node_cell_align(cell)]);
}

/* No part of cmark-gfm's tree. */
static void xml_alert_attributes(xml_writer *xml, mdp_node alert)
{
    render_literal(xml->out, " type=\"");
    render_literal(xml->out, render_alert_name(mdp_node_alert(alert)));
    render_literal(xml->out, "\" title=\"");
    render_literal(xml->out, mdp_alert_title(mdp_node_alert(alert)));
    render_char(xml->out, '"');
}

static void xml_enter_link(xml_writer *xml, mdp_node node, mdp_kind kind)
{
    render_link link = render_link_enter(&xml->budget, node);
    mdp_span span = mdp_node_span(node);
    if (link.refused) {
        render_brackets brackets = render_brackets_before(kind);
        xml_brackets(xml, brackets, (mdp_span){span.begin, span.begin + brackets.parts[0].size});
        return;
    }
    xml_begin(xml, xml_name(node, kind));
    xml_sourcepos(xml, span);
    xml_attribute(xml, "destination", link.destination);
    if (link.title.size > 0)
        xml_attribute(xml, "title", link.title);
    xml_begin_children(xml);
}

static void xml_enter_block(xml_writer *xml, mdp_node node, mdp_kind kind)
{
    if (kind == MDP_KIND_DEFINITION)
        return;
    xml_begin(xml, xml_name(node, kind));
    xml_sourcepos(xml, kind == MDP_KIND_DOCUMENT ? render_document_span(xml->document) : mdp_node_span(node));
    switch (kind) {
    case MDP_KIND_DOCUMENT:
        render_literal(xml->out, " xmlns=\"http://commonmark.org/xml/1.0\"");
        break;
    case MDP_KIND_LIST:
        xml_list_attributes(xml, node);
        break;
    case MDP_KIND_LIST_ITEM:
        if (mdp_node_task(node) != MDP_TASK_NONE)
            render_literal(xml->out,
                           mdp_node_task(node) == MDP_TASK_DONE ? " completed=\"true\"" : " completed=\"false\"");
        break;
    case MDP_KIND_TABLE_CELL:
        xml_cell_align(xml, node);
        break;
    case MDP_KIND_ALERT:
        xml_alert_attributes(xml, node);
        break;
    case MDP_KIND_FOOTNOTE_DEFINITION:
        xml_attribute(xml, "label", mdp_node_label(node));
        break;
    case MDP_KIND_HEADING:
        xml_number(xml, "level", mdp_node_heading_level(node));
        break;
    case MDP_KIND_CODE_BLOCK:
        if (mdp_node_code_info(node).size > 0)
            xml_attribute(xml, "info", mdp_node_code_info(node));
        xml_end_literal(xml, node, kind);
        return;
    case MDP_KIND_HTML_BLOCK:
        xml_end_literal(xml, node, kind);
        return;
    case MDP_KIND_THEMATIC_BREAK:
        render_literal(xml->out, " />\n");
        return;
    default:
        break;
    }
    xml_begin_children(xml);
}

static void xml_enter_inline(xml_writer *xml, mdp_node node, mdp_kind kind)
{
    switch (kind) {
    case MDP_KIND_TEXT:
        xml_text(xml, node);
        break;
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        xml_enter_link(xml, node, kind);
        break;
    case MDP_KIND_CODE_SPAN:
    case MDP_KIND_RAW_HTML:
        xml_begin(xml, xml_name(node, kind));
        xml_sourcepos(xml, mdp_node_span(node));
        xml_end_literal(xml, node, kind);
        break;
    case MDP_KIND_SOFT_BREAK:
    case MDP_KIND_HARD_BREAK:
        xml_trimmed_text(xml, node);
        xml_begin(xml, xml_name(node, kind)); /* cmark gives breaks no position */
        render_literal(xml->out, " />\n");
        break;
    case MDP_KIND_FOOTNOTE_REFERENCE:
        xml_begin(xml, xml_name(node, kind));
        xml_sourcepos(xml, mdp_node_span(node));
        xml_attribute(xml, "label", mdp_node_label(node));
        render_literal(xml->out, " />\n");
        break;
    default:
        xml_begin(xml, xml_name(node, kind));
        xml_sourcepos(xml, mdp_node_span(node));
        xml_begin_children(xml);
    }
}

static void xml_leave_container(xml_writer *xml, mdp_node node, mdp_kind kind)
{
    xml_close_text(xml);
    xml->depth--;
    if (xml->tag_open) {
        render_literal(xml->out, " />\n");
        xml->tag_open = false;
        return;
    }
    xml_indent(xml);
    render_literal(xml->out, "</");
    render_literal(xml->out, xml_name(node, kind));
    render_literal(xml->out, ">\n");
}

static void xml_leave(xml_writer *xml, mdp_node node, mdp_kind kind)
{
    if (!mdp_kind_is_container(kind))
        return;
    if ((kind != MDP_KIND_LINK && kind != MDP_KIND_IMAGE) || !render_link_leave(&xml->budget, node)) {
        xml_leave_container(xml, node, kind);
        return;
    }
    render_brackets brackets = render_brackets_after(node);
    size_t end = mdp_node_span(node).end;
    xml_brackets(xml, brackets, (mdp_span){end - render_brackets_size(brackets), end});
}

/* Writes a node and what is in it, but not the footnotes that are defined in it; of the document not its end tag. */
static void xml_walk(xml_writer *xml, mdp_node top)
{
    mdp_walker walker = mdp_walk(top);
    while (!xml->out->failed && mdp_walker_next(&walker)) {
        if (walker.kind == MDP_KIND_FOOTNOTE_DEFINITION && !mdp_node_equal(walker.node, top)) {
            if (walker.entering)
                mdp_walker_skip_children(&walker);
        } else if (walker.entering) {
            if (walker.kind < MDP_KIND_TEXT)
                xml_enter_block(xml, walker.node, walker.kind);
            else
                xml_enter_inline(xml, walker.node, walker.kind);
        } else if (walker.kind != MDP_KIND_DOCUMENT) {
            xml_leave(xml, walker.node, walker.kind);
        }
    }
}

static void xml_document(xml_writer *xml, mdp_node root, const mdp_footnotes *footnotes)
{
    render_literal(xml->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<!DOCTYPE document SYSTEM \"CommonMark.dtd\">\n");
    xml_walk(xml, root);
    for (size_t number = 1; number <= mdp_footnotes_count(footnotes) && !xml->out->failed; number++)
        xml_walk(xml, mdp_footnotes_definition(footnotes, number));
    xml_leave(xml, root, MDP_KIND_DOCUMENT);
}

void render_xml(render_output *out, mdp_node top, const mdp_footnotes *footnotes, uint64_t flags)
{
    xml_writer xml = {
        .out = out, .document = mdp_node_document(top), .top = top, .sourcepos = (flags & MDP_RENDER_SOURCEPOS) != 0};
    render_budget_init(&xml.budget, xml.document, out->references);
    mdp_kind kind = mdp_node_kind(top);
    if (kind == MDP_KIND_DOCUMENT)
        xml_document(&xml, top, footnotes);
    else if (kind != MDP_KIND_FOOTNOTE_DEFINITION)
        xml_walk(&xml, top);
    xml_close_text(&xml);
}
