/* render_formats.c: what each format prints, where the examples of the spec do not show it: render options, the safety
 * of HTML, image descriptions, sourcepos, and all of XML, JSON and the tree dump.
 *
 * The texts are small and the output is spelled out whole, so that a change of one byte shows. */
#include "check.h"
#include "text.h"

#include <stdlib.h>

#define UNSAFE    MDP_RENDER_UNSAFE
#define SOURCEPOS MDP_RENDER_SOURCEPOS
#define HARD      MDP_RENDER_HARD_BREAKS
#define NO        MDP_RENDER_NO_BREAKS

struct rendering {
    const char *name;
    uint64_t flags;
    const char *text;
    const char *wanted;
};

static const struct rendering html[] = {
    {"empty", 0, "", ""},
    {"soft_break", 0, "a\nb", "<p>a\nb</p>\n"},
    {"soft_break_hard", HARD, "a\nb", "<p>a<br />\nb</p>\n"},
    {"soft_break_none", NO, "a\nb\\\nc", "<p>a b<br />\nc</p>\n"},
    {"soft_break_hard_wins", HARD | NO, "a\nb", "<p>a<br />\nb</p>\n"},
    {"raw_html_omitted", 0, "<div>\n\na <b> c", "<!-- raw HTML omitted -->\n<p>a <!-- raw HTML omitted --> c</p>\n"},
    {"raw_html_unsafe", UNSAFE, "<div>\n\na <b> c", "<div>\n<p>a <b> c</p>\n"},
    {"raw_html_in_item", UNSAFE, "- <div>\n- a", "<ul>\n<li>\n<div>\n</li>\n<li>a</li>\n</ul>\n"},
    {"definition_prints_nothing", 0, "> [a]: /u", "<blockquote>\n</blockquote>\n"},
    {"tight_around_nested", 0, "- a\n  > b\n\n- c\n",
     "<ul>\n<li>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n"},
    {"tight_after_quote", 0, "- > a\n  # b\n  c",
     "<ul>\n<li>\n<blockquote>\n<p>a</p>\n</blockquote>\n<h1>b</h1>\nc</li>\n</ul>\n"},
    {"tight_after_loose_list", 0, "- a\n  1. b\n\n     c\n  # d\n  e\n",
     "<ul>\n<li>a\n<ol>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ol>\n<h1>d</h1>\ne</li>\n</ul>\n"},
    {"loose_after_tight_list", 0, "- a\n\n  - b\n  - c\n\n  d",
     "<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n<p>d</p>\n</li>\n</ul>\n"},
    {"list_start", 0, "0. a\n\n<!-- -->\n\n7) b",
     "<ol start=\"0\">\n<li>a</li>\n</ol>\n<!-- raw HTML omitted -->\n<ol start=\"7\">\n<li>b</li>\n</ol>\n"},
    {"language", 0, "``` a&amp;\"b c d\n```\n\n```\n```",
     "<pre><code class=\"language-a&amp;&quot;b\"></code></pre>\n<pre><code></code></pre>\n"},
    {"title", 0, "[a](b \"&quot;<c>\")", "<p><a href=\"b\" title=\"&quot;&lt;c&gt;\">a</a></p>\n"},
    {"image_description", 0, "![a *b* `c<` <d> e\nf\\\ng [h](i) ![j](k \"l\") <mm:n>](/o \"p\") q",
     "<p><img src=\"/o\" alt=\"a b c&lt; &lt;d&gt; e f g h j mm:n\" title=\"p\" /> q</p>\n"},
    {"image_description_unsafe", UNSAFE, "![<b>](a)", "<p><img src=\"a\" alt=\"&lt;b&gt;\" /></p>\n"},
    {"image_description_breaks", HARD, "![a\nb](c)", "<p><img src=\"c\" alt=\"a b\" /></p>\n"},
    {"link_around_image", 0, "[![a](b)](c)", "<p><a href=\"c\"><img src=\"b\" alt=\"a\" /></a></p>\n"},
    {"sourcepos", SOURCEPOS, "# a\n\n> - b\n>   c\n\n```\nd\n```\n***\n\n    e",
     "<h1 data-sourcepos=\"1:1-1:3\">a</h1>\n<blockquote data-sourcepos=\"3:1-4:5\">\n<ul data-sourcepos=\"3:3-4:5\">\n"
     "<li data-sourcepos=\"3:3-4:5\">b\nc</li>\n</ul>\n</blockquote>\n"
     "<pre data-sourcepos=\"6:1-8:3\"><code>d\n</code></pre>\n<hr data-sourcepos=\"9:1-9:3\" />\n"
     "<pre data-sourcepos=\"11:5-11:5\"><code>e\n</code></pre>\n"},
    {"sourcepos_of_paragraph", SOURCEPOS, "a\n*b*\r\n", "<p data-sourcepos=\"1:1-2:3\">a\n<em>b</em></p>\n"},
    {"sourcepos_of_ordered", SOURCEPOS, "2. a",
     "<ol start=\"2\" data-sourcepos=\"1:1-1:4\">\n"
     "<li data-sourcepos=\"1:1-1:4\">a</li>\n</ol>\n"},
    {"sourcepos_of_lists", SOURCEPOS, "1. a\n\n- b\n\n  c\n\n<!-- -->\n\n1) d\n\n2) e",
     "<ol data-sourcepos=\"1:1-1:4\">\n<li data-sourcepos=\"1:1-1:4\">a</li>\n</ol>\n"
     "<ul data-sourcepos=\"3:1-5:3\">\n<li data-sourcepos=\"3:1-5:3\">\n<p data-sourcepos=\"3:3-3:3\">b</p>\n"
     "<p data-sourcepos=\"5:3-5:3\">c</p>\n</li>\n</ul>\n<!-- raw HTML omitted -->\n"
     "<ol data-sourcepos=\"9:1-11:4\">\n<li data-sourcepos=\"9:1-9:4\">\n<p data-sourcepos=\"9:4-9:4\">d</p>\n</li>\n"
     "<li data-sourcepos=\"11:1-11:4\">\n<p data-sourcepos=\"11:4-11:4\">e</p>\n</li>\n</ol>\n"},
    {"sourcepos_of_headings", SOURCEPOS | MDP_RENDER_HEADING_IDS, "## a\n###### b\n# !",
     "<h2 id=\"a\" data-sourcepos=\"1:1-1:4\">a</h2>\n<h6 id=\"b\" data-sourcepos=\"2:1-2:8\">b</h6>\n"
     "<h1 data-sourcepos=\"3:1-3:3\">!</h1>\n"},
    {"headings", 0, "# a\n## b\n### c\n#### d\n##### e\n###### f",
     "<h1>a</h1>\n<h2>b</h2>\n<h3>c</h3>\n<h4>d</h4>\n<h5>e</h5>\n<h6>f</h6>\n"},
    {"sourcepos_of_tasks", SOURCEPOS, "- [x] a\n- [ ] b",
     "<ul data-sourcepos=\"1:1-2:7\">\n"
     "<li data-sourcepos=\"1:1-1:7\"><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n"
     "<li data-sourcepos=\"2:1-2:7\"><input type=\"checkbox\" disabled=\"\" /> b</li>\n</ul>\n"},
    {"sourcepos_of_table", SOURCEPOS, "|a|b|c|d|\n|-|:-|:-:|-:|\n|e|f|g|h|",
     "<table data-sourcepos=\"1:1-3:9\">\n<thead>\n<tr data-sourcepos=\"1:1-1:9\">\n<th "
     "data-sourcepos=\"1:2-1:2\">a</th>\n"
     "<th align=\"left\" data-sourcepos=\"1:4-1:4\">b</th>\n<th align=\"center\" data-sourcepos=\"1:6-1:6\">c</th>\n"
     "<th align=\"right\" data-sourcepos=\"1:8-1:8\">d</th>\n</tr>\n</thead>\n<tbody>\n<tr "
     "data-sourcepos=\"3:1-3:9\">\n"
     "<td data-sourcepos=\"3:2-3:2\">e</td>\n<td align=\"left\" data-sourcepos=\"3:4-3:4\">f</td>\n"
     "<td align=\"center\" data-sourcepos=\"3:6-3:6\">g</td>\n<td align=\"right\" data-sourcepos=\"3:8-3:8\">h</td>\n"
     "</tr>\n</tbody>\n</table>\n"},
    {"alert", 0, "> [!important]\n- a\n\n> [!important]\n> - a\n",
     "<blockquote>\n<p>[!important]</p>\n</blockquote>\n<ul>\n<li>a</li>\n</ul>\n"
     "<div class=\"markdown-alert markdown-alert-important\">\n<p class=\"markdown-alert-title\">Important</p>\n"
     "<ul>\n<li>a</li>\n</ul>\n</div>\n"},
    {"sourcepos_of_alert", SOURCEPOS, "\n> [!NOTE]\n> a",
     "<div class=\"markdown-alert markdown-alert-note\" data-sourcepos=\"2:1-3:3\">\n"
     "<p class=\"markdown-alert-title\">Note</p>\n<p data-sourcepos=\"3:3-3:3\">a</p>\n</div>\n"},
};

