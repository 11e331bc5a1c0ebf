/* escape_avx.h: escaping 64 bytes at a time. Private to escape.c, which has the same for every machine. */
#ifndef RENDER_ESCAPE_AVX_H
#define RENDER_ESCAPE_AVX_H

#include <stddef.h>

#include "machine.h"

#if MACHINE_X86

/* How many bytes from its limit on the following may write. */
enum { ESCAPE_BEYOND = 72 }; /* of 64 but the last, and a replacement */

/* How far a string is read and written. */
typedef struct escape_progress {
    const char *from;
    char *to;
} escape_progress;

/* Writes [from, end) escaped, until it ends or `to` is not below `limit`. Reads up to MDP_STRING_PADDING bytes behind
 * the string. */
typedef escape_progress escape_avx(char *to, const char *limit, const char *from, const char *end);

/* For HTML, and as a URL in it. They require machine_has_avx2 and machine_has_avx512. */
escape_avx escape_html_avx2, escape_url_avx2;
escape_avx escape_html_avx512, escape_url_avx512;

#endif

#endif
