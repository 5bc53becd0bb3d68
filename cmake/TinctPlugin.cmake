# lib/tinct/tinct-NN.so for each LLVM, and lib/tinct/tinct.so, the loader that picks among them.

file(GLOB shim_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/plugin/*.cpp)
file(GLOB loader_file CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/plugin/loader.c)
add_custom_target(tinct_plugins ALL)

# A module is linked with undefined symbols, which Clang provides when it loads it; what the
# plugin itself must define is looked for here instead.
function(tinct_module target name)
  set_target_properties(${target} PROPERTIES
    PREFIX "" OUTPUT_NAME ${name} SUFFIX ".so" LIBRARY_OUTPUT_DIRECTORY ${TINCT_PLUGIN_DIR})
  # The sanitizers' own libraries bring libc's names without its versions.
  if(NOT TINCT_SANITIZE)
    add_custom_command(TARGET ${target} POST_BUILD
      COMMAND sh ${PROJECT_SOURCE_DIR}/cmake/check_symbols.sh ${CMAKE_NM} $<TARGET_FILE:${target}>
      VERBATIM)
  endif()
  add_dependencies(tinct_plugins ${target})
  install(TARGETS ${target} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/tinct)
endfunction()

if(shim_files)
  foreach(major IN LISTS TINCT_LLVMS)
    set(plugin tinct_plugin_${major})
    add_library(${plugin} MODULE ${shim_files}
      $<TARGET_OBJECTS:tinct_checkers> $<TARGET_OBJECTS:tinct_models>)
    target_include_directories(${plugin} PRIVATE
      ${PROJECT_SOURCE_DIR}/plugin ${PROJECT_SOURCE_DIR}/checkers)
    target_include_directories(${plugin} SYSTEM PRIVATE ${TINCT_LLVM_ROOT_${major}}/include)
    target_compile_definitions(${plugin} PRIVATE
      TINCT_COMPAT="compat/llvm${major}.h" TINCT_LLVM_MAJOR=${major}
      TINCT_VERSION="${PROJECT_VERSION}")
    # Reading Clang's headers is most of the work of compiling the shim: once for each LLVM.
    target_precompile_headers(${plugin} PRIVATE
      <clang/AST/ASTContext.h> <clang/Frontend/CompilerInstance.h>
      <clang/StaticAnalyzer/Core/BugReporter/BugReporter.h>
      <clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h>
      <clang/StaticAnalyzer/Core/Checker.h>
      <clang/StaticAnalyzer/Core/PathSensitive/AnalysisManager.h>
      <clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h>
      <clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h>
      <clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h>)
    target_link_libraries(${plugin} PRIVATE tinct_cxx tinct_yaml ${CMAKE_DL_LIBS})
    tinct_module(${plugin} tinct-${major})
  endforeach()
endif()

# ccache looks at the file that -fplugin= names, the loader, and not at what that opens: the loader
# carries the plugins' hashes, so that it changes with them.
if(loader_file)
  set(hashes ${PROJECT_BINARY_DIR}/generated/plugins.c)
  list(TRANSFORM TINCT_LLVMS PREPEND tinct_plugin_ OUTPUT_VARIABLE plugins)
  list(TRANSFORM plugins REPLACE ".+" "$<TARGET_FILE:\\0>" OUTPUT_VARIABLE files)
  list(JOIN files ":" files)
  set(script ${PROJECT_SOURCE_DIR}/cmake/hash_plugins.cmake)
  add_custom_command(OUTPUT ${hashes}
    COMMAND ${CMAKE_COMMAND} -D OUTPUT=${hashes} -D FILES=${files} -P ${script}
    DEPENDS ${plugins} ${script} VERBATIM)
  add_library(tinct_loader MODULE ${loader_file} ${hashes})
  target_include_directories(tinct_loader PRIVATE ${PROJECT_SOURCE_DIR}/plugin)
  target_link_libraries(tinct_loader PRIVATE tinct_c ${CMAKE_DL_LIBS})
  tinct_module(tinct_loader tinct)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/plugin/csa.h ${PROJECT_SOURCE_DIR}/checkers/tinct.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tinct)
