/* escape.h: strings of a document, made safe for the format that they are printed in.
 *
 * Documents hold any characters at all, also those that a format forbids. Each function here writes a string so that
 * it can neither end the place where it stands nor make the output malformed. */
#ifndef RENDER_ESCAPE_H
#define RENDER_ESCAPE_H

#include "output.h"

/* HTML text, or an attribute value between double quotes: & < > and " become character references. This one and the one
 * for URLs may read MDP_STRING_PADDING bytes behind the string. */
void render_escape_html(render_output *out, mdp_string text);

/* XML text or attribute value. As HTML; what XML 1.0 has no way to write (control characters other than tab, LF and CR,
 * U+FFFE, U+FFFF) becomes U+FFFD, as in cmark. */
void render_escape_xml(render_output *out, mdp_string text);

/* A JSON string, with its quotes. */
void render_escape_json(render_output *out, mdp_string text);

/* A URL as the value of an HTML attribute, percent-encoded where it must be. Existing percent signs stay, so what is
 * encoded already is not encoded twice. */
void render_escape_url(render_output *out, mdp_string url);

/* Whether a browser that follows the URL, or loads it as an image, might run a script or read a local file: the schemes
 * javascript, vbscript, file, and data other than a PNG, GIF, JPEG or WebP image. */
bool render_url_is_dangerous(mdp_string url);

#endif
