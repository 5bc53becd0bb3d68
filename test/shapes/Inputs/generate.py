#!/usr/bin/env python3
"""Writes C files of flows: every shape with every source, and every source with every sink.

    generate.py DESCRIPTION FOLDER [--only SHAPE]

The description has three kinds of blocks, each a line at the margin and indented C below it:

    source NAME           fills the buffer $to of $size bytes
    sink NAME CHECKER     hands $text on; CHECKER must object to its first line
    shape NAME [safe]     the body of a function; what stands before a line `--` stands before the
                          function. @ is a suffix of its own for each function.

SOURCE(buffer) or SOURCE(pointer, size), SINK(text) and SILENT(text), a sink that must stay silent,
stand for the code above. `bad:` and `good:` before a line keep it to the functions with and without
untrusted data, and `miss: why` says that the flow is not found. Each shape and source give three
functions: the flow, which must be found; the same with a constant in place of the source; the same
with a constant at the sink. A shape that is `safe` must be silent altogether.
"""
import argparse
import os
import re
import sys

SHAPES_A_FILE = 24
HEAD = """#define _GNU_SOURCE
#include <alloca.h>
#include <ctype.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>
#include <wchar.h>
enum { LINE = 100 };
typedef struct sqlite3 sqlite3;
int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
extern sqlite3 *database;
"""


class Block:
    def __init__(self, words):
        self.kind, self.name, self.words = words[0], words[1], words[2:]
        self.lines, self.miss = [], None

    def text(self):
        return "\n".join(self.lines)


def read(path):
    blocks = []
    with open(path, encoding="utf-8") as stream:
        for line in stream.read().splitlines():
            if line.startswith("    miss:"):
                blocks[-1].miss = line.partition(":")[2].strip()
            elif line.startswith("    "):
                blocks[-1].lines.append(line[4:])
            elif line and not line.startswith("#"):
                blocks.append(Block(line.split()))
    kinds = {kind: [b for b in blocks if b.kind == kind] for kind in ("source", "sink", "shape")}
    if sum(map(len, kinds.values())) != len(blocks):
        sys.exit("%s: a block is neither source, sink nor shape" % path)
    return kinds


def indent(text, by):
    return "\n".join(by + line if line else line for line in text.split("\n"))


def put(block, by, note, **values):
    """A block's code as one statement, on lines indented like the macro it stands for."""
    code = block.text()
    for key, value in values.items():
        code = code.replace("$" + key, value)
    lines = code.split("\n")
    # The finding stands at the line of the call; what is annotated is that line.
    at = next(i for i, line in enumerate(lines) if "(" in line)
    lines[at] += note
    return "%s{\n%s\n%s}" % (by, indent("\n".join(lines), by + "    "), by)


def write_case(shape, source, sink, flavour, number):
    """One function, with what belongs before it. `flavour`: flow, source (constant), sink."""
    suffix = "_%d" % number
    is_bad = flavour == "flow" and "safe" not in shape.words
    note = ""
    if is_bad:
        note = "    // %s: %s" % ("known-miss" if shape.miss else "expect", sink.words[0])
        note += " -- " + shape.miss if shape.miss else ""
    out, body = [], False
    for line in shape.lines:
        if line.strip() == "--":
            out += ["void flow_%s%s(void)" % (shape.name, suffix), "{"]
            body = True
            continue
        special = re.match(r"(bad|good): (.*)", line)
        if special:
            if (special.group(1) == "good") != (flavour == "source"):
                continue
            line = special.group(2)
        out.append(expand(line, source, sink, flavour, note, "    " if body else ""))
    if not body:
        out = ["void flow_%s%s(void)" % (shape.name, suffix), "{"] + [indent(l, "    ") for l in out]
    return "\n".join(out).replace("@", suffix) + "\n}\n"


def expand(line, source, sink, flavour, note, by):
    macro = re.match(r"(\s*)(SOURCE|SINK|SILENT)\((.*)\)$", line)
    if not macro:
        return by + line if line and not line.startswith("#") else line
    by += macro.group(1)
    what = macro.group(3)
    if macro.group(2) == "SOURCE":
        to, _, size = what.partition(", ")
        if flavour == "source":
            return '%sstrcpy(%s, "fixed");' % (by, to)
        return put(source, by, "", to=to, size=size or "sizeof(%s)" % to)
    if macro.group(2) == "SINK" and flavour == "sink":
        return "%s(void)%s;\n%s" % (by, what, put(sink, by, "", text='"fixed"'))
    return put(sink, by, note if macro.group(2) == "SINK" else "", text=what)


def write_main(names):
    """Command-line arguments come in through main, which calls one function a run."""
    cases = "".join("    case %d:\n        %s();\n        break;\n" % c for c in enumerate(names))
    return """int main(int argc, char **argv)
{
    argument = argc > 1 ? argv[1] : NULL;
    switch (rand()) {
%s    }
    return 0;
}
""" % cases


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("description")
    parser.add_argument("folder")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    kinds = read(options.description)
    sources, sinks, shapes = kinds["source"], kinds["sink"], kinds["shape"]
    shapes = [s for s in shapes if options.only in s.name]
    os.makedirs(options.folder, exist_ok=True)
    for j, source in enumerate(sources):
        for first in range(0, len(shapes), SHAPES_A_FILE):
            text, number, names = HEAD, 0, []
            text += "static char *argument;\n" if "argument" in source.text() else ""
            for i in range(first, min(first + SHAPES_A_FILE, len(shapes))):
                # Over the shapes, each source meets each sink.
                sink = sinks[(i + j) % len(sinks)]
                for flavour in ("flow", "source", "sink"):
                    number += 1
                    names.append("flow_%s_%d" % (shapes[i].name, number))
                    text += "\n// %s, %s\n" % (sink.name, flavour)
                    text += write_case(shapes[i], source, sink, flavour, number)
            text += "\n" + write_main(names) if "argument" in source.text() else ""
            name = "%s_%d.c" % (source.name, first // SHAPES_A_FILE + 1)
            with open(os.path.join(options.folder, name), "w", encoding="utf-8") as stream:
                stream.write(text)


main()
