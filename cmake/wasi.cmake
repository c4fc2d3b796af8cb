# Toolchain: core as WebAssembly, with clang, lld and wasi-libc (Debian: clang-14 lld-14 wasi-libc libclang-rt-14-dev-wasm32).
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
find_program(ENTENTE_CLANG NAMES clang-14 clang REQUIRED)
set(CMAKE_C_COMPILER ${ENTENTE_CLANG})
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
