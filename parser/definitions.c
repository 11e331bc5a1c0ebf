/* definitions.c: link reference definitions, spec 4.7, and the map of them all:
 *
 *     [label]: destination 'title'
 *
 * A line ending may stand behind the colon and before the title. Must not know blocks: it is given the content of a
 * paragraph, and where in it to look. */
#include "definitions.h"

#include <string.h>

#include "label.h"
#include "link.h"

/* Where the line ends, if nothing but spaces and tabs stand before that; otherwise NOT_AT_END. */
#define NOT_AT_END UINT32_MAX

static uint32_t scan_line_end(const char *s, uint32_t at, uint32_t end)
{
    while (at < end && is_space_or_tab(s[at]))
        at++;
    return at == end || s[at] == '\n' ? at : NOT_AT_END;
}

/* The string that a range stands for: itself, or unescaped in the arena. */
static struct slice unescaped(struct parse *parse, const char *s, struct range range, bool *failed)
{
    struct slice slice = {s + range.begin, range.end - range.begin};
    if (!link_needs_unescape(slice.data, slice.size))
        return slice;
    char *out = arena_allocate(&parse->arena, (size_t)link_unescape_bound(slice.size));
    size_t size = out ? link_unescape(slice.data, slice.size, out) : 0;
    parse->too_large = parse->too_large || size > UINT32_MAX;
    *failed = *failed || !out || parse->too_large;
    return *failed ? (struct slice){"", 0} : (struct slice){out, (uint32_t)size};
}

bool definition_set_label(struct parse *parse, struct link_definition *definition)
{
    char normal[LABEL_NORMAL_MAX];
    uint32_t size = (uint32_t)label_normalize(definition->label.data, definition->label.size, normal);
    definition->normal = (struct slice){"", 0};
    if (size == 0)
        return true;
    char *kept = arena_allocate(&parse->arena, size);
    if (!kept)
        return false;
    definition->normal = (struct slice){memcpy(kept, normal, size), size};
    definition->hash = label_hash(normal, size);
    return true;
}

uint32_t definition_scan(struct parse *parse, const char *s, uint32_t at, uint32_t end,
                         struct link_definition *definition, uint32_t *line_end, bool *failed)
{
    struct range label, destination, title = {0, 0};
    uint32_t label_end = link_scan_label(s, at, end, parse->limits.label_size, &label);
    if (!label_end || label_end >= end || s[label_end] != ':')
        return 0;
    uint32_t destination_begin = skip_blank(s, label_end + 1, end);
    uint32_t destination_end =
        link_scan_destination(s, destination_begin, end, parse->limits.parentheses, &destination);
    if (!destination_end)
        return 0;

    /* The title stands behind white space, and nothing else on its last line; otherwise the definition ends before it,
     * if the destination is the last on its line (spec 4.7, examples 197, 210 and 211). */
    *line_end = scan_line_end(s, destination_end, end);
    uint32_t title_begin = skip_blank(s, destination_end, end);
    uint32_t title_end = title_begin > destination_end ? link_scan_title(s, title_begin, end, &title) : 0;
    uint32_t with_title = title_end ? scan_line_end(s, title_end, end) : NOT_AT_END;
    if (with_title != NOT_AT_END)
        *line_end = with_title;
    else
        title = (struct range){0, 0};
    if (*line_end == NOT_AT_END)
        return 0;

    definition->label = (struct slice){s + label.begin, label.end - label.begin};
    *failed = *failed || !definition_set_label(parse, definition);
    if (*failed || definition->normal.size == 0)
        return 0;
    definition->destination = unescaped(parse, s, destination, failed);
    definition->title = unescaped(parse, s, title, failed);
    return *line_end < end ? *line_end + 1 : end;
}

/* ----------------------------------------------------------------------------------------------------------- map */

/* Below 0, 0 or above 0 as the label of the definition stands before, is, or stands behind that of the entry. */
static int compare_label(const struct link_definition *definitions, const struct map_entry *entry, const char *normal,
                         uint32_t size)
{
    const struct slice own = definitions[entry->definition].normal;
    return label_compare(own.data, own.size, normal, size);
}

static int compare(const struct link_definition *definitions, const struct map_entry *a, const struct map_entry *b)
{
    const struct slice label = definitions[b->definition].normal;
    return a->hash == b->hash ? compare_label(definitions, a, label.data, label.size) : a->hash < b->hash ? -1 : 1;
}

/* Merges the sorted runs from[begin, middle) and from[middle, end) to `to`. Stable: equal labels stay in the order of
 * the text. Which hash is the lower is no branch, as nobody predicts it. */
static void merge(const struct link_definition *definitions, const struct map_entry *from, struct map_entry *to,
                  size_t begin, size_t middle, size_t end)
{
    const struct map_entry *left = from + begin, *right = from + middle;
    for (to += begin; left < from + middle && right < from + end; to++) {
        bool first = left->hash < right->hash;
        if (left->hash == right->hash)
            first = compare(definitions, left, right) <= 0;
        *to = *(first ? left : right);
        left += first;
        right += !first;
    }
    for (; left < from + middle; to++, left++)
        *to = *left;
    for (; right < from + end; to++, right++)
        *to = *right;
}

inline bool definitions_sort(struct parse *parse)
{
    const struct link_definition *definitions = parse->definitions.items;
    size_t count = parse->definitions.count;
    if (count == 0)
        return true;
    if (!vector_reserve(&parse->map, 2 * count))
        return false;
    struct map_entry *from = parse->map.items, *to = from + count;
    for (size_t i = 0; i < count; i++)
        from[i] = (struct map_entry){definitions[i].hash, (uint32_t)i};
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t begin = 0; begin < count; begin += 2 * width) {
            size_t middle = begin + width < count ? begin + width : count;
            size_t end = middle + width < count ? middle + width : count;
            merge(definitions, from, to, begin, middle, end);
        }
        struct map_entry *sorted = to;
        to = from;
        from = sorted;
    }
    memmove(parse->map.items, from, count * sizeof *from);
    parse->map.count = count;
    const struct map_entry *map = parse->map.items;
    for (size_t i = 0; i < count; i++)
        parse->label_count += i == 0 || compare(definitions, &map[i - 1], &map[i]) != 0;
    return true;
}

/* The first entry of that hash or a higher one: so many entries stand before it. Without a branch but for their
 * number. */
static size_t find_hash(const struct map_entry *map, size_t count, uint64_t hash)
{
    size_t at = 0;
    if (count == 0)
        return 0;
    for (; count > 1; count -= count / 2)
        at += map[at + count / 2 - 1].hash < hash ? count / 2 : 0;
    return at + (map[at].hash < hash);
}

bool definitions_have(const struct parse *parse, uint64_t hash, const char *normal, uint32_t size)
{
    const struct map_entry *map = parse->map.items;
    size_t count = parse->map.count, low = find_hash(map, count, hash), high = low;
    for (size_t step = 1; high < count && map[high].hash == hash; step *= 2)
        high = step < count - high ? high + step : count;
    while (low < high) { /* hashes can be forged: then there are many */
        size_t middle = low + (high - low) / 2;
        int order = map[middle].hash != hash ? 1 : compare_label(parse->definitions.items, &map[middle], normal, size);
        if (order == 0)
            return true;
        if (order > 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}
