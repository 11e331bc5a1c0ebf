/* fuzz.h: what a target of this folder is, and the form of its inputs.
 *
 * A target is one function, libFuzzer's, which aborts where the library breaks a promise. libFuzzer makes inputs for
 * it without end (./dev fuzz SECONDS); replay.c gives it files, with any compiler. Each input is one byte of options,
 * then the text: so the targets share their seeds, and a seed that begins with an empty line can be read and edited.
 *
 * Targets see only the public header and spec/'s helpers, fuzz_threads.c alone more; the invariants of
 * ast/invariants.h are looked at all the same, because they are linked with test/checked_parse.c. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
