#!/usr/bin/env python3
"""declarations.py CLANG MODELS...: each modelled function that the installed headers declare is
declared as its model says: number of parameters, variadic or not, pointers that can be followed."""
import re
import subprocess
import sys
import tempfile

HEADERS = """
stdio.h stdlib.h string.h strings.h wchar.h wctype.h ctype.h unistd.h fcntl.h error.h err.h argp.h
obstack.h syslog.h inttypes.h getopt.h libgen.h dirent.h fts.h glob.h wordexp.h fnmatch.h regex.h
search.h spawn.h sys/stat.h sys/statfs.h sys/statvfs.h sys/socket.h sys/uio.h sys/mman.h sys/shm.h
sys/msg.h sys/wait.h sys/time.h sys/times.h sys/resource.h sys/select.h sys/sendfile.h sys/file.h
sys/xattr.h sys/utsname.h poll.h mqueue.h netdb.h resolv.h arpa/inet.h netinet/ether.h net/if.h
pwd.h grp.h shadow.h signal.h time.h utime.h locale.h langinfo.h libintl.h iconv.h malloc.h
pthread.h sched.h crypt.h sqlite3.h mariadb/mysql.h postgresql/libpq-fe.h
""".split()
ROW = re.compile(r"- \{name: (?:(\w+)|\[([\w, ]+)\]), args: (\d+)(, variadic: true)?(.*)\}$")
PLACE = re.compile(r"(?:from|to|at): '?(\**)(\d+|return)'?\b")


def declarations(clang):
    """Name: (result, parameter types, variadic), types without their typedefs."""
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        source.write("#define _GNU_SOURCE\n")
        source.writelines("#include <%s>\n" % header for header in HEADERS)
        source.flush()
        command = clang.split() + ["-fsyntax-only", "-w", "-fno-color-diagnostics", "-Xclang",
                                   "-ast-dump", source.name]
        dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found, current = {}, None
    for line in dump.splitlines():
        function = re.match(r"[|`]-FunctionDecl .*?\b(\w+) '([^']*)'", line)
        if function:
            current = function.group(1)
            text = function.group(2)
            found[current] = (text.split("(")[0].strip(), [], "..." in text)
        elif re.match(r"[|`]-", line):
            current = None
        elif current and re.match(r"[| ] [|`]-ParmVarDecl ", line):
            found[current][1].append(re.findall(r"'([^']*)'", line)[-1])
    return found


def depth(text):
    text = text.replace("MYSQL_ROW", "char **")
    return 9 if "void *" in text else text.count("*") + text.count("[")


def faults(row, name, declared):
    result, parameters, variadic = declared
    if len(parameters) != int(row[3]) or variadic != bool(row[4]):
        yield "%s has other parameters: %s" % (name, ", ".join(parameters))
        return
    for stars, root in PLACE.findall(row[5]):
        if root == "return" or int(root) < len(parameters):
            text = result if root == "return" else parameters[int(root)]
            if text == "void" or depth(text) < len(stars):
                yield "%s: '%s%s' cannot be followed in %s" % (name, stars, root, text)


def main():
    found = declarations(sys.argv[1])
    checked, wrong = 0, []
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as stream:
            for line in stream:
                row = ROW.match(line.strip())
                if not row and "args:" in line:
                    wrong.append("not one line: " + line.strip())
                for name in re.findall(r"\w+", row[1] or row[2]) if row else []:
                    if name in found:
                        checked += 1
                        wrong += faults(row, name, found[name])
    print("\n".join(wrong + ["%d functions checked" % checked]))
    return 1 if wrong or checked < 900 else 0


sys.exit(main())
