# entente_core.wasm: all of core, and the glue of apps/wasm if there is any, as a reactor module (no main).  Every public
# function that is defined is exported.  It must import nothing: tools/check_layers asks Node.
# -nostdlibinc keeps the host's /usr/include off the path: a header that wasi-libc lacks is an error, not a surprise.
# -O3 is a compile option only: with -O at link time clang runs wasm-opt where it happens to be installed.
file(GLOB headers CONFIGURE_DEPENDS include/entente/*.h)
include(living)
set(exports "--export-if-defined=malloc\n--export-if-defined=free\n")
foreach(header IN LISTS headers)
  file(READ ${header} text)
  string(REGEX MATCHALL "[ *]ent_[a-z0-9_]+\\(" names "${text}")
  foreach(name IN LISTS names)
    string(REGEX REPLACE "[ *(]" "" name ${name})
    string(APPEND exports "--export-if-defined=${name}\n")
  endforeach()
endforeach()
foreach(name IN LISTS ENTENTE_GLUE_EXPORTS)
  string(APPEND exports "--export-if-defined=${name}\n")
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/exports.txt CONTENT "${exports}" @ONLY)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${headers})

add_executable(entente_wasm ${core_sources} ${ENTENTE_GLUE_SOURCES})
set_target_properties(entente_wasm PROPERTIES OUTPUT_NAME entente_core SUFFIX .wasm
                      LINK_DEPENDS ${PROJECT_BINARY_DIR}/exports.txt)
target_include_directories(entente_wasm PRIVATE ${ENTENTE_GLUE_INCLUDES})
entente_flags(entente_wasm)
target_compile_options(entente_wasm PRIVATE -O3 ${ENTENTE_WASM_COMPILE})
target_link_options(entente_wasm PRIVATE ${ENTENTE_WASM_LINK} -Wl,@${PROJECT_BINARY_DIR}/exports.txt)
