/* output.c: the buffer that all engines write to. In mdbench and in each module of a peer. */
#include "engine.h"

#include <stdlib.h>
#include <string.h>

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
