# The engine that a report carries: core, the parts of the report and apps/wasm/glue.c as one WebAssembly module that
# imports nothing, built beside the program; press.cmake packs it.  Without clang, lld and wasi-libc reports stay as they
# are on paper; the program says so when it is configured.
# Sets ENTENTE_LIVING, ENTENTE_GLUE_SOURCES, ENTENTE_GLUE_INCLUDES, ENTENTE_GLUE_EXPORTS.
file(GLOB ENTENTE_GLUE_SOURCES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/apps/wasm/*.c ${PROJECT_SOURCE_DIR}/apps/cli/report*.c
     ${PROJECT_SOURCE_DIR}/apps/cli/data.c ${PROJECT_SOURCE_DIR}/apps/cli/zip.c ${PROJECT_SOURCE_DIR}/apps/cli/deflate.c
     ${PROJECT_SOURCE_DIR}/apps/cli/huffman.c)
set(ENTENTE_GLUE_INCLUDES ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR}/apps/wasm
                          ${PROJECT_SOURCE_DIR}/apps/cli)
file(READ ${PROJECT_SOURCE_DIR}/apps/wasm/glue.h text)
string(REGEX MATCHALL "[ *]living_[a-z0-9_]+\\(" ENTENTE_GLUE_EXPORTS "${text}")
list(TRANSFORM ENTENTE_GLUE_EXPORTS REPLACE "[ *(]" "")
list(REMOVE_DUPLICATES ENTENTE_GLUE_EXPORTS)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/apps/wasm/glue.h)

# What a draw runs through is made fast, all else small.  Both are compile options only, and -nostdlibinc keeps the host's
# headers away: see wasm.cmake.
set(ENTENTE_WASM_HOT
    "core/(base/(rng|normal|exp|log|pow|sha256)|model/dist|voting/rule_margin|align/(gray|landscape|margin|branch)|trust/turnover)\\.c$"
    "core/study/(draw|gates|gate_[a-z]*|ensemble|probe|replay|counterfactuals)\\.c$")
list(JOIN ENTENTE_WASM_HOT "|" ENTENTE_WASM_HOT)
set(ENTENTE_WASM_COMPILE -nostdlibinc -isystem /usr/include/wasm32-wasi)
set(ENTENTE_WASM_LINK -mexec-model=reactor -Wl,--no-entry -Wl,--strip-all -Wl,-z,stack-size=1048576
                      -Wl,--compress-relocations)

# One object a source, so that a change compiles one file; then the module.
function(entente_living out)
  set(objects "")
  foreach(source IN LISTS core_sources ENTENTE_GLUE_SOURCES)
    file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/${source})
    if(IS_ABSOLUTE ${source})
      file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${source})
    endif()
    string(REPLACE "/" "_" name ${name})
    set(object ${PROJECT_BINARY_DIR}/living/${name}.o)
    set(level -Oz)
    if(source MATCHES "${ENTENTE_WASM_HOT}")
      set(level -O3)
    endif()
    get_filename_component(source ${source} ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})
    add_custom_command(
      OUTPUT ${object}
      COMMAND ${ENTENTE_WASM_CLANG} --target=wasm32-wasi -std=c11 ${level} ${ENTENTE_WASM_COMPILE} -ffp-contract=off -fno-math-errno
              "-I$<JOIN:${ENTENTE_GLUE_INCLUDES},;-I>" -MD -MF ${object}.d -c ${source} -o ${object}
      DEPENDS ${source}
      DEPFILE ${object}.d
      COMMENT "wasm ${name}"
      COMMAND_EXPAND_LISTS VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  list(TRANSFORM ENTENTE_GLUE_EXPORTS PREPEND -Wl,--export= OUTPUT_VARIABLE exports)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${ENTENTE_WASM_CLANG} --target=wasm32-wasi ${ENTENTE_WASM_LINK} ${exports} ${objects} -o ${out}
    DEPENDS ${objects}
    COMMENT "wasm ${out}"
    VERBATIM)
endfunction()

find_program(ENTENTE_WASM_CLANG NAMES clang-14 clang)
find_program(ENTENTE_WASM_LD NAMES wasm-ld-14 wasm-ld)
find_program(ENTENTE_GZIP NAMES gzip)
option(ENTENTE_LIVING_REPORTS "Reports carry the engine, where it can be built" ON)
set(ENTENTE_LIVING OFF)
if(ENTENTE_LIVING_REPORTS AND ENTENTE_WASM_CLANG AND ENTENTE_WASM_LD AND ENTENTE_GZIP
   AND EXISTS /usr/include/wasm32-wasi/stdlib.h)
  set(ENTENTE_LIVING ON)
elseif(NOT CMAKE_C_COMPILER_TARGET MATCHES wasm)
  message(STATUS "reports will be static: a living report needs clang, lld, gzip and wasi-libc (tools/setup demo)")
endif()
