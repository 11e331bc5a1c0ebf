/* output.h: rendered bytes on their way to the sink.
 *
 * Every renderer writes through a render_output, which lives on the stack of mdp_render_node: nothing is allocated.
 * Small pieces gather in its buffer, pieces that are larger than the buffer go to the sink as they are. When the sink
 * refuses once, it is never called again and everything written from then on is dropped, so renderers need not check
 * each write: they look at `failed` once for each node or batch of them, to stop early.
 *
 * It knows nothing of documents and formats. */
#ifndef RENDER_OUTPUT_H
#define RENDER_OUTPUT_H

#include <mdparse.h>

#include <string.h>

#include "hints.h"

/* Large enough that a sink's own cost (a system call) vanishes, small enough for the 256 KiB stacks that some threads
 * have. */
#define RENDER_BUFFER_SIZE ((size_t)16 * 1024)

/* The vectors that there is code for. */
enum render_vectors { RENDER_BASELINE, RENDER_AVX2, RENDER_AVX512 };

typedef struct render_output {
    mdp_sink sink;
    size_t references;           /* of the options; here because every renderer has one of these */
    bool failed;                 /* the sink refused; what the buffer holds from then on is for nobody */
    enum render_vectors vectors; /* that are used */
    size_t used;                 /* at least 1: */
    /* The first byte is the last that was flushed, LF before anything is written. Behind `used` anything may be
     * written, for copies of a fixed size. */
    char buffer[RENDER_BUFFER_SIZE];
} render_output;

void render_output_init(render_output *out, mdp_sink sink);

/* Hands what is in the buffer to the sink. */
void render_flush(render_output *out);

/* Writes what does not fit into the rest of the buffer; render_write's other half. */
void render_write_slow(render_output *out, const char *data, size_t size);

static inline void render_write(render_output *out, const char *data, size_t size)
{
    if (size <= RENDER_BUFFER_SIZE - out->used) {
        memcpy(out->buffer + out->used, data, size);
        out->used += size;
    } else {
        render_write_slow(out, data, size);
    }
}

/* Inlined, so that the size of a literal is known to the compiler and the copy becomes a few moves. */
static inline void render_literal(render_output *out, const char *literal)
{
    render_write(out, literal, strlen(literal));
}

static inline void render_string(render_output *out, mdp_string string)
{
    render_write(out, string.data, string.size);
}

static inline void render_char(render_output *out, char byte)
{
    if (out->used == RENDER_BUFFER_SIZE)
        render_flush(out);
    out->buffer[out->used++] = byte;
}

/* Whether nothing is on the line. */
static inline bool render_at_line_start(const render_output *out)
{
    return out->buffer[out->used - 1] == '\n';
}

/* Ends the line, unless nothing is on it. */
static inline void render_line_start(render_output *out)
{
    if (rarely(!render_at_line_start(out)))
        render_char(out, '\n');
}

/* In decimal. */
void render_number(render_output *out, size_t number);

/* So many spaces. */
void render_indent(render_output *out, size_t spaces);

#endif
