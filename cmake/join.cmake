# Scripts of a page as one: each holds one idea; joined in the order given they share one scope that nobody else sees.
#   entente_join(out file...)       Run as a script (-P), with FILES separated by "|" and OUT, this file writes it.
if(CMAKE_SCRIPT_MODE_FILE)
  string(REPLACE "|" ";" files "${FILES}")
  set(text "(() => {\n\"use strict\";\n")
  foreach(file IN LISTS files)
    file(READ ${file} part)
    string(APPEND text "${part}")
  endforeach()
  file(WRITE ${OUT} "${text}})();\n")
  return()
endif()

function(entente_join out)
  list(JOIN ARGN "|" files)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${files}" -DOUT=${out} -P ${PROJECT_SOURCE_DIR}/cmake/join.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/join.cmake
    VERBATIM)
endfunction()
