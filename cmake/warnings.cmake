# One set of compiler flags for every line of C: the warnings, as errors, and the promises behind "same bytes everywhere".
#   -ffp-contract=off   no fused multiply-add: it rounds once where the source rounds twice
#   -fno-math-errno     sqrt is one instruction; its value is the same
set(ENTENTE_FLAGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Wstrict-prototypes -Wmissing-prototypes -Wvla
                  -ffp-contract=off -fno-math-errno)

set(ENTENTE_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize= (address,undefined | thread | memory)")
option(ENTENTE_COVERAGE "Count executed lines (gcov)" OFF)
option(ENTENTE_FUZZ "Build tests/fuzz as libFuzzer programs (clang)" OFF)

set(instrument "")
set(ENTENTE_LINK "")
if(ENTENTE_SANITIZE)
  list(APPEND instrument -fsanitize=${ENTENTE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
  if(CMAKE_C_COMPILER_ID STREQUAL GNU) # whose flow analysis loses its way in instrumented code
    list(APPEND ENTENTE_FLAGS -Wno-maybe-uninitialized -Wno-format-truncation)
  endif()
  if(ENTENTE_SANITIZE MATCHES undefined)
    # x / 0.0 is +-inf by IEEE 754, which core relies on; a double that does not fit its integer is a bug.
    list(APPEND instrument -fsanitize=float-cast-overflow -fno-sanitize=float-divide-by-zero)
  endif()
endif()
if(ENTENTE_COVERAGE)
  list(APPEND instrument --coverage)
endif()
list(APPEND ENTENTE_LINK ${instrument})
if(ENTENTE_FUZZ)
  list(APPEND instrument -fsanitize=fuzzer-no-link)
endif()
list(APPEND ENTENTE_FLAGS ${instrument})

# Assertions stay on in every build type: what ships is what was tested.
set(CMAKE_C_FLAGS_DEBUG "-O0 -g")
set(CMAKE_C_FLAGS_RELEASE "-O3")

function(entente_flags target)
  target_compile_options(${target} PRIVATE ${ENTENTE_FLAGS})
  target_link_options(${target} PRIVATE ${ENTENTE_LINK})
endfunction()