#define XML_BEGIN                                                                                                      \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE document SYSTEM \"CommonMark.dtd\">\n"                      \
    "<document xmlns=\"http://commonmark.org/xml/1.0\">\n"
#define XML_END "</document>\n"

static const struct rendering xml[] = {
    {"empty", 0, "",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE document SYSTEM \"CommonMark.dtd\">\n"
     "<document xmlns=\"http://commonmark.org/xml/1.0\" />\n"},
    {"only_definitions", 0, "[a]: b\n[c]: d\n\n> [e]: f", XML_BEGIN "  <block_quote />\n" XML_END},
    {"adjacent_text", 0, "a &amp; \\* b[c\n\"d\"",
     XML_BEGIN "  <paragraph>\n    <text xml:space=\"preserve\">a &amp; * b[c</text>\n    <softbreak />\n"
               "    <text xml:space=\"preserve\">&quot;d&quot;</text>\n  </paragraph>\n" XML_END},
    {"inlines", 0, "*a* **b** `c` <d>\\\ne",
     XML_BEGIN
     "  <paragraph>\n    <emph>\n      <text xml:space=\"preserve\">a</text>\n    </emph>\n"
     "    <text xml:space=\"preserve\"> </text>\n    <strong>\n      <text xml:space=\"preserve\">b</text>\n"
     "    </strong>\n    <text xml:space=\"preserve\"> </text>\n    <code xml:space=\"preserve\">c</code>\n"
     "    <text xml:space=\"preserve\"> </text>\n    <html_inline xml:space=\"preserve\">&lt;d&gt;</html_inline>\n"
     "    <linebreak />\n    <text xml:space=\"preserve\">e</text>\n  </paragraph>\n" XML_END},
    {"links", 0, "[a](b \"c\")![](<> 'd')<e@f>",
     XML_BEGIN "  <paragraph>\n    <link destination=\"b\" title=\"c\">\n      <text xml:space=\"preserve\">a</text>\n"
               "    </link>\n    <image destination=\"\" title=\"d\" />\n    <link destination=\"mailto:e@f\">\n"
               "      <text xml:space=\"preserve\">e@f</text>\n    </link>\n  </paragraph>\n" XML_END},
    {"blocks", 0, "## a\n\n- b\n- \n\n3) c\n\n***\n\n``` d \"e\"\n<f>\n```\n\n<!g>\n",
     XML_BEGIN
     "  <heading level=\"2\">\n    <text xml:space=\"preserve\">a</text>\n  </heading>\n"
     "  <list type=\"bullet\" tight=\"true\">\n    <item>\n      <paragraph>\n"
     "        <text xml:space=\"preserve\">b</text>\n      </paragraph>\n    </item>\n    <item />\n  </list>\n"
     "  <list type=\"ordered\" start=\"3\" delim=\"paren\" tight=\"true\">\n    <item>\n      <paragraph>\n"
     "        <text xml:space=\"preserve\">c</text>\n      </paragraph>\n    </item>\n  </list>\n"
     "  <thematic_break />\n"
     "  <code_block info=\"d &quot;e&quot;\" xml:space=\"preserve\">&lt;f&gt;\n</code_block>\n"
     "  <html_block xml:space=\"preserve\">&lt;!g&gt;\n</html_block>\n" XML_END},
    {"period_and_loose", 0, "1. a\n\n   b",
     XML_BEGIN "  <list type=\"ordered\" start=\"1\" delim=\"period\" tight=\"false\">\n    <item>\n      <paragraph>\n"
               "        <text xml:space=\"preserve\">a</text>\n      </paragraph>\n      <paragraph>\n"
               "        <text xml:space=\"preserve\">b</text>\n      </paragraph>\n    </item>\n  </list>\n" XML_END},
    {"characters_outside_xml", 0, "a&#1;b&#xFFFF;c&#9;d\x0C",
     XML_BEGIN "  <paragraph>\n    <text xml:space=\"preserve\">a\xEF\xBF\xBD"
               "b\xEF\xBF\xBD"
               "c\td\xEF\xBF\xBD</text>\n  </paragraph>\n" XML_END},
    {"sourcepos", SOURCEPOS, "a&amp;b *c*\n\n[d](e)\n",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE document SYSTEM \"CommonMark.dtd\">\n"
     "<document sourcepos=\"1:1-3:6\" xmlns=\"http://commonmark.org/xml/1.0\">\n  <paragraph sourcepos=\"1:1-1:11\">\n"
     "    <text sourcepos=\"1:1-1:8\" xml:space=\"preserve\">a&amp;b </text>\n    <emph sourcepos=\"1:9-1:11\">\n"
     "      <text sourcepos=\"1:10-1:10\" xml:space=\"preserve\">c</text>\n    </emph>\n  </paragraph>\n"
     "  <paragraph sourcepos=\"3:1-3:6\">\n    <link sourcepos=\"3:1-3:6\" destination=\"e\">\n"
     "      <text sourcepos=\"3:2-3:2\" xml:space=\"preserve\">d</text>\n    </link>\n  </paragraph>\n" XML_END},
    {"sourcepos_of_blank_end", SOURCEPOS, "\r\n\r\n",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE document SYSTEM \"CommonMark.dtd\">\n"
     "<document sourcepos=\"1:1-2:0\" xmlns=\"http://commonmark.org/xml/1.0\" />\n"},
    {"alert", 0, "> [!Warning]\n> ***\n\n> [!NOTE]\n> [a]: b",
     XML_BEGIN "  <alert type=\"warning\" title=\"Warning\">\n    <thematic_break />\n  </alert>\n"
               "  <alert type=\"note\" title=\"Note\" />\n" XML_END},
};

