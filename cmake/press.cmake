# What a page carries, packed (apps/press): a library for the program, a tool that packs while it is built, and the unpacker
# as a WebAssembly module of some kilobytes.
file(GLOB press_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/apps/press/*.c)
list(FILTER press_sources EXCLUDE REGEX "/(main|boot)\\.c$")
add_library(entente_press STATIC ${press_sources})
target_include_directories(entente_press PUBLIC ${PROJECT_SOURCE_DIR}/apps/press)
entente_flags(entente_press)
add_executable(entente_pack apps/press/main.c)
target_link_libraries(entente_pack PRIVATE entente_press)
set_target_properties(entente_pack PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
entente_flags(entente_pack)

# entente_packed(out file...): the files as one.
function(entente_packed out)
  add_custom_command(OUTPUT ${out} COMMAND entente_pack ${out} ${ARGN} DEPENDS entente_pack ${ARGN} VERBATIM)
endfunction()

# entente_boot(out): the unpacker, by gzip, which a browser knows.  Fast rather than small: it runs over every byte.
function(entente_boot out)
  file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/apps/press/*.h)
  set(objects "")
  foreach(source IN LISTS press_sources ITEMS ${PROJECT_SOURCE_DIR}/apps/press/boot.c)
    get_filename_component(name ${source} NAME_WE)
    if(name STREQUAL pack)
      continue()
    endif()
    set(object ${PROJECT_BINARY_DIR}/living/boot_${name}.o)
    add_custom_command(
      OUTPUT ${object} DEPENDS ${source} ${headers} VERBATIM
      COMMAND ${ENTENTE_WASM_CLANG} --target=wasm32-wasi -std=c11 -O3 -msimd128 ${ENTENTE_WASM_COMPILE} -c ${source} -o ${object})
    list(APPEND objects ${object})
  endforeach()
  add_custom_command(
    OUTPUT ${out} DEPENDS ${objects} VERBATIM
    COMMAND ${ENTENTE_WASM_CLANG} --target=wasm32-wasi ${ENTENTE_WASM_LINK} -Wl,--export=boot_unpack
            -Wl,--export=boot_model_size ${objects} -o ${out}.wasm
    COMMAND gzip -9nc ${out}.wasm > ${out})
endfunction()
