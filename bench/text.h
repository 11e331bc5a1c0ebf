/* text.h: what is measured: texts, and sets of them that make one row of the table.
 *
 * A set is parsed as a whole, one text after the other; a set of one text measures a large document, a set of
 * many measures small documents, with what each call costs by itself. Nothing here knows a parser. */
#ifndef BENCH_TEXT_H
#define BENCH_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct bench_text {
    char *data;
    size_t size;
};

struct bench_set {
    char name[64];
    struct bench_text *texts;
    size_t count;
    size_t bytes; /* of all texts together */
};

/* The set takes over data, which came from malloc. False where memory ran out; data is freed then too. */
bool bench_set_add(struct bench_set *set, char *data, size_t size);

void bench_set_free(struct bench_set *set);

/* All texts, one after the other, as cat would put them. From malloc; NULL where memory ran out. */
char *bench_set_join(const struct bench_set *set, size_t *size);

/* Reads a file as one text, or the files *.md and *.markdown of a directory, at any depth, hidden ones passed over, in
 * the order of their paths: each as a text by itself or, where join is set, one after the other as a single text, as
 * cat would. On failure it says so on standard error and returns false. */
bool bench_set_read(struct bench_set *set, const char *path, bool join);

/* Reads the examples of a file in the format of CommonMark's spec.txt, each one's Markdown as a text by itself. */
bool bench_set_read_examples(struct bench_set *set, const char *path);

#endif
