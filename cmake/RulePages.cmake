# docs/rules/*.md as text in the program, for `pgpact explain`.
file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/rules/*.md")
set(rows "")
foreach(page IN LISTS pages)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${page}")
  get_filename_component(name "${page}" NAME_WE)
  file(READ "${page}" text)
  string(APPEND rows "    {\"${name}\", R\"PAGE(${text})PAGE\"},\n")
endforeach()
list(LENGTH pages count)
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/rule_pages.cpp" CONTENT
"#include \"cli/explain.h\"

#include <array>

namespace pgpact {

namespace {

constexpr std::array<RulePage, @count@> kPages = {{
@rows@}};

}  // namespace

std::span<const RulePage> RulePages() { return kPages; }

}  // namespace pgpact
" @ONLY)
target_sources(pgpact_cli PRIVATE
               "${PROJECT_BINARY_DIR}/generated/rule_pages.cpp")
target_compile_definitions(pgpact_cli PUBLIC
                           PGPACT_VERSION="${PROJECT_VERSION}")
