/* html.c: HTML, byte for byte as the examples of CommonMark 0.31.2 print it, and cmark.
 *
 * Safe unless MDP_RENDER_UNSAFE is given: raw HTML is left out, and so are URLs that might run a script. Start at
 * render_html.
 *
 * Two things depend on more than the node at hand, and both are of a fixed size: whether an image's description is
 * being written (`image_depth`), and which reference links are printed as text (`budget`). Footnotes are left out where
 * they stand, and follow the text in the order of their numbers, each in a walk of its own. */
#include "escape.h"
#include "heading_ids.h"
#include "html_footnotes.h"
#include "html_plain.h"
#include "reference.h"
#include "render.h"
#include "sourcepos.h"
#include "tag_filter.h"

typedef struct html_writer {
    render_output *out;
    const mdp_document *document;
    mdp_node top; /* what is written */
    uint64_t flags;
    const mdp_footnotes *footnotes;
    const html_steps *steps; /* which are plain: html_steps_plain or own_steps */
    bool is_backed;          /* the links from the footnote that is written to its references are written */
    size_t note;             /* the number of that footnote; 0: none is yet */
    size_t image_depth;      /* how many images are open; inside the first everything is plain text */
    const mdp_event *end;    /* of the steps that are to be taken; html_walk */
    render_budget budget;
    heading_ids ids;      /* MDP_RENDER_HEADING_IDS */
    html_steps own_steps; /* without what an option, or the document, makes something else of */
} html_writer;

/* A plain step by itself: html_walk writes them together, but not while a link is open that was refused. */
static void html_write_step(html_writer *html, const mdp_event *event)
{
    html_write_plain(html->out, html->steps, event, event + 1);
}

/* The attribute that says where a block stands, in its start tag, if it was asked for. */
static inline void html_sourcepos(html_writer *html, mdp_node block)
{
    if ((html->flags & MDP_RENDER_SOURCEPOS) == 0)
        return;
    render_literal(html->out, " data-sourcepos=\"");
    render_sourcepos(html->out, html->document, mdp_node_span(block));
    render_char(html->out, '"');
}

/* A start tag on a line of its own: `begin` is the tag without its end. */
static inline void html_block_tag(html_writer *html, mdp_node block, const char *begin, const char *end)
{
    render_line_start(html->out);
    render_literal(html->out, begin);
    html_sourcepos(html, block);
    render_literal(html->out, end);
}

/* Where attributes stand in the text of a block's tag: before the end of the last one, as a table's header has two. 1,
 * which is behind the LF, where nothing is printed. */
static size_t html_attributes_in(const html_tag *tag)
{
    size_t at = tag->before_size;
    while (at > 1 && tag->text[at] != '>')
        at--;
    return at > 1 && tag->text[at - 1] == '/' ? at - 2 : at; /* before " />" */
}

/* A tag of the table, where the step is not plain because of an option or of what else is printed there, with the
 * attribute in it. */
static void html_write_tag(html_writer *html, const mdp_event *event)
{
    const html_tag *tag = html_tag_of(event);
    size_t attributes = event->entering ? html_attributes_in(tag) : 1;
    if (!tag->may_follow)
        render_line_start(html->out);
    render_write(html->out, tag->text + 1, attributes - 1);
    if (attributes > 1)
        html_sourcepos(html, event->node);
    render_write(html->out, tag->text + attributes, tag->before_size - attributes);
}

static void html_raw(html_writer *html, mdp_string text)
{
    if ((html->flags & MDP_RENDER_UNSAFE) == 0)
        render_literal(html->out, "<!-- raw HTML omitted -->");
    else if ((html->flags & MDP_RENDER_TAG_FILTER) != 0)
        render_filtered_html(html->out, text);
    else
        render_string(html->out, text);
}

/* ------------------------------------------------------------------------------------------------------ blocks */

