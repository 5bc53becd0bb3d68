#!/usr/bin/env python3
"""names.py SOURCE: each checker is named like its file and has a test named like it."""
import os
import re
import sys


def faults(source):
    folder = os.path.join(source, "checkers")
    for file in sorted(os.listdir(folder)):
        stem, suffix = os.path.splitext(file)
        if suffix != ".c":
            continue
        with open(os.path.join(folder, file), encoding="utf-8") as stream:
            text = stream.read()
        name = "tinct." + "".join(word.capitalize() for word in stem.split("_"))
        if not re.search(r"\bcsa_checker_%s\b" % stem, text):
            yield "checkers/%s does not define csa_checker_%s" % (file, stem)
        if '"%s"' % name not in text:
            yield "checkers/%s does not name its checker %s" % (file, name)
        tests = os.path.join(source, "test", "checkers", stem)
        if not os.path.exists(tests + ".c") and not os.path.isdir(tests):
            yield "checkers/%s has no test/checkers/%s.c" % (file, stem)


found = list(faults(sys.argv[1]))
print("\n".join(found))
sys.exit(1 if found else 0)
