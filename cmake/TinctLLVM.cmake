# Finds the installed LLVMs. The supported versions are the files plugin/compat/llvmNN.h and stand
# nowhere else.
#
# Sets TINCT_LLVMS, the majors to build for in rising order, TINCT_LLVM_NEWEST, and for each major
# TINCT_LLVM_ROOT_NN, the prefix it is installed in.

set(TINCT_LLVM_VERSIONS "" CACHE STRING "LLVM majors to build for; empty: all that are installed")

file(GLOB compat_files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/plugin/compat
     ${PROJECT_SOURCE_DIR}/plugin/compat/llvm*.h)
set(supported "")
foreach(compat_file IN LISTS compat_files)
  if(compat_file MATCHES "^llvm([0-9]+)\\.h$")
    list(APPEND supported ${CMAKE_MATCH_1})
  endif()
endforeach()
list(SORT supported COMPARE NATURAL)

# Sets `out` to the prefix of LLVM `major`, or to nothing.
function(tinct_find_llvm major out)
  set(roots ${TINCT_LLVM_ROOT_${major}} /usr/lib/llvm-${major})
  find_program(llvm_config llvm-config-${major} NO_CACHE)
  if(llvm_config)
    execute_process(COMMAND ${llvm_config} --prefix OUTPUT_VARIABLE prefix
                    OUTPUT_STRIP_TRAILING_WHITESPACE)
    list(APPEND roots ${prefix})
  endif()
  set(${out} "" PARENT_SCOPE)
  foreach(root IN LISTS roots)
    if(EXISTS ${root}/include/clang/StaticAnalyzer/Core/Checker.h AND EXISTS ${root}/bin/clang)
      set(${out} ${root} PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

set(TINCT_LLVMS "")
foreach(major IN LISTS supported)
  if(TINCT_LLVM_VERSIONS AND NOT major IN_LIST TINCT_LLVM_VERSIONS)
    continue()
  endif()
  tinct_find_llvm(${major} root)
  if(root)
    list(APPEND TINCT_LLVMS ${major})
    set(TINCT_LLVM_ROOT_${major} ${root} CACHE PATH "Prefix of LLVM ${major}")
    mark_as_advanced(TINCT_LLVM_ROOT_${major})
  elseif(TINCT_LLVM_VERSIONS)
    message(FATAL_ERROR "LLVM ${major} is not installed with Clang's headers; "
                        "install clang-${major} and libclang-${major}-dev, or run cmake/setup.sh")
  endif()
endforeach()
foreach(major IN LISTS TINCT_LLVM_VERSIONS)
  if(NOT major IN_LIST supported)
    message(FATAL_ERROR "LLVM ${major} is not supported; plugin/compat has ${supported}")
  endif()
endforeach()
if(NOT TINCT_LLVMS)
  message(FATAL_ERROR "No LLVM was found among ${supported}; run cmake/setup.sh")
endif()
list(GET TINCT_LLVMS -1 TINCT_LLVM_NEWEST)
message(STATUS "LLVM: ${TINCT_LLVMS}")
