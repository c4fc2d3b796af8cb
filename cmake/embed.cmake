# Files inside the program.  entente_embed(name file) adds to ENTENTE_EMBEDDED the C file ${build}/generated/<name>.c with
#   const unsigned char entente_file_<name>[];  const size_t entente_file_<name>_size;
# A NUL that the size does not count follows the bytes.  Run as a script (-P), this file writes that C file.
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ ${FILE} hex HEX)
  string(REGEX REPLACE "(................................)" "\\1\n  " hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  file(SIZE ${FILE} size)
  file(WRITE ${OUT} "#include \"entente_files.h\"\n\nconst unsigned char entente_file_${NAME}[] = {\n  ${hex}0x00};\n"
                    "const size_t entente_file_${NAME}_size = ${size};\n")
  return()
endif()

set(ENTENTE_GENERATED ${PROJECT_BINARY_DIR}/generated)
set(ENTENTE_EMBEDDED "")
set(ENTENTE_EMBED_NAMES "")

function(entente_embed name file)
  set(out ${ENTENTE_GENERATED}/${name}.c)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DFILE=${file} -DOUT=${out} -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    VERBATIM)
  set(ENTENTE_EMBEDDED ${ENTENTE_EMBEDDED} ${out} PARENT_SCOPE)
  set(ENTENTE_EMBED_NAMES ${ENTENTE_EMBED_NAMES} ${name} PARENT_SCOPE)
endfunction()

# Writes generated/entente_files.h, which declares them all.
function(entente_embed_header)
  set(text "#ifndef ENTENTE_FILES_H\n#define ENTENTE_FILES_H\n#include <stddef.h>\n")
  foreach(name IN LISTS ENTENTE_EMBED_NAMES)
    string(APPEND text "extern const unsigned char entente_file_${name}[];\nextern const size_t entente_file_${name}_size;\n")
  endforeach()
  file(CONFIGURE OUTPUT ${ENTENTE_GENERATED}/entente_files.h CONTENT "${text}#endif\n" @ONLY)
endfunction()
