#!/bin/sh
# Lists the findings of compiler-style text as `file:line: checker`, sorted.
sed -nE 's|^([^ :]*/)?([^ :/]+):([0-9]+):[0-9]+: warning: .*\[(tinct\.[A-Za-z]+)\].*|\2:\3: \4|p' | sort
