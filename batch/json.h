/* json.h - JSON files read with cJSON, with a place in every complaint. */
#ifndef TINCT_JSON_H
#define TINCT_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

/* Parses `length` bytes; `name` stands in messages. Anything but white space behind the value is
 * an error. Returns the value, which the caller frees with cJSON_Delete(), or NULL with *trouble
 * ("name:line:column: what; what to do"), which the caller frees. */
cJSON *json_parse(const char *name, const char *text, size_t length, char **trouble);
/* The same of a file. */
cJSON *json_read(const char *path, char **trouble);
/* The 1-based line on which item `index` of the array that `text` holds starts; 0 past its end. */
unsigned json_item_line(const char *text, size_t length, size_t index);

/* Members of an object; `object` may be NULL or of another type. Absent or of another type: "" or
 * the given number. Texts live as long as the object. */
const char *json_text(const cJSON *object, const char *name);
double json_number(const cJSON *object, const char *name, double absent);
bool json_bool(const cJSON *object, const char *name);
/* A non-negative whole number that fits; 0 if absent or not such a number. */
unsigned json_count(const cJSON *object, const char *name);
/* A JSON string of a text whose bytes need not be UTF-8: what is not becomes U+FFFD. */
cJSON *json_string(const char *text);
/* object[name] = text. */
void json_set_text(cJSON *object, const char *name, const char *text);

#endif