static const struct rendering json[] = {
    {"empty", 0, "", "{\"version\":1,\"type\":\"document\",\"span\":[0,0],\"children\":[]}\n"},
    {"example_of_the_page", 0, "# Hi *you*\n\nSee [it][a].\n\n[a]: /u \"t\"\n",
     "{\"version\":1,\"type\":\"document\",\"span\":[0,38],\"children\":["
     "{\"type\":\"heading\",\"span\":[0,10],\"level\":1,\"setext\":false,\"children\":["
     "{\"type\":\"text\",\"span\":[2,5],\"text\":\"Hi \"},"
     "{\"type\":\"emphasis\",\"span\":[5,10],\"children\":["
     "{\"type\":\"text\",\"span\":[6,9],\"text\":\"you\"}]}]},"
     "{\"type\":\"paragraph\",\"span\":[12,24],\"children\":["
     "{\"type\":\"text\",\"span\":[12,16],\"text\":\"See \"},"
     "{\"type\":\"link\",\"span\":[16,23],\"form\":\"full\",\"label\":\"a\",\"destination\":\"/u\",\"title\":\"t\","
     "\"children\":[{\"type\":\"text\",\"span\":[17,19],\"text\":\"it\"}]},"
     "{\"type\":\"text\",\"span\":[23,24],\"text\":\".\"}]},"
     "{\"type\":\"definition\",\"span\":[26,37],\"label\":\"a\",\"destination\":\"/u\",\"title\":\"t\"}]}\n"},
    {"lists_and_leaves", 0, "1) a\n***\n- `\"\\`",
     "{\"version\":1,\"type\":\"document\",\"span\":[0,15],\"children\":["
     "{\"type\":\"list\",\"span\":[0,4],\"ordered\":true,\"start\":1,\"marker\":\")\",\"tight\":true,\"children\":["
     "{\"type\":\"list_item\",\"span\":[0,4],\"children\":[{\"type\":\"paragraph\",\"span\":[3,4],\"children\":["
     "{\"type\":\"text\",\"span\":[3,4],\"text\":\"a\"}]}]}]},"
     "{\"type\":\"thematic_break\",\"span\":[5,8]},"
     "{\"type\":\"list\",\"span\":[9,15],\"ordered\":false,\"marker\":\"-\",\"tight\":true,\"children\":["
     "{\"type\":\"list_item\",\"span\":[9,15],\"children\":[{\"type\":\"paragraph\",\"span\":[11,15],\"children\":["
     "{\"type\":\"code_span\",\"span\":[11,15],\"text\":\"\\\"\\\\\"}]}]}]}]}\n"},
    {"code_and_html", 0, "~~~ b\nc\n~~~\n\n\td\n\n<e>\n",
     "{\"version\":1,\"type\":\"document\",\"span\":[0,21],\"children\":["
     "{\"type\":\"code_block\",\"span\":[0,11],\"fenced\":true,\"info\":\"b\",\"text\":\"c\\n\"},"
     "{\"type\":\"code_block\",\"span\":[14,15],\"fenced\":false,\"text\":\"d\\n\"},"
     "{\"type\":\"html_block\",\"span\":[17,20],\"text\":\"<e>\\n\"}]}\n"},
    {"forms", 0, "[a](b)<cd:>[e][][e]![x][e]\n\n[e]: f\n===",
     "{\"version\":1,\"type\":\"document\",\"span\":[0,38],\"children\":["
     "{\"type\":\"paragraph\",\"span\":[0,26],\"children\":["
     "{\"type\":\"link\",\"span\":[0,6],\"form\":\"inline\",\"destination\":\"b\",\"title\":\"\",\"children\":["
     "{\"type\":\"text\",\"span\":[1,2],\"text\":\"a\"}]},"
     "{\"type\":\"link\",\"span\":[6,11],\"form\":\"auto\",\"destination\":\"cd:\",\"title\":\"\",\"children\":["
     "{\"type\":\"text\",\"span\":[7,10],\"text\":\"cd:\"}]},"
     "{\"type\":\"link\",\"span\":[11,16],\"form\":\"collapsed\",\"label\":\"e\",\"destination\":\"f\",\"title\":\"\","
     "\"children\":[{\"type\":\"text\",\"span\":[12,13],\"text\":\"e\"}]},"
     "{\"type\":\"link\",\"span\":[16,19],\"form\":\"shortcut\",\"label\":\"e\",\"destination\":\"f\",\"title\":\"\","
     "\"children\":[{\"type\":\"text\",\"span\":[17,18],\"text\":\"e\"}]},"
     "{\"type\":\"image\",\"span\":[19,26],\"form\":\"full\",\"label\":\"e\",\"destination\":\"f\",\"title\":\"\","
     "\"children\":[{\"type\":\"text\",\"span\":[21,22],\"text\":\"x\"}]}]},"
     "{\"type\":\"definition\",\"span\":[28,34],\"label\":\"e\",\"destination\":\"f\",\"title\":\"\"},"
     "{\"type\":\"paragraph\",\"span\":[35,38],\"children\":[{\"type\":\"text\",\"span\":[35,38],\"text\":\"===\"}]}]}"
     "\n"},
    {"extensions", 0, "- [ ] ~~a~~\n- [x] ftp://b",
     "{\"version\":1,\"type\":\"document\",\"span\":[0,25],\"children\":["
     "{\"type\":\"list\",\"span\":[0,25],\"ordered\":false,\"marker\":\"-\",\"tight\":true,\"children\":["
     "{\"type\":\"list_item\",\"span\":[0,11],\"done\":false,\"box\":[2,5],\"children\":["
     "{\"type\":\"paragraph\",\"span\":[6,11],\"children\":["
     "{\"type\":\"strikethrough\",\"span\":[6,11],\"children\":["
     "{\"type\":\"text\",\"span\":[8,9],\"text\":\"a\"}]}]}]},"
     "{\"type\":\"list_item\",\"span\":[12,25],\"done\":true,\"box\":[14,17],\"children\":["
     "{\"type\":\"paragraph\",\"span\":[18,25],\"children\":["
     "{\"type\":\"link\",\"span\":[18,25],\"form\":\"extended\",\"destination\":\"ftp://b\",\"title\":\"\","
     "\"children\":[{\"type\":\"text\",\"span\":[18,25],\"text\":\"ftp://b\"}]}]}]}]}]}\n"},
    {"alert", 0, "\n> [!caution]\n> [a]: b\n",
     "{\"version\":1,\"type\":\"document\",\"span\":[0,23],\"children\":["
     "{\"type\":\"alert\",\"span\":[1,22],\"alert\":\"caution\",\"title\":\"Caution\",\"marker\":[3,13],\"children\":["
     "{\"type\":\"definition\",\"span\":[16,22],\"label\":\"a\",\"destination\":\"b\",\"title\":\"\"}]}]}\n"},
};

