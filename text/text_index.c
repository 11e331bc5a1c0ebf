/* text_index.c: which level of the text index is used. See text_index.h; the levels are in text_index_*.c. */
#include "text_index_block.h"

/* What is known of the machine. glibc since 2.33 tells what its loader found out, elsewhere it is what the compiler was
 * told. The compiler's own __builtin_cpu_supports would keep it in writable data of this library, filled in by a
 * constructor. */
#if TEXT_X86 && defined(__GLIBC__) && defined(__GLIBC_PREREQ)
#if __GLIBC_PREREQ(2, 33)
#define LOADER_TELLS 1
#endif
#endif

#if defined(LOADER_TELLS)

#include <sys/platform/x86.h>

static bool machine_has_avx2(void)
{
    return x86_cpu_active(x86_cpu_AVX2);
}

/* F and BW are used. VBMI tells apart the machines on which 512-bit instructions do not slow down the whole core (Intel
 * since Ice Lake, AMD since Zen 4). */
static bool machine_has_avx512(void)
{
    return x86_cpu_active(x86_cpu_AVX512BW) && x86_cpu_active(x86_cpu_AVX512_VBMI);
}

#else

#if defined(__AVX2__)
enum { BASELINE_AVX2 = 1 };
#else
enum { BASELINE_AVX2 = 0 };
#endif

#if defined(__AVX512BW__) && defined(__AVX512VBMI__)
enum { BASELINE_AVX512 = 1 };
#else
enum { BASELINE_AVX512 = 0 };
#endif

static bool machine_has_avx2(void)
{
    return BASELINE_AVX2;
}

static bool machine_has_avx512(void)
{
    return BASELINE_AVX512;
}

#endif

bool text_level_usable(enum text_level level)
{
    switch (level) {
    case TEXT_SCALAR:
        return true;
    case TEXT_SSE2:
        return TEXT_X86;
    case TEXT_AVX2:
        return TEXT_X86 && machine_has_avx2();
    case TEXT_AVX512:
        return TEXT_X86 && machine_has_avx512();
    case TEXT_NEON:
        return TEXT_ARM;
    }
    return false;
}

enum text_level text_level_best(void)
{
    if (TEXT_ARM)
        return TEXT_NEON;
    if (!TEXT_X86)
        return TEXT_SCALAR;
    if (machine_has_avx512())
        return TEXT_AVX512;
    return machine_has_avx2() ? TEXT_AVX2 : TEXT_SSE2;
}

const char *text_level_name(enum text_level level)
{
    switch (level) {
    case TEXT_SCALAR:
        return "scalar";
    case TEXT_SSE2:
        return "sse2";
    case TEXT_AVX2:
        return "avx2";
    case TEXT_AVX512:
        return "avx512";
    case TEXT_NEON:
        return "neon";
    }
    return "unknown";
}

size_t text_index_words(size_t size)
{
    return size / TEXT_BLOCK + 2;
}

#if TEXT_X86

static text_index_function *level_function(enum text_level level)
{
    switch (level) {
    case TEXT_SSE2:
        return text_index_sse2;
    case TEXT_AVX2:
        return text_index_avx2;
    case TEXT_AVX512:
        return text_index_avx512;
    default:
        return text_index_scalar;
    }
}

#elif TEXT_ARM

static text_index_function *level_function(enum text_level level)
{
    return level == TEXT_NEON ? text_index_neon : text_index_scalar;
}

#else

static text_index_function *level_function(enum text_level level)
{
    (void)level;
    return text_index_scalar;
}

#endif

unsigned text_index_build(enum text_level level, const char *text, size_t size, bool smart, uint64_t *line_ends,
                          uint64_t *specials)
{
    size_t words = text_index_words(size);
    line_ends[words - 2] = line_ends[words - 1] = 0; /* one of them may be the text's last, which is written now */
    specials[words - 2] = specials[words - 1] = 0;
    return level_function(level)(text, size, smart, line_ends, specials);
}
