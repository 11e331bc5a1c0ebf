/* heading_ids.c: see heading_ids.h. In three steps: the text of each heading, reduced; the headings sorted by it, which
 * brings equal ones together; the numbers of those that are not the first. Sorted rather than hashed, because
 * colliding hashes can be made on purpose. */
#include "heading_ids.h"

#include <stdlib.h>
#include <utf8proc.h>

/* ------------------------------------------------------------------------------------------------------- memory */

static void *allocate_by_malloc(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void release_by_free(void *context, void *memory, size_t size)
{
    (void)context, (void)size;
    free(memory);
}

/* Makes room for `size` bytes, at least twice what there was. False where there is none. */
static bool grow(const heading_ids *ids, heading_memory *memory, size_t size)
{
    if (size <= memory->size)
        return true;
    size_t grown = memory->size > size / 2 ? 2 * memory->size : size;
    void *data = ids->allocator.allocate(ids->allocator.context, grown);
    if (data == NULL)
        return false;
    if (memory->size > 0) {
        memcpy(data, memory->data, memory->size);
        ids->allocator.release(ids->allocator.context, memory->data, memory->size);
    }
    *memory = (heading_memory){data, grown};
    return true;
}

static void release(const heading_ids *ids, heading_memory *memory)
{
    if (memory->size > 0)
        ids->allocator.release(ids->allocator.context, memory->data, memory->size);
}

static heading_id *item_at(const heading_ids *ids, size_t index)
{
    return (heading_id *)ids->items.data + index;
}

/* Never NULL, not even where no heading has a text. */
static const char *text_of(const heading_ids *ids, const heading_id *id)
{
    return id->size > 0 ? (const char *)ids->text.data + id->begin : "";
}

/* ----------------------------------------------------------------------------------------------- the reduced text */

/* The symbols that are alphabetic for Unicode (Other_Alphabetic in PropList.txt), which utf8proc does not tell: letters
 * in circles and in squares. */
static bool is_alphabetic_symbol(utf8proc_int32_t character)
{
    return (character >= 0x24B6 && character <= 0x24E9) || (character >= 0x1F130 && character <= 0x1F149) ||
           (character >= 0x1F150 && character <= 0x1F169) || (character >= 0x1F170 && character <= 0x1F189);
}

static bool is_kept(utf8proc_int32_t character)
{
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return character == '-' || character == ' ' || is_alphabetic_symbol(character);
    }
}

/* Writes a character in lower case, and a space as a hyphen; returns how many bytes it took. The dotted capital I is
 * the one character that is two in lower case (Unicode's SpecialCasing.txt). */
static size_t write_lower(utf8proc_int32_t character, utf8proc_uint8_t *to)
{
    static const char dotted_i[] = "i\xCC\x87";
    enum { CAPITAL_DOTTED_I = 0x130 };
    if (character == CAPITAL_DOTTED_I) {
        memcpy(to, dotted_i, sizeof dotted_i - 1);
        return sizeof dotted_i - 1;
    }
    return (size_t)utf8proc_encode_char(character == ' ' ? '-' : utf8proc_tolower(character), to);
}

/* Adds what is kept of a text. In lower case a character can take more bytes, three for two. */
static bool add_text(heading_ids *ids, mdp_string text)
{
    if (!grow(ids, &ids->text, ids->text_size + 2 * text.size + 4))
        return false;
    utf8proc_uint8_t *to = ids->text.data;
    const utf8proc_uint8_t *from = (const utf8proc_uint8_t *)text.data;
    for (size_t at = 0; at < text.size;) {
        utf8proc_int32_t character;
        utf8proc_ssize_t length = utf8proc_iterate(from + at, (utf8proc_ssize_t)(text.size - at), &character);
        at += length > 0 ? (size_t)length : 1;
        if (length <= 0 || !is_kept(character))
            continue;
        ids->text_size += write_lower(character, to + ids->text_size);
    }
    return true;
}

/* The text of a heading is that of its texts and code spans; images, raw HTML and line breaks have none. */
static bool add_heading(heading_ids *ids, mdp_node heading)
{
    if (!grow(ids, &ids->items, (ids->count + 1) * sizeof(heading_id)))
        return false;
    size_t begin = ids->text_size;
    mdp_walker walker = mdp_walk(heading);
    while (mdp_walker_next(&walker)) {
        if (!walker.entering)
            continue;
        if (walker.kind == MDP_KIND_IMAGE)
            mdp_walker_skip_children(&walker);
        else if ((walker.kind == MDP_KIND_TEXT || walker.kind == MDP_KIND_CODE_SPAN) &&
                 !add_text(ids, mdp_node_text(walker.node)))
            return false;
    }
    *item_at(ids, ids->count++) =
        (heading_id){.begin = begin, .size = ids->text_size - begin, .place = mdp_node_span(heading).begin};
    return true;
}

static bool add_headings(heading_ids *ids, const mdp_document *document)
{
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        if (!walker.entering)
            continue;
        if (walker.kind == MDP_KIND_HEADING && !add_heading(ids, walker.node))
            return false;
        if (walker.kind == MDP_KIND_HEADING || walker.kind == MDP_KIND_PARAGRAPH)
            mdp_walker_skip_children(&walker);
    }
    return true;
}