static const struct rendering tree[] = {
    {"empty", 0, "", "document [0,0) 1:1\n"},
    {"attributes", 0, "a\n=\n\n3. ![b][c]\n\n[C]: /d 'e\"'\n\n```f\ng\n```",
     "document [0,41) 1:1\n"
     "  heading [0,3) 1:1 level=1 setext\n"
     "    text [0,1) 1:1 \"a\"\n"
     "  list [5,15) 4:1 ordered start=3 marker=. tight\n"
     "    list_item [5,15) 4:1\n"
     "      paragraph [8,15) 4:4\n"
     "        image [8,15) 4:4 full label=\"c\" destination=\"/d\" title=\"e\\\"\"\n"
     "          text [10,11) 4:6 \"b\"\n"
     "  definition [17,29) 6:1 label=\"C\" destination=\"/d\" title=\"e\\\"\"\n"
     "  code_block [31,41) 8:1 fenced info=\"f\" \"g\\n\"\n"},
    {"extensions", 0, "1. [ ] ~a~\n2. [X] www.b.c d@e.f\n",
     "document [0,32) 1:1\n"
     "  list [0,31) 1:1 ordered start=1 marker=. tight\n"
     "    list_item [0,10) 1:1 task open\n"
     "      paragraph [7,10) 1:8\n"
     "        strikethrough [7,10) 1:8\n"
     "          text [8,9) 1:9 \"a\"\n"
     "    list_item [11,31) 2:1 task done\n"
     "      paragraph [18,31) 2:8\n"
     "        link [18,25) 2:8 extended destination=\"http://www.b.c\"\n"
     "          text [18,25) 2:8 \"www.b.c\"\n"
     "        text [25,26) 2:15 \" \"\n"
     "        link [26,31) 2:16 extended destination=\"mailto:d@e.f\"\n"
     "          text [26,31) 2:16 \"d@e.f\"\n"},
    {"alert", 0, "> [!TIP]\n> a\n",
     "document [0,13) 1:1\n"
     "  alert [0,12) 1:1 tip title=\"Tip\"\n"
     "    paragraph [11,12) 2:3\n"
     "      text [11,12) 2:3 \"a\"\n"},
    {"shortened", 0, "`0123456789012345678901234567890123456789012345678901234567\xC3\xA9\xC3\xA9`",
     "document [0,64) 1:1\n  paragraph [0,64) 1:1\n    code_span [0,64) 1:1 "
     "\"0123456789012345678901234567890123456789012345678901234567\xC3\xA9\"... (62 bytes)\n"},
    {"shortened_between_characters", 0, "`01234567890123456789012345678901234567890123456789012345678\xC3\xA9!`",
     "document [0,64) 1:1\n  paragraph [0,64) 1:1\n    code_span [0,64) 1:1 "
     "\"01234567890123456789012345678901234567890123456789012345678\"... (62 bytes)\n"},
};

