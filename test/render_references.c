/* render_references.c: the cap on what reference links add to the output: when it is reached, what is printed from then
 * on, and that it keeps the output linear in every format. */
#include "check.h"
#include "text.h"

#include <stdlib.h>

static void append_string(struct text *text, const char *string)
{
    text_write(text, string, strlen(string));
}

static void append_times(struct text *text, const char *string, size_t times)
{
    for (size_t i = 0; i < times; i++)
        append_string(text, string);
}

static struct text render(struct check *check, const struct text *source, mdp_format format, uint64_t flags)
{
    struct text text = {NULL, 0, 0};
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = flags;
    const mdp_document *document = NULL;
    if (CHECK(check, mdp_parse(source->data, source->size, NULL, &document) == MDP_OK))
        CHECK(check, mdp_render(document, format, &options, (mdp_sink){text_write, &text}) == MDP_OK);
    mdp_document_release(document);
    return text;
}

static size_t occurrences(const struct text *text, const char *string)
{
    size_t count = 0, size = strlen(string);
    for (size_t at = 0; at + size <= text->size; at++)
        count += memcmp(text->data + at, string, size) == 0;
    return count;
}

/* What a text prints behind the last `mark`; the marks stand where the cap has been reached. */
static mdp_string behind(const struct text *text, const char *mark)
{
    size_t size = strlen(mark);
    for (size_t at = text->size; at >= size; at--)
        if (memcmp(text->data + at - size, mark, size) == 0)
            return (mdp_string){text->data + at, text->size - at};
    return (mdp_string){"", 0};
}

/* A definition of x, whose destination and title have `size` bytes, and of small, whose destination has three. */
static struct text definitions(size_t size)
{
    struct text text = {NULL, 0, 0};
    append_string(&text, "[small]: abc\n[empty]: <>\n[x]: ");
    append_times(&text, "u", size - 2);
    append_string(&text, " 'tt'\n\n");
    return text;
}

/* ---------------------------------------------------------------------------------------------------------- cases */

/* 100,000 bytes exactly are allowed, and not one more. */
static void exactly(struct check *check)
{
    struct text source = definitions(1000);
    append_times(&source, "[x]\n", 102);
    struct text html = render(check, &source, MDP_FORMAT_HTML, 0);
    CHECK_SIZE(check, occurrences(&html, "title=\"tt\">x</a>"), 100);
    CHECK_SIZE(check, occurrences(&html, "[x]"), 2);
    free(html.data);
    free(source.data);

    source = definitions(1001);
    append_times(&source, "[x]\n", 102);
    html = render(check, &source, MDP_FORMAT_HTML, 0);
    CHECK_SIZE(check, occurrences(&html, "title=\"tt\">x</a>"), 99);
    free(html.data);
    free(source.data);
}

/* A text of more than 100,000 bytes may print as much as it has. */
static void large_text(struct check *check)
{
    struct text source = definitions(50000);
    append_times(&source, "[x]\n", 100000);
    struct text html = render(check, &source, MDP_FORMAT_HTML, 0);
    CHECK_SIZE(check, occurrences(&html, "title=\"tt\">x</a>"), source.size / 50000);
    free(html.data);
    free(source.data);
}

/* A link that does not fit leaves the budget as it was: smaller ones are still resolved. Others cost nothing. */
static void smaller_still_fit(struct check *check)
{
    struct text source = definitions(1000);
    append_times(&source, "[x]\n", 99);
    append_times(&source, "[small]\n", 332);
    append_string(&source, "\n***\n[x] [small] [small] [small] [empty] [a](b 'c') <d@e>\n");
    struct text html = render(check, &source, MDP_FORMAT_HTML, 0);
    CHECK_STRING(
        check, behind(&html, "<hr />\n"),
        "<p>[x] <a href=\"abc\">small</a> [small] [small] <a href=\"\">empty</a> <a href=\"b\" title=\"c\">a</a> "
        "<a href=\"mailto:d@e\">d@e</a></p>\n");
    free(html.data);
    free(source.data);
}

