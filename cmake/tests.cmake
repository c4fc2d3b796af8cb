# Every tests/<place>/.../<name>_test.c is one ctest program with its own main (cmocka).  Those under tests/core see core
# alone; all others see host too.  Labels: the folder under tests/ (core, host, fault, ...), fuzz, and house for the checks.
# Files of tests/support form a library: a test gets those whose functions it calls.
set(common ENT_TEST_SOURCE="${PROJECT_SOURCE_DIR}" ENT_TEST_PUBLISHED="${PROJECT_SOURCE_DIR}/tests/published"
           ENT_TEST_WORDS="${PROJECT_BINARY_DIR}/words" _XOPEN_SOURCE=700)
set(program_dir ${PROJECT_BINARY_DIR}/tests)

# A program from sources outside the library, with core's internals in sight.
function(entente_program target dir)
  add_executable(${target} ${ARGN})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${dir})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR}/tests ${ENTENTE_GENERATED})
  target_compile_definitions(${target} PRIVATE ${common})
  entente_flags(${target})
  if(TARGET entente_host AND NOT target MATCHES "^core_")
    target_link_libraries(${target} PRIVATE entente_host)
  else()
    target_link_libraries(${target} PRIVATE entente_core)
  endif()
endfunction()

# ---- cmocka -----------------------------------------------------------------------------------------------
find_path(CMOCKA_INCLUDE cmocka.h)
find_library(CMOCKA_LIBRARY cmocka)
file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS tests/*_test.c)
file(GLOB support_sources CONFIGURE_DEPENDS tests/support/*.c)
if(NOT ENTENTE_SERVING)
  list(FILTER test_sources EXCLUDE REGEX "tests/(host|fault)/(store|http|ask)[a-z_]*_test\\.c$")
endif()
if(NOT (CMOCKA_INCLUDE AND CMOCKA_LIBRARY) OR ENTENTE_FUZZ)
  message(STATUS "cmocka is missing or not wanted: unit tests are left out")
  set(test_sources "")
endif()
if(NOT ENTENTE_WORDS)
  list(FILTER test_sources EXCLUDE REGEX "error_words_test") # it reads the compiled catalogues
endif()
if(support_sources AND test_sources)
  add_library(entente_test_support STATIC ${support_sources})
  target_include_directories(entente_test_support PRIVATE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(entente_test_support PRIVATE entente_core)
  target_compile_definitions(entente_test_support PRIVATE ${common})
  entente_flags(entente_test_support)
  target_compile_options(entente_test_support PRIVATE -Wno-overlength-strings)
endif()
foreach(source IN LISTS test_sources)
  file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR}/tests ${source})
  string(REGEX REPLACE "_test\\.c$" "" name ${name})
  string(REGEX REPLACE "/.*" "" label ${name})
  string(MAKE_C_IDENTIFIER "${name}_test" target)
  string(REPLACE "/" "." name ${name})
  entente_program(${target} ${program_dir} ${source})
  if(TARGET entente_test_support)
    target_link_libraries(${target} PRIVATE entente_test_support)
  endif()
  target_link_libraries(${target} PRIVATE ${CMOCKA_LIBRARY})
  target_include_directories(${target} SYSTEM PRIVATE ${CMOCKA_INCLUDE})
  add_test(NAME ${name} COMMAND ${target} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 300)
endforeach()

# The parts of the command line are no library: a test of one names it and what it calls.
function(entente_parts target)
  if(TARGET ${target})
    list(TRANSFORM ARGN REPLACE "(.+)" "apps/cli/\\1.c" OUTPUT_VARIABLE parts)
    target_sources(${target} PRIVATE ${parts})
    target_include_directories(${target} PRIVATE apps/cli)
  endif()
endfunction()
entente_parts(apps_deflate_test deflate huffman)
entente_parts(apps_json_test json)
entente_parts(apps_say_test say)
entente_parts(apps_zip_test zip deflate huffman)
entente_parts(apps_data_test data zip deflate huffman)
foreach(target fault_store_oom_test fault_http_oom_test) # tests/fault/heap.h refuses what they ask the heap for
  if(TARGET ${target})
    target_link_options(${target} PRIVATE LINKER:--wrap=malloc,--wrap=calloc,--wrap=realloc)
  endif()
endforeach()
if(TARGET apps_press_test)
  target_link_libraries(apps_press_test PRIVATE entente_press)
endif()
if(TARGET host_error_words_test AND TARGET entente)
  add_dependencies(host_error_words_test entente) # which has the catalogues compiled
endif()

# ---- the program as a person meets it (bats) ----------------------------------------------------------------
find_program(BATS bats)
file(GLOB bats_files CONFIGURE_DEPENDS tests/apps/*.bats)
if(BATS AND TARGET entente AND NOT ENTENTE_FUZZ)
  foreach(file IN LISTS bats_files)
    get_filename_component(name ${file} NAME_WE)
    add_test(NAME apps.${name} COMMAND ${BATS} ${file} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(apps.${name} PROPERTIES LABELS apps TIMEOUT 600 ENVIRONMENT "ENTENTE=$<TARGET_FILE:entente>")
  endforeach()
endif()

# ---- the program without the store and the server links, and says so ----------------------------------------------
# The objects of `entente` less those that need SQLite, libmicrohttpd or jansson, with what stands in for them.
if(ENTENTE_SERVING AND TARGET entente AND NOT ENTENTE_FUZZ)
  list(TRANSFORM serve_files REPLACE "c\\$$" "c[.]o$" OUTPUT_VARIABLE serve_objects)
  list(JOIN serve_objects "|" serve_objects)
  add_executable(entente_unserved apps/cli/unserved.c $<FILTER:$<TARGET_OBJECTS:entente>,EXCLUDE,${serve_objects}>
                                  $<FILTER:$<TARGET_OBJECTS:entente_host>,EXCLUDE,${serve_objects}>)
  target_include_directories(entente_unserved PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/core
                                                      ${PROJECT_SOURCE_DIR}/apps/cli)
  target_compile_definitions(entente_unserved PRIVATE _XOPEN_SOURCE=700)
  target_link_libraries(entente_unserved PRIVATE entente_core entente_press PkgConfig::yaml Threads::Threads
                                                 ${ENTENTE_LP_LIBRARIES})
  entente_flags(entente_unserved)
  set_target_properties(entente_unserved PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  foreach(command runs resolve replay serve)
    add_test(NAME apps.unserved.${command} COMMAND entente_unserved ${command} a1b2c3 --lang en)
    set_tests_properties(apps.unserved.${command} PROPERTIES LABELS apps TIMEOUT 60 PASS_REGULAR_EXPRESSION
                         "built without the store of runs")
  endforeach()
endif()

# ---- the living report and the app as a reader meets them (Chromium); skipped where that is missing --------------------
find_program(NODE node)
if(NODE AND ENTENTE_LIVING AND TARGET entente AND CMAKE_BUILD_TYPE STREQUAL Release AND NOT ENTENTE_SANITIZE)
  foreach(name report app)
    add_test(NAME browser.${name} COMMAND ${NODE} tests/browser/${name}_test.mjs WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(browser.${name} PROPERTIES LABELS browser TIMEOUT 600 SKIP_RETURN_CODE 77 RUN_SERIAL ON
                         ENVIRONMENT "ENTENTE=$<TARGET_FILE:entente>")
  endforeach()
endif()

# ---- fuzz targets: libFuzzer programs, or a replay of the kept inputs --------------------------------------------
# tests/fuzz/<name>_fuzz.c defines LLVMFuzzerTestOneInput; its inputs are kept in tests/fuzz/corpus/<name>/.
file(GLOB fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*_fuzz.c)
if(NOT ENTENTE_SERVING)
  list(FILTER fuzz_sources EXCLUDE REGEX "tests/fuzz/ask_fuzz\\.c$")
endif()
set(fuzz_support ${support_sources})
list(FILTER fuzz_support EXCLUDE REGEX "support/(frame|trade_published)\\.c$") # which assert with cmocka
foreach(source IN LISTS fuzz_sources)
  get_filename_component(target ${source} NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name ${target})
  if(ENTENTE_FUZZ)
    entente_program(${target} ${PROJECT_BINARY_DIR}/fuzzers ${source} ${fuzz_support})
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    entente_program(${target} ${program_dir} ${source} ${fuzz_support} tests/fuzz/replay_main.c)
    add_test(NAME fuzz.${name} COMMAND ${target} tests/fuzz/corpus/${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 300)
  endif()
endforeach()

entente_parts(data_fuzz data zip deflate huffman)
if(TARGET press_fuzz)
  target_link_libraries(press_fuzz PRIVATE entente_press)
endif()

# ---- bench: built by the target `bench` only ------------------------------------------------------------------
add_custom_target(bench)
file(GLOB bench_sources CONFIGURE_DEPENDS tests/bench/*_bench.c)
file(GLOB bench_shared CONFIGURE_DEPENDS tests/bench/*.c)
list(FILTER bench_shared EXCLUDE REGEX "_bench\\.c$") # what the programs share
foreach(source IN LISTS bench_sources)
  get_filename_component(target ${source} NAME_WE)
  entente_program(${target} ${PROJECT_BINARY_DIR}/bench ${source} ${bench_shared})
  set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
  add_dependencies(bench ${target})
endforeach()

# ---- checks of the house, on a plain release build --------------------------------------------------------------
function(entente_check name)
  if(EXISTS ${PROJECT_SOURCE_DIR}/tools/${name})
    add_test(NAME ${name} COMMAND ${PROJECT_SOURCE_DIR}/tools/${name} ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS house TIMEOUT 600)
  endif()
endfunction()

if(CMAKE_BUILD_TYPE STREQUAL Release AND NOT ENTENTE_SANITIZE)
  entente_check(check_style)
  entente_check(check_layers ${PROJECT_BINARY_DIR})
  entente_check(check_parity ${PROJECT_BINARY_DIR})
  entente_check(check_library ${PROJECT_BINARY_DIR})
  entente_check(check_data)
  entente_check(check_words)
endif()
