/* forced_level.c: see forced_level.h. The names with two underscores are the linker's. */
#include "forced_level.h"

enum text_level __real_text_level_best(void);
bool __real_text_level_usable(enum text_level level);
enum text_level __wrap_text_level_best(void);
bool __wrap_text_level_usable(enum text_level level);

static bool forced;
static enum text_level forced_level;

void forced_level_set(enum text_level level)
{
    forced = true;
    forced_level = level;
}

void forced_level_clear(void)
{
    forced = false;
}

bool forced_level_usable(enum text_level level)
{
    return __real_text_level_usable(level);
}

enum text_level __wrap_text_level_best(void)
{
    return forced ? forced_level : __real_text_level_best();
}

/* At a level, the machine has those below it; TEXT_NEON is of another machine than those between. */
bool __wrap_text_level_usable(enum text_level level)
{
    return __real_text_level_usable(level) && (!forced || level <= forced_level);
}
