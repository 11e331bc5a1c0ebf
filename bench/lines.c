/* lines.c: see lines.h. It reads on a light page and on a dark one, and all positions follow from the constants below.
 *
 *     title
 *     16 |            .--o    o first line
 *      8 |      o--o'         o second line
 *      4 | o--o'              o third line
 *          1    2    4 threads */
#include "lines.h"

#include <math.h>

#define WIDTH        760.0
#define LEFT         80.0
#define RIGHT        500.0 /* of the lines; what is behind is for their names */
#define TITLE_HEIGHT 40.0
#define PLOT_HEIGHT  220.0
#define PANEL_HEIGHT (TITLE_HEIGHT + PLOT_HEIGHT + 40.0)
#define NAME_STEP    20.0
#define COLOURS      9

static const char style[] =
    "<style>\n"
    "text { font: 12px system-ui, sans-serif; fill: #24292f }\n"
    ".title { font-weight: 600; font-size: 14px }\n"
    ".value { text-anchor: end } .threads { text-anchor: middle }\n"
    ".grid { stroke: #d0d7de; stroke-width: 1 }\n"
    "polyline { fill: none; stroke-width: 2 }\n"
    ".c0 { --c: #0969da } .c1 { --c: #cf222e } .c2 { --c: #1a7f37 } .c3 { --c: #9a6700 } .c4 { --c: #8250df }\n"
    ".c5 { --c: #bf3989 } .c6 { --c: #57606a } .c7 { --c: #0e7490 } .c8 { --c: #953800 }\n"
    "polyline { stroke: var(--c) } circle { fill: var(--c) }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "  text { fill: #e6edf3 } .grid { stroke: #30363d }\n"
    "  .c0 { --c: #58a6ff } .c1 { --c: #ff7b72 } .c2 { --c: #3fb950 } .c3 { --c: #d29922 } .c4 { --c: #bc8cff }\n"
    "  .c5 { --c: #f778ba } .c6 { --c: #8b949e } .c7 { --c: #39c5cf } .c8 { --c: #ffa657 }\n"
    "}\n"
    "</style>\n";

/* The values of a panel, as powers of two. */
struct scale {
    double low;
    double high;
};

static struct scale scale_of(const struct bench_panel *panel, size_t steps)
{
    struct scale scale = {HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < panel->count; i++) {
        for (size_t step = 0; step < steps; step++) {
            double value = panel->lines[i].values[step];
            if (value > 0) {
                scale.low = fmin(scale.low, floor(log2(value)));
                scale.high = fmax(scale.high, ceil(log2(value)));
            }
        }
    }
    if (!(scale.low < scale.high))
        scale = scale.low == scale.high ? (struct scale){scale.low, scale.low + 1} : (struct scale){0, 1};
    return scale;
}

static double x_of(const unsigned *threads, size_t steps, size_t step)
{
    double most = log2(threads[steps - 1]);
    return most > 0 ? LEFT + (RIGHT - LEFT - 10) * log2(threads[step]) / most : LEFT;
}

static double y_of(struct scale scale, double top, double power)
{
    return top + PLOT_HEIGHT * (scale.high - power) / (scale.high - scale.low);
}

static void write_axes(FILE *file, const unsigned *threads, size_t steps, struct scale scale, double top)
{
    double between = ceil((scale.high - scale.low) / 10);
    for (double power = scale.low; power <= scale.high; power += between) {
        double y = y_of(scale, top, power);
        fprintf(file, "<line class=\"grid\" x1=\"%.0f\" y1=\"%.1f\" x2=\"%.0f\" y2=\"%.1f\"/>", LEFT, y, RIGHT, y);
        fprintf(file, "<text class=\"value\" x=\"%.0f\" y=\"%.1f\">%.4g</text>\n", LEFT - 8, y + 4, exp2(power));
    }
    for (size_t step = 0; step < steps; step++) {
        fprintf(file, "<text class=\"threads\" x=\"%.1f\" y=\"%.1f\">%u%s</text>\n", x_of(threads, steps, step),
                top + PLOT_HEIGHT + 20, threads[step], step + 1 == steps ? " threads" : "");
    }
}

static void write_line(FILE *file, const unsigned *threads, size_t steps, const struct bench_panel *panel, size_t line,
                       double top)
{
    struct scale scale = scale_of(panel, steps);
    const double *values = panel->lines[line].values;
    fprintf(file, "<g class=\"c%zu\"><polyline points=\"", line % COLOURS);
    for (size_t step = 0; step < steps; step++) {
        if (values[step] > 0)
            fprintf(file, " %.1f,%.1f", x_of(threads, steps, step), y_of(scale, top, log2(values[step])));
    }
    fprintf(file, "\"/>");
    for (size_t step = 0; step < steps; step++) {
        if (values[step] > 0)
            fprintf(file, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", x_of(threads, steps, step),
                    y_of(scale, top, log2(values[step])));
    }
    double y = top + (double)line * NAME_STEP;
    fprintf(file, "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"4\"/>", RIGHT + 24, y + 6);
    fprintf(file, "<text x=\"%.0f\" y=\"%.0f\">%s</text></g>\n", RIGHT + 34, y + 10, panel->lines[line].name);
}

void bench_lines_svg(FILE *file, const unsigned *threads, size_t steps, const struct bench_panel *panels, size_t count)
{
    double height = (double)count * PANEL_HEIGHT;
    fprintf(file,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">\n",
            WIDTH, height, WIDTH, height);
    fputs(style, file);
    for (size_t i = 0; i < count; i++) {
        double top = (double)i * PANEL_HEIGHT + TITLE_HEIGHT;
        fprintf(file, "<text class=\"title\" x=\"%.0f\" y=\"%.0f\">%s</text>\n", LEFT, top - 18, panels[i].title);
        write_axes(file, threads, steps, scale_of(&panels[i], steps), top);
        for (size_t line = 0; line < panels[i].count; line++)
            write_line(file, threads, steps, &panels[i], line, top);
    }
    fputs("</svg>\n", file);
}