/* A list that does not begin with 1. */
static void html_enter_numbers(html_writer *html, mdp_node list)
{
    render_line_start(html->out);
    render_literal(html->out, "<ol start=\"");
    render_number(html->out, mdp_node_list_start(list));
    render_char(html->out, '"');
    html_sourcepos(html, list);
    render_literal(html->out, ">\n");
}

/* The start tag of an item, and the box of a task. */
static void html_enter_item(html_writer *html, const mdp_event *event)
{
    mdp_event item = *event;
    item.variant = MDP_TASK_NONE;
    html_write_tag(html, &item);
    if (event->variant == MDP_TASK_OPEN)
        render_literal(html->out, "<input type=\"checkbox\" disabled=\"\" /> ");
    else if (event->variant == MDP_TASK_DONE)
        render_literal(html->out, "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ");
}

/* One that may have attributes. */
static void html_enter_heading(html_writer *html, const mdp_event *event)
{
    render_line_start(html->out);
    render_literal(html->out, "<h");
    render_char(html->out, (char)('0' + event->variant));
    if ((html->flags & MDP_RENDER_HEADING_IDS) != 0)
        heading_ids_write(&html->ids, event->node, html->out);
    html_sourcepos(html, event->node);
    render_char(html->out, '>');
}

static inline bool html_is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Spec 4.5: the first word of the info string names the language. */
static void html_code_block(html_writer *html, mdp_node block, mdp_string text)
{
    mdp_string info = mdp_node_code_info(block);
    html_block_tag(html, block, "<pre", "><code");
    mdp_string language = {info.data, 0};
    while (language.size < info.size && !html_is_space(info.data[language.size]))
        language.size++;
    if (language.size > 0) {
        render_literal(html->out, " class=\"language-");
        render_escape_html(html->out, language);
        render_char(html->out, '"');
    }
    render_char(html->out, '>');
    render_escape_html(html->out, text);
    render_literal(html->out, "</code></pre>\n");
}

/* GFM 4.10. The header is a group of rows, and the others are one, if there are any. */
static void html_leave_header(html_writer *html, mdp_node row)
{
    render_literal(html->out, "</tr>\n</thead>\n");
    if (!mdp_node_is_none(mdp_node_next_sibling(row)) && !mdp_node_equal(row, html->top))
        render_literal(html->out, "<tbody>\n");
}

static void html_enter_cell(html_writer *html, const mdp_event *event)
{
    static const char *const aligned[] = {"", " align=\"left\"", " align=\"center\"", " align=\"right\""};
    render_literal(html->out, (event->variant & MDP_VARIANT_TABLE_HEADER) != 0 ? "<th" : "<td");
    render_literal(html->out, aligned[event->variant & MDP_VARIANT_CELL_ALIGN]);
    html_sourcepos(html, event->node);
    render_char(html->out, '>');
}

static void html_leave_table(html_writer *html, mdp_node table)
{
    if (!mdp_node_is_none(mdp_node_next_sibling(mdp_node_first_child(table))))
        render_literal(html->out, "</tbody>\n");
    render_literal(html->out, "</table>\n");
}

/* As GitHub prints it, without the icon in the title. */
static void html_enter_alert(html_writer *html, mdp_node node)
{
    mdp_alert alert = mdp_node_alert(node);
    render_line_start(html->out);
    render_literal(html->out, "<div class=\"markdown-alert markdown-alert-");
    render_literal(html->out, render_alert_name(alert));
    render_char(html->out, '"');
    html_sourcepos(html, node);
    render_literal(html->out, ">\n<p class=\"markdown-alert-title\">");
    render_literal(html->out, mdp_alert_title(alert));
    render_literal(html->out, "</p>\n");
}

/* ----------------------------------------------------------------------------------------------------- footnotes */

/* Whether a definition is the footnote that is written. */
static bool html_is_note(const html_writer *html, mdp_node definition)
{
    return mdp_node_equal(mdp_footnotes_definition(html->footnotes, html->note), definition);
}

