# Warnings are errors in our own code, never in a library's.
# -Wno-restrict: gcc 12 sees overlaps in std::string that are none (its bug
# 105329), in optimised builds only. clang-tidy reads the same options and
# does not know that one. -Wno-maybe-uninitialized: the same of optionals.
add_compile_options(
  $<$<COMPILE_LANGUAGE:CXX>:-Wall> $<$<COMPILE_LANGUAGE:CXX>:-Wextra>
  $<$<COMPILE_LANGUAGE:CXX>:-Wpedantic> $<$<COMPILE_LANGUAGE:CXX>:-Wshadow>
  $<$<COMPILE_LANGUAGE:CXX>:-Werror>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-unknown-warning-option>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>)