/* URLs that a browser runs or opens as a file, and such as only look like it; each is also tried with UNSAFE. */
static const char *const dangerous_urls[] = {"javascript:a",
                                             "JavaScript:a",
                                             "vbscript:a",
                                             "VBSCRIPT:a",
                                             "file:///a",
                                             "FILE:a",
                                             "data:a",
                                             "data:text/html,a",
                                             "Data:image/svg+xml;base64,a",
                                             "javascript&colon;a",
                                             "&#106;avascript:a",
                                             "java\\script:a"};
static const char *const dangerous_in_brackets[] = {"< javascript:a>",
                                                    "<&#1;javascript:a>",
                                                    "<&#x1F; &#10;data:a>",
                                                    "<java&#10;script:a>",
                                                    "<java&Tab;scr&#13;ipt&NewLine;:a>",
                                                    "<\tjavascript:a>"};
static const char *const harmless_urls[] = {"data:image/png;base64,a",
                                            "DATA:image/GIF,a",
                                            "data:image/jpeg,a",
                                            "data:image/webp,a",
                                            "/javascript:a",
                                            "javascript",
                                            "javascripts:a",
                                            "xjavascript:a",
                                            "files:a",
                                            "d",
                                            "j",
                                            "https://a/?javascript:b",
                                            "#file:",
                                            ""};

