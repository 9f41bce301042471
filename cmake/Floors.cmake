# A floor is one folder of the house: a static library that may include its own
# headers and those of the floors named after DEPENDS, and no others.
#
#   pgpact_floor(analyzer/binder DEPENDS analyzer/catalog analyzer/sql LIBRARIES simdjson)
#   pgpact_floors_complete(analyzer rules reports cli)   # no source outside a floor

function(pgpact_floor FOLDER)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "DEPENDS;LIBRARIES")
  string(REPLACE "/" "_" target "pgpact_${FOLDER}")
  file(GLOB sources CONFIGURE_DEPENDS "${FOLDER}/*.cpp" "${FOLDER}/*.h")

  foreach(source IN LISTS sources)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
    file(STRINGS "${source}" includes REGEX "^[ \t]*#[ \t]*include[ \t]*[\"<]")
    foreach(include IN LISTS includes)
      string(REGEX REPLACE "^[^\"<]*[\"<]([^\">]+).*" "\\1" path "${include}")
      string(REGEX REPLACE "/.*" "" root "${path}")
      get_filename_component(floor "${path}" DIRECTORY)
      if(path MATCHES "\\.\\.")
        message(SEND_ERROR "${source}: name ${path} from the root of the project")
      elseif(IS_DIRECTORY "${PROJECT_SOURCE_DIR}/${root}" AND path MATCHES "/"
             AND NOT floor STREQUAL FOLDER AND NOT floor IN_LIST ARG_DEPENDS)
        message(SEND_ERROR "${source}: ${FOLDER} may not include from ${floor}")
      elseif(NOT path MATCHES "/" AND EXISTS "${PROJECT_SOURCE_DIR}/${FOLDER}/${path}")
        message(SEND_ERROR "${source}: name ${path} from the root of the project")
      endif()
    endforeach()
  endforeach()

  # main.cpp belongs to the program, not to the library that tests link.
  set(library_sources ${sources})
  list(FILTER library_sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(${target} STATIC ${library_sources})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_compile_features(${target} PUBLIC cxx_std_20)
  list(TRANSFORM ARG_DEPENDS REPLACE "/" "_")
  list(TRANSFORM ARG_DEPENDS PREPEND "pgpact_")
  foreach(depend IN LISTS ARG_DEPENDS)
    if(NOT TARGET ${depend})
      message(SEND_ERROR "${FOLDER}: ${depend} is no floor declared before it")
    endif()
  endforeach()
  target_link_libraries(${target} PUBLIC ${ARG_DEPENDS} PRIVATE ${ARG_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY PGPACT_FLOOR_SOURCES ${sources})
  set_property(GLOBAL APPEND PROPERTY PGPACT_FLOORS ${target})
endfunction()

# Stops when a source under one of the folders belongs to no floor.
function(pgpact_floors_complete)
  get_property(known GLOBAL PROPERTY PGPACT_FLOOR_SOURCES)
  foreach(folder IN LISTS ARGN)
    file(GLOB_RECURSE all CONFIGURE_DEPENDS "${folder}/*.cpp" "${folder}/*.h" "${folder}/*.hpp" "${folder}/*.cc" "${folder}/*.def")
    list(REMOVE_ITEM all ${known})
    if(all)
      message(SEND_ERROR "these files belong to no floor: ${all}")
    endif()
  endforeach()
endfunction()
