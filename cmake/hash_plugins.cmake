# Writes a C source that holds the hashes of the plugins that the loader opens:
#   cmake -D OUTPUT=plugins.c -D FILES=tinct-14.so:tinct-22.so -P hash_plugins.cmake

string(REPLACE ":" ";" FILES "${FILES}")
set(hashes "")
foreach(file IN LISTS FILES)
  cmake_path(GET file FILENAME name)
  file(SHA256 ${file} hash)
  string(APPEND hashes "\n    \"${hash} ${name}\\n\"")
endforeach()
file(WRITE ${OUTPUT} "/* Written by cmake/hash_plugins.cmake. */
__attribute__((__used__)) static const char plugins[] =${hashes};\n")
