// tinct.Recursion: how deep functions call themselves, in the profile `audit`.
// RUN: %expect %s --profile audit --modes compile-O0,analyze-core,scan --ignore LoopBound
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int nested(FILE *in)
{
    int c = fgetc(in);
    if (c == '(')
        return 1 + nested(in); // audit: Recursion
    return 0;
}

int nested_in_a_stream(FILE *in)
{
    return nested(in);
}

static int nested_counted(FILE *in, int depth)
{
    int c = fgetc(in);
    if (depth > 100)
        return -1;
    if (c == '(')
        return nested_counted(in, depth + 1);
    return depth;
}

int nested_to_a_limit(FILE *in)
{
    return nested_counted(in, 0);
}

/* The depth is handed on, and nobody looks at it. */
static int nested_told(FILE *in, int depth)
{
    int c = fgetc(in);
    if (c == '(')
        return nested_told(in, depth + 1); // audit: Recursion
    printf("%d\n", depth);
    return 0;
}

int nested_and_told(FILE *in)
{
    return nested_told(in, 0);
}

// ---- Through others -----------------------------------------------------------------------------------

struct parser {
    const char *at;
    int depth;
};

static int parse_value(struct parser *parser);

static int parse_list(struct parser *parser)
{
    parser->at++;
    return parse_value(parser); // audit: Recursion
}

static int parse_value(struct parser *parser)
{
    switch (*parser->at) {
    case '[':
        return parse_list(parser);
    default:
        return 0;
    }
}

int parse(void)
{
    struct parser parser = {getenv("QUERY_STRING"), 0};
    return parser.at ? parse_value(&parser) : 0;
}

static int read_value(struct parser *parser);

static int read_list(struct parser *parser)
{
    int result = -1;
    parser->at++;
    if (++parser->depth < 50)
        result = read_value(parser);
    parser->depth--;
    return result;
}

static int read_value(struct parser *parser)
{
    return *parser->at == '[' ? read_list(parser) : 0;
}

int read_to_a_limit(void)
{
    struct parser parser = {getenv("QUERY_STRING"), 0};
    return parser.at ? read_value(&parser) : 0;
}

// ---- Decided by the program ---------------------------------------------------------------------------

static int power(int of, int times)
{
    return times == 0 ? 1 : of * power(of, times - 1);
}

int number_to_the_third(FILE *in)
{
    int n = fgetc(in);
    return power(n, 3);
}

struct tree {
    struct tree *left, *right;
    int value;
};

static int sum(const struct tree *tree)
{
    return tree ? tree->value + sum(tree->left) + sum(tree->right) : 0;
}

int sum_of_all(FILE *in, struct tree *tree)
{
    tree->value = fgetc(in);
    return sum(tree);
}

/* What is read is only handed on. */
static int sum_by_variable(const struct tree *tree)
{
    if (!tree)
        return 0;
    int value = tree->value;
    return value + sum_by_variable(tree->left);
}

int sum_of_left(FILE *in, struct tree *tree)
{
    tree->value = fgetc(in);
    return sum_by_variable(tree);
}

/* The first call has come back. */
static void twice(FILE *in, int again)
{
    if (again) {
        twice(in, 0);
        if (fgetc(in) == '(')
            twice(in, 1); // audit: Recursion
    }
}

void twice_in_a_stream(FILE *in)
{
    twice(in, 1);
}

// ---- One after the other is not within itself ---------------------------------------------------------

static unsigned two_bytes(const unsigned char *at)
{
    return at[0] | at[1] << 8;
}

static unsigned four_bytes(const unsigned char *at)
{
    return two_bytes(at) | two_bytes(at + 2) << 16;
}

int read_header(void)
{
    unsigned char header[16];
    if (fread(header, 1, sizeof header, stdin) != sizeof header || header[0] != 'B')
        return -1;
    if (two_bytes(header + 2) != 40 || four_bytes(header + 4) != 1)
        return -1;
    return four_bytes(header + 8) == two_bytes(header + 12);
}