static void html_enter_footnote(html_writer *html, const mdp_event *event)
{
    if (!html_is_note(html, event->node)) {
        html->end = event; /* its children are for a walk of their own */
        return;
    }
    if (html->note == 1)
        render_literal(html->out, "<section class=\"footnotes\" data-footnotes>\n<ol>\n");
    html_footnote_begin(html->out, event->node);
    html->is_backed = false;
}

static void html_leave_footnote(html_writer *html, mdp_node definition)
{
    if (!html_is_note(html, definition))
        return;
    if (!html->is_backed) {
        html_back_references(html->out, html->footnotes, html->note);
        render_char(html->out, '\n');
    }
    render_literal(html->out, "</li>\n");
    if (html->note == mdp_footnotes_count(html->footnotes))
        render_literal(html->out, "</ol>\n</section>\n");
}

/* -------------------------------------------------------------------------------------------------- enter and leave */

static void html_enter_block(html_writer *html, const mdp_event *event)
{
    mdp_node node = event->node;
    switch (event->kind) {
    case MDP_KIND_LIST:
        if ((event->variant & MDP_VARIANT_LIST_STARTED) != 0)
            html_enter_numbers(html, node);
        else
            html_write_tag(html, event);
        break;
    case MDP_KIND_LIST_ITEM:
        html_enter_item(html, event);
        break;
    case MDP_KIND_CODE_BLOCK:
        html_code_block(html, node, event->text);
        break;
    case MDP_KIND_HTML_BLOCK:
        render_line_start(html->out);
        html_raw(html, event->text);
        render_line_start(html->out);
        break;
    case MDP_KIND_HEADING:
        html_enter_heading(html, event);
        break;
    case MDP_KIND_TABLE_CELL:
        html_enter_cell(html, event);
        break;
    case MDP_KIND_ALERT:
        html_enter_alert(html, node);
        break;
    case MDP_KIND_FOOTNOTE_DEFINITION:
        html_enter_footnote(html, event);
        break;
    default: /* what would be plain without an option */
        html_write_tag(html, event);
    }
}

static void html_leave_paragraph(html_writer *html, const mdp_event *event)
{
    if (html->note > 0 && html_ends_footnote(event->node)) {
        render_char(html->out, ' ');
        html_back_references(html->out, html->footnotes, html->note);
        html->is_backed = true;
    }
    html_write_tag(html, event);
}

static void html_leave_block(html_writer *html, const mdp_event *event)
{
    mdp_node node = event->node;
    switch (event->kind) {
    case MDP_KIND_TABLE:
        html_leave_table(html, node);
        break;
    case MDP_KIND_TABLE_ROW:
        html_leave_header(html, node);
        break;
    case MDP_KIND_ALERT:
        render_line_start(html->out);
        render_literal(html->out, "</div>\n");
        break;
    case MDP_KIND_FOOTNOTE_DEFINITION:
        html_leave_footnote(html, node);
        break;
    default: /* a paragraph; all else that has an end is plain */
        html_leave_paragraph(html, event);
    }
}

/* ----------------------------------------------------------------------------------------------------- inlines */

static void html_brackets(html_writer *html, render_brackets brackets)
{
    render_string(html->out, brackets.parts[0]);
    render_escape_html(html->out, brackets.parts[1]); /* the label; the others are brackets */
    render_string(html->out, brackets.parts[2]);
}

static void html_url(html_writer *html, mdp_string url)
{
    if ((html->flags & MDP_RENDER_UNSAFE) != 0 || !render_url_is_dangerous(url))
        render_escape_url(html->out, url);
}

/* Behind another attribute, whose end is the title's beginning. The title's own end is the caller's. */
static void html_title(html_writer *html, mdp_string title)
{
    if (title.size == 0)
        return;
    render_literal(html->out, "\" title=\"");
    render_escape_html(html->out, title);
}

static void html_enter_link(html_writer *html, mdp_node node)
{
    render_link link = render_link_enter(&html->budget, node);
    if (link.refused) {
        html_brackets(html, render_brackets_before(MDP_KIND_LINK));
        return;
    }
    render_literal(html->out, "<a href=\"");
    html_url(html, link.destination);
    html_title(html, link.title);
    render_literal(html->out, "\">");
}

