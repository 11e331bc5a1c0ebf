/* tidy.c: see tidy.h. */
#include "tidy.h"

#include <string.h>

/* Whether an XML line is a text element that holds spaces at most, or none at all. */
static bool is_text_of_spaces(const char *line, size_t size)
{
    static const char opening[] = "<text xml:space=\"preserve\">";
    static const char closing[] = "</text>\n";
    size_t begin = 0;
    while (begin < size && line[begin] == ' ')
        begin++;
    size_t fixed = sizeof opening - 1 + sizeof closing - 1;
    if (size - begin < fixed || memcmp(line + begin, opening, sizeof opening - 1) != 0 ||
        memcmp(line + size - (sizeof closing - 1), closing, sizeof closing - 1) != 0)
        return false;
    for (size_t i = begin + sizeof opening - 1; i < size - (sizeof closing - 1); i++)
        if (line[i] != ' ' && line[i] != '\t')
            return false;
    return true;
}

void spec_remove_empty_texts(struct spec_bytes *xml)
{
    size_t kept = 0;
    for (size_t begin = 0; begin < xml->size;) {
        const char *newline = memchr(xml->data + begin, '\n', xml->size - begin);
        size_t end = newline != NULL ? (size_t)(newline - xml->data) + 1 : xml->size;
        if (!is_text_of_spaces(xml->data + begin, end - begin)) {
            memmove(xml->data + kept, xml->data + begin, end - begin);
            kept += end - begin;
        }
        begin = end;
    }
    xml->size = kept;
}

void spec_replace(struct spec_bytes *xml, const char *from, const char *to)
{
    size_t from_size = strlen(from), to_size = strlen(to), kept = 0;
    for (size_t i = 0; i < xml->size;) {
        if (xml->size - i >= from_size && memcmp(xml->data + i, from, from_size) == 0) {
            memcpy(xml->data + kept, to, to_size);
            kept += to_size;
            i += from_size;
        } else {
            xml->data[kept++] = xml->data[i++];
        }
    }
    xml->size = kept;
}

void spec_forget_element(struct spec_bytes *xml, const char *name)
{
    size_t name_size = strlen(name);
    struct spec_bytes kept = {0};
    for (size_t i = 0; i < xml->size; i++) {
        size_t slash = i + 1 < xml->size && xml->data[i + 1] == '/', begin = i + 1 + slash, end = begin + name_size;
        if (xml->data[i] != '<' || end >= xml->size || memcmp(xml->data + begin, name, name_size) != 0) {
            spec_append(&kept, xml->data + i, 1);
            continue;
        }
        while (xml->data[end] != '>') /* escaped where it is in an attribute */
            end++;
        spec_append_text(&kept, slash ? "</<unknown>>" : xml->data[end - 1] == '/' ? "<<unknown> />" : "<<unknown>>");
        i = end;
    }
    spec_free(xml);
    *xml = kept;
}
