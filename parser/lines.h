/* lines.h: the line index of a chunk, made from the bits of the text's index. */
#ifndef LINES_H
#define LINES_H

#include <stdint.h>

#include "layout.h"
#include "text_index.h"

/* Writes the chunk_line_count(end - begin) entries of the text [begin, end). Its line ends are bits as in
 * text/text_index.h, with the padding behind them. Returns the number of line ends. Cost: a step for each 64 bytes, and
 * none for a line, whose length no processor predicts. The level must be usable. */
uint32_t lines_fill(enum text_level level, const uint64_t *line_ends, uint32_t begin, uint32_t end,
                    struct chunk_line *lines);

#endif
