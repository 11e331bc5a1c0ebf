/* text.h: a string that grows, and a sink that writes to one. */
#ifndef TEST_TEXT_H
#define TEST_TEXT_H

#include <stdlib.h>
#include <string.h>

struct text {
    char *data; /* to be freed */
    size_t size;
    size_t capacity;
};

/* An mdp_sink's write, whose context is a struct text. A test without memory has nothing more to say. */
static inline int text_write(void *context, const char *data, size_t size)
{
    struct text *text = context;
    if (size > text->capacity - text->size) {
        text->capacity = 2 * (text->size + size);
        text->data = realloc(text->data, text->capacity);
        if (text->data == NULL)
            abort();
    }
    memcpy(text->data + text->size, data, size);
    text->size += size;
    return 0;
}

#endif