static void html_enter_image(html_writer *html, mdp_node node)
{
    render_link link = render_link_enter(&html->budget, node);
    if (link.refused) {
        html_brackets(html, render_brackets_before(MDP_KIND_IMAGE));
        return;
    }
    html->image_depth++;
    render_literal(html->out, "<img src=\"");
    html_url(html, link.destination);
    render_literal(html->out, "\" alt=\"");
}

static void html_soft_break(html_writer *html)
{
    if ((html->flags & MDP_RENDER_HARD_BREAKS) != 0)
        render_literal(html->out, "<br />\n");
    else
        render_char(html->out, (html->flags & MDP_RENDER_NO_BREAKS) != 0 ? ' ' : '\n');
}

static void html_enter_inline(html_writer *html, const mdp_event *event)
{
    switch (event->kind) {
    case MDP_KIND_SOFT_BREAK:
        html_soft_break(html);
        break;
    case MDP_KIND_RAW_HTML:
        html_raw(html, event->text);
        break;
    case MDP_KIND_LINK:
        html_enter_link(html, event->node);
        break;
    case MDP_KIND_IMAGE:
        html_enter_image(html, event->node);
        break;
    case MDP_KIND_FOOTNOTE_REFERENCE:
        html_footnote_reference(html->out, html->footnotes, event->node);
        break;
    default:
        html_write_step(html, event);
    }
}

/* An image that was not refused is left in html_description. */
static void html_leave_inline(html_writer *html, const mdp_event *event)
{
    bool link = event->kind == MDP_KIND_LINK || event->kind == MDP_KIND_IMAGE;
    if (link && render_link_leave(&html->budget, event->node))
        html_brackets(html, render_brackets_after(event->node));
    else
        html_write_step(html, event);
}

/* Spec 6.4: an image's description is printed as plain text, also what images and links within it hold. They still
 * count against the budget, so that an image's description does not decide what comes after it. */
static void html_description_link(html_writer *html, const mdp_event *event)
{
    bool image = event->kind == MDP_KIND_IMAGE;
    if (event->entering) {
        if (render_link_enter(&html->budget, event->node).refused)
            html_brackets(html, render_brackets_before(event->kind));
        else if (image)
            html->image_depth++;
    } else if (render_link_leave(&html->budget, event->node)) {
        html_brackets(html, render_brackets_after(event->node));
    } else if (image && --html->image_depth == 0) {
        html_title(html, mdp_node_title(event->node));
        render_literal(html->out, "\" />");
    }
}

static void html_description(html_writer *html, const mdp_event *event)
{
    switch (event->kind) {
    case MDP_KIND_TEXT:
    case MDP_KIND_CODE_SPAN:
    case MDP_KIND_RAW_HTML:
        render_escape_html(html->out, event->text);
        break;
    case MDP_KIND_SOFT_BREAK:
    case MDP_KIND_HARD_BREAK:
        render_char(html->out, ' ');
        break;
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        html_description_link(html, event);
        break;
    default:
        break; /* emphasis and footnotes leave no trace */
    }
}

static inline void html_event(html_writer *html, const mdp_event *event)
{
    if (rarely(html->image_depth > 0))
        html_description(html, event);
    else if (event->kind < MDP_KIND_TEXT && event->entering)
        html_enter_block(html, event);
    else if (event->kind < MDP_KIND_TEXT)
        html_leave_block(html, event);
    else if (event->entering)
        html_enter_inline(html, event);
    else
        html_leave_inline(html, event);
}

/* Whether a step may be written with others like it: in an image it is something else, and where a link is refused it
 * may be that link's end. */
static inline bool html_is_plain(const html_writer *html, const mdp_event *event)
{
    return html_step_is_plain(html->steps, event) && usually(html->image_depth == 0) &&
           usually(html->budget.refused_count == 0);
}

/* How many steps are taken at once: so few that they stay in the nearest cache. */
enum { EVENTS_AT_ONCE = HTML_PLAIN_MOST };

