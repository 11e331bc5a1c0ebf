/* avx.h: copying 64 bytes of a string, and finding among them what must be escaped, with AVX2 and with AVX-512. To be
 * included only where MACHINE_X86.
 *
 * Most strings are shorter than that, and their length is not to be predicted. So none of them needs a branch of its
 * own: 64 bytes are read, which MDP_STRING_PADDING allows, and written, for which the output buffer has room, and what
 * was found behind the string's end does not count. */
#ifndef RENDER_AVX_H
#define RENDER_AVX_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#define AVX2          __attribute__((target("avx2,bmi,bmi2")))
#define AVX512        __attribute__((target("avx512f,avx512bw,bmi,bmi2")))
#define AVX2_INLINE   static inline __attribute__((always_inline)) AVX2
#define AVX512_INLINE static inline __attribute__((always_inline)) AVX512

enum { AVX_BYTES = 64 };

_Static_assert(MDP_STRING_PADDING >= AVX_BYTES, "so many bytes are read wherever a string begins, or goes on");

/* Copies AVX_BYTES bytes and returns a bit for each of them that is to be found, the first byte's lowest. */
typedef uint64_t avx_copy(char *to, const char *from);

/* Of the bits those of the first `size` bytes, which may be more than there are. */
AVX2_INLINE uint64_t bits_within(uint64_t bits, size_t size)
{
    return _bzhi_u64(bits, size < AVX_BYTES ? (unsigned)size : AVX_BYTES);
}

AVX2_INLINE __m256i load_avx2(const char *from)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

AVX2_INLINE void store_avx2(char *to, __m256i bytes)
{
    _mm256_storeu_si256((__m256i *)(void *)to, bytes);
}

AVX2_INLINE uint64_t bits_avx2(__m256i first, __m256i second)
{
    return (uint32_t)_mm256_movemask_epi8(first) | (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32;
}

/* 16 bytes for a shuffle, which looks up the low four bits of each byte, and gives 0 where the highest is set. */
AVX2_INLINE __m256i table_avx2(const uint8_t bytes[16])
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)bytes));
}

AVX512_INLINE __m512i table_avx512(const uint8_t bytes[16])
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)bytes));
}

/* These find the bytes that are the one which stands in the table at the place of their low four bits. A place without
 * a byte to find holds 0, which has a place of its own, the first; that one holds 0xFF. */
AVX2_INLINE uint64_t copy_by_low_avx2(char *to, const char *from, const uint8_t by_low[16])
{
    __m256i table = table_avx2(by_low), first = load_avx2(from), second = load_avx2(from + 32);
    store_avx2(to, first);
    store_avx2(to + 32, second);
    return bits_avx2(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, first), first),
                     _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, second), second));
}

AVX512_INLINE uint64_t copy_by_low_avx512(char *to, const char *from, const uint8_t by_low[16])
{
    __m512i bytes = _mm512_loadu_si512(from);
    _mm512_storeu_si512(to, bytes);
    return _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(table_avx512(by_low), bytes), bytes);
}

#endif
