/* judge.c: see judge.h. */
#include "judge.h"
#include "checks.h"

#include <string.h>

/* ---------------------------------------------------------------------------------------------------- variants */

typedef void change(const struct spec_bytes *before, struct spec_bytes *after);

static void keep(const struct spec_bytes *before, struct spec_bytes *after)
{
    spec_append(after, before->data, before->size);
}

/* Every line, also the last if nothing ends it, with another beginning and ending. */
static void change_lines(const struct spec_bytes *before, const char *beginning, const char *ending,
                         struct spec_bytes *after)
{
    for (size_t begin = 0; begin < before->size;) {
        const char *newline = memchr(before->data + begin, '\n', before->size - begin);
        size_t end = newline != NULL ? (size_t)(newline - before->data) : before->size;
        spec_append_text(after, beginning);
        spec_append(after, before->data + begin, end - begin);
        if (newline != NULL)
            spec_append_text(after, ending);
        begin = end + 1;
    }
}

/* Spec 2.1: a line ending is LF, CR, or CR followed by LF. */
static void end_lines_with_crlf(const struct spec_bytes *before, struct spec_bytes *after)
{
    change_lines(before, "", "\r\n", after);
}

static void end_lines_with_cr(const struct spec_bytes *before, struct spec_bytes *after)
{
    change_lines(before, "", "\r", after);
}

/* Spec 2.1: a line ends at a line ending or at the end of the file. */
static void leave_last_line_open(const struct spec_bytes *before, struct spec_bytes *after)
{
    bool ended = before->size > 0 && before->data[before->size - 1] == '\n';
    spec_append(after, before->data, before->size - ended);
}

/* Spec 5.1, the basic case. Two quotes, because their four columns leave every tab stop where it was. */
static void quote_twice(const struct spec_bytes *before, struct spec_bytes *after)
{
    change_lines(before, "> > ", "\n", after);
}

/* Footnotes are printed behind the quotes in which they are defined. */
static void quote_html_twice(const struct spec_bytes *before, struct spec_bytes *after)
{
    static const char footnotes[] = "<section class=\"footnotes\"";
    size_t quoted = 0;
    while (quoted < before->size && (before->size - quoted < sizeof footnotes - 1 ||
                                     memcmp(before->data + quoted, footnotes, sizeof footnotes - 1) != 0))
        quoted++;
    spec_append_text(after, "<blockquote>\n<blockquote>\n");
    spec_append(after, before->data, quoted);
    spec_append_text(after, "</blockquote>\n</blockquote>\n");
    spec_append(after, before->data + quoted, before->size - quoted);
}

/* Within other blocks there are no alerts: what comes in two quotes is what comes without the extension. False where
 * nothing comes. */
static bool quote_alerts_twice(const struct spec_bytes *markdown, struct spec_flags flags, struct spec_bytes *html)
{
    struct spec_bytes plain = {0};
    const mdp_document *document = spec_parse(markdown->data, markdown->size, flags.parse & ~MDP_EXT_ALERTS);
    bool done =
        document != NULL && spec_render(document, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE | flags.render, &plain) == MDP_OK;
    quote_html_twice(&plain, html);
    mdp_document_release(document);
    spec_free(&plain);
    return done;
}

/* After a blank line a text is parsed as if it began there. */
static void follow_a_paragraph(const struct spec_bytes *before, struct spec_bytes *after)
{
    spec_append_text(after, "z\n\n");
    keep(before, after);
}

static void follow_a_paragraph_html(const struct spec_bytes *before, struct spec_bytes *after)
{
    spec_append_text(after, "<p>z</p>\n");
    keep(before, after);
}

static const struct variant {
    const char *name;
    change *markdown;
    change *html;
} variants[] = {
    {"as it is", keep, keep},
    {"CRLF line ends", end_lines_with_crlf, keep},
    {"CR line ends", end_lines_with_cr, keep},
    {"last line without line end", leave_last_line_open, keep},
    {"in two block quotes", quote_twice, quote_html_twice},
    {"after a paragraph", follow_a_paragraph, follow_a_paragraph_html},
};
#define VARIANT_COUNT (sizeof variants / sizeof *variants)

