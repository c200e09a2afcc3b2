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
set(CALX_NEEDED_PACKAGES jansson zlib libpng libturbojpeg)
pkg_check_modules(CALX_NEEDS QUIET IMPORTED_TARGET ${CALX_NEEDED_PACKAGES})
if(NOT CALX_NEEDS_FOUND)
  message(FATAL_ERROR "one of ${CALX_NEEDED_PACKAGES} is missing: run scripts/setup")
endif()
