// tinct.CopyLength: fread(). Up to Clang 16 the C library's modelling by the analyzer's default checkers
// takes it for certain that the arguments fit, before anybody else sees the call.
// RUN: %expect %s --modes compile-O0,compile-O2,analyze-core,scan
#include <stdint.h>
#include <stdio.h>

struct header {
    uint32_t kind;
    uint32_t length;
};

void record(FILE *file)
{
    char body[512];
    struct header header;
    if (fread(&header, sizeof header, 1, file) != 1)
        return;
    fread(body, 1, header.length, file); // expect: CopyLength
}

void record_checked(FILE *file)
{
    char body[512];
    struct header header;
    if (fread(&header, sizeof header, 1, file) != 1 || header.length > sizeof body)
        return;
    fread(body, 1, header.length, file);
}

void record_of_elements(FILE *file)
{
    int body[128];
    uint32_t count;
    if (fread(&count, sizeof count, 1, file) == 1 && count <= sizeof body)
        fread(body, sizeof *body, count, file); // expect: CopyLength
}

void record_of_elements_checked(FILE *file)
{
    int body[128];
    uint32_t count;
    if (fread(&count, sizeof count, 1, file) == 1 && count <= 128)
        fread(body, sizeof *body, count, file);
}

void constant_of_elements(void)
{
    char name[64];
    fread(name, 4, 64, stdin); // expect: CopyLength
}

void constant_of_elements_fits(void)
{
    char name[64];
    fread(name, 4, 16, stdin);
}
