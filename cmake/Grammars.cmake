# tree-sitter's library and the grammars, whose C sources npm brings:
# pgpact_tree_sitter, pgpact_grammar_python, pgpact_grammar_bash.
#
# They come by cmake/grammars/package-lock.json, which holds checksums and no
# addresses; none of their install scripts is run. The library comes so too
# because 0.20.7, which Debian 12 has, counts a node's children in 16 bits and
# frees what it does not own at the 65,536th (a list with as many comments).

set(PGPACT_GRAMMARS "${CMAKE_CURRENT_LIST_DIR}/grammars")

# Brings node_modules up to the lock file, when it is not.
function(pgpact_fetch_grammars)
  set(lock "${PGPACT_GRAMMARS}/package-lock.json")
  set(installed "${PGPACT_GRAMMARS}/node_modules/.package-lock.json")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${lock}")
  if(EXISTS "${installed}" AND NOT "${lock}" IS_NEWER_THAN "${installed}")
    return()
  endif()
  find_program(NPM npm)
  if(NOT NPM)
    message(FATAL_ERROR
            "npm is not installed; it brings the grammars that pgpact is built "
            "with. Install it (apt install npm) and configure again, or copy a "
            "node_modules made by `npm ci` into cmake/grammars.")
  endif()
  message(STATUS "Fetching the tree-sitter grammars (npm ci)")
  execute_process(COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund
                  WORKING_DIRECTORY "${PGPACT_GRAMMARS}"
                  RESULT_VARIABLE failed
                  OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(failed)
    message(FATAL_ERROR "npm ci failed in cmake/grammars:\n${output}")
  endif()
  file(TOUCH "${installed}")
endfunction()

# One grammar as a static library, optimised in every build: a parse without
# optimisation is slow and the compile costs less than a second.
function(pgpact_grammar NAME)
  set(sources "${PGPACT_GRAMMARS}/node_modules/tree-sitter-${NAME}/src")
  add_library(pgpact_grammar_${NAME} STATIC
              "${sources}/parser.c" "${sources}/scanner.c")
  target_include_directories(pgpact_grammar_${NAME} PRIVATE "${sources}")
  # Its scanner takes memory from where the library does.
  target_compile_definitions(pgpact_grammar_${NAME} PRIVATE
                             TREE_SITTER_REUSE_ALLOCATOR)
  target_compile_options(pgpact_grammar_${NAME} PRIVATE -O2 -w)
endfunction()

pgpact_fetch_grammars()
set(library "${PGPACT_GRAMMARS}/node_modules/tree-sitter/vendor/tree-sitter/lib")
add_library(pgpact_tree_sitter STATIC "${library}/src/lib.c")
# src: one floor reads the library's own nodes (flatten.cpp).
target_include_directories(pgpact_tree_sitter SYSTEM PUBLIC
                           "${library}/include" "${library}/src")
target_compile_definitions(pgpact_tree_sitter PRIVATE _DEFAULT_SOURCE
                           _POSIX_C_SOURCE=200112L)
target_compile_options(pgpact_tree_sitter PRIVATE -O2 -w)
pgpact_grammar(python)
pgpact_grammar(bash)
