/* plain_lines.c: lines that are taken many at a time (parser/plain_lines.c) become what they become one by one. Texts
 * are of lines at random that a list is made of, or a paragraph, or blocks in items and quotes, with each kind of line
 * ending, or several, or none behind the last, and with and without a limit to nesting. Each has the same tree, spans
 * and all, when no line is plain. And what is printed for it in a block quote, where few lines are plain, is what is
 * printed without. (Tabs go further in a quote.)
 *
 * And paragraphs of several lines that are read in place (parser/content.h) have the same tree, spans and all, when
 * they are gathered, as those in the quote are above. */
#include "check.h"
#include "text.h"

enum { ROUNDS = 100000, LINES_MOST = 9 };

/* What decides it is called by the linker's names. */
struct blocks;
struct parse;
struct segment;
uint32_t __real_plain_lines_take(struct blocks *b, uint32_t at);
uint32_t __wrap_plain_lines_take(struct blocks *b, uint32_t at);
bool __real_content_is_ragged(const struct parse *parse, const struct segment *segments, uint32_t count, bool *quoted);
bool __wrap_content_is_ragged(const struct parse *parse, const struct segment *segments, uint32_t count, bool *quoted);

static bool gathers, none_plain;

uint32_t __wrap_plain_lines_take(struct blocks *b, uint32_t at)
{
    return none_plain ? at : __real_plain_lines_take(b, at);
}

bool __wrap_content_is_ragged(const struct parse *parse, const struct segment *segments, uint32_t count, bool *quoted)
{
    return !gathers && __real_content_is_ragged(parse, segments, count, quoted);
}

static uint32_t random_below(uint64_t *state, uint32_t limit)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % limit);
}

static const char *const indents[] = {"", "", "", "", " ", "  ", "  ", "   ", "    ", "     ", "      "};
static const char *const markers[] = {"",    "",     "",    "- ", "- ",  "- ",   "* ",   "+ ",    "1. ",
                                      "2. ", "10. ", "1) ", "-",  "-  ", "*   ", "1.  ", "-    ", "-     "};
static const char *const contents[] = {"a",       "b c", "*d*", "**e** f", "`g`",      "``",      "```",
                                       "_h_",     "__i", "[j]", "+k",      "-l",       "*",       "-",
                                       "1.",      "# m", "#n",  "# s #",   "## t #u",  "``` v",   "```` `w",
                                       "~~~ x `", "***", "===", "---",     "<p>",      "[o]: /u", "",
                                       "",        "  ",  "~~~", "p  ",     "\xC3\xA9", "[^q]",    "[ ] r"};
/* Where inlines begin and end, so that many reach over lines. */
static const char *const inlines[] = {
    "a",  "b  ",  "c\\",    "`d",     "e` f",  "``",     "*g",        "h*",      "**i",       "j** k",   "[l",
    "m]", "n](",  "/o \"p", "q\") r", "](/s)", "][t",    "[o]",       "[o]: /u", "[^v]",      "![w",     "<x",
    "y>", "z=\"", "\">",    "<!-- a", "--> b", "<?c ?>", "<d@e.f> g", "<h:i> j", "www.k.l",   "m@n.o ",  "'p",
    "q'", "\"r",  "s\"",    "~~t",    "u~~",   "&amp;",  "<div>",     "</p>",    "<table v>", "w--x...", "",
    "",   "|-",   "y|z",    "!",      "z=",    "\"v\">", "/s) t",     "<x z=",   "[n]("};

#define PICK(state, array) (array)[random_below(state, CHECK_COUNT(array))]

static void append(struct text *text, const char *string)
{
    text_write(text, string, strlen(string));
}

static const char *const line_endings[] = {"\n", "\n", "\r\n", "\r"};

/* One for all lines of a text, or, as NULL, each line its own. */
static const char *pick_ending(uint64_t *state)
{
    return random_below(state, 8) ? PICK(state, line_endings) : NULL;
}

/* Two line endings remain two: LF does not stand behind a CR. */
static void append_ending(uint64_t *state, struct text *text, const char *ending)
{
    if (!ending)
        ending = PICK(state, line_endings);
    append(text, *ending == '\n' && text->size && text->data[text->size - 1] == '\r' ? "\r" : ending);
}

/* Some texts do not end with a line ending. */
static bool has_last_ending(uint64_t *state)
{
    return random_below(state, 4) > 0;
}

