# Asks "tinct why" about the lines of a file that end in these marks: TOOL LLVM FILE MARK...
tool=$1 llvm=$2 file=$3
shift 3
for mark; do
    line=$(grep -n "// $mark\$" "$file" | cut -d: -f1)
    echo "== $mark"
    "$tool" why --llvm "$llvm" "$file:$line" 2>&1
    echo "status $?"
done
