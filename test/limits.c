/* limits.c: mdp_limits and the limit of a rendering: what lies beyond one is text, what lies within is as without. */
#include "check.h"
#include "digest.h"
#include "samples.h"

#include <stdlib.h>

/* ------------------------------------------------------------------------------------------------------- rendering */

struct html {
    char bytes[4096];
    size_t size;
};

static int append(void *context, const char *data, size_t size)
{
    struct html *html = context;
    if (size > sizeof html->bytes - html->size)
        return 1;
    memcpy(html->bytes + html->size, data, size);
    html->size += size;
    return 0;
}

static const mdp_document *parse(const char *text, size_t size, uint64_t flags, mdp_limits limits)
{
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.flags = flags;
    options.limits = limits;
    return mdp_parse(text, size, &options, &document) == MDP_OK ? document : NULL;
}

static void check_html(struct check *check, const char *text, uint64_t flags, mdp_limits limits, size_t references,
                       const char *wanted)
{
    struct html html = {.size = 0};
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.references = references;
    const mdp_document *document = parse(text, strlen(text), flags, limits);
    if (!CHECK(check, document != NULL))
        return;
    CHECK(check, mdp_render(document, MDP_FORMAT_HTML, &options, (mdp_sink){append, &html}) == MDP_OK);
    CHECK_STRING(check, ((mdp_string){html.bytes, html.size}), wanted);
    mdp_document_release(document);
}

/* ---------------------------------------------------------------------------------------------------------- syntax */

