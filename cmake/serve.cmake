# The store of runs and the local server: SQLite, libmicrohttpd and jansson.  Without them the program is built all the same,
# and its commands serve, runs, resolve and replay say that they were left out.
# Sets ENTENTE_SERVING and ENTENTE_SERVE_LIBRARIES, and takes the files that need them out of the lists of sources.
option(ENTENTE_SERVE "Build the store of runs and `entente serve`, where their libraries are" ON)
set(ENTENTE_SERVING OFF)
set(ENTENTE_SERVE_LIBRARIES "")
if(ENTENTE_SERVE AND host_sources)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(sqlite IMPORTED_TARGET "sqlite3 >= 3.37") # STRICT tables
  pkg_check_modules(microhttpd IMPORTED_TARGET "libmicrohttpd >= 0.9.71")
  pkg_check_modules(jansson IMPORTED_TARGET "jansson >= 2.12")
  if(sqlite_FOUND AND microhttpd_FOUND AND jansson_FOUND)
    set(ENTENTE_SERVING ON)
    set(ENTENTE_SERVE_LIBRARIES PkgConfig::sqlite PkgConfig::microhttpd PkgConfig::jansson)
  else()
    message(STATUS "no store and no server: they need sqlite3, libmicrohttpd and jansson (tools/setup demo)")
  endif()
endif()

set(serve_files "host/(store|http|ask)[a-z_]*\\.c$" "apps/cli/(keep|runs|replay|resolve|outcomes|serve)[a-z_]*\\.c$")
if(ENTENTE_SERVING)
  list(FILTER cli_sources EXCLUDE REGEX "apps/cli/unserved\\.c$")
else()
  foreach(pattern IN LISTS serve_files)
    list(FILTER host_sources EXCLUDE REGEX ${pattern})
    list(FILTER cli_sources EXCLUDE REGEX ${pattern})
  endforeach()
endif()
