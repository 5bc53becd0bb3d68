#include "sarif_parts.h"

#include "json.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

cJSON *sarif_message(const char *text)
{
    cJSON *json = cJSON_CreateObject();
    json_set_text(json, "text", text);
    return json;
}

cJSON *sarif_cwe(unsigned cwe)
{
    cJSON *json = cJSON_CreateObject();
    char *id = format_text("%u", cwe);
    cJSON_AddStringToObject(json, "id", id);
    free(id);
    cJSON *component = cJSON_AddObjectToObject(json, "toolComponent");
    cJSON_AddStringToObject(component, "name", "CWE");
    cJSON_AddNumberToObject(component, "index", 0);
    return json;
}

static cJSON *rule(const struct checker *checker)
{
    cJSON *json = cJSON_CreateObject();
    json_set_text(json, "id", checker->name);
    const char *dot = strrchr(checker->name, '.');
    json_set_text(json, "name", dot ? dot + 1 : checker->name);
    cJSON_AddItemToObject(json, "shortDescription", sarif_message(checker->summary));
    cJSON *help = sarif_message(*checker->help ? checker->help : checker->summary);
    json_set_text(help, "markdown", *checker->help ? checker->help : checker->summary);
    cJSON_AddItemToObject(json, "help", help);
    cJSON *level = cJSON_AddObjectToObject(json, "defaultConfiguration");
    cJSON_AddStringToObject(level, "level", "warning");
    cJSON *relations = cJSON_AddArrayToObject(json, "relationships");
    cJSON *properties = cJSON_AddObjectToObject(json, "properties");
    cJSON *tags = cJSON_AddArrayToObject(properties, "tags");
    cJSON_AddItemToArray(tags, cJSON_CreateString("security"));
    for (size_t i = 0; i < checker->cwe_count; i++) {
        cJSON *relation = cJSON_CreateObject();
        cJSON_AddItemToObject(relation, "target", sarif_cwe(checker->cwe[i]));
        cJSON_AddItemToArray(cJSON_AddArrayToObject(relation, "kinds"),
                             cJSON_CreateString("superset"));
        cJSON_AddItemToArray(relations, relation);
        char *tag = format_text("external/cwe/cwe-%03u", checker->cwe[i]);
        cJSON_AddItemToArray(tags, cJSON_CreateString(tag));
        free(tag);
    }
    return json;
}

static int compare_numbers(const void *left, const void *right)
{
    unsigned a = *(const unsigned *)left, b = *(const unsigned *)right;
    return a < b ? -1 : a > b;
}

cJSON *sarif_taxonomy(const struct results *results)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "name", "CWE");
    cJSON_AddStringToObject(json, "organization", "MITRE");
    cJSON_AddItemToObject(json, "shortDescription",
                          sarif_message("The MITRE Common Weakness Enumeration"));
    cJSON_AddStringToObject(json, "informationUri", "https://cwe.mitre.org/");
    cJSON_AddFalseToObject(json, "isComprehensive");
    cJSON *taxa = cJSON_AddArrayToObject(json, "taxa");
    unsigned *numbers = NULL;
    size_t count = 0;
    for (size_t i = 0; i < results->checker_count; i++)
        for (size_t j = 0; j < results->checkers[i].cwe_count; j++) {
            numbers = grow_by_one(numbers, count, sizeof *numbers);
            numbers[count++] = results->checkers[i].cwe[j];
        }
    if (count)
        qsort(numbers, count, sizeof *numbers, compare_numbers);
    for (size_t i = 0; i < count; i++) {
        if (i && numbers[i] == numbers[i - 1])
            continue;
        cJSON *taxon = cJSON_CreateObject();
        char *id = format_text("%u", numbers[i]);
        char *uri = format_text("https://cwe.mitre.org/data/definitions/%u.html", numbers[i]);
        cJSON_AddStringToObject(taxon, "id", id);
        cJSON_AddStringToObject(taxon, "helpUri", uri);
        cJSON_AddItemToArray(taxa, taxon);
        free(id);
        free(uri);
    }
    free(numbers);
    return json;
}

cJSON *sarif_tool(const struct sarif_run *run)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *driver = cJSON_AddObjectToObject(json, "driver");
    cJSON_AddStringToObject(driver, "name", "Tinct");
    cJSON_AddStringToObject(driver, "version", TINCT_VERSION);
    cJSON_AddStringToObject(driver, "semanticVersion", TINCT_VERSION);
    cJSON *rules = cJSON_AddArrayToObject(driver, "rules");
    for (size_t i = 0; i < run->results->checker_count; i++)
        cJSON_AddItemToArray(rules, rule(&run->results->checkers[i]));
    cJSON *taxonomies = cJSON_AddArrayToObject(driver, "supportedTaxonomies");
    cJSON *cwe = cJSON_CreateObject();
    cJSON_AddStringToObject(cwe, "name", "CWE");
    cJSON_AddNumberToObject(cwe, "index", 0);
    cJSON_AddItemToArray(taxonomies, cwe);
    cJSON *properties = cJSON_AddObjectToObject(driver, "properties");
    json_set_text(properties, "clang", run->clang);
    return json;
}
