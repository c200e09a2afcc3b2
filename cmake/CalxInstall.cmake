# `make install`: the libraries, the headers, calx.pc and the CMake package Calx (calx::calx, calx::static).
include(CMakePackageConfigHelpers)

install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY notebooks DESTINATION ${CMAKE_INSTALL_DATADIR}/calx FILES_MATCHING PATTERN "*.ipynb")
install(TARGETS calx_shared EXPORT CalxTargets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS calx_static EXPORT CalxStaticTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})

string(REPLACE ";" " " CALX_NEEDED_PACKAGES_LINE "${CALX_NEEDED_PACKAGES}")
string(REPLACE ";" " " CALX_PC_NEEDS "${CALX_NEEDS_LDFLAGS}")
file(RELATIVE_PATH CALX_PC_INCLUDE ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(calx.pc.in calx.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/calx.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(CALX_PACKAGE_FOLDER ${CMAKE_INSTALL_LIBDIR}/cmake/Calx)
configure_package_config_file(cmake/CalxConfig.cmake.in CalxConfig.cmake INSTALL_DESTINATION ${CALX_PACKAGE_FOLDER})
write_basic_package_version_file(CalxConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/CalxConfig.cmake ${PROJECT_BINARY_DIR}/CalxConfigVersion.cmake
        DESTINATION ${CALX_PACKAGE_FOLDER})
install(EXPORT CalxTargets NAMESPACE calx:: DESTINATION ${CALX_PACKAGE_FOLDER})
install(EXPORT CalxStaticTargets NAMESPACE calx:: DESTINATION ${CALX_PACKAGE_FOLDER})
