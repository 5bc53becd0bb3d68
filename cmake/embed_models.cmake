# Turns model files into C: include() it for tinct_embed_models(), or run it as a script,
#   cmake -D OUTPUT=model_builtin.c -D FILES=a.yaml:b.yaml -P embed_models.cmake

# tinct_embed_models(OUTPUT files...) makes a rule that writes OUTPUT, a C source that defines
# `model_builtin` of checkers/taint/model.h, in the order of the files.
function(tinct_embed_models OUTPUT)
  list(JOIN ARGN ":" files)
  cmake_path(GET OUTPUT PARENT_PATH folder)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${OUTPUT}
    COMMAND ${CMAKE_COMMAND} -D OUTPUT=${OUTPUT} -D FILES=${files}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_FILE}
    DEPENDS ${ARGN} ${CMAKE_CURRENT_FUNCTION_LIST_FILE}
    COMMENT "Embedding the models" VERBATIM)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  return()
endif()

# Bytes, not string literals: C11 promises only 4095 characters in one.
set(texts "")
set(entries "")
string(REPLACE ":" ";" FILES "${FILES}")
foreach(file IN LISTS FILES)
  cmake_path(GET file FILENAME name)
  string(MAKE_C_IDENTIFIER ${name} symbol)
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(0x0a,)" "\\1\n" bytes "${bytes}")
  string(APPEND texts "static const unsigned char ${symbol}[] = {\n${bytes}0};\n\n")
  string(APPEND entries "    {\"${name}\", (const char *)${symbol}, sizeof ${symbol} - 1},\n")
endforeach()
file(WRITE ${OUTPUT} "/* The built-in models. Written by cmake/embed_models.cmake. */
#include \"model.h\"

${texts}const struct model_text model_builtin[] = {\n${entries}    {0},\n};\n")
