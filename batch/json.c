#include "json.h"

#include "files.h"
#include "memory.h"
#include "text.h"
#include "utf8.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void place_of(const char *text, const char *at, unsigned *line, unsigned *column)
{
    *line = 1;
    *column = 1;
    for (; text < at; text++) {
        ++*column;
        if (*text == '\n') {
            ++*line;
            *column = 1;
        }
    }
}

/* Whether the text ends inside a string, a list or an object. */
static bool is_cut_off(const char *text, const char *end)
{
    size_t depth = 0;
    bool in_string = false, empty = true;
    for (; text < end; text++) {
        if (in_string && *text == '\\')
            text++;
        else if (*text == '"')
            in_string = !in_string;
        else if (!in_string && (*text == '[' || *text == '{'))
            depth++;
        else if (!in_string && (*text == ']' || *text == '}'))
            depth -= depth > 0;
        if (text < end && !strchr(" \t\r\n", *text))
            empty = false;
    }
    return empty || depth || in_string;
}

cJSON *json_parse(const char *name, const char *text, size_t length, char **trouble)
{
    const char *end = NULL;
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        length -= 3;
    }
    cJSON *value = cJSON_ParseWithLengthOpts(text, length, &end, 0);
    const char *stop = text + length;
    if (value) {
        while (end < stop && strchr(" \t\r\n", *end) && *end)
            end++;
        if (end == stop)
            return value;
        cJSON_Delete(value);
    }
    bool cut = is_cut_off(text, stop);
    unsigned line, column;
    place_of(text, cut || !end || end < text || end > stop ? stop : end, &line, &column);
    *trouble = format_text("%s:%u:%u: %s", name, line, column,
                           cut ? "The file ends before its JSON does; it was cut off, make it again"
                               : "This is not valid JSON; mend it or make the file again");
    return NULL;
}

cJSON *json_read(const char *path, char **trouble)
{
    struct text content = {0};
    if (read_file(path, &content) != 0) {
        *trouble = format_text("%s: Cannot read the file: %s", path, strerror(errno));
        return NULL;
    }
    cJSON *value = json_parse(path, content.data, content.length, trouble);
    text_free(&content);
    return value;
}

unsigned json_item_line(const char *text, size_t length, size_t index)
{
    unsigned line = 1;
    size_t depth = 0, item = 0;
    bool in_string = false, at_start = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '\n')
            line++;
        if (in_string) {
            if (c == '\\')
                i++;
            else if (c == '"')
                in_string = false;
            continue;
        }
        if (at_start && !strchr(" \t\r\n", c)) {
            if (item == index && c != ']')
                return line;
            at_start = false;
        }
        in_string = c == '"';
        if (c == '[' || c == '{') {
            depth++;
            at_start = depth == 1;
        } else if (c == ']' || c == '}') {
            depth -= depth > 0;
        } else if (c == ',' && depth == 1) {
            item++;
            at_start = true;
        }
    }
    return 0;
}

const char *json_text(const cJSON *object, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
    return text ? text : "";
}

double json_number(const cJSON *object, const char *name, double absent)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    return cJSON_IsNumber(item) ? item->valuedouble : absent;
}

bool json_bool(const cJSON *object, const char *name)
{
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(object, name));
}

unsigned json_count(const cJSON *object, const char *name)
{
    double number = json_number(object, name, 0);
    return number >= 0 && number <= (double)INT_MAX ? (unsigned)number : 0;
}

cJSON *json_string(const char *text)
{
    char *clean = utf8_repair(text);
    cJSON *string = cJSON_CreateString(clean);
    free(clean);
    return string;
}

void json_set_text(cJSON *object, const char *name, const char *text)
{
    cJSON_AddItemToObject(object, name, json_string(text));
}
