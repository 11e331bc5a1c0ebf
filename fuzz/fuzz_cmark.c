/* fuzz_cmark.c: the HTML is that of libcmark, byte for byte, safe and unsafe, plain and smart.
 *
 * Text that is not UTF-8 is not compared: how many U+FFFD stand for a broken sequence is not specified, and cmark has
 * its own count. Texts in which spec/differences.h sees one of the known differences are not compared either, so that
 * whatever this target finds is a mistake of the library, or a difference that has no name yet.
 *
 * Extensions are not asked for: libcmark has none. The second byte of options: 1 is MDP_RENDER_UNSAFE. */
#include "fuzz.h"

#include "differences.h"
#include "options.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Whether a character is read alike everywhere. Not symbols beyond ASCII (the difference "symbols"), nor control
 * characters: cmark takes vertical tabs and form feeds for white space, which 0.31.2 section 2.1 does not, and lets
 * destinations hold control characters, which section 6.3 does not. NUL stands for U+FFFD, a symbol. */
static bool character_is_comparable(utf8proc_int32_t character)
{
    if (character < 0x20 || character == 0x7F)
        return character == '\t' || character == '\n' || character == '\r';
    utf8proc_category_t category = utf8proc_category(character);
    return character < 0x80 || category < UTF8PROC_CATEGORY_SM || category > UTF8PROC_CATEGORY_SO;
}

static bool is_comparable(const uint8_t *text, size_t size)
{
    utf8proc_ssize_t length;
    for (size_t i = 0; i < size; i += (size_t)length) {
        utf8proc_int32_t character;
        length = utf8proc_iterate(text + i, (utf8proc_ssize_t)(size - i), &character);
        if (length <= 0 || !character_is_comparable(character))
            return false;
    }
    return true;
}

/* cmark prints a title that is there and empty, the library none; no example of the specification says which. So it is
 * taken out, of both, because raw HTML may hold the same. */
static void remove_empty_titles(struct spec_bytes *html)
{
    static const char empty[] = " title=\"\"";
    size_t kept = 0;
    for (size_t i = 0; i < html->size;) {
        if (html->size - i >= sizeof empty - 1 && memcmp(html->data + i, empty, sizeof empty - 1) == 0)
            i += sizeof empty - 1;
        else
            html->data[kept++] = html->data[i++];
    }
    html->size = kept;
}

static void render_by_cmark(const struct spec_bytes *text, int options, struct spec_bytes *out)
{
    char *html = cmark_markdown_to_html(text->size > 0 ? text->data : "", text->size, options);
    spec_clear(out);
    spec_append_text(out, html);
    free(html);
}

/* Renders by both, and tells whether they agree. */
static bool agrees(const struct spec_bytes *text, struct spec_flags flags, struct spec_bytes *theirs,
                   struct spec_bytes *ours)
{
    render_by_cmark(text,
                    CMARK_OPT_VALIDATE_UTF8 | (flags.parse & MDP_PARSE_SMART ? CMARK_OPT_SMART : 0) |
                        (flags.render & MDP_RENDER_UNSAFE ? CMARK_OPT_UNSAFE : 0),
                    theirs);
    const mdp_document *document = spec_parse(text->data, text->size, flags.parse);
    bool rendered = document != NULL && spec_render(document, MDP_FORMAT_HTML, flags.render, ours) == MDP_OK;
    mdp_document_release(document);
    remove_empty_titles(theirs);
    remove_empty_titles(ours);
    return rendered && spec_equal(theirs, ours);
}

/* The difference "lazy-indent", which is told by its effect: nothing differs once no line is indented. */
static bool agrees_unindented(const struct spec_bytes *text, struct spec_flags flags)
{
    struct spec_bytes unindented = {0};
    struct spec_bytes theirs = {0};
    struct spec_bytes ours = {0};
    spec_difference_unindent(text, &unindented);
    bool same = unindented.size != text->size && agrees(&unindented, flags, &theirs, &ours);
    spec_free(&unindented);
    spec_free(&theirs);
    spec_free(&ours);
    return same;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct spec_bytes text = {0};
    struct spec_bytes theirs = {0};
    struct spec_bytes ours = {0};
    if (size < FUZZ_OPTIONS || !is_comparable(data + FUZZ_OPTIONS, size - FUZZ_OPTIONS))
        return 0;
    const struct spec_flags flags = {fuzz_parse_flags(data[0]) & MDP_PARSE_SMART,
                                     fuzz_own_options(data[1]) & MDP_RENDER_UNSAFE};
    spec_append(&text, (const char *)data + FUZZ_OPTIONS, size - FUZZ_OPTIONS);
    if (!spec_difference_in_random(&text) && !agrees(&text, flags, &theirs, &ours) &&
        !(spec_difference_in_spaces(&theirs, &ours) && agrees_unindented(&text, flags))) {
        spec_print_difference("cmark:", &theirs, "came:", &ours);
        fprintf(stdout, "%s%s\n  input:  ", flags.parse ? "  smart" : "", flags.render ? "  unsafe" : "");
        spec_print_escaped(stdout, text.data, text.size);
        fputc('\n', stdout);
        fflush(stdout);
        abort();
    }
    spec_free(&text);
    spec_free(&theirs);
    spec_free(&ours);
    return 0;
}
