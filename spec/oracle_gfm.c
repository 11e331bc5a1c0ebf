/* oracle_gfm.c: libcmark-gfm as the oracle, with the extensions that a text is parsed with.
 *
 * It follows specification 0.29, so much of what it reads otherwise has nothing to do with extensions. A random
 * document is therefore compared only if both agree on it without any. What is left are the differences of extensions,
 * which differences_gfm.h names.
 *
 * It does not know alerts. They are compared as what they are made of: with its marker taken out, an alert is a block
 * quote. */
#include "checks.h"
#include "differences_gfm.h"
#include "oracle.h"
#include "tidy.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

/* --------------------------------------------------------------------------------------------------------- alerts */

static const char *const alert_begins[][2] = {
    {"<div class=\"markdown-alert markdown-alert-note\">\n<p class=\"markdown-alert-title\">Note</p>\n",
     "<alert type=\"note\" title=\"Note\""},
    {"<div class=\"markdown-alert markdown-alert-tip\">\n<p class=\"markdown-alert-title\">Tip</p>\n",
     "<alert type=\"tip\" title=\"Tip\""},
    {"<div class=\"markdown-alert markdown-alert-important\">\n<p class=\"markdown-alert-title\">Important</p>\n",
     "<alert type=\"important\" title=\"Important\""},
    {"<div class=\"markdown-alert markdown-alert-warning\">\n<p class=\"markdown-alert-title\">Warning</p>\n",
     "<alert type=\"warning\" title=\"Warning\""},
    {"<div class=\"markdown-alert markdown-alert-caution\">\n<p class=\"markdown-alert-title\">Caution</p>\n",
     "<alert type=\"caution\" title=\"Caution\""},
};

/* Makes block quotes of the alerts in our output. Called for both outputs, as it makes the ends of quotes those of
 * alerts: a text can only be replaced by a shorter one. */
static void tidy_alerts(struct spec_bytes *output, mdp_format format)
{
    bool xml = format == MDP_FORMAT_XML;
    for (size_t i = 0; i < sizeof alert_begins / sizeof *alert_begins; i++)
        spec_replace(output, alert_begins[i][xml], xml ? "<block_quote" : "<blockquote>\n");
    spec_replace(output, xml ? "</block_quote>" : "</blockquote>", xml ? "</alert>" : "</div>");
}

static size_t line_behind(const struct spec_bytes *text, size_t at)
{
    while (at < text->size && text->data[at] != '\n' && text->data[at] != '\r')
        at++;
    return at + (at + 1 < text->size && text->data[at] == '\r' && text->data[at + 1] == '\n' ? 2 : 1);
}

/* Writes a document's text without the markers of its alerts to `out`: with blank lines in their places. A lazy line
 * behind one is given the quote's marker instead of its indentation. */
static void without_alert_markers(const struct spec_bytes *text, const mdp_document *document, struct spec_bytes *out)
{
    mdp_node node = mdp_node_first_child(mdp_document_root(document));
    size_t at = 0;
    for (; !mdp_node_is_none(node); node = mdp_node_next_sibling(node)) {
        mdp_span marker = mdp_node_alert_marker(node);
        if (mdp_node_kind(node) != MDP_KIND_ALERT)
            continue;
        spec_append(out, text->data + at, marker.begin - at);
        at = marker.end;
        size_t line = line_behind(text, at), nonspace = line;
        while (text->data[nonspace] == ' ' || text->data[nonspace] == '\t')
            nonspace++;
        if (text->data[nonspace] == '>')
            continue;
        spec_append(out, text->data + at, line - at);
        spec_append_text(out, "> ");
        at = nonspace;
    }
    if (at < text->size)
        spec_append(out, text->data + at, text->size - at);
}

/* --------------------------------------------------------------------------------------------------- comparing */

static const struct view {
    const char *name;
    int gfm_options;
    mdp_format format;
    uint64_t render_flags;
} views[] = {
    {"tree", 0, MDP_FORMAT_XML, 0},
    {"HTML", CMARK_OPT_UNSAFE, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE},
    {"safe HTML", 0, MDP_FORMAT_HTML, 0},
};
#define VIEW_COUNT (sizeof views / sizeof *views)

/* Which of its extensions, and options of its parser, stand for our flags. */
static const struct {
    struct spec_flags flags;
    const char *extension;
    int gfm_options;
} extensions[] = {
    {{MDP_EXT_STRIKETHROUGH | MDP_EXT_STRIKETHROUGH_DOUBLE, 0}, "strikethrough", 0},
    {{MDP_EXT_AUTOLINK, 0}, "autolink", 0},
    {{MDP_EXT_TABLE, 0}, "table", 0},
    {{MDP_EXT_TASK_LIST, 0}, "tasklist", 0},
    {{0, MDP_RENDER_TAG_FILTER}, "tagfilter", 0},
    {{MDP_EXT_STRIKETHROUGH_DOUBLE, 0}, NULL, CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE},
    {{MDP_EXT_FOOTNOTES, 0}, NULL, CMARK_OPT_FOOTNOTES},
};
#define EXTENSION_COUNT (sizeof extensions / sizeof *extensions)