/* --------------------------------------------------------------------------------------------------------- checks */

static struct text render_parsed(struct check *check, const char *source, size_t size, uint64_t parse_flags,
                                 mdp_format format, uint64_t flags)
{
    struct text text = {NULL, 0, 0};
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = flags;
    mdp_options parse_options = MDP_OPTIONS_INIT;
    parse_options.flags = parse_flags;
    const mdp_document *document = NULL;
    if (CHECK(check, mdp_parse(source, size, &parse_options, &document) == MDP_OK))
        CHECK(check, mdp_render(document, format, &options, (mdp_sink){text_write, &text}) == MDP_OK);
    mdp_document_release(document);
    return text;
}

static struct text render(struct check *check, const char *source, size_t size, mdp_format format, uint64_t flags)
{
    return render_parsed(check, source, size, MDP_EXT_GFM, format, flags);
}

static void check_table(struct check *check, const char *prefix, mdp_format format, const struct rendering *table,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char name[100];
        snprintf(name, sizeof name, "%s:%s", prefix, table[i].name);
        if (!check_begin(check, name, table[i].text, strlen(table[i].text)))
            continue;
        struct text came = render(check, table[i].text, strlen(table[i].text), format, table[i].flags);
        CHECK_STRING(check, ((mdp_string){came.data != NULL ? came.data : "", came.size}), table[i].wanted);
        free(came.data);
        check_end(check);
    }
}