/* Every form of reference, printed as it was written, with what is in it; links and images that are no references are
 * not touched, whether outside or inside. */
static void refused_forms(struct check *check)
{
    struct text source = definitions(1000);
    append_times(&source, "[x]\n", 100);
    append_string(&source, "\n***\na[*b*<][X]c [x][] ![x] ![d`e`][ x ] [![f](g)][x] ![h [x] ![i][x]](j) [![x]](k)\n");
    struct text html = render(check, &source, MDP_FORMAT_HTML, 0);
    CHECK_STRING(check, behind(&html, "<hr />\n"),
                 "<p>a[<em>b</em>&lt;][X]c [x][] ![x] ![d<code>e</code>][ x ] [<img src=\"g\" alt=\"f\" />][x] "
                 "<img src=\"j\" alt=\"h [x] ![i][x]\" /> <a href=\"k\">![x]</a></p>\n");
    free(html.data);
    struct text xml = render(check, &source, MDP_FORMAT_XML, 0);
    CHECK_STRING(check, behind(&xml, "<thematic_break />\n"),
                 "  <paragraph>\n"
                 "    <text xml:space=\"preserve\">a[</text>\n"
                 "    <emph>\n"
                 "      <text xml:space=\"preserve\">b</text>\n"
                 "    </emph>\n"
                 "    <text xml:space=\"preserve\">&lt;][X]c [x][] ![x] ![d</text>\n"
                 "    <code xml:space=\"preserve\">e</code>\n"
                 "    <text xml:space=\"preserve\">][ x ] [</text>\n"
                 "    <image destination=\"g\">\n"
                 "      <text xml:space=\"preserve\">f</text>\n"
                 "    </image>\n"
                 "    <text xml:space=\"preserve\">][x] </text>\n"
                 "    <image destination=\"j\">\n"
                 "      <text xml:space=\"preserve\">h [x] ![i][x]</text>\n"
                 "    </image>\n"
                 "    <text xml:space=\"preserve\"> </text>\n"
                 "    <link destination=\"k\">\n"
                 "      <text xml:space=\"preserve\">![x]</text>\n"
                 "    </link>\n"
                 "  </paragraph>\n"
                 "</document>\n");
    free(xml.data);
    free(source.data);
}

static void refused_with_sourcepos(struct check *check)
{
    struct text source = {NULL, 0, 0};
    append_string(&source, "a ![b][x] c\n\n***\n");
    append_times(&source, "[x]\n", 2);
    append_string(&source, "\n[x]: ");
    append_times(&source, "u", 200000);
    append_times(&source, "\n", 10);
    struct text xml = render(check, &source, MDP_FORMAT_XML, MDP_RENDER_SOURCEPOS);
    CHECK_STRING(check, behind(&xml, "<thematic_break sourcepos=\"3:1-3:3\" />\n"),
                 "  <paragraph sourcepos=\"4:1-5:3\">\n"
                 "    <text sourcepos=\"4:1-4:1\" xml:space=\"preserve\">[</text>\n"
                 "    <text sourcepos=\"4:2-4:2\" xml:space=\"preserve\">x</text>\n"
                 "    <text sourcepos=\"4:3-4:3\" xml:space=\"preserve\">]</text>\n"
                 "    <softbreak />\n"
                 "    <text sourcepos=\"5:1-5:1\" xml:space=\"preserve\">[</text>\n"
                 "    <text sourcepos=\"5:2-5:2\" xml:space=\"preserve\">x</text>\n"
                 "    <text sourcepos=\"5:3-5:3\" xml:space=\"preserve\">]</text>\n"
                 "  </paragraph>\n"
                 "</document>\n");
    free(xml.data);
    free(source.data);
}