/* The same lines, plain and quoted; if `continued`, they are mostly those of one paragraph. */
static void make_texts(uint64_t *state, bool continued, struct text *plain, struct text *quoted)
{
    uint32_t lines = 1 + random_below(state, LINES_MOST);
    const char *ending = pick_ending(state);
    bool last_ending = has_last_ending(state);
    plain->size = quoted->size = 0;
    for (uint32_t i = 0; i < lines; i++) {
        size_t begin = plain->size;
        append(plain, PICK(state, indents));
        if (!continued || i == 0 || random_below(state, LINES_MOST) == 0)
            append(plain, PICK(state, markers));
        if (continued && i > 0)
            append(plain, PICK(state, inlines));
        else
            append(plain, PICK(state, contents));
        if (i + 1 < lines || last_ending || plain->size == begin) /* nothing at all is a line in a quote only */
            append_ending(state, plain, ending);
        append(quoted, plain->data[begin] == ' ' || random_below(state, 2) ? "> " : ">");
        text_write(quoted, plain->data + begin, plain->size - begin);
    }
}

/* Of blocks in items; a tab is wider than a space only where it begins at a tab stop. AS_NUL stands for a NUL. */
enum { AS_NUL = '\1' };
static const char *const nested[] = {"",
                                     "",
                                     "",
                                     "a",
                                     "b c",
                                     "```",
                                     "```",
                                     "``` d",
                                     "~~~~",
                                     "~~~",
                                     "    e",
                                     "  f",
                                     "\tg",
                                     "  ```",
                                     "    ~~~",
                                     "# h",
                                     "#i",
                                     "<div>",
                                     "</div>",
                                     "<j>k</j>",
                                     "<l>",
                                     "<!--",
                                     "-->",
                                     "<!-- m -->",
                                     "<pre>",
                                     "</pre> n",
                                     "<?o ?>",
                                     "<p",
                                     "***",
                                     "---",
                                     "___",
                                     "* * *",
                                     "- - -",
                                     "===",
                                     "2p",
                                     "1234567890.",
                                     "[q]: /r",
                                     "[s]",
                                     "[^t]: u",
                                     "[ ] v",
                                     "> w",
                                     ">",
                                     "`x`",
                                     "``y",
                                     "  ",
                                     "     ",
                                     "| z |",
                                     "|---|",
                                     "--|--",
                                     "_a_",
                                     "<",
                                     "<a",
                                     "&lt;",
                                     "\\",
                                     "b  ",
                                     "1. c",
                                     "- ```",
                                     "- <div>",
                                     "> [!NOTE]",
                                     "[!TIP]",
                                     "+ # d",
                                     "\t",
                                     "\1",
                                     "\1b",
                                     "\xFF",
                                     "# \xC3",
                                     "\xEF\xBB\xBFk",
                                     "[x] l",
                                     "[^t]",
                                     "\f",
                                     "  > m",
                                     ">  n"};

/* So many spaces. */
static void append_spaces(struct text *text, uint32_t count)
{
    while (count-- > 0)
        append(text, " ");
}

/* Lines of blocks in items: most are indented as the content of the item before, or a little otherwise, and if there is
 * something in a quote, mostly several lines are. */
static void make_nested(uint64_t *state, struct text *text)
{
    uint32_t lines = 1 + random_below(state, 2 * LINES_MOST), column = 0;
    const char *ending = pick_ending(state);
    bool quoted = false, last_ending = has_last_ending(state);
    text->size = 0;
    for (uint32_t i = 0; i < lines; i++) {
        uint32_t place = random_below(state, 16), indent = place < 12 ? column : random_below(state, column + 6);
        const char *content = PICK(state, nested);
        append_spaces(text, *content ? indent : 0);
        size_t begin = text->size;
        if (random_below(state, 8) == 0)
            quoted = !quoted;
        if (quoted && place > 0)
            append(text, place % 2 ? "> " : ">");
        else if (i == 0 || random_below(state, 4) == 0)
            append(text, PICK(state, markers));
        if (text->size > begin && !quoted)
            column = indent + (uint32_t)(text->size - begin);
        else if (place == 13)
            column = random_below(state, column + 1);
        append(text, content);
        if (i + 1 < lines || last_ending)
            append_ending(state, text, ending);
    }
    for (size_t i = 0; i < text->size; i++) {
        if (text->data[i] == AS_NUL)
            text->data[i] = '\0';
    }
}

static void print(struct check *check, const struct text *text, uint64_t flags, uint32_t nesting, mdp_format format,
                  struct text *printed)
{
    mdp_options options = MDP_OPTIONS_INIT;
    mdp_render_options render_options = MDP_RENDER_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.flags = flags;
    options.limits.nesting = nesting;
    render_options.flags = MDP_RENDER_UNSAFE;
    printed->size = 0;
    CHECK(check, mdp_parse(text->data, text->size, &options, &document) == MDP_OK);
    mdp_sink sink = {.write = text_write, .context = printed};
    CHECK(check, mdp_render(document, format, &render_options, sink) == MDP_OK);
    mdp_document_release(document);
}

