# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
#
# How Waxwing is built: warnings, sanitizers, one function a kind of target.

add_library(waxwing_options INTERFACE)
target_compile_options(waxwing_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
  -Wformat=2 -Wundef -Wunused -Woverloaded-virtual
  # g++ 12 takes a moved-from std::optional of a struct for uninitialized (GCC bug 80635); clang and the sanitizers judge.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
target_compile_definitions(waxwing_options INTERFACE
  QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(WAXWING_WERROR)
  target_compile_options(waxwing_options INTERFACE -Werror)
endif()
if(WAXWING_SANITIZE)
  target_compile_options(waxwing_options INTERFACE
    -fsanitize=${WAXWING_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(waxwing_options INTERFACE -fsanitize=${WAXWING_SANITIZE})
endif()
if(WAXWING_FUZZ)
  # The layers under test are instrumented; each target links libFuzzer itself.
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()
find_program(LLD_PROGRAM ld.lld)
if(LLD_PROGRAM)
  add_link_options(-fuse-ld=lld)
endif()
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# waxwing_precompile_headers(): one precompiled header of Qt and the standard library for every target of ours; call it
# when all are made. Only where the sources are also compiled without it somewhere: it forgives a missing include.
function(waxwing_precompile_headers)
  set(empty ${CMAKE_BINARY_DIR}/precompiled.cpp)
  file(GENERATE OUTPUT ${empty} CONTENT "")
  add_library(waxwing_precompiled OBJECT ${empty})
  set_target_properties(waxwing_precompiled PROPERTIES AUTOMOC OFF)
  target_link_libraries(waxwing_precompiled PRIVATE Qt6::Widgets Qt6::Network waxwing_options)
  # Not Qt6::Test: it defines where a target lies, and a precompiled header wants the same everywhere.
  target_precompile_headers(waxwing_precompiled PRIVATE <QtCore> <QtNetwork> <QtWidgets>
    <algorithm> <array> <atomic> <deque> <functional> <map> <memory> <optional> <span> <string> <variant> <vector>)
  set(folders ${CMAKE_SOURCE_DIR})
  while(folders)
    list(POP_FRONT folders folder)
    get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    list(APPEND folders ${below})
    foreach(target IN LISTS targets)
      get_target_property(links ${target} LINK_LIBRARIES)
      if("waxwing_options" IN_LIST links AND NOT target STREQUAL waxwing_precompiled)
        target_precompile_headers(${target} REUSE_FROM waxwing_precompiled)
      endif()
    endforeach()
  endwhile()
endfunction()

# Botan 3 where there is one, else Botan 2.19; the sources take both.
macro(waxwing_find_botan)
  pkg_check_modules(BOTAN IMPORTED_TARGET botan-3)
  if(NOT BOTAN_FOUND)
    pkg_check_modules(BOTAN REQUIRED IMPORTED_TARGET botan-2>=2.19)
  endif()
endmacro()

# The order in which the loader searches the libraries for a symbol: those first that define most of what is
# looked up. Botan and what it brings look up 9,000 symbols at a start, each in one library after the other,
# so that the order of chance costs half as many comparisons again. As link options they stand before all else
# and in this order; CMake sorts what is linked.
function(waxwing_load_order target)
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT WAXWING_SANITIZE)
    target_link_options(${target} PRIVATE ${BOTAN_LINK_LIBRARIES} $<TARGET_FILE:Qt6::Core> -lstdc++
      $<TARGET_FILE:Qt6::Gui> $<TARGET_FILE:Qt6::Widgets> $<TARGET_FILE:Qt6::Network>)
  endif()
endfunction()

# waxwing_layer(NAME [LINKS ...] [PRIVATE_LINKS ...]): one static library a layer, made of all
# sources in the current folder. Its public include folder is that folder alone, so a layer that
# is not linked cannot be included.
function(waxwing_layer name)
  cmake_parse_arguments(ARG "" "" "LINKS;PRIVATE_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS
    ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_library(waxwing_${name} STATIC ${sources})
  target_include_directories(waxwing_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(waxwing_${name} PUBLIC ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS} waxwing_options)
endfunction()

# waxwing_tests(RING LABEL LINKS ...): every *Test.cpp of the folder becomes one Qt Test program. One that hangs is ended by
# Qt Test's watchdog, which tells where it stands, and else by ctest. The watchdog has as good as the same patience: on a
# busy machine it misses that one function has ended and the next begun, and counts both together.
function(waxwing_tests folder)
  cmake_parse_arguments(ARG "" "" "LINKS;ENVIRONMENT;LABELS" ${ARGN})
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*Test.cpp)
  file(GLOB helpers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/support/*.cpp
    ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/support/*.h)
  string(REPLACE "/" "_" group ${folder})
  set(places WAXWING_SOURCE_DIR="${CMAKE_SOURCE_DIR}" WAXWING_PROGRAM="${CMAKE_BINARY_DIR}/bin/waxwing")
  if(helpers)
    add_library(waxwing_${group}_support STATIC ${helpers})
    target_include_directories(waxwing_${group}_support PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/support)
    target_link_libraries(waxwing_${group}_support PUBLIC ${ARG_LINKS} Qt6::Test PRIVATE waxwing_options)
    target_compile_definitions(waxwing_${group}_support PRIVATE ${places})
    list(APPEND ARG_LINKS waxwing_${group}_support)
  endif()
  foreach(source IN LISTS tests)
    get_filename_component(test ${source} NAME_WE)
    add_executable(${test} ${source})
    target_link_libraries(${test} PRIVATE ${ARG_LINKS} Qt6::Test waxwing_options)
    target_compile_definitions(${test} PRIVATE ${places})
    add_test(NAME ${group}_${test} COMMAND ${test})
    set_tests_properties(${group}_${test} PROPERTIES TIMEOUT 1200 LABELS "${ARG_LABELS}"
      ENVIRONMENT "QT_NO_THREADED_GLIB=1;QT_QPA_PLATFORM=offscreen;QTEST_FUNCTION_TIMEOUT=1140000;${ARG_ENVIRONMENT}")
  endforeach()
endfunction()
