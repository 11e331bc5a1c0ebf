/* harness.h: what the test programs of this folder share: bytes that grow, parses at the very edge of a heap block, and
 * reports that show a failure and how to see it again.
 *
 * Sees only the public header: these programs test what a caller of the library gets. They abort on failed allocations,
 * which the library must never do. */
#ifndef SPEC_HARNESS_H
#define SPEC_HARNESS_H

#include <mdparse.h>

#include <stdio.h>

/* Bytes that grow; all zero is empty. `data` is NULL until something is appended. */
struct spec_bytes {
    char *data;
    size_t size;
    size_t capacity;
};

void *spec_allocate(size_t size); /* never NULL: ends the program instead */

void spec_append(struct spec_bytes *bytes, const char *data, size_t size);
void spec_append_text(struct spec_bytes *bytes, const char *text);
void spec_clear(struct spec_bytes *bytes); /* empties, keeps the memory */
void spec_free(struct spec_bytes *bytes);
bool spec_equal(const struct spec_bytes *a, const struct spec_bytes *b);

/* Reads a whole file, replacing what `bytes` held; false, with a message on standard error, where it cannot. */
bool spec_read_file(const char *path, struct spec_bytes *bytes);

/* Parses a copy of the text that fills a heap block to its last byte and is freed before this returns. So an address
 * sanitizer sees both a read beyond the text and a document that still points into it. Reports a failed
 * parse on standard output and returns NULL. */
const mdp_document *spec_parse(const char *text, size_t size, uint64_t parse_flags);

/* Renders into `out`, replacing what it held. */
mdp_status spec_render(const mdp_document *document, mdp_format format, uint64_t render_flags, struct spec_bytes *out);

/* Prints bytes as a C string literal. */
void spec_print_escaped(FILE *file, const char *data, size_t size);

/* Prints two texts that should be equal; where they are long, only the surroundings of the first difference. */
void spec_print_difference(const char *wanted_name, const struct spec_bytes *wanted, const char *came_name,
                           const struct spec_bytes *came);

/* The count of cases. A program ends with `return spec_tally_end(&tally)`. */
struct spec_tally {
    size_t passed;
    size_t failed;
};

void spec_tally_add(struct spec_tally *tally, bool passed);

/* Prints "N passed, N failed", and returns the exit status: 1 if a case failed or none ran. */
int spec_tally_end(const struct spec_tally *tally);

#endif
