/* render_node.c: what mdp_render_node prints of a node is what the whole document's rendering has there. */
#define _GNU_SOURCE /* memmem */
#include "samples.h"
#include "text.h"

/* ------------------------------------------------------------------------------------------------------ renderings */

static void append_string(struct text *text, const char *string)
{
    text_write(text, string, strlen(string));
}

static void append_text(struct text *text, const struct text *more)
{
    if (more->size > 0)
        text_write(text, more->data, more->size);
}

/* Appends the rendering of a node. No reference is refused, for that depends on those before it. */
static bool append_node(struct check *check, struct text *printed, mdp_node node, mdp_format format, uint64_t flags)
{
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = flags;
    options.references = SIZE_MAX;
    return CHECK(check, mdp_render_node(node, format, &options, (mdp_sink){text_write, printed}) == MDP_OK);
}

/* Those of the children, one after the other, with `between` in place of the last byte of all but the last. */
static struct text render_children(struct check *check, mdp_node parent, mdp_format format, uint64_t flags,
                                   const char *between)
{
    struct text printed = {0};
    for (mdp_node node = mdp_node_first_child(parent); !mdp_node_is_none(node); node = mdp_node_next_sibling(node)) {
        if (!append_node(check, &printed, node, format, flags))
            break;
        if (between != NULL) {
            printed.size--;
            if (!mdp_node_is_none(mdp_node_next_sibling(node)))
                append_string(&printed, between);
        }
    }
    return printed;
}

/* Takes away what tells the depth of a line: spaces and, in the dump, a number in parentheses. */
static void take_indentation(struct text *printed)
{
    size_t to = 0;
    for (size_t at = 0; at < printed->size;) {
        while (at < printed->size && printed->data[at] == ' ')
            at++;
        if (at < printed->size && printed->data[at] == '(') {
            while (at < printed->size && printed->data[at] != ' ' && printed->data[at] != '\n')
                at++;
            while (at < printed->size && printed->data[at] == ' ')
                at++;
        }
        const char *line = printed->data + at, *line_end = memchr(line, '\n', printed->size - at);
        size_t size = line_end ? (size_t)(line_end + 1 - line) : printed->size - at;
        memmove(printed->data + to, line, size);
        to += size;
        at += size;
    }
    printed->size = to;
}

static bool begins_with(const struct text *printed, const struct text *part)
{
    return printed->size >= part->size && (part->size == 0 || memcmp(printed->data, part->data, part->size) == 0);
}

static bool is_within(const struct text *part, const struct text *printed)
{
    return part->size == 0 ||
           (printed->size > 0 && memmem(printed->data, printed->size, part->data, part->size) != NULL);
}

/* Whether footnotes stand behind the text. */
static bool has_notes(struct check *check, const mdp_document *document)
{
    mdp_footnotes *footnotes = NULL;
    CHECK(check, mdp_footnotes_create(document, NULL, &footnotes) == MDP_OK);
    bool notes = mdp_footnotes_count(footnotes) > 0;
    mdp_footnotes_destroy(footnotes);
    return notes;
}

/* -------------------------------------------------------------------------------------------------- the properties */

/* Of each node of a text that is so small everything may be printed; of larger ones what is at the top. */
enum { SMALL = 1000 };

static void html_is_sum(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    const uint64_t flags[] = {0, MDP_RENDER_UNSAFE | MDP_RENDER_SOURCEPOS,
                              MDP_RENDER_HEADING_IDS | MDP_RENDER_HARD_BREAKS};
    mdp_node root = mdp_document_root(document);
    for (size_t i = 0; i < CHECK_COUNT(flags); i++) {
        if (flags[i] & MDP_RENDER_HEADING_IDS && sample->size > SMALL)
            continue; /* each call makes all identifiers */
        struct text whole = {0}, sum = render_children(check, root, MDP_FORMAT_HTML, flags[i], NULL);
        append_node(check, &whole, root, MDP_FORMAT_HTML, flags[i]);
        CHECK(check, begins_with(&whole, &sum));
        CHECK(check, whole.size == sum.size || has_notes(check, document));
        free(whole.data);
        free(sum.data);
    }
    mdp_document_release(document);
}

/* What is in an image is printed otherwise by itself, and a footnote's definition not at all. */
static void html_is_part(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample->size <= SMALL ? sample_parse(check, sample) : NULL;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker) && check->complaints == 0) {
        mdp_node parent = mdp_node_parent(walker.node);
        if (!walker.entering || mdp_node_is_none(parent) || mdp_node_kind(parent) == MDP_KIND_FOOTNOTE_DEFINITION)
            continue;
        struct text whole = {0}, part = {0};
        append_node(check, &whole, parent, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE);
        append_node(check, &part, walker.node, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE);
        CHECK(check, is_within(&part, &whole));
        CHECK(check, walker.kind != MDP_KIND_FOOTNOTE_DEFINITION || part.size == 0);
        free(whole.data);
        free(part.data);
        if (walker.kind == MDP_KIND_IMAGE)
            mdp_walker_skip_children(&walker);
    }
    mdp_document_release(document);
}

