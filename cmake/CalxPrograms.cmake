# What becomes a program in bin/: every examples/*.c (digits_train.c is bin/digits-train), every tools/NAME.c and every folder
# tools/NAME/; and calx-bench. Examples see the public headers only, as a user's program does.

if(CALX_FUZZ OR CALX_SANITIZE MATCHES thread) # of which only some tests are built
  return()
endif()

function(calx_program name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE calx_static m)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

file(GLOB examples CONFIGURE_DEPENDS examples/*.c)
foreach(source ${examples})
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE _ - name ${name})
  calx_program(${name} ${source})
endforeach()

# It measures the examples' models, and beside them what lies below.
file(GLOB benchmarks CONFIGURE_DEPENDS bench/*.c)
execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} describe --always --dirty OUTPUT_VARIABLE commit
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
calx_program(calx-bench ${benchmarks})
target_include_directories(calx-bench PRIVATE src examples)
target_compile_definitions(calx-bench PRIVATE CALX_COMMIT="${commit}")

file(GLOB tools CONFIGURE_DEPENDS tools/*)
foreach(tool ${tools})
  if(IS_DIRECTORY ${tool})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${tool}/*.c)
  else()
    string(REGEX MATCH ".*\\.c$" sources ${tool})
  endif()
  if(sources)
    get_filename_component(name ${tool} NAME_WE)
    calx_program(${name} ${sources})
    target_include_directories(${name} PRIVATE src)
    target_link_libraries(${name} PRIVATE PkgConfig::CALX_NEEDS) # `calx info` asks them their versions
    if(name STREQUAL calx)
      target_link_libraries(calx PRIVATE calx_notebook)
    endif()
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