static void truncated_in_json(struct check *check)
{
    struct text source = definitions(1000);
    append_times(&source, "[x]\n", 100);
    append_string(&source, "\n***\n![y][x][small]");
    struct text json = render(check, &source, MDP_FORMAT_JSON, 0);
    CHECK_SIZE(check, occurrences(&json, "\"truncated\":true"), 2);
    CHECK_SIZE(check, occurrences(&json, "\"form\":\"shortcut\",\"label\":\"small\",\"truncated\":true,"), 1);
    CHECK_SIZE(check, occurrences(&json, "\"form\":\"full\",\"label\":\"x\",\"truncated\":true,\"children\":[{"), 1);
    CHECK_SIZE(check, occurrences(&json, "\"form\":\"shortcut\",\"label\":\"x\",\"destination\":\"uuu"), 100);
    free(json.data);
    free(source.data);
}

/* Images nested in each other, all of them refused: those on the way in are those on the way out. Deeper than the
 * renderers remember, small ones are refused too; behind that they are resolved again. */
static void refused_deep(struct check *check)
{
    enum { DEPTH = 1000 };
    struct text source = definitions(1000), wanted = {NULL, 0, 0};
    append_times(&source, "[x]\n", 99);
    append_string(&source, "[small]\n\n***\n");
    append_times(&source, "![", DEPTH);
    append_string(&source, "![a][small]");
    append_times(&source, "][x]", DEPTH);
    append_string(&source, "[small]");
    append_string(&wanted, "<p>");
    append_times(&wanted, "![", DEPTH);
    append_string(&wanted, "![a][small]");
    append_times(&wanted, "][x]", DEPTH);
    append_string(&wanted, "<a href=\"abc\">small</a></p>\n");
    struct text html = render(check, &source, MDP_FORMAT_HTML, 0);
    mdp_string came = behind(&html, "<hr />\n");
    check_string(check, came, wanted.data, wanted.size, "brackets in pairs", __FILE__, __LINE__);
    free(html.data);
    free(source.data);
    free(wanted.data);
}

/* A refused image around one that fits, and the other way round, within an image's description. */
static void refused_and_not(struct check *check)
{
    struct text source = definitions(1000);
    append_times(&source, "[x]\n", 99);
    append_string(&source, "[small]\n\n***\n![a ![b ![c][x] d][small] e][x]f\n![a ![b ![c][small] d][x] e][small]f\n");
    struct text html = render(check, &source, MDP_FORMAT_HTML, 0);
    CHECK_STRING(check, behind(&html, "<hr />\n"),
                 "<p>![a <img src=\"abc\" alt=\"b ![c][x] d\" /> e][x]f\n"
                 "<img src=\"abc\" alt=\"a ![b c d][x] e\" />f</p>\n");
    free(html.data);
    free(source.data);
}

/* "[x]: " + "x" * n + "\n" + "[x]\n" * n: twice the n, about twice the output. */
static void linear(struct check *check)
{
    static const mdp_format formats[] = {MDP_FORMAT_HTML, MDP_FORMAT_XML, MDP_FORMAT_JSON, MDP_FORMAT_TREE};
    for (size_t f = 0; f < CHECK_COUNT(formats); f++) {
        size_t sizes[2];
        for (size_t i = 0, n = 40000; i < 2; i++, n *= 2) {
            struct text source = definitions(n);
            append_times(&source, "![x]\n", n);
            struct text came = render(check, &source, formats[f], 0);
            sizes[i] = came.size;
            free(came.data);
            free(source.data);
        }
        CHECK(check, sizes[1] < 26 * (sizes[0] / 10));
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"exactly", exactly},
                                              {"large_text", large_text},
                                              {"smaller_still_fit", smaller_still_fit},
                                              {"refused_forms", refused_forms},
                                              {"refused_with_sourcepos", refused_with_sourcepos},
                                              {"truncated_in_json", truncated_in_json},
                                              {"refused_deep", refused_deep},
                                              {"refused_and_not", refused_and_not},
                                              {"linear", linear}};
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