/* In JSON a node ends with its children. */
static void json_is_sum(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample->size <= SMALL ? sample_parse(check, sample) : NULL;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker) && check->complaints == 0) {
        if (!walker.entering || !mdp_kind_is_container(walker.kind))
            continue;
        struct text whole = {0}, sum = {0};
        struct text children = render_children(check, walker.node, MDP_FORMAT_JSON, 0, ",");
        append_string(&sum, "\"children\":[");
        append_text(&sum, &children);
        append_string(&sum, "]}\n");
        append_node(check, &whole, walker.node, MDP_FORMAT_JSON, 0);
        CHECK(check, whole.size > sum.size && memcmp(whole.data + whole.size - sum.size, sum.data, sum.size) == 0);
        free(whole.data);
        free(sum.data);
        free(children.data);
    }
    mdp_document_release(document);
}

/* But for indentation, and for what the document itself prints. */
static void lines_are_sum(struct check *check, const struct sample *sample)
{
    static const char xml_begin[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                    "<!DOCTYPE document SYSTEM \"CommonMark.dtd\">\n"
                                    "<document xmlns=\"http://commonmark.org/xml/1.0\"";
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    mdp_node root = mdp_document_root(document);
    struct text whole = {0}, sum = {0}, xml = render_children(check, root, MDP_FORMAT_XML, 0, NULL);
    append_node(check, &whole, root, MDP_FORMAT_XML, 0);
    bool notes = has_notes(check, document);
    append_string(&sum, xml_begin);
    append_string(&sum, xml.size > 0 || notes ? ">\n" : " />\n");
    append_text(&sum, &xml);
    if (!notes && xml.size > 0)
        append_string(&sum, "</document>\n");
    take_indentation(&whole);
    take_indentation(&sum);
    CHECK(check, begins_with(&whole, &sum) && (notes || whole.size == sum.size));
    free(xml.data);

    struct text dump = render_children(check, root, MDP_FORMAT_TREE, 0, NULL);
    whole.size = 0;
    append_node(check, &whole, root, MDP_FORMAT_TREE, 0);
    take_indentation(&whole);
    take_indentation(&dump);
    CHECK(check, whole.size >= dump.size &&
                     (dump.size == 0 || memcmp(whole.data + whole.size - dump.size, dump.data, dump.size) == 0));
    const char *line_end = memchr(whole.data, '\n', whole.size);
    CHECK(check, line_end != NULL && whole.size == (size_t)(line_end + 1 - whole.data) + dump.size);
    free(dump.data);
    free(whole.data);
    free(sum.data);
    mdp_document_release(document);
}

/* ------------------------------------------------------------------------------------------------------ the cases */

/* The first node of this kind, or the one so many of them further on. */
static mdp_node find(const mdp_document *document, mdp_kind kind, size_t further)
{
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        if (walker.entering && walker.kind == kind && further-- == 0)
            break;
    }
    return walker.node;
}

/* A node of a text, and what is printed of it. */
struct example {
    const char *text;
    mdp_kind kind;
    size_t further;
    const char *printed;
};

static void check_example(struct check *check, const struct example *example, mdp_format format, uint64_t flags)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_GFM | MDP_EXT_FOOTNOTES;
    const mdp_document *document = NULL;
    check->input = example->text;
    check->input_size = strlen(example->text);
    if (!CHECK(check, mdp_parse(example->text, check->input_size, &options, &document) == MDP_OK))
        return;
    struct text printed = {0};
    append_node(check, &printed, find(document, example->kind, example->further), format, flags);
    CHECK_STRING(check, ((mdp_string){printed.size > 0 ? printed.data : "", printed.size}), example->printed);
    free(printed.data);
    mdp_document_release(document);
    check->input = NULL;
}

