/* report.c: the table and the JSON, and what both say of the machine. The plot has a file of its own, plot.c. */
#include "report.h"

#include <mdparse.h>
#include <stdbool.h>
#include <string.h>

double bench_speed(const struct bench_set *set, double nanoseconds)
{
    return nanoseconds > 0 ? (double)set->bytes * 1e3 / nanoseconds : 0;
}

const char *bench_compiler(void)
{
#if defined(__clang__)
    return __VERSION__ /* names clang, too */;
#elif defined(__GNUC__)
    return "gcc " __VERSION__;
#else
    return "another compiler";
#endif
}

void bench_processor(char *name, size_t size)
{
    snprintf(name, size, "unknown processor");
    FILE *file = fopen("/proc/cpuinfo", "r");
    if (file == NULL)
        return;
    char line[256];
    while (fgets(line, sizeof line, file) != NULL) {
        const char *value = strstr(line, ": ");
        if (strncmp(line, "model name", 10) != 0 || value == NULL)
            continue;
        line[strcspn(line, "\n")] = '\0';
        snprintf(name, size, "%s", value + 2);
        break;
    }
    fclose(file);
}

/* ------------------------------------------------------------------------------------------------------- table */

static const char *const task_titles[BENCH_TASK_COUNT] = {"PARSE", "PARSE AND HTML"};

/* Columns that a string fills on a terminal: its UTF-8 characters, taking each for one column wide. */
static int columns(const char *string)
{
    int count = 0;
    for (; *string != '\0'; string++)
        count += ((unsigned char)*string & 0xC0) != 0x80;
    return count;
}

static void write_padded(FILE *file, const char *string, int width)
{
    int padding = width - columns(string);
    fprintf(file, "%s%*s", string, padding > 0 ? padding : 0, "");
}

static void write_head(FILE *file, const struct bench_report *report, const char *title)
{
    fprintf(file, "\n");
    write_padded(file, title, 30);
    fprintf(file, "%9s %6s", "KB", "texts");
    for (size_t e = 0; e < bench_engine_count(); e++) {
        if (report->plan->engine[e])
            fprintf(file, "  %20s", bench_engine(e)->name);
    }
}

static void write_ratio_heads(FILE *file, const struct bench_report *report)
{
    for (size_t e = 1; e < bench_engine_count() && report->plan->engine[0]; e++) {
        char head[32];
        snprintf(head, sizeof head, "x %s", bench_engine(e)->name);
        if (report->plan->engine[e])
            fprintf(file, "  %11s", head);
    }
}

static void write_row_name(FILE *file, const struct bench_set *set)
{
    write_padded(file, set->name, 30);
    fprintf(file, "%9.0f %6zu", (double)set->bytes / 1e3, set->count);
}

static void write_speeds(FILE *file, const struct bench_report *report, enum bench_task task)
{
    write_head(file, report, task_titles[task]);
    write_ratio_heads(file, report);
    fprintf(file, "\n");
    for (size_t r = 0; r < report->count; r++) {
        const struct bench_result *result = &report->results[r];
        write_row_name(file, result->set);
        for (size_t e = 0; e < bench_engine_count(); e++) {
            const struct bench_timing *timing = &result->timing[task][e];
            if (timing->runs > 0)
                fprintf(file, "  %7.1f (%4.0f - %4.0f)", bench_speed(result->set, timing->median),
                        bench_speed(result->set, timing->upper), bench_speed(result->set, timing->lower));
        }
        for (size_t e = 1; e < bench_engine_count(); e++) {
            const struct bench_timing *timing = &result->timing[task][e];
            if (timing->runs > 0 && timing->ratio > 0)
                fprintf(file, "  %11.2f", timing->ratio);
        }
        fprintf(file, "\n");
    }
}

/* How many texts gave the HTML that we give, so that nobody wins by doing less. */
static void write_agreement(FILE *file, const struct bench_report *report)
{
    write_head(file, report, "TEXTS WITH THE SAME HTML");
    fprintf(file, "\n");
    for (size_t r = 0; r < report->count; r++) {
        const struct bench_result *result = &report->results[r];
        write_row_name(file, result->set);
        for (size_t e = 0; e < bench_engine_count(); e++) {
            if (report->plan->engine[e])
                fprintf(file, "  %20zu", result->html_same[e]);
        }
        fprintf(file, "\n");
    }
}

static void write_memory(FILE *file, const struct bench_report *report)
{
    write_head(file, report, "MEMORY: document, peak, calls");
    fprintf(file, "\n");
    for (size_t r = 0; r < report->count; r++) {
        const struct bench_result *result = &report->results[r];
        write_row_name(file, result->set);
        for (size_t e = 0; e < bench_engine_count(); e++) {
            const struct bench_memory *memory = &result->memory[e];
            double text = memory->text > 0 ? (double)memory->text : 1;
            if (memory->peak > 0)
                fprintf(file, "  %4.1f  %4.1f %9.1f", (double)memory->document / text, (double)memory->peak / text,
                        (double)memory->allocations / (double)result->set->count);
            else if (report->plan->engine[e])
                fprintf(file, "  %20s", "no hooks");
        }
        fprintf(file, "\n");
    }
}

