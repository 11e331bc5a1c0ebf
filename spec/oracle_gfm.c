/* oracle_gfm.c: libcmark-gfm as the oracle, with the extensions that a text is parsed with.
 *
 * It follows specification 0.29, so much of what it reads otherwise has nothing to do with extensions. A random
 * document is therefore compared only if both agree on it without any. What is left are the differences of extensions,
 * which differences_gfm.h names. */
#include "checks.h"
#include "differences_gfm.h"
#include "oracle.h"
#include "tidy.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

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
    spec_append_text(&bytes, rendered);
    free(rendered);
    cmark_node_free(root);
    cmark_parser_free(parser);
    return bytes;
}

static bool view_agrees(const struct spec_bytes *text, struct spec_flags flags, const struct view *view,
                        const mdp_document *document, bool report)
{
    struct spec_bytes theirs = render_by_gfm(text, flags, view);
    struct spec_bytes ours = {0};
    mdp_status status = spec_render(document, view->format, view->render_flags | flags.render, &ours);
    if (view->format == MDP_FORMAT_XML) {
        tidy_xml(&theirs);
        tidy_xml(&ours);
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
    for (size_t i = 0; i < VIEW_COUNT && same; i++)
        same = view_agrees(text, flags, &views[i], document, report);
    mdp_document_release(document);
    return same;
}

const char *oracle_difference(const struct spec_example *example, bool is_spec)
{
    return spec_gfm_difference_of_example(example, is_spec);
}

bool oracle_names(const char *difference)
{
    return spec_gfm_difference_is_named(difference);
}

bool oracle_skips(const struct spec_bytes *text, struct spec_flags flags)
{
    const struct spec_flags none = {0, 0};
    if (spec_gfm_difference_in_random(text, flags) || !oracle_agrees(text, none, false))
        return true;
    struct spec_bytes bare = {0};
    spec_gfm_without_boxes(text, &bare);
    bool same = !(flags.parse & MDP_EXT_TASK_LIST) || oracle_agrees(&bare, none, false);
    spec_free(&bare);
    return !same;
}

bool oracle_differs_unexpectedly(const struct spec_bytes *text, struct spec_flags flags)
{
    return !oracle_agrees(text, flags, false) && !oracle_skips(text, flags);
}
