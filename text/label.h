/* label.h: when two link labels match.
 *
 * Spec 6.3 (which 4.7 refers to): "To normalize a label, strip off the opening and closing brackets, perform the
 * Unicode case fold, strip leading and trailing spaces, tabs, and line endings, and collapse consecutive internal
 * spaces, tabs, and line endings to a single space." Two labels match if their normal forms are equal bytes. It knows
 * nothing of brackets or of definitions. (cmark takes form feeds and vertical tabs for such space too; the spec does
 * not.) */
#ifndef LABEL_H
#define LABEL_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    /* The longest raw label, in bytes. The spec says 999 characters. Like cmark, which takes up to 1,000 bytes, this
     * counts bytes: the same where it matters, in ASCII, and a bound on the work and on the buffer that depends on no
     * script. */
    LABEL_SIZE_MAX = 999,
    /* No character's case fold is more than three times as long (U+0390, two bytes, becomes three characters of two),
     * nor is U+FFFD for a byte that is no UTF-8. */
    LABEL_NORMAL_MAX = 3 * LABEL_SIZE_MAX
};

/* Writes the normal form of a raw label of at most LABEL_SIZE_MAX bytes, and returns its size. 0 means that the label
 * is blank, which makes it no label. NUL and invalid UTF-8 become U+FFFD. The case fold is Unicode's full one (statuses
 * C and F of CaseFolding.txt), so "ß" matches "SS"; nothing is composed or decomposed. */
size_t label_normalize(const char *raw, size_t size, char out[LABEL_NORMAL_MAX]);

/* XXH3, 64 bits, of a normal form. */
uint64_t label_hash(const char *normal, size_t size);

/* Labels are sorted by hash, which almost always decides, and those whose hashes are equal, which can be made on
 * purpose, by this: below 0, 0 or above 0 as normal form `a` stands before, is, or stands behind `b`. */
static inline int label_compare(const char *a, size_t a_size, const char *b, size_t b_size)
{
    int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    return order ? order : (a_size > b_size) - (a_size < b_size);
}

#endif
