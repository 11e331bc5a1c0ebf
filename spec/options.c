/* options.c: see options.h. */
#include "options.h"

#include <stdio.h>
#include <string.h>

const struct spec_option spec_options[] = {
    {"smart", {MDP_PARSE_SMART, 0}},
    {"strikethrough", {MDP_EXT_STRIKETHROUGH, 0}},
    {"strikethrough-double", {MDP_EXT_STRIKETHROUGH_DOUBLE, 0}},
    {"autolink", {MDP_EXT_AUTOLINK, 0}},
    {"tasklist", {MDP_EXT_TASK_LIST, 0}},
    {"tagfilter", {0, MDP_RENDER_TAG_FILTER}},
    {"heading-ids", {0, MDP_RENDER_HEADING_IDS}},
    {"table", {MDP_EXT_TABLE, 0}},
    {"alerts", {MDP_EXT_ALERTS, 0}},
    {"footnotes", {MDP_EXT_FOOTNOTES, 0}},
    {"gfm", {MDP_EXT_GFM, MDP_RENDER_TAG_FILTER}},
    {NULL, {0, 0}},
};

const struct spec_option *spec_option_named(const char *name, size_t size)
{
    for (const struct spec_option *option = spec_options; option->name != NULL; option++)
        if (strlen(option->name) == size && memcmp(option->name, name, size) == 0)
            return option;
    return NULL;
}

bool spec_option_set(const char *name, struct spec_flags *flags, char *given, size_t size)
{
    const struct spec_option *option = spec_option_named(name, strlen(name));
    size_t used = strlen(given);
    if (option == NULL || used + strlen(name) + sizeof " -e " > size)
        return false;
    snprintf(given + used, size - used, " -e %s", name);
    flags->parse |= option->flags.parse;
    flags->render |= option->flags.render;
    return true;
}
