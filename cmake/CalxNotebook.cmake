# The kernel for notebooks: a part of the tool `calx` that its tests and fuzzers reach too. Serving Jupyter takes libzmq, which is
# loaded when it is needed; all else does not.
file(GLOB notebook_sources CONFIGURE_DEPENDS notebook/*.c)
add_library(calx_notebook STATIC ${notebook_sources})
target_include_directories(calx_notebook PUBLIC ${PROJECT_SOURCE_DIR} src)
target_link_libraries(calx_notebook PUBLIC calx_static PkgConfig::CALX_NEEDS ${CMAKE_DL_LIBS})
calx_optional(ZMQ libzmq zmq notebook/sockets.c "Jupyter (calx notebook): libzmq3-dev is missing")

# What cells are compiled with is found from where the tool is: here as in an installed copy, include/ is beside its bin/.
file(RELATIVE_PATH libraries ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
set_source_files_properties(notebook/compile.c PROPERTIES COMPILE_DEFINITIONS CALX_NOTEBOOK_LIBRARIES="${libraries}")
execute_process(COMMAND ${CMAKE_COMMAND} -E create_symlink ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/include)
