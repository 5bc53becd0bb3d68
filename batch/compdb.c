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
 * first. */
static int check(const char *path, char **trouble)
{
    struct text content = {0};
    if (read_file(path, &content) != 0) {
        *trouble = format_text(
            "%s: Cannot read the compilation database: %s; make it with \"bear -- make\" or "
            "\"cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON\", or name its directory with -p",
            path, strerror(errno));
        return -1;
    }
    cJSON *root = json_parse(path, content.data, content.length, trouble);
    int result = root ? 0 : -1;
    if (root && !cJSON_IsArray(root)) {
        *trouble = format_text("%s:1: The database is not a JSON list; make it again", path);
        result = -1;
    } else if (root && !cJSON_GetArraySize(root)) {
        *trouble = format_text("%s:1: The database lists no files; a build that had nothing to do "
                               "records nothing, so build from clean",
                               path);
        result = -1;
    }
    size_t index = 0;
    for (const cJSON *entry = result == 0 ? root->child : NULL; entry; entry = entry->next) {
        const char *wrong = wrong_entry(entry);
        index++;
        if (!wrong)
            continue;
        unsigned line = json_item_line(content.data, content.length, index - 1);
        *trouble = format_text("%s:%u: Entry %zu %s", path, line, index, wrong);
        result = -1;
        break;
    }
    cJSON_Delete(root);
    text_free(&content);
    return result;
}

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
        list_take(&entry->arguments, take_string(clang_CompileCommand_getArg(command, i)));
}

/* libclang prints what it thinks of response files; we expand and judge them ourselves. */
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

static int load(struct database *database, char **trouble)
{
    CXCompilationDatabase_Error error;
    CXCompileCommands commands = NULL;
    CXCompilationDatabase handle = open_silently(database->directory, &error, &commands);
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
    if (check(read.path, trouble) != 0 || load(&read, trouble) != 0) {
        database_free(&read);
        return -1;
    }
    *database = read;
    return 0;
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
