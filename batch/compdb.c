#include "compdb.h"

#include "files.h"
#include "json.h"
#include "memory.h"
#include "paths.h"

#include <clang-c/CXCompilationDatabase.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME "compile_commands.json"

static const char *wrong_entry(const cJSON *entry)
{
    if (!cJSON_IsObject(entry))
        return "is not an object; make the database again";
    if (!json_text(entry, "file")[0])
        return "has no \"file\"; add the source file's name";
    if (!json_text(entry, "directory")[0])
        return "has no \"directory\"; add the directory the compiler ran in";
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(entry, "arguments");
    if (arguments) {
        const cJSON *argument;
        cJSON_ArrayForEach (argument, arguments)
            if (!cJSON_IsString(argument))
                return "has an argument that is no string; put it in quotes";
        if (!cJSON_IsArray(arguments) || !cJSON_GetArraySize(arguments))
            return "has \"arguments\" that are no list of words; list the compiler and its flags";
    } else if (!json_text(entry, "command")[0]) {
        return "has neither \"arguments\" nor \"command\"; add the compile command";
    }
    return NULL;
}

/* libclang reads a damaged file up to the damage and says nothing, so everything is checked here
 * first. Returns the list of entries, which the caller frees, or NULL with *trouble. */
static cJSON *read_checked(const char *path, char **trouble)
{
    struct text content = {0};
    if (file_exists(path) && !is_regular_file(path)) {
        *trouble = format_text("%s: This is no file; make the compilation database again", path);
        return NULL;
    }
    if (read_file(path, &content) != 0) {
        *trouble = format_text(
            "%s: Cannot read the compilation database: %s; make it with \"bear -- make\" or "
            "\"cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON\", or name its directory with -p",
            path, strerror(errno));
        return NULL;
    }
    cJSON *root = json_parse(path, content.data, content.length, trouble);
    bool good = root != NULL;
    if (root && !cJSON_IsArray(root)) {
        *trouble = format_text("%s:1: The database is not a JSON list; make it again", path);
        good = false;
    } else if (root && !cJSON_GetArraySize(root)) {
        *trouble = format_text("%s:1: The database lists no files; a build that had nothing to do "
                               "records nothing, so build from clean",
                               path);
        good = false;
    }
    size_t index = 0;
    for (const cJSON *entry = good ? root->child : NULL; entry; entry = entry->next) {
        const char *wrong = wrong_entry(entry);
        index++;
        if (!wrong)
            continue;
        unsigned line = json_item_line(content.data, content.length, index - 1);
        *trouble = format_text("%s:%u: Entry %zu %s", path, line, index, wrong);
        good = false;
        break;
    }
    text_free(&content);
    if (good)
        return root;
    cJSON_Delete(root);
    return NULL;
}

/* ---- What libclang must not see --------------------------------------------------------------- */

/* libclang opens every `@FILE` of a command while it loads the database: it would wait for a FIFO
 * and read a device without end. It also looks for other files beside the database. So it reads a
 * copy in a directory of its own, in which MARK stands before each '@', and before each MARK. */
#define MARK '\001'

static void hide(cJSON *string)
{
    if (!cJSON_IsString(string) || !strpbrk(string->valuestring, "@\001"))
        return;
    struct text hidden = {0};
    for (const char *at = string->valuestring; *at; at++) {
        if (*at == '@' || *at == MARK)
            text_add_char(&hidden, MARK);
        text_add_char(&hidden, *at);
    }
    cJSON_SetValuestring(string, hidden.data);
    text_free(&hidden);
}

static void hide_all(cJSON *root)
{
    cJSON *entry, *argument;
    cJSON_ArrayForEach (entry, root) {
        hide(cJSON_GetObjectItemCaseSensitive(entry, "command"));
        cJSON_ArrayForEach (argument, cJSON_GetObjectItemCaseSensitive(entry, "arguments"))
            hide(argument);
    }
}

static char *take_shown(char *hidden)
{
    char *out = hidden;
    for (const char *at = hidden; *at; at++) {
        if (*at == MARK && at[1])
            at++;
        *out++ = *at;
    }
    *out = '\0';
    return hidden;
}

/* ---- libclang --------------------------------------------------------------------------------- */

