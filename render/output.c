/* output.c: the buffer between the renderers and the sink; see output.h. */
#include "output.h"

#include "machine.h"

inline void render_output_init(render_output *out, mdp_sink sink)
{
    out->sink = sink;
    out->references = 0;
    out->failed = false;
    out->vectors = machine_likes_avx512() ? RENDER_AVX512 : machine_has_avx2() ? RENDER_AVX2 : RENDER_BASELINE;
    out->used = 1;
    out->buffer[0] = '\n';
}

/* Requires that there is something to send. */
static void send(render_output *out, const char *data, size_t size)
{
    if (!out->failed && out->sink.write(out->sink.context, data, size) != 0)
        out->failed = true;
    out->buffer[0] = data[size - 1];
    out->used = 1;
}

void render_flush(render_output *out)
{
    if (out->used > 1)
        send(out, out->buffer + 1, out->used - 1);
}

void render_write_slow(render_output *out, const char *data, size_t size)
{
    render_flush(out);
    if (size >= RENDER_BUFFER_SIZE) {
        send(out, data, size);
    } else {
        memcpy(out->buffer + 1, data, size);
        out->used += size;
    }
}

void render_number(render_output *out, size_t number)
{
    char digits[3 * sizeof number]; /* a byte is less than three decimal digits */
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    render_write(out, digits + at, sizeof digits - at);
}

void render_indent(render_output *out, size_t spaces)
{
    static const char blanks[] = "                                        ";
    for (size_t left = spaces, step; left > 0; left -= step) {
        step = left < sizeof blanks - 1 ? left : sizeof blanks - 1;
        render_write(out, blanks, step);
    }
}
