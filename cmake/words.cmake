# Catalogues: po/<part>.<language>.po becomes a .mo file (msgfmt, which checks it) inside the program, as
# entente_file_words_<part>_<language>.  Parts: page (what core, the report and its charts say), terminal (the command line).
# The program says English where it has no catalogue, so without gettext it still builds.
find_program(ENTENTE_MSGFMT NAMES msgfmt)
file(GLOB po_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/po/*.po)
set(ENTENTE_WORDS OFF)
set(ENTENTE_PAGE_WORDS "") # the catalogues that a page carries: zh-Hant, zh-Hans
if(ENTENTE_MSGFMT AND po_files)
  set(ENTENTE_WORDS ON)
  foreach(po IN LISTS po_files)
    get_filename_component(name ${po} NAME_WLE) # page.zh-Hant
    set(mo ${PROJECT_BINARY_DIR}/words/${name}.mo)
    string(MAKE_C_IDENTIFIER "words_${name}" name)
    add_custom_command(OUTPUT ${mo} DEPENDS ${po} VERBATIM
      COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/words
      COMMAND ${ENTENTE_MSGFMT} --check --no-hash --endianness=little -o ${mo} ${po})
    entente_embed(${name} ${mo})
    if(name MATCHES "words_page")
      list(INSERT ENTENTE_PAGE_WORDS 0 ${mo})
    endif()
  endforeach()
else()
  message(STATUS "entente will speak English only: catalogues need msgfmt of gettext (tools/setup demo)")
endif()
