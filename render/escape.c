/* escape.c: escaping of text for HTML, XML and JSON, and of URLs for HTML.
 *
 * Most text holds nothing to escape, and most strings are short. So copying and searching are one: escape_copy_plain
 * copies bytes into the buffer until one must not stay, that one is replaced, and so on. What HTML is made of takes 64
 * bytes at a time where the machine has AVX2 or AVX-512. */
#include "escape.h"

#include "escape_avx.h"
#include "escape_bytes.h"
#include "escape_plain.h"

enum { ROOM_MIN = 256 }; /* so that a part of a text is not cut needlessly small */

/* A string that is being written: what is left of it, and where in the buffer it goes. */
typedef struct escape_cursor {
    const char *from;
    const char *end;
    char *to;
} escape_cursor;

/* Each of these replaces the special byte at `from` and steps over it. */
static inline void replace(escape_cursor *cursor, const char *replacement, size_t size)
{
    memcpy(cursor->to, replacement, size);
    cursor->to += size;
    cursor->from++;
}

static bool is_noncharacter(const escape_cursor *cursor)
{
    const char *from = cursor->from;
    return cursor->end - from >= 3 && from[1] == (char)0xBF && (from[2] == (char)0xBE || from[2] == (char)0xBF);
}

static void replace_in_xml(escape_cursor *cursor)
{
    switch (*cursor->from) {
    case '&':
    case '<':
    case '>':
    case '"':
        cursor->to = replace_in_markup(cursor->to, *cursor->from++);
        break;
    case '\t':
    case '\n':
    case '\r':
        replace(cursor, cursor->from, 1);
        break;
    case (char)0xEF:
        if (is_noncharacter(cursor)) {
            replace(cursor, "\xEF\xBF\xBD", 3);
            cursor->from += 2;
        } else {
            replace(cursor, cursor->from, 1);
        }
        break;
    default:
        replace(cursor, "\xEF\xBF\xBD", 3);
    }
}

static void replace_in_json(escape_cursor *cursor)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char byte = (unsigned char)*cursor->from;
    switch (byte) {
    case '"':
        replace(cursor, "\\\"", 2);
        break;
    case '\\':
        replace(cursor, "\\\\", 2);
        break;
    case '\t':
        replace(cursor, "\\t", 2);
        break;
    case '\n':
        replace(cursor, "\\n", 2);
        break;
    case '\r':
        replace(cursor, "\\r", 2);
        break;
    default:
        replace(cursor, (char[]){'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]}, 6);
    }
}

static inline void replace_special(escape_cursor *cursor, escape_set set)
{
    switch (set) {
    case ESCAPE_HTML:
        cursor->to = replace_in_markup(cursor->to, *cursor->from++);
        break;
    case ESCAPE_XML:
        replace_in_xml(cursor);
        break;
    case ESCAPE_JSON:
        replace_in_json(cursor);
        break;
    case ESCAPE_URL:
        cursor->to = replace_in_url(cursor->to, *cursor->from++);
        break;
    }
}

/* `set` is a constant in each caller, so each gets a loop of its own. Linear: a byte is copied once, and after a
 * special byte at most 16 are copied again. */
static inline void escape(render_output *out, mdp_string text, escape_set set)
{
    escape_cursor cursor = {text.data, text.data + text.size, NULL};
    while (cursor.from < cursor.end && !out->failed) {
        if (RENDER_BUFFER_SIZE - out->used < ROOM_MIN)
            render_flush(out);
        size_t room = RENDER_BUFFER_SIZE - out->used - REPLACEMENT_MAX;
        size_t left = (size_t)(cursor.end - cursor.from);
        size_t size = left < room ? left : room;
        size_t plain = escape_copy_plain(out->buffer + out->used, cursor.from, size, set);
        cursor.from += plain;
        cursor.to = out->buffer + out->used + plain;
        if (plain < size)
            replace_special(&cursor, set);
        out->used = (size_t)(cursor.to - out->buffer);
    }
}

#if MACHINE_X86

/* The same as escape, for two of the sets. */
static inline void escape_by(render_output *out, mdp_string text, escape_avx *run)
{
    const char *from = text.data, *end = text.data + text.size;
    while (from < end && !out->failed) {
        if (RENDER_BUFFER_SIZE - out->used < ROOM_MIN)
            render_flush(out);
        const char *limit = out->buffer + RENDER_BUFFER_SIZE - ESCAPE_BEYOND;
        escape_progress progress = run(out->buffer + out->used, limit, from, end);
        from = progress.from;
        out->used = (size_t)(progress.to - out->buffer);
    }
}

void render_escape_html(render_output *out, mdp_string text)
{
    if (out->vectors == RENDER_AVX512)
        escape_by(out, text, escape_html_avx512);
    else if (out->vectors == RENDER_AVX2)
        escape_by(out, text, escape_html_avx2);
    else
        escape(out, text, ESCAPE_HTML);
}

void render_escape_url(render_output *out, mdp_string url)
{
    if (out->vectors == RENDER_AVX512)
        escape_by(out, url, escape_url_avx512);
    else if (out->vectors == RENDER_AVX2)
        escape_by(out, url, escape_url_avx2);
    else
        escape(out, url, ESCAPE_URL);
}

#else

void render_escape_html(render_output *out, mdp_string text)
{
    escape(out, text, ESCAPE_HTML);
}

void render_escape_url(render_output *out, mdp_string url)
{
    escape(out, url, ESCAPE_URL);
}

#endif

void render_escape_xml(render_output *out, mdp_string text)
{
    escape(out, text, ESCAPE_XML);
}

void render_escape_json(render_output *out, mdp_string text)
{
    render_char(out, '"');
    escape(out, text, ESCAPE_JSON);
    render_char(out, '"');
}
