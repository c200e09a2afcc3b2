# How everything is compiled: build type, warnings, sanitizers, and the libraries of the system that Calx stands on.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Debug, Release or RelWithDebInfo" FORCE) # -O2 -g
endif()

set(CALX_SANITIZE "" CACHE STRING "for -fsanitize=, e.g. address,undefined")
option(CALX_FUZZ "build the fuzzers of tests/fuzz, with clang's libFuzzer, and nothing else" OFF)

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set_property(GLOBAL PROPERTY TARGET_MESSAGES OFF) # "Built target ..." of the make generator

# CMAKE_C_STANDARD does not know 17 before CMake 3.21.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow
  "$<$<COMPILE_LANGUAGE:C>:-std=c17;-Werror=int-conversion;-Werror=incompatible-pointer-types>")

if(CALX_SANITIZE)
  add_compile_options(-fsanitize=${CALX_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CALX_SANITIZE})
endif()

find_package(PkgConfig QUIET)
if(NOT PKG_CONFIG_FOUND)
  message(FATAL_ERROR "pkg-config is missing: run scripts/setup")
endif()
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
set(CALX_NEEDED_PACKAGES jansson zlib libpng libturbojpeg libpcre2-8 libutf8proc)
pkg_check_modules(CALX_NEEDS QUIET IMPORTED_TARGET ${CALX_NEEDED_PACKAGES})
if(NOT CALX_NEEDS_FOUND)
  message(FATAL_ERROR "one of ${CALX_NEEDED_PACKAGES} is missing: run scripts/setup")
endif()

# Libraries that are loaded only when they are needed (src/io/library.h): what is compiled are their headers, and the name under
# which the library is loaded is CALX_HDF5 or CALX_CURL in the one file that uses it.
function(calx_optional name package library file without)
  pkg_check_modules(${name} QUIET ${package})
  if(${name}_FOUND)
    find_library(${name}_FILE ${library} HINTS ${${name}_LIBRARY_DIRS})
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${${name}_FILE} OUTPUT_VARIABLE about ERROR_QUIET)
  endif()
  if(about MATCHES "SONAME +([^ \n]+)")
    set_source_files_properties(${PROJECT_SOURCE_DIR}/${file} PROPERTIES
      COMPILE_DEFINITIONS CALX_${name}="${CMAKE_MATCH_1}" INCLUDE_DIRECTORIES "${${name}_INCLUDE_DIRS}")
  else()
    message(STATUS "without ${without}")
  endif()
endfunction()
calx_optional(HDF5 hdf5 hdf5 src/io/h5.c "Keras's .weights.h5 files: libhdf5-dev is missing")
calx_optional(CURL libcurl curl src/io/http.c "downloads (calx fetch, cifar10-train): libcurl4-openssl-dev is missing")