static bool is_asked_for(size_t extension, struct spec_flags flags)
{
    return (extensions[extension].flags.parse & flags.parse) != 0 ||
           (extensions[extension].flags.render & flags.render) != 0;
}

static cmark_parser *make_parser(struct spec_flags flags)
{
    int options = CMARK_OPT_VALIDATE_UTF8;
    for (size_t i = 0; i < EXTENSION_COUNT; i++)
        if (is_asked_for(i, flags))
            options |= extensions[i].gfm_options;
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(options);
    for (size_t i = 0; i < EXTENSION_COUNT; i++)
        if (is_asked_for(i, flags) && extensions[i].extension != NULL)
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i].extension));
    return parser;
}

/* What the two print otherwise in XML, whatever the text: it has attributes for titles and info strings that are not
 * there, and text elements that hold nothing, where something was taken off a text. */
static void tidy_xml(struct spec_bytes *xml)
{
    spec_replace(xml, " title=\"\"", "");
    spec_replace(xml, "<code_block info=\"\" ", "<code_block ");
    spec_remove_empty_texts(xml);
}

/* Appends their output; in XML control characters, which that cannot hold, are U+FFFD, as we write them. */
static void append_rendered(struct spec_bytes *bytes, const char *rendered, mdp_format format)
{
    for (const char *at = rendered; *at; at++) {
        bool control = (unsigned char)*at < ' ' && *at != '\t' && *at != '\n' && *at != '\r';
        if (control && format == MDP_FORMAT_XML)
            spec_append_text(bytes, "\xEF\xBF\xBD");
        else
            spec_append(bytes, at, 1);
    }
}

static struct spec_bytes render_by_gfm(const struct spec_bytes *text, struct spec_flags flags, const struct view *view)
{
    cmark_parser *parser = make_parser(flags);
    cmark_parser_feed(parser, text->size > 0 ? text->data : "", text->size);
    cmark_node *root = cmark_parser_finish(parser);
    int options = view->gfm_options;
    char *rendered = view->format == MDP_FORMAT_XML
                         ? cmark_render_xml(root, options)
                         : cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser));
    struct spec_bytes bytes = {0};
    append_rendered(&bytes, rendered, view->format);
    free(rendered);
    cmark_node_free(root);
    cmark_parser_free(parser);
    return bytes;
}

static bool view_agrees(const struct spec_bytes *their_text, struct spec_flags flags, const struct view *view,
                        const mdp_document *document, bool report)
{
    struct spec_bytes theirs = render_by_gfm(their_text, flags, view);
    struct spec_bytes ours = {0};
    mdp_status status = spec_render(document, view->format, view->render_flags | flags.render, &ours);
    if (view->format == MDP_FORMAT_XML) {
        tidy_xml(&theirs);
        tidy_xml(&ours);
        spec_forget_element(&ours, "footnote_definition"); /* which it has no name for */
        spec_forget_element(&ours, "footnote_reference");
    }
    if (flags.parse & MDP_EXT_ALERTS) {
        tidy_alerts(&theirs, view->format);
        tidy_alerts(&ours, view->format);
    }
    bool same = status == MDP_OK && spec_equal(&theirs, &ours);
    if (!same && report) {
        printf("  differs: %s%s%s\n", view->name, status != MDP_OK ? ", " : "",
               status != MDP_OK ? mdp_status_message(status) : "");
        spec_print_difference("cmark-gfm:", &theirs, "came:", &ours);
    }
    spec_free(&theirs);
    spec_free(&ours);
    return same;
}

/* ------------------------------------------------------------------------------------------------------- the oracle */

bool oracle_agrees(const struct spec_bytes *text, struct spec_flags flags, bool report)
{
    const mdp_document *document = spec_parse(text->data, text->size, flags.parse);
    bool same = document != NULL && spec_check_document(document, text->data, text->size, report ? stdout : NULL);
    struct spec_bytes their_text = {0};
    if (same)
        without_alert_markers(text, document, &their_text);
    for (size_t i = 0; i < VIEW_COUNT && same; i++)
        same = view_agrees(&their_text, flags, &views[i], document, report);
    spec_free(&their_text);
    mdp_document_release(document);
    return same;
}

bool oracle_skips(const struct spec_bytes *text, struct spec_flags flags)
{
    const struct spec_flags none = {0, 0};
    if (spec_gfm_difference_in_random(text, flags) || !oracle_agrees(text, none, false))
        return true;
    struct spec_bytes bare = {0}, quotes = {0};
    spec_gfm_without_boxes(text, &bare);
    const mdp_document *document = spec_parse(text->data, text->size, flags.parse);
    without_alert_markers(text, document, &quotes);
    bool same = (!(flags.parse & MDP_EXT_TASK_LIST) || oracle_agrees(&bare, none, false)) &&
                (!(flags.parse & MDP_EXT_ALERTS) || oracle_agrees(&quotes, none, false));
    mdp_document_release(document);
    spec_free(&bare);
    spec_free(&quotes);
    return !same;
}

bool oracle_differs_unexpectedly(const struct spec_bytes *text, struct spec_flags flags)
{
    return !oracle_agrees(text, flags, false) && !oracle_skips(text, flags);
}