/* Writes a node and what is in it. The children of a footnote's definition within are left out: where one begins
 * (html->end, which ends the loop) the steps are taken once more up to there, by the walker as it was before, which
 * then goes around them. */
static void html_walk(html_writer *html, mdp_node top)
{
    mdp_walker walker = mdp_walk(top);
    mdp_event events[EVENTS_AT_ONCE];
    size_t count;
    do {
        mdp_walker before = walker;
        count = mdp_walker_read(&walker, events, EVENTS_AT_ONCE);
        html->end = events + count;
        for (const mdp_event *event = events; event < html->end;) {
            if (html_is_plain(html, event))
                event = html_write_plain(html->out, html->steps, event, html->end);
            else
                html_event(html, event++);
        }
        if (html->end < events + count) {
            walker = before;
            mdp_walker_read(&walker, events, (size_t)(html->end - events) + 1);
            mdp_walker_skip_children(&walker);
            count = EVENTS_AT_ONCE;
        }
    } while (count == EVENTS_AT_ONCE && !html->out->failed);
    html->end = NULL;
}

/* Takes out what options, and what is in the document, make something else of. */
static void html_choose_steps(html_writer *html)
{
    bool attributes = (html->flags & MDP_RENDER_SOURCEPOS) != 0;
    bool breaks = (html->flags & (MDP_RENDER_HARD_BREAKS | MDP_RENDER_NO_BREAKS)) != 0;
    bool ids = (html->flags & MDP_RENDER_HEADING_IDS) != 0;
    bool notes = mdp_footnotes_count(html->footnotes) > 0;
    bool raw = (html->flags & (MDP_RENDER_UNSAFE | MDP_RENDER_TAG_FILTER)) == MDP_RENDER_UNSAFE;
    html->steps = &html_steps_plain[raw];
    if (!attributes && !breaks && !ids && !notes)
        return;
    html->own_steps = *html->steps;
    html->steps = &html->own_steps;
    for (mdp_kind kind = MDP_KIND_BLOCK_QUOTE; attributes && kind < MDP_KIND_TEXT; kind++)
        html_steps_take_out(&html->own_steps, kind, true);
    if (breaks)
        html_steps_take_out(&html->own_steps, MDP_KIND_SOFT_BREAK, true);
    if (ids)
        html_steps_take_out(&html->own_steps, MDP_KIND_HEADING, true);
    if (notes)
        html_steps_take_out(&html->own_steps, MDP_KIND_PARAGRAPH, false);
}

/* Field by field: most of the writer is arrays that are filled when they are needed, and a small document feels it. */
static void html_begin(html_writer *html, render_output *out, mdp_node top, const mdp_footnotes *footnotes,
                       uint64_t flags)
{
    html->out = out;
    html->document = mdp_node_document(top);
    html->top = top;
    html->footnotes = footnotes;
    html->flags = flags;
    html->is_backed = false;
    html->image_depth = html->note = 0;
    html->end = NULL;
    html_choose_steps(html);
    render_budget_init(&html->budget, html->document, out->references);
}

inline mdp_status render_html(render_output *out, mdp_node top, const mdp_footnotes *footnotes,
                              const mdp_render_options *options)
{
    html_writer html;
    html_begin(&html, out, top, footnotes, options->flags);
    bool ids = (html.flags & MDP_RENDER_HEADING_IDS) != 0;
    if (ids && !heading_ids_make(&html.ids, html.document, options->allocator)) {
        heading_ids_free(&html.ids);
        return MDP_ERR_NOMEM;
    }
    html_walk(&html, top);
    bool notes = mdp_node_kind(top) == MDP_KIND_DOCUMENT;
    while (notes && html.note < mdp_footnotes_count(footnotes) && !out->failed) {
        html.note++;
        html_walk(&html, mdp_footnotes_definition(footnotes, html.note));
    }
    if (ids)
        heading_ids_free(&html.ids);
    return MDP_OK;
}
