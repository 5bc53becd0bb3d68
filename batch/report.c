#include "report.h"

#include "memory.h"
#include "text.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool report_colored(enum color color, FILE *out)
{
    if (color != COLOR_AUTO)
        return color == COLOR_ALWAYS;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return !(no_color && *no_color) && term && strcmp(term, "dumb") != 0 && isatty(fileno(out));
}

struct place {
    const char *file;
    unsigned line, column, end_line, end_column;
};

struct printer {
    FILE *out;
    bool colored;
    struct sources *sources;
};

static const char *style(const struct printer *printer, const char *code)
{
    return printer->colored ? code : "";
}

/* The source line, and under it a caret and tildes up to the end of the range. */
static void print_source(const struct printer *printer, const struct place *place)
{
    size_t length = 0;
    const char *start = source_line(printer->sources, place->file, place->line, &length);
    if (!start || !place->column)
        return;
    char *raw = copy_bytes(start, length);
    char *line = utf8_harmless(raw);
    unsigned caret = utf8_column(start, length, place->column), last = caret;
    if (place->end_line == place->line && place->end_column > place->column)
        last = utf8_column(start, length, place->end_column) - 1;
    struct text marks = {0};
    size_t at = 0;
    for (unsigned column = 1; column < caret; column++) {
        text_add_char(&marks, at < length && start[at] == '\t' ? '\t' : ' ');
        size_t step = at < length ? utf8_length(raw + at) : 1;
        at += step ? step : 1;
    }
    text_add_char(&marks, '^');
    for (unsigned column = caret + 1; column <= last && column < caret + length; column++)
        text_add_char(&marks, '~');
    fprintf(printer->out, "%5u | %s\n      | %s%s%s\n", place->line, line,
            style(printer, "\033[0;1;32m"), marks.data, style(printer, "\033[0m"));
    text_free(&marks);
    free(line);
    free(raw);
}

enum severity { WARNING, REMARK, NOTE };

static void print(const struct printer *printer, const struct place *place, enum severity severity,
                  const char *message, const char *checker, unsigned cwe)
{
    static const struct {
        const char *word, *color;
    } styles[] = {{"warning", "\033[0;1;35m"}, {"remark", "\033[0;1;34m"}, {"note", "\033[0;1;36m"}};
    char number[24] = "";
    if (cwe)
        snprintf(number, sizeof number, " [CWE-%u]", cwe);
    char *file = utf8_harmless(place->file), *text = utf8_harmless(message);
    fprintf(printer->out, "%s%s:%u:%u:%s %s%s:%s %s%s%s%s%s%s%s\n", style(printer, "\033[1m"), file,
            place->line, place->column, style(printer, "\033[0m"),
            style(printer, styles[severity].color), styles[severity].word,
            style(printer, "\033[0m"), severity == NOTE ? "" : style(printer, "\033[1m"), text,
            checker ? " [" : "", checker ? checker : "", checker ? "]" : "", number,
            severity == NOTE ? "" : style(printer, "\033[0m"));
    print_source(printer, place);
    free(file);
    free(text);
}

/* The path ends where the finding stands, mostly with the same words. */
static bool repeats_finding(const struct finding *finding, const struct step *step)
{
    return step->line == finding->line && step->column == finding->column &&
           strcmp(step->file, finding->file) == 0 && strcmp(step->message, finding->message) == 0;
}

static void report(FILE *out, bool colored, const struct finding *finding, struct sources *sources,
                   enum severity severity)
{
    struct printer printer = {out, colored, sources};
    struct place place = {finding->file, finding->line, finding->column, finding->end_line,
                          finding->end_column};
    print(&printer, &place, severity, finding->message,
          severity == WARNING ? finding->checker : NULL, finding->cwe);
    for (size_t i = 0; i < finding->step_count; i++) {
        const struct step *step = &finding->steps[i];
        if (i + 1 == finding->step_count && repeats_finding(finding, step))
            break;
        print(&printer, &(struct place){step->file, step->line, step->column, 0, 0}, NOTE,
              step->message, NULL, 0);
    }
    if (*finding->remedy) {
        char *remedy = utf8_harmless(finding->remedy);
        fprintf(out, "%s%s:%u:%u:%s %snote:%s %s\n", style(&printer, "\033[1m"), finding->file,
                finding->line, finding->column, style(&printer, "\033[0m"),
                style(&printer, "\033[0;1;36m"), style(&printer, "\033[0m"), remedy);
        free(remedy);
    }
}

void report_finding(FILE *out, bool colored, const struct finding *finding, struct sources *sources)
{
    report(out, colored, finding, sources, WARNING);
}

void report_answer(FILE *out, bool colored, const struct finding *finding, struct sources *sources)
{
    report(out, colored, finding, sources, REMARK);
}