/* Prints a link and an image, safe and unsafe, and looks whether their URL is there. */
static void check_url(struct check *check, const char *url, bool dangerous)
{
    static const char *const forms[] = {"[](%s)", "![](%s)", "[a]\n\n[a]: %s"};
    static const char *const empty[] = {"<p><a href=\"\"></a></p>\n", "<p><img src=\"\" alt=\"\" /></p>\n",
                                        "<p><a href=\"\">a</a></p>\n"};
    for (size_t i = 0; i < CHECK_COUNT(forms); i++) {
        char source[200];
        int size = snprintf(source, sizeof source, forms[i], *url != '\0' ? url : "<>");
        check->input = source;
        check->input_size = (size_t)size;
        struct text safe = render(check, source, (size_t)size, MDP_FORMAT_HTML, 0);
        struct text unsafe = render(check, source, (size_t)size, MDP_FORMAT_HTML, UNSAFE);
        if (dangerous) {
            CHECK_STRING(check, ((mdp_string){safe.data, safe.size}), empty[i]);
            CHECK(check, unsafe.size > safe.size);
        } else {
            CHECK(check, safe.size == unsafe.size && memcmp(safe.data, unsafe.data, safe.size) == 0);
            CHECK(check, *url == '\0' || safe.size > strlen(empty[i]));
        }
        free(safe.data);
        free(unsafe.data);
        check->input = NULL;
    }
}

/* What options make of a text does not depend on extensions that it has no syntax of. */
static void options_without_extensions(struct check *check)
{
    static const char source[] = "# a\n\n- b\n  *c*\n- d\n\n1. e\\\n   f\n\n   g\n***\n\n> h\n> <i>j</i>\n";
    for (uint64_t flags = 0; flags < 2 * MDP_RENDER_HEADING_IDS; flags++) {
        struct text without = render_parsed(check, source, sizeof source - 1, 0, MDP_FORMAT_HTML, flags);
        struct text with = render_parsed(check, source, sizeof source - 1, MDP_EXT_GFM, MDP_FORMAT_HTML, flags);
        check_string(check, (mdp_string){without.data, without.size}, with.data, with.size, "the output", __FILE__,
                     __LINE__);
        free(without.data);
        free(with.data);
    }
}

/* Takes the attributes that say where a block stands out of a text. */
static void remove_positions(struct text *text)
{
    static const char begin[] = " data-sourcepos=\"";
    size_t kept = 0;
    for (size_t at = 0; at < text->size; at++) {
        if (text->size - at > sizeof begin && memcmp(text->data + at, begin, sizeof begin - 1) == 0) {
            const char *end = memchr(text->data + at + sizeof begin - 1, '"', text->size - at - (sizeof begin - 1));
            if (end == NULL)
                return;
            at = (size_t)(end - text->data);
        } else {
            text->data[kept++] = text->data[at];
        }
    }
    text->size = kept;
}

/* With positions the output is the same, but for the attributes. */
static void positions_are_attributes(struct check *check)
{
    static const char source[] =
        "# a\n## b\n\n- c\n  *d*\n- [x] e\n\n1. f\\\n   g\n\n   h\n***\n\n4) i\n\n> j\n> <i>k</i>\n\n"
        "    l\n\n|m|n|\n|-|:-:|\n|o|p[^q]\n\n<r>\n\n``` s\n```\n> [!TIP]\n> t\n\n[^q]: u\n\n    - v\n";
    for (uint64_t flags = 0; flags < 2 * MDP_RENDER_HEADING_IDS; flags++) {
        if (flags & MDP_RENDER_SOURCEPOS)
            continue;
        struct text without = render(check, source, sizeof source - 1, MDP_FORMAT_HTML, flags);
        struct text with = render(check, source, sizeof source - 1, MDP_FORMAT_HTML, flags | MDP_RENDER_SOURCEPOS);
        CHECK(check, with.size > without.size + 20 * sizeof " data-sourcepos=\"1:1-1:1\"");
        remove_positions(&with);
        check_string(check, (mdp_string){with.data, with.size}, without.data, without.size, "the output", __FILE__,
                     __LINE__);
        free(without.data);
        free(with.data);
    }
}

