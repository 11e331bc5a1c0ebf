/* sets.h: the sets of texts that a command measures: files that were named, or a corpus that is generated. */
#ifndef BENCH_SETS_H
#define BENCH_SETS_H

#include "corpus.h"
#include "text.h"

#define BENCH_SETS_MAX 256

struct bench_sets {
    struct bench_set items[BENCH_SETS_MAX];
    size_t count;
};

/* An empty set at the end, to be filled. NULL, with a line on standard error, where there are too many. */
struct bench_set *bench_sets_next(struct bench_sets *sets);

/* A set for each path: a file as one text, a directory as its Markdown files (text.h). Where there is no set at the
 * end, the generated ones: a large text for each section of corpus.h, and one set of small documents. On failure it
 * says so on standard error and returns false. */
bool bench_sets_read(struct bench_sets *sets, int count, char **paths, bool join);

/* One generated text, added to a set. False where memory ran out. */
bool bench_set_generate(struct bench_set *set, enum bench_section section, size_t size, unsigned seed);

/* `count` documents of 0.25 to 16 KB, small ones most frequent, as comments, messages and short pages are. The same
 * each time. False where memory ran out. */
bool bench_set_generate_small(struct bench_set *set, unsigned count);

void bench_sets_free(struct bench_sets *sets);

#endif