/* ------------------------------------------------------------------------------------------------------- sorting */

static int compare_strings(const char *a, size_t a_size, const char *b, size_t b_size)
{
    int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    return order != 0 ? order : (a_size > b_size) - (a_size < b_size);
}

/* Whether heading a comes before heading b. */
static bool is_before(const heading_ids *ids, size_t a, size_t b)
{
    const heading_id *first = item_at(ids, a), *second = item_at(ids, b);
    int order = compare_strings(text_of(ids, first), first->size, text_of(ids, second), second->size);
    return order < 0 || (order == 0 && a < b);
}

/* Moves order[root] down to its place in the heap order[0, count), the last at the top. */
static void sift(const heading_ids *ids, size_t *order, size_t root, size_t count)
{
    size_t moved = order[root];
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        child += child + 1 < count && is_before(ids, order[child], order[child + 1]);
        if (!is_before(ids, moved, order[child]))
            break;
        order[root] = order[child];
    }
    order[root] = moved;
}

static void sort(const heading_ids *ids, size_t *order)
{
    for (size_t i = 0; i < ids->count; i++)
        order[i] = i;
    for (size_t i = ids->count / 2; i-- > 0;)
        sift(ids, order, i, ids->count);
    for (size_t count = ids->count; count-- > 1;) {
        size_t last = order[0];
        order[0] = order[count];
        order[count] = last;
        sift(ids, order, 0, count);
    }
}

/* ------------------------------------------------------------------------------------------------------- numbers */

/* A number as it is written. */
typedef struct heading_number {
    char digits[3 * sizeof(size_t)];
    size_t size;
} heading_number;

static heading_number write_number(size_t number)
{
    heading_number written = {.size = 0};
    for (size_t rest = number; rest > 0 || written.size == 0; rest /= 10)
        written.size++;
    for (size_t i = written.size; i-- > 0; number /= 10)
        written.digits[i] = (char)('0' + number % 10);
    return written;
}

/* The order of an identifier and `base-number`. */
static int compare_numbered(const heading_ids *ids, const heading_id *id, const heading_id *base, heading_number number)
{
    const char *text = text_of(ids, id);
    size_t common = id->size < base->size ? id->size : base->size;
    int order = memcmp(text, text_of(ids, base), common);
    if (order != 0 || id->size <= base->size)
        return order != 0 ? order : -1;
    if (text[base->size] != '-')
        return (unsigned char)text[base->size] < '-' ? -1 : 1;
    return compare_strings(text + base->size + 1, id->size - base->size - 1, number.digits, number.size);
}

/* Whether the text of a heading makes `base-number`. */
static bool is_taken(const heading_ids *ids, const heading_id *base, size_t number)
{
    heading_number written = write_number(number);
    const size_t *order = ids->order.data;
    size_t low = 0, high = ids->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int side = compare_numbered(ids, item_at(ids, order[middle]), base, written);
        if (side == 0)
            return true;
        if (side < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Numbers the headings that have the text of an earlier one. Those of one text stand together and in order, and no
 * number is tried twice for a text, so that as many are tried in vain as there are headings. */
static void set_numbers(heading_ids *ids)
{
    const size_t *order = ids->order.data;
    size_t number = 0;
    for (size_t i = 0; i < ids->count; i++) {
        heading_id *id = item_at(ids, order[i]);
        const heading_id *before = i > 0 ? item_at(ids, order[i - 1]) : NULL;
        if (before == NULL || compare_strings(text_of(ids, before), before->size, text_of(ids, id), id->size) != 0) {
            number = 0;
            continue;
        }
        do
            number++;
        while (is_taken(ids, id, number));
        id->number = number;
    }
}

/* --------------------------------------------------------------------------------------------------------- calls */

bool heading_ids_make(heading_ids *ids, const mdp_document *document, mdp_allocator allocator)
{
    *ids = (heading_ids){.allocator = allocator};
    if (allocator.allocate == NULL)
        ids->allocator = (mdp_allocator){allocate_by_malloc, release_by_free, NULL};
    if (!add_headings(ids, document))
        return false;
    if (ids->count == 0)
        return true;
    if (!grow(ids, &ids->order, ids->count * sizeof(size_t)))
        return false;
    sort(ids, ids->order.data);
    set_numbers(ids);
    return true;
}

void heading_ids_free(heading_ids *ids)
{
    release(ids, &ids->text);
    release(ids, &ids->items);
    release(ids, &ids->order);
}

/* The identifier of the heading that begins at a place. They are in document order, in which not all are written. */
static const heading_id *find(const heading_ids *ids, size_t place)
{
    size_t low = 0, high = ids->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (item_at(ids, middle)->place <= place)
            low = middle;
        else
            high = middle;
    }
    return item_at(ids, low);
}

void heading_ids_write(const heading_ids *ids, mdp_node heading, render_output *out)
{
    const heading_id *id = find(ids, mdp_node_span(heading).begin);
    if (id->size == 0)
        return;
    render_literal(out, " id=\"");
    render_write(out, text_of(ids, id), id->size);
    if (id->number > 0) {
        render_char(out, '-');
        render_number(out, id->number);
    }
    render_char(out, '"');
}
