/* oracle_cmark.c: libcmark as the oracle: the tree, as XML, and HTML in all its options.
 *
 * The library follows specification 0.31.2, Debian's cmark 0.30.2 an older one, and has bugs of its own. differences.h
 * names the differences. */
#include "checks.h"
#include "differences.h"
#include "oracle.h"
#include "tidy.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

static const struct view {
    const char *name;
    int cmark_options;
    uint64_t parse_flags;
    mdp_format format;
    uint64_t render_flags;
} views[] = {
    {"tree", 0, 0, MDP_FORMAT_XML, 0},
    {"HTML", CMARK_OPT_UNSAFE, 0, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE},
    {"safe HTML", 0, 0, MDP_FORMAT_HTML, 0},
    {"hard breaks", CMARK_OPT_UNSAFE | CMARK_OPT_HARDBREAKS, 0, MDP_FORMAT_HTML,
     MDP_RENDER_UNSAFE | MDP_RENDER_HARD_BREAKS},
    {"no breaks", CMARK_OPT_UNSAFE | CMARK_OPT_NOBREAKS, 0, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE | MDP_RENDER_NO_BREAKS},
    {"smart tree", CMARK_OPT_SMART, MDP_PARSE_SMART, MDP_FORMAT_XML, 0},
    {"smart HTML", CMARK_OPT_SMART | CMARK_OPT_UNSAFE, MDP_PARSE_SMART, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE},
};
#define VIEW_COUNT (sizeof views / sizeof *views)

static struct spec_bytes render_by_cmark(const char *text, size_t size, const struct view *view)
{
    int parse_options = (view->cmark_options & CMARK_OPT_SMART) | CMARK_OPT_VALIDATE_UTF8;
    cmark_node *root = cmark_parse_document(text, size, parse_options);
    char *rendered = view->format == MDP_FORMAT_XML ? cmark_render_xml(root, view->cmark_options)
                                                    : cmark_render_html(root, view->cmark_options);
    struct spec_bytes bytes = {0};
    spec_append_text(&bytes, rendered);
    free(rendered);
    cmark_node_free(root);
    if (view->format == MDP_FORMAT_XML)
        spec_replace(&bytes, "<code_block info=\"\" ", "<code_block "); /* the difference "empty-info" */
    return bytes;
}

static bool view_agrees(const char *text, size_t size, const struct view *view, const mdp_document *document,
                        bool report)
{
    struct spec_bytes theirs = render_by_cmark(text, size, view);
    struct spec_bytes ours = {0};
    mdp_status status = spec_render(document, view->format, view->render_flags, &ours);
    bool same = status == MDP_OK && spec_equal(&theirs, &ours);
    if (!same && report) {
        printf("  differs: %s%s%s\n", view->name, status != MDP_OK ? ", " : "",
               status != MDP_OK ? mdp_status_message(status) : "");
        spec_print_difference("cmark:", &theirs, "came:", &ours);
    }
    spec_free(&theirs);
    spec_free(&ours);
    return same;
}

/* Whether a text gives the same in every view, and a sound document. */
static bool agrees(const char *text, size_t size, bool report)
{
    const mdp_document *plain = spec_parse(text, size, 0);
    const mdp_document *smart = spec_parse(text, size, MDP_PARSE_SMART);
    bool same = plain != NULL && smart != NULL && spec_check_document(plain, text, size, report ? stdout : NULL);
    for (size_t i = 0; i < VIEW_COUNT && same; i++)
        same = view_agrees(text, size, &views[i], views[i].parse_flags != 0 ? smart : plain, report);
    mdp_document_release(plain);
    mdp_document_release(smart);
    return same;
}

/* The difference "lazy-indent": the trees are equal but for spaces, and nothing differs once no line is indented. */
static bool differs_by_lazy_indent(const struct spec_bytes *text)
{
    const mdp_document *document = spec_parse(text->data, text->size, 0);
    if (document == NULL)
        return false;
    struct spec_bytes theirs = render_by_cmark(text->data, text->size, &views[0]);
    spec_remove_empty_texts(&theirs);
    struct spec_bytes ours = {0};
    struct spec_bytes unindented = {0};
    spec_difference_unindent(text, &unindented);
    bool rendered = spec_check_document(document, text->data, text->size, NULL) &&
                    spec_render(document, views[0].format, views[0].render_flags, &ours) == MDP_OK;
    spec_remove_empty_texts(&ours);
    bool lazy =
        rendered && spec_difference_in_spaces(&theirs, &ours) && agrees(unindented.data, unindented.size, false);
    spec_free(&theirs);
    spec_free(&ours);
    spec_free(&unindented);
    mdp_document_release(document);
    return lazy;
}

/* ------------------------------------------------------------------------------------------------------- the oracle */

bool oracle_agrees(const struct spec_bytes *text, struct spec_flags flags, bool report)
{
    (void)flags; /* cmark has no extensions */
    return agrees(text->data, text->size, report);
}

bool oracle_skips(const struct spec_bytes *text, struct spec_flags flags)
{
    (void)flags;
    return spec_difference_in_random(text);
}

bool oracle_differs_unexpectedly(const struct spec_bytes *text, struct spec_flags flags)
{
    return !oracle_skips(text, flags) && !agrees(text->data, text->size, false) && !differs_by_lazy_indent(text);
}
