# Languages, warnings and sanitizers. A target takes them by linking tinct_c or tinct_cxx.

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(TINCT_PLUGIN_DIR ${PROJECT_BINARY_DIR}/lib/tinct)

add_library(tinct_sanitizers INTERFACE)
if(TINCT_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined
                 -fno-omit-frame-pointer)
  target_compile_options(tinct_sanitizers INTERFACE ${sanitizers})
  target_link_options(tinct_sanitizers INTERFACE ${sanitizers})
endif()

add_library(tinct_c_flags INTERFACE)
target_compile_definitions(tinct_c_flags INTERFACE _POSIX_C_SOURCE=200809L _XOPEN_SOURCE=700)
target_compile_options(tinct_c_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes
  -Wold-style-definition -Wwrite-strings -Wvla -Wformat=2 -Wpointer-arith -Wundef
  $<$<BOOL:${TINCT_WERROR}>:-Werror>)
add_library(tinct_c INTERFACE)
target_link_libraries(tinct_c INTERFACE tinct_c_flags tinct_sanitizers)

# Clang's headers lay out some classes by NDEBUG, and Debian's Clang is built with it.
add_library(tinct_cxx INTERFACE)
target_link_libraries(tinct_cxx INTERFACE tinct_sanitizers)
target_compile_definitions(tinct_cxx INTERFACE
  NDEBUG _GNU_SOURCE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
target_compile_options(tinct_cxx INTERFACE
  -fno-exceptions -fno-rtti -Wall -Wextra -Wno-unused-parameter
  $<$<BOOL:${TINCT_WERROR}>:-Werror>)
