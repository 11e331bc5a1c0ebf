/* edits.c: the promise of mdp_document_edit: the result equals a parse of the new text.
 *
 *     --rounds N     how many random edits (40,000 without it)
 *     --seed N       which ones
 *
 * The program is built twice: as edits, with the library, and as edits_small, with one whose chunks are 32 bytes, so
 * that short texts have many chunks. */
#include "edit_model.h"
#include "samples.h"

#include <stdlib.h>

/* What edits insert: everything that starts, ends or disturbs a construct. */
/* clang-format off */
static const char *const tokens[] = {
    "a", "b", "ab ", " ", "  ", "    ", "\t", "\n", "\n", "\n\n", "\r", "\r\n", "\n\r", "*", "**", "_", "`", "``",
    "[", "]", "[a]", "[b]", "[a][b]", "![b]", "[a]: /u\n", "[a]: /v 't'\n", "[b]: <w>\n", "[A]: /x\n", "[ab]: /y\n\n",
    "[a]:", "[foo]: /z\n", "```\n", "````\n", "~~~\n", "```", "- ", "-\n", "* ", "+ ", "1. ", "2) ", "> ", ">", "# ",
    "## a\n", "===\n", "---\n", "***\n", "<div>\n", "</div>\n", "<!--", "-->", "<script>\n", "</script>\n", "<?",
    "?>", "<![CDATA[", "]]>", "<a", "<b>", "\\", "&amp;", "'", "\"", "(", ")", "!", ".", "\xEF\xBB\xBF", "\xC3\xA9",
    "\xFF", "\n- a\n\n  b\n", "\n> a\nb\n", "\n    a\n\n    b\n",
    "> [!NOTE]\n", "[!tip]", "> ", ">\n", "|", "|-|\n", "- [ ] ", "~", "www.a.b",
    "[^a]", "[^b]", "[^a]: ", "[^A]: b\n", "\n[^b]:\n\n    a\n", "[^",
};
/* clang-format on */

/* ------------------------------------------------------------------------------------------------------ by name */

static void run_with(struct check *check, uint64_t flags, const char *text, size_t begin, size_t end, const char *with)
{
    mdp_edit edit = {.begin = begin, .end = end, .text = with, .size = strlen(with)};
    struct model_step step = {&edit, 1};
    model_run(check,
              &(struct model_chain){.text = text, .size = strlen(text), .flags = flags, .steps = &step, .count = 1});
}

static void run_one(struct check *check, const char *text, size_t begin, size_t end, const char *with)
{
    run_with(check, 0, text, begin, end, with);
}

/* Replaces the first `from` in a text, once by itself and once among many chunks. */
static void replace_with(struct check *check, uint64_t flags, const char *text, const char *from, const char *with)
{
    enum { AROUND = 30000 };
    static char large[2 * AROUND + 4096];
    size_t size = strlen(text), begin = (size_t)(strstr(text, from) - text), at = 0;
    run_with(check, flags, text, begin, begin + strlen(from), with);
    while (at < AROUND)
        at += (size_t)snprintf(large + at, 100, "paragraph %zu\nof *two* lines\n\n", at);
    size_t before = at;
    memcpy(large + at, text, size);
    at += size;
    for (size_t end = at + AROUND; at < end;)
        at += (size_t)snprintf(large + at, 100, "\n\nparagraph %zu\nof [a] lines", at);
    run_with(check, flags, large, before + begin, before + begin + strlen(from), with);
}

static void replace(struct check *check, const char *text, const char *from, const char *with)
{
    replace_with(check, 0, text, from, with);
}

static void replace_footnote(struct check *check, const char *text, const char *from, const char *with)
{
    replace_with(check, MDP_EXT_FOOTNOTES, text, from, with);
}

static void second_line_of_paragraph(struct check *check)
{
    replace(check, "one\ntwo\n\nthree\nfour\n", "two", "2");
}

