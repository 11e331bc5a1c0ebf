/* escape_bytes.h: what is printed in place of a byte that must be escaped, where more than one file prints it.
 *
 * Each function writes at `to`, where it may use REPLACEMENT_MAX bytes, and returns where the next byte goes. */
#ifndef RENDER_ESCAPE_BYTES_H
#define RENDER_ESCAPE_BYTES_H

#include <stdint.h>
#include <string.h>

enum { REPLACEMENT_MAX = 8 };

/* One of & < > and ". By their low four bits, in which they differ, and copied in full, so that none is a branch. */
static inline char *replace_in_markup(char *to, char byte)
{
    static const struct {
        char text[REPLACEMENT_MAX - 1];
        uint8_t size;
    } replacements[16] = {
        ['"' & 15] = {"&quot;", 6}, ['&' & 15] = {"&amp;", 5}, ['<' & 15] = {"&lt;", 4}, ['>' & 15] = {"&gt;", 4}};
    unsigned low = (unsigned char)byte & 15;
    memcpy(to, &replacements[low], sizeof replacements[low]);
    return to + replacements[low].size;
}

/* A byte that a URL in HTML cannot hold as it is. */
static inline char *replace_in_url(char *to, char byte)
{
    static const char hex[] = "0123456789ABCDEF";
    if (byte == '&')
        return replace_in_markup(to, byte);
    if (byte == '\'') {
        memcpy(to, "&#x27;", 6);
        return to + 6;
    }
    to[0] = '%';
    to[1] = hex[(unsigned char)byte >> 4];
    to[2] = hex[byte & 15];
    return to + 3;
}

#endif
