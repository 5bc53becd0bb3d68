# The checkers, compiled once for every LLVM:
#   tinct_models    the model reader and the built-in models, for the plugin and the tool
#   tinct_checkers  the checkers and the taint engine, for the plugin
# checkers/foo.c must define `const struct csa_checker csa_checker_foo`.

file(GLOB checker_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/checkers/*.c)
file(GLOB taint_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/checkers/taint/*.c)
file(GLOB model_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/checkers/taint/model*.c)
if(model_files)
  list(REMOVE_ITEM taint_files ${model_files})
endif()

set(names "")
if(taint_files)
  list(APPEND names taint)
endif()
foreach(checker_file IN LISTS checker_files)
  cmake_path(GET checker_file STEM name)
  list(APPEND names ${name})
endforeach()
set(declarations "")
set(entries "")
foreach(name IN LISTS names)
  string(APPEND declarations "extern const struct csa_checker csa_checker_${name};\n")
  string(APPEND entries "    &csa_checker_${name},\n")
endforeach()
set(TINCT_REGISTRY ${PROJECT_BINARY_DIR}/generated/registry.c)
file(CONFIGURE OUTPUT ${TINCT_REGISTRY} @ONLY CONTENT [[
/* Every checker of the checkers folder. Written by cmake/TinctCheckers.cmake. */
#include "csa.h"

@declarations@
extern const struct csa_checker *const csa_builtin_checkers[];
const struct csa_checker *const csa_builtin_checkers[] = {
@entries@    NULL,
};
]])

set(builtin_models ${PROJECT_BINARY_DIR}/generated/model_builtin.c)
file(GLOB yaml_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/checkers/models/*.yaml)
include(embed_models)
tinct_embed_models(${builtin_models} ${yaml_files})

add_library(tinct_models OBJECT ${model_files} ${builtin_models})
target_include_directories(tinct_models PUBLIC
  ${PROJECT_SOURCE_DIR}/checkers ${PROJECT_SOURCE_DIR}/checkers/taint)
target_link_libraries(tinct_models PRIVATE tinct_c PUBLIC tinct_yaml)

add_library(tinct_checkers OBJECT ${checker_files} ${taint_files} ${TINCT_REGISTRY})
target_include_directories(tinct_checkers PRIVATE
  ${PROJECT_SOURCE_DIR}/plugin ${PROJECT_SOURCE_DIR}/checkers)
target_link_libraries(tinct_checkers PRIVATE tinct_c)