static char *take_string(CXString string)
{
    const char *text = clang_getCString(string);
    char *copy = copy_text(text ? text : "");
    clang_disposeString(string);
    return copy;
}

static void read_entry(CXCompileCommand command, const char *database, struct entry *entry)
{
    char *directory = take_string(clang_CompileCommand_getDirectory(command));
    entry->directory = path_resolve(database, directory);
    free(directory);
    entry->file = take_string(clang_CompileCommand_getFilename(command));
    unsigned count = clang_CompileCommand_getNumArgs(command);
    for (unsigned i = 0; i < count; i++)
        list_take(&entry->arguments,
                  take_shown(take_string(clang_CompileCommand_getArg(command, i))));
}

/* libclang prints what it thinks of a database; we judge it ourselves. */
static CXCompilationDatabase open_silently(const char *directory,
                                           CXCompilationDatabase_Error *error,
                                           CXCompileCommands *commands)
{
    fflush(stderr);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC), saved = fcntl(2, F_DUPFD_CLOEXEC, 3);
    if (null >= 0 && saved >= 0)
        dup2(null, 2);
    CXCompilationDatabase handle = clang_CompilationDatabase_fromDirectory(directory, error);
    if (*error == CXCompilationDatabase_NoError)
        *commands = clang_CompilationDatabase_getAllCompileCommands(handle);
    if (saved >= 0) {
        dup2(saved, 2);
        close(saved);
    }
    if (null >= 0)
        close(null);
    return handle;
}

/* Loads what stands in `directory`, a copy of the database. */
static int load(const char *directory, struct database *database, char **trouble)
{
    CXCompilationDatabase_Error error;
    CXCompileCommands commands = NULL;
    CXCompilationDatabase handle = open_silently(directory, &error, &commands);
    if (error != CXCompilationDatabase_NoError) {
        *trouble =
            format_text("%s: libclang cannot read the database; make it again", database->path);
        return -1;
    }
    unsigned count = clang_CompileCommands_getSize(commands);
    database->entries = allocate(count, sizeof *database->entries);
    for (unsigned i = 0; i < count; i++)
        read_entry(clang_CompileCommands_getCommand(commands, i), database->directory,
                   &database->entries[i]);
    database->count = count;
    clang_CompileCommands_dispose(commands);
    clang_CompilationDatabase_dispose(handle);
    return 0;
}

static int load_hidden(cJSON *root, struct database *database, char **trouble)
{
    const char *temporary = getenv("TMPDIR");
    char *directory = format_text("%s/tinct-XXXXXX", temporary && *temporary ? temporary : "/tmp");
    bool made = mkdtemp(directory) != NULL;
    char *copy = path_join(directory, FILE_NAME);
    hide_all(root);
    char *json = cJSON_Print(root);
    int result = -1;
    if (made && write_file(copy, json, strlen(json)) == 0)
        result = load(directory, database, trouble);
    else
        *trouble = format_text("%s: Cannot copy the compilation database there: %s; name a "
                               "directory with room in TMPDIR",
                               directory, strerror(errno));
    if (made) {
        unlink(copy);
        rmdir(directory);
    }
    cJSON_free(json);
    free(copy);
    free(directory);
    return result;
}

int database_read(const char *where, struct database *database, char **trouble)
{
    char *here = current_directory();
    char *given = path_resolve(here, where);
    free(here);
    struct database read = {0};
    if (!is_directory(given) && strcmp(path_base(given), FILE_NAME) == 0) {
        read.path = given;
        read.directory = path_directory(given);
    } else {
        read.directory = given;
        read.path = path_join(given, FILE_NAME);
    }
    cJSON *root = read_checked(read.path, trouble);
    int result = root ? load_hidden(root, &read, trouble) : -1;
    cJSON_Delete(root);
    if (result == 0)
        *database = read;
    else
        database_free(&read);
    return result;
}

void database_free(struct database *database)
{
    for (size_t i = 0; i < database->count; i++) {
        free(database->entries[i].directory);
        free(database->entries[i].file);
        list_free(&database->entries[i].arguments);
    }
    free(database->entries);
    free(database->path);
    free(database->directory);
    *database = (struct database){0};
}
