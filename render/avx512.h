/* avx512.h: what the code of this folder for AVX-512 has in common. To be included only where MACHINE_X86. */
#ifndef RENDER_AVX512_H
#define RENDER_AVX512_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#define AVX512        __attribute__((target("avx512f,avx512bw,bmi,bmi2")))
#define AVX512_INLINE static inline __attribute__((always_inline)) AVX512

/* 16 bytes for a shuffle, which looks up the low four bits of each byte, and gives 0 where the highest is set. */
AVX512_INLINE __m512i table(const uint8_t bytes[16])
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)bytes));
}

/* A bit for each byte of a string of this size, or for its first 64. */
AVX512_INLINE __mmask64 mask_of_size(size_t size)
{
    return _bzhi_u64(UINT64_MAX, size < 64 ? (unsigned)size : 64);
}

/* Which bytes are the one that stands in the table at the place of their low four bits; outside the mask none. A place
 * without a byte to find holds 0, which has a place of its own, the first; that one holds 0xFF. */
AVX512_INLINE __mmask64 find_by_low(__mmask64 mask, __m512i bytes, const uint8_t by_low[16])
{
    return _mm512_mask_cmpeq_epi8_mask(mask, _mm512_shuffle_epi8(table(by_low), bytes), bytes);
}

#endif
