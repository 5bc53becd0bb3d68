# bin/tinct, the batch tool, and tinct_batch, its parts without main() for unit tests.

file(GLOB batch_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/batch/*.c)
file(GLOB main_file CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/batch/main.c)
if(main_file)
  list(REMOVE_ITEM batch_files ${main_file})
endif()
set(newest_root ${TINCT_LLVM_ROOT_${TINCT_LLVM_NEWEST}})
find_library(TINCT_LIBCLANG NAMES clang-${TINCT_LLVM_NEWEST} clang
             PATHS ${newest_root}/lib NO_DEFAULT_PATH REQUIRED)
find_path(CJSON_INCLUDE cjson/cJSON.h REQUIRED)
find_library(CJSON_LIBRARY cjson REQUIRED)

if(batch_files)
  add_library(tinct_batch STATIC ${batch_files} $<TARGET_OBJECTS:tinct_models>)
  target_include_directories(tinct_batch PUBLIC
    ${PROJECT_SOURCE_DIR}/batch ${PROJECT_SOURCE_DIR}/checkers ${PROJECT_BINARY_DIR}/generated)
  # Only clang-c/ of LLVM's headers: the tool must not come to depend on C++ ones.
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/libclang)
  file(CREATE_LINK ${newest_root}/include/clang-c ${PROJECT_BINARY_DIR}/libclang/clang-c SYMBOLIC)
  target_include_directories(tinct_batch SYSTEM PUBLIC
    ${PROJECT_BINARY_DIR}/libclang ${CJSON_INCLUDE})
  target_compile_definitions(tinct_batch PUBLIC
    TINCT_VERSION="${PROJECT_VERSION}" TINCT_LLVM_NEWEST=${TINCT_LLVM_NEWEST})
  target_link_libraries(tinct_batch PRIVATE tinct_c
    PUBLIC tinct_yaml ${TINCT_LIBCLANG} ${CJSON_LIBRARY})
endif()

if(main_file AND TARGET tinct_batch)
  add_executable(tinct ${main_file})
  target_link_libraries(tinct PRIVATE tinct_c tinct_batch)
  install(TARGETS tinct RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