/* Of the texts in turn; the second two are continued. (An alert in a quote is none.) */
static const uint64_t flags[] = {0, MDP_EXT_TASK_LIST | MDP_EXT_TABLE | MDP_EXT_STRIKETHROUGH, 0,
                                 MDP_EXT_STRIKETHROUGH | MDP_EXT_AUTOLINK | MDP_EXT_FOOTNOTES | MDP_PARSE_SMART};
static const uint64_t nested_flags[] = {0, MDP_EXT_TASK_LIST | MDP_EXT_TABLE, MDP_EXT_ALERTS, MDP_EXT_FOOTNOTES,
                                        MDP_EXT_TASK_LIST | MDP_EXT_TABLE | MDP_EXT_ALERTS | MDP_EXT_FOOTNOTES};

static void same_in_a_quote(struct check *check)
{
    static const char begin[] = "<blockquote>\n", end[] = "</blockquote>\n";
    enum { NESTING = 4 }; /* of every third text, and in the quote one more; else the default */
    struct text plain = {0}, quoted = {0}, html = {0}, quoted_html = {0};
    uint64_t state = 20261121;
    for (size_t round = 0; round < ROUNDS && check->complaints == 0; round++) {
        make_texts(&state, round % 4 >= 2, &plain, &quoted);
        bool limited = round % 3 == 0;
        print(check, &plain, flags[round % 4], limited ? NESTING : 0, MDP_FORMAT_HTML, &html);
        gathers = true;
        print(check, &quoted, flags[round % 4], limited ? NESTING + 1 : 0, MDP_FORMAT_HTML, &quoted_html);
        gathers = false;
        size_t around = sizeof begin - 1 + sizeof end - 1;
        bool same = quoted_html.size == html.size + around &&
                    memcmp(quoted_html.data + sizeof begin - 1, html.data, html.size) == 0;
        if (!CHECK(check, same))
            printf("  input:\n%.*s  printed:\n%.*s  quoted:\n%.*s", (int)plain.size, plain.data, (int)html.size,
                   html.data, (int)quoted_html.size, quoted_html.data);
    }
    free(plain.data);
    free(quoted.data);
    free(html.data);
    free(quoted_html.data);
}

static void same_one_by_one(struct check *check)
{
    enum { NESTING = 3 }; /* of every third text */
    struct text texts[2] = {{0}}, many = {0}, single = {0};
    uint64_t state = 20261123;
    for (size_t round = 0; round < ROUNDS && check->complaints == 0; round++) {
        if (round % 4 == 3)
            make_texts(&state, round % 8 == 3, &texts[0], &texts[1]);
        else
            make_nested(&state, &texts[0]);
        const struct text *text = &texts[round % 16 == 7];
        uint32_t nesting = round % 3 == 0 ? NESTING : 0;
        print(check, text, nested_flags[round / 3 % CHECK_COUNT(nested_flags)], nesting, MDP_FORMAT_JSON, &many);
        none_plain = true;
        print(check, text, nested_flags[round / 3 % CHECK_COUNT(nested_flags)], nesting, MDP_FORMAT_JSON, &single);
        none_plain = false;
        bool same = many.size == single.size && memcmp(many.data, single.data, single.size) == 0;
        if (!CHECK(check, same))
            printf("  input:\n%.*s  many at a time:\n%.*s\n  one by one:\n%.*s\n", (int)text->size, text->data,
                   (int)many.size, many.data, (int)single.size, single.data);
    }
    free(texts[0].data);
    free(texts[1].data);
    free(many.data);
    free(single.data);
}

static void same_gathered(struct check *check)
{
    struct text texts[2] = {{0}}, in_place = {0}, gathered = {0};
    uint64_t state = 20261122;
    for (size_t round = 0; round < ROUNDS && check->complaints == 0; round++) {
        make_texts(&state, true, &texts[0], &texts[1]);
        const struct text *text = &texts[round / 4 % 2];
        print(check, text, flags[round % 4], 0, MDP_FORMAT_JSON, &in_place);
        gathers = true;
        print(check, text, flags[round % 4], 0, MDP_FORMAT_JSON, &gathered);
        gathers = false;
        bool same = in_place.size == gathered.size && memcmp(in_place.data, gathered.data, gathered.size) == 0;
        if (!CHECK(check, same))
            printf("  input:\n%.*s  in place:\n%.*s\n  gathered:\n%.*s\n", (int)text->size, text->data,
                   (int)in_place.size, in_place.data, (int)gathered.size, gathered.data);
    }
    free(texts[0].data);
    free(texts[1].data);
    free(in_place.data);
    free(gathered.data);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"same_one_by_one", same_one_by_one}, {"same_in_a_quote", same_in_a_quote}, {"same_gathered", same_gathered}};
    struct check check;
    check_start(&check, argc, argv);
    check_cases(&check, cases, CHECK_COUNT(cases));
    return check_finish(&check);
}
