// tinct.CodeInjection: code for interpreters inside the program that others wrote.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/socket.h>

// As in the interpreters' headers.
typedef struct lua_State lua_State;
extern int luaL_loadstring(lua_State *L, const char *text);
extern int luaL_loadbufferx(lua_State *L, const char *text, size_t size, const char *name,
                            const char *mode);
extern int lua_pcallk(lua_State *L, int arguments, int results, int handler, long context,
                      int (*continuation)(lua_State *, int, long));
extern const char *lua_pushstring(lua_State *L, const char *text);
#define luaL_dostring(L, s) (luaL_loadstring(L, s) || lua_pcallk(L, 0, -1, 0, 0, NULL))
extern int PyRun_SimpleString(const char *text);
extern int PyRun_SimpleStringFlags(const char *text, void *flags);
typedef struct Tcl_Interp Tcl_Interp;
extern int Tcl_Eval(Tcl_Interp *interpreter, const char *text);
extern int Tcl_VarEval(Tcl_Interp *interpreter, ...);
typedef struct sv SV;
extern SV *eval_pv(const char *text, int dies);
extern unsigned long rb_eval_string(const char *text);
typedef struct mrb_state mrb_state;
typedef struct mrb_value {
    long word;
} mrb_value;
extern mrb_value mrb_load_string(mrb_state *mrb, const char *text);
typedef struct JSContext JSContext;
typedef struct JSValue {
    long payload, tag;
} JSValue;
extern JSValue JS_Eval(JSContext *context, const char *text, size_t size, const char *file,
                       int flags);

void lua_received(lua_State *L, int peer)
{
    char text[500];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    luaL_dostring(L, text); // expect: CodeInjection
}

void lua_buffer(lua_State *L, int peer)
{
    char text[500];
    ssize_t n = recv(peer, text, sizeof text, 0);
    if (n > 0)
        luaL_loadbufferx(L, text, (size_t)n, "peer", NULL); // expect: CodeInjection
}

void lua_value(lua_State *L, int peer)
{
    char text[500];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    lua_pushstring(L, text);
    luaL_dostring(L, "handle(...)");
}

// Inside quotes it is code all the same.
void lua_quoted(lua_State *L)
{
    char code[300];
    char *name = getenv("NAME");
    if (!name)
        return;
    snprintf(code, sizeof code, "greet('%s')", name);
    luaL_dostring(L, code); // expect: CodeInjection
}

void lua_number(lua_State *L)
{
    char code[300];
    char *size = getenv("SIZE");
    if (!size)
        return;
    snprintf(code, sizeof code, "resize(%ld)", strtol(size, NULL, 10));
    luaL_dostring(L, code);
}

// LUA_INIT and -e: the user's own program.
void lua_init(lua_State *L)
{
    char *text = getenv("LUA_INIT");
    if (text)
        luaL_dostring(L, text); // strict: CodeInjection
}

void lua_script(lua_State *L, const char *path)
{
    char text[5000];
    FILE *script = fopen(path, "r");
    if (!script)
        return;
    size_t n = fread(text, 1, sizeof text - 1, script);
    text[n] = '\0';
    fclose(script);
    luaL_dostring(L, text); // strict: CodeInjection
}

int main(int argc, char **argv)
{
    char code[300];
    if (argc < 3)
        return 1;
    snprintf(code, sizeof code, "import tool\ntool.run('%s')", argv[1]);
    PyRun_SimpleString(code); // expect: CodeInjection
    // strict: CodeInjection
    return PyRun_SimpleStringFlags(argv[2], NULL);
}

void tcl_request(Tcl_Interp *interpreter)
{
    char code[300];
    char *query = getenv("QUERY_STRING");
    if (!query)
        return;
    snprintf(code, sizeof code, "show {%s}", query);
    Tcl_Eval(interpreter, code); // expect: CodeInjection
}

void tcl_fixed(Tcl_Interp *interpreter)
{
    if (getenv("QUERY_STRING"))
        Tcl_Eval(interpreter, "show {}");
}