/* ------------------------------------------------------------------------------------------------------ judging */

struct scratch {
    struct spec_bytes markdown;
    struct spec_bytes wanted;
    struct spec_bytes came;
};

static bool html_is_right(const mdp_document *document, uint64_t render_flags, struct scratch *scratch)
{
    mdp_status status = spec_render(document, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE | render_flags, &scratch->came);
    if (status != MDP_OK) {
        printf("  HTML: %s\n", mdp_status_message(status));
        return false;
    }
    if (spec_equal(&scratch->wanted, &scratch->came))
        return true;
    spec_print_difference("wanted:", &scratch->wanted, "came:", &scratch->came);
    return false;
}

/* The other outputs have tests of their own; here they must merely come about, for every kind of document. */
static bool other_formats_render(const mdp_document *document, uint64_t render_flags, struct scratch *scratch)
{
    static const struct {
        const char *name;
        mdp_format format;
        uint64_t flags;
    } formats[] = {
        {"safe HTML", MDP_FORMAT_HTML, 0},
        {"HTML with positions", MDP_FORMAT_HTML, MDP_RENDER_UNSAFE | MDP_RENDER_SOURCEPOS},
        {"XML", MDP_FORMAT_XML, 0},
        {"XML with positions", MDP_FORMAT_XML, MDP_RENDER_SOURCEPOS},
        {"JSON", MDP_FORMAT_JSON, 0},
        {"tree", MDP_FORMAT_TREE, 0},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        mdp_status status = spec_render(document, formats[i].format, formats[i].flags | render_flags, &scratch->came);
        bool may_be_empty = formats[i].format == MDP_FORMAT_HTML;
        if (status != MDP_OK || (scratch->came.size == 0 && !may_be_empty)) {
            printf("  %s: %s\n", formats[i].name, status != MDP_OK ? mdp_status_message(status) : "nothing came");
            return false;
        }
    }
    return true;
}

static bool variant_is_right(const struct spec_case *example, const struct variant *variant, struct scratch *scratch)
{
    /* Borrowed: the changes only read what they change. */
    struct spec_bytes markdown = {.data = (char *)(uintptr_t)example->markdown, .size = example->markdown_size};
    struct spec_bytes html = {.data = (char *)(uintptr_t)example->html, .size = example->html_size};
    spec_clear(&scratch->markdown);
    spec_clear(&scratch->wanted);
    variant->markdown(&markdown, &scratch->markdown);
    bool done = true;
    if (variant->html == quote_html_twice && (example->flags.parse & MDP_EXT_ALERTS))
        done = quote_alerts_twice(&markdown, example->flags, &scratch->wanted);
    else
        variant->html(&html, &scratch->wanted);

    const mdp_document *document = spec_parse(scratch->markdown.data, scratch->markdown.size, example->flags.parse);
    bool right = done && document != NULL && html_is_right(document, example->flags.render, scratch) &&
                 other_formats_render(document, example->flags.render, scratch) &&
                 spec_check_document(document, scratch->markdown.data, scratch->markdown.size, stdout);
    mdp_document_release(document);
    if (!right) {
        fputs("  input:  ", stdout);
        spec_print_escaped(stdout, scratch->markdown.data, scratch->markdown.size);
        printf("\n  FAILED: %s, %s\n  again:  %s\n\n", example->title, variant->name, example->command);
    }
    return right;
}

bool spec_judge(const struct spec_case *example)
{
    struct scratch scratch = {0};
    size_t count = example->as_is_only || example->markdown_size == 0 ? 1 : VARIANT_COUNT;
    bool right = true;
    for (size_t i = 0; i < count && right; i++)
        right = variant_is_right(example, &variants[i], &scratch);
    spec_free(&scratch.markdown);
    spec_free(&scratch.wanted);
    spec_free(&scratch.came);
    return right;
}
