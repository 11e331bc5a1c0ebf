/* engine.h: a parser that is measured: ours and the peers behind one small table of functions.
 *
 * The same work is asked of all: plain CommonMark, or that with tables, strikethrough, task list items and addresses in
 * text as links, which all can do; the library's own defaults for memory, raw HTML passed through, and HTML appended to
 * one kind of buffer. The code that times knows parsers only through this header. */
#ifndef BENCH_ENGINE_H
#define BENCH_ENGINE_H

#include "text.h"

#include <stdbool.h>
#include <stddef.h>

/* Where HTML goes: a buffer that grows by doubling and is kept from text to text. */
struct bench_output {
    char *data;
    size_t size;
    size_t capacity;
};

/* False where memory ran out. */
bool bench_output_append(struct bench_output *output, const char *data, size_t size);

/* What parsing took, summed up over texts. Everything is counted in bytes, at the allocator. */
struct bench_memory {
    size_t text;        /* of source */
    size_t document;    /* held by the documents after the parse */
    size_t peak;        /* live at the worst moment of each parse, scratch and document together */
    size_t allocations; /* calls of the allocator for new memory */
};

struct bench_engine {
    const char *name;
    const char *version;
    const char *parse_meaning; /* what its parse leaves behind, for the table's legend */

    /* Parses and lets go of what came out. Returns false on failure. */
    bool (*parse)(struct bench_text text);

    /* Parses and appends the HTML to output. Returns false on failure. */
    bool (*html)(struct bench_text text, struct bench_output *output);

    /* Parses with a counting allocator and adds to sum. NULL where the library has no allocator hooks. */
    bool (*memory)(struct bench_text text, struct bench_memory *sum);
};

#define BENCH_ENGINE_MAX 3

enum bench_syntax {
    BENCH_COMMONMARK,
    BENCH_GFM /* the four extensions above */
};

/* Those for a syntax that this build has become the engines below. False, with a line on standard error, where one
 * cannot be loaded. */
bool bench_engines_load(enum bench_syntax syntax);

/* The first is ours. */
size_t bench_engine_count(void);
const struct bench_engine *bench_engine(size_t index);

/* What a module is asked for by its name. */
#define BENCH_EXPORT __attribute__((visibility("default")))

extern const struct bench_engine bench_engine_mdparse, bench_engine_mdparse_gfm;
extern const struct bench_engine bench_engine_md4c, bench_engine_md4c_gfm;
extern BENCH_EXPORT const struct bench_engine bench_engine_cmark;
extern BENCH_EXPORT const struct bench_engine bench_engine_cmark_gfm;

#endif
