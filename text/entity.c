/* entity.c: see entity.h. Names are found by a perfect hash, made by tools/make_entities.py, which describes it. */
#include "entity.h"

#include "utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "entity_table.h"

static bool is_alphanumeric(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* The value of a digit; 16 for what is none. */
static unsigned digit_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return (unsigned)(byte - '0');
    if (byte >= 'A' && byte <= 'F')
        return (unsigned)(byte - 'A') + 10;
    if (byte >= 'a' && byte <= 'f')
        return (unsigned)(byte - 'a') + 10;
    return 16;
}

/* text starts with "&#". */
static size_t decode_number(const char *text, size_t size, char out[ENTITY_OUT_MAX], size_t *out_size)
{
    bool hexadecimal = size > 2 && (text[2] == 'x' || text[2] == 'X');
    unsigned base = hexadecimal ? 16 : 10;
    size_t begin = hexadecimal ? 3 : 2;
    size_t limit = hexadecimal ? begin + 6 : begin + 7;
    uint32_t code_point = 0;
    size_t i = begin;
    while (i < size && i < limit && digit_value(text[i]) < base) {
        code_point = code_point * base + digit_value(text[i]);
        i++;
    }
    if (i == begin || i == size || text[i] != ';')
        return 0;
    *out_size = utf8_encode(code_point, out);
    return i + 1;
}

/* The entry at which a name stands if it is one: a 32-bit FNV-1a hash whose low bits choose a displacement, and that
 * displacement the entry. The same lines are in tools/make_entities.py. */
static size_t hash_entry(const char *name, size_t size)
{
    uint32_t hash = UINT32_C(0x811C9DC5);
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)name[i]) * UINT32_C(0x01000193);
    uint32_t mixed = (hash ^ entity_displacements[hash % ENTITY_BUCKETS]) * UINT32_C(0x9E3779B1);
    return (size_t)((uint64_t)(mixed ^ mixed >> 15) * ENTITY_COUNT >> 32);
}

size_t entity_decode(const char *text, size_t size, char out[ENTITY_OUT_MAX], size_t *out_size)
{
    if (size > 1 && text[1] == '#')
        return decode_number(text, size, out, out_size);

    const char *name = text + 1;
    size_t name_size = 0;
    while (name_size + 1 < size && name_size <= ENTITY_NAME_MAX && is_alphanumeric(name[name_size]))
        name_size++;
    if (name_size == 0 || name_size > ENTITY_NAME_MAX || name_size + 1 >= size || name[name_size] != ';')
        return 0;

    /* An entry of the pool is "name;value": to compare the semicolon too is to compare the size of the name. */
    size_t entry = hash_entry(name, name_size);
    const char *stored = entity_pool + entity_offsets[entry];
    size_t stored_size = (size_t)entity_offsets[entry + 1] - entity_offsets[entry];
    if (stored_size <= name_size + 1 || memcmp(stored, name, name_size + 1) != 0)
        return 0;
    *out_size = stored_size - (name_size + 1);
    memcpy(out, stored + name_size + 1, *out_size);
    return name_size + 2;
}
