/* escape_avx512.h: escaping 64 bytes at a time. Private to escape.c, which has the same for every machine. */
#ifndef RENDER_ESCAPE_AVX512_H
#define RENDER_ESCAPE_AVX512_H

#include <stddef.h>

#include "machine.h"

#if MACHINE_X86

/* How many bytes from its limit on the following may write. */
enum { ESCAPE_BEYOND = 72 }; /* of a register but the last byte, and a replacement */

/* How far a string is read and written. */
typedef struct escape_progress {
    const char *from;
    char *to;
} escape_progress;

/* Write [from, end) escaped for HTML, or as a URL in it, until it ends or `to` is not below `limit`. Read nothing
 * behind the string. Require machine_has_avx512. */
escape_progress escape_html_avx512(char *to, const char *limit, const char *from, const char *end);
escape_progress escape_url_avx512(char *to, const char *limit, const char *from, const char *end);

#endif

#endif