static void beyond_is_text(struct check *check)
{
    static const struct {
        const char *text;
        mdp_limits limits;
        const char *html;
    } rows[] = {
        {"> > a", {.nesting = 1}, "<blockquote>\n<p>&gt; a</p>\n</blockquote>\n"},
        {"- - a\n  - b", {.nesting = 1}, "<ul>\n<li>- a\n- b</li>\n</ul>\n"},
        {"- > a", {.nesting = 1}, "<ul>\n<li>&gt; a</li>\n</ul>\n"},
        {"> a\n\n- b\n\n> c",
         {.nesting = 1},
         "<blockquote>\n<p>a</p>\n</blockquote>\n<ul>\n<li>b</li>\n</ul>\n<blockquote>\n<p>c</p>\n</blockquote>\n"},
        {"> > a", {.nesting = 2}, "<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote>\n</blockquote>\n"},
        {"*a **b** c*", {.nesting = 1}, "<p><em>a **b** c</em></p>\n"},
        {"*a **b** c*", {.nesting = 2}, "<p><em>a <strong>b</strong> c</em></p>\n"},
        {"***a***", {.nesting = 1}, "<p><em>**a**</em></p>\n"},
        {"***a** b* **c**", {.nesting = 1}, "<p><em>**a** b</em> <strong>c</strong></p>\n"},
        {"*a [b](c) d*", {.nesting = 1}, "<p><em>a [b](c) d</em></p>\n"},
        {"[a *b* `c`](d) *e*", {.nesting = 1}, "<p><a href=\"d\">a *b* <code>c</code></a> <em>e</em></p>\n"},
        {"![a ![b](c) d](e)", {.nesting = 1}, "<p><img src=\"e\" alt=\"a ![b](c) d\" /></p>\n"},
        {"*a <http://b> c*", {.nesting = 1}, "<p><em>a &lt;http://b&gt; c</em></p>\n"},
        {"> *a **b***", {.nesting = 1}, "<blockquote>\n<p><em>a **b**</em></p>\n</blockquote>\n"},
        {"[a](b(c))", {.parentheses = 1}, "<p><a href=\"b(c)\">a</a></p>\n"},
        {"[a](b((c)))", {.parentheses = 1}, "<p>[a](b((c)))</p>\n"},
        {"[abc]\n\n[abc]: d", {.label_size = 3}, "<p><a href=\"d\">abc</a></p>\n"},
        {"[abcd]\n\n[abcd]: d", {.label_size = 3}, "<p>[abcd]</p>\n<p>[abcd]: d</p>\n"},
        {"[a][bcde]\n\n[a]: d", {.label_size = 3}, "<p><a href=\"d\">a</a>[bcde]</p>\n"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        check_html(check, rows[i].text, 0, rows[i].limits, 0, rows[i].html);
}

/* An address that is text keeps what its escapes read as. */
static void addresses_beyond_are_text(struct check *check)
{
    const mdp_limits one = {.nesting = 1}, two = {.nesting = 2};
    check_html(check, "*a www.b.org*", MDP_EXT_AUTOLINK, one, 0, "<p><em>a www.b.org</em></p>\n");
    check_html(check, "*a b@c.de*", MDP_EXT_AUTOLINK, one, 0, "<p><em>a b@c.de</em></p>\n");
    check_html(check, "*a b\\_c@d.ef g*", MDP_EXT_AUTOLINK, one, 0, "<p><em>a b_c@d.ef g</em></p>\n");
    check_html(check, "*b\\_c@d.ef*", MDP_EXT_AUTOLINK, two, 0,
               "<p><em><a href=\"mailto:b_c@d.ef\">b_c@d.ef</a></em></p>\n");
}

/* A label's bytes are those of its characters: NUL is U+FFFD, of three bytes. Links and footnotes agree about it. */
static void labels_of_nul(struct check *check)
{
    enum { MOST = 999, FITS = MOST / 3 };
    static const char *const marks[] = {"", "^"};
    char text[2 * FITS];
    for (size_t i = 0; i < CHECK_COUNT(marks); i++) {
        for (size_t nuls = FITS - 2; nuls <= FITS + 1; nuls++) {
            size_t mark = strlen(marks[i]), size = 1 + mark + nuls;
            memset(text, 0, size);
            text[0] = '[';
            memcpy(text + 1, marks[i], mark);
            memcpy(text + size, "]: d", 4);
            const mdp_document *document = parse(text, size + 4, MDP_EXT_FOOTNOTES, (mdp_limits){.label_size = 0});
            size_t stored = 3 * nuls + (mark > 0 ? strlen("[^") : 0);
            if (CHECK(check, document != NULL))
                CHECK_SIZE(check, mdp_document_measure(document).definitions, stored <= MOST ? 1 : 0);
            mdp_document_release(document);
        }
    }
}

static void default_nesting(struct check *check)
{
    size_t size = (size_t)MDP_NESTING_DEFAULT + 10, quotes = 0;
    char *text = malloc(size);
    if (!CHECK(check, text != NULL))
        return;
    memset(text, '>', size);
    const mdp_document *document = parse(text, size, 0, (mdp_limits){.nesting = 0});
    if (CHECK(check, document != NULL)) {
        mdp_node node = mdp_node_first_child(mdp_document_root(document));
        for (; mdp_node_kind(node) == MDP_KIND_BLOCK_QUOTE; node = mdp_node_first_child(node))
            quotes++;
        CHECK_SIZE(check, quotes, MDP_NESTING_DEFAULT);
        CHECK(check, mdp_node_kind(node) == MDP_KIND_PARAGRAPH);
        mdp_document_release(document);
    }
    free(text);
}

/* How deep a document nests: containers of blocks, and inlines in one block. */
struct depth {
    size_t blocks;
    size_t inlines;
};

static struct depth measure(const mdp_document *document)
{
    struct depth now = {0, 0}, most = {0, 0};
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        bool block = walker.kind == MDP_KIND_BLOCK_QUOTE || walker.kind == MDP_KIND_ALERT ||
                     walker.kind == MDP_KIND_LIST_ITEM || walker.kind == MDP_KIND_FOOTNOTE_DEFINITION;
        bool within = walker.kind >= MDP_KIND_EMPHASIS && walker.kind <= MDP_KIND_STRIKETHROUGH;
        size_t *count = block ? &now.blocks : &now.inlines;
        if (!block && !within)
            continue;
        *count = walker.entering ? *count + 1 : *count - 1;
        most.blocks = now.blocks > most.blocks ? now.blocks : most.blocks;
        most.inlines = now.inlines > most.inlines ? now.inlines : most.inlines;
    }
    return most;
}

/* On every sample: no document is deeper than the limit, and one that is not deeper anyway is the same with it. */
static void nesting(struct check *check, const struct sample *sample)
{
    const mdp_document *plain = sample_parse(check, sample);
    if (plain == NULL)
        return;
    struct depth depth = measure(plain);
    uint64_t digest = digest_document(plain);
    mdp_document_release(plain);
    size_t deepest = depth.blocks > depth.inlines ? depth.blocks : depth.inlines;
    const size_t limits[] = {1, 2, 3, 7, deepest ? deepest : 1};
    for (size_t i = 0; i < CHECK_COUNT(limits); i++) {
        const mdp_document *document =
            parse(sample->text, sample->size, sample->flags, (mdp_limits){.nesting = (uint32_t)limits[i]});
        if (!CHECK(check, document != NULL))
            return;
        struct depth limited = measure(document);
        CHECK(check, limited.blocks <= limits[i] && limited.inlines <= limits[i]);
        if (deepest <= limits[i])
            CHECK(check, digest_document(document) == digest);
        mdp_document_release(document);
    }
}

/* ------------------------------------------------------------------------------------------------- text and output */

static mdp_status status_of(size_t size, mdp_limits limits)
{
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.limits = limits;
    mdp_status status = mdp_parse("abcdefgh", size, &options, &document);
    mdp_document_release(document);
    return status;
}

static void text_size(struct check *check)
{
    CHECK(check, status_of(4, (mdp_limits){.text_size = 4}) == MDP_OK);
    CHECK(check, status_of(5, (mdp_limits){.text_size = 4}) == MDP_ERR_LIMIT);
}

static void too_large(struct check *check)
{
    CHECK(check, status_of(1, (mdp_limits){.text_size = MDP_TEXT_SIZE_MAX}) == MDP_OK);
    CHECK(check, status_of(1, (mdp_limits){.text_size = MDP_TEXT_SIZE_MAX + 1}) == MDP_ERR_ARGUMENT);
    CHECK(check, status_of(1, (mdp_limits){.label_size = 999}) == MDP_OK);
    CHECK(check, status_of(1, (mdp_limits){.label_size = 1000}) == MDP_ERR_ARGUMENT);
    CHECK(check, status_of(1, (mdp_limits){.parentheses = 999}) == MDP_OK);
    CHECK(check, status_of(1, (mdp_limits){.parentheses = 1000}) == MDP_ERR_ARGUMENT);
    CHECK(check, status_of(1, (mdp_limits){.nesting = UINT32_MAX}) == MDP_OK);
}

static void references(struct check *check)
{
    static const char text[] = "[a] [a] [a]\n\n[a]: bcd";
    const mdp_limits none = {.text_size = 0};
    check_html(check, text, 0, none, 6, "<p><a href=\"bcd\">a</a> <a href=\"bcd\">a</a> [a]</p>\n");
    check_html(check, text, 0, none, 0, "<p><a href=\"bcd\">a</a> <a href=\"bcd\">a</a> <a href=\"bcd\">a</a></p>\n");
}

/* Has no memory, and notes how much it was asked for. */
static void *refuse(void *context, size_t size)
{
    *(size_t *)context = size;
    return NULL;
}

static void refuse_release(void *context, void *memory, size_t size)
{
    (void)context;
    (void)memory;
    (void)size;
}

/* The scratch of a text is in proportion to it, also where that is more than there are addresses: then it is not asked
 * for. No text of these sizes is needed, since without scratch none is read. */
static void scratch_of_any_size(struct check *check)
{
    for (size_t size = 4096; size && size <= MDP_TEXT_SIZE_MAX;
         size = size < MDP_TEXT_SIZE_MAX / 9 * 8 ? size / 8 * 9 : 0) {
        size_t asked = 0;
        const mdp_document *document = NULL;
        mdp_options options = MDP_OPTIONS_INIT;
        options.allocator = (mdp_allocator){refuse, refuse_release, &asked};
        CHECK(check, mdp_parse("a", size, &options, &document) == MDP_ERR_NOMEM);
        CHECK(check, asked == 0 || asked >= size);
        CHECK(check, asked > 0 || size > SIZE_MAX / 4);
    }
}

/* A cache must not give a document that was parsed under other limits. */
static void cached(struct check *check)
{
    mdp_cache *cache = NULL;
    mdp_options limited = MDP_OPTIONS_INIT;
    const mdp_document *deep = NULL, *flat = NULL, *again = NULL;
    limited.limits.nesting = 1;
    if (!CHECK(check, mdp_cache_create(1 << 20, &cache) == MDP_OK))
        return;
    CHECK(check, mdp_cache_parse(cache, "> > a", 5, NULL, &deep) == MDP_OK);
    CHECK(check, mdp_cache_parse(cache, "> > a", 5, &limited, &flat) == MDP_OK);
    limited.limits = (mdp_limits){.nesting = MDP_NESTING_DEFAULT};
    CHECK(check, mdp_cache_parse(cache, "> > a", 5, &limited, &again) == MDP_OK);
    CHECK_SIZE(check, measure(deep).blocks, 2);
    CHECK_SIZE(check, measure(flat).blocks, 1);
    CHECK(check, again == deep);
    mdp_document_release(deep);
    mdp_document_release(flat);
    mdp_document_release(again);
    mdp_cache_destroy(cache);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"beyond_is_text", beyond_is_text},
                                              {"addresses_beyond_are_text", addresses_beyond_are_text},
                                              {"labels_of_nul", labels_of_nul},
                                              {"default_nesting", default_nesting},
                                              {"text_size", text_size},
                                              {"too_large", too_large},
                                              {"references", references},
                                              {"cached", cached},
                                              {"scratch_of_any_size", scratch_of_any_size}};
    static const struct property properties[] = {{"nesting", nesting}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
