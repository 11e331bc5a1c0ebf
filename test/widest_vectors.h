/* widest_vectors.h: how far tests may go with the vectors of render/output.h: also beyond those that are used, for a
 * machine that has AVX-512 may be faster without. */
#ifndef WIDEST_VECTORS_H
#define WIDEST_VECTORS_H

#include "machine.h"
#include "output.h"

static inline enum render_vectors widest_vectors(void)
{
#if MACHINE_X86 && !defined(__SSE2__) /* built to see what there is without vectors; the other is for these */
    return RENDER_BASELINE;
#else
    return machine_has_avx512() ? RENDER_AVX512 : machine_has_avx2() ? RENDER_AVX2 : RENDER_BASELINE;
#endif
}

#endif
