/* escape_avx512.h: copying up to the next byte that must be escaped, 64 bytes at a time. Private to escape.c, which has
 * the same for every machine. */
#ifndef RENDER_ESCAPE_AVX512_H
#define RENDER_ESCAPE_AVX512_H

#include <stddef.h>

#include "machine.h"

#if MACHINE_X86

/* Copy from[0, size), size not 0, until a byte that HTML, or a URL in it, cannot hold as it is; return how many bytes
 * that were. Read nothing behind `size`, and write up to RENDER_SPILL bytes behind. Require machine_has_avx512. */
size_t escape_plain_html_avx512(char *to, const char *from, size_t size);
size_t escape_plain_url_avx512(char *to, const char *from, size_t size);

#endif

#endif