void tcl_words(Tcl_Interp *interpreter)
{
    char *query = getenv("QUERY_STRING");
    if (query)
        Tcl_VarEval(interpreter, "show ", query, (char *)NULL); // expect: CodeInjection
}

void perl_request(void)
{
    char code[300];
    char *query = getenv("QUERY_STRING");
    if (!query)
        return;
    snprintf(code, sizeof code, "$x = '%s'", query);
    eval_pv(code, 1); // expect: CodeInjection
}

void ruby_request(void)
{
    char *query = getenv("QUERY_STRING");
    if (query)
        rb_eval_string(query); // expect: CodeInjection
}

void mruby_request(mrb_state *mrb)
{
    char *query = getenv("QUERY_STRING");
    if (query)
        mrb_load_string(mrb, query); // expect: CodeInjection
}

void javascript_request(JSContext *context)
{
    char *query = getenv("QUERY_STRING");
    if (query)
        JS_Eval(context, query, strlen(query), "<query>", 0); // expect: CodeInjection
}

// Not the library's.
static int JS_EvalOwn(const char *text)
{
    return text[0];
}

int own_function(void)
{
    char *query = getenv("QUERY_STRING");
    return query ? JS_EvalOwn(query) : 0;
}

// ---- An interpreter behind a pipe -----------------------------------------------------------------

void pipe_python(void)
{
    char *query = getenv("QUERY_STRING");
    FILE *python = query ? popen("python3 -u -", "w") : NULL;
    if (!python)
        return;
    fprintf(python, "show('%s')\n", query); // expect: CodeInjection
    pclose(python);
}

void pipe_script(void)
{
    char *query = getenv("QUERY_STRING");
    FILE *python = query ? popen("python3 show.py", "w") : NULL;
    if (!python)
        return;
    fprintf(python, "%s\n", query);
    pclose(python);
}

void pipe_option(void)
{
    char *query = getenv("QUERY_STRING");
    FILE *perl = query ? popen("perl -pe 's/a/b/'", "w") : NULL;
    if (!perl)
        return;
    fprintf(perl, "%s\n", query);
    pclose(perl);
}

// ---- What is no code but numbers ------------------------------------------------------------------

void lua_sum(lua_State *L, int peer)
{
    char text[100];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    for (char *at = text; *at; at++) {
        if (!isdigit((unsigned char)*at) && !strchr("+-*/(). ", *at))
            return;
    }
    luaL_loadstring(L, text);
}

// Names call functions.
void lua_names(lua_State *L, int peer)
{
    char text[100];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    for (char *at = text; *at; at++) {
        if (!isalnum((unsigned char)*at) && !strchr("+-*/(). ", *at))
            return;
    }
    luaL_loadstring(L, text); // expect: CodeInjection
}

// ---- Machine code ---------------------------------------------------------------------------------

int run_received(int peer)
{
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || recv(peer, memory, 4096, 0) <= 0)
        return 1;
    return ((int (*)(void))memory)(); // expect: CodeInjection
}

int run_copied(int peer)
{
    unsigned char text[4096];
    ssize_t n = recv(peer, text, sizeof text, 0);
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || n <= 0)
        return 1;
    memcpy(memory, text, (size_t)n);
    int (*run)(void) = (int (*)(void))memory;
    return run(); // expect: CodeInjection
}

// The program's own code, and a number for it.
int run_made(int peer)
{
    unsigned char text[4];
    ssize_t n = recv(peer, text, sizeof text, 0);
    unsigned char *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || n != sizeof text)
        return 1;
    memory[0] = 0xb8;
    memory[1] = text[0];
    memory[2] = memory[3] = memory[4] = 0;
    memory[5] = 0xc3;
    return ((int (*)(void))memory)();
}

static int show(const char *text)
{
    return (int)strlen(text);
}

// A function of the program's that is handed the bytes.
int run_own(int peer)
{
    char text[100];
    int (*run)(const char *) = show;
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return 1;
    text[n] = '\0';
    return run(text);
}
