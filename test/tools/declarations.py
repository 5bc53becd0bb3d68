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
# Those that are installed count, as far as they go together.
OPTIONAL = """
curl/curl.h ldap.h libxml/parser.h libxml/HTMLparser.h libxml/xmlreader.h libxml/xmlwriter.h
libxml/xpath.h libxml/xpointer.h libxml/pattern.h libxml/xmlregexp.h libxml/uri.h libxml/xmlsave.h
libxml/entities.h expat.h lua5.4/lua.h lua5.4/lauxlib.h tcl.h python3.11/Python.h duktape.h
openssl/ssl.h openssl/x509.h openssl/x509v3.h openssl/err.h openssl/evp.h openssl/bio.h
openssl/hmac.h openssl/pkcs12.h openssl/pkcs7.h gnutls/gnutls.h glib.h glib/gstdio.h glib/gprintf.h
gio/gio.h gmodule.h sql.h sqlext.h sqlucode.h hiredis/hiredis.h hiredis/async.h pcre2.h pcre.h
oniguruma.h archive.h archive_entry.h zip.h minizip/unzip.h zlib.h bzlib.h zstd.h lzma.h fcgiapp.h
fcgi_stdio.h microhttpd.h event2/http.h event2/buffer.h event2/bufferevent.h event2/event.h
json-c/json.h jansson.h cjson/cJSON.h yaml.h iniparser.h iniparser/iniparser.h readline/readline.h
curses.h popt.h talloc.h apr-1.0/apr_strings.h apr-1.0/apr_file_io.h apr-1.0/apr_network_io.h
apr-1.0/apr_env.h apr-1.0/apr_thread_proc.h apr-1.0/apr_dso.h apr-1.0/apr_escape.h
apr-1.0/apr_dbd.h dbus/dbus.h pcap/pcap.h libssh/libssh.h libssh/server.h libssh/sftp.h libssh2.h
zmq.h uv.h security/pam_appl.h security/pam_modules.h security/pam_ext.h systemd/sd-journal.h
""".split()
SETTINGS = """
#define _GNU_SOURCE
#define PCRE2_CODE_UNIT_WIDTH 8
#define LDAP_DEPRECATED 1
#define NO_FCGI_DEFINES
"""
ROW = re.compile(r"- \{name: (?:(\w+)|\[([\w, ]+)\]), args: (\d+)(, variadic: true)?(.*)\}$")
PLACE = re.compile(r"(?:from|to|at): '?(\**)(\d+|return)'?\b")


def declarations(clang, headers, must):
    """Name: (result, parameter types, variadic), types without their typedefs."""
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        source.write(SETTINGS)
        source.writelines("#if __has_include(<%s>)\n#include <%s>\n#endif\n" % (header, header)
                          for header in headers)
        source.flush()
        command = clang.split() + ["-fsyntax-only", "-w", "-fno-color-diagnostics", "-Xclang",
                                   "-ast-dump", source.name]
        dump = subprocess.run(command, capture_output=True, text=True, check=must).stdout
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
    # Names that hide pointers.
    text = text.replace("MYSQL_ROW", "char **").replace("FCGX_ParamArray", "char **")
    text = re.sub(r"\bg(const)?pointer\b", "void *", text)
    text = re.sub(r"\b(\w+Ptr|sftp_attributes)\b", "struct *", text)
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
    found = declarations(sys.argv[1], OPTIONAL, False)
    found.update(declarations(sys.argv[1], HEADERS, True))
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