void bench_report_table(FILE *file, const struct bench_report *report)
{
    char processor[128];
    bench_processor(processor, sizeof processor);
    fprintf(file, "mdbench %s, %s, %s, one thread%s\n", MDP_VERSION, bench_compiler(), processor,
            report->syntax == BENCH_GFM ? "; with tables, strikethrough, task list items and addresses as links" : "");
    for (size_t e = 0; e < bench_engine_count(); e++) {
        const struct bench_engine *engine = bench_engine(e);
        if (report->plan->engine[e])
            fprintf(file, "  %-9s %-12s parses to: %s\n", engine->name, engine->version, engine->parse_meaning);
    }
    fprintf(file,
            "Speeds are MB/s, 10^6 bytes of source a second: median (quartiles) of up to %u runs, in turns.\n"
            "x NAME: how many times the speed of NAME ours is, median over the same runs.\n",
            report->plan->runs);
    for (int task = 0; task < BENCH_TASK_COUNT; task++) {
        if (report->plan->task[task])
            write_speeds(file, report, (enum bench_task)task);
    }
    if (report->plan->task[BENCH_HTML])
        write_agreement(file, report);
    if (report->plan->memory) {
        write_memory(file, report);
        fprintf(file, "Bytes for each byte of source: held by the documents; at each parse's peak, scratch and document"
                      " together;\nthen allocations for each parse.\n");
    }
}

/* -------------------------------------------------------------------------------------------------------- JSON */

void bench_json_string(FILE *file, const char *string)
{
    fputc('"', file);
    for (; *string != '\0'; string++) {
        unsigned char byte = (unsigned char)*string;
        if (byte == '"' || byte == '\\')
            fprintf(file, "\\%c", byte);
        else if (byte < 0x20)
            fprintf(file, "\\u%04x", byte);
        else
            fputc(byte, file);
    }
    fputc('"', file);
}

static void write_json_timing(FILE *file, const char *task, const struct bench_set *set,
                              const struct bench_timing *timing)
{
    if (timing->runs == 0)
        return;
    fprintf(file, ", \"%s\": {\"runs\": %u, \"ns\": %.0f, \"ns_lower\": %.0f, \"ns_upper\": %.0f", task, timing->runs,
            timing->median, timing->lower, timing->upper);
    fprintf(file, ", \"mb_per_s\": %.2f", bench_speed(set, timing->median));
    if (timing->ratio > 0)
        fprintf(file, ", \"time_to_ours\": %.4f", timing->ratio);
    fprintf(file, "}");
}

static void write_json_engine(FILE *file, const struct bench_report *report, const struct bench_result *result,
                              size_t e)
{
    const struct bench_memory *memory = &result->memory[e];
    fprintf(file, "{\"engine\": ");
    bench_json_string(file, bench_engine(e)->name);
    write_json_timing(file, "parse", result->set, &result->timing[BENCH_PARSE][e]);
    write_json_timing(file, "html", result->set, &result->timing[BENCH_HTML][e]);
    if (report->plan->task[BENCH_HTML])
        fprintf(file, ", \"html_bytes\": %zu, \"html_same\": %zu", result->html_bytes[e], result->html_same[e]);
    if (memory->peak > 0)
        fprintf(file, ", \"document_bytes\": %zu, \"peak_bytes\": %zu, \"allocations\": %zu", memory->document,
                memory->peak, memory->allocations);
    fprintf(file, "}");
}

void bench_report_json(FILE *file, const struct bench_report *report)
{
    char processor[128];
    bench_processor(processor, sizeof processor);
    fprintf(file, "{\"version\": \"%s\", \"compiler\": ", MDP_VERSION);
    bench_json_string(file, bench_compiler());
    fprintf(file, ", \"processor\": ");
    bench_json_string(file, processor);
    fprintf(file, ", \"syntax\": \"%s\"", report->syntax == BENCH_GFM ? "gfm" : "commonmark");
    fprintf(file, ",\n \"engines\": {");
    for (size_t e = 0; e < bench_engine_count(); e++)
        fprintf(file, "%s\"%s\": \"%s\"", e > 0 ? ", " : "", bench_engine(e)->name, bench_engine(e)->version);
    fprintf(file, "},\n \"sets\": [");
    for (size_t r = 0; r < report->count; r++) {
        const struct bench_result *result = &report->results[r];
        fprintf(file, "%s\n  {\"name\": ", r > 0 ? "," : "");
        bench_json_string(file, result->set->name);
        fprintf(file, ", \"texts\": %zu, \"bytes\": %zu, \"results\": [", result->set->count, result->set->bytes);
        bool first = true;
        for (size_t e = 0; e < bench_engine_count(); e++) {
            if (!report->plan->engine[e])
                continue;
            fprintf(file, "%s\n    ", first ? "" : ",");
            write_json_engine(file, report, result, e);
            first = false;
        }
        fprintf(file, "]}");
    }
    fprintf(file, "]}\n");
}
