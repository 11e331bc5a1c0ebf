/* versions.h: documents that say which version they are, in three places, so that a torn one contradicts itself.
 *
 * A version is a text with a link reference definition at its beginning, in its middle and at its end, each of which
 * leads to the number of the version. Two versions differ in these twelve digits, three times, and in nothing else. */
#ifndef BENCH_VERSIONS_H
#define BENCH_VERSIONS_H

#include <mdparse.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BENCH_VERSION_PLACES 3

struct bench_versions {
    char *text; /* of version 0 */
    size_t size;
    size_t digits[BENCH_VERSION_PLACES]; /* where in it the numbers stand */
};

/* What no version has: the places contradict each other. */
#define BENCH_NO_VERSION UINT64_MAX

/* Versions of a text. False, with a line on standard error, where memory ran out, or where the text does not let the
 * definitions be definitions (an HTML comment that does not end, say). */
bool bench_versions_make(struct bench_versions *versions, const char *body, size_t size);
void bench_versions_free(struct bench_versions *versions);

/* A copy of the text, which one thread can turn into any version. From malloc; NULL where memory ran out. */
char *bench_versions_copy(const struct bench_versions *versions);
void bench_versions_number(const struct bench_versions *versions, char *copy, uint64_t number);

/* Which version a document is. The one asks for the three definitions, the other goes over every node. */
uint64_t bench_version_glance(const mdp_document *document);
uint64_t bench_version_walk(const mdp_document *document);

#endif
