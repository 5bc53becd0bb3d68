# status.sh STATUS COMMAND...: runs the command, which must end with that exit status.
must=$1
shift
"$@"
is=$?
test "$is" = "$must" || { echo "exit status $is, must be $must: $*" >&2; exit 1; }
