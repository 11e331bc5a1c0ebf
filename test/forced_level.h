/* forced_level.h: makes whole parses run at an instruction set that the test chooses, or at what the machine can.
 *
 * The library asks text_level_best and text_level_usable. A program that is linked with forced_level.c, and with
 * -Wl,--wrap for both, answers in their place: so the library needs no state, and no door, for its tests. One thread
 * at a time. */
#ifndef FORCED_LEVEL_H
#define FORCED_LEVEL_H

#include "text_index.h"

/* All parses from now on; the level must be usable. */
void forced_level_set(enum text_level level);

/* No longer. */
void forced_level_clear(void);

/* Whether the machine itself has it. */
bool forced_level_usable(enum text_level level);

#endif