static void urls(struct check *check)
{
    for (size_t i = 0; i < CHECK_COUNT(dangerous_urls); i++) {
        char in_brackets[100];
        snprintf(in_brackets, sizeof in_brackets, "<%s>", dangerous_urls[i]);
        bool escaped = strchr(dangerous_urls[i], '\\') != NULL; /* a backslash before a letter is no escape */
        check_url(check, dangerous_urls[i], !escaped);
        check_url(check, in_brackets, !escaped);
    }
    for (size_t i = 0; i < CHECK_COUNT(dangerous_in_brackets); i++)
        check_url(check, dangerous_in_brackets[i], true);
    for (size_t i = 0; i < CHECK_COUNT(harmless_urls); i++)
        check_url(check, harmless_urls[i], false);
}

static void autolink(struct check *check)
{
    const char *source = "<javascript:alert(1)>";
    struct text came = render(check, source, strlen(source), MDP_FORMAT_HTML, 0);
    CHECK_STRING(check, ((mdp_string){came.data, came.size}), "<p><a href=\"\">javascript:alert(1)</a></p>\n");
    free(came.data);
}

static int count(void *context, const char *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return 0;
}

enum { FORMATS = 4 };

/* How much each format prints of a text. */
static void rendered_sizes(struct check *check, const char *source, size_t size, size_t sizes[FORMATS])
{
    static const mdp_format formats[FORMATS] = {MDP_FORMAT_HTML, MDP_FORMAT_XML, MDP_FORMAT_JSON, MDP_FORMAT_TREE};
    const mdp_document *document = NULL;
    CHECK(check, mdp_parse(source, size, NULL, &document) == MDP_OK);
    for (size_t i = 0; i < FORMATS; i++) {
        sizes[i] = 0;
        CHECK(check, mdp_render(document, formats[i], NULL, (mdp_sink){count, &sizes[i]}) == MDP_OK);
    }
    mdp_document_release(document);
}

/* A hundred thousand nested nodes, and a million: no stack overflows, and ten times the nodes give about ten times the
 * output, with some more for longer numbers. */
static void deep(struct check *check)
{
    enum { DEPTH = 1000000 };
    static const char *const openings[] = {">", "*_"};
    char *source = malloc(2 * DEPTH + 1);
    if (!CHECK(check, source != NULL))
        return;
    for (size_t o = 0; o < CHECK_COUNT(openings); o++) {
        size_t sizes[2][FORMATS];
        for (size_t i = 0; i < 2; i++) {
            size_t depth = i == 0 ? DEPTH / 10 : DEPTH;
            for (size_t at = 0; at < depth; at++)
                source[at] = source[2 * depth - at] = openings[o][at % strlen(openings[o])];
            source[depth] = 'a';
            rendered_sizes(check, source, 2 * depth + 1, sizes[i]);
        }
        for (size_t f = 0; f < FORMATS; f++)
            CHECK(check, sizes[0][f] > DEPTH / 10 && sizes[1][f] > 9 * sizes[0][f] && sizes[1][f] < 14 * sizes[0][f]);
    }
    free(source);
}

static void xml_indentation(struct check *check)
{
    char source[100];
    memset(source, '>', sizeof source);
    struct text came = render(check, source, sizeof source, MDP_FORMAT_XML, 0);
    size_t deepest = 0, spaces = 0, lines = 0;
    for (size_t i = 0; i < came.size; i++) {
        spaces = came.data[i] == ' ' ? spaces + 1 : 0;
        deepest = spaces > deepest ? spaces : deepest;
        lines += came.data[i] == '\n';
    }
    CHECK_SIZE(check, deepest, 40);
    CHECK_SIZE(check, lines, 2 + 2 + 99 * 2 + 1);
    free(came.data);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"options_without_extensions", options_without_extensions},
                                              {"positions_are_attributes", positions_are_attributes},
                                              {"urls", urls},
                                              {"autolink", autolink},
                                              {"deep", deep},
                                              {"xml_indentation", xml_indentation}};
    struct check check;
    check_start(&check, argc, argv);
    check_table(&check, "html", MDP_FORMAT_HTML, html, CHECK_COUNT(html));
    check_table(&check, "xml", MDP_FORMAT_XML, xml, CHECK_COUNT(xml));
    check_table(&check, "json", MDP_FORMAT_JSON, json, CHECK_COUNT(json));
    check_table(&check, "tree", MDP_FORMAT_TREE, tree, CHECK_COUNT(tree));
    check_cases(&check, cases, CHECK_COUNT(cases));
    return check_finish(&check);
}
