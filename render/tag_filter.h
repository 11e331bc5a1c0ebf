/* tag_filter.h: raw HTML without the tags that change how a browser reads what follows (GFM 6.11). */
#ifndef RENDER_TAG_FILTER_H
#define RENDER_TAG_FILTER_H

#include "output.h"

/* Writes raw HTML; the `<` of a filtered tag, wherever it stands, becomes `&lt;`. Cost: linear. */
void render_filtered_html(render_output *out, mdp_string html);

#endif
