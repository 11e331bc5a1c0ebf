/* render.h: the renderers, one for each format. Each writes a node and what is in it, `footnotes` being those of its
 * document; whether the sink took it is in `out`. */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "output.h"

/* MDP_ERR_NOMEM, before anything is written, or MDP_OK. */
mdp_status render_html(render_output *out, mdp_node top, const mdp_footnotes *footnotes,
                       const mdp_render_options *options);
void render_xml(render_output *out, mdp_node top, const mdp_footnotes *footnotes, uint64_t flags);
void render_json(render_output *out, mdp_node top, const mdp_footnotes *footnotes);
void render_tree(render_output *out, mdp_node top, const mdp_footnotes *footnotes);

#endif