static void definition_target(struct check *check)
{
    replace(check, "[a]\n\n[a]: /old\n\n[a]\n", "/old", "/new");
}

static void paragraph_with_reference(struct check *check)
{
    replace(check, "see [a] here\n\n[a]: /u\n", "here", "there");
}

static void fence_opens(struct check *check)
{
    replace(check, "X\none\n\n# two\n\nthree\n", "X", "```");
    replace(check, "X\none\n\n```\n# two\n\nthree\n", "X", "```");
}

static void html_changes_kind(struct check *check)
{
    replace(check, "<div>\n\none *two*\n\n</script> three\n", "div", "script");
    replace(check, "<div>\n\none *two*\n\n--> three\n", "<div>", "<!--");
}

static void lists_join(struct check *check)
{
    replace(check, "- a\n- b\n\nx\n\n- c\n- d\n", "x", "- x");
    replace(check, "- a\n\n  b\n\n---\n\n- c\n", "---", "-");
}

static void paragraphs_join(struct check *check)
{
    replace(check, "a\n\nb\n", "\n\n", "\n");
    replace(check, "a\n\nb\n", "\n\n", " ");
}

static void alerts_come_and_go(struct check *check)
{
    static const struct {
        const char *text, *from, *with;
    } rows[] = {
        {"> [!NOTE]\n> a\n\nb\n", "NOTE", "CAUTION"},
        {"> [!NOTE]\n> a\n\nb\n", "NOTE", "none"},
        {"> [!NONE]\n> a\n\nb\n", "NONE", "note"},
        {"> [!TIP]\n\nb\n", "\n\n", "\n"},
        {"> [!TIP]\nb\n", "\n", "\n\n"},
        {"> [!TIP]\n\n> b\n", "\n\n", "\n"},
        {"> [!TIP]\n> b\n", "> b", ""},
        {"> [!TIP]\n> b\n", "> b", "# b"},
        {"- > [!TIP]\n  > b\n", "- ", ""},
        {"> a\n> [!TIP]\n> b\n", "> a\n", ""},
        {"x\n\n> [!TIP]\n> b\n", "x\n\n", "> x\n"},
        {"x\n\n> [!TIP]\n> b\n", "x", "<!--"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        replace_with(check, MDP_EXT_GFM, rows[i].text, rows[i].from, rows[i].with);
}

/* A definition that comes, goes, is shadowed, or comes out from behind another. */
static void definitions_change(struct check *check)
{
    replace(check, "[a] [b]\n\nX\n", "X", "[a]: /u");
    replace(check, "[a] [b]\n\n[a]: /u\n", "[a]:", "[b]:");
    replace(check, "[a]\n\n[a]: /u\n\nx\n\n[a]: /v\n", "[a]: /u", "x");
    replace(check, "[a]\n\nX\n\n[a]: /u\n", "X", "[A]: /first");
    replace(check, "[a]: /u\n[b]: /v\n\n[b]\n", "[a]: /u\n", "");
    replace(check, "[a]: /u\n[b]: /v\n\n[b]\n", "[a]: /u\n[b]: /v\n", "[b]: /v\n[a]: /u\n");
    replace(check, "[a]: /u\n\n[b]\n", "\n\n", "\n'title'\n\n");
}

/* The same of footnotes, and their numbers, which depend on all before; and what is in a note, or no longer. */
static void footnotes_change(struct check *check)
{
    replace_footnote(check, "[^a] [^b]\n\nX\n", "X", "[^a]: note");
    replace_footnote(check, "[^a] [^b]\n\n[^a]: note\n", "[^a]:", "[^b]:");
    replace_footnote(check, "[^a] [^b] [^a]\n\n[^a]: x\n\n[^b]: y\n", "[^a]", "");
    replace_footnote(check, "[^a]\n\n[^a]: x\n\ny\n\n[^a]: z\n", "[^a]: x", "x");
    replace_footnote(check, "[^a]\n\nX\n\n[^a]: x\n", "X", "[^A]: first");
    replace_footnote(check, "[^a]: x\n\n    y\n\nz\n", "    y", "y");
    replace_footnote(check, "[^a]: x\n\ny\n\n    z\n", "y", "    y");
    replace_footnote(check, "[^a]: X\n\n    [^b]: y\n\n[^a] [^b]\n", "X", "- x");
    replace_footnote(check, "[a] [^a]\n\n[^a]: /u\n", "[^a]:", "[a]:");
}

static void byte_order_marks(struct check *check)
{
    run_one(check, "# a\n\nb\n", 0, 0, "\xEF\xBB\xBF");
    run_one(check, "\xEF\xBB\xBF# a\n\nb\n", 0, 3, "");
    run_one(check, "x\n\xEF\xBB\xBF# a\n", 0, 2, "");
    run_one(check, "\xEF\xBB\xBF# a\n", 0, 0, "x\n\n");
    run_one(check, "\xEF\xBB# a\n", 2, 2, "\xBF");
    replace(check, "\xEF\xBB\xBF# a\n", "#", "");
}

static void line_endings(struct check *check)
{
    static const char *const texts[] = {"a\r\n\r\nb\r\n\r\nc", "a\r\rb\r\rc", "a\n\rb\r\n\nc\r", "# a\r# b\r\n# c"};
    static const char *const inserted[] = {"\r", "\n", "\r\n", "x", ""};
    for (size_t i = 0; i < CHECK_COUNT(texts); i++) {
        for (size_t k = 0; k < CHECK_COUNT(inserted); k++) {
            for (size_t at = 0; at <= strlen(texts[i]); at++) {
                run_one(check, texts[i], at, at, inserted[k]);
                run_one(check, texts[i], at, at < strlen(texts[i]) ? at + 1 : at, inserted[k]);
            }
        }
    }
}

static void everything_goes(struct check *check)
{
    static char text[60000];
    for (size_t i = 0; i + 16 < sizeof text; i += 16)
        memcpy(text + i, "# a\n\nbcd [e] *f*", 16);
    size_t size = strlen(text);
    run_one(check, text, 0, size, "");
    run_one(check, text, 0, size, "\n\n");
    run_one(check, text, 0, size - 16, "");
    run_one(check, text, 16, size, "");
    run_one(check, text, 20000, 40000, "");
    run_one(check, text, 20000, 40000, "[e]: /f\n");
    run_one(check, "", 0, 0, "");
    run_one(check, "", 0, 0, text);
}

/* -------------------------------------------------------------------------------------------------------- samples */

/* Each token at each line start. */
/* Longer ones say nothing new here, and cost their square. */
enum { SHORT_SAMPLE = 200 };

static void line_starts(struct check *check, const struct sample *sample)
{
    if (sample->size > SHORT_SAMPLE)
        return;
    for (size_t at = 0; at <= sample->size && check->complaints == 0; at++) {
        if (at && sample->text[at - 1] != '\n' && sample->text[at - 1] != '\r')
            continue;
        for (size_t i = 0; i < CHECK_COUNT(tokens); i++) {
            mdp_edit edit = {.begin = at, .end = at, .text = tokens[i], .size = strlen(tokens[i])};
            struct model_step step = {&edit, 1};
            if (!model_run(check, &(struct model_chain){.text = sample->text,
                                                        .size = sample->size,
                                                        .flags = sample->flags,
                                                        .steps = &step,
                                                        .count = 1}))
                return;
        }
    }
}

/* Byte by byte, as text that streams in. */
static void appended(struct check *check, const struct sample *sample)
{
    const mdp_document *document = NULL;
    if (sample->size > SHORT_SAMPLE)
        return;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = sample->flags;
    CHECK(check, mdp_parse("", 0, &options, &document) == MDP_OK);
    for (size_t size = 1; size <= sample->size && check->complaints == 0; size++) {
        const mdp_document *next = NULL;
        CHECK(check, mdp_document_append(document, sample->text + size - 1, 1, &next) == MDP_OK);
        mdp_document_release(document);
        document = next;
        if (!CHECK(check, model_same(document, sample->text, size, sample->flags)))
            printf("  after %zu bytes\n", size);
    }
    mdp_document_release(document);
}

/* ---------------------------------------------------------------------------------------------------------- random */

struct dice {
    uint64_t state;
};

static size_t roll(struct dice *dice, size_t limit)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (size_t)(dice->state >> 11) % limit;
}

enum { CHAIN = 24, EDITS_MOST = 4, INSERTED_MOST = 24 * 8 };

struct random_chain {
    struct model_step steps[CHAIN];
    mdp_edit edits[CHAIN][EDITS_MOST];
    char inserted[CHAIN][EDITS_MOST][INSERTED_MOST];
};

/* A place in a text of about this size: often at the start of a line. The text changes with the chain, so that this is
 * only likely. */
static size_t roll_place(struct dice *dice, const char *text, size_t size)
{
    size_t at = roll(dice, size + 1);
    if (roll(dice, 2) == 0)
        while (at > 0 && text[at - 1] != '\n')
            at--;
    return at;
}

static void roll_edit(struct dice *dice, const char *text, size_t size, mdp_edit *edit, char *inserted)
{
    size_t count = roll(dice, 8) == 0 ? roll(dice, 8) : roll(dice, 3);
    edit->begin = edit->end = roll_place(dice, text, size);
    edit->text = inserted;
    edit->size = 0;
    if (roll(dice, 2) == 0)
        edit->end += roll(dice, 16) == 0 ? roll(dice, size + 1) : roll(dice, 12);
    for (size_t i = 0; i < count; i++) {
        const char *token = tokens[roll(dice, CHECK_COUNT(tokens))];
        memcpy(inserted + edit->size, token, strlen(token));
        edit->size += strlen(token);
    }
}

/* A document that was parsed on several threads has chunks like any other. */
static void parsed_on_threads(struct check *check)
{
    static const char part[] = "# Heading\n\nText with *emphasis*, `code` and a [link][label].\n\n- item\n\n  ```\n"
                               "  code\n  ```\n\n> quote\n>\n> [label]: /url\n\n";
    static const char *const inserted[] = {"```\n", "[label]: /first\n\n", "- ", "", "\n\n", "*"};
    enum { PARTS = 10000, PART_SIZE = sizeof part - 1 };
    struct model_version version = {.size = (size_t)PARTS * PART_SIZE};
    mdp_pool *pool = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    version.text = malloc(version.size);
    CHECK(check, version.text && mdp_pool_create(3, &pool) == MDP_OK);
    for (size_t i = 0; version.text && i < PARTS; i++)
        memcpy(version.text + i * PART_SIZE, part, PART_SIZE);
    options.executor = mdp_pool_executor(pool);
    CHECK(check, version.text && mdp_parse(version.text, version.size, &options, &version.document) == MDP_OK);
    for (size_t i = 0; version.document && i < CHECK_COUNT(inserted); i++) {
        size_t at = version.size / CHECK_COUNT(inserted) * i / PART_SIZE * PART_SIZE;
        mdp_edit edit = {.begin = at, .end = at + 3, .text = inserted[i], .size = strlen(inserted[i])};
        CHECK(check, model_version_edit(&version, &edit, 1));
    }
    model_version_free(&version);
    mdp_pool_destroy(pool);
}

static int compare_edits(const void *a, const void *b)
{
    const mdp_edit *one = a, *other = b;
    return (one->begin > other->begin) - (one->begin < other->begin);
}

static void roll_chain(struct dice *dice, struct random_chain *random, struct model_chain *chain)
{
    chain->steps = random->steps;
    chain->count = 1 + roll(dice, CHAIN);
    for (size_t i = 0; i < chain->count; i++) {
        size_t count = roll(dice, 4) == 0 ? 1 + roll(dice, EDITS_MOST) : 1;
        for (size_t k = 0; k < count; k++)
            roll_edit(dice, chain->text, chain->size, &random->edits[i][k], random->inserted[i][k]);
        qsort(random->edits[i], count, sizeof(mdp_edit), compare_edits);
        random->steps[i] = (struct model_step){random->edits[i], count};
    }
}

/* A text of some samples, one behind the other. */
static size_t roll_text(struct dice *dice, const struct samples *samples, char *text, size_t most)
{
    size_t size = 0;
    for (size_t parts = 1 + roll(dice, 12); parts > 0; parts--) {
        const struct sample *sample = &samples->items[roll(dice, samples->count)];
        if (size + sample->size + 2 > most)
            continue;
        memcpy(text + size, sample->text, sample->size);
        size += sample->size;
        for (size_t i = roll(dice, 3); i > 0; i--)
            text[size++] = '\n';
    }
    return size;
}

static unsigned long long option(const struct check *check, const char *name, unsigned long long otherwise)
{
    for (int i = 1; i + 1 < check->argument_count; i++)
        if (strcmp(check->arguments[i], name) == 0)
            return strtoull(check->arguments[i + 1], NULL, 10);
    return otherwise;
}

/* One in eight texts is large enough for many chunks of the usual size. */
static void random_edits(struct check *check, const struct samples *samples)
{
    enum { SHORT = 1500, LONG = 60000 };
    static char text[LONG];
    static struct random_chain random;
    static const uint64_t flags[] = {0,
                                     0,
                                     MDP_PARSE_SMART,
                                     MDP_EXT_GFM,
                                     MDP_EXT_GFM,
                                     MDP_SEALED,
                                     MDP_SEALED | MDP_PARSE_SMART,
                                     MDP_SEALED | MDP_EXT_GFM};
    unsigned long long rounds = option(check, "--rounds", 12000), done = 0;
    struct dice dice = {option(check, "--seed", 1) * UINT64_C(0x9E3779B97F4A7C15) + 1};
    while (done < rounds && check->complaints == 0) {
        struct model_chain chain = {.text = text, .flags = flags[roll(&dice, CHECK_COUNT(flags))]};
        bool is_long = roll(&dice, 64) == 0;
        while (chain.size < (is_long ? LONG - SHORT : 1))
            chain.size += roll_text(&dice, samples, text + chain.size, (is_long ? LONG - chain.size : SHORT));
        roll_chain(&dice, &random, &chain);
        model_run(check, &chain);
        done += chain.count;
    }
    if (check->complaints == 0 && option(check, "--rounds", 0))
        printf("%llu random edits\n", done);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"second_line_of_paragraph", second_line_of_paragraph},
        {"definition_target", definition_target},
        {"paragraph_with_reference", paragraph_with_reference},
        {"fence_opens", fence_opens},
        {"html_changes_kind", html_changes_kind},
        {"lists_join", lists_join},
        {"paragraphs_join", paragraphs_join},
        {"alerts_come_and_go", alerts_come_and_go},
        {"definitions_change", definitions_change},
        {"footnotes_change", footnotes_change},
        {"byte_order_marks", byte_order_marks},
        {"line_endings", line_endings},
        {"everything_goes", everything_goes},
        {"parsed_on_threads", parsed_on_threads},
    };
    static const struct property properties[] = {{"line_starts", line_starts}, {"appended", appended}};
    struct check check;
    check_start(&check, argc, argv);
    if (check_is_chosen(&check, "random_edits")) {
        struct samples samples = samples_load(argc, argv);
        if (check_begin(&check, "random_edits", NULL, 0)) {
            random_edits(&check, &samples);
            check_end(&check);
        }
        samples_free(&samples);
    }
    if (check.choosing && check.passed + check.failed > 0)
        return check_finish(&check);
    int rest = samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
    return rest || check.failed;
}
