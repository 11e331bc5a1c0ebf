/* plot.c: the bar plot of a report, as SVG that reads on a light page and on a dark one.
 *
 * For each task a panel, for each set a group, for each engine a bar with its speed. All positions follow from the
 * constants below; widths are in proportion to the fastest bar of the panel. */
#include "report.h"

#include <stdbool.h>

#define WIDTH         760.0
#define NAME_WIDTH    190.0
#define BAR_LEFT      (NAME_WIDTH + 12.0)
#define BAR_ROOM      (WIDTH - BAR_LEFT - 130.0) /* what is left is for the number behind the bar */
#define BAR_HEIGHT    14.0
#define BAR_STEP      17.0
#define GROUP_GAP     13.0
#define TITLE_HEIGHT  34.0
#define LEGEND_HEIGHT 30.0

static const char *const panel_titles[BENCH_TASK_COUNT] = {"Parse", "Parse and write HTML"};

static const char style[] =
    "<style>\n"
    "text { font: 12px system-ui, sans-serif; fill: #24292f }\n"
    ".title { font-weight: 600; font-size: 14px }\n"
    ".name { text-anchor: end }\n"
    ".bar0 { fill: #0969da } .bar1 { fill: #8c959f } .bar2 { fill: #c9d1d9 }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "  text { fill: #e6edf3 } .bar0 { fill: #58a6ff } .bar1 { fill: #6e7681 } .bar2 { fill: #484f58 }\n"
    "}\n"
    "</style>\n";

static void write_text(FILE *file, const char *string)
{
    for (; *string != '\0'; string++) {
        switch (*string) {
        case '&':
            fputs("&amp;", file);
            break;
        case '<':
            fputs("&lt;", file);
            break;
        case '>':
            fputs("&gt;", file);
            break;
        default:
            fputc(*string, file);
        }
    }
}

static size_t engines_shown(const struct bench_report *report)
{
    size_t count = 0;
    for (size_t e = 0; e < bench_engine_count(); e++)
        count += report->plan->engine[e];
    return count;
}

static double group_height(const struct bench_report *report)
{
    return (double)engines_shown(report) * BAR_STEP + GROUP_GAP;
}

static double fastest(const struct bench_report *report, enum bench_task task)
{
    double speed = 0;
    for (size_t r = 0; r < report->count; r++) {
        for (size_t e = 0; e < bench_engine_count(); e++) {
            double other = bench_speed(report->results[r].set, report->results[r].timing[task][e].median);
            speed = other > speed ? other : speed;
        }
    }
    return speed;
}

static void write_legend(FILE *file, const struct bench_report *report)
{
    double x = BAR_LEFT;
    for (size_t e = 0; e < bench_engine_count(); e++) {
        if (!report->plan->engine[e])
            continue;
        const struct bench_engine *engine = bench_engine(e);
        fprintf(file, "<rect class=\"bar%zu\" x=\"%.0f\" y=\"8\" width=\"12\" height=\"12\" rx=\"2\"/>", e, x);
        fprintf(file, "<text x=\"%.0f\" y=\"18\">%s %s</text>\n", x + 17, engine->name, engine->version);
        x += 120;
    }
}

static void write_group(FILE *file, const struct bench_result *result, enum bench_task task, double top, double scale)
{
    double y = top;
    for (size_t e = 0; e < bench_engine_count(); e++) {
        const struct bench_timing *timing = &result->timing[task][e];
        if (timing->runs == 0)
            continue;
        double speed = bench_speed(result->set, timing->median);
        fprintf(file, "<rect class=\"bar%zu\" x=\"%.0f\" y=\"%.0f\" width=\"%.1f\" height=\"%.0f\" rx=\"2\"/>", e,
                BAR_LEFT, y, speed * scale, BAR_HEIGHT);
        fprintf(file, "<text x=\"%.1f\" y=\"%.0f\">%.0f MB/s</text>\n", BAR_LEFT + speed * scale + 6, y + 11, speed);
        y += BAR_STEP;
    }
    fprintf(file, "<text class=\"name\" x=\"%.0f\" y=\"%.1f\">", NAME_WIDTH, (top + y) / 2 + 3);
    write_text(file, result->set->name);
    fprintf(file, "</text>\n");
}

void bench_report_svg(FILE *file, const struct bench_report *report)
{
    double height = LEGEND_HEIGHT;
    for (int task = 0; task < BENCH_TASK_COUNT; task++) {
        if (report->plan->task[task])
            height += TITLE_HEIGHT + (double)report->count * group_height(report);
    }
    fprintf(file,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">\n",
            WIDTH, height, WIDTH, height);
    fputs(style, file);
    write_legend(file, report);
    double y = LEGEND_HEIGHT;
    for (int task = 0; task < BENCH_TASK_COUNT; task++) {
        if (!report->plan->task[task])
            continue;
        fprintf(file, "<text class=\"title\" x=\"%.0f\" y=\"%.0f\">%s</text>\n", BAR_LEFT, y + 18, panel_titles[task]);
        y += TITLE_HEIGHT;
        double speed = fastest(report, (enum bench_task)task);
        for (size_t r = 0; r < report->count; r++) {
            write_group(file, &report->results[r], (enum bench_task)task, y, speed > 0 ? BAR_ROOM / speed : 0);
            y += group_height(report);
        }
    }
    fputs("</svg>\n", file);
}