static void examples(struct check *check)
{
    static const struct example rows[] = {
        {"- a\n- b\n", MDP_KIND_PARAGRAPH, 1, "b"},
        {"- a\n- b\n", MDP_KIND_LIST_ITEM, 1, "<li>b</li>\n"},
        {"- a\n\n- b\n", MDP_KIND_PARAGRAPH, 1, "<p>b</p>\n"},
        {"- a\n\n- b\n", MDP_KIND_LIST_ITEM, 1, "<li>\n<p>b</p>\n</li>\n"},
        {"- > a\n", MDP_KIND_PARAGRAPH, 0, "<p>a</p>\n"},
        {"- - a\n\n  - b\n", MDP_KIND_LIST, 1, "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"},
        {"a *b `c`* d", MDP_KIND_EMPHASIS, 0, "<em>b <code>c</code></em>"},
        {"a\n\n> b *c*", MDP_KIND_TEXT, 2, "c"},
        {"[a]\n\n[a]: b", MDP_KIND_LINK, 0, "<a href=\"b\">a</a>"},
        {"[a]\n\n[a]: b", MDP_KIND_DEFINITION, 0, ""},
        {"# a\n# a\n", MDP_KIND_HEADING, 1, "<h1 id=\"a-1\">a</h1>\n"},
        {"![a *b*](c)", MDP_KIND_EMPHASIS, 0, "<em>b</em>"},
        {"|a|\n|-|\n|b|\n", MDP_KIND_TABLE_ROW, 0, "<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n"},
        {"|a|\n|-|\n|b|\n", MDP_KIND_TABLE_ROW, 1, "<tr>\n<td>b</td>\n</tr>\n"},
        {"|a|\n|-|\n|b|\n", MDP_KIND_TABLE_CELL, 0, "<th>a</th>\n"},
        {"a[^b]c[^d]\n\n[^b]: x\n\n[^d]: y", MDP_KIND_FOOTNOTE_REFERENCE, 1,
         "<sup class=\"footnote-ref\"><a href=\"#fn-d\" id=\"fnref-d\" data-footnote-ref>2</a></sup>"},
        {"a[^b]\n\n[^b]: x", MDP_KIND_FOOTNOTE_DEFINITION, 0, ""},
        {"a[^b]\n\n[^b]: x", MDP_KIND_PARAGRAPH, 1, "<p>x</p>\n"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        check_example(check, &rows[i], MDP_FORMAT_HTML, MDP_RENDER_HEADING_IDS);
}

/* By itself a node is no part of a row of texts, and its position is its own. */
static void xml_examples(struct check *check)
{
    static const struct example rows[] = {
        {"d&amp;ef", MDP_KIND_TEXT, 0, "<text sourcepos=\"1:1-1:1\" xml:space=\"preserve\">d</text>\n"},
        {"d&amp;ef", MDP_KIND_TEXT, 1, "<text sourcepos=\"1:2-1:6\" xml:space=\"preserve\">&amp;</text>\n"},
        {"d&amp;ef", MDP_KIND_TEXT, 2, "<text sourcepos=\"1:7-1:8\" xml:space=\"preserve\">ef</text>\n"},
        {"a \nb", MDP_KIND_SOFT_BREAK, 0, "<softbreak />\n"},
        {"*a* \nb", MDP_KIND_SOFT_BREAK, 0, "<softbreak />\n"},
        {"a  \nb", MDP_KIND_HARD_BREAK, 0, "<linebreak />\n"},
        {"a\n\n---\n", MDP_KIND_THEMATIC_BREAK, 0, "<thematic_break sourcepos=\"3:1-3:3\" />\n"},
        {"*a&amp;*&amp;", MDP_KIND_EMPHASIS, 0,
         "<emph sourcepos=\"1:1-1:8\">\n"
         "  <text sourcepos=\"1:2-1:7\" xml:space=\"preserve\">a&amp;</text>\n</emph>\n"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        check_example(check, &rows[i], MDP_FORMAT_XML, MDP_RENDER_SOURCEPOS);
}

static void wrong_arguments(struct check *check)
{
    struct text printed = {0};
    mdp_sink sink = {text_write, &printed};
    mdp_node none = mdp_document_root(NULL);
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse("a", 1, NULL, &document) == MDP_OK))
        return;
    mdp_node paragraph = mdp_node_first_child(mdp_document_root(document));
    CHECK(check, mdp_render_node(none, MDP_FORMAT_HTML, NULL, sink) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_render_node(paragraph, (mdp_format)1000, NULL, sink) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_render_node(paragraph, MDP_FORMAT_HTML, NULL, (mdp_sink){NULL, NULL}) == MDP_ERR_ARGUMENT);
    CHECK_SIZE(check, printed.size, 0);
    CHECK(check, mdp_render_node(paragraph, MDP_FORMAT_HTML, NULL, sink) == MDP_OK);
    CHECK_STRING(check, ((mdp_string){printed.data, printed.size}), "<p>a</p>\n");
    free(printed.data);
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"examples", examples}, {"xml_examples", xml_examples}, {"wrong_arguments", wrong_arguments}};
    static const struct property properties[] = {{"html_is_sum", html_is_sum},
                                                 {"html_is_part", html_is_part},
                                                 {"json_is_sum", json_is_sum},
                                                 {"lines_are_sum", lines_are_sum}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
