/* tag_filter.c: see tag_filter.h.
 *
 * Tags are looked for everywhere, also in what CommonMark reads as a comment or an attribute, because a browser may
 * read it otherwise: for it `<!-- --!>` is a whole comment. Where it does not, `&lt;` does no harm. A name ends as in a
 * browser: at white space, `/` or `>`, or with the text, behind which other text is written. */
#include "tag_filter.h"

#include <string.h>

static bool ends_name(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == '/' || byte == '>';
}

static bool begins_with_name(const char *text, size_t size, const char *name)
{
    size_t length = strlen(name);
    if (size < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char byte = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 0x20) : text[i];
        if (byte != name[i])
            return false;
    }
    return size == length || ends_name(text[length]);
}

/* Whether the text behind a `<` is a filtered tag. */
static bool is_filtered(const char *text, size_t size)
{
    static const char *const names[] = {"title",   "textarea", "style",  "xmp",      "iframe",
                                        "noembed", "noframes", "script", "plaintext"};
    size_t slash = size > 0 && text[0] == '/';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (begins_with_name(text + slash, size - slash, names[i]))
            return true;
    return false;
}

void render_filtered_html(render_output *out, mdp_string html)
{
    const char *at = html.data, *end = html.data + html.size;
    while (at < end) {
        const char *angle = memchr(at, '<', (size_t)(end - at));
        if (angle == NULL) {
            render_write(out, at, (size_t)(end - at));
            return;
        }
        render_write(out, at, (size_t)(angle - at));
        if (is_filtered(angle + 1, (size_t)(end - angle - 1)))
            render_literal(out, "&lt;");
        else
            render_char(out, '<');
        at = angle + 1;
    }
}
