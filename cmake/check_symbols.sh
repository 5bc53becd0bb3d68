#!/bin/sh
# check_symbols.sh NM MODULE: fails if the module lacks a symbol that Clang will not bring: a C
# function without a version (what libc brings has one) or anything in the namespace tinct.
set -eu
missing=$("$1" -u "$2" | awk '$1 == "U" && $2 !~ /@/ {print $2}' |
    grep -E '^[^_]|^_[^_Z]|^_ZNK?5tinct' | grep -Ev '^yaml_' || true)
[ -z "$missing" ] && exit 0
echo "$2: not defined anywhere:" >&2
echo "$missing" | sed 's/^/    /' >&2
rm -f "$2"
exit 1
