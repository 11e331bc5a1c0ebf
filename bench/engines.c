/* engines.c: the list of the parsers that this build measures, and the buffer that all write to. */
#include "engine.h"

#include <stdlib.h>
#include <string.h>

static const struct bench_engine *const engines[] = {
    &bench_engine_mdparse,
#ifdef BENCH_MD4C_VERSION
    &bench_engine_md4c,
#endif
#ifdef BENCH_CMARK_VERSION
    &bench_engine_cmark,
#endif
};

size_t bench_engine_count(void)
{
    return sizeof engines / sizeof *engines;
}

const struct bench_engine *bench_engine(size_t index)
{
    return engines[index];
}

bool bench_output_append(struct bench_output *output, const char *data, size_t size)
{
    if (size > output->capacity - output->size) {
        size_t capacity = (output->capacity + size) * 2;
        char *grown = realloc(output->data, capacity);
        if (grown == NULL)
            return false;
        output->data = grown;
        output->capacity = capacity;
    }
    if (size > 0)
        memcpy(output->data + output->size, data, size);
    output->size += size;
    return true;
}
