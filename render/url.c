/* url.c: which URLs are dangerous to print as links and images.
 *
 * It works on destinations as the document tells them, with entities decoded and escapes resolved: a filter that runs
 * before the decoding lets `javascript&colon;` through. */
#include "escape.h"

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

/* Most URLs are dismissed by their first byte. */
static bool may_be_dangerous(mdp_string url)
{
    if (url.size == 0)
        return false;
    switch (url.data[0]) {
    case 'd':
    case 'D':
    case 'f':
    case 'F':
    case 'j':
    case 'J':
    case 'v':
    case 'V':
        return true;
    default:
        return is_dropped(url.data[0], true);
    }
}

bool render_url_is_dangerous(mdp_string url)
{
    if (!may_be_dangerous(url))
        return false;
    if (begins_with(url, "data:"))
        return !begins_with(url, "data:image/png") && !begins_with(url, "data:image/gif") &&
               !begins_with(url, "data:image/jpeg") && !begins_with(url, "data:image/webp");
    return begins_with(url, "javascript:") || begins_with(url, "vbscript:") || begins_with(url, "file:");
}
