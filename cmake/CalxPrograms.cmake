# What becomes a program in bin/: every examples/*.c and bench/*.c (digits_train.c is bin/digits-train), every
# tools/NAME.c and every folder tools/NAME/. Examples see the public headers only, as a user's program does.

if(CALX_FUZZ OR CALX_SANITIZE MATCHES thread) # of which only some tests are built
  return()
endif()

function(calx_program name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE calx_static m)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

file(GLOB examples CONFIGURE_DEPENDS examples/*.c)
file(GLOB benchmarks CONFIGURE_DEPENDS bench/*.c)
foreach(source ${examples} ${benchmarks})
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE _ - name ${name})
  calx_program(${name} ${source})
  if(source IN_LIST benchmarks) # they measure the examples' models, and beside them what lies below
    target_include_directories(${name} PRIVATE src examples)
  endif()
endforeach()

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
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
