/* meter.c: see meter.h. The names with two underscores belong to the compiler and the linker: the first is what
 * trace-pc calls, the others are what --wrap makes of the functions that they wrap. */
#include "meter.h"

#include <stdlib.h>
#include <string.h>

#define BYTES_PER_WORK 16

static uint64_t work;
static size_t held;
static size_t peak;

void __sanitizer_cov_trace_pc(void);
void *__real_memcpy(void *to, const void *from, size_t size);
void *__real_memmove(void *to, const void *from, size_t size);
void *__real_memset(void *to, int byte, size_t size);
int __real_memcmp(const void *a, const void *b, size_t size);
void *__real_memchr(const void *in, int byte, size_t size);
size_t __real_strlen(const char *text);
uint64_t __real_XXH3_64bits(const void *data, size_t size);
void *__wrap_memcpy(void *to, const void *from, size_t size);
void *__wrap_memmove(void *to, const void *from, size_t size);
void *__wrap_memset(void *to, int byte, size_t size);
int __wrap_memcmp(const void *a, const void *b, size_t size);
void *__wrap_memchr(const void *in, int byte, size_t size);
size_t __wrap_strlen(const char *text);
uint64_t __wrap_XXH3_64bits(const void *data, size_t size);

void __sanitizer_cov_trace_pc(void)
{
    work++;
}

static void count_bytes(size_t size)
{
    work += 1 + size / BYTES_PER_WORK;
}

void *__wrap_memcpy(void *to, const void *from, size_t size)
{
    count_bytes(size);
    return __real_memcpy(to, from, size);
}

void *__wrap_memmove(void *to, const void *from, size_t size)
{
    count_bytes(size);
    return __real_memmove(to, from, size);
}

void *__wrap_memset(void *to, int byte, size_t size)
{
    count_bytes(size);
    return __real_memset(to, byte, size);
}

/* Counts up to the first difference, which is where a comparison stops. */
int __wrap_memcmp(const void *a, const void *b, size_t size)
{
    const unsigned char *left = a;
    const unsigned char *right = b;
    size_t same = 0;
    while (same < size && left[same] == right[same])
        same++;
    count_bytes(same);
    return __real_memcmp(a, b, size);
}

/* Counts up to the byte that is found. */
void *__wrap_memchr(const void *in, int byte, size_t size)
{
    void *found = __real_memchr(in, byte, size);
    count_bytes(found != NULL ? (size_t)((const char *)found - (const char *)in) : size);
    return found;
}

size_t __wrap_strlen(const char *text)
{
    size_t size = __real_strlen(text);
    count_bytes(size);
    return size;
}

uint64_t __wrap_XXH3_64bits(const void *data, size_t size)
{
    count_bytes(size);
    return __real_XXH3_64bits(data, size);
}

uint64_t spec_meter_work(void)
{
    return work;
}

static void *allocate(void *context, size_t size)
{
    (void)context;
    held += size;
    if (held > peak)
        peak = held;
    return malloc(size);
}

static void release(void *context, void *memory, size_t size)
{
    (void)context;
    held -= size;
    free(memory);
}

mdp_allocator spec_meter_allocator(void)
{
    return (mdp_allocator){.allocate = allocate, .release = release};
}

size_t spec_meter_held(void)
{
    return held;
}

size_t spec_meter_peak(void)
{
    return peak;
}

void spec_meter_reset_peak(void)
{
    peak = held;
}
