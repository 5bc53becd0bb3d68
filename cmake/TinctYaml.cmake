# libyaml for the plugin and the tool, as target tinct_yaml: the static library where it is
# position independent, so that the plugin stays one file; else the shared one.

find_path(YAML_INCLUDE yaml.h REQUIRED)
find_library(YAML_STATIC libyaml.a)
find_library(YAML_SHARED yaml REQUIRED)

if(YAML_STATIC)
  file(WRITE ${PROJECT_BINARY_DIR}/cmake/yaml_probe.c
       "#include <yaml.h>\nint probe(yaml_parser_t *p);\n"
       "int probe(yaml_parser_t *p) { yaml_document_t d; return yaml_parser_load(p, &d); }\n")
  set(command ${CMAKE_C_COMPILER} -fPIC -shared -I${YAML_INCLUDE} -Wl,--exclude-libs,ALL
      -o ${PROJECT_BINARY_DIR}/cmake/yaml_probe.so
      ${PROJECT_BINARY_DIR}/cmake/yaml_probe.c ${YAML_STATIC})
  execute_process(COMMAND ${command} RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
endif()

add_library(tinct_yaml INTERFACE)
target_include_directories(tinct_yaml SYSTEM INTERFACE ${YAML_INCLUDE})
if(YAML_STATIC AND status EQUAL 0)
  message(STATUS "libyaml: ${YAML_STATIC}")
  target_compile_definitions(tinct_yaml INTERFACE YAML_DECLARE_STATIC)
  target_link_libraries(tinct_yaml INTERFACE ${YAML_STATIC})
  target_link_options(tinct_yaml INTERFACE -Wl,--exclude-libs,ALL)
else()
  message(STATUS "libyaml: ${YAML_SHARED}, needed at run time")
  target_link_libraries(tinct_yaml INTERFACE ${YAML_SHARED})
endif()
