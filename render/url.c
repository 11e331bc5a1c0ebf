/* url.c: URLs in attributes of HTML; which are dangerous, and how they are encoded.
 *
 * It works on destinations as the document tells them, with entities decoded and escapes resolved: a filter that runs before
 * the decoding lets `javascript&colon;` through. */
#include "escape.h"

/* What stays as it is: letters, digits, and the punctuation that has a meaning in URLs, the percent sign included.
 * The set is cmark's, as the spec's examples show it (brackets are encoded: example 603). & and ' are further down. */
static inline bool is_plain(char byte)
{
    if ((byte >= 'a' && byte <= 'z') || (byte >= '?' && byte <= 'Z') || (byte >= '(' && byte <= ';'))
        return true;
    switch (byte) {
    case '!':
    case '#':
    case '$':
    case '%':
    case '=':
    case '_':
    case '~':
        return true;
    default:
        return false;
    }
}

void render_escape_url(render_output *out, mdp_string url)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t written = 0;
    for (size_t at = 0; at < url.size; at++) {
        char byte = url.data[at];
        if (is_plain(byte))
            continue;
        render_write(out, url.data + written, at - written);
        written = at + 1;
        if (byte == '&')
            render_literal(out, "&amp;");
        else if (byte == '\'')
            render_literal(out, "&#x27;");
        else
            render_write(out, (char[]){'%', hex[(unsigned char)byte >> 4], hex[byte & 15]}, 3);
    }
    render_write(out, url.data + written, url.size - written);
}

/* Browsers drop tabs and line endings anywhere in a URL, and control characters and spaces before it. */
static inline bool is_dropped(char byte, bool leading)
{
    return byte == '\t' || byte == '\n' || byte == '\r' || (leading && (unsigned char)byte <= ' ');
}

/* Whether the URL begins as `prefix`, in lower case, as a browser reads it. Linear in the part that is dropped. */
static bool begins_with(mdp_string url, const char *prefix)
{
    bool leading = true;
    for (size_t at = 0; *prefix != '\0'; at++) {
        if (at == url.size)
            return false;
        char byte = url.data[at];
        if (is_dropped(byte, leading))
            continue;
        leading = false;
        if (byte >= 'A' && byte <= 'Z')
            byte = (char)(byte - 'A' + 'a');
        if (byte != *prefix++)
            return false;
    }
    return true;
}

bool render_url_is_dangerous(mdp_string url)
{
    if (begins_with(url, "data:"))
        return !begins_with(url, "data:image/png") && !begins_with(url, "data:image/gif") &&
               !begins_with(url, "data:image/jpeg") && !begins_with(url, "data:image/webp");
    return begins_with(url, "javascript:") || begins_with(url, "vbscript:") || begins_with(url, "file:");
}
